#include <stdio.h>

#include "app/document.h"
#include "app/guide_open.h"
#include "samtale/domain/target_group.h"

static json_t *groups_of(const struct guide *guide)
{
	json_t *groups = json_array();

	for (int group = 1; group <= TARGET_GROUP_MAX; group++)
		if (guide_is_for(guide, group))
			json_array_append_new(groups, json_integer(group));
	return groups;
}

static json_t *row_of(const struct guide *guide)
{
	const struct guide_step *steps;
	const struct question *questions;

	return json_pack("{s:s, s:i, s:s, s:o, s:b, s:I, s:I}", "id", guide_id(guide), "version",
			 guide_version(guide), "title", guide_title(guide), "target_groups", groups_of(guide),
			 "resets_contact_clock", guide_resets_contact_clock(guide), "steps",
			 (json_int_t)guide_steps(guide, &steps), "questions",
			 (json_int_t)guide_questions(guide, &questions));
}

static void print_row(const struct guide *guide)
{
	const struct question *questions;

	printf("%-24s v%-4d %4zu  %s\n", guide_id(guide), guide_version(guide),
	       guide_questions(guide, &questions), guide_title(guide));
}

int command_guide_list(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 0, 0);
	json_t *rows = common->json ? json_array() : NULL;
	const char *const *ids;
	struct arena arena;

	if (status)
		return status;
	arena_init(&arena);
	ids = guide_ids(common->language, common->guide_dir, &arena);
	for (; *ids; ids++) {
		struct guide *guide;
		struct err err = { ERR_NONE };

		if (guide_load(*ids, common->language, common->guide_dir, &guide, &err)) {
			if (rows)
				json_array_append_new(rows, row_of(guide));
			else
				print_row(guide);
			guide_free(guide);
			continue;
		}
		status = 1;
		if (rows)
			json_array_append_new(rows, json_pack("{s:s, s:s}", "id", *ids, "error", err.text));
		else
			command_fail(&err);
	}
	if (rows)
		document_print(json_pack("{s:o}", "guides", rows));
	arena_done(&arena);
	return status;
}
