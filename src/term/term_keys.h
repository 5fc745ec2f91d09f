/* term_keys.h - what function keys send, on whichever terminal.
 *
 * terminfo knows one sequence a key, and TERM is often not quite what the terminal is: PuTTY says xterm
 * and sends \033[11~ for F1. Every variant in use that cannot be mistaken for another is therefore taught
 * to ncurses, on every terminal. */
#ifndef SAMTALE_TERM_KEYS_H
#define SAMTALE_TERM_KEYS_H

#include <stdbool.h>

#include "samtale/ui/key.h"

/* Codes beyond those that ncurses gives out. A numeric keypad's key is TERM_CODE_KEYPAD plus its
 * character. */
enum { TERM_CODE_PASTE = 0x4000, TERM_CODE_PASTE_END, TERM_CODE_KEYPAD = 0x4100 };

void term_keys_define(void); /* after newterm() */

/* The code of a whole sequence; 0 when it is nothing we know. */
int term_keys_code(const char *sequence);
/* The key of an ncurses or TERM_CODE_KEYPAD code; false for keys we have no name for. */
bool term_keys_named(int code, struct key *key);
/* The key of a byte below 32 or of 127. */
struct key term_keys_control(int byte);

#endif
