/* match.c - the table in its order, and the ranking.
 *
 * A pair is judged by masks of needs and a handful of numbers. Points are small, so a ranking is a counting sort that keeps the
 * prepared order of equals: that order is the tie-break, and the reason why the order of the input cannot matter. */
#include <stdlib.h>
#include <string.h>

#include "match_parts.h"
#include "samtale/base/collate.h"
#include "samtale/base/str.h"

#define ASKS_MAX 255

/* ---- the order ------------------------------------------------------------------------------------------- */

/* Unset dates last. */
static int date_order(struct date a, struct date b)
{
	if (date_is_set(a) != date_is_set(b))
		return date_is_set(a) ? -1 : 1;
	return date_compare(a, b);
}

static int citizen_order(const void *left, const void *right)
{
	const struct match_citizen *a = left, *b = right;
	int order;

	if (a->referrals != b->referrals)
		return a->referrals < b->referrals ? -1 : 1;
	order = date_order(a->benefit_from, b->benefit_from);
	if (!order)
		order = strcmp(a->cpr, b->cpr);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static int opening_order(const void *left, const void *right)
{
	const struct match_opening *a = left, *b = right;
	int order = date_order(a->deadline, b->deadline);

	if (!order)
		order = strcmp(a->number, b->number);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static int answer_order(const void *left, const void *right)
{
	const struct match_answer *a = left, *b = right;

	if (a->citizen != b->citizen)
		return a->citizen < b->citizen ? -1 : 1;
	return strcmp(a->need, b->need);
}

/* ---- the needs ------------------------------------------------------------------------------------------- */

int match_need_index(const struct match_table *table, const char *word)
{
	for (size_t i = 0; i < table->word_count; i++)
		if (str_equal(table->words[i], word))
			return (int)i;
	return -1;
}

static void need_put(struct match_needs *needs, int index)
{
	needs->bits[index / 64] |= UINT64_C(1) << (index % 64);
}

/* More kinds of needs than there are bits: the rest is asked about, unseen by answers. */
static void opening_needs(struct match_table *table, struct match_opening *opening, struct arena *arena)
{
	const char *at = opening->needs, *word;

	while ((word = match_need_next(opening, &at, arena))) {
		int index = match_need_index(table, word);

		if (index < 0 && table->word_count < MATCH_NEEDS_MAX) {
			index = (int)table->word_count++;
			table->words[index] = word;
		}
		if (index < 0)
			opening->asks_more++;
		else
			need_put(&opening->needed, index);
	}
	if (opening->kind == MATCH_FORM_OTHER)
		opening->asks_more++;
}

static void citizen_knows(struct match_citizen *citizen, int index, int value)
{
	uint64_t bit = UINT64_C(1) << (index % 64);

	citizen->has.bits[index / 64] &= ~bit;
	citizen->lacks.bits[index / 64] &= ~bit;
	need_put(value ? &citizen->has : &citizen->lacks, index);
}

static void citizen_needs(const struct match_table *table, struct match_citizen *citizen)
{
	for (size_t i = 0; i < table->word_count; i++) {
		int known = match_need_known(table->words[i], citizen);

		if (known >= 0)
			citizen_knows(citizen, (int)i, known);
	}
}

static void answers_take(struct match_table *table)
{
	for (size_t i = 0; i < table->answer_count; i++) {
		const struct match_answer *answer = &table->answers[i];
		size_t at = match_citizen_find(table, answer->citizen);
		int index = match_need_index(table, answer->need);

		if (at == SIZE_MAX)
			continue;
		if (str_equal(answer->need, MATCH_NEED_HOURS))
			table->citizens[at].hours_most = answer->value;
		else if (index >= 0)
			citizen_knows(&table->citizens[at], index, answer->value);
	}
}

/* ---- what is compared ------------------------------------------------------------------------------------- */

static int code(const char *text)
{
	return text && *text ? atoi(text) : 0;
}

struct titles {
	const char **keys; /* folded, sorted, each once */
	size_t count;
};

static struct titles titles_of(const struct match_table *table, struct arena *arena)
{
	struct titles titles = { arena_array(arena, table->opening_count, sizeof(*titles.keys)), 0 };
	size_t kept = 0;

	for (size_t i = 0; i < table->opening_count; i++)
		titles.keys[titles.count++] = collate_fold(arena, table->openings[i].title);
	if (titles.count)
		qsort(titles.keys, titles.count, sizeof(*titles.keys), str_order);
	for (size_t i = 0; i < titles.count; i++)
		if (!kept || strcmp(titles.keys[kept - 1], titles.keys[i]))
			titles.keys[kept++] = titles.keys[i];
	titles.count = kept;
	return titles;
}

/* -1: a goal that no opening's title says. */
static int title_index(const struct titles *titles, const char *text, struct arena *arena)
{
	const char *key = collate_fold(arena, text), **found;

	if (!*key || !titles->count)
		return -1;
	found = bsearch(&key, titles->keys, titles->count, sizeof(*titles->keys), str_order);
	return found ? (int)(found - titles->keys) : -1;
}

static void citizen_prepare(const struct match_table *table, const struct titles *titles, struct match_citizen *citizen,
			    struct arena *arena)
{
	int group = target_group(citizen->target_group) ? citizen->target_group : 0;

	citizen->has = citizen->lacks = (struct match_needs){ { 0 } };
	citizen->hours_most = 0;
	citizen->goal = title_index(titles, citizen->job_goal, arena);
	citizen->occupation = code(citizen->disco08);
	citizen->post = code(citizen->postcode);
	citizen->schooling = match_schooling(citizen->education);
	for (int form = 0; form < MATCH_FORMS; form++)
		citizen->form_fit[form] = form == MATCH_FORM_OTHER ? 1 : table->points.form_fit[form][group];
	citizen_needs(table, citizen);
}

static void opening_prepare(struct match_table *table, const struct titles *titles, struct match_opening *opening,
			    struct arena *arena)
{
	opening->needed = (struct match_needs){ { 0 } };
	opening->asks_more = 0;
	opening->kind = match_form_find(opening->form);
	opening->goal = title_index(titles, opening->title, arena);
	opening->occupation = code(opening->disco08);
	opening->post = code(opening->postcode);
	opening->level = match_skill_level(opening->occupation);
	opening_needs(table, opening, arena);
}

void match_prepare(struct match_table *table, struct arena *arena)
{
	struct titles titles;

	if (table->citizen_count)
		qsort(table->citizens, table->citizen_count, sizeof(*table->citizens), citizen_order);
	if (table->opening_count)
		qsort(table->openings, table->opening_count, sizeof(*table->openings), opening_order);
	if (table->answer_count)
		qsort(table->answers, table->answer_count, sizeof(*table->answers), answer_order);
	titles = titles_of(table, arena);
	table->words = arena_array(arena, MATCH_NEEDS_MAX, sizeof(*table->words));
	table->word_count = 0;
	for (size_t i = 0; i < table->opening_count; i++)
		opening_prepare(table, &titles, &table->openings[i], arena);
	for (size_t i = 0; i < table->citizen_count; i++)
		citizen_prepare(table, &titles, &table->citizens[i], arena);
	table->mask_count = (table->word_count + 63) / 64;
	answers_take(table);
}

size_t match_citizen_find(const struct match_table *table, int64_t id)
{
	for (size_t i = 0; i < table->citizen_count; i++)
		if (table->citizens[i].id == id)
			return i;
	return SIZE_MAX;
}

size_t match_opening_find(const struct match_table *table, int64_t id)
{
	for (size_t i = 0; i < table->opening_count; i++)
		if (table->openings[i].id == id)
			return i;
	return SIZE_MAX;
}

/* ---- one pair ---------------------------------------------------------------------------------------------- */

int match_occupation_points(const struct match_points *points, const struct match_citizen *citizen,
			    const struct match_opening *opening)
{
	if ((citizen->goal >= 0 && citizen->goal == opening->goal) ||
	    (citizen->occupation && citizen->occupation == opening->occupation))
		return points->occupation;
	if (!citizen->occupation || !opening->occupation)
		return 0;
	if (citizen->occupation / 10 == opening->occupation / 10)
		return points->related;
	return citizen->occupation / 100 == opening->occupation / 100 ? points->kindred : 0;
}

static bool lies_in(int post, int first, int last)
{
	return post >= first && post <= last;
}

int match_distance_points(const struct match_points *points, int home, int job)
{
	if (!home || !job)
		return 0;
	if (home == job)
		return points->postcode;
	if (lies_in(home, points->town_first, points->town_last) && lies_in(job, points->town_first, points->town_last))
		return points->town;
	return lies_in(home, points->region_first, points->region_last) &&
		       lies_in(job, points->region_first, points->region_last) ? points->region : 0;
}

static unsigned excluded_by(const struct match_table *table, const struct match_citizen *citizen,
			    const struct match_opening *opening)
{
	unsigned excluded = 0;

	for (size_t i = 0; i < table->mask_count; i++)
		if (opening->needed.bits[i] & citizen->lacks.bits[i])
			excluded |= 1U << MATCH_NEED;
	if (!citizen->form_fit[opening->kind])
		excluded |= 1U << MATCH_FORM;
	if (citizen->hours_most && opening->weekly_hours > citizen->hours_most)
		excluded |= 1U << MATCH_HOURS;
	if (date_is_set(opening->deadline) && opening->deadline.day < table->today.day)
		excluded |= 1U << MATCH_CLOSED;
	if (opening->places > 0 && opening->hired >= opening->places)
		excluded |= 1U << MATCH_FILLED;
	return excluded;
}

static int bits_count(uint64_t bits)
{
	int count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

static int within(int number, int most)
{
	if (number < 0)
		return 0;
	return number > most ? most : number;
}

struct match_verdict match_judge(const struct match_table *table, const struct match_citizen *citizen,
				 const struct match_opening *opening)
{
	const struct match_points *points = &table->points;
	struct match_verdict verdict = { .excluded = excluded_by(table, citizen, opening), .asks = opening->asks_more };
	int met = 0;

	for (size_t i = 0; i < table->mask_count; i++) {
		uint64_t needed = opening->needed.bits[i];

		met += bits_count(needed & citizen->has.bits[i]);
		verdict.asks += bits_count(needed & ~citizen->has.bits[i] & ~citizen->lacks.bits[i]);
	}
	verdict.points = match_occupation_points(points, citizen, opening) +
			 match_distance_points(points, citizen->post, opening->post) + met * points->need -
			 verdict.asks * points->ask;
	if (citizen->schooling && opening->level && citizen->schooling >= opening->level)
		verdict.points += points->education;
	if (citizen->form_fit[opening->kind] > 1)
		verdict.points += points->form;
	verdict.points = within(verdict.points, MATCH_POINTS_MAX);
	return verdict;
}

/* ---- ranking ------------------------------------------------------------------------------------------------ */

void match_ranking_init(struct match_ranking *ranking, const struct match_table *table, struct arena *arena)
{
	size_t longest = table->citizen_count > table->opening_count ? table->citizen_count : table->opening_count;

	*ranking = (struct match_ranking){
		.rows = arena_array(arena, longest, sizeof(*ranking->rows)),
		.spare = arena_array(arena, longest, sizeof(*ranking->spare)),
	};
}

/* What a row is sorted by: more points first, then fewer questions. */
static unsigned by_points(const struct match_rank *row)
{
	return MATCH_POINTS_MAX - row->points;
}

static unsigned by_asks(const struct match_rank *row)
{
	return row->asks;
}

/* Stable; rows and spare change places. */
static void counting_sort(struct match_ranking *ranking, unsigned (*key)(const struct match_rank *))
{
	uint32_t starts[MATCH_POINTS_MAX + 2] = { 0 };
	struct match_rank *sorted = ranking->spare;

	for (size_t i = 0; i < ranking->count; i++)
		starts[key(&ranking->rows[i]) + 1]++;
	for (size_t i = 1; i < LENGTH(starts); i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < ranking->count; i++)
		sorted[starts[key(&ranking->rows[i])]++] = ranking->rows[i];
	ranking->spare = ranking->rows;
	ranking->rows = sorted;
}

static void rank(struct match_ranking *ranking, size_t index, struct match_verdict verdict, bool excluded)
{
	if (!verdict.excluded == excluded) {
		ranking->excluded += verdict.excluded != 0;
		return;
	}
	ranking->excluded += excluded;
	ranking->rows[ranking->count++] = (struct match_rank){ (uint32_t)index, (uint8_t)verdict.points,
								(uint8_t)within(verdict.asks, ASKS_MAX) };
}

static void rank_openings(const struct match_table *table, size_t citizen, bool excluded, struct match_ranking *ranking)
{
	ranking->count = ranking->excluded = 0;
	for (size_t i = 0; i < table->opening_count; i++)
		rank(ranking, i, match_judge(table, &table->citizens[citizen], &table->openings[i]), excluded);
}

static void rank_citizens(const struct match_table *table, size_t opening, bool excluded, struct match_ranking *ranking)
{
	ranking->count = ranking->excluded = 0;
	for (size_t i = 0; i < table->citizen_count; i++)
		rank(ranking, i, match_judge(table, &table->citizens[i], &table->openings[opening]), excluded);
}

void match_openings(const struct match_table *table, size_t citizen, struct match_ranking *ranking)
{
	rank_openings(table, citizen, false, ranking);
	counting_sort(ranking, by_asks);
	counting_sort(ranking, by_points);
}

void match_citizens(const struct match_table *table, size_t opening, struct match_ranking *ranking)
{
	rank_citizens(table, opening, false, ranking);
	counting_sort(ranking, by_asks);
	counting_sort(ranking, by_points);
}

void match_openings_excluded(const struct match_table *table, size_t citizen, struct match_ranking *ranking)
{
	rank_openings(table, citizen, true, ranking);
}

void match_citizens_excluded(const struct match_table *table, size_t opening, struct match_ranking *ranking)
{
	rank_citizens(table, opening, true, ranking);
}
