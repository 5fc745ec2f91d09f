/* conflict.c - one thing that two have written differently: what stood before, what each wrote, who and
 * when; a digit chooses, and a
 * reason says why. What carries on a sanction case is read through once more first.
 *
 * argument->citizen; argument->data: the `const struct conflict`, read during enter() only. */
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/screen/conflict_words.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_SIDE, FIELD_TEXT, FIELD_REASON };

#define SIDES_MOST 8
#define LABEL_COLS 31
#define FORM_ROWS 8  /* that the fields need where there is room */
#define FORM_LEAST 4 /* and where there is none */
#define OWN_TEXT "text"
#define NUMBER_DIGITS 6
#define LONG_COLS 300 /* from here on a text is read through before it is chosen */

struct model {
	struct form form; /* first: see form.h */
	struct conflict key; /* which one: kind, table, column, row, citizen */
	struct conflict_list list;
	const struct conflict *conflict; /* in the list; NULL until it is read, and when it is gone */
	struct form_choice choices[SIDES_MOST + 1];
	struct conflict_choice choice;
	struct sanction_event event;
	bool revealed, loaded;
};

static const struct form_screen screen; /* below */

static void load(struct app *app, struct model *model, struct effects *effects)
{
	app_ask(app,
		(struct effect){ .kind = EFFECT_CONFLICTS, .conflicts = { 0, model->key.citizen, &model->list } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	const struct conflict *conflict = argument->data;

	form_init(&model->form);
	model->form.screen = &screen;
	model->key = (struct conflict){ .kind = conflict->kind, .table = conflict->table, .column = conflict->column,
					.row = conflict->row, .citizen = conflict->citizen };
	load(app, model, effects);
}

/* ---- the fields ---------------------------------------------------------------------------------------- */

/* What somebody has typed stands in quotes, so that it is never taken for a word of the program's own. */
static const char *side_label(const struct model *model, size_t index, struct arena *arena)
{
	const struct conflict *conflict = model->conflict;
	const struct conflict_side *side = &conflict->sides[index];
	const char *value;
	bool cut;

	if (conflict->mask != CONFLICT_OPEN && !model->revealed)
		return side->by;
	value = wrap_as_line(conflict_excerpt(arena, conflict, index, model->revealed, LABEL_COLS, &cut), arena);
	return conflict->third == FIELD_FORM_TEXT && side->value[0] != '\0' ? arena_printf(arena, _("“%s”"), value) : value;
}

static size_t label_choices(struct app *app, struct model *model)
{
	const struct conflict *conflict = model->conflict;
	struct arena *arena = app_arena(app);
	size_t count = 0;

	for (; count < conflict->count && count < SIDES_MOST; count++)
		model->choices[count] = (struct form_choice){ arena_printf(arena, "%zu", count),
							      side_label(model, count, arena) };
	if (conflict->third != FIELD_FORM_CODE)
		model->choices[count++] = (struct form_choice){ OWN_TEXT, N_("something else") };
	return count;
}

static void follow(void *data)
{
	struct model *model = data;
	struct form *form = &model->form;
	bool writes = str_equal(form_choice(form, FIELD_SIDE), OWN_TEXT);

	/* The digit went past the field that it has just brought. */
	if (writes && form->hidden[FIELD_TEXT] && form->focus == FIELD_REASON)
		form->focus = FIELD_TEXT;
	form_hide(form, FIELD_TEXT, !writes);
}

static enum form_field_kind third_kind(const struct conflict *conflict)
{
	return conflict->third == FIELD_FORM_DATE ? FORM_DATE : conflict->third == FIELD_FORM_TIME ? FORM_TIME : FORM_TEXT;
}

static void build(struct app *app, struct model *model)
{
	struct form *form = &model->form;

	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "side", .label = N_("What holds"),
					     .required = true, .choices = model->choices,
					     .choice_count = label_choices(app, model),
					     .hint = N_("A digit chooses. The other stays readable in the history.") });
	form_add(form, &(struct form_field){ .kind = third_kind(model->conflict), .name = "text",
					     .label = N_("In their place"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "reason", .label = N_("Why"), .required = true,
					     .hint = N_("Others read it afterwards: how you know. F10 saves.") });
	follow(model);
}

static bool is_key(const struct model *model, const struct conflict *row)
{
	return row->kind == model->key.kind && row->table == model->key.table && row->column == model->key.column &&
	       row->row == model->key.row;
}

/* ---- choosing ------------------------------------------------------------------------------------------ */

static void ask_case(struct app *app, struct model *model, struct effects *effects)
{
	model->event = (struct sanction_event){
		.sanction_case = model->conflict->row,
		.parent = model->conflict->sides[model->choice.side].ref,
		.act = SANCTION_RESOLVE,
		.date = app_now(app).date,
		.due = DATE_NONE,
		.channel = "",
		.text = model->choice.reason,
		.code = "",
	};
	app_ask(app, (struct effect){ .kind = EFFECT_CASE_EVENT, .case_event.in = &model->event }, effects);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	if (model->conflict->kind == CONFLICT_CASE)
		ask_case(app, model, effects);
	else
		app_ask(app, (struct effect){ .kind = EFFECT_CONFLICT_CHOOSE, .conflict_choose.in = &model->choice },
			effects);
}

static bool is_read_through(const struct model *model)
{
	const struct conflict *conflict = model->conflict;
	size_t side = model->choice.side;

	return conflict->kind == CONFLICT_CASE ||
	       (side < conflict->count && (conflict->mask == CONFLICT_OPEN || model->revealed) &&
		utf8_columns(conflict->sides[side].value) > LONG_COLS);
}

static const char *review_text(struct app *app, const struct model *model)
{
	const struct conflict *conflict = model->conflict;
	const struct conflict_side *side = &conflict->sides[model->choice.side];
	struct arena *arena = app_arena(app);

	return arena_printf(arena,
			    conflict->kind == CONFLICT_CASE
				    ? _("%s\n\nThe case goes on from this:\n%s\n%s\n\nThe other stays readable and "
					"counts for nothing.\nWhy: %s")
				    : _("%s\n\nThis holds from now on:\n%s\n%s\n\nThe other stays readable in the "
					"history.\nWhy: %s"),
			    conflict->what, side->value, conflict_side_text(arena, side, app_now(app)),
			    model->choice.reason);
}

/* The third value as it is stored; NULL: it is no number. */
static const char *third_text(const struct model *model, struct arena *arena)
{
	const struct form *form = &model->form;
	char day[DATE_ISO_SIZE];
	const char *text = form_text(form, FIELD_TEXT);

	switch (model->conflict->third) {
	case FIELD_FORM_DATE: return arena_strdup(arena, date_iso(form_date(form, FIELD_TEXT), day));
	case FIELD_FORM_TIME: return arena_printf(arena, "%d", form_minute(form, FIELD_TEXT));
	case FIELD_FORM_NUMBER:
		if (strlen(text) > NUMBER_DIGITS || strspn(text, "0123456789") != strlen(text))
			return NULL;
		break;
	default: break;
	}
	return arena_strdup(arena, text);
}

/* A case goes on from what is chosen: letters and payments follow, so it is read through; and so is a text that there
 * was no room for. */
static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	const struct conflict *conflict = model->conflict;
	struct arena *arena = app_arena(app);
	const char *side = form_choice(&model->form, FIELD_SIDE);

	model->choice = (struct conflict_choice){
		.conflict = conflict,
		.side = str_equal(side, OWN_TEXT) ? conflict->count : model->form.chosen[FIELD_SIDE],
		.reason = arena_strdup(arena, form_text(&model->form, FIELD_REASON)),
	};
	if (model->choice.side == conflict->count) {
		model->choice.text = third_text(model, arena);
		if (model->choice.text == NULL) {
			form_focus(&model->form, FIELD_TEXT);
			app_say(app, ROLE_ERROR, _("“%s” is no number. Write for example 25."),
				form_text(&model->form, FIELD_TEXT));
			return;
		}
	}
	if (is_read_through(model))
		form_review(&model->form, app, review_text(app, model));
	else
		confirm(app, model, effects);
}

static const struct form_screen screen = { follow, examine, confirm };

static void found(struct app *app, struct model *model)
{
	model->loaded = true;
	model->conflict = NULL;
	for (size_t i = 0; i < model->list.count; i++)
		if (is_key(model, &model->list.rows[i]))
			model->conflict = &model->list.rows[i];
	if (model->conflict != NULL && model->form.count == 0)
		build(app, model);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (kind == EFFECT_CONFLICTS && ok)
		found(app, model);
	if (kind != EFFECT_CONFLICT_CHOOSE && kind != EFFECT_CASE_EVENT)
		return;
	if (!ok) {
		model->form.reviewing = false;
		return;
	}
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s",
		_("Chosen. It holds on all terminals after the next sync; the other stays readable."));
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (action != ACTION_REVEAL)
		return form_screen_act(app, data, action, effects);
	model->revealed = !model->revealed;
	if (model->conflict != NULL)
		label_choices(app, model);
	return true;
}

/* ---- painting ------------------------------------------------------------------------------------------ */

static void side_view(const struct app *app, const struct model *model, size_t index, struct cells *cells, int *row,
		      int end, bool roomy, struct area area, struct arena *arena)
{
	const struct conflict *conflict = model->conflict;
	const struct conflict_side *side = &conflict->sides[index];
	int rows = (end - *row) / (int)(conflict->count - index) - roomy, columns;
	const char *value;
	bool cut;

	if (*row >= end)
		return;
	rows = rows > 1 ? rows : 1;
	/* What wrapping leaves blank, and that it is shown, take a part of the room. */
	columns = roomy ? rows * (area.cols - 12) - (side->is_shown ? 16 : 0) : area.cols - 8 - utf8_columns(side->by);
	value = conflict_excerpt(arena, conflict, index, model->revealed, columns > 12 ? columns : 12, &cut);
	cells_putf(cells, *row, area.col + 2, ROLE_KEY, "%zu", index + 1);
	if (!roomy) {
		cells_put_width(cells, (*row)++, area.col + 4, area.cols - 4, false, ROLE_TEXT,
				wrap_as_line(arena_printf(arena, "%s (%s)", value, side->by), arena));
		return;
	}
	*row += wrap_put(cells, *row, area.col + 4, area.cols - 5, rows, ROLE_TEXT,
			 side->is_shown ? arena_printf(arena, _("%s  (shown now)"), value) : value, arena);
	if (*row < end)
		cells_put_width(cells, (*row)++, area.col + 4, area.cols - 4, false, ROLE_DIM,
				conflict_side_text(arena, side, app_now(app)));
}

/* Returns the rows used. */
static int sides_view(const struct app *app, const struct model *model, struct cells *cells, struct area area,
		      struct arena *arena)
{
	const struct conflict *conflict = model->conflict;
	bool roomy = area.rows > FORM_ROWS + 6;
	int row = area.row, end = area.row + area.rows - (roomy ? FORM_ROWS : FORM_LEAST);

	cells_put_width(cells, row++, area.col, area.cols, false, ROLE_TITLE,
			arena_printf(arena, "~ %s", conflict->what));
	if (roomy)
		cells_put_width(cells, row++, area.col + 2, area.cols - 2, false, ROLE_DIM,
				conflict_base_text(arena, conflict, model->revealed));
	for (size_t i = 0; i < conflict->count; i++)
		side_view(app, model, i, cells, &row, end, roomy, area, arena);
	if (row < end && conflict_looks_alike(arena, conflict))
		cells_put_width(cells, row++, area.col + 2, area.cols - 2, false, ROLE_DIM,
				_("They look alike: only blanks or signs that cannot be seen differ."));
	return row - area.row + roomy;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int used;

	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	if (model->conflict == NULL) {
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			 _("Nobody disagrees about this any more: somebody has chosen. Esc goes back."), arena);
		return;
	}
	used = model->form.reviewing ? 0 : sides_view(app, model, cells, area, arena);
	area.row += used;
	area.rows -= used;
	form_view(&model->form, app, cells, area, arena);
}

const struct screen_kind screen_conflict = {
	.id = SCREEN_CONFLICT,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = form_screen_resume,
	.leave = form_screen_leave,
	.answered = answered,
	.act = act,
	.type = form_screen_type,
	.takes_text = form_screen_takes_text,
	.view = view,
};
