/* What two terminals wrote apart from each other: that a person is told of all of it, and that what is
 * chosen holds on both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "merge_replicas.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/field_words.h"
#include "samtale/domain/plan_sheet.h"
#include "samtale/store/conflicts.h"
#include "samtale/store/people.h"
#include "samtale/store/reports.h"
#include "store/conflict_rows.h"
#include "store/connection.h"
#include "store/tables.h"

enum { HERE, THERE };

struct desk {
	struct world world;
	struct arena arena;
	struct err err;
	int64_t told[2]; /* seq that the other has heard */
	int64_t mette, per, citizen;
};

static struct store *store_of(struct desk *d, int terminal)
{
	return d->world.replicas[terminal].store;
}

static void must(struct desk *d, bool done)
{
	if (!done)
		fail_msg("%s (%s)", d->err.text, d->err.detail);
}

struct teller {
	struct desk *desk;
	struct store *to;
	int64_t told;
};

static bool tell_one(void *context, const struct change *change, struct err *err)
{
	struct teller *teller = context;

	teller->told = change->dot.seq;
	return store_merge(teller->to, change, 1, err);
}

static void exchange(struct desk *d)
{
	for (int terminal = HERE; terminal <= THERE; terminal++) {
		struct teller teller = { d, store_of(d, 1 - terminal), d->told[terminal] };

		must(d, store_changes_each(store_of(d, terminal), d->told[terminal], tell_one, &teller, &d->err));
		d->told[terminal] = teller.told;
	}
}

static void as(struct desk *d, int terminal, int64_t caseworker, int minute)
{
	store_stamp(store_of(d, terminal), caseworker, fixture_moment(minute));
}

static void sql(struct desk *d, int terminal, const char *text)
{
	struct store *store = store_of(d, terminal);

	must(d, store_begin(store, &d->err) && database_run(store, text, &d->err) && store_commit(store, &d->err));
}

static int64_t number(struct desk *d, int terminal, const char *text)
{
	int64_t found;

	must(d, database_number(store_of(d, terminal), text, 0, 0, &found, &d->err));
	return found;
}

static const char *words(struct desk *d, int terminal, const char *text)
{
	const char *found = "";
	struct statement s;

	must(d, statement_begin(&s, store_of(d, terminal), text, &d->err));
	if (statement_row(&s))
		found = statement_text(&s, 0, &d->arena);
	must(d, statement_end(&s));
	return found;
}

static const char *on_citizen(struct desk *d, const char *format)
{
	return arena_printf(&d->arena, "%s WHERE id = %lld", format, (long long)d->citizen);
}

static struct conflict_list conflicts(struct desk *d, int terminal, int64_t caseworker)
{
	struct conflict_list list;
	int64_t count;

	must(d, store_conflicts(store_of(d, terminal), caseworker, 0, &d->arena, &list, &d->err));
	must(d, store_conflict_count(store_of(d, terminal), &count, &d->err));
	if (caseworker == 0)
		assert_int_equal(count, list.count);
	return list;
}

static int64_t caseworker(struct desk *d, const char *initials, const char *name)
{
	struct caseworker row = { .initials = initials, .name = name, .team = "JOB" };

	must(d, store_caseworker_put(store_of(d, HERE), &row, &d->err));
	return row.id;
}

static int setup(void **state)
{
	static struct desk desk;
	struct desk *d = &desk;
	struct citizen citizen = { .cpr = "1204671101", .given_names = "Karim", .surname = "Nielsen", .address = "",
				   .postcode = "", .city = "", .phone = "11111111", .email = "", .language = "",
				   .benefit = "", .benefit_from = DATE_NONE, .unemployment_fund = "", .job_goal = "",
				   .disco08 = "", .education = "", .target_group = 2 };

	memset(d, 0, sizeof(*d));
	world_begin(&d->world, 2, 1, MERGED_AS_IS);
	arena_init(&d->arena);
	as(d, HERE, FIXTURE_CASEWORKER, 0);
	d->mette = caseworker(d, "meho", "Mette Holm");
	d->per = caseworker(d, "peje", "Per Jensen");
	citizen.coordinator = d->mette;
	must(d, store_citizen_put(store_of(d, HERE), &citizen, &d->err));
	d->citizen = citizen.id;
	exchange(d);
	*state = d;
	return 0;
}

static int teardown(void **state)
{
	struct desk *d = *state;

	arena_done(&d->arena);
	world_end(&d->world);
	return 0;
}

/* Both change the phone, neither knows of the other. */
static void phones_write(struct desk *d)
{
	as(d, HERE, d->mette, 10);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET phone = '22222222'"));
	as(d, THERE, d->per, 20);
	sql(d, THERE, on_citizen(d, "UPDATE citizen SET phone = '33333333'"));
	exchange(d);
}

static struct conflict phones(struct desk *d, int terminal)
{
	struct conflict_list list;

	phones_write(d);
	list = conflicts(d, terminal, 0);
	assert_int_equal(list.count, 1);
	return list.rows[0];
}

static void choose(struct desk *d, int terminal, const struct conflict *conflict, size_t side, const char *text)
{
	must(d, store_conflict_choose(store_of(d, terminal),
				      &(struct conflict_choice){ conflict, side, text, "Borgeren har sagt det." },
				      &d->err));
}

static void nobody_disagrees(struct desk *d, const char *phone)
{
	exchange(d);
	for (int terminal = HERE; terminal <= THERE; terminal++) {
		assert_int_equal(conflicts(d, terminal, 0).count, 0);
		assert_int_equal(number(d, terminal, "SELECT count(*) FROM sibling"), 0);
		assert_string_equal(words(d, terminal, "SELECT phone FROM citizen"), phone);
		assert_int_equal(number(d, terminal, "SELECT count(*) FROM conflict_choice"), 1);
	}
}

static void two_who_wrote_the_same_field_are_both_told_with_who_and_when(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);

	assert_int_equal(conflict.kind, CONFLICT_FIELD);
	assert_string_equal(conflict.who, "Karim Nielsen");
	assert_string_equal(conflict.what, "Phone");
	assert_string_equal(conflict.base, "11111111");
	assert_int_equal(conflict.count, 2);
	assert_string_equal(conflict.sides[0].value, "22222222");
	assert_true(conflict.sides[0].is_shown && conflict.sides[0].is_mine);
	assert_string_equal(conflict.sides[0].by, "Mette Holm");
	assert_int_equal(conflict.sides[0].at, fixture_moment(10).utc_ms);
	assert_string_equal(conflict.sides[1].value, "33333333");
	assert_true(!conflict.sides[1].is_shown && !conflict.sides[1].is_mine);
	assert_string_equal(conflict.sides[1].by, "Per Jensen");
	assert_int_equal(conflict.sides[1].at, fixture_moment(20).utc_ms);
	assert_int_equal(conflict.third, FIELD_FORM_TEXT);
}

/* Whoever wrote last: Mette is the coordinator, then Per. */
static void the_coordinators_word_is_shown_until_somebody_chooses(void **state)
{
	struct desk *d = *state;

	phones_write(d);
	for (int terminal = HERE; terminal <= THERE; terminal++)
		assert_string_equal(words(d, terminal, "SELECT phone FROM citizen"), "22222222");
	as(d, HERE, d->mette, 30);
	sql(d, HERE, arena_printf(&d->arena, "UPDATE citizen SET coordinator = %lld", (long long)d->per));
	exchange(d);
	as(d, THERE, d->per, 40);
	sql(d, THERE, "UPDATE citizen SET phone = '44444444'");
	as(d, HERE, d->mette, 50);
	sql(d, HERE, "UPDATE citizen SET phone = '55555555'");
	exchange(d);
	for (int terminal = HERE; terminal <= THERE; terminal++)
		assert_string_equal(words(d, terminal, "SELECT phone FROM citizen"), "44444444");
	assert_int_equal(conflicts(d, HERE, 0).count, 1);
}

/* By the clock it would be the first of the two, which the other never saw. */
static void what_stood_before_is_what_both_knew_when_one_wrote_twice(void **state)
{
	struct desk *d = *state;

	as(d, HERE, d->mette, 5);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET phone = '44444444'"));
	phones_write(d);
	for (int terminal = HERE; terminal <= THERE; terminal++) {
		struct conflict_list list = conflicts(d, terminal, 0);

		assert_int_equal(list.count, 1);
		assert_int_equal(list.rows[0].base_kind, CONFLICT_BASE_VALUE);
		assert_string_equal(list.rows[0].base, "11111111");
	}
}

/* A value that came before its history did, as from a program of last year. */
static void what_stood_before_is_not_guessed_where_a_link_is_not_here(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);

	sql(d, HERE, "DELETE FROM superseded WHERE col = 7");
	must(d, conflict_field_read(store_of(d, HERE), conflict.table, conflict.column, conflict.row, &d->arena,
				    &conflict, &d->err));
	assert_int_equal(conflict.base_kind, CONFLICT_BASE_NOT_KNOWN);
	assert_string_equal(conflict.base, "");
}

static void what_two_who_registered_the_same_citizen_wrote_replaced_nothing(void **state)
{
	struct desk *d = *state;
	struct conflict_list list;

	for (int terminal = HERE; terminal <= THERE; terminal++) {
		struct citizen citizen = { .cpr = "2811753101", .given_names = "Bo", .surname = "Ågård", .address = "",
					   .postcode = "", .city = "", .phone = terminal == HERE ? "55555555" : "66666666",
					   .email = "", .language = "", .benefit = "", .benefit_from = DATE_NONE,
					   .unemployment_fund = "", .job_goal = "", .disco08 = "", .education = "",
					   .target_group = 2, .coordinator = d->mette };

		as(d, terminal, d->mette, 30 + terminal);
		must(d, store_citizen_put(store_of(d, terminal), &citizen, &d->err));
	}
	exchange(d);
	list = conflicts(d, THERE, 0);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].base_kind, CONFLICT_BASE_NOTHING);
}

static void the_other_terminal_tells_the_same_and_what_was_written_there_is_its_own(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, THERE);

	assert_string_equal(conflict.sides[0].value, "22222222");
	assert_true(!conflict.sides[0].is_mine && conflict.sides[1].is_mine);
}

static void what_both_wrote_alike_is_no_conflict(void **state)
{
	struct desk *d = *state;

	as(d, HERE, d->mette, 10);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET phone = '22222222'"));
	as(d, THERE, d->per, 20);
	sql(d, THERE, on_citizen(d, "UPDATE citizen SET phone = '22222222'"));
	exchange(d);
	assert_int_equal(number(d, HERE, "SELECT count(*) FROM sibling"), 1);
	assert_int_equal(conflicts(d, HERE, 0).count, 0);
}

static void choosing_the_value_that_was_not_shown_holds_on_both(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);

	as(d, HERE, d->mette, 30);
	choose(d, HERE, &conflict, 1, NULL);
	nobody_disagrees(d, "33333333");
}

static void choosing_the_value_that_is_shown_already_holds_on_both(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);

	as(d, HERE, d->mette, 30);
	choose(d, HERE, &conflict, 0, NULL);
	nobody_disagrees(d, "22222222");
}

static void a_third_text_holds_on_both(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, THERE);

	as(d, THERE, d->per, 30);
	choose(d, THERE, &conflict, conflict.count, "44444444");
	nobody_disagrees(d, "44444444");
}

static void a_third_text_that_is_one_of_theirs_is_that_one(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);

	as(d, HERE, d->mette, 30);
	choose(d, HERE, &conflict, conflict.count, "33333333");
	nobody_disagrees(d, "33333333");
}

static void a_choice_says_who_chose_what_and_why_in_the_citizens_history(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);
	struct history history;
	bool found = false;

	as(d, HERE, d->mette, 30);
	choose(d, HERE, &conflict, 1, NULL);
	exchange(d);
	must(d, store_history(store_of(d, THERE), d->citizen, &d->arena, &history, &d->err));
	for (size_t i = 0; i < history.count; i++) {
		const struct history_row *row = &history.rows[i];

		if (row->kind != HISTORY_CHOICE)
			continue;
		found = true;
		assert_string_equal(row->what, "citizen.phone");
		assert_string_equal(row->author, "meho");
		assert_string_equal(row->text, "33333333, not 22222222: Borgeren har sagt det.");
	}
	assert_true(found);
}

static void a_choice_needs_its_reason_and_that_nothing_was_written_meanwhile(void **state)
{
	struct desk *d = *state;
	struct conflict conflict = phones(d, HERE);
	struct conflict_choice choice = { &conflict, 1, NULL, "" };

	assert_false(store_conflict_choose(store_of(d, HERE), &choice, &d->err));
	assert_int_equal(d->err.code, ERR_INPUT);
	choice.reason = "Ringet op.";
	as(d, HERE, d->mette, 30);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET phone = '55555555'"));
	assert_false(store_conflict_choose(store_of(d, HERE), &choice, &d->err));
	assert_int_equal(d->err.code, ERR_BUSY);
	assert_int_equal(number(d, HERE, "SELECT count(*) FROM conflict_choice"), 0);
	assert_int_equal(conflicts(d, HERE, 0).count, 0);
}

static void two_who_choose_apart_disagree_again_and_are_told(void **state)
{
	struct desk *d = *state;
	struct conflict here = phones(d, HERE), there;

	there = conflicts(d, THERE, 0).rows[0];
	as(d, HERE, d->mette, 30);
	choose(d, HERE, &here, 0, NULL);
	as(d, THERE, d->per, 31);
	choose(d, THERE, &there, 1, NULL);
	exchange(d);
	assert_int_equal(conflicts(d, HERE, 0).count, 1);
	assert_int_equal(conflicts(d, THERE, 0).count, 1);
	assert_int_equal(number(d, HERE, "SELECT count(*) FROM conflict_choice"), 2);
}

static void a_code_is_told_in_words_and_a_row_by_its_name(void **state)
{
	struct desk *d = *state;
	struct conflict_list list;

	as(d, HERE, d->mette, 10);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET target_group = 3"));
	as(d, THERE, d->per, 20);
	sql(d, THERE, arena_printf(&d->arena, "UPDATE citizen SET target_group = 9, coordinator = %lld", (long long)d->per));
	as(d, HERE, d->mette, 21);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET coordinator = 0"));
	exchange(d);
	list = conflicts(d, HERE, 0);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].what, "Coordinator");
	assert_string_equal(list.rows[0].base, "Mette Holm");
	assert_string_equal(list.rows[0].sides[0].value, "");
	assert_string_equal(list.rows[0].sides[1].value, "Per Jensen");
	assert_int_equal(list.rows[0].third, FIELD_FORM_CODE);
	assert_string_equal(list.rows[1].what, "Target group");
	assert_string_equal(list.rows[1].base, target_group_label(2));
	assert_string_equal(list.rows[1].sides[0].value, target_group_label(9));
	assert_string_equal(list.rows[1].sides[1].value, target_group_label(3));
}

static void what_is_protected_is_marked_so_that_it_stays_masked(void **state)
{
	struct desk *d = *state;

	as(d, HERE, d->mette, 5);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET is_protected = 1"));
	exchange(d);
	assert_int_equal(phones(d, HERE).mask, CONFLICT_PROTECTED);
}

static void a_caseworker_is_told_of_own_citizens_and_own_writing_only(void **state)
{
	struct desk *d = *state;
	int64_t nobody;

	as(d, HERE, d->mette, 1);
	nobody = caseworker(d, "lise", "Lise Lund");
	phones(d, HERE);
	assert_int_equal(conflicts(d, HERE, d->mette).count, 1);
	assert_int_equal(conflicts(d, HERE, d->per).count, 1);
	assert_int_equal(conflicts(d, HERE, nobody).count, 0);
}

static void what_another_program_took_in_meanwhile_is_seen(void **state)
{
	struct desk *d = *state;
	struct store_options options = { .mode = STORE_EXISTING };
	struct store *console;
	int64_t count;

	must(d, store_open(d->world.replicas[HERE].path, &options, &console, &d->err));
	must(d, store_conflict_count(console, &count, &d->err));
	assert_int_equal(count, 0);
	phones_write(d);
	must(d, store_conflict_count(console, &count, &d->err));
	assert_int_equal(count, 1);
	store_close(console);
}

static void what_was_removed_needs_no_choice(void **state)
{
	struct desk *d = *state;

	phones(d, HERE);
	sql(d, HERE, on_citizen(d, "UPDATE citizen SET deleted = 1"));
	assert_int_equal(conflicts(d, HERE, 0).count, 0);
}

static void every_field_that_can_differ_has_a_word_in_danish(void **state)
{
	(void)state;
	tr_use(LANGUAGE_DA);
	for (size_t i = 0; i < synced_table_count; i++) {
		const struct synced_table *table = &synced_tables[i];

		for (int k = 0; table->kind == TABLE_MUTABLE && k < table->column_count; k++)
			if (field_word(table->name, table->columns[k].name) == NULL)
				fail_msg("%s.%s has no word", table->name, table->columns[k].name);
	}
	tr_use(LANGUAGE_EN);
}

/* ---- guarded ---------------------------------------------------------------------------------------- */

static void two_who_went_on_with_a_case_are_told_before_any_field(void **state)
{
	struct desk *d = *state;
	struct conflict_list list;

	as(d, HERE, d->mette, 2);
	sql(d, HERE, arena_printf(&d->arena,
				  "INSERT INTO sanction_case(id, citizen, provision, event_date) VALUES((1 << 43) + 900,"
				  " %lld, '37', '2026-11-20');"
				  "INSERT INTO sanction_event(id, sanction_case, act, state, date, at)"
				  " VALUES((1 << 43) + 901, (1 << 43) + 900, 0, 1, '2026-11-20', 1)",
				  (long long)d->citizen));
	exchange(d);
	for (int terminal = HERE; terminal <= THERE; terminal++) {
		as(d, terminal, terminal == HERE ? d->mette : d->per, 3 + terminal);
		sql(d, terminal,
		    arena_printf(&d->arena,
				 "INSERT INTO sanction_event(id, sanction_case, act, state, date, text, at, author)"
				 " VALUES((%d << 43) + 910, (1 << 43) + 900, 10, 7, '2026-11-23', 'Valg %d', 2, %lld);"
				 "INSERT INTO sanction_parent(id, event, parent)"
				 " VALUES((%d << 43) + 911, (%d << 43) + 910, (1 << 43) + 901)",
				 terminal + 1, terminal + 1, (long long)(terminal == HERE ? d->mette : d->per),
				 terminal + 1, terminal + 1));
	}
	phones_write(d);
	list = conflicts(d, HERE, 0);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.rows[0].kind, CONFLICT_CASE);
	assert_int_equal(list.rows[0].citizen, d->citizen);
	assert_int_equal(list.rows[0].count, 2);
	assert_true(list.rows[0].sides[0].is_mine && !list.rows[0].sides[1].is_mine);
	assert_true(strstr(list.rows[0].sides[0].value, "Valg 1") != NULL);
	assert_true(strstr(list.rows[0].sides[1].value, "Valg 2") != NULL);
	assert_string_equal(list.rows[0].sides[1].by, "Per Jensen");
	assert_true(str_starts(list.rows[0].base, sanction_act_label(SANCTION_REGISTER)));
}

static struct effort_decision decided(struct desk *d, int terminal, int64_t effort, int64_t previous,
				      enum effort_act act)
{
	struct effort_decision decision = { .effort = effort, .previous = previous, .act = act,
					    .date = fixture_moment(0).date, .reason = "Tallene.", .figures = "0",
					    .hash = "" };

	must(d, store_effort_decide(store_of(d, terminal), &decision, &d->err));
	return decision;
}

static void one_who_closed_an_effort_and_one_who_opened_it_are_told_and_a_person_chooses(void **state)
{
	struct desk *d = *state;
	int64_t effort = ((int64_t)1 << 43) + 800;
	struct effort_decision first;
	struct conflict_list list;

	as(d, HERE, d->mette, 1);
	sql(d, HERE, "INSERT INTO effort(id, code, name) VALUES((1 << 43) + 800, 'M1', 'Mentor')");
	first = decided(d, HERE, effort, 0, EFFORT_CLOSE);
	exchange(d);
	as(d, HERE, d->mette, 2);
	decided(d, HERE, effort, first.id, EFFORT_CLOSE);
	as(d, THERE, d->per, 3);
	decided(d, THERE, effort, first.id, EFFORT_REOPEN);
	exchange(d);
	list = conflicts(d, HERE, 0);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].kind, CONFLICT_EFFORT);
	assert_string_equal(list.rows[0].who, "Mentor");
	assert_true(list.rows[0].sides[0].is_shown && !list.rows[0].sides[0].is_mine);
	as(d, HERE, d->mette, 4);
	choose(d, HERE, &list.rows[0], 1, NULL);
	exchange(d);
	for (int terminal = HERE; terminal <= THERE; terminal++) {
		assert_int_equal(conflicts(d, terminal, 0).count, 0);
		assert_int_equal(number(d, terminal, "SELECT act FROM effort_decision ORDER BY at DESC, id DESC LIMIT 1"),
				 EFFORT_CLOSE);
		assert_string_equal(words(d, terminal, "SELECT reason FROM conflict_choice"), "Borgeren har sagt det.");
	}
}

static void two_answers_to_the_plan_are_told(void **state)
{
	struct desk *d = *state;
	struct conflict_list list;

	for (int terminal = HERE; terminal <= THERE; terminal++) {
		as(d, terminal, terminal == HERE ? d->mette : d->per, 3 + terminal);
		sql(d, terminal,
		    arena_printf(&d->arena,
				 "INSERT INTO plan_acceptance(id, citizen, answer, channel, date, reason, hash, at, author)"
				 " VALUES((%d << 43) + 700, %lld, %d, 'phone', '2026-11-23', '', 'h', %d, %lld)",
				 terminal + 1, (long long)d->citizen, terminal, terminal,
				 (long long)(terminal == HERE ? d->mette : d->per)));
	}
	exchange(d);
	list = conflicts(d, THERE, 0);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].kind, CONFLICT_PLAN);
	assert_int_equal(list.rows[0].row, d->citizen);
	assert_string_equal(list.rows[0].who, "Karim Nielsen");
	assert_true(str_starts(list.rows[0].sides[0].value, "yes"));
	assert_true(str_starts(list.rows[0].sides[1].value, "no"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(two_who_wrote_the_same_field_are_both_told_with_who_and_when),
		CASE(the_coordinators_word_is_shown_until_somebody_chooses),
		CASE(what_stood_before_is_what_both_knew_when_one_wrote_twice),
		CASE(what_stood_before_is_not_guessed_where_a_link_is_not_here),
		CASE(what_two_who_registered_the_same_citizen_wrote_replaced_nothing),
		CASE(the_other_terminal_tells_the_same_and_what_was_written_there_is_its_own),
		CASE(what_both_wrote_alike_is_no_conflict),
		CASE(choosing_the_value_that_was_not_shown_holds_on_both),
		CASE(choosing_the_value_that_is_shown_already_holds_on_both),
		CASE(a_third_text_holds_on_both),
		CASE(a_third_text_that_is_one_of_theirs_is_that_one),
		CASE(a_choice_says_who_chose_what_and_why_in_the_citizens_history),
		CASE(a_choice_needs_its_reason_and_that_nothing_was_written_meanwhile),
		CASE(two_who_choose_apart_disagree_again_and_are_told),
		CASE(a_code_is_told_in_words_and_a_row_by_its_name),
		CASE(what_is_protected_is_marked_so_that_it_stays_masked),
		CASE(a_caseworker_is_told_of_own_citizens_and_own_writing_only),
		CASE(what_another_program_took_in_meanwhile_is_seen),
		CASE(what_was_removed_needs_no_choice),
		CASE(every_field_that_can_differ_has_a_word_in_danish),
		CASE(two_who_went_on_with_a_case_are_told_before_any_field),
		CASE(one_who_closed_an_effort_and_one_who_opened_it_are_told_and_a_person_chooses),
		CASE(two_answers_to_the_plan_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
