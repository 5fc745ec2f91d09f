#include <string.h>

#include "guide/lint.h"
#include "samtale/base/lix.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

/* What the conversation's screen has on 80x24: the frame takes two rows, the steps 23 columns. */
#define SCREEN_ROWS 22
#define TEXT_COLS 57
#define STEP_COLS 18
#define LABEL_ROWS 6
#define SAY_ROWS 3
#define HINT_ROWS 3
#define CHOICE_GAP 3
#define CHOICE_ROWS 9

/* Of fewer words the LIX tells nothing: of a question, of a guide. */
#define LIX_WORDS_MIN 7
#define LIX_GUIDE_WORDS_MIN 50

/* ---- width ----------------------------------------------------------------------------------------- */

/* The rows a text takes; a line is broken at its last blank, or where it must be. */
static int rows_of(const char *text, int cols)
{
	int rows = 0;

	while (*text) {
		size_t fits = utf8_fit(text, cols), cut = fits;

		if (text[fits]) {
			while (cut && text[cut] != ' ')
				cut--;
			cut = cut ? cut : fits;
		}
		rows++;
		text += cut ? cut : utf8_grapheme(text, strlen(text), 0);
		text += *text == ' ';
	}
	return rows;
}

static void check_rows(struct lint *lint, const struct source_section *section, const char *option,
		       const char *text, int most)
{
	int rows = rows_of(text, TEXT_COLS);

	if (rows > most)
		lint_add(lint, FINDING_ERROR, "too_wide", section, option,
			 _("%s takes %d lines on the screen, and %d is the most; shorten it"), option, rows,
			 most);
}

static int choice_width(const struct question *question, size_t choice)
{
	return utf8_columns(question->choices[choice].label)
	       + (question->type == QUESTION_SELECT_MULTIPLE ? 6 : 2) + 2;
}

/* The screen puts them beside each other when they are few or when they are many. */
static int choice_rows(const struct question *question)
{
	int widest = 1, count = (int)question->choice_count, columns;

	for (size_t i = 0; i < question->choice_count; i++)
		widest = choice_width(question, i) > widest ? choice_width(question, i) : widest;
	columns = TEXT_COLS / (widest + CHOICE_GAP);
	columns = columns > 0 ? columns : 1;
	if (count <= CHOICE_ROWS)
		return count;
	return (count + columns - 1) / columns;
}

static void check_choices(struct lint *lint, const struct source_section *section,
			  const struct question *question, int rows_taken)
{
	int rows = choice_rows(question), left = SCREEN_ROWS - rows_taken;
	bool own = source_option(section, "choices");

	for (size_t i = 0; own && i < question->choice_count; i++)
		if (choice_width(question, i) > TEXT_COLS)
			lint_add(lint, FINDING_ERROR, "too_wide", section, "choices",
				 _("the choice “%s” is wider than the screen; shorten it by %d letters"),
				 question->choices[i].label, choice_width(question, i) - TEXT_COLS);
	if (rows > left)
		lint_add(lint, FINDING_WARNING, "too_wide", section, "choices",
			 _("the choices of %s take %d lines, and the screen has room for %d; part the "
			   "question, or "
			   "let a choice_filter leave some out"),
			 question->name, rows, left);
}

static void check_question(struct lint *lint, size_t index, const char *say)
{
	const struct question *question = &lint->questions[index];
	const struct source_section *section = lint->sections[index];
	int taken = rows_of(say, TEXT_COLS) + rows_of(question->label, TEXT_COLS)
		    + rows_of(question->hint, TEXT_COLS) + 3;

	check_rows(lint, section, "label", question->label, LABEL_ROWS);
	check_rows(lint, section, "hint", question->hint, HINT_ROWS);
	check_rows(lint, section, "guidance_hint", question->guidance_hint, HINT_ROWS);
	if (question->choice_count)
		check_choices(lint, section, question, taken);
}

/* ---- readability ----------------------------------------------------------------------------------- */

static void count_question(struct lint *lint, size_t index, struct lix *whole)
{
	const struct question *question = &lint->questions[index];
	struct lix own = { 0 };

	if (question->caseworker)
		return;
	lix_add(&own, question->label);
	lix_add(&own, question->hint);
	lix_add(whole, question->label);
	lix_add(whole, question->hint);
	if (own.words >= LIX_WORDS_MIN && lix_value(&own) > LIX_HARD)
		lint_add(lint, FINDING_WARNING, "lix", lint->sections[index], "label",
			 _("%s is hard to read: LIX %d; write shorter sentences and plainer words"),
			 question->name, lix_value(&own));
}

/* ---- the guide ------------------------------------------------------------------------------------- */

static const struct source_section *step_section(const struct lint *lint, const char *name)
{
	for (size_t i = 0; i < lint->source->section_count; i++)
		if (lint->source->sections[i].kind == SECTION_STEP
		    && str_equal(lint->source->sections[i].title, name))
			return &lint->source->sections[i];
	return NULL;
}

static void check_step(struct lint *lint, const struct guide_step *step)
{
	const struct source_section *section = step_section(lint, step->name);
	const char *said = *step->say ? arena_printf(lint->arena, _("Say: “%s”"), step->say) : "";

	if (utf8_columns(step->title) > STEP_COLS)
		lint_add(lint, FINDING_ERROR, "too_wide", section, "title",
			 _("the title “%s” is wider than the list of steps; shorten it to %d letters"),
			 step->title, STEP_COLS);
	check_rows(lint, section, "say", said, SAY_ROWS);
	for (size_t i = step->first; i < step->first + step->count; i++)
		check_question(lint, i, i == step->first ? said : "");
}

void lint_texts(struct lint *lint)
{
	const struct guide_step *steps;
	size_t count = guide_steps(lint->guide, &steps);
	struct lix whole = { 0 };

	for (size_t i = 0; i < count; i++) {
		check_step(lint, &steps[i]);
		lix_add(&whole, steps[i].say);
	}
	for (size_t i = 0; i < lint->question_count; i++)
		count_question(lint, i, &whole);
	lint->findings->lix = lix_value(&whole);
	if (whole.words >= LIX_GUIDE_WORDS_MIN && lint->findings->lix > LIX_HARD)
		lint_add(lint, FINDING_ERROR, "lix", NULL, NULL,
			 _("the guide is hard to read: LIX %d, and %d is the most; write shorter sentences "
			   "and plainer "
			   "words"),
			 lint->findings->lix, LIX_HARD);
}
