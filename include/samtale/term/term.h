/* term.h - the only layer that knows a terminal (ncurses).
 *
 * Bytes become events, cells become bytes: one write a frame. The process has one terminal; term_open()
 * takes it over and term_close(), a crash, SIGTERM or BUG() gives it back as it was. */
#ifndef SAMTALE_TERM_TERM_H
#define SAMTALE_TERM_TERM_H

#include "samtale/ui/cells.h"
#include "samtale/ui/event.h"

struct term;

enum term_colour { TERM_COLOUR_AUTO, TERM_COLOUR_NEVER };

struct term_options {
	enum term_colour colour; /* NEVER: also when NO_COLOR is set, which src/app reads */
	int frame_fd;            /* a byte is written here after each frame (tests); -1 none */
};

/* Errors, one sentence each: TERM unset, dumb or unknown; standard input or output no terminal. A screen
 * below 40x10 is no error: the app says so in it. */
NODISCARD bool term_open(const struct term_options *options, struct term **term, struct err *err);
void term_close(struct term *term);

void term_size(const struct term *term, int *rows, int *cols);

/* Waits until a key, a resize, a hang-up (SIGHUP, SIGTERM, SIGINT, a dead line) or `timeout_ms` (-1 for
 * ever). Any other signal with a handler, such as a child's end, counts as TERM_TIMEOUT. */
enum term_wait { TERM_READY, TERM_TIMEOUT, TERM_HUNG_UP };
/* While it waits for the terminal: from now on something to read at fd counts as TERM_TIMEOUT; -1 none. */
void term_watch(struct term *term, int fd);
enum term_wait term_wait(struct term *term, int timeout_ms);
/* The next event that is already here; false when there is none: ask until then, as the next wait looks
 * only at what comes after. Ctrl-Z stops the program in here and is told as a resize. event->now is left
 * for the caller to fill. A paste is borrowed until the next call. */
bool term_next(struct term *term, struct event *event);
/* Drops what was typed ahead. */
void term_flush_input(struct term *term);

void term_draw(struct term *term, const struct cells *cells);
void term_repaint(struct term *term); /* the next frame is sent whole */

#endif
