/* command_report.c - samtale report ...: the municipality's figures as text, CSV or JSON, on standard output
 * or in a file. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "app/clock.h"
#include "app/open.h"
#include "samtale/exchange/report.h"
#include "samtale/guide/rules_load.h"

struct request {
	const struct common_options *common;
	struct arena *arena;
	enum report_form form;
	const char *path; /* NULL standard output */
	struct date on;
	const char *effort, *team; /* NULL all */
	struct str out;
};

/* Fills request->out. */
typedef bool make_report(struct request *request, struct store *store, struct err *err);

/* ---- what each is made from ----------------------------------------------------------------------- */

static bool make_effect(struct request *request, struct store *store, struct err *err)
{
	struct effect_source source;
	struct effect_report report;

	if (!store_effect_source(store, request->arena, &source, err))
		return false;
	effect_report_build(&source, request->arena, &report);
	if (request->effort != NULL && effect_report_find(&report, request->effort) == NULL)
		return err_set(err, ERR_MISSING,
			       _("There is no effort with the code “%s”. samtale report effect lists them."),
			       request->effort);
	report_effect(&report, request->effort, request->form, &request->out);
	return true;
}

static bool make_refund(struct request *request, struct store *store, struct err *err)
{
	struct refund_ladder ladder;
	struct refund_report report;
	struct refund_rows rows;
	struct rules rules;

	if (!rules_load(request->common->rules_dir, request->arena, &rules, err) ||
	    !refund_ladder_read(&rules, request->on, &ladder, err) ||
	    !store_refund_rows(store, 0, request->arena, &rows, err))
		return false;
	refund_report_build(&ladder, rows.people, rows.person_count, rows.spells, rows.spell_count,
			    request->team, request->on, request->arena, &report);
	report_refund(&report, request->form, &request->out);
	return true;
}

static bool build_population(struct request *request, struct store *store, struct population_report *report,
			     struct err *err)
{
	struct population_person *people;
	struct rules rules;
	size_t count;

	return rules_load(request->common->rules_dir, request->arena, &rules, err) &&
	       store_population_people(store, request->on, request->arena, &people, &count, err) &&
	       population_report_build(people, count, &rules, request->on, request->arena, report, err);
}

static bool make_population(struct request *request, struct store *store, struct err *err)
{
	struct population_report report;

	if (!build_population(request, store, &report, err))
		return false;
	report_population(&report, request->form, &request->out);
	return true;
}

static bool make_caseload(struct request *request, struct store *store, struct err *err)
{
	struct population_report report;

	if (!build_population(request, store, &report, err))
		return false;
	report_caseload(&report, request->form, &request->out);
	return true;
}

static bool make_registers(struct request *request, struct store *store, struct err *err)
{
	struct register_row *rows;
	size_t count;

	if (!store_registers(store, request->on, request->arena, &rows, &count, err))
		return false;
	report_registers(rows, count, request->form, &request->out);
	return true;
}

/* ---- running -------------------------------------------------------------------------------------- */

static bool write_file(const char *path, const struct str *text, struct err *err)
{
	FILE *file = fopen(path, "wbe");
	bool written = file != NULL && fwrite(text->text, 1, text->length, file) == text->length;

	if (file != NULL && fclose(file) != 0)
		written = false;
	if (written)
		return true;
	err_set(err, ERR_IO, _("The file %s could not be written. Choose another place."), path);
	return err_detail(err, "%s", strerror(errno));
}

static bool make(struct request *request, make_report *report, struct err *err)
{
	struct store *store;
	bool made;

	if (!open_store(request->common, STORE_READ_ONLY, false, &store, err))
		return false;
	made = report(request, store, err);
	store_close(store);
	if (!made || request->path != NULL)
		return made && write_file(request->path, &request->out, err);
	fputs(request->out.text, stdout);
	return true;
}

static int run(struct request *request, make_report *report)
{
	struct err err = { ERR_NONE };
	struct arena arena;
	bool made;

	arena_init(&arena);
	str_init(&request->out);
	request->arena = &arena;
	made = make(request, report, &err);
	str_done(&request->out);
	arena_done(&arena);
	return made ? 0 : command_fail(&err);
}

/* ---- the words ------------------------------------------------------------------------------------ */

/* 0, or the exit status. What is not given stays as it is. */
static int take_words(struct request *request, int *argc, char **argv, const char *own, const char **value)
{
	const struct command *self = command_find(argv[0]);
	struct clock clock = clock_real();
	const char *day = NULL;
	struct err err;
	bool csv = command_option(argc, argv, "--csv", NULL),
	     dated = command_option(argc, argv, "--on", &day);
	bool placed = command_option(argc, argv, "-o", &request->path);
	bool named = own != NULL && command_option(argc, argv, own, value);
	int status = command_words(argc, argv, 0, 0);

	if (status)
		return status;
	if (csv && request->common->json)
		return command_misuse(self, _("Ask for --csv or for --json, not for both."));
	if (placed && request->path == NULL)
		return command_misuse(self, _("Write a file name after -o."));
	if (named && *value == NULL)
		return command_misuse(self, _("Write what you ask for after the option."));
	if (dated && !clock_fixed(day != NULL ? day : "", &clock, &err))
		return command_misuse(self, err.text);
	request->form = csv ? REPORT_CSV : request->common->json ? REPORT_JSON : REPORT_TEXT;
	request->on = clock_now(&clock).date;
	return 0;
}

static int command(const struct common_options *common, int argc, char **argv, make_report *report)
{
	struct request request = { .common = common };
	bool effort = report == make_effect, team = report == make_refund;
	int status = take_words(&request, &argc, argv,
				effort ? "--effort"
				: team ? "--team"
				       : NULL,
				effort ? &request.effort : &request.team);

	return status ? status : run(&request, report);
}

int command_report_effect(const struct common_options *common, int argc, char **argv)
{
	return command(common, argc, argv, make_effect);
}

int command_report_refund(const struct common_options *common, int argc, char **argv)
{
	return command(common, argc, argv, make_refund);
}

int command_report_population(const struct common_options *common, int argc, char **argv)
{
	return command(common, argc, argv, make_population);
}

int command_report_caseload(const struct common_options *common, int argc, char **argv)
{
	return command(common, argc, argv, make_caseload);
}

int command_report_registers(const struct common_options *common, int argc, char **argv)
{
	return command(common, argc, argv, make_registers);
}

/* ---- the family ----------------------------------------------------------------------------------- */

const char report_help[] = N_("The municipality's own figures. Each report tells what it counts, which data "
			      "it is made from, and the hash of "
			      "that data: two machines with the same data print the same bytes.");

static const char effect_help[] = N_(
	"How many were invited to each effort, began, completed, and are in work, with both denominators. "
	"low and high "
	"are the bounds of Wilson's 95 % interval for the share of all who were invited: nobody who stayed "
	"away or "
	"dropped out is left out of it. A person counts once in an effort. In work is an outcome JOB "
	"recorded for the "
	"effort; hours of work beside a benefit and education are counted for themselves, and unknown are "
	"the invited "
	"without a recorded outcome. The cost is the price of a participant times those who began, by those "
	"in work.\n"
	"\n"
	"An effort is compared with the people of the same target groups who are not in it, weighed as its "
	"own "
	"participants are. It is flagged (ought to be closed) only when the upper bound lies below them; "
	"never when fewer "
	"than 30 were invited, and never while everybody is still under way. A count of one to four is "
	"hidden, and what it "
	"could be computed from: * in text, null in JSON, empty in CSV, with the reason beside.\n"
	"\n"
	"  --effort CODE   this effort alone\n"
	"  --csv           columns parted by ; with decimal points\n"
	"  -o FILE         into this file instead of standard output\n"
	"\n"
	"With --json: report, definition, definition_version, data_version, hash, and efforts with code, "
	"name, invited, "
	"started, completed, in_work, rate_invited, rate_started, low, high (per cent, one decimal), "
	"unknown, "
	"cost_per_outcome (kroner), flagged, reason, in_hours, in_education, rest, rest_rate and decision.");

static const char refund_help[] = N_("Where the people on benefit stand on the refund ladder (80, 40, 30 and "
				     "20 per cent), by team: how many on each "
				     "step, what the municipality pays itself, and who drops next. Weeks "
				     "count across benefits; 52 whole weeks of "
				     "self-support within 156 begin the count anew. Management information "
				     "only, never a reason in a decision. The rows "
				     "refund.pct, refund.reset.weeks and refund.week.kroner (samtale rules "
				     "show) say what is counted with.\n"
				     "\n"
				     "  --team NAME   this team alone\n"
				     "  --on DATE     the day; today unless told\n"
				     "  --csv         columns parted by ; with decimal points\n"
				     "  -o FILE       into this file instead of standard output\n"
				     "\n"
				     "With --json: report, caution, definition, definition_version, on, "
				     "data_version, hash, all and teams (team, steps "
				     "with first_week, percent, people, cost_per_week in kroner), and drops "
				     "(date, citizen, team, coordinator, week, "
				     "percent, next_percent).");

static const char population_help[] = N_("The caseload in the groups of the municipality's own policy: "
					 "employed, job-ready activated or not, others, not "
					 "job-ready, disability pension; the goal for unemployment; and the "
					 "same by team and caseworker. For inner "
					 "management: small counts are not hidden.\n"
					 "\n"
					 "  --on DATE   the day; today unless told\n"
					 "  --csv       columns parted by ;\n"
					 "  -o FILE     into this file instead of standard output\n"
					 "\n"
					 "With --json: report, definition, definition_version, on, "
					 "data_version, hash, goal (unemployment, target, "
					 "figure_from, source), all, teams and caseworkers (team, "
					 "caseworker, people, employed, job_ready_activated, "
					 "job_ready_not_activated, others, not_job_ready, pension).");

static const char caseload_help[] = N_(
	"How many citizens each caseworker coordinates, and how many of them have an appointment to come.\n"
	"\n"
	"  --on DATE   the day; today unless told\n"
	"  --csv       columns parted by ;\n"
	"  -o FILE     into this file instead of standard output\n"
	"\n"
	"With --json: report, definition, definition_version, on, data_version, hash and caseworkers (team, "
	"caseworker, "
	"name, citizens, booked).");

static const char registers_help[] = N_(
	"How many have begun each effort, how many companies there are of each agreement, how many open "
	"places of each "
	"form, how many citizens at each position of the pipeline, and how many moved there within a year.\n"
	"\n"
	"  --on DATE   the day; today unless told\n"
	"  --csv       columns parted by ;\n"
	"  -o FILE     into this file instead of standard output\n"
	"\n"
	"With --json: report, definition, definition_version, data_version, hash and registers (register: "
	"effort, "
	"agreement, opening, position or move; code, name, count; of a move, from code to name).");

const struct command report_commands[] = {
	{ "report effect", command_report_effect, "report effect [--effort CODE] [--csv] [-o FILE]",
	  N_("Tell whether the efforts bring people into work"), effect_help, NULL },
	{ "report refund", command_report_refund, "report refund [--team NAME] [--on DATE] [--csv] [-o FILE]",
	  N_("Tell where people stand on the refund ladder"), refund_help, NULL },
	{ "report population", command_report_population, "report population [--on DATE] [--csv] [-o FILE]",
	  N_("Count the caseload in the policy's groups"), population_help, NULL },
	{ "report caseload", command_report_caseload, "report caseload [--on DATE] [--csv] [-o FILE]",
	  N_("Count each caseworker's citizens"), caseload_help, NULL },
	{ "report registers", command_report_registers, "report registers [--on DATE] [--csv] [-o FILE]",
	  N_("Count people in efforts, companies and places"), registers_help, NULL },
	{ NULL },
};
