/* simulate_records.c - what a simulated caseworker writes of a citizen: facts, fields, rows, the events of a case. */
#include <stdio.h>
#include <string.h>

#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "simulate_shift.h"
#include "store/database.h"
#include "store/tables.h"

/* ---- fields ---------------------------------------------------------------------------------- */

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
	const struct sim_text *text = &sim_texts[1 + shift_drawn(shift, 6)];
	int64_t row = shift->citizen->rows[text->row];
	bool there;

	if (!row)
		return true;
	shift_written(shift, LEDGER_VALUE, text->column);
	if (!shift_known(shift, text, row, &there, err))
		return false;
	if (!there)
		return err_set(err, ERR_MISSING, "no such row");
	return writes[text->row](shift, text->column, row, err);
}

/* ---- facts, and rows that are new ------------------------------------------------------------ */

static bool note_write(struct shift *shift, struct err *err)
{
	struct journal_note note = { .citizen = shift->citizen->rows[ROW_CITIZEN] };

	note.text = shift_written(shift, LEDGER_FACT, "Ringet op om næste skridt");
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
	snprintf(question, sizeof(question), "JS%02d", (int)shift_drawn(shift, 40));
	answer.question = question;
	answer.value = shift_written(shift, LEDGER_FACT, "Har søgt tre stillinger");
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

	check.evidence = shift_written(shift, LEDGER_FACT, "Joblog set");
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

	appointment.form = shift_written(shift, LEDGER_VALUE, "telefon");
	if (!store_appointment_put(shift->store, &appointment, err))
		return false;
	shift->citizen->rows[ROW_APPOINTMENT] = appointment.id;
	return true;
}

static bool step_begin(struct shift *shift, struct err *err)
{
	struct plan_step step = { .citizen = shift->citizen->rows[ROW_CITIZEN],
				  .due = date_add_days(store_today(shift->store), 14) };

	step.text = shift_written(shift, LEDGER_VALUE, "Ringer til virksomheden");
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
	size_t at = shift_drawn(shift, LENGTH(ways)), tried;

	if (!shift->citizen->rows[ROW_CASE])
		return case_begin(shift, err);
	if (!store_case(shift->store, shift->citizen->rows[ROW_CASE], &shift->sim->scratch, &file, err))
		return false;
	event.text = shift_written(shift, LEDGER_EVENT, "Begrundelse");
	event.sanction_case = file.id;
	heads_replace(shift, &file, &event);
	event.act = SANCTION_RESOLVE;
	for (tried = 0; file.heads == 1 && tried < LENGTH(ways); tried++, at = (at + 1) % LENGTH(ways))
		if (ways[at].from == event.to) {
			event.act = ways[at].act;
			event.to = ways[at].to;
			break;
		}
	if (tried == LENGTH(ways) || (file.heads > 1 && shift_drawn(shift, 3)))
		return err_set(err, ERR_REFUSED, "the case is closed, or waits");
	return store_case_event(shift->store, &event, err);
}

/* ---- any of them ----------------------------------------------------------------------------- */

static bool (*const acts[])(struct shift *, struct err *) = {
	note_write,   note_write,	 note_write,  answer_write, answer_write, answer_write,
	answer_write, answer_write,	 check_write, field_write,  field_write,  field_write,
	field_write,  appointment_begin, step_begin,  case_write,   case_write,
};

bool shift_record(struct shift *shift, struct err *err)
{
	return acts[shift_drawn(shift, LENGTH(acts))](shift, err);
}
