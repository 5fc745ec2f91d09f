/* The guides that come with Samtale, held against the catalogue (domain reference, sections 3.4 and 3.5). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/availability.h"

static const char *const shipped[] = { "foerste-samtale", "jobsamtale" };

static void load(struct guide_fixture *fixture, const char *id, enum language language, int target_group)
{
	walk_free(fixture->walk);
	guide_free(fixture->guide);
	fixture->walk = NULL;
	fixture->guide = NULL;
	if (!guide_load(id, language, NULL, &fixture->guide, &fixture->err))
		fail_msg("%s (%s)", fixture->err.text, fixture->err.detail);
	fixture_walk(fixture, target_group);
}

/* ---- the catalogue -------------------------------------------------------------------------------- */

struct catalogued {
	const char *name;
	enum question_type type;
	const char *da, *en;
	size_t choices;
	bool required;
};

static const struct catalogued first_conversation[] = {
	{ "FS01", QUESTION_SELECT_ONE,
	  "Er det i orden, at jeg skriver ned undervejs, og at vi læser det igennem sammen til sidst?",
	  "May I take notes, and we read them through together at the end?", 2, true },
	{ "FS02", QUESTION_SELECT_ONE, "Hvordan vil du helst mødes fremover?",
	  "How would you like to meet from now on?", 4, true },
	{ "FS03", QUESTION_TEXT, "Hvad har du lavet, som du var god til eller glad for?",
	  "What have you done that you were good at or enjoyed?", 0, true },
	{ "FS04", QUESTION_SELECT_ONE, "Hvad er nærmest for dig lige nu?",
	  "What is closest for you right now?", 4, true },
	{ "FS05", QUESTION_TEXT, "Hvilket job kunne du tage, hvis det var i morgen?",
	  "Which job could you take if it were tomorrow?", 0, false },
	{ "FS06", QUESTION_TEXT, "Hvilken uddannelse tænker du på, og hvilket job fører den til?",
	  "Which education do you have in mind, and what job does it lead to?", 0, false },
	{ "FS07", QUESTION_RANGE, "Hvor meget tror du på, at du er i job eller uddannelse om et halvt år?",
	  "How much do you believe you will be in work or education in six months?", 0, true },
	{ "FS08", QUESTION_TEXT, "Hvad skulle der til, for at tallet blev én højere?",
	  "What would it take to make the number one higher?", 0, false },
	{ "FS09", QUESTION_SELECT_MULTIPLE, "Er der noget, vi skal tage hensyn til?",
	  "Is there anything we should take into account?", 9, true },
	{ "FS10", QUESTION_TEXT, "Hvad er godt for mig at vide om det?",
	  "What is useful for me to know about it?", 0, false },
	{ "FS11", QUESTION_SELECT_ONE, "Ligger dit CV på Jobnet, og passer det stadig?",
	  "Is your CV on Jobnet, and still right?", 2, true },
	{ "FS12", QUESTION_DATE, "Hvornår kan det være klart?", "When can it be ready?", 0, true },
	{ "FS13", QUESTION_INTEGER, "Hvor mange job om ugen er rimeligt for dig at søge?",
	  "How many jobs a week is it reasonable for you to apply for?", 0, true },
	{ "FS14", QUESTION_SELECT_ONE, "Hvordan går det med at læse Digital Post?",
	  "How do you manage Digital Post?", 4, true },
	{ "FS15", QUESTION_SELECT_ONE, "Rettigheder, pligter og sanktioner er gennemgået",
	  "Rights, duties and sanctions gone through", 3, true },
	{ "FS16", QUESTION_SELECT_ONE, "Var der noget i det, som ikke gav mening?", "Was any of it unclear?",
	  2, true },
	{ "FS17", QUESTION_TEXT, "Hvad er det ene næste skridt, og hvem gør det?",
	  "What is the one next step, and who does it?", 0, true },
	{ "FS18", QUESTION_DATE, "Hvornår tales vi ved igen?", "When do we talk again?", 0, true },
};

static const struct catalogued job_conversation[] = {
	{ "JS01", QUESTION_TEXT, "Hvad er der sket siden sidst?", "What has happened since last time?", 0,
	  true },
	{ "JS02", QUESTION_SELECT_ONE, "Hvordan gik det med det skridt, vi aftalte?",
	  "How did the agreed step go?", 4, true },
	{ "JS03", QUESTION_TEXT, "Hvad kom i vejen?", "What got in the way?", 0, true },
	{ "JS04", QUESTION_INTEGER, "Hvor mange job har du søgt siden sidst?",
	  "How many jobs have you applied for since last time?", 0, true },
	{ "JS05", QUESTION_SELECT_ONE, "Står de i din joblog?", "Are they in your job log?", 2, true },
	{ "JS06", QUESTION_INTEGER, "Hvor mange svar eller samtaler har det givet?",
	  "How many replies or interviews did it give?", 0, false },
	{ "JS07", QUESTION_SELECT_MULTIPLE, "Hvor har du ledt?", "Where have you looked?", 7, true },
	{ "JS08", QUESTION_SELECT_ONE, "Er jobmålet i din plan stadig det rigtige?",
	  "Is the job goal in your plan still right?", 2, true },
	{ "JS09", QUESTION_TEXT, "Hvad er et bedre jobmål nu?", "What is a better job goal now?", 0, true },
	{ "JS10", QUESTION_SELECT_MULTIPLE, "Hvad kunne bringe dig hurtigst i job?",
	  "What could bring you into work fastest?", 7, true },
	{ "JS11", QUESTION_TEXT, "Hvilken arbejdsplads skal vi kontakte?",
	  "Which workplace shall we contact?", 0, false },
	{ "JS12", QUESTION_SELECT_ONE, "Kunne du begynde i et job i morgen?",
	  "Could you start a job tomorrow?", 2, true },
	{ "JS13", QUESTION_TEXT, "Hvad skal først på plads?", "What must be in place first?", 0, true },
	{ "JS14", QUESTION_SELECT_ONE, "Er CV'et set efter siden sidst?",
	  "Has the CV been checked since last time?", 2, true },
	{ "JS15", QUESTION_RANGE, "Hvor tæt er du på et job i dag?", "How close are you to a job today?", 0,
	  true },
	{ "JS16", QUESTION_TEXT, "Hvad er det ene næste skridt, og hvem gør det?",
	  "The one next step, and who does it?", 0, true },
	{ "JS17", QUESTION_DATE, "Hvornår tales vi ved igen?", "When do we talk again?", 0, true },
};

static void assert_catalogue(struct guide_fixture *fixture, const char *id, enum language language,
			     const struct catalogued *rows, size_t count)
{
	const struct question *questions;

	load(fixture, id, language, 2);
	assert_int_equal(guide_questions(fixture->guide, &questions), count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(questions[i].name, rows[i].name);
		assert_int_equal(questions[i].type, rows[i].type);
		assert_string_equal(questions[i].label, language == LANGUAGE_DA ? rows[i].da : rows[i].en);
		assert_int_equal(questions[i].choice_count, rows[i].choices);
		assert_int_equal(walk_required(fixture->walk, (int)i), rows[i].required);
		if (rows[i].type == QUESTION_RANGE)
			assert_true(questions[i].range_start == 0 && questions[i].range_end == 10);
	}
}

static void the_first_conversation_asks_what_the_catalogue_asks(void **state)
{
	assert_catalogue(*state, "foerste-samtale", LANGUAGE_DA, first_conversation,
			 LENGTH(first_conversation));
	assert_catalogue(*state, "foerste-samtale", LANGUAGE_EN, first_conversation,
			 LENGTH(first_conversation));
}

static void the_job_conversation_asks_what_the_catalogue_asks(void **state)
{
	assert_catalogue(*state, "jobsamtale", LANGUAGE_DA, job_conversation, LENGTH(job_conversation));
	assert_catalogue(*state, "jobsamtale", LANGUAGE_EN, job_conversation, LENGTH(job_conversation));
}

/* ---- conditions ------------------------------------------------------------------------------------- */

/* answers: "NAME=value;NAME=value"; shown: the question is asked. */
struct condition {
	const char *answers;
	int target_group;
	const char *question;
	bool shown;
};

static void answer_all(struct guide_fixture *fixture, const char *answers)
{
	while (*answers) {
		size_t length = strcspn(answers, ";"), name = strcspn(answers, "=");

		fixture_answer(fixture, arena_strndup(&fixture->arena, answers, name),
			       arena_strndup(&fixture->arena, answers + name + 1, length - name - 1));
		answers += length + (answers[length] == ';');
	}
}

static void assert_conditions(struct guide_fixture *fixture, const char *id, const struct condition *rows,
			      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		load(fixture, id, LANGUAGE_DA, rows[i].target_group);
		answer_all(fixture, rows[i].answers);
		if (fixture_relevant(fixture, rows[i].question) != rows[i].shown)
			fail_msg("%s after %s, target group %d", rows[i].question, rows[i].answers,
				 rows[i].target_group);
	}
}

static void the_first_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "FS04=job", 2, "FS05", true },
		{ "FS04=uddannelse", 2, "FS05", false },
		{ "FS04=ved_ikke", 2, "FS05", true },
		{ "FS04=uddannelse", 2, "FS06", true },
		{ "FS04=begge_dele", 2, "FS06", true },
		{ "FS04=job", 2, "FS06", false },
		{ "FS07=8", 2, "FS08", true },
		{ "FS07=9", 2, "FS08", false },
		{ "", 2, "FS08", false },
		{ "FS09=helbred", 2, "FS10", true },
		{ "FS09=intet", 2, "FS10", false },
		{ "", 2, "FS10", false },
		{ "", 2, "FS11", true },
		{ "", 4, "FS11", true },
		{ "", 3, "FS11", false },
		{ "FS11=nej", 2, "FS12", true },
		{ "FS11=ja", 2, "FS12", false },
		{ "", 2, "FS13", true },
		{ "", 4, "FS13", false },
		{ "FS15=gennemgaaet_sendes", 2, "FS16", true },
		{ "FS15=ikke_gennemgaaet", 2, "FS16", false },
	};

	assert_conditions(*state, "foerste-samtale", rows, LENGTH(rows));
}

static void the_job_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "JS02=delvist", 2, "JS03", true },
		{ "JS02=ikke_gjort", 2, "JS03", true },
		{ "JS02=gjort", 2, "JS03", false },
		{ "JS02=passede_ikke", 2, "JS03", false },
		{ "", 1, "JS04", true },
		{ "", 9, "JS04", true },
		{ "", 3, "JS04", false },
		{ "JS04=1", 2, "JS05", true },
		{ "JS04=0", 2, "JS05", false },
		{ "JS04=1", 2, "JS06", true },
		{ "", 4, "JS07", true },
		{ "", 3, "JS07", false },
		{ "JS08=nej", 2, "JS09", true },
		{ "JS08=ja", 2, "JS09", false },
		{ "JS10=kort_kursus praktik", 2, "JS11", true },
		{ "JS10=loentilskud", 2, "JS11", true },
		{ "JS10=moede_virksomhed", 2, "JS11", true },
		{ "JS10=kort_kursus", 2, "JS11", false },
		{ "", 1, "JS12", true },
		{ "", 4, "JS12", false },
		{ "JS12=nej", 2, "JS13", true },
		{ "JS12=ja", 2, "JS13", false },
		{ "", 9, "JS14", true },
		{ "", 3, "JS14", false },
	};

	assert_conditions(*state, "jobsamtale", rows, LENGTH(rows));
}

static void limits_of_the_catalogue_hold(void **state)
{
	struct guide_fixture *fixture = *state;

	load(fixture, "foerste-samtale", LANGUAGE_DA, 2);
	assert_false(fixture_accepts(fixture, "FS13", ANSWER_GIVEN, "21"));
	assert_true(fixture_accepts(fixture, "FS13", ANSWER_GIVEN, "20"));
	assert_false(fixture_accepts(fixture, "FS07", ANSWER_GIVEN, "11"));
	assert_false(fixture_accepts(fixture, "FS09", ANSWER_GIVEN, "bolig intet"));
	assert_false(fixture_accepts(fixture, "FS18", ANSWER_GIVEN, "2026-11-22"));
	load(fixture, "jobsamtale", LANGUAGE_DA, 2);
	assert_false(fixture_accepts(fixture, "JS04", ANSWER_GIVEN, "100"));
	assert_true(fixture_accepts(fixture, "JS04", ANSWER_GIVEN, "99"));
}

/* ---- a whole conversation --------------------------------------------------------------------------- */

static bool fed(const struct feed_list *feeds, enum feed_kind kind, const char *question, const char *code)
{
	for (size_t i = 0; i < feeds->count; i++) {
		if (feeds->rows[i].kind == kind && str_equal(feeds->rows[i].question, question)
		    && str_equal(feeds->rows[i].code, code))
			return true;
	}
	return false;
}

static void a_job_conversation_becomes_its_records(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;
	const char *summary;
	int relevant, answered;

	tr_use(LANGUAGE_DA);
	load(fixture, "jobsamtale", LANGUAGE_DA, 2);
	answer_all(fixture,
		   "JS01=Jeg har haft en prøvedag;JS02=delvist;JS03=Bussen;JS04=6;JS05=nej;JS06=1;"
		   "JS07=opslag netvaerk;JS08=nej;JS09=Lager;JS10=praktik klarer_selv;JS11=Havnen;JS12=nej;"
		   "JS13=Pasning;JS14=ja;JS15=7;JS16=Karim ringer til havnen;JS17=2026-12-07");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	walk_count(fixture->walk, &relevant, &answered);
	assert_int_equal(relevant, 17);
	assert_int_equal(answered, 17);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_true(fed(&feeds, FEED_JOURNAL, "JS01", "JS01"));
	assert_true(fed(&feeds, FEED_STEP_STATUS, "JS02", "JS02"));
	assert_true(fed(&feeds, FEED_BARRIER, "JS03", "JS03"));
	assert_true(fed(&feeds, FEED_CHECK, "JS04", "R06") && fed(&feeds, FEED_CHECK, "JS05", "R06"));
	assert_true(fed(&feeds, FEED_MEASURE, "JS06", "JS06") && fed(&feeds, FEED_MEASURE, "JS15", "JS15"));
	assert_true(fed(&feeds, FEED_STRENGTH, "JS07", "netvaerk")
		    && fed(&feeds, FEED_STRENGTH, "JS07", "opslag"));
	assert_true(fed(&feeds, FEED_GOAL, "JS09", "JS09"));
	assert_true(fed(&feeds, FEED_WISH, "JS10", "praktik") && fed(&feeds, FEED_WISH, "JS11", "JS11"));
	assert_false(fed(&feeds, FEED_WISH, "JS10", "klarer_selv"));
	assert_true(fed(&feeds, FEED_CHECK, "JS12", "R10") && fed(&feeds, FEED_CHECK, "JS13", "R10"));
	assert_true(fed(&feeds, FEED_EXCUSE, "JS13", "JS13"));
	assert_true(fed(&feeds, FEED_CHECK, "JS14", "R02"));
	assert_true(fed(&feeds, FEED_STEP, "JS16", "JS16"));
	assert_true(fed(&feeds, FEED_APPOINTMENT, "JS17", "JS17"));
	summary = walk_summary(fixture->walk, &fixture->arena);
	assert_non_null(
		strstr(summary, "Siden sidst\nHvad er der sket siden sidst? Jeg har haft en prøvedag.\n"));
	assert_non_null(strstr(summary, "Hvor har du ledt? opslag, netværk.\n"));
	assert_non_null(strstr(summary, "Hvornår tales vi ved igen? man 7 dec 2026.\n"));
}

static void a_first_conversation_becomes_its_records(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	load(fixture, "foerste-samtale", LANGUAGE_DA, 2);
	answer_all(
		fixture,
		"FS01=ja;FS02=telefon;FS03=Havearbejde;FS04=begge_dele;FS05=Gartner;FS06=Gartner på "
		"EUD;FS07=5;"
		"FS08=En prøvedag;FS09=helbred sprog;FS10=Kan stå to timer;FS11=nej;FS12=2026-12-01;FS13=2;"
		"FS14=med_hjaelp;FS15=gennemgaaet_udleveret;FS16=nej;FS17=Vi ringer sammen;FS18=2026-12-07");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_true(fed(&feeds, FEED_JOURNAL, "FS01", "FS01"));
	assert_true(fed(&feeds, FEED_APPOINTMENT_FORM, "FS02", "FS02"));
	assert_true(fed(&feeds, FEED_STRENGTH, "FS03", "FS03"));
	assert_true(fed(&feeds, FEED_GOAL, "FS04", "FS04") && fed(&feeds, FEED_GOAL, "FS05", "FS05")
		    && fed(&feeds, FEED_GOAL, "FS06", "FS06"));
	assert_true(fed(&feeds, FEED_MEASURE, "FS07", "FS07") && fed(&feeds, FEED_STEP, "FS08", "FS08"));
	assert_true(fed(&feeds, FEED_BARRIER, "FS09", "helbred") && fed(&feeds, FEED_BARRIER, "FS09", "sprog")
		    && fed(&feeds, FEED_BARRIER, "FS10", "FS10"));
	assert_true(fed(&feeds, FEED_CHECK, "FS11", "R02") && fed(&feeds, FEED_CHECK, "FS12", "R02")
		    && fed(&feeds, FEED_STEP, "FS12", "FS12"));
	assert_true(fed(&feeds, FEED_CHECK, "FS13", "R05"));
	assert_true(fed(&feeds, FEED_BARRIER, "FS14", "med_hjaelp"));
	assert_false(fed(&feeds, FEED_STRENGTH, "FS14", "med_hjaelp"));
	assert_true(fed(&feeds, FEED_GUIDANCE, "FS15", "gennemgaaet_udleveret")
		    && fed(&feeds, FEED_GUIDANCE, "FS16", "nej"));
	assert_true(fed(&feeds, FEED_STEP, "FS17", "FS17") && fed(&feeds, FEED_APPOINTMENT, "FS18", "FS18"));
}

/* ---- both languages --------------------------------------------------------------------------------- */

static void both_languages_are_one_guide(void **state)
{
	struct guide_fixture *fixture = *state;

	for (size_t g = 0; g < LENGTH(shipped); g++) {
		struct guide *en;
		const struct question *danish, *english;
		const struct guide_step *steps_da, *steps_en;
		size_t count, steps;

		load(fixture, shipped[g], LANGUAGE_DA, 2);
		assert_true(guide_load(shipped[g], LANGUAGE_EN, NULL, &en, &fixture->err));
		assert_int_equal(guide_version(fixture->guide), guide_version(en));
		count = guide_questions(fixture->guide, &danish);
		assert_int_equal(guide_questions(en, &english), count);
		steps = guide_steps(fixture->guide, &steps_da);
		assert_int_equal(guide_steps(en, &steps_en), steps);
		for (size_t i = 0; i < steps; i++) {
			assert_string_equal(steps_da[i].name, steps_en[i].name);
			assert_int_equal(steps_da[i].first, steps_en[i].first);
			assert_string_not_equal(steps_da[i].say, steps_en[i].say);
		}
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(danish[i].choice_count, english[i].choice_count);
			assert_int_equal(danish[i].caseworker, english[i].caseworker);
			assert_int_equal(danish[i].sensitive, english[i].sensitive);
			assert_int_equal(danish[i].multiline, english[i].multiline);
			assert_int_equal(!*danish[i].hint, !*english[i].hint);
			assert_int_equal(!*danish[i].guidance_hint, !*english[i].guidance_hint);
			for (size_t k = 0; k < danish[i].choice_count; k++)
				assert_string_equal(danish[i].choices[k].name, english[i].choices[k].name);
		}
		guide_free(en);
	}
}

static void a_guide_ends_with_a_next_step_and_a_next_date(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct question *questions;

	for (size_t g = 0; g < LENGTH(shipped); g++) {
		size_t count;

		load(fixture, shipped[g], LANGUAGE_DA, 3);
		count = guide_questions(fixture->guide, &questions);
		assert_int_equal(questions[count - 1].type, QUESTION_DATE);
		assert_true(walk_required(fixture->walk, (int)count - 1)
			    && walk_required(fixture->walk, (int)count - 2));
	}
}

static void titles_fit_the_step_list_and_every_step_is_opened(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct guide_step *steps;

	for (size_t g = 0; g < 2 * LENGTH(shipped); g++) {
		size_t count;

		load(fixture, shipped[g / 2], g % 2 ? LANGUAGE_EN : LANGUAGE_DA, 2);
		count = guide_steps(fixture->guide, &steps);
		assert_in_range(count, 3, 5);
		for (size_t i = 0; i < count; i++) {
			assert_in_range(utf8_columns(steps[i].title), 1, 17);
			assert_true(*steps[i].say);
		}
	}
}

static void the_guides_are_offered_to_their_target_groups(void **state)
{
	struct guide_fixture *fixture = *state;

	load(fixture, "jobsamtale", LANGUAGE_DA, 2);
	assert_true(guide_is_for(fixture->guide, 1) && guide_is_for(fixture->guide, 9));
	assert_false(guide_is_for(fixture->guide, 3));
	assert_true(guide_resets_contact_clock(fixture->guide));
	load(fixture, "foerste-samtale", LANGUAGE_DA, 2);
	assert_true(guide_is_for(fixture->guide, 3));
	assert_false(guide_is_for(fixture->guide, 1));
}

static void the_law_s_requirements_they_feed_exist(void **state)
{
	(void)state;
	assert_non_null(requirement_find("R02"));
	assert_non_null(requirement_find("R05"));
	assert_non_null(requirement_find("R06"));
	assert_non_null(requirement_find("R10"));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_first_conversation_asks_what_the_catalogue_asks),
		CASE(the_job_conversation_asks_what_the_catalogue_asks),
		CASE(the_first_conversation_branches_as_the_catalogue_says),
		CASE(the_job_conversation_branches_as_the_catalogue_says),
		CASE(limits_of_the_catalogue_hold),
		CASE(a_job_conversation_becomes_its_records),
		CASE(a_first_conversation_becomes_its_records),
		CASE(both_languages_are_one_guide),
		CASE(a_guide_ends_with_a_next_step_and_a_next_date),
		CASE(titles_fit_the_step_list_and_every_step_is_opened),
		CASE(the_guides_are_offered_to_their_target_groups),
		CASE(the_law_s_requirements_they_feed_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
