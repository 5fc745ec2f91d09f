/* command_contact.c - samtale contact due, samtale contact persons. */
#include <stdio.h>
#include <stdlib.h>

#include "app/clock.h"
#include "app/contact_guides.h"
#include "app/document.h"
#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/import.h"

#define NAME_COLS 26
#define DUTY_COLS 20
#define PERSONS_MOST 1000

static const char due_help[] = N_(
	"Who must be seen by when, what breaks first on top, each with how the day came about and its source. Without "
	"--until everybody who has a course is told.\n"
	"\n"
	"  --team T         of the team's caseworkers only\n"
	"  --caseworker I   those that the caseworker with these initials coordinates\n"
	"  --until DATE     open ones with a day up to that one\n"
	"  --now MOMENT     the clock, as 2026-11-23T09:00\n"
	"\n"
	"With --json: count, overdue, within_a_week, without_rule, exempt, exempt_of, and citizens with citizen (masked), "
	"name, coordinator, team, target_group, duty, state, due, number, owed, last, booked, rule, source, confidence and "
	"text.");
static const char persons_help[] =
	N_("The citizens who have to do with more than so many people at once, the coordinator included.\n"
	   "\n"
	   "  --more-than N   2 unless told\n"
	   "  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: a list with citizen (masked), name, coordinator and persons.");

const struct command contact_commands[] = {
	{ "contact due", command_contact_due, "contact due [--team T] [--caseworker I] [--until DATE] [--now MOMENT]",
	  N_("Tell who must be seen by when, and why"), due_help, NULL },
	{ "contact persons", command_contact_persons, "contact persons [--more-than N] [--now MOMENT]",
	  N_("Tell who has more than two contact persons"), persons_help, NULL },
	{ NULL },
};

static void print_padded(const char *text, int cols)
{
	printf("%s%*s  ", text, cols > utf8_columns(text) ? cols - utf8_columns(text) : 0, "");
}

/* ---- contact due ---------------------------------------------------------------------------------------- */

struct request {
	const struct common_options *common;
	const char *initials, *team;
	struct date today, until;
	struct arena *arena;
	struct contact_list list;
};

static json_t *row_json(const struct request *request, const struct contact_row *row)
{
	const struct contact_due *due = &row->due;
	char masked[CPR_MASKED_SIZE];
	json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:i, s:s, s:s}", "citizen", cpr_masked(row->cpr, masked),
				   "name", row->name, "coordinator", row->initials, "team", row->team,
				   "target_group", row->target_group, "duty", contact_duty_name(due->duty), "state",
				   contact_state_name(due->state));

	json_object_set_new(object, "due", document_date(due->due));
	json_object_set_new(object, "number", due->owed ? json_integer(due->number) : json_null());
	json_object_set_new(object, "owed", due->owed ? json_integer(due->owed) : json_null());
	json_object_set_new(object, "last", document_date(due->last));
	json_object_set_new(object, "booked", document_date(due->booked));
	json_object_set_new(object, "rule", due->rule ? json_string(due->rule->key) : json_null());
	json_object_set_new(object, "source", due->rule ? json_string(due->rule->source) : json_null());
	json_object_set_new(object, "confidence",
			    due->rule ? json_string(rule_confidence_text(due->rule->confidence)) : json_null());
	json_object_set_new(object, "text",
			    json_string(contact_sentence(request->arena, due, request->today)));
	return object;
}

static void print_json(const struct request *request)
{
	const struct contact_list *list = &request->list;
	json_t *rows = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(rows, row_json(request, &list->rows[i]));
	document_print(json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "count", (json_int_t)list->count, "overdue",
				 (json_int_t)list->overdue, "within_a_week", (json_int_t)list->soon,
				 "without_rule", (json_int_t)list->unknown, "exempt", (json_int_t)list->exempt,
				 "exempt_of", (json_int_t)list->quota_of, "citizens", rows));
}

static void print_text(const struct request *request)
{
	char masked[CPR_MASKED_SIZE], iso[DATE_ISO_SIZE];

	for (size_t i = 0; i < request->list.count; i++) {
		const struct contact_row *row = &request->list.rows[i];

		printf("%s %-10s  %s  ", row->due.state == CONTACT_OVERDUE ? "!" : " ", date_iso(row->due.due, iso),
		       cpr_masked(row->cpr, masked));
		print_padded(row->name, NAME_COLS);
		print_padded(contact_duty_text(request->arena, &row->due), DUTY_COLS);
		printf("%s\n    %s\n", row->initials, contact_sentence(request->arena, &row->due, request->today));
	}
	fprintf(stderr, _("%zu to be told, %zu overdue, %zu within a week, %zu without a rule.\n"),
		request->list.count, request->list.overdue, request->list.soon, request->list.unknown);
}

static bool list_read(struct request *request, struct store *store, struct err *err)
{
	struct contact_guides guides = contact_guides_find(request->common->guide_dir, request->arena);
	struct contact_query query = { .team = request->team, .today = request->today, .until = request->until,
				       .guides = &guides };
	struct rules rules;

	if (request->initials &&
	    !store_find_caseworker(store, request->initials, &query.caseworker, err))
		return false;
	if (request->initials && !query.caseworker)
		return err_set(err, ERR_MISSING, _("There is no caseworker with the initials %s."), request->initials);
	if (!rules_load(request->common->rules_dir, request->arena, &rules, err))
		return false;
	query.rules = &rules;
	return store_contact_list(store, &query, request->arena, &request->list, err);
}

static int due_run(struct request *request)
{
	struct store *store;
	struct err err = { ERR_NONE };
	bool read;

	if (!open_store(request->common, STORE_READ_ONLY, false, &store, &err))
		return command_fail(&err);
	read = list_read(request, store, &err);
	store_close(store);
	if (!read)
		return command_fail(&err);
	(request->common->json ? print_json : print_text)(request);
	return 0;
}

int command_contact_due(const struct common_options *common, int argc, char **argv)
{
	const struct command *self = command_find("contact due");
	struct clock clock;
	struct arena arena;
	struct request request = { .common = common, .arena = &arena, .until = DATE_NONE };
	const char *until = NULL;
	struct err err;
	bool bounded = command_option(&argc, argv, "--until", &until);
	int status;

	if (command_option(&argc, argv, "--team", &request.team) && !request.team)
		return command_misuse(self, _("Write the team after --team."));
	if (command_option(&argc, argv, "--caseworker", &request.initials) && !request.initials)
		return command_misuse(self, _("Write the initials after --caseworker."));
	status = command_clock(self->name, &argc, argv, &clock);
	if (!status)
		status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	request.today = clock_now(&clock).date;
	if (bounded && !date_parse_typed(until ? until : "", request.today, &request.until, &err))
		return command_misuse(self, err.text);
	arena_init(&arena);
	status = due_run(&request);
	arena_done(&arena);
	return status;
}

/* ---- contact persons ------------------------------------------------------------------------------------ */

static void crowds_json(const struct contact_crowd *rows, size_t count)
{
	json_t *list = json_array();
	char masked[CPR_MASKED_SIZE];

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:i}", "citizen",
						      cpr_masked(rows[i].cpr, masked), "name", rows[i].name,
						      "coordinator", rows[i].initials, "persons", rows[i].active));
	document_print(list);
}

static void crowds_text(const struct contact_crowd *rows, size_t count)
{
	char masked[CPR_MASKED_SIZE];

	for (size_t i = 0; i < count; i++) {
		printf("%3d  %s  ", rows[i].active, cpr_masked(rows[i].cpr, masked));
		print_padded(rows[i].name, NAME_COLS);
		puts(rows[i].initials);
	}
}

static int persons_run(const struct common_options *common, int most, struct date today, struct arena *arena)
{
	struct contact_crowd *rows;
	struct store *store;
	struct err err = { ERR_NONE };
	size_t count;
	bool read;

	if (!open_store(common, STORE_READ_ONLY, false, &store, &err))
		return command_fail(&err);
	read = store_contact_crowds(store, most, today, arena, &rows, &count, &err);
	store_close(store);
	if (!read)
		return command_fail(&err);
	(common->json ? crowds_json : crowds_text)(rows, count);
	return 0;
}

int command_contact_persons(const struct common_options *common, int argc, char **argv)
{
	const struct command *self = command_find("contact persons");
	struct clock clock;
	const char *more = NULL;
	struct arena arena;
	bool bounded = command_option(&argc, argv, "--more-than", &more);
	int status = command_clock(self->name, &argc, argv, &clock);
	char *end = NULL;
	long most = CONTACT_PERSONS_MANY;

	if (!status)
		status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	if (bounded)
		most = strtol(more ? more : "", &end, 10);
	if (bounded && (str_is_empty(more) || *end || most < 0 || most > PERSONS_MOST))
		return command_misuse(self, _("Write a whole number after --more-than."));
	arena_init(&arena);
	status = persons_run(common, (int)most, clock_now(&clock).date, &arena);
	arena_done(&arena);
	return status;
}
