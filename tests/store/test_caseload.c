#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"
#include "store/connection.h"
#include "store_rows.h"

/* In list order: the letters after z, aa as å, and a surname before a longer one. */
static const struct {
	const char *cpr, *given_names, *surname;
} people[] = {
	{ "1204671101", "Leyla", "Hassan" },
	{ "1505800101", "Jens Ø.", "Kjær" },
	{ "2811753101", "Anna", "Nielsen" },
	{ "0707991101", "Karim", "Nielsen" },
	{ "0303045101", "Anna", "Østergaard" },
	{ "1908066101", "Bo", "Aagaard" },
	{ "3006097101", "Mia", "Ågård-Holm" },
};

static void everybody(struct store_fixture *f, int64_t coordinator)
{
	for (size_t i = LENGTH(people); i-- > 0;)
		rows_citizen(f, people[i].cpr, people[i].given_names, people[i].surname, coordinator);
}

static struct caseload window(struct store_fixture *f, struct caseload_query query)
{
	struct caseload caseload;

	query.today = day("2026-11-23");
	if (!query.limit)
		query.limit = 50;
	assert_done(f, store_caseload(f->store, &query, &f->arena, &caseload, &f->err));
	return caseload;
}

/* "Hassan Kjær ...": the surnames, or given names where that tells more. */
static const char *names(struct store_fixture *f, const struct caseload *caseload)
{
	const char *all = "";

	for (size_t i = 0; i < caseload->count; i++)
		all = arena_printf(&f->arena, "%s%s%s", all, i ? " " : "", caseload->rows[i].surname);
	return all;
}

static struct caseload_query after(const struct caseload_row *row, int limit)
{
	return (struct caseload_query){
		.from = LIST_AFTER, .sort_key = row->sort_key, .id = row->id, .limit = limit
	};
}

/* ---- windows ---------------------------------------------------------------------------------------- */

static void the_list_is_in_danish_order(void **state)
{
	struct store_fixture *f = *state;
	struct caseload list;

	everybody(f, 0);
	list = window(f, (struct caseload_query){ .from = LIST_FIRST });
	assert_string_equal(names(f, &list), "Hassan Kjær Nielsen Nielsen Østergaard Aagaard Ågård-Holm");
	assert_string_equal(list.rows[2].given_names, "Anna");
	assert_string_equal(list.rows[3].given_names, "Karim");
	assert_false(list.more_before);
	assert_false(list.more_after);
}

static void windows_follow_each_other_in_both_directions(void **state)
{
	struct store_fixture *f = *state;
	struct caseload first, second, back;
	struct caseload_query query;

	everybody(f, 0);
	first = window(f, (struct caseload_query){ .from = LIST_FIRST, .limit = 3 });
	assert_string_equal(names(f, &first), "Hassan Kjær Nielsen");
	assert_false(first.more_before);
	assert_true(first.more_after);
	second = window(f, after(&first.rows[2], 3));
	assert_string_equal(names(f, &second), "Nielsen Østergaard Aagaard");
	assert_true(second.more_before);
	assert_true(second.more_after);
	query = after(&second.rows[0], 3);
	query.from = LIST_BEFORE;
	back = window(f, query);
	assert_string_equal(names(f, &back), "Hassan Kjær Nielsen");
	assert_string_equal(back.rows[2].given_names, "Anna");
	assert_false(back.more_before);
	assert_true(back.more_after);
}

static void the_last_window_ends_the_list(void **state)
{
	struct store_fixture *f = *state;
	struct caseload last;

	everybody(f, 0);
	last = window(f, (struct caseload_query){ .from = LIST_LAST, .limit = 2 });
	assert_string_equal(names(f, &last), "Aagaard Ågård-Holm");
	assert_true(last.more_before);
	assert_false(last.more_after);
}

static void a_caseworker_sees_own_citizens_only_when_asked(void **state)
{
	struct store_fixture *f = *state;
	struct caseload own;

	everybody(f, 0);
	rows_citizen(f, people[1].cpr, people[1].given_names, people[1].surname, rows_me(f));
	rows_citizen(f, people[4].cpr, people[4].given_names, people[4].surname, FIXTURE_CASEWORKER);
	own = window(f, (struct caseload_query){ .coordinator = FIXTURE_CASEWORKER });
	assert_string_equal(names(f, &own), "Kjær Østergaard");
	assert_string_equal(own.rows[0].coordinator_initials, "meho");
}

static void an_empty_list_has_nothing_before_or_after(void **state)
{
	struct store_fixture *f = *state;
	struct caseload list = window(f, (struct caseload_query){ .from = LIST_LAST });

	assert_int_equal(list.count, 0);
	assert_false(list.more_before);
	assert_false(list.more_after);
}

/* ---- the filter ------------------------------------------------------------------------------------- */

static const struct {
	const char *typed, *found;
} filters[] = {
	{ "kjær", "Kjær" },
	{ "kjaer", "Kjær" },
	{ "KJ", "Kjær" },
	{ "aagaard", "Aagaard Ågård-Holm" },
	{ "ågård", "Aagaard Ågård-Holm" },
	{ "oestergård anna", "Østergaard" },
	{ "anna", "Nielsen Østergaard" },
	{ "anna nie", "Nielsen" },
	{ "holm", "Ågård-Holm" },
	{ "nobody", "" },
	{ "anna 2811", "Nielsen" },
	{ "120467", "Hassan" },
	{ "120467-11", "Hassan" },
	{ "1204671101", "Hassan" },
	{ "98 76", "Kjær" },
	{ "0", "Nielsen Østergaard" },
	{ "\"", "Hassan Kjær Nielsen Nielsen Østergaard Aagaard Ågård-Holm" },
	{ "anna\" OR \"bo", "" },
	{ "nielsen*", "Nielsen Nielsen" },
	{ "NOT", "" },
};

static void check_filters(struct store_fixture *f, int64_t coordinator)
{
	struct citizen citizen = rows_citizen_of(people[1].cpr, people[1].given_names, people[1].surname);

	everybody(f, coordinator);
	citizen.phone = "98765432";
	citizen.coordinator = coordinator;
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	for (size_t i = 0; i < LENGTH(filters); i++) {
		struct caseload found = window(
			f, (struct caseload_query){ .coordinator = coordinator, .filter = filters[i].typed });

		if (strcmp(names(f, &found), filters[i].found) != 0)
			fail_msg("'%s' finds '%s', not '%s'", filters[i].typed, names(f, &found),
				 filters[i].found);
	}
}

static void a_filter_finds_names_cpr_and_phone_among_everybody(void **state)
{
	check_filters(*state, 0);
}

static void a_filter_finds_the_same_among_own_citizens(void **state)
{
	struct store_fixture *f = *state;

	check_filters(f, rows_me(f));
}

static void a_filtered_list_has_windows_too(void **state)
{
	struct store_fixture *f = *state;

	for (int own = 0; own < 2; own++) {
		struct caseload_query query = { .filter = "n",
						.limit = 2,
						.coordinator = own ? rows_me(f) : 0 };
		struct caseload list;

		everybody(f, query.coordinator);
		rows_citizen(f, "2211683101", "Niels", "Zander", query.coordinator);
		list = window(f, query);
		assert_string_equal(names(f, &list), "Nielsen Nielsen");
		assert_true(list.more_after);
		query.from = LIST_AFTER;
		query.sort_key = list.rows[1].sort_key;
		query.id = list.rows[1].id;
		list = window(f, query);
		assert_string_equal(names(f, &list), "Zander");
		assert_false(list.more_after);
		assert_true(list.more_before);
	}
}

static void a_changed_name_is_found_by_the_new_one_only(void **state)
{
	struct store_fixture *f = *state;
	struct caseload list;

	rows_citizen(f, "1204671101", "Leyla", "Hassan", 0);
	rows_citizen(f, "1204671101", "Leyla", "Winther", 0);
	list = window(f, (struct caseload_query){ .filter = "hassan" });
	assert_int_equal(list.count, 0);
	list = window(f, (struct caseload_query){ .filter = "winther" });
	assert_int_equal(list.count, 1);
}

/* ---- a row ------------------------------------------------------------------------------------------ */

static void a_row_says_what_is_next_and_what_is_unfinished(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_citizen(f, "1204671101", "Leyla", "Hassan", rows_me(f));
	struct appointment later = { 0, citizen, day("2026-12-08"), 600, 45, "jobsamtale", "telefon", 0, 0 };
	struct appointment sooner = { 0, citizen, day("2026-12-01"), 540, 45, "jobsamtale", "telefon", 0, 0 };
	struct appointment cancelled = { .citizen = citizen, .date = day("2026-11-24"),
					 .state = APPOINTMENT_CANCELLED };
	struct conversation conversation = { .citizen = citizen, .guide = "jobsamtale", .guide_version = 1 };
	struct caseload list = window(f, (struct caseload_query){ 0 });

	assert_false(list.rows[0].unfinished);
	assert_false(date_is_set(list.rows[0].next_appointment));
	assert_false(date_is_set(list.rows[0].last_conversation));
	assert_done(f, store_appointment_put(f->store, &later, &f->err));
	assert_done(f, store_appointment_put(f->store, &sooner, &f->err));
	assert_done(f, store_appointment_put(f->store, &cancelled, &f->err));
	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	list = window(f, (struct caseload_query){ 0 });
	assert_true(list.rows[0].unfinished);
	assert_int_equal(list.rows[0].next_appointment.day, day("2026-12-01").day);
	assert_int_equal(list.rows[0].benefit_weeks, 38);
	assert_int_equal(list.rows[0].target_group, 2);
}

/* ---- the cost --------------------------------------------------------------------------------------- */

/* The steps of SQLite's machine that all statements of the connection have taken. */
static int steps_taken(struct store_fixture *f)
{
	int steps = 0;

	for (sqlite3_stmt *s = sqlite3_next_stmt(f->store->db, NULL); s;
	     s = sqlite3_next_stmt(f->store->db, s))
		steps += sqlite3_stmt_status(s, SQLITE_STMTSTATUS_VM_STEP, 1);
	return steps;
}

static void citizens_add(struct store_fixture *f, int from, int to)
{
	fixture_do(f, arena_printf(&f->arena,
			"INSERT INTO citizen(id, cpr, given_names, surname, coordinator)"
			" WITH n(i) AS (VALUES(%d) UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
			" SELECT (1 << 43) + 50000 + i, printf('%%010d', i), 'Given',"
			" printf('S%%06d', i), 0 FROM n",
			from, to));
}

static int cost_of_window(struct store_fixture *f, const struct caseload_row *row)
{
	window(f, after(row, 20));
	steps_taken(f);
	assert_int_equal(window(f, after(row, 20)).count, 20);
	return steps_taken(f);
}

static void a_window_costs_the_same_however_long_the_list_is(void **state)
{
	struct store_fixture *f = *state;
	struct caseload_row row;
	int cost;

	citizens_add(f, 1, 60);
	row = window(f, (struct caseload_query){ 0 }).rows[10];
	cost = cost_of_window(f, &row);
	citizens_add(f, 61, 2000);
	assert_int_equal(cost_of_window(f, &row), cost);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_list_is_in_danish_order),
		CASE(windows_follow_each_other_in_both_directions),
		CASE(the_last_window_ends_the_list),
		CASE(a_caseworker_sees_own_citizens_only_when_asked),
		CASE(an_empty_list_has_nothing_before_or_after),
		CASE(a_filter_finds_names_cpr_and_phone_among_everybody),
		CASE(a_filter_finds_the_same_among_own_citizens),
		CASE(a_filtered_list_has_windows_too),
		CASE(a_changed_name_is_found_by_the_new_one_only),
		CASE(a_row_says_what_is_next_and_what_is_unfinished),
		CASE(a_window_costs_the_same_however_long_the_list_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
