/* effect.c - counting people into efforts, and what the figures say. */
#include "samtale/domain/effect.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"

#define GROUPS (TARGET_GROUP_MAX + 1)

/* What is known of one person in one effort. */
struct mark {
	size_t effort;
	bool started, ended, completed, work, hours, education, other;
};

/* What an effort's comparison is made from, by target group. */
struct pool {
	int people[GROUPS], in_work[GROUPS]; /* in_work: of the people, with an outcome JOB of any effort */
};

struct counting {
	const struct effect_source *source;
	struct arena *arena;
	struct effect_report *report;
	struct pool all, *of; /* of: one an effort */
	struct mark *marks;   /* of the person being counted; room for one an effort */
	size_t mark_count, enrolment, outcome;
	bool in_work; /* the person, in any effort or none */
	const char **blocks;
	size_t block_count;
};

/* ---- one person ----------------------------------------------------------------------------------- */

#define NO_EFFORT SIZE_MAX

static size_t effort_index(const struct effect_source *source, int64_t id)
{
	for (size_t i = 0; i < source->effort_count; i++)
		if (source->efforts[i].id == id)
			return i;
	return NO_EFFORT;
}

static struct mark *mark_of(struct counting *counting, size_t effort)
{
	for (size_t i = 0; i < counting->mark_count; i++)
		if (counting->marks[i].effort == effort)
			return &counting->marks[i];
	return NULL;
}

static void see_date(struct counting *counting, struct date date)
{
	if (date_compare(date, counting->report->newest) > 0)
		counting->report->newest = date;
}

static void take_enrolment(struct counting *counting, const struct enrolment *row)
{
	size_t effort = effort_index(counting->source, row->effort);
	struct mark *mark;

	if (effort == NO_EFFORT)
		return;
	mark = mark_of(counting, effort);
	if (mark == NULL) {
		mark = &counting->marks[counting->mark_count++];
		*mark = (struct mark){ .effort = effort };
	}
	mark->started |= date_is_set(row->started);
	mark->ended |= date_is_set(row->ended);
	mark->completed |= row->completed == 1;
	counting->report->enrolments++;
	see_date(counting, row->invited);
	see_date(counting, row->started);
	see_date(counting, row->ended);
}

static void take_outcome(struct counting *counting, const struct outcome *row)
{
	struct mark *mark = mark_of(counting, effort_index(counting->source, row->effort));
	bool work = str_equal(row->status, "JOB");

	counting->in_work |= work;
	counting->report->outcomes++;
	see_date(counting, row->date);
	if (mark == NULL)
		return;
	if (work)
		mark->work = true;
	else if (str_equal(row->status, "JOB_HOURS"))
		mark->hours = true;
	else if (str_equal(row->status, "EDUCATION"))
		mark->education = true;
	else if (!str_equal(row->status, "UNKNOWN") && !str_is_empty(row->status))
		mark->other = true;
}

/* What came of it: a person stands in one of these, the best that is known. */
static enum effort_cell came_of(const struct mark *mark)
{
	if (mark->work)
		return EFFORT_IN_WORK;
	if (mark->hours)
		return EFFORT_HOURS;
	if (mark->education)
		return EFFORT_EDUCATION;
	return mark->other ? EFFORT_OTHER : EFFORT_UNKNOWN;
}

static void count_mark(struct counting *counting, const struct mark *mark, int group)
{
	struct effort_row *row = &counting->report->rows[mark->effort];
	enum effort_cell came = came_of(mark);

	row->counts[EFFORT_INVITED]++;
	row->counts[EFFORT_STARTED] += mark->started;
	row->counts[EFFORT_COMPLETED] += mark->completed;
	row->counts[came]++;
	if (came != EFFORT_UNKNOWN || !mark->started || mark->ended || mark->completed)
		row->under_way = false;
	counting->of[mark->effort].people[group]++;
	counting->of[mark->effort].in_work[group] += counting->in_work;
}

/* ---- the hash: of what was counted, without who it was -------------------------------------------- */

/* Sorted, so that no order of rows shows in it. */
static const char *join_sorted(struct arena *arena, const char *first, const char **lines, size_t count)
{
	struct str text;
	const char *joined;

	if (count > 1)
		qsort(lines, count, sizeof(*lines), str_order);
	str_init(&text);
	str_add(&text, first);
	for (size_t i = 0; i < count; i++)
		str_add(&text, lines[i]);
	joined = arena_strdup(arena, text.text);
	str_done(&text);
	return joined;
}

static const char *enrolment_line(struct arena *arena, const struct effort *effort,
				  const struct enrolment *row)
{
	char invited[DATE_ISO_SIZE], started[DATE_ISO_SIZE], ended[DATE_ISO_SIZE];

	return arena_printf(arena, "e|%s|%s|%s|%s|%d\n", effort->code, date_iso(row->invited, invited),
			    date_iso(row->started, started), date_iso(row->ended, ended), row->completed);
}

static const char *outcome_line(struct arena *arena, const struct effort *effort, const struct outcome *row)
{
	char day[DATE_ISO_SIZE];

	return arena_printf(arena, "o|%s|%s|%s|%d\n", effort != NULL ? effort->code : "", row->status,
			    date_iso(row->date, day), (int)(row->weekly_hours * 100 + 0.5));
}

static void take_effort_lines(struct counting *counting)
{
	const struct effect_source *source = counting->source;
	char from[DATE_ISO_SIZE], to[DATE_ISO_SIZE];

	for (size_t i = 0; i < source->effort_count; i++) {
		const struct effort *effort = &source->efforts[i];

		counting->blocks[counting->block_count++] = arena_printf(
			counting->arena, "E|%s|%s|%s|%s|%lld\n", effort->code, effort->name,
			date_iso(effort->from, from), date_iso(effort->to, to),
			(long long)effort->unit_cost_ore);
	}
}

/* ---- everybody ------------------------------------------------------------------------------------ */

/* The rows of the person, and the lines that go into the hash. Rows of people who are not there are passed
 * over. */
static void take_rows(struct counting *counting, const struct effort_person *person)
{
	const struct effect_source *source = counting->source;
	const char **lines = NULL;
	size_t count = 0;

	for (; counting->enrolment < source->enrolment_count; counting->enrolment++) {
		const struct enrolment *row = &source->enrolments[counting->enrolment];
		size_t effort = effort_index(source, row->effort);

		if (row->citizen > person->citizen)
			break;
		if (row->citizen < person->citizen || effort == NO_EFFORT)
			continue;
		take_enrolment(counting, row);
		lines = arena_grow(counting->arena, lines, count, sizeof(*lines));
		lines[count++] = enrolment_line(counting->arena, &source->efforts[effort], row);
	}
	for (; counting->outcome < source->outcome_count; counting->outcome++) {
		const struct outcome *row = &source->outcomes[counting->outcome];
		size_t effort = effort_index(source, row->effort);

		if (row->citizen > person->citizen)
			break;
		if (row->citizen < person->citizen)
			continue;
		take_outcome(counting, row);
		lines = arena_grow(counting->arena, lines, count, sizeof(*lines));
		lines[count++] = outcome_line(counting->arena,
					      effort == NO_EFFORT ? NULL : &source->efforts[effort], row);
	}
	counting->blocks[counting->block_count++] = join_sorted(
		counting->arena, arena_printf(counting->arena, "P|%d\n", person->target_group), lines, count);
}

static void count_person(struct counting *counting, const struct effort_person *person)
{
	int group = target_group(person->target_group) != NULL ? person->target_group : 0;

	counting->mark_count = 0;
	counting->in_work = false;
	take_rows(counting, person);
	counting->report->citizens++;
	counting->all.people[group]++;
	counting->all.in_work[group] += counting->in_work;
	for (size_t i = 0; i < counting->mark_count; i++)
		count_mark(counting, &counting->marks[i], group);
}

/* ---- the figures ---------------------------------------------------------------------------------- */

static double share(int part, int of)
{
	return of > 0 ? (double)part / of : 0;
}

/* Each group's share counts as much as the effort has people of that group; group 0 is nobody's peer. */
static void compare(const struct pool *all, const struct pool *own, struct effort_row *row)
{
	double sum = 0;
	int weight = 0;

	for (int group = 1; group < GROUPS; group++) {
		int rest = all->people[group] - own->people[group];
		int in_work = all->in_work[group] - own->in_work[group];

		if (own->people[group] == 0 || rest == 0)
			continue;
		row->rest += rest;
		row->rest_in_work += in_work;
		sum += own->people[group] * share(in_work, rest);
		weight += own->people[group];
	}
	row->rest_rate = weight > 0 ? sum / weight : 0;
}

static enum effort_verdict judge(const struct effort_row *row)
{
	if (row->counts[EFFORT_INVITED] == 0)
		return EFFORT_NOBODY;
	if (row->counts[EFFORT_INVITED] < EFFORT_FEW)
		return EFFORT_TOO_FEW;
	if (row->under_way)
		return EFFORT_UNDER_WAY;
	if (row->rest == 0)
		return EFFORT_NO_REST;
	return row->high < row->rest_rate ? EFFORT_BELOW : EFFORT_NOT_BELOW;
}

static void hide_cells(struct effort_row *row)
{
	static const int parts[] = { EFFORT_IN_WORK, EFFORT_HOURS, EFFORT_EDUCATION, EFFORT_OTHER,
				     EFFORT_UNKNOWN };

	effort_hide(row->counts, row->hidden, parts, LENGTH(parts), EFFORT_INVITED);
	for (int cell = EFFORT_STARTED; cell <= EFFORT_COMPLETED; cell++)
		row->hidden[cell] = effort_cell_is_small(row->counts[cell]);
	if (!effort_cell_is_small(row->counts[EFFORT_INVITED]))
		return;
	for (int cell = 0; cell < EFFORT_CELLS; cell++)
		row->hidden[cell] = true;
}

/* Everybody's and the rest's figures would give a hidden cell of another effort of the same groups away. */
static void hide_comparisons(const struct counting *counting)
{
	struct effect_report *report = counting->report;
	uint32_t hidden = 0;

	for (size_t i = 0; i < report->count; i++)
		for (int group = 1; group < GROUPS && report->rows[i].hidden[EFFORT_IN_WORK]; group++)
			if (counting->of[i].people[group] > 0)
				hidden |= UINT32_C(1) << group;
	for (size_t i = 0; i < report->count; i++) {
		struct effort_row *row = &report->rows[i];

		row->rest_hidden = effort_cell_is_small(row->rest) || effort_cell_is_small(row->rest_in_work);
		for (int group = 1; group < GROUPS; group++)
			if (counting->of[i].people[group] > 0 && (hidden & UINT32_C(1) << group) != 0)
				row->rest_hidden = true;
	}
}

static bool is_head(const struct effect_source *source, const struct effort_decision *decision)
{
	bool head = !decision->gave_way;

	for (size_t i = 0; head && i < source->decision_count; i++)
		head = source->decisions[i].previous != decision->id;
	return head;
}

/* Two who decided the same at the same time do not disagree. */
static void count_heads(const struct effect_source *source, struct effort_row *row)
{
	for (size_t i = 0; i < source->decision_count; i++)
		if (source->decisions[i].effort == row->effort->id && !source->decisions[i].gave_way)
			row->decision = &source->decisions[i];
	row->heads = row->decision != NULL;
	for (size_t i = 0; i < source->decision_count; i++)
		row->heads += source->decisions[i].effort == row->effort->id &&
			      source->decisions[i].act != row->decision->act && is_head(source, &source->decisions[i]);
}

static void finish_row(const struct counting *counting, size_t index)
{
	struct effort_row *row = &counting->report->rows[index];
	const int *counts = row->counts;

	row->rate_invited = share(counts[EFFORT_IN_WORK], counts[EFFORT_INVITED]);
	row->rate_started = share(counts[EFFORT_IN_WORK], counts[EFFORT_STARTED]);
	wilson_interval(counts[EFFORT_IN_WORK], counts[EFFORT_INVITED], &row->low, &row->high);
	compare(&counting->all, &counting->of[index], row);
	row->verdict = judge(row);
	row->flagged = row->verdict == EFFORT_BELOW;
	hide_cells(row);
	count_heads(counting->source, row);
}

static void hash_blocks(const struct counting *counting, struct effect_report *report)
{
	const char *whole = join_sorted(counting->arena, "effect 1\n", counting->blocks,
					counting->block_count);

	id_hash_text(whole, strlen(whole), report->hash);
}

void effect_report_build(const struct effect_source *source, struct arena *arena,
			 struct effect_report *report)
{
	struct counting counting = {
		.source = source,
		.arena = arena,
		.report = report,
		.of = arena_array(arena, source->effort_count, sizeof(*counting.of)),
		.marks = arena_array(arena, source->effort_count, sizeof(*counting.marks)),
		.blocks = arena_array(arena, source->effort_count + source->person_count,
				      sizeof(*counting.blocks)),
	};

	*report = (struct effect_report){ .newest = DATE_NONE, .count = source->effort_count, .moved = source->moved };
	report->rows = arena_array(arena, source->effort_count, sizeof(*report->rows));
	for (size_t i = 0; i < report->count; i++)
		report->rows[i] = (struct effort_row){ .effort = &source->efforts[i], .under_way = true };
	take_effort_lines(&counting);
	for (size_t i = 0; i < source->person_count; i++)
		count_person(&counting, &source->people[i]);
	for (size_t i = 0; i < report->count; i++)
		finish_row(&counting, i);
	hide_comparisons(&counting);
	hash_blocks(&counting, report);
}

const struct effort_row *effect_report_find(const struct effect_report *report, const char *code)
{
	for (size_t i = 0; i < report->count; i++)
		if (str_equal(report->rows[i].effort->code, code))
			return &report->rows[i];
	return NULL;
}
