#include "app/guide_answers.h"

#include <jansson.h>

#include "samtale/base/str.h"

static const char *const state_names[] = {
	[ANSWER_NONE] = "none",         [ANSWER_GIVEN] = "given",     [ANSWER_ASKED] = "asked",
	[ANSWER_DECLINED] = "declined", [ANSWER_UNKNOWN] = "unknown", [ANSWER_PARKED] = "parked",
};

const char *guide_state_name(enum answer_state state)
{
	return state_names[state];
}

/* ---- values ---------------------------------------------------------------------------------------- */

/* NULL when it is neither text nor number. */
static const char *plain_text(const json_t *value, struct arena *arena)
{
	if (json_is_string(value))
		return arena_strdup(arena, json_string_value(value));
	if (json_is_integer(value))
		return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return json_is_real(value) ? arena_printf(arena, "%.15g", json_real_value(value)) : NULL;
}

static const char *list_text(const json_t *list, struct arena *arena)
{
	struct str names;
	const char *made = NULL;
	size_t i;
	json_t *row;

	str_init(&names);
	json_array_foreach(list, i, row)
	{
		const char *name = plain_text(row, arena);

		if (!name)
			goto out;
		str_addf(&names, "%s%s", i ? " " : "", name);
	}
	made = arena_strdup(arena, names.text);
out:
	str_done(&names);
	return made;
}

static const char *value_text(const json_t *value, struct arena *arena)
{
	return json_is_array(value) ? list_text(value, arena) : plain_text(value, arena);
}

static bool find_state(const char *name, enum answer_state *state)
{
	for (size_t i = ANSWER_GIVEN; i < LENGTH(state_names); i++) {
		if (str_equal(state_names[i], name)) {
			*state = (enum answer_state)i;
			return true;
		}
	}
	return false;
}

/* {"state": "declined"}, {"state": "given", "value": 3} */
static bool read_object(const json_t *object, struct arena *arena, struct guide_answer *answer)
{
	const json_t *state = json_object_get(object, "state"), *value = json_object_get(object, "value");

	if (json_object_size(object) != (size_t)(value ? 2 : 1)
	    || !find_state(json_string_value(state), &answer->state)
	    || (value != NULL) != (answer->state == ANSWER_GIVEN))
		return false;
	answer->value = value ? value_text(value, arena) : "";
	return answer->value;
}

static bool read_answer(const json_t *value, struct arena *arena, struct guide_answer *answer)
{
	if (json_is_object(value))
		return read_object(value, arena, answer);
	answer->state = ANSWER_GIVEN;
	answer->value = value_text(value, arena);
	return answer->value;
}

/* ---- sittings -------------------------------------------------------------------------------------- */

static bool read_sitting(const char *file, json_t *object, struct arena *arena, struct guide_sitting *sitting,
			 struct err *err)
{
	const char *name;
	json_t *value;

	*sitting = (struct guide_sitting){ NULL, 0 };
	if (!json_is_object(object))
		return err_set(
			err, ERR_USAGE,
			_("%s: answers are an object, {\"JS01\": \"text\"}, or a list of such objects."),
			file);
	json_object_foreach(object, name, value)
	{
		struct guide_answer answer = { .name = arena_strdup(arena, name) };

		if (json_is_null(value))
			continue;
		if (!read_answer(value, arena, &answer))
			return err_set(
				err, ERR_USAGE,
				_("%s: the answer to %s is neither a text, a number, a list of choices, "
				  "null nor {\"state\": \"declined\"}."),
				file, name);
		sitting->rows = arena_grow(arena, sitting->rows, sitting->count, sizeof(*sitting->rows));
		sitting->rows[sitting->count++] = answer;
	}
	return true;
}

static bool read_document(const char *file, json_t *document, struct arena *arena,
			  struct guide_answers *answers, struct err *err)
{
	bool list = json_is_array(document);

	answers->count = list ? json_array_size(document) : 1;
	answers->sittings = arena_array(arena, answers->count, sizeof(*answers->sittings));
	for (size_t i = 0; i < answers->count; i++) {
		if (!read_sitting(file, list ? json_array_get(document, i) : document, arena,
				  &answers->sittings[i], err))
			return false;
	}
	return true;
}

bool guide_answers_read(const char *name, const char *text, struct arena *arena,
			struct guide_answers *answers, struct err *err)
{
	json_error_t wrong;
	json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, &wrong);
	bool ok;

	if (!document) {
		err_set(err, ERR_USAGE, _("%s:%d:%d: this is no JSON; mend it."), name, wrong.line,
			wrong.column);
		return err_detail(err, "%s", wrong.text);
	}
	ok = read_document(name, document, arena, answers, err);
	json_decref(document);
	return ok;
}
