/* match_never.c - who is never proposed, and why: no opening fits, or nobody has referred them for long. */
#include <stdlib.h>

#include "match_parts.h"

static int only_reason(unsigned excluded)
{
	for (int reason = 0; reason < MATCH_REASONS; reason++)
		if (excluded == 1U << reason)
			return reason;
	return -1;
}

/* Notes the need where one need alone keeps the opening away. */
static void closer_note(const struct match_citizen *citizen, const struct match_opening *opening, int *closes)
{
	int found = -1;

	for (int i = 0; i < MATCH_NEEDS_MAX / 64; i++) {
		uint64_t lacking = opening->needed.bits[i] & citizen->lacks.bits[i];

		if (!lacking)
			continue;
		if (found >= 0 || (lacking & (lacking - 1)))
			return;
		found = i * 64;
		while (!(lacking & 1)) {
			lacking >>= 1;
			found++;
		}
	}
	if (found >= 0)
		closes[found]++;
}

static void row_judge(const struct match_table *table, struct match_never_row *row)
{
	const struct match_citizen *citizen = &table->citizens[row->citizen];
	int closes[MATCH_NEEDS_MAX] = { 0 };

	for (size_t i = 0; i < table->opening_count; i++) {
		struct match_verdict verdict = match_judge(table, citizen, &table->openings[i]);

		row->fits += !verdict.excluded;
		for (int reason = 0; reason < MATCH_REASONS; reason++)
			row->by_reason[reason] += verdict.excluded >> reason & 1;
		if (only_reason(verdict.excluded) == MATCH_NEED)
			closer_note(citizen, &table->openings[i], closes);
	}
	for (int reason = 1; reason < MATCH_REASONS; reason++)
		if (row->by_reason[reason] > row->by_reason[row->main])
			row->main = (enum match_reason)reason;
	for (size_t i = 0; i < table->word_count; i++)
		if (closes[i] > row->closes) {
			row->closes = closes[i];
			row->closer = table->words[i];
		}
}

static bool is_long_ago(const struct match_table *table, const struct match_citizen *citizen)
{
	return !date_is_set(citizen->last_referral) ||
	       date_days_between(citizen->last_referral, table->today) >= table->points.never_days;
}

static void row_count(const struct match_table *table, const struct match_never_row *row, struct match_never *never)
{
	never->without_fit += !row->fits;
	never->by_main[row->main] += row->by_reason[row->main] > 0;
	if (!date_is_set(table->citizens[row->citizen].last_referral))
		never->never++;
	else
		never->long_ago++;
}

/* Those without a fit first; the table's order else. */
static int row_order(const void *left, const void *right)
{
	const struct match_never_row *a = left, *b = right;

	if (!a->fits != !b->fits)
		return a->fits ? 1 : -1;
	return a->citizen < b->citizen ? -1 : a->citizen > b->citizen;
}

void match_never(const struct match_table *table, int64_t coordinator, struct arena *arena, struct match_never *never)
{
	*never = (struct match_never){ .rows = arena_array(arena, table->citizen_count, sizeof(*never->rows)) };
	for (size_t i = 0; i < table->citizen_count; i++) {
		const struct match_citizen *citizen = &table->citizens[i];
		struct match_never_row *row = &never->rows[never->count];

		if (coordinator && citizen->coordinator != coordinator)
			continue;
		never->looked_at++;
		never->settled += citizen->settled;
		if (citizen->settled || !is_long_ago(table, citizen))
			continue;
		*row = (struct match_never_row){ .citizen = i };
		row_judge(table, row);
		row_count(table, row, never);
		never->count++;
	}
	if (never->count)
		qsort(never->rows, never->count, sizeof(*never->rows), row_order);
}
