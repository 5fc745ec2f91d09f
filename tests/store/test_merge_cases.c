/* What cannot be placed, what is told twice, and what cannot be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/change.h"
#include "store/connection.h"
#include "store/lineage.h"
#include "store/pack.h"
#include "store/tables.h"
#include "store_fixture.h"

#define OTHER 9 /* another terminal */
#define ROW (((int64_t)OTHER << 43) + 5)
#define NEWER_COLUMN 60
#define NEWER_TABLE 999

/* ---- changes as another terminal would send them --------------------------------------------- */

static struct packed packed_of(struct store_fixture *f, const struct str *bytes)
{
	const unsigned char *copy = arena_memdup(&f->arena, bytes->text, bytes->length);

	return (struct packed){ copy, copy + bytes->length };
}

static void text_add(struct str *bytes, const char *text)
{
	struct packed_value value = { .type = SQLITE_TEXT, .bytes = text, .length = strlen(text) };

	pack_value_seen(bytes, &value);
}

/* Whole row of the columns named by number, rising; ends with column 0. */
static struct packed row_of(struct store_fixture *f, ...)
{
	struct str mask, values;
	struct packed packed;
	uint64_t bits = 0;
	va_list args;

	str_init(&mask);
	str_init(&values);
	va_start(args, f);
	for (int column; (column = va_arg(args, int));) {
		bits |= (uint64_t)1 << (column - 1);
		text_add(&values, va_arg(args, const char *));
	}
	va_end(args);
	pack_number(&mask, bits);
	str_add_bytes(&mask, values.text, values.length);
	packed = packed_of(f, &mask);
	str_done(&values);
	str_done(&mask);
	return packed;
}

static struct packed text_of(struct store_fixture *f, const char *text)
{
	struct packed packed;
	struct str bytes;

	str_init(&bytes);
	text_add(&bytes, text);
	packed = packed_of(f, &bytes);
	str_done(&bytes);
	return packed;
}

static struct change change_of(int table, int64_t row, int column, int64_t seq, struct packed value)
{
	return (struct change){ .dot = { OTHER, seq },
				.hlc = seq,
				.table = table,
				.row = row,
				.column = column,
				.value = value };
}

static void merge(struct store_fixture *f, struct change change)
{
	if (!store_merge(f->store, &change, 1, &f->err))
		fail_msg("%s", f->err.text);
}

static int64_t parked(struct store_fixture *f)
{
	return fixture_number(f, "SELECT count(*) FROM parked");
}

/* ---- parking --------------------------------------------------------------------------------- */

static void a_change_that_comes_before_its_row_waits_for_it(void **state)
{
	struct store_fixture *f = *state;

	merge(f, change_of(TABLE_EFFORT, ROW, 2, 2, text_of(f, "Mentor to")));
	assert_int_equal(parked(f), 1);
	merge(f, change_of(TABLE_EFFORT, ROW, CHANGE_CREATION, 1, row_of(f, 1, "M1", 2, "Mentor", 0)));
	assert_int_equal(parked(f), 0);
	assert_string_equal(fixture_text(f, "SELECT name FROM effort"), "Mentor to");
	assert_string_equal(fixture_text(f, "SELECT code FROM effort"), "M1");
	assert_string_equal(fixture_text(f, "SELECT val FROM superseded WHERE tbl = 5 AND col = 2"),
			    "Mentor");
}

static void what_a_newer_program_wrote_stays_until_this_one_knows_it(void **state)
{
	struct store_fixture *f = *state;

	merge(f,
	      change_of(TABLE_EFFORT, ROW, CHANGE_CREATION, 1, row_of(f, 1, "M1", NEWER_COLUMN, "nyt", 0)));
	merge(f, change_of(TABLE_EFFORT, ROW, NEWER_COLUMN, 2, text_of(f, "nyere")));
	merge(f, change_of(TABLE_JOURNAL_NOTE, ROW, CHANGE_FACT, 3,
			   row_of(f, 5, "ringet op", NEWER_COLUMN, "nyt", 0)));
	merge(f, change_of(NEWER_TABLE, ROW, CHANGE_CREATION, 4, row_of(f, 1, "helt nyt", 0)));
	assert_int_equal(parked(f), 4);
	assert_string_equal(fixture_text(f, "SELECT code FROM effort"), "M1");
	assert_string_equal(fixture_text(f, "SELECT text FROM journal_note"), "ringet op");
	merge(f, change_of(TABLE_EFFORT, ROW, 2, 5, text_of(f, "Mentor")));
	assert_int_equal(parked(f), 4);
}

static void what_was_parked_is_merged_when_its_table_is_known(void **state)
{
	struct store_fixture *f = *state;

	merge(f, change_of(NEWER_TABLE, ROW, CHANGE_CREATION, 1, row_of(f, 1, "M1", 0)));
	merge(f, change_of(NEWER_TABLE, ROW, 2, 2, text_of(f, "Mentor")));
	fixture_do(f, "UPDATE parked SET tbl = 5");
	if (!store_merge(f->store, NULL, 0, &f->err))
		fail_msg("%s", f->err.text);
	assert_int_equal(parked(f), 0);
	assert_string_equal(fixture_text(f, "SELECT name FROM effort WHERE code = 'M1'"), "Mentor");
}

/* ---- told twice ------------------------------------------------------------------------------ */

static void a_fact_that_comes_again_with_another_text_leaves_both_readable(void **state)
{
	struct store_fixture *f = *state;

	merge(f, change_of(TABLE_JOURNAL_NOTE, ROW, CHANGE_FACT, 1, row_of(f, 5, "ringet op", 0)));
	merge(f, change_of(TABLE_JOURNAL_NOTE, ROW, CHANGE_FACT, 1, row_of(f, 5, "ringet op", 0)));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM anomaly"), 0);
	for (int time = 0; time < 2; time++)
		merge(f, change_of(TABLE_JOURNAL_NOTE, ROW, CHANGE_FACT, 1, row_of(f, 5, "ikke ringet", 0)));
	assert_string_equal(fixture_text(f, "SELECT text FROM journal_note"), "ringet op");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM anomaly"), 1);
	assert_non_null(strstr(fixture_text(f, "SELECT detail FROM anomaly WHERE kind = 'equivocation'"),
			       "text: ringet op | ikke ringet"));
}

/* A case opened on two terminals for the same event is one case: by its natural key. */
static void two_tellings_of_a_natural_fact_end_the_same_in_either_order(void **state)
{
	struct store_fixture *f = *state;
	static const char *const tellings[] = { "opslag", "aftale" };
	int64_t first = ((int64_t)1 << 62) + 1;

	for (int order = 0; order < 2; order++)
		for (int i = 0; i < 2; i++)
			merge(f, change_of(TABLE_SANCTION_CASE, first + order, CHANGE_FACT, 1 + i,
					   row_of(f, 5, tellings[i ^ order], 0)));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sanction_case WHERE source = 'aftale'"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM anomaly WHERE kind = 'twin'"), 2);
}

/* ---- refusals -------------------------------------------------------------------------------- */

static void what_cannot_be_read_is_refused_and_nothing_of_it_is_kept(void **state)
{
	struct store_fixture *f = *state;
	struct change whole =
		change_of(TABLE_EFFORT, ROW, CHANGE_CREATION, 1, row_of(f, 1, "M1", 2, "Mentor", 0));
	size_t size = (size_t)(whole.value.end - whole.value.at);
	struct change both[2] = { whole, whole };

	both[1].row++;
	for (size_t cut = 1; cut <= size; cut++) {
		both[1].value.end = whole.value.end - cut;
		assert_false(store_merge(f->store, both, 2, &f->err));
		assert_int_equal(f->err.code, ERR_DAMAGED);
		assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort"), 0);
	}
	both[1] = whole;
	both[1].dot.origin = 0;
	assert_false(store_merge(f->store, both, 2, &f->err));
	both[1] = whole;
	both[1].column = CHANGE_FACT;
	assert_false(store_merge(f->store, both, 2, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort"), 0);
}

static void what_was_merged_is_no_change_of_ours(void **state)
{
	struct store_fixture *f = *state;

	merge(f, change_of(TABLE_EFFORT, ROW, CHANGE_CREATION, 1, row_of(f, 1, "M1", 0)));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 0);
	fixture_do(f, "UPDATE effort SET code = 'M2'");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 1);
	assert_int_equal(fixture_number(f, "SELECT length(prev) FROM oplog"), 2);
}

/* A clock an hour before ours is believed, one ten years before is not. */
static void another_clock_is_taken_over_only_when_it_may_be_right(void **state)
{
	struct store_fixture *f = *state;
	int64_t now = fixture_moment(0).utc_ms;
	static const struct {
		int64_t ahead_ms;
		bool believed;
	} clocks[] = { { 30 * 60000, true }, { 10 * 365 * (int64_t)86400000, false } };

	for (int i = 1; i >= 0; i--) {
		struct change change =
			change_of(TABLE_EFFORT, ROW + i, CHANGE_CREATION, 1 + i, row_of(f, 1, "M1", 0));
		int64_t ours;

		change.hlc = (now + clocks[i].ahead_ms) << 16;
		merge(f, change);
		fixture_do(f, "UPDATE effort SET code = code || 'x'");
		ours = fixture_number(f, "SELECT max(hlc) FROM oplog");
		assert_int_equal(ours > change.hlc, clocks[i].believed);
	}
}

static struct packed dots_of(struct store_fixture *f, const struct dot *dots, size_t count)
{
	struct packed packed;
	struct str bytes;

	str_init(&bytes);
	for (size_t i = 0; i < count; i++)
		pack_dot(&bytes, dots[i]);
	packed = packed_of(f, &bytes);
	str_done(&bytes);
	return packed;
}

static bool are_same(struct packed a, struct packed b)
{
	size_t size = (size_t)(a.end - a.at);

	return size == (size_t)(b.end - b.at) && (!size || !memcmp(a.at, b.at, size));
}

/* The state of a cell tells what all of it has replaced, and apart from that what its write did. */
static void what_a_write_replaced_is_told_apart_from_what_its_cell_did(void **state)
{
	static const struct dot three[] = { { 3, 7 } }, wide[] = { { 3, 6 }, { 4, 2 } };
	static const struct {
		bool is_known;
		size_t dots, context; /* of three, of wide */
		size_t packed;	      /* dots that travel */
	} cases[] = {
		{ true, 1, 0, 1 }, { true, 1, 1, 1 }, { true, 1, 2, 4 }, { true, 0, 0, 0 },
		{ true, 0, 2, 3 }, { false, 0, 0, 2 }, { false, 0, 2, 4 },
	};
	struct store_fixture *f = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lineage lineage = { dots_of(f, three, cases[i].dots), cases[i].is_known }, told;
		struct packed context = dots_of(f, wide, cases[i].context);
		struct change change = { .dot = { OTHER, 5 },
					 .prev = lineage_pack(&f->arena, OTHER, lineage, context) };
		struct packed in = change.prev;
		struct dot dot;
		size_t count = 0;

		while (in.at < in.end && unpack_dot(&in, &dot))
			count++;
		assert_int_equal(count, cases[i].packed);
		told = lineage_of(&change);
		assert_int_equal(told.is_known, cases[i].is_known);
		assert_true(!told.is_known || are_same(told.dots, lineage.dots));
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_change_that_comes_before_its_row_waits_for_it),
		CASE(what_a_newer_program_wrote_stays_until_this_one_knows_it),
		CASE(what_was_parked_is_merged_when_its_table_is_known),
		CASE(a_fact_that_comes_again_with_another_text_leaves_both_readable),
		CASE(two_tellings_of_a_natural_fact_end_the_same_in_either_order),
		CASE(what_cannot_be_read_is_refused_and_nothing_of_it_is_kept),
		CASE(what_was_merged_is_no_change_of_ours),
		CASE(another_clock_is_taken_over_only_when_it_may_be_right),
		CASE(what_a_write_replaced_is_told_apart_from_what_its_cell_did),
	};

	return cmocka_run_group_tests_name("store: merge, case by case", tests, NULL, NULL);
}
