/* sync_state.c - how far this terminal's work has come on its way to the others. */
#include "stream_rows.h"

#include "capture.h"
#include "rows.h"
#include "samtale/store/conflicts.h"

/* ---- what waits ------------------------------------------------------------------------------- */

struct range {
	int64_t first, last;
};

/* How many numbers lie in the ranges together; they come by their first. Bundles of several units share
 * numbers, and a snapshot alone counts for one. */
static int64_t ranges_count(const struct range *ranges, size_t count)
{
	int64_t sum = 0, reached = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t first = ranges[i].first > reached ? ranges[i].first : reached + 1;

		if (!ranges[i].first)
			sum++;
		else if (ranges[i].last >= first) {
			sum += ranges[i].last - first + 1;
			reached = ranges[i].last;
		}
	}
	return sum;
}

static bool ranges_sum(struct store *store, const char *sql, int64_t *sum, struct err *err)
{
	struct arena arena;
	struct range *ranges = NULL;
	struct statement s;
	size_t count = 0;

	*sum = 0;
	if (!statement_begin(&s, store, sql, err))
		return false;
	arena_init(&arena);
	while (statement_row(&s)) {
		ranges = arena_grow(&arena, ranges, count, sizeof(*ranges));
		ranges[count++] = (struct range){ statement_int(&s, 0), statement_int(&s, 1) };
	}
	*sum = ranges_count(ranges, count);
	arena_done(&arena);
	return statement_end(&s);
}

/* Of the log what is not sealed, and what is sealed and lies here. */
static const char waiting_ranges[] =
	"SELECT first, last FROM stream_out WHERE state = 0 AND state < 2 UNION ALL"
	" SELECT s + 1, (SELECT max(seq) FROM oplog) FROM (SELECT ifnull((SELECT v FROM sync_self"
	"  WHERE k = 'sealed'), 0) s) WHERE s < (SELECT max(seq) FROM oplog) ORDER BY 1";

/* Published, and nobody but this terminal has said that it is there. */
static const char unconfirmed_ranges[] =
	"SELECT first, last FROM stream_out o WHERE state = 1 AND state < 2 AND NOT EXISTS(SELECT 1 FROM receipt r"
	" WHERE r.unit = o.unit AND r.bseq >= o.bseq) ORDER BY 1";

bool store_unsent(struct store *store, int64_t *count, int64_t *oldest_ms, struct err *err)
{
	int64_t published, due;

	*oldest_ms = 0;
	if (!ranges_sum(store, waiting_ranges, count, err) || !stream_published(store, &published, err) ||
	    !database_number(store, "SELECT count(*) FROM snapshot_due", 0, 0, &due, err))
		return false;
	*count += due;
	return database_number(store, "SELECT hlc >> 16 FROM oplog WHERE seq > ? ORDER BY seq LIMIT 1", published,
			       0, oldest_ms, err);
}
_Static_assert(HLC_COUNTER_BITS == 16, "the shift in store_unsent");

/* ---- the whole -------------------------------------------------------------------------------- */

#define SELF_TRIED "sync.tried"
#define SELF_DONE "sync.done"
#define SELF_REASON "sync.reason"

static bool reason_read(struct store *store, struct arena *arena, const char **reason, struct err *err)
{
	struct statement s;

	*reason = "";
	if (!statement_begin(&s, store, "SELECT v FROM sync_self WHERE k = '" SELF_REASON "'", err))
		return false;
	if (statement_row(&s))
		*reason = statement_text(&s, 0, arena);
	return statement_end(&s);
}

static bool counts_read(struct store *store, struct sync_state *state, struct err *err)
{
	int64_t units;
	const struct {
		const char *sql;
		int64_t *number;
	} counts[] = {
		{ "SELECT count(*) FROM stream_unit", &units },
		{ "SELECT count(*) FROM held WHERE state = 0", &state->held },
		/* That a citizen of others has got another coordinator is told here too, and has no row to go to. */
		{ "SELECT count(*) FROM parked WHERE NOT (tbl = 2 AND col = 15)", &state->parked },
		{ "SELECT count(*) FROM anomaly WHERE handled_by IS NULL", &state->anomalies },
	};

	for (size_t i = 0; i < LENGTH(counts); i++)
		if (!database_number(store, counts[i].sql, 0, 0, counts[i].number, err))
			return false;
	state->is_enrolled = units > 0;
	return true;
}

bool store_sync_state(struct store *store, struct arena *arena, struct sync_state *state, struct err *err)
{
	*state = (struct sync_state){ .reason = "" };
	return counts_read(store, state, err) && store_conflict_count(store, &state->conflicts, err) &&
		store_unsent(store, &state->waiting, &state->oldest_ms, err) &&
		ranges_sum(store, unconfirmed_ranges, &state->unconfirmed, err) &&
		self_number(store, SELF_TRIED, &state->tried_ms, err) &&
		self_number(store, SELF_DONE, &state->done_ms, err) &&
		reason_read(store, arena, &state->reason, err);
}

bool store_sync_begun(struct store *store, struct err *err)
{
	return self_number_put(store, SELF_TRIED, store_now_ms(store), err);
}

static bool reason_put(struct store *store, const char *reason, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT OR REPLACE INTO sync_self(k, v) VALUES('" SELF_REASON "', ?)", err))
		return false;
	statement_bind_text(&s, reason);
	return statement_end(&s);
}

bool store_sync_ended(struct store *store, const char *reason, struct err *err)
{
	return store_begin(store, err) &&
		row_finish(store,
			   reason_put(store, reason, err) &&
				   (*reason || self_number_put(store, SELF_DONE, store_now_ms(store), err)),
			   err);
}
