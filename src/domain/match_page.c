#include "samtale/domain/match_page.h"

#include "match_parts.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static const struct referral *referral_of(const struct referral_list *referrals, int64_t citizen, int64_t opening)
{
	for (size_t i = 0; i < referrals->count; i++)
		if (referrals->rows[i].citizen == citizen && referrals->rows[i].opening == opening)
			return &referrals->rows[i];
	return NULL;
}

struct paging {
	const struct match_table *table;
	const struct referral_list *referrals;
	struct arena *arena;
	struct match_page *page;
};

static void row_add(struct paging *paging, const struct match_citizen *citizen, const struct match_opening *opening)
{
	struct match_page_row *row = &paging->page->rows[paging->page->count++];

	*row = (struct match_page_row){
		.citizen = citizen,
		.opening = opening,
		.excluded = match_excluded_text(paging->table, citizen, opening, paging->arena),
		.referral = referral_of(paging->referrals, citizen->id, opening->id),
	};
	match_explain(paging->table, citizen, opening, paging->arena, &row->explained);
}

static void rows_fill(struct paging *paging, const struct match_ranking *ranking, size_t limit)
{
	const struct match_table *table = paging->table;
	struct match_page *page = paging->page;
	size_t shown = limit && limit < ranking->count ? limit : ranking->count;

	page->fits = page->shows_excluded ? ranking->excluded : ranking->count;
	page->excluded = page->shows_excluded ? ranking->count : ranking->excluded;
	page->rows = arena_array(paging->arena, shown, sizeof(*page->rows));
	for (size_t i = 0; i < shown; i++) {
		size_t at = ranking->rows[i].index;

		row_add(paging, page->citizen ? page->citizen : &table->citizens[at],
			page->citizen ? &table->openings[at] : page->opening);
	}
}

/* The excluded are counted beside those that were asked for. */
static void rank_citizen(const struct match_table *table, size_t at, bool excluded, struct match_ranking *ranking)
{
	(excluded ? match_openings_excluded : match_openings)(table, at, ranking);
}

static void rank_opening(const struct match_table *table, size_t at, bool excluded, struct match_ranking *ranking)
{
	(excluded ? match_citizens_excluded : match_citizens)(table, at, ranking);
}

bool match_page_make(const struct match_table *table, const struct referral_list *referrals,
		     const struct match_page_query *query, struct arena *arena, struct match_page *page, struct err *err)
{
	struct paging paging = { table, referrals, arena, page };
	size_t at = query->citizen ? match_citizen_find(table, query->citizen)
				   : match_opening_find(table, query->opening);
	struct match_ranking ranking;

	*page = (struct match_page){ .shows_excluded = query->excluded };
	if (at == SIZE_MAX)
		return err_set(err, ERR_MISSING, "%s",
			       query->citizen ? _("This citizen is not on this machine. Search again by name or CPR number.")
					      : _("This opening is no longer here. Choose another."));
	match_ranking_init(&ranking, table, arena);
	if (query->citizen) {
		page->citizen = &table->citizens[at];
		rank_citizen(table, at, query->excluded, &ranking);
	} else {
		page->opening = &table->openings[at];
		rank_opening(table, at, query->excluded, &ranking);
	}
	rows_fill(&paging, &ranking, query->limit);
	return true;
}

/* ---- what an employer is told ------------------------------------------------------------------------------------- */

const char *match_hours_text(struct arena *arena, double hours)
{
	int tenths = (int)(hours * 10 + 0.5);

	if (tenths % 10 == 0)
		return arena_printf(arena, "%d", tenths / 10);
	return arena_printf(arena, "%d%s%d", tenths / 10, tr_language() == LANGUAGE_DA ? "," : ".", tenths % 10);
}

const char *match_needs_text(struct arena *arena, const char *needs)
{
	struct match_opening opening = { .needs = needs };
	const char *at = needs, *word, *text = "";

	while ((word = match_need_next(&opening, &at, arena)))
		text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "", match_need_label(word));
	return text;
}

static void told_add(struct str *out, const struct match_page_row *row)
{
	const struct match_citizen *citizen = row->citizen;

	str_addf(out, "%s %s", citizen->given_names, citizen->surname);
	if (!str_is_empty(citizen->job_goal))
		str_addf(out, _(", looks for work as %s"), citizen->job_goal);
	str_add(out, "\n");
}

/* A met need is the employer's own question; points, group and education level are not the employer's business. */
static void needs_add(struct str *out, const struct match_page_row *row, struct arena *arena)
{
	const char *at = row->opening->needs, *word;

	while ((word = match_need_next(row->opening, &at, arena))) {
		bool asked = false, known;

		for (size_t i = 0; i < row->explained.asked_count; i++)
			asked |= str_equal(row->explained.asked[i], word);
		known = !asked && !(row->explained.verdict.excluded & (1U << MATCH_NEED));
		str_addf(out, "  %s: %s\n", match_need_label(word), known ? _("yes") : _("to be talked about"));
	}
}

static const char *taken(struct str *text, struct arena *arena)
{
	const char *copied = arena_strdup(arena, text->text);

	str_done(text);
	return copied;
}

const char *match_told_text(const struct match_page_row *row, struct arena *arena)
{
	struct str out;

	str_init(&out);
	told_add(&out, row);
	needs_add(&out, row, arena);
	return taken(&out, arena);
}

static void opening_add(struct str *out, const struct match_opening *opening, struct arena *arena)
{
	const char *needs = match_needs_text(arena, opening->needs);

	str_addf(out, "%s\n", opening->employer_name);
	str_addf(out, _("%s %s, %s, %s hours a week, %d places\n"), opening->number, opening->title,
		 match_form_label(opening->form), match_hours_text(arena, opening->weekly_hours), opening->places);
	if (*needs)
		str_addf(out, _("Needed: %s\n"), needs);
}

const char *match_shortlist_text(const struct match_page *page, struct date today, struct arena *arena)
{
	size_t named = 0;
	struct str out;

	str_init(&out);
	str_addf(&out, _("Shortlist of %s\n"), date_long(arena, today));
	opening_add(&out, page->opening, arena);
	str_add(&out, "\n");
	for (size_t i = 0; i < page->count; i++) {
		const struct match_page_row *row = &page->rows[i];

		if (*row->excluded || row->citizen->is_protected || row->citizen->consent != REFERRAL_CONSENT_YES)
			continue;
		str_addf(&out, "%zu. ", ++named);
		told_add(&out, row);
		needs_add(&out, row, arena);
	}
	if (!named)
		str_add(&out, _("Nobody who fits has said yes to being named yet.\n"));
	if (page->fits > named)
		str_addf(&out, tr_count("\n%zu more fits and is not named without consent.\n",
					"\n%zu more fit and are not named without consent.\n",
					(long)(page->fits - named)),
			 page->fits - named);
	return taken(&out, arena);
}
