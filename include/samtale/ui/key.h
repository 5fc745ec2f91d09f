/* key.h - a key press as the program sees it, and as people write it.
 *
 * The written form is one for replay files, the keymap, footers and help: a plain character stands for itself, named
 * keys stand in angle brackets: <Enter> <Tab> <BackTab> <Esc> <BS> <Del> <Ins> <Up> <Down> <Left> <Right> <Home> <End>
 * <PgUp> <PgDn> <F1> ... <F12> <C-x>; <Space> and <lt> for the two characters that would be unclear. */
#ifndef SAMTALE_UI_KEY_H
#define SAMTALE_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>

enum key_name {
	KEYNAME_NONE,
	KEYNAME_CHAR, /* text holds one code point */
	KEYNAME_CTRL, /* text holds the lower-case letter, or one of [ ] \ ^ _ and blank */
	KEYNAME_ENTER, KEYNAME_TAB, KEYNAME_BACKTAB, KEYNAME_ESC, KEYNAME_BACKSPACE, KEYNAME_DELETE, KEYNAME_INSERT,
	KEYNAME_UP, KEYNAME_DOWN, KEYNAME_LEFT, KEYNAME_RIGHT, KEYNAME_HOME, KEYNAME_END, KEYNAME_PAGE_UP,
	KEYNAME_PAGE_DOWN,
	KEYNAME_F1, KEYNAME_F2, KEYNAME_F3, KEYNAME_F4, KEYNAME_F5, KEYNAME_F6, KEYNAME_F7, KEYNAME_F8, KEYNAME_F9,
	KEYNAME_F10, KEYNAME_F11, KEYNAME_F12,
	KEYNAMES
};

struct key {
	enum key_name name;
	char text[5]; /* one UTF-8 code point and NUL; "" for named keys */
};

struct key key_char(const char *utf8);
struct key key_named(enum key_name name);
struct key key_ctrl(char letter);
bool key_equal(struct key a, struct key b);

/* Reads one key in written form from *at and moves *at past it. False when it is no key ("<Nonsense>"). */
bool key_parse(const char **at, struct key *key);

/* The written form: "<F10>", "s", "<C-g>". */
#define KEY_TEXT_SIZE 16
const char *key_text(struct key key, char buffer[KEY_TEXT_SIZE]);
/* How a footer shows it: "F10", "Enter", "^G", "s". */
const char *key_label(struct key key, char buffer[KEY_TEXT_SIZE]);

#endif
