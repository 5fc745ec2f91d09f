/* record.c - something read from beginning to end: a signed conversation in any of its versions, or one line of
 * the history in full.
 *
 * argument->ref: a conversation, number: its version (0 the newest); or ref 0, and argument->text with
 * argument->guide as its title. */
#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/answer_sheet.h"
#include "ui/screen/screens.h"
#include "ui/widget/page.h"
#include "ui/widget/wrap.h"

struct model {
	int64_t conversation;
	int versions; /* when it was last read */
	struct reading reading;
	const char *title, *text;
	int top; /* first line wanted; the view holds it within the text */
};

static void forget(struct app *app, struct model *model)
{
	guide_free(model->reading.guide);
	model->reading = (struct reading){ .guide = NULL };
	model->text = NULL;
	app_forget(app);
}

static void load(struct app *app, struct model *model, int version, struct effects *effects)
{
	forget(app, model);
	model->top = 0;
	app_ask(app,
		(struct effect){ .kind = EFFECT_RECORD,
				 .record = { model->conversation, version, &model->reading } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	struct focus focus = *app_focused(app);

	focus.record = argument->ref;
	focus.versions = 0;
	app_focus(app, &focus);
	model->conversation = argument->ref;
	if (argument->ref != 0) {
		load(app, model, argument->number, effects);
		return;
	}
	model->title = arena_strdup(app_arena(app), argument->guide);
	model->text = arena_strdup(app_arena(app), argument->text);
}

static void resume(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	if (model->conversation != 0)
		load(app, model, model->reading.record.version, effects);
}

static void leave(void *data)
{
	guide_free(((struct model *)data)->reading.guide);
}

/* ---- what is read --------------------------------------------------------------------------------- */

static const char *title_of(const struct conversation_record *record, struct arena *arena)
{
	const char *text = arena_printf(arena, _("Signed %s by %s"), date_long(arena, record->date),
					record->caseworker_name);

	if (record->versions < 2)
		return text;
	return arena_printf(arena, "%s · %s",
			    arena_printf(arena, _("Version %d of %d (< >)"), record->version, record->versions), text);
}

/* A part with its heading; nothing when it is empty. */
static const char *part(const char *heading, const char *text, struct arena *arena)
{
	return *text ? arena_printf(arena, "%s\n%s\n\n", heading, text) : "";
}

static const char *changes_of(const struct reading *reading, const struct answer_sheet *sheet,
			      struct arena *arena)
{
	const struct conversation_record *record = &reading->record;
	struct answer_sheet before;
	const char *changes;

	if (record->version < 2)
		return "";
	sheet_open(&before, reading->guide, &reading->citizen, record->held, record->id, record->before,
		   record->before_count, arena);
	changes = sheet_changes(&before, sheet, arena);
	sheet_close(&before);
	return *changes ? changes : _("No answer is changed.");
}

/* A measure's numbers are told on its own screen, when both sides have given theirs. */
static bool tells_answers(const struct reading *reading)
{
	return reading->guide != NULL && guide_closing(reading->guide) != CONVERSATION_MEASURES;
}

static const char *text_of(const struct reading *reading, struct arena *arena)
{
	const struct conversation_record *record = &reading->record;
	const char *changes = "", *without = "", *reason = "";
	struct answer_sheet sheet;

	if (tells_answers(reading)) {
		sheet_open(&sheet, reading->guide, &reading->citizen, record->held, record->id, record->answers,
			   record->answer_count, arena);
		changes = changes_of(reading, &sheet, arena);
		without = sheet_without_answer(&sheet, arena);
		sheet_close(&sheet);
	}
	if (record->version > 1)
		reason = arena_printf(arena, "%s %s\n\n", _("Reason:"), record->reason);
	return arena_printf(arena, "%s%s%s\n\n%s%s %.16s…", reason, part(_("Changed"), changes, arena),
			    record->summary, part(_("Without an answer"), without, arena), _("Seal:"),
			    record->hash);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	const struct conversation_record *record = &model->reading.record;
	struct focus focus = *app_focused(app);
	bool corrected = model->versions != 0 && record->versions > model->versions;

	(void)err;
	if (kind != EFFECT_RECORD || !ok)
		return;
	model->versions = record->versions;
	focus.versions = record->versions;
	app_focus(app, &focus);
	if (corrected) {
		load(app, model, 0, effects);
		return;
	}
	model->title = title_of(record, app_arena(app));
	model->text = text_of(&model->reading, app_arena(app));
}

/* ---- keys ----------------------------------------------------------------------------------------- */

static void correct(struct app *app, const struct model *model, struct effects *effects)
{
	if (model->text == NULL)
		return;
	if (model->reading.guide != NULL && !tells_answers(&model->reading))
		app_say(app, ROLE_MESSAGE, "%s",
			_("A measure is not corrected: measure again, the latest answers count."));
	else
		app_push(app, SCREEN_CONVERSATION,
			 &(struct screen_argument){ .citizen = model->reading.citizen.id,
						    .ref = model->conversation,
						    .number = 1 },
			 effects);
}

static void step(struct app *app, struct model *model, int by, struct effects *effects)
{
	int version = model->reading.record.version + by;

	if (version < 1)
		app_say(app, ROLE_MESSAGE, "%s", _("This is the first version."));
	else if (version > model->versions)
		app_say(app, ROLE_MESSAGE, "%s", _("This is the newest version."));
	else
		load(app, model, version, effects);
}

static int text_cols(int cols)
{
	return cols > 84 ? 80 : cols - 4;
}

/* Past this there would be nothing more to see. */
static int last_top(struct app *app, const struct model *model)
{
	struct wrapped wrapped = wrap_text(app_arena(app), model->text != NULL ? model->text : "",
					   text_cols(app_body_cols(app)));
	int rows = app_body_rows(app) - 1;

	return wrapped.count > rows ? wrapped.count - rows : 0;
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	switch (action) {
	case ACTION_CORRECT: correct(app, model, effects); return true;
	case ACTION_VERSION_BEFORE: step(app, model, -1, effects); return true;
	case ACTION_VERSION_AFTER: step(app, model, 1, effects); return true;
	default: return scroll_act(action, app_body_rows(app) - 2, last_top(app, model), &model->top);
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	struct wrapped wrapped;
	int rows = area.rows - 2, top = model->top;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (model->text == NULL)
		return;
	cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE, model->title);
	wrapped = wrap_text(arena, model->text, text_cols(area.cols));
	if (top > wrapped.count - rows)
		top = wrapped.count > rows ? wrapped.count - rows : 0;
	for (int i = 0; i < rows && top + i < wrapped.count; i++)
		cells_put(cells, area.row + 2 + i, area.col + 2, ROLE_TEXT, wrapped.lines[top + i]);
	if (top + rows < wrapped.count)
		cells_put_right(cells, area.row, area.cols, ROLE_DIM, _("more below"));
}

const struct screen_kind screen_record = {
	.id = SCREEN_RECORD,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = resume,
	.leave = leave,
	.answered = answered,
	.act = act,
	.view = view,
};
