/* report_refund.c - the teams on the refund ladder, and who drops next. */
#include "report_parts.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/effect.h"

#define TEAM_COLS 10
#define STEP_COLS 13
#define DROPS_SHOWN 20 /* in text; JSON has all of them */
#define DEFINITION 1

static const char *step_text(struct arena *arena, const struct refund_ladder *ladder, int step)
{
	const struct refund_step *row = &ladder->steps[step];

	return step + 1 < ladder->count
		       ? arena_printf(arena, "%d-%d: %d %%", row->first, row->last, row->percent)
		       : arena_printf(arena, "%d-: %d %%", row->first, row->percent);
}

static const char *data_text(struct arena *arena, const struct refund_report *report)
{
	return arena_printf(arena, _("%s people on benefit, %s benefit periods, as of %s"),
			    number_text(arena, (int64_t)report->running),
			    number_text(arena, (int64_t)report->spells), date_long(arena, report->on));
}

/* ---- text ----------------------------------------------------------------------------------------- */

static void add_team(struct str *out, const struct refund_report *report, const struct refund_team *team,
		     const char *name, struct arena *arena)
{
	int64_t cost = 0;

	report_add_padded(out, name, TEAM_COLS, false);
	for (int step = 0; step < report->ladder.count; step++) {
		report_add_padded(out, number_text(arena, team->people[step]), STEP_COLS, true);
		cost += team->cost[step];
	}
	report_add_padded(out, number_text(arena, (cost + 50) / 100), STEP_COLS, true);
	str_add_char(out, '\n');
}

static void add_teams(struct str *out, const struct refund_report *report, struct arena *arena)
{
	report_add_padded(out, _("Team"), TEAM_COLS, false);
	for (int step = 0; step < report->ladder.count; step++)
		report_add_padded(out, step_text(arena, &report->ladder, step), STEP_COLS, true);
	report_add_padded(out, _("kr a week"), STEP_COLS, true);
	str_add_char(out, '\n');
	for (size_t i = 0; i < report->team_count; i++)
		add_team(out, report, &report->teams[i],
			 *report->teams[i].team != '\0' ? report->teams[i].team : _("nobody's"), arena);
	add_team(out, report, &report->all, _("All"), arena);
}

static void add_drop(struct str *out, const struct refund_person *person, struct arena *arena)
{
	char masked[CPR_MASKED_SIZE];

	report_add_padded(out, date_long(arena, person->place.drop), 17, false);
	report_add_padded(out, cpr_masked(person->cpr, masked), 13, false);
	report_add_padded(out, person->team, 6, false);
	report_add_padded(out, person->initials, 7, false);
	str_addf(out, _("week %d, %d %% to %d %%"), person->place.weeks, person->place.percent,
		 person->place.next_percent);
	str_add_char(out, '\n');
}

static void add_text(const struct refund_report *report, struct arena *arena, struct str *out)
{
	str_addf(out, "%s\n%s\n\n",
		 _("The refund ladder: people by week on benefit, and what the municipality pays itself"),
		 refund_caution());
	add_teams(out, report, arena);
	if (report->drop_count > 0)
		str_addf(out, "\n%s\n", _("The next drops"));
	for (size_t i = 0; i < report->drop_count && i < DROPS_SHOWN; i++)
		add_drop(out, &report->drops[i], arena);
	if (report->drop_count > DROPS_SHOWN)
		str_addf(out, _("and %zu later; --json has them all\n"), report->drop_count - DROPS_SHOWN);
	report_add_foot(out, refund_definition(arena, &report->ladder), DEFINITION, data_text(arena, report),
			report->hash);
}

/* ---- the figures of a machine --------------------------------------------------------------------- */

static json_t *team_json(const struct refund_ladder *ladder, const struct refund_team *team)
{
	json_t *steps = json_array();

	for (int step = 0; step < ladder->count; step++)
		json_array_append_new(
			steps, json_pack("{s:i, s:i, s:i, s:I}", "first_week", ladder->steps[step].first,
					 "percent", ladder->steps[step].percent, "people", team->people[step],
					 "cost_per_week", (json_int_t)((team->cost[step] + 50) / 100)));
	return json_pack("{s:s, s:o}", "team", team->team, "steps", steps);
}

static json_t *drop_json(const struct refund_person *person)
{
	char masked[CPR_MASKED_SIZE], day[DATE_ISO_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:i}", "date", date_iso(person->place.drop, day),
			 "citizen", cpr_masked(person->cpr, masked), "team", person->team, "coordinator",
			 person->initials, "week", person->place.weeks, "percent", person->place.percent,
			 "next_percent", person->place.next_percent);
}

static void add_json(const struct refund_report *report, struct arena *arena, struct str *out)
{
	json_t *teams = json_array(), *drops = json_array();
	char on[DATE_ISO_SIZE];

	for (size_t i = 0; i < report->team_count; i++)
		json_array_append_new(teams, team_json(&report->ladder, &report->teams[i]));
	for (size_t i = 0; i < report->drop_count; i++)
		json_array_append_new(drops, drop_json(&report->drops[i]));
	report_add_json(out, json_pack("{s:s, s:s, s:s, s:i, s:s, s:{s:I, s:I}, s:s, s:o, s:o, s:o}",
				       "report", "refund", "caution", refund_caution(), "definition",
				       refund_definition(arena, &report->ladder), "definition_version",
				       DEFINITION, "on", date_iso(report->on, on), "data_version", "people",
				       (json_int_t)report->running, "spells", (json_int_t)report->spells,
				       "hash", report->hash, "all", team_json(&report->ladder, &report->all),
				       "teams", teams, "drops", drops));
}

static void add_csv(const struct refund_report *report, struct arena *arena, struct str *out)
{
	(void)arena;
	str_add(out, "team;first_week;percent;people;cost_per_week;hash\n");
	for (size_t i = 0; i < report->team_count; i++) {
		const struct refund_team *team = &report->teams[i];

		for (int step = 0; step < report->ladder.count; step++) {
			report_add_cell(out, team->team, ';');
			report_add_count_cell(out, true, report->ladder.steps[step].first, ';');
			report_add_count_cell(out, true, report->ladder.steps[step].percent, ';');
			report_add_count_cell(out, true, team->people[step], ';');
			report_add_count_cell(out, true, (team->cost[step] + 50) / 100, ';');
			report_add_cell(out, report->hash, '\n');
		}
	}
}

void report_refund(const struct refund_report *report, enum report_form form, struct str *out)
{
	static void (*const add[REPORT_FORMS])(const struct refund_report *, struct arena *,
					       struct str *) = { add_text, add_json, add_csv };
	struct arena arena;

	arena_init(&arena);
	add[form](report, &arena, out);
	arena_done(&arena);
}
