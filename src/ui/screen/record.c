/* record.c - something read from beginning to end: a signed conversation, or one line of the history in full.
 *
 * argument->ref: a conversation; or 0, and argument->text with argument->guide as its title. */
#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/wrap.h"

struct model {
	struct conversation_record record;
	const char *title, *text;
	int top; /* first line wanted; the view holds it within the text */
};

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	if (argument->ref != 0) {
		app_ask(app, (struct effect){ .kind = EFFECT_RECORD, .record = { argument->ref, &model->record } }, effects);
		return;
	}
	model->title = arena_strdup(app_arena(app), argument->guide);
	model->text = arena_strdup(app_arena(app), argument->text);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	const struct conversation_record *record = &model->record;

	(void)err;
	(void)effects;
	if (kind != EFFECT_RECORD || !ok)
		return;
	model->title = arena_printf(app_arena(app), _("Signed %s by %s"), date_long(app_arena(app), record->date),
				    record->caseworker_name);
	model->text = arena_printf(app_arena(app), "%s\n\n%s %.16s…", record->summary, _("Seal:"), record->hash);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	int page = app_body_rows(app) - 2;

	(void)effects;
	switch (action) {
	case ACTION_UP: model->top--; break;
	case ACTION_DOWN: model->top++; break;
	case ACTION_PAGE_UP: model->top -= page; break;
	case ACTION_PAGE_DOWN: model->top += page; break;
	case ACTION_TOP: model->top = 0; break;
	case ACTION_BOTTOM: model->top = INT32_MAX / 2; break;
	default: return false;
	}
	if (model->top < 0)
		model->top = 0;
	return true;
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
	wrapped = wrap_text(arena, model->text, area.cols > 84 ? 80 : area.cols - 4);
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
	.answered = answered,
	.act = act,
	.view = view,
};
