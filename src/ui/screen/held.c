/* held.c - a record that could not be sent and waits alone, while all the rest goes: mend it and send it,
 * withdraw it with a reason, or
 * write it to a file.
 *
 * argument->citizen; argument->data: the `const struct held_change`, read during enter() only. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "ui/screen/held_words.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_WHAT, FIELD_CAUSE, FIELD_ACT, FIELD_REASON, FIELD_PATH };

static const struct form_choice acts[HELD_ACTS] = {
	[HELD_SEND] = { "send", N_("send it again") },
	[HELD_WITHDRAW] = { "withdraw", N_("withdraw it") },
	[HELD_EXPORT] = { "export", N_("to a file") },
};

static const struct {
	const char *code, *text;
} causes[] = {
	{ "too_large", N_("It is larger than what can travel. Mend it: write it shorter, or in two.") },
	{ "too_many",
	  N_("So much was written in one go that it cannot travel as one, as an import of a very large file. Undo it and do "
	     "it again in parts, then withdraw this.") },
	{ "not_text", N_("It holds characters that are no text. Mend it: write it anew.") },
	{ "no_unit", N_("It is not known here yet which team has the citizen. It is tried again at each sync.") },
	{ "no_access",
	  N_("No team here may receive it. Ask the administrator which team has the citizen, then send it again.") },
	{ "purged",
	  N_("The citizen was removed after retention before this was received. Has the citizen come back: register anew, "
	     "then send it again, and it becomes a note. Else withdraw it.") },
};

const char *held_reason_text(const char *code)
{
	for (size_t i = 0; i < LENGTH(causes); i++)
		if (str_equal(causes[i].code, code))
			return tr(causes[i].text);
	return code;
}

struct model {
	struct form form; /* first: see form.h */
	int64_t id, citizen;
	const char *text; /* the reason, or the file */
};

static const struct form_screen screen; /* below */

static enum held_act chosen(const struct model *model)
{
	return (enum held_act)model->form.chosen[FIELD_ACT];
}

static void follow(void *data)
{
	struct model *model = data;

	form_hide(&model->form, FIELD_REASON, chosen(model) != HELD_WITHDRAW);
	form_hide(&model->form, FIELD_PATH, chosen(model) != HELD_EXPORT);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	struct form *form = &model->form;
	const struct held_change *held = argument->data;

	(void)effects;
	model->id = held->id;
	model->citizen = held->citizen;
	form_init(form);
	form->screen = &screen;
	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "what", .label = N_("What") });
	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "cause", .label = N_("Why it waits") });
	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE,
			       .name = "act",
			       .label = N_("What now"),
			       .required = true,
			       .choices = acts,
			       .choice_count = HELD_ACTS,
			       .hint = N_("F6 opens the citizen, to mend it first. Everything else goes meanwhile.") });
	form_add(
		form,
		&(struct form_field){
			.kind = FORM_LINES,
			.name = "reason",
			.label = N_("Why"),
			.required = true,
			.hint = str_equal(held->reason, "purged")
					? N_("It is gone here, too. Nobody else has seen it.")
					: N_("It stays readable here and never goes; others see that it was withdrawn, and "
					     "why.") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "path", .label = N_("File"), .required = true,
					     .hint = N_("A new file, which only you can read.") });
	form_set_text(form, FIELD_WHAT, held->label);
	form_set_text(form, FIELD_CAUSE, held_reason_text(held->reason));
	form_set_choice(form, FIELD_ACT, acts[HELD_SEND].name);
	form_set_text(form, FIELD_PATH, arena_printf(app_arena(app), "tilbageholdt-%lld.json", (long long)held->id));
	form_focus(form, FIELD_ACT);
	follow(model);
	app_focus(app, &(struct focus){ .citizen = held->citizen });
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	model->text = arena_strdup(app_arena(app),
				   form_text(&model->form, chosen(model) == HELD_EXPORT ? FIELD_PATH : FIELD_REASON));
	app_ask(app,
		(struct effect){ .kind = EFFECT_HELD_ACT, .held_act = { model->id, chosen(model), model->text } },
		effects);
}

/* What is withdrawn never goes: that is read through first. */
static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	if (chosen(model) != HELD_WITHDRAW) {
		confirm(app, model, effects);
		return;
	}
	form_review(&model->form, app,
		    arena_printf(app_arena(app), _("%s is withdrawn: it never goes to the others.\nWhy: %s"),
				 form_text(&model->form, FIELD_WHAT), form_text(&model->form, FIELD_REASON)));
}

static const struct form_screen screen = { follow, examine, confirm };

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	static const char *const said[HELD_ACTS] = {
		[HELD_SEND] = N_("It goes with the next sync."),
		[HELD_WITHDRAW] = N_("It is withdrawn."),
	};
	struct model *model = data;
	enum held_act act = chosen(model);

	(void)err;
	if (kind != EFFECT_HELD_ACT || !ok)
		return;
	if (act == HELD_EXPORT) {
		app_say(app, ROLE_GOOD, _("Written to %s."), model->text);
		return;
	}
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s", tr(said[act]));
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (action != ACTION_MEND)
		return form_screen_act(app, data, action, effects);
	app_push(app, SCREEN_CITIZEN, &(struct screen_argument){ .citizen = model->citizen }, effects);
	return true;
}

/* A digit goes on to what it has just brought. */
static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;
	bool chooses = model->form.focus == FIELD_ACT && key->name == KEYNAME_CHAR && key->text[0] != ' ';

	if (!form_screen_type(app, data, key, effects))
		return false;
	if (chooses && chosen(model) == HELD_WITHDRAW)
		form_focus(&model->form, FIELD_REASON);
	if (chooses && chosen(model) == HELD_EXPORT)
		form_focus(&model->form, FIELD_PATH);
	return true;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Could not be sent, and waits alone"), cells, area, arena);
}

const struct screen_kind screen_held = {
	.id = SCREEN_HELD,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = form_screen_resume,
	.leave = form_screen_leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = form_screen_takes_text,
	.view = view,
};
