#include "samtale/ui/key_table.h"

#include "ui/core/screen.h"

static const char *const screen_names[SCREENS] = {
#define SCREEN(id, name, in_palette, shape) [SCREEN_##id] = name,
#include "ui/core/screens.def"
#undef SCREEN
};

/* Rows without a key of their own are only there for the footer. */
static const struct action_row *row_at(size_t index)
{
	for (size_t i = 0; i < ACTIONS; i++)
		if (action_rows[i].keys[0] && !index--)
			return &action_rows[i];
	return NULL;
}

bool key_table_row(size_t index, struct key_table_row *row)
{
	const struct action_row *action = row_at(index);

	if (!action)
		return false;
	*row = (struct key_table_row){ action->keys, action->help, action->screens == EVERYWHERE };
	return true;
}

bool key_table_on(size_t index, int screen, const char **name)
{
	const struct action_row *action = row_at(index);

	*name = screen < SCREENS ? screen_names[screen] : NULL;
	return action && *name && action_on(action, (enum screen_id)screen);
}
