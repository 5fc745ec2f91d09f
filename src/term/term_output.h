/* term_output.h - one write a frame.
 *
 * ncurses empties its buffer when that is full and, until the screen was left once, after every cursor
 * movement. It is therefore given a file in memory to write to; what gathered there goes to the terminal
 * in one write(). Over a slow line or ssh that is one packet, and never a half-painted screen. ncurses
 * thus never speaks to the terminal itself, and its modes are ours to set. */
#ifndef SAMTALE_TERM_OUTPUT_H
#define SAMTALE_TERM_OUTPUT_H

#include <stdio.h>

#include "samtale/base/err.h"
#include "samtale/base/str.h"

struct term_output {
	int terminal;      /* file descriptor; borrowed */
	int gathered;      /* the file in memory; -1 when closed */
	FILE *file;        /* the same file, for newterm(); owned */
	struct str frame;
	bool gone;         /* the terminal takes no more bytes */
};

NODISCARD bool term_output_open(struct term_output *output, int terminal, struct err *err);
void term_output_close(struct term_output *output);

/* Forgets what gathered since the last send or drop. */
void term_output_drop(struct term_output *output);
/* Sends `before` and what gathered. A terminal that is gone is remembered in `gone`. */
void term_output_send(struct term_output *output, const char *before);

#endif
