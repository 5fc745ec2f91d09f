#include <string.h>

#include "guide/lint.h"
#include "samtale/base/str.h"

/* Of fewer bytes a text may well be the same in both languages: "Digital Post:". */
#define SAME_TEXT_BYTES 16

/* What must be the same whatever the language. */
static const char *const shared[] = {
	"version",     "for",           "resets_contact_clock",
	"closing",     "type",          "appearance",
	"required",    "relevant",      "constraint",
	"calculation", "choices",       "list",
	"file",        "choice_filter", "count",
	"default",     "range_start",   "range_end",
	"caseworker",  "sensitive",     "read_only",
	"or_other",    "feeds",         "values",
};

/* What must be there in both, in its own words. */
static const char *const translated[] = {
	"title", "label", "say", "hint", "guidance_hint", "constraint_message", "required_message", "feeds_as"
};

static bool is_same(const struct source_option *a, const struct source_option *b)
{
	if (!a || !b)
		return a == b;
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal(a->values[i], b->values[i]))
			return false;
	return true;
}

static const struct source_section *counterpart(const struct source *source,
						const struct source_section *section, size_t *from)
{
	for (size_t k = 0; k < source->section_count; k++) {
		size_t at = (*from + k) % source->section_count;
		const struct source_section *other = &source->sections[at];

		if (other->kind == section->kind
		    && (section->kind == SECTION_GUIDE || str_equal(other->title, section->title))) {
			*from = at;
			return other;
		}
	}
	return NULL;
}

/* Whether there are words in it, besides the ${name} of answers. */
static bool has_words(const char *text)
{
	size_t bytes = 0;

	for (; *text; text++) {
		if (text[0] == '$' && text[1] == '{')
			text += strcspn(text, "}");
		else
			bytes++;
		if (!*text)
			break;
	}
	return bytes >= SAME_TEXT_BYTES;
}

static void compare_shared(struct lint *lint, const struct source_section *here,
			   const struct source_section *there)
{
	for (size_t i = 0; i < LENGTH(shared); i++)
		if (!is_same(source_option(here, shared[i]), source_option(there, shared[i])))
			lint_add(lint, FINDING_ERROR, "languages_differ", here, shared[i],
				 _("%s of %s %s is another in %s:%d; write the same in both"), shared[i],
				 section_word(here->kind), here->title, lint->other->file,
				 source_line(there, shared[i]));
}

static void compare_text(struct lint *lint, const struct source_section *here,
			 const struct source_section *there, const char *option)
{
	const struct source_option *own = source_option(here, option), *theirs = source_option(there, option);
	int line = source_line(there, option);

	if (!own && theirs)
		lint_add(lint, FINDING_WARNING, "missing_text", here, NULL,
			 _("%s %s has no %s, and has one in %s:%d; translate it"), section_word(here->kind),
			 here->title, option, lint->other->file, line);
	else if (own && is_same(own, theirs) && own->count == 1 && has_words(own->values[0]))
		lint_add(lint, FINDING_WARNING, "missing_text", here, option,
			 _("%s of %s %s is the same text in %s:%d; translate it"), option,
			 section_word(here->kind), here->title, lint->other->file, line);
}

/* A choice without a label is shown by its name, and the names are the same in both. */
static void compare_labels(struct lint *lint, const struct source_section *here,
			   const struct source_section *there)
{
	if (source_option(here, "choices")
	    && is_same(source_option(here, "labels"), source_option(there, "labels")))
		lint_add(lint, FINDING_WARNING, "missing_text", here, "choices",
			 _("the choices of %s are worded as in %s:%d; give them labels"), here->title,
			 lint->other->file, source_line(there, "choices"));
}

static void compare(struct lint *lint, const struct source_section *here, const struct source_section *there)
{
	compare_shared(lint, here, there);
	for (size_t i = 0; i < LENGTH(translated); i++)
		compare_text(lint, here, there, translated[i]);
	compare_labels(lint, here, there);
}

static bool is_told(const struct source_section *section)
{
	return section->kind != SECTION_FILE && section->kind != SECTION_COLUMN;
}

void lint_languages(struct lint *lint)
{
	size_t from = 0, before = 0;

	for (size_t i = 0; i < lint->source->section_count; i++) {
		const struct source_section *here = &lint->source->sections[i], *there;

		if (!is_told(here))
			continue;
		there = counterpart(lint->other, here, &from);
		if (!there) {
			lint_add(lint, FINDING_ERROR, "languages_differ", here, NULL,
				 _("%s %s is not in %s; write it there too, or take it away here"),
				 section_word(here->kind), here->title, lint->other->file);
			continue;
		}
		if (from < before)
			lint_add(lint, FINDING_ERROR, "languages_differ", here, NULL,
				 _("%s %s stands elsewhere in %s:%d; keep the same order in both"),
				 section_word(here->kind), here->title, lint->other->file, there->line);
		before = from;
		compare(lint, here, there);
	}
	for (size_t i = 0, at = 0; i < lint->other->section_count; i++) {
		const struct source_section *there = &lint->other->sections[i];

		if (is_told(there) && !counterpart(lint->source, there, &at))
			lint_add(lint, FINDING_ERROR, "languages_differ", NULL, NULL,
				 _("%s %s is in %s:%d only; write it here too, or take it away there"),
				 section_word(there->kind), there->title, lint->other->file, there->line);
	}
}
