/* stream_in.c - bundles of others, taken in with their changes. */
#include "stream_rows.h"

#include <string.h>

#include "merge.h"
#include "moved_notice.h"
#include "rows.h"

bool store_stream_in(struct store *store, int64_t unit, uint32_t origin, int64_t *bseq,
		     unsigned char hash[STREAM_HASH_BYTES], struct err *err)
{
	struct statement s;

	*bseq = 0;
	memset(hash, 0, STREAM_HASH_BYTES);
	if (!statement_begin(&s, store, "SELECT bseq, hash FROM stream_in WHERE unit = ? AND origin = ?", err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, origin);
	if (statement_row(&s)) {
		*bseq = statement_int(&s, 0);
		if (sqlite3_column_bytes(s.handle, 1) == STREAM_HASH_BYTES)
			memcpy(hash, sqlite3_column_blob(s.handle, 1), STREAM_HASH_BYTES);
	}
	return statement_end(&s);
}

static bool cursor_put(struct store *store, int64_t unit, const struct stream_position *to, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO stream_in(unit, origin, bseq, hash) VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE"
			     " SET (bseq, hash) = (excluded.bseq, excluded.hash) WHERE excluded.bseq > bseq",
			     err))
		return false;
	statement_bind_int(&s, unit);
	statement_bind_int(&s, to->origin);
	statement_bind_int(&s, to->bseq);
	statement_bind_blob(&s, to->hash, STREAM_HASH_BYTES);
	return statement_end(&s);
}

static bool cursors_put(struct store *store, const struct stream_taken *taken, struct err *err)
{
	struct stream_position own = { .origin = taken->origin, .bseq = taken->bseq };
	bool done = true;

	memcpy(own.hash, taken->hash, sizeof(own.hash));
	if (!taken->is_base)
		return cursor_put(store, taken->unit, &own, err);
	for (size_t i = 0; i < taken->covered_count && done; i++)
		done = taken->covered[i].origin == store->origin ||
		       cursor_put(store, taken->unit, &taken->covered[i], err);
	return done;
}

/* ---- what follows from what was taken --------------------------------------------------------- */

struct taking {
	struct belongs belongs;
	const struct stream_taken *taken;
};

/* These go to the unit before and after anyhow. */
static bool tells_of_move(const struct change *change)
{
	return change->table == TABLE_HANDOVER || change->table == TABLE_HANDOVER_ANSWER ||
	       (change->table == TABLE_CITIZEN && change->column == CITIZEN_COORDINATOR);
}

/* Work on a citizen who is elsewhere goes on to where the citizen is. */
static bool news_forward(void *context, const struct change *change, struct err *err)
{
	struct taking *taking = context;
	int64_t citizen, unit;

	if (tells_of_move(change))
		return true;
	if (!belongs_change(&taking->belongs, change, &citizen, err))
		return false;
	if (!citizen)
		return true;
	if (!belongs_unit(&taking->belongs, citizen, &unit, err))
		return false;
	return unit == taking->taken->unit ||
	       store_snapshot_mark(taking->belongs.store, unit, citizen, err);
}

static bool places_look(struct store *store, const struct change *changes, size_t count, struct err *err)
{
	bool all = false;

	for (size_t i = 0; i < count; i++)
		all = all || (changes[i].table == TABLE_CASEWORKER &&
			      (changes[i].column == CHANGE_CREATION || changes[i].column == CASEWORKER_TEAM));
	if (all)
		return citizen_places_look(store, err);
	for (size_t i = 0; i < count; i++)
		if (changes[i].table == TABLE_CITIZEN &&
		    (changes[i].column == CHANGE_CREATION || changes[i].column == CITIZEN_COORDINATOR) &&
		    !citizen_place_look(store, changes[i].row, err))
			return false;
	return true;
}

struct news {
	struct arena arena;
	const struct change **changes;
	size_t count;
};

static bool news_note(void *context, const struct change *change, struct err *err)
{
	struct news *news = context;

	(void)err;
	news->changes = arena_grow(&news->arena, news->changes, news->count, sizeof(const struct change *));
	news->changes[news->count++] = change;
	return true;
}

/* When all of the bundle is in, so that what moved a citizen in it is known. */
static bool news_look(struct store *store, const struct stream_taken *taken, const struct news *news,
		      struct err *err)
{
	struct taking taking = { .taken = taken };
	int64_t units;
	bool done = true;

	if (!database_number(store, "SELECT count(*) FROM stream_unit", 0, 0, &units, err))
		return false;
	if (units < 2 || !news->count || taken->is_state)
		return true;
	belongs_init(&taking.belongs, store);
	for (size_t i = 0; done && i < news->count; i++)
		done = news_forward(&taking, news->changes[i], err);
	belongs_done(&taking.belongs);
	return done;
}

/* A unit's state tells of those who have left it, too. */
static bool changes_take(struct store *store, const struct stream_taken *taken, const struct change *changes,
			 size_t count, struct news *news, struct err *err)
{
	size_t begun = 0;

	for (size_t i = 0; taken->is_state && i < count; i++) {
		if (!moved_notice_is(changes, count, i))
			continue;
		if ((i > begun && !merge_take(store, changes + begun, i - begun, true, news_note, news, err)) ||
		    !moved_notice_hear(store, &changes[i], err))
			return false;
		begun = i + 1;
	}
	return merge_take(store, changes + begun, count - begun, taken->is_snapshot, news_note, news, err);
}

static bool bundle_take(struct store *store, const struct stream_taken *taken, const struct change *changes,
			size_t count, struct news *news, struct err *err)
{
	return changes_take(store, taken, changes, count, news, err) &&
		places_look(store, changes, count, err) && news_look(store, taken, news, err) &&
		cursors_put(store, taken, err);
}

bool store_stream_take(struct store *store, const struct stream_taken *taken, const struct change *changes,
		       size_t count, struct err *err)
{
	struct news news = { .changes = NULL };
	bool done;

	if (!store_begin(store, err))
		return false;
	arena_init(&news.arena);
	done = row_finish(store, bundle_take(store, taken, changes, count, &news, err), err);
	arena_done(&news.arena);
	return done;
}

/* ---- what was wrong --------------------------------------------------------------------------- */

bool store_anomaly_add(struct store *store, const char *kind, int64_t unit, uint32_t origin, int64_t bseq,
		       const char *detail, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT INTO anomaly(at, kind, unit, origin, bseq, detail)"
			     " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS(SELECT 1 FROM anomaly WHERE kind = ?2"
			     " AND unit IS ?3 AND origin IS ?4 AND bseq IS ?5 AND detail IS ?6)",
			     err))
		return false;
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_text(&s, kind);
	statement_bind_int(&s, unit);
	statement_bind_int(&s, origin);
	statement_bind_int(&s, bseq);
	statement_bind_text(&s, detail);
	return statement_end(&s);
}
