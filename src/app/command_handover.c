/* command_handover.c - samtale handover list, offer, accept, decline, withdraw. */
#include <stdio.h>

#include "app/clock.h"
#include "app/command_activity.h"
#include "app/document.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/handovers.h"
#include "samtale/store/import.h"
#include "samtale/store/people.h"
#include "samtale/store/seats.h"

static const char list_help[] = N_(
	"Who handed whom over to whom, the newest first, and what became of it. To another team a hand-over is an offer: "
	"nothing moves until it is accepted.\n"
	"\n"
	"A citizen whom two teams have stands before all.\n"
	"\n"
	"  --open           those that wait for an answer\n"
	"  --caseworker I   those that the caseworker with these initials gave or was given\n"
	"\n"
	"With --json: a list with citizen (masked), name, from, to, team, is_offer, reason, note, date, state (offered, "
	"accepted, declined, withdrawn or lapsed), answered_by, answer and contested.");
static const char offer_help[] =
	N_("Hands the citizen over as the console does: at once within the team, as an offer to another.\n"
	   "\n"
	   "  --to I          the initials of the one who takes over\n"
	   "  --reason WORD   moved, group, team, wish, staff or impartial\n"
	   "  --note TEXT     to the one who takes over\n"
	   "  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: the hand-over, as handover list tells it.");
static const char accept_help[] =
	N_("Accepts the hand-over of the citizen that waits for an answer; --user is the one who takes over.\n"
	   "\n"
	   "  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: the hand-over, as handover list tells it.");
static const char decline_help[] = N_(
	"Declines the hand-over that waits for an answer, with a reason: the citizen stays with, or goes back to, the one "
	"who handed over.\n"
	"\n"
	"  --note TEXT     why\n"
	"  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	"\n"
	"With --json: the hand-over, as handover list tells it.");
static const char withdraw_help[] =
	N_("Takes an offer back before it is answered, with a reason.\n"
	   "\n"
	   "  --note TEXT     why\n"
	   "  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: the hand-over, as handover list tells it.");

static const char ask_help[] =
	N_("Asks the team that has the citizen for a hand-over: it stands on Today with them after the next sync. The citizen "
	   "need not be here; which team has the citizen is known by a number that says nothing else.\n"
	   "\n"
	   "  --now MOMENT    the clock, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: a list of team and since, of those who are asked.");

const struct command handover_commands[] = {
	{ "handover list", command_handover_list, "handover list [CPR] [--open] [--caseworker I]",
	  N_("Tell who handed whom over, and what became of it"), list_help, NULL },
	{ "handover offer", command_handover_offer,
	  "handover offer CPR --to I --reason WORD --note TEXT [--now MOMENT]", N_("Hand a citizen over"), offer_help,
	  NULL },
	{ "handover accept", command_handover_accept, "handover accept CPR [--now MOMENT]",
	  N_("Accept a hand-over"), accept_help, NULL },
	{ "handover decline", command_handover_decline, "handover decline CPR --note TEXT [--now MOMENT]",
	  N_("Decline a hand-over"), decline_help, NULL },
	{ "handover withdraw", command_handover_withdraw, "handover withdraw CPR --note TEXT [--now MOMENT]",
	  N_("Take an offer back"), withdraw_help, NULL },
	{ "handover ask", command_handover_ask, "handover ask CPR [--now MOMENT]",
	  N_("Ask another team for a citizen"), ask_help, NULL },
	{ NULL },
};

/* ---- what is printed ----------------------------------------------------------------------------------- */

static json_t *handover_json(const struct handover *handover)
{
	struct date day = { (int32_t)(handover->at / MS_A_DAY) };
	char masked[CPR_MASKED_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:o, s:s, s:s, s:s, s:b}", "citizen",
			 cpr_masked(handover->cpr, masked), "name", handover->name, "from", handover->from_name, "to",
			 handover->to_name, "team", handover->to_team, "is_offer", handover->is_offer, "reason",
			 handover->reason, "note", handover->note, "date", document_date(day), "state",
			 handover_state_name(handover->state), "answered_by", handover->answered_by, "answer",
			 handover->answer_note, "contested", handover->is_contested);
}

static void handover_print(const struct handover *handover)
{
	struct date day = { (int32_t)(handover->at / MS_A_DAY) };
	char masked[CPR_MASKED_SIZE], iso[DATE_ISO_SIZE];

	printf("%s  %s  %s  %s → %s (%s)  %s\n", date_iso(day, iso), cpr_masked(handover->cpr, masked), handover->name,
	       handover->from_name[0] ? handover->from_name : _("nobody"), handover->to_name, handover->to_team,
	       handover_state_label(handover->state));
	printf("    %s: %s\n", word_label(handover_reasons, handover->reason), handover->note);
	if (handover->answer_note[0])
		printf("    %s: %s\n", handover->answered_by, handover->answer_note);
}

/* The newest of the citizen's, which is the one just written. */
static bool newest_print(struct activity_desk *desk, int64_t citizen, struct err *err)
{
	struct handover_query query = { .citizen = citizen };
	struct handover *rows;
	size_t count;

	if (!store_handovers(desk->store, &query, &desk->arena, &rows, &count, err))
		return false;
	if (count && desk->common->json)
		document_print(handover_json(&rows[0]));
	else if (count)
		handover_print(&rows[0]);
	return true;
}

/* ---- list ------------------------------------------------------------------------------------------------ */

static bool caseworker_find(struct activity_desk *desk, const char *initials, int64_t *caseworker, struct err *err)
{
	return store_find_caseworker(desk->store, initials, caseworker, err) &&
	       (*caseworker ||
		err_set(err, ERR_MISSING, _("There is no caseworker with the initials %s."), initials));
}

static bool list(struct activity_desk *desk, struct handover_query *query, struct err *err)
{
	struct handover *rows;
	size_t count;
	json_t *printed;

	if (!store_handovers(desk->store, query, &desk->arena, &rows, &count, err))
		return false;
	printed = json_array();
	for (size_t i = 0; i < count; i++) {
		if (desk->common->json)
			json_array_append_new(printed, handover_json(&rows[i]));
		else
			handover_print(&rows[i]);
	}
	if (desk->common->json)
		document_print(json_incref(printed));
	json_decref(printed);
	return true;
}

/* A citizen whom two teams have stands first: that is what a hand-over mends. */
static bool doubles_print(struct activity_desk *desk, int64_t citizen, struct err *err)
{
	struct seat_double *doubles;
	char masked[CPR_MASKED_SIZE];
	size_t count;

	if (!store_seat_doubles(desk->store, &desk->arena, &doubles, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (citizen == 0 || doubles[i].citizen == citizen)
			printf(_("%s  %s  is also with %s\n"), cpr_masked(doubles[i].cpr, masked), doubles[i].name,
			       seat_teams(&desk->arena, &doubles[i].elsewhere));
	return true;
}

int command_handover_list(const struct common_options *common, int argc, char **argv)
{
	struct handover_query query = { .open = command_option(&argc, argv, "--open", NULL) };
	const char *initials = NULL;
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	int status;
	bool ok;

	if (command_option(&argc, argv, "--caseworker", &initials) && !initials)
		return command_misuse(command_find("handover list"), _("Write the initials after --caseworker."));
	status = command_words(&argc, argv, 0, 1);
	if (status)
		return status;
	ok = activity_desk_open(&desk, common, true, false, &err) &&
	     (!initials || caseworker_find(&desk, initials, &query.caseworker, &err)) &&
	     (argc < 2 || activity_desk_citizen(&desk, argv[1], &query.citizen, &err)) &&
	     (common->json || doubles_print(&desk, query.citizen, &err)) && list(&desk, &query, &err);
	return activity_desk_close(&desk, ok, &err);
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

struct written {
	const char *to, *reason, *note;
	struct clock clock;
	int64_t citizen;
};

/* CPR and the options that are given; an option without its text is misuse. */
static int written_words(const char *name, int *argc, char **argv, struct written *words)
{
	const struct command *self = command_find(name);
	int status;

	*words = (struct written){ .to = "", .reason = "", .note = "" };
	status = command_clock(name, argc, argv, &words->clock);
	if (status)
		return status;
	command_option(argc, argv, "--to", &words->to);
	command_option(argc, argv, "--reason", &words->reason);
	command_option(argc, argv, "--note", &words->note);
	if (!words->to || !words->reason || !words->note)
		return command_misuse(self, _("Write something after --to, --reason and --note."));
	return command_words(argc, argv, 1, 1);
}

static bool desk_ready(struct activity_desk *desk, const struct common_options *common, const char *cpr,
		       struct written *words, struct err *err)
{
	return activity_desk_open(desk, common, true, true, err) && activity_desk_stamp(desk, &words->clock, err) &&
	       activity_desk_citizen(desk, cpr, &words->citizen, err);
}

static bool offer(struct activity_desk *desk, const struct written *words, struct err *err)
{
	struct handover handover = { .citizen = words->citizen, .reason = words->reason, .note = words->note };
	struct citizen citizen;

	if (!caseworker_find(desk, words->to, &handover.to, err) ||
	    !store_citizen(desk->store, words->citizen, &desk->arena, &citizen, err))
		return false;
	handover.from = citizen.coordinator;
	return store_handover_add(desk->store, &handover, err) && newest_print(desk, words->citizen, err);
}

int command_handover_offer(const struct common_options *common, int argc, char **argv)
{
	struct written words;
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	int status = written_words("handover offer", &argc, argv, &words);
	bool ok;

	if (status)
		return status;
	ok = desk_ready(&desk, common, argv[1], &words, &err) && offer(&desk, &words, &err);
	return activity_desk_close(&desk, ok, &err);
}

static bool answer(struct activity_desk *desk, const struct written *words, enum handover_state state, struct err *err)
{
	struct handover_query query = { .citizen = words->citizen, .open = true };
	struct handover_answer row = { .state = state, .note = words->note };
	struct handover *rows;
	size_t count;

	if (!store_handovers(desk->store, &query, &desk->arena, &rows, &count, err))
		return false;
	if (!count)
		return err_set(err, ERR_MISSING, "%s", _("No hand-over of that citizen waits for an answer."));
	row.handover = rows[0].id;
	return store_handover_answer(desk->store, &row, err) && newest_print(desk, words->citizen, err);
}

static int answer_run(const char *name, enum handover_state state, const struct common_options *common, int argc,
		      char **argv)
{
	struct written words;
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	int status = written_words(name, &argc, argv, &words);
	bool ok;

	if (status)
		return status;
	ok = desk_ready(&desk, common, argv[1], &words, &err) && answer(&desk, &words, state, &err);
	return activity_desk_close(&desk, ok, &err);
}

int command_handover_accept(const struct common_options *common, int argc, char **argv)
{
	return answer_run("handover accept", HANDOVER_ACCEPTED, common, argc, argv);
}

int command_handover_decline(const struct common_options *common, int argc, char **argv)
{
	return answer_run("handover decline", HANDOVER_DECLINED, common, argc, argv);
}

int command_handover_withdraw(const struct common_options *common, int argc, char **argv)
{
	return answer_run("handover withdraw", HANDOVER_WITHDRAWN, common, argc, argv);
}

/* ---- asking ------------------------------------------------------------------------------------------------- */

static bool ask(struct activity_desk *desk, int64_t citizen, struct err *err)
{
	struct seat_list seats;
	json_t *printed = NULL;
	bool is_asked;

	if (!store_seats_elsewhere(desk->store, citizen, &desk->arena, &seats, err))
		return false;
	is_asked = store_seat_ask(desk->store, citizen, err);
	if (is_asked && !desk->common->json)
		printf("%s. %s\n", seat_teams(&desk->arena, &seats), seat_asked_text());
	if (!is_asked || !desk->common->json)
		return is_asked;
	printed = json_array();
	for (size_t i = 0; i < seats.count; i++)
		json_array_append_new(printed, json_pack("{s:s, s:o}", "team", seats.rows[i].team, "since",
							 document_date(seats.rows[i].since)));
	document_print(printed);
	return true;
}

/* The citizen may be one who never was here: the number is what is asked about. */
static bool citizen_number(struct activity_desk *desk, const char *word, int64_t *citizen, struct err *err)
{
	struct cpr cpr = cpr_check(word);

	return (cpr.status != CPR_REFUSED || err_set(err, ERR_INPUT, "%s", cpr_reason_text(cpr.reason))) &&
	       store_seat_subject(desk->store, cpr.number, citizen, err);
}

int command_handover_ask(const struct common_options *common, int argc, char **argv)
{
	struct written words;
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	int status = written_words("handover ask", &argc, argv, &words);
	bool ok;

	if (status)
		return status;
	ok = activity_desk_open(&desk, common, true, true, &err) &&
	     activity_desk_stamp(&desk, &words.clock, &err) &&
	     citizen_number(&desk, argv[1], &words.citizen, &err) && ask(&desk, words.citizen, &err);
	return activity_desk_close(&desk, ok, &err);
}
