#include <stdlib.h>
#include <string.h>

#include "guide/lint.h"
#include "samtale/base/str.h"

#define COMBINATIONS_MAX 3000
#define VALUES_MAX 40
#define LITERALS_MAX 60
#define NEEDS_MAX 24

/* A question that the condition asks for, and the answers tried on it. */
struct need {
	int question;
	const char *values[VALUES_MAX]; /* the first is "": not answered */
	size_t count;
	bool all; /* there are no others */
};

struct search {
	struct lint *lint;
	struct need needs[NEEDS_MAX];
	size_t need_count;
	const char *literals[LITERALS_MAX]; /* what the conditions compare with */
	size_t literal_count;
	bool all;
};

/* ---- reading conditions ---------------------------------------------------------------------------- */

static void add_literal(struct search *search, const char *text)
{
	for (size_t i = 0; i < search->literal_count; i++)
		if (str_equal(search->literals[i], text))
			return;
	if (search->literal_count < LITERALS_MAX)
		search->literals[search->literal_count++] = text;
}

static void add_number(struct search *search, const char *digits)
{
	long number = strtol(digits, NULL, 10);

	for (long near = number - 1; near <= number + 1; near++)
		add_literal(search, arena_printf(search->lint->arena, "%ld", near));
}

static void read_section(struct search *search, const struct source_section *section);

static void add_need(struct search *search, const char *name)
{
	int question = guide_find(search->lint->guide, name);

	if (question < 0)
		return;
	for (size_t i = 0; i < search->need_count; i++)
		if (search->needs[i].question == question)
			return;
	if (search->need_count == NEEDS_MAX) {
		search->all = false;
		return;
	}
	search->needs[search->need_count++].question = question;
	read_section(search, search->lint->sections[question]);
}

static size_t word_length(const char *at)
{
	size_t length = 0;

	while (at[length]
	       && ((unsigned char)at[length] >= 0x80 || strchr("_-.", at[length])
		   || (at[length] >= '0' && at[length] <= '9') || (at[length] >= 'A' && at[length] <= 'Z')
		   || (at[length] >= 'a' && at[length] <= 'z')))
		length++;
	return length;
}

/* Whatever an expression names that is a question, and whatever it compares with. */
static void read_expression(struct search *search, const char *at)
{
	struct arena *arena = search->lint->arena;

	while (*at) {
		size_t length = word_length(at);

		if (*at == '"' || *at == '\'') {
			length = strcspn(at + 1, *at == '"' ? "\"" : "'");
			add_literal(search, arena_strndup(arena, at + 1, length));
			at += length + 1;
			at += *at != '\0';
		} else if (!length) {
			at++;
		} else {
			if (*at >= '0' && *at <= '9')
				add_number(search, at);
			else
				add_need(search, arena_strndup(arena, at, length));
			at += length;
		}
	}
}

/* What decides whether a question is asked, and what is calculated: its own, and that of all around it. */
static void read_section(struct search *search, const struct source_section *section)
{
	static const char *const deciding[] = { "relevant", "calculation", "choice_filter", "count" };

	for (;;) {
		for (size_t i = 0; i < LENGTH(deciding); i++)
			read_expression(search, lint_text(section, deciding[i]));
		if (section->above < 0)
			return;
		section = &search->lint->source->sections[section->above];
	}
}

/* ---- what may be answered -------------------------------------------------------------------------- */

static void add_value(struct need *need, const char *value)
{
	for (size_t i = 0; i < need->count; i++)
		if (str_equal(need->values[i], value))
			return;
	if (need->count < VALUES_MAX)
		need->values[need->count++] = value;
	else
		need->all = false;
}

/* One choice, and the first two, three ... together. */
static void add_choices(struct search *search, struct need *need, const struct question *question)
{
	const char *together = "";

	for (size_t i = 0; i < question->choice_count; i++)
		add_value(need, question->choices[i].name);
	if (question->type == QUESTION_SELECT_ONE)
		return;
	need->all = false;
	for (size_t i = 0; i < question->choice_count && i < VALUES_MAX; i++) {
		together = arena_printf(search->lint->arena, "%s%s%s", together, i ? " " : "",
					question->choices[i].name);
		add_value(need, together);
	}
}

static void add_dates(struct search *search, struct need *need)
{
	static const int days[] = { 0, 1, -1, 30, -30, 400, -400, -365 * 20, -365 * 40 };

	for (size_t i = 0; i < LENGTH(days); i++) {
		char text[DATE_ISO_SIZE];

		add_value(need, arena_strdup(search->lint->arena,
					     date_iso(date_add_days(search->lint->today, days[i]), text)));
	}
}

static void find_values(struct search *search, struct need *need)
{
	const struct question *question = &search->lint->questions[need->question];

	need->all = true;
	add_value(need, "");
	if (question->type == QUESTION_CALCULATE || question->type == QUESTION_NOTE)
		return;
	if (question->choice_count) {
		add_choices(search, need, question);
		return;
	}
	need->all = false;
	if (question->type == QUESTION_DATE)
		add_dates(search, need);
	for (size_t i = 0; i < search->literal_count; i++)
		add_value(need, search->literals[i]);
	add_value(need, "1");
}

/* ---- trying ---------------------------------------------------------------------------------------- */

static size_t combinations(const struct search *search)
{
	size_t count = 1;

	for (size_t i = 0; i < search->need_count && count <= COMBINATIONS_MAX; i++)
		count *= search->needs[i].count;
	return count;
}

/* The same numbers every time. */
static uint64_t scatter(uint64_t number)
{
	number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
	return number ^ (number >> 31);
}

/* In a repeat: in every instance there is. */
static void answer(const struct search *search, struct walk *walk, const struct need *need, size_t choice)
{
	const char *value = need->values[choice];

	for (int i = 0; i < walk_items(walk); i++) {
		const char *path = walk_item_path(walk, i);

		if (guide_find(search->lint->guide, walk_item_question(walk, i)->name) != need->question
		    || walk_find(walk, path) != i)
			continue;
		walk_restore(walk, &(struct answer){ .question = path,
						     .state = *value ? ANSWER_GIVEN : ANSWER_ASKED,
						     .value = value,
						     .note = "" });
	}
}

/* The turn-th combination: counted through when all are tried, else drawn. */
static void answer_all(const struct search *search, struct walk *walk, size_t turn, bool draw)
{
	for (size_t i = 0; i < search->need_count; i++) {
		const struct need *need = &search->needs[i];

		answer(search, walk, need,
		       draw ? scatter(turn * NEEDS_MAX + i + 1) % need->count : turn % need->count);
		turn = draw ? turn : turn / need->count;
	}
}

static bool is_asked(const struct search *search, const struct walk *walk, int question)
{
	for (int i = 0; i < walk_items(walk); i++)
		if (walk_relevant(walk, i)
		    && guide_find(search->lint->guide, walk_item_question(walk, i)->name) == question)
			return true;
	return false;
}

static bool try_citizen(const struct search *search, const struct walk_citizen *citizen, int question,
			size_t turns, bool draw)
{
	struct walk *walk = walk_new(search->lint->guide, citizen, search->lint->today);
	bool found = is_asked(search, walk, question);

	for (size_t turn = 0; turn < turns && !found; turn++) {
		answer_all(search, walk, turn, draw);
		found = is_asked(search, walk, question);
	}
	walk_free(walk);
	return found;
}

bool lint_search(struct lint *lint, int question, const struct walk_citizen *citizens, size_t citizen_count,
		 bool *proved)
{
	struct search search = { .lint = lint, .all = true };
	size_t turns;
	bool draw;

	read_section(&search, lint->sections[question]);
	for (size_t i = 0; i < search.need_count; i++) {
		find_values(&search, &search.needs[i]);
		search.all &= search.needs[i].all;
	}
	turns = combinations(&search);
	draw = turns > COMBINATIONS_MAX;
	turns = draw ? COMBINATIONS_MAX : turns;
	*proved = search.all && !draw;
	for (size_t i = 0; i < citizen_count; i++)
		if (try_citizen(&search, &citizens[i], question, turns, draw))
			return true;
	return false;
}
