#include "guide/guide_shape.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#include "samtale/base/compiler.h"
#include "samtale/base/str.h"

#define IN(kind) (1u << SECTION_##kind)

static const struct {
	const char *word;
	unsigned in; /* the sections it may stand in */
} sections[SECTION_KINDS] = {
	[SECTION_FILE] = { "", 0 },
	[SECTION_GUIDE] = { "guide", IN(FILE) },
	[SECTION_LIST] = { "list", IN(GUIDE) },
	[SECTION_COLUMN] = { "column", IN(LIST) },
	[SECTION_STEP] = { "step", IN(GUIDE) },
	[SECTION_GROUP] = { "group", IN(STEP) | IN(GROUP) | IN(REPEAT) },
	[SECTION_REPEAT] = { "repeat", IN(STEP) | IN(GROUP) | IN(REPEAT) },
	[SECTION_QUESTION] = { "question", IN(STEP) | IN(GROUP) | IN(REPEAT) },
};

static const struct {
	const char *word;
	enum option_shape shape;
	unsigned in;
} options[] = {
	{ "version", SHAPE_NUMBER, IN(GUIDE) },
	{ "title", SHAPE_TEXT, IN(GUIDE) | IN(STEP) },
	{ "for", SHAPE_NUMBERS, IN(GUIDE) },
	{ "resets_contact_clock", SHAPE_TRUTH, IN(GUIDE) },
	{ "closing", SHAPE_TEXT, IN(GUIDE) },
	{ "say", SHAPE_TEXT, IN(STEP) },
	{ "relevant", SHAPE_TEXT, IN(STEP) | IN(GROUP) | IN(REPEAT) | IN(QUESTION) },
	{ "label", SHAPE_TEXT, IN(GROUP) | IN(REPEAT) | IN(QUESTION) },
	{ "count", SHAPE_TEXT, IN(REPEAT) },
	{ "file", SHAPE_TEXT, IN(LIST) },
	{ "choices", SHAPE_TEXTS, IN(LIST) | IN(QUESTION) },
	{ "labels", SHAPE_TEXTS, IN(LIST) | IN(QUESTION) },
	{ "values", SHAPE_TEXTS, IN(COLUMN) },
	{ "type", SHAPE_TEXT, IN(QUESTION) },
	{ "hint", SHAPE_TEXT, IN(QUESTION) },
	{ "guidance_hint", SHAPE_TEXT, IN(QUESTION) },
	{ "appearance", SHAPE_TEXT, IN(QUESTION) },
	{ "list", SHAPE_TEXT, IN(QUESTION) },
	{ "choice_filter", SHAPE_TEXT, IN(QUESTION) },
	{ "or_other", SHAPE_TRUTH, IN(QUESTION) },
	{ "range_start", SHAPE_NUMBER, IN(QUESTION) },
	{ "range_end", SHAPE_NUMBER, IN(QUESTION) },
	{ "default", SHAPE_TEXT, IN(QUESTION) },
	{ "required", SHAPE_TEXT, IN(QUESTION) },
	{ "required_message", SHAPE_TEXT, IN(QUESTION) },
	{ "constraint", SHAPE_TEXT, IN(QUESTION) },
	{ "constraint_message", SHAPE_TEXT, IN(QUESTION) },
	{ "calculation", SHAPE_TEXT, IN(QUESTION) },
	{ "read_only", SHAPE_TRUTH, IN(QUESTION) },
	{ "caseworker", SHAPE_TRUTH, IN(QUESTION) },
	{ "sensitive", SHAPE_TRUTH, IN(QUESTION) },
	{ "feeds", SHAPE_TEXTS, IN(QUESTION) },
	{ "feeds_as", SHAPE_TEXT, IN(QUESTION) },
};

const char *section_word(enum section_kind kind)
{
	return sections[kind].word;
}

bool section_find(enum section_kind in, const char *word, enum section_kind *kind)
{
	for (int i = 0; i < SECTION_KINDS; i++) {
		if ((sections[i].in & (1u << in)) && str_equal(sections[i].word, word)) {
			*kind = (enum section_kind)i;
			return true;
		}
	}
	return false;
}

bool option_find(enum section_kind in, const char *word, enum option_shape *shape)
{
	for (size_t i = 0; i < LENGTH(options); i++) {
		if ((options[i].in & (1u << in)) && str_equal(options[i].word, word)) {
			*shape = options[i].shape;
			return true;
		}
	}
	return false;
}

bool truth_read(const char *text, bool *truth)
{
	static const char *const words[][2] = { { "false", "true" }, { "no", "yes" }, { "off", "on" } };

	for (size_t i = 0; i < LENGTH(words); i++) {
		for (int is = 0; is < 2; is++) {
			if (!strcasecmp(words[i][is], text)) {
				*truth = is;
				return true;
			}
		}
	}
	return false;
}

bool number_read(const char *text, long *number)
{
	char *end;

	errno = 0;
	*number = strtol(text, &end, 10);
	return *text && !*end && !errno;
}
