/* filter.h - what a list is narrowed by, while it is typed and after. Tab, and Backspace when nothing is left, end the
 * typing; the text stays until it is cleared. */
#ifndef SAMTALE_UI_WIDGET_FILTER_H
#define SAMTALE_UI_WIDGET_FILTER_H

#include "ui/core/screen.h"
#include "ui/widget/entry.h"

struct filter {
	struct entry entry;
	bool typing;
};

void filter_init(struct filter *filter, bool typing);
void filter_done(struct filter *filter);
const char *filter_text(const struct filter *filter);

enum filter_result { FILTER_NOT_MINE, FILTER_KEPT, FILTER_CHANGED };
enum filter_result filter_type(struct filter *filter, const struct key *key);
/* Nothing is narrowed any more; false when nothing was. */
bool filter_clear(struct filter *filter);
/* "Find:" and the text, on the area's first row from col on; false, and nothing painted, where nothing narrows. Painted
 * after the list: the cursor stands in it. */
bool filter_view(const struct filter *filter, struct cells *cells, struct area area, int col);

#endif
