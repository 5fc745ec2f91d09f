#include "app/guide_open.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "samtale/base/str.h"

#define SUFFIX ".conf"
/* More than the loader takes, so that it is the loader that tells about the size. */
#define TEXT_MOST (16 << 20)

bool guide_is_path(const char *word)
{
	size_t length = strlen(word), suffix = strlen(SUFFIX);

	return strchr(word, '/') || (length > suffix && str_equal(word + length - suffix, SUFFIX));
}

static bool read_whole(FILE *file, const char *path, size_t most, struct str *text, struct err *err)
{
	char block[4096];
	size_t got;

	while ((got = fread(block, 1, sizeof(block), file)) && text->length <= most)
		str_add_bytes(text, block, got);
	if (ferror(file)) {
		err_set(err, ERR_IO, _("%s cannot be read."), path);
		return err_detail(err, "%s", strerror(errno));
	}
	if (text->length > most)
		return err_set(err, ERR_INPUT, _("%s is too large: %zu bytes are the most."), path, most);
	if (strlen(text->text) != text->length)
		return err_set(err, ERR_INPUT, _("%s is not a text file."), path);
	return true;
}

bool file_text(const char *path, size_t most, struct arena *arena, char **text, struct err *err)
{
	FILE *file = fopen(path, "re");
	struct str read;
	bool ok;

	if (!file)
		return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_IO, _("%s cannot be read."), path);
	str_init(&read);
	ok = read_whole(file, path, most, &read, err);
	if (ok)
		*text = arena_strndup(arena, read.text, read.length);
	str_done(&read);
	fclose(file);
	return ok;
}

bool guide_text(const char *word, const struct common_options *common, struct arena *arena, const char **name,
		const char **text, struct err *err)
{
	char *read;

	if (!guide_is_path(word))
		return guide_file_text(word, common->language, common->guide_dir, arena, name, text, err);
	if (!file_text(word, TEXT_MOST, arena, &read, err))
		return false;
	*name = word;
	*text = read;
	return true;
}

bool guide_open(const char *word, const struct common_options *common, struct guide **guide, struct err *err)
{
	struct arena arena;
	char *text;
	bool ok;

	if (!guide_is_path(word))
		return guide_load(word, common->language, common->guide_dir, guide, err);
	arena_init(&arena);
	ok = file_text(word, TEXT_MOST, &arena, &text, err) && guide_parse(word, text, guide, err);
	arena_done(&arena);
	return ok;
}
