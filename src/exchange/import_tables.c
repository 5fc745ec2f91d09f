#include "import_tables.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/seats.h"

#define NAME_MAX_LETTERS 300
#define WORD_MAX_LETTERS 60
#define TEXT_MAX_LETTERS 200
#define PROSE_MAX_LETTERS 4000
#define PHONE_MAX_LETTERS 20
#define HOURS_A_WEEK 168
#define MINUTES_A_DAY 1440
#define KRONER_MAX 100000000

#define AT(type, member) offsetof(struct type, member)

static bool check_order(struct date from, struct date to, const char *late, const char **column,
			struct err *err)
{
	if (!date_is_set(from) || !date_is_set(to) || date_compare(from, to) <= 0)
		return true;
	*column = late;
	return err_set(err, ERR_INPUT, _("The end comes before the beginning."));
}

/* ---- caseworkers --------------------------------------------------------------------------- */

static const struct import_column caseworker_columns[] = {
	{ "initialer", &import_line, AT(caseworker, initials), 16, IMPORT_FILLED | IMPORT_KEY },
	{ "navn", &import_line, AT(caseworker, name), NAME_MAX_LETTERS, IMPORT_FILLED },
	{ "team", &import_line, AT(caseworker, team), 16 },
};

static bool put_caseworker(struct store *store, union import_row *row, enum import_effect *effect,
			   struct err *err)
{
	return store_import_caseworker(store, &row->caseworker, effect, err);
}

/* ---- citizens ------------------------------------------------------------------------------ */

#define CONTACT (IMPORT_PRIVATE | IMPORT_OPTIONAL)

static const struct import_column citizen_columns[] = {
	{ "cpr", &import_cpr, AT(citizen, cpr), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "fornavne", &import_line, AT(citizen, given_names), NAME_MAX_LETTERS, IMPORT_PRIVATE },
	{ "efternavn", &import_line, AT(citizen, surname), NAME_MAX_LETTERS, IMPORT_PRIVATE },
	{ "adresse", &import_line, AT(citizen, address), TEXT_MAX_LETTERS, CONTACT },
	{ "postnr", &import_line, AT(citizen, postcode), 12, CONTACT },
	{ "by", &import_line, AT(citizen, city), WORD_MAX_LETTERS, CONTACT },
	{ "telefon", &import_phone, AT(citizen, phone), PHONE_MAX_LETTERS, CONTACT },
	{ "email", &import_line, AT(citizen, email), TEXT_MAX_LETTERS, CONTACT },
	{ "beskyttet", &import_flag, AT(citizen, is_protected), 0, IMPORT_OPTIONAL | IMPORT_PROTECTS },
	{ "sprog", &import_line, AT(citizen, language), 8, IMPORT_OPTIONAL },
	{ "tolk", &import_flag, AT(citizen, interpreter), 0, IMPORT_OPTIONAL },
	{ "maalgruppe", &import_number, AT(citizen, target_group), 13, IMPORT_OPTIONAL },
	{ "ydelse", &import_line, AT(citizen, benefit), WORD_MAX_LETTERS, IMPORT_OPTIONAL },
	{ "ydelse_fra", &import_date, AT(citizen, benefit_from), 0, IMPORT_OPTIONAL },
	{ "koordinator", &import_caseworker_ref, AT(citizen, coordinator), 0, IMPORT_OPTIONAL },
	{ "a_kasse", &import_line, AT(citizen, unemployment_fund), WORD_MAX_LETTERS, IMPORT_OPTIONAL },
	{ "jobmaal", &import_line, AT(citizen, job_goal), TEXT_MAX_LETTERS, IMPORT_OPTIONAL },
	{ "disco08", &import_line, AT(citizen, disco08), 8, IMPORT_OPTIONAL },
	{ "uddannelse", &import_line, AT(citizen, education), TEXT_MAX_LETTERS, IMPORT_OPTIONAL },
	{ "boern", &import_number, AT(citizen, children), 30, IMPORT_OPTIONAL },
	{ "koerekort", &import_flag, AT(citizen, driving_licence), 0, IMPORT_OPTIONAL },
};

static bool check_citizen(const union import_row *row, const char **column, struct err *err)
{
	if (!str_is_empty(row->citizen.given_names) || !str_is_empty(row->citizen.surname))
		return true;
	*column = "efternavn";
	return err_set(err, ERR_INPUT, _("The citizen has no name."));
}

static bool known_citizen(struct import_context *context, const union import_row *row,
			  union import_row *known, struct err *err)
{
	int64_t id;

	if (!store_find_citizen(context->store, row->citizen.cpr, &id, err))
		return false;
	return !id || store_citizen(context->store, id, context->arena, &known->citizen, err);
}

static bool look_for_citizen(struct import_context *context, const union import_row *row, struct err *err)
{
	const struct citizen *citizen = &row->citizen;
	int64_t id;

	return store_seat_subject(context->store, citizen->cpr, &id, err) &&
	       store_seats_in_the_way(context->store, id, citizen->coordinator, context->arena, &context->elsewhere,
				      err);
}

static bool put_citizen(struct store *store, union import_row *row, enum import_effect *effect,
			struct err *err)
{
	return store_import_citizen(store, &row->citizen, effect, err);
}

/* ---- benefits ------------------------------------------------------------------------------ */

static const struct import_column benefit_columns[] = {
	{ "cpr", &import_citizen_ref, AT(benefit_spell, citizen), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "ydelse", &import_line, AT(benefit_spell, benefit), WORD_MAX_LETTERS, IMPORT_FILLED | IMPORT_KEY },
	{ "fra", &import_date, AT(benefit_spell, from), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "til", &import_date, AT(benefit_spell, to) },
};

static bool check_benefit(const union import_row *row, const char **column, struct err *err)
{
	return check_order(row->benefit.from, row->benefit.to, "til", column, err);
}

static bool put_benefit(struct store *store, union import_row *row, enum import_effect *effect,
			struct err *err)
{
	return store_import_benefit(store, &row->benefit, effect, err);
}

/* ---- efforts ------------------------------------------------------------------------------- */

static const struct import_column effort_columns[] = {
	{ "kode", &import_line, AT(effort, code), 16, IMPORT_FILLED | IMPORT_KEY },
	{ "navn", &import_line, AT(effort, name), NAME_MAX_LETTERS, IMPORT_FILLED },
	{ "type", &import_line, AT(effort, kind), WORD_MAX_LETTERS },
	{ "start", &import_date, AT(effort, from) },
	{ "slut", &import_date, AT(effort, to) },
	{ "pris_pr_deltager", &import_kroner, AT(effort, unit_cost_ore), KRONER_MAX },
	{ "beskrivelse", &import_prose, AT(effort, description), PROSE_MAX_LETTERS },
};

static bool check_effort(const union import_row *row, const char **column, struct err *err)
{
	return check_order(row->effort.from, row->effort.to, "slut", column, err);
}

static bool put_effort(struct store *store, union import_row *row, enum import_effect *effect,
		       struct err *err)
{
	return store_import_effort(store, &row->effort, effect, err);
}

static const struct import_column enrolment_columns[] = {
	{ "cpr", &import_citizen_ref, AT(enrolment, citizen), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "indsats", &import_effort_ref, AT(enrolment, effort), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "indkaldt", &import_date, AT(enrolment, invited), 0, IMPORT_KEY },
	{ "start", &import_date, AT(enrolment, started) },
	{ "slut", &import_date, AT(enrolment, ended) },
	{ "gennemfoert", &import_completed, AT(enrolment, completed) },
	{ "frafald", &import_line, AT(enrolment, dropout), TEXT_MAX_LETTERS },
};

static bool check_enrolment(const union import_row *row, const char **column, struct err *err)
{
	return check_order(row->enrolment.started, row->enrolment.ended, "slut", column, err);
}

static bool put_enrolment(struct store *store, union import_row *row, enum import_effect *effect,
			  struct err *err)
{
	return store_import_enrolment(store, &row->enrolment, effect, err);
}

static const struct import_column outcome_columns[] = {
	{ "cpr", &import_citizen_ref, AT(outcome, citizen), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "indsats", &import_effort_ref, AT(outcome, effort), 0, IMPORT_KEY },
	{ "status", &import_status, AT(outcome, status), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "dato", &import_date, AT(outcome, date), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "timer", &import_hours, AT(outcome, weekly_hours), HOURS_A_WEEK },
	{ "kilde", &import_line, AT(outcome, source), WORD_MAX_LETTERS },
};

static bool put_outcome(struct store *store, union import_row *row, enum import_effect *effect,
			struct err *err)
{
	return store_import_outcome(store, &row->outcome, effect, err);
}

/* ---- employers ----------------------------------------------------------------------------- */

static const struct import_column employer_columns[] = {
	{ "cvr", &import_cvr, AT(employer, cvr), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "navn", &import_line, AT(employer, name), NAME_MAX_LETTERS, IMPORT_FILLED },
	{ "branche", &import_line, AT(employer, trade), WORD_MAX_LETTERS },
	{ "adresse", &import_line, AT(employer, address), TEXT_MAX_LETTERS },
	{ "postnr", &import_line, AT(employer, postcode), 12 },
	{ "by", &import_line, AT(employer, city), WORD_MAX_LETTERS },
	{ "kontakt", &import_line, AT(employer, contact), NAME_MAX_LETTERS },
	{ "telefon", &import_phone, AT(employer, phone), PHONE_MAX_LETTERS },
	{ "aftaler", &import_line, AT(employer, agreements), TEXT_MAX_LETTERS },
};

static bool put_employer(struct store *store, union import_row *row, enum import_effect *effect,
			 struct err *err)
{
	return store_import_employer(store, &row->employer, effect, err);
}

static const struct import_column opening_columns[] = {
	{ "nr", &import_line, AT(opening, number), 32, IMPORT_FILLED | IMPORT_KEY },
	{ "cvr", &import_employer_ref, AT(opening, employer), 0, IMPORT_FILLED },
	{ "stilling", &import_line, AT(opening, title), NAME_MAX_LETTERS, IMPORT_FILLED },
	{ "disco08", &import_line, AT(opening, disco08), 8 },
	{ "antal", &import_number, AT(opening, places), 9999 },
	{ "timer", &import_hours, AT(opening, weekly_hours), HOURS_A_WEEK },
	{ "postnr", &import_line, AT(opening, postcode), 12 },
	{ "frist", &import_date, AT(opening, deadline) },
	{ "form", &import_line, AT(opening, form), WORD_MAX_LETTERS },
	{ "krav", &import_line, AT(opening, needs), TEXT_MAX_LETTERS },
};

static bool put_opening(struct store *store, union import_row *row, enum import_effect *effect,
			struct err *err)
{
	return store_import_opening(store, &row->opening, effect, err);
}

/* ---- appointments -------------------------------------------------------------------------- */

static const struct import_column appointment_columns[] = {
	{ "cpr", &import_citizen_ref, AT(appointment, citizen), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "dato", &import_date, AT(appointment, date), 0, IMPORT_FILLED | IMPORT_KEY },
	{ "tid", &import_minute, AT(appointment, minute), 0, IMPORT_KEY },
	{ "minutter", &import_number, AT(appointment, minutes), MINUTES_A_DAY },
	{ "type", &import_line, AT(appointment, type), WORD_MAX_LETTERS },
	{ "form", &import_line, AT(appointment, form), WORD_MAX_LETTERS },
	{ "koordinator", &import_caseworker_ref, AT(appointment, coordinator) },
};

static bool put_appointment(struct store *store, union import_row *row, enum import_effect *effect,
			    struct err *err)
{
	return store_import_appointment(store, &row->appointment, effect, err);
}

#define COLUMNS(table) table, LENGTH(table)

const struct import_table import_tables[IMPORT_FILES] = {
	{ "sagsbehandlere.csv", COLUMNS(caseworker_columns), .put = put_caseworker },
	{ "borgere.csv", COLUMNS(citizen_columns), check_citizen, known_citizen, look_for_citizen, put_citizen },
	{ "ydelser.csv", COLUMNS(benefit_columns), check_benefit, .put = put_benefit },
	{ "indsatser.csv", COLUMNS(effort_columns), check_effort, .put = put_effort },
	{ "forloeb.csv", COLUMNS(enrolment_columns), check_enrolment, .put = put_enrolment },
	{ "resultater.csv", COLUMNS(outcome_columns), .put = put_outcome },
	{ "virksomheder.csv", COLUMNS(employer_columns), .put = put_employer },
	{ "stillinger.csv", COLUMNS(opening_columns), .put = put_opening },
	{ "aftaler.csv", COLUMNS(appointment_columns), .put = put_appointment },
};
