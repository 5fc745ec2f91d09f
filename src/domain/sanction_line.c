/* sanction_line.c - the line of events that counts: from the head back to the first, by what each was made
 * from.
 *
 * Two terminals may go on from the same event. What stands on the branch that was not chosen stays readable
 * and counts for nothing. */
#include <string.h>

#include "domain/sanction_guards.h"

static const struct sanction_event *head(const struct sanction_case *file)
{
	return file->event_count == 0 ? NULL : &file->events[file->event_count - 1];
}

static const struct sanction_event *before(const struct sanction_case *file,
					   const struct sanction_event *event)
{
	for (size_t i = 0; i < file->event_count; i++)
		if (event->parent != 0 && file->events[i].id == event->parent)
			return &file->events[i];
	return NULL;
}

/* The Appeals Board sent the case back: hearing, assessment and decision are made anew. The guidance was
 * given all the same. */
static bool begins_anew(const struct sanction_event *event, enum sanction_act act)
{
	return event->act == SANCTION_BOARD_REMITTED && act != SANCTION_CHECK_GUIDANCE;
}

const struct sanction_event *sanction_latest(const struct sanction_case *file, enum sanction_act act)
{
	for (const struct sanction_event *event = head(file); event != NULL; event = before(file, event)) {
		if (event->act == act)
			return event;
		if (begins_anew(event, act))
			return NULL;
	}
	return NULL;
}

bool sanction_event_counts(const struct sanction_case *file, const struct sanction_event *event)
{
	if (file->heads > 1)
		return true;
	for (const struct sanction_event *at = head(file); at != NULL; at = before(file, at))
		if (at == event)
			return true;
	return false;
}

const struct sanction_event *case_head(const struct sanction_case *file, int64_t id)
{
	for (size_t i = 0; i < file->event_count; i++)
		if (file->events[i].is_head && file->events[i].id == id)
			return &file->events[i];
	return NULL;
}

bool act_is_done(const struct sanction_case *file, enum sanction_act act)
{
	return sanction_latest(file, act) != NULL;
}

/* ---- the words of a code ---------------------------------------------------------------------- */

bool code_has_word(const char *words, const char *word, size_t length)
{
	while (words != NULL && *words != '\0') {
		size_t size = strcspn(words, " ");

		if (size == length && memcmp(words, word, length) == 0)
			return true;
		words += size + strspn(words + size, " ");
	}
	return false;
}

const char *sanction_word(const char *code, const char *word, char value[SANCTION_WORD_SIZE])
{
	size_t length = strlen(word);

	value[0] = '\0';
	while (code != NULL && *code != '\0') {
		size_t size = strcspn(code, " ");

		if (size > length && memcmp(code, word, length) == 0 && code[length] == ':' &&
		    size - length <= SANCTION_WORD_SIZE) {
			memcpy(value, code + length + 1, size - length - 1);
			value[size - length - 1] = '\0';
			return value;
		}
		code += size + strspn(code + size, " ");
	}
	return value;
}
