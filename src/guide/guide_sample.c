#include "samtale/guide/guide_sample.h"

#include "samtale/base/str.h"

#define CANDIDATES_MAX 12

struct candidates {
	const char *values[CANDIDATES_MAX];
	size_t count;
};

static void add(struct candidates *candidates, const char *value)
{
	if (candidates->count < CANDIDATES_MAX)
		candidates->values[candidates->count++] = value;
}

static void add_all(struct candidates *candidates, const char *const *values)
{
	for (; *values; values++)
		add(candidates, *values);
}

/* ---- what may be said ------------------------------------------------------------------------------ */

static void add_dates(struct candidates *candidates, struct date today, const char *time, struct arena *arena)
{
	static const int days[] = { 7, 0, -7, 30, 365, -365, -365 * 20, -365 * 40 };

	for (size_t i = 0; i < LENGTH(days); i++) {
		char text[DATE_ISO_SIZE];

		add(candidates, arena_printf(arena, "%s%s", date_iso(date_add_days(today, days[i]), text), time));
	}
}

static void add_range(struct candidates *candidates, const struct question *asked, struct arena *arena)
{
	int middle = asked->range_start + (asked->range_end - asked->range_start) / 2;

	add(candidates, arena_printf(arena, "%d", middle));
	add(candidates, arena_printf(arena, "%d", asked->range_start));
	add(candidates, arena_printf(arena, "%d", asked->range_end));
}

static void add_choices(struct candidates *candidates, const struct walk *walk, int question,
			const struct question *asked)
{
	size_t shown[SAMPLE_CHOICES_MAX];
	size_t count = walk_choices(walk, question, shown, LENGTH(shown));

	for (size_t i = 0; i < count; i++)
		add(candidates, asked->choices[shown[i]].name);
}

static void collect(struct candidates *candidates, const struct walk *walk, int question,
		    const struct question *asked, struct date today, struct arena *arena)
{
	static const char *const whole[] = { "1", "2", "0", "5", "10", "20", "40", "70", "100", "1000", "-1", NULL };
	static const char *const parts[] = { "1.5", "2", "0", "0.5", "10", "37", "70", "100", "1000", "-1", NULL };
	static const char *const texts[] = { "12345678", "1204671101", "navn@example.dk", "5000", "A", NULL };

	switch (asked->type) {
	case QUESTION_TEXT:
		add(candidates, _("Example"));
		add_all(candidates, texts);
		break;
	case QUESTION_INTEGER: add_all(candidates, whole); break;
	case QUESTION_DECIMAL: add_all(candidates, parts); break;
	case QUESTION_DATE: add_dates(candidates, today, "", arena); break;
	case QUESTION_RANGE: add_range(candidates, asked, arena); break;
	case QUESTION_SELECT_ONE:
	case QUESTION_SELECT_MULTIPLE: add_choices(candidates, walk, question, asked); break;
	default: break;
	}
}

/* ---- which is best --------------------------------------------------------------------------------- */

struct best {
	const char *value; /* NULL none was accepted yet */
	int relevant;
};

static void try(struct walk *walk, int question, const char *value, enum sample_aim aim, struct best *best)
{
	int relevant, answered;
	struct err err;

	if (!walk_answer(walk, question, ANSWER_GIVEN, value, &err))
		return;
	walk_count(walk, &relevant, &answered);
	if (!best->value || (aim == SAMPLE_MOST ? relevant > best->relevant : relevant < best->relevant))
		*best = (struct best){ value, relevant };
}

/* Several choices together may bring more questions than one. */
static void try_more(struct walk *walk, int question, const struct candidates *candidates, enum sample_aim aim,
		     struct arena *arena, struct best *best)
{
	for (size_t i = 0; i < candidates->count && best->value; i++)
		try(walk, question, arena_printf(arena, "%s %s", best->value, candidates->values[i]), aim, best);
}

enum answer_state sample_answer(struct walk *walk, int question, const struct question *asked, struct date today,
				enum sample_aim aim, struct arena *arena, const char **value)
{
	struct candidates candidates = { .count = 0 };
	struct best best = { NULL, 0 };
	struct err err;

	*value = "";
	if (asked->type == QUESTION_NOTE || asked->type == QUESTION_CALCULATE)
		return ANSWER_NONE;
	collect(&candidates, walk, question, asked, today, arena);
	for (size_t i = 0; i < candidates.count; i++)
		try(walk, question, candidates.values[i], aim, &best);
	if (asked->type == QUESTION_SELECT_MULTIPLE && aim == SAMPLE_MOST)
		try_more(walk, question, &candidates, aim, arena, &best);
	if (best.value && walk_answer(walk, question, ANSWER_GIVEN, best.value, &err)) {
		*value = best.value;
		return ANSWER_GIVEN;
	}
	if (!walk_answer(walk, question, ANSWER_DECLINED, "", &err))
		return ANSWER_NONE;
	return ANSWER_DECLINED;
}
