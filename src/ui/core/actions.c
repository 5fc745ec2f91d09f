#include "ui/core/screen.h"

#include <string.h>

#include "samtale/base/tr.h"
#include "ui/core/whynot.h"

#define FOOTER ACTION_FOOTER
#define MENU ACTION_MENU
#define LEGAL ACTION_LEGAL
#define MOVE ACTION_MOVE
#define ALWAYS (ACTION_ALWAYS | ACTION_FOOTER)
#define ALWAYS_ON_LISTS (ACTION_ALWAYS_ON_LISTS | ACTION_FOOTER)

const struct action_row action_rows[ACTIONS] = {
#define ACTION(id, screens, keys, label, help, flags, why_not) \
	[ACTION_##id] = { ACTION_##id, #id, screens, keys, label, help, flags, why_not },
#include "ui/core/actions.def"
#undef ACTION
};

static const char *const names[SCREENS] = {
#define SCREEN(id, name, in_palette, shape) [SCREEN_##id] = name,
#include "ui/core/screens.def"
#undef SCREEN
};

static const enum screen_shape shapes[SCREENS] = {
#define SCREEN(id, name, in_palette, shape) [SCREEN_##id] = shape,
#include "ui/core/screens.def"
#undef SCREEN
};

const char *screen_name(enum screen_id id)
{
	return tr(names[id]);
}

bool action_on(const struct action_row *row, enum screen_id screen)
{
	return row->screens & (UINT64_C(1) << screen | ON_SHAPE(shapes[screen]));
}

/* The next key of a row's blank-parted list; false at its end. */
static bool next_key(const char **at, struct key *key)
{
	*at += strspn(*at, " ");
	return key_parse(at, key);
}

enum action keymap_find(enum screen_id screen, struct key key)
{
	for (int i = 0; i < ACTIONS; i++) {
		const char *at = action_rows[i].keys;
		struct key candidate;

		if (!action_on(&action_rows[i], screen))
			continue;
		while (next_key(&at, &candidate))
			if (key_equal(candidate, key))
				return (enum action)i;
	}
	return ACTION_NONE;
}

const char *keymap_label(const struct action_row *row, bool typing, char buffer[KEY_TEXT_SIZE])
{
	const char *at = row->keys;
	struct key key;

	while (next_key(&at, &key))
		if (!typing || (key.name != KEYNAME_CHAR && key.name != KEYNAME_BACKSPACE))
			return key_label(key, buffer);
	buffer[0] = '\0';
	return buffer;
}
