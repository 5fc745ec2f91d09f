/* terminal.h - a terminal in the test's hands: a program on a pty, what it drew (libvterm), and how it
 * left.
 *
 * Nothing sleeps. The program announces each frame on descriptor 3, and everything that is waited for
 * fails the test after five seconds. */
#ifndef SAMTALE_TESTS_TERMINAL_H
#define SAMTALE_TESTS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct terminal_setup {
	const char *type;     /* TERM; NULL leaves it unset */
	const char *locale;   /* LC_ALL; NULL is C.UTF-8 */
	const char *locales;  /* LOCPATH; NULL is the system's */
	bool latin1;          /* the terminal speaks ISO-8859-1 */
	bool no_colour;
	bool no_input;        /* standard input is /dev/null */
	bool slow;            /* a line of 9600 bit/s */
	const char *const *arguments; /* for the program, after its name, ending with NULL; NULL none */
	bool job;             /* run by something like a shell: Ctrl-Z stops it, terminal_continue() goes on */
};

struct terminal {
	pid_t child;
	int master, told, orders; /* the pty, the announcements, and where a shell is told to continue the job */
	VTerm *vt;
	VTermScreen *screen;
	bool latin1, linux_console, alternate, cursor_visible, ended;
	struct termios modes;     /* before the program */
	int frames, reads;        /* since terminal_count() */
	int scrolled_away;        /* lines that went into the scrollback */
	size_t bytes;
	bool stopped, modes_kept; /* the job was stopped, and had restored the modes when it was */
	char text[200 * 1024];    /* terminal_text()'s answer */
};

/* On 24 rows of 80 columns, with a shell's prompt in the first. */
void terminal_start(struct terminal *terminal, const struct terminal_setup *setup, const char *program);
void terminal_send(struct terminal *terminal, const char *bytes);
void terminal_send_bytes(struct terminal *terminal, const char *bytes, size_t count);
void terminal_resize(struct terminal *terminal, int rows, int cols);
void terminal_hang_up(struct terminal *terminal);

/* Goes on until the text stands on the screen. */
void terminal_wait(struct terminal *terminal, const char *text);
void terminal_wait_frames(struct terminal *terminal, int frames); /* since terminal_count() */
void terminal_wait_stopped(struct terminal *terminal);
void terminal_continue(struct terminal *terminal);
/* Until the program has ended; returns what waitpid() says. */
int terminal_end(struct terminal *terminal);
void terminal_done(struct terminal *terminal);

void terminal_count(struct terminal *terminal); /* from now on */
bool terminal_modes_restored(const struct terminal *terminal);
const char *terminal_text(struct terminal *terminal);
const char *terminal_row(struct terminal *terminal, int row); /* trailing blanks cut */
VTermScreenCell terminal_cell(const struct terminal *terminal, int row, int col);
VTermPos terminal_cursor(const struct terminal *terminal);

#endif
