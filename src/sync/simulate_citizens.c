/* simulate_citizens.c - citizens of the simulation: met for the first time, offered to another unit, taken over. */
#include <stdio.h>
#include <string.h>

#include "samtale/store/handovers.h"
#include "samtale/store/people.h"
#include "simulate_shift.h"
#include "store/database.h"

#define BENEFIT "kontanthjælp"
#define GROUP_JOB_READY 2

static void unit_add(struct simulation *sim, int unit, int64_t citizen)
{
	struct sim_unit *list = &sim->units[unit];

	for (size_t i = 0; i < list->count; i++)
		if (list->citizens[i] == citizen)
			return;
	list->citizens = arena_grow(sim->arena, list->citizens, list->count, sizeof(*list->citizens));
	list->citizens[list->count++] = citizen;
}

/* A replacement number: nobody has it. */
static void cpr_invent(int64_t number, char cpr[11])
{
	snprintf(cpr, 11, "%02u%02u%02u%04u", (unsigned)(61 + number % 28) % 100,
		 (unsigned)(1 + number / 28 % 12) % 100, (unsigned)(50 + number / 336 % 50) % 100,
		 (unsigned)(number / 16800) % 4000);
}

void shift_newcomer(struct shift *shift)
{
	struct simulation *sim = shift->sim;
	struct sim_citizen *citizen;

	sim->citizens = arena_grow(sim->arena, sim->citizens, sim->citizen_count, sizeof(*sim->citizens));
	citizen = &sim->citizens[sim->citizen_count];
	*citizen = (struct sim_citizen){ .unit = shift->terminal->unit,
					 .owner = (int)(shift->terminal - sim->terminals),
					 .former = -1 };
	cpr_invent((int64_t)sim->citizen_count, citizen->cpr);
	unit_add(sim, citizen->unit, (int64_t)sim->citizen_count);
	shift_citizen(shift, (int64_t)sim->citizen_count++);
}

int64_t shift_successor(struct shift *shift, int64_t former)
{
	char cpr[sizeof(shift->citizen->cpr)];

	strcpy(cpr, shift->sim->citizens[former].cpr);
	shift_newcomer(shift);
	strcpy(shift->citizen->cpr, cpr);
	shift->citizen->former = former;
	shift->touched[shift->touched_count - 1].before = *shift->citizen;
	return shift->number;
}

/* Is in the unit's list already when a colleague registers the same person on another terminal. */
bool shift_register(struct shift *shift, struct err *err)
{
	struct citizen row = { .cpr = shift->citizen->cpr,
			       .given_names = "Simuleret",
			       .surname = "Borger",
			       .address = "",
			       .postcode = "",
			       .city = "",
			       .email = "",
			       .language = "da",
			       .target_group = GROUP_JOB_READY,
			       .benefit = BENEFIT,
			       .benefit_from = store_today(shift->store),
			       .coordinator = shift->terminal->caseworker,
			       .unemployment_fund = "",
			       .disco08 = "" };
	char phone[LEDGER_TEXT_SIZE], goal[LEDGER_TEXT_SIZE];

	row.phone = strcpy(phone, shift_written(shift, LEDGER_VALUE, "phone"));
	row.job_goal = strcpy(goal, shift_written(shift, LEDGER_VALUE, "job_goal"));
	row.education = shift_written(shift, LEDGER_VALUE, "education");
	if (!store_citizen_put(shift->store, &row, err))
		return false;
	shift->citizen->rows[ROW_CITIZEN] = row.id;
	shift->citizen->registered++;
	return true;
}

static struct sim_terminal *receiver_drawn(struct shift *shift)
{
	struct simulation *sim = shift->sim;
	struct sim_terminal *receiver = &sim->terminals[shift_drawn(shift, (uint64_t)sim->terminal_count)];

	return receiver->unit < 0 || receiver->unit == shift->terminal->unit || receiver->is_shut_out ? NULL
												      : receiver;
}

bool shift_offer(struct shift *shift, struct err *err)
{
	struct sim_terminal *receiver = receiver_drawn(shift);
	struct handover handover = { .citizen = shift->citizen->rows[ROW_CITIZEN], .reason = "team" };
	struct citizen citizen;

	if (!receiver || shift->citizen->unit != shift->terminal->unit || shift->citizen->is_offered ||
	    shift->citizen->registered > 1)
		return true;
	if (!store_citizen(shift->store, handover.citizen, &shift->sim->scratch, &citizen, err))
		return false;
	handover.from = citizen.coordinator;
	handover.to = receiver->caseworker;
	handover.note = shift_written(shift, LEDGER_FACT, "Overdraget");
	if (!store_handover_add(shift->store, &handover, err))
		return false;
	shift->citizen->is_offered = shift->citizen->was_offered = true;
	shift->sim->report->faults[FAULT_HANDOVER]++;
	return true;
}

static void citizen_move(struct shift *shift, int64_t seq)
{
	struct sim_citizen *citizen = shift->citizen;

	citizen->move = (struct dot){ shift->terminal->origin, seq };
	citizen->unit_before = citizen->unit;
	citizen->unit = shift->terminal->unit;
	citizen->owner = (int)(shift->terminal - shift->sim->terminals);
	unit_add(shift->sim, citizen->unit, shift->number);
}

static bool citizen_find(struct shift *shift, int64_t row)
{
	for (size_t i = 0; i < shift->sim->citizen_count; i++)
		if (shift->sim->citizens[i].rows[ROW_CITIZEN] == row) {
			shift_citizen(shift, (int64_t)i);
			return true;
		}
	return false;
}

/* The first that waits for this caseworker's answer, if any. */
bool shift_answer(struct shift *shift, struct err *err)
{
	struct handover_query query = { .caseworker = shift->terminal->caseworker, .open = true };
	struct handover_answer answer = { .state = shift_drawn(shift, 4) ? HANDOVER_ACCEPTED : HANDOVER_DECLINED,
					  .note = "Samtalen er aftalt" };
	struct handover *rows;
	size_t count, at = 0;
	int64_t seq;

	if (!store_handovers(shift->store, &query, &shift->sim->scratch, &rows, &count, err))
		return false;
	while (at < count && rows[at].to != shift->terminal->caseworker)
		at++;
	if (at == count || !citizen_find(shift, rows[at].citizen))
		return true;
	answer.handover = rows[at].id;
	if (!store_handover_answer(shift->store, &answer, err) || !sim_seq(shift->terminal, &seq, err))
		return false;
	shift->citizen->is_offered = false;
	if (answer.state == HANDOVER_ACCEPTED)
		citizen_move(shift, seq);
	return true;
}
