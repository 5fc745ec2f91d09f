/* console.h - the session on a terminal: the program's one loop. */
#ifndef SAMTALE_APP_CONSOLE_H
#define SAMTALE_APP_CONSOLE_H

#include "app/session.h"

/* Runs an opened session until it is over or the terminal is gone. Errors are those of term_open(), before
 * the screen is touched. */
NODISCARD bool console_run(struct session *session, struct err *err);

#endif
