#include "samtale/sync/simulate.h"

#include <string.h>

#include "samtale/base/tr.h"
#include "simulation.h"

#define OPS_A_DAY 60
#define UNIT_OF 5	/* terminals, about */
#define ROUNDS 3	/* of work a day; the last one ends with the night's exchange */
#define TRIES 4		/* of the night's exchange, when it is broken off */
#define SETTLING_MOST 30 /* rounds, until nobody has anything left to say */
#define BACKUPS 3	/* one in so many is backed up at night */
#define AWAY 6		/* one in so many stays away for days */
#define AWAY_DAYS 3
#define PURGES 3	/* in one round of so many nobody's time is up */
#define YEAR_MS (365 * DAY_MS)

/* ---- a day ----------------------------------------------------------------------------------- */

static bool is_here(const struct simulation *sim, const struct sim_terminal *terminal)
{
	return !terminal->is_shut_out && terminal->away_until <= sim->day;
}

static int *shuffled(struct simulation *sim)
{
	int *order = arena_array(&sim->run_arena, (size_t)sim->terminal_count, sizeof(*order));

	for (int i = 0; i < sim->terminal_count; i++) {
		int with = (int)chance_below(&sim->chance, (uint64_t)i + 1);

		order[i] = order[with];
		order[with] = i;
	}
	return order;
}

static bool exchanged(struct simulation *sim, struct sim_terminal *terminal, int tries, struct err *err)
{
	bool done = false;

	for (int i = 0; i < tries && !done; i++)
		if (!sim_exchange(sim, terminal, &done, err))
			return false;
	return true;
}

static int64_t ops_a_round(const struct simulation *sim)
{
	const struct simulate_options *options = sim->options;
	int64_t ops = options->ops ? options->ops : OPS_A_DAY * (int64_t)options->terminals * options->days;

	return ops / ((int64_t)options->terminals * options->days * ROUNDS) + 1;
}

static bool terminal_round(struct simulation *sim, struct sim_terminal *terminal, bool is_night, struct err *err)
{
	bool done = sim_open(sim, terminal, err);
	int64_t kept;

	if (!done)
		return false;
	done = sim_held(sim, terminal, &kept, err);
	if (done && terminal->unit >= 0)
		done = sim_work(sim, terminal, ops_a_round(sim), err);
	else if (done && sim->day == 0 && !is_night)
		done = sim_caseworker(sim, terminal, err);
	if (done && (is_night || chance_one_in(&sim->chance, 2)))
		done = exchanged(sim, terminal, is_night ? TRIES : 1, err);
	sim_close(terminal);
	arena_reset(&sim->scratch);
	return done;
}

static bool told(struct simulation *sim, int done, struct err *err)
{
	const struct simulate_options *options = sim->options;

	if (!options->progress ||
	    options->progress(options->context, sim->day + 1, done, sim->terminal_count))
		return true;
	return err_set(err, ERR_REFUSED, "%s", _("The simulation was stopped."));
}

static bool round_play(struct simulation *sim, bool is_night, struct err *err)
{
	int *order;
	struct arena arena;
	bool done = true;

	arena_reset(&sim->run_arena);
	arena_init(&arena);
	order = arena_memdup(&arena, shuffled(sim), (size_t)sim->terminal_count * sizeof(*order));
	for (int i = 0, count = sim->terminal_count; i < count && done; i++)
		done = told(sim, i, err) && (!is_here(sim, &sim->terminals[order[i]]) ||
					     terminal_round(sim, &sim->terminals[order[i]], is_night, err));
	arena_done(&arena);
	return done;
}

/* ---- what happens to machines ---------------------------------------------------------------- */

/* Somebody who works in a unit and is here. */
static struct sim_terminal *somebody(struct simulation *sim)
{
	for (int i = 0; i < 20; i++) {
		struct sim_terminal *terminal =
			&sim->terminals[chance_below(&sim->chance, (uint64_t)sim->terminal_count)];

		if (terminal->unit >= 0 && !terminal->is_shut_out)
			return terminal;
	}
	return NULL;
}

static bool happens(struct simulation *sim, enum simulate_fault fault)
{
	sim->report->faults[fault] += sim_has(sim, fault);
	return sim_has(sim, fault);
}

static bool shut_out_one(struct simulation *sim, struct err *err)
{
	struct sim_terminal *terminal = somebody(sim);
	int colleagues = 0;

	for (int i = 0; terminal && i < sim->terminal_count; i++)
		colleagues += sim->terminals[i].unit == terminal->unit && !sim->terminals[i].is_shut_out;
	return colleagues < 2 || !happens(sim, FAULT_REVOKE) || sim_shut_out(sim, terminal, err);
}

static void clocks_jump(struct simulation *sim)
{
	struct sim_terminal *terminal = somebody(sim);

	if (terminal && happens(sim, FAULT_CLOCK))
		terminal->skew_ms = ((int64_t)chance_below(&sim->chance, 21) - 10) * YEAR_MS;
}

static void some_stay_away(struct simulation *sim)
{
	for (int i = 1; sim_has(sim, FAULT_LAG) && i < sim->terminal_count; i++)
		if (chance_one_in(&sim->chance, AWAY) && sim->day && happens(sim, FAULT_LAG))
			sim->terminals[i].away_until = sim->day + 1 + (int)chance_below(&sim->chance, AWAY_DAYS);
}

static bool restore_one(struct simulation *sim, struct err *err)
{
	for (int i = 0; i < 10; i++) {
		struct sim_terminal *terminal = somebody(sim);

		if (terminal && terminal->backup_seq >= 0)
			return !happens(sim, FAULT_RESTORE) || sim_restore(sim, terminal, err);
	}
	return true;
}

static bool enrol_one(struct simulation *sim, struct err *err)
{
	int place;

	return !happens(sim, FAULT_ENROL) ||
	       sim_enrol(sim, (int)chance_below(&sim->chance, (uint64_t)sim->unit_count), &place, err);
}

static bool purge_one(struct simulation *sim, struct err *err)
{
	return !sim_has(sim, FAULT_PURGE) || chance_one_in(&sim->chance, PURGES) || sim_purge(sim, err);
}

static bool backups_make(struct simulation *sim, struct err *err)
{
	for (int i = 1; sim_has(sim, FAULT_RESTORE) && i < sim->terminal_count; i++)
		if (!sim->terminals[i].is_shut_out && chance_one_in(&sim->chance, BACKUPS) &&
		    !sim_back_up(sim, &sim->terminals[i], err))
			return false;
	return true;
}

static bool day_play(struct simulation *sim, struct err *err)
{
	some_stay_away(sim);
	clocks_jump(sim);
	if (!backups_make(sim, err))
		return false;
	for (int round = 1; round <= ROUNDS; round++) {
		if (!purge_one(sim, err) || !round_play(sim, round == ROUNDS, err))
			return false;
		if (round == 1 && !(restore_one(sim, err) && enrol_one(sim, err)))
			return false;
	}
	return sim->day != sim->options->days / 2 || shut_out_one(sim, err);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* The machines are well again, and everybody exchanges until nobody has anything left to say. */
static bool settle(struct simulation *sim, struct err *err)
{
	bool quiet = false;

	sim->faults = 0;
	for (int round = 0; round < SETTLING_MOST && !quiet; round++) {
		quiet = true;
		for (int i = 0; i < sim->terminal_count; i++) {
			struct sim_terminal *terminal = &sim->terminals[i];
			int64_t kept;

			if (terminal->is_shut_out)
				continue;
			if (!told(sim, i, err) || !sim_open(sim, terminal, err) || !sim_held(sim, terminal, &kept, err) ||
			    !exchanged(sim, terminal, 1, err))
				return false;
			sim_close(terminal);
			arena_reset(&sim->scratch);
			quiet = quiet && terminal->is_quiet && !kept;
		}
		sim->day++;
	}
	return true;
}

static bool ops_count(struct simulation *sim, struct err *err)
{
	for (int i = 0; i < sim->terminal_count; i++) {
		int64_t seq = 0;

		if (!sim_open(sim, &sim->terminals[i], err) || !sim_seq(&sim->terminals[i], &seq, err))
			return false;
		sim_close(&sim->terminals[i]);
		sim->report->ops += seq;
	}
	return true;
}

static bool play(struct simulation *sim, struct err *err)
{
	if (!sim_install(sim, err))
		return false;
	for (; sim->day < sim->options->days; sim->day++)
		if (!day_play(sim, err))
			return false;
	return settle(sim, err) && ops_count(sim, err) && sim_check(sim, err);
}

bool simulate_run(const struct simulate_options *options, struct arena *arena, struct simulate_report *report,
		  struct err *err)
{
	struct simulation sim = { .options = options,
				  .report = report,
				  .arena = arena,
				  .chance = { options->seed },
				  .faults = options->faults };
	bool done;

	*report = (struct simulate_report){ 0 };
	sim.unit_count = options->units ? options->units : (options->terminals + UNIT_OF - 2) / UNIT_OF;
	sim.units = arena_array(arena, (size_t)sim.unit_count, sizeof(*sim.units));
	sim.memory = hub_memory_new();
	arena_init(&sim.scratch);
	arena_init(&sim.run_arena);
	ledger_begin(&sim.ledger);
	done = play(&sim, err);
	for (int i = 0; i < sim.terminal_count; i++)
		sim_close(&sim.terminals[i]);
	report->terminals = sim.terminal_count;
	report->units = sim.unit_count;
	report->bytes = hub_memory_bytes(sim.memory);
	report->bundles = hub_memory_bundles(sim.memory);
	ledger_done(&sim.ledger);
	arena_done(&sim.run_arena);
	arena_done(&sim.scratch);
	hub_memory_free(sim.memory);
	return done;
}
