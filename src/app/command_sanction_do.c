#include <stdio.h>
#include <stdlib.h>

#include "app/case_desk.h"
#include "app/document.h"
#include "app/rule_words.h"
#include "app/runner_effects.h"
#include "samtale/base/str.h"
#include "samtale/domain/decision.h"
#include "samtale/store/cases.h"

static void tell_case(const struct case_desk *desk, int64_t id, enum sanction_state state)
{
	if (desk->common->json)
		document_print(json_pack("{s:I, s:s}", "case", (json_int_t)id, "state", sanction_state_name(state)));
	else
		printf("%lld  %s\n", (long long)id, sanction_state_label(state));
}

/* ---- sanction open ---------------------------------------------------------------------------- */

static bool open_case(struct case_desk *desk, const char *cpr, struct sanction_case *opened, struct err *err)
{
	struct effect effect = { .kind = EFFECT_CASE_OPEN, .arena = &desk->arena, .case_open.in = opened };
	struct sanction_case file;

	if (!case_desk_citizen(desk, cpr, &opened->citizen, err) ||
	    !perform_case_open(&desk->runner, &effect, err) ||
	    !store_case(desk->runner.store, opened->id, &desk->arena, &file, err))
		return false;
	tell_case(desk, opened->id, sanction_state(&file));
	return true;
}

int command_sanction_open(const struct common_options *common, int argc, char **argv)
{
	static const char name[] = "sanction open";
	struct sanction_case opened = { .event_date = DATE_NONE, .provision = "", .source = "command" };
	struct case_desk desk;
	struct moment now;
	struct err err;
	int status;

	if (command_option(&argc, argv, "--provision", &opened.provision) && opened.provision == NULL)
		opened.provision = "";
	if (!case_desk_now(name, &argc, argv, &now, &status) ||
	    !rule_words_date(name, "--event", &argc, argv, &opened.event_date, &status))
		return status;
	status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	if (str_is_empty(opened.provision))
		return command_misuse(command_find(name), _("Write which section of LAS: --provision 37."));
	if (!date_is_set(opened.event_date))
		return command_misuse(command_find(name), _("Write the day of the event: --event 2025-01-15."));
	if (!case_desk_open(&desk, common, now, true, &err))
		return command_fail(&err);
	status = open_case(&desk, argv[1], &opened, &err) ? 0 : command_fail(&err);
	case_desk_close(&desk);
	return status;
}

/* ---- sanction do ------------------------------------------------------------------------------ */

struct doing {
	struct sanction_event event;
	struct decision_money money;
};

/* The parts that were not written are those the case itself knows, as on the screen; the sum is the rules'. */
static bool write_decision(struct case_desk *desk, const struct sanction_case *file, struct doing *doing,
			   struct err *err)
{
	struct arena *arena = &desk->arena;
	struct decision known, written;
	struct amount amount;

	if (!decision_amount(file, &desk->rules, &doing->money, &doing->event, arena, &amount, err))
		return false;
	doing->money.total = amount.total;
	doing->event.code = decision_money_write(&doing->money, arena);
	if (doing->event.act == SANCTION_CONTACT) {
		doing->event.text = arena_printf(arena, "%s%s%s", doing->event.text, *doing->event.text ? "\n" : "",
						 amount_text(&amount, arena));
		return true;
	}
	decision_suggest(file, &desk->rules, doing->event.date, arena, &known);
	decision_read(doing->event.text, arena, &written);
	for (int part = 0; part < DECISION_PARTS; part++)
		if (str_is_empty(written.parts[part]))
			written.parts[part] = known.parts[part];
	written.parts[DECISION_WHAT] = decision_what(file, &amount, arena);
	doing->event.text = decision_write(&written, arena);
	return true;
}

/* The days are final from the day of contact; the benefit is that of the decision. */
static void take_up_decision(const struct sanction_case *file, struct doing *doing)
{
	const struct sanction_event *decision = sanction_latest(file, SANCTION_DECIDE);

	if (doing->event.act != SANCTION_CONTACT || decision == NULL)
		return;
	decision_money_read(decision->code, &doing->money);
	doing->money.contact = doing->event.date;
}

/* Where there is a sum to reckon. What is tried too early is for the guards to refuse. */
static bool has_a_sum(const struct sanction_case *file, enum sanction_act act)
{
	return (act == SANCTION_DECIDE && sanction_state(file) == SANCTION_ASSESSED) ||
	       (act == SANCTION_CONTACT && sanction_state(file) == SANCTION_EFFECTED);
}

static bool do_act(struct case_desk *desk, struct doing *doing, struct err *err)
{
	struct effect effect = { .kind = EFFECT_CASE_EVENT, .arena = &desk->arena, .case_event.in = &doing->event };
	struct sanction_case file;

	if (!store_case(desk->runner.store, doing->event.sanction_case, &desk->arena, &file, err))
		return false;
	doing->event.parent = file.events[file.event_count - 1].id;
	doing->event.author = desk->runner.caseworker;
	take_up_decision(&file, doing);
	if ((has_a_sum(&file, doing->event.act) && !write_decision(desk, &file, doing, err)) ||
	    !perform_case_event(&desk->runner, &effect, err))
		return false;
	tell_case(desk, doing->event.sanction_case, doing->event.to);
	return true;
}

static bool read_words(int *argc, char **argv, struct doing *doing, int *status)
{
	static const char name[] = "sanction do";
	const char *number = NULL, *texts[3] = { "", "", "" };
	static const char *const names[] = { "--channel", "--text", "--code" };

	for (size_t i = 0; i < LENGTH(names); i++)
		if (command_option(argc, argv, names[i], &texts[i]) && texts[i] == NULL)
			texts[i] = "";
	command_option(argc, argv, "--case", &number);
	doing->event.channel = texts[0];
	doing->event.text = texts[1];
	doing->event.code = texts[2];
	doing->event.sanction_case = number == NULL ? 0 : strtoll(number, NULL, 10);
	return rule_words_date(name, "--day", argc, argv, &doing->event.date, status) &&
	       rule_words_date(name, "--due", argc, argv, &doing->event.due, status) &&
	       rule_words_date(name, "--contact", argc, argv, &doing->money.contact, status) &&
	       rule_words_number(name, "--benefit", 1, RULE_NUMBER_MAX,
				 _("Write the monthly benefit in whole kroner: --benefit 12000."), argc, argv,
				 &doing->money.benefit, status);
}

int command_sanction_do(const struct common_options *common, int argc, char **argv)
{
	static const char name[] = "sanction do";
	struct doing doing = { .event = { .due = DATE_NONE }, .money = { .contact = DATE_NONE } };
	struct case_desk desk;
	struct moment now;
	struct err err;
	int status;

	if (!case_desk_now(name, &argc, argv, &now, &status))
		return status;
	doing.event.date = now.date;
	if (!read_words(&argc, argv, &doing, &status))
		return status;
	status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	if (!sanction_act_parse(argv[1], &doing.event.act) || doing.event.act == SANCTION_REGISTER)
		return command_misuse(command_find(name), _("Write an act as sanction show names it: send_hearing."));
	if (doing.event.sanction_case == 0)
		return command_misuse(command_find(name), _("Write the number of the case: --case 17592187044417."));
	if (!case_desk_open(&desk, common, now, true, &err))
		return command_fail(&err);
	status = do_act(&desk, &doing, &err) ? 0 : command_fail(&err);
	case_desk_close(&desk);
	return status;
}
