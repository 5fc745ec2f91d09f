#include "ui/widget/window.h"

void window_set(struct window *window, size_t count, bool more_before, bool more_after)
{
	if (window->to_last)
		window->list.cursor = count;
	list_set(&window->list, count);
	window->more_before = more_before;
	window->more_after = more_after;
	window->to_last = false;
}

bool window_act(struct window *window, enum action action, struct window_fetch *fetch)
{
	struct list *list = &window->list;
	size_t last = list->count > 0 ? list->count - 1 : 0;

	*fetch = (struct window_fetch){ .needed = false };
	switch (action) {
	case ACTION_DOWN:
	case ACTION_MATCH_NEXT:
		if (list->cursor < last)
			list->cursor++;
		else if (window->more_after)
			*fetch = (struct window_fetch){ window->to_last = true, LIST_AFTER, 0 };
		return true;
	case ACTION_UP:
	case ACTION_MATCH_PREVIOUS:
		if (list->cursor > 0)
			list->cursor--;
		else if (window->more_before)
			*fetch = (struct window_fetch){ true, LIST_BEFORE, last };
		return true;
	case ACTION_PAGE_DOWN:
		if (window->more_after)
			*fetch = (struct window_fetch){ true, LIST_AFTER, last };
		else
			list->cursor = last;
		return true;
	case ACTION_PAGE_UP:
		if (window->more_before)
			*fetch = (struct window_fetch){ true, LIST_BEFORE, 0 };
		else
			list->cursor = 0;
		return true;
	case ACTION_TOP:
		list->cursor = 0;
		*fetch = (struct window_fetch){ true, LIST_FIRST, 0 };
		return true;
	case ACTION_BOTTOM:
		*fetch = (struct window_fetch){ window->to_last = true, LIST_LAST, 0 };
		return true;
	default:
		return false;
	}
}
