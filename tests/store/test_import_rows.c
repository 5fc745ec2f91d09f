#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/conversations.h"
#include "samtale/store/import.h"
#include "samtale/store/people.h"
#include "store_rows.h"

struct effects {
	int created, updated, unchanged;
};

/* One row of every file. */
struct municipality {
	struct caseworker caseworker;
	struct citizen citizen;
	struct benefit_spell spell;
	struct effort effort;
	struct enrolment enrolment;
	struct outcome outcome;
	struct employer employer;
	struct opening opening;
	struct appointment appointment;
	struct effects effects;
};

#define KINDS 9

static struct municipality odense(void)
{
	return (struct municipality){
		.caseworker = { 0, "aith", "Aisha Thomsen", "JOB" },
		.citizen = rows_citizen_of("1204671101", "Karim", "Nielsen"),
		.spell = { .benefit = "kontanthjælp", .from = day("2026-03-02"), .to = DATE_NONE },
		.effort = { .code = "ASM",
			    .name = "Alle skal med",
			    .kind = "håndholdt forløb",
			    .description = "",
			    .from = day("2019-04-01"),
			    .to = DATE_NONE,
			    .unit_cost_ore = 1850000 },
		.enrolment = { .invited = day("2026-04-01"),
			       .started = day("2026-04-15"),
			       .ended = DATE_NONE,
			       .completed = -1,
			       .dropout = "" },
		.outcome = { .status = "JOB_HOURS",
			     .date = day("2026-10-24"),
			     .weekly_hours = 7.5,
			     .source = "arbejdsgiver" },
		.employer = { .cvr = "78633662",
			      .name = "Fyns Haver",
			      .trade = "Gartneri",
			      .address = "",
			      .postcode = "5000",
			      .city = "Odense C",
			      .contact = "",
			      .phone = "",
			      .agreements = "charter" },
		.opening = { .number = "J0001",
			     .title = "Gartner",
			     .disco08 = "6113",
			     .postcode = "5000",
			     .form = "ordinær",
			     .needs = "",
			     .places = 2,
			     .weekly_hours = 37,
			     .deadline = day("2026-12-04") },
		.appointment = { .date = day("2026-11-24"),
				 .minute = 540,
				 .minutes = 45,
				 .type = "jobsamtale",
				 .form = "fremmøde" },
	};
}

static void count(struct municipality *m, enum import_effect effect)
{
	m->effects.created += effect == IMPORT_CREATED;
	m->effects.updated += effect == IMPORT_UPDATED;
	m->effects.unchanged += effect == IMPORT_UNCHANGED;
}

static void rows_import(struct store_fixture *f, struct municipality *m)
{
	struct store *store = f->store;
	enum import_effect effect;

	m->effects = (struct effects){ 0 };
	assert_done(f, store_import_caseworker(store, &m->caseworker, &effect, &f->err));
	count(m, effect);
	m->citizen.coordinator = m->appointment.coordinator = m->caseworker.id;
	assert_done(f, store_import_citizen(store, &m->citizen, &effect, &f->err));
	count(m, effect);
	m->spell.citizen = m->enrolment.citizen = m->outcome.citizen = m->appointment.citizen = m->citizen.id;
	assert_done(f, store_import_benefit(store, &m->spell, &effect, &f->err));
	count(m, effect);
	assert_done(f, store_import_effort(store, &m->effort, &effect, &f->err));
	count(m, effect);
	m->enrolment.effort = m->outcome.effort = m->effort.id;
	assert_done(f, store_import_enrolment(store, &m->enrolment, &effect, &f->err));
	count(m, effect);
	assert_done(f, store_import_outcome(store, &m->outcome, &effect, &f->err));
	count(m, effect);
	assert_done(f, store_import_employer(store, &m->employer, &effect, &f->err));
	count(m, effect);
	m->opening.employer = m->employer.id;
	assert_done(f, store_import_opening(store, &m->opening, &effect, &f->err));
	count(m, effect);
	assert_done(f, store_import_appointment(store, &m->appointment, &effect, &f->err));
	count(m, effect);
}

static int64_t import(struct store_fixture *f, struct municipality *m)
{
	int64_t id;

	assert_done(f, store_import_begin(f->store, "odense", &f->err));
	rows_import(f, m);
	assert_done(f, store_import_end(f->store, &id, &f->err));
	return id;
}

static struct import_undo undo(struct store_fixture *f, int64_t batch)
{
	struct import_undo counts;

	assert_done(f, store_import_undo(f->store, batch, &counts, &f->err));
	return counts;
}

static bool citizen_is_here(struct store_fixture *f)
{
	int64_t id;

	assert_done(f, store_find_citizen(f->store, "1204671101", &id, &f->err));
	return id != 0;
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static void one_row_of_every_file_comes_in(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();

	assert_int_not_equal(import(f, &m), 0);
	assert_int_equal(m.effects.created, KINDS);
	assert_string_equal(
		fixture_text(f, "SELECT name || ' ' || unit_cost || ' ' || from_date || to_date FROM effort"),
		"Alle skal med 1850000 2019-04-01");
	assert_string_equal(
		fixture_text(f, "SELECT invited || ' ' || started || ' ' || completed FROM enrolment"),
		"2026-04-01 2026-04-15 -1");
	assert_string_equal(
		fixture_text(f, "SELECT status || ' ' || date || ' ' || weekly_hours FROM outcome"),
		"JOB_HOURS 2026-10-24 7.5");
	assert_string_equal(
		fixture_text(f, "SELECT e.name || ' ' || o.title || ' ' || o.places || ' ' || o.deadline"
				" FROM opening o JOIN employer e ON e.id = o.employer"),
		"Fyns Haver Gartner 2 2026-12-04");
	assert_string_equal(
		fixture_text(f, "SELECT benefit || ' ' || from_date || to_date FROM benefit_spell"),
		"kontanthjælp 2026-03-02");
	assert_string_equal(
		fixture_text(f, "SELECT w.initials || ' ' || a.date || ' ' || a.minute || ' ' || a.form"
				" FROM appointment a JOIN caseworker w ON w.id = a.coordinator"),
		"aith 2026-11-24 540 fremmøde");
}

static void the_same_import_again_changes_nothing(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	int64_t ops;

	import(f, &m);
	ops = fixture_number(f, "SELECT count(*) FROM oplog");
	m = odense();
	assert_int_equal(import(f, &m), 0);
	assert_int_equal(m.effects.unchanged, KINDS);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM import_batch"), 1);
}

static void only_what_differs_in_the_file_is_written(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	int64_t ops;

	import(f, &m);
	ops = fixture_number(f, "SELECT count(*) FROM oplog");
	m.citizen.phone = "12345678";
	m.enrolment.ended = day("2026-11-01");
	m.enrolment.completed = 1;
	assert_int_not_equal(import(f, &m), 0);
	assert_int_equal(m.effects.updated, 2);
	assert_int_equal(m.effects.unchanged, KINDS - 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops + 3);
}

static void another_terminal_of_the_installation_makes_the_same_rows(void **state)
{
	struct store_fixture *f = *state;
	struct municipality here = odense(), there = odense();

	import(f, &here);
	fixture_close(f);
	strcat(f->path, "2");
	assert_true(fixture_open(f, STORE_CREATE));
	fixture_do(f, "UPDATE sync_self SET v = 2 WHERE k = 'origin'");
	import(f, &there);
	assert_int_equal(there.effects.created, KINDS);
	assert_int_equal(there.caseworker.id, here.caseworker.id);
	assert_int_equal(there.citizen.id, here.citizen.id);
	assert_int_equal(there.spell.id, here.spell.id);
	assert_int_equal(there.effort.id, here.effort.id);
	assert_int_equal(there.enrolment.id, here.enrolment.id);
	assert_int_equal(there.outcome.id, here.outcome.id);
	assert_int_equal(there.employer.id, here.employer.id);
	assert_int_equal(there.opening.id, here.opening.id);
	assert_int_equal(there.appointment.id, here.appointment.id);
}

static void what_a_caseworker_said_of_an_appointment_is_not_reset(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();

	import(f, &m);
	m.appointment.state = APPOINTMENT_NO_SHOW;
	assert_done(f, store_appointment_put(f->store, &m.appointment, &f->err));
	m = odense();
	m.appointment.form = "telefon";
	import(f, &m);
	assert_string_equal(fixture_text(f, "SELECT state || form FROM appointment"), "2telefon");
}

static void what_rows_refer_to_is_found_by_its_own_key(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	int64_t caseworker, effort, employer, nobody;

	import(f, &m);
	assert_done(f, store_find_caseworker(f->store, "aith", &caseworker, &f->err));
	assert_done(f, store_find_effort(f->store, "ASM", &effort, &f->err));
	assert_done(f, store_find_employer(f->store, "78633662", &employer, &f->err));
	assert_done(f, store_find_citizen(f->store, "0303045101", &nobody, &f->err));
	assert_int_equal(caseworker, m.caseworker.id);
	assert_int_equal(effort, m.effort.id);
	assert_int_equal(employer, m.employer.id);
	assert_int_equal(nobody, 0);
	assert_true(citizen_is_here(f));
}

/* ---- the batch -------------------------------------------------------------------------------------- */

static void an_abandoned_import_leaves_nothing(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();

	assert_done(f, store_import_begin(f->store, "odense", &f->err));
	rows_import(f, &m);
	store_import_abandon(f->store);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM import_batch"), 0);
	assert_int_not_equal(import(f, &m), 0);
}

static void imports_are_listed_newest_first(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct import_batch *batches;
	int64_t first, second;
	size_t found;

	first = import(f, &m);
	m.citizen.phone = "12345678";
	second = import(f, &m);
	undo(f, second);
	assert_done(f, store_import_list(f->store, &f->arena, &batches, &found, &f->err));
	assert_int_equal(found, 2);
	assert_int_equal(batches[0].id, second);
	assert_int_equal(batches[0].created, 0);
	assert_int_equal(batches[0].updated, 1);
	assert_true(batches[0].undone);
	assert_int_equal(batches[1].id, first);
	assert_int_equal(batches[1].created, KINDS);
	assert_string_equal(batches[1].source, "odense");
	assert_false(batches[1].undone);
}

/* ---- taking it back --------------------------------------------------------------------------------- */

static void an_import_taken_back_is_gone_and_can_come_again(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct import_undo counts = undo(f, import(f, &m));

	assert_int_equal(counts.removed, KINDS);
	assert_int_equal(counts.kept, 0);
	assert_false(citizen_is_here(f));
	import(f, &m);
	assert_int_equal(m.effects.updated, KINDS);
	assert_true(citizen_is_here(f));
}

static void an_earlier_value_comes_back(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct import_undo counts;

	m.citizen.phone = "11111111";
	import(f, &m);
	m.citizen.phone = "22222222";
	counts = undo(f, import(f, &m));
	assert_int_equal(counts.restored, 1);
	assert_string_equal(fixture_text(f, "SELECT phone FROM citizen"), "11111111");
}

static void a_value_changed_since_stays_as_the_person_left_it(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct citizen changed;
	struct import_undo counts;
	int64_t batch;

	import(f, &m);
	m.citizen.phone = "22222222";
	batch = import(f, &m);
	changed = m.citizen;
	changed.phone = "33333333";
	assert_done(f, store_citizen_put(f->store, &changed, &f->err));
	counts = undo(f, batch);
	assert_int_equal(counts.restored, 0);
	assert_int_equal(counts.kept, 1);
	assert_string_equal(fixture_text(f, "SELECT phone FROM citizen"), "33333333");
}

static void a_citizen_with_work_is_kept_with_the_coordinator(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct conversation conversation = { .guide = "jobsamtale", .guide_version = 1 };
	struct import_undo counts;
	int64_t batch = import(f, &m);

	conversation.citizen = m.citizen.id;
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	counts = undo(f, batch);
	assert_true(citizen_is_here(f));
	assert_int_equal(counts.kept, 2);
	assert_int_equal(counts.removed, KINDS - 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM caseworker WHERE deleted = 0"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM appointment WHERE deleted = 0"), 0);
}

static void an_appointment_that_a_conversation_was_begun_from_is_kept(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct conversation conversation = { .guide = "jobsamtale", .guide_version = 1 };
	int64_t batch = import(f, &m);

	conversation.citizen = m.citizen.id;
	conversation.appointment = m.appointment.id;
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	assert_int_equal(undo(f, batch).kept, 3);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM appointment WHERE deleted = 0"), 1);
}

static void an_import_is_taken_back_once(void **state)
{
	struct store_fixture *f = *state;
	struct municipality m = odense();
	struct import_undo counts;
	int64_t batch = import(f, &m);

	undo(f, batch);
	assert_refused(f, store_import_undo(f->store, batch, &counts, &f->err), ERR_REFUSED);
	assert_refused(f, store_import_undo(f->store, batch + 1, &counts, &f->err), ERR_MISSING);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(one_row_of_every_file_comes_in),
		CASE(the_same_import_again_changes_nothing),
		CASE(only_what_differs_in_the_file_is_written),
		CASE(another_terminal_of_the_installation_makes_the_same_rows),
		CASE(what_a_caseworker_said_of_an_appointment_is_not_reset),
		CASE(what_rows_refer_to_is_found_by_its_own_key),
		CASE(an_abandoned_import_leaves_nothing),
		CASE(imports_are_listed_newest_first),
		CASE(an_import_taken_back_is_gone_and_can_come_again),
		CASE(an_earlier_value_comes_back),
		CASE(a_value_changed_since_stays_as_the_person_left_it),
		CASE(a_citizen_with_work_is_kept_with_the_coordinator),
		CASE(an_appointment_that_a_conversation_was_begun_from_is_kept),
		CASE(an_import_is_taken_back_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
