#include "app/command.h"
#include "app/document.h"
#include "samtale/letter/letter.h"

#include <stdio.h>

/* ---- kinds ------------------------------------------------------------------------------------------ */

static json_t *kind_json(enum letter_kind kind, struct arena *arena)
{
	json_t *parts = json_array(), *names = json_array();

	for (const struct letter_need *need = letter_needs(kind); need->part; need++)
		json_array_append_new(
			parts, json_pack("{s:s, s:s}", "part", need->part, "lacking", _(need->lacking)));
	for (const char *const *name = letter_placeholders(kind, arena); *name; name++)
		json_array_append_new(names, json_string(*name));
	return json_pack("{s:s, s:s, s:o, s:o}", "kind", letter_kind_name(kind), "label",
			 letter_kind_label(kind), "parts", parts, "placeholders", names);
}

static void print_kind(enum letter_kind kind, struct arena *arena)
{
	printf("%s: %s\n", letter_kind_name(kind), letter_kind_label(kind));
	for (const struct letter_need *need = letter_needs(kind); need->part; need++)
		printf("  [%s] %s\n", need->part, _(need->lacking));
	printf(" ");
	for (const char *const *name = letter_placeholders(kind, arena); *name; name++)
		printf(" {%s}", *name);
	printf("\n\n");
}

int command_letter_kinds(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 0, 0);
	json_t *kinds = common->json ? json_array() : NULL;
	struct arena arena;

	if (status)
		return status;
	arena_init(&arena);
	for (int kind = 0; kind < LETTER_BUNDLE; kind++)
		if (common->json)
			json_array_append_new(kinds, kind_json((enum letter_kind)kind, &arena));
		else
			print_kind((enum letter_kind)kind, &arena);
	if (common->json)
		document_print(kinds);
	arena_done(&arena);
	return 0;
}

/* ---- templates -------------------------------------------------------------------------------------- */

struct checking {
	const struct common_options *common;
	struct arena arena;
	json_t *found; /* with --json */
	int status;
};

static void tell(struct checking *checking, const char *file, const struct letter_template *template,
		 const struct err *err)
{
	const char *kind = template ? letter_kind_name(letter_template_kind(template)) : NULL;

	if (!template && checking->status < err_exit_status(err->code))
		checking->status = err_exit_status(err->code);
	if (checking->found)
		json_array_append_new(checking->found,
				      json_pack("{s:s, s:s?, s:b, s:s}", "file", file, "kind", kind, "ok",
						template != NULL, "text", template ? "" : err->text));
	else if (template)
		printf(_("%s: whole (%s)\n"), file, letter_kind_label(letter_template_kind(template)));
	else
		printf("%s\n", err->text);
}

static void check_file(struct checking *checking, const char *path)
{
	const struct letter_template *template = NULL;
	struct err err = { ERR_NONE };
	const char *text;

	if (letter_template_file(path, &checking->arena, &text, &err))
		(void)!letter_template_parse(path, text, &checking->arena, &template, &err);
	tell(checking, path, template, &err);
}

static void check_kind(struct checking *checking, enum letter_kind kind)
{
	const struct letter_template *template = NULL;
	struct err err = { ERR_NONE };

	(void)!letter_template_load(kind, checking->common->letter_dir, &checking->arena, &template, &err);
	tell(checking, letter_kind_name(kind), template, &err);
}

int command_letter_check(const struct common_options *common, int argc, char **argv)
{
	struct checking checking = { .common = common, .found = NULL };
	int status = command_words(&argc, argv, 0, -1);

	if (status)
		return status;
	arena_init(&checking.arena);
	checking.found = common->json ? json_array() : NULL;
	for (int i = 1; i < argc; i++)
		check_file(&checking, argv[i]);
	for (int kind = 0; argc == 1 && kind < LETTER_BUNDLE; kind++)
		check_kind(&checking, (enum letter_kind)kind);
	if (common->json)
		document_print(checking.found);
	arena_done(&checking.arena);
	return checking.status;
}
