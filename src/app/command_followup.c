/* command_followup.c - samtale followup due, samtale followup add. */
#include <stdio.h>
#include <stdlib.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/import.h"
#include "samtale/store/rhythm.h"

#define NAME_COLS 26

static const char due_help[] = N_(
	"Who is to be asked how it is going, 1, 3, 6 and 12 months after an effort ended or a job began.\n"
	"\n"
	"  --team T         of the team's caseworkers only\n"
	"  --caseworker I   those that the caseworker with these initials coordinates\n"
	"  --until DATE     with a day up to that one; else up to a week ahead\n"
	"  --now MOMENT     the clock, as 2026-11-23T09:00\n"
	"\n"
	"With --json: a list with citizen (masked), name, coordinator, team, months, due, until, began, effort and status.");
static const char add_help[] =
	N_("Writes down how it is going. The months are those that are due.\n"
	   "\n"
	   "  --status S      JOB, JOB_HOURS, EDUCATION, BENEFIT, SELF, OTHER or UNKNOWN\n"
	   "  --hours N       a week, of a job\n"
	   "  --source S      borger, arbejdsgiver or register; borger unless told\n"
	   "  --date DATE     the day it was like that; today unless told\n"
	   "  --helped TEXT   what helped, in the citizen's own words\n"
	   "  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: citizen (masked), months, due, date, status, weekly_hours and source.");

const struct command followup_commands[] = {
	{ "followup due", command_followup_due,
	  "followup due [--team T] [--caseworker I] [--until DATE] [--now MOMENT]",
	  N_("Tell who is to be asked how it is going"), due_help, NULL },
	{ "followup add", command_followup_add,
	  "followup add CPR --status S [--hours N] [--source S] [--date DATE] [--helped TEXT] [--now MOMENT]",
	  N_("Write down how it is going"), add_help, NULL },
	{ NULL },
};

/* ---- followup due --------------------------------------------------------------------------------------- */

static void due_json(const struct followup_rows *list)
{
	json_t *rows = json_array();
	char masked[CPR_MASKED_SIZE];

	for (size_t i = 0; i < list->count; i++) {
		const struct followup_row *row = &list->rows[i];

		json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:i, s:o, s:o, s:o, s:s, s:s}",
						      "citizen", cpr_masked(row->cpr, masked), "name", row->name,
						      "coordinator", row->initials, "team", row->team, "months",
						      row->due.months, "due", document_date(row->due.due), "until",
						      document_date(row->due.until), "began",
						      document_date(row->basis.began), "effort",
						      row->basis.effort_name, "status", row->basis.status));
	}
	document_print(rows);
}

static void due_text(const struct followup_rows *list)
{
	char masked[CPR_MASKED_SIZE], due[DATE_ISO_SIZE], began[DATE_ISO_SIZE];

	for (size_t i = 0; i < list->count; i++) {
		const struct followup_row *row = &list->rows[i];
		int cols = utf8_columns(row->name);

		printf("%s  %s  %s%*s  %2d  %s  %s  %s\n", date_iso(row->due.due, due), cpr_masked(row->cpr, masked),
		       row->name, NAME_COLS > cols ? NAME_COLS - cols : 0, "", row->due.months,
		       date_iso(row->basis.began, began), row->initials, row->basis.effort_name);
	}
}

static bool due_read(const struct common_options *common, const char *initials, struct followup_query *query,
		     struct arena *arena, struct followup_rows *list, struct err *err)
{
	struct store *store;
	bool read = true;

	if (!open_store(common, STORE_READ_ONLY, false, &store, err))
		return false;
	if (initials)
		read = store_find_caseworker(store, initials, &query->caseworker, err) &&
		       (query->caseworker ||
			err_set(err, ERR_MISSING, _("There is no caseworker with the initials %s."), initials));
	read = read && store_followups_due(store, query, arena, list, err);
	store_close(store);
	return read;
}

int command_followup_due(const struct common_options *common, int argc, char **argv)
{
	const struct command *self = command_find("followup due");
	struct clock clock;
	struct followup_query query = { .until = DATE_NONE };
	const char *until = NULL, *initials = NULL;
	struct followup_rows list;
	struct arena arena;
	struct err err;
	bool bounded = command_option(&argc, argv, "--until", &until);
	int status;

	if (command_option(&argc, argv, "--team", &query.team) && !query.team)
		return command_misuse(self, _("Write the team after --team."));
	if (command_option(&argc, argv, "--caseworker", &initials) && !initials)
		return command_misuse(self, _("Write the initials after --caseworker."));
	status = command_clock(self->name, &argc, argv, &clock);
	if (!status)
		status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	query.today = clock_now(&clock).date;
	if (bounded && !date_parse_typed(until ? until : "", query.today, &query.until, &err))
		return command_misuse(self, err.text);
	arena_init(&arena);
	if (due_read(common, initials, &query, &arena, &list, &err))
		(common->json ? due_json : due_text)(&list);
	else
		status = command_fail(&err);
	arena_done(&arena);
	return status;
}

/* ---- followup add --------------------------------------------------------------------------------------- */

static bool months_fill(struct store *store, struct followup *followup, struct date today, struct arena *arena,
			struct err *err)
{
	struct followup_query query = { .citizen = followup->citizen, .today = today, .until = DATE_NONE };
	struct followup_rows rows;

	followup->due = followup->date;
	if (!store_followups_due(store, &query, arena, &rows, err))
		return false;
	if (!rows.count)
		return true;
	followup->months = rows.rows[0].due.months;
	followup->due = rows.rows[0].due.due;
	followup->effort = rows.rows[0].basis.effort;
	followup->enrolment = rows.rows[0].basis.enrolment;
	followup->outcome = rows.rows[0].basis.outcome;
	return true;
}

static bool add(struct store *store, const struct common_options *common, const char *cpr, struct moment now,
		struct arena *arena, struct followup *followup, struct err *err)
{
	int64_t author = 0;

	if (!store_find_citizen(store, cpr, &followup->citizen, err) ||
	    (!str_is_empty(common->caseworker) && !store_find_caseworker(store, common->caseworker, &author, err)))
		return false;
	if (!followup->citizen)
		return err_set(
			err, ERR_MISSING, "%s",
			_("There is no citizen with that CPR number here. Look at the number once more."));
	if (!author)
		return err_set(err, ERR_MISSING, "%s", _("Tell who writes: --user with a caseworker's initials."));
	store_stamp(store, author, now);
	return months_fill(store, followup, now.date, arena, err) && store_followup_add(store, followup, err);
}

static int add_run(const struct common_options *common, const char *cpr, struct moment now, struct followup *followup)
{
	char masked[CPR_MASKED_SIZE];
	struct store *store;
	struct arena arena;
	struct err err = { ERR_NONE };
	bool added;

	if (!open_store(common, STORE_EXISTING, true, &store, &err))
		return command_fail(&err);
	arena_init(&arena);
	added = add(store, common, cpr, now, &arena, followup, &err);
	store_close(store);
	if (added && common->json)
		document_print(json_pack("{s:s, s:i, s:o, s:o, s:s, s:f, s:s}", "citizen", cpr_masked(cpr, masked),
					 "months", followup->months, "due", document_date(followup->due), "date",
					 document_date(followup->date), "status", followup->status, "weekly_hours",
					 followup->weekly_hours, "source", followup->source));
	else if (added)
		printf("%s  %s\n", cpr_masked(cpr, masked), followup_text(&arena, followup));
	arena_done(&arena);
	return added ? 0 : command_fail(&err);
}

int command_followup_add(const struct common_options *common, int argc, char **argv)
{
	const struct command *self = command_find("followup add");
	struct clock clock;
	struct followup followup = { .status = "", .source = "borger", .helped = "" };
	const char *hours = NULL, *day = NULL;
	struct err err;
	struct cpr cpr;
	bool on = command_option(&argc, argv, "--date", &day);
	char *end = NULL;
	int status = command_clock(self->name, &argc, argv, &clock);

	command_option(&argc, argv, "--status", &followup.status);
	command_option(&argc, argv, "--source", &followup.source);
	command_option(&argc, argv, "--helped", &followup.helped);
	command_option(&argc, argv, "--hours", &hours);
	if (!status)
		status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	cpr = cpr_check(argv[1]);
	if (cpr.status == CPR_REFUSED)
		return command_misuse(self, _("Write the citizen's CPR number, ten digits."));
	followup.date = clock_now(&clock).date;
	if (on && !date_parse_typed(day ? day : "", followup.date, &followup.date, &err))
		return command_misuse(self, err.text);
	followup.weekly_hours = hours ? strtod(hours, &end) : 0;
	if (hours && (end == hours || *end))
		return command_misuse(self, _("Write the hours as a number, for example 37 or 12.5."));
	return add_run(common, cpr.number, clock_now(&clock), &followup);
}
