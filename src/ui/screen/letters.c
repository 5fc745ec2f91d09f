/* letters.c - the letters kept of a citizen, or of one case: what, when, how it was sent, and the bytes' hash.
 *
 * argument->citizen; argument->ref: a sanction case, 0 all of the citizen's. */

#include "samtale/base/tr.h"
#include "samtale/domain/deadline.h"
#include "samtale/domain/letter.h"
#include "samtale/domain/plan_sheet.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define DAY_COLS 12
#define HASH_COLS 8
#define SENT_COLS 24
#define NARROW_COLS 60

/* What is written by itself; the others go with a step in a case. The plan is last: not every citizen has one. */
static const enum letter_kind free_kinds[] = { LETTER_SUMMONS, LETTER_GUIDANCE, LETTER_PLAN };

struct model {
	int64_t citizen, sanction_case;
	struct letter_list letters;
	struct plan_sheet plan;
	bool has_plan; /* with a step to take */
	struct list list;
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->letters = (struct letter_list){ .count = 0 };
	model->list.count = 0;
	model->loaded = false;
	model->has_plan = false;
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN, .plan = { model->citizen, &model->plan } }, effects);
	app_ask(app,
		(struct effect){ .kind = EFFECT_LETTERS,
				 .letters = { model->citizen, model->sanction_case, &model->letters } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	model->sanction_case = argument->ref;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)app, (void)err, (void)effects;
	if (kind == EFFECT_PLAN && ok)
		model->has_plan = plan_has_open_step(&model->plan.plan);
	if (kind != EFFECT_LETTERS || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->letters.count);
}

static const struct letter *current(const struct model *model)
{
	return model->list.count > 0 ? &model->letters.rows[model->list.cursor] : NULL;
}

static void read_whole(struct app *app, const struct letter *letter, struct effects *effects)
{
	struct arena *arena = app_arena(app);

	app_push(app, SCREEN_RECORD,
		 &(struct screen_argument){ .citizen = letter->citizen, .text = letter->text,
					    .guide = arena_printf(arena, "%s, %s", letter_kind_label(letter->kind),
								  date_long(arena, letter->date)) },
		 effects);
}

static void kind_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	const struct model *model = data;

	app_push(app, SCREEN_LETTER,
		 &(struct screen_argument){ .citizen = model->citizen, .number = (int)free_kinds[row] }, effects);
}

static void choose_kind(struct app *app, const struct model *model, struct effects *effects)
{
	struct chooser_row rows[LENGTH(free_kinds)];
	size_t count = LENGTH(rows) - (model->has_plan ? 0 : 1);

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct chooser_row){ letter_kind_label(free_kinds[i]), "", false };
	app_choose(app,
		   &(struct chooser){ .title = _("Which letter?"), .rows = rows, .count = count,
				      .chosen = kind_chosen, .digits = true },
		   effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct letter *letter = current(model);

	if (list_act(&model->list, action, (size_t)app_body_rows(app) - 2))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (letter != NULL)
			read_whole(app, letter, effects);
		return true;
	case ACTION_NEW_LETTER: choose_kind(app, model, effects); return true;
	case ACTION_LETTER_FILE:
		if (letter != NULL)
			app_push(app, SCREEN_LETTER_FILE,
				 &(struct screen_argument){
					 .citizen = model->citizen, .ref = letter->id, .data = letter },
				 effects);
		return true;
	default: return false;
	}
}

/* ---- painting ----------------------------------------------------------------------------------------- */

static const char *channel_text(const char *name)
{
	enum channel channel;

	return channel_parse(name, &channel) ? channel_label(channel) : name;
}

static const char *sent_text(const struct letter *letter, struct arena *arena)
{
	if (letter->sent.id == 0)
		return _("not sent");
	return arena_printf(arena, "%s %s", date_short(arena, letter->sent.date), channel_text(letter->sent.channel));
}

/* Everything that is kept about it. */
static const char *whole_text(const struct letter *letter, struct arena *arena)
{
	const struct letter_sending *sent = &letter->sent;
	const char *text = arena_printf(arena, _("%s. LIX %d. Hash %.16s."), letter->title, letter->lix, letter->hash);

	if (sent->id == 0)
		return text;
	text = arena_printf(arena, _("%s Sent %s%s%s, presumed received %s."), text, date_long(arena, sent->date),
			    sent->minute >= 0 ? " " : "", sent->minute >= 0 ? time_text(arena, sent->minute) : "",
			    date_long(arena, sent->received));
	if (date_is_set(sent->complaint))
		text = arena_printf(arena, _("%s Can be complained of until %s."), text,
				    date_long(arena, sent->complaint));
	return text;
}

static void view_row(const struct model *model, const struct list_row *at, struct arena *arena)
{
	const struct letter *letter = &model->letters.rows[at->index];
	bool narrow = at->area.cols < NARROW_COLS;
	int right = narrow ? 0 : SENT_COLS + HASH_COLS + 2;

	list_put(at, 2, DAY_COLS - 1, ROLE_DIM, date_short(arena, letter->date));
	list_put(at, DAY_COLS + 2, at->area.cols - DAY_COLS - 3 - right, at->role,
		 letter_kind_label(letter->kind));
	if (!narrow) {
		list_put(at, at->area.cols - right, SENT_COLS, at->role, sent_text(letter, arena));
		list_put(at, at->area.cols - HASH_COLS, HASH_COLS, ROLE_DIM,
			 arena_printf(arena, "%.8s", letter->hash));
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	list_title(model->sanction_case != 0 ? _("Letters of the case") : _("Letters of the citizen"), cells,
		   &area);
	if (!model->loaded)
		return;
	if (model->list.count == 0) {
		wrap_put(cells, area.row + 1, area.col + 2, area.cols - 4, area.rows - 1, ROLE_DIM,
			 _("No letter is kept yet. n writes one; hearing and decision are written in the case."),
			 arena);
		return;
	}
	list_whole(whole_text(current(model), arena), 0, cells, &area, arena);
	for (struct list_row at = list_rows(&model->list, cells, area); list_next(&at);)
		view_row(model, &at, arena);
}

const struct screen_kind screen_letters = {
	.id = SCREEN_LETTERS,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
