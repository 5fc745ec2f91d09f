#include <stdio.h>

#include "app/command.h"
#include "app/document.h"
#include "app/guide_store.h"
#include "samtale/base/str.h"
#include "samtale/guide/form_import.h"
#include "samtale/guide/guide.h"

struct import_line {
	const char *path, *out, *id;
	bool dry_run;
};

static int read_line(const struct common_options *common, int *argc, char **argv, struct import_line *line)
{
	const struct command *command = command_find(argv[0]);
	bool out = command_option(argc, argv, "--out", &line->out);
	bool id = command_option(argc, argv, "--id", &line->id);
	int status;

	line->dry_run = command_option(argc, argv, "--dry-run", NULL);
	status = command_words(argc, argv, 1, 1);
	if (status)
		return status;
	if (out && str_is_empty(line->out))
		return command_misuse(command, _("--out is followed by a folder."));
	if (id && str_is_empty(line->id))
		return command_misuse(command, _("--id is followed by what the guide is to be called."));
	if (!out)
		line->out = common->guide_dir;
	line->path = argv[1];
	return 0;
}

/* ---- telling --------------------------------------------------------------------------------------- */

static const char *const state_words[] = {
	[GUIDE_NEW] = "new", [GUIDE_CHANGED] = "changed", [GUIDE_UNCHANGED] = "unchanged"
};

static const char *const state_texts[] = {
	[GUIDE_NEW] = N_("New guide"),
	[GUIDE_CHANGED] = N_("A new version of the guide"),
	[GUIDE_UNCHANGED] = N_("The guide is there already, just so"),
};

static void print_json(const struct import_line *line, const struct form_import *import,
		       const struct guide_files *files, enum guide_state state)
{
	json_t *paths = json_array(), *notices = json_array(), *languages = json_object();

	for (size_t i = 0; i < files->count; i++)
		json_array_append_new(paths, json_string(files->rows[i].path));
	for (size_t i = 0; i < import->notice_count; i++)
		json_array_append_new(notices, json_string(import->notices[i]));
	for (enum language language = LANGUAGE_DA; language < FORM_IMPORT_LANGUAGES; language++)
		json_object_set_new(languages, tr_code(language), json_string(import->language[language]));
	document_print(json_pack("{s:s, s:s, s:i, s:s, s:b, s:I, s:I, s:o, s:o, s:o}", "guide", import->id,
				 "title", import->title, "version", import->version, "state",
				 state_words[state], "dry_run", line->dry_run, "steps",
				 (json_int_t)import->steps, "questions", (json_int_t)import->questions, "files",
				 paths, "languages", languages, "notices", notices));
}

static void print_text(const struct import_line *line, const struct form_import *import,
		       const struct guide_files *files, enum guide_state state)
{
	printf(_("%s: %s, \"%s\", version %d, with %zu questions in %zu steps.\n"), _(state_texts[state]),
	       import->id, import->title, import->version, import->questions, import->steps);
	for (size_t i = 0; i < import->notice_count; i++)
		printf("! %s\n", import->notices[i]);
	for (size_t i = 0; i < files->count && state != GUIDE_UNCHANGED; i++)
		printf("  %s\n", files->rows[i].path);
	if (line->dry_run)
		puts(_("Nothing was written."));
}

/* ---- doing ----------------------------------------------------------------------------------------- */

/* The form once more under the version that a change of the guide calls for. */
static bool settle_version(const struct import_line *line, struct arena *arena, struct form_import *import,
			   struct guide_files *files, enum guide_state *state, struct err *err)
{
	int version;

	if (!guide_version_there(line->out, import->id, &version, err))
		return false;
	for (int i = 0; i < 2; i++) {
		if (version && !form_import(line->path, line->id, version, arena, import, err))
			return false;
		guide_files_of(import, line->out, arena, files);
		*state = guide_files_state(files, version);
		if (*state != GUIDE_CHANGED)
			return true;
		version += !i;
	}
	return true;
}

static bool import(const struct import_line *line, struct arena *arena, struct form_import *form,
		   struct guide_files *files, enum guide_state *state, struct err *err)
{
	if (!form_import(line->path, line->id, 0, arena, form, err)
	    || !settle_version(line, arena, form, files, state, err))
		return false;
	if (line->dry_run || *state == GUIDE_UNCHANGED)
		return true;
	return guide_files_write(files, err) && guide_files_prove(form->id, line->out, err);
}

int command_guide_import(const struct common_options *common, int argc, char **argv)
{
	struct import_line line = { NULL };
	struct form_import form;
	struct guide_files files;
	enum guide_state state;
	struct err err = { ERR_NONE };
	struct arena arena;
	int status = read_line(common, &argc, argv, &line);

	if (status)
		return status;
	arena_init(&arena);
	if (!import(&line, &arena, &form, &files, &state, &err))
		status = command_fail(&err);
	else
		(common->json ? print_json : print_text)(&line, &form, &files, state);
	arena_done(&arena);
	return status;
}
