/* note.c - a note in the citizen's journal (OFL section 13), one key away. argument->citizen. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

struct model {
	struct form form; /* first: see form.h */
	struct journal_note note;
};

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->note.citizen = argument->citizen;
	form_init(&model->form);
	form_add(&model->form, &(struct form_field){
		.kind = FORM_LINES, .name = "text", .label = N_("Note"), .required = true,
		.hint = N_("What was said or done, as facts. The time is written by itself.") });
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ "note", argument->citizen, argument->citizen }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_NOTE_ADD && ok) {
		form_draft_drop(&model->form, app, effects);
		app_pop(app, effects);
		app_say(app, ROLE_GOOD, "%s", _("The note is saved."));
	}
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	enum form_result result = form_act(&model->form, app, action, effects);

	if (result == FORM_CHECKED) {
		model->note.text = form_text(&model->form, 0);
		app_ask(app, (struct effect){ .kind = EFFECT_NOTE_ADD, .note_add.in = &model->note }, effects);
	}
	return result != FORM_NOT_MINE;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("A note in the journal"), cells, area, arena);
}

const struct screen_kind screen_note = {
	.id = SCREEN_NOTE,
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
