/* The rhythm of contact and the follow-up, by the dates of the reference (sections 2.3, 6.3, 10.2). */
#include "law.h"

#include "samtale/base/tr.h"
#include "samtale/domain/followup.h"
#include "samtale/domain/handover.h"

#define GROUPS(a, b, c, d) (RULE_GROUP(a) | RULE_GROUP(b) | RULE_GROUP(c) | RULE_GROUP(d))

/* The rows of share/rules/contact.conf that these tests need; test_rules reads the shipped ones. */
static const struct rules *contact_law(void)
{
	static struct rule rows[32];
	static struct rules rules;
	uint32_t kontanthjaelp = GROUPS(2, 3, 4, 5), rest = kontanthjaelp | GROUPS(7, 8, 9, 10);
	size_t count = 0;

	rows[count++] = law_row("contact.first.days", kontanthjaelp, "2020-01-01", "2026-06-30", "7", RULE_READ);
	rows[count++] = law_row("contact.first.days", RULE_GROUP(2), "2026-07-01", NULL, "7", RULE_DEFAULT);
	rows[count++] = law_row("contact.first.days", RULE_GROUP(3), "2026-07-01", NULL, "UNKNOWN", RULE_DEFAULT);
	rows[count++] = law_row("contact.first.akasse.days", RULE_GROUP(1), "2024-01-01", NULL, "14", RULE_READ);
	rows[count++] = law_row("contact.min6m.jobcentre", rest | RULE_GROUP(1), "2020-01-01", "2023-12-31", "4",
				RULE_READ);
	rows[count++] = law_row("contact.min3m.akasse", RULE_GROUP(1), "2024-01-01", "2026-06-30", "3", RULE_READ);
	rows[count++] = law_row("contact.m4to6.municipality", RULE_GROUP(1), "2024-01-01", "2026-06-30", "3",
				RULE_READ);
	rows[count++] = law_row("contact.m4to6.municipality", RULE_GROUP(1), "2026-07-01", NULL, "2", RULE_PROBABLE);
	rows[count++] = law_row("contact.young.min6m.municipality", RULE_GROUP(1), "2024-01-01", "2026-06-30", "6",
				RULE_READ);
	rows[count++] = law_row("contact.min6m.municipality", rest, "2024-01-01", "2026-06-30", "4", RULE_READ);
	rows[count++] = law_row("contact.min6m.municipality", RULE_GROUP(2) | RULE_GROUP(9), "2026-07-01", NULL, "4",
				RULE_PROBABLE);
	rows[count++] = law_row("contact.insured.intensified.months", RULE_GROUP(1), "2020-01-01", NULL, "16",
				RULE_READ);
	rows[count++] = law_row("contact.every.months", rest | RULE_GROUP(1) | RULE_GROUP(6), "2020-01-01", NULL, "3",
				RULE_DEFAULT);
	rows[count++] = law_row("sick.first.week", RULE_GROUP(6), "2014-07-01", NULL, "8", RULE_READ);
	rows[count++] = law_row("sick.min6m", RULE_GROUP(6), "2020-01-01", NULL, "4", RULE_PROBABLE);
	rows[count++] = law_row("sick.every.weeks", RULE_GROUP(6), "2014-07-01", "2019-12-31", "4", RULE_READ);
	rows[count++] = law_row("sick.employed.exempt.weeks", RULE_GROUP(6), "2026-07-01", NULL, "26", RULE_PROBABLE);
	rules = (struct rules){ rows, count };
	return &rules;
}

static struct contact_case someone(int group, const char *from)
{
	return (struct contact_case){ .target_group = group, .benefit = "kontanthjælp", .benefit_from = day(from),
				      .born = DATE_NONE, .education = "", .booked = DATE_NONE };
}

static struct contact_due next(const struct contact_case *contact, const char *today)
{
	return contact_next(contact_law(), contact, day(today));
}

/* ---- the next one ----------------------------------------------------------------------------------------- */

static void the_next_conversation_falls_where_the_reference_says(void **state)
{
	static const struct {
		int group;
		const char *from, *today;
		enum contact_duty duty;
		enum contact_state state;
		const char *due;
	} expected[] = {
		/* First request Wed 2026-04-01: first conversation by Wed 2026-04-08. */
		{ 2, "2026-04-01", "2026-04-01", CONTACT_FIRST, CONTACT_DUE, "2026-04-08" },
		{ 2, "2026-04-01", "2026-04-08", CONTACT_FIRST, CONTACT_DUE, "2026-04-08" },
		{ 2, "2026-04-01", "2026-04-09", CONTACT_FIRST, CONTACT_OVERDUE, "2026-04-08" },
		/* First sick day Mon 2026-01-05: first follow-up no later than Sun 2026-03-01. */
		{ 6, "2026-01-05", "2026-02-01", CONTACT_FIRST, CONTACT_DUE, "2026-03-01" },
		{ 6, "2026-01-05", "2026-03-02", CONTACT_FIRST, CONTACT_OVERDUE, "2026-03-01" },
		/* The insured are the a-kasse's for three months; then three conversations up to month 6. */
		{ 1, "2026-01-01", "2026-02-01", CONTACT_ROUND, CONTACT_DUE, "2026-05-01" },
		/* From 2026-07-01: two. */
		{ 1, "2026-07-01", "2026-08-01", CONTACT_ROUND, CONTACT_DUE, "2026-11-16" },
		/* 2020-2023 the job centre had four in six months with everybody, the insured too. */
		{ 1, "2023-01-01", "2023-01-10", CONTACT_ROUND, CONTACT_DUE, "2023-02-15" },
		/* Ledighedsydelse: four in six months, and no first week. */
		{ 9, "2026-04-01", "2026-04-10", CONTACT_ROUND, CONTACT_DUE, "2026-05-16" },
		/* Activity-ready from 2026-07-01: the number has not been read. */
		{ 3, "2026-08-01", "2026-08-03", CONTACT_FIRST, CONTACT_UNKNOWN, "" },
		/* After the sixth month: what is agreed, and the municipality's own three months. */
		{ 2, "2025-01-01", "2026-02-01", CONTACT_LATER, CONTACT_OVERDUE, "2025-10-01" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct contact_case contact = someone(expected[i].group, expected[i].from);
		struct contact_due due = next(&contact, expected[i].today);

		assert_int_equal(due.duty, expected[i].duty);
		assert_int_equal(due.state, expected[i].state);
		assert_day(due.due, expected[i].due);
	}
}

static void a_held_conversation_moves_the_next_one(void **state)
{
	static const struct {
		int held;
		enum contact_duty duty;
		int number;
		const char *due;
	} expected[] = {
		{ 0, CONTACT_FIRST, 0, "2026-01-12" }, { 1, CONTACT_ROUND, 2, "2026-04-05" },
		{ 2, CONTACT_ROUND, 3, "2026-05-20" }, { 3, CONTACT_ROUND, 4, "2026-07-05" },
		{ 4, CONTACT_LATER, 0, "2026-05-10" },
	};
	struct date held[] = { day("2026-01-10"), day("2026-01-20"), day("2026-02-01"), day("2026-02-10") };

	(void)state;
	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct contact_case contact = someone(2, "2026-01-05");
		struct contact_due due;

		contact.held = held;
		contact.held_count = (size_t)expected[i].held;
		due = next(&contact, "2026-01-08");
		assert_int_equal(due.duty, expected[i].duty);
		assert_int_equal(due.number, expected[i].number);
		assert_day(due.due, expected[i].due);
	}
}

static void a_conversation_before_the_benefit_counts_for_nothing(void **state)
{
	struct date held[] = { day("2025-12-20") };
	struct contact_case contact = someone(2, "2026-01-05");

	(void)state;
	contact.held = held;
	contact.held_count = 1;
	assert_int_equal(next(&contact, "2026-01-06").duty, CONTACT_FIRST);
	assert_false(date_is_set(next(&contact, "2026-01-06").last));
}

static void a_booking_by_the_day_is_enough_and_a_later_one_is_not(void **state)
{
	struct contact_case contact = someone(2, "2026-01-05");

	(void)state;
	contact.booked = day("2026-01-12");
	assert_int_equal(next(&contact, "2026-01-06").state, CONTACT_BOOKED);
	contact.booked = day("2026-01-13");
	assert_int_equal(next(&contact, "2026-01-06").state, CONTACT_DUE);
	assert_int_equal(next(&contact, "2026-01-13").state, CONTACT_OVERDUE);
}

static void nobody_without_a_benefit_or_beyond_the_law_is_owed_one(void **state)
{
	static const int groups[] = { 0, 11, 12, 13 };
	struct contact_case contact = someone(9, "2026-01-05");

	(void)state;
	contact.benefit = ""; /* in a flex job */
	assert_int_equal(next(&contact, "2026-02-01").state, CONTACT_NOT_OWED);
	for (size_t i = 0; i < LENGTH(groups); i++) {
		contact = someone(groups[i], "2026-01-05");
		assert_int_equal(next(&contact, "2026-02-01").state, CONTACT_NOT_OWED);
	}
}

static void the_young_insured_belong_to_the_municipality_from_the_first_day(void **state)
{
	static const struct {
		const char *born, *education;
		int children, number_owed;
	} expected[] = {
		{ "2003-05-01", "gymnasial", 0, 6 }, { "2003-05-01", "faglært", 0, 3 },
		{ "2003-05-01", "ingen", 1, 3 },     { "2001-01-01", "ingen", 0, 3 },
		{ "2001-01-02", "ingen", 0, 6 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct contact_case contact = someone(1, "2026-01-01");

		contact.born = day(expected[i].born);
		contact.education = expected[i].education;
		contact.children = expected[i].children;
		assert_int_equal(next(&contact, "2026-01-02").owed, expected[i].number_owed);
	}
}

static void the_a_kasse_s_conversations_are_named_and_never_ours_to_miss(void **state)
{
	struct contact_due dues[CONTACT_DUES_MAX];
	struct contact_case contact = someone(1, "2026-01-01");
	int count = contact_course(contact_law(), &contact, day("2026-03-01"), dues), theirs = 0;

	(void)state;
	for (int i = 0; i < count; i++)
		theirs += dues[i].state == CONTACT_THEIRS;
	assert_int_equal(theirs, 4); /* the first within 14 days, and three in three months */
	assert_day(dues[0].due, "2026-01-15");
	assert_int_equal(dues[count - 1].duty, CONTACT_INTENSIFIED);
	assert_day(dues[count - 1].due, "2027-05-01");
}

/* ---- exemption --------------------------------------------------------------------------------------------- */

static void an_exemption_stops_the_rest_but_never_the_first(void **state)
{
	struct date held[] = { day("2026-07-06") };
	struct contact_case contact = someone(2, "2026-07-02");

	(void)state;
	contact.exemption = (struct contact_exemption){ .kind = "individual", .from = day("2026-07-03"),
							.to = day("2026-09-30") };
	assert_int_equal(next(&contact, "2026-07-04").state, CONTACT_DUE);
	contact.held = held;
	contact.held_count = 1;
	assert_int_equal(next(&contact, "2026-07-07").state, CONTACT_EXEMPT);
	assert_day(next(&contact, "2026-07-07").due, "2026-10-01");
	assert_int_equal(next(&contact, "2026-10-01").state, CONTACT_DUE);
}

static void the_sick_in_employment_are_exempt_for_twenty_six_weeks(void **state)
{
	struct contact_case contact = someone(6, "2026-07-06");

	(void)state;
	contact.exemption = (struct contact_exemption){ .kind = "employed", .from = day("2026-07-06"), .to = DATE_NONE };
	assert_int_equal(next(&contact, "2026-08-01").state, CONTACT_EXEMPT);
	assert_day(next(&contact, "2026-08-01").due, "2027-01-04");
	assert_int_not_equal(next(&contact, "2027-01-04").state, CONTACT_EXEMPT);
}

/* ---- order, days, words ------------------------------------------------------------------------------------ */

static void what_breaks_first_comes_first(void **state)
{
	struct contact_due rows[] = {
		{ .state = CONTACT_OVERDUE, .due = day("2026-01-01"), .booked = DATE_NONE },
		{ .state = CONTACT_OVERDUE, .due = day("2026-01-02"), .booked = DATE_NONE },
		{ .state = CONTACT_OVERDUE, .due = day("2025-01-01"), .booked = day("2026-03-01") },
		{ .state = CONTACT_DUE, .due = day("2026-02-01"), .booked = DATE_NONE },
		{ .state = CONTACT_UNKNOWN, .due = DATE_NONE, .booked = DATE_NONE },
		{ .state = CONTACT_BOOKED, .due = day("2026-01-20"), .booked = day("2026-01-20") },
		{ .state = CONTACT_EXEMPT, .due = day("2026-01-20"), .booked = DATE_NONE },
	};

	(void)state;
	for (size_t i = 1; i < LENGTH(rows); i++) {
		assert_true(contact_compare(&rows[i - 1], &rows[i]) < 0);
		assert_true(contact_compare(&rows[i], &rows[i - 1]) > 0);
	}
}

static void easter_leaves_two_working_days_and_a_sunday_is_booked_on_friday(void **state)
{
	(void)state;
	assert_int_equal(contact_working_days(day("2026-04-01"), day("2026-04-08")), 2);
	assert_day(contact_bookable(day("2026-03-01")), "2026-02-27");
	assert_day(contact_bookable(day("2026-04-08")), "2026-04-08");
}

static void a_day_is_explained_with_its_source_and_named_as_a_default(void **state)
{
	struct contact_case contact = someone(2, "2026-04-01");
	struct arena arena;
	struct contact_due due;

	(void)state;
	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	due = next(&contact, "2026-04-01");
	assert_string_equal(contact_sentence(&arena, &due, day("2026-04-01")),
			    "First conversation within 7 days of Wed 1 Apr 2026: no later than Wed 8 Apr 2026. () Only 2 "
			    "working days are left.");
	contact = someone(2, "2026-07-01");
	due = next(&contact, "2026-07-01");
	assert_non_null(strstr(contact_sentence(&arena, &due, day("2026-07-01")),
			       rule_confidence_text(RULE_DEFAULT)));
	contact = someone(3, "2026-08-01");
	due = next(&contact, "2026-08-03");
	assert_non_null(strstr(contact_sentence(&arena, &due, day("2026-08-03")), "contact.first.days"));
	arena_done(&arena);
}

/* ---- follow-up --------------------------------------------------------------------------------------------- */

static void a_follow_up_is_due_whole_calendar_months_after(void **state)
{
	static const struct {
		const char *began, *today, *heard;
		int months;
		const char *due;
	} expected[] = {
		{ "2026-01-31", "2026-02-01", "", 1, "2026-02-28" },
		{ "2026-01-31", "2026-02-01", "2026-02-20", 3, "2026-04-30" },
		{ "2026-01-31", "2026-04-15", "", 1, "2026-02-28" },
		{ "2026-01-31", "2026-04-16", "", 3, "2026-04-30" }, /* the first was never answered: given up */
		{ "2026-01-31", "2026-02-01", "2026-02-13", 1, "2026-02-28" }, /* too early to be the first month's */
		{ "2026-01-31", "2026-08-01", "", 6, "2026-07-31" },
		{ "2026-01-31", "2027-04-30", "", 12, "2027-01-31" },
		{ "2026-01-31", "2027-05-01", "", 0, "" },
		{ "2026-01-31", "2027-02-01", "2027-02-01", 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct date heard = *expected[i].heard ? day(expected[i].heard) : DATE_NONE;
		struct followup_due due = followup_next(day(expected[i].began), &heard, *expected[i].heard ? 1 : 0,
							day(expected[i].today));

		assert_int_equal(due.months, expected[i].months);
		assert_day(due.due, expected[i].due);
	}
}

static void hours_stand_where_there_is_work_and_education_under_thirty(void **state)
{
	static const struct {
		const char *status;
		double hours;
		const char *source, *date, *born;
		bool whole;
	} expected[] = {
		{ "JOB", 37, "borger", "2026-11-23", "1980-01-02", true },
		{ "JOB", 0, "borger", "2026-11-23", "1980-01-02", false },
		{ "JOB_HOURS", 6.5, "arbejdsgiver", "2026-11-23", "1980-01-02", true },
		{ "JOB_HOURS", 61, "arbejdsgiver", "2026-11-23", "1980-01-02", false },
		{ "BENEFIT", 0, "register", "2026-11-01", "1980-01-02", true },
		{ "BENEFIT", 5, "register", "2026-11-01", "1980-01-02", false },
		{ "EDUCATION", 0, "borger", "2026-11-23", "1996-11-24", true },
		{ "EDUCATION", 0, "borger", "2026-11-23", "1996-11-23", false },
		{ "SELF", 0, "borger", "2026-11-24", "1980-01-02", false },
		{ "WORK", 0, "borger", "2026-11-23", "1980-01-02", false },
		{ "SELF", 0, "naboen", "2026-11-23", "1980-01-02", false },
		{ "UNKNOWN", 0, "borger", "2026-11-23", "1980-01-02", true },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct followup followup = { .status = expected[i].status, .weekly_hours = expected[i].hours,
					     .source = expected[i].source, .date = day(expected[i].date), .helped = "" };
		struct err err = { ERR_NONE };

		assert_int_equal(followup_is_complete(&followup, day(expected[i].born), day("2026-11-23"), &err),
				 expected[i].whole);
		assert_int_equal(err.code != ERR_NONE, !expected[i].whole);
	}
}

/* ---- persons and hand-over --------------------------------------------------------------------------------- */

static void a_contact_person_is_active_from_the_first_day_to_the_last(void **state)
{
	struct contact_person person = { .from = day("2026-11-01"), .to = day("2026-11-30") };

	(void)state;
	assert_false(contact_person_is_active(&person, day("2026-10-31")));
	assert_true(contact_person_is_active(&person, day("2026-11-01")));
	assert_true(contact_person_is_active(&person, day("2026-11-30")));
	assert_false(contact_person_is_active(&person, day("2026-12-01")));
	person.to = DATE_NONE;
	assert_true(contact_person_is_active(&person, day("2030-01-01")));
}

static void a_hand_over_needs_a_receiver_a_reason_and_a_note(void **state)
{
	struct handover whole = { .from = 1, .to = 2, .reason = "moved", .note = "Ring om torsdagen." };
	struct handover rows[] = { whole, whole, whole, whole, whole };
	struct err err;

	(void)state;
	rows[1].to = 0;
	rows[2].to = rows[2].from;
	rows[3].reason = "";
	rows[4].note = " ";
	assert_true(handover_is_complete(&rows[0], &err));
	for (size_t i = 1; i < LENGTH(rows); i++)
		assert_false(handover_is_complete(&rows[i], &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_next_conversation_falls_where_the_reference_says),
		cmocka_unit_test(a_held_conversation_moves_the_next_one),
		cmocka_unit_test(a_conversation_before_the_benefit_counts_for_nothing),
		cmocka_unit_test(a_booking_by_the_day_is_enough_and_a_later_one_is_not),
		cmocka_unit_test(nobody_without_a_benefit_or_beyond_the_law_is_owed_one),
		cmocka_unit_test(the_young_insured_belong_to_the_municipality_from_the_first_day),
		cmocka_unit_test(the_a_kasse_s_conversations_are_named_and_never_ours_to_miss),
		cmocka_unit_test(an_exemption_stops_the_rest_but_never_the_first),
		cmocka_unit_test(the_sick_in_employment_are_exempt_for_twenty_six_weeks),
		cmocka_unit_test(what_breaks_first_comes_first),
		cmocka_unit_test(easter_leaves_two_working_days_and_a_sunday_is_booked_on_friday),
		cmocka_unit_test(a_day_is_explained_with_its_source_and_named_as_a_default),
		cmocka_unit_test(a_follow_up_is_due_whole_calendar_months_after),
		cmocka_unit_test(hours_stand_where_there_is_work_and_education_under_thirty),
		cmocka_unit_test(a_contact_person_is_active_from_the_first_day_to_the_last),
		cmocka_unit_test(a_hand_over_needs_a_receiver_a_reason_and_a_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
