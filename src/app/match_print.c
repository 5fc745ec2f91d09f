#include "app/match_print.h"

#include <stdio.h>

#include "app/document.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"

/* ---- a ranking ------------------------------------------------------------------------------------------ */

static void print_reasons(const char *sign, const struct match_texts *texts)
{
	if (!texts->count)
		return;
	printf("     %s ", sign);
	for (size_t i = 0; i < texts->count; i++)
		printf("%s%s", i ? "; " : "", texts->lines[i]);
	putchar('\n');
}

static void print_opening(const struct match_opening *opening, struct arena *arena)
{
	printf("%s  ", opening->number);
	document_column(opening->title, 28);
	printf(" %s, %s, %s h\n", opening->employer_name, match_form_label(opening->form),
	       match_hours_text(arena, opening->weekly_hours));
}

static void print_citizen(const struct match_citizen *citizen, struct arena *arena)
{
	char masked[CPR_MASKED_SIZE];

	printf("%s  ", cpr_masked(citizen->cpr, masked));
	document_column(arena_printf(arena, "%s %s", citizen->given_names, citizen->surname), 28);
	printf(" %s, %s\n", target_group_label(citizen->target_group), citizen->coordinator_initials);
}

static void print_row(const struct match_page *page, const struct match_page_row *row, struct arena *arena)
{
	printf("%3d  ", row->explained.verdict.points);
	if (page->citizen)
		print_opening(row->opening, arena);
	else
		print_citizen(row->citizen, arena);
	if (row->referral)
		printf("     %s\n", referral_state_label(row->referral->state));
	print_reasons("+", &row->explained.good);
	print_reasons("-", &row->explained.missing);
	print_reasons("=", &row->explained.closes);
}

void match_print_text(const struct match_page *page, struct arena *arena)
{
	if (page->citizen)
		print_citizen(page->citizen, arena);
	else
		print_opening(page->opening, arena);
	printf(_("%zu fit, %zu do not.\n"), page->fits, page->excluded);
	for (size_t i = 0; i < page->count; i++)
		print_row(page, &page->rows[i], arena);
}

static json_t *texts_json(const struct match_texts *texts)
{
	json_t *list = json_array();

	for (size_t i = 0; i < texts->count; i++)
		json_array_append_new(list, json_string(texts->lines[i]));
	return list;
}

static json_t *opening_json(const struct match_opening *opening)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:f, s:i, s:o, s:s}", "number", opening->number, "title", opening->title,
			 "employer", opening->employer_name, "form", opening->form, "weekly_hours",
			 opening->weekly_hours, "places", opening->places, "deadline", document_date(opening->deadline),
			 "needs", opening->needs);
}

static const char *consent_name(enum referral_consent consent)
{
	static const char *const names[] = {
		[REFERRAL_NEVER_ASKED] = "never_asked", [REFERRAL_CONSENT_NO] = "no", [REFERRAL_CONSENT_YES] = "yes",
	};

	return names[consent];
}

static json_t *citizen_json(const struct match_citizen *citizen)
{
	char masked[CPR_MASKED_SIZE];

	return json_pack("{s:s, s:s, s:s, s:i, s:s, s:s}", "cpr", cpr_masked(citizen->cpr, masked), "given_names",
			 citizen->given_names, "surname", citizen->surname, "target_group", citizen->target_group,
			 "coordinator", citizen->coordinator_initials, "consent", consent_name(citizen->consent));
}

static json_t *excluded_json(unsigned excluded)
{
	json_t *list = json_array();

	for (int reason = 0; reason < MATCH_REASONS; reason++)
		if (excluded >> reason & 1)
			json_array_append_new(list, json_string(match_reason_name((enum match_reason)reason)));
	return list;
}

static json_t *row_json(const struct match_page *page, const struct match_page_row *row)
{
	const struct match_explained *explained = &row->explained;
	json_t *asked = json_array();

	for (size_t i = 0; i < explained->asked_count; i++)
		json_array_append_new(asked, json_string(explained->asked[i]));
	return json_pack("{s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:s?}", page->citizen ? "opening" : "citizen",
			 page->citizen ? opening_json(row->opening) : citizen_json(row->citizen), "points",
			 explained->verdict.points, "asks", explained->verdict.asks, "ask", asked, "excluded",
			 excluded_json(explained->verdict.excluded), "speaks_for", texts_json(&explained->good),
			 "missing", texts_json(&explained->missing), "would_close", texts_json(&explained->closes),
			 "referral", row->referral ? referral_state_name(row->referral->state) : NULL);
}

void match_print_json(const struct match_page *page, struct date on)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < page->count; i++)
		json_array_append_new(rows, row_json(page, &page->rows[i]));
	document_print(json_pack("{s:o, s:o, s:i, s:i, s:o}", "on", document_date(on),
				 page->citizen ? "citizen" : "opening",
				 page->citizen ? citizen_json(page->citizen) : opening_json(page->opening), "fits",
				 (int)page->fits, "does_not_fit", (int)page->excluded, "matches", rows));
}

/* ---- who is never proposed --------------------------------------------------------------------------------- */

static size_t shown(const struct match_never *never, size_t limit)
{
	return limit && limit < never->count ? limit : never->count;
}

void match_print_never_text(const struct match_table *table, const struct match_never *never, size_t limit,
			    struct arena *arena)
{
	printf(_("%zu of %zu are never proposed: %zu never referred, %zu not for long; %zu are in work or education."),
	       never->count, never->looked_at, never->never, never->long_ago, never->settled);
	putchar('\n');
	if (never->without_fit)
		printf(_("No opening fits %zu.\n"), never->without_fit);
	puts(_("What keeps most openings away:"));
	for (int reason = 0; reason < MATCH_REASONS; reason++)
		if (never->by_main[reason])
			printf("%6zu  %s\n", never->by_main[reason], match_reason_label((enum match_reason)reason));
	for (size_t i = 0; i < shown(never, limit); i++) {
		const struct match_never_row *row = &never->rows[i];

		printf("%3d  ", row->fits);
		print_citizen(&table->citizens[row->citizen], arena);
		if (!row->fits)
			printf("     %s\n", match_reason_label(row->main));
		if (row->closer) {
			printf("     ");
			printf(_("%s would open %d\n"), match_need_label(row->closer), row->closes);
		}
	}
}

static json_t *reasons_json(const struct match_never *never)
{
	json_t *object = json_object();

	for (int reason = 0; reason < MATCH_REASONS; reason++)
		json_object_set_new(object, match_reason_name((enum match_reason)reason),
				    json_integer((json_int_t)never->by_main[reason]));
	return object;
}

static json_t *never_row_json(const struct match_table *table, const struct match_never_row *row)
{
	const struct match_citizen *citizen = &table->citizens[row->citizen];

	return json_pack("{s:o, s:i, s:s?, s:s?, s:i, s:o}", "citizen", citizen_json(citizen), "fits", row->fits,
			 "reason", row->fits ? NULL : match_reason_name(row->main), "closer", row->closer, "would_open",
			 row->closes, "last_referral", document_date(citizen->last_referral));
}

void match_print_never_json(const struct match_table *table, const struct match_never *never, size_t limit)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < shown(never, limit); i++)
		json_array_append_new(rows, never_row_json(table, &never->rows[i]));
	document_print(json_pack("{s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "on", document_date(table->today),
				 "looked_at", (int)never->looked_at, "count", (int)never->count, "in_work_or_education",
				 (int)never->settled, "without_fit", (int)never->without_fit, "never_referred",
				 (int)never->never, "not_for_long", (int)never->long_ago, "reasons",
				 reasons_json(never), "citizens", rows));
}
