/* The sanction case from the decision on, beside other cases, and with two heads: reference section 5.6, rows
 * 12 to 21. */
#include "sanction_play.h"

/* ---- the decision and after ------------------------------------------------------------------ */

static struct play *assessed(int group)
{
	struct play *scene = ready(group);

	done(scene, SANCTION_SEND_HEARING, "2025-01-17", SANCTION_HEARING);
	done(scene, SANCTION_NO_ANSWER, "2025-01-28", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-01-28", SANCTION_ASSESSED);
	return scene;
}

static struct play *notified(void)
{
	struct play *scene = assessed(2);

	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
	done(scene, SANCTION_APPROVE, "2025-01-28", SANCTION_APPROVED);
	done(scene, SANCTION_DISPATCH, "2025-01-29", SANCTION_NOTIFIED);
	return scene;
}

/* G7: "letter complete (5.8)" */
static void a_letter_cannot_be_decided_without_each_of_its_parts(void **state)
{
	static const struct {
		int group;
		const char *provision;
		size_t parts;
	} cases[] = { { 2, "37", 6 }, { 3, "37", 7 } };

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct play *scene = assessed(2);
		struct sanction_event made;

		if (cases[i].group == 3) {
			scene = heard_until_the_letter();
			done(scene, SANCTION_NO_ANSWER, "2025-01-28", SANCTION_HEARD);
			done(scene, SANCTION_ASSESS, "2025-01-28", SANCTION_ASSESSED);
		}
		made = whole(scene, SANCTION_DECIDE, "2025-01-28");
		made.text = "Kun en begrundelse.";
		assert_false(try(scene, made, "2025-01-28"));
		assert_int_equal(scene->missing.count, cases[i].parts);
		assert_missing(scene, 0, "the decision in the letter: days, rate, sum and month",
			       SANCTION_DECIDE);
		made.text = letter;
		assert_true(try(scene, made, "2025-01-28"));
	}
}

static void the_sum_in_the_decision_is_the_one_the_rules_give(void **state)
{
	struct play *scene = assessed(2);
	struct sanction_event made = whole(scene, SANCTION_DECIDE, "2025-01-28");

	(void)state;
	assert_string_equal(made.code, "BENEFIT:12000 CONTACT:2025-01-17 TOTAL:1200");
	made.code = "BENEFIT:12000 CONTACT:2025-01-17 TOTAL:1800";
	assert_false(try(scene, made, "2025-01-28"));
	assert_missing(scene, 0, "the amount as the rules give it", SANCTION_DECIDE);
	made.code = "TOTAL:1200";
	assert_false(try(scene, made, "2025-01-28"));
	assert_non_null(strstr(scene->err.text, "monthly benefit"));
}

static void a_ground_that_was_accepted_leads_to_no_sanction(void **state)
{
	struct play *scene = ready(2);
	struct sanction_event made = filled(SANCTION_ASSESS, "2025-01-23");

	(void)state;
	done(scene, SANCTION_SEND_HEARING, "2025-01-17", SANCTION_HEARING);
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-01-22", SANCTION_HEARD);
	made.code = "ILLNESS GROUND:accepted";
	assert_true(try(scene, made, "2025-01-23"));
	refused(scene, SANCTION_DECIDE, "2025-01-23");
	assert_missing(scene, 0, "an event without a reasonable ground: the assessment accepts the citizen's",
		       SANCTION_DECIDE_NONE);
	done(scene, SANCTION_DECIDE_NONE, "2025-01-23", SANCTION_CLOSED_NO_SANCTION);
}

/* "other user" */
static void a_decision_is_approved_by_somebody_else_before_it_is_sent(void **state)
{
	struct play *scene = assessed(2);
	struct sanction_event made;

	(void)state;
	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
	refused(scene, SANCTION_DISPATCH, "2025-01-28");
	assert_missing(scene, 0, "the approval of a colleague", SANCTION_APPROVE);
	made = whole(scene, SANCTION_APPROVE, "2025-01-28");
	made.author = ADVISER;
	assert_false(try(scene, made, "2025-01-28"));
	assert_missing(scene, 0, "a second person: somebody else than the one who decided", SANCTION_ACTS);
	done(scene, SANCTION_APPROVE, "2025-01-28", SANCTION_APPROVED);
	done(scene, SANCTION_DISPATCH, "2025-01-28", SANCTION_NOTIFIED);
}

static void where_the_local_rule_says_so_one_pair_of_eyes_is_enough(void **state)
{
	struct play *scene = assessed(2);
	static struct rule rows[LAW_ROWS_MAX];

	(void)state;
	memcpy(rows, scene->rules.rows, scene->rules.count * sizeof(*rows));
	for (size_t i = 0; i < scene->rules.count; i++)
		if (str_equal(rows[i].key, "sanction.four_eyes"))
			rows[i].value = "0";
	scene->rules.rows = rows;
	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
	done(scene, SANCTION_DISPATCH, "2025-01-28", SANCTION_NOTIFIED);
}

/* "complaint clock (28 days)", from when the letter is there; "4-week reassessment clock" */
static void the_clocks_begin_when_the_decision_is_sent_and_the_complaint_is_received(void **state)
{
	struct play *scene = assessed(2);
	struct sanction_event made;

	(void)state;
	done(scene, SANCTION_DECIDE, "2025-04-14", SANCTION_DECIDED);
	done(scene, SANCTION_APPROVE, "2025-04-14", SANCTION_APPROVED);
	made = whole(scene, SANCTION_DISPATCH, "2025-04-14");
	made.channel = "letter";
	assert_true(try(scene, made, "2025-04-14"));
	assert_day(scene->events[scene->file.event_count - 1].due, "2025-05-23");
	done(scene, SANCTION_PAY, "2025-04-14", SANCTION_EFFECTED);
	assert_day(scene->events[scene->file.event_count - 1].due, "2025-05-23");
	done(scene, SANCTION_COMPLAIN, "2025-05-05", SANCTION_COMPLAINT);
	assert_day(scene->events[scene->file.event_count - 1].due, "2025-06-02");
}

static void a_decision_is_sent_with_channel_and_time(void **state)
{
	struct play *scene = assessed(2);
	struct sanction_event made;

	(void)state;
	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
	done(scene, SANCTION_APPROVE, "2025-01-28", SANCTION_APPROVED);
	made = event(SANCTION_DISPATCH, "2025-01-28");
	assert_false(try(scene, made, "2025-01-28"));
	assert_int_equal(scene->missing.count, 2);
	made.channel = "oral";
	made.code = "SENT:14:05";
	assert_false(try(scene, made, "2025-01-28"));
	assert_int_equal(scene->missing.count, 1);
}

/* G8: "Decision first, money after" */
static void money_is_taken_only_when_the_citizen_has_the_decision_and_in_time(void **state)
{
	struct play *scene = assessed(2);

	(void)state;
	refused(scene, SANCTION_PAY, "2025-01-28");
	assert_missing(scene, 0, "the decision to sanction", SANCTION_DECIDE);
	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
	done(scene, SANCTION_APPROVE, "2025-01-28", SANCTION_APPROVED);
	refused(scene, SANCTION_PAY, "2025-01-28");
	assert_missing(scene, 0, "the decision sent to the citizen", SANCTION_DISPATCH);
	done(scene, SANCTION_DISPATCH, "2025-01-29", SANCTION_NOTIFIED);
	refused(scene, SANCTION_PAY, "2025-05-01");
	assert_missing(scene, 0, "time: the deduction can no longer be made", SANCTION_ACTS);
	assert_non_null(strstr(scene->err.text, "sanction.limit.whole_months"));
	done(scene, SANCTION_PAY, "2025-04-30", SANCTION_EFFECTED);
}

static void the_days_are_final_when_contact_is_made_again(void **state)
{
	struct play *scene = notified();
	const struct sanction_event *last;
	struct sanction_event made;

	(void)state;
	refused(scene, SANCTION_CONTACT, "2025-01-31");
	assert_missing(scene, 0, "the deduction sent to payment", SANCTION_PAY);
	done(scene, SANCTION_PAY, "2025-01-30", SANCTION_EFFECTED);
	/* The decision said 17 January. */
	assert_false(try(scene, whole(scene, SANCTION_CONTACT, "2025-01-31"), "2025-01-31"));
	assert_missing(scene, 0, "a day of contact that is not after the one in the decision",
		       SANCTION_CONTACT);
	made = whole(scene, SANCTION_CONTACT, "2025-01-16");
	made.code = "BENEFIT:12000 TOTAL:1200";
	assert_false(try(scene, made, "2025-01-31"));
	assert_missing(scene, 0, "the amount as the rules give it", SANCTION_CONTACT);
	assert_true(try(scene, whole(scene, SANCTION_CONTACT, "2025-01-16"), "2025-01-31"));
	assert_int_equal(sanction_state(&scene->file), SANCTION_EFFECTED_CLOSED);
	last = sanction_latest(&scene->file, SANCTION_CONTACT);
	assert_string_equal(last->code, "BENEFIT:12000 CONTACT:2025-01-16 TOTAL:600");
	/* A complaint can still come. */
	done(scene, SANCTION_COMPLAIN, "2025-02-10", SANCTION_COMPLAINT);
}

static void an_open_decision_is_counted_to_the_day_contact_was_made(void **state)
{
	struct play *scene = assessed(2);
	struct sanction_event made = whole(scene, SANCTION_DECIDE, "2025-01-28");

	(void)state;
	/* 15 to 28 January: ten weekdays so far */
	made.code = "BENEFIT:12000 TOTAL:6000";
	assert_true(try(scene, made, "2025-01-28"));
	done(scene, SANCTION_APPROVE, "2025-01-28", SANCTION_APPROVED);
	done(scene, SANCTION_DISPATCH, "2025-01-28", SANCTION_NOTIFIED);
	done(scene, SANCTION_PAY, "2025-01-28", SANCTION_EFFECTED);
	done(scene, SANCTION_CONTACT, "2025-01-31", SANCTION_EFFECTED_CLOSED);
	assert_string_equal(sanction_latest(&scene->file, SANCTION_CONTACT)->code,
			    "BENEFIT:12000 CONTACT:2025-01-31 TOTAL:7200");
}

static void a_fixed_deduction_has_no_contact_to_wait_for(void **state)
{
	struct play *scene = assessed(2);

	(void)state;
	scene->file.provision = "39";
	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
	done(scene, SANCTION_APPROVE, "2025-01-28", SANCTION_APPROVED);
	done(scene, SANCTION_DISPATCH, "2025-01-29", SANCTION_NOTIFIED);
	done(scene, SANCTION_PAY, "2025-01-30", SANCTION_EFFECTED);
	refused(scene, SANCTION_CONTACT, "2025-01-31");
	assert_non_null(strstr(scene->err.text, "§§ 36, 37, 37 a and 38"));
}

static void a_complaint_is_changed_or_goes_to_the_appeals_board_with_its_three_outcomes(void **state)
{
	static const struct {
		enum sanction_act act;
		enum sanction_state to;
	} outcomes[] = {
		{ SANCTION_BOARD_UPHELD, SANCTION_FINAL },
		{ SANCTION_BOARD_CHANGED, SANCTION_REVERSED },
		{ SANCTION_BOARD_REMITTED, SANCTION_READY },
	};
	struct play *scene = notified();

	(void)state;
	refused(scene, SANCTION_CHANGE, "2025-02-03");
	assert_missing(scene, 0, "a complaint", SANCTION_COMPLAIN);
	done(scene, SANCTION_COMPLAIN, "2025-02-03", SANCTION_COMPLAINT);
	done(scene, SANCTION_CHANGE, "2025-02-04", SANCTION_REVERSED);
	for (size_t i = 0; i < LENGTH(outcomes); i++) {
		scene = notified();
		done(scene, SANCTION_COMPLAIN, "2025-02-03", SANCTION_COMPLAINT);
		done(scene, SANCTION_UPHOLD, "2025-02-10", SANCTION_FORWARDED);
		assert_false(try(scene, event(outcomes[i].act, "2025-06-01"), "2025-06-01"));
		assert_missing(scene, 0, "what the Appeals Board decided, and why", outcomes[i].act);
		done(scene, outcomes[i].act, "2025-06-01", outcomes[i].to);
	}
}

static void a_case_sent_back_is_heard_assessed_and_decided_anew(void **state)
{
	struct play *scene = notified();

	(void)state;
	done(scene, SANCTION_COMPLAIN, "2025-02-03", SANCTION_COMPLAINT);
	done(scene, SANCTION_UPHOLD, "2025-02-10", SANCTION_FORWARDED);
	done(scene, SANCTION_BOARD_REMITTED, "2025-03-20", SANCTION_READY);
	refused(scene, SANCTION_DECIDE, "2025-03-20");
	assert_int_equal(scene->missing.count, 2);
	assert_missing(scene, 0, "party hearing", SANCTION_SEND_HEARING);
	assert_missing(scene, 1, "assessment", SANCTION_ASSESS);
	done(scene, SANCTION_SEND_HEARING, "2025-03-21", SANCTION_HEARING);
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-03-24", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-03-24", SANCTION_ASSESSED);
	done(scene, SANCTION_DECIDE, "2025-03-24", SANCTION_DECIDED);
	refused(scene, SANCTION_DISPATCH, "2025-03-24");
	assert_missing(scene, 0, "the approval of a colleague", SANCTION_APPROVE);
}

static void an_act_is_not_dated_before_what_it_builds_on(void **state)
{
	struct play *scene = ready(2);

	(void)state;
	done(scene, SANCTION_SEND_HEARING, "2025-01-20", SANCTION_HEARING);
	assert_false(try(scene, filled(SANCTION_CITIZEN_ANSWERS, "2025-01-19"), "2025-01-22"));
	assert_missing(scene, 0, "a day on or after the day of the hearing", SANCTION_CITIZEN_ANSWERS);
	scene = assessed(2);
	assert_false(try(scene, whole(scene, SANCTION_DECIDE, "2025-01-27"), "2025-01-28"));
	assert_missing(scene, 0, "a day on or after the day of the assessment", SANCTION_DECIDE);
	scene = notified();
	assert_false(try(scene, filled(SANCTION_COMPLAIN, "2025-01-28"), "2025-02-03"));
	assert_missing(scene, 0, "a day on or after the day the decision was sent", SANCTION_COMPLAIN);
}

/* ---- other cases ----------------------------------------------------------------------------- */

/* G10: "at most one such reduction per calendar month" */
static void section_39_is_used_once_in_a_calendar_month(void **state)
{
	static const struct {
		const char *provision, *event;
		enum sanction_state state;
		bool free;
	} cases[] = {
		{ "39", "2025-01-02", SANCTION_NOTIFIED, false },
		{ "39", "2025-01-31", SANCTION_DECIDED, false },
		{ "39", "2024-12-31", SANCTION_NOTIFIED, true },
		{ "39", "2025-01-02", SANCTION_REVERSED, true },
		{ "39", "2025-01-02", SANCTION_HEARING, true },
		{ "37", "2025-01-02", SANCTION_NOTIFIED, true },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct play *scene = assessed(2);
		struct sanction_other other = { cases[i].provision, day(cases[i].event), cases[i].state,
						DATE_NONE };

		scene->file.provision = "39";
		scene->file.others = &other;
		scene->file.other_count = 1;
		if (cases[i].free) {
			done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
			continue;
		}
		refused(scene, SANCTION_DECIDE, "2025-01-28");
		assert_missing(scene, 0, "a calendar month without another deduction under § 39",
			       SANCTION_ACTS);
		assert_non_null(strstr(scene->err.text, "sanction.s39.max_per_month"));
	}
}

/* G9: "prior decision + written extra guidance to person and spouse" */
static void section_40_a_asks_for_an_earlier_decision_and_extra_guidance_to_both(void **state)
{
	struct play *scene = assessed(2);
	struct sanction_other earlier = { "37", day("2024-11-12"), SANCTION_EFFECTED, day("2024-12-02") };
	struct sanction_event made;
	struct guidance given[] = {
		{ .date = day("2024-11-04"), .text_version = "2024-1" },
		{ .date = day("2024-12-03"), .text_version = "40a: 2024-2" },
		{ .date = day("2024-12-03"), .text_version = "40a-spouse: 2024-2" },
	};

	(void)state;
	scene->file.provision = "40a";
	refused(scene, SANCTION_DECIDE, "2025-01-28");
	assert_missing(scene, 0, "an earlier decision to sanction, before the event (§ 40 a)", SANCTION_ACTS);
	assert_missing(scene, 1, "extra written guidance to the citizen before the event (§ 40 a)",
		       SANCTION_ACTS);
	assert_missing(scene, 2, "extra written guidance to the spouse before the event (§ 40 a)",
		       SANCTION_ACTS);
	scene->file.others = &earlier;
	scene->file.other_count = 1;
	scene->file.guidance = given;
	scene->file.guidance_count = 2;
	refused(scene, SANCTION_DECIDE, "2025-01-28");
	assert_int_equal(scene->missing.count, 1);
	scene->file.guidance_count = 3;
	made = whole(scene, SANCTION_DECIDE, "2025-01-28");
	assert_false(try(scene, made, "2025-01-28"));
	assert_missing(scene, 0, "why the events show a lack of will (§ 40 a)", SANCTION_DECIDE);
	made.text = arena_printf(&scene->arena, "%s== will\nTre gange uden grund.\n", letter);
	assert_true(try(scene, made, "2025-01-28"));
}

static void extra_guidance_is_no_guidance_on_rights_and_duties(void **state)
{
	struct play *scene = play(2, "2025-01-15");

	(void)state;
	give_guidance(scene, "2024-11-04");
	scene->guidance.text_version = "40a-alone: 2024-2";
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	done(scene, SANCTION_CHECK_GUIDANCE, "2025-01-15", SANCTION_BLOCKED);
	assert_int_equal(guidance_kind(&scene->guidance), GUIDANCE_EXTRA_ALONE);
	assert_string_equal(guidance_wording(&scene->guidance), "2024-2");
	for (int kind = 0; kind < GUIDANCE_KINDS; kind++) {
		struct guidance made = { .text_version = guidance_version(
						 &scene->arena, (enum guidance_kind)kind, "2024-3") };

		assert_int_equal(guidance_kind(&made), kind);
		assert_string_equal(guidance_wording(&made), "2024-3");
	}
}

/* ---- two heads ------------------------------------------------------------------------------- */

static void a_person_chooses_which_of_two_heads_counts_and_the_other_counts_for_nothing(void **state)
{
	struct play *scene = ready(2);
	struct sanction_event chosen = filled(SANCTION_RESOLVE, "2025-01-20");
	struct sanction_event *withdrawn, *hearing;

	(void)state;
	done(scene, SANCTION_SEND_HEARING, "2025-01-17", SANCTION_HEARING);
	hearing = &scene->events[scene->file.event_count - 1];
	withdrawn = &scene->events[scene->file.event_count++];
	*withdrawn = filled(SANCTION_WITHDRAW, "2025-01-18");
	withdrawn->id = 90;
	withdrawn->parent = hearing->parent;
	withdrawn->to = SANCTION_CANCELLED;
	withdrawn->is_head = hearing->is_head = true;
	scene->file.heads = 2;
	chosen.parent = hearing->parent;
	assert_false(try(scene, chosen, "2025-01-20"));
	assert_missing(scene, 0, "which of the two counts", SANCTION_RESOLVE);
	chosen.parent = hearing->id;
	chosen.text = "";
	assert_false(try(scene, chosen, "2025-01-20"));
	assert_missing(scene, 0, "the reason", SANCTION_RESOLVE);
	chosen.text = "Brevet var sendt.";
	assert_true(try(scene, chosen, "2025-01-20"));
	scene->file.heads = 1;
	assert_int_equal(sanction_state(&scene->file), SANCTION_HEARING);
	assert_true(sanction_event_counts(&scene->file, hearing));
	assert_false(sanction_event_counts(&scene->file, withdrawn));
	assert_null(sanction_latest(&scene->file, SANCTION_WITHDRAW));
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-01-22", SANCTION_HEARD);
}

/* ---- the letter's parts ---------------------------------------------------------------------- */

static void the_parts_of_a_letter_are_read_back_as_they_were_written(void **state)
{
	struct play *scene = play(2, "2025-01-15");
	struct decision written = { .parts = { "Fradrag.", "Du kom ikke.\n\n== law\n  == view", "LAS § 37",
					       "", "", "", "Ring", "Fire uger" } };
	struct decision read;

	(void)state;
	decision_read(decision_write(&written, &scene->arena), &scene->arena, &read);
	for (size_t i = 0; i < DECISION_PARTS; i++)
		assert_string_equal(read.parts[i], written.parts[i]);
	decision_read("Kun en tekst.", &scene->arena, &read);
	for (size_t i = 0; i < DECISION_PARTS; i++)
		assert_string_equal(read.parts[i], "");
	assert_string_equal(decision_shown("Kun en tekst.", &scene->arena), "Kun en tekst.");
	assert_string_equal(decision_shown("== facts\nDu kom ikke.\n== law\nLAS", &scene->arena),
			    "Facts: Du kom ikke.\nLaw: LAS");
}

static void the_letter_begins_with_what_the_case_knows(void **state)
{
	struct play *scene = heard_until_the_letter();
	struct decision decision;

	(void)state;
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-01-22", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-01-23", SANCTION_ASSESSED);
	decision_suggest(&scene->file, &scene->rules, day("2025-01-23"), &scene->arena, &decision);
	assert_non_null(strstr(decision.parts[DECISION_FACTS], "You have said: Fordi"));
	assert_non_null(strstr(decision.parts[DECISION_LAW], "LAS §§ 35 and 37"));
	assert_non_null(strstr(decision.parts[DECISION_LAW], "4 November 2024"));
	assert_string_equal(decision.parts[DECISION_VIEW], "Fordi det forholder sig sådan.");
	assert_string_equal(decision.parts[DECISION_CONSIDERATIONS], "");
	assert_non_null(strstr(decision.parts[DECISION_COMPLAINT], "4 weeks"));
}

#define TEST(name) cmocka_unit_test_setup(name, in_english)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_letter_cannot_be_decided_without_each_of_its_parts),
		TEST(the_sum_in_the_decision_is_the_one_the_rules_give),
		TEST(a_ground_that_was_accepted_leads_to_no_sanction),
		TEST(a_decision_is_approved_by_somebody_else_before_it_is_sent),
		TEST(where_the_local_rule_says_so_one_pair_of_eyes_is_enough),
		TEST(the_clocks_begin_when_the_decision_is_sent_and_the_complaint_is_received),
		TEST(a_decision_is_sent_with_channel_and_time),
		TEST(money_is_taken_only_when_the_citizen_has_the_decision_and_in_time),
		TEST(the_days_are_final_when_contact_is_made_again),
		TEST(an_open_decision_is_counted_to_the_day_contact_was_made),
		TEST(a_fixed_deduction_has_no_contact_to_wait_for),
		TEST(a_complaint_is_changed_or_goes_to_the_appeals_board_with_its_three_outcomes),
		TEST(a_case_sent_back_is_heard_assessed_and_decided_anew),
		TEST(an_act_is_not_dated_before_what_it_builds_on),
		TEST(section_39_is_used_once_in_a_calendar_month),
		TEST(section_40_a_asks_for_an_earlier_decision_and_extra_guidance_to_both),
		TEST(extra_guidance_is_no_guidance_on_rights_and_duties),
		TEST(a_person_chooses_which_of_two_heads_counts_and_the_other_counts_for_nothing),
		TEST(the_parts_of_a_letter_are_read_back_as_they_were_written),
		TEST(the_letter_begins_with_what_the_case_knows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
