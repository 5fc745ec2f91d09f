/* term_input.h - bytes into events.
 *
 * Letters are decoded in the locale's character set with a state that lives as long as the terminal, so
 * that a letter split between two packets is one letter. A sequence that is no key we know (a modified
 * key, a terminal's reply) is swallowed whole: its letters must never run as commands. What stands between
 * the paste marks is text, whatever it holds. */
#ifndef SAMTALE_TERM_INPUT_H
#define SAMTALE_TERM_INPUT_H

#include <curses.h>
#include <wchar.h>

#include "samtale/base/arena.h"
#include "samtale/base/str.h"
#include "samtale/ui/event.h"

#define TERM_PASTE_MAX (64 * 1024) /* bytes; what comes after is dropped */
#define TERM_PASTE_PATIENCE 2000   /* ms without a byte after which a paste is taken as it is */

struct term_input {
	WINDOW *pad;       /* a pad, as getch() on a window would refresh the screen */
	mbstate_t letter;
	char sequence[16]; /* under way; "" none. A longer one is cut and so is no key */
	bool pasting;
	struct str paste;  /* as it came, in UTF-8 */
	struct arena arena; /* holds the last paste handed out */
};

void term_input_open(struct term_input *input); /* after newterm() */
void term_input_close(struct term_input *input);

/* The next key or paste that is already here. A paste is borrowed until the next call. */
bool term_input_next(struct term_input *input, struct event *event);
/* Forgets what was typed but not yet handed out. */
void term_input_flush(struct term_input *input);
/* Takes a paste as ended; true when it held something. */
bool term_input_end_paste(struct term_input *input, struct event *event);

#endif
