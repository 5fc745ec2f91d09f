/* term_caps.h - what terminfo says this terminal can do. */
#ifndef SAMTALE_TERM_CAPS_H
#define SAMTALE_TERM_CAPS_H

#include "samtale/base/err.h"
#include "samtale/base/str.h"

/* ERR_USAGE with a sentence when TERM is not set, or names a terminal that is unknown or cannot place
 * text. */
NODISCARD bool term_caps_check(struct err *err);

/* These need newterm() to have been called. */

/* Terminals with an alternate screen are the ones that know bracketed paste, too: the linux console and
 * real VTs have neither. */
bool term_caps_alternate_screen(void);
/* Adds what leaves the screen empty, its colours, keypad and cursor usual, and the alternate screen left. */
void term_caps_farewell(struct str *bytes);

#endif
