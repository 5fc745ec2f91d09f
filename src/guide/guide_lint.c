#include "samtale/guide/guide_lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/lint.h"
#include "samtale/base/str.h"

const char *finding_grade_name(enum finding_grade grade)
{
	static const char *const names[] = { [FINDING_ERROR] = "error", [FINDING_WARNING] = "warning" };

	return names[grade];
}

/* ---- findings -------------------------------------------------------------------------------------- */

static void add(struct guide_findings *findings, struct arena *arena, const struct guide_finding *finding)
{
	findings->rows = arena_grow(arena, findings->rows, findings->count, sizeof(*findings->rows));
	findings->rows[findings->count++] = *finding;
	findings->errors += finding->grade == FINDING_ERROR;
	findings->warnings += finding->grade == FINDING_WARNING;
}

void lint_add(struct lint *lint, enum finding_grade grade, const char *check,
	      const struct source_section *section, const char *option, const char *format, ...)
{
	char text[600];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	add(lint->findings, lint->arena,
	    &(struct guide_finding){
		    .grade = grade,
		    .check = check,
		    .file = lint->source->file,
		    .line = section ? source_line(section, option) : 1,
		    .question = section && section->kind == SECTION_QUESTION ? section->title : "",
		    .text = arena_strdup(lint->arena, text),
	    });
}

static int line_order(const void *a, const void *b)
{
	const struct guide_finding *left = a, *right = b;
	int order = left->line - right->line;

	return order ? order : strcmp(left->check, right->check);
}

/* The loader says "FILE:LINE: what; what to do". */
static void add_refusal(const struct guide_lint_file *file, const struct err *err, struct arena *arena,
			struct guide_findings *findings)
{
	size_t name = strlen(file->name);
	const char *text = err->text;
	int line = 1;

	if (str_starts(text, file->name) && text[name] == ':') {
		char *end;

		line = (int)strtol(text + name + 1, &end, 10);
		text = str_starts(end, ": ") ? end + 2 : end;
	}
	add(findings, arena,
	    &(struct guide_finding){ FINDING_ERROR, "refused", file->name, line, "",
				     arena_strdup(arena, text) });
}

/* ---- what the checks start from -------------------------------------------------------------------- */

const char *lint_text(const struct source_section *section, const char *option)
{
	const struct source_option *found = source_option(section, option);

	return found && found->count == 1 ? found->values[0] : "";
}

static void find_sections(struct lint *lint)
{
	lint->question_count = guide_questions(lint->guide, &lint->questions);
	lint->sections = arena_array(lint->arena, lint->question_count, sizeof(*lint->sections));
	for (size_t i = 0; i < lint->source->section_count; i++) {
		const struct source_section *section = &lint->source->sections[i];
		int question =
			section->kind == SECTION_QUESTION ? guide_find(lint->guide, section->title) : -1;

		if (question >= 0)
			lint->sections[question] = section;
	}
	for (size_t i = 0; i < lint->question_count; i++)
		if (!lint->sections[i])
			lint->sections[i] = &lint->source->sections[0];
}

static bool uses_list(const struct lint *lint, const char *name)
{
	for (size_t i = 0; i < lint->question_count; i++)
		if (str_equal(lint_text(lint->sections[i], "list"), name))
			return true;
	return false;
}

static void lint_lists(struct lint *lint)
{
	for (size_t i = 0; i < lint->source->section_count; i++) {
		const struct source_section *section = &lint->source->sections[i];

		if (section->kind == SECTION_LIST && !uses_list(lint, section->title))
			lint_add(lint, FINDING_WARNING, "unused_list", section, NULL,
				 _("no question uses the list %s; take it away, or name it in a question"),
				 section->title);
	}
}

void guide_lint(const struct guide_lint_file *file, const struct guide_lint_file *other, struct date today,
		struct arena *arena, struct guide_findings *findings)
{
	struct source source, other_source;
	struct lint lint = { .source = &source, .today = today, .arena = arena, .findings = findings };
	struct guide *guide = NULL;
	struct err err = { ERR_NONE };

	*findings = (struct guide_findings){ .rows = NULL };
	if (!guide_parse(file->name, file->text, &guide, &err)
	    || !source_read(file->name, file->text, arena, &source, &err)) {
		add_refusal(file, &err, arena, findings);
		guide_free(guide);
		return;
	}
	lint.guide = guide;
	find_sections(&lint);
	lint_texts(&lint);
	lint_reach(&lint);
	lint_lists(&lint);
	/* A file that cannot be read is told of when it is checked itself. */
	if (other && source_read(other->name, other->text, arena, &other_source, &err)) {
		lint.other = &other_source;
		lint_languages(&lint);
	}
	if (findings->count)
		qsort(findings->rows, findings->count, sizeof(*findings->rows), line_order);
	guide_free(guide);
}
