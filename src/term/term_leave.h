/* term_leave.h - giving the terminal back as it was: one way for the end, for Ctrl-Z, for a bug and for a
 * crash.
 *
 * The bytes are prepared beforehand, so that leaving needs nothing but poll(), write() and tcsetattr(),
 * which a signal handler may call. The screen is cleared on the way: it holds citizens, and not every
 * terminal has an alternate screen to hide it with. */
#ifndef SAMTALE_TERM_LEAVE_H
#define SAMTALE_TERM_LEAVE_H

#include <stddef.h>
#include <termios.h>

/* `shell` is the modes to go back to on standard input; the bytes go to standard output. Both are copied. */
void term_leave_prepare(const struct termios *shell, const char *bytes, size_t length);

/* What is ours from now on, and to be undone. A screen that was never painted is not cleared. */
void term_leave_modes_taken(void);
void term_leave_screen_taken(void);

void term_leave(void);

/* As term_leave(), and throws away what was typed: keys meant for us must not run in the shell. */
void term_leave_crashed(void);

#endif
