/* case_form.h - the fields of a step in a sanction case: which an act has, what stands in them to begin with,
 * and how they are read.
 *
 * Which fields an act has is a table (case_form.c); what they must hold is the law's guards
 * (domain/sanction.h). */
#ifndef SAMTALE_UI_SCREEN_CASE_FORM_H
#define SAMTALE_UI_SCREEN_CASE_FORM_H

#include "samtale/domain/decision.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define CASE_CHOICES_MAX 24

enum case_field {
	CASE_DAY,
	CASE_TIME,
	CASE_CHANNEL,
	CASE_DUE,
	CASE_HEAD,
	CASE_GROUND,
	CASE_EVIDENCE,
	CASE_ACCEPTED,
	CASE_BENEFIT,
	CASE_CONTACT,
	CASE_TEXT,
	CASE_CIRCUMSTANCES,
	CASE_FURTHERS,
	CASE_FACTS,
	CASE_LAW,
	CASE_CONSIDERATIONS,
	CASE_VIEW,
	CASE_WILL,
	CASE_REGAIN,
	CASE_COMPLAINT,
	CASE_FIELDS
};

struct case_form {
	struct form form; /* first: see form.h */
	const struct sanction_case *file;
	enum sanction_act act;
	int index[CASE_FIELDS]; /* of the form's field, -1 the act has none */
	struct form_choice grounds[CASE_CHOICES_MAX], heads[CASE_CHOICES_MAX];
	struct sanction_event event;
	struct letter_order order; /* of the letter that the act sends */
	struct letter letter;
	const char *defaults; /* which editable defaults the amount rests on; "" none */
};

void case_form_build(struct case_form *model, struct app *app);
/* "" and DATE_NONE where the act has no such field. */
const char *case_form_text(const struct case_form *model, enum case_field field);
const char *case_form_choice(const struct case_form *model, enum case_field field);
struct date case_form_date(const struct case_form *model, enum case_field field);
/* A ground was claimed by the citizen, so an assessment says whether it holds. */
bool case_form_has_ground(const struct sanction_case *file);

/* case_letter.c: DECIDE and CONTACT. The letter's parts as far as they are known, into the fields. */
void case_letter_suggest(struct case_form *model, struct app *app);
/* The day of contact that the decision named, into the field. */
void case_letter_contact(struct case_form *model);
/* Fills the event's code, and for DECIDE its text, with what the rules give; and defaults. */
NODISCARD bool case_letter_collect(struct case_form *model, struct app *app, struct err *err);
/* What the money in an event is, in one line; "" when there is none. */
const char *case_letter_money(const struct sanction_event *event, struct arena *arena);

#endif
