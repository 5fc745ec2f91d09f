/* report_effect.c - did the efforts bring people into work? */
#include "report_parts.h"
#include "samtale/base/chart.h"
#include "samtale/base/tr.h"

#define CHART_COLS 60

static bool is_wanted(const struct effort_row *row, const char *code)
{
	return code == NULL || str_equal(row->effort->code, code);
}

/* ---- text ----------------------------------------------------------------------------------------- */

static void add_chart(struct str *out, const struct effort_row *row, double top, struct arena *arena)
{
	if (!effort_rate_is_shown(row, EFFORT_INVITED))
		return;
	str_addf(out, "     0 |%s| %s\n",
		 chart_interval(arena, row->low, row->rate_invited, row->high,
				row->rest > 0 && !row->rest_hidden ? row->rest_rate : CHART_NO_MARK, top,
				CHART_COLS),
		 share_text(arena, top));
}

static void add_effort(struct str *out, const struct effort_row *row, double top, struct arena *arena)
{
	str_addf(out, "\n%c %s  %s\n", row->flagged ? '!' : ' ', row->effort->code, row->effort->name);
	report_add_wrapped(out, effort_funnel_text(arena, row), 5);
	if (row->counts[EFFORT_INVITED] > 0) {
		report_add_wrapped(out, effort_rates_text(arena, row), 5);
		add_chart(out, row, top, arena);
		report_add_wrapped(out, effort_beside_text(arena, row), 5);
		report_add_wrapped(out, effort_rest_text(arena, row), 5);
	}
	report_add_wrapped(out, effort_reason(arena, row), 5);
	if (row->decision != NULL)
		report_add_wrapped(out, effort_decision_text(arena, row), 5);
}

static void add_text(const struct effect_report *report, const char *code, struct arena *arena,
		     struct str *out)
{
	double top = effect_report_top(report);

	str_addf(out, "%s\n",
		 _("Effect of the efforts  (o share in work of the invited, <-> 95 %, x the rest)"));
	for (size_t i = 0; i < report->count; i++)
		if (is_wanted(&report->rows[i], code))
			add_effort(out, &report->rows[i], top, arena);
	report_add_foot(out, effect_definition(), EFFECT_DEFINITION, effect_data_text(arena, report),
			report->hash);
}

/* ---- the figures of a machine --------------------------------------------------------------------- */

static json_t *cost_json(const struct effort_row *row)
{
	int64_t cost = effort_cost_per_outcome(row);

	return cost < 0 ? json_null() : json_integer((cost + 50) / 100);
}

static json_t *cell_json(const struct effort_row *row, enum effort_cell cell)
{
	return report_count(!row->hidden[cell], row->counts[cell]);
}

static json_t *decision_json(const struct effort_row *row)
{
	const struct effort_decision *decision = row->decision;
	char day[DATE_ISO_SIZE];

	if (decision == NULL)
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "act",
			 decision->act == EFFORT_CLOSE ? "close" : "reopen", "date",
			 date_iso(decision->date, day), "by", decision->author_name, "reason",
			 decision->reason, "figures", decision->figures, "hash", decision->hash, "heads",
			 row->heads);
}

static json_t *effort_json(const struct effort_row *row, struct arena *arena)
{
	bool invited = effort_rate_is_shown(row, EFFORT_INVITED);
	json_t *object = json_pack(
		"{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:s}", "code",
		row->effort->code, "name", row->effort->name, "invited", cell_json(row, EFFORT_INVITED),
		"started", cell_json(row, EFFORT_STARTED), "completed", cell_json(row, EFFORT_COMPLETED),
		"in_work", cell_json(row, EFFORT_IN_WORK), "rate_invited",
		report_percent(invited, row->rate_invited), "rate_started",
		report_percent(effort_rate_is_shown(row, EFFORT_STARTED), row->rate_started), "low",
		report_percent(invited, row->low), "high", report_percent(invited, row->high), "unknown",
		cell_json(row, EFFORT_UNKNOWN), "cost_per_outcome", cost_json(row), "flagged", row->flagged,
		"reason", effort_reason(arena, row));
	bool rest = row->rest > 0 && !row->rest_hidden;

	json_object_set_new(object, "in_hours", cell_json(row, EFFORT_HOURS));
	json_object_set_new(object, "in_education", cell_json(row, EFFORT_EDUCATION));
	json_object_set_new(object, "rest", report_count(!row->rest_hidden, row->rest));
	json_object_set_new(object, "rest_rate", report_percent(rest, row->rest_rate));
	json_object_set_new(object, "decision", decision_json(row));
	return object;
}

static void add_json(const struct effect_report *report, const char *code, struct arena *arena,
		     struct str *out)
{
	json_t *efforts = json_array();
	char newest[DATE_ISO_SIZE];

	for (size_t i = 0; i < report->count; i++)
		if (is_wanted(&report->rows[i], code))
			json_array_append_new(efforts, effort_json(&report->rows[i], arena));
	report_add_json(out,
			json_pack("{s:s, s:s, s:i, s:{s:I, s:I, s:I, s:I, s:s, s:I}, s:s, s:o}", "report", "effect",
				  "definition", effect_definition(), "definition_version", EFFECT_DEFINITION,
				  "data_version", "citizens", (json_int_t)report->citizens, "efforts",
				  (json_int_t)report->count, "enrolments", (json_int_t)report->enrolments, "outcomes",
				  (json_int_t)report->outcomes, "newest", date_iso(report->newest, newest), "moved",
				  (json_int_t)report->moved, "hash", report->hash, "efforts", efforts));
}

static const char csv_head[] =
	"code;name;invited;started;completed;in_work;rate_invited;rate_started;low;high;unknown;cost_per_"
	"outcome;flagged;"
	"reason;in_hours;in_education;rest;rest_rate;definition_version;data_version;hash\n";

static void add_csv_cell(struct str *out, const struct effort_row *row, enum effort_cell cell)
{
	report_add_count_cell(out, !row->hidden[cell], row->counts[cell], ';');
}

static void add_csv_row(const struct effect_report *report, const struct effort_row *row, const char *data,
			struct arena *arena, struct str *out)
{
	bool invited = effort_rate_is_shown(row, EFFORT_INVITED);
	int64_t cost = effort_cost_per_outcome(row);

	report_add_cell(out, row->effort->code, ';');
	report_add_cell(out, row->effort->name, ';');
	for (int cell = EFFORT_INVITED; cell <= EFFORT_IN_WORK; cell++)
		add_csv_cell(out, row, (enum effort_cell)cell);
	report_add_percent_cell(out, invited, row->rate_invited, ';');
	report_add_percent_cell(out, effort_rate_is_shown(row, EFFORT_STARTED), row->rate_started, ';');
	report_add_percent_cell(out, invited, row->low, ';');
	report_add_percent_cell(out, invited, row->high, ';');
	add_csv_cell(out, row, EFFORT_UNKNOWN);
	report_add_count_cell(out, cost >= 0, (cost + 50) / 100, ';');
	report_add_cell(out, row->flagged ? "1" : "0", ';');
	report_add_cell(out, effort_reason(arena, row), ';');
	add_csv_cell(out, row, EFFORT_HOURS);
	add_csv_cell(out, row, EFFORT_EDUCATION);
	report_add_count_cell(out, !row->rest_hidden, row->rest, ';');
	report_add_percent_cell(out, row->rest > 0 && !row->rest_hidden, row->rest_rate, ';');
	str_addf(out, "%d;", EFFECT_DEFINITION);
	report_add_cell(out, data, ';');
	report_add_cell(out, report->hash, '\n');
}

static void add_csv(const struct effect_report *report, const char *code, struct arena *arena,
		    struct str *out)
{
	const char *data = effect_data_text(arena, report);

	str_add(out, csv_head);
	for (size_t i = 0; i < report->count; i++)
		if (is_wanted(&report->rows[i], code))
			add_csv_row(report, &report->rows[i], data, arena, out);
}

void report_effect(const struct effect_report *report, const char *code, enum report_form form,
		   struct str *out)
{
	static void (*const add[REPORT_FORMS])(const struct effect_report *, const char *, struct arena *,
					       struct str *) = { add_text, add_json, add_csv };
	struct arena arena;

	arena_init(&arena);
	add[form](report, code, &arena, out);
	arena_done(&arena);
}
