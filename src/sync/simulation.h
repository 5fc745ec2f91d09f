/* simulation.h - what the parts of the simulation share (samtale/sync/simulate.h tells what it is). */
#ifndef SAMTALE_SRC_SYNC_SIMULATION_H
#define SAMTALE_SRC_SYNC_SIMULATION_H

#include "chance.h"
#include "hub_faulty.h"
#include "hub_memory.h"
#include "samtale/store/streams.h"
#include "samtale/sync/enrol.h"
#include "samtale/sync/simulate.h"
#include "simulate_ledger.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* Rows of a citizen that people write in again: the newest of each kind. */
enum sim_row { ROW_CASEWORKER, ROW_CITIZEN, ROW_APPOINTMENT, ROW_STEP, ROW_CONVERSATION, ROW_CASE, SIM_ROWS };

struct sim_citizen {
	char cpr[11];
	int unit;	    /* where it belongs when everything has come through */
	int unit_before;    /* the move, should it be lost with its terminal */
	struct dot move;    /* seq 0: it has not moved */
	int owner;	    /* a terminal's place in the list */
	int registered; /* how often: by two who knew nothing of each other, it may be whose it is that is in doubt */
	bool is_offered;    /* to another unit, and not answered */
	bool was_offered;
	int64_t former; /* who the same person was before a removal; -1 nobody */
	bool is_purged; /* somebody has ordered it */
	int64_t rows[SIM_ROWS]; /* 0 none */
};

/* Texts that the ledger looks for: in rows that people write in again, and in facts. */
struct sim_text {
	int table; /* synced */
	const char *column;
	enum sim_row row;
	enum ledger_kind kind;
};
extern const struct sim_text sim_texts[]; /* ends with table 0 */

/* The citizens that a unit has, or has had. */
struct sim_unit {
	int64_t *citizens;
	size_t count;
};

struct sim_terminal {
	const char *path, *backup, *struck; /* files; struck: as it was at the kill */
	char name[24];
	uint32_t origin;
	int unit; /* 0 .. units - 1; the administrator's has none: -1 */
	int64_t caseworker;
	struct store *store;  /* NULL while nobody works there */
	int64_t skew_ms;      /* how wrong its clock is */
	int64_t backup_seq;   /* -1: there is no backup */
	int away_until;	      /* a day */
	bool is_shut_out, has_citizens;
	bool is_quiet; /* its last run had nothing to do */
};

struct simulation {
	const struct simulate_options *options;
	struct simulate_report *report;
	struct arena *arena; /* the report's */
	struct arena scratch, run_arena;
	struct chance chance;
	struct hub_memory *memory;
	struct faulty faulty;
	unsigned faults; /* at work now; none while it settles */
	struct ledger ledger;
	struct sim_terminal *terminals; /* [0] is the administrator's */
	int terminal_count;
	struct sim_citizen *citizens;
	size_t citizen_count;
	struct sim_unit *units;
	int unit_count;
	int64_t moments; /* that have passed, in all */
	int day;
};

static inline bool sim_has(const struct simulation *sim, enum simulate_fault fault)
{
	return sim->faults >> fault & 1;
}

/* The unit's number in the keyring. */
static inline int64_t sim_unit_number(int unit)
{
	return UNIT_COMMON + 1 + unit;
}

const char *sim_unit_name(struct simulation *sim, int unit);

/* ---- simulate_terminals.c: databases and machines -------------------------------------------------- */

/* The installation and its first terminals, enrolled by codes. */
NODISCARD bool sim_install(struct simulation *sim, struct err *err);
/* One more, of a unit; *terminal is its place in the list. */
NODISCARD bool sim_enrol(struct simulation *sim, int unit, int *terminal, struct err *err);
NODISCARD bool sim_open(struct simulation *sim, struct sim_terminal *terminal, struct err *err);
void sim_close(struct sim_terminal *terminal);
void sim_stamp(struct simulation *sim, struct sim_terminal *terminal);
NODISCARD bool sim_seq(struct sim_terminal *terminal, int64_t *seq, struct err *err);
NODISCARD bool sim_back_up(struct simulation *sim, struct sim_terminal *terminal, struct err *err);
/* The backup takes the database's place, and it goes on as a new terminal. */
NODISCARD bool sim_restore(struct simulation *sim, struct sim_terminal *terminal, struct err *err);
NODISCARD bool sim_shut_out(struct simulation *sim, struct sim_terminal *terminal, struct err *err);
/* One exchange, open before and after it; *done false: it was broken off. */
NODISCARD bool sim_exchange(struct simulation *sim, struct sim_terminal *terminal, bool *done, struct err *err);

/* ---- simulate_work.c: what people do ---------------------------------------------------------------- */

NODISCARD bool sim_caseworker(struct simulation *sim, struct sim_terminal *terminal, struct err *err);
/* About so many changes. */
NODISCARD bool sim_work(struct simulation *sim, struct sim_terminal *terminal, int64_t ops, struct err *err);

/* ---- simulate_check.c: what came of it -------------------------------------------------------------- */

NODISCARD bool sim_check(struct simulation *sim, struct err *err);
void sim_finding(struct simulation *sim, const struct sim_terminal *terminal, const char *what, uint32_t number);

/* ---- simulate_purge.c: removal after retention ------------------------------------------------------ */

/* The administrator orders that somebody is removed. */
NODISCARD bool sim_purge(struct simulation *sim, struct err *err);
/* A person looks at what a removal kept aside there; *count: how much there was. */
NODISCARD bool sim_held(struct simulation *sim, struct sim_terminal *terminal, int64_t *count, struct err *err);

/* What of a terminal's work nobody had signed for when an order came must have been kept aside. */
struct sim_watch {
	uint32_t *writes;
	size_t count;
};
NODISCARD bool sim_watch_begin(struct simulation *sim, struct sim_terminal *terminal, struct sim_watch *watch,
			       struct err *err);
NODISCARD bool sim_watch_end(struct simulation *sim, struct sim_terminal *terminal, const struct sim_watch *watch,
			     struct err *err);

/* Of many terminals it takes too long. */
#define SIM_WATCHED_MOST 40

static inline bool sim_watches(const struct simulation *sim)
{
	return (sim->options->faults >> FAULT_PURGE & 1) && sim->terminal_count <= SIM_WATCHED_MOST;
}

#endif
