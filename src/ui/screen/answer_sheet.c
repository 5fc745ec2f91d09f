#include "ui/screen/answer_sheet.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"

static const char *const state_words[] = {
	[ANSWER_NONE] = N_("not answered"),      [ANSWER_GIVEN] = "",
	[ANSWER_ASKED] = N_("asked, no answer"), [ANSWER_DECLINED] = N_("did not want to answer"),
	[ANSWER_UNKNOWN] = N_("did not know"),   [ANSWER_PARKED] = N_("put off"),
};

struct walk *sheet_walk(const struct guide *guide, const struct citizen *citizen, struct date day,
			int64_t conversation)
{
	struct cpr cpr = cpr_check(citizen->cpr);
	struct walk_citizen about = {
		.target_group = citizen->target_group,
		.age = date_is_set(cpr.birth_date) ? date_age(cpr.birth_date, day) : 0,
		.has_children = citizen->children > 0,
		.seed = (uint64_t)conversation,
	};

	return walk_new(guide, &about, day);
}

void sheet_open(struct answer_sheet *sheet, const struct guide *guide, const struct citizen *citizen,
		struct date day, int64_t conversation, const struct answer *answers, size_t count,
		struct arena *arena)
{
	*sheet = (struct answer_sheet){ .guide = guide,
					.own = sheet_walk(guide, citizen, day, conversation) };
	sheet->walk = sheet->own;
	for (size_t i = 0; i < count; i++)
		walk_restore(sheet->own, &answers[i]);
	sheet->note_count = walk_items(sheet->own);
	sheet->notes = arena_array(arena, (size_t)sheet->note_count, sizeof(*sheet->notes));
	for (int i = 0; i < sheet->note_count; i++)
		sheet->notes[i] = "";
	for (size_t i = 0; i < count; i++) {
		int item = walk_find(sheet->own, answers[i].question);

		if (item >= 0)
			sheet->notes[item] = answers[i].note;
	}
}

void sheet_close(struct answer_sheet *sheet)
{
	walk_free(sheet->own);
	sheet->own = NULL;
}

/* ---- words ---------------------------------------------------------------------------------------- */

static bool has_word(const struct answer_sheet *sheet, int item)
{
	return item >= 0 && walk_relevant(sheet->walk, item) && walk_state(sheet->walk, item) != ANSWER_NONE;
}

/* The answer as people read it, or why there is none. */
static const char *word(const struct answer_sheet *sheet, int item, struct arena *arena)
{
	enum answer_state state = item >= 0 ? walk_state(sheet->walk, item) : ANSWER_NONE;

	if (item < 0 || !walk_relevant(sheet->walk, item))
		return _("not asked");
	if (state == ANSWER_GIVEN)
		return walk_text(sheet->walk, item, arena);
	return tr(state_words[state]);
}

static const char *note(const struct answer_sheet *sheet, int item)
{
	return item >= 0 && item < sheet->note_count ? sheet->notes[item] : "";
}

/* In the order of the items, without what is only calculated, a repeat's own item, and what stands in a
 * repeat by its own number. Begins with -1; -1 there is no more. */
static int next_item(const struct answer_sheet *sheet, int item)
{
	while (++item < walk_items(sheet->walk)) {
		enum question_type type;

		if (walk_find(sheet->walk, walk_item_path(sheet->walk, item)) != item)
			continue;
		type = walk_item_question(sheet->walk, item)->type;
		if (type != QUESTION_CALCULATE && type != QUESTION_REPEAT)
			return item;
	}
	return -1;
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
	for (int i = next_item(sheet, -1); i >= 0; i = next_item(sheet, i))
		if (has_word(sheet, i) && walk_state(sheet->walk, i) != ANSWER_GIVEN)
			add_line(&lines,
				 arena_printf(arena, "%s: %s (%s)", walk_item_path(sheet->walk, i),
					      word(sheet, i, arena), walk_label(sheet->walk, i, arena)));
	return taken(&lines, arena);
}

/* item: in the sheet it is told from; -1 in the other when it is not there. */
static void add_change(struct str *lines, const struct answer_sheet *before, int old,
		       const struct answer_sheet *after, int new, struct arena *arena)
{
	const struct answer_sheet *told = new >= 0 ? after : before;
	int item = new >= 0 ? new : old;
	const char *was = word(before, old, arena), *is = word(after, new, arena);
	const char *name = walk_item_path(told->walk, item);

	if ((has_word(before, old) || has_word(after, new)) && !str_equal(was, is))
		add_line(lines, arena_printf(arena, "%s: %s → %s (%s)", name, was, is,
					     walk_label(told->walk, item, arena)));
	if (!str_equal(note(before, old), note(after, new)))
		add_line(lines, arena_printf(arena, _("%s, note: %s → %s"), name,
					     *note(before, old) ? note(before, old) : "-",
					     *note(after, new) ? note(after, new) : "-"));
}

const char *sheet_changes(const struct answer_sheet *before, const struct answer_sheet *after,
			  struct arena *arena)
{
	struct str lines;

	str_init(&lines);
	for (int i = next_item(after, -1); i >= 0; i = next_item(after, i))
		add_change(&lines, before, walk_find(before->walk, walk_item_path(after->walk, i)), after, i,
			   arena);
	for (int i = next_item(before, -1); i >= 0; i = next_item(before, i))
		if (walk_find(after->walk, walk_item_path(before->walk, i)) < 0)
			add_change(&lines, before, i, after, -1, arena);
	return taken(&lines, arena);
}
