#include "ui/screen/answer_sheet.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"

static const char *const state_words[] = {
	[ANSWER_NONE] = N_("not answered"),          [ANSWER_GIVEN] = "",
	[ANSWER_ASKED] = N_("asked, no answer"),     [ANSWER_DECLINED] = N_("did not want to answer"),
	[ANSWER_UNKNOWN] = N_("did not know"),       [ANSWER_PARKED] = N_("put off"),
};

struct walk *sheet_walk(const struct guide *guide, const struct citizen *citizen, struct date day)
{
	struct cpr cpr = cpr_check(citizen->cpr);
	struct walk_citizen about = {
		.target_group = citizen->target_group,
		.age = date_is_set(cpr.birth_date) ? date_age(cpr.birth_date, day) : 0,
		.has_children = citizen->children > 0,
	};

	return walk_new(guide, &about, day);
}

void sheet_open(struct answer_sheet *sheet, const struct guide *guide, const struct citizen *citizen,
		struct date day, const struct answer *answers, size_t count, struct arena *arena)
{
	const struct question *questions;
	size_t question_count = guide_questions(guide, &questions);

	*sheet = (struct answer_sheet){ .guide = guide,
					.notes = arena_array(arena, question_count, sizeof(*sheet->notes)),
					.own = sheet_walk(guide, citizen, day) };
	sheet->walk = sheet->own;
	for (size_t i = 0; i < question_count; i++)
		sheet->notes[i] = "";
	for (size_t i = 0; i < count; i++) {
		int question = guide_find(guide, answers[i].question);

		walk_restore(sheet->own, &answers[i]);
		if (question >= 0)
			sheet->notes[question] = answers[i].note;
	}
}

void sheet_close(struct answer_sheet *sheet)
{
	walk_free(sheet->own);
	sheet->own = NULL;
}

/* ---- words ---------------------------------------------------------------------------------------- */

static bool has_word(const struct answer_sheet *sheet, int question)
{
	return walk_relevant(sheet->walk, question) && walk_state(sheet->walk, question) != ANSWER_NONE;
}

/* The answer as people read it, or why there is none. */
static const char *word(const struct answer_sheet *sheet, int question, struct arena *arena)
{
	enum answer_state state = walk_state(sheet->walk, question);

	if (!walk_relevant(sheet->walk, question))
		return _("not asked");
	if (state == ANSWER_GIVEN)
		return walk_text(sheet->walk, question, arena);
	return tr(state_words[state]);
}

/* In the guide's order, without what is only calculated. Begins with -1; -1 there is no more. */
static int next_question(const struct answer_sheet *sheet, int question)
{
	const struct question *questions;
	int count = (int)guide_questions(sheet->guide, &questions);

	while (++question < count)
		if (questions[question].type != QUESTION_CALCULATE)
			return question;
	return -1;
}

static const char *name_of(const struct answer_sheet *sheet, int question)
{
	const struct question *questions;

	guide_questions(sheet->guide, &questions);
	return questions[question].name;
}

static void add_line(struct str *lines, const char *line)
{
	str_addf(lines, "%s%s", lines->length ? "\n" : "", line);
}

static const char *taken(struct str *lines, struct arena *arena)
{
	const char *text = arena_strdup(arena, lines->text);

	str_done(lines);
	return text;
}

const char *sheet_without_answer(const struct answer_sheet *sheet, struct arena *arena)
{
	struct str lines;

	str_init(&lines);
	for (int i = next_question(sheet, -1); i >= 0; i = next_question(sheet, i))
		if (has_word(sheet, i) && walk_state(sheet->walk, i) != ANSWER_GIVEN)
			add_line(&lines, arena_printf(arena, "%s: %s (%s)", name_of(sheet, i),
						      word(sheet, i, arena),
						      walk_label(sheet->walk, i, arena)));
	return taken(&lines, arena);
}

static void add_change(struct str *lines, const struct answer_sheet *before, const struct answer_sheet *after,
		       int question, struct arena *arena)
{
	const char *was = word(before, question, arena), *is = word(after, question, arena);
	const char *name = name_of(after, question);

	if ((has_word(before, question) || has_word(after, question)) && !str_equal(was, is))
		add_line(lines, arena_printf(arena, "%s: %s → %s (%s)", name, was, is,
					     walk_label(after->walk, question, arena)));
	if (!str_equal(before->notes[question], after->notes[question]))
		add_line(lines, arena_printf(arena, _("%s, note: %s → %s"), name,
					     *before->notes[question] ? before->notes[question] : "-",
					     *after->notes[question] ? after->notes[question] : "-"));
}

const char *sheet_changes(const struct answer_sheet *before, const struct answer_sheet *after,
			  struct arena *arena)
{
	struct str lines;

	str_init(&lines);
	for (int i = next_question(after, -1); i >= 0; i = next_question(after, i))
		add_change(&lines, before, after, i, arena);
	return taken(&lines, arena);
}
