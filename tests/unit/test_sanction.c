/* The sanction case. States, acts and guards: reference section 5.6; the worked case is that of an
 * activity-ready citizen who stayed away on Wed 2025-01-15. */
#include "sanction_play.h"

/* ---- who can have a case --------------------------------------------------------------------- */

static void who_can_have_a_case_follows_from_the_group(void **state)
{
	static const struct {
		int group;
		const char *benefit, *provision;
		const char *refusal; /* NULL: may exist */
	} cases[] = {
		{ 2, "kontanthjælp", "37", NULL },
		{ 3, "kontanthjælp", "37", NULL },
		{ 4, "kontanthjælp", "40", NULL },
		{ 5, "kontanthjælp", "36", NULL },
		/* "dagpenge -> NOTIFY a-kasse only; UI must not open a sanction case" */
		{ 1, "dagpenge", "37", "Notify the a-kasse instead" },
		{ 2, "dagpenge", "37", "Notify the a-kasse instead" },
		/* "sygedagpenge (6) -> lapse case, not deduction" */
		{ 6, "sygedagpenge", "37", "SDL § 21" },
		{ 7, "", "37", "provisions of its own" },
		{ 8, "", "37", "provisions of its own" },
		{ 9, "ledighedsydelse", "37", "provisions of its own" },
		{ 10, "", "37", "provisions of its own" },
		/* "11, 12, 13 -> no sanction case can be created" */
		{ 11, "", "37", "Nobody in this target group" },
		{ 12, "", "37", "Nobody in this target group" },
		{ 13, "", "37", "Nobody in this target group" },
		{ 0, "", "37", "target group is not known" },
		{ 2, "kontanthjælp", "", "list of events" },
		{ 2, "kontanthjælp", "42", "list of events" },
		{ 2, "kontanthjælp", "40", "not used for the target group “job-ready”" },
		{ 3, "kontanthjælp", "37a", "not used for the target group “activity-ready”" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct citizen citizen = { .target_group = cases[i].group, .benefit = cases[i].benefit };
		struct err err = { 0 };
		bool may = sanction_may_exist(&citizen, cases[i].provision, day("2026-11-20"),
					      day("2026-11-23"), &err);

		assert_int_equal(may, cases[i].refusal == NULL);
		if (may)
			continue;
		assert_int_equal(err.code, ERR_REFUSED);
		if (strstr(err.text, cases[i].refusal) == NULL)
			fail_msg("group %d, § %s: %s", cases[i].group, cases[i].provision, err.text);
	}
}

static void an_event_that_has_not_happened_is_no_case(void **state)
{
	struct citizen citizen = { .target_group = 2, .benefit = "kontanthjælp" };
	struct play *scene = play(2, "2025-01-15");
	struct err err;

	(void)state;
	assert_false(sanction_may_exist(&citizen, "37", day("2026-11-24"), day("2026-11-23"), &err));
	assert_false(sanction_may_exist(&citizen, "37", DATE_NONE, day("2026-11-23"), &err));
	refused(scene, SANCTION_REGISTER, "2025-01-14");
	assert_missing(scene, 0, "a day of the event that is not in the future", SANCTION_ACTS);
}

static void the_insured_cannot_have_a_case_by_registering_either(void **state)
{
	static const int groups[] = { 0, 1, 6, 7, 8, 9, 10, 11, 12, 13 };

	(void)state;
	for (size_t i = 0; i < LENGTH(groups); i++) {
		struct play *scene = play(groups[i], "2025-01-15");

		refused(scene, SANCTION_REGISTER, "2025-01-15");
		assert_missing(scene, 0, "a target group that can be sanctioned", SANCTION_ACTS);
	}
}

/* "§ 40 a for an activity-ready citizen: refused for an event in 2025, possible for one in 2023" */
static void section_40_a_is_closed_for_the_activity_ready_from_2025(void **state)
{
	struct play *scene = play(3, "2025-01-15");

	(void)state;
	scene->file.provision = "40a";
	refused(scene, SANCTION_REGISTER, "2025-01-15");
	assert_missing(scene, 0, "an event that the law names for the target group", SANCTION_ACTS);
	assert_non_null(strstr(scene->err.text, "sanction.s40a.allowed"));
	scene = play(3, "2023-06-01");
	scene->file.provision = "40a";
	done(scene, SANCTION_REGISTER, "2023-06-01", SANCTION_OBSERVED);
	scene = play(2, "2025-01-15");
	scene->file.provision = "40a";
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
}

/* ---- a decision at once ---------------------------------------------------------------------- */

/* "decision at once is refused with three named items" */
static void a_decision_at_once_for_an_activity_ready_citizen_is_refused_with_three_named_items(void **state)
{
	struct play *scene = play(3, "2025-01-15");

	(void)state;
	give_guidance(scene, "2024-11-04");
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	refused(scene, SANCTION_DECIDE, "2025-01-15");
	assert_int_equal(scene->missing.count, 3);
	assert_missing(scene, 0, "a real attempt to reach the citizen", SANCTION_CONTACT_ATTEMPT);
	assert_missing(scene, 1, "party hearing", SANCTION_SEND_HEARING);
	assert_missing(scene, 2, "assessment", SANCTION_ASSESS);
	assert_string_equal(scene->err.text,
			    "“Decide: sanction” is not possible yet. Missing: a real attempt to reach the "
			    "citizen; party hearing; assessment.");
}

static void a_decision_without_guidance_and_hearing_names_each_with_the_act_that_mends_it(void **state)
{
	struct play *scene = play(2, "2025-01-15");

	(void)state;
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	refused(scene, SANCTION_DECIDE, "2025-01-15");
	assert_int_equal(scene->missing.count, 3);
	assert_missing(scene, 0, "written guidance before the event", SANCTION_CHECK_GUIDANCE);
	assert_missing(scene, 1, "party hearing", SANCTION_SEND_HEARING);
	assert_missing(scene, 2, "assessment", SANCTION_ASSESS);
	assert_int_equal(sanction_state(&scene->file), SANCTION_OBSERVED);
}

static void the_refusal_speaks_danish(void **state)
{
	struct play *scene = play(2, "2025-01-15");

	(void)state;
	tr_use(LANGUAGE_DA);
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	refused(scene, SANCTION_DECIDE, "2025-01-15");
	assert_string_equal(scene->err.text,
			    "»Afgør: sanktion« kan ikke lade sig gøre endnu. Der mangler: skriftlig "
			    "vejledning før hændelsen; partshøring; vurdering.");
}

/* ---- guidance -------------------------------------------------------------------------------- */

static void guidance_counts_only_when_given_before_the_event_in_a_known_wording(void **state)
{
	static const struct {
		const char *date, *version;
		enum sanction_state to;
	} cases[] = {
		{ "2025-01-14", "2024-1", SANCTION_READY },
		{ "2025-01-15", "2024-1", SANCTION_BLOCKED },
		{ "2025-01-16", "2024-1", SANCTION_BLOCKED },
		{ "2025-01-14", "", SANCTION_BLOCKED },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct play *scene = play(2, "2025-01-15");

		give_guidance(scene, cases[i].date);
		scene->guidance.text_version = cases[i].version;
		done(scene, SANCTION_REGISTER, "2025-01-17", SANCTION_OBSERVED);
		done(scene, SANCTION_CHECK_GUIDANCE, "2025-01-17", cases[i].to);
	}
}

/* "Without guidance the path is closed." */
static void without_guidance_the_case_can_only_be_closed(void **state)
{
	struct play *scene = play(2, "2025-01-15");

	(void)state;
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	done(scene, SANCTION_CHECK_GUIDANCE, "2025-01-15", SANCTION_BLOCKED);
	/* Guidance given afterwards opens nothing. */
	give_guidance(scene, "2025-01-16");
	refused(scene, SANCTION_SEND_HEARING, "2025-01-17");
	assert_missing(scene, 0, "written guidance before the event", SANCTION_CLOSE);
	refused(scene, SANCTION_DECIDE, "2025-01-17");
	assert_missing(scene, 0, "written guidance before the event", SANCTION_CLOSE);
	done(scene, SANCTION_CLOSE, "2025-01-17", SANCTION_CLOSED_NO_SANCTION);
	assert_true(sanction_is_closed(sanction_state(&scene->file)));
	refused(scene, SANCTION_SEND_HEARING, "2025-01-18");
	assert_non_null(strstr(scene->err.text, "closed"));
}

/* ---- the worked case ------------------------------------------------------------------------- */

/* "reply with illness -> complete "no sanction" decision" */
static void a_reply_with_illness_becomes_a_whole_decision_without_sanction(void **state)
{
	struct play *scene = heard_until_the_letter();

	(void)state;
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-01-22", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-01-23", SANCTION_ASSESSED);
	done(scene, SANCTION_DECIDE_NONE, "2025-01-23", SANCTION_CLOSED_NO_SANCTION);
}

static void an_excuse_that_is_accepted_ends_the_case(void **state)
{
	struct play *scene = heard_until_the_letter();

	(void)state;
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-01-22", SANCTION_HEARD);
	done(scene, SANCTION_EXCUSE, "2025-01-22", SANCTION_EXCUSED);
	scene = play(2, "2025-01-15");
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	done(scene, SANCTION_EXCUSE, "2025-01-15", SANCTION_EXCUSED);
}

/* "no reply -> from 28 January" */
static void a_decision_before_the_reply_date_is_refused(void **state)
{
	struct play *scene = heard_until_the_letter();

	(void)state;
	refused(scene, SANCTION_NO_ANSWER, "2025-01-27");
	assert_missing(scene, 0, "a reply date that has passed", SANCTION_CITIZEN_ANSWERS);
	refused(scene, SANCTION_DECIDE, "2025-01-27");
	assert_int_equal(scene->missing.count, 2);
	assert_missing(scene, 0, "the citizen's answer, or a reply date that has passed",
		       SANCTION_CITIZEN_ANSWERS);
	refused(scene, SANCTION_DECIDE, "2025-01-28");
	assert_missing(scene, 0, "the citizen's answer, or a reply date that has passed", SANCTION_NO_ANSWER);
	done(scene, SANCTION_NO_ANSWER, "2025-01-28", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-01-28", SANCTION_ASSESSED);
	done(scene, SANCTION_DECIDE, "2025-01-28", SANCTION_DECIDED);
}

/* "the deduction is refused from 2025-05-01 with the rule quoted" */
static void a_deduction_is_refused_after_three_whole_months(void **state)
{
	struct play *scene = heard_until_the_letter();

	(void)state;
	done(scene, SANCTION_NO_ANSWER, "2025-01-28", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-04-30", SANCTION_ASSESSED);
	refused(scene, SANCTION_DECIDE, "2025-05-01");
	assert_int_equal(scene->missing.count, 1);
	assert_missing(scene, 0, "time: the deduction can no longer be made", SANCTION_ACTS);
	assert_non_null(strstr(scene->err.text, "April 2025"));
	assert_non_null(strstr(scene->err.text, "LAS § 35"));
	done(scene, SANCTION_DECIDE, "2025-04-30", SANCTION_DECIDED);
}

/* "(Event 2026-02-10 -> latest payment for May 2026)" */
static void the_last_month_is_the_third_whole_one_after_the_event(void **state)
{
	static const struct {
		const char *event, *last;
	} cases[] = {
		{ "2026-02-10", "2026-05-31" }, { "2025-01-15", "2025-04-30" },
		{ "2025-11-30", "2026-02-28" }, { "2023-11-30", "2024-02-29" },
		{ "2025-12-31", "2026-03-31" }, { "2025-12-01", "2026-03-31" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct play *scene = play(2, cases[i].event);

		assert_true(sanction_limits(&scene->file, &scene->rules, &scene->err));
		assert_day(scene->file.last_payment_month, cases[i].last);
	}
}

/* "ship 2020-2025 rows, leave later rows empty, and refuse to compute (with a clear text) where no row
 * exists" */
static void a_sanction_for_an_event_without_a_rate_is_refused_with_the_rule_quoted(void **state)
{
	struct play *scene = play(2, "2025-07-01");

	(void)state;
	give_guidance(scene, "2025-01-01");
	done(scene, SANCTION_REGISTER, "2025-07-01", SANCTION_OBSERVED);
	done(scene, SANCTION_CHECK_GUIDANCE, "2025-07-01", SANCTION_READY);
	done(scene, SANCTION_SEND_HEARING, "2025-07-02", SANCTION_HEARING);
	done(scene, SANCTION_CITIZEN_ANSWERS, "2025-07-03", SANCTION_HEARD);
	done(scene, SANCTION_ASSESS, "2025-07-03", SANCTION_ASSESSED);
	refused(scene, SANCTION_DECIDE, "2025-07-03");
	assert_int_equal(scene->missing.count, 1);
	assert_missing(scene, 0, "a rate for the day of the event", SANCTION_ACTS);
	assert_non_null(strstr(scene->err.text, "“sanction.rate” from 2025-07-01 is not known"));
	done(scene, SANCTION_DECIDE_NONE, "2025-07-03", SANCTION_CLOSED_NO_SANCTION);
}

static void a_rule_that_is_missing_refuses_and_is_named(void **state)
{
	struct play *scene = play(2, "2025-01-15");

	(void)state;
	give_guidance(scene, "2024-11-04");
	scene->rules.count = 0;
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	done(scene, SANCTION_CHECK_GUIDANCE, "2025-01-15", SANCTION_READY);
	refused(scene, SANCTION_SEND_HEARING, "2025-01-17");
	assert_missing(scene, 0, "the rule for the reply date", SANCTION_ACTS);
	assert_non_null(strstr(scene->err.text, "hearing.reply.days"));
	refused(scene, SANCTION_DECIDE, "2025-01-17");
	assert_non_null(strstr(scene->err.text, "sanction.limit.whole_months"));
}

/* ---- hearing --------------------------------------------------------------------------------- */

static void the_reply_date_comes_from_the_rule_and_the_channel(void **state)
{
	static const struct {
		const char *channel, *due;
	} cases[] = {
		{ "digital", "2025-01-24" }, /* Fri 17 January + 7 days */
		{ "qletter", "2025-01-27" }, /* received Sun 19; Sun 26 moves to Monday */
		{ "letter", "2025-02-03" },  /* received Mon 27 (20, 21, 22, 23, 24, 27) */
		{ "handed", "2025-01-24" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct play *scene = ready(2);
		struct sanction_event hearing = event(SANCTION_SEND_HEARING, "2025-01-17");

		hearing.channel = cases[i].channel;
		assert_true(try(scene, hearing, "2025-01-17"));
		assert_day(scene->events[2].due, cases[i].due);
	}
}

static void a_reply_date_before_the_letter_is_there_is_refused(void **state)
{
	struct play *scene = ready(2);
	struct sanction_event hearing = filled(SANCTION_SEND_HEARING, "2025-01-17");

	(void)state;
	hearing.channel = "letter";
	hearing.due = day("2025-01-27");
	assert_false(try(scene, hearing, "2025-01-17"));
	assert_missing(scene, 0, "a reply date after the citizen has the letter", SANCTION_SEND_HEARING);
	hearing.channel = "pigeon";
	assert_false(try(scene, hearing, "2025-01-17"));
	assert_non_null(strstr(scene->err.text, "digital, letter, qletter, oral or handed"));
}

/* ---- the special assessment of the activity-ready -------------------------------------------- */

/* G6a, G6b, G6c: three things the job-ready do not need. */
static void the_activity_ready_have_three_guards_of_their_own(void **state)
{
	struct play *scene = heard_until_the_letter();
	struct sanction_event assessment = event(SANCTION_ASSESS, "2025-01-28");

	(void)state;
	assessment.text = "Vurderet.";
	done(scene, SANCTION_NO_ANSWER, "2025-01-28", SANCTION_HEARD);
	assert_false(try(scene, assessment, "2025-01-28"));
	assert_int_equal(scene->missing.count, 2);
	assert_missing(scene, 0, "an assessment of the citizen's other circumstances", SANCTION_ASSESS);
	assert_missing(scene, 1, "a concrete reason why a sanction will further availability",
		       SANCTION_ASSESS);
	assessment.code = SANCTION_PART_FURTHERS;
	assert_false(try(scene, assessment, "2025-01-28"));
	assert_int_equal(scene->missing.count, 1);
	assessment.code = SANCTION_PART_FURTHERS " " SANCTION_PART_CIRCUMSTANCES;
	assert_true(try(scene, assessment, "2025-01-28"));

	scene = ready(2);
	done(scene, SANCTION_SEND_HEARING, "2025-01-17", SANCTION_HEARING);
	done(scene, SANCTION_NO_ANSWER, "2025-01-28", SANCTION_HEARD);
	assessment.code = "";
	assert_true(try(scene, assessment, "2025-01-28"));
}

static void every_ground_the_citizen_gave_must_be_assessed(void **state)
{
	struct play *scene = ready(2);
	struct sanction_event answer = filled(SANCTION_CITIZEN_ANSWERS, "2025-01-20");
	struct sanction_event assessment = filled(SANCTION_ASSESS, "2025-01-21");

	(void)state;
	done(scene, SANCTION_SEND_HEARING, "2025-01-17", SANCTION_HEARING);
	answer.code = "ILLNESS TRANSPORT";
	assert_true(try(scene, answer, "2025-01-20"));
	assessment.code = "ILLNESS";
	assert_false(try(scene, assessment, "2025-01-21"));
	assert_missing(scene, 0, "an assessment of every ground the citizen gave", SANCTION_ASSESS);
	assessment.code = "TRANSPORTATION ILLNESS GROUND:refused";
	assert_false(try(scene, assessment, "2025-01-21"));
	assessment.code = "TRANSPORT ILLNESS";
	assert_false(try(scene, assessment, "2025-01-21"));
	assert_missing(scene, 0, "whether the ground is accepted", SANCTION_ASSESS);
	assessment.code = "TRANSPORT ILLNESS GROUND:refused";
	assert_true(try(scene, assessment, "2025-01-21"));
}

/* ---- form ------------------------------------------------------------------------------------ */

static void an_act_without_its_words_is_refused(void **state)
{
	static const struct {
		enum sanction_act act;
		const char *names;
	} cases[] = {
		{ SANCTION_EXCUSE, "the reasonable ground" },
		{ SANCTION_EXCUSE, "the reason" },
		{ SANCTION_WITHDRAW, "the reason" },
	};
	struct play *scene = play(2, "2025-01-15");

	(void)state;
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_false(try(scene, event(cases[i].act, "2025-01-15"), "2025-01-15"));
		assert_non_null(strstr(scene->err.text, cases[i].names));
	}
	scene = ready(3);
	assert_false(try(scene, event(SANCTION_CONTACT_ATTEMPT, "2025-01-16"), "2025-01-16"));
	assert_int_equal(scene->missing.count, 2);
	done(scene, SANCTION_CONTACT_ATTEMPT, "2025-01-16", SANCTION_READY);
	done(scene, SANCTION_SEND_HEARING, "2025-01-17", SANCTION_HEARING);
	assert_false(try(scene, event(SANCTION_CITIZEN_ANSWERS, "2025-01-17"), "2025-01-17"));
	assert_missing(scene, 0, "what the citizen said", SANCTION_CITIZEN_ANSWERS);
}

static void an_act_lies_between_the_event_and_today(void **state)
{
	static const char *const wrong[] = { "2025-01-14", "2025-01-21" };
	struct play *scene = ready(2);

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		assert_false(try(scene, filled(SANCTION_WITHDRAW, wrong[i]), "2025-01-20"));
		assert_missing(scene, 0, "a day between the event and today", SANCTION_WITHDRAW);
	}
	assert_true(try(scene, filled(SANCTION_WITHDRAW, "2025-01-16"), "2025-01-20"));
}

static void fields_that_were_left_out_count_as_empty(void **state)
{
	struct play *scene = play(2, "2025-01-15");
	struct sanction_event bare = { .act = SANCTION_DECIDE, .date = DATE_NONE, .due = DATE_NONE };

	(void)state;
	for (int act = 0; act < SANCTION_ACTS; act++) {
		bare.act = (enum sanction_act)act;
		if (act != SANCTION_REGISTER)
			assert_false(try(scene, bare, "2025-01-15"));
	}
	scene->file.provision = NULL;
	bare.act = SANCTION_REGISTER;
	assert_false(try(scene, bare, "2025-01-15"));
}

/* ---- the table ------------------------------------------------------------------------------- */

static void the_acts_of_each_state_are_those_of_the_table(void **state)
{
	static const struct {
		enum sanction_state from;
		size_t count;
		enum sanction_act acts[4];
	} cases[] = {
		{ SANCTION_NONE, 1, { SANCTION_REGISTER } },
		{ SANCTION_OBSERVED, 3, { SANCTION_EXCUSE, SANCTION_CHECK_GUIDANCE, SANCTION_WITHDRAW } },
		{ SANCTION_BLOCKED, 2, { SANCTION_CLOSE, SANCTION_WITHDRAW } },
		{ SANCTION_READY, 3, { SANCTION_CONTACT_ATTEMPT, SANCTION_SEND_HEARING, SANCTION_WITHDRAW } },
		{ SANCTION_HEARING, 3, { SANCTION_CITIZEN_ANSWERS, SANCTION_NO_ANSWER, SANCTION_WITHDRAW } },
		{ SANCTION_HEARD,
		  4,
		  { SANCTION_EXCUSE, SANCTION_ASSESS, SANCTION_WITHDRAW, SANCTION_CITIZEN_ANSWERS } },
		{ SANCTION_ASSESSED,
		  4,
		  { SANCTION_DECIDE_NONE, SANCTION_DECIDE, SANCTION_WITHDRAW, SANCTION_CITIZEN_ANSWERS } },
		{ SANCTION_DECIDED, 3, { SANCTION_APPROVE, SANCTION_DISPATCH, SANCTION_WITHDRAW } },
		{ SANCTION_APPROVED, 2, { SANCTION_DISPATCH, SANCTION_WITHDRAW } },
		{ SANCTION_NOTIFIED, 2, { SANCTION_PAY, SANCTION_COMPLAIN } },
		{ SANCTION_EFFECTED, 2, { SANCTION_CONTACT, SANCTION_COMPLAIN } },
		{ SANCTION_EFFECTED_CLOSED, 1, { SANCTION_COMPLAIN } },
		{ SANCTION_COMPLAINT, 2, { SANCTION_CHANGE, SANCTION_UPHOLD } },
		{ SANCTION_FORWARDED,
		  3,
		  { SANCTION_BOARD_UPHELD, SANCTION_BOARD_CHANGED, SANCTION_BOARD_REMITTED } },
		{ SANCTION_REVERSED, 0, { 0 } },
		{ SANCTION_FINAL, 0, { 0 } },
		{ SANCTION_EXCUSED, 0, { 0 } },
		{ SANCTION_CLOSED_NO_SANCTION, 0, { 0 } },
		{ SANCTION_CANCELLED, 0, { 0 } },
		{ SANCTION_NEEDS_DECISION, 1, { SANCTION_RESOLVE } },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		enum sanction_act acts[SANCTION_ACTS];

		assert_int_equal(sanction_acts_from(cases[i].from, acts), cases[i].count);
		for (size_t j = 0; j < cases[i].count; j++)
			assert_int_equal(acts[j], cases[i].acts[j]);
	}
}

static void an_act_that_does_not_fit_the_state_is_refused_with_the_state(void **state)
{
	struct play *scene = ready(2);

	(void)state;
	refused(scene, SANCTION_REGISTER, "2025-01-16");
	assert_int_equal(scene->missing.count, 0);
	assert_non_null(strstr(scene->err.text, "Ready for hearing"));
}

static void two_heads_block_everything_until_a_person_decides(void **state)
{
	struct play *scene = ready(2);

	(void)state;
	scene->file.heads = 2;
	assert_int_equal(sanction_state(&scene->file), SANCTION_NEEDS_DECISION);
	for (int act = 0; act < SANCTION_ACTS; act++)
		refused(scene, (enum sanction_act)act, "2025-01-20");
}

static void a_case_can_be_withdrawn_from_every_open_state(void **state)
{
	static const enum sanction_act path[] = { SANCTION_REGISTER,     SANCTION_CHECK_GUIDANCE,
						  SANCTION_SEND_HEARING, SANCTION_CITIZEN_ANSWERS,
						  SANCTION_ASSESS,       SANCTION_DECIDE,
						  SANCTION_APPROVE };

	(void)state;
	for (size_t length = 1; length <= LENGTH(path); length++) {
		struct play *scene = play(2, "2025-01-15");

		give_guidance(scene, "2024-11-04");
		for (size_t i = 0; i < length; i++)
			assert_true(try(scene, whole(scene, path[i], "2025-01-20"), "2025-01-20"));
		done(scene, SANCTION_WITHDRAW, "2025-01-20", SANCTION_CANCELLED);
	}
}

static bool has_done(const struct play *scene, enum sanction_act act)
{
	for (size_t i = 0; i < scene->file.event_count; i++)
		if (scene->events[i].act == act)
			return true;
	return false;
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* "no sequence of actions reaches DECIDED without guidance, hearing and assessment" */
static void no_sequence_of_acts_reaches_a_sanction_without_guidance_hearing_and_assessment(void **state)
{
	static const char *const days[] = { "2025-01-15", "2025-01-20", "2025-02-14", "2025-05-02" };
	uint32_t seed = 20250115;
	int decided = 0, taken = 0;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct play *scene = play(2 + (int)(next_random(&seed) % 4), "2025-01-15");
		bool guided = next_random(&seed) % 2 == 0;

		if (guided)
			give_guidance(scene, "2024-11-04");
		for (int step = 0; step < 90 && scene->file.event_count < EVENTS_MAX; step++) {
			enum sanction_act act = (enum sanction_act)(next_random(&seed) % SANCTION_ACTS);
			const char *today = days[step / 30 + (next_random(&seed) % 40 == 0)];

			if (sanction_is_closed(sanction_state(&scene->file)))
				break;
			/* Not the acts that would end most rounds at once. */
			if (act != SANCTION_WITHDRAW && act != SANCTION_EXCUSE)
				(void)!try(scene, whole(scene, act, today), today);
		}
		if (!has_done(scene, SANCTION_DECIDE))
			continue;
		decided++;
		assert_true(guided);
		assert_true(has_done(scene, SANCTION_SEND_HEARING));
		assert_true(has_done(scene, SANCTION_CITIZEN_ANSWERS) || has_done(scene, SANCTION_NO_ANSWER));
		assert_true(has_done(scene, SANCTION_ASSESS));
		if (scene->file.target_group == 3 || scene->file.target_group == 5)
			assert_true(has_done(scene, SANCTION_CONTACT_ATTEMPT));
		if (has_done(scene, SANCTION_DISPATCH))
			assert_true(has_done(scene, SANCTION_APPROVE));
		if (has_done(scene, SANCTION_PAY)) {
			assert_true(has_done(scene, SANCTION_DISPATCH));
			taken++;
		}
	}
	assert_in_range(decided, 20, 4000);
	assert_in_range(taken, 1, 4000);
}

/* ---- words ----------------------------------------------------------------------------------- */

static void acts_are_read_back_from_their_names(void **state)
{
	enum sanction_act act;

	(void)state;
	for (int i = 0; i < SANCTION_ACTS; i++) {
		assert_true(sanction_act_parse(sanction_act_name((enum sanction_act)i), &act));
		assert_int_equal(act, i);
	}
	assert_false(sanction_act_parse("forgive", &act));
}

static void states_acts_and_grounds_have_danish_words(void **state)
{
	(void)state;
	tr_use(LANGUAGE_DA);
	for (int i = 0; i < SANCTION_STATES; i++)
		assert_false(str_is_empty(sanction_state_label((enum sanction_state)i)));
	assert_string_equal(sanction_state_label(SANCTION_HEARD), "Hørt");
	assert_string_equal(sanction_state_label(SANCTION_NEEDS_DECISION), "KRÆVER AFGØRELSE");
	assert_string_equal(sanction_act_label(SANCTION_SEND_HEARING), "Send partshøring");
	assert_string_equal(sanction_grounds[0].code, "ILLNESS");
	assert_string_equal(_(sanction_grounds[0].label), "egen sygdom");
}

#define TEST(name) cmocka_unit_test_setup(name, in_english)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_can_have_a_case_follows_from_the_group),
		TEST(an_event_that_has_not_happened_is_no_case),
		TEST(the_insured_cannot_have_a_case_by_registering_either),
		TEST(section_40_a_is_closed_for_the_activity_ready_from_2025),
		TEST(a_decision_at_once_for_an_activity_ready_citizen_is_refused_with_three_named_items),
		TEST(a_decision_without_guidance_and_hearing_names_each_with_the_act_that_mends_it),
		TEST(the_refusal_speaks_danish),
		TEST(guidance_counts_only_when_given_before_the_event_in_a_known_wording),
		TEST(without_guidance_the_case_can_only_be_closed),
		TEST(a_reply_with_illness_becomes_a_whole_decision_without_sanction),
		TEST(an_excuse_that_is_accepted_ends_the_case),
		TEST(a_decision_before_the_reply_date_is_refused),
		TEST(a_deduction_is_refused_after_three_whole_months),
		TEST(the_last_month_is_the_third_whole_one_after_the_event),
		TEST(a_sanction_for_an_event_without_a_rate_is_refused_with_the_rule_quoted),
		TEST(a_rule_that_is_missing_refuses_and_is_named),
		TEST(the_reply_date_comes_from_the_rule_and_the_channel),
		TEST(a_reply_date_before_the_letter_is_there_is_refused),
		TEST(the_activity_ready_have_three_guards_of_their_own),
		TEST(every_ground_the_citizen_gave_must_be_assessed),
		TEST(an_act_without_its_words_is_refused),
		TEST(an_act_lies_between_the_event_and_today),
		TEST(fields_that_were_left_out_count_as_empty),
		TEST(the_acts_of_each_state_are_those_of_the_table),
		TEST(an_act_that_does_not_fit_the_state_is_refused_with_the_state),
		TEST(two_heads_block_everything_until_a_person_decides),
		TEST(a_case_can_be_withdrawn_from_every_open_state),
		TEST(no_sequence_of_acts_reaches_a_sanction_without_guidance_hearing_and_assessment),
		TEST(acts_are_read_back_from_their_names),
		TEST(states_acts_and_grounds_have_danish_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
