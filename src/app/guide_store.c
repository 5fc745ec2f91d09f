#include "app/guide_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/guide_open.h"
#include "samtale/base/str.h"

#define FILE_MOST (64 << 20)

bool guide_version_there(const char *folder, const char *id, int *version, struct err *err)
{
	struct guide *guide;
	struct err missing;

	*version = 0;
	for (enum language language = LANGUAGE_DA; language < FORM_IMPORT_LANGUAGES; language++) {
		if (guide_load(id, language, NULL, &guide, &missing)) {
			guide_free(guide);
			return err_set(err, ERR_REFUSED,
				       _("Samtale has a guide of its own called %s. Give the form another name with "
					 "--id NAME."),
				       id);
		}
		if (!guide_load(id, language, folder, &guide, &missing)) {
			if (missing.code == ERR_MISSING)
				continue;
			*err = missing;
			return false;
		}
		if (guide_version(guide) > *version)
			*version = guide_version(guide);
		guide_free(guide);
	}
	return true;
}

static void file_add(struct guide_files *files, struct arena *arena, const char *folder, const char *name,
		     const char *text)
{
	files->rows = arena_grow(arena, files->rows, files->count, sizeof(*files->rows));
	files->rows[files->count++] =
		(struct guide_file){ folder, arena_printf(arena, "%s/%s", folder, name), text };
}

void guide_files_of(const struct form_import *import, const char *folder, struct arena *arena,
		    struct guide_files *files)
{
	*files = (struct guide_files){ 0 };
	for (enum language language = LANGUAGE_DA; language < FORM_IMPORT_LANGUAGES; language++) {
		const char *in = arena_printf(arena, "%s/%s", folder, tr_code(language));

		for (size_t i = 0; i < import->table_count; i++)
			file_add(files, arena, in, import->tables[i].file, import->tables[i].text);
		file_add(files, arena, in, arena_printf(arena, "%s.conf", import->id), import->text[language]);
	}
}

static bool is_there(const struct guide_file *file)
{
	struct arena arena;
	struct err err;
	char *text;
	bool same;

	arena_init(&arena);
	same = file_text(file->path, FILE_MOST, &arena, &text, &err) && str_equal(text, file->text);
	arena_done(&arena);
	return same;
}

enum guide_state guide_files_state(const struct guide_files *files, int version)
{
	for (size_t i = 0; i < files->count; i++) {
		if (!is_there(&files->rows[i]))
			return version ? GUIDE_CHANGED : GUIDE_NEW;
	}
	return GUIDE_UNCHANGED;
}

/* ---- writing --------------------------------------------------------------------------------------- */

static bool cannot_write(struct err *err, const char *path)
{
	int cause = errno;

	err_set(err, cause == ENOSPC ? ERR_FULL : ERR_IO,
		_("%s cannot be written. Name a folder that is yours with --out, or ask whoever looks after this "
		  "machine."),
		path);
	return err_detail(err, "%s", strerror(cause));
}

static bool make_folder(const char *path, struct err *err)
{
	char *part = strdup(path), *at = part;
	bool made = true;

	if (!part)
		BUG("out of memory");
	while (made && at) {
		at = strchr(at + 1, '/');
		if (at)
			*at = '\0';
		made = !mkdir(part, 0755) || errno == EEXIST || errno == EISDIR;
		if (at)
			*at = '/';
	}
	free(part);
	return made || cannot_write(err, path);
}

static bool write_beside(const char *beside, const char *text)
{
	int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	size_t length = strlen(text);
	bool written = file >= 0;

	while (written && length) {
		ssize_t count = write(file, text, length);

		written = count > 0;
		text += count > 0 ? count : 0;
		length -= count > 0 ? (size_t)count : 0;
	}
	written = written && !fsync(file);
	if (file >= 0)
		written = !close(file) && written;
	return written;
}

static bool write_file(const struct guide_file *file, struct err *err)
{
	struct str beside;
	bool written;

	if (!make_folder(file->folder, err))
		return false;
	str_init(&beside);
	str_addf(&beside, "%s.new", file->path);
	written = write_beside(beside.text, file->text) && !rename(beside.text, file->path);
	if (!written) {
		cannot_write(err, file->path);
		unlink(beside.text);
	}
	str_done(&beside);
	return written;
}

bool guide_files_write(const struct guide_files *files, struct err *err)
{
	for (size_t i = 0; i < files->count; i++) {
		if (!write_file(&files->rows[i], err))
			return false;
	}
	return true;
}

bool guide_files_prove(const char *id, const char *folder, struct err *err)
{
	for (enum language language = LANGUAGE_DA; language < FORM_IMPORT_LANGUAGES; language++) {
		struct guide *guide;

		if (!guide_load(id, language, folder, &guide, err))
			return false;
		guide_free(guide);
	}
	return true;
}
