/* frame.c - what surrounds every screen: line 1 (who, where, saved), the message row, the footer. */
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/model.h"
#include "ui/widget/wrap.h"

#define DAY_MS INT64_C(86400000)

/* How much is told of what waits: the fullest that there is room for. */
enum fullness { NUMBER, WITH_AGE, WITH_REASON };

static const char *waiting_text(const struct app *app, enum fullness fullness, struct arena *arena)
{
	const struct sync_state *sync = &app->sync;
	const char *text = arena_printf(arena, tr_count("%lld waiting", "%lld waiting", (long)sync->waiting),
					(long long)sync->waiting);
	int64_t days = sync->oldest_ms > 0 ? (app->now.utc_ms - sync->oldest_ms) / DAY_MS : 0;

	if (days == 0 || fullness == NUMBER)
		return text;
	text = arena_printf(arena, tr_count("%s, oldest %d day", "%s, oldest %d days", (long)days), text, (int)days);
	return fullness == WITH_REASON && sync->reason[0] != '\0' ? arena_printf(arena, "%s: %s", text, sync->reason)
								  : text;
}

/* "synced 10:40": the second promise; only when nothing waits and everything is signed for. */
static const char *synced_text(const struct app *app, struct arena *arena)
{
	struct moment done = moment_by(app->now, app->sync.done_ms);

	if (app->sync.done_ms == 0)
		return "";
	return arena_printf(arena, _("synced %s"),
			    date_compare(done.date, app->now.date) == 0 ? time_text(arena, done.minute)
									: date_short(arena, done.date));
}

static bool is_synced(const struct app *app)
{
	return app->sync.is_enrolled && app->sync.waiting == 0 && app->sync.unconfirmed == 0;
}

/* What the others do not have yet, and what two have written differently. */
static const char *sync_text(const struct app *app, enum fullness fullness, struct arena *arena)
{
	const struct sync_state *sync = &app->sync;
	const char *text = "";

	if (app->run.is_running)
		text = _("syncing");
	else if (!sync->is_enrolled && sync->waiting > 0)
		text = arena_printf(arena, tr_count("%lld unsent", "%lld unsent", (long)sync->waiting),
				    (long long)sync->waiting);
	else if (sync->is_enrolled && sync->waiting > 0)
		text = waiting_text(app, fullness, arena);
	else if (sync->unconfirmed > 0)
		text = arena_printf(arena,
				    tr_count("%lld without receipt", "%lld without receipt", (long)sync->unconfirmed),
				    (long long)sync->unconfirmed);
	else if (is_synced(app))
		text = synced_text(app, arena);
	return sync->conflicts > 0
		       ? arena_printf(arena, "%s%s~%lld", text, *text ? "  " : "", (long long)sync->conflicts)
		       : text;
}

/* "saved 10:42": the first promise; "" before anything was written. */
static const char *saved_at(const struct app *app, struct arena *arena)
{
	if (app->is_unsaved)
		return _("NOT SAVED");
	if (is_synced(app) && app->sync.done_ms > 0)
		return "";
	return app->saved_minute < 0 ? "" : arena_printf(arena, _("saved %s"), time_text(arena, app->saved_minute));
}

static const char *joined(struct arena *arena, const char *a, const char *b, const char *between)
{
	return arena_printf(arena, "%s%s%s", a, *a && *b ? between : "", b);
}

/* Lists of citizens are the caseworker's; everything else is about the citizen in focus. */
#define NAMELESS (ON(LOCK) | ON(TODAY) | ON(CASELOAD) | ON(SYNC) | ON(CONFLICTS))

static const char *default_heading(const struct app *app, const struct open_screen *top, struct arena *arena)
{
	if (!(NAMELESS & (UINT64_C(1) << top->kind->id)) && top->focus.who[0] != '\0')
		return arena_printf(arena, "%s  %s", top->focus.who, screen_name(top->kind->id));
	if (app->caseworker.id == 0)
		return arena_printf(arena, "Samtale  %s", app->municipality);
	return arena_printf(arena, "Samtale  %s · %s %s", app->caseworker.name, _("Team"), app->caseworker.team);
}

/* The right half of line 1 in the fullest form that leaves the left half whole; the saved state is the first to be
 * shortened, never the last to be seen: it outlives the date, and without a place on the right it stands alone. */
static const char *right_half(const struct app *app, const char *progress, bool is_date, int room,
			      struct arena *arena)
{
	const char *saved = saved_at(app, arena), *sync = sync_text(app, NUMBER, arena);
	/* Where work is exchanged, what waits outlives the date as well. */
	const char *firm = app->sync.is_enrolled || app->sync.conflicts > 0 ? sync : "";
	const char *kept = is_date ? "" : progress;
	const char *forms[] = {
		joined(arena, progress, joined(arena, saved, sync_text(app, WITH_REASON, arena), "  "), "    "),
		joined(arena, progress, joined(arena, saved, sync_text(app, WITH_AGE, arena), "  "), "    "),
		joined(arena, progress, joined(arena, saved, sync, "  "), "    "),
		*firm ? joined(arena, kept, joined(arena, saved, firm, "  "), "  ") : "",
		*firm && !app->is_unsaved ? joined(arena, kept, firm, "  ") : "",
		joined(arena, progress, *saved ? saved : sync, "    "),
		joined(arena, progress, app->is_unsaved ? saved : *saved ? _("saved") : "", "  "),
		is_date ? saved : progress,
		is_date ? progress : saved,
	};

	for (size_t i = 0; i < LENGTH(forms); i++)
		if (*forms[i] && utf8_columns(forms[i]) + 2 <= room)
			return forms[i];
	return "";
}

struct left_half {
	const char *gives_way, *kept; /* either may be "" */
	int columns;
};

static struct left_half left_half(const char *heading, struct arena *arena)
{
	const char *parting = strrchr(heading, *HEADING_KEEPS);
	struct left_half left = { heading, "", utf8_columns(heading) };

	if (!parting)
		return left;
	left.gives_way = arena_strndup(arena, heading, (size_t)(parting - heading));
	left.kept = arena_printf(arena, "  %s", parting + 1);
	left.columns = utf8_columns(left.gives_way) + utf8_columns(left.kept);
	return left;
}

static void left_half_put(struct cells *cells, const struct left_half *left, int width)
{
	int at = cells_put_width(cells, 0, 0, width - utf8_columns(left->kept), false, ROLE_HEADER,
				 left->gives_way);

	cells_put_width(cells, 0, at, width - at, false, ROLE_HEADER, left->kept);
}

static void header(const struct app *app, const struct open_screen *top, struct cells *cells, struct arena *arena)
{
	const char *heading = top->kind->heading != NULL ? top->kind->heading(app, top->model, arena) :
							   default_heading(app, top, arena);
	struct left_half left = left_half(heading, arena);
	const char *progress = top->kind->progress != NULL ? top->kind->progress(app, top->model, arena) :
							     date_long(arena, app->now.date);
	bool is_date = top->kind->progress == NULL;
	int least = cells->cols / 2;
	const char *right = right_half(app, progress, is_date,
				       cells->cols - (left.columns < least ? left.columns : least), arena);
	const char *fuller = right_half(app, progress, is_date, cells->cols - left.columns, arena);

	cells_paint(cells, 0, 0, cells->cols, ROLE_HEADER);
	if (*fuller != '\0')
		right = fuller;
	left_half_put(cells, &left, cells->cols - (*right ? utf8_columns(right) + 2 : 0));
	cells_put_right(cells, 0, cells->cols, ROLE_HEADER, right);
}

/* An action as the footer shows it: "" in key and a width of 0 when it is not for the footer now. */
static int footer_width(const struct action_row *action, bool typing, char key[KEY_TEXT_SIZE])
{
	int width = utf8_columns(keymap_label(action, typing, key));

	if (typing && width == 0)
		return 0;
	return width + (width > 0) + utf8_columns(tr(action->label)) + 2;
}

/* Screens with a main act of their own need the room for the keys of their fields. */
static int flags_first(enum screen_id screen)
{
	bool is_list = !action_on(&action_rows[ACTION_FINISH], screen);

	return ACTION_ALWAYS | (is_list ? ACTION_ALWAYS_ON_LISTS : 0);
}

/* The way out and the main act are always there; the rest stands in table order while there is room. */
static void footer(const struct open_screen *top, struct cells *cells)
{
	enum screen_id screen = top->kind->id;
	bool typing = top->kind->takes_text != NULL && top->kind->takes_text(top->model);
	int row = cells->rows - 1, col = 0, room = cells->cols + 2;
	bool shown[ACTIONS] = { false };
	char key[KEY_TEXT_SIZE];

	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < ACTIONS; i++) {
			const struct action_row *action = &action_rows[i];
			int flags = pass == 0 ? flags_first(screen) : ACTION_FOOTER;
			int width = footer_width(action, typing, key);

			if (shown[i] || !action_on(action, screen) || !(action->flags & flags) ||
			    width == 0 || width > room)
				continue;
			shown[i] = true;
			room -= width;
		}
	}
	for (int i = 0; i < ACTIONS; i++) {
		if (!shown[i])
			continue;
		col = cells_put(cells, row, col, ROLE_KEY, keymap_label(&action_rows[i], typing, key));
		col = *key ? col + 1 : col;
		col = cells_put(cells, row, col, ROLE_FOOTER, tr(action_rows[i].label)) + 2;
	}
}

/* A refusal that teaches may need more than one row: the screen above gives way, down to two thirds. */
static int message_rows(const struct wrapped *text, int rows)
{
	int most = rows / 3;

	return text->count < most ? text->count : most;
}

static void message(const struct app *app, const struct wrapped *text, struct cells *cells, int rows)
{
	for (int i = 0; i < rows; i++)
		cells_put_width(cells, cells->rows - 1 - rows + i, 0, cells->cols, false, app->message_role,
				text->lines[i]);
}

void frame_view(const struct app *app, struct cells *cells, struct arena *arena)
{
	const struct open_screen *top = &app->stack[app->depth - 1];
	struct wrapped text = wrap_text(arena, app->message, cells->cols);
	int rows = message_rows(&text, cells->rows);
	struct area area = { 1, 0, cells->rows - 2 - rows, cells->cols };

	header(app, top, cells, arena);
	top->kind->view(app, top->model, cells, area, arena);
	message(app, &text, cells, rows);
	footer(top, cells);
}

void frame_too_small(const struct app *app, struct cells *cells)
{
	struct arena arena;

	arena_init(&arena);
	if (app->depth > 0)
		cells_put(
			cells, 0, 0, ROLE_TEXT,
			arena_printf(&arena, _("The window is %dx%d; Samtale needs 40x10."), cells->cols, cells->rows));
	cells_put(cells, 1, 0, ROLE_TEXT, app->depth > 0 ? _("Nothing is lost. Make it larger.") : "");
	arena_done(&arena);
}
