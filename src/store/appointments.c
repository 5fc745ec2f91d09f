/* appointments.c - bookings one by one. */
#include "appointment_rows.h"

#include "rows.h"
#include "samtale/base/tr.h"

static const char appointment_one[] =
	"SELECT id, citizen, date, minute, minutes, type, form, coordinator, state FROM appointment"
	" WHERE id = ? AND deleted = 0";
static const char appointments_coming[] =
	"SELECT id, citizen, date, minute, minutes, type, form, coordinator, state FROM appointment"
	" WHERE citizen = ? AND date >= ? AND state = 0 AND deleted = 0 ORDER BY date, minute, id";

static const struct row_sql appointment_sql =
	ROW_SQL("appointment", "citizen, date, minute, minutes, type, form, coordinator, state, deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0");

static void appointment_bind(struct statement *s, const void *row)
{
	const struct appointment *appointment = row;

	statement_bind_int(s, appointment->id);
	statement_bind_int(s, appointment->citizen);
	statement_bind_date(s, appointment->date);
	statement_bind_int(s, appointment->minute);
	statement_bind_int(s, appointment->minutes);
	statement_bind_text(s, appointment->type);
	statement_bind_text(s, appointment->form);
	statement_bind_int(s, appointment->coordinator);
	statement_bind_int(s, appointment->state);
}

static struct appointment appointment_read(struct statement *s, struct arena *arena)
{
	return (struct appointment){
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.date = statement_date(s, 2),
		.minute = (int)statement_int(s, 3),
		.minutes = (int)statement_int(s, 4),
		.type = statement_text(s, 5, arena),
		.form = statement_text(s, 6, arena),
		.coordinator = statement_int(s, 7),
		.state = (enum appointment_state)statement_int(s, 8),
	};
}

bool appointment_row_put(struct store *store, struct appointment *appointment, struct err *err)
{
	struct appointment row = *appointment;
	enum import_effect effect;

	if (!date_is_set(row.date))
		return err_set(err, ERR_INPUT, "%s",
			       _("An appointment needs a date: type one and save again."));
	if (!row_number(store, &row.id, err) ||
	    !row_put(store, &appointment_sql, appointment_bind, &row, &effect, err))
		return false;
	appointment->id = row.id;
	return true;
}

bool appointment_state_set(struct store *store, int64_t id, enum appointment_state state, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "UPDATE appointment SET state = ?2 WHERE id = ?1 AND state <> ?2",
			     err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, state);
	return statement_end(&s);
}

bool store_appointment_put(struct store *store, struct appointment *appointment, struct err *err)
{
	struct appointment row = *appointment;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, appointment_row_put(store, &row, err), err))
		return false;
	appointment->id = row.id;
	return true;
}

bool store_appointment(struct store *store, int64_t id, struct arena *arena, struct appointment *appointment,
		       struct err *err)
{
	struct statement s;

	*appointment = (struct appointment){ 0 };
	if (!statement_one(&s, store, appointment_one, id,
			   _("This appointment is not there any more. Go back and look at the list again."), err))
		return false;
	*appointment = appointment_read(&s, arena);
	return statement_end(&s);
}

bool appointments_coming_read(struct store *store, int64_t citizen, struct date today, struct arena *arena,
			      struct appointment **rows, size_t *count, struct err *err)
{
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!statement_begin(&s, store, appointments_coming, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_date(&s, today);
	while (statement_row(&s)) {
		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = appointment_read(&s, arena);
	}
	return statement_end(&s);
}
