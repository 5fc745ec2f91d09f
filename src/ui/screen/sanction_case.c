/* sanction_case.c - a sanction case: what it is about, what has been done, what can be done now and what stands in the way.
 *
 * argument->citizen; argument->ref: the case, or 0 and argument->data a `const struct availability_check *` to open one from. */
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

struct model {
	int64_t citizen;
	struct sanction_case file;      /* as read */
	struct sanction_case opening;   /* as asked for, when there is none yet */
	struct citizen_overview overview;
	enum sanction_act acts[SANCTION_ACTS];
	struct list list; /* over acts */
	bool loaded, limits_known;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { model->citizen, &model->overview } }, effects);
	if (model->file.id != 0)
		app_ask(app, (struct effect){ .kind = EFFECT_CASE, .sanction_case = { model->file.id, &model->file } }, effects);
}

static void reload(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	int64_t id = model->file.id;

	app_forget(app);
	model->loaded = false;
	model->file = (struct sanction_case){ .id = id };
	load(app, data, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	const struct availability_check *check = argument->data;

	model->citizen = argument->citizen;
	model->file.id = argument->ref;
	if (argument->ref == 0 && check != NULL) {
		const struct requirement *requirement = requirement_find(check->requirement);

		model->opening = (struct sanction_case){
			.citizen = argument->citizen,
			.check = check->id,
			.event_date = check->event_date,
			.provision = requirement != NULL ? requirement->provision : "",
			.source = arena_printf(app_arena(app), "check:%lld", (long long)check->id),
		};
	}
	load(app, data, effects);
}

/* Opening waits until the citizen is known: whether a case may exist at all depends on who it is. */
static void open_case(struct app *app, struct model *model, struct effects *effects)
{
	struct err err;

	if (!sanction_may_exist(&model->overview.citizen, model->opening.provision, model->opening.event_date,
				app_now(app).date, &err)) {
		app_pop(app, effects);
		app_say_error(app, &err);
		return;
	}
	model->opening.target_group = model->overview.citizen.target_group;
	app_ask(app, (struct effect){ .kind = EFFECT_CASE_OPEN, .case_open.in = &model->opening }, effects);
}

/* What the table knows from here; the two decisions are always shown, so that a person can ask what is missing. */
static void list_acts(struct model *model)
{
	static const enum sanction_act always[] = { SANCTION_DECIDE_NONE, SANCTION_DECIDE };
	enum sanction_state state = sanction_state(&model->file);
	size_t count = sanction_acts_from(state, model->acts);

	for (size_t i = 0; i < LENGTH(always) && !sanction_is_closed(state); i++) {
		bool listed = false;

		for (size_t k = 0; k < count; k++)
			listed |= model->acts[k] == always[i];
		if (!listed && state != SANCTION_DECIDED)
			model->acts[count++] = always[i];
	}
	list_set(&model->list, count);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	struct err ignored;

	(void)err;
	if (!ok)
		return;
	if (kind == EFFECT_OVERVIEW && model->file.id == 0 && model->opening.citizen != 0)
		open_case(app, model, effects);
	if (kind == EFFECT_CASE_OPEN) {
		model->file.id = model->opening.id;
		reload(app, model, effects);
	}
	if (kind == EFFECT_CASE) {
		model->loaded = true;
		model->limits_known = sanction_limits(&model->file, app_rules(app), &ignored);
		list_acts(model);
	}
}

/* Goes into the act's form, or says what is missing before it makes sense to write anything. */
static void take_step(struct app *app, struct model *model, struct effects *effects)
{
	enum sanction_act act = model->acts[model->list.cursor];
	struct sanction_event probe = { .sanction_case = model->file.id, .act = act, .date = app_now(app).date,
					.channel = "", .text = "", .code = "" };
	struct sanction_missing missing;
	struct err err;
	bool only_the_form = true;

	if (!sanction_may(&model->file, app_rules(app), &probe, app_now(app).date, &missing, &err)) {
		for (size_t i = 0; i < missing.count; i++)
			only_the_form &= missing.items[i].mended_by == act;
		if (missing.count == 0 || !only_the_form) {
			app_say_error(app, &err);
			return;
		}
	}
	app_push(app, SCREEN_CASE_ACT,
		 &(struct screen_argument){ .citizen = model->citizen, .ref = model->file.id, .number = (int)act, .data = &model->file },
		 effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (list_act(&model->list, action, 6))
		return true;
	if (action != ACTION_CASE_STEP)
		return false;
	if (model->loaded && model->list.count > 0)
		take_step(app, model, effects);
	else if (model->loaded)
		app_say(app, ROLE_MESSAGE, "%s", _("The case is closed. There is no further step."));
	return true;
}

/* ---- painting ----------------------------------------------------------------------------------------- */

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	if (!model->loaded)
		return _("Sanction case");
	return arena_printf(arena, "%s  %s", citizen_name(arena, &model->overview.citizen), _("Sanction case"));
}

static const char *guidance_line(const struct model *model, struct arena *arena)
{
	const struct guidance *before = NULL;

	for (size_t i = 0; i < model->file.guidance_count; i++)
		if (date_compare(model->file.guidance[i].date, model->file.event_date) < 0)
			before = &model->file.guidance[i];
	if (before == NULL)
		return _("Written guidance before the event: none on record. Without it there can be no sanction. Press v if it was given.");
	return arena_printf(arena, _("Written guidance before the event: %s (%s)."), date_long(arena, before->date), before->text_version);
}

static int view_facts(const struct model *model, struct cells *cells, struct area area, struct arena *arena)
{
	const struct sanction_case *file = &model->file;
	int row = area.row;

	row += wrap_put(cells, row, area.col, area.cols, 2, ROLE_TITLE,
			arena_printf(arena, _("LAS § %s, event %s: %s"), file->provision, date_long(arena, file->event_date),
				     sanction_state_label(sanction_state(file))), arena);
	row += wrap_put(cells, row, area.col, area.cols, 2, ROLE_TEXT, guidance_line(model, arena), arena);
	if (model->limits_known)
		row += wrap_put(cells, row, area.col, area.cols, 1, ROLE_DIM,
				arena_printf(arena, _("A deduction can be made until %s."), date_long(arena, file->last_payment_month)), arena);
	return row - area.row;
}

static int view_acts(const struct model *model, struct cells *cells, struct area area, int row)
{
	cells_put(cells, row++, area.col + 2, ROLE_TITLE, _("Next step"));
	if (model->list.count == 0)
		cells_put(cells, row++, area.col + 2, ROLE_DIM, _("The case is closed."));
	for (size_t i = 0; i < model->list.count && row < area.row + area.rows; i++, row++) {
		enum role role = list_mark(&model->list, i, cells, row, area.col);

		cells_put_width(cells, row, area.col + 2, area.cols - 2, false, role, sanction_act_label(model->acts[i]));
		if (role == ROLE_SELECTED)
			list_bar(cells, row, area);
	}
	return row;
}

/* Newest first, as many as there is room for. */
static void view_events(const struct model *model, struct cells *cells, struct area area, int row, struct arena *arena)
{
	const struct sanction_case *file = &model->file;
	int end = area.row + area.rows;

	if (row < end)
		cells_put(cells, row++, area.col + 2, ROLE_TITLE, _("What has been done"));
	for (size_t i = file->event_count; i > 0 && row < end; i--, row++) {
		const struct sanction_event *event = &file->events[i - 1];
		const char *due = date_is_set(event->due) ? arena_printf(arena, _(", reply by %s"), date_short(arena, event->due)) : "";

		cells_put_width(cells, row, area.col + 2, 12, false, ROLE_DIM, date_short(arena, event->date));
		cells_put_width(cells, row, area.col + 15, area.cols - 15, false, ROLE_TEXT,
				arena_printf(arena, "%s%s. %s (%s)", sanction_act_label(event->act), due, event->text, event->author_name));
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int row;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	row = area.row + view_facts(model, cells, area, arena) + 1;
	row = view_acts(model, cells, area, row) + 1;
	view_events(model, cells, area, row, arena);
}

const struct screen_kind screen_sanction_case = {
	.id = SCREEN_CASE,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = reload,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
