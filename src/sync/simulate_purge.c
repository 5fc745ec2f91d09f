/* simulate_purge.c - removal after retention in the simulation: orders at any moment while others still write, people
 * who come back, and what a removal kept aside for a person to carry over or withdraw. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/store/people.h"
#include "samtale/sync/purge_order.h"
#include "simulate_shift.h"
#include "store/probe.h"
#include "store/stream_rows.h"

/* ---- orders ------------------------------------------------------------------------------------ */

bool sim_purge(struct simulation *sim, struct err *err)
{
	struct sim_terminal *admin = &sim->terminals[0];
	size_t number = sim->citizen_count ? chance_below(&sim->chance, sim->citizen_count) : 0;
	struct sim_citizen *citizen = &sim->citizens[number];
	bool done;

	if (number >= sim->citizen_count || !citizen->rows[ROW_CITIZEN] || citizen->is_purged)
		return true;
	if (!sim_open(sim, admin, err))
		return false;
	done = admin_purge(admin->store, citizen->rows[ROW_CITIZEN], "simulation", err);
	sim_close(admin);
	citizen->is_purged = done;
	sim->report->faults[FAULT_PURGE] += done;
	return done;
}

/* ---- who comes back ---------------------------------------------------------------------------- */

static int64_t heir_of(const struct simulation *sim, int64_t number)
{
	for (size_t i = 0; i < sim->citizen_count; i++)
		if (sim->citizens[i].former == number)
			return (int64_t)i;
	return -1;
}

/* The person's number for a row, met for the first time if need be: whoever is registered by the number of somebody
 * who was removed is another one in the ledger. */
static int64_t person(struct shift *shift, int64_t number, int64_t row)
{
	struct simulation *sim = shift->sim;
	int64_t next;

	while (sim->citizens[number].former >= 0)
		number = sim->citizens[number].former;
	while (sim->citizens[number].rows[ROW_CITIZEN] != row && (next = heir_of(sim, number)) >= 0)
		number = next;
	if (sim->citizens[number].rows[ROW_CITIZEN] == row || !sim->citizens[number].is_purged)
		return number;
	return shift_successor(shift, number);
}

bool shift_return(struct shift *shift, struct err *err)
{
	int64_t row, number;
	bool there;

	if (!store_citizen_id(shift->store, shift->citizen->cpr, &row, err))
		return false;
	number = person(shift, shift->number, row);
	if (number != shift->number)
		shift_citizen(shift, number);
	if (!probe_citizen(shift->store, row, &there, err))
		return false;
	if (there || (!shift->citizen->is_purged && shift->citizen->unit != shift->terminal->unit))
		return true;
	return shift_register(shift, err);
}

/* ---- what a removal kept aside ----------------------------------------------------------------- */

/* What was kept, as the ledger knows it. */
struct carried {
	struct shift *shift;
	int64_t heir;
	bool anew; /* its registration registers the citizen, and does not become part of a note */
	bool is_carried; /* it has been carried over before, by the former self of a restored terminal */
	bool done;
};

static void write_carry(struct carried *carried, uint32_t number, enum ledger_kind kind)
{
	struct ledger_write *write = &carried->shift->sim->ledger.writes[number];
	bool is_purged = write->citizen >= 0 && carried->shift->sim->citizens[write->citizen].is_purged;

	if (!carried->done) {
		carried->is_carried |= !is_purged && !write->is_gone;
		return;
	}
	ledger_unlink(&carried->shift->sim->ledger, number);
	write->citizen = carried->heir;
	write->kind = kind;
	write->is_gone = false;
	write->dot.origin = carried->shift->terminal->origin;
	write->dot.seq = 0;
}

static void values_carry(struct carried *carried, const json_t *change, bool *registered)
{
	json_t *values = json_object_get(change, "values"), *value;
	const char *column;
	bool is_row = carried->anew && !*registered && json_object_get(values, "cpr");

	*registered |= is_row;
	json_object_foreach(values, column, value)
		for (const char *at = json_string_value(value); at && (at = strchr(at, '#')); at++)
			write_carry(carried, ledger_number_at(&carried->shift->sim->ledger, at),
				    is_row ? LEDGER_VALUE : LEDGER_FACT);
}

static void json_carry(struct carried *carried, const json_t *changes)
{
	bool registered = false;
	json_t *change;
	size_t i;

	json_array_foreach(changes, i, change)
		values_carry(carried, change, &registered);
}

static bool sent(struct carried *carried, const struct held_change *held, const json_t *changes, bool *is_sent,
		 struct err *err)
{
	struct shift *shift = carried->shift;
	struct ledger *ledger = &shift->sim->ledger;
	struct err why = { ERR_NONE };
	int64_t seq;

	*is_sent = store_held_send(shift->store, held->id, &why);
	if (!*is_sent)
		return why.code == ERR_MISSING || (*err = why, false);
	if (!sim_seq(shift->terminal, &seq, err))
		return false;
	carried->done = true;
	json_carry(carried, changes);
	for (size_t i = 1; i < ledger->count; i++)
		if (ledger->writes[i].dot.origin == shift->terminal->origin && !ledger->writes[i].dot.seq &&
		    ledger->writes[i].citizen == carried->heir && !ledger->writes[i].is_gone)
			ledger->writes[i].dot.seq = seq;
	if (carried->anew && shift->sim->citizens[carried->heir].rows[ROW_CITIZEN] != held->citizen) {
		shift->sim->citizens[carried->heir].rows[ROW_CITIZEN] = held->citizen;
		shift->sim->citizens[carried->heir].registered++;
	}
	return true;
}

/* Who is meant, by the numbers in it. */
static int64_t meant(const struct simulation *sim, const char *text)
{
	for (const char *at = text; (at = strchr(at, '#')); at++) {
		uint32_t number = ledger_number_at(&sim->ledger, at);

		if (number && sim->ledger.writes[number].citizen >= 0)
			return sim->ledger.writes[number].citizen;
	}
	return -1;
}

/* Half of it is carried over where that can be; the rest is withdrawn. */
static bool held_settle(struct shift *shift, const struct held_change *held, struct err *err)
{
	struct simulation *sim = shift->sim;
	struct carried carried = { .shift = shift };
	const char *text;
	json_t *changes;
	int64_t row, number;
	bool is_sent = false, done, there = false;

	if (!store_held_export(shift->store, held->id, &sim->scratch, &text, err))
		return false;
	number = meant(sim, text);
	if (number < 0 || shift_drawn(shift, 2))
		return store_held_withdraw(shift->store, held->id, "simulation", err);
	if (!store_citizen_id(shift->store, sim->citizens[number].cpr, &row, err) ||
	    !probe_citizen(shift->store, row, &there, err))
		return false;
	carried.heir = person(shift, number, row);
	carried.anew = !there;
	changes = json_loads(text, 0, NULL);
	json_carry(&carried, changes);
	done = true;
	if (row == held->citizen && !carried.is_carried && !sim->citizens[carried.heir].is_purged &&
	    sim->citizens[carried.heir].unit == shift->terminal->unit)
		done = sent(&carried, held, changes, &is_sent, err);
	json_decref(changes);
	return done && (is_sent || store_held_withdraw(shift->store, held->id, "simulation", err));
}

bool sim_held(struct simulation *sim, struct sim_terminal *terminal, int64_t *count, struct err *err)
{
	struct shift shift = { .sim = sim, .terminal = terminal, .store = terminal->store };
	struct held_change *held;
	size_t held_count;

	*count = 0;
	sim_stamp(sim, terminal);
	if (!store_held(terminal->store, &sim->run_arena, &held, &held_count, err))
		return false;
	for (size_t i = 0; i < held_count; i++) {
		shift.touched_count = 0;
		if (!str_equal(held[i].reason, "purged"))
			continue;
		++*count;
		if (!held_settle(&shift, &held[i], err))
			return false;
	}
	return true;
}

/* ---- nothing goes without a word ---------------------------------------------------------------- */

bool sim_watch_begin(struct simulation *sim, struct sim_terminal *terminal, struct sim_watch *watch, struct err *err)
{
	int64_t signed_for;

	*watch = (struct sim_watch){ .count = 0 };
	if (!stream_signed_for(terminal->store, &signed_for, err))
		return false;
	for (size_t i = 1; i < sim->ledger.count; i++) {
		const struct ledger_write *write = &sim->ledger.writes[i];
		struct stub stub;

		if (write->dot.origin != terminal->origin || write->dot.seq <= signed_for || write->is_gone ||
		    write->citizen < 0 || !sim->citizens[write->citizen].is_purged)
			continue;
		if (!store_stub(terminal->store, sim->citizens[write->citizen].rows[ROW_CITIZEN], &stub, err))
			return false;
		if (stub.is_removed)
			continue;
		watch->writes = arena_grow(&sim->run_arena, watch->writes, watch->count, sizeof(*watch->writes));
		watch->writes[watch->count++] = (uint32_t)i;
	}
	return true;
}

static bool is_kept(struct simulation *sim, struct store *store, uint32_t number, bool *kept, struct err *err)
{
	struct held_change *held;
	size_t count;

	*kept = false;
	if (!store_held(store, &sim->run_arena, &held, &count, err))
		return false;
	for (size_t i = 0; i < count && !*kept; i++) {
		const char *text;

		if (!store_held_export(store, held[i].id, &sim->run_arena, &text, err))
			return false;
		for (const char *at = text; (at = strchr(at, '#')); at++)
			*kept = *kept || ledger_number_at(&sim->ledger, at) == number;
	}
	return true;
}

bool sim_watch_end(struct simulation *sim, struct sim_terminal *terminal, const struct sim_watch *watch,
		   struct err *err)
{
	for (size_t i = 0; i < watch->count; i++) {
		const struct ledger_write *write = &sim->ledger.writes[watch->writes[i]];
		struct stub stub;
		bool kept;

		if (!store_stub(terminal->store, sim->citizens[write->citizen].rows[ROW_CITIZEN], &stub, err))
			return false;
		if (!stub.is_removed)
			continue;
		if (!is_kept(sim, terminal->store, watch->writes[i], &kept, err))
			return false;
		if (kept)
			continue;
		sim->report->lost++;
		sim_finding(sim, terminal, "removed without a word", watch->writes[i]);
	}
	return true;
}
