/* The guides that come with Samtale, held against the catalogue (domain reference, sections 3.4 to 3.10):
 * when each question is asked, which choices it offers and what it takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide_fixture.h"

/* ---- conditions ------------------------------------------------------------------------------------- */

/* answers: "NAME=value;NAME=value"; shown: the question is asked. */
struct condition {
	const char *answers;
	int target_group;
	const char *question;
	bool shown;
};

static void assert_conditions(struct guide_fixture *fixture, const char *id, const struct condition *rows,
			      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		fixture_shipped(fixture, id, LANGUAGE_DA, rows[i].target_group);
		fixture_answers(fixture, rows[i].answers);
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

static void the_deep_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "AM04=ja", 3, "AM05", true },
		{ "AM04=nej", 3, "AM05", false },
		{ "", 3, "AM05", false },
		{ "AM06=soevn", 3, "AM07", true },
		{ "AM06=intet", 3, "AM07", false },
		{ "", 3, "AM07", false },
		{ "AM08=Min søster", 3, "AM09", true },
		{ "", 3, "AM09", false },
		{ "AM10=1", 3, "AM11", true },
		{ "AM10=0", 3, "AM11", false },
		{ "", 3, "AM11", false },
		{ "AM10=1", 3, "AM12", true },
		{ "AM10=0", 3, "AM12", false },
		{ "AM14=ja", 3, "AM15", true },
		{ "AM14=nej", 3, "AM15", false },
	};

	assert_conditions(*state, "alle-skal-med", rows, LENGTH(rows));
}

static void the_youth_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "", 4, "UU02", false },
		{ "UU01=i_gang", 4, "UU04", true },
		{ "UU01=paa_vej_ud", 4, "UU04", true },
		{ "UU01=stoppet", 4, "UU04", false },
		{ "UU01=i_job", 4, "UU05", false },
		{ "UU01=ikke_begyndt", 4, "UU05", true },
		{ "UU03=ja", 4, "UU06", true },
		{ "UU03=nej", 4, "UU06", false },
		{ "UU08=kort_besoeg", 4, "UU09", true },
		{ "UU08=nej", 4, "UU09", true },
		{ "UU08=ja", 4, "UU09", false },
		{ "UU10=nej", 4, "UU11", true },
		{ "UU10=ja", 4, "UU11", false },
		{ "UU01=paa_vej_ud", 4, "UU13", true },
		{ "UU01=i_gang", 4, "UU13", false },
	};

	assert_conditions(*state, "ungesamtale", rows, LENGTH(rows));
}

static void the_sick_leave_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "SY01=ansat", 6, "SY03", true },    { "SY01=opsagt", 6, "SY03", false },
		{ "SY02=8_til_26", 6, "SY05", true }, { "SY02=inden_8", 6, "SY05", false },
		{ "SY01=ansat", 6, "SY08", true },    { "SY01=ledig", 6, "SY08", false },
		{ "SY01=ansat", 6, "SY09", true },    { "SY01=ledig", 6, "SY09", false },
		{ "SY01=ansat", 6, "SY10", true },    { "SY01=selvstaendig", 6, "SY10", false },
		{ "SY11=i_gang", 6, "SY12", true },   { "SY11=venter", 6, "SY12", true },
		{ "SY11=ingen", 6, "SY12", false },   { "SY11=vil_ikke_sige", 6, "SY12", false },
		{ "SY01=ansat", 6, "SY14", true },    { "SY01=opsagt", 6, "SY14", false },
	};

	assert_conditions(*state, "fastholdelse", rows, LENGTH(rows));
}

static void the_job_first_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "FL01=tolk_til_stede", 2, "FL02", true },
		{ "FL01=tolk_video", 2, "FL02", true },
		{ "FL01=dansk", 2, "FL02", false },
		{ "FL03=hjemme", 2, "FL04", false },
		{ "", 2, "FL04", false },
		{ "FL03=koekken hjemme", 2, "FL04", true },
		{ "FL07=i_gang", 2, "FL08", true },
		{ "FL07=bestaaet_proeve", 2, "FL08", false },
		{ "FL10=nej", 2, "FL11", true },
		{ "FL10=ja", 2, "FL11", false },
		{ "", 2, "FL12", true },
	};

	assert_conditions(*state, "job-foerst", rows, LENGTH(rows));
}

static void the_availability_conversation_branches_as_the_catalogue_says(void **state)
{
	static const struct condition rows[] = {
		{ "RA04=nej", 2, "RA05", true },
		{ "RA04=ja", 2, "RA05", false },
		{ "RA06=syg", 2, "RA07", true },
		{ "RA06=nej", 2, "RA07", false },
		{ "", 2, "RA07", false },
		{ "RA06=syg", 2, "RA08", true },
		{ "RA06=nej", 2, "RA08", false },
		{ "RA06=syg;RA08=ja_senere", 2, "RA09", true },
		{ "RA06=syg;RA08=ja_nu", 2, "RA09", false },
		{ "RA02=udeblevet_samtale", 2, "RA11", true },
		{ "RA02=ikke_booket", 2, "RA11", true },
		{ "RA02=afvist_job", 2, "RA11", false },
		{ "", 3, "RA14", true },
		{ "", 5, "RA14", true },
		{ "", 2, "RA14", false },
		{ "RA15=opfyldt", 2, "RA16", false },
		{ "RA15=ny_aftale", 2, "RA16", true },
		{ "RA15=tvivl", 2, "RA17", true },
		{ "RA15=ikke_opfyldt", 2, "RA17", true },
		{ "RA15=ny_aftale", 2, "RA17", false },
	};

	assert_conditions(*state, "raadighedssamtale", rows, LENGTH(rows));
}

static void only_the_under_aged_are_asked_whether_their_parents_know(void **state)
{
	static const struct {
		int age;
		bool asked;
	} rows[] = { { 15, true }, { 17, true }, { 18, false }, { 24, false } };
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		fixture_shipped(fixture, "ungesamtale", LANGUAGE_DA, 13);
		fixture_meet(fixture, &(struct walk_citizen){ .target_group = 13, .age = rows[i].age });
		assert_int_equal(fixture_relevant(fixture, "UU02"), rows[i].asked);
	}
}

static void only_parents_are_asked_about_child_care(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "job-foerst", LANGUAGE_DA, 2);
	fixture_meet(fixture, &(struct walk_citizen){ .target_group = 2, .age = 30, .has_children = false });
	assert_false(fixture_relevant(fixture, "FL12"));
}

static void limits_of_the_catalogue_hold(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "foerste-samtale", LANGUAGE_DA, 2);
	assert_false(fixture_accepts(fixture, "FS13", ANSWER_GIVEN, "21"));
	assert_true(fixture_accepts(fixture, "FS13", ANSWER_GIVEN, "20"));
	assert_false(fixture_accepts(fixture, "FS07", ANSWER_GIVEN, "11"));
	assert_false(fixture_accepts(fixture, "FS09", ANSWER_GIVEN, "bolig intet"));
	assert_false(fixture_accepts(fixture, "FS18", ANSWER_GIVEN, "2026-11-22"));
	fixture_shipped(fixture, "jobsamtale", LANGUAGE_DA, 2);
	assert_false(fixture_accepts(fixture, "JS04", ANSWER_GIVEN, "100"));
	assert_true(fixture_accepts(fixture, "JS04", ANSWER_GIVEN, "99"));
	fixture_shipped(fixture, "alle-skal-med", LANGUAGE_DA, 3);
	assert_false(fixture_accepts(fixture, "AM10", ANSWER_GIVEN, "38"));
	assert_false(fixture_accepts(fixture, "AM06", ANSWER_GIVEN, "soevn intet"));
	fixture_shipped(fixture, "job-foerst", LANGUAGE_DA, 2);
	fixture_answers(fixture, "FL03=butik");
	assert_false(fixture_accepts(fixture, "FL04", ANSWER_GIVEN, "51"));
	fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, 2);
	assert_false(fixture_accepts(fixture, "RA03", ANSWER_GIVEN, "2026-11-24"));
	fixture_answers(fixture, "RA02=udeblevet_samtale;RA03=2026-11-20");
	assert_false(fixture_accepts(fixture, "RA11", ANSWER_GIVEN, "2026-11-19"));
	assert_true(fixture_accepts(fixture, "RA11", ANSWER_GIVEN, "2026-11-23"));
}

/* ---- choices ----------------------------------------------------------------------------------------- */

static const char *offered(struct guide_fixture *fixture, const char *name)
{
	const struct question *questions;
	int question = fixture_index(fixture, name);
	size_t shown[16], count = walk_choices(fixture->walk, question, shown, LENGTH(shown));
	const char *text = "";

	guide_questions(fixture->guide, &questions);
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&fixture->arena, "%s%s%s", text, i ? " " : "",
				    questions[question].choices[shown[i]].name);
	return text;
}

static void what_to_tackle_first_is_chosen_among_what_makes_it_hard(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "alle-skal-med", LANGUAGE_DA, 3);
	fixture_answers(fixture, "AM06=gaeld soevn sprog");
	assert_string_equal(offered(fixture, "AM07"), "soevn gaeld sprog");
	assert_false(fixture_accepts(fixture, "AM07", ANSWER_GIVEN, "bolig"));
	fixture_answers(fixture, "AM07=gaeld;AM06=soevn");
	assert_string_equal(walk_exported(fixture->walk, fixture_index(fixture, "AM07")), "");
}

/* Reference section 3.10: for the insured the a-kasse decides; for others there is none to notify. */
static void only_the_a_kasse_of_the_insured_is_notified(void **state)
{
	struct guide_fixture *fixture = *state;

	for (int group = 1; group <= 10; group++) {
		fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, group);
		assert_string_equal(offered(fixture, "RA16"),
				    group == 1 ? "intet ny_aftale underret" : "intet ny_aftale partshoering");
	}
}

static void nobody_is_heard_about_what_is_in_order(void **state)
{
	static const struct {
		const char *assessment;
		bool heard;
	} rows[] = { { "RA15=ny_aftale", false }, { "RA15=tvivl", true }, { "RA15=ikke_opfyldt", true } };
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, 2);
		fixture_answers(fixture, rows[i].assessment);
		assert_int_equal(fixture_accepts(fixture, "RA16", ANSWER_GIVEN, "partshoering"),
				 rows[i].heard);
	}
}

static void nothing_is_exempt_without_a_ground(void **state)
{
	static const struct {
		const char *answers;
		bool may;
	} rows[] = {
		{ "RA04=ja;RA06=nej", false },
		{ "", false },
		{ "RA04=ja;RA06=syg", true },
		{ "RA04=nej;RA06=nej", true },
	};
	struct guide_fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, 2);
		fixture_answers(fixture, rows[i].answers);
		assert_int_equal(fixture_accepts(fixture, "RA15", ANSWER_GIVEN, "undtaget"), rows[i].may);
	}
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_first_conversation_branches_as_the_catalogue_says),
		CASE(the_job_conversation_branches_as_the_catalogue_says),
		CASE(the_deep_conversation_branches_as_the_catalogue_says),
		CASE(the_youth_conversation_branches_as_the_catalogue_says),
		CASE(the_sick_leave_conversation_branches_as_the_catalogue_says),
		CASE(the_job_first_conversation_branches_as_the_catalogue_says),
		CASE(the_availability_conversation_branches_as_the_catalogue_says),
		CASE(only_the_under_aged_are_asked_whether_their_parents_know),
		CASE(only_parents_are_asked_about_child_care),
		CASE(limits_of_the_catalogue_hold),
		CASE(what_to_tackle_first_is_chosen_among_what_makes_it_hard),
		CASE(only_the_a_kasse_of_the_insured_is_notified),
		CASE(nobody_is_heard_about_what_is_in_order),
		CASE(nothing_is_exempt_without_a_ground),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
