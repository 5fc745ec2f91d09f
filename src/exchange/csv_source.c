#include "csv_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "samtale/base/tr.h"

#define BUFFER_SIZE 65536

static bool open_refused(int number, struct err *err)
{
	if (number == ENOENT || number == ENOTDIR)
		err_set(err, ERR_MISSING, _("The file is not there."));
	else
		err_set(err, ERR_IO,
			_("The file cannot be read. Check that you may open it, and try again."));
	return err_detail(err, "%s", strerror(number));
}

bool csv_source_file(struct csv_source *source, const char *path, struct err *err)
{
	struct stat facts;
	/* Not to wait for whoever writes into a pipe of that name. */
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	memset(source, 0, sizeof(*source));
	if (descriptor < 0)
		return open_refused(errno, err);
	source->stream = fdopen(descriptor, "rb");
	if (!source->stream)
		BUG("out of memory");
	if (fstat(descriptor, &facts) != 0)
		return open_refused(errno, err);
	/* Only a regular file has a way back; a folder, pipe or device does not. */
	if (!S_ISREG(facts.st_mode))
		return err_set(err, ERR_INPUT, _("This is not a file that can be read as a table."));
	setvbuf(source->stream, NULL, _IONBF, 0);
	source->buffer = malloc(BUFFER_SIZE);
	if (!source->buffer)
		BUG("out of memory");
	source->bytes = source->buffer;
	source->size = facts.st_size;
	return true;
}

void csv_source_bytes(struct csv_source *source, const void *bytes, size_t size)
{
	memset(source, 0, sizeof(*source));
	source->bytes = bytes;
	source->held = size;
	source->size = (int64_t)size;
}

void csv_source_done(struct csv_source *source)
{
	if (source->stream)
		fclose(source->stream);
	free(source->buffer);
	memset(source, 0, sizeof(*source));
}

static bool refill(struct csv_source *source)
{
	if (!source->stream || source->failed)
		return false;
	source->start += (int64_t)source->held;
	source->at = 0;
	source->held = fread(source->buffer, 1, BUFFER_SIZE, source->stream);
	source->failed = ferror(source->stream) != 0;
	return source->held > 0;
}

int csv_source_peek(struct csv_source *source)
{
	if (source->at == source->held && !refill(source))
		return -1;
	return source->bytes[source->at];
}

int csv_source_next(struct csv_source *source)
{
	int byte = csv_source_peek(source);

	if (byte >= 0)
		source->at++;
	return byte;
}

int64_t csv_source_position(const struct csv_source *source)
{
	return source->start + (int64_t)source->at;
}

void csv_source_seek(struct csv_source *source, int64_t position)
{
	if (position >= source->start && position <= source->start + (int64_t)source->held) {
		source->at = (size_t)(position - source->start);
		return;
	}
	if (fseeko(source->stream, (off_t)position, SEEK_SET) != 0) {
		source->failed = true;
		source->at = source->held;
		return;
	}
	source->start = position;
	source->held = source->at = 0;
}

/* How many bytes follow this one in a UTF-8 sequence; -1 when it cannot begin one. */
static int bytes_to_follow(int byte)
{
	if (byte < 0xC2 || byte > 0xF4)
		return -1;
	return byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
}

struct csv_census csv_source_census(struct csv_source *source)
{
	struct csv_census census = { 0, 0 };
	int64_t back = csv_source_position(source);
	int byte;

	while ((byte = csv_source_next(source)) >= 0) {
		if (byte < 0x80)
			continue;
		int left = bytes_to_follow(byte);
		while (left > 0 && (csv_source_peek(source) & ~0x3F) == 0x80) {
			csv_source_next(source);
			left--;
		}
		if (left == 0)
			census.sequences++;
		else
			census.strays++;
	}
	csv_source_seek(source, back);
	return census;
}
