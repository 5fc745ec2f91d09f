/* report_population.c - who the caseload is, in the policy's groups; and how much each caseworker has. */
#include "report_parts.h"
#include "samtale/base/chart.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"

#define LABEL_COLS 28
#define COUNT_COLS 8
#define NAME_COLS 12
#define GROUP_COLS 11
#define BAR_COLS 30
#define DEFINITION 1

static const char *data_text(struct arena *arena, const struct population_report *report)
{
	return arena_printf(arena, _("%s citizens as of %s"), number_text(arena, report->all.people),
			    date_long(arena, report->on));
}

static double share(int part, int of)
{
	return of > 0 ? (double)part / of : 0;
}

/* ---- text ----------------------------------------------------------------------------------------- */

static void add_bars(struct str *out, const struct population_row *row, struct arena *arena)
{
	for (int group = 0; group < POPULATION_GROUPS; group++) {
		double part = share(row->counts[group], row->people);

		report_add_padded(out, population_group_label((enum population_group)group), LABEL_COLS,
				  false);
		report_add_padded(out, number_text(arena, row->counts[group]), COUNT_COLS, true);
		report_add_padded(out, share_text(arena, part), COUNT_COLS + 1, true);
		str_addf(out, "  |%s|\n", chart_bar(arena, part, 1, BAR_COLS));
	}
}

static void add_goal(struct str *out, const struct population_goal *goal, struct arena *arena)
{
	double top = (goal->figure > goal->target ? goal->figure : goal->target) / 1000.0;

	str_addf(out, "\n%s\n", population_goal_text(arena, goal));
	report_add_padded(out, _("Measured"), LABEL_COLS, false);
	str_addf(out, "%8s%9s  |%s|\n", "", share_text(arena, goal->figure / 1000.0),
		 chart_bar(arena, goal->figure / 1000.0, top, BAR_COLS));
	report_add_padded(out, _("Goal"), LABEL_COLS, false);
	str_addf(out, "%8s%9s  |%s|\n", "", share_text(arena, goal->target / 1000.0),
		 chart_bar(arena, goal->target / 1000.0, top, BAR_COLS));
	str_addf(out, "%s: %s\n", _("Source"), goal->figure_row->source);
}

static void add_row(struct str *out, const struct population_row *row, const char *name, struct arena *arena)
{
	report_add_padded(out, name, NAME_COLS, false);
	for (int group = 0; group < POPULATION_GROUPS; group++)
		report_add_padded(out, number_text(arena, row->counts[group]), GROUP_COLS, true);
	str_add_char(out, '\n');
}

static void add_views(struct str *out, const struct population_report *report, struct arena *arena)
{
	static const char *const heads[POPULATION_GROUPS] = {
		N_("employed"), N_("activated"), N_("not activ."),
		N_("others"),   N_("not ready"), N_("pension"),
	};

	str_add_char(out, '\n');
	report_add_padded(out, _("Team"), NAME_COLS, false);
	for (int group = 0; group < POPULATION_GROUPS; group++)
		report_add_padded(out, tr(heads[group]), GROUP_COLS, true);
	str_add_char(out, '\n');
	for (size_t i = 0; i < report->team_count; i++) {
		const char *team = report->teams[i].team;

		add_row(out, &report->teams[i], *team != '\0' ? team : _("nobody's"), arena);
		for (size_t j = 0; j < report->caseworker_count; j++)
			if (str_equal(report->caseworkers[j].team, team) &&
			    *report->caseworkers[j].initials != '\0')
				add_row(out, &report->caseworkers[j],
					arena_printf(arena, "  %s", report->caseworkers[j].initials), arena);
	}
}

static void add_text(const struct population_report *report, struct arena *arena, struct str *out)
{
	str_addf(out, "%s\n\n", _("The population of the caseload"));
	add_bars(out, &report->all, arena);
	add_goal(out, &report->goal, arena);
	add_views(out, report, arena);
	report_add_foot(out, population_definition(), DEFINITION, data_text(arena, report), report->hash);
}

/* ---- the figures of a machine --------------------------------------------------------------------- */

static json_t *row_json(const struct population_row *row)
{
	json_t *object = json_pack("{s:s, s:s, s:i}", "team", row->team, "caseworker", row->initials,
				   "people", row->people);

	for (int group = 0; group < POPULATION_GROUPS; group++)
		json_object_set_new(object, population_group_name((enum population_group)group),
				    json_integer(row->counts[group]));
	return object;
}

static json_t *rows_json(const struct population_row *rows, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, row_json(&rows[i]));
	return list;
}

static void add_json(const struct population_report *report, struct arena *arena, struct str *out)
{
	char on[DATE_ISO_SIZE], day[DATE_ISO_SIZE];
	json_t *goal = json_pack("{s:f, s:f, s:s, s:s}", "unemployment", report->goal.figure / 10.0, "target",
				 report->goal.target / 10.0, "figure_from",
				 date_iso(report->goal.figure_row->from, day), "source",
				 report->goal.figure_row->source);

	(void)arena;
	report_add_json(out, json_pack("{s:s, s:s, s:i, s:s, s:{s:i}, s:s, s:o, s:o, s:o, s:o}", "report",
				       "population", "definition", population_definition(),
				       "definition_version", DEFINITION, "on", date_iso(report->on, on),
				       "data_version", "citizens", report->all.people, "hash", report->hash,
				       "goal", goal, "all", row_json(&report->all), "teams",
				       rows_json(report->teams, report->team_count), "caseworkers",
				       rows_json(report->caseworkers, report->caseworker_count)));
}

static void add_csv_row(struct str *out, const struct population_row *row, const char *hash)
{
	report_add_cell(out, row->team, ';');
	report_add_cell(out, row->initials, ';');
	report_add_count_cell(out, true, row->people, ';');
	for (int group = 0; group < POPULATION_GROUPS; group++)
		report_add_count_cell(out, true, row->counts[group], ';');
	report_add_cell(out, hash, '\n');
}

static void add_csv(const struct population_report *report, struct arena *arena, struct str *out)
{
	(void)arena;
	str_add(out, "team;caseworker;people");
	for (int group = 0; group < POPULATION_GROUPS; group++)
		str_addf(out, ";%s", population_group_name((enum population_group)group));
	str_add(out, ";hash\n");
	for (size_t i = 0; i < report->team_count; i++)
		add_csv_row(out, &report->teams[i], report->hash);
	for (size_t i = 0; i < report->caseworker_count; i++)
		add_csv_row(out, &report->caseworkers[i], report->hash);
}

typedef void add_report(const struct population_report *, struct arena *, struct str *);

static void add(add_report *const forms[REPORT_FORMS], const struct population_report *report,
		enum report_form form, struct str *out)
{
	struct arena arena;

	arena_init(&arena);
	forms[form](report, &arena, out);
	arena_done(&arena);
}

void report_population(const struct population_report *report, enum report_form form, struct str *out)
{
	static add_report *const forms[REPORT_FORMS] = { add_text, add_json, add_csv };

	add(forms, report, form, out);
}

/* ---- the caseload --------------------------------------------------------------------------------- */

static const char *caseload_definition(void)
{
	return _("Citizens by their coordinator. Booked: an appointment is to come.");
}

static void add_caseload_text(const struct population_report *report, struct arena *arena, struct str *out)
{
	report_add_padded(out, _("Team"), 7, false);
	report_add_padded(out, _("Caseworker"), 30, false);
	report_add_padded(out, _("citizens"), 10, true);
	report_add_padded(out, _("booked"), 10, true);
	report_add_padded(out, _("not booked"), 12, true);
	str_add_char(out, '\n');
	for (size_t i = 0; i < report->caseworker_count; i++) {
		const struct population_row *row = &report->caseworkers[i];

		report_add_padded(out, row->team, 7, false);
		report_add_padded(out,
				  *row->initials != '\0'
					  ? arena_printf(arena, "%s  %s", row->initials, row->name)
					  : _("nobody's"),
				  30, false);
		report_add_padded(out, number_text(arena, row->people), 10, true);
		report_add_padded(out, number_text(arena, row->booked), 10, true);
		report_add_padded(out, number_text(arena, row->people - row->booked), 12, true);
		str_add_char(out, '\n');
	}
	report_add_foot(out, caseload_definition(), DEFINITION, data_text(arena, report), report->hash);
}

static void add_caseload_json(const struct population_report *report, struct arena *arena, struct str *out)
{
	json_t *rows = json_array();
	char on[DATE_ISO_SIZE];

	(void)arena;
	for (size_t i = 0; i < report->caseworker_count; i++) {
		const struct population_row *row = &report->caseworkers[i];

		json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:i, s:i}", "team", row->team,
						      "caseworker", row->initials, "name", row->name,
						      "citizens", row->people, "booked", row->booked));
	}
	report_add_json(out, json_pack("{s:s, s:s, s:i, s:s, s:{s:i}, s:s, s:o}", "report", "caseload",
				       "definition", caseload_definition(), "definition_version", DEFINITION,
				       "on", date_iso(report->on, on), "data_version", "citizens",
				       report->all.people, "hash", report->hash, "caseworkers", rows));
}

static void add_caseload_csv(const struct population_report *report, struct arena *arena, struct str *out)
{
	(void)arena;
	str_add(out, "team;caseworker;name;citizens;booked;hash\n");
	for (size_t i = 0; i < report->caseworker_count; i++) {
		const struct population_row *row = &report->caseworkers[i];

		report_add_cell(out, row->team, ';');
		report_add_cell(out, row->initials, ';');
		report_add_cell(out, row->name, ';');
		report_add_count_cell(out, true, row->people, ';');
		report_add_count_cell(out, true, row->booked, ';');
		report_add_cell(out, report->hash, '\n');
	}
}

void report_caseload(const struct population_report *report, enum report_form form, struct str *out)
{
	static add_report *const forms[REPORT_FORMS] = { add_caseload_text, add_caseload_json,
							 add_caseload_csv };

	add(forms, report, form, out);
}
