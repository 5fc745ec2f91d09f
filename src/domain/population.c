#include "samtale/domain/population.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"

enum { GROUP_INSURED = 1, GROUP_JOB_READY = 2, GROUP_PENSION = 11 };

static bool is_not_ready(int group)
{
	return group == 3 || (group >= 5 && group <= 10);
}

enum population_group population_group_of(const struct population_person *person)
{
	if (person->target_group == GROUP_PENSION)
		return POPULATION_PENSION;
	if (person->in_work && !person->on_benefit)
		return POPULATION_EMPLOYED;
	if (person->target_group == GROUP_INSURED || person->target_group == GROUP_JOB_READY)
		return person->activated ? POPULATION_READY_ACTIVE : POPULATION_READY_IDLE;
	return is_not_ready(person->target_group) ? POPULATION_NOT_READY : POPULATION_OTHERS;
}

static const struct {
	const char *name, *label;
} groups[POPULATION_GROUPS] = {
	[POPULATION_EMPLOYED] = { "employed", N_("Employed") },
	[POPULATION_READY_ACTIVE] = { "job_ready_activated", N_("Job-ready, activated") },
	[POPULATION_READY_IDLE] = { "job_ready_not_activated", N_("Job-ready, not activated") },
	[POPULATION_OTHERS] = { "others", N_("Others, with students") },
	[POPULATION_NOT_READY] = { "not_job_ready", N_("Not job-ready") },
	[POPULATION_PENSION] = { "pension", N_("Disability pension") },
};

const char *population_group_name(enum population_group group)
{
	return groups[group].name;
}

const char *population_group_label(enum population_group group)
{
	return tr(groups[group].label);
}

/* ---- counting ------------------------------------------------------------------------------------- */

static void add_to(struct population_row *row, const struct population_person *person)
{
	row->counts[population_group_of(person)]++;
	row->people++;
	row->booked += person->booked;
}

/* The row of a team (initials "") or of a caseworker. */
static struct population_row *row_of(struct arena *arena, struct population_row **rows, size_t *count,
				     const struct population_row *wanted)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal((*rows)[i].team, wanted->team) &&
		    str_equal((*rows)[i].initials, wanted->initials))
			return &(*rows)[i];
	*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
	(*rows)[*count] = *wanted;
	return &(*rows)[(*count)++];
}

static int by_team(const void *a, const void *b)
{
	const struct population_row *first = a, *second = b;
	int order = strcmp(first->team, second->team);

	return order ? order : strcmp(first->initials, second->initials);
}

static void hash_people(const struct population_person *people, size_t count, struct arena *arena,
			struct population_report *report)
{
	const char **lines = arena_array(arena, count, sizeof(*lines));
	struct str text;

	for (size_t i = 0; i < count; i++)
		lines[i] = arena_printf(arena, "%s|%s|%d|%d%d%d%d\n", people[i].team, people[i].initials,
					people[i].target_group, people[i].on_benefit, people[i].in_work,
					people[i].activated, people[i].booked);
	if (count > 1)
		qsort(lines, count, sizeof(*lines), str_order);
	str_init(&text);
	str_add(&text, "population 1\n");
	for (size_t i = 0; i < count; i++)
		str_add(&text, lines[i]);
	id_hash_text(text.text, text.length, report->hash);
	str_done(&text);
}

static bool read_goal(const struct rules *rules, struct date on, struct population_goal *goal,
		      struct err *err)
{
	return rule_number(rules, "goal.unemployment.figure", 0, on, &goal->figure, &goal->figure_row, err) &&
	       rule_number(rules, "goal.unemployment.target", 0, on, &goal->target, &goal->target_row, err);
}

bool population_report_build(const struct population_person *people, size_t count, const struct rules *rules,
			     struct date on, struct arena *arena, struct population_report *report,
			     struct err *err)
{
	*report = (struct population_report){ .on = on, .all = { "", "", "", { 0 }, 0, 0 } };
	for (size_t i = 0; i < count; i++) {
		const struct population_person *person = &people[i];

		add_to(&report->all, person);
		add_to(row_of(arena, &report->teams, &report->team_count,
			      &(struct population_row){ .team = person->team, .initials = "", .name = "" }),
		       person);
		add_to(row_of(arena, &report->caseworkers, &report->caseworker_count,
			      &(struct population_row){ .team = person->team,
							.initials = person->initials,
							.name = person->name }),
		       person);
	}
	if (report->team_count > 1)
		qsort(report->teams, report->team_count, sizeof(*report->teams), by_team);
	if (report->caseworker_count > 1)
		qsort(report->caseworkers, report->caseworker_count, sizeof(*report->caseworkers), by_team);
	hash_people(people, count, arena, report);
	return read_goal(rules, on, &report->goal, err);
}

/* ---- as it is said -------------------------------------------------------------------------------- */

const char *population_goal_text(struct arena *arena, const struct population_goal *goal)
{
	int left = goal->figure - goal->target;
	const char *figure = share_text(arena, goal->figure / 1000.0),
		   *target = share_text(arena, goal->target / 1000.0);
	const char *day = date_long(arena, goal->figure_row->from);

	if (left <= 0)
		return arena_printf(arena, _("Unemployment %s (as of %s); the goal of %s is reached."),
				    figure, day, target);
	return arena_printf(
		arena, _("Unemployment %s (as of %s); the goal is %s: %d%s%d percentage points to go."),
		figure, day, target, left / 10, tr_language() == LANGUAGE_DA ? "," : ".", left % 10);
}

const char *population_definition(void)
{
	return _("Each citizen stands in one group, the first that fits: disability pension; employed (in "
		 "work by a "
		 "recorded outcome, no benefit); job-ready (groups 1 and 2), activated while an effort is "
		 "under way; not "
		 "job-ready (groups 3 and 5 to 10); others. For inner management, not for publication: small "
		 "counts are "
		 "not hidden.");
}
