#include "ui/widget/filter.h"

#include "samtale/base/tr.h"

void filter_init(struct filter *filter, bool typing)
{
	entry_init(&filter->entry);
	filter->typing = typing;
}

void filter_done(struct filter *filter)
{
	entry_done(&filter->entry);
}

const char *filter_text(const struct filter *filter)
{
	return entry_text(&filter->entry);
}

enum filter_result filter_type(struct filter *filter, const struct key *key)
{
	if (!filter->typing || key->name == KEYNAME_HOME || key->name == KEYNAME_END)
		return FILTER_NOT_MINE;
	if (key->name != KEYNAME_TAB && entry_type(&filter->entry, key))
		return FILTER_CHANGED;
	if (key->name != KEYNAME_TAB && key->name != KEYNAME_BACKSPACE)
		return FILTER_NOT_MINE;
	filter->typing = false;
	return FILTER_KEPT;
}

static bool narrows(const struct filter *filter)
{
	return filter->typing || !str_is_empty(filter_text(filter));
}

bool filter_clear(struct filter *filter)
{
	if (!narrows(filter))
		return false;
	filter->typing = false;
	entry_set(&filter->entry, "");
	return true;
}

bool filter_view(const struct filter *filter, struct cells *cells, struct area area, int col)
{
	if (!narrows(filter))
		return false;
	col = cells_put(cells, area.row, col, ROLE_DIM, _("Find:"));
	entry_view(&filter->entry, cells, area.row, col + 1, area.cols - col - 1, filter->typing);
	return true;
}
