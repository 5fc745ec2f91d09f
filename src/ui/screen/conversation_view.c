/* conversation_view.c - the conversation as it is drawn: steps to the left, the question and its answer to
 * the right.
 *
 * Where rows are few the blank ones go first, then what is said around the question; the answer always has
 * its place. */
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/screen/conversation.h"
#include "ui/widget/wrap.h"

#define STEPS_FROM_COLS 60 /* narrower than that the step list goes */
#define WIDE_COLS 100
#define ROOMY_ROWS 14    /* from here on there are blank rows between the parts */
#define TEXT_COLS_MAX 84 /* longer lines are hard to read */
#define MARK_COLS 2

const char *talk_state_words(enum answer_state state)
{
	switch (state) {
	case ANSWER_ASKED: return _("Asked, no answer yet");
	case ANSWER_DECLINED: return _("Does not want to answer");
	case ANSWER_UNKNOWN: return _("Does not know");
	case ANSWER_PARKED: return _("Later: must be answered before you finish");
	default: return "";
	}
}

/* ---- the steps ------------------------------------------------------------------------------------ */

static bool is_done(const struct talk *talk, const struct guide_step *step)
{
	bool any = false;

	for (int i = walk_next(talk->walk, (int)step->first - 1); i >= 0 && talk_step(talk, i) == step;
	     i = walk_next(talk->walk, i)) {
		if (talk_is_missing(talk, i))
			return false;
		any |= walk_state(talk->walk, i) != ANSWER_NONE;
	}
	return any;
}

static void view_steps(const struct talk *talk, struct cells *cells, struct area area)
{
	const struct guide_step *here = talk_step(talk, talk->current);
	int at = here != NULL ? (int)(here - talk->steps) : 0, rows = area.rows;
	int first = at >= rows ? at - rows + 1 : 0;

	for (int i = first; i < (int)talk->step_count && i - first < rows; i++) {
		const struct guide_step *step = &talk->steps[i];
		const char *mark = step == here ? ">" : is_done(talk, step) ? "+" : " ";
		enum role role = step == here ? ROLE_SELECTED : ROLE_DIM;

		cells_put(cells, area.row + i - first, area.col + 2, role, mark);
		cells_put_width(cells, area.row + i - first, area.col + 4, area.cols - 5, false, role,
				step->title);
	}
}

/* ---- the question --------------------------------------------------------------------------------- */

/* The right column, filled from above. */
struct column {
	struct cells *cells;
	struct arena *arena;
	int row, end, col, cols;
	bool roomy;
};

static int rows_left(const struct column *column)
{
	return column->end - column->row;
}

static void gap(struct column *column)
{
	if (column->roomy && rows_left(column) > 1)
		column->row++;
}

static void paragraph(struct column *column, enum role role, const char *text, int most)
{
	int rows = rows_left(column) < most ? rows_left(column) : most;

	if (*text != '\0' && rows > 0)
		column->row += wrap_put(column->cells, column->row, column->col, column->cols, rows, role,
					text, column->arena);
}

static int wrapped_rows(const struct column *column, const char *text)
{
	return wrap_text(column->arena, text, column->cols).count;
}

/* ---- choices -------------------------------------------------------------------------------------- */

/* Its place in the order so far; blank when it has none yet. */
static const char *rank_text(const struct talk *talk, const char *name, struct arena *arena)
{
	int place = 1;

	for (const char *at = talk->ranked.text; *at != '\0'; place++) {
		size_t length = strcspn(at, " ");

		if (length == strlen(name) && strncmp(at, name, length) == 0)
			return arena_printf(arena, "%d", place);
		at += length;
		at += strspn(at, " ");
	}
	return " ";
}

/* "1 ja", "1 [x] ja" where several can be chosen, "1 [2] ja" where they are put in order. */
static const char *choice_text(const struct talk *talk, size_t index, struct arena *arena)
{
	const struct question *question = talk_question(talk);
	size_t choice = talk->shown[index];
	char key = index < strlen(TALK_CHOICE_KEYS) ? TALK_CHOICE_KEYS[index] : ' ';

	if (question->type == QUESTION_RANK)
		return arena_printf(arena, "%c [%s] %s", key,
				    rank_text(talk, question->choices[choice].name, arena),
				    question->choices[choice].label);
	if (question->type == QUESTION_SELECT_MULTIPLE)
		return arena_printf(arena, "%c [%c] %s", key, talk->picked[choice] ? 'x' : ' ',
				    question->choices[choice].label);
	return arena_printf(arena, "%c %s", key, question->choices[choice].label);
}

static int widest_choice(const struct talk *talk, struct arena *arena)
{
	int widest = 0;

	for (size_t i = 0; i < talk->shown_count; i++) {
		int width = utf8_columns(choice_text(talk, i, arena));

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* How many choices stand beside each other: a few short ones in one row, many in as few columns as rows
 * allow. */
static int choice_columns(const struct talk *talk, const struct column *column, int rows)
{
	int count = (int)talk->shown_count, width = widest_choice(talk, column->arena) + MARK_COLS + 3;
	int fit = column->cols / width > 0 ? column->cols / width : 1;

	if (count <= 4 && count <= fit)
		return count;
	for (int columns = 1; columns < fit; columns++)
		if ((count + columns - 1) / columns <= rows)
			return columns;
	return fit;
}

static void put_choice(const struct talk *talk, struct column *column, size_t index, int row, int col,
		       int width)
{
	bool selected = index == talk->cursor;
	enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;

	cells_put(column->cells, row, col, role, selected ? ">" : " ");
	cells_put_width(column->cells, row, col + MARK_COLS, width - MARK_COLS, false, role,
			choice_text(talk, index, column->arena));
	if (!selected)
		cells_paint(column->cells, row, col + MARK_COLS, 1, ROLE_KEY);
	if (selected || (talk->cursor == TALK_NO_CHOICE && index == 0))
		cells_cursor(column->cells, row, col);
}

static void view_choices(const struct talk *talk, struct column *column, int rows)
{
	int columns = choice_columns(talk, column, rows), count = (int)talk->shown_count;
	int lines = (count + columns - 1) / columns,
	    width = widest_choice(talk, column->arena) + MARK_COLS + 3;
	int at = talk->cursor == TALK_NO_CHOICE ? 0 : (int)talk->cursor % lines,
	    first = at >= rows ? at - rows + 1 : 0;

	if (columns == 1 || width > column->cols)
		width = column->cols;
	for (int i = 0; i < count; i++) {
		int line = i % lines - first;

		if (line >= 0 && line < rows)
			put_choice(talk, column, (size_t)i, column->row + line,
				   column->col + i / lines * width, width);
	}
	column->row += lines < rows ? lines : rows;
	if (lines > rows && column->row > 0)
		cells_put_right(column->cells, column->row - 1, column->col + column->cols, ROLE_DIM, "…");
}

/* ---- typed answers -------------------------------------------------------------------------------- */

/* What is typed in lines: texts, places, files. */
static bool is_text(const struct question *question)
{
	return question->type == QUESTION_TEXT || question->type >= QUESTION_GEOPOINT;
}

/* While a date is typed its full form stands beside it. */
static const char *echo(const struct app *app, const struct talk *talk, struct arena *arena)
{
	const struct question *question = talk_question(talk);
	struct date date;
	struct err err;

	if (question->type == QUESTION_RANGE)
		return arena_printf(arena, "%d-%d", question->range_start, question->range_end);
	if (question->type == QUESTION_TIME)
		return _("for example 14:30");
	if (question->type == QUESTION_DATETIME)
		return _("for example 24/11 14:30");
	if (question->type != QUESTION_DATE)
		return "";
	if (str_is_empty(entry_text(&talk->field)))
		return _("for example +14, fri, 3/5");
	if (!date_parse_typed(entry_text(&talk->field), app_now(app).date, &date, &err))
		return "";
	return arena_printf(arena, "= %s (%s)", date_long(arena, date),
			    date_relative(arena, date, app_now(app).date));
}

static void view_field(const struct app *app, const struct talk *talk, struct column *column, int rows)
{
	const struct question *question = talk_question(talk);
	int width = question->type == QUESTION_DATE || question->type == QUESTION_DATETIME ? 16
		    : question->type == QUESTION_RANGE                                     ? 4
											   : 10;

	if (is_text(question)) {
		int most = question->multiline ? rows : rows < 3 ? rows : 3;

		column->row += entry_view_wrapped(&talk->field, column->cells, column->row, column->col,
						  column->cols, most, !talk->noting, column->arena);
		return;
	}
	entry_view(&talk->field, column->cells, column->row, column->col, width, !talk->noting);
	cells_put_width(column->cells, column->row, column->col + width + 1, column->cols - width - 1, false,
			ROLE_DIM, echo(app, talk, column->arena));
	column->row++;
}

/* Rows the answer would like to have. */
static int answer_rows(const struct talk *talk, const struct column *column)
{
	if (talk_is_choice(talk)) {
		int columns = choice_columns(talk, column, column->roomy ? 9 : 3);

		return ((int)talk->shown_count + columns - 1) / columns;
	}
	if (is_text(talk_question(talk))) {
		int lines = wrapped_rows(column, entry_text(&talk->field)), most = column->roomy ? 6 : 3;

		return lines < most ? lines : most;
	}
	return 1;
}

/* A value that is only read. */
static void view_shown(const struct talk *talk, struct column *column)
{
	cells_cursor(column->cells, column->row, column->col);
	if (talk_question(talk)->read_only)
		paragraph(column, ROLE_TEXT,
			  talk_value_text(talk, walk_exported(talk->walk, talk->current), column->arena), 3);
}

static void view_answer(const struct app *app, const struct talk *talk, struct column *column, int rows)
{
	if (talk_is_choice(talk))
		view_choices(talk, column, rows);
	else if (talk_is_typed(talk))
		view_field(app, talk, column, rows);
	else
		view_shown(talk, column);
}

/* ---- around the answer ---------------------------------------------------------------------------- */

static void view_last(const struct talk *talk, struct column *column)
{
	const struct last_answer *last = talk_last(talk);
	const char *same = _("= same answer"), *text;
	int width = utf8_columns(same);

	if (last == NULL || rows_left(column) < 1)
		return;
	text = talk_value_text(talk, last->value, column->arena);
	if (talk->correcting)
		text = arena_printf(column->arena, _("Signed: %s"), text);
	else
		text = arena_printf(column->arena, _("Last time (%s): %s"),
				    date_short(column->arena, last->date), text);
	if (utf8_columns(text) + 4 + width <= column->cols) {
		int col = cells_put(column->cells, column->row, column->col, ROLE_DIM, text);

		cells_put(column->cells, column->row++, col + 4, ROLE_KEY, same);
		return;
	}
	paragraph(column, ROLE_DIM, text, 2);
	paragraph(column, ROLE_KEY, same, 1);
}

static void view_note(const struct talk *talk, struct column *column)
{
	const char *note = talk->notes[talk->current];

	if (!talk->noting) {
		if (*note != '\0')
			paragraph(column, ROLE_TEXT, arena_printf(column->arena, _("Note: %s"), note), 2);
		return;
	}
	if (rows_left(column) < 2)
		column->row = column->end - 2;
	paragraph(column, ROLE_TITLE, _("Note to this question (Enter keeps it, Esc goes back):"), 1);
	column->row += entry_view_wrapped(&talk->note, column->cells, column->row, column->col, column->cols,
					  rows_left(column) < 4 ? rows_left(column) : 4, true, column->arena);
}

static void view_beside(const struct talk *talk, struct column *column)
{
	const struct question *question = talk_question(talk);

	paragraph(column, ROLE_TEXT, talk_state_words(walk_state(talk->walk, talk->current)), 1);
	if (talk->restored && !talk->noting)
		paragraph(column, ROLE_GOOD, _("This is what you were writing; it is not an answer yet."), 1);
	gap(column);
	view_last(talk, column);
	paragraph(column, ROLE_DIM, walk_fill_at(talk->walk, talk->current, question->hint, column->arena),
		  3);
	paragraph(column, ROLE_DIM,
		  walk_fill_at(talk->walk, talk->current, question->guidance_hint, column->arena), 3);
	gap(column);
	view_note(talk, column);
}

/* What is asked; of a repeat whether there is one more. */
static const char *label_text(const struct talk *talk, struct arena *arena)
{
	const char *label = walk_label(talk->walk, talk->current, arena);

	return talk_question(talk)->type == QUESTION_REPEAT ? arena_printf(arena, _("One more: %s?"), label)
							    : label;
}

static void view_question(const struct app *app, const struct talk *talk, struct column *column)
{
	const struct question *question = talk_question(talk);
	const struct guide_step *step = talk_step(talk, talk->current);
	const char *label = label_text(talk, column->arena);
	const char *where = walk_where(talk->walk, talk->current, column->arena);
	int wanted = answer_rows(talk, column), for_label = column->end - column->row - wanted;

	if (talk->noting && !column->roomy)
		wanted = 0;
	if (column->roomy && step != NULL && (size_t)talk->current == step->first && *step->say != '\0') {
		paragraph(column, ROLE_DIM, arena_printf(column->arena, _("Say: “%s”"), step->say), 3);
		gap(column);
	}
	paragraph(column, ROLE_DIM, where, 1);
	paragraph(column, ROLE_TITLE, label, column->roomy ? 6 : for_label < 2 ? 2 : 3);
	if (column->roomy && question->caseworker && question->type != QUESTION_REPEAT)
		paragraph(column, ROLE_DIM, _("You answer this yourself; it is not read aloud."), 1);
	gap(column);
	if (wanted > 0)
		view_answer(app, talk, column, wanted < rows_left(column) ? wanted : rows_left(column));
	view_beside(talk, column);
}

void talk_view(const struct app *app, const void *model, struct cells *cells, struct area area,
	       struct arena *arena)
{
	const struct talk *talk = model;
	int steps = area.cols < STEPS_FROM_COLS ? 0 : area.cols >= WIDE_COLS ? 32 : 23;
	struct column column = { .cells = cells,
				 .arena = arena,
				 .row = area.row,
				 .end = area.row + area.rows,
				 .col = area.col + steps,
				 .cols = area.cols - steps,
				 .roomy = area.rows >= ROOMY_ROWS };

	cells_cursor(cells, area.row, area.col);
	if (talk->walk == NULL || talk->current < 0)
		return;
	if (column.cols > TEXT_COLS_MAX)
		column.cols = TEXT_COLS_MAX;
	if (steps > 0)
		view_steps(talk, cells, (struct area){ area.row, area.col, area.rows, steps });
	view_question(app, talk, &column);
}
