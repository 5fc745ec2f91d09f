#include "fuzz_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "samtale/guide/form_import.h"
#include "samtale/guide/guide.h"

/* A file in memory whose name ends so: the loader goes by the ending. */
static int file_of(const char *suffix, const uint8_t *bytes, size_t size, char *path, size_t room)
{
	int memory = memfd_create("form", MFD_CLOEXEC);

	if (memory < 0 || write(memory, bytes, size) != (ssize_t)size)
		abort();
	snprintf(path, room, "/tmp/samtale-fuzz-%d%s", (int)getpid(), suffix);
	unlink(path);
	{
		char open_path[64];

		snprintf(open_path, sizeof(open_path), "/proc/self/fd/%d", memory);
		if (symlink(open_path, path))
			abort();
	}
	return memory;
}

void fuzz_form(const char *suffix, const uint8_t *bytes, size_t size)
{
	struct form_import import;
	struct guide *guide;
	struct arena arena;
	struct err err = { ERR_NONE };
	char path[64];
	int memory = file_of(suffix, bytes, size, path, sizeof(path));

	arena_init(&arena);
	if (form_import(path, NULL, 0, &arena, &import, &err)) {
		if (!guide_parse_with("fuzz.conf", import.text[LANGUAGE_DA], import.tables, &guide, &err))
			abort();
		guide_free(guide);
	} else if (!err.text[0]) {
		abort();
	}
	arena_done(&arena);
	unlink(path);
	close(memory);
}
