#include "app/guide_play.h"

#include <stdlib.h>
#include <string.h>

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
		return err_set(err, ERR_USAGE, _("The guide has no question %s. Did you mean %s?"), name,
			       meant);
	return err_set(err, ERR_USAGE,
		       _("The guide has no question %s. \"samtale guide run %s\" lists them."), name,
		       guide_id(guide));
}

/* What stands after the last / of a path: the name of the question. */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool check_names(const struct walk *walk, const struct guide *guide,
			const struct guide_sitting *sitting, struct arena *arena, struct err *err)
{
	for (size_t i = 0; i < sitting->count; i++) {
		const char *path = sitting->rows[i].name, *name = name_of(path);

		/* The repeat that stands in an instance yet to come is not known by its path. */
		if (guide_find(guide, name) < 0 && walk_find(walk, path) < 0 && name == path)
			return refuse_name(guide, name, arena, err);
	}
	return true;
}

/* Answers whatever is asked now and was not before; false when there was nothing. */
static bool play_round(struct walk *walk, struct guide_sitting *sitting, struct arena *arena)
{
	bool played = false;

	for (int at = walk_next(walk, -1); at >= 0; at = walk_next(walk, at)) {
		struct guide_answer *answer = find(sitting, walk_item_path(walk, at));
		struct err err = { ERR_NONE };

		if (!answer || answer->played)
			continue;
		if (!walk_answer(walk, at, answer->state, answer->value, &err))
			answer->error = arena_strdup(arena, err.text);
		answer->played = played = true;
	}
	return played;
}

/* One more instance where the path of an answer speaks of one that is not there. False when there is
 * none to bring. */
static bool bring_instance(struct walk *walk, const char *path, struct arena *arena)
{
	for (const char *bracket = path; (bracket = strchr(bracket, '[')); bracket++) {
		int repeat = walk_find(walk, arena_strndup(arena, path, (size_t)(bracket - path))), first;
		struct walk_instance *instances;
		size_t count = repeat < 0 ? 0 : walk_instances(walk, repeat, arena, &instances);
		struct err err;

		if (repeat < 0)
			return false;
		if (!count || instances[count - 1].number < atoi(bracket + 1))
			return walk_instance_add(walk, repeat, &first, &err);
	}
	return false;
}

static bool bring_instances(struct walk *walk, const struct guide_sitting *sitting, struct arena *arena)
{
	for (size_t i = 0; i < sitting->count; i++)
		if (!sitting->rows[i].played && bring_instance(walk, sitting->rows[i].name, arena))
			return true;
	return false;
}

bool guide_play(struct walk *walk, const struct guide *guide, struct guide_answers *answers,
		struct arena *arena, struct err *err)
{
	for (size_t i = 0; i < answers->count; i++) {
		if (!check_names(walk, guide, &answers->sittings[i], arena, err))
			return false;
	}
	for (size_t i = 0; i < answers->count; i++) {
		while (play_round(walk, &answers->sittings[i], arena)
		       || bring_instances(walk, &answers->sittings[i], arena))
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

/* Whether somebody is to answer it. */
static bool is_asked(const struct walk *walk, int item)
{
	const struct question *question = walk_item_question(walk, item);

	return !question->read_only && question->type != QUESTION_CALCULATE && question->type != QUESTION_NOTE
	       && question->type != QUESTION_REPEAT;
}

/* The walk's own words for an answer that once was right: it is given again. */
static const char *outdated(struct walk *walk, int item, struct arena *arena)
{
	const char *value = arena_strdup(arena, walk_value(walk, item));
	const char *exported = walk_exported(walk, item);
	struct err err = { ERR_NONE };

	if ((*exported && !str_equal(exported, value)) || !*value
	    || walk_answer(walk, item, ANSWER_GIVEN, value, &err))
		return NULL;
	return arena_strdup(arena, err.text);
}

const char *guide_play_error(struct walk *walk, int item, const struct guide_answer *answer,
			     struct arena *arena, bool *missing)
{
	enum answer_state state = walk_state(walk, item);
	struct err err = { ERR_NONE };

	*missing = false;
	if (!walk_relevant(walk, item) || (!is_asked(walk, item) && !(answer && answer->error)))
		return NULL;
	if (answer && answer->error)
		return answer->error;
	if (state == ANSWER_GIVEN)
		return outdated(walk, item, arena);
	if (state == ANSWER_DECLINED || state == ANSWER_UNKNOWN || !walk_required(walk, item))
		return NULL;
	*missing = true;
	if (walk_answer(walk, item, ANSWER_GIVEN, "", &err))
		BUG("a required question took an empty answer");
	return arena_strdup(arena, err.text);
}
