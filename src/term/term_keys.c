#include "term/term_keys.h"

#include <curses.h>
#include <string.h>

#include "samtale/base/compiler.h"

#define PAD(character) (TERM_CODE_KEYPAD + (character))

static const struct {
	const char *bytes;
	int code;
} sequences[] = {
	{ "\033[200~", TERM_CODE_PASTE }, { "\033[201~", TERM_CODE_PASTE_END },
	/* xterm, VT100: PF1 to PF4 */
	{ "\033OP", KEY_F(1) }, { "\033OQ", KEY_F(2) }, { "\033OR", KEY_F(3) }, { "\033OS", KEY_F(4) },
	/* linux */
	{ "\033[[A", KEY_F(1) }, { "\033[[B", KEY_F(2) }, { "\033[[C", KEY_F(3) }, { "\033[[D", KEY_F(4) },
	{ "\033[[E", KEY_F(5) },
	/* PuTTY, rxvt, VT220 */
	{ "\033[11~", KEY_F(1) }, { "\033[12~", KEY_F(2) }, { "\033[13~", KEY_F(3) }, { "\033[14~", KEY_F(4) },
	{ "\033[15~", KEY_F(5) }, { "\033[17~", KEY_F(6) }, { "\033[18~", KEY_F(7) }, { "\033[19~", KEY_F(8) },
	{ "\033[20~", KEY_F(9) }, { "\033[21~", KEY_F(10) }, { "\033[23~", KEY_F(11) }, { "\033[24~", KEY_F(12) },
	/* cursor keys in both modes */
	{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
	{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
	/* Home and End: xterm, then linux and PuTTY, then rxvt */
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME }, { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END }, { "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\033[2~", KEY_IC }, { "\033[3~", KEY_DC }, { "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
	{ "\033[Z", KEY_BTAB },
	/* The numeric keypad in application mode, which ncurses switches on: its digits answer like any digit. */
	{ "\033Op", PAD('0') }, { "\033Oq", PAD('1') }, { "\033Or", PAD('2') }, { "\033Os", PAD('3') },
	{ "\033Ot", PAD('4') }, { "\033Ou", PAD('5') }, { "\033Ov", PAD('6') }, { "\033Ow", PAD('7') },
	{ "\033Ox", PAD('8') }, { "\033Oy", PAD('9') }, { "\033Oj", PAD('*') }, { "\033Ok", PAD('+') },
	{ "\033Ol", PAD(',') }, { "\033Om", PAD('-') }, { "\033On", PAD('.') }, { "\033Oo", PAD('/') },
	{ "\033OM", KEY_ENTER },
};

static const struct {
	int code;
	enum key_name name;
} names[] = {
	{ KEY_ENTER, KEYNAME_ENTER }, { KEY_BTAB, KEYNAME_BACKTAB }, { KEY_BACKSPACE, KEYNAME_BACKSPACE },
	{ KEY_DC, KEYNAME_DELETE }, { KEY_IC, KEYNAME_INSERT }, { KEY_UP, KEYNAME_UP }, { KEY_DOWN, KEYNAME_DOWN },
	{ KEY_LEFT, KEYNAME_LEFT }, { KEY_RIGHT, KEYNAME_RIGHT }, { KEY_HOME, KEYNAME_HOME }, { KEY_END, KEYNAME_END },
	{ KEY_PPAGE, KEYNAME_PAGE_UP }, { KEY_NPAGE, KEYNAME_PAGE_DOWN },
	{ KEY_F(1), KEYNAME_F1 }, { KEY_F(2), KEYNAME_F2 }, { KEY_F(3), KEYNAME_F3 }, { KEY_F(4), KEYNAME_F4 },
	{ KEY_F(5), KEYNAME_F5 }, { KEY_F(6), KEYNAME_F6 }, { KEY_F(7), KEYNAME_F7 }, { KEY_F(8), KEYNAME_F8 },
	{ KEY_F(9), KEYNAME_F9 }, { KEY_F(10), KEYNAME_F10 }, { KEY_F(11), KEYNAME_F11 }, { KEY_F(12), KEYNAME_F12 },
};

void term_keys_define(void)
{
	/* A mouse report is one more unknown sequence, to be swallowed whole; ncurses would leave us its numbers. */
	define_key(NULL, KEY_MOUSE);
	for (size_t i = 0; i < LENGTH(sequences); i++)
		define_key(sequences[i].bytes, sequences[i].code);
}

int term_keys_code(const char *sequence)
{
	for (size_t i = 0; i < LENGTH(sequences); i++)
		if (strcmp(sequences[i].bytes, sequence) == 0)
			return sequences[i].code;
	return 0;
}

bool term_keys_named(int code, struct key *key)
{
	if (code > TERM_CODE_KEYPAD && code < TERM_CODE_KEYPAD + 127) {
		*key = key_char((const char[]){ (char)(code - TERM_CODE_KEYPAD), '\0' });
		return true;
	}
	for (size_t i = 0; i < LENGTH(names); i++) {
		if (names[i].code == code) {
			*key = key_named(names[i].name);
			return true;
		}
	}
	return false;
}

struct key term_keys_control(int byte)
{
	/* What stands at 0 to 31 in the table of control characters; DEL is asked for below. */
	static const char letters[] = " abcdefghijklmnopqrstuvwxyz[\\]^_";

	switch (byte) {
	case '\t':
		return key_named(KEYNAME_TAB);
	case '\r':
	case '\n':
		return key_named(KEYNAME_ENTER);
	case '\b':
	case 127:
		return key_named(KEYNAME_BACKSPACE);
	case 27:
		return key_named(KEYNAME_ESC);
	}
	return key_ctrl(letters[byte]);
}
