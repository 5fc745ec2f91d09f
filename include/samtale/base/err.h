/* err.h - what went wrong, said once, to the person who can mend it.
 *
 * A function that can fail returns bool, is marked NODISCARD and takes `struct err *err` last.
 * The caller owns the struct; a failing function fills it, a succeeding one leaves it alone.
 * `text` is for the caseworker: a whole sentence, in the language in use (tr.h), saying what to do
 * next. It never holds a CPR number. `detail` is for the log: SQLite's words, a path, an errno. */
#ifndef SAMTALE_BASE_ERR_H
#define SAMTALE_BASE_ERR_H

#include <stdbool.h>

#include "samtale/base/compiler.h"

enum err_code {
	ERR_NONE,
	ERR_INPUT,   /* what was typed, or stands in a file, is not acceptable: exit 1 */
	ERR_REFUSED, /* the law or a rule says no; the text names what is missing: exit 1 */
	ERR_MISSING, /* no such row, file, rule or guide: exit 1 */
	ERR_DAMAGED, /* a database or file that is broken or is not ours: exit 3 */
	ERR_NEWER,   /* written by a newer Samtale: exit 3 */
	ERR_BUSY,    /* another instance has it: exit 3 */
	ERR_FULL,    /* the disk is full; nothing was lost: exit 3 */
	ERR_IO,      /* the system refused: permissions, a vanished directory: exit 3 */
	ERR_USAGE    /* the command line makes no sense: exit 2 */
};

struct err {
	enum err_code code;
	char text[480];
	char detail[240];
};

/* Fills err and returns false, so that a failing function can end in `return err_set(...)`.
 * Text that does not fit is cut at a character boundary. err may be NULL. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds the detail for the log to an error already set. Returns false. */
bool err_detail(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

void err_clear(struct err *err);

/* The process's exit status for a code: 0 ok, 1 found something wrong, 2 misuse, 3 environment. */
int err_exit_status(enum err_code code);

#endif
