#include "app/guide_play.h"

#include "app/nearest.h"
#include "samtale/base/str.h"

/* ---- playing --------------------------------------------------------------------------------------- */

static struct guide_answer *find(const struct guide_sitting *sitting, const char *name)
{
	for (size_t i = 0; i < sitting->count; i++) {
		if (str_equal(sitting->rows[i].name, name))
			return &sitting->rows[i];
	}
	return NULL;
}

static bool refuse_name(const struct guide *guide, const char *name, struct arena *arena, struct err *err)
{
	const struct question *questions;
	size_t count = guide_questions(guide, &questions);
	const char **names = arena_array(arena, count + 1, sizeof(*names)), *meant;

	for (size_t i = 0; i < count; i++)
		names[i] = questions[i].name;
	meant = nearest_word(name, names);
	if (meant)
		return err_set(err, ERR_USAGE, _("The guide has no question %s. Did you mean %s?"), name, meant);
	return err_set(err, ERR_USAGE, _("The guide has no question %s. \"samtale guide run %s\" lists them."),
		       name, guide_id(guide));
}

static bool check_names(const struct guide *guide, const struct guide_sitting *sitting, struct arena *arena,
			struct err *err)
{
	for (size_t i = 0; i < sitting->count; i++) {
		if (guide_find(guide, sitting->rows[i].name) < 0)
			return refuse_name(guide, sitting->rows[i].name, arena, err);
	}
	return true;
}

/* Answers whatever is asked now and was not before; false when there was nothing. */
static bool play_round(struct walk *walk, const struct question *questions, struct guide_sitting *sitting,
		       struct arena *arena)
{
	bool played = false;

	for (int at = walk_next(walk, -1); at >= 0; at = walk_next(walk, at)) {
		struct guide_answer *answer = find(sitting, questions[at].name);
		struct err err = { ERR_NONE };

		if (!answer || answer->played)
			continue;
		if (!walk_answer(walk, at, answer->state, answer->value, &err))
			answer->error = arena_strdup(arena, err.text);
		answer->played = played = true;
	}
	return played;
}

bool guide_play(struct walk *walk, const struct guide *guide, struct guide_answers *answers, struct arena *arena,
		struct err *err)
{
	const struct question *questions;

	guide_questions(guide, &questions);
	for (size_t i = 0; i < answers->count; i++) {
		if (!check_names(guide, &answers->sittings[i], arena, err))
			return false;
	}
	for (size_t i = 0; i < answers->count; i++) {
		while (play_round(walk, questions, &answers->sittings[i], arena))
			continue;
	}
	return true;
}

/* ---- what came of it ------------------------------------------------------------------------------- */

const struct guide_answer *guide_play_answer(const struct guide_answers *answers, const char *name)
{
	for (size_t i = answers->count; i--;) {
		const struct guide_answer *answer = find(&answers->sittings[i], name);

		if (answer)
			return answer;
	}
	return NULL;
}

/* Whether a question is one that is answered. */
static bool is_asked(const struct walk *walk, int question)
{
	return walk_next(walk, question - 1) == question;
}

/* The walk's own words for an answer that once was right: it is given again. */
static const char *outdated(struct walk *walk, int question, struct arena *arena)
{
	const char *value = arena_strdup(arena, walk_value(walk, question));
	const char *exported = walk_exported(walk, question);
	struct err err = { ERR_NONE };

	if ((*exported && !str_equal(exported, value)) || !*value ||
	    walk_answer(walk, question, ANSWER_GIVEN, value, &err))
		return NULL;
	return arena_strdup(arena, err.text);
}

const char *guide_play_error(struct walk *walk, int question, const struct guide_answer *answer,
			     struct arena *arena, bool *missing)
{
	enum answer_state state = walk_state(walk, question);
	struct err err = { ERR_NONE };

	*missing = false;
	if (!walk_relevant(walk, question) || !is_asked(walk, question))
		return NULL;
	if (answer && answer->error)
		return answer->error;
	if (state == ANSWER_GIVEN)
		return outdated(walk, question, arena);
	if (state == ANSWER_DECLINED || state == ANSWER_UNKNOWN || !walk_required(walk, question))
		return NULL;
	*missing = true;
	if (walk_answer(walk, question, ANSWER_GIVEN, "", &err))
		BUG("a required question took an empty answer");
	return arena_strdup(arena, err.text);
}
