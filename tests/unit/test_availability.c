/* Availability: who must do what (reference section 4.1), where an outcome leads (4.3), and who the citizen
 * is (2.1, 2.2). */
#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/availability.h"
#include "samtale/domain/citizen.h"

static int in_english(void **state)
{
	(void)state;
	tr_use(LANGUAGE_EN);
	return 0;
}

/* ---- requirements ---------------------------------------------------------------------------- */

static void the_requirements_stand_in_order_with_evidence_and_source(void **state)
{
	char code[] = "R01";
	int count = 0;

	(void)state;
	for (const struct requirement *row = requirements; row->code != NULL; row++) {
		count++;
		code[1] = (char)('0' + count / 10);
		code[2] = (char)('0' + count % 10);
		assert_string_equal(row->code, code);
		assert_ptr_equal(requirement_find(code), row);
		assert_false(str_is_empty(row->label));
		assert_false(str_is_empty(row->evidence));
		assert_false(str_is_empty(row->source));
	}
	assert_int_equal(count, 19);
	assert_null(requirement_find("R20"));
	assert_null(requirement_find(""));
}

/* The column "Applies" of section 4.1: I = 1, J = 2, U and O = 4, A = 3 and 5, L = 9, S = 6, Y = 13. */
static void each_requirement_applies_to_the_groups_of_the_reference(void **state)
{
	static const struct {
		const char *code;
		const char *groups; /* one digit or letter a group: 1 to 9, a = 10, d = 13 */
	} cases[] = {
		{ "R01", "1249" },   { "R02", "123459" }, { "R03", "1249" },  { "R04", "1249" },
		{ "R05", "124" },    { "R06", "124" },    { "R07", "12" },    { "R08", "123456789a" },
		{ "R09", "123459" }, { "R10", "123" },    { "R11", "12345" }, { "R12", "124" },
		{ "R13", "12345" },  { "R14", "23459" },  { "R15", "14" },    { "R16", "2345" },
		{ "R17", "6" },      { "R18", "" },       { "R19", "d" },
	};
	static const char letters[] = "?123456789abcd";

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		for (int group = 0; group <= TARGET_GROUP_MAX + 1; group++) {
			bool expected = group >= 1 && group <= TARGET_GROUP_MAX &&
					strchr(cases[i].groups, letters[group]) != NULL;

			if (requirement_applies(requirement_find(cases[i].code), group) != expected)
				fail_msg("%s and group %d", cases[i].code, group);
		}
}

/* "The list of events is exhaustive: an event not named cannot be sanctioned." */
static void a_breach_names_the_section_it_falls_under_or_none(void **state)
{
	static const struct {
		const char *code, *provision;
	} cases[] = {
		{ "R01", "38" }, { "R02", "38" }, { "R05", "39" }, { "R07", "37a" }, { "R08", "37" },
		{ "R09", "36" }, { "R12", "" },   { "R15", "40" }, { "R17", "" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_string_equal(requirement_find(cases[i].code)->provision, cases[i].provision);
}

/* ---- outcomes -------------------------------------------------------------------------------- */

static void outcomes_are_read_back_from_their_names(void **state)
{
	enum check_outcome outcome;

	(void)state;
	for (int i = 0; i < CHECK_OUTCOMES; i++) {
		assert_true(check_outcome_parse(check_outcome_name((enum check_outcome)i), &outcome));
		assert_int_equal(outcome, i);
		assert_false(str_is_empty(check_outcome_label((enum check_outcome)i)));
	}
	assert_string_equal(check_outcome_name(CHECK_NOT_FULFILLED), "not_fulfilled");
	assert_false(check_outcome_parse("perhaps", &outcome));
}

/* "DOUBT: underretning to the a-kasse; do not assess" */
static void for_the_insured_doubt_leads_to_the_a_kasse_and_never_to_a_case(void **state)
{
	(void)state;
	assert_int_equal(check_consequence(1, false, CHECK_DOUBT), CHECK_LEADS_NOTIFICATION);
	assert_int_equal(check_consequence(1, false, CHECK_NOT_FULFILLED), CHECK_LEADS_NOTIFICATION);
	for (int group = 0; group <= TARGET_GROUP_MAX; group++)
		for (int outcome = 0; outcome < CHECK_OUTCOMES; outcome++) {
			enum check_consequence to =
				check_consequence(group, true, (enum check_outcome)outcome);

			assert_true(to == CHECK_LEADS_NOTIFICATION || to == CHECK_LEADS_NOWHERE);
		}
}

static void for_others_a_breach_leads_where_their_group_says(void **state)
{
	static const struct {
		int group;
		enum check_consequence doubt, breach;
	} cases[] = {
		{ 2, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_CASE },
		{ 3, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_CASE },
		{ 4, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_CASE },
		{ 5, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_CASE },
		/* "ask for form/certificate", "hearing on lapse" */
		{ 6, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_OWN_ASSESSMENT },
		{ 9, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_OWN_ASSESSMENT },
		{ 11, CHECK_LEADS_NOWHERE, CHECK_LEADS_NOWHERE },
		{ 12, CHECK_LEADS_NOWHERE, CHECK_LEADS_NOWHERE },
		{ 13, CHECK_LEADS_NOWHERE, CHECK_LEADS_NOWHERE },
		{ 0, CHECK_LEADS_OWN_ASSESSMENT, CHECK_LEADS_OWN_ASSESSMENT },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(check_consequence(cases[i].group, false, CHECK_DOUBT), cases[i].doubt);
		assert_int_equal(check_consequence(cases[i].group, false, CHECK_NOT_FULFILLED),
				 cases[i].breach);
		assert_int_equal(check_consequence(cases[i].group, false, CHECK_FULFILLED),
				 CHECK_LEADS_NOWHERE);
		assert_int_equal(check_consequence(cases[i].group, false, CHECK_NEW_AGREEMENT),
				 CHECK_LEADS_NOWHERE);
		assert_int_equal(check_consequence(cases[i].group, false, CHECK_EXEMPT), CHECK_LEADS_NOWHERE);
	}
}

/* ---- completeness ---------------------------------------------------------------------------- */

static struct availability_check check(enum check_outcome outcome)
{
	return (struct availability_check){
		.citizen = 1,
		.requirement = "R08",
		.event_date = day("2026-11-20"),
		.evidence = "mødte ikke",
		.outcome = outcome,
		.reason = "",
		.deadline = DATE_NONE,
	};
}

static void assert_lacks(const struct availability_check *made, int group, const char *names)
{
	struct err err = { 0 };

	if (check_is_complete(made, group, day("2026-11-23"), &err))
		fail_msg("complete, though it lacks %s", names);
	assert_int_equal(err.code, ERR_INPUT);
	if (strstr(err.text, names) == NULL)
		fail_msg("%s is not named in: %s", names, err.text);
}

static void a_whole_check_is_complete(void **state)
{
	struct availability_check fulfilled = check(CHECK_FULFILLED), agreed = check(CHECK_NEW_AGREEMENT);
	struct availability_check breach = check(CHECK_NOT_FULFILLED);
	struct err err;

	(void)state;
	agreed.deadline = day("2026-11-23");
	breach.reason = "Uden afbud";
	assert_true(check_is_complete(&fulfilled, 2, day("2026-11-23"), &err));
	assert_true(check_is_complete(&agreed, 2, day("2026-11-23"), &err));
	assert_true(check_is_complete(&breach, 2, day("2026-11-23"), &err));
}

static void a_check_that_lacks_something_names_it(void **state)
{
	static const enum check_outcome with_reason[] = { CHECK_EXEMPT, CHECK_DOUBT, CHECK_NOT_FULFILLED };
	struct availability_check made;

	(void)state;
	for (size_t i = 0; i < LENGTH(with_reason); i++) {
		made = check(with_reason[i]);
		made.reason = "  ";
		assert_lacks(&made, 2, "the reason");
	}
	made = check(CHECK_NEW_AGREEMENT);
	assert_lacks(&made, 2, "a deadline for the new agreement");
	made.deadline = day("2026-11-22");
	assert_lacks(&made, 2, "not in the past");
	made = check(CHECK_FULFILLED);
	made.event_date = day("2026-11-24");
	assert_lacks(&made, 2, "not in the future");
	made.event_date = DATE_NONE;
	assert_lacks(&made, 2, "the day it is about");
	made = check(CHECK_FULFILLED);
	made.requirement = "R99";
	assert_lacks(&made, 2, "what is checked");
	made.requirement = "R17";
	assert_lacks(&made, 2, "applies to the citizen's target group");
	made = check(CHECK_OUTCOMES);
	assert_lacks(&made, 2, "outcome");
}

/* "require event time, channel and reason before sending" */
static void a_notification_needs_time_channel_and_reason(void **state)
{
	struct notification made = {
		.fund = "3F",
		.event = "R08",
		.event_date = day("2026-11-20"),
		.event_minute = 9 * 60,
		.channel = "digital",
		.reason = "Mødte ikke",
	};
	struct notification empty = { .event_date = DATE_NONE, .event_minute = -1 };
	struct err err;

	(void)state;
	assert_true(notification_is_complete(&made, day("2026-11-23"), &err));
	made.event_minute = 24 * 60;
	assert_false(notification_is_complete(&made, day("2026-11-23"), &err));
	assert_false(notification_is_complete(&empty, day("2026-11-23"), &err));
	assert_string_equal(
		err.text,
		"The notification cannot be sent yet. Missing: the citizen's a-kasse; what happened; "
		"the day it is about; the time of day it happened; how the citizen was called; the reason.");
}

/* ---- who the citizen is ---------------------------------------------------------------------- */

static void every_target_group_has_its_path(void **state)
{
	static const enum sanction_path paths[] = {
		SANCTION_PATH_NOTIFY, SANCTION_PATH_CASE,         SANCTION_PATH_CASE_CAREFUL,
		SANCTION_PATH_CASE,   SANCTION_PATH_CASE_CAREFUL, SANCTION_PATH_LAPSE,
		SANCTION_PATH_OWN,    SANCTION_PATH_OWN,          SANCTION_PATH_OWN,
		SANCTION_PATH_OWN,    SANCTION_PATH_NONE,         SANCTION_PATH_NONE,
		SANCTION_PATH_NONE,
	};

	(void)state;
	for (int number = 1; number <= TARGET_GROUP_MAX; number++) {
		assert_int_equal(target_group(number)->number, number);
		assert_int_equal(target_group(number)->path, paths[number - 1]);
	}
	assert_null(target_group(0));
	assert_null(target_group(14));
	assert_string_equal(target_group_label(2), "job-ready");
	assert_string_equal(target_group_label(-1), "unknown group");
	tr_use(LANGUAGE_DA);
	assert_string_equal(target_group_label(3), "aktivitetsparat");
}

static void the_insured_are_known_by_group_or_benefit(void **state)
{
	static const struct {
		int group;
		const char *benefit;
		bool insured;
	} cases[] = {
		{ 1, "dagpenge", true },
		{ 1, "", true },
		{ 2, "dagpenge", true },
		{ 0, "Dagpenge", true },
		{ 2, "kontanthjælp", false },
		{ 6, "sygedagpenge", false },
		{ 2, "barselsdagpenge", false },
		{ 0, "", false },
		{ 0, "arbejdsløshedsdagpenge", true },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct citizen citizen = { .target_group = cases[i].group, .benefit = cases[i].benefit };

		if (citizen_is_insured(&citizen) != cases[i].insured)
			fail_msg("group %d on “%s”", cases[i].group, cases[i].benefit);
	}
}

static void a_name_is_given_names_then_surname(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(
		citizen_name(&arena, &(struct citizen){ .given_names = "Åse Marie", .surname = "Ø" }),
		"Åse Marie Ø");
	assert_string_equal(citizen_name(&arena, &(struct citizen){ .given_names = "", .surname = "Ø" }),
			    "Ø");
	assert_string_equal(citizen_name(&arena, &(struct citizen){ .given_names = "Åse", .surname = "" }),
			    "Åse");
	arena_done(&arena);
}

#define TEST(name) cmocka_unit_test_setup(name, in_english)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_requirements_stand_in_order_with_evidence_and_source),
		TEST(each_requirement_applies_to_the_groups_of_the_reference),
		TEST(a_breach_names_the_section_it_falls_under_or_none),
		TEST(outcomes_are_read_back_from_their_names),
		TEST(for_the_insured_doubt_leads_to_the_a_kasse_and_never_to_a_case),
		TEST(for_others_a_breach_leads_where_their_group_says),
		TEST(a_whole_check_is_complete),
		TEST(a_check_that_lacks_something_names_it),
		TEST(a_notification_needs_time_channel_and_reason),
		TEST(every_target_group_has_its_path),
		TEST(the_insured_are_known_by_group_or_benefit),
		TEST(a_name_is_given_names_then_surname),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
