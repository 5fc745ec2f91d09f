/* simulate_work.c - what the simulated caseworkers do, by the store's own functions, and the ledger of it. */
#include <stdio.h>
#include <string.h>

#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/handovers.h"
#include "samtale/store/people.h"
#include "simulation.h"
#include "store/database.h"
#include "store/probe.h"
#include "store/tables.h"

#define CITIZENS_OWN 8	  /* that a terminal has before anything else is done */
#define CITIZENS_HOT 2	  /* of a unit: everybody writes about them when there are to be conflicts */
#define ACTS_TOGETHER 3	  /* most that are saved as one */
#define TAKEN_BACK 40	  /* one in so many is not saved after all */
#define COLLEAGUES 10	  /* one in so many is about a colleague's citizen */
#define PICKS 6
#define OFFERS 15	  /* one in so many things is an offer of a citizen to another unit, or the answer to one */
#define BENEFIT "kontanthjælp"
#define GROUP_JOB_READY 2

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
	} touched[ACTS_TOGETHER]; /* since the last save */
	size_t touched_count;
};

static const char *written(struct shift *shift, enum ledger_kind kind, const char *what)
{
	shift->write = ledger_add(&shift->sim->ledger, kind, shift->number, shift->terminal->origin);
	return ledger_text(shift->text, what, shift->write);
}

static uint64_t drawn(struct shift *shift, uint64_t most)
{
	return chance_below(&shift->sim->chance, most);
}

static void citizen_take(struct shift *shift, int64_t number)
{
	shift->number = number;
	shift->citizen = &shift->sim->citizens[number];
	shift->touched[shift->touched_count].number = number;
	shift->touched[shift->touched_count++].before = *shift->citizen;
}

/* ---- fields ---------------------------------------------------------------------------------- */

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

/* What the writer sees where the write goes: the shown value and those beside it. */
static bool known(struct shift *shift, const struct sim_text *text, int64_t row, bool *there, struct err *err)
{
	struct knowing knowing = { shift, false };

	if (!probe_texts(shift->store, text->table, text->column, row, know, &knowing, err))
		return false;
	*there = knowing.there;
	return true;
}

static bool citizen_write(struct shift *shift, const char *column, int64_t row, struct err *err)
{
	struct citizen citizen;

	if (!store_citizen(shift->store, row, &shift->sim->scratch, &citizen, err))
		return false;
	if (!strcmp(column, "phone"))
		citizen.phone = shift->text;
	else if (!strcmp(column, "job_goal"))
		citizen.job_goal = shift->text;
	else
		citizen.education = shift->text;
	return store_citizen_put(shift->store, &citizen, err);
}

static bool appointment_write(struct shift *shift, const char *column, int64_t row, struct err *err)
{
	struct appointment appointment;

	(void)column;
	if (!store_appointment(shift->store, row, &shift->sim->scratch, &appointment, err))
		return false;
	appointment.form = shift->text;
	return store_appointment_put(shift->store, &appointment, err);
}

static bool step_write(struct shift *shift, const char *column, int64_t row, struct err *err)
{
	struct plan plan;

	(void)column;
	if (!store_plan(shift->store, shift->citizen->rows[ROW_CITIZEN], &shift->sim->scratch, &plan, err))
		return false;
	for (size_t i = 0; i < plan.step_count; i++) {
		if (plan.steps[i].id != row)
			continue;
		plan.steps[i].text = shift->text;
		return store_step_put(shift->store, &plan.steps[i], err);
	}
	return err_set(err, ERR_MISSING, "no such step");
}

static bool conversation_write(struct shift *shift, const char *column, int64_t row, struct err *err)
{
	(void)column;
	return store_conversation_set(shift->store, row, CONVERSATION_PAUSED, shift->text, err);
}

static bool field_write(struct shift *shift, struct err *err)
{
	static bool (*const writes[])(struct shift *, const char *, int64_t, struct err *) = {
		[ROW_CITIZEN] = citizen_write,
		[ROW_APPOINTMENT] = appointment_write,
		[ROW_STEP] = step_write,
		[ROW_CONVERSATION] = conversation_write,
	};
	const struct sim_text *text = &sim_texts[1 + drawn(shift, 6)];
	int64_t row = shift->citizen->rows[text->row];
	bool there;

	if (!row)
		return true;
	written(shift, LEDGER_VALUE, text->column);
	if (!known(shift, text, row, &there, err))
		return false;
	if (!there)
		return err_set(err, ERR_MISSING, "no such row");
	return writes[text->row](shift, text->column, row, err);
}

/* ---- facts, and rows that are new ------------------------------------------------------------ */

static bool note_write(struct shift *shift, struct err *err)
{
	struct journal_note note = { .citizen = shift->citizen->rows[ROW_CITIZEN] };

	note.text = written(shift, LEDGER_FACT, "Ringet op om næste skridt");
	return store_note_add(shift->store, &note, err);
}

static bool conversation_begin(struct shift *shift, struct err *err)
{
	struct conversation conversation = { .citizen = shift->citizen->rows[ROW_CITIZEN],
					     .caseworker = shift->terminal->caseworker,
					     .guide = "jobsamtale",
					     .guide_version = 1,
					     .form = "telefon",
					     .position = "" };

	if (!store_conversation_begin(shift->store, &conversation, err))
		return false;
	shift->citizen->rows[ROW_CONVERSATION] = conversation.id;
	return true;
}

static bool answer_write(struct shift *shift, struct err *err)
{
	struct answer answer = { .state = ANSWER_GIVEN, .note = "" };
	char question[8];

	if (!shift->citizen->rows[ROW_CONVERSATION])
		return conversation_begin(shift, err);
	snprintf(question, sizeof(question), "JS%02d", (int)drawn(shift, 40));
	answer.question = question;
	answer.value = written(shift, LEDGER_FACT, "Har søgt tre stillinger");
	return store_answer_add(shift->store, shift->citizen->rows[ROW_CONVERSATION], &answer, err);
}

static bool check_write(struct shift *shift, struct err *err)
{
	struct availability_check check = { .citizen = shift->citizen->rows[ROW_CITIZEN],
					    .requirement = "R05",
					    .event_date = store_today(shift->store),
					    .outcome = CHECK_FULFILLED,
					    .reason = "",
					    .deadline = DATE_NONE,
					    .code = "" };

	check.evidence = written(shift, LEDGER_FACT, "Joblog set");
	return store_check_add(shift->store, &check, err);
}

static bool appointment_begin(struct shift *shift, struct err *err)
{
	struct appointment appointment = { .citizen = shift->citizen->rows[ROW_CITIZEN],
					   .date = date_add_days(store_today(shift->store), 14),
					   .minute = 9 * 60,
					   .minutes = 30,
					   .type = "jobsamtale",
					   .coordinator = shift->terminal->caseworker };

	appointment.form = written(shift, LEDGER_VALUE, "telefon");
	if (!store_appointment_put(shift->store, &appointment, err))
		return false;
	shift->citizen->rows[ROW_APPOINTMENT] = appointment.id;
	return true;
}

static bool step_begin(struct shift *shift, struct err *err)
{
	struct plan_step step = { .citizen = shift->citizen->rows[ROW_CITIZEN],
				  .due = date_add_days(store_today(shift->store), 14) };

	step.text = written(shift, LEDGER_VALUE, "Ringer til virksomheden");
	if (!store_step_put(shift->store, &step, err))
		return false;
	shift->citizen->rows[ROW_STEP] = step.id;
	return true;
}

/* ---- sanction cases -------------------------------------------------------------------------- */

/* A way through a case in which two may part: with a sanction or without. */
static const struct {
	enum sanction_state from;
	enum sanction_act act;
	enum sanction_state to;
} ways[] = {
	{ SANCTION_OBSERVED, SANCTION_CHECK_GUIDANCE, SANCTION_READY },
	{ SANCTION_OBSERVED, SANCTION_EXCUSE, SANCTION_EXCUSED },
	{ SANCTION_READY, SANCTION_SEND_HEARING, SANCTION_HEARING },
	{ SANCTION_HEARING, SANCTION_CITIZEN_ANSWERS, SANCTION_HEARD },
	{ SANCTION_HEARD, SANCTION_ASSESS, SANCTION_ASSESSED },
	{ SANCTION_ASSESSED, SANCTION_DECIDE_NONE, SANCTION_CLOSED_NO_SANCTION },
	{ SANCTION_ASSESSED, SANCTION_DECIDE, SANCTION_DECIDED },
};

static bool case_begin(struct shift *shift, struct err *err)
{
	struct sanction_case file = { .citizen = shift->citizen->rows[ROW_CITIZEN],
				      .provision = "37",
				      .event_date = store_today(shift->store),
				      .source = "simulation" };

	if (!store_case_open(shift->store, &file, err))
		return false;
	shift->citizen->rows[ROW_CASE] = file.id;
	return true;
}

static void heads_replace(struct shift *shift, const struct sanction_case *file, struct sanction_event *event)
{
	for (size_t i = 0; i < file->event_count; i++) {
		const struct sanction_event *head = &file->events[i];

		if (!head->is_head)
			continue;
		ledger_replaces(&shift->sim->ledger, shift->write, ledger_number(&shift->sim->ledger, head->text));
		event->parent = head->id;
		event->to = head->to;
	}
}

static bool case_write(struct shift *shift, struct err *err)
{
	struct sanction_event event = { .date = store_today(shift->store),
					.due = DATE_NONE,
					.channel = "",
					.code = "" };
	struct sanction_case file;
	size_t at = drawn(shift, LENGTH(ways)), tried;

	if (!shift->citizen->rows[ROW_CASE])
		return case_begin(shift, err);
	if (!store_case(shift->store, shift->citizen->rows[ROW_CASE], &shift->sim->scratch, &file, err))
		return false;
	event.text = written(shift, LEDGER_EVENT, "Begrundelse");
	event.sanction_case = file.id;
	heads_replace(shift, &file, &event);
	event.act = SANCTION_RESOLVE;
	for (tried = 0; file.heads == 1 && tried < LENGTH(ways); tried++, at = (at + 1) % LENGTH(ways))
		if (ways[at].from == event.to) {
			event.act = ways[at].act;
			event.to = ways[at].to;
			break;
		}
	if (tried == LENGTH(ways) || (file.heads > 1 && drawn(shift, 3)))
		return err_set(err, ERR_REFUSED, "the case is closed, or waits");
	return store_case_event(shift->store, &event, err);
}

/* ---- citizens come and go -------------------------------------------------------------------- */

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

static int64_t citizen_invent(struct shift *shift)
{
	struct simulation *sim = shift->sim;
	struct sim_citizen *citizen;

	sim->citizens = arena_grow(sim->arena, sim->citizens, sim->citizen_count, sizeof(*sim->citizens));
	citizen = &sim->citizens[sim->citizen_count];
	*citizen = (struct sim_citizen){ .unit = shift->terminal->unit,
					 .owner = (int)(shift->terminal - sim->terminals) };
	cpr_invent((int64_t)sim->citizen_count, citizen->cpr);
	unit_add(sim, citizen->unit, (int64_t)sim->citizen_count);
	return (int64_t)sim->citizen_count++;
}

/* Is in the unit's list already when a colleague registers the same person on another terminal. */
static bool citizen_register(struct shift *shift, struct err *err)
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

	row.phone = strcpy(phone, written(shift, LEDGER_VALUE, "phone"));
	row.job_goal = strcpy(goal, written(shift, LEDGER_VALUE, "job_goal"));
	row.education = written(shift, LEDGER_VALUE, "education");
	if (!store_citizen_put(shift->store, &row, err))
		return false;
	shift->citizen->rows[ROW_CITIZEN] = row.id;
	shift->citizen->registered++;
	return true;
}

static struct sim_terminal *receiver_drawn(struct shift *shift)
{
	struct simulation *sim = shift->sim;
	struct sim_terminal *receiver = &sim->terminals[drawn(shift, (uint64_t)sim->terminal_count)];

	return receiver->unit < 0 || receiver->unit == shift->terminal->unit || receiver->is_shut_out ? NULL
												      : receiver;
}

static bool citizen_offer(struct shift *shift, struct err *err)
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
	handover.note = written(shift, LEDGER_FACT, "Overdraget");
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
			citizen_take(shift, (int64_t)i);
			return true;
		}
	return false;
}

/* The first that waits for this caseworker's answer, if any. */
static bool offer_answer(struct shift *shift, struct err *err)
{
	struct handover_query query = { .caseworker = shift->terminal->caseworker, .open = true };
	struct handover_answer answer = { .state = drawn(shift, 4) ? HANDOVER_ACCEPTED : HANDOVER_DECLINED,
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

bool sim_caseworker(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	struct shift shift = { .sim = sim, .terminal = terminal, .store = terminal->store, .number = LEDGER_NOBODY };
	struct caseworker caseworker = { .initials = terminal->name,
					 .team = terminal->unit < 0 ? "" : sim_unit_name(sim, terminal->unit) };
	size_t first = sim->ledger.count;
	int64_t seq, row;
	bool there;

	sim_stamp(sim, terminal);
	caseworker.name = written(&shift, LEDGER_VALUE, "Sagsbehandler");
	if (!store_natural_id(shift.store, "caseworker", terminal->name, &row, err) ||
	    !known(&shift, &sim_texts[0], row, &there, err) || !store_caseworker_put(shift.store, &caseworker, err) ||
	    !sim_seq(terminal, &seq, err))
		return false;
	ledger_saved(&sim->ledger, first, seq);
	terminal->caseworker = caseworker.id;
	return true;
}

/* ---- a shift --------------------------------------------------------------------------------- */

static bool (*const acts[])(struct shift *, struct err *) = {
	note_write,   note_write,	 note_write,  answer_write, answer_write, answer_write,
	answer_write, answer_write,	 check_write, field_write,  field_write,  field_write,
	field_write,  appointment_begin, step_begin,  case_write,   case_write,
};

/* Whom it is about: mostly the caseworker's own. */
static int64_t citizen_drawn(struct shift *shift)
{
	struct simulation *sim = shift->sim;
	const struct sim_unit *list = &sim->units[shift->terminal->unit];
	bool hot = sim_has(sim, FAULT_CONFLICT) && !drawn(shift, 3);
	int me = (int)(shift->terminal - sim->terminals);
	int64_t number = 0;

	sim->report->faults[FAULT_CONFLICT] += hot;
	if (hot)
		return list->citizens[drawn(shift, list->count < CITIZENS_HOT ? list->count : CITIZENS_HOT)];
	for (int i = 0; i < PICKS; i++) {
		number = list->citizens[drawn(shift, list->count)];
		if (sim->citizens[number].owner == me || !drawn(shift, COLLEAGUES))
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
		citizen_take(shift, citizen_invent(shift));
		return citizen_register(shift, err);
	}
	if (sim_has(sim, FAULT_HANDOVER) && chance_one_in(&sim->chance, OFFERS))
		return offer_answer(shift, err);
	citizen_take(shift, citizen_drawn(shift));
	if (!probe_citizen(shift->store, shift->citizen->rows[ROW_CITIZEN], &there, err))
		return false;
	if (!there && shift->citizen->unit == shift->terminal->unit && !shift->citizen->move.seq &&
	    !shift->citizen->is_offered &&
	    (!shift->citizen->rows[ROW_CITIZEN] || sim_has(sim, FAULT_CONFLICT)))
		return citizen_register(shift, err);
	if (!there)
		return true;
	if (sim_has(sim, FAULT_HANDOVER) && chance_one_in(&sim->chance, OFFERS))
		return citizen_offer(shift, err);
	return acts[drawn(shift, LENGTH(acts))](shift, err);
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
	for (uint64_t i = 1 + drawn(shift, ACTS_TOGETHER); i && done; i--) {
		size_t from = ledger->count;

		done = act(shift, err) && sim_seq(shift->terminal, seq, err);
		ledger_saved(ledger, from, *seq);
	}
	if (done && drawn(shift, TAKEN_BACK))
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
		citizen_take(shift, citizen_invent(shift));
		if (!citizen_register(shift, err) || !sim_seq(shift->terminal, &seq, err))
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
