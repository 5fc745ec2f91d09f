/* Seats: two units that register the same person hear of each other, nothing is merged because of it, and a hand-over
 * makes one citizen of the two halves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
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

static void fine(struct exchange *e, bool done)
{
	if (!done)
		fail_msg("%s (%s)", e->world.err.text, e->world.err.detail);
}

static void register_citizen(struct exchange *e, int terminal, int number, const char *surname)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO citizen(id, surname, coordinator) VALUES(%lld, '%s', %lld)",
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
			       arena_printf(&e->arena, "SELECT count(*) FROM citizen WHERE id = %lld",
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
	exchange_do(&e, ALFA_ONE, arena_printf(&e.arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'a')",
				       (long long)exchange_new_id(&e, ALFA_ONE), (long long)exchange_citizen(&e, 1)));
	exchange_do(&e, BETA_ONE, arena_printf(&e.arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'b')",
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

static void both_register(struct exchange *e)
{
	register_citizen(e, ALFA_ONE, 1, "Nielsen");
	register_citizen(e, BETA_ONE, 1, "Nilsen");
	exchange_settle(e);
}

static void who_declines_leaves_both_with_the_citizen_and_both_are_told(void **state)
{
	struct exchange e;
	int64_t offer;

	(void)state;
	exchange_begin(&e, 5);
	both_register(&e);
	offer = offered(&e, ALFA_ONE, 1, e.anna, e.bo);
	exchange_settle(&e);
	answered(&e, BETA_ONE, offer, HANDOVER_DECLINED);
	exchange_settle(&e);
	assert_true(is_here(&e, ALFA_ONE, 1) || is_here(&e, BETA_ONE, 1));
	if (is_here(&e, ALFA_ONE, 1) && is_here(&e, BETA_ONE, 1))
		for (int i = 0; i < TERMINALS; i++)
			assert_int_equal(doubles(&e, i), 1);
	assert_whole(&e);
	exchange_end(&e);
}

/* Rows of every kind that must not be there twice without somebody being told. */
static void half_a_life(struct exchange *e, int terminal)
{
	long long citizen = (long long)exchange_citizen(e, 1), plan = (long long)exchange_new_id(e, terminal),
		  version = (long long)exchange_new_id(e, terminal), check = (long long)exchange_new_id(e, terminal),
		  file = (long long)exchange_new_id(e, terminal), event = (long long)exchange_new_id(e, terminal);

	exchange_do(e, terminal, arena_printf(&e->arena, "INSERT INTO plan_step(id, citizen, text) VALUES(%lld, %lld, 'step')", plan, citizen));
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO plan_version(id, citizen, content, at) VALUES(%lld, %lld, 'plan %d', %d)", version,
			 citizen, terminal, terminal));
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO availability_check(id, citizen, requirement, outcome) VALUES(%lld, %lld, 'R05', 2)",
			 check, citizen));
	exchange_do(e, terminal, arena_printf(&e->arena, "INSERT INTO sanction_case(id, citizen, provision) VALUES(%lld, %lld, '37')", file,
				      citizen));
	exchange_do(e, terminal, arena_printf(&e->arena, "INSERT INTO sanction_event(id, sanction_case, text) VALUES(%lld, %lld, 'seen')",
				      event, file));
}

static void what_both_wrote_is_there_after_the_hand_over(void **state)
{
	static const char *const tables[] = { "plan_step",     "plan_version",	"availability_check",
					      "sanction_case", "sanction_event" };
	struct exchange e;
	int64_t offer;

	(void)state;
	exchange_begin(&e, 6);
	both_register(&e);
	half_a_life(&e, ALFA_ONE);
	half_a_life(&e, BETA_TWO);
	exchange_settle(&e);
	offer = offered(&e, BETA_ONE, 1, e.bo, e.anna);
	exchange_settle(&e);
	answered(&e, ALFA_TWO, offer, HANDOVER_ACCEPTED);
	exchange_settle(&e);
	for (size_t i = 0; i < LENGTH(tables); i++) {
		assert_int_equal(exchange_number(&e, ALFA_ONE, arena_printf(&e.arena, "SELECT count(*) FROM %s", tables[i])), 2);
		assert_int_equal(exchange_number(&e, BETA_ONE, arena_printf(&e.arena, "SELECT count(*) FROM %s", tables[i])), 0);
	}
	assert_int_equal(exchange_number(&e, ALFA_ONE, "SELECT count(*) FROM citizen"), 1);
	assert_int_equal(doubles(&e, ALFA_ONE), 0);
	exchange_end(&e);
}

static void who_comes_back_is_sent_on_with_what_is_written_then(void **state)
{
	struct exchange e;
	int64_t there, back, id;

	(void)state;
	exchange_begin(&e, 7);
	register_citizen(&e, ALFA_ONE, 1, "Nielsen");
	exchange_settle(&e);
	there = offered(&e, ALFA_ONE, 1, e.anna, e.bo);
	exchange_settle(&e);
	answered(&e, BETA_ONE, there, HANDOVER_ACCEPTED);
	exchange_settle(&e);
	assert_int_equal(is_here(&e, ALFA_ONE, 1), 0);
	back = offered(&e, BETA_ONE, 1, e.bo, e.anna);
	exchange_settle(&e);
	answered(&e, ALFA_ONE, back, HANDOVER_ACCEPTED);
	exchange_settle(&e);
	exchange_do(&e, ALFA_ONE, "UPDATE citizen SET phone = 'again'");
	id = exchange_new_id(&e, ALFA_ONE);
	exchange_do(&e, ALFA_ONE, arena_printf(&e.arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'again')",
				       (long long)id, (long long)exchange_citizen(&e, 1)));
	exchange_settle(&e);
	assert_int_equal(exchange_number(&e, ALFA_TWO, "SELECT count(*) FROM citizen WHERE phone = 'again'"), 1);
	assert_int_equal(exchange_number(&e, ALFA_TWO, "SELECT count(*) FROM journal_note WHERE text = 'again'"), 1);
	assert_int_equal(doubles(&e, ALFA_ONE) + doubles(&e, BETA_ONE), 0);
	exchange_end(&e);
}

static void who_is_asked_for_stands_on_today_until_offered(void **state)
{
	struct exchange e;

	(void)state;
	exchange_begin(&e, 8);
	register_citizen(&e, ALFA_ONE, 1, "Nielsen");
	exchange_settle(&e);
	stamped(&e, BETA_ONE);
	fine(&e, store_seat_ask(exchange_store(&e, BETA_ONE), exchange_citizen(&e, 1), &e.world.err));
	assert_false(store_seat_ask(exchange_store(&e, BETA_ONE), exchange_citizen(&e, 1), &e.world.err));
	assert_false(store_seat_ask(exchange_store(&e, BETA_ONE), exchange_citizen(&e, 2), &e.world.err));
	exchange_settle(&e);
	assert_int_equal(told(&e, ALFA_TWO, e.anna, AGENDA_ASKED), 1);
	assert_int_equal(doubles(&e, ALFA_ONE), 0);
	offered(&e, ALFA_ONE, 1, e.anna, e.bo);
	assert_int_equal(told(&e, ALFA_ONE, e.anna, AGENDA_ASKED), 0);
	exchange_end(&e);
}

/* ---- at random -------------------------------------------------------------------------------- */

#define PERSONS 3

static void somebody_offers(struct exchange *e, int terminal, int number)
{
	int64_t citizen = exchange_citizen(e, number), me = terminal < BETA_ONE ? e->anna : e->bo;
	struct handover handover = { .citizen = citizen, .from = me, .to = me == e->anna ? e->bo : e->anna,
				     .reason = "team", .note = "Ring." };
	struct err no;

	stamped(e, terminal);
	if (!store_handover_add(exchange_store(e, terminal), &handover, &no))
		assert_true(no.code == ERR_REFUSED || no.code == ERR_BUSY || no.code == ERR_MISSING);
}

static void somebody_answers(struct exchange *e, int terminal)
{
	struct handover_query query = { .caseworker = terminal < BETA_ONE ? e->anna : e->bo, .open = true };
	struct handover *rows;
	size_t count;
	struct err no;

	stamped(e, terminal);
	fine(e, store_handovers(exchange_store(e, terminal), &query, &e->arena, &rows, &count, &e->world.err));
	for (size_t i = 0; i < count; i++) {
		struct handover_answer answer = {
			rows[i].id, world_drawn(&e->world, 3) ? HANDOVER_ACCEPTED : HANDOVER_DECLINED, "Svar." };

		if (rows[i].to == query.caseworker &&
		    !store_handover_answer(exchange_store(e, terminal), &answer, &no))
			assert_true(no.code == ERR_REFUSED || no.code == ERR_BUSY);
	}
}

static bool anything(struct exchange *e, int64_t *note, int *about)
{
	int terminal = (int)world_drawn(&e->world, TERMINALS), number = (int)world_drawn(&e->world, PERSONS);
	bool here = is_here(e, terminal, number);

	*about = number;
	switch (world_drawn(&e->world, 8)) {
	case 0:
	case 1:
	case 2:
		exchange_run(e, terminal);
		return false;
	case 3:
		if (!here)
			register_citizen(e, terminal, number, terminal < BETA_ONE ? "Nielsen" : "Nilsen");
		return false;
	case 4:
		if (here)
			somebody_offers(e, terminal, number);
		return false;
	case 5:
		somebody_answers(e, terminal);
		return false;
	default:
		if (!here)
			return false;
		*note = exchange_new_id(e, terminal);
		exchange_do(e, terminal, arena_printf(&e->arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'said')",
					      (long long)*note, (long long)exchange_citizen(e, number)));
		return true;
	}
}

/* Whether the unit of that terminal, and the other one in it, has the citizen as its own. */
static bool has(struct exchange *e, uint32_t seed, int terminal, int number)
{
	int64_t unit = 0;

	if (is_here(e, terminal, number) != is_here(e, terminal + 1, number))
		fail_msg("seed %u: citizen %d is on one of two terminals", seed, number);
	fine(e, store_citizen_unit(exchange_store(e, terminal), exchange_citizen(e, number), &unit, &e->world.err));
	return is_here(e, terminal, number) && unit == (terminal < BETA_ONE ? ALFA : BETA);
}

static void owner_judge(struct exchange *e, uint32_t seed, int number, bool registered)
{
	bool alfa = has(e, seed, ALFA_ONE, number), beta = has(e, seed, BETA_ONE, number);

	if (registered && !alfa && !beta)
		fail_msg("seed %u: nobody has citizen %d", seed, number);
	for (int i = 0; alfa && beta && i < TERMINALS; i++)
		if (!elsewhere(e, i, number).count)
			fail_msg("seed %u: both have citizen %d, and terminal %d is not told", seed, number, i);
}

static void note_judge(struct exchange *e, uint32_t seed, int64_t note, int number)
{
	const char *count = arena_printf(&e->arena, "SELECT count(*) FROM journal_note WHERE id = %lld", (long long)note);
	bool found = false;

	for (int i = ALFA_ONE; i <= BETA_ONE; i += BETA_ONE)
		found = found || (has(e, seed, i, number) && exchange_number(e, i, count) &&
				  exchange_number(e, i + 1, count));
	if (!found)
		fail_msg("seed %u: a note about citizen %d is lost", seed, number);
}

static void at_random(uint32_t seed)
{
	struct { int64_t note; int number; } said[120];
	bool registered[PERSONS] = { false };
	size_t count = 0;
	struct exchange e;

	exchange_begin(&e, seed);
	e.is_slow = true;
	for (int step = 0; step < 90; step++)
		if (anything(&e, &said[count].note, &said[count].number))
			count++;
	for (int i = 0; i < TERMINALS; i++)
		for (int number = 0; number < PERSONS; number++)
			registered[number] = registered[number] || is_here(&e, i, number);
	e.is_slow = false;
	exchange_settle(&e);
	assert_whole(&e);
	for (int number = 0; number < PERSONS; number++)
		owner_judge(&e, seed, number, registered[number]);
	for (size_t i = 0; i < count; i++)
		note_judge(&e, seed, said[i].note, said[i].number);
	exchange_end(&e);
}

static void whoever_registers_and_hands_over_nobody_is_lost_and_nobody_has_two_unknowingly(void **state)
{
	const char *seeds = getenv("SAMTALE_SEEDS");

	(void)state;
	for (uint32_t seed = 1; seed <= (uint32_t)(seeds ? atoi(seeds) : 20); seed++)
		at_random(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_who_sits_in_one_place_is_told_once_and_nobody_is_alarmed),
		cmocka_unit_test(a_seat_says_nothing_but_the_number_the_unit_and_the_day),
		cmocka_unit_test(two_units_with_the_same_person_are_both_told),
		cmocka_unit_test(a_hand_over_between_two_who_have_the_citizen_makes_one_of_the_halves),
		cmocka_unit_test(who_declines_leaves_both_with_the_citizen_and_both_are_told),
		cmocka_unit_test(what_both_wrote_is_there_after_the_hand_over),
		cmocka_unit_test(who_comes_back_is_sent_on_with_what_is_written_then),
		cmocka_unit_test(who_is_asked_for_stands_on_today_until_offered),
		cmocka_unit_test(whoever_registers_and_hands_over_nobody_is_lost_and_nobody_has_two_unknowingly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
