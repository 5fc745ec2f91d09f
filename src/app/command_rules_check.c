#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/document.h"
#include "app/rule_words.h"
#include "samtale/domain/rule_check.h"
#include "samtale/guide/rules_load.h"

struct report {
	const char *const *paths; /* files laid over the program's own rows */
	size_t count;
	struct err *errs; /* one a path */
	struct rules rules;
	struct rule_findings findings;
	bool only_own; /* files were named: what is wrong elsewhere is not told */
};

static bool is_told(const struct report *report, const struct rule_finding *finding)
{
	return finding->row->own || !report->only_own;
}

/* Errors begin with the file and the line. */
static const char *sentence(const char *path, const char *text, int *line)
{
	size_t length = strlen(path);
	char *end;

	*line = 0;
	if (strncmp(text, path, length) != 0 || text[length] != ':')
		return text;
	*line = (int)strtol(text + length + 1, &end, 10);
	return *end == ':' ? end + 1 + strspn(end + 1, " ") : text;
}

/* ---- for people ------------------------------------------------------------------------------- */

static int print_text(const struct report *report)
{
	int found = 0;

	for (size_t i = 0; i < report->count; i++) {
		if (report->errs[i].code == ERR_NONE)
			continue;
		printf("%s\n", report->errs[i].text);
		found++;
	}
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct rule_finding *finding = &report->findings.rows[i];
		bool remark = finding->flaw == RULE_FLAW_UNKNOWN;

		if (!is_told(report, finding))
			continue;
		printf("%s:%d: %s%s\n", finding->row->file, finding->row->line, remark ? _("Remark: ") : "",
		       finding->text);
		found += !remark;
	}
	printf(tr_count("%zu rows, %d fault.\n", "%zu rows, %d faults.\n", found), report->rules.count,
	       found);
	return found;
}

/* ---- as JSON ---------------------------------------------------------------------------------- */

static json_t *finding_json(const char *file, int line, const char *kind, const char *key, const char *text)
{
	return json_pack("{s:s, s:i, s:s, s:s?, s:s}", "file", file, "line", line, "kind", kind, "key", key,
			 "text", text);
}

static int print_json(const struct report *report)
{
	json_t *findings = json_array(), *remarks = json_array();
	int found;

	for (size_t i = 0; i < report->count; i++) {
		const struct err *err = &report->errs[i];
		int line;
		const char *text = sentence(report->paths[i], err->text, &line);

		if (err->code != ERR_NONE)
			json_array_append_new(findings,
					      finding_json(report->paths[i], line, "unreadable", NULL, text));
	}
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct rule_finding *finding = &report->findings.rows[i];

		if (is_told(report, finding))
			json_array_append_new(finding->flaw == RULE_FLAW_UNKNOWN ? remarks : findings,
					      finding_json(finding->row->file, finding->row->line,
							   rule_flaw_name(finding->flaw), finding->row->key,
							   finding->text));
	}
	found = (int)json_array_size(findings);
	document_print(json_pack("{s:I, s:o, s:o}", "rows", (json_int_t)report->rules.count, "findings",
				 findings, "remarks", remarks));
	return found;
}

static int check(const struct common_options *common, int argc, char **argv, struct date today,
		 struct arena *arena)
{
	struct report report = { .only_own = argc > 1 };
	struct err err;

	if (argc > 1) {
		const char **named = arena_array(arena, (size_t)argc, sizeof(*named));

		for (int i = 1; i < argc; i++)
			named[report.count++] = argv[i];
		report.paths = named;
	} else if (!rules_files(common->rules_dir, arena, &report.paths, &report.count, &err)) {
		return command_fail(&err);
	}
	report.errs = arena_array(arena, report.count + 1, sizeof(*report.errs));
	rules_load_each(report.paths, report.count, arena, &report.rules, report.errs);
	for (size_t i = 0; i < report.count; i++)
		if (report.errs[i].code == ERR_IO)
			return command_fail(&report.errs[i]);
	rules_check(&report.rules, today, arena, &report.findings);
	return (common->json ? print_json : print_text)(&report) > 0 ? 1 : 0;
}

int command_rules_check(const struct common_options *common, int argc, char **argv)
{
	struct date today = rule_words_today();
	struct arena arena;
	int status;

	if (!rule_words_date("rules check", "--on", &argc, argv, &today, &status))
		return status;
	status = command_words(&argc, argv, 0, -1);
	if (status)
		return status;
	arena_init(&arena);
	status = check(common, argc, argv, today, &arena);
	arena_done(&arena);
	return status;
}
