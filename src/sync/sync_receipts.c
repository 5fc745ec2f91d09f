/* Receipts: this terminal's, for what it has taken, and the others', for what it has sent. A bundle is
 * through when a hub's worker has it, or every other member of the unit. A terminal that is known to have all is
 * not asked again: in a unit of hundreds the receipts are what a night's exchange reads most of. */
#include <stdio.h>
#include <string.h>

#include "receipt.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "sync_parts.h"

#define KEEP_DAYS                                                                                            \
	30 /* of ops and sealed bytes that are through: a hub may be set back to an older copy of itself */
#define DAY_MS (24ll * 60 * 60 * 1000)

/* ---- given ------------------------------------------------------------------------------------- */

static bool add_taken(struct run *run, struct receipt *receipt, uint32_t origin, struct err *err)
{
	struct receipt_line line = { .origin = origin };

	if (!store_stream_in(run->store, receipt->unit, origin, &line.bseq, line.hash, err))
		return false;
	if (!line.bseq)
		return true;
	receipt->lines = arena_grow(&run->scratch, receipt->lines, receipt->count, sizeof(line));
	receipt->lines[receipt->count++] = line;
	return true;
}

static bool give(struct run *run, int64_t unit, struct err *err)
{
	struct receipt receipt = { .unit = unit, .from = run->self.origin };
	char name[RECEIPT_NAME_SIZE];
	struct str file;
	bool is_put;

	memcpy(receipt.realm, run->ring.realm, sizeof(receipt.realm));
	for (size_t i = 0; i < run->ring.terminal_count; i++)
		if (run->ring.terminals[i].origin != run->self.origin &&
		    !add_taken(run, &receipt, run->ring.terminals[i].origin, err))
			return false;
	str_init(&file);
	receipt_write(&receipt, run->self.sign_secret, &file);
	is_put = hub_put(run->hub, receipt_name(unit, receipt.from, name), file.text, file.length,
			 HUB_REPLACE, err);
	str_done(&file);
	arena_reset(&run->scratch);
	return is_put;
}

/* ---- read -------------------------------------------------------------------------------------- */

/* How far one terminal has this one's stream; from 0: how far it is through. */
struct heard {
	int64_t from, bseq;
};

struct hearing {
	struct run *run;
	int64_t unit;
	const struct stream_bundle *bundles; /* of all units, that are not through */
	size_t bundle_count;
	const struct heard *kept; /* at the end of the exchange before */
	size_t kept_count;
	struct heard *heard;
	size_t count;
};

static void hear(struct hearing *hearing, int64_t from, int64_t bseq)
{
	hearing->heard = arena_grow(&hearing->run->lasting, hearing->heard, hearing->count, sizeof(*hearing->heard));
	hearing->heard[hearing->count++] = (struct heard){ from, bseq };
}

/* The receipt is for another bundle under this one's number: a copy of this database sent it. */
static bool is_foreign(const struct hearing *hearing, const struct receipt_line *line)
{
	for (size_t i = 0; i < hearing->bundle_count; i++) {
		const struct stream_bundle *bundle = &hearing->bundles[i];

		if (bundle->unit == hearing->unit && bundle->bseq == line->bseq)
			return memcmp(bundle->hash, line->hash, sizeof(line->hash)) != 0;
	}
	return false;
}

static bool read_one(struct hearing *hearing, const struct ring_terminal *terminal, struct err *err)
{
	struct run *run = hearing->run;
	struct receipt receipt = { .unit = hearing->unit, .from = terminal->origin };
	const struct receipt_line *line;
	char name[RECEIPT_NAME_SIZE];
	const unsigned char *bytes;
	size_t size;

	memcpy(receipt.realm, run->ring.realm, sizeof(receipt.realm));
	if (!hub_get(run->hub, receipt_name(receipt.unit, receipt.from, name), &run->scratch, &bytes, &size,
		     NULL))
		return true;
	if (!receipt_read(bytes, size, terminal->sign_public, &run->scratch, &receipt))
		return store_anomaly_add(run->store, "receipt", receipt.unit, receipt.from, 0, "receipt",
					 err);
	line = receipt_line(&receipt, run->self.origin);
	if (!line)
		return true;
	if (is_foreign(hearing, line)) {
		run_restored(run, hearing->unit, line->bseq);
		return true;
	}
	hear(hearing, terminal->origin, line->bseq);
	return true;
}

static bool gives_receipts(const struct run *run, const struct ring_terminal *terminal)
{
	return terminal->origin != run->self.origin && terminal->has_card && !terminal->is_shut_out;
}

static int64_t bseq_of(const struct heard *heard, size_t count, int64_t from)
{
	for (size_t i = 0; i < count; i++)
		if (heard[i].from == from)
			return heard[i].bseq;
	return 0;
}

/* The least that any other member has, or what a hub's worker has, whichever is more. */
static int64_t through(const struct hearing *hearing)
{
	const struct run *run = hearing->run;
	int64_t least = INT64_MAX, worker = 0;

	for (size_t i = 0; i < run->ring.terminal_count; i++) {
		const struct ring_terminal *terminal = &run->ring.terminals[i];
		int64_t bseq = bseq_of(hearing->heard, hearing->count, terminal->origin);

		if (!gives_receipts(run, terminal))
			continue;
		if (terminal->is_hub)
			worker = bseq > worker ? bseq : worker;
		else if (ring_is_member(&run->ring, terminal->origin, hearing->unit) && bseq < least)
			least = bseq;
	}
	return least != INT64_MAX && least > worker ? least : worker;
}

/* What is new of it goes into the database, in one transaction; nothing new, nothing is written. */
static bool put_heard(struct hearing *hearing, struct err *err)
{
	struct run *run = hearing->run;

	for (size_t i = 0; i < hearing->count; i++) {
		const struct heard *heard = &hearing->heard[i];

		if (heard->bseq <= bseq_of(hearing->kept, hearing->kept_count, heard->from))
			continue;
		if (!store_receipt_put(run->store, hearing->unit, (uint32_t)heard->from, heard->bseq, !heard->from, err))
			return false;
		run->report->receipts += heard->from != 0;
	}
	return true;
}

static const char *kept_key(const struct hearing *hearing, char key[64])
{
	snprintf(key, 64, "receipts-%lld", (long long)hearing->unit);
	return key;
}

static bool keep_heard(struct hearing *hearing, struct err *err)
{
	struct store *store = hearing->run->store;
	size_t size = hearing->count * sizeof(*hearing->heard);
	char key[64];

	if (hearing->count == hearing->kept_count && (!size || !memcmp(hearing->kept, hearing->heard, size)))
		return true;
	if (!store_begin(store, err))
		return false;
	return store_finish(store,
			    put_heard(hearing, err) &&
				    store_keep(store, kept_key(hearing, key), hearing->heard, size, err),
			    err);
}

static bool recall(struct hearing *hearing, struct err *err)
{
	struct run *run = hearing->run;
	const unsigned char *bytes;
	char key[64];
	size_t size;

	if (!store_kept(run->store, kept_key(hearing, key), &run->scratch, &bytes, &size, err))
		return false;
	hearing->kept = arena_memdup(&run->lasting, bytes, size);
	hearing->kept_count = size / sizeof(*hearing->kept);
	hearing->heard = NULL;
	hearing->count = 0;
	return true;
}

static int64_t newest_sent(const struct hearing *hearing)
{
	int64_t newest = 0;

	for (size_t i = 0; i < hearing->bundle_count; i++)
		if (hearing->bundles[i].unit == hearing->unit && hearing->bundles[i].bseq > newest)
			newest = hearing->bundles[i].bseq;
	return newest;
}

static bool hear_from(struct hearing *hearing, const struct ring_terminal *terminal, int64_t newest, struct err *err)
{
	int64_t known = bseq_of(hearing->kept, hearing->kept_count, terminal->origin);

	if (known < newest)
		return read_one(hearing, terminal, err);
	hear(hearing, terminal->origin, known);
	return true;
}

static bool read_unit(struct hearing *hearing, struct err *err)
{
	struct run *run = hearing->run;
	int64_t newest = newest_sent(hearing), bseq;

	if (!recall(hearing, err))
		return false;
	for (size_t i = 0; i < run->ring.terminal_count && !run->is_stopped; i++) {
		if (gives_receipts(run, &run->ring.terminals[i]) &&
		    !hear_from(hearing, &run->ring.terminals[i], newest, err))
			return false;
		arena_reset(&run->scratch);
	}
	if (run->is_stopped)
		return true;
	bseq = through(hearing);
	if (bseq)
		hear(hearing, 0, bseq);
	return keep_heard(hearing, err);
}

static bool is_waited_for(const struct stream_bundle *bundles, size_t count, int64_t unit)
{
	for (size_t i = 0; i < count; i++)
		if (bundles[i].unit == unit && bundles[i].state == STREAM_PUBLISHED)
			return true;
	return false;
}

static bool read_all(struct run *run, struct err *err)
{
	struct hearing hearing = { .run = run };
	struct stream_bundle *bundles;

	if (!store_stream_list(run->store, STREAM_PUBLISHED, false, &run->lasting, &bundles,
			       &hearing.bundle_count, err))
		return false;
	hearing.bundles = bundles;
	for (size_t i = 0; i < run->ring.unit_count && !run->is_stopped; i++) {
		hearing.unit = run->ring.units[i].number;
		if (is_waited_for(bundles, hearing.bundle_count, hearing.unit) && !read_unit(&hearing, err))
			return false;
		arena_reset(&run->scratch);
	}
	return true;
}

bool sync_receipts(struct run *run, struct err *err)
{
	if (run->options->dry_run || !run_progress(run, SYNC_RECEIPTS, 0, 0))
		return true;
	for (size_t i = 0; i < run->ring.unit_count; i++)
		if (ring_is_member(&run->ring, run->self.origin, run->ring.units[i].number) &&
		    !give(run, run->ring.units[i].number, err))
			return false;
	return read_all(run, err) &&
	       store_streams_prune(run->store, run->options->now_ms - KEEP_DAYS * DAY_MS, err);
}
