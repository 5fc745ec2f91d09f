/* origin.c - a restored or cloned database goes on under a new terminal number.
 *
 * What its former self has published too stays the old number's. What comes after that is this database's alone, and
 * the old number was used for other changes: it becomes the new number's, with every mark it left in cells,
 * siblings, old values and in the changes that name it. */
#include "stream_rows.h"

#include "pack.h"
#include "rows.h"
#include "samtale/base/tr.h"

struct renewal {
	struct store *store;
	uint32_t before, after;
	int64_t published; /* as this database knows */
	int64_t shared;	   /* up to and with this the changes are the old number's; not below published */
};

/* ---- marks ------------------------------------------------------------------------------------ */

static bool marks_renew(const struct renewal *renewal, struct err *err)
{
	static const char *const updates[] = {
		"UPDATE cell SET origin = ? WHERE origin = ? AND seq > ?",
		"UPDATE sibling SET origin = ? WHERE origin = ? AND seq > ?",
		"UPDATE superseded SET origin = ? WHERE origin = ? AND seq > ?",
	};

	for (size_t i = 0; i < LENGTH(updates); i++) {
		struct statement s;

		if (!statement_begin(&s, renewal->store, updates[i], err))
			return false;
		statement_bind_int(&s, renewal->after);
		statement_bind_int(&s, renewal->before);
		statement_bind_int(&s, renewal->shared);
		if (!statement_end(&s))
			return false;
	}
	return true;
}

static bool prev_renew(const struct renewal *renewal, struct packed in, struct str *prev)
{
	struct dot dot;

	while (in.at < in.end) {
		if (!unpack_dot(&in, &dot))
			return false;
		if (dot.origin == renewal->before && dot.seq > renewal->shared)
			dot.origin = renewal->after;
		pack_dot(prev, dot);
	}
	return true;
}

/* Where a write of this database is named: in the log, and beside the values that it left (lineage.h). */
static const struct {
	const char *read, *put; /* ?1 the write's number, ?2 its new terminal, ?3 what it replaced */
} places[] = {
	{ "SELECT prev FROM oplog WHERE seq = ?1", "UPDATE oplog SET prev = ?3 WHERE seq = ?1" },
	{ "SELECT c.prev FROM oplog o JOIN cell c ON c.tbl = o.tbl AND c.row = o.row AND c.col = o.col"
	  " WHERE o.seq = ?1 AND c.origin = ?2 AND c.seq = ?1",
	  "UPDATE cell SET prev = ?3 WHERE (tbl, row, col) = (SELECT tbl, row, col FROM oplog WHERE seq = ?1)"
	  " AND origin = ?2 AND seq = ?1" },
	{ "SELECT c.prev FROM oplog o JOIN sibling c ON c.tbl = o.tbl AND c.row = o.row AND c.col = o.col"
	  " WHERE o.seq = ?1 AND c.origin = ?2 AND c.seq = ?1",
	  "UPDATE sibling SET prev = ?3 WHERE (tbl, row, col) = (SELECT tbl, row, col FROM oplog WHERE seq = ?1)"
	  " AND origin = ?2 AND seq = ?1" },
	{ "SELECT c.prev FROM oplog o JOIN superseded c ON c.tbl = o.tbl AND c.row = o.row AND c.col = o.col"
	  " WHERE o.seq = ?1 AND c.origin = ?2 AND c.seq = ?1",
	  "UPDATE superseded SET prev = ?3 WHERE (tbl, row, col) = (SELECT tbl, row, col FROM oplog"
	  " WHERE seq = ?1) AND origin = ?2 AND seq = ?1" },
};

static bool place_begin(struct statement *s, const struct renewal *renewal, const char *sql, int64_t seq,
			struct err *err)
{
	if (!statement_begin(s, renewal->store, sql, err))
		return false;
	statement_bind_int(s, seq);
	if (sqlite3_bind_parameter_count(s->handle) > 1)
		statement_bind_int(s, renewal->after);
	return true;
}

static bool prev_put(const struct renewal *renewal, const char *sql, int64_t seq, const struct str *prev,
		     struct err *err)
{
	struct statement s;

	if (!place_begin(&s, renewal, sql, seq, err))
		return false;
	statement_bind_blob(&s, prev->text, prev->length);
	return statement_end(&s);
}

static bool prev_renew_at(const struct renewal *renewal, size_t place, int64_t seq, struct err *err)
{
	struct statement s;
	struct str prev;
	bool done;

	if (!place_begin(&s, renewal, places[place].read, seq, err))
		return false;
	str_init(&prev);
	done = !statement_row(&s) || prev_renew(renewal, packed_in(s.handle, 0), &prev);
	done = statement_end(&s) && done;
	done = done && (!prev.length || prev_put(renewal, places[place].put, seq, &prev, err));
	str_done(&prev);
	return done;
}

static bool log_renew(const struct renewal *renewal, struct err *err)
{
	int64_t newest;

	if (!database_number(renewal->store, "SELECT max(seq) FROM oplog", 0, 0, &newest, err))
		return false;
	for (int64_t seq = renewal->shared + 1; seq <= newest; seq++)
		for (size_t place = 0; place < LENGTH(places); place++)
			if (!prev_renew_at(renewal, place, seq, err))
				return false;
	return true;
}

/* ---- streams ---------------------------------------------------------------------------------- */

/* Our own streams of before are foreign from now on, known up to the newest bundle that was published. */
static bool streams_renew(const struct renewal *renewal, struct err *err)
{
	static const char known[] =
		"INSERT OR REPLACE INTO stream_in(unit, origin, bseq, hash)"
		" SELECT unit, ?, max(bseq), hash FROM stream_out WHERE state > 0 GROUP BY unit";
	static const char *const rest[] = {
		"DELETE FROM stream_out",
		"DELETE FROM receipt",
		"INSERT OR IGNORE INTO sync_self(k, v) VALUES('heard', 0)",
	};
	struct statement s;

	if (!statement_begin(&s, renewal->store, known, err))
		return false;
	statement_bind_int(&s, renewal->before);
	if (!statement_end(&s))
		return false;
	for (size_t i = 0; i < LENGTH(rest); i++)
		if (!statement_begin(&s, renewal->store, rest[i], err) || !statement_end(&s))
			return false;
	return true;
}

static bool past_put(const struct renewal *renewal, struct err *err)
{
	struct statement s;

	if (!renewal->shared)
		return true;
	if (!statement_begin(&s, renewal->store, "INSERT OR IGNORE INTO origin_past(last, origin) VALUES(?, ?)", err))
		return false;
	statement_bind_int(&s, renewal->shared);
	statement_bind_int(&s, renewal->before);
	return statement_end(&s);
}

static bool renew(struct renewal *renewal, struct err *err)
{
	struct store *store = renewal->store;

	if (!stream_published(store, &renewal->published, err))
		return false;
	if (renewal->shared < renewal->published)
		renewal->shared = renewal->published;
	return marks_renew(renewal, err) && log_renew(renewal, err) && past_put(renewal, err) &&
	       streams_renew(renewal, err) &&
	       self_number_put(store, SELF_SEALED, renewal->published, err) &&
	       self_number_put(store, "origin", renewal->after, err) &&
	       self_number_put(store, "next_id", 1, err);
}

bool store_change_is_known(struct store *store, int64_t seq, int64_t hlc, bool *is_known, struct err *err)
{
	int64_t count;

	if (!database_number(store, "SELECT count(*) FROM oplog WHERE seq = ? AND hlc = ?", seq, hlc, &count, err))
		return false;
	*is_known = count != 0;
	return true;
}

bool store_origin_renew(struct store *store, uint32_t origin, int64_t shared, struct err *err)
{
	struct renewal renewal = { .store = store, .after = origin, .shared = shared };

	if (!origin || origin > ID_ORIGIN_MAX)
		BUG("a terminal number outside 1 to ID_ORIGIN_MAX");
	if (!store_identity(store, err))
		return false;
	if (store->origin == origin)
		return err_set(err, ERR_REFUSED, "%s",
			       _("The database has that number already. Ask the administrator for a new one."));
	renewal.before = store->origin;
	if (!store_begin(store, err) || !row_finish(store, renew(&renewal, err), err))
		return false;
	store->identity_known = false;
	store->next_id = store->id_limit = 0;
	return true;
}
