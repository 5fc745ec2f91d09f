#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/guide_build.h"
#include "samtale/base/embedded.h"
#include "samtale/base/str.h"

#define SUFFIX ".conf"

/* An id is also a file name, so it is letters, digits and - only. */
static bool is_id(const char *id, size_t length)
{
	return length && length <= GUIDE_NAME_MAX
	       && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") >= length;
}

/* ---- reading -------------------------------------------------------------------------------------- */

static bool file_text(FILE *file, const char *path, struct arena *arena, char **text, struct err *err)
{
	struct str read;
	char chunk[65536];
	size_t bytes;
	bool whole;

	str_init(&read);
	while (read.length <= GUIDE_FILE_MAX && (bytes = fread(chunk, 1, sizeof(chunk), file)))
		str_add_bytes(&read, chunk, bytes);
	*text = arena_strdup(arena, read.text);
	whole = strlen(*text) == read.length;
	str_done(&read);

	if (ferror(file)) {
		err_set(err, ERR_IO, _("The guide %s cannot be read. Ask whoever looks after this machine."),
			path);
		return err_detail(err, "%s", strerror(errno));
	}
	if (!whole)
		return guide_refuse(err, path, 1,
				    _("this is not a text file; write a guide, or take it away"));
	return true;
}

/* *text stays NULL when there is no such file. */
static bool override_text(const char *path, struct arena *arena, char **text, struct err *err)
{
	FILE *file = fopen(path, "re");
	bool read;

	*text = NULL;
	if (!file && (errno == ENOENT || errno == ENOTDIR))
		return true;
	if (!file) {
		err_set(err, ERR_IO,
			_("The guide %s cannot be opened. Ask whoever looks after this machine."), path);
		return err_detail(err, "%s", strerror(errno));
	}
	read = file_text(file, path, arena, text, err);
	fclose(file);
	return read;
}

bool list_file_text(const char *folder, const char *file, struct arena *arena, char **text, struct err *err)
{
	return override_text(arena_printf(arena, "%s/%s", folder, file), arena, text, err);
}

/* folder: where lists' files are; NULL of a built-in guide. */
static bool parse_as(const char *id, const char *name, const char *text, const char *folder,
		     struct guide **guide, struct err *err)
{
	if (!guide_build(name, text, folder, NULL, guide, err))
		return false;
	if (str_equal((*guide)->id, id))
		return true;
	guide_refuse(err, name, 1, _("the guide calls itself %s; call it %s as the file, or rename the file"),
		     (*guide)->id, id);
	guide_free(*guide);
	*guide = NULL;
	return false;
}

static bool no_such_guide(const char *id, struct err *err)
{
	return err_set(err, ERR_MISSING, _("There is no guide called %s. Choose one from the list."), id);
}

static bool built_in_text(const char *id, const char *name, const char **text, struct err *err)
{
	const struct embedded *file = embedded_find(embedded_guides, name);

	if (!file)
		return no_such_guide(id, err);
	*text = (const char *)file->bytes;
	return true;
}

bool guide_file_text(const char *id, enum language language, const char *override_dir, struct arena *arena,
		     const char **name, const char **text, struct err *err)
{
	char *read = NULL;

	*name = *text = "";
	if (!is_id(id, strlen(id)))
		return no_such_guide(id, err);
	*name = arena_printf(arena, "%s/%s" SUFFIX, tr_code(language), id);
	if (override_dir) {
		const char *path = arena_printf(arena, "%s/%s", override_dir, *name);

		if (!override_text(path, arena, &read, err))
			return false;
		if (read) {
			*name = path;
			*text = read;
			return true;
		}
	}
	return built_in_text(id, *name, text, err);
}

/* Where the files of lists lie: beside the guide; NULL for a built-in one. */
static const char *folder_of(const char *name, const char *override_dir, struct arena *arena)
{
	const char *slash = strrchr(name, '/');

	return override_dir && slash && str_starts(name, override_dir)
		       ? arena_strndup(arena, name, (size_t)(slash - name))
		       : NULL;
}

bool guide_load(const char *id, enum language language, const char *override_dir, struct guide **guide,
		struct err *err)
{
	struct arena arena;
	const char *name, *text;
	bool loaded;

	*guide = NULL;
	arena_init(&arena);
	loaded = guide_file_text(id, language, override_dir, &arena, &name, &text, err)
		 && parse_as(id, name, text, folder_of(name, override_dir, &arena), guide, err);
	arena_done(&arena);
	return loaded;
}

/* ---- the list ------------------------------------------------------------------------------------- */

struct ids {
	struct arena *arena;
	const char **rows;
	size_t count;
};

/* The id of a file name, once. */
static void ids_add(struct ids *ids, const char *name)
{
	size_t length = strlen(name), suffix = strlen(SUFFIX);
	const char *id;

	if (length <= suffix || !str_equal(name + length - suffix, SUFFIX) || !is_id(name, length - suffix))
		return;
	id = arena_strndup(ids->arena, name, length - suffix);
	for (size_t i = 0; i < ids->count; i++) {
		if (str_equal(ids->rows[i], id))
			return;
	}
	ids->rows = arena_grow(ids->arena, ids->rows, ids->count, sizeof(*ids->rows));
	ids->rows[ids->count++] = id;
}

static void ids_add_folder(struct ids *ids, const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		ids_add(ids, entry->d_name);
	if (folder)
		closedir(folder);
}

const char *const *guide_ids(enum language language, const char *override_dir, struct arena *arena)
{
	struct ids ids = { arena, NULL, 0 };
	const char *code = tr_code(language);

	for (const struct embedded *file = embedded_guides; file->name; file++) {
		if (str_starts(file->name, code) && file->name[strlen(code)] == '/')
			ids_add(&ids, file->name + strlen(code) + 1);
	}
	if (override_dir)
		ids_add_folder(&ids, arena_printf(arena, "%s/%s", override_dir, code));
	if (ids.count)
		qsort(ids.rows, ids.count, sizeof(*ids.rows), str_order);
	ids.rows = arena_grow(arena, ids.rows, ids.count, sizeof(*ids.rows));
	ids.rows[ids.count] = NULL;
	return ids.rows;
}
