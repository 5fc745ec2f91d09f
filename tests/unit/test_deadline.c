/* Deadlines. Worked examples: reference section 6.3, and the case anchors of the availability and sanction
 * work. */
#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/deadline.h"

static int setup(void **state)
{
	static struct arena arena;

	tr_use(LANGUAGE_DA);
	arena_init(&arena);
	*state = &arena;
	return 0;
}

static int teardown(void **state)
{
	arena_done(*state);
	return 0;
}

static struct deadline deadline(void **state, const char *rule, const char *from, enum channel channel)
{
	struct rules rules = law();
	struct deadline result;
	struct err err;

	if (!deadline_compute(&rules, rule, day(from), channel, 0, *state, &result, &err))
		fail_msg("%s", err.text);
	return result;
}

static void the_worked_complaints_come_out(void **state)
{
	static const struct {
		enum channel channel;
		const char *sent, *received, *due, *danish;
	} cases[] = {
		/* "Digital Post sent Tue 2026-04-07 -> complaint by Tue 2026-05-05." */
		{ CHANNEL_DIGITAL, "2026-04-07", "2026-04-07", "2026-05-05",
		  "4 uger fra 7. april, Digital Post: 5. maj" },
		/* "Sent Mon 2026-04-27 -> Mon 05-25 is 2. pinsedag -> Tue 2026-05-26." */
		{ CHANNEL_DIGITAL, "2026-04-27", "2026-04-27", "2026-05-26",
		  "4 uger fra 27. april, Digital Post: 26. maj (flyttet fra 2. pinsedag 25. maj)" },
		/* "Sent Fri 2026-05-08 -> Fri 06-05 -> Mon 2026-06-08." */
		{ CHANNEL_DIGITAL, "2026-05-08", "2026-05-08", "2026-06-08",
		  "4 uger fra 8. maj, Digital Post: 8. juni (flyttet fra grundlovsdag 5. juni)" },
		/* "Sent Thu 2026-11-26 -> Thu 12-24 -> Fri/Sat holidays, Sun -> Mon 2026-12-28." */
		{ CHANNEL_DIGITAL, "2026-11-26", "2026-11-26", "2026-12-28",
		  "4 uger fra 26. november, Digital Post: 28. december (flyttet fra juleaftensdag 24. december)" },
		/* "Sent Thu 2026-04-16 -> Thu 05-14 (Ascension) -> Fri 05-15" */
		{ CHANNEL_DIGITAL, "2026-04-16", "2026-04-16", "2026-05-15",
		  "4 uger fra 16. april, Digital Post: 15. maj (flyttet fra Kristi himmelfartsdag 14. maj)" },
		/* "Letter dated Mon 2026-04-13 + 6 working days = Tue 04-21 -> complaint by Tue 2026-05-19."
		 */
		{ CHANNEL_LETTER, "2026-04-13", "2026-04-21", "2026-05-19",
		  "4 uger fra 21. april, brev af 13. april: 19. maj" },
		/* "Decision sent by Digital Post Mon 2025-04-14 -> complaint by Mon 2025-05-12" */
		{ CHANNEL_DIGITAL, "2025-04-14", "2025-04-14", "2025-05-12",
		  "4 uger fra 14. april, Digital Post: 12. maj" },
		/* "by letter -> received Fri 2025-04-25 (without 17, 18, 21 April) -> Fri 2025-05-23" */
		{ CHANNEL_LETTER, "2025-04-14", "2025-04-25", "2025-05-23",
		  "4 uger fra 25. april, brev af 14. april: 23. maj" },
		/* "Dated Fri 2023-04-28 by letter -> received Tue 2023-05-09": Great Prayer Day was 5 May. */
		{ CHANNEL_LETTER, "2023-04-28", "2023-05-09", "2023-06-06",
		  "4 uger fra 9. maj, brev af 28. april: 6. juni" },
		/* "dated Fri 2024-04-19 -> Mon 2024-04-29": 26 April is a working day then. */
		{ CHANNEL_LETTER, "2024-04-19", "2024-04-29", "2024-05-27",
		  "4 uger fra 29. april, brev af 19. april: 27. maj" },
		/* "Q-letter 2 days", calendar days */
		{ CHANNEL_QLETTER, "2026-04-10", "2026-04-12", "2026-05-11",
		  "4 uger fra 12. april, Quickbrev af 10. april: 11. maj (flyttet fra søndag 10. maj)" },
		{ CHANNEL_HANDED, "2026-12-15", "2026-12-15", "2027-01-12",
		  "4 uger fra 15. december, udleveret: 12. januar 2027" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct deadline result = deadline(state, "complaint", cases[i].sent, cases[i].channel);

		assert_day(result.sent, cases[i].sent);
		assert_day(result.received, cases[i].received);
		assert_day(result.due, cases[i].due);
		assert_string_equal(result.explanation, cases[i].danish);
		assert_string_equal(result.rule->key, "complaint.weeks");
	}
}

/* "... or Mon 05-18 with the UDK rule." */
static void the_friday_after_ascension_moves_only_where_a_rule_says_so(void **state)
{
	struct rules rules = law();
	struct rule local[LAW_ROWS_MAX];
	struct deadline result;
	struct err err;

	memcpy(local, rules.rows, rules.count * sizeof(*local));
	for (size_t i = 0; i < rules.count; i++)
		if (strcmp(local[i].key, "deadline.skip.ascension_friday") == 0)
			local[i].value = "1";
	rules.rows = local;
	assert_true(deadline_compute(&rules, "complaint", day("2026-04-16"), CHANNEL_DIGITAL, 0, *state,
				     &result, &err));
	assert_day(result.due, "2026-05-18");
	/* A deadline that ends on the Friday itself moves too, and names it. */
	assert_true(deadline_compute(&rules, "complaint", day("2026-04-17"), CHANNEL_DIGITAL, 0, *state,
				     &result, &err));
	assert_day(result.due, "2026-05-18");
	assert_non_null(strstr(result.explanation, "flyttet fra fredag efter Kristi himmelfartsdag 15. maj"));
}

/* The sources do not say whether the post counts 24 December; the citizen gets the longer period. */
static void a_letter_over_christmas_is_counted_without_closed_days(void **state)
{
	assert_day(deadline(state, "complaint", "2026-12-21", CHANNEL_LETTER).received, "2027-01-04");
}

/* "Youth off plan known Thu 2026-03-26 -> 5 working days: 27, 30, 31 Mar, 1 Apr, 7 Apr -> Tue 2026-04-07." */
static void a_young_person_off_plan_is_contacted_within_five_working_days(void **state)
{
	struct deadline result = deadline(state, "youth_contact", "2026-03-26", CHANNEL_DIGITAL);

	assert_day(result.due, "2026-04-07");
	assert_string_equal(result.explanation,
			    "5 hverdage fra 26. marts, den dag, det blev kendt: 7. april");
}

/* "First sick day Mon 2026-01-05 -> first follow-up no later than Sun 2026-03-01 (book Fri 02-27)." */
static void the_first_follow_up_of_the_sick_does_not_move(void **state)
{
	struct deadline result = deadline(state, "sick_first", "2026-01-05", CHANNEL_DIGITAL);

	assert_day(result.due, "2026-03-01");
	assert_string_equal(result.explanation, "udgangen af uge 8 fra 5. januar, første sygedag: 1. marts "
						"(sidste hverdag: 27. februar)");
}

/* "First request Wed 2026-04-01 -> first conversation by Wed 2026-04-08 (only 04-07 and 04-08 are working
 * days left: warn)." */
static void the_first_conversation_over_easter_warns_of_few_working_days(void **state)
{
	struct deadline result = deadline(state, "first_conversation", "2026-04-01", CHANNEL_DIGITAL);

	assert_day(result.due, "2026-04-08");
	assert_string_equal(result.explanation,
			    "7 dage fra 1. april, første henvendelse: 8. april (kun 2 hverdage)");
}

/* "hearing by Digital Post Fri 2025-01-17": here with the default of seven days, which says that it is one.
 */
static void a_reply_date_says_that_its_length_is_a_default(void **state)
{
	struct deadline result = deadline(state, "hearing", "2025-01-17", CHANNEL_DIGITAL);

	assert_day(result.due, "2025-01-24");
	assert_int_equal(result.rule->confidence, RULE_DEFAULT);
	assert_string_equal(result.explanation,
			    "7 dage (standard, kan rettes) fra 17. januar, Digital Post: 24. januar");
}

static void the_explanation_speaks_english_too(void **state)
{
	tr_use(LANGUAGE_EN);
	assert_string_equal(deadline(state, "complaint", "2025-04-14", CHANNEL_DIGITAL).explanation,
			    "4 weeks from 14 April, Digital Post: 12 May");
	assert_string_equal(deadline(state, "complaint", "2026-04-27", CHANNEL_DIGITAL).explanation,
			    "4 weeks from 27 April, Digital Post: 26 May (moved from Whit Monday 25 May)");
}

static void no_citizens_deadline_ends_on_a_day_off(void **state)
{
	struct date from = day("2019-01-01");

	for (int i = 0; i < 3 * 366; i++, from = date_add_days(from, 1)) {
		char iso[DATE_ISO_SIZE];
		struct deadline result = deadline(state, "complaint", date_iso(from, iso),
						  (enum channel)(i % (CHANNEL_HANDED + 1)));

		assert_true(calendar_is_working(result.due));
		assert_true(date_compare(result.counted, result.due) <= 0);
		assert_int_equal(date_days_between(result.received, result.counted), 28);
		assert_true(date_compare(result.received, result.sent) >= 0);
	}
}

static void what_cannot_be_computed_is_refused_in_words(void **state)
{
	static const struct {
		const char *rule, *from;
		enum channel channel;
		enum err_code code;
		const char *names;
	} cases[] = {
		{ "klage", "2026-04-07", CHANNEL_DIGITAL, ERR_INPUT,
		  "complaint, hearing, first_conversation, first_akasse, cv, summons, referral, agreement, assessment, reassess, youth_contact, sick_first" },
		{ "complaint", "1999-12-31", CHANNEL_DIGITAL, ERR_MISSING, "complaint.weeks" },
		/* Before 2018-06-26 the post had another rule, which was not found. */
		{ "complaint", "2018-06-25", CHANNEL_LETTER, ERR_MISSING, "complaint.letter.workdays" },
		{ "complaint", "2199-12-30", CHANNEL_DIGITAL, ERR_INPUT, "2199" },
		{ "complaint", "2199-12-30", CHANNEL_LETTER, ERR_INPUT, "2199" },
		{ "complaint", "1899-12-31", CHANNEL_DIGITAL, ERR_INPUT, "1900" },
	};
	struct rules rules = law();

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct deadline result;
		struct err err;

		assert_false(deadline_compute(&rules, cases[i].rule, day(cases[i].from), cases[i].channel, 0,
					      *state, &result, &err));
		assert_int_equal(err.code, cases[i].code);
		assert_non_null(strstr(err.text, cases[i].names));
	}
}

static void a_date_that_is_not_set_is_refused(void **state)
{
	struct rules rules = law();
	struct deadline result;
	struct err err;

	assert_false(
		deadline_compute(&rules, "complaint", DATE_NONE, CHANNEL_DIGITAL, 0, *state, &result, &err));
	assert_int_equal(err.code, ERR_INPUT);
}

static void every_named_rule_can_be_computed(void **state)
{
	struct rules rules = law();

	for (const char *const *name = deadline_rules; *name != NULL; name++) {
		/* CV deadlines differ between the groups. */
		int group = str_equal(*name, "cv") ? 2 : 0;
		struct deadline result;
		struct err err;

		if (!deadline_compute(&rules, *name, day("2026-04-07"), CHANNEL_DIGITAL, group, *state, &result, &err))
			fail_msg("%s: %s", *name, err.text);
		assert_true(date_is_set(result.due));
	}
}

/* Reference, section 4.2: insured 2 weeks after registration; job-ready 3 weeks; the unemployment benefit's own 3 weeks. */
static void a_cv_is_due_two_or_three_weeks_after_the_registration(void **state)
{
	static const struct {
		int group;
		const char *due;
	} cases[] = { { 1, "2026-11-16" }, { 2, "2026-11-23" }, { 4, "2026-11-23" }, { 9, "2026-11-23" } };
	struct rules rules = law();

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct deadline result;
		struct err err;

		assert_true(deadline_compute(&rules, "cv", day("2026-11-02"), CHANNEL_ORAL, cases[i].group, *state, &result,
					     &err));
		assert_day(result.due, cases[i].due);
	}
}

static void channels_are_read_back_from_their_names(void **state)
{
	enum channel channel;

	(void)state;
	for (int i = CHANNEL_DIGITAL; i <= CHANNEL_HANDED; i++) {
		assert_true(channel_parse(channel_name((enum channel)i), &channel));
		assert_int_equal(channel, i);
		assert_false(str_is_empty(channel_label((enum channel)i)));
	}
	assert_false(channel_parse("pigeon", &channel));
	assert_false(channel_parse("", &channel));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_worked_complaints_come_out),
		TEST(the_friday_after_ascension_moves_only_where_a_rule_says_so),
		TEST(a_letter_over_christmas_is_counted_without_closed_days),
		TEST(a_young_person_off_plan_is_contacted_within_five_working_days),
		TEST(the_first_follow_up_of_the_sick_does_not_move),
		TEST(the_first_conversation_over_easter_warns_of_few_working_days),
		TEST(a_reply_date_says_that_its_length_is_a_default),
		TEST(the_explanation_speaks_english_too),
		TEST(no_citizens_deadline_ends_on_a_day_off),
		TEST(what_cannot_be_computed_is_refused_in_words),
		TEST(a_date_that_is_not_set_is_refused),
		TEST(every_named_rule_can_be_computed),
		TEST(a_cv_is_due_two_or_three_weeks_after_the_registration),
		TEST(channels_are_read_back_from_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
