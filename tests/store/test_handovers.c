/* Hand-overs: within a team at once, to another team as an offer; and what two terminals make of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/handovers.h"
#include "samtale/store/import.h"
#include "samtale/store/people.h"
#include "samtale/store/reports.h"
#include "samtale/store/rhythm.h"
#include "samtale/store/streams.h"
#include "store/connection.h"
#include "store_rows.h"

#define CHANGES_MOST 256

static const struct rules no_rules;

static int64_t karim(struct store_fixture *f)
{
	return rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
}

static int64_t other_team(struct store_fixture *f, const char *initials, const char *name, const char *team)
{
	struct caseworker row = { 0, initials, name, team };

	assert_done(f, store_caseworker_put(f->store, &row, &f->err));
	return row.id;
}

static struct handover handover_to(struct store_fixture *f, int64_t citizen, int64_t to)
{
	struct handover handover = { .citizen = citizen, .to = to, .reason = "team", .note = "Ring om formiddagen." };

	handover.from = fixture_number(f, "SELECT coordinator FROM citizen");
	return handover;
}

static int64_t handed(struct store_fixture *f, int64_t citizen, int64_t to)
{
	struct handover handover = handover_to(f, citizen, to);

	assert_done(f, store_handover_add(f->store, &handover, &f->err));
	return handover.id;
}

static bool answered(struct store_fixture *f, int64_t handover, enum handover_state state, const char *note)
{
	struct handover_answer answer = { handover, state, note };

	return store_handover_answer(f->store, &answer, &f->err);
}

static struct handover newest(struct store_fixture *f, int64_t citizen)
{
	struct handover_query query = { .citizen = citizen };
	struct handover *rows;
	size_t count;

	assert_done(f, store_handovers(f->store, &query, &f->arena, &rows, &count, &f->err));
	assert_true(count > 0);
	return rows[0];
}

static int64_t coordinator(struct store_fixture *f)
{
	return fixture_number(f, "SELECT coordinator FROM citizen");
}

static const struct agenda_row *told(struct store_fixture *f, int64_t caseworker, enum agenda_kind kind)
{
	struct agenda agenda;

	assert_done(f, store_agenda(f->store, &no_rules, caseworker, fixture_moment(0), &f->arena, &agenda, &f->err));
	for (size_t i = 0; i < agenda.count; i++)
		if (agenda.rows[i].kind == kind)
			return &agenda.rows[i];
	return NULL;
}

/* ---- to another team ----------------------------------------------------------------------------------------- */

static void an_offer_to_another_team_moves_nothing_until_it_is_accepted(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	int64_t offer = handed(f, citizen, anders);

	assert_int_equal(coordinator(f), FIXTURE_CASEWORKER);
	assert_true(newest(f, citizen).is_offer);
	assert_string_equal(told(f, anders, AGENDA_HANDOVER)->form, AGENDA_OFFER);
	assert_non_null(strstr(told(f, anders, AGENDA_HANDOVER)->why, "Ring om formiddagen"));
	assert_string_equal(told(f, FIXTURE_CASEWORKER, AGENDA_HANDOVER_TOLD)->form, "offered");
	assert_refused(f, answered(f, offer, HANDOVER_ACCEPTED, ""), ERR_REFUSED);
	rows_write_as(f, anders, 5);
	assert_done(f, answered(f, offer, HANDOVER_ACCEPTED, ""));
	assert_int_equal(coordinator(f), anders);
	assert_int_equal(newest(f, citizen).state, HANDOVER_ACCEPTED);
	assert_null(told(f, anders, AGENDA_HANDOVER));
	assert_string_equal(told(f, FIXTURE_CASEWORKER, AGENDA_HANDOVER_TOLD)->form, "accepted");
	assert_refused(f, answered(f, offer, HANDOVER_DECLINED, "Nej."), ERR_REFUSED);
}

static void a_declined_offer_leaves_the_citizen_where_it_was_and_tells_why(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	int64_t offer = handed(f, citizen, anders);

	rows_write_as(f, anders, 5);
	assert_refused(f, answered(f, offer, HANDOVER_DECLINED, " "), ERR_INPUT);
	assert_done(f, answered(f, offer, HANDOVER_DECLINED, "Praktikken er hos jer."));
	assert_int_equal(coordinator(f), FIXTURE_CASEWORKER);
	assert_int_equal(newest(f, citizen).state, HANDOVER_DECLINED);
	assert_string_equal(newest(f, citizen).answered_by, "Anders Lund Friis");
	assert_string_equal(told(f, FIXTURE_CASEWORKER, AGENDA_HANDOVER_TOLD)->form, "declined");
	assert_string_equal(told(f, FIXTURE_CASEWORKER, AGENDA_HANDOVER_TOLD)->why, "Praktikken er hos jer");
	assert_null(told(f, anders, AGENDA_HANDOVER));
}

static void whoever_has_the_citizen_takes_an_offer_back_and_nobody_else(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	int64_t offer = handed(f, citizen, anders);

	rows_write_as(f, anders, 1);
	assert_refused(f, answered(f, offer, HANDOVER_WITHDRAWN, "Min."), ERR_REFUSED);
	rows_write_as(f, FIXTURE_CASEWORKER, 2);
	assert_done(f, answered(f, offer, HANDOVER_WITHDRAWN, "Forkert team."));
	assert_string_equal(told(f, anders, AGENDA_HANDOVER_TOLD)->form, "withdrawn");
	assert_null(told(f, anders, AGENDA_HANDOVER));
	assert_int_equal(coordinator(f), FIXTURE_CASEWORKER);
	handed(f, citizen, anders); /* and may be offered anew */
}

static void a_second_offer_while_one_waits_is_refused(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	int64_t nora = other_team(f, "nore", "Nora El-Amin", "INT"), near = rows_caseworker(f, "aith", "Aisha Thomsen");
	struct handover second;

	handed(f, citizen, anders);
	second = handover_to(f, citizen, nora);
	assert_refused(f, store_handover_add(f->store, &second, &f->err), ERR_REFUSED);
	assert_non_null(strstr(f->err.text, "Anders Lund Friis"));
	second.to = near; /* nor within the team */
	assert_refused(f, store_handover_add(f->store, &second, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM handover"), 1);
	assert_int_equal(coordinator(f), FIXTURE_CASEWORKER);
}

static void an_offer_lapses_when_the_citizen_goes_another_way(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	int64_t nora = other_team(f, "nore", "Nora El-Amin", "INT"), offer = handed(f, citizen, anders);

	rows_citizen(f, "1204671101", "Karim", "Nielsen", nora); /* an import */
	assert_int_equal(newest(f, citizen).state, HANDOVER_LAPSED);
	rows_write_as(f, anders, 5);
	assert_refused(f, answered(f, offer, HANDOVER_ACCEPTED, ""), ERR_REFUSED);
	assert_null(told(f, anders, AGENDA_HANDOVER));
	assert_int_equal(coordinator(f), nora);
	handed(f, citizen, anders); /* the lapsed one stands in nobody's way */
}

/* ---- within the team ------------------------------------------------------------------------------------------ */

static void within_the_team_the_receiver_may_give_the_citizen_back(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), near = rows_caseworker(f, "aith", "Aisha Thomsen");
	int64_t handover = handed(f, citizen, near);

	assert_int_equal(coordinator(f), near);
	assert_false(newest(f, citizen).is_offer);
	assert_refused(f, answered(f, handover, HANDOVER_WITHDRAWN, "Fortrød."), ERR_REFUSED);
	rows_write_as(f, near, 5);
	assert_done(f, answered(f, handover, HANDOVER_DECLINED, "Jeg er på ferie."));
	assert_int_equal(coordinator(f), FIXTURE_CASEWORKER);
	assert_string_equal(told(f, FIXTURE_CASEWORKER, AGENDA_HANDOVER_TOLD)->form, "declined");
}

static void a_citizen_nobody_had_cannot_be_given_back_to_nobody(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Karim", "Nielsen", 0);
	int64_t anders = other_team(f, "anlu", "Anders Lund Friis", "ASM"), handover = handed(f, citizen, anders);

	assert_int_equal(coordinator(f), anders); /* nobody was there to keep the citizen meanwhile */
	rows_write_as(f, anders, 5);
	assert_refused(f, answered(f, handover, HANDOVER_DECLINED, "Nej."), ERR_REFUSED);
	assert_int_equal(coordinator(f), anders);
}

/* ---- two terminals ---------------------------------------------------------------------------------------------- */

struct pair {
	struct store_fixture *near;
	struct store_fixture far;
	int64_t citizen, anders, nora;
};

struct heard {
	struct arena *arena;
	struct change changes[CHANGES_MOST];
	size_t count;
};

static struct packed copied(struct arena *arena, struct packed packed)
{
	size_t size = (size_t)(packed.end - packed.at);
	const unsigned char *copy = size ? arena_memdup(arena, packed.at, size) : NULL;

	return (struct packed){ copy, copy ? copy + size : NULL };
}

static bool hear(void *context, const struct change *change, struct err *err)
{
	struct heard *heard = context;

	(void)err;
	assert_true(heard->count < CHANGES_MOST);
	heard->changes[heard->count] = *change;
	heard->changes[heard->count].prev = copied(heard->arena, change->prev);
	heard->changes[heard->count++].value = copied(heard->arena, change->value);
	return true;
}

static void tell(struct store_fixture *from, struct store_fixture *to)
{
	struct heard heard = { .arena = &from->arena };

	assert_done(from, store_changes_each(from->store, 0, hear, &heard, &from->err));
	assert_done(to, store_merge(to->store, heard.changes, heard.count, &to->err));
}

static void exchange(struct pair *pair)
{
	tell(pair->near, &pair->far);
	tell(&pair->far, pair->near);
}

static void pair_begin(struct pair *pair, struct store_fixture *near)
{
	struct store_options options = { .mode = STORE_CREATE, .random = fixture_random };

	*pair = (struct pair){ .near = near };
	arena_init(&pair->far.arena);
	snprintf(pair->far.path, sizeof(pair->far.path), "%s/far.db", near->folder);
	assert_done(&pair->far, store_open(pair->far.path, &options, &pair->far.store, &pair->far.err));
	fixture_do(&pair->far, "UPDATE sync_self SET v = 77 WHERE k = 'origin'");
	store_close(pair->far.store);
	options.mode = STORE_EXISTING;
	assert_done(&pair->far, store_open(pair->far.path, &options, &pair->far.store, &pair->far.err));
	pair->citizen = karim(near);
	pair->anders = other_team(near, "anlu", "Anders Lund Friis", "ASM");
	pair->nora = other_team(near, "nore", "Nora El-Amin", "INT");
	tell(near, &pair->far);
}

static void pair_end(struct pair *pair)
{
	store_close(pair->far.store);
	arena_done(&pair->far.arena);
}

static void assert_agreed(struct pair *pair, int64_t with, enum handover_state state, bool contested)
{
	struct store_fixture *both[] = { pair->near, &pair->far };

	for (size_t i = 0; i < LENGTH(both); i++) {
		struct handover shown = newest(both[i], pair->citizen);

		assert_int_equal(coordinator(both[i]), with);
		assert_int_equal(shown.state, state);
		assert_int_equal(shown.is_contested, contested);
	}
}

static void accepted_there_and_withdrawn_here_at_once_the_acceptance_counts(void **state)
{
	struct pair pair;
	int64_t offer;

	pair_begin(&pair, *state);
	offer = handed(pair.near, pair.citizen, pair.anders);
	tell(pair.near, &pair.far);
	rows_write_as(&pair.far, pair.anders, 60);
	assert_done(&pair.far, answered(&pair.far, offer, HANDOVER_ACCEPTED, ""));
	rows_write_as(pair.near, FIXTURE_CASEWORKER, 5); /* earlier by the clock: that decides nothing */
	assert_done(pair.near, answered(pair.near, offer, HANDOVER_WITHDRAWN, "Fortrød."));
	exchange(&pair);
	assert_agreed(&pair, pair.anders, HANDOVER_ACCEPTED, true);
	pair_end(&pair);
}

static void accepted_and_declined_at_once_the_acceptance_counts(void **state)
{
	struct pair pair;
	int64_t offer;

	pair_begin(&pair, *state);
	offer = handed(pair.near, pair.citizen, pair.anders);
	tell(pair.near, &pair.far);
	rows_write_as(pair.near, pair.anders, 5);
	assert_done(pair.near, answered(pair.near, offer, HANDOVER_DECLINED, "Nej."));
	rows_write_as(&pair.far, pair.anders, 60);
	assert_done(&pair.far, answered(&pair.far, offer, HANDOVER_ACCEPTED, ""));
	exchange(&pair);
	assert_agreed(&pair, pair.anders, HANDOVER_ACCEPTED, true);
	pair_end(&pair);
}

static void declined_there_and_withdrawn_here_the_citizen_stays(void **state)
{
	struct pair pair;
	int64_t offer;

	pair_begin(&pair, *state);
	offer = handed(pair.near, pair.citizen, pair.anders);
	tell(pair.near, &pair.far);
	rows_write_as(&pair.far, pair.anders, 3);
	assert_done(&pair.far, answered(&pair.far, offer, HANDOVER_DECLINED, "Nej."));
	rows_write_as(pair.near, FIXTURE_CASEWORKER, 5);
	assert_done(pair.near, answered(pair.near, offer, HANDOVER_WITHDRAWN, "Fortrød."));
	exchange(&pair);
	assert_agreed(&pair, FIXTURE_CASEWORKER, HANDOVER_DECLINED, true); /* the earliest, on both */
	pair_end(&pair);
}

static void two_offers_at_once_and_both_accepted_leave_one_coordinator_and_a_conflict(void **state)
{
	struct pair pair;
	int64_t here, there, with;

	pair_begin(&pair, *state);
	here = handed(pair.near, pair.citizen, pair.anders);
	rows_write_as(&pair.far, FIXTURE_CASEWORKER, 1);
	there = handed(&pair.far, pair.citizen, pair.nora);
	rows_write_as(pair.near, pair.anders, 5);
	assert_done(pair.near, answered(pair.near, here, HANDOVER_ACCEPTED, ""));
	rows_write_as(&pair.far, pair.nora, 6);
	assert_done(&pair.far, answered(&pair.far, there, HANDOVER_ACCEPTED, ""));
	exchange(&pair);
	with = coordinator(pair.near);
	assert_true(with == pair.anders || with == pair.nora);
	assert_int_equal(coordinator(&pair.far), with);
	assert_int_equal(fixture_number(pair.near, "SELECT count(*) FROM sibling WHERE tbl = 2 AND col = 15"), 1);
	assert_int_equal(fixture_number(&pair.far, "SELECT count(*) FROM sibling WHERE tbl = 2 AND col = 15"), 1);
	pair_end(&pair);
}

static void two_offers_at_once_the_one_not_accepted_lapses(void **state)
{
	struct pair pair;
	int64_t here;

	pair_begin(&pair, *state);
	here = handed(pair.near, pair.citizen, pair.anders);
	rows_write_as(&pair.far, FIXTURE_CASEWORKER, 1);
	handed(&pair.far, pair.citizen, pair.nora);
	rows_write_as(pair.near, pair.anders, 5);
	assert_done(pair.near, answered(pair.near, here, HANDOVER_ACCEPTED, ""));
	exchange(&pair);
	assert_int_equal(coordinator(&pair.far), pair.anders);
	assert_agreed(&pair, pair.anders, HANDOVER_LAPSED, false); /* the newest is Nora's */
	assert_null(told(pair.near, pair.nora, AGENDA_HANDOVER));
	assert_null(told(&pair.far, pair.nora, AGENDA_HANDOVER));
	pair_end(&pair);
}

/* ---- units ------------------------------------------------------------------------------------------------------- */

/* This terminal is of JOB's unit; ASM's is another's. */
static void units_known(struct store_fixture *f)
{
	static const struct stream_unit units[] = { { 1, "", true }, { 2, "JOB", true }, { 3, "ASM", false } };

	assert_done(f, store_units_put(f->store, units, LENGTH(units), &f->err));
}

static struct citizen_home home(struct store_fixture *f, int64_t citizen)
{
	struct citizen_home home;

	assert_done(f, store_citizen_home(f->store, citizen, &f->arena, &home, &f->err));
	return home;
}

static void an_offer_to_another_unit_lets_it_read_the_citizen_and_so_does_accepting(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM"), offer;

	units_known(f);
	offer = handed(f, citizen, anders);
	assert_int_equal(fixture_number(f, "SELECT unit FROM snapshot_due"), 3);
	assert_true(home(f, citizen).is_here);
	fixture_do(f, "DELETE FROM snapshot_due");
	rows_write_as(f, anders, 5);
	assert_done(f, answered(f, offer, HANDOVER_ACCEPTED, ""));
	assert_int_equal(fixture_number(f, "SELECT unit FROM snapshot_due"), 3);
	assert_false(home(f, citizen).is_here);
	assert_string_equal(home(f, citizen).coordinator, "Anders Lund Friis");
	assert_string_equal(home(f, citizen).team, "ASM");
}

static void within_a_unit_no_snapshot_is_due(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), near = rows_caseworker(f, "aith", "Aisha Thomsen");

	units_known(f);
	handed(f, citizen, near);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM snapshot_due"), 0);
}

static void booked(struct store_fixture *f, int64_t citizen)
{
	struct appointment appointment = { .citizen = citizen, .date = day("2026-11-23"), .minute = 600, .minutes = 30,
					   .type = "jobsamtale", .form = "telefon", .coordinator = FIXTURE_CASEWORKER };

	assert_done(f, store_appointment_put(f->store, &appointment, &f->err));
}

static void what_is_booked_goes_with_the_citizen(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), near = rows_caseworker(f, "aith", "Aisha Thomsen");

	booked(f, citizen);
	assert_non_null(told(f, FIXTURE_CASEWORKER, AGENDA_APPOINTMENT));
	handed(f, citizen, near);
	assert_null(told(f, FIXTURE_CASEWORKER, AGENDA_APPOINTMENT));
	assert_non_null(told(f, near, AGENDA_APPOINTMENT));
}

/* As a merge leaves it: the coordinator is another unit's. */
static void moved(struct store_fixture *f, int64_t citizen, int64_t to)
{
	int64_t offer = handed(f, citizen, to);

	rows_write_as(f, to, 5);
	assert_done(f, answered(f, offer, HANDOVER_ACCEPTED, ""));
	rows_write_as(f, FIXTURE_CASEWORKER, 10);
}

static size_t to_be_seen(struct store_fixture *f)
{
	static const struct contact_guides guides = { NULL, 0 };
	struct contact_query query = { .today = day("2026-11-23"), .until = DATE_NONE, .rules = &no_rules, .guides = &guides };
	struct contact_list list;

	assert_done(f, store_contact_list(f->store, &query, &f->arena, &list, &f->err));
	return list.count;
}

static void no_task_and_no_figure_is_this_unit_s_when_the_citizen_has_moved(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	struct sanction_case matter = { .citizen = citizen, .provision = "37", .event_date = day("2026-11-20"),
					.source = "test" };
	struct effect_source source;
	struct refund_rows ladder;

	units_known(f);
	booked(f, citizen);
	assert_done(f, store_case_open(f->store, &matter, &f->err));
	assert_non_null(told(f, FIXTURE_CASEWORKER, AGENDA_CASE_OPEN));
	assert_int_equal(to_be_seen(f), 1);
	moved(f, citizen, anders);
	assert_null(told(f, FIXTURE_CASEWORKER, AGENDA_CASE_OPEN)); /* though she opened it */
	assert_null(told(f, FIXTURE_CASEWORKER, AGENDA_APPOINTMENT));
	assert_int_equal(to_be_seen(f), 0);
	assert_done(f, store_effect_source(f->store, &f->arena, &source, &f->err));
	assert_int_equal(source.person_count, 0);
	assert_done(f, store_refund_rows(f->store, 0, &f->arena, &ladder, &f->err));
	assert_int_equal(ladder.person_count, 0);
}

static void a_case_about_a_citizen_who_has_moved_is_refused_and_a_note_is_not(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = karim(f), anders = other_team(f, "anlu", "Anders Lund Friis", "ASM");
	struct sanction_case matter = { .citizen = citizen, .provision = "37", .event_date = day("2026-11-20"),
					.source = "test" };
	struct sanction_event next = { .act = SANCTION_CHECK_GUIDANCE, .to = SANCTION_READY, .date = day("2026-11-23") };
	struct journal_note note = { .citizen = citizen, .text = "Ringede: ny adresse." };

	units_known(f);
	assert_done(f, store_case_open(f->store, &matter, &f->err));
	moved(f, citizen, anders);
	next.sanction_case = matter.id;
	next.parent = fixture_number(f, "SELECT id FROM sanction_event");
	assert_refused(f, store_case_event(f->store, &next, &f->err), ERR_REFUSED);
	assert_non_null(strstr(f->err.text, "Anders Lund Friis, ASM"));
	matter.event_date = day("2026-11-21");
	assert_refused(f, store_case_open(f->store, &matter, &f->err), ERR_REFUSED);
	assert_done(f, store_note_add(f->store, &note, &f->err));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(an_offer_to_another_team_moves_nothing_until_it_is_accepted),
		CASE(a_declined_offer_leaves_the_citizen_where_it_was_and_tells_why),
		CASE(whoever_has_the_citizen_takes_an_offer_back_and_nobody_else),
		CASE(a_second_offer_while_one_waits_is_refused),
		CASE(an_offer_lapses_when_the_citizen_goes_another_way),
		CASE(within_the_team_the_receiver_may_give_the_citizen_back),
		CASE(a_citizen_nobody_had_cannot_be_given_back_to_nobody),
		CASE(accepted_there_and_withdrawn_here_at_once_the_acceptance_counts),
		CASE(accepted_and_declined_at_once_the_acceptance_counts),
		CASE(declined_there_and_withdrawn_here_the_citizen_stays),
		CASE(two_offers_at_once_and_both_accepted_leave_one_coordinator_and_a_conflict),
		CASE(two_offers_at_once_the_one_not_accepted_lapses),
		CASE(an_offer_to_another_unit_lets_it_read_the_citizen_and_so_does_accepting),
		CASE(within_a_unit_no_snapshot_is_due),
		CASE(what_is_booked_goes_with_the_citizen),
		CASE(no_task_and_no_figure_is_this_unit_s_when_the_citizen_has_moved),
		CASE(a_case_about_a_citizen_who_has_moved_is_refused_and_a_note_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
