/* csv_source.h - bytes of a file or of memory, one at a time, with a way back.
 *
 * The way back is what lets a reader give up on a broken row and begin again at the line after it. */
#ifndef SAMTALE_EXCHANGE_CSV_SOURCE_H
#define SAMTALE_EXCHANGE_CSV_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "samtale/base/err.h"

struct csv_source {
	FILE *stream;               /* NULL when reading memory */
	unsigned char *buffer;      /* owned, for a stream */
	const unsigned char *bytes; /* the part at hand: `held` bytes, the first at `start` of the whole */
	size_t held, at;
	int64_t start, size;
	bool failed; /* the system refused to read */
};

NODISCARD bool csv_source_file(struct csv_source *source, const char *path, struct err *err);
void csv_source_bytes(struct csv_source *source, const void *bytes, size_t size);
void csv_source_done(struct csv_source *source);

int csv_source_next(struct csv_source *source); /* the next byte, -1 at the end or when `failed` */
int csv_source_peek(struct csv_source *source); /* the same, and stays */
int64_t csv_source_position(const struct csv_source *source);
void csv_source_seek(struct csv_source *source, int64_t position);

/* What the whole source is written in, as far as its bytes tell; reads it through and goes back to where it
 * was. */
struct csv_census {
	int64_t sequences; /* well-formed UTF-8 sequences longer than one byte */
	int64_t strays;    /* bytes past 127 that belong to none */
};
struct csv_census csv_source_census(struct csv_source *source);

#endif
