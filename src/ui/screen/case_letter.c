/* case_letter.c - the decision to sanction: what the letter says and what it costs, from the fields and from
 * the rules. */

#include "samtale/base/tr.h"
#include "ui/screen/case_form.h"

static const struct {
	enum case_field field;
	enum decision_part part;
} letter[] = {
	{ CASE_FACTS, DECISION_FACTS },
	{ CASE_LAW, DECISION_LAW },
	{ CASE_CONSIDERATIONS, DECISION_CONSIDERATIONS },
	{ CASE_VIEW, DECISION_VIEW },
	{ CASE_WILL, DECISION_WILL },
	{ CASE_REGAIN, DECISION_REGAIN },
	{ CASE_COMPLAINT, DECISION_COMPLAINT },
};

void case_letter_suggest(struct case_form *model, struct app *app)
{
	struct decision decision;

	decision_suggest(model->file, app_rules(app), app_now(app).date, app_arena(app), &decision);
	for (size_t i = 0; i < LENGTH(letter); i++)
		if (model->index[letter[i].field] >= 0)
			form_set_text(&model->form, model->index[letter[i].field],
				      decision.parts[letter[i].part]);
}

void case_letter_contact(struct case_form *model)
{
	const struct sanction_event *decision = sanction_latest(model->file, SANCTION_DECIDE);
	struct decision_money money;

	if (decision == NULL)
		return;
	decision_money_read(decision->code, &money);
	if (date_is_set(money.contact))
		form_set_date(&model->form, model->index[CASE_DAY], money.contact);
}

/* "12.000", "12 000" and "12000" are the same. 0: no number. */
static int kroner(const char *text)
{
	long number = 0;

	for (; *text != '\0'; text++) {
		if (*text >= '0' && *text <= '9' && number <= RULE_NUMBER_MAX)
			number = 10 * number + (*text - '0');
		else if (*text != '.' && *text != ' ')
			return 0;
	}
	return number <= RULE_NUMBER_MAX ? (int)number : 0;
}

static struct decision_money money_of(const struct case_form *model)
{
	const struct sanction_event *decision = sanction_latest(model->file, SANCTION_DECIDE);
	struct decision_money money = { .benefit = kroner(case_form_text(model, CASE_BENEFIT)),
					.contact = case_form_date(model, CASE_CONTACT) };

	if (model->act == SANCTION_CONTACT && decision != NULL) {
		decision_money_read(decision->code, &money);
		money.contact = case_form_date(model, CASE_DAY);
	}
	return money;
}

bool case_letter_collect(struct case_form *model, struct app *app, struct err *err)
{
	struct decision_money money = money_of(model);
	struct arena *arena = app_arena(app);
	struct decision decision;
	struct amount amount;

	if (!decision_amount(model->file, app_rules(app), &money, &model->event, arena, &amount, err))
		return false;
	money.total = amount.total;
	model->defaults = amount_defaults_text(&amount, arena);
	model->event.code = decision_money_write(&money, arena);
	if (model->act == SANCTION_CONTACT) {
		model->event.text = arena_printf(arena, "%s%s%s", model->event.text,
						 *model->event.text ? "\n" : "", amount_text(&amount, arena));
		return true;
	}
	for (size_t i = 0; i < DECISION_PARTS; i++)
		decision.parts[i] = "";
	decision.parts[DECISION_WHAT] = decision_what(model->file, &amount, arena);
	for (size_t i = 0; i < LENGTH(letter); i++)
		decision.parts[letter[i].part] = case_form_text(model, letter[i].field);
	model->event.text = decision_write(&decision, arena);
	return true;
}

const char *case_letter_money(const struct sanction_event *event, struct arena *arena)
{
	struct decision_money money;

	if (event == NULL)
		return "";
	decision_money_read(event->code, &money);
	if (money.total == 0)
		return "";
	return arena_printf(arena,
			    date_is_set(money.contact) || event->act == SANCTION_CONTACT
				    ? _("Deduction: %d kr.")
				    : _("Deduction so far or at most: %d kr."),
			    money.total);
}
