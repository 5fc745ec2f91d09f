#include "ui/screen/match_view.h"

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "ui/widget/wrap.h"

#define WIDE_COLS 60
#define LIST_ROWS_LEAST 4

const char *match_consent_label(enum referral_consent consent)
{
	static const char *const labels[] = {
		[REFERRAL_NEVER_ASKED] = N_("never asked"), [REFERRAL_CONSENT_NO] = N_("said no"),
		[REFERRAL_CONSENT_YES] = N_("said yes"),
	};

	return tr(labels[consent]);
}

/* ---- the rows --------------------------------------------------------------------------------------- */

struct columns {
	int name, name_cols, second, second_cols, third, third_cols, state; /* where each begins; cols 0: no room */
};

static struct columns layout(int cols)
{
	struct columns columns = { .name = 6 };
	int at = cols;

	if (cols >= WIDE_COLS) {
		columns.state = at -= 11;
		columns.third_cols = cols >= 100 ? 30 : 19;
		columns.third = at -= columns.third_cols;
		columns.second_cols = cols >= 100 ? 30 : 20;
		columns.second = at -= columns.second_cols;
	} else {
		columns.state = at -= 9;
	}
	columns.name_cols = at - columns.name - 1;
	return columns;
}

static const char *second_text(const struct match_page *page, const struct match_page_row *row, struct arena *arena)
{
	char masked[CPR_MASKED_SIZE];

	if (page->citizen)
		return row->opening->employer_name;
	return arena_printf(arena, "%s  %s", cpr_masked(row->citizen->cpr, masked), row->citizen->coordinator_initials);
}

static const char *third_text(const struct match_page *page, const struct match_page_row *row, struct arena *arena)
{
	if (page->shows_excluded)
		return row->excluded;
	if (!page->citizen)
		return match_consent_label(row->citizen->consent);
	return arena_printf(arena, _("%s %s h"), match_form_label(row->opening->form),
			    match_hours_text(arena, row->opening->weekly_hours));
}

/* Points that speak for the pair, then how many things are to be asked about. */
static void view_points(const struct match_page_row *row, const struct list_row *at, struct arena *arena)
{
	if (*row->excluded)
		return;
	cells_put_right(at->cells, at->at, 5, ROLE_TITLE,
			arena_printf(arena, "%d", row->explained.verdict.points));
}

static void view_row(const struct match_page *page, const struct list_row *at, struct arena *arena)
{
	const struct match_page_row *row = &page->rows[at->index];
	struct columns columns = layout(at->area.cols);
	const char *name = page->citizen
				   ? row->opening->title
				   : arena_printf(arena, "%s, %s", row->citizen->surname, row->citizen->given_names);

	view_points(row, at, arena);
	if (row->explained.verdict.asks)
		name = arena_printf(arena, "%s ?%d", name, row->explained.verdict.asks);
	list_put(at, columns.name, columns.name_cols, at->role, name);
	if (columns.second_cols)
		list_put(at, columns.second, columns.second_cols - 1, ROLE_TEXT, second_text(page, row, arena));
	if (columns.third_cols)
		list_put(at, columns.third, columns.third_cols - 1, ROLE_DIM, third_text(page, row, arena));
	if (row->referral)
		list_put(at, columns.state, at->area.cols - columns.state, ROLE_GOOD,
			 referral_state_label(row->referral->state));
	else if (page->citizen)
		list_put(at, columns.state, at->area.cols - columns.state, ROLE_DIM,
			 date_short(arena, row->opening->deadline));
}

void match_view_rows(const struct match_page *page, const struct list *list, struct cells *cells, struct area area,
		     struct arena *arena)
{
	for (struct list_row at = list_rows(list, cells, area); list_next(&at);)
		view_row(page, &at, arena);
}

/* ---- the reasons -------------------------------------------------------------------------------------- */

static const char *joined(const struct match_texts *texts, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < texts->count; i++)
		text = arena_printf(arena, "%s%s%s", text, *text ? "; " : "", texts->lines[i]);
	return text;
}

/* The three kinds of reasons, each with the sign that stands before it. */
struct reason {
	const char *sign;
	enum role role;
	const char *text;
};

static int reasons_of(const struct match_page_row *row, struct reason reasons[3], struct arena *arena)
{
	const struct {
		const char *sign;
		enum role role;
		const struct match_texts *texts;
	} kinds[] = {
		{ "+", ROLE_GOOD, &row->explained.good },
		{ "-", ROLE_ERROR, &row->explained.missing },
		{ "=", ROLE_TEXT, &row->explained.closes },
	};
	int count = 0;

	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (kinds[i].texts->count)
			reasons[count++] =
				(struct reason){ kinds[i].sign, kinds[i].role, joined(kinds[i].texts, arena) };
	return count;
}

void match_view_reasons(const struct match_page_row *row, struct cells *cells, struct area *area, struct arena *arena)
{
	struct reason reasons[3];
	int count = reasons_of(row, reasons, arena), rows[3] = { 0 }, used = 1, at;

	for (int i = 0; i < count; i++) {
		int left = area->rows - used - LIST_ROWS_LEAST - (count - 1 - i), wanted;

		wanted = wrap_text(arena, reasons[i].text, area->cols - 3).count;
		rows[i] = wanted < left ? wanted : left;
		used += rows[i] > 0 ? rows[i] : 0;
	}
	at = area->row + area->rows - used + 1;
	for (int i = 0; i < count; i++) {
		if (rows[i] < 1)
			continue;
		cells_put(cells, at, area->col + 1, reasons[i].role, reasons[i].sign);
		at += wrap_put(cells, at, area->col + 3, area->cols - 3, rows[i], ROLE_TEXT, reasons[i].text, arena);
	}
	area->rows -= used;
}

const char *match_reasons_text(const struct match_page_row *row, struct arena *arena)
{
	const char *text = arena_printf(arena, _("Speaks for it: %s."), joined(&row->explained.good, arena));

	if (row->explained.missing.count)
		text = arena_printf(arena, _("%s\nIs missing: %s."), text, joined(&row->explained.missing, arena));
	if (row->explained.closes.count)
		text = arena_printf(arena, _("%s\nWould close the gap: %s."), text,
				    joined(&row->explained.closes, arena));
	return text;
}
