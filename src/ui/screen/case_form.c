#include "ui/screen/case_form.h"

#include "samtale/base/tr.h"

#define F(field) (1u << CASE_##field)
#define LETTER (F(FACTS) | F(LAW) | F(CONSIDERATIONS) | F(VIEW) | F(WILL) | F(REGAIN) | F(COMPLAINT))

/* text: what the free text is called for this act. */
static const struct {
	unsigned int fields;
	const char *text;
	bool must_write;
} acts[SANCTION_ACTS] = {
	[SANCTION_EXCUSE] = { F(DAY) | F(GROUND) | F(EVIDENCE) | F(TEXT), N_("Reason"), true },
	[SANCTION_CHECK_GUIDANCE] = { F(DAY), NULL, false },
	[SANCTION_CLOSE] = { F(DAY) | F(TEXT), N_("Remark"), false },
	[SANCTION_CONTACT_ATTEMPT] = { F(DAY) | F(CHANNEL) | F(TEXT), N_("Result"), true },
	[SANCTION_SEND_HEARING] = { F(DAY) | F(CHANNEL) | F(DUE) | F(TEXT), N_("Facts in the letter"),
				    false },
	[SANCTION_CITIZEN_ANSWERS] = { F(DAY) | F(GROUND) | F(EVIDENCE) | F(TEXT),
				       N_("What the citizen says"), true },
	[SANCTION_NO_ANSWER] = { F(DAY) | F(TEXT), N_("Remark"), false },
	[SANCTION_ASSESS] = { F(DAY) | F(ACCEPTED) | F(TEXT) | F(CIRCUMSTANCES) | F(FURTHERS),
			      N_("Assessment"), true },
	[SANCTION_DECIDE_NONE] = { F(DAY) | F(TEXT), N_("Reason"), true },
	[SANCTION_DECIDE] = { F(DAY) | F(BENEFIT) | F(CONTACT) | LETTER, NULL, true },
	[SANCTION_WITHDRAW] = { F(DAY) | F(TEXT), N_("Reason"), true },
	[SANCTION_APPROVE] = { F(DAY) | F(TEXT), N_("Remark"), false },
	[SANCTION_DISPATCH] = { F(DAY) | F(TIME) | F(CHANNEL), NULL, false },
	[SANCTION_PAY] = { F(DAY) | F(TEXT), N_("Remark"), false },
	[SANCTION_CONTACT] = { F(DAY) | F(TEXT), N_("Remark"), false },
	[SANCTION_COMPLAIN] = { F(DAY) | F(CHANNEL) | F(TEXT), N_("What the citizen complains of"), true },
	[SANCTION_CHANGE] = { F(DAY) | F(TEXT), N_("New decision"), true },
	[SANCTION_UPHOLD] = { F(DAY) | F(TEXT), N_("Reasons"), true },
	[SANCTION_BOARD_UPHELD] = { F(DAY) | F(TEXT), N_("What the Board writes"), true },
	[SANCTION_BOARD_CHANGED] = { F(DAY) | F(TEXT), N_("What the Board writes"), true },
	[SANCTION_BOARD_REMITTED] = { F(DAY) | F(TEXT), N_("What the Board writes"), true },
	[SANCTION_RESOLVE] = { F(DAY) | F(HEAD) | F(TEXT), N_("Reason"), true },
};

static const struct form_choice channels[] = {
	{ "digital", N_("Digital Post") }, { "letter", N_("letter") },
	{ "qletter", N_("Q-letter") },     { "oral", N_("by phone or face to face") },
	{ "handed", N_("handed over") },
};

static const struct form_choice evidence[] = {
	{ "none", N_("nothing shown") },
	{ "statement", N_("the citizen's word") },
	{ "document", N_("a document") },
};

static const struct form_choice accepted[] = {
	{ "accepted", N_("it is reasonable") },
	{ "refused", N_("it is not reasonable") },
};

/* In the order of the fields; kind, name, label, hint. */
static const struct form_field rows[CASE_FIELDS] = {
	[CASE_DAY] = { FORM_DATE, "day", N_("Day"), NULL, true, NULL, 0 },
	[CASE_TIME] = { FORM_TIME, "time", N_("Time of day"), NULL, true, NULL, 0 },
	[CASE_CHANNEL] = { FORM_CHOICE, "channel", N_("How"), NULL, true, channels, LENGTH(channels) },
	[CASE_DUE] = { FORM_DATE, "due", N_("Reply by"),
		       N_("Empty: the municipality's usual number of days from when the letter is received."),
		       false, NULL, 0 },
	[CASE_HEAD] = { FORM_CHOICE, "head", N_("Which counts"),
			N_("The case goes on from this one; the other stays readable and counts for "
			   "nothing."),
			true, NULL, 0 },
	[CASE_GROUND] = { FORM_CHOICE, "ground", N_("Ground"),
			  N_("The ground the citizen gives; F4 lists them all."), false, NULL, 0 },
	[CASE_EVIDENCE] = { FORM_CHOICE, "evidence", N_("Shown by"), NULL, false, evidence,
			    LENGTH(evidence) },
	[CASE_ACCEPTED] = { FORM_CHOICE, "accepted", N_("The ground"),
			    N_("Whether the citizen's ground is reasonable (LAS § 13)."), true, accepted,
			    LENGTH(accepted) },
	[CASE_BENEFIT] = { FORM_TEXT, "benefit", N_("Benefit, kr"),
			   N_("The citizen's benefit a month before the event: the rate and the upper "
			      "limit follow from it."),
			   true, NULL, 0 },
	[CASE_CONTACT] = { FORM_DATE, "contact", N_("Contact again"),
			   N_("The day the citizen was in contact again. Empty: not yet, and the days "
			      "go on."),
			   false, NULL, 0 },
	[CASE_TEXT] = { FORM_LINES, "text", NULL, NULL, false, NULL, 0 },
	[CASE_CIRCUMSTANCES] = { FORM_LINES, "circumstances", N_("Other circumstances"),
				 N_("Health, home, anything that made it hard to come (LAS § 13 (8))."),
				 false, NULL, 0 },
	[CASE_FURTHERS] = { FORM_LINES, "furthers", N_("Why it helps"),
			    N_("Why just this citizen comes closer to work by a sanction."), false, NULL, 0 },
	[CASE_FACTS] = { FORM_LINES, "facts", N_("Facts"),
			 N_("What the decision is built on, and what the citizen said."), true, NULL, 0 },
	[CASE_LAW] = { FORM_LINES, "law", N_("Law"), N_("The sections used, and when guidance was given."),
		       true, NULL, 0 },
	[CASE_CONSIDERATIONS] = { FORM_LINES, "considerations", N_("Considerations"),
				  N_("Why the ground is not reasonable, and what weighed most."), true, NULL,
				  0 },
	[CASE_VIEW] = { FORM_LINES, "view", N_("Special assessment"),
			N_("Other circumstances, and why the sanction furthers availability."), true, NULL,
			0 },
	[CASE_WILL] = { FORM_LINES, "will", N_("Lack of will"),
			N_("What shows it, event by event (LAS § 40 a)."), true, NULL, 0 },
	[CASE_REGAIN] = { FORM_LINES, "regain", N_("Benefit again"),
			  N_("What the citizen does to get the whole benefit again."), true, NULL, 0 },
	[CASE_COMPLAINT] = { FORM_LINES, "complaint", N_("Complaint"),
			     N_("Within how long, to whom, and how."), true, NULL, 0 },
};

bool case_form_has_ground(const struct sanction_case *file)
{
	for (size_t i = 0; i < file->event_count; i++)
		if (file->events[i].act == SANCTION_CITIZEN_ANSWERS && file->events[i].code[0] != '\0' &&
		    sanction_event_counts(file, &file->events[i]))
			return true;
	return false;
}

/* Fields that only some cases have. */
static bool is_wanted(const struct case_form *model, enum case_field field)
{
	switch (field) {
	case CASE_CIRCUMSTANCES:
	case CASE_FURTHERS: return target_group_is_careful(model->file->target_group);
	case CASE_VIEW: return decision_needs(model->file, DECISION_VIEW);
	case CASE_WILL: return decision_needs(model->file, DECISION_WILL);
	case CASE_ACCEPTED: return case_form_has_ground(model->file);
	case CASE_CONTACT: return sanction_ends_by_contact(model->file->provision);
	default: return true;
	}
}

static void offer_grounds(struct case_form *model, struct form_field *field)
{
	field->choices = model->grounds;
	field->required = model->act == SANCTION_EXCUSE;
	for (const struct sanction_ground *ground = sanction_grounds;
	     ground->code != NULL && field->choice_count < CASE_CHOICES_MAX; ground++)
		model->grounds[field->choice_count++] = (struct form_choice){ ground->code, ground->label };
}

static void offer_heads(struct case_form *model, struct app *app, struct form_field *field)
{
	struct arena *arena = app_arena(app);

	field->choices = model->heads;
	for (size_t i = 0; i < model->file->event_count && field->choice_count < CASE_CHOICES_MAX; i++) {
		const struct sanction_event *event = &model->file->events[i];

		if (!event->is_head)
			continue;
		model->heads[field->choice_count++] = (struct form_choice){
			arena_printf(arena, "%lld", (long long)event->id),
			arena_printf(arena, "%s, %s (%s)", sanction_act_label(event->act),
				     date_short(arena, event->date), event->author_name),
		};
	}
}

static void add(struct case_form *model, struct app *app, enum case_field field)
{
	struct form_field row = rows[field];

	model->index[field] = -1;
	if ((acts[model->act].fields & (1u << field)) == 0 || !is_wanted(model, field))
		return;
	if (field == CASE_TEXT) {
		row.label = acts[model->act].text;
		row.required = acts[model->act].must_write;
	}
	if (field == CASE_GROUND)
		offer_grounds(model, &row);
	if (field == CASE_HEAD)
		offer_heads(model, app, &row);
	model->index[field] = form_add(&model->form, &row);
}

void case_form_build(struct case_form *model, struct app *app)
{
	form_init(&model->form);
	for (int field = 0; field < CASE_FIELDS; field++)
		add(model, app, (enum case_field)field);
	form_set_date(&model->form, model->index[CASE_DAY], app_now(app).date);
	if (model->index[CASE_TIME] >= 0)
		form_set_time(&model->form, model->index[CASE_TIME], app_now(app).minute);
	if (model->act == SANCTION_DECIDE)
		case_letter_suggest(model, app);
	if (model->act == SANCTION_CONTACT)
		case_letter_contact(model);
	if (model->form.count > 1 && model->act != SANCTION_CONTACT)
		form_focus(&model->form, 1);
}

const char *case_form_text(const struct case_form *model, enum case_field field)
{
	return model->index[field] < 0 ? "" : form_text(&model->form, model->index[field]);
}

const char *case_form_choice(const struct case_form *model, enum case_field field)
{
	return model->index[field] < 0 ? "" : form_choice(&model->form, model->index[field]);
}

struct date case_form_date(const struct case_form *model, enum case_field field)
{
	return model->index[field] < 0 ? DATE_NONE : form_date(&model->form, model->index[field]);
}
