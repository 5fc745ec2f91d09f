/* term_probe.c - the smallest program on the terminal layer: it shows each event it got, and what the
 * roles and letters look like.
 *
 * As "term_probe early" it leaves before its first frame. Frames are announced on descriptor 3 when that
 * is open. "q" quits, "f" flushes typed-ahead input, "B" is a bug, "s" shows lines that go up by one. */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/term/term.h"

static char last[10][128]; /* the newest events, newest last */
static int events, scrolled;

static void remember(const struct event *event)
{
	char *line = last[events++ % 10], written[KEY_TEXT_SIZE];

	if (event->kind == EVENT_KEY)
		snprintf(line, sizeof(last[0]), "%d key %s", events, key_text(event->key, written));
	else if (event->kind == EVENT_RESIZE)
		snprintf(line, sizeof(last[0]), "%d size %dx%d", events, event->size.cols, event->size.rows);
	else if (event->kind == EVENT_PASTE)
		snprintf(line, sizeof(last[0]), "%d paste %zu [%.60s]", events, strlen(event->paste), event->paste);
	for (char *at = line; *at; at++)
		if (*at == '\n')
			*at = '|';
}

static void view(struct cells *cells)
{
	cells_clear(cells);
	cells_put(cells, 0, 0, ROLE_HEADER, "probe Ågård æøå");
	for (int row = 1; scrolled && row < cells->rows; row++)
		cells_putf(cells, row, 0, ROLE_TEXT, "line %d of many that go up together", row + scrolled);
	if (scrolled)
		return;
	for (int i = 0; i < 10 && i < events; i++)
		cells_put(cells, 1 + i, 0, i == (events - 1) % 10 ? ROLE_SELECTED : ROLE_TEXT, last[i]);
	for (int role = 0; role < ROLES; role++)
		cells_putf(cells, 12, role * 3, (enum role)role, "%c%c", 'A' + role, 'a' + role);
	cells_put(cells, 14, 0, ROLE_TEXT, "wide 漢字 mark e\u0301 \u0142 \u2019 5\u20137 · cut Peders… Karim…");
	cells_put(cells, 15, 0, ROLE_TEXT, "evil \033[31m\a\xC2\x85\u202e end");
	cells_put(cells, 16, 0, ROLE_TEXT, "trend ▁▃·▇█");
	cells_putf(cells, cells->rows - 1, 0, ROLE_FOOTER, "end of %dx%d", cells->cols, cells->rows);
	cells_put_right(cells, cells->rows - 1, cells->cols, ROLE_KEY, "corner");
	cells_cursor(cells, 12, 5);
}

/* True while there is more to do. */
static bool handle(struct term *term, struct cells *cells, const struct event *event)
{
	remember(event);
	if (event->kind == EVENT_RESIZE)
		cells_resize(cells, event->size.rows, event->size.cols);
	if (event->kind != EVENT_KEY)
		return true;
	if (key_equal(event->key, key_char("f")))
		term_flush_input(term);
	if (key_equal(event->key, key_named(KEYNAME_F5)))
		term_repaint(term);
	if (key_equal(event->key, key_char("s")))
		scrolled++;
	if (key_equal(event->key, key_char("B")))
		BUG("asked for");
	return !key_equal(event->key, key_char("q"));
}

static int run(struct term *term)
{
	struct cells cells;
	struct event event;
	bool going = true;
	int rows, cols, status = 0;

	term_size(term, &rows, &cols);
	cells_init(&cells, rows, cols);
	while (going) {
		view(&cells);
		term_draw(term, &cells);
		if (term_wait(term, -1) == TERM_HUNG_UP) {
			status = 7;
			break;
		}
		while (going && term_next(term, &event))
			going = handle(term, &cells, &event);
	}
	cells_done(&cells);
	return status;
}

int main(int argc, char **argv)
{
	struct term_options options = {
		.colour = getenv("NO_COLOR") ? TERM_COLOUR_NEVER : TERM_COLOUR_AUTO,
		.frame_fd = fcntl(3, F_GETFD) < 0 ? -1 : 3,
	};
	struct term *term;
	struct err err;
	int status;

	tr_use(LANGUAGE_EN);
	if (!setlocale(LC_ALL, ""))
		setlocale(LC_ALL, "C.UTF-8");
	if (!term_open(&options, &term, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return err_exit_status(err.code);
	}
	status = argc > 1 && strcmp(argv[1], "early") == 0 ? 0 : run(term);
	term_close(term);
	return status;
}
