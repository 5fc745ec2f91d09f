/* match_view.h - how a ranking is painted. */
#ifndef SAMTALE_SRC_UI_SCREEN_MATCH_VIEW_H
#define SAMTALE_SRC_UI_SCREEN_MATCH_VIEW_H

#include "ui/widget/list.h"

/* One row of the page; the list's cursor stands where the reasons below come from. */
void match_view_rows(const struct match_page *page, const struct list *list, struct cells *cells, struct area area,
		     struct arena *arena);
/* What speaks for the selected pair, what is missing, what closes the gap: on the last rows of the area, which is made
 * that much lower. */
void match_view_reasons(const struct match_page_row *row, struct cells *cells, struct area *area, struct arena *arena);
/* The same as text, for reading in full. */
const char *match_reasons_text(const struct match_page_row *row, struct arena *arena);
const char *match_consent_label(enum referral_consent consent);

#endif
