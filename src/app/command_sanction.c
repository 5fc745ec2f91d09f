#include <stdio.h>

#include "app/document.h"
#include "app/rule_words.h"
#include "samtale/base/str.h"
#include "samtale/domain/amount.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/rules_load.h"

static const char amount_help[] =
	N_("Tells what a sanction costs the citizen: the days counted, the rate, the sum, and the months it "
	   "is taken in. "
	   "Refused with the rule named where a rate or a form is not known.\n"
	   "\n"
	   "  --provision NAME   36, 37, 37a, 38, 39, 40, 40a, 41, 42 or 43 of LAS\n"
	   "  --event DATE       the day of the event\n"
	   "  --benefit KR       the monthly benefit before the event, in whole kroner\n"
	   "  --group NUMBER     the target group, 1 to 13\n"
	   "  --contact DATE     the day contact was made again, where days are counted\n"
	   "  --decided DATE     the day of the decision: deductions are laid from its month on\n"
	   "\n"
	   "With --json: provision, form, rate, times, days (a list of dates), total, capped, open, from, "
	   "to, months (month, "
	   "kroner), rules (key, value, source, confidence) and text.");

static const char open_help[] =
	N_("Opens a case for the citizen, as registering the event on the screen does: only where there may be one. "
	   "The same citizen, day and section give the case that is there.\n"
	   "\n"
	   "  --provision NAME   36, 37, 37a, 38, 39, 40 or 40a of LAS\n"
	   "  --event DATE       the day of the event\n"
	   "  --now MOMENT       what the clock says, as 2025-01-15T11:00\n"
	   "\n"
	   "With --json: case and state.");

static const char do_help[] =
	N_("Does one act in a case, with the same guards as the screen: a refusal names all that is missing. sanction "
	   "show tells the cases and their acts.\n"
	   "\n"
	   "  --case NUMBER     the case\n"
	   "  --day DATE        the day it is about; today unless told\n"
	   "  --channel NAME    digital, letter, qletter, oral or handed\n"
	   "  --due DATE        the reply date of a hearing; else it follows from the rules\n"
	   "  --text TEXT       what was said, the ground, the reasons; of a decision its parts, each begun by a line "
	   "such as == considerations\n"
	   "  --code WORDS      grounds and parts, as ILLNESS GROUND:refused CIRCUMSTANCES FURTHERS; SENT:14:05\n"
	   "  --benefit KR      of a decision: the monthly benefit before the event\n"
	   "  --contact DATE    of a decision: the day contact was made again\n"
	   "  --now MOMENT      what the clock says, as 2025-01-15T11:00\n"
	   "\n"
	   "With --json: case and state.");

static const char show_help[] = N_(
	"Tells the citizen's cases: the state, each act that can follow with what it is still missing, and what has "
	"been done.\n"
	"\n"
	"  --now MOMENT   what the clock says, as 2025-01-15T11:00\n"
	"\n"
	"With --json: a list with case, provision, event, state, acts (act, missing) and events (act, to, date, due, "
	"by, counts).");

static const char payments_help[] =
	N_("Tells what the cases ask of the payment system, a line a month: deductions that were sent to payment, what "
	   "contact changed in them, and what is paid back where a decision was changed. CPR numbers are masked.\n"
	   "\n"
	   "  --now MOMENT   what the clock says, as 2025-01-15T11:00\n"
	   "\n"
	   "With --json: a list with citizen, case, provision, event, day, month, kroner (below zero: paid back) and "
	   "act.");

const struct command sanction_commands[] = {
	{ "sanction amount", command_sanction_amount,
	  "sanction amount --provision NAME --event DATE --benefit KR --group NUMBER [--contact DATE] "
	  "[--decided DATE]",
	  N_("Compute days, rate and sum of a sanction"), amount_help, NULL },
	{ "sanction open", command_sanction_open, "sanction open CPR --provision NAME --event DATE [--now MOMENT]",
	  N_("Open a sanction case"), open_help, NULL },
	{ "sanction do", command_sanction_do,
	  "sanction do ACT --case NUMBER [--day DATE] [--channel NAME] [--due DATE] [--text TEXT] [--code WORDS] "
	  "[--benefit KR] [--contact DATE] [--now MOMENT]",
	  N_("Do one act in a sanction case"), do_help, NULL },
	{ "sanction show", command_sanction_show, "sanction show CPR [--now MOMENT]",
	  N_("Tell a citizen's sanction cases, and what each act is missing"), show_help, NULL },
	{ "sanction payments", command_sanction_payments, "sanction payments [--now MOMENT]",
	  N_("List the deductions and what is paid back"), payments_help, NULL },
	{ NULL },
};

static const char *const forms[] = {
	[AMOUNT_DAY] = "day",     [AMOUNT_TIMES] = "times", [AMOUNT_STOP] = "stop",
	[AMOUNT_SHARE] = "share", [AMOUNT_REPAY] = "repay",
};

static json_t *days_json(const struct amount *amount)
{
	json_t *days = json_array();

	for (size_t i = 0; i < amount->day_count; i++)
		json_array_append_new(days, document_date(amount->days[i]));
	return days;
}

static json_t *months_json(const struct amount *amount)
{
	json_t *months = json_array();

	for (size_t i = 0; i < amount->month_count; i++) {
		char text[DATE_ISO_SIZE];

		date_iso(amount->months[i].month, text);
		json_array_append_new(months, json_pack("{s:s%, s:i}", "month", text, (size_t)7, "kroner",
							amount->months[i].kroner));
	}
	return months;
}

static json_t *rules_json(const struct amount *amount)
{
	static const char *const letters[] = { "S", "P", "M" };
	json_t *rows = json_array();

	for (size_t i = 0; i < amount->row_count; i++)
		json_array_append_new(rows,
				      json_pack("{s:s, s:s, s:s, s:s}", "key", amount->rows[i]->key, "value",
						amount->rows[i]->value, "source", amount->rows[i]->source,
						"confidence", letters[amount->rows[i]->confidence]));
	return rows;
}

static void print_json(const struct amount_request *request, const struct amount *amount, struct arena *arena)
{
	document_print(json_pack(
		"{s:s, s:s, s:i, s:i, s:o, s:i, s:b, s:b, s:o, s:o, s:o, s:o, s:s}", "provision",
		request->provision, "form", forms[amount->form], "rate", amount->rate, "times", amount->times,
		"days", days_json(amount), "total", amount->total, "capped", amount->is_capped, "open",
		amount->is_open, "from", document_date(amount->from), "to", document_date(amount->to), "months",
		months_json(amount), "rules", rules_json(amount), "text", amount_text(amount, arena)));
}

static void print_text(const struct amount_request *request, const struct amount *amount, struct arena *arena)
{
	const char *defaults = amount_defaults_text(amount, arena);

	printf("LAS § %s\n%s\n", request->provision, amount_text(amount, arena));
	if (*defaults)
		printf("%s\n", defaults);
}

static int compute(const struct common_options *common, const struct amount_request *request,
		   struct arena *arena)
{
	struct rules rules;
	struct amount amount;
	struct err err;

	if (!rules_load(common->rules_dir, arena, &rules, &err) ||
	    !amount_compute(&rules, request, arena, &amount, &err))
		return command_fail(&err);
	if (common->json)
		print_json(request, &amount, arena);
	else
		print_text(request, &amount, arena);
	return 0;
}

static bool read_request(int *argc, char **argv, struct amount_request *request, int *status)
{
	static const char name[] = "sanction amount";

	if (!command_option(argc, argv, "--provision", &request->provision) || !request->provision)
		request->provision = "";
	return rule_words_date(name, "--event", argc, argv, &request->event, status) &&
	       rule_words_date(name, "--contact", argc, argv, &request->contact, status) &&
	       rule_words_date(name, "--decided", argc, argv, &request->decided, status) &&
	       rule_words_number(name, "--benefit", 1, RULE_NUMBER_MAX,
				 _("Write the monthly benefit in whole kroner: --benefit 12000."), argc, argv,
				 &request->benefit, status) &&
	       rule_words_number(name, "--group", 1, TARGET_GROUP_MAX,
				 _("Write the target group as a number from 1 to 13."), argc, argv,
				 &request->group, status);
}

int command_sanction_amount(const struct common_options *common, int argc, char **argv)
{
	const struct command *self = command_find("sanction amount");
	struct amount_request request = { .event = DATE_NONE, .contact = DATE_NONE, .decided = DATE_NONE };
	struct arena arena;
	int status;

	if (!read_request(&argc, argv, &request, &status))
		return status;
	status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	if (str_is_empty(request.provision))
		return command_misuse(self, _("Write which section of LAS: --provision 37."));
	if (!date_is_set(request.event))
		return command_misuse(self, _("Write the day of the event: --event 2025-01-15."));
	if (!request.group)
		return command_misuse(self, _("Write the target group: --group 3."));
	arena_init(&arena);
	status = compute(common, &request, &arena);
	arena_done(&arena);
	return status;
}
