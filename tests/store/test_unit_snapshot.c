/* The whole state of a unit, told in parts: an empty database that takes it is what the teller is, one that is ahead or
 * behind is none the worse for it, and nothing of another unit, or of one who was removed, is in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/connection.h"
#include "stream_terminals.h"

#define PART 7 /* changes, about */
#define NEWCOMER 99

/* ---- told and taken --------------------------------------------------------------------------- */

struct part {
	struct exchange *e;
	struct change *changes;
	size_t count;
};

static struct packed kept(struct arena *arena, struct packed packed)
{
	size_t size = (size_t)(packed.end - packed.at);
	const unsigned char *copy = size ? arena_memdup(arena, packed.at, size) : NULL;

	return (struct packed){ copy, copy ? copy + size : NULL };
}

static bool part_add(void *context, const struct change *change, struct err *err)
{
	struct part *part = context;
	struct change *copy;

	(void)err;
	part->changes = arena_grow(&part->e->arena, part->changes, part->count, sizeof(*copy));
	copy = &part->changes[part->count++];
	*copy = *change;
	copy->prev = kept(&part->e->arena, change->prev);
	copy->value = kept(&part->e->arena, change->value);
	return true;
}

static bool part_is_full(void *context)
{
	return ((const struct part *)context)->count >= PART;
}

/* Returns the changes that were told; -1: there are strays. */
static int tell(struct exchange *e, struct store *teller, int64_t unit, struct store *taker)
{
	struct unit_part walk = { .unit = unit };
	int told = 0;

	while (!walk.is_done && !walk.has_strays) {
		struct part part = { .e = e };
		struct stream_taken taken = { .unit = unit, .is_snapshot = true, .is_state = true, .is_base = true };

		if (!store_unit_part_each(teller, &walk, part_add, part_is_full, &part, &e->world.err) ||
		    (taker && !store_stream_take(taker, &taken, part.changes, part.count, &e->world.err)))
			fail_msg("%s (%s)", e->world.err.text, e->world.err.detail);
		told += (int)part.count;
	}
	return walk.has_strays ? -1 : told;
}

static void digest(struct exchange *e, struct store *store, char text[ID_HASH_TEXT])
{
	if (!store_digest(store, text, &e->world.err))
		fail_msg("%s", e->world.err.text);
}

static void assert_same(struct exchange *e, struct store *one, struct store *other)
{
	char a[ID_HASH_TEXT], b[ID_HASH_TEXT];

	digest(e, one, a);
	digest(e, other, b);
	assert_string_equal(a, b);
}

/* The fixture's database becomes a terminal of the installation, in unit 1 and `unit`. */
static struct store *newcomer(struct exchange *e, struct store_fixture *f, int64_t unit)
{
	const struct stream_unit units[] = {
		{ 1, "all", true }, { ALFA, "Alfa", unit == ALFA }, { BETA, "Beta", unit == BETA }
	};
	unsigned char realm[ID_REALM_BYTES], secret[ID_SECRET_BYTES];
	uint32_t origin;

	assert_true(store_identity_read(exchange_store(e, 0), realm, secret, &origin, &e->world.err) &&
		    store_identity_adopt(f->store, realm, secret, NEWCOMER, &e->world.err) &&
		    store_units_put(f->store, units, LENGTH(units), &e->world.err));
	return f->store;
}

/* ---- work -------------------------------------------------------------------------------------- */

static void citizen(struct exchange *e, int terminal, int number, int64_t coordinator)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO citizen(id, surname, coordinator) VALUES(%lld, 'value %d', %lld)",
			 (long long)exchange_citizen(e, number), (int)++e->world.minutes, (long long)coordinator));
}

static void phone(struct exchange *e, int terminal, int number)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "UPDATE citizen SET phone = 'value %d' WHERE id = %lld", (int)++e->world.minutes,
			 (long long)exchange_citizen(e, number)));
}

static void note(struct exchange *e, int terminal, int number)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, %lld, 'said')",
			 (long long)exchange_new_id(e, terminal), (long long)exchange_citizen(e, number)));
}

static void move(struct exchange *e, int terminal, int number, int64_t coordinator)
{
	exchange_do(e, terminal,
		    arena_printf(&e->arena, "UPDATE citizen SET coordinator = %lld WHERE id = %lld", (long long)coordinator,
			 (long long)exchange_citizen(e, number)));
}

/* Both units have citizens with fields that were replaced, and fields that two wrote at once; there are things that are
 * everybody's, and one who has moved. */
static void work(struct exchange *e)
{
	for (int number = 1; number <= 4; number++)
		citizen(e, number % 2 ? 0 : 2, number, number % 2 ? e->anna : e->bo);
	exchange_settle(e);
	for (int number = 1; number <= 4; number++) {
		phone(e, number % 2 ? 0 : 2, number);
		phone(e, number % 2 ? 1 : 3, number);
		note(e, number % 2 ? 1 : 3, number);
	}
	exchange_do(e, 1, "INSERT INTO effort(id, name) VALUES(8796093022209, 'Vejledning')");
	exchange_settle(e);
	phone(e, 0, 1);
	move(e, 2, 4, e->anna);
	exchange_settle(e);
}

static void an_empty_database_that_takes_it_is_what_the_teller_is(void **state)
{
	struct store_fixture *f = *state;
	struct verify_report verified;
	struct exchange e;
	struct store *to;

	exchange_begin(&e, 21);
	work(&e);
	to = newcomer(&e, f, ALFA);
	assert_true(tell(&e, exchange_store(&e, 0), 1, to) > 0);
	assert_true(tell(&e, exchange_store(&e, 1), ALFA, to) > PART);
	assert_same(&e, exchange_store(&e, 0), to);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 3);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sibling"),
			 exchange_number(&e, 0, "SELECT count(*) FROM sibling"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM superseded WHERE origin > 0"),
			 exchange_number(&e, 0, "SELECT count(*) FROM superseded WHERE origin > 0"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM stream_in"), 0);
	assert_true(store_verify(to, &e.arena, &verified, &e.world.err));
	assert_int_equal(verified.count, 0);
	exchange_end(&e);
}

static void nothing_of_another_unit_is_in_it(void **state)
{
	struct store_fixture *f = *state;
	struct exchange e;
	struct store *to;

	exchange_begin(&e, 22);
	work(&e);
	to = newcomer(&e, f, ALFA);
	tell(&e, exchange_store(&e, 2), 1, to);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM journal_note"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort"), 1);
	tell(&e, exchange_store(&e, 2), ALFA, to);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 0);
	exchange_end(&e);
}

static void one_that_is_behind_or_ahead_is_none_the_worse_for_it(void **state)
{
	struct store_fixture *f = *state;
	struct exchange e;
	struct store *behind, *ahead;
	char before[ID_HASH_TEXT], after[ID_HASH_TEXT];

	exchange_begin(&e, 23);
	work(&e);
	behind = newcomer(&e, f, ALFA);
	tell(&e, exchange_store(&e, 0), 1, behind);
	tell(&e, exchange_store(&e, 0), ALFA, behind);
	for (int i = 0; i < 3; i++) {
		phone(&e, 0, 1);
		phone(&e, 1, 3);
		note(&e, 1, 1);
	}
	ahead = exchange_store(&e, 0);
	exchange_run(&e, 1);
	exchange_run(&e, 0);
	digest(&e, ahead, before);
	assert_true(tell(&e, behind, ALFA, ahead) > 0);
	digest(&e, ahead, after);
	assert_string_equal(before, after);
	tell(&e, ahead, ALFA, behind);
	tell(&e, ahead, ALFA, behind);
	assert_same(&e, ahead, behind);
	exchange_end(&e);
}

static void whoever_is_offered_is_told_with_those_of_the_unit(void **state)
{
	struct store_fixture *f = *state;
	struct exchange e;
	struct store *to;

	exchange_begin(&e, 24);
	work(&e);
	exchange_do(&e, 0,
		    arena_printf(&e.arena, "INSERT INTO handover(id, citizen, from_caseworker, to_caseworker, offer)"
			     " VALUES(%lld, %lld, %lld, %lld, 1)",
			 (long long)exchange_new_id(&e, 0), (long long)exchange_citizen(&e, 1), (long long)e.anna,
			 (long long)e.bo));
	to = newcomer(&e, f, BETA);
	tell(&e, exchange_store(&e, 0), 1, to);
	tell(&e, exchange_store(&e, 0), BETA, to);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 1);
	assert_int_equal(fixture_number(f, arena_printf(&e.arena, "SELECT count(*) FROM citizen WHERE id = %lld",
						(long long)exchange_citizen(&e, 1))),
			 1);
	exchange_end(&e);
}

/* One that is behind, as a backup is, and one that never heard of the citizen. */
static void whoever_has_left_the_unit_is_told_to_have_left(void **state)
{
	struct store_fixture *f = *state;
	struct exchange e;
	struct stub stub;
	struct store *to;
	int64_t removed;

	exchange_begin(&e, 27);
	work(&e);
	to = newcomer(&e, f, ALFA);
	tell(&e, exchange_store(&e, 0), 1, to);
	tell(&e, exchange_store(&e, 0), ALFA, to);
	move(&e, 0, 3, e.bo);
	tell(&e, exchange_store(&e, 0), ALFA, to); /* who has moved, and is still here */
	assert_true(store_citizen_unit(to, exchange_citizen(&e, 3), &removed, &e.world.err));
	assert_int_equal(removed, BETA);
	exchange_settle(&e);
	tell(&e, exchange_store(&e, 0), 1, to);
	tell(&e, exchange_store(&e, 0), ALFA, to); /* and is not any more */
	assert_true(store_moved_purge(to, &removed, &e.world.err));
	assert_int_equal(removed, 1);
	assert_same(&e, exchange_store(&e, 0), to);
	assert_true(store_stub(to, exchange_citizen(&e, 3), &stub, &e.world.err));
	assert_true(stub.has_moved && stub.coordinator == e.bo);
	tell(&e, exchange_store(&e, 0), ALFA, to); /* a stub stays one */
	assert_true(store_stub(to, exchange_citizen(&e, 3), &stub, &e.world.err) && stub.has_moved);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM parked"), 0);
	exchange_end(&e);
}

static void a_newcomer_gets_the_stub_of_whoever_has_left(void **state)
{
	struct store_fixture *f = *state;
	struct exchange e;
	struct stub stub;
	struct store *to;

	exchange_begin(&e, 28);
	work(&e);
	move(&e, 0, 3, e.bo);
	exchange_settle(&e);
	to = newcomer(&e, f, ALFA);
	tell(&e, exchange_store(&e, 1), 1, to);
	tell(&e, exchange_store(&e, 1), ALFA, to);
	assert_true(store_stub(to, exchange_citizen(&e, 3), &stub, &e.world.err));
	assert_true(stub.has_moved && stub.coordinator == e.bo);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM parked"), 0);
	assert_same(&e, exchange_store(&e, 0), to);
	exchange_end(&e);
}

static void whoever_was_removed_for_good_is_not_in_it(void **state)
{
	struct store_fixture *f = *state;
	struct exchange e;
	struct store *to;

	exchange_begin(&e, 25);
	work(&e);
	assert_true(store_retention_purge(exchange_store(&e, 0), exchange_citizen(&e, 1), &e.world.err));
	exchange_do(&e, 1, arena_printf(&e.arena, "UPDATE citizen SET phone = '3' WHERE id = %lld",
				(long long)exchange_citizen(&e, 1)));
	exchange_settle(&e); /* something comes late */
	to = newcomer(&e, f, ALFA);
	tell(&e, exchange_store(&e, 0), 1, to);
	tell(&e, exchange_store(&e, 0), ALFA, to);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 2);
	assert_int_equal(fixture_number(f, arena_printf(&e.arena, "SELECT count(*) FROM journal_note WHERE citizen = %lld",
						(long long)exchange_citizen(&e, 1))),
			 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM parked"), 0);
	exchange_end(&e);
}

/* The note has come and its citizen has not. */
static void what_cannot_be_placed_is_told_where_it_can_only_be_of_one_unit(void **state)
{
	static const struct stream_unit both[] = { { 1, "all", true }, { ALFA, "Alfa", true }, { BETA, "Beta", true } };
	struct store_fixture *f = *state;
	struct exchange e;
	struct store *to;

	exchange_begin(&e, 26);
	work(&e);
	exchange_do(&e, 0,
		    arena_printf(&e.arena, "INSERT INTO journal_note(id, citizen, text) VALUES(%lld, 4711, 'said')",
			 (long long)exchange_new_id(&e, 0)));
	to = newcomer(&e, f, ALFA);
	assert_int_equal(tell(&e, exchange_store(&e, 0), 1, NULL), -1);
	assert_true(tell(&e, exchange_store(&e, 0), ALFA, to) > 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM journal_note WHERE citizen = 4711"), 1);
	assert_true(store_units_put(exchange_store(&e, 0), both, LENGTH(both), &e.world.err));
	assert_int_equal(tell(&e, exchange_store(&e, 0), ALFA, NULL), -1);
	exchange_end(&e);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(an_empty_database_that_takes_it_is_what_the_teller_is),
		CASE(nothing_of_another_unit_is_in_it),
		CASE(one_that_is_behind_or_ahead_is_none_the_worse_for_it),
		CASE(whoever_is_offered_is_told_with_those_of_the_unit),
		CASE(whoever_has_left_the_unit_is_told_to_have_left),
		CASE(a_newcomer_gets_the_stub_of_whoever_has_left),
		CASE(whoever_was_removed_for_good_is_not_in_it),
		CASE(what_cannot_be_placed_is_told_where_it_can_only_be_of_one_unit),
	};

	return cmocka_run_group_tests_name("store: the state of a unit", tests, NULL, NULL);
}
