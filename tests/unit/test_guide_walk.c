/* Walking: what is asked, what counts as an answer, and what becomes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/str.h"

/* ---- what is asked -------------------------------------------------------------------------------- */

static const char branching[] =
	"question \"a\" { type = select_one label = \"A\" choices = { \"ja\", \"nej\" } required = true }\n"
	"question \"b\" { type = text label = \"B\" relevant = '${a} = \"nej\"' required = true }\n"
	"question \"sum\" { type = calculate calculation = 'concat(${a}, \"-\", ${b})' }\n"
	"question \"c\" { type = text label = \"C\" relevant = '${b} != \"\"' }\n"
	"question \"d\" { type = note label = \"Læs op\" }\n";

static void the_walk_stops_at_what_is_relevant_and_passes_calculations(void **state)
{
	struct guide_fixture *fixture = *state;
	struct walk *walk;

	fixture_load(fixture, branching);
	walk = fixture->walk;
	assert_int_equal(walk_next(walk, -1), 0);
	assert_int_equal(walk_next(walk, 0), 4);
	assert_int_equal(walk_next(walk, 4), -1);
	fixture_answer(fixture, "a", "nej");
	fixture_answer(fixture, "b", "derfor");
	assert_int_equal(walk_next(walk, 0), 1);
	assert_int_equal(walk_next(walk, 1), 3);
	assert_int_equal(walk_previous(walk, 3), 1);
	assert_int_equal(walk_previous(walk, -1), 4);
	assert_int_equal(walk_previous(walk, 0), -1);
}

static void an_answer_that_stops_being_asked_is_kept_but_not_exported(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, branching);
	fixture_answer(fixture, "a", "nej");
	fixture_answer(fixture, "b", "derfor");
	fixture_answer(fixture, "c", "mere");
	assert_string_equal(fixture_value(fixture, "sum"), "nej-derfor");
	fixture_answer(fixture, "a", "ja");
	assert_false(fixture_relevant(fixture, "b") || fixture_relevant(fixture, "c"));
	assert_string_equal(fixture_value(fixture, "b"), "derfor");
	assert_string_equal(fixture_value(fixture, "sum"), "ja-");
	assert_null(strstr(walk_summary(fixture->walk, &fixture->arena), "derfor"));
	fixture_answer(fixture, "a", "nej");
	assert_string_equal(fixture_value(fixture, "sum"), "nej-derfor");
	assert_true(fixture_relevant(fixture, "c"));
	assert_string_equal(fixture_value(fixture, "c"), "mere");
}

static void a_question_that_is_not_asked_takes_no_answer(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, branching);
	assert_false(fixture_accepts(fixture, "b", ANSWER_GIVEN, "x"));
	assert_int_equal(fixture->err.code, ERR_REFUSED);
	assert_false(fixture_accepts(fixture, "sum", ANSWER_GIVEN, "x"));
	assert_false(walk_answer(fixture->walk, 99, ANSWER_GIVEN, "x", &fixture->err));
}

static void a_step_that_is_not_relevant_hides_all_its_questions(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_parse(fixture, "guide \"g\" { title = \"G\" version = 1 step \"s\" { title = \"S\"\n"
			       "question \"a\" { type = text label = \"A\" } }\n"
			       "step \"t\" { title = \"T\" relevant = '${a} = \"x\"'\n"
			       "question \"b\" { type = text label = \"B\" }\n"
			       "question \"c\" { type = text label = \"C\" relevant = '${b} = \"y\"' } } }");
	assert_false(fixture_relevant(fixture, "b"));
	fixture_answer(fixture, "a", "x");
	fixture_answer(fixture, "b", "y");
	assert_true(fixture_relevant(fixture, "c"));
	fixture_answer(fixture, "a", "z");
	assert_false(fixture_relevant(fixture, "b") || fixture_relevant(fixture, "c"));
}

static void calculations_follow_in_the_order_they_need_each_other(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"c\" { type = calculate calculation = '${b} * 10' }\n"
			      "question \"b\" { type = calculate calculation = '${a} + 1' }\n"
			      "question \"late\" { type = text label = \"L\" relevant = '${c} > 20' }\n"
			      "question \"a\" { type = integer label = \"A\" }\n");
	fixture_answer(fixture, "a", "1");
	assert_string_equal(fixture_value(fixture, "c"), "20");
	assert_false(fixture_relevant(fixture, "late"));
	fixture_answer(fixture, "a", "2");
	assert_string_equal(fixture_value(fixture, "c"), "30");
	assert_true(fixture_relevant(fixture, "late"));
}

static void what_is_known_of_the_citizen_can_be_asked_for(void **state)
{
	struct guide_fixture *fixture = *state;
	struct walk_citizen nobody = { .target_group = 0, .age = -1, .has_children = false };

	fixture_load(fixture,
		     "question \"a\" { type = text label = \"A\" relevant = '${target_group} = 2' }\n"
		     "question \"b\" { type = text label = \"B\" relevant = '${age} < 40' }\n"
		     "question \"c\" { type = text label = \"C\" relevant = '${has_children}' }\n"
		     "question \"d\" { type = text label = \"D\" relevant = 'not(${has_children})' }\n");
	assert_true(fixture_relevant(fixture, "a") && fixture_relevant(fixture, "b")
		    && fixture_relevant(fixture, "c"));
	assert_false(fixture_relevant(fixture, "d"));
	walk_free(fixture->walk);
	fixture->walk = walk_new(fixture->guide, &nobody, fixture_today());
	assert_false(fixture_relevant(fixture, "a") || fixture_relevant(fixture, "b")
		     || fixture_relevant(fixture, "c"));
	assert_true(fixture_relevant(fixture, "d"));
}

/* ---- what is an answer ------------------------------------------------------------------------------ */

static const char all_types[] =
	"question \"text\" { type = text label = \"T\" }\n"
	"question \"lines\" { type = text appearance = multiline label = \"T\" }\n"
	"question \"whole\" { type = integer label = \"N\" }\n"
	"question \"decimal\" { type = decimal label = \"N\" }\n"
	"question \"range\" { type = range range_start = -2 range_end = 3 label = \"R\" }\n"
	"question \"date\" { type = date label = \"D\" }\n"
	"question \"one\" { type = select_one label = \"O\" choices = { \"a\", \"b c\" } labels = { \"A\", "
	"\"B og C\" } }\n"
	"question \"many\" { type = select_multiple label = \"M\" choices = { \"x\", \"y\", \"z\" }\n"
	" labels = { \"Æble\", \"Pære\", \"Fersken\" } }\n";

static void answers_are_stored_in_one_form(void **state)
{
	static const struct {
		const char *question, *typed, *stored;
	} rows[] = {
		{ "text", "  hej du \n", "hej du" },
		{ "text", "to\nlinjer", "to linjer" },
		{ "lines", "to\nlinjer\n", "to\nlinjer" },
		{ "text", "\x1b[31mrød", "[31mrød" },
		{ "whole", "007", "7" },
		{ "whole", "-12", "-12" },
		{ "whole", "0", "0" },
		{ "decimal", "3.50", "3.50" },
		{ "decimal", "3,5", "3.5" },
		{ "decimal", "-0.5", "-0.5" },
		{ "range", "-2", "-2" },
		{ "range", "03", "3" },
		{ "date", "2026-11-30", "2026-11-30" },
		{ "one", "b c", "b c" },
		{ "many", "z  x x", "x z" },
	};
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, all_types);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		fixture_answer(fixture, rows[i].question, rows[i].typed);
		if (!str_equal(fixture_value(fixture, rows[i].question), rows[i].stored))
			fail_msg("%s: “%s” became “%s”", rows[i].question, rows[i].typed,
				 fixture_value(fixture, rows[i].question));
	}
}

static void what_does_not_fit_the_type_is_refused_and_nothing_changes(void **state)
{
	static const struct {
		const char *question, *before, *typed, *says;
	} rows[] = {
		{ "whole", "7", "syv", "whole number" },
		{ "whole", "7", "1234567890", "whole number" },
		{ "whole", "7", "1.5", "whole number" },
		{ "whole", "7", "-", "whole number" },
		{ "decimal", "7", "1.2.3", "number" },
		{ "decimal", "7", "1.", "number" },
		{ "decimal", "7", "1e5", "number" },
		{ "range", "1", "4", "from -2 to 3" },
		{ "range", "1", "-3", "from -2 to 3" },
		{ "date", "2026-11-30", "30/11", "not a date" },
		{ "date", "2026-11-30", "2026-02-30", "not a date" },
		{ "one", "a", "b", "one of the choices" },
		{ "many", "x", "x q", "one of the choices" },
		{ "text", "hej", "\xFF", "cannot be read" },
	};
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, all_types);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		fixture_answer(fixture, rows[i].question, rows[i].before);
		assert_false(fixture_accepts(fixture, rows[i].question, ANSWER_GIVEN, rows[i].typed));
		assert_int_equal(fixture->err.code, ERR_INPUT);
		if (!strstr(fixture->err.text, rows[i].says))
			fail_msg("“%s” does not say “%s”", fixture->err.text, rows[i].says);
		assert_string_equal(fixture_value(fixture, rows[i].question), rows[i].before);
	}
}

static void answers_are_read_as_people_write_them(void **state)
{
	struct guide_fixture *fixture = *state;
	struct answer old = { .question = "many", .state = ANSWER_GIVEN, .value = "x væk" };

	tr_use(LANGUAGE_DA);
	fixture_load(fixture, all_types);
	fixture_answer(fixture, "decimal", "3.5");
	fixture_answer(fixture, "date", "2026-11-30");
	fixture_answer(fixture, "one", "b c");
	fixture_answer(fixture, "many", "z y");
	assert_string_equal(walk_text(fixture->walk, fixture_index(fixture, "decimal"), &fixture->arena),
			    "3,5");
	assert_string_equal(walk_text(fixture->walk, fixture_index(fixture, "date"), &fixture->arena),
			    "man 30 nov 2026");
	assert_string_equal(walk_text(fixture->walk, fixture_index(fixture, "one"), &fixture->arena),
			    "B og C");
	assert_string_equal(walk_text(fixture->walk, fixture_index(fixture, "many"), &fixture->arena),
			    "Pære, Fersken");
	walk_restore(fixture->walk, &old);
	assert_string_equal(walk_text(fixture->walk, fixture_index(fixture, "many"), &fixture->arena),
			    "Æble, væk");
}

static void a_constraint_refuses_in_the_guide_s_own_words(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"a\" { type = integer label = \"A\" }\n"
			      "question \"b\" { type = integer label = \"B\" constraint = '. <= ${a}'\n"
			      " constraint_message = 'Højst ${a}, tak.' }\n"
			      "question \"c\" { type = date label = \"C\" constraint = '. >= today()' }\n");
	fixture_answer(fixture, "a", "5");
	fixture_answer(fixture, "b", "5");
	assert_false(fixture_accepts(fixture, "b", ANSWER_GIVEN, "6"));
	assert_string_equal(fixture->err.text, "Højst 5, tak.");
	assert_string_equal(fixture_value(fixture, "b"), "5");
	assert_true(fixture_accepts(fixture, "c", ANSWER_GIVEN, "2026-11-23"));
	assert_false(fixture_accepts(fixture, "c", ANSWER_GIVEN, "2026-11-22"));
	assert_non_null(strstr(fixture->err.text, "cannot be right"));
	assert_true(fixture_accepts(fixture, "b", ANSWER_GIVEN, ""));
}

static void a_required_question_wants_an_answer_or_a_reason(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"a\" { type = text label = \"A\" required = true }\n"
			      "question \"b\" { type = text label = \"B\" required = '${a} = \"x\"'\n"
			      " required_message = \"Skriv hvorfor.\" }\n"
			      "question \"c\" { type = text label = \"C\" }\n");
	assert_true(walk_required(fixture->walk, 0));
	assert_false(walk_required(fixture->walk, 1));
	assert_int_equal(walk_first_missing(fixture->walk), 0);
	assert_false(fixture_accepts(fixture, "a", ANSWER_GIVEN, "  "));
	assert_true(fixture_accepts(fixture, "a", ANSWER_PARKED, ""));
	assert_int_equal(walk_first_missing(fixture->walk), 0);
	assert_true(fixture_accepts(fixture, "a", ANSWER_DECLINED, "ignored"));
	assert_string_equal(fixture_value(fixture, "a"), "");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	fixture_answer(fixture, "a", "x");
	assert_true(walk_required(fixture->walk, 1));
	assert_int_equal(walk_first_missing(fixture->walk), 1);
	assert_false(fixture_accepts(fixture, "b", ANSWER_GIVEN, ""));
	assert_string_equal(fixture->err.text, "Skriv hvorfor.");
	assert_true(fixture_accepts(fixture, "b", ANSWER_UNKNOWN, ""));
	assert_int_equal(walk_first_missing(fixture->walk), -1);
}

static void an_optional_question_passed_over_was_asked(void **state)
{
	struct guide_fixture *fixture = *state;
	int relevant, answered;

	fixture_load(fixture, all_types);
	assert_int_equal(walk_state(fixture->walk, 0), ANSWER_NONE);
	assert_true(fixture_accepts(fixture, "text", ANSWER_GIVEN, ""));
	assert_int_equal(walk_state(fixture->walk, 0), ANSWER_ASKED);
	walk_count(fixture->walk, &relevant, &answered);
	assert_int_equal(relevant, 8);
	assert_int_equal(answered, 1);
	assert_true(fixture_accepts(fixture, "text", ANSWER_NONE, ""));
	walk_count(fixture->walk, &relevant, &answered);
	assert_int_equal(answered, 0);
}

static void a_default_is_seen_but_is_no_answer(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(fixture, "question \"a\" { type = integer label = \"A\" default = \"3\" required = true "
			      "feeds = { \"measure\" } }\n"
			      "question \"b\" { type = text label = \"B\" relevant = '${a} = 3' }\n");
	assert_true(fixture_relevant(fixture, "b"));
	assert_int_equal(walk_state(fixture->walk, 0), ANSWER_NONE);
	assert_string_equal(fixture_value(fixture, "a"), "");
	assert_int_equal(walk_first_missing(fixture->walk), 0);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 0);
	assert_true(fixture_accepts(fixture, "a", ANSWER_DECLINED, ""));
	assert_false(fixture_relevant(fixture, "b"));
}

/* ---- choices that depend ---------------------------------------------------------------------------- */

static const char filtered[] =
	"question \"many\" { type = select_multiple label = \"M\" choices = { \"x\", \"y\", \"z\" } }\n"
	"question \"first\" { type = select_one label = \"F\" choices = { \"x\", \"y\", \"z\" }\n"
	" choice_filter = 'selected(${many}, name)' required = true feeds = { \"barrier\" } }\n";

static void a_choice_filter_offers_what_was_chosen_before(void **state)
{
	struct guide_fixture *fixture = *state;
	size_t shown[3];

	fixture_load(fixture, filtered);
	assert_int_equal(walk_choices(fixture->walk, 1, shown, 3), 0);
	fixture_answer(fixture, "many", "x z");
	assert_int_equal(walk_choices(fixture->walk, 1, shown, 3), 2);
	assert_int_equal(shown[0], 0);
	assert_int_equal(shown[1], 2);
	assert_int_equal(walk_choices(fixture->walk, 1, shown, 1), 1);
	assert_true(fixture_accepts(fixture, "first", ANSWER_GIVEN, "z"));
	assert_false(fixture_accepts(fixture, "first", ANSWER_GIVEN, "y"));
}

static void a_choice_no_longer_offered_is_kept_but_asked_again(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(fixture, filtered);
	fixture_answer(fixture, "many", "x z");
	fixture_answer(fixture, "first", "z");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	fixture_answer(fixture, "many", "x");
	assert_string_equal(fixture_value(fixture, "first"), "z");
	assert_int_equal(walk_first_missing(fixture->walk), 1);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 0);
	fixture_answer(fixture, "many", "y z");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
}

static void an_answer_whose_constraint_stops_holding_is_asked_again(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, "question \"a\" { type = integer label = \"A\" }\n"
			      "question \"b\" { type = integer label = \"B\" constraint = '. <= ${a}' }\n");
	fixture_answer(fixture, "a", "5");
	fixture_answer(fixture, "b", "4");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	fixture_answer(fixture, "a", "3");
	assert_int_equal(walk_first_missing(fixture->walk), 1);
}

/* ---- coming back ------------------------------------------------------------------------------------ */

static void stored_answers_come_back_in_any_order(void **state)
{
	static const struct answer stored[] = {
		{ .question = "c", .state = ANSWER_GIVEN, .value = "mere" },
		{ .question = "borte", .state = ANSWER_GIVEN, .value = "fra en ældre guide" },
		{ .question = "b", .state = ANSWER_GIVEN, .value = "derfor" },
		{ .question = "a", .state = ANSWER_GIVEN, .value = "nej" },
		{ .question = "d", .state = ANSWER_ASKED, .value = NULL },
	};
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, branching);
	for (size_t i = 0; i < LENGTH(stored); i++)
		walk_restore(fixture->walk, &stored[i]);
	assert_true(fixture_relevant(fixture, "c"));
	assert_string_equal(fixture_value(fixture, "c"), "mere");
	assert_string_equal(fixture_value(fixture, "sum"), "nej-derfor");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
}

/* ---- what becomes of it ----------------------------------------------------------------------------- */

static void assert_feed(const struct feed *feed, enum feed_kind kind, const char *code, const char *value,
			const char *text)
{
	assert_int_equal(feed->kind, kind);
	assert_string_equal(feed->code, code);
	assert_string_equal(feed->value, value);
	assert_string_equal(feed->text, text);
}

static void an_answer_becomes_what_the_guide_says(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(
		fixture,
		"question \"a\" { type = integer label = \"Antal\" feeds = { \"check R06\", \"measure\" } }\n"
		"question \"b\" { type = select_one label = \"Givet\" choices = { \"ja\", \"nej\" } feeds = "
		"\"guidance\" }\n"
		"question \"c\" { type = text label = 'Efter ${a}?' feeds = \"goal\" }\n"
		"question \"d\" { type = text label = \"D\" feeds = \"step\" }\n");
	fixture_answer(fixture, "a", "4");
	fixture_answer(fixture, "b", "ja");
	fixture_answer(fixture, "c", "Lager");
	assert_true(fixture_accepts(fixture, "d", ANSWER_DECLINED, ""));
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 4);
	assert_feed(&feeds.rows[0], FEED_CHECK, "R06", "4", "4");
	assert_string_equal(feeds.rows[0].question, "a");
	assert_feed(&feeds.rows[1], FEED_MEASURE, "a", "4", "4");
	assert_feed(&feeds.rows[2], FEED_GUIDANCE, "ja", "ja", "ja");
	assert_feed(&feeds.rows[3], FEED_GOAL, "c", "Lager", "Lager");
	assert_string_equal(feeds.rows[3].label, "Efter 4?");
}

static void each_barrier_chosen_is_one_of_its_own_and_none_is_none(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(fixture,
		     "question \"a\" { type = select_multiple label = \"A\" choices = { \"x\", \"y\", "
		     "\"intet\" }\n"
		     " labels = { \"Æble\", \"Pære\", \"intet\" } feeds = { \"barrier unless intet\", "
		     "\"journal\" } }\n"
		     "question \"b\" { type = select_one label = \"B\" choices = { \"god\", \"svær\" }\n"
		     " feeds = { \"strength if god\", \"barrier if svær\" } feeds_as = 'Post: ${b}' }\n");
	fixture_answer(fixture, "a", "y x");
	fixture_answer(fixture, "b", "god");
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 4);
	assert_feed(&feeds.rows[0], FEED_BARRIER, "x", "x", "Æble");
	assert_feed(&feeds.rows[1], FEED_BARRIER, "y", "y", "Pære");
	assert_feed(&feeds.rows[2], FEED_JOURNAL, "a", "x y", "Æble, Pære");
	assert_feed(&feeds.rows[3], FEED_STRENGTH, "god", "god", "Post: god");
	fixture_answer(fixture, "a", "intet");
	fixture_answer(fixture, "b", "svær");
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 2);
	assert_feed(&feeds.rows[0], FEED_JOURNAL, "a", "intet", "intet");
	assert_feed(&feeds.rows[1], FEED_BARRIER, "svær", "svær", "Post: svær");
}

static void the_summary_reads_as_it_was_said(void **state)
{
	struct guide_fixture *fixture = *state;

	tr_use(LANGUAGE_DA);
	fixture_parse(
		fixture,
		"guide \"g\" { title = \"G\" version = 1 step \"s\" { title = \"Siden sidst\"\n"
		"question \"a\" { type = text appearance = multiline label = \"Hvad er der sket?\" }\n"
		"question \"b\" { type = text label = \"Hvad kom i vejen?\" }\n"
		"question \"k\" { type = calculate calculation = '1' } }\n"
		"step \"t\" { title = \"Tomt\" question \"c\" { type = text label = \"Aldrig spurgt?\" } }\n"
		"step \"u\" { title = \"Rådighed\"\n"
		"question \"d\" { type = range label = \"Hvor tæt er du på et job?\" }\n"
		"question \"e\" { type = select_one label = \"Pligter er gennemgået\" choices = { \"ja\", "
		"\"nej\" } }\n"
		"question \"f\" { type = text label = \"Hvorfor?\" }\n"
		"question \"g\" { type = text label = \"Hvornår?\" } } }");
	fixture_answer(fixture, "a", "Jeg har søgt tre job\nog fået et svar!");
	assert_true(fixture_accepts(fixture, "b", ANSWER_DECLINED, ""));
	fixture_answer(fixture, "d", "7");
	fixture_answer(fixture, "e", "ja");
	assert_true(fixture_accepts(fixture, "f", ANSWER_UNKNOWN, ""));
	assert_true(fixture_accepts(fixture, "g", ANSWER_PARKED, ""));
	assert_string_equal(walk_summary(fixture->walk, &fixture->arena),
			    "Siden sidst\n"
			    "Hvad er der sket? Jeg har søgt tre job og fået et svar!\n"
			    "Hvad kom i vejen? Ønskede ikke at svare.\n"
			    "\n"
			    "Rådighed\n"
			    "Hvor tæt er du på et job? 7 på en skala fra 0 til 10.\n"
			    "Pligter er gennemgået: Ja.\n"
			    "Hvorfor? Vidste det ikke endnu.\n"
			    "Hvornår? Det vender vi tilbage til.\n");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_walk_stops_at_what_is_relevant_and_passes_calculations),
		CASE(an_answer_that_stops_being_asked_is_kept_but_not_exported),
		CASE(a_question_that_is_not_asked_takes_no_answer),
		CASE(a_step_that_is_not_relevant_hides_all_its_questions),
		CASE(calculations_follow_in_the_order_they_need_each_other),
		CASE(what_is_known_of_the_citizen_can_be_asked_for),
		CASE(answers_are_stored_in_one_form),
		CASE(what_does_not_fit_the_type_is_refused_and_nothing_changes),
		CASE(answers_are_read_as_people_write_them),
		CASE(a_constraint_refuses_in_the_guide_s_own_words),
		CASE(a_required_question_wants_an_answer_or_a_reason),
		CASE(an_optional_question_passed_over_was_asked),
		CASE(a_default_is_seen_but_is_no_answer),
		CASE(a_choice_filter_offers_what_was_chosen_before),
		CASE(a_choice_no_longer_offered_is_kept_but_asked_again),
		CASE(an_answer_whose_constraint_stops_holding_is_asked_again),
		CASE(stored_answers_come_back_in_any_order),
		CASE(an_answer_becomes_what_the_guide_says),
		CASE(each_barrier_chosen_is_one_of_its_own_and_none_is_none),
		CASE(the_summary_reads_as_it_was_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
