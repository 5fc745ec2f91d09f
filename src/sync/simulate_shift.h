/* simulate_shift.h - one simulated caseworker at work: what the acts of simulate_records.c (a citizen's records) and
 * simulate_citizens.c (citizens come and go) share with the shift that draws them (simulate_work.c).
 *
 * An act writes by the store's own functions and enters what it writes in the ledger first. What the program refuses
 * comes back as an error that is no fault of the simulation: the shift rolls back. */
#ifndef SAMTALE_SRC_SYNC_SIMULATE_SHIFT_H
#define SAMTALE_SRC_SYNC_SIMULATE_SHIFT_H

#include "simulation.h"

#define ACTS_TOGETHER 3 /* most that are saved as one */

/* Somebody at work with a citizen. */
struct shift {
	struct simulation *sim;
	struct sim_terminal *terminal;
	struct store *store;
	struct sim_citizen *citizen;
	int64_t number; /* the citizen's */
	uint32_t write; /* the ledger's number of what is written now */
	char text[LEDGER_TEXT_SIZE];
	struct {
		int64_t number;
		struct sim_citizen before;
	} touched[2 * ACTS_TOGETHER]; /* since the last save */
	size_t touched_count;
};

/* The text to write, with its number in the ledger; replaces what was written before it in this shift. */
const char *shift_written(struct shift *shift, enum ledger_kind kind, const char *what);
/* Below most. */
uint64_t shift_drawn(struct shift *shift, uint64_t most);
/* The citizen that the next act is about; as it was is kept, should the save be rolled back. */
void shift_citizen(struct shift *shift, int64_t number);
/* What the writer sees where the write goes, the shown value and those beside it, is what the write replaces. */
NODISCARD bool shift_known(struct shift *shift, const struct sim_text *text, int64_t row, bool *there, struct err *err);

/* ---- simulate_records.c --------------------------------------------------------------------------------- */

/* A record of the citizen at hand: a fact, a field, a row, the next event of a case. */
NODISCARD bool shift_record(struct shift *shift, struct err *err);

/* ---- simulate_citizens.c -------------------------------------------------------------------------------- */

/* Somebody whom nobody has seen becomes the citizen at hand, of the terminal's unit. */
void shift_newcomer(struct shift *shift);
NODISCARD bool shift_register(struct shift *shift, struct err *err);
/* The same person as one who was removed, as another citizen. Its number. */
int64_t shift_successor(struct shift *shift, int64_t former);
/* An offer of the citizen at hand to another unit, where that can be. */
NODISCARD bool shift_offer(struct shift *shift, struct err *err);
/* An answer to the first offer that waits for this caseworker, if any; the citizen at hand is then that one. */
NODISCARD bool shift_answer(struct shift *shift, struct err *err);

/* ---- simulate_purge.c ----------------------------------------------------------------------------------- */

/* The citizen at hand, or who he or she was or became, is registered by the number once more. */
NODISCARD bool shift_return(struct shift *shift, struct err *err);

#endif
