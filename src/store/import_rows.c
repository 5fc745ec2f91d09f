/* import_rows.c - rows of other systems' files, each found by its natural key.
 *
 *	caseworker      initials
 *	citizen         CPR number
 *	benefit spell   citizen, benefit, first day
 *	effort          code
 *	enrolment       citizen, effort, day of invitation
 *	outcome         citizen, effort, status, day
 *	employer        CVR number
 *	opening         number
 *	appointment     citizen, day, minute, type
 *
 * What is not part of the key may change from one file to the next, and is then written as a change of the
 * row. */
#include "import_rows.h"

#include "citizen_rows.h"
#include "rows.h"

/* ---- people ----------------------------------------------------------------------------------------- */

bool store_import_caseworker(struct store *store, struct caseworker *caseworker, enum import_effect *effect,
			     struct err *err)
{
	caseworker->id = 0;
	return caseworker_row_put(store, caseworker, effect, err) && import_count(store, *effect);
}

bool store_import_citizen(struct store *store, struct citizen *citizen, enum import_effect *effect,
			  struct err *err)
{
	return citizen_row_put(store, citizen, effect, err) && import_count(store, *effect);
}

/* ---- benefit spells --------------------------------------------------------------------------------- */

static const struct row_sql benefit_sql =
	ROW_SQL("benefit_spell", "citizen, benefit, from_date, to_date, deleted", "?2, ?3, ?4, ?5, 0");

static void benefit_bind(struct statement *s, const void *row)
{
	const struct benefit_spell *spell = row;

	statement_bind_int(s, spell->id);
	statement_bind_int(s, spell->citizen);
	statement_bind_text(s, spell->benefit);
	statement_bind_date(s, spell->from);
	statement_bind_date(s, spell->to);
}

bool store_import_benefit(struct store *store, struct benefit_spell *spell, enum import_effect *effect,
			  struct err *err)
{
	char citizen[ROW_KEY_SIZE], from[DATE_ISO_SIZE];
	const char *key[] = { row_key(spell->citizen, citizen), row_text(spell->benefit),
			      date_iso(spell->from, from), NULL };

	return row_natural(store, "benefit_spell", key, &spell->id, err) &&
	       row_put(store, &benefit_sql, benefit_bind, spell, effect, err) && import_count(store, *effect);
}

/* ---- efforts ---------------------------------------------------------------------------------------- */

static const struct row_sql effort_sql =
	ROW_SQL("effort", "code, name, kind, from_date, to_date, unit_cost, description, deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, 0");

static void effort_bind(struct statement *s, const void *row)
{
	const struct effort *effort = row;

	statement_bind_int(s, effort->id);
	statement_bind_text(s, effort->code);
	statement_bind_text(s, effort->name);
	statement_bind_text(s, effort->kind);
	statement_bind_date(s, effort->from);
	statement_bind_date(s, effort->to);
	statement_bind_int(s, effort->unit_cost_ore);
	statement_bind_text(s, effort->description);
}

bool store_import_effort(struct store *store, struct effort *effort, enum import_effect *effect,
			 struct err *err)
{
	return store_natural_id(store, "effort", row_text(effort->code), &effort->id, err) &&
	       row_put(store, &effort_sql, effort_bind, effort, effect, err) && import_count(store, *effect);
}

/* ---- enrolments ------------------------------------------------------------------------------------- */

static const struct row_sql enrolment_sql =
	ROW_SQL("enrolment", "citizen, effort, invited, started, ended, completed, dropout, deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, 0");

static void enrolment_bind(struct statement *s, const void *row)
{
	const struct enrolment *enrolment = row;

	statement_bind_int(s, enrolment->id);
	statement_bind_int(s, enrolment->citizen);
	statement_bind_int(s, enrolment->effort);
	statement_bind_date(s, enrolment->invited);
	statement_bind_date(s, enrolment->started);
	statement_bind_date(s, enrolment->ended);
	statement_bind_int(s, enrolment->completed);
	statement_bind_text(s, enrolment->dropout);
}

bool store_import_enrolment(struct store *store, struct enrolment *enrolment, enum import_effect *effect,
			    struct err *err)
{
	char citizen[ROW_KEY_SIZE], effort[ROW_KEY_SIZE], invited[DATE_ISO_SIZE];
	const char *key[] = { row_key(enrolment->citizen, citizen), row_key(enrolment->effort, effort),
			      date_iso(enrolment->invited, invited), NULL };

	return row_natural(store, "enrolment", key, &enrolment->id, err) &&
	       row_put(store, &enrolment_sql, enrolment_bind, enrolment, effect, err) &&
	       import_count(store, *effect);
}

/* ---- outcomes --------------------------------------------------------------------------------------- */

static const struct row_sql outcome_sql =
	ROW_SQL("outcome", "citizen, effort, status, date, weekly_hours, source, deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, 0");

static void outcome_bind(struct statement *s, const void *row)
{
	const struct outcome *outcome = row;

	statement_bind_int(s, outcome->id);
	statement_bind_int(s, outcome->citizen);
	statement_bind_int(s, outcome->effort);
	statement_bind_text(s, outcome->status);
	statement_bind_date(s, outcome->date);
	statement_bind_real(s, outcome->weekly_hours);
	statement_bind_text(s, outcome->source);
}

bool outcome_row_put(struct store *store, struct outcome *outcome, enum import_effect *effect, struct err *err)
{
	char citizen[ROW_KEY_SIZE], effort[ROW_KEY_SIZE], date[DATE_ISO_SIZE];
	const char *key[] = { row_key(outcome->citizen, citizen), row_key(outcome->effort, effort),
			      row_text(outcome->status), date_iso(outcome->date, date), NULL };

	return row_natural(store, "outcome", key, &outcome->id, err) &&
	       row_put(store, &outcome_sql, outcome_bind, outcome, effect, err);
}

bool store_import_outcome(struct store *store, struct outcome *outcome, enum import_effect *effect,
			  struct err *err)
{
	return outcome_row_put(store, outcome, effect, err) && import_count(store, *effect);
}

/* ---- employers and openings ------------------------------------------------------------------------- */

static const struct row_sql employer_sql =
	ROW_SQL("employer", "cvr, name, trade, address, postcode, city, contact, phone, agreements, deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0");

static void employer_bind(struct statement *s, const void *row)
{
	const struct employer *employer = row;

	statement_bind_int(s, employer->id);
	statement_bind_text(s, employer->cvr);
	statement_bind_text(s, employer->name);
	statement_bind_text(s, employer->trade);
	statement_bind_text(s, employer->address);
	statement_bind_text(s, employer->postcode);
	statement_bind_text(s, employer->city);
	statement_bind_text(s, employer->contact);
	statement_bind_text(s, employer->phone);
	statement_bind_text(s, employer->agreements);
}

bool store_import_employer(struct store *store, struct employer *employer, enum import_effect *effect,
			   struct err *err)
{
	return store_natural_id(store, "cvr", row_text(employer->cvr), &employer->id, err) &&
	       row_put(store, &employer_sql, employer_bind, employer, effect, err) &&
	       import_count(store, *effect);
}

static const struct row_sql opening_sql =
	ROW_SQL("opening",
		"employer, number, title, disco08, places, weekly_hours, postcode, deadline, form, needs,"
		" deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0");

static void opening_bind(struct statement *s, const void *row)
{
	const struct opening *opening = row;

	statement_bind_int(s, opening->id);
	statement_bind_int(s, opening->employer);
	statement_bind_text(s, opening->number);
	statement_bind_text(s, opening->title);
	statement_bind_text(s, opening->disco08);
	statement_bind_int(s, opening->places);
	statement_bind_real(s, opening->weekly_hours);
	statement_bind_text(s, opening->postcode);
	statement_bind_date(s, opening->deadline);
	statement_bind_text(s, opening->form);
	statement_bind_text(s, opening->needs);
}

bool store_import_opening(struct store *store, struct opening *opening, enum import_effect *effect,
			  struct err *err)
{
	return store_natural_id(store, "opening", row_text(opening->number), &opening->id, err) &&
	       row_put(store, &opening_sql, opening_bind, opening, effect, err) &&
	       import_count(store, *effect);
}

/* ---- appointments ----------------------------------------------------------------------------------- */

/* The state is the file's only as long as nobody here has said what became of the appointment. */
#define BOOKING_COLUMNS "minutes, form, coordinator, state, deleted"
#define BOOKING_VALUES "?6, ?7, ?8, iif(state = 0, ?9, state), 0"

static const struct row_sql appointment_sql = {
	.update = "UPDATE appointment SET (" BOOKING_COLUMNS ") = (" BOOKING_VALUES ")"
		  " WHERE id = ?1 AND (" BOOKING_COLUMNS ") IS NOT (" BOOKING_VALUES ")",
	.insert =
		"INSERT INTO appointment(id, citizen, date, minute, type, minutes, form, coordinator, state)"
		" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
		" WHERE NOT EXISTS(SELECT 1 FROM appointment WHERE id = ?1)",
};

static void appointment_bind(struct statement *s, const void *row)
{
	const struct appointment *appointment = row;

	statement_bind_int(s, appointment->id);
	statement_bind_int(s, appointment->citizen);
	statement_bind_date(s, appointment->date);
	statement_bind_int(s, appointment->minute);
	statement_bind_text(s, appointment->type);
	statement_bind_int(s, appointment->minutes);
	statement_bind_text(s, appointment->form);
	statement_bind_int(s, appointment->coordinator);
	statement_bind_int(s, appointment->state);
}

bool store_import_appointment(struct store *store, struct appointment *appointment,
			      enum import_effect *effect, struct err *err)
{
	char citizen[ROW_KEY_SIZE], date[DATE_ISO_SIZE], minute[ROW_KEY_SIZE];
	const char *key[] = { row_key(appointment->citizen, citizen), date_iso(appointment->date, date),
			      row_key(appointment->minute, minute), row_text(appointment->type), NULL };

	return row_natural(store, "appointment", key, &appointment->id, err) &&
	       row_put(store, &appointment_sql, appointment_bind, appointment, effect, err) &&
	       import_count(store, *effect);
}

/* ---- what rows refer to ----------------------------------------------------------------------------- */

static bool find(struct store *store, const char *sql, const char *kind, const char *key, int64_t *id,
		 struct err *err)
{
	int64_t natural;

	return store_natural_id(store, kind, row_text(key), &natural, err) &&
	       database_number(store, sql, natural, 0, id, err);
}

bool store_find_caseworker(struct store *store, const char *initials, int64_t *id, struct err *err)
{
	return find(store, "SELECT id FROM caseworker WHERE id = ? AND deleted = 0", "caseworker", initials,
		    id, err);
}

bool store_find_citizen(struct store *store, const char *cpr, int64_t *id, struct err *err)
{
	int64_t row;

	return store_citizen_id(store, row_text(cpr), &row, err) &&
	       database_number(store, "SELECT id FROM citizen WHERE id = ? AND deleted = 0", row, 0, id, err);
}

bool store_find_effort(struct store *store, const char *code, int64_t *id, struct err *err)
{
	return find(store, "SELECT id FROM effort WHERE id = ? AND deleted = 0", "effort", code, id, err);
}

bool store_find_employer(struct store *store, const char *cvr, int64_t *id, struct err *err)
{
	return find(store, "SELECT id FROM employer WHERE id = ? AND deleted = 0", "cvr", cvr, id, err);
}
