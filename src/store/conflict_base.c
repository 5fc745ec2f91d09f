#include "conflict_base.h"

#include <stdlib.h>

#include "lineage.h"
#include "pack.h"
#include "vector.h"

/* A write that is kept here: a head, or replaced. */
struct write {
	struct dot dot;
	int64_t hlc;
	struct lineage lineage;
	const char *value; /* of a head NULL */
	bool is_common;	   /* every head comes from it */
};

struct past {
	struct write *writes; /* the heads first */
	size_t count, heads;
	struct vector *known; /* of each head: what it comes from */
	struct vector common; /* what the writes come from that every head comes from */
};

/* ---- what is kept ----------------------------------------------------------------------------- */

static const char kept[] =
	"SELECT col = 0, origin, seq, hlc, prev, NULL FROM cell WHERE tbl = ?1 AND row = ?2"
	" AND col = (SELECT max(col) FROM cell WHERE tbl = ?1 AND row = ?2 AND col IN (0, ?3))"
	" UNION ALL SELECT 0, origin, seq, hlc, prev, NULL FROM sibling WHERE tbl = ?1 AND row = ?2 AND col = ?3";
static const char replaced[] = "SELECT 0, origin, seq, hlc, prev, ifnull(val, '') FROM superseded WHERE tbl = ?1"
			       " AND row = ?2 AND col = ?3 AND origin > 0";

static bool writes_read(struct past *past, struct store *store, const char *sql, const int64_t place[3],
			struct arena *arena, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, sql, err))
		return false;
	for (int i = 0; i < 3; i++)
		statement_bind_int(&s, place[i]);
	while (statement_row(&s)) {
		struct write *write;

		past->writes = arena_grow(arena, past->writes, past->count, sizeof(*past->writes));
		write = &past->writes[past->count++];
		*write = (struct write){
			.dot = { (uint32_t)statement_int(&s, 1), statement_int(&s, 2) },
			.hlc = statement_int(&s, 3),
			.lineage = statement_int(&s, 0) ? LINEAGE_NONE : lineage_keep(arena, lineage_in(&s, 4)),
			.value = statement_text(&s, 5, arena),
		};
	}
	return statement_end(&s);
}

/* ---- what comes from what --------------------------------------------------------------------- */

static bool raise(struct vector *known, struct dot dot)
{
	bool is_news = dot.seq > 0 && !vector_covers(known, dot);

	if (is_news)
		vector_raise(known, dot);
	return is_news;
}

/* What was replaced, and all that the same terminal wrote before. Whether that was news. */
static bool past_raise(struct vector *known, const struct write *write)
{
	bool is_news = raise(known, (struct dot){ write->dot.origin, write->dot.seq - 1 });
	struct packed dots = write->lineage.dots;
	struct dot dot;

	while (dots.at < dots.end && unpack_dot(&dots, &dot))
		is_news |= raise(known, dot);
	return is_news;
}

static void past_follow(const struct past *past, size_t head)
{
	struct vector *known = &past->known[head];
	bool is_news = past_raise(known, &past->writes[head]);

	while (is_news) {
		is_news = false;
		for (size_t i = past->heads; i < past->count; i++)
			if (vector_covers(known, past->writes[i].dot))
				is_news |= past_raise(known, &past->writes[i]);
	}
}

static void common_mark(struct past *past)
{
	for (size_t i = past->heads; i < past->count; i++) {
		struct write *write = &past->writes[i];

		write->is_common = true;
		for (size_t head = 0; head < past->heads; head++)
			write->is_common = write->is_common && vector_covers(&past->known[head], write->dot);
		if (write->is_common)
			past_raise(&past->common, write);
	}
}

/* ---- what is not known ------------------------------------------------------------------------ */

static bool is_kept(const struct past *past, struct dot dot)
{
	for (size_t i = 0; i < past->count; i++)
		if (past->writes[i].dot.origin == dot.origin && past->writes[i].dot.seq == dot.seq)
			return true;
	return false;
}

/* A link that is not here, and that what is common does not come from. */
static bool is_open(const struct past *past, const struct write *write)
{
	struct packed dots = write->lineage.dots;
	bool open = !write->lineage.is_known;
	struct dot dot;

	while (!open && dots.at < dots.end && unpack_dot(&dots, &dot))
		open = !is_kept(past, dot) && !vector_covers(&past->common, dot);
	return open;
}

static bool is_whole(const struct past *past, size_t head)
{
	bool whole = !is_open(past, &past->writes[head]);

	for (size_t i = past->heads; whole && i < past->count; i++)
		whole = past->writes[i].is_common || !vector_covers(&past->known[head], past->writes[i].dot) ||
			!is_open(past, &past->writes[i]);
	return whole;
}

/* What a head with a missing link comes from besides may be anything that the others come from. */
static bool is_certain(const struct past *past)
{
	bool *whole = calloc(past->heads, sizeof(*whole)), any = false, certain = true;

	if (!whole)
		BUG("out of memory");
	for (size_t head = 0; head < past->heads; head++)
		any |= whole[head] = is_whole(past, head);
	for (size_t i = past->heads; i < past->count; i++) {
		bool possible = !past->writes[i].is_common;

		for (size_t head = 0; head < past->heads; head++)
			possible = possible &&
				   (!whole[head] || vector_covers(&past->known[head], past->writes[i].dot));
		certain = certain && !possible;
	}
	free(whole);
	return any && certain;
}

/* ---- the answer ------------------------------------------------------------------------------- */

static bool is_newer(const struct write *a, const struct write *b)
{
	if (a->hlc != b->hlc)
		return a->hlc > b->hlc;
	return a->dot.origin > b->dot.origin || (a->dot.origin == b->dot.origin && a->dot.seq > b->dot.seq);
}

/* Of what is common that from which nothing else that is common comes; two of them when they had been merged. */
static const struct write *base_find(const struct past *past)
{
	const struct write *base = NULL;

	for (size_t i = past->heads; i < past->count; i++) {
		const struct write *write = &past->writes[i];

		if (write->is_common && !vector_covers(&past->common, write->dot) &&
		    (!base || is_newer(write, base)))
			base = write;
	}
	return base;
}

static void base_say(struct past *past, struct arena *arena, enum conflict_base *known, const char **value)
{
	const struct write *base;

	past->known = arena_array(arena, past->heads, sizeof(*past->known));
	for (size_t head = 0; head < past->heads; head++) {
		past->known[head] = (struct vector){ NULL, 0 };
		past_follow(past, head);
	}
	common_mark(past);
	if (is_certain(past)) {
		base = base_find(past);
		*known = base != NULL ? CONFLICT_BASE_VALUE : CONFLICT_BASE_NOTHING;
		*value = base != NULL ? base->value : "";
	}
	for (size_t head = 0; head < past->heads; head++)
		vector_done(&past->known[head]);
	vector_done(&past->common);
}

bool conflict_base_read(struct store *store, const struct synced_table *table, int64_t row, int column,
			struct arena *arena, enum conflict_base *known, const char **value, struct err *err)
{
	const int64_t place[] = { table->id, row, column };
	struct past past = { NULL, 0, 0, NULL, { NULL, 0 } };

	*known = CONFLICT_BASE_NOT_KNOWN;
	*value = "";
	if (!writes_read(&past, store, kept, place, arena, err))
		return false;
	past.heads = past.count;
	if (!writes_read(&past, store, replaced, place, arena, err))
		return false;
	base_say(&past, arena, known, value);
	return true;
}
