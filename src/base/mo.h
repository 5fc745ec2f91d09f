/* mo.h - a compiled message catalogue in memory, in the layout of GNU gettext's .mo files.
 *
 * Format: GNU gettext manual, "The Format of GNU MO Files". Either byte order. Whatever the bytes hold, no
 * lookup reads outside them: a damaged catalogue just has no translation. */
#ifndef SAMTALE_BASE_MO_H
#define SAMTALE_BASE_MO_H

#include <stddef.h>

/* The translation of msgid (of a plural entry: of its singular), or NULL. *length gets its bytes; the forms
 * of a plural entry follow each other, parted by NULs; a NUL ends the whole. Borrowed from bytes. */
const char *mo_find(const unsigned char *bytes, size_t size, const char *msgid, size_t *length);

/* Form `form` (0 the first) of what mo_find() found, or NULL when it has fewer. */
const char *mo_form(const char *forms, size_t length, int form);

#endif
