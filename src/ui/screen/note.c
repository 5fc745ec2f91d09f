/* note.c - a note in the citizen's journal (OFL section 13), one key away on every screen.
 *
 * argument->citizen. The note is bound to the case and the conversation in focus below, and says so; what was being
 * filled in there stays as it was. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_ABOUT, FIELD_TEXT };

struct model {
	struct form form; /* first: see form.h */
	struct journal_note note;
};

static const struct form_screen screen; /* below */

/* What the note will stand under. */
static const char *about(struct app *app, const struct focus *focus)
{
	struct arena *arena = app_arena(app);
	const char *text = focus->who[0] != '\0' ? focus->who : _("the citizen");

	if (focus->sanction_case != 0)
		text = focus->matter[0] != '\0'
			       ? arena_printf(arena, _("%s, the sanction case %s"), text, focus->matter)
			       : arena_printf(arena, _("%s, the sanction case"), text);
	if (focus->conversation != 0)
		text = arena_printf(arena, _("%s, this conversation"), text);
	return text;
}

static int64_t matter(const struct journal_note *note)
{
	if (note->sanction_case != 0)
		return note->sanction_case;
	return note->conversation != 0 ? note->conversation : note->citizen;
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	const struct focus *focus = app_focused(app);
	struct model *model = data;

	model->note = (struct journal_note){ .citizen = argument->citizen,
					     .sanction_case = focus->sanction_case,
					     .conversation = focus->conversation };
	form_init(&model->form);
	model->form.screen = &screen;
	form_add(&model->form, &(struct form_field){ .kind = FORM_SHOWN, .name = "about", .label = N_("Bound to") });
	form_add(&model->form, &(struct form_field){
		.kind = FORM_LINES, .name = "text", .label = N_("Note"), .required = true,
		.hint = N_("What was said or done, as facts. The time is written by itself.") });
	form_set_text(&model->form, FIELD_ABOUT, about(app, focus));
	form_focus(&model->form, FIELD_TEXT);
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ "note", matter(&model->note), argument->citizen }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_NOTE_ADD && ok)
		form_screen_done(app, model, _("The note is saved."), effects);
}

static void save(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	model->note.text = form_text(&model->form, FIELD_TEXT);
	app_ask(app, (struct effect){ .kind = EFFECT_NOTE_ADD, .note_add.in = &model->note }, effects);
}

static const struct form_screen screen = { NULL, save, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("A note in the journal"), cells, area, arena);
}

const struct screen_kind screen_note = {
	.id = SCREEN_NOTE,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
