/* term_look.h - how a role looks: a table [scheme][role].
 *
 * Calm on purpose. The terminal's own background and text colour are kept, so that it reads on dark and on
 * light; every other colour is one that is legible on both. What a role means is in the text already, by
 * the signs > ! * and ~. */
#ifndef SAMTALE_TERM_LOOK_H
#define SAMTALE_TERM_LOOK_H

#include <curses.h>
#include <stdbool.h>

#include "samtale/ui/cells.h"

struct term_look {
	attr_t attributes;
	short pair; /* of colours */
};

/* Chooses the scheme for this terminal, after newterm(). On a slow line the row under the cursor has only
 * its marker: a bar costs a screen line of bytes to move. */
void term_look_choose(bool colours, bool slow_line, struct term_look looks[ROLES]);

#endif
