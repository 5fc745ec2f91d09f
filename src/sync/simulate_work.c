/* simulate_work.c - what the simulated caseworkers do, by the store's own functions, and the ledger of it. */
#include <string.h>

#include "samtale/store/people.h"
#include "simulate_shift.h"
#include "store/database.h"
#include "store/probe.h"
#include "store/tables.h"

#define CITIZENS_OWN 8	  /* that a terminal has before anything else is done */
#define CITIZENS_HOT 2	  /* of a unit: everybody writes about them when there are to be conflicts */
#define TAKEN_BACK 40	  /* one in so many is not saved after all */
#define COLLEAGUES 10	  /* one in so many is about a colleague's citizen */
#define PICKS 6
#define OFFERS 15	  /* one in so many things is an offer of a citizen to another unit, or the answer to one */

const struct sim_text sim_texts[] = {
	{ TABLE_CASEWORKER, "name", ROW_CASEWORKER, LEDGER_VALUE },
	{ TABLE_CITIZEN, "phone", ROW_CITIZEN, LEDGER_VALUE },
	{ TABLE_CITIZEN, "job_goal", ROW_CITIZEN, LEDGER_VALUE },
	{ TABLE_CITIZEN, "education", ROW_CITIZEN, LEDGER_VALUE },
	{ TABLE_APPOINTMENT, "form", ROW_APPOINTMENT, LEDGER_VALUE },
	{ TABLE_PLAN_STEP, "text", ROW_STEP, LEDGER_VALUE },
	{ TABLE_CONVERSATION, "position", ROW_CONVERSATION, LEDGER_VALUE },
	{ TABLE_JOURNAL_NOTE, "text", SIM_ROWS, LEDGER_FACT },
	{ TABLE_ANSWER, "value", SIM_ROWS, LEDGER_FACT },
	{ TABLE_AVAILABILITY_CHECK, "evidence", SIM_ROWS, LEDGER_FACT },
	{ TABLE_HANDOVER, "note", SIM_ROWS, LEDGER_FACT },
	{ TABLE_SANCTION_EVENT, "text", ROW_CASE, LEDGER_EVENT },
	{ 0 },
};

/* ---- what an act needs ------------------------------------------------------------------------ */

const char *shift_written(struct shift *shift, enum ledger_kind kind, const char *what)
{
	shift->write = ledger_add(&shift->sim->ledger, kind, shift->number, shift->terminal->origin);
	return ledger_text(shift->text, what, shift->write);
}

uint64_t shift_drawn(struct shift *shift, uint64_t most)
{
	return chance_below(&shift->sim->chance, most);
}

void shift_citizen(struct shift *shift, int64_t number)
{
	shift->number = number;
	shift->citizen = &shift->sim->citizens[number];
	shift->touched[shift->touched_count].number = number;
	shift->touched[shift->touched_count++].before = *shift->citizen;
}

struct knowing {
	struct shift *shift;
	bool there;
};

static void know(void *context, const char *text, bool is_head)
{
	struct knowing *knowing = context;
	struct ledger *ledger = &knowing->shift->sim->ledger;

	(void)is_head;
	knowing->there = true;
	ledger_replaces(ledger, knowing->shift->write, ledger_number(ledger, text));
}

bool shift_known(struct shift *shift, const struct sim_text *text, int64_t row, bool *there, struct err *err)
{
	struct knowing knowing = { shift, false };

	if (!probe_texts(shift->store, text->table, text->column, row, know, &knowing, err))
		return false;
	*there = knowing.there;
	return true;
}

/* ---- a shift --------------------------------------------------------------------------------- */

/* Whom it is about: mostly the caseworker's own. */
static int64_t citizen_drawn(struct shift *shift)
{
	struct simulation *sim = shift->sim;
	const struct sim_unit *list = &sim->units[shift->terminal->unit];
	bool hot = sim_has(sim, FAULT_CONFLICT) && !shift_drawn(shift, 3);
	int me = (int)(shift->terminal - sim->terminals);
	int64_t number = 0;

	sim->report->faults[FAULT_CONFLICT] += hot;
	if (hot)
		return list->citizens[shift_drawn(shift, list->count < CITIZENS_HOT ? list->count : CITIZENS_HOT)];
	for (int i = 0; i < PICKS; i++) {
		number = list->citizens[shift_drawn(shift, list->count)];
		if (sim->citizens[number].owner == me || !shift_drawn(shift, COLLEAGUES))
			break;
	}
	return number;
}

/* One thing that somebody does. */
static bool act(struct shift *shift, struct err *err)
{
	struct simulation *sim = shift->sim;
	bool there;

	arena_reset(&sim->scratch);
	if (sim->units[shift->terminal->unit].count == 0 || chance_one_in(&sim->chance, 200)) {
		shift_newcomer(shift);
		return shift_register(shift, err);
	}
	if (sim_has(sim, FAULT_HANDOVER) && chance_one_in(&sim->chance, OFFERS))
		return shift_answer(shift, err);
	shift_citizen(shift, citizen_drawn(shift));
	if (!probe_citizen(shift->store, shift->citizen->rows[ROW_CITIZEN], &there, err))
		return false;
	if (!there && (shift->citizen->is_purged || shift->citizen->former >= 0))
		return shift_return(shift, err);
	if (!there && shift->citizen->unit == shift->terminal->unit && !shift->citizen->move.seq &&
	    !shift->citizen->is_offered &&
	    (!shift->citizen->rows[ROW_CITIZEN] || sim_has(sim, FAULT_CONFLICT)))
		return shift_register(shift, err);
	if (!there)
		return true;
	if (sim_has(sim, FAULT_HANDOVER) && chance_one_in(&sim->chance, OFFERS))
		return shift_offer(shift, err);
	return shift_record(shift, err);
}

static bool is_no(const struct err *err)
{
	return err->code == ERR_REFUSED || err->code == ERR_BUSY || err->code == ERR_MISSING || err->code == ERR_INPUT;
}

/* Some things that are saved as one. What the program refuses is not done; the rest goes on. */
static bool acts_save(struct shift *shift, int64_t *seq, struct err *err)
{
	struct ledger *ledger = &shift->sim->ledger;
	size_t first = ledger->count;
	bool done = true;

	sim_stamp(shift->sim, shift->terminal);
	shift->touched_count = 0;
	if (!store_begin(shift->store, err))
		return false;
	for (uint64_t i = 1 + shift_drawn(shift, ACTS_TOGETHER); i && done; i--) {
		size_t from = ledger->count;

		done = act(shift, err) && sim_seq(shift->terminal, seq, err);
		ledger_saved(ledger, from, *seq);
	}
	if (done && shift_drawn(shift, TAKEN_BACK))
		return store_commit(shift->store, err);
	store_rollback(shift->store);
	ledger_saved(ledger, first, 0);
	while (shift->touched_count--)
		shift->sim->citizens[shift->touched[shift->touched_count].number] =
			shift->touched[shift->touched_count].before;
	return done || is_no(err);
}

static bool citizens_own(struct shift *shift, struct err *err)
{
	struct ledger *ledger = &shift->sim->ledger;
	int64_t seq;

	for (int i = 0; i < CITIZENS_OWN; i++) {
		size_t first = ledger->count;

		sim_stamp(shift->sim, shift->terminal);
		shift->touched_count = 0;
		shift_newcomer(shift);
		if (!shift_register(shift, err) || !sim_seq(shift->terminal, &seq, err))
			return false;
		ledger_saved(ledger, first, seq);
	}
	return true;
}

bool sim_work(struct simulation *sim, struct sim_terminal *terminal, int64_t ops, struct err *err)
{
	struct shift shift = { .sim = sim, .terminal = terminal, .store = terminal->store };
	int64_t seq, until, idle = 0;

	if (!sim_seq(terminal, &seq, err))
		return false;
	until = seq + ops;
	if (!terminal->has_citizens && !citizens_own(&shift, err))
		return false;
	terminal->has_citizens = true;
	while (seq < until && idle++ < 20 * ops)
		if (!acts_save(&shift, &seq, err))
			return false;
	return true;
}

bool sim_caseworker(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	struct shift shift = { .sim = sim, .terminal = terminal, .store = terminal->store, .number = LEDGER_NOBODY };
	struct caseworker caseworker = { .initials = terminal->name,
					 .team = terminal->unit < 0 ? "" : sim_unit_name(sim, terminal->unit) };
	size_t first = sim->ledger.count;
	int64_t seq, row;
	bool there;

	sim_stamp(sim, terminal);
	caseworker.name = shift_written(&shift, LEDGER_VALUE, "Sagsbehandler");
	if (!store_natural_id(shift.store, "caseworker", terminal->name, &row, err) ||
	    !shift_known(&shift, &sim_texts[0], row, &there, err) || !store_caseworker_put(shift.store, &caseworker, err) ||
	    !sim_seq(terminal, &seq, err))
		return false;
	ledger_saved(&sim->ledger, first, seq);
	terminal->caseworker = caseworker.id;
	return true;
}
