/* Seats: two units that register the same person hear of each other, nothing is merged because of it, and a hand-over
 * makes one citizen of the two halves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/conflicts.h"
#include "samtale/store/handovers.h"
#include "samtale/store/people.h"
#include "samtale/store/seats.h"
#include "stream_terminals.h"

/* Terminals: two of Alfa (Anna), two of Beta (Bo). */
enum { ALFA_ONE, ALFA_TWO, BETA_ONE, BETA_TWO };

static const struct rules no_rules;

static const char *text(struct exchange *e, const char *format, ...) PRINTF_LIKE(2, 3);
static const char *text(struct exchange *e, const char *format, ...)
{
	char buffer[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(buffer, sizeof(buffer), format, arguments);
	va_end(arguments);
	return arena_strdup(&e->arena, buffer);
}

static void fine(struct exchange *e, bool done)
{
	if (!done)
		fail_msg("%s (%s)", e->world.err.text, e->world.err.detail);
}

static void register_citizen(struct exchange *e, int terminal, int number, const char *surname)
{
	exchange_do(e, terminal,
		    text(e, "INSERT INTO citizen(id, surname, coordinator) VALUES(%lld, '%s', %lld)",
			 (long long)exchange_citizen(e, number), surname,
			 (long long)(terminal < BETA_ONE ? e->anna : e->bo)));
}

static struct seat_list elsewhere(struct exchange *e, int terminal, int number)
{
	struct seat_list seats;

	fine(e, store_seats_elsewhere(exchange_store(e, terminal), exchange_citizen(e, number), &e->arena, &seats,
				      &e->world.err));
	return seats;
}

static int64_t doubles(struct exchange *e, int terminal)
{
	struct seat_double *rows;
	size_t count;

	fine(e, store_seat_doubles(exchange_store(e, terminal), &e->arena, &rows, &count, &e->world.err));
	return (int64_t)count;
}

static int64_t told(struct exchange *e, int terminal, int64_t caseworker, enum agenda_kind kind)
{
	struct agenda agenda;
	int64_t count = 0;

	fine(e, store_agenda(exchange_store(e, terminal), &no_rules, caseworker, fixture_moment(0), &e->arena, &agenda,
			     &e->world.err));
	for (size_t i = 0; i < agenda.count; i++)
		count += agenda.rows[i].kind == kind;
	return count;
}

static void stamped(struct exchange *e, int terminal)
{
	store_stamp(exchange_store(e, terminal), terminal < BETA_ONE ? e->anna : e->bo,
		    fixture_moment((int)++e->world.minutes));
}

static int64_t offered(struct exchange *e, int terminal, int number, int64_t from, int64_t to)
{
	struct handover handover = { .citizen = exchange_citizen(e, number), .from = from, .to = to, .reason = "team",
				     .note = "Ring." };

	stamped(e, terminal);
	fine(e, store_handover_add(exchange_store(e, terminal), &handover, &e->world.err));
	return handover.id;
}

static void answered(struct exchange *e, int terminal, int64_t handover, enum handover_state state)
{
	struct handover_answer answer = { handover, state, "Aftalt." };

	stamped(e, terminal);
	fine(e, store_handover_answer(exchange_store(e, terminal), &answer, &e->world.err));
}

static int64_t seats(struct exchange *e, int terminal)
{
	return exchange_number(e, terminal, "SELECT count(*) FROM seat");
}

static int64_t is_here(struct exchange *e, int terminal, int number)
{
	return exchange_number(e, terminal,
			       text(e, "SELECT count(*) FROM citizen WHERE id = %lld",
				    (long long)exchange_citizen(e, number)));
}

static void assert_whole(struct exchange *e)
{
	for (int i = 0; i < TERMINALS; i++) {
		struct verify_report report;

		fine(e, store_verify(exchange_store(e, i), &e->arena, &report, &e->world.err));
		if (report.count)
			fail_msg("terminal %d: %s: %s", i, report.findings[0].table, report.findings[0].text);
	}
}

/* ---- telling ---------------------------------------------------------------------------------- */

static void one_who_sits_in_one_place_is_told_once_and_nobody_is_alarmed(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 1);
	register_citizen(&e, ALFA_ONE, 1, "Nielsen");
	exchange_settle(&e);
	for (int i = 0; i < TERMINALS; i++) {
		assert_int_equal(seats(&e, i), 1);
		assert_int_equal(doubles(&e, i), 0);
	}
	assert_int_equal(elsewhere(&e, ALFA_TWO, 1).count, 0);
	assert_int_equal(elsewhere(&e, BETA_ONE, 1).count, 1); /* to be told who has the citizen */
	assert_string_equal(elsewhere(&e, BETA_ONE, 1).rows[0].team, "Alfa");
	exchange_end(&e);
}

static void a_seat_says_nothing_but_the_number_the_unit_and_the_day(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 2);
	register_citizen(&e, ALFA_ONE, 1, "Nielsen");
	exchange_settle(&e);
	assert_int_equal(exchange_number(&e, BETA_ONE, "SELECT count(*) FROM citizen"), 0);
	assert_int_equal(exchange_number(&e, BETA_ONE, "SELECT asked_by + previous FROM seat"), 0);
	assert_int_equal(exchange_number(&e, BETA_ONE, "SELECT length(since) FROM seat"), 10);
	assert_int_equal(exchange_number(&e, BETA_ONE, "SELECT unit FROM seat"), ALFA);
	exchange_end(&e);
}

static void two_units_with_the_same_person_are_both_told(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 3);
	register_citizen(&e, ALFA_ONE, 1, "Nielsen");
	register_citizen(&e, BETA_ONE, 1, "Nilsen");
	exchange_settle(&e);
	for (int i = 0; i < TERMINALS; i++)
		assert_int_equal(doubles(&e, i), 1);
	assert_string_equal(elsewhere(&e, ALFA_TWO, 1).rows[0].team, "Beta");
	assert_string_equal(elsewhere(&e, BETA_TWO, 1).rows[0].team, "Alfa");
	assert_int_equal(told(&e, ALFA_TWO, e.anna, AGENDA_TWO_SEATS), 1);
	assert_int_equal(told(&e, BETA_TWO, e.bo, AGENDA_TWO_SEATS), 1);
	assert_int_equal(told(&e, ALFA_TWO, e.bo, AGENDA_TWO_SEATS), 0);
	/* Nothing has been merged because of it. */
	assert_int_equal(exchange_number(&e, ALFA_ONE, "SELECT count(*) FROM citizen WHERE surname = 'Nielsen'"), 1);
	assert_int_equal(exchange_number(&e, BETA_ONE, "SELECT count(*) FROM citizen WHERE surname = 'Nilsen'"), 1);
	assert_int_equal(exchange_number(&e, ALFA_ONE, "SELECT count(*) FROM sibling"), 0);
	assert_whole(&e);
	exchange_end(&e);
}

static void a_hand_over_between_two_who_have_the_citizen_makes_one_of_the_halves(void **state)
{
	struct exchange e;
	int64_t offer;

	(void)state;
	exchange_begin(&e, 4);
	register_citizen(&e, ALFA_ONE, 1, "Nielsen");
	register_citizen(&e, BETA_ONE, 1, "Nilsen");
	exchange_do(&e, ALFA_ONE, text(&e, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'a')",
				       (long long)exchange_new_id(&e, ALFA_ONE), (long long)exchange_citizen(&e, 1)));
	exchange_do(&e, BETA_ONE, text(&e, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'b')",
				       (long long)exchange_new_id(&e, BETA_ONE), (long long)exchange_citizen(&e, 1)));
	exchange_settle(&e);
	offer = offered(&e, ALFA_ONE, 1, e.anna, e.bo);
	exchange_settle(&e);
	answered(&e, BETA_ONE, offer, HANDOVER_ACCEPTED);
	exchange_settle(&e);
	for (int i = 0; i < TERMINALS; i++)
		assert_int_equal(doubles(&e, i), 0);
	assert_int_equal(is_here(&e, ALFA_ONE, 1) + is_here(&e, ALFA_TWO, 1), 0);
	for (int i = BETA_ONE; i <= BETA_TWO; i++) {
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM journal_note WHERE text IN ('a', 'b')"), 2);
		assert_int_equal(exchange_number(&e, i, "SELECT coordinator FROM citizen"), e.bo);
		/* What they wrote differently waits for a person. */
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM sibling WHERE tbl = 2 AND col = 3"), 1);
		assert_int_equal(exchange_number(&e, i, "SELECT count(*) FROM sibling WHERE tbl = 2 AND col = 15"), 0);
	}
	assert_whole(&e);
	exchange_end(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_who_sits_in_one_place_is_told_once_and_nobody_is_alarmed),
		cmocka_unit_test(a_seat_says_nothing_but_the_number_the_unit_and_the_day),
		cmocka_unit_test(two_units_with_the_same_person_are_both_told),
		cmocka_unit_test(a_hand_over_between_two_who_have_the_citizen_makes_one_of_the_halves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
