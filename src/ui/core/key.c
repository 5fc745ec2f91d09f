#include "samtale/ui/key.h"

#include <stdio.h>
#include <string.h>

#include "samtale/base/utf8.h"

static const struct {
	const char *written; /* inside the angle brackets */
	const char *label;   /* in a footer */
} names[KEYNAMES] = {
	[KEYNAME_ENTER] = { "Enter", "Enter" },    [KEYNAME_TAB] = { "Tab", "Tab" },
	[KEYNAME_BACKTAB] = { "BackTab", "S-Tab" }, [KEYNAME_ESC] = { "Esc", "Esc" },
	[KEYNAME_BACKSPACE] = { "BS", "BS" },      [KEYNAME_DELETE] = { "Del", "Del" },
	[KEYNAME_INSERT] = { "Ins", "Ins" },       [KEYNAME_UP] = { "Up", "↑" },
	[KEYNAME_DOWN] = { "Down", "↓" },          [KEYNAME_LEFT] = { "Left", "←" },
	[KEYNAME_RIGHT] = { "Right", "→" },        [KEYNAME_HOME] = { "Home", "Home" },
	[KEYNAME_END] = { "End", "End" },          [KEYNAME_PAGE_UP] = { "PgUp", "PgUp" },
	[KEYNAME_PAGE_DOWN] = { "PgDn", "PgDn" },  [KEYNAME_F1] = { "F1", "F1" },
	[KEYNAME_F2] = { "F2", "F2" },             [KEYNAME_F3] = { "F3", "F3" },
	[KEYNAME_F4] = { "F4", "F4" },             [KEYNAME_F5] = { "F5", "F5" },
	[KEYNAME_F6] = { "F6", "F6" },             [KEYNAME_F7] = { "F7", "F7" },
	[KEYNAME_F8] = { "F8", "F8" },             [KEYNAME_F9] = { "F9", "F9" },
	[KEYNAME_F10] = { "F10", "F10" },          [KEYNAME_F11] = { "F11", "F11" },
	[KEYNAME_F12] = { "F12", "F12" },
};

struct key key_char(const char *utf8)
{
	const char *at = utf8;
	struct key key = { KEYNAME_CHAR, "" };

	key.text[utf8_put(utf8_next(&at, utf8 + strlen(utf8)), key.text)] = '\0';
	return key;
}

struct key key_named(enum key_name name)
{
	return (struct key){ name, "" };
}

struct key key_ctrl(char letter)
{
	return (struct key){ KEYNAME_CTRL, { letter } };
}

bool key_equal(struct key a, struct key b)
{
	return a.name == b.name && strcmp(a.text, b.text) == 0;
}

/* The key between `from` and the '>' at `to`. */
static bool bracketed(const char *from, const char *to, struct key *key)
{
	size_t length = (size_t)(to - from);

	if (length == 3 && from[0] == 'C' && from[1] == '-') {
		*key = key_ctrl(from[2]);
		return true;
	}
	if (length == 5 && memcmp(from, "Space", 5) == 0) {
		*key = key_char(" ");
		return true;
	}
	if (length == 2 && memcmp(from, "lt", 2) == 0) {
		*key = key_char("<");
		return true;
	}
	for (int name = KEYNAME_ENTER; name < KEYNAMES; name++) {
		if (strlen(names[name].written) == length && memcmp(names[name].written, from, length) == 0) {
			*key = key_named((enum key_name)name);
			return true;
		}
	}
	return false;
}

bool key_parse(const char **at, struct key *key)
{
	const char *text = *at;
	const char *end = text + strlen(text);

	if (*text == '\0')
		return false;
	if (*text == '<') {
		const char *close = strchr(text, '>');

		if (close == NULL || !bracketed(text + 1, close, key))
			return false;
		*at = close + 1;
		return true;
	}
	if (utf8_is_control(utf8_next(&text, end)))
		return false;
	*key = key_char(*at);
	*at = text;
	return true;
}

const char *key_text(struct key key, char buffer[KEY_TEXT_SIZE])
{
	if (key.name == KEYNAME_CTRL)
		snprintf(buffer, KEY_TEXT_SIZE, "<C-%s>", key.text);
	else if (key.name != KEYNAME_CHAR)
		snprintf(buffer, KEY_TEXT_SIZE, "<%s>", names[key.name].written ? names[key.name].written : "");
	else if (strcmp(key.text, " ") == 0)
		snprintf(buffer, KEY_TEXT_SIZE, "<Space>");
	else if (strcmp(key.text, "<") == 0)
		snprintf(buffer, KEY_TEXT_SIZE, "<lt>");
	else
		snprintf(buffer, KEY_TEXT_SIZE, "%s", key.text);
	return buffer;
}

const char *key_label(struct key key, char buffer[KEY_TEXT_SIZE])
{
	if (key.name == KEYNAME_CTRL)
		snprintf(buffer, KEY_TEXT_SIZE, "^%c",
			 key.text[0] >= 'a' && key.text[0] <= 'z' ? key.text[0] - 32 : key.text[0]);
	else if (key.name != KEYNAME_CHAR)
		snprintf(buffer, KEY_TEXT_SIZE, "%s", names[key.name].label ? names[key.name].label : "");
	else if (strcmp(key.text, " ") == 0)
		snprintf(buffer, KEY_TEXT_SIZE, "Space");
	else
		snprintf(buffer, KEY_TEXT_SIZE, "%s", key.text);
	return buffer;
}
