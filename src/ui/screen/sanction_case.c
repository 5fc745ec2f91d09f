/* sanction_case.c - a sanction case: what it is about, what has been done, what can be done now and what stands in the
 * way.
 *
 * argument->citizen; argument->ref: the case, or 0 and argument->data a `const struct availability_check *` to open one
 * from. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "ui/screen/case_facts.h"
#include "ui/screen/case_form.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

#define EVENT_COL 15

/* One line of what has been done: an event, or a note. */
struct done {
	const struct sanction_event *event; /* NULL: the note */
	const struct sanction_note *note;
};

struct model {
	int64_t citizen;
	struct sanction_case file;      /* as read */
	struct sanction_case opening;   /* as asked for, when there is none yet */
	struct citizen_overview overview;
	enum sanction_act acts[SANCTION_ACTS];
	size_t act_count;
	struct done *done; /* newest first */
	size_t done_count;
	struct list list; /* over acts, then what has been done */
	enum sanction_state listed; /* the state the acts follow from */
	bool loaded;
	struct case_facts facts;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { model->citizen, &model->overview } },
		effects);
	if (model->file.id != 0)
		app_ask(app, (struct effect){ .kind = EFFECT_CASE, .sanction_case = { model->file.id, &model->file } },
			effects);
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

/* No provision was chosen, so there is no case to show. */
static void resume(struct app *app, void *data, struct effects *effects)
{
	if (((struct model *)data)->file.id != 0)
		reload(app, data, effects);
	else
		app_pop(app, effects);
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

static void ask_to_open(struct app *app, struct model *model, struct effects *effects)
{
	model->opening.target_group = model->overview.citizen.target_group;
	app_ask(app, (struct effect){ .kind = EFFECT_CASE_OPEN, .case_open.in = &model->opening }, effects);
}

#define AGGRAVATED "40a"

static void provision_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	if (row == 1)
		model->opening.provision = AGGRAVATED;
	ask_to_open(app, model, effects);
}

/* After an earlier sanction the same event can show a lack of will; that is for a person to say. */
static bool can_be_aggravated(const struct model *model, struct date today)
{
	const struct sanction_list *cases = &model->overview.cases;
	bool sanctioned = false;
	struct err err;

	for (size_t i = 0; i < cases->count; i++)
		sanctioned |= sanction_stands(cases->rows[i].state);
	return sanctioned &&
	       sanction_may_exist(&model->overview.citizen, AGGRAVATED, model->opening.event_date, today, &err);
}

/* Opening waits until the citizen is known: whether a case may exist at all depends on who it is. */
static void open_case(struct app *app, struct model *model, struct effects *effects)
{
	struct date today = app_now(app).date;
	struct err err;

	if (!sanction_may_exist(&model->overview.citizen, model->opening.provision, model->opening.event_date, today,
				&err)) {
		app_pop(app, effects);
		app_say_error(app, &err);
	} else if (can_be_aggravated(model, today)) {
		struct chooser_row rows[] = {
			{ arena_printf(app_arena(app), "LAS § %s", sanction_section(model->opening.provision)), "",
			  false },
			{ "LAS § 40 a", _("asks for an earlier decision and extra guidance"), false },
		};

		app_choose(app,
			   &(struct chooser){ .title = _("Which provision?"), .rows = rows, .count = LENGTH(rows),
					      .chosen = provision_chosen, .digits = true },
			   effects);
	} else {
		ask_to_open(app, model, effects);
	}
}

static bool is_undecided(enum sanction_state state)
{
	return state == SANCTION_OBSERVED || state == SANCTION_BLOCKED || state == SANCTION_READY ||
	       state == SANCTION_HEARING || state == SANCTION_HEARD || state == SANCTION_ASSESSED;
}

/* Events and notes in one line of time, newest first. */
static void list_done(struct app *app, struct model *model)
{
	const struct sanction_case *file = &model->file;
	size_t event = file->event_count, note = 0;

	model->done_count = file->event_count + file->note_count;
	model->done = arena_array(app_arena(app), model->done_count + 1, sizeof(*model->done));
	for (size_t i = 0; i < model->done_count; i++) {
		bool is_note =
			event == 0 || (note < file->note_count && file->notes[note].at > file->events[event - 1].at);

		model->done[i] = is_note ? (struct done){ .note = &file->notes[note++] }
					 : (struct done){ .event = &file->events[--event] };
	}
}

/* The citizen's time to answer is over: what is to be done next is to write that down. */
static bool is_answer_overdue(const struct app *app, const struct sanction_case *file)
{
	const struct sanction_event *last = file->event_count > 0 ? &file->events[file->event_count - 1] : NULL;

	return last != NULL && last->to == SANCTION_HEARING && date_is_set(last->due) &&
	       date_compare(last->due, app_now(app).date) < 0;
}

/* The cursor to begin with: the first act, or what an overdue answer calls for. */
static size_t natural_act(const struct app *app, const struct model *model)
{
	for (size_t i = 0; i < model->act_count && is_answer_overdue(app, &model->file); i++)
		if (model->acts[i] == SANCTION_NO_ANSWER)
			return i;
	return 0;
}

/* What the table knows from here; until there is a decision both are shown, so that a person can ask what is missing.
 */
static void list_acts(struct app *app, struct model *model)
{
	static const enum sanction_act always[] = { SANCTION_DECIDE_NONE, SANCTION_DECIDE };
	enum sanction_state state = sanction_state(&model->file);
	size_t count = sanction_acts_from(state, model->acts);

	for (size_t i = 0; i < LENGTH(always) && is_undecided(state); i++) {
		bool listed = false;

		for (size_t k = 0; k < count; k++)
			listed |= model->acts[k] == always[i];
		if (!listed)
			model->acts[count++] = always[i];
	}
	model->act_count = count;
	/* A step was taken: the first that follows from it is the natural one. */
	if (model->listed != state)
		model->list.cursor = natural_act(app, model);
	model->listed = state;
	list_done(app, model);
	list_set(&model->list, count + model->done_count);
}

/* What a note written here is bound to. */
static void refocus(struct app *app, const struct model *model)
{
	const struct sanction_case *file = &model->file;
	struct focus focus = *app_focused(app);

	focus.citizen = model->citizen;
	focus.sanction_case = file->id;
	snprintf(focus.matter, sizeof(focus.matter), "LAS § %s, %s", sanction_section(file->provision),
		 date_short(app_arena(app), file->event_date));
	if (model->overview.citizen.id != 0)
		snprintf(focus.who, sizeof(focus.who), "%s", citizen_name(app_arena(app), &model->overview.citizen));
	app_focus(app, &focus);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	if (!ok && kind == EFFECT_CASE_OPEN) {
		app_pop(app, effects);
		app_say_error(app, err);
	}
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
		model->facts = case_facts_of(&model->file, app_rules(app), app_arena(app));
		list_acts(app, model);
		refocus(app, model);
	}
}

/* Says what is missing, and goes to the step that mends it: one more Enter takes it. */
static void refuse(struct app *app, struct model *model, enum sanction_act act, const struct sanction_missing *missing,
		   const struct err *err)
{
	enum sanction_act mend = sanction_mend(&model->file, act, missing);
	struct err told = *err;

	for (size_t i = 0; i < model->act_count && mend != SANCTION_ACTS; i++) {
		if (model->acts[i] != mend)
			continue;
		model->list.cursor = i;
		err_set(&told, err->code, _("%s Enter now: “%s”."), err->text, sanction_act_label(mend));
	}
	app_say_error(app, &told);
}

/* Goes into the act's form, or says what is missing before it makes sense to write anything. */
static void take_step(struct app *app, struct model *model, struct effects *effects)
{
	enum sanction_act act = model->acts[model->list.cursor];
	struct sanction_event probe = { .sanction_case = model->file.id, .act = act, .date = app_now(app).date,
					.channel = "", .text = "", .code = "", .author = app_caseworker(app)->id };
	struct sanction_missing missing;
	struct err err;
	bool only_the_form = true;

	if (!sanction_may(&model->file, app_rules(app), &probe, app_now(app).date, &missing, &err)) {
		for (size_t i = 0; i < missing.count; i++)
			only_the_form &= missing.items[i].mended_by == act;
		if (missing.count == 0 || !only_the_form) {
			refuse(app, model, act, &missing, &err);
			return;
		}
	}
	app_push(app, SCREEN_CASE_ACT,
		 &(struct screen_argument){
			 .citizen = model->citizen, .ref = model->file.id, .number = (int)act, .data = &model->file },
		 effects);
}

static const struct done *done_at(const struct model *model, size_t row)
{
	return &model->done[row - model->act_count];
}

static const char *event_text(const struct model *model, const struct sanction_event *event, struct arena *arena)
{
	const char *aside = sanction_event_counts(&model->file, event) ? "" : _("set aside: ");
	const char *due = date_is_set(event->due) && event->act == SANCTION_SEND_HEARING ?
				  arena_printf(arena, _(", reply by %s"), date_short(arena, event->due)) : "";
	const char *text =
		str_is_empty(event->text) ? "" : arena_printf(arena, ": %s", decision_shown(event->text, arena));

	return arena_printf(arena, "%s%s%s%s (%s)", aside, sanction_act_label(event->act), due, text,
			    event->author_name);
}

static const char *done_text(const struct model *model, const struct done *done, struct arena *arena)
{
	if (done->event != NULL)
		return event_text(model, done->event, arena);
	return arena_printf(arena, _("Note: %s (%s)"), done->note->text, done->note->author_name);
}

static struct date done_date(const struct done *done)
{
	return done->event != NULL ? done->event->date : done->note->date;
}

/* What was done, from beginning to end. */
static void read_done(struct app *app, const struct model *model, struct effects *effects)
{
	const struct done *done = done_at(model, model->list.cursor);

	app_push(app, SCREEN_RECORD,
		 &(struct screen_argument){ .citizen = model->citizen, .text = done_text(model, done, app_arena(app)),
					    .guide = date_long(app_arena(app), done_date(done)) },
		 effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (list_act(&model->list, action, 6))
		return true;
	if (action == ACTION_LETTERS) {
		app_push(app, SCREEN_LETTERS,
			 &(struct screen_argument){ .citizen = model->citizen, .ref = model->file.id }, effects);
		return true;
	}
	if (action != ACTION_CASE_STEP)
		return false;
	if (model->loaded && model->list.cursor < model->act_count)
		take_step(app, model, effects);
	else if (model->loaded && model->list.count > 0)
		read_done(app, model, effects);
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

/* A title, the acts, a blank row and a title, the events: a row of the list is so far below the first title. */
static size_t line_of(const struct model *model, size_t row)
{
	size_t acts = model->act_count > 0 ? model->act_count : 1; /* "The case is closed." */

	return row < model->act_count ? 1 + row : 1 + acts + 2 + (row - model->act_count);
}

static void view_row(const struct model *model, size_t index, struct cells *cells, struct area area, int at,
		     struct arena *arena)
{
	enum role role = list_mark(&model->list, index, cells, at, area.col);

	if (index < model->act_count) {
		cells_put_width(cells, at, area.col + 2, area.cols - 2, false, role,
				sanction_act_label(model->acts[index]));
	} else {
		const struct done *done = done_at(model, index);

		cells_put_width(cells, at, area.col + 2, EVENT_COL - 3, false, ROLE_DIM,
				date_short(arena, done_date(done)));
		cells_put_width(cells, at, area.col + EVENT_COL, area.cols - EVENT_COL, false, role,
				wrap_as_line(done_text(model, done, arena), arena));
	}
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

static void view_list(const struct model *model, struct cells *cells, struct area area, struct arena *arena)
{
	size_t done = line_of(model, model->act_count) - 1;
	struct list lines = { line_of(model, model->list.count), line_of(model, model->list.cursor) };
	int top = (int)list_top(&lines, (size_t)area.rows), end = area.row + area.rows;
	const struct {
		size_t line;
		const char *text;
		enum role role;
	} titles[] = {
		{ 0, _("Next step"), ROLE_TITLE },
		{ 1, model->act_count == 0 ? _("The case is closed.") : "", ROLE_DIM },
		{ done, _("What has been done"), ROLE_TITLE },
	};

	for (size_t i = 0; i < LENGTH(titles); i++) {
		int at = area.row + (int)titles[i].line - top;

		if (at >= area.row && at < end)
			cells_put(cells, at, area.col + 2, titles[i].role, titles[i].text);
	}
	for (size_t i = 0; i < model->list.count; i++) {
		int at = area.row + (int)line_of(model, i) - top;

		if (at >= area.row && at < end)
			view_row(model, i, cells, area, at, arena);
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int facts;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	facts = case_facts_view(&model->facts, &model->file, cells, area, arena);
	area.row += facts;
	area.rows -= facts;
	if (model->list.count > 0 && model->list.cursor >= model->act_count)
		list_whole(wrap_as_line(done_text(model, done_at(model, model->list.cursor), arena), arena),
			   area.cols - EVENT_COL, cells, &area,
			   arena);
	view_list(model, cells, area, arena);
}

const struct screen_kind screen_sanction_case = {
	.id = SCREEN_CASE,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = resume,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
