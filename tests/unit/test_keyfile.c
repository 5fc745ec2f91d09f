#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/keyfile.h"
#include "samtale/base/str.h"

/* The steps of a text, written out again and parted by blanks. */
static const char *steps_of(struct arena *arena, const char *text)
{
	struct keyfile keyfile;
	struct err err = { ERR_NONE };
	const char *out = "";

	if (!keyfile_parse("k", text, strlen(text), arena, &keyfile, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < keyfile.count; i++)
		out = arena_printf(arena, "%s%s%s", out, i ? " " : "",
				   keyfile_step_text(&keyfile.steps[i], arena));
	return out;
}

static void keys_texts_waits_pastes_and_sizes_are_read(void **state)
{
	static const struct {
		const char *text, *steps;
	} rows[] = {
		{ "", "" },
		{ "s <Enter> <F10> <C-g>", "s <Enter> <F10> <C-g>" },
		{ "\"åbn 7\"", "å b n <Space> 7" },
		{ "<Down><Down>s<Enter>", "<Down> <Down> s <Enter>" },
		{ "/\"ågård\"<Enter>", "/ å g å r d <Enter>" },
		{ "\"a\\\"b\\\\c\"", "a \" b \\ c" },
		{ "# a comment\n  # another\ns # 1\n", "s # 1" },
		{ "<Wait 2s> <Wait 500ms> <Wait 3m>", "<Wait 2000ms> <Wait 500ms> <Wait 180000ms>" },
		{ "<Paste \"a > b\"> <Resize 132x43>", "<Paste \"a > b\"> <Resize 132x43>" },
		{ "1\t2\r\n3", "1 2 3" },
		{ "<lt> <Space> >", "<lt> <Space> >" },
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(steps_of(&arena, rows[i].text), rows[i].steps);
	arena_done(&arena);
}

static void a_step_knows_its_line_and_column(void **state)
{
	struct keyfile keyfile;
	struct arena arena;
	struct err err;
	const char *text = "# first\n\"ø\" <Enter>\n\n  <Wait 1s>";

	(void)state;
	arena_init(&arena);
	assert_true(keyfile_parse("k", text, strlen(text), &arena, &keyfile, &err));
	assert_int_equal(keyfile.count, 3);
	assert_int_equal(keyfile.steps[1].line, 2);
	assert_int_equal(keyfile.steps[1].column, 5);
	assert_int_equal(keyfile.steps[2].line, 4);
	assert_int_equal(keyfile.steps[2].column, 3);
	arena_done(&arena);
}

static void a_mistake_is_refused_with_line_and_column(void **state)
{
	static const struct {
		const char *text, *place;
	} rows[] = {
		{ "s\n  <Enterr>", "k:2:3: " },
		{ "<Enter", "k:1:1: " },
		{ "s abc", "k:1:3: " },
		{ "\"open", "k:1:1: " },
		{ "s \"open\nclosed\"", "k:1:3: " },
		{ "\"ø\\n\"", "k:1:3: " },
		{ "\"a\tb\"", "k:1:3: " },
		{ "<Wait 2>", "k:1:1: " },
		{ "<Wait -2s>", "k:1:1: " },
		{ "<Wait 25000m>", "k:1:1: " },
		{ "<Wait 99999999999999999999s>", "k:1:1: " },
		{ "<Wait 2s", "k:1:1: " },
		{ "<Resize 80>", "k:1:1: " },
		{ "<Resize 0x24>", "k:1:1: " },
		{ "<Resize 501x24>", "k:1:1: " },
		{ "<Resize 80x24x2>", "k:1:1: " },
		{ "<Paste text>", "k:1:1: " },
		{ "<Paste \"text\"", "k:1:1: " },
		{ "<Paste \"text>", "k:1:1: " },
	};
	struct keyfile keyfile;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = { ERR_NONE };

		assert_false(keyfile_parse("k", rows[i].text, strlen(rows[i].text), &arena, &keyfile, &err));
		assert_int_equal(err.code, ERR_USAGE);
		if (!str_starts(err.text, rows[i].place))
			fail_msg("%s: %s", rows[i].text, err.text);
		assert_true(strlen(err.text) > strlen(rows[i].place));
	}
	arena_done(&arena);
}

static void bytes_that_no_key_gives_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} rows[] = {
		{ "\"\xC3\"", 3 },
		{ "s\0t", 3 },
		{ "\"\033[A\"", 5 },
		{ "\"\xC2\x9B\"", 4 },
	};
	struct keyfile keyfile;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = { ERR_NONE };

		assert_false(keyfile_parse("k", rows[i].bytes, rows[i].length, &arena, &keyfile, &err));
		assert_int_equal(err.code, ERR_USAGE);
	}
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_texts_waits_pastes_and_sizes_are_read),
		cmocka_unit_test(a_step_knows_its_line_and_column),
		cmocka_unit_test(a_mistake_is_refused_with_line_and_column),
		cmocka_unit_test(bytes_that_no_key_gives_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
