#include "lineage.h"

#include "pack.h"
#include "vector.h"

struct lineage lineage_in(struct statement *s, int column)
{
	return (struct lineage){ packed_in(s->handle, column),
				 sqlite3_column_type(s->handle, column) != SQLITE_NULL };
}

static size_t size_of(struct packed packed)
{
	return (size_t)(packed.end - packed.at);
}

struct lineage lineage_keep(struct arena *arena, struct lineage lineage)
{
	size_t size = size_of(lineage.dots);
	const unsigned char *copy = size ? arena_memdup(arena, lineage.dots.at, size) : NULL;

	return (struct lineage){ { copy, copy ? copy + size : NULL }, lineage.is_known };
}

void lineage_bind(struct statement *s, struct lineage lineage)
{
	size_t size = size_of(lineage.dots);

	statement_bind_blob(s, !lineage.is_known ? NULL : size ? (const void *)lineage.dots.at : "", size);
}

struct lineage lineage_of(const struct change *change)
{
	struct packed in = change->prev, told = { in.at, in.end };
	struct dot dot;

	while (in.at < in.end) {
		told.end = in.at;
		if (!unpack_dot(&in, &dot))
			return (struct lineage){ { NULL, NULL }, false };
		if (dot.origin == change->dot.origin && !dot.seq)
			return (struct lineage){ told, !(unpack_dot(&in, &dot) && dot.origin == change->dot.origin &&
							 !dot.seq) };
	}
	return (struct lineage){ change->prev, true };
}

/* Whether those that the write replaced bring with them all that was replaced. */
static bool tells_all(struct packed dots, struct packed context)
{
	struct vector told = { 0 };
	struct dot dot;
	bool all = vector_unpack(&told, dots);

	while (all && context.at < context.end)
		all = unpack_dot(&context, &dot) && vector_covers(&told, dot);
	vector_done(&told);
	return all;
}

struct packed lineage_pack(struct arena *arena, uint32_t origin, struct lineage lineage, struct packed context)
{
	struct str packed;
	const unsigned char *copy;
	size_t size;

	if (lineage.is_known && tells_all(lineage.dots, context))
		return lineage.dots;
	str_init(&packed);
	if (size_of(lineage.dots))
		str_add_bytes(&packed, lineage.dots.at, size_of(lineage.dots));
	for (int mark = lineage.is_known; mark < 2; mark++)
		pack_dot(&packed, (struct dot){ origin, 0 });
	if (size_of(context))
		str_add_bytes(&packed, context.at, size_of(context));
	size = packed.length;
	copy = arena_memdup(arena, packed.text, size);
	str_done(&packed);
	return (struct packed){ copy, copy + size };
}
