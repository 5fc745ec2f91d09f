/* What is typed into a form outlives the form: the note, the booking and the no-show, key by key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "desk.h"

static bool shows(struct desk *desk, const char *text)
{
	return strstr(desk_screen(desk), text) != NULL;
}

static void a_form_that_was_left_has_its_text_again(void **state)
{
	static const char *const ways_out[] = { "<Esc>", "<F12>", "<F3>" };
	struct desk *desk = *state;

	for (size_t i = 0; i < LENGTH(ways_out); i++) {
		desk_keys(desk, "j <C-u> \"Ringede igen\"");
		desk_keys(desk, ways_out[i]);
		assert_true(shows(desk, "I dag"));
		assert_false(shows(desk, "Ringede igen"));
		desk_keys(desk, "j");
		assert_true(shows(desk, "Ringede igen"));
		desk_keys(desk, "<Esc>");
	}
}

static void a_half_typed_form_is_two_seconds_old_at_most(void **state)
{
	struct desk *desk = *state;

	desk_keys(desk, "j \"Sagde ab\"");
	desk_wait(desk, 2);
	assert_string_equal("text=Sagde ab\n", desk_draft(desk, "note"));
	desk_keys(desk, "<BS> \"c\"");
	desk_wait(desk, 2);
	assert_string_equal("text=Sagde ac\n", desk_draft(desk, "note"));
	desk_keys(desk, "<C-u>");
	desk_wait(desk, 2);
	assert_string_equal("", desk_draft(desk, "note"));
}

static void text_typed_below_the_help_is_kept_too(void **state)
{
	struct desk *desk = *state;

	desk_keys(desk, "j \"Sagde\" <F1>");
	desk_wait(desk, 2);
	assert_string_equal("text=Sagde\n", desk_draft(desk, "note"));
}

static void only_what_a_person_changed_is_kept(void **state)
{
	struct desk *desk = *state;

	desk_keys(desk, "b <Esc>");
	assert_string_equal("", desk_draft(desk, "booking"));
	desk_keys(desk, "b \"+14\" <Tab> \"9:3\" <Esc>");
	assert_string_equal("date=+14\ntime=9:3\n", desk_draft(desk, "booking"));
	desk_keys(desk, "b <C-u> <Tab> <Esc>");
	assert_string_equal("time=9:3\n", desk_draft(desk, "booking"));
}

static void backslashes_come_back_as_they_were(void **state)
{
	struct desk *desk = *state;

	desk_keys(desk, "j \"en\\nto\\ = tre\" <Esc>");
	assert_string_equal("text=en\\\\nto\\\\ = tre\n", desk_draft(desk, "note"));
	desk_keys(desk, "j");
	assert_true(shows(desk, "en\\nto\\ = tre"));
}

static void a_draft_that_cannot_be_written_holds_the_form_once(void **state)
{
	struct desk *desk = *state;

	desk->failing = EFFECT_DRAFT_PUT;
	desk_keys(desk, "j \"Sagde\" <Esc>");
	assert_true(shows(desk, "Sagde"));
	assert_true(shows(desk, "F3 én gang til"));
	assert_true(shows(desk, "IKKE GEMT"));
	desk_keys(desk, "<F3>");
	assert_false(shows(desk, "Sagde"));
	assert_true(shows(desk, "IKKE GEMT"));
	desk->failing = EFFECT_QUIT;
}

static void a_draft_that_could_not_be_written_is_tried_again(void **state)
{
	struct desk *desk = *state;

	desk->failing = EFFECT_DRAFT_PUT;
	desk_keys(desk, "j \"Sagde\"");
	desk_wait(desk, 2);
	assert_true(shows(desk, "IKKE GEMT"));
	desk->failing = EFFECT_QUIT;
	desk_wait(desk, 2);
	assert_false(shows(desk, "IKKE GEMT"));
	assert_string_equal("text=Sagde\n", desk_draft(desk, "note"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_open, desk_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_form_that_was_left_has_its_text_again),
		TEST(a_half_typed_form_is_two_seconds_old_at_most),
		TEST(text_typed_below_the_help_is_kept_too),
		TEST(only_what_a_person_changed_is_kept),
		TEST(backslashes_come_back_as_they_were),
		TEST(a_draft_that_cannot_be_written_holds_the_form_once),
		TEST(a_draft_that_could_not_be_written_is_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
