#include "stream_terminals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/seats.h"
#include "store/connection.h"

static const unsigned char some_bytes[STREAM_HASH_BYTES] = { 1 };

static void must(struct exchange *exchange, bool done)
{
	if (!done)
		fail_msg("%s (%s)", exchange->world.err.text, exchange->world.err.detail);
}

struct store *exchange_store(struct exchange *exchange, int terminal)
{
	return exchange->world.replicas[terminal].store;
}

void exchange_stamp(struct exchange *exchange, int terminal)
{
	store_stamp(exchange_store(exchange, terminal), exchange->anna,
		    fixture_moment((int)++exchange->world.minutes));
}

void exchange_do(struct exchange *exchange, int terminal, const char *sql)
{
	struct store *store = exchange_store(exchange, terminal);

	exchange_stamp(exchange, terminal);
	must(exchange, store_begin(store, &exchange->world.err) &&
			       database_run(store, sql, &exchange->world.err) &&
			       store_commit(store, &exchange->world.err));
}

int64_t exchange_number(struct exchange *exchange, int terminal, const char *sql)
{
	int64_t number;

	must(exchange, database_number(exchange_store(exchange, terminal), sql, 0, 0, &number,
				       &exchange->world.err));
	return number;
}

int64_t exchange_new_id(struct exchange *exchange, int terminal)
{
	struct store *store = exchange_store(exchange, terminal);
	int64_t id = 0;

	must(exchange, store_begin(store, &exchange->world.err) &&
			       store_new_id(store, &id, &exchange->world.err) &&
			       store_commit(store, &exchange->world.err));
	return id;
}

int64_t exchange_citizen(struct exchange *exchange, int number)
{
	int64_t id;

	must(exchange, store_natural_id(exchange_store(exchange, 0), "cpr",
					arena_printf(&exchange->arena, "person %d", number), &id,
					&exchange->world.err));
	return id;
}

static bool is_member(int terminal, int64_t unit)
{
	return unit == 1 || unit == (terminal < 2 ? ALFA : BETA);
}

void exchange_begin(struct exchange *exchange, uint32_t seed)
{
	memset(exchange, 0, sizeof(*exchange));
	world_begin(&exchange->world, TERMINALS, seed, MERGED_AS_IS);
	arena_init(&exchange->arena);
	exchange->anna = exchange_new_id(exchange, 0);
	exchange->bo = exchange_new_id(exchange, 0);
	exchange_do(exchange, 0,
		    arena_printf(&exchange->arena,
				 "INSERT INTO caseworker(id, initials, team) VALUES(%lld, 'anna', 'Alfa'),"
				 " (%lld, 'bo', 'Beta')",
				 (long long)exchange->anna, (long long)exchange->bo));
	for (int i = 0; i < TERMINALS; i++) {
		const struct stream_unit units[] = {
			{ 1, "all", true },
			{ ALFA, "Alfa", is_member(i, ALFA) },
			{ BETA, "Beta", is_member(i, BETA) },
		};

		must(exchange, store_units_put(exchange_store(exchange, i), units, LENGTH(units),
					       &exchange->world.err));
	}
	exchange_settle(exchange);
}

void exchange_end(struct exchange *exchange)
{
	arena_done(&exchange->arena);
	world_end(&exchange->world);
}

/* ---- in --------------------------------------------------------------------------------------- */

static int entries_take(struct exchange *exchange, int terminal)
{
	struct store *store = exchange_store(exchange, terminal);
	int taken = 0;

	for (size_t i = 0; i < exchange->count; i++) {
		const struct hub_entry *entry = &exchange->entries[i];
		struct stream_taken what = { .unit = entry->unit, .bseq = entry->bseq, .origin = entry->origin,
					     .is_snapshot = entry->is_snapshot };
		unsigned char hash[STREAM_HASH_BYTES];
		int64_t known;

		if (!is_member(terminal, entry->unit) || entry->origin == exchange->world.replicas[terminal].origin)
			continue;
		must(exchange, store_stream_in(store, entry->unit, entry->origin, &known, hash,
					       &exchange->world.err));
		if (entry->bseq != known + 1 || (exchange->is_slow && !world_drawn(&exchange->world, 3)))
			continue;
		memcpy(what.hash, some_bytes, sizeof(what.hash));
		must(exchange, store_stream_take(store, &what, entry->changes, entry->count,
						 &exchange->world.err));
		taken++;
	}
	return taken;
}

/* What was asked to be removed is, before anything goes out. */
static void orders_obey(struct exchange *exchange, int terminal)
{
	struct store *store = exchange_store(exchange, terminal);
	struct purge_order *orders;
	size_t count;
	int64_t kept;

	must(exchange, store_purge_orders(store, &exchange->arena, &orders, &count, &exchange->world.err));
	for (size_t i = 0; i < count; i++)
		must(exchange, store_purge_order_do(store, &orders[i], &kept, &exchange->world.err));
}

/* ---- out -------------------------------------------------------------------------------------- */

struct sealing {
	struct exchange *exchange;
	struct hub_entry units[BETA + 1];
	int64_t last;
};

static struct packed kept(struct arena *arena, struct packed packed)
{
	size_t size = (size_t)(packed.end - packed.at);
	const unsigned char *copy = size ? arena_memdup(arena, packed.at, size) : NULL;

	return (struct packed){ copy, copy ? copy + size : NULL };
}

static void entry_add(struct exchange *exchange, struct hub_entry *entry, const struct change *change)
{
	struct change *copy;

	entry->changes = arena_grow(&exchange->arena, entry->changes, entry->count, sizeof(*copy));
	copy = &entry->changes[entry->count++];
	*copy = *change;
	copy->prev = kept(&exchange->arena, change->prev);
	copy->value = kept(&exchange->arena, change->value);
}

static bool seal_one(void *context, const struct change *change, const int64_t *units, size_t count,
		     struct err *err)
{
	struct sealing *sealing = context;

	(void)err;
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++)
		entry_add(sealing->exchange, &sealing->units[units[i]], change);
	sealing->last = change->dot.seq;
	return true;
}

static void entry_publish(struct exchange *exchange, int terminal, struct hub_entry entry)
{
	struct store *store = exchange_store(exchange, terminal);
	struct stream_bundle bundle = { .unit = entry.unit, .bytes = some_bytes, .size = 1, .ops = some_bytes,
					.ops_size = 1 };
	unsigned char hash[STREAM_HASH_BYTES];

	must(exchange, store_stream_newest(store, entry.unit, &bundle.bseq, hash, &exchange->world.err));
	bundle.bseq++;
	memcpy(bundle.hash, some_bytes, sizeof(bundle.hash));
	memcpy(bundle.prev, bundle.bseq > 1 ? some_bytes : bundle.prev, sizeof(bundle.prev));
	if (!entry.is_snapshot) {
		bundle.first = entry.changes[0].dot.seq;
		bundle.last = entry.changes[entry.count - 1].dot.seq;
	}
	must(exchange, store_stream_put(store, &bundle, &exchange->world.err) &&
			       store_stream_state(store, bundle.unit, bundle.bseq, STREAM_PUBLISHED,
						  &exchange->world.err));
	entry.bseq = bundle.bseq;
	entry.origin = exchange->world.replicas[terminal].origin;
	exchange->entries = arena_grow(&exchange->arena, exchange->entries, exchange->count, sizeof(entry));
	exchange->entries[exchange->count++] = entry;
}

struct snapping {
	struct exchange *exchange;
	struct hub_entry entry;
};

static bool snap_one(void *context, const struct change *change, struct err *err)
{
	struct snapping *snapping = context;

	(void)err;
	entry_add(snapping->exchange, &snapping->entry, change);
	return true;
}

static int snapshots_seal(struct exchange *exchange, int terminal)
{
	struct store *store = exchange_store(exchange, terminal);
	struct snapshot_due *due;
	size_t count;

	must(exchange, store_snapshots_due(store, &exchange->arena, &due, &count, &exchange->world.err));
	for (size_t i = 0; i < count; i++) {
		struct snapping snapping = { exchange, { .unit = due[i].unit, .is_snapshot = true } };

		must(exchange, store_snapshot_each(store, due[i].citizen, snap_one, &snapping,
						   &exchange->world.err) &&
				       store_snapshot_done(store, &due[i], &exchange->world.err));
		if (snapping.entry.count)
			entry_publish(exchange, terminal, snapping.entry);
	}
	return (int)count;
}

static int source_seal(struct exchange *exchange, int terminal, bool again)
{
	struct sealing sealing = { .exchange = exchange };
	struct store *store = exchange_store(exchange, terminal);
	int sealed = 0;

	must(exchange, (again ? store_outgoing_again_each : store_outgoing_each)(store, seal_one, &sealing,
										 &exchange->world.err));
	if (!sealing.last)
		return 0;
	for (int64_t unit = 1; unit <= BETA; unit++) {
		sealing.units[unit].unit = unit;
		if (!sealing.units[unit].count)
			continue;
		entry_publish(exchange, terminal, sealing.units[unit]);
		sealed++;
	}
	must(exchange, (again ? store_outgoing_again_sealed : store_outgoing_sealed)(store, sealing.last,
										     &exchange->world.err));
	return sealed;
}

static int changes_seal(struct exchange *exchange, int terminal)
{
	int again = source_seal(exchange, terminal, true);

	return again + source_seal(exchange, terminal, false);
}

/* ---- receipts --------------------------------------------------------------------------------- */

static int64_t least_taken(struct exchange *exchange, int terminal, int64_t unit)
{
	int64_t least = INT64_MAX;

	for (int i = 0; i < TERMINALS; i++) {
		unsigned char hash[STREAM_HASH_BYTES];
		int64_t known;

		if (i == terminal || !is_member(i, unit))
			continue;
		must(exchange, store_stream_in(exchange_store(exchange, i), unit,
					       exchange->world.replicas[terminal].origin, &known, hash,
					       &exchange->world.err));
		least = known < least ? known : least;
	}
	return least;
}

int exchange_run(struct exchange *exchange, int terminal)
{
	struct store *store = exchange_store(exchange, terminal);
	int moved;
	int64_t removed;

	exchange_stamp(exchange, terminal);
	moved = entries_take(exchange, terminal);
	orders_obey(exchange, terminal);
	must(exchange, store_seats_claim(store, &exchange->world.err));
	moved += changes_seal(exchange, terminal);
	moved += snapshots_seal(exchange, terminal);
	for (int64_t unit = 1; unit <= BETA; unit++)
		must(exchange, store_receipt_put(store, unit, 99, least_taken(exchange, terminal, unit), true,
						 &exchange->world.err));
	must(exchange, store_moved_purge(store, &removed, &exchange->world.err));
	return moved;
}

void exchange_settle(struct exchange *exchange)
{
	for (int round = 0, quiet = 0; quiet < 3; round++) {
		int moved = 0;

		if (round > 50)
			fail_msg("the terminals never come to rest");
		for (int i = 0; i < TERMINALS; i++)
			moved += exchange_run(exchange, i);
		quiet = moved ? 0 : quiet + 1;
	}
}
