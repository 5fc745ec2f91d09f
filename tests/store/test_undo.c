/* Undo, and the take-back of a range of ops that it shares with the undo of an import. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "store/takeback.h"
#include "store_fixture.h"

#define ROW_A "8796093022210"
#define ROW_B "8796093022211"
#define ADD_EFFORT "INSERT INTO effort(id, code, name) VALUES(" ROW_A ", 'E1', 'Mentor')"
#define NAME "SELECT name FROM effort WHERE id = " ROW_A

static const char *undone(struct store_fixture *f)
{
	const char *what;

	if (!store_undo(f->store, &f->arena, &what, &f->err))
		fail_msg("%s", f->err.text);
	return what;
}

static void assert_undo_refused(struct store_fixture *f, const char *words)
{
	int64_t ops = fixture_number(f, "SELECT count(*) FROM oplog");
	const char *what;

	assert_false(store_undo(f->store, &f->arena, &what, &f->err));
	assert_int_equal(f->err.code, ERR_REFUSED);
	assert_non_null(strstr(f->err.text, words));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops);
}

static void a_changed_value_comes_back_as_a_new_op(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor', code = 'E2'");
	assert_string_equal(undone(f), "the effort");
	assert_string_equal(fixture_text(f, "SELECT code || name FROM effort"), "E1Mentor");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 5);
	assert_int_equal(fixture_number(f, "SELECT max(tx) FROM oplog"), 3);
	assert_string_equal(fixture_text(f, "SELECT val FROM superseded WHERE col = 2 AND seq > 1"),
			    "Jobmentor");
}

static void several_writes_to_a_cell_in_one_transaction_are_one_step(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(
		f,
		"UPDATE effort SET name = 'a'; UPDATE effort SET name = 'b'; UPDATE effort SET name = 'c'");
	undone(f);
	assert_string_equal(fixture_text(f, NAME), "Mentor");
}

static void a_created_row_is_marked_deleted(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT "; UPDATE effort SET name = 'Jobmentor'");
	undone(f);
	assert_int_equal(fixture_number(f, "SELECT deleted FROM effort"), 1);
	assert_string_equal(fixture_text(f, NAME), "Jobmentor");
}

static void undo_walks_back_and_never_undoes_itself(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE effort SET name = 'a'");
	fixture_do(f, "UPDATE effort SET code = 'b'");
	undone(f);
	undone(f);
	assert_string_equal(fixture_text(f, "SELECT code || name FROM effort"), "E1Mentor");
	undone(f);
	assert_int_equal(fixture_number(f, "SELECT deleted FROM effort"), 1);
	assert_undo_refused(f, "nothing to undo");
}

static void facts_are_refused_with_the_way_to_correct_them(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE effort SET name = 'a'; INSERT INTO answer(id, value) VALUES(" ROW_B ", 'ja')");
	assert_undo_refused(f, "answer again");
	assert_string_equal(fixture_text(f, NAME), "a");
	assert_undo_refused(f, "answer again");
}

static void only_ones_own_writes_of_this_session_are_undone(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE effort SET name = 'mit'");
	store_stamp(f->store, FIXTURE_CASEWORKER + 1, fixture_moment(1));
	assert_undo_refused(f, "nothing to undo");
	fixture_do(f, "UPDATE effort SET code = 'dit'");
	store_stamp(f->store, FIXTURE_CASEWORKER, fixture_moment(2));
	undone(f);
	assert_string_equal(fixture_text(f, "SELECT code || name FROM effort"), "ditMentor");
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_undo_refused(f, "nothing to undo");
}

static void what_somebody_changed_since_stays(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE effort SET name = 'mit'");
	store_stamp(f->store, FIXTURE_CASEWORKER + 1, fixture_moment(1));
	fixture_do(f, "UPDATE effort SET name = 'dit'");
	store_stamp(f->store, FIXTURE_CASEWORKER, fixture_moment(2));
	assert_undo_refused(f, "changed again since");
	assert_string_equal(fixture_text(f, NAME), "dit");
	assert_undo_refused(f, "changed again since");
	assert_int_equal(fixture_number(f, "SELECT deleted FROM effort"), 0);
}

static void a_rolled_back_transaction_cannot_be_undone(void **state)
{
	struct store_fixture *f = *state;

	assert_false(fixture_try(f, ADD_EFFORT "; UPDATE nothing SET x = 1"));
	assert_undo_refused(f, "nothing to undo");
}

static void a_draft_is_nothing_to_undo(void **state)
{
	struct store_fixture *f = *state;
	struct draft draft = { .place = "note", .ref = 5, .text = "Borgeren ringede", .at = 1 };
	const char *text;

	assert_true(store_draft_put(f->store, &draft, &f->err));
	assert_undo_refused(f, "nothing to undo");
	assert_true(store_draft(f->store, "note", 5, &f->arena, &text, &f->err));
	assert_string_equal(text, "Borgeren ringede");
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static void a_draft_is_its_writers_and_an_empty_one_goes_away(void **state)
{
	struct store_fixture *f = *state;
	struct draft draft = {
		.place = "conversation/JS01", .ref = 5, .citizen = 6, .text = "Jeg har", .at = 10
	};
	struct draft latest;
	const char *text;

	assert_true(store_draft_put(f->store, &draft, &f->err));
	draft.text = "Jeg har søgt";
	draft.at = 12;
	assert_true(store_draft_put(f->store, &draft, &f->err));
	draft.place = "note";
	draft.text = "tidligere";
	draft.at = 11;
	assert_true(store_draft_put(f->store, &draft, &f->err));
	assert_true(store_draft_latest(f->store, &f->arena, &latest, &f->err));
	assert_string_equal(latest.place, "conversation/JS01");
	assert_string_equal(latest.text, "Jeg har søgt");
	assert_int_equal(latest.ref, 5);
	assert_int_equal(latest.citizen, 6);
	assert_int_equal(latest.at, 12);

	store_stamp(f->store, FIXTURE_CASEWORKER + 1, fixture_moment(1));
	assert_true(store_draft(f->store, "conversation/JS01", 5, &f->arena, &text, &f->err));
	assert_string_equal(text, "");
	assert_true(store_draft_latest(f->store, &f->arena, &latest, &f->err));
	assert_null(latest.place);

	store_stamp(f->store, FIXTURE_CASEWORKER, fixture_moment(2));
	draft.place = "conversation/JS01";
	draft.text = "";
	assert_true(store_draft_put(f->store, &draft, &f->err));
	assert_true(store_draft_latest(f->store, &f->arena, &latest, &f->err));
	assert_string_equal(latest.place, "note");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 0);
}

/* ---- ranges ---------------------------------------------------------------------------------- */

static bool hangs_on_b(struct store *store, const struct synced_table *table, int64_t row, bool *hangs,
		       struct err *err)
{
	(void)store;
	(void)err;
	*hangs = table->id == TABLE_EFFORT && row == 8796093022211;
	return true;
}

static void a_range_is_taken_back_but_for_what_people_went_on_from(void **state)
{
	struct store_fixture *f = *state;
	struct takeback counts;
	int64_t first, last;

	fixture_do(f,
		   "INSERT INTO employer(id, name, phone) VALUES(" ROW_A ", 'Bageri', '1'), (" ROW_B
		   ", 'Vask', '2')");
	first = fixture_number(f, "SELECT max(seq) + 1 FROM oplog");
	fixture_do(f,
		   "UPDATE employer SET name = name || ' ApS', phone = phone || '0';"
		   "INSERT INTO effort(id, code) VALUES(" ROW_A ", 'a'), (" ROW_B ", 'b'),"
		   " (8796093022212, 'c'), (8796093022213, 'd');"
		   "INSERT INTO measure(id, series) VALUES(" ROW_A ", 'JS15')");
	last = fixture_number(f, "SELECT max(seq) FROM oplog");
	store_stamp(f->store, FIXTURE_CASEWORKER + 1, fixture_moment(1));
	fixture_do(f, "UPDATE employer SET phone = '99' WHERE id = " ROW_A);
	fixture_do(f, "UPDATE effort SET name = 'en persons' WHERE code = 'c'");
	fixture_do(f,
		   "INSERT INTO sibling SELECT tbl, row, col, 77, 1, 1, 0, 9, 'rival', NULL FROM cell"
		   " WHERE tbl = 8 AND row = " ROW_B " AND col = 2");

	assert_true(takeback(f->store, first, last, hangs_on_b, &counts, &f->err));
	assert_int_equal(counts.restored, 2);
	assert_int_equal(counts.removed, 2);
	assert_int_equal(counts.kept, 5); /* a phone, a name with a rival, efforts b and c, the measure */
	assert_string_equal(fixture_text(f, "SELECT group_concat(name || phone, ', ') FROM employer"),
			    "Bageri99, Vask ApS2");
	assert_string_equal(fixture_text(f, "SELECT group_concat(code || deleted) FROM effort"),
			    "a1,b0,c0,d1");

	assert_true(takeback(f->store, first, last, hangs_on_b, &counts, &f->err));
	assert_int_equal(counts.restored + counts.removed, 0);
}

static void a_value_that_no_op_had_written_comes_back_too(void **state)
{
	struct store_fixture *f = *state;

	fixture_do(f, ADD_EFFORT);
	fixture_do(f, "UPDATE cell SET ctx = x'01'"); /* the creation knew the first column only */
	fixture_do(f, "UPDATE effort SET name = 'Jobmentor'");
	undone(f);
	assert_string_equal(fixture_text(f, NAME), "Mentor");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_changed_value_comes_back_as_a_new_op),
		CASE(several_writes_to_a_cell_in_one_transaction_are_one_step),
		CASE(a_created_row_is_marked_deleted),
		CASE(undo_walks_back_and_never_undoes_itself),
		CASE(facts_are_refused_with_the_way_to_correct_them),
		CASE(only_ones_own_writes_of_this_session_are_undone),
		CASE(what_somebody_changed_since_stays),
		CASE(a_rolled_back_transaction_cannot_be_undone),
		CASE(a_draft_is_nothing_to_undo),
		CASE(a_draft_is_its_writers_and_an_empty_one_goes_away),
		CASE(a_range_is_taken_back_but_for_what_people_went_on_from),
		CASE(a_value_that_no_op_had_written_comes_back_too),
	};

	return cmocka_run_group_tests_name("store: undo and drafts", tests, NULL, NULL);
}
