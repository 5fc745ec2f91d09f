/* secret_entry.h - a line of standard input that nobody reads over the shoulder. */
#ifndef SAMTALE_APP_SECRET_ENTRY_H
#define SAMTALE_APP_SECRET_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

bool secret_is_typed(void); /* standard input is a terminal: somebody sits there */
/* The line without its end. At a terminal the prompt is shown and the letters are not. false: there is no line, or it
 * was interrupted. */
bool secret_line(const char *prompt, char *line, size_t size);

#endif
