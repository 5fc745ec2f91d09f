/* sync.c - the exchange with the other terminals: what waits and why, when it went through last, how far a
 * running one is, what it did,
 * and what needs a person. F5 syncs by hand. */
#include "samtale/base/tr.h"
#include "ui/screen/held_words.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

enum line_kind { LINE_CONFLICTS, LINE_HELD, LINE_TROUBLE, LINE_PARKED, LINE_ANOMALIES };

struct line {
	enum line_kind kind;
	const char *text;
	size_t index; /* HELD */
};

struct model {
	struct sync_state state;
	struct held_list held;
	struct line *lines;
	struct list list;
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->state = (struct sync_state){ .reason = "" };
	model->lines = NULL;
	model->list.count = 0;
	model->loaded = false;
	model->held = (struct held_list){ .count = 0 };
	app_ask(app, (struct effect){ .kind = EFFECT_HELD, .held = { &model->held } }, effects);
	app_ask(app, (struct effect){ .kind = EFFECT_SYNC_STATE, .sync_state.out = &model->state }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	(void)argument;
	load(app, data, effects);
}

static const char *when(const struct app *app, int64_t at, struct arena *arena)
{
	struct moment moment = moment_by(app_now(app), at);

	return arena_printf(arena, "%s %s", date_long(arena, moment.date), time_text(arena, moment.minute));
}

/* ---- what needs a person
 * --------------------------------------------------------------------------------- */

static void add(struct app *app, struct model *model, size_t *count, enum line_kind kind, const char *text)
{
	model->lines = arena_grow(app_arena(app), model->lines, *count, sizeof(*model->lines));
	model->lines[(*count)++] = (struct line){ kind, text, 0 };
}

static void add_troubles(struct app *app, struct model *model, size_t *count)
{
	const struct sync_run *run = app_sync_run(app);

	for (size_t i = 0; run->has_report && i < run->report.trouble_count; i++) {
		const struct sync_trouble *trouble = &run->report.troubles[i];

		add(app, model, count, LINE_TROUBLE,
		    trouble->terminal[0] != '\0'
			    ? arena_printf(app_arena(app), "%s: %s", trouble->terminal, trouble->text)
			    : arena_strdup(app_arena(app), trouble->text));
	}
}

static void add_held(struct app *app, struct model *model, size_t *count)
{
	for (size_t i = 0; i < model->held.count; i++) {
		const struct held_change *held = &model->held.rows[i];

		add(app, model, count, LINE_HELD,
		    arena_printf(app_arena(app), _("Held back: %s, %s. %s"), held->label,
				 when(app, held->at, app_arena(app)), held_reason_text(held->reason)));
		model->lines[*count - 1].index = i;
	}
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;
	const struct sync_state *state = &model->state;
	struct arena *arena = app_arena(app);
	size_t count = 0;

	(void)err, (void)effects;
	if (kind != EFFECT_SYNC_STATE || !ok)
		return;
	model->loaded = true;
	model->lines = NULL;
	if (state->conflicts > 0)
		add(app, model, &count, LINE_CONFLICTS,
		    arena_printf(arena,
				 tr_count("%lld place where two have written differently: choose what holds",
					  "%lld places where two have written differently: choose what holds",
					  (long)state->conflicts),
				 (long long)state->conflicts));
	add_held(app, model, &count);
	add_troubles(app, model, &count);
	if (state->anomalies > 0)
		add(app, model, &count, LINE_ANOMALIES,
		    arena_printf(
			    arena,
			    tr_count("%lld thing came that does not fit with what is here. Tell the administrator: "
				     "samtale verify names it.",
				     "%lld things came that do not fit with what is here. Tell the administrator: "
				     "samtale verify names them.",
				     (long)state->anomalies),
			    (long long)state->anomalies));
	if (state->parked > 0)
		add(app, model, &count, LINE_PARKED,
		    arena_printf(arena,
				 tr_count("%lld change waits for more to come, or for a newer Samtale.",
					  "%lld changes wait for more to come, or for a newer Samtale.",
					  (long)state->parked),
				 (long long)state->parked));
	list_set(&model->list, count);
}

static void open_line(struct app *app, const struct model *model, const struct line *line, struct effects *effects)
{
	const struct held_change *held;

	if (line->kind == LINE_CONFLICTS)
		app_push(app, SCREEN_CONFLICTS, &(struct screen_argument){ 0 }, effects);
	if (line->kind != LINE_HELD)
		return;
	held = &model->held.rows[line->index];
	app_push(app, SCREEN_HELD, &(struct screen_argument){ .citizen = held->citizen, .data = held }, effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (list_act(&model->list, action, 5))
		return true;
	if (action == ACTION_SYNC_NOW) {
		app_ask(app, (struct effect){ .kind = EFFECT_SYNC_START }, effects);
		return true;
	}
	if (action != ACTION_OPEN)
		return false;
	if (model->list.count > 0)
		open_line(app, model, &model->lines[model->list.cursor], effects);
	return true;
}

/* ---- how it stands --------------------------------------------------------------------------------------- */

static const char *waiting_text(const struct app *app, const struct sync_state *state, struct arena *arena)
{
	if (state->waiting == 0 && state->unconfirmed == 0)
		return state->done_ms > 0 ? _("Everything of yours is synced: the others have signed for it.")
					  : _("Nothing waits.");
	if (state->waiting == 0)
		return arena_printf(arena,
				    tr_count("%lld change is sent, and nobody has signed for it yet.",
					     "%lld changes are sent, and nobody has signed for them yet.",
					     (long)state->unconfirmed),
				    (long long)state->unconfirmed);
	return arena_printf(arena,
			    tr_count("%lld change is saved here and waits, since %s.",
				     "%lld changes are saved here and wait, the oldest since %s.",
				     (long)state->waiting),
			    (long long)state->waiting,
			    when(app, state->oldest_ms > 0 ? state->oldest_ms : app_now(app).utc_ms, arena));
}

static const char *last_text(const struct app *app, const struct sync_state *state, struct arena *arena)
{
	const char *done = state->done_ms > 0 ? arena_printf(arena, _("Synced %s."), when(app, state->done_ms, arena))
					      : _("Never synced yet.");

	if (state->reason[0] == '\0' || state->tried_ms <= state->done_ms)
		return done;
	return arena_printf(arena, _("%s Tried %s: %s"), done, when(app, state->tried_ms, arena), state->reason);
}

static const char *progress_text(const struct sync_run *run, struct arena *arena)
{
	if (run->of > 0)
		return arena_printf(arena, _("%s, %lld of %lld"), sync_step_text(run->step), (long long)run->done,
				    (long long)run->of);
	return arena_printf(arena, "%s …", sync_step_text(run->step));
}

static const char *report_text(const struct sync_report *report, struct arena *arena)
{
	const char *text = arena_printf(arena, _("Came: %lld changes. Went: %lld changes. New receipts: %lld."),
					(long long)report->taken_ops, (long long)report->sent_ops,
					(long long)report->receipts);

	if (report->conflicts > report->conflicts_before)
		text = arena_printf(arena, _("%s New to choose between: %lld."), text,
				    (long long)(report->conflicts - report->conflicts_before));
	if (report->purged_citizens > 0)
		text = arena_printf(arena, _("%s Citizens who have moved on and are gone here: %lld."), text,
				    (long long)report->purged_citizens);
	if (report->is_restored)
		text = arena_printf(
			arena, "%s %s", text,
			_("Nothing was sent: the hub has more of this machine than the machine itself, as after a "
			  "restored backup. Tell the administrator: samtale sync recover mends it."));
	return text;
}

static void say(struct cells *cells, struct area *area, enum role role, const char *text, int keep, struct arena *arena)
{
	int room = area->rows - keep, used;

	if (room < 1)
		return;
	used = wrap_put(cells, area->row, area->col + 2, area->cols - 2, room, role, text, arena);
	area->row += used;
	area->rows -= used;
}

/* What is most urgent stands first, so that it is seen on the smallest screen. */
static void state_view(const struct app *app, const struct model *model, struct cells *cells, struct area *area,
		       struct arena *arena)
{
	const struct sync_state *state = &model->state;
	const struct sync_run *run = app_sync_run(app);
	int keep = model->list.count > 0 ? 3 : 0;

	if (!state->is_enrolled) {
		say(cells, area, ROLE_TEXT,
		    _("This machine exchanges nothing yet: what you write is saved here only. Ask the administrator for a code, "
		      "and run: samtale sync enrol"),
		    keep, arena);
		return;
	}
	if (run->is_running)
		say(cells, area, ROLE_TITLE, progress_text(run, arena), keep, arena);
	if (!run->is_running && run->failure[0] != '\0')
		say(cells, area, ROLE_ERROR, run->failure, keep, arena);
	say(cells, area, ROLE_TEXT, waiting_text(app, state, arena), keep, arena);
	say(cells, area, ROLE_DIM, last_text(app, state, arena), keep, arena);
	if (!run->is_running && run->has_report)
		say(cells, area, ROLE_TEXT, report_text(&run->report, arena), keep, arena);
}

static void view_row(const struct model *model, size_t index, struct cells *cells, struct area area, int at)
{
	const struct line *line = &model->lines[index];
	enum role role = list_mark(&model->list, index, cells, at, area.col);

	if (line->kind == LINE_CONFLICTS)
		cells_put(cells, at, area.col + 1, ROLE_CONFLICT, "~");
	if (line->kind == LINE_TROUBLE || line->kind == LINE_HELD)
		cells_put(cells, at, area.col + 1, ROLE_OVERDUE, "!");
	cells_put_width(cells, at, area.col + 3, area.cols - 3, false, role, line->text);
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	size_t rows, top;

	cells_put(cells, area.row, area.col, ROLE_TITLE, _("The exchange with the other terminals"));
	cells_cursor(cells, area.row, area.col);
	area.row++;
	area.rows--;
	if (!model->loaded)
		return;
	state_view(app, model, cells, &area, arena);
	if (model->list.count == 0)
		return;
	if (area.rows > 3) {
		cells_put(cells, ++area.row, area.col, ROLE_TITLE, _("Needs a person"));
		area.row++;
		area.rows -= 2;
	}
	list_whole(model->lines[model->list.cursor].text, area.cols - 3, cells, &area, arena);
	rows = area.rows > 1 ? (size_t)area.rows : 1;
	top = list_top(&model->list, rows);
	for (size_t i = 0; i < rows && top + i < model->list.count; i++)
		view_row(model, top + i, cells, area, area.row + (int)i);
}

const struct screen_kind screen_sync = {
	.id = SCREEN_SYNC,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
