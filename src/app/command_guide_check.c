#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/guide_open.h"
#include "samtale/guide/guide_lint.h"

struct check {
	const struct common_options *common;
	struct date today;
	json_t *files; /* NULL: findings are printed */
	int errors, warnings;
	struct arena arena;
};

/* ---- the files ------------------------------------------------------------------------------------- */

/* The same file in the other language: .../da/x.conf and .../en/x.conf. NULL where folders are not named so,
 * or there is none. */
static const char *other_path(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/');

	for (int i = LANGUAGE_DA; slash && i < LANGUAGES; i++) {
		const char *code = tr_code((enum language)i), *other;
		size_t length = strlen(code), before = (size_t)(slash - path);

		if (before < length || strncmp(slash - length, code, length)
		    || (before > length && slash[-(ptrdiff_t)length - 1] != '/'))
			continue;
		other = arena_printf(arena, "%.*s%s%s", (int)(before - length), path,
				     tr_code(i == LANGUAGE_DA ? LANGUAGE_EN : LANGUAGE_DA), slash);
		return access(other, F_OK) ? NULL : other;
	}
	return NULL;
}

static json_t *finding_row(const struct guide_finding *finding)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:s, s:s}", "grade", finding_grade_name(finding->grade),
			 "check", finding->check, "file", finding->file, "line", finding->line, "question",
			 finding->question, "text", finding->text);
}

static json_t *file_row(const char *name, const struct guide_findings *findings)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < findings->count; i++)
		json_array_append_new(rows, finding_row(&findings->rows[i]));
	return json_pack("{s:s, s:i, s:i, s:i, s:i, s:o}", "file", name, "lix", findings->lix, "keys",
			 findings->keys, "errors", findings->errors, "warnings", findings->warnings,
			 "findings", rows);
}

static void print_findings(const char *name, const struct guide_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct guide_finding *finding = &findings->rows[i];

		printf("%s:%d: %s: %s\n", finding->file, finding->line,
		       finding->grade == FINDING_ERROR ? _("error") : _("warning"), finding->text);
	}
	printf(_("%s: LIX %d, %d keys, %d errors, %d warnings\n"), name, findings->lix, findings->keys,
	       findings->errors, findings->warnings);
}

static void check_file(struct check *check, const struct guide_lint_file *file,
		       const struct guide_lint_file *other)
{
	struct guide_findings findings;

	guide_lint(file, other, check->today, &check->arena, &findings);
	check->errors += findings.errors;
	check->warnings += findings.warnings;
	if (check->files)
		json_array_append_new(check->files, file_row(file->name, &findings));
	else
		print_findings(file->name, &findings);
}

/* ---- what is named --------------------------------------------------------------------------------- */

static bool check_path(struct check *check, const char *path, struct err *err)
{
	const char *beside = other_path(path, &check->arena);
	struct guide_lint_file file = { .name = path }, other = { .name = beside };

	if (!guide_text(path, check->common, &check->arena, &file.name, &file.text, err)
	    || (beside && !guide_text(beside, check->common, &check->arena, &other.name, &other.text, err)))
		return false;
	check_file(check, &file, beside ? &other : NULL);
	return true;
}

/* In every language it is written in. */
static bool check_id(struct check *check, const char *id, struct err *err)
{
	struct guide_lint_file files[LANGUAGES] = { { NULL, NULL } };
	size_t found = 0;

	for (int i = LANGUAGE_DA; i < LANGUAGES; i++) {
		struct guide_lint_file *file = &files[found];

		if (guide_file_text(id, (enum language)i, check->common->guide_dir, &check->arena,
				    &file->name, &file->text, err))
			found++;
		else if (err->code != ERR_MISSING)
			return false;
	}
	for (size_t i = 0; i < found; i++)
		check_file(check, &files[i], found > 1 ? &files[!i] : NULL);
	return found;
}

static bool check_named(struct check *check, const char *word, struct err *err)
{
	return guide_is_path(word) ? check_path(check, word, err) : check_id(check, word, err);
}

static bool check_all(struct check *check, struct err *err)
{
	const char *const *ids = guide_ids(check->common->language, check->common->guide_dir, &check->arena);

	for (; *ids; ids++)
		if (!check_id(check, *ids, err))
			return false;
	return true;
}

int command_guide_check(const struct common_options *common, int argc, char **argv)
{
	struct check check = { .common = common };
	struct clock clock;
	struct err err = { ERR_NONE };
	int status = command_clock(argv[0], &argc, argv, &clock);
	bool ok;

	if (!status)
		status = command_words(&argc, argv, 0, -1);
	if (status)
		return status;
	check.today = clock_now(&clock).date;
	check.files = common->json ? json_array() : NULL;
	arena_init(&check.arena);
	ok = argc > 1 || check_all(&check, &err);
	for (int i = 1; i < argc && ok; i++)
		ok = check_named(&check, argv[i], &err);
	status = ok ? check.errors > 0 : command_fail(&err);
	if (ok && check.files)
		document_print(json_pack("{s:i, s:i, s:o}", "errors", check.errors, "warnings",
					 check.warnings, "files", check.files));
	else
		json_decref(check.files);
	arena_done(&check.arena);
	return status;
}
