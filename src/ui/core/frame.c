/* frame.c - what surrounds every screen: line 1 (who, where, saved), the message row, the footer. */
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/model.h"

/* "saved 10:42  3 unsent": the first promise, then what has not been signed for by the hub. */
static const char *saved_state(const struct app *app, struct arena *arena)
{
	const char *saved = app->saved_minute < 0 ? "" :
		arena_printf(arena, _("saved %s"), time_text(arena, app->saved_minute));

	if (app->unsent == 0)
		return saved;
	return arena_printf(arena, "%s%s%s", saved, *saved ? "  " : "",
			    arena_printf(arena, tr_count("%lld unsent", "%lld unsent", (long)app->unsent),
					 (long long)app->unsent));
}

static const char *default_heading(const struct app *app, struct arena *arena)
{
	if (app->caseworker.id == 0)
		return "Samtale";
	return arena_printf(arena, "Samtale  %s · %s %s", app->caseworker.name, _("Team"), app->caseworker.team);
}

static void header(const struct app *app, const struct open_screen *top, struct cells *cells, struct arena *arena)
{
	const char *left = top->kind->heading != NULL ? top->kind->heading(app, top->model, arena) :
							default_heading(app, arena);
	const char *progress = top->kind->progress != NULL ? top->kind->progress(app, top->model, arena) :
							     date_long(arena, app->now.date);
	const char *saved = saved_state(app, arena);
	const char *right = arena_printf(arena, "%s%s%s", progress, *saved ? "    " : "", saved);
	int width = utf8_columns(right), room;

	cells_paint(cells, 0, 0, cells->cols, ROLE_HEADER);
	if (width > cells->cols / 2) {
		right = *saved && cells->cols < 60 ? saved : right;
		width = utf8_columns(right);
	}
	room = cells->cols - width - 2;
	if (room < cells->cols / 3) {
		room = cells->cols;
		width = 0;
	}
	cells_put_width(cells, 0, 0, room, false, ROLE_HEADER, left);
	if (width > 0)
		cells_put_right(cells, 0, cells->cols, ROLE_HEADER, right);
}

/* Rows that stand under the footer's keys, in table order, as many as fit. */
static void footer(const struct app *app, enum screen_id screen, struct cells *cells)
{
	int row = cells->rows - 1, col = 0;

	(void)app;
	for (int i = 0; i < ACTIONS; i++) {
		const struct action_row *action = &action_rows[i];
		char key[KEY_TEXT_SIZE];
		int width;

		if (!(action->screens & (UINT32_C(1) << screen)) || !(action->flags & ACTION_FOOTER))
			continue;
		keymap_label(action, key);
		width = utf8_columns(key) + 1 + utf8_columns(tr(action->label));
		if (col + width > cells->cols)
			continue;
		col = cells_put(cells, row, col, ROLE_KEY, key);
		col = *key ? col + 1 : col;
		col = cells_put(cells, row, col, ROLE_FOOTER, tr(action->label)) + 2;
	}
}

/* Says where it stops when a message is longer than the row: the rest takes the row above. */
static int message_rows(const struct app *app, int cols)
{
	return utf8_columns(app->message) > cols ? 2 : 1;
}

static void message(const struct app *app, struct cells *cells, int rows)
{
	int row = cells->rows - 1 - rows;
	size_t fits = strlen(app->message);

	if (rows == 2) {
		fits = utf8_fit(app->message, cells->cols);
		while (fits > 0 && app->message[fits] != ' ')
			fits--;
		if (fits == 0)
			fits = utf8_fit(app->message, cells->cols);
		char first[MESSAGE_BYTES];
		memcpy(first, app->message, fits);
		first[fits] = '\0';
		cells_put(cells, row, 0, app->message_role, first);
		fits += app->message[fits] == ' ';
		cells_put_width(cells, row + 1, 0, cells->cols, false, app->message_role, app->message + fits);
	} else {
		cells_put(cells, row, 0, app->message_role, app->message);
	}
}

void frame_view(const struct app *app, struct cells *cells, struct arena *arena)
{
	const struct open_screen *top = &app->stack[app->depth - 1];
	int rows = message_rows(app, cells->cols);
	struct area area = { 1, 0, cells->rows - 2 - rows, cells->cols };

	header(app, top, cells, arena);
	top->kind->view(app, top->model, cells, area, arena);
	message(app, cells, rows);
	footer(app, top->kind->id, cells);
}

void frame_too_small(const struct app *app, struct cells *cells)
{
	struct arena arena;

	arena_init(&arena);
	if (app->depth > 0)
		cells_put(cells, 0, 0, ROLE_TEXT,
			  arena_printf(&arena, _("The window is %dx%d; Samtale needs 40x10."), cells->cols, cells->rows));
	cells_put(cells, 1, 0, ROLE_TEXT, app->depth > 0 ? _("Nothing is lost. Make it larger.") : "");
	arena_done(&arena);
}
