/* term_signal.h - signals as something to ask for, and the way back to a sane screen after a crash.
 *
 * A handler only raises a flag and wakes the poll through a pipe; the work is done where the flag is asked
 * for. Crash signals are the exception: they call `restore`, which must be async-signal-safe, and then
 * take their usual course, so that exit status, core dump and sanitizers see what they would have seen. */
#ifndef SAMTALE_TERM_SIGNAL_H
#define SAMTALE_TERM_SIGNAL_H

#include "samtale/base/err.h"

enum term_signal {
	TERM_SIGNAL_RESIZE,
	TERM_SIGNAL_END,      /* SIGHUP, SIGTERM, SIGINT: keep everything and go */
	TERM_SIGNAL_STOP,     /* SIGTSTP from outside; Ctrl-Z comes as a key */
	TERM_SIGNAL_CONTINUE,
	TERM_SIGNALS
};

NODISCARD bool term_signal_open(void (*restore)(void), struct err *err);
void term_signal_close(void); /* as they were before */

int term_signal_fd(void);     /* readable when a flag was raised */
void term_signal_drain(void); /* makes it unreadable again; the flags stay */
bool term_signal_pending(void);
bool term_signal_take(enum term_signal which); /* lowers the flag */
bool term_signal_ended(void);                  /* the end stays raised */

/* Stops the process group, as the terminal's own Ctrl-Z would; returns when continued, or at once where
 * nobody could continue us. */
void term_signal_suspend(void);

#endif
