#include <stdio.h>

#include "app/document.h"
#include "app/guide_open.h"
#include "samtale/guide/guide_diff.h"

static json_t *row_of(const struct guide_difference *row)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:s}", "kind", row->kind, "section",
			 row->section, "name", row->name, "option", row->option, "before", row->before,
			 "after", row->after, "line_before", row->line_before, "line_after", row->line_after,
			 "text", row->text);
}

static void print_json(const char *before, const char *after, const struct guide_differences *differences)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < differences->count; i++)
		json_array_append_new(rows, row_of(&differences->rows[i]));
	document_print(json_pack("{s:s, s:s, s:o}", "before", before, "after", after, "differences", rows));
}

static void print_row(const struct guide_difference *row)
{
	printf("%s\n", row->text);
	if (*row->before)
		printf(_("  before: %s\n"), row->before);
	if (*row->after)
		printf(_("  now:    %s\n"), row->after);
}

static bool compare(const struct common_options *common, char **words, struct arena *arena, int *status,
		    struct err *err)
{
	const char *names[2], *texts[2];
	struct guide_differences differences;

	for (int i = 0; i < 2; i++)
		if (!guide_text(words[i], common, arena, &names[i], &texts[i], err))
			return false;
	if (!guide_diff(names[0], texts[0], names[1], texts[1], arena, &differences, err))
		return false;
	*status = differences.count > 0;
	if (common->json) {
		print_json(names[0], names[1], &differences);
		return true;
	}
	for (size_t i = 0; i < differences.count; i++)
		print_row(&differences.rows[i]);
	if (!differences.count)
		puts(_("The two ask the same."));
	return true;
}

int command_guide_diff(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 2, 2);
	struct err err = { ERR_NONE };
	struct arena arena;

	if (status)
		return status;
	arena_init(&arena);
	if (!compare(common, argv + 1, &arena, &status, &err)) {
		status = command_fail(&err);
		status = status == 1 ? 2 : status; /* 1 tells that there is a difference */
	}
	arena_done(&arena);
	return status;
}
