/* The dense feed of each unit: which bundles came, which rows they touch, and how far that is signed for. */
#include <sodium.h>
#include <string.h>

#include "hub_read.h"
#include "samtale/base/tr.h"

static const char purpose[] = "samtale-checkpoint-1";

struct unit_feed {
	int64_t unit, cursor, last;
	unsigned char h[BUNDLE_HASH_BYTES]; /* over the hashes of the bundles up to cursor */
};

/* ---- rows touched -------------------------------------------------------------------------------------- */

/* The rows of the feed's numbers, and that there are as many numbers as there must be. */
static bool touch(struct hub_read *read, int64_t unit, int64_t from, int64_t to, struct err *err)
{
	struct postgres_values values = postgres_values(&read->scratch);
	PGresult *answer;
	int64_t ops = 0;

	postgres_add_int4(&values, (int32_t)unit);
	postgres_add_int8(&values, from);
	postgres_add_int8(&values, to);
	if (!postgres_ask(read->postgres, "touched",
			  "SELECT tbl, row, count(*) FROM hub.op WHERE unit = $1 AND feed BETWEEN $2 AND $3 "
			  "GROUP BY tbl, row",
			  &values, &answer, err))
		return false;
	for (int i = 0; i < PQntuples(answer); i++) {
		read->touched =
			arena_grow(&read->lasting, read->touched, read->touched_count, sizeof(*read->touched));
		read->touched[read->touched_count++] = (struct touched){
			(int)postgres_number(answer, i, 0), postgres_number(answer, i, 1)
		};
		ops += postgres_number(answer, i, 2);
	}
	PQclear(answer);
	if (ops == to - from + 1)
		return true;
	err_set(err, ERR_DAMAGED, "%s",
		_("The hub's feed has a hole. The tables for reports stay as they were; tell the administrator."));
	return err_detail(err, "unit %lld, %lld to %lld: %lld ops", (long long)unit, (long long)from, (long long)to,
			  (long long)ops);
}

/* ---- bundles that could not be taken in ------------------------------------------------------------------ */

static bool is_taken(struct hub_read *read, int64_t unit, uint32_t origin, int64_t bseq, bool *taken,
		     struct err *err)
{
	unsigned char hash[STREAM_HASH_BYTES];
	int64_t newest = 0;

	if (origin == read->self.origin) {
		*taken = true;
		return true;
	}
	if (!store_stream_in(read->store, unit, origin, &newest, hash, err))
		return false;
	*taken = newest >= bseq;
	return true;
}

static bool waiting_change(struct hub_read *read, const char *name, const char *sql, int64_t unit, uint32_t origin,
			   int64_t bseq, struct err *err)
{
	struct postgres_values values = postgres_values(&read->scratch);

	postgres_add_int4(&values, (int32_t)unit);
	postgres_add_int4(&values, (int32_t)origin);
	postgres_add_int8(&values, bseq);
	return postgres_ask(read->postgres, name, sql, &values, NULL, err);
}

static bool waiting_add(struct hub_read *read, int64_t unit, uint32_t origin, int64_t bseq, struct err *err)
{
	return waiting_change(
		read, "wait",
		"INSERT INTO hub_read.waiting VALUES ($1, $2, $3) ON CONFLICT (unit, origin, bseq) DO NOTHING", unit,
		origin, bseq, err);
}

static bool waiting_remove(struct hub_read *read, int64_t unit, uint32_t origin, int64_t bseq, struct err *err)
{
	return waiting_change(read, "waited",
			      "DELETE FROM hub_read.waiting WHERE unit = $1 AND origin = $2 AND bseq = $3", unit,
			      origin, bseq, err);
}

/* A bundle of the feed: its rows are touched when it was taken in here, else it is remembered. */
static bool bundle_look(struct hub_read *read, int64_t unit, const PGresult *answer, int row, bool was_waiting,
			struct err *err)
{
	uint32_t origin = (uint32_t)postgres_number(answer, row, 0);
	int64_t bseq = postgres_number(answer, row, 1), from = postgres_number(answer, row, 2),
		to = postgres_number(answer, row, 3);
	bool taken;

	if (!is_taken(read, unit, origin, bseq, &taken, err))
		return false;
	if (!taken) {
		read->report->waiting++;
		return waiting_add(read, unit, origin, bseq, err);
	}
	return touch(read, unit, from, to, err) &&
		(!was_waiting || waiting_remove(read, unit, origin, bseq, err));
}

static bool waiting_look(struct hub_read *read, int64_t unit, struct err *err)
{
	struct postgres_values values = postgres_values(&read->scratch);
	PGresult *answer;
	bool done = true;

	postgres_add_int4(&values, (int32_t)unit);
	if (!postgres_ask(read->postgres, "waiting",
			  "SELECT b.origin, b.bseq, b.feed_from, b.feed_to FROM hub_read.waiting w "
			  "JOIN hub.bundle b USING (unit, origin, bseq) WHERE unit = $1",
			  &values, &answer, err))
		return false;
	for (int i = 0; done && i < PQntuples(answer); i++)
		done = bundle_look(read, unit, answer, i, true, err);
	PQclear(answer);
	return done;
}

/* ---- reading on ------------------------------------------------------------------------------------------ */

#define BUNDLES_MOST 500 /* looked at in one question */

static void hash_on(unsigned char h[BUNDLE_HASH_BYTES], const char *hash)
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, BUNDLE_HASH_BYTES);
	crypto_generichash_update(&state, h, BUNDLE_HASH_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)hash, BUNDLE_HASH_BYTES);
	crypto_generichash_final(&state, h, BUNDLE_HASH_BYTES);
}

/* false in *more: the feed has been read to its end. */
static bool read_some(struct hub_read *read, struct unit_feed *feed, bool *more, struct err *err)
{
	struct postgres_values values = postgres_values(&read->scratch);
	PGresult *answer;
	bool done = true;

	postgres_add_int4(&values, (int32_t)feed->unit);
	postgres_add_int8(&values, feed->cursor);
	if (!postgres_ask(read->postgres, "bundles",
			  "SELECT origin, bseq, feed_from, feed_to, hash FROM hub.bundle "
			  "WHERE unit = $1 AND feed_from > $2 AND feed_to >= feed_from ORDER BY feed_from LIMIT 500",
			  &values, &answer, err))
		return false;
	for (int i = 0; done && i < PQntuples(answer); i++) {
		done = postgres_number(answer, i, 2) == feed->cursor + 1
			       ? bundle_look(read, feed->unit, answer, i, false, err)
			       : touch(read, feed->unit, feed->cursor + 1, postgres_number(answer, i, 3), err);
		feed->cursor = postgres_number(answer, i, 3);
		hash_on(feed->h, PQgetvalue(answer, i, 4));
	}
	*more = PQntuples(answer) == BUNDLES_MOST;
	PQclear(answer);
	return done;
}

/* What the worker says that it has seen; a hub that was set back cannot say otherwise. */
static bool checkpoint(struct hub_read *read, const struct unit_feed *feed, struct err *err)
{
	struct postgres_values values = postgres_values(&read->scratch);
	unsigned char signature[crypto_sign_BYTES];
	struct str said;

	str_init(&said);
	str_add_bytes(&said, purpose, sizeof(purpose));
	str_add_bytes(&said, read->self.realm.realm, ID_REALM_BYTES);
	str_addf(&said, "%lld %lld ", (long long)feed->unit, (long long)feed->cursor);
	str_add_bytes(&said, feed->h, sizeof(feed->h));
	crypto_sign_detached(signature, NULL, (const unsigned char *)said.text, said.length, read->self.sign_secret);
	str_done(&said);
	postgres_add_int4(&values, (int32_t)feed->unit);
	postgres_add_int4(&values, (int32_t)read->self.origin);
	postgres_add_int8(&values, feed->cursor);
	postgres_add_bytes(&values, feed->h, sizeof(feed->h));
	postgres_add_bytes(&values, signature, sizeof(signature));
	return postgres_ask(read->postgres, "checkpoint", "SELECT hub.put_checkpoint($1, $2, $3, $4, $5)", &values,
			    NULL, err);
}

static bool cursor_put(struct hub_read *read, const struct unit_feed *feed, struct err *err)
{
	struct postgres_values values = postgres_values(&read->scratch);

	postgres_add_int4(&values, (int32_t)feed->unit);
	postgres_add_int8(&values, feed->cursor);
	postgres_add_bytes(&values, feed->h, sizeof(feed->h));
	return postgres_ask(read->postgres, "cursor",
			    "INSERT INTO hub_read.cursor AS c (unit, feed, h) VALUES ($1, $2, $3) "
			    "ON CONFLICT (unit) DO UPDATE SET feed = excluded.feed, h = excluded.h",
			    &values, NULL, err);
}

/* The worker's own database remembers how long the feed was: a hub that was restored knows less. */
static bool set_back_look(struct hub_read *read, const struct unit_feed *feed, struct err *err)
{
	const char *key = arena_printf(&read->scratch, "hub_feed_%lld", (long long)feed->unit);
	const unsigned char *bytes;
	int64_t seen = 0;
	size_t size;

	if (!store_kept(read->store, key, &read->scratch, &bytes, &size, err))
		return false;
	if (size == sizeof(seen))
		memcpy(&seen, bytes, sizeof(seen));
	if (feed->last < seen)
		read->report->is_set_back = true;
	return feed->last == seen || store_keep(read->store, key, &feed->last, sizeof(feed->last), err);
}

static bool feed_read(struct hub_read *read, struct unit_feed *feed, struct err *err)
{
	int64_t from;
	bool more = true;

	if (!set_back_look(read, feed, err))
		return false;
	if (feed->cursor > feed->last) {
		feed->cursor = 0;
		memset(feed->h, 0, sizeof(feed->h));
	}
	from = feed->cursor;
	if (!waiting_look(read, feed->unit, err))
		return false;
	while (more)
		if (!read_some(read, feed, &more, err))
			return false;
	read->report->units = arena_grow(read->arena, read->report->units, read->report->unit_count,
					 sizeof(*read->report->units));
	read->report->units[read->report->unit_count++] = (struct work_unit){ feed->unit, from, feed->cursor };
	return feed->cursor == from || (cursor_put(read, feed, err) && checkpoint(read, feed, err));
}

bool hub_read_feeds(struct hub_read *read, struct err *err)
{
	PGresult *answer;
	bool done = true;

	if (!postgres_ask(
		    read->postgres, NULL,
		    "SELECT f.unit, f.last, c.feed, c.h FROM hub.unit_feed f LEFT JOIN hub_read.cursor c USING (unit) "
		    "ORDER BY unit",
		    NULL, &answer, err))
		return false;
	for (int i = 0; done && i < PQntuples(answer); i++) {
		struct unit_feed feed = { .unit = postgres_number(answer, i, 0),
				     .last = postgres_number(answer, i, 1),
				     .cursor = postgres_number(answer, i, 2) };

		if (PQgetlength(answer, i, 3) == BUNDLE_HASH_BYTES)
			memcpy(feed.h, PQgetvalue(answer, i, 3), BUNDLE_HASH_BYTES);
		done = feed_read(read, &feed, err);
		arena_reset(&read->scratch);
	}
	PQclear(answer);
	return done;
}
