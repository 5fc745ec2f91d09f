/* Repeats: instances that come and go, what they are stored under, and what expressions see of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"

static int item_at(const struct guide_fixture *fixture, const char *path)
{
	int item = walk_find(fixture->walk, path);

	if (item < 0)
		fail_msg("nothing is called %s", path);
	return item;
}

static const char *value_at(const struct guide_fixture *fixture, const char *path)
{
	return walk_value(fixture->walk, item_at(fixture, path));
}

static void answer_at(struct guide_fixture *fixture, const char *path, const char *value)
{
	if (!walk_answer(fixture->walk, item_at(fixture, path), ANSWER_GIVEN, value, &fixture->err))
		fail_msg("%s = %s: %s", path, value, fixture->err.text);
}

static bool relevant_at(const struct guide_fixture *fixture, const char *path)
{
	return walk_relevant(fixture->walk, item_at(fixture, path));
}

static void restore(struct guide_fixture *fixture, const char *path, const char *value)
{
	struct answer answer = { .question = path, .state = ANSWER_GIVEN, .value = value };

	walk_restore(fixture->walk, &answer);
}

/* The paths the walk stops at, with blanks between. */
static const char *stops(struct guide_fixture *fixture)
{
	const char *paths = "";

	for (int i = walk_next(fixture->walk, -1); i >= 0; i = walk_next(fixture->walk, i))
		paths = arena_printf(&fixture->arena, "%s%s%s", paths, *paths ? " " : "",
				     walk_item_path(fixture->walk, i));
	return paths;
}

/* ---- the caseworker's own --------------------------------------------------------------------------- */

static const char children[] =
	"question \"before\" { type = text label = \"B\" }\n"
	"repeat \"child\" { label = \"Barn\"\n"
	" question \"name\" { type = text label = \"Navn?\" }\n"
	" question \"age\" { type = integer label = 'Hvor gammel er ${name}?' }\n"
	" question \"grown\" { type = text label = \"Flyttet?\" relevant = '${age} >= 18' }\n"
	" question \"place\" { type = calculate calculation = 'position(..)' }\n"
	"}\n"
	"question \"count\" { type = calculate calculation = 'count(${child})' }\n"
	"question \"sum\" { type = calculate calculation = 'sum(${age})' }\n"
	"question \"oldest\" { type = calculate calculation = 'max(${age})' }\n"
	"question \"names\" { type = calculate calculation = 'join(\", \", ${name})' }\n"
	"question \"minors\" { type = calculate calculation = 'count(${child}[age < 18])' }\n"
	"question \"second\" { type = calculate calculation = 'indexed-repeat(${name}, ${child}, 2)' }\n"
	"question \"after\" { type = text label = \"A\" }\n";

static void a_repeat_begins_with_one_and_asks_for_another(void **state)
{
	struct guide_fixture *fixture = *state;
	int repeat, first;

	fixture_load(fixture, children);
	assert_string_equal(stops(fixture), "before child[1]/name child[1]/age child after");
	repeat = item_at(fixture, "child");
	assert_int_equal(walk_item_question(fixture->walk, repeat)->type, QUESTION_REPEAT);
	assert_true(walk_repeat_is_open(fixture->walk, repeat));
	assert_int_equal(walk_repeat_of(fixture->walk, item_at(fixture, "child[1]/age")), repeat);
	assert_int_equal(walk_repeat_of(fixture->walk, item_at(fixture, "after")), -1);
	assert_true(walk_instance_add(fixture->walk, repeat, &first, &fixture->err));
	assert_string_equal(walk_item_path(fixture->walk, first), "child[2]/name");
	assert_string_equal(value_at(fixture, "child"), "1 2");
	answer_at(fixture, "child", "yes");
	answer_at(fixture, "child", "no");
	assert_string_equal(value_at(fixture, "child"), "1 2 3");
	assert_string_equal(stops(fixture), "before child[1]/name child[1]/age child[2]/name child[2]/age "
					    "child[3]/name child[3]/age child after");
	assert_string_equal(walk_where(fixture->walk, first, &fixture->arena), "Barn 2 of 3");
}

static void expressions_count_sum_and_join_over_instances(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, children);
	assert_string_equal(value_at(fixture, "count"), "1");
	assert_string_equal(value_at(fixture, "sum"), "0");
	assert_string_equal(value_at(fixture, "oldest"), "");
	answer_at(fixture, "child[1]/name", "Ida");
	answer_at(fixture, "child[1]/age", "4");
	answer_at(fixture, "child", "yes");
	answer_at(fixture, "child[2]/name", "Bo");
	answer_at(fixture, "child[2]/age", "19");
	assert_string_equal(value_at(fixture, "count"), "2");
	assert_string_equal(value_at(fixture, "sum"), "23");
	assert_string_equal(value_at(fixture, "oldest"), "19");
	assert_string_equal(value_at(fixture, "names"), "Ida, Bo");
	assert_string_equal(value_at(fixture, "minors"), "1");
	assert_string_equal(value_at(fixture, "second"), "Bo");
	assert_string_equal(value_at(fixture, "child[2]/place"), "2");
}

static void within_an_instance_a_name_is_its_own(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, children);
	answer_at(fixture, "child", "1 2");
	answer_at(fixture, "child[2]/name", "Bo");
	answer_at(fixture, "child[2]/age", "19");
	assert_true(relevant_at(fixture, "child[2]/grown"));
	assert_false(relevant_at(fixture, "child[1]/grown"));
	assert_string_equal(walk_label(fixture->walk, item_at(fixture, "child[2]/age"), &fixture->arena),
			    "Hvor gammel er Bo?");
	assert_string_equal(walk_label(fixture->walk, item_at(fixture, "child[1]/age"), &fixture->arena),
			    "Hvor gammel er ?");
}

static void an_instance_taken_away_leaves_the_others_their_names(void **state)
{
	struct guide_fixture *fixture = *state;
	int next;

	fixture_load(fixture, children);
	answer_at(fixture, "child", "1 2 3");
	answer_at(fixture, "child[1]/name", "Ida");
	answer_at(fixture, "child[2]/name", "Bo");
	answer_at(fixture, "child[3]/name", "Eva");
	assert_true(
		walk_instance_delete(fixture->walk, item_at(fixture, "child[2]/age"), &next, &fixture->err));
	assert_string_equal(walk_item_path(fixture->walk, next), "child[3]/name");
	assert_string_equal(value_at(fixture, "child"), "1 3");
	assert_string_equal(value_at(fixture, "names"), "Ida, Eva");
	assert_string_equal(value_at(fixture, "child[3]/place"), "2");
	assert_string_equal(value_at(fixture, "second"), "Eva");
	assert_string_equal(value_at(fixture, "child[2]/name"), "Bo");
	assert_false(relevant_at(fixture, "child[2]/name"));
	assert_false(walk_answer(fixture->walk, item_at(fixture, "child[2]/name"), ANSWER_GIVEN, "x",
				 &fixture->err));
	answer_at(fixture, "child", "yes");
	assert_string_equal(value_at(fixture, "child"), "1 3 4");
}

static void all_instances_may_go(void **state)
{
	struct guide_fixture *fixture = *state;
	int next;

	fixture_load(fixture, children);
	assert_true(
		walk_instance_delete(fixture->walk, item_at(fixture, "child[1]/name"), &next, &fixture->err));
	assert_string_equal(walk_item_path(fixture->walk, next), "child");
	assert_string_equal(stops(fixture), "before child after");
	assert_string_equal(value_at(fixture, "count"), "0");
	assert_string_equal(value_at(fixture, "names"), "");
	fixture_walk(fixture, 2);
	restore(fixture, "child", "");
	assert_string_equal(stops(fixture), "before child after");
}

static void stored_instances_come_back_in_any_order(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, children);
	restore(fixture, "child[4]/name", "Per");
	restore(fixture, "child[2]/name", "Bo");
	assert_string_equal(value_at(fixture, "count"), "4");
	restore(fixture, "child", "1 4");
	restore(fixture, "child[1]/name", "Ida");
	restore(fixture, "child[3]/name", "Ukendt");
	restore(fixture, "child[x]/name", "?");
	restore(fixture, "child[2]", "?");
	restore(fixture, "child[-1]/name", "?");
	restore(fixture, "child[100000000000]/name", "?");
	assert_string_equal(value_at(fixture, "names"), "Ida, Per");
	assert_int_equal(walk_find(fixture->walk, "child[9]/name"), -1);
	assert_int_equal(walk_find(fixture->walk, "name"), -1);
	assert_int_equal(walk_find(fixture->walk, "child[1]/before"), -1);
}

static void instances_are_listed_with_where_to_go(void **state)
{
	struct guide_fixture *fixture = *state;
	struct walk_instance *instances;

	fixture_load(fixture, children);
	answer_at(fixture, "child", "1 2 3");
	answer_at(fixture, "child", "1 3");
	assert_int_equal(
		walk_instances(fixture->walk, item_at(fixture, "child"), &fixture->arena, &instances), 2);
	assert_int_equal(instances[1].number, 3);
	assert_string_equal(walk_item_path(fixture->walk, instances[1].first), "child[3]/name");
	assert_int_equal(walk_instances(fixture->walk, 0, &fixture->arena, &instances), 0);
}

/* ---- counted ---------------------------------------------------------------------------------------- */

static const char counted[] = "question \"many\" { type = integer label = \"M\" }\n"
			      "repeat \"job\" { label = \"Job\" count = '${many}'\n"
			      " question \"where\" { type = text label = \"Hvor?\" required = true }\n"
			      "}\n"
			      "question \"all\" { type = calculate calculation = 'join(\"-\", ${where})' }\n";

static void a_count_makes_as_many_and_nobody_is_asked(void **state)
{
	struct guide_fixture *fixture = *state;
	int first;

	fixture_load(fixture, counted);
	assert_string_equal(stops(fixture), "many");
	answer_at(fixture, "many", "2");
	assert_string_equal(stops(fixture), "many job[1]/where job[2]/where");
	assert_string_equal(walk_item_path(fixture->walk, walk_first_missing(fixture->walk)), "job[1]/where");
	assert_false(walk_repeat_is_open(fixture->walk, item_at(fixture, "job")));
	assert_false(walk_instance_add(fixture->walk, item_at(fixture, "job"), &first, &fixture->err));
	assert_false(
		walk_instance_delete(fixture->walk, item_at(fixture, "job[1]/where"), &first, &fixture->err));
}

static void fewer_instances_keep_their_answers_for_when_they_come_back(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, counted);
	answer_at(fixture, "many", "3");
	answer_at(fixture, "job[1]/where", "Lager");
	answer_at(fixture, "job[3]/where", "Havn");
	assert_string_equal(value_at(fixture, "all"), "Lager--Havn");
	answer_at(fixture, "many", "1");
	assert_string_equal(value_at(fixture, "all"), "Lager");
	answer_at(fixture, "many", "3");
	assert_string_equal(value_at(fixture, "all"), "Lager--Havn");
	assert_true(relevant_at(fixture, "job[3]/where"));
}

static void answers_of_counted_instances_wait_for_the_count(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, counted);
	restore(fixture, "job[2]/where", "Havn");
	assert_string_equal(stops(fixture), "many");
	restore(fixture, "many", "2");
	assert_string_equal(value_at(fixture, "all"), "-Havn");
}

static void a_count_beyond_all_bounds_is_bounded(void **state)
{
	struct guide_fixture *fixture = *state;
	struct walk_instance *instances;

	fixture_load(fixture, counted);
	answer_at(fixture, "many", "999999999");
	assert_int_equal(walk_instances(fixture->walk, item_at(fixture, "job"), &fixture->arena, &instances),
			 1000);
	answer_at(fixture, "many", "-5");
	assert_string_equal(stops(fixture), "many");
}

/* ---- repeats in repeats ------------------------------------------------------------------------------ */

static const char nested[] = "repeat \"child\" { label = \"Barn\"\n"
			     " question \"name\" { type = text label = \"N\" }\n"
			     " group \"more\" { label = \"Mere\" relevant = '${name} != \"\"'\n"
			     "  repeat \"school\" { label = \"Skole\"\n"
			     "   question \"title\" { type = text label = \"T\" }\n"
			     "   question \"years\" { type = integer label = \"Y\" }\n"
			     "   question \"mine\" { type = calculate calculation = 'concat(${name}, \"/\", "
			     "${title}, \"/\", position(..))' }\n"
			     "  }\n"
			     "  question \"schooled\" { type = calculate calculation = 'sum(${years})' }\n"
			     " }\n"
			     "}\n"
			     "question \"total\" { type = calculate calculation = 'sum(${years})' }\n"
			     "question \"pick\" { type = calculate calculation = 'indexed-repeat(${title}, "
			     "${child}, 2, ${school}, 1)' }\n";

static void instances_within_instances_are_their_own(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture, nested);
	answer_at(fixture, "child", "1 2");
	answer_at(fixture, "child[1]/name", "Ida");
	answer_at(fixture, "child[2]/name", "Bo");
	answer_at(fixture, "child[1]/school", "1 2");
	answer_at(fixture, "child[1]/school[2]/title", "Nord");
	answer_at(fixture, "child[1]/school[1]/years", "3");
	answer_at(fixture, "child[1]/school[2]/years", "4");
	answer_at(fixture, "child[2]/school[1]/title", "Syd");
	answer_at(fixture, "child[2]/school[1]/years", "5");
	assert_string_equal(value_at(fixture, "child[1]/school[2]/mine"), "Ida/Nord/2");
	assert_string_equal(value_at(fixture, "child[2]/school[1]/mine"), "Bo/Syd/1");
	assert_string_equal(value_at(fixture, "child[1]/schooled"), "7");
	assert_string_equal(value_at(fixture, "child[2]/schooled"), "5");
	assert_string_equal(value_at(fixture, "total"), "12");
	assert_string_equal(value_at(fixture, "pick"), "Syd");
	assert_string_equal(
		walk_where(fixture->walk, item_at(fixture, "child[1]/school[2]/title"), &fixture->arena),
		"Barn 1 of 2, Skole 2 of 2");
	answer_at(fixture, "child[1]/name", "");
	assert_false(relevant_at(fixture, "child[1]/school[1]/title"));
	assert_true(relevant_at(fixture, "child[2]/school[1]/title"));
	assert_string_equal(value_at(fixture, "total"), "5");
	answer_at(fixture, "child", "1");
	assert_string_equal(value_at(fixture, "total"), "0");
	assert_false(relevant_at(fixture, "child[2]/school[1]/title"));
}

/* ---- reading other instances --------------------------------------------------------------------------- */

static void an_instance_may_read_the_one_before_it(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture,
		     "repeat \"month\" { label = \"Måned\"\n"
		     " question \"in\" { type = integer label = \"Ind\" }\n"
		     " question \"street\" { type = text label = \"Vej\" default = "
		     "'${month}[position() = position(current()/..) - 1]/street' }\n"
		     " question \"left\" { type = calculate calculation = "
		     "'${in} + coalesce(${month}[position() = position(current()/..) - 1]/left, 0)' }\n"
		     "}\n");
	answer_at(fixture, "month", "1 2 3");
	answer_at(fixture, "month[1]/in", "10");
	answer_at(fixture, "month[2]/in", "20");
	answer_at(fixture, "month[3]/in", "30");
	assert_string_equal(value_at(fixture, "month[3]/left"), "60");
	answer_at(fixture, "month[1]/in", "1");
	assert_string_equal(value_at(fixture, "month[3]/left"), "51");
	answer_at(fixture, "month", "1 3");
	assert_string_equal(value_at(fixture, "month[3]/left"), "31");
	answer_at(fixture, "month[1]/street", "Nygade");
	assert_string_equal(walk_exported(fixture->walk, item_at(fixture, "month[3]/street")), "Nygade");
	answer_at(fixture, "month[3]/street", "Torvet");
	assert_string_equal(walk_exported(fixture->walk, item_at(fixture, "month[3]/street")), "Torvet");
}

static void parallel_repeats_meet_by_position(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_load(fixture,
		     "repeat \"person\" { label = \"P\"\n question \"name\" { type = text label = \"N\" } }\n"
		     "repeat \"detail\" { label = \"D\" count = 'count(${person})'\n"
		     " question \"who\" { type = calculate calculation = "
		     "'indexed-repeat(${name}, ${person}, position(..))' }\n"
		     " question \"note\" { type = text label = 'Om ${who}' } }\n");
	answer_at(fixture, "person", "1 2");
	answer_at(fixture, "person[2]/name", "Bo");
	assert_string_equal(value_at(fixture, "detail[2]/who"), "Bo");
	assert_string_equal(walk_label(fixture->walk, item_at(fixture, "detail[2]/note"), &fixture->arena),
			    "Om Bo");
	answer_at(fixture, "person", "2");
	assert_string_equal(value_at(fixture, "detail[1]/who"), "Bo");
	assert_false(relevant_at(fixture, "detail[2]/note"));
}

static void a_repeat_that_needs_its_own_question_is_a_circle(void **state)
{
	struct guide_fixture *fixture = *state;
	const char *refusal = fixture_refusal(
		fixture, "repeat \"r\" { label = \"R\" count = 'count(${r}) + selected(${more}, \"ja\")'\n"
			 " question \"more\" { type = text label = \"M\" } }\n");

	assert_non_null(strstr(refusal, "circle"));
}

static void feeds_and_summary_tell_of_each_instance(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_load(fixture, "repeat \"job\" { label = \"Job\"\n question \"where\" { type = text label = "
			      "\"Hvor?\" feeds = { \"goal\" } } }\n");
	answer_at(fixture, "job", "1 2");
	answer_at(fixture, "job[1]/where", "Lager");
	answer_at(fixture, "job[2]/where", "Havn");
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_int_equal(feeds.count, 2);
	assert_string_equal(feeds.rows[1].question, "job[2]/where");
	assert_string_equal(feeds.rows[1].text, "Havn");
	assert_string_equal(walk_summary(fixture->walk, &fixture->arena),
			    "Trin\nJob 1 of 2:\nHvor? Lager.\nJob 2 of 2:\nHvor? Havn.\n");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_repeat_begins_with_one_and_asks_for_another),
		CASE(expressions_count_sum_and_join_over_instances),
		CASE(within_an_instance_a_name_is_its_own),
		CASE(an_instance_taken_away_leaves_the_others_their_names),
		CASE(all_instances_may_go),
		CASE(stored_instances_come_back_in_any_order),
		CASE(instances_are_listed_with_where_to_go),
		CASE(a_count_makes_as_many_and_nobody_is_asked),
		CASE(fewer_instances_keep_their_answers_for_when_they_come_back),
		CASE(answers_of_counted_instances_wait_for_the_count),
		CASE(a_count_beyond_all_bounds_is_bounded),
		CASE(instances_within_instances_are_their_own),
		CASE(an_instance_may_read_the_one_before_it),
		CASE(parallel_repeats_meet_by_position),
		CASE(a_repeat_that_needs_its_own_question_is_a_circle),
		CASE(feeds_and_summary_tell_of_each_instance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
