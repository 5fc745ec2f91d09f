#include "samtale/guide/guide_sample.h"

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

		add(candidates,
		    arena_printf(arena, "%s%s", date_iso(date_add_days(today, days[i]), text), time));
	}
}

static void add_range(struct candidates *candidates, const struct question *asked, struct arena *arena)
{
	int middle = asked->range_start + (asked->range_end - asked->range_start) / 2;

	add(candidates, arena_printf(arena, "%d", middle));
	add(candidates, arena_printf(arena, "%d", asked->range_start));
	add(candidates, arena_printf(arena, "%d", asked->range_end));
}

static void add_choices(struct candidates *candidates, const struct walk *walk, int item,
			const struct question *asked)
{
	size_t shown[SAMPLE_CHOICES_MAX];
	size_t count = walk_choices(walk, item, shown, LENGTH(shown));

	for (size_t i = 0; i < count; i++)
		add(candidates, asked->choices[shown[i]].name);
}

/* All of them, as they stand. */
static void add_rank(struct candidates *candidates, const struct walk *walk, int item,
		     const struct question *asked, struct arena *arena)
{
	size_t *shown = arena_array(arena, asked->choice_count, sizeof(*shown));
	size_t count = walk_choices(walk, item, shown, asked->choice_count);
	const char *names = "";

	for (size_t i = 0; i < count; i++)
		names = arena_printf(arena, "%s%s%s", names, i ? " " : "", asked->choices[shown[i]].name);
	add(candidates, names);
}

static void collect(struct candidates *candidates, const struct walk *walk, int item,
		    const struct question *asked, struct date today, struct arena *arena)
{
	static const char *const whole[] = { "1",  "2",  "0",   "5",    "10", "20",
					     "40", "70", "100", "1000", "-1", NULL };
	static const char *const parts[] = { "1.5", "2",   "0",    "0.5", "10", "37",
					     "70",  "100", "1000", "-1",  NULL };
	static const char *const texts[] = { "12345678", "1204671101", "navn@example.dk", "5000", "A", NULL };

	static const char *const times[] = { "10:00", "14:30", "00:00", "23:59", NULL };
	static const char *const points[] = { "55.4038 10.4024", NULL };
	static const char *const traces[] = { "55.4 10.4; 55.5 10.4; 55.5 10.5; 55.4 10.4", NULL };
	static const char *const done[] = { "OK", NULL }, *const no_more[] = { "no", NULL };

	switch (asked->type) {
	case QUESTION_TEXT:
	case QUESTION_BARCODE:
		add(candidates, _("Example"));
		add_all(candidates, texts);
		break;
	case QUESTION_INTEGER: add_all(candidates, whole); break;
	case QUESTION_DECIMAL: add_all(candidates, parts); break;
	case QUESTION_DATE: add_dates(candidates, today, "", arena); break;
	case QUESTION_TIME: add_all(candidates, times); break;
	case QUESTION_DATETIME: add_dates(candidates, today, "T10:00", arena); break;
	case QUESTION_RANGE: add_range(candidates, asked, arena); break;
	case QUESTION_ACKNOWLEDGE: add_all(candidates, done); break;
	case QUESTION_RANK: add_rank(candidates, walk, item, asked, arena); break;
	case QUESTION_GEOPOINT: add_all(candidates, points); break;
	case QUESTION_GEOTRACE:
	case QUESTION_GEOSHAPE: add_all(candidates, traces); break;
	case QUESTION_IMAGE:
	case QUESTION_AUDIO:
	case QUESTION_VIDEO:
	case QUESTION_FILE: add(candidates, _("Example")); break;
	case QUESTION_REPEAT: add_all(candidates, no_more); break;
	case QUESTION_SELECT_ONE:
	case QUESTION_SELECT_MULTIPLE: add_choices(candidates, walk, item, asked); break;
	default: break;
	}
}

/* ---- which is best --------------------------------------------------------------------------------- */

struct best {
	const char *value; /* NULL none was accepted yet */
	int relevant;
};

static void try(struct walk *walk, int item, const char *value, enum sample_aim aim, struct best *best)
{
	int relevant, answered;
	struct err err;

	if (!walk_answer(walk, item, ANSWER_GIVEN, value, &err))
		return;
	walk_count(walk, &relevant, &answered);
	if (!best->value || (aim == SAMPLE_MOST ? relevant > best->relevant : relevant < best->relevant))
		*best = (struct best){ value, relevant };
}

/* Several choices together may bring more questions than one. */
static void try_more(struct walk *walk, int item, const struct candidates *candidates, enum sample_aim aim,
		     struct arena *arena, struct best *best)
{
	for (size_t i = 0; i < candidates->count && best->value; i++)
		try(walk, item, arena_printf(arena, "%s %s", best->value, candidates->values[i]), aim, best);
}

enum answer_state sample_answer(struct walk *walk, int item, const struct question *asked, struct date today,
				enum sample_aim aim, struct arena *arena, const char **value)
{
	struct candidates candidates = { .count = 0 };
	struct best best = { NULL, 0 };
	struct err err;

	*value = "";
	if (asked->type == QUESTION_NOTE || asked->type == QUESTION_CALCULATE || asked->read_only)
		return ANSWER_NONE;
	collect(&candidates, walk, item, asked, today, arena);
	for (size_t i = 0; i < candidates.count; i++)
		try(walk, item, candidates.values[i], aim, &best);
	if (asked->type == QUESTION_SELECT_MULTIPLE && aim == SAMPLE_MOST)
		try_more(walk, item, &candidates, aim, arena, &best);
	if (best.value && walk_answer(walk, item, ANSWER_GIVEN, best.value, &err)) {
		*value = best.value;
		return ANSWER_GIVEN;
	}
	if (!walk_answer(walk, item, ANSWER_DECLINED, "", &err))
		return ANSWER_NONE;
	return ANSWER_DECLINED;
}
