/* case_act.c - one step in a sanction case: the fields that this act asks for, the guards, the review.
 *
 * argument->ref: the case; argument->number: enum sanction_act; argument->data: the `const struct sanction_case` of the case screen, which stays
 * open below. Which fields an act has is the table; what they must hold is the law's guards (domain/sanction.h). */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define GROUNDS_MAX 24

enum field {
	FIELD_DAY, FIELD_CHANNEL, FIELD_DUE, FIELD_GROUND, FIELD_TEXT, FIELD_CIRCUMSTANCES, FIELD_FURTHERS, FIELDS
};

#define F(field) (1u << FIELD_##field)

/* text: what the free text is called for this act. */
static const struct {
	unsigned int fields;
	const char *text;
} acts[SANCTION_ACTS] = {
	[SANCTION_EXCUSE] = { F(DAY) | F(GROUND) | F(TEXT), N_("Reason") },
	[SANCTION_CHECK_GUIDANCE] = { F(DAY), NULL },
	[SANCTION_CLOSE] = { F(DAY) | F(TEXT), N_("Remark") },
	[SANCTION_CONTACT_ATTEMPT] = { F(DAY) | F(CHANNEL) | F(TEXT), N_("Result") },
	[SANCTION_SEND_HEARING] = { F(DAY) | F(CHANNEL) | F(DUE) | F(TEXT), N_("Facts in the letter") },
	[SANCTION_CITIZEN_ANSWERS] = { F(DAY) | F(GROUND) | F(TEXT), N_("What the citizen says") },
	[SANCTION_NO_ANSWER] = { F(DAY) | F(TEXT), N_("Remark") },
	[SANCTION_ASSESS] = { F(DAY) | F(TEXT) | F(CIRCUMSTANCES) | F(FURTHERS), N_("Assessment") },
	[SANCTION_DECIDE_NONE] = { F(DAY) | F(TEXT), N_("Reason") },
	[SANCTION_DECIDE] = { F(DAY) | F(TEXT), N_("Reason") },
	[SANCTION_WITHDRAW] = { F(DAY) | F(TEXT), N_("Reason") },
};

static const struct form_choice channels[] = {
	{ "digital", N_("Digital Post") }, { "letter", N_("letter") }, { "qletter", N_("Q-letter") },
	{ "oral", N_("by phone or face to face") }, { "handed", N_("handed over") },
};

struct model {
	struct form form; /* first: see form.h */
	const struct sanction_case *file;
	enum sanction_act act;
	int index[FIELDS]; /* of the form's field, -1 the act has none */
	struct form_choice grounds[GROUNDS_MAX];
	struct sanction_event event;
};

static bool is_careful(const struct sanction_case *file)
{
	const struct target_group *group = target_group(file->target_group);

	return group != NULL && group->path == SANCTION_PATH_CASE_CAREFUL;
}

static size_t fill_grounds(struct model *model)
{
	size_t count = 0;

	for (const struct sanction_ground *ground = sanction_grounds; ground->code != NULL && count < GROUNDS_MAX; ground++)
		model->grounds[count++] = (struct form_choice){ ground->code, ground->label };
	return count;
}

static void add(struct model *model, enum field field, const struct form_field *row)
{
	unsigned int wanted = acts[model->act].fields;

	if ((field == FIELD_CIRCUMSTANCES || field == FIELD_FURTHERS) && !is_careful(model->file))
		wanted = 0;
	model->index[field] = wanted & (1u << field) ? form_add(&model->form, row) : -1;
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	bool must_write = argument->number != SANCTION_CLOSE && argument->number != SANCTION_NO_ANSWER &&
			  argument->number != SANCTION_SEND_HEARING;

	model->file = argument->data;
	model->act = (enum sanction_act)argument->number;
	form_init(&model->form);
	add(model, FIELD_DAY, &(struct form_field){ .kind = FORM_DATE, .name = "day", .label = N_("Day"), .required = true });
	add(model, FIELD_CHANNEL, &(struct form_field){ .kind = FORM_CHOICE, .name = "channel", .label = N_("How"), .required = true,
		.choices = channels, .choice_count = LENGTH(channels) });
	add(model, FIELD_DUE, &(struct form_field){ .kind = FORM_DATE, .name = "due", .label = N_("Reply by"),
		.hint = N_("Empty: the municipality's usual number of days from when the letter is received.") });
	add(model, FIELD_GROUND, &(struct form_field){ .kind = FORM_CHOICE, .name = "ground", .label = N_("Ground"),
		.required = model->act == SANCTION_EXCUSE, .choices = model->grounds, .choice_count = fill_grounds(model),
		.hint = N_("The ground the citizen gives; F4 lists them all.") });
	add(model, FIELD_TEXT, &(struct form_field){ .kind = FORM_LINES, .name = "text", .label = acts[model->act].text,
		.required = must_write });
	add(model, FIELD_CIRCUMSTANCES, &(struct form_field){ .kind = FORM_LINES, .name = "circumstances",
		.label = N_("Other circumstances"), .hint = N_("Health, home, anything that made it hard to come (LAS § 13 (8)).") });
	add(model, FIELD_FURTHERS, &(struct form_field){ .kind = FORM_LINES, .name = "furthers",
		.label = N_("Why it helps"), .hint = N_("Why just this citizen comes closer to work by a sanction.") });
	form_set_date(&model->form, model->index[FIELD_DAY], app_now(app).date);
	if (model->form.count > 1)
		form_focus(&model->form, 1);
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ sanction_act_name(model->act), argument->ref, argument->citizen },
			 effects);
}

/* ---- the event ------------------------------------------------------------------------------------------ */

static const char *text_of(const struct model *model, enum field field)
{
	return model->index[field] < 0 ? "" : form_text(&model->form, model->index[field]);
}

static const char *chosen(const struct model *model, enum field field)
{
	return model->index[field] < 0 ? "" : form_choice(&model->form, model->index[field]);
}

/* An assessment speaks to every ground the citizen claimed, and to the two special parts when they are written. */
static const char *assessed_parts(const struct model *model, struct arena *arena)
{
	const char *code = "";

	for (size_t i = 0; i < model->file->event_count; i++)
		if (model->file->events[i].act == SANCTION_CITIZEN_ANSWERS && model->file->events[i].code[0] != '\0')
			code = arena_printf(arena, "%s%s%s", code, *code ? " " : "", model->file->events[i].code);
	if (!str_is_empty(text_of(model, FIELD_CIRCUMSTANCES)))
		code = arena_printf(arena, "%s%s" SANCTION_PART_CIRCUMSTANCES, code, *code ? " " : "");
	if (!str_is_empty(text_of(model, FIELD_FURTHERS)))
		code = arena_printf(arena, "%s%s" SANCTION_PART_FURTHERS, code, *code ? " " : "");
	return code;
}

static const char *whole_text(const struct model *model, struct arena *arena)
{
	const char *circumstances = text_of(model, FIELD_CIRCUMSTANCES), *furthers = text_of(model, FIELD_FURTHERS);
	const char *text = text_of(model, FIELD_TEXT);

	if (!str_is_empty(circumstances))
		text = arena_printf(arena, "%s\n%s: %s", text, _("Other circumstances"), circumstances);
	if (!str_is_empty(furthers))
		text = arena_printf(arena, "%s\n%s: %s", text, _("Why it helps"), furthers);
	return text;
}

static void collect(struct app *app, struct model *model)
{
	const struct sanction_case *file = model->file;

	model->event = (struct sanction_event){
		.sanction_case = file->id,
		.parent = file->event_count > 0 ? file->events[file->event_count - 1].id : 0,
		.act = model->act,
		.date = form_date(&model->form, model->index[FIELD_DAY]),
		.due = model->index[FIELD_DUE] < 0 ? DATE_NONE : form_date(&model->form, model->index[FIELD_DUE]),
		.channel = chosen(model, FIELD_CHANNEL),
		.text = whole_text(model, app_arena(app)),
		.code = model->act == SANCTION_ASSESS ? assessed_parts(model, app_arena(app)) : chosen(model, FIELD_GROUND),
	};
}

static void examine(struct app *app, struct model *model)
{
	struct sanction_missing missing;
	struct arena *arena = app_arena(app);
	struct err err;
	const char *review;

	collect(app, model);
	if (!sanction_may(model->file, app_rules(app), &model->event, app_now(app).date, &missing, &err)) {
		app_say_error(app, &err);
		return;
	}
	review = arena_printf(arena, "%s, %s.%s\n%s\n%s %s", sanction_act_label(model->act),
		date_long(arena, model->event.date),
		date_is_set(model->event.due) ? arena_printf(arena, _(" Reply by %s."), date_long(arena, model->event.due)) : "",
		model->event.text, _("The case will then be:"), sanction_state_label(model->event.to));
	form_review(&model->form, app, review);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	const char *label = sanction_act_label(((struct model *)data)->act);

	(void)err;
	form_draft_answered(data, app, kind, ok, effects);
	if (kind != EFFECT_CASE_EVENT || !ok)
		return;
	form_draft_drop(data, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, _("Saved in the case: %s."), label);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	enum form_result result = form_act(&model->form, app, action, effects);

	if (result == FORM_CHECKED)
		examine(app, model);
	if (result == FORM_CONFIRMED)
		app_ask(app, (struct effect){ .kind = EFFECT_CASE_EVENT, .case_event.in = &model->event }, effects);
	return result != FORM_NOT_MINE;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, sanction_act_label(model->act), cells, area, arena);
}

const struct screen_kind screen_case_act = {
	.id = SCREEN_CASE_ACT,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = form_screen_resume,
	.leave = form_screen_leave,
	.answered = answered,
	.act = act,
	.type = form_screen_type,
	.takes_text = form_screen_takes_text,
	.tick = form_screen_tick,
	.view = view,
};
