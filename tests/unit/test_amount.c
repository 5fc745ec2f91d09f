/* What a sanction costs: reference sections 5.1 to 5.3, with the rows that are shipped. */
#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/amount.h"

static int setup(void **state)
{
	static struct arena arena;

	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	*state = &arena;
	return 0;
}

static int teardown(void **state)
{
	arena_done(*state);
	return 0;
}

static struct amount_request asked(const char *provision, const char *event, const char *contact, int benefit)
{
	return (struct amount_request){
		.provision = provision,
		.group = 3,
		.benefit = benefit,
		.event = day(event),
		.contact = contact == NULL ? DATE_NONE : day(contact),
		.decided = DATE_NONE,
	};
}

static struct amount computed(void **state, const struct amount_request *request)
{
	struct rules rules = law();
	struct amount amount;
	struct err err;

	if (!amount_compute(&rules, request, *state, &amount, &err))
		fail_msg("%s", err.text);
	return amount;
}

static struct err refused(void **state, const struct amount_request *request, enum err_code code)
{
	struct rules rules = law();
	struct amount amount;
	struct err err = { 0 };

	assert_false(amount_compute(&rules, request, *state, &amount, &err));
	assert_int_equal(err.code, code);
	return err;
}

/* "1 × rate per day from the missed meeting until contact is re-established; always at least the meeting day,
 * even if contact is made the same day"; weekends do not count (sanction.count_weekends = 0) */
static void days_are_counted_from_the_event_until_contact(void **state)
{
	static const struct {
		const char *event, *contact;
		const char *days; /* of the month, parted by blanks */
	} cases[] = {
		{ "2025-01-15", "2025-01-15", "15 " },
		{ "2025-01-15", "2025-01-16", "15 " },
		{ "2025-01-15", "2025-01-17", "15 16 " },
		{ "2025-01-15", "2025-01-21", "15 16 17 20 " },
		{ "2025-01-17", "2025-01-20", "17 " },
		/* A missed meeting on a Saturday is still one day. */
		{ "2025-01-18", "2025-01-19", "18 " },
		{ "2025-01-30", "2025-02-04", "30 31 3 " },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct amount_request request = asked("37", cases[i].event, cases[i].contact, 12000);
		struct amount amount = computed(state, &request);
		struct str days;

		str_init(&days);
		for (size_t j = 0; j < amount.day_count; j++) {
			int year, month, at;

			date_to_ymd(amount.days[j], &year, &month, &at);
			str_addf(&days, "%d ", at);
		}
		assert_string_equal(days.text, cases[i].days);
		assert_int_equal(amount.total, 600 * (int)amount.day_count);
		assert_false(amount.is_open);
		str_done(&days);
	}
}

static void weekends_and_the_day_of_contact_count_where_the_rules_say_so(void **state)
{
	struct rule rows[LAW_ROWS_MAX];
	struct rules rules = law();
	struct amount_request request = asked("37", "2025-01-15", "2025-01-20", 12000);
	struct amount amount;
	struct err err;

	memcpy(rows, rules.rows, rules.count * sizeof(*rows));
	rules.rows = rows;
	for (size_t i = 0; i < rules.count; i++)
		if (str_equal(rows[i].key, "sanction.count_weekends") ||
		    str_equal(rows[i].key, "sanction.count_contact_day"))
			rows[i].value = "1";
	assert_true(amount_compute(&rules, &request, *state, &amount, &err));
	assert_int_equal(amount.day_count, 6);
}

/* "below 5,633: 200, up to 9,935: 400, up to 13,519: 600, above: 700" */
static void the_rate_follows_from_the_benefit(void **state)
{
	static const struct {
		int benefit, rate;
	} cases[] = { { 1, 200 },    { 5632, 200 },  { 5633, 400 }, { 9935, 400 },
		      { 9936, 600 }, { 13519, 600 }, { 13520, 700 } };

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct amount_request request = asked("37", "2021-03-01", "2021-03-01", cases[i].benefit);

		assert_int_equal(computed(state, &request).rate, cases[i].rate);
	}
}

static void a_limit_that_was_not_read_gives_no_rate(void **state)
{
	struct amount_request request = asked("37", "2023-06-01", "2023-06-01", 5000);
	struct err err;

	assert_int_equal(computed(state, &request).rate, 200);
	request.benefit = 12000;
	err = refused(state, &request, ERR_MISSING);
	assert_non_null(strstr(err.text, "<5751:200|?|?|?"));
}

/* "Limits and rates after 2025-07-01 not found" */
static void without_a_rate_nothing_is_computed_and_the_rule_is_named(void **state)
{
	struct amount_request request = asked("37", "2025-07-01", "2025-07-02", 12000);
	struct err err = refused(state, &request, ERR_MISSING);

	assert_non_null(strstr(err.text, "“sanction.rate” from 2025-07-01"));
	request = asked("37", "2019-12-31", "2020-01-02", 12000);
	err = refused(state, &request, ERR_MISSING);
	assert_non_null(strstr(err.text, "2019-12-31"));
}

static void what_is_needed_is_asked_for(void **state)
{
	struct amount_request request = asked("37", "2025-01-15", "2025-01-20", 0);

	assert_non_null(strstr(refused(state, &request, ERR_INPUT).text, "monthly benefit"));
	request = asked("37", "2025-01-15", "2025-01-14", 12000);
	assert_non_null(strstr(refused(state, &request, ERR_INPUT).text, "before the event"));
	request = asked("37", "2025-01-15", NULL, 12000);
	assert_non_null(strstr(refused(state, &request, ERR_INPUT).text, "day of contact"));
	request.decided = day("2025-01-20");
	assert_true(computed(state, &request).is_open);
	assert_int_equal(computed(state, &request).day_count, 4);
}

/* "never above the month's benefit" and "within three whole calendar months" */
static void no_month_loses_more_than_its_benefit_and_none_after_the_third(void **state)
{
	struct amount_request request = asked("37", "2025-01-15", "2025-07-01", 5000);
	struct amount amount;

	request.decided = day("2025-02-03");
	amount = computed(state, &request);
	/* 15 January to 30 April: 13 + 20 + 21 + 22 weekdays of 200 kr */
	assert_int_equal(amount.day_count, 76);
	assert_day(amount.days[75], "2025-04-30");
	assert_int_equal(amount.month_count, 3);
	assert_day(amount.months[0].month, "2025-02-28");
	assert_day(amount.months[2].month, "2025-04-30");
	for (size_t i = 0; i < amount.month_count; i++)
		assert_in_range(amount.months[i].kroner, 1, 5000);
	assert_int_equal(amount.total, 15000);
	assert_true(amount.is_capped);
	request.decided = day("2025-05-01");
	assert_non_null(strstr(refused(state, &request, ERR_REFUSED).text, "April 2025"));
}

/* "3 × rate, once per event" */
static void a_breach_of_section_39_costs_three_times_the_rate(void **state)
{
	struct amount_request request = asked("39", "2025-01-15", NULL, 12000);
	struct amount amount = computed(state, &request);

	assert_int_equal(amount.total, 1800);
	assert_int_equal(amount.month_count, 1);
	request.benefit = 300;
	amount = computed(state, &request);
	assert_int_equal(amount.total, 600);
	assert_int_equal(amount.months[0].kroner, 300);
}

static void section_40_a_stops_the_benefit_for_up_to_three_months(void **state)
{
	struct amount_request request = asked("40a", "2025-01-15", NULL, 12000);
	struct amount amount = computed(state, &request);

	assert_day(amount.from, "2025-01-15");
	assert_day(amount.to, "2025-04-14");
	assert_int_equal(amount.total, 36000);
}

/* "reduced by 1/3 for 20 weeks ...; from first whole month after decision" */
static void section_42_takes_a_third_for_twenty_weeks(void **state)
{
	struct amount_request request = asked("42", "2025-01-15", NULL, 12000);
	struct amount amount;

	assert_non_null(strstr(refused(state, &request, ERR_INPUT).text, "day of the decision"));
	request.decided = day("2025-02-03");
	amount = computed(state, &request);
	assert_int_equal(amount.rate, 4000);
	assert_day(amount.from, "2025-03-01");
	assert_day(amount.to, "2025-07-18");
	request.benefit = 11422;
	assert_non_null(strstr(refused(state, &request, ERR_REFUSED).text, "11423"));
}

static void sections_41_and_43_are_refused_with_what_is_missing(void **state)
{
	struct amount_request request = asked("41", "2025-01-15", NULL, 12000);

	assert_non_null(strstr(refused(state, &request, ERR_REFUSED).text, "repayment"));
	request.provision = "43";
	assert_non_null(strstr(refused(state, &request, ERR_MISSING).text, "sanction.s43.form"));
	request.provision = "44";
	assert_non_null(strstr(refused(state, &request, ERR_MISSING).text, "sanction.s44.form"));
}

static void brackets_that_cannot_be_read_are_none(void **state)
{
	static const char *const wrong[] = {
		"",      "5633:200",   "<5633",         "<5633:",
		"<:200", "<5633:200|", "<5633:200,400", "<1:1|<2:1|<3:1|<4:1|<5:1|<6:1|<7:1|<8:1|<9:1"
	};
	struct amount_bracket brackets[AMOUNT_BRACKETS_MAX];

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_int_equal(amount_brackets_parse(wrong[i], brackets), 0);
	assert_int_equal(amount_brackets_parse("<5633:200|<=9935:400|<=13519:600|>13519:700", brackets), 4);
	assert_int_equal(amount_brackets_parse("<5751:200|?|?|?", brackets), 4);
	assert_false(brackets[1].is_known);
}

static void the_citizen_can_count_too(void **state)
{
	struct amount_request request = asked("37", "2025-01-15", "2025-01-20", 12000);
	struct amount amount;

	request.decided = day("2025-02-03");
	amount = computed(state, &request);
	assert_string_equal(amount_text(&amount, *state),
			    "Days counted: 15 January, 16 January, 17 January 2025.\n"
			    "3 days of 600 kr = 1800 kr, taken in: February 2025 1800 kr.");
	assert_string_equal(
		amount_defaults_text(&amount, *state),
		"Defaults that can be edited: sanction.rate = <5633:200|<=9935:400|<=13519:600|>13519:700, "
		"sanction.count_weekends = 0, sanction.count_contact_day = 0.");
	tr_use(LANGUAGE_DA);
	assert_non_null(strstr(amount_text(&amount, *state),
			       "3 dage a 600 kr. = 1800 kr., der trækkes i: februar 2025"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(days_are_counted_from_the_event_until_contact),
		TEST(weekends_and_the_day_of_contact_count_where_the_rules_say_so),
		TEST(the_rate_follows_from_the_benefit),
		TEST(a_limit_that_was_not_read_gives_no_rate),
		TEST(without_a_rate_nothing_is_computed_and_the_rule_is_named),
		TEST(what_is_needed_is_asked_for),
		TEST(no_month_loses_more_than_its_benefit_and_none_after_the_third),
		TEST(a_breach_of_section_39_costs_three_times_the_rate),
		TEST(section_40_a_stops_the_benefit_for_up_to_three_months),
		TEST(section_42_takes_a_third_for_twenty_weeks),
		TEST(sections_41_and_43_are_refused_with_what_is_missing),
		TEST(brackets_that_cannot_be_read_are_none),
		TEST(the_citizen_can_count_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
