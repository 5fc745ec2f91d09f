/* The one key table, checked as a table: what a person relies on holds for every row and every screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/screen.h"

#define KEYS_MAX 8

static size_t keys_of(const struct action_row *row, struct key keys[KEYS_MAX])
{
	const char *at = row->keys + strspn(row->keys, " ");
	size_t count = 0;

	while (*at != '\0') {
		assert_true(key_parse(&at, &keys[count]));
		count++;
		at += strspn(at, " ");
	}
	return count;
}

static bool meet(const struct action_row *a, const struct action_row *b)
{
	for (int screen = 0; screen < SCREENS; screen++)
		if (action_on(a, (enum screen_id)screen) && action_on(b, (enum screen_id)screen))
			return true;
	return false;
}

static void a_key_means_one_thing_on_a_screen(void **state)
{
	(void)state;
	for (int a = 0; a < ACTIONS; a++) {
		struct key mine[KEYS_MAX], theirs[KEYS_MAX];
		size_t count = keys_of(&action_rows[a], mine);

		for (int b = a + 1; b < ACTIONS; b++) {
			size_t others = keys_of(&action_rows[b], theirs);

			if (!meet(&action_rows[a], &action_rows[b]))
				continue;
			for (size_t i = 0; i < count; i++)
				for (size_t k = 0; k < others; k++)
					if (key_equal(mine[i], theirs[k]))
						fail_msg("%s and %s share a key", action_rows[a].id, action_rows[b].id);
		}
	}
}

static void every_function_key_has_a_twin(void **state)
{
	(void)state;
	for (int a = 0; a < ACTIONS; a++) {
		struct key keys[KEYS_MAX];
		size_t count = keys_of(&action_rows[a], keys), function_keys = 0;

		for (size_t i = 0; i < count; i++)
			function_keys += keys[i].name >= KEYNAME_F1 && keys[i].name <= KEYNAME_F12;
		if (function_keys > 0 && count == function_keys)
			fail_msg("%s has only function keys", action_rows[a].id);
	}
}

static void a_legal_act_is_never_a_bare_small_letter_or_enter(void **state)
{
	(void)state;
	for (int a = 0; a < ACTIONS; a++) {
		struct key keys[KEYS_MAX];
		size_t count = keys_of(&action_rows[a], keys);

		for (size_t i = 0; (action_rows[a].flags & ACTION_LEGAL) && i < count; i++) {
			assert_int_not_equal(keys[i].name, KEYNAME_ENTER);
			assert_false(keys[i].name == KEYNAME_CHAR && keys[i].text[0] >= 'a' && keys[i].text[0] <= 'z');
		}
	}
}

static void no_key_needs_altgr_on_a_danish_keyboard(void **state)
{
	(void)state;
	for (int a = 0; a < ACTIONS; a++) {
		struct key keys[KEYS_MAX];
		size_t count = keys_of(&action_rows[a], keys);

		for (size_t i = 0; i < count; i++)
			assert_false(keys[i].name == KEYNAME_CHAR && strchr("@$[]{}|~\\", keys[i].text[0]) != NULL);
	}
}

static void every_action_is_named_and_explained_in_danish(void **state)
{
	(void)state;
	tr_use(LANGUAGE_DA);
	for (int a = 0; a < ACTIONS; a++) {
		const struct action_row *row = &action_rows[a];

		assert_true(row->label[0] != '\0' && row->help[0] != '\0');
		if (tr(row->help) == row->help)
			fail_msg("%s: its help has no Danish", row->id);
	}
}

static void every_screen_can_be_left_and_explains_itself(void **state)
{
	(void)state;
	for (int screen = 0; screen < SCREENS; screen++) {
		assert_int_equal(keymap_find((enum screen_id)screen, key_named(KEYNAME_F1)), ACTION_HELP);
		assert_int_equal(keymap_find((enum screen_id)screen, key_named(KEYNAME_F2)), ACTION_PALETTE);
		assert_int_not_equal(keymap_find((enum screen_id)screen, key_named(KEYNAME_F3)), ACTION_NONE);
		assert_int_equal(keymap_find((enum screen_id)screen, key_named(KEYNAME_ESC)), ACTION_BACK);
	}
}

static void every_screen_in_the_table_exists(void **state)
{
	(void)state;
	for (int screen = 0; screen < SCREENS; screen++) {
		assert_non_null(screen_kinds[screen]);
		assert_int_equal(screen_kinds[screen]->id, screen);
		assert_non_null(screen_kinds[screen]->view);
	}
}

static void footer_labels_are_short_in_both_languages(void **state)
{
	(void)state;
	for (int language = LANGUAGE_DA; language <= LANGUAGE_EN; language++) {
		tr_use((enum language)language);
		for (int a = 0; a < ACTIONS; a++)
			if (utf8_columns(tr(action_rows[a].label)) > 16)
				fail_msg("%s: the label “%s” is too wide", action_rows[a].id, tr(action_rows[a].label));
	}
}

static void the_written_form_of_a_key_reads_back_as_itself(void **state)
{
	static const char *const written[] = { "<Enter>", "<F10>", "<C-g>", "s", "æ", "<Space>", "<lt>", "<PgDn>", "?" };

	(void)state;
	for (size_t i = 0; i < LENGTH(written); i++) {
		const char *at = written[i];
		char buffer[KEY_TEXT_SIZE];
		struct key key;

		assert_true(key_parse(&at, &key));
		assert_string_equal(at, "");
		assert_string_equal(key_text(key, buffer), written[i]);
	}
}

static void a_word_in_brackets_that_is_no_key_is_refused(void **state)
{
	static const char *const wrong[] = { "<Nonsense>", "<F13>", "<", "<>", "", "\033" };

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		const char *at = wrong[i];
		struct key key;

		assert_false(key_parse(&at, &key));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_means_one_thing_on_a_screen),
		cmocka_unit_test(every_function_key_has_a_twin),
		cmocka_unit_test(a_legal_act_is_never_a_bare_small_letter_or_enter),
		cmocka_unit_test(no_key_needs_altgr_on_a_danish_keyboard),
		cmocka_unit_test(every_action_is_named_and_explained_in_danish),
		cmocka_unit_test(every_screen_can_be_left_and_explains_itself),
		cmocka_unit_test(every_screen_in_the_table_exists),
		cmocka_unit_test(footer_labels_are_short_in_both_languages),
		cmocka_unit_test(the_written_form_of_a_key_reads_back_as_itself),
		cmocka_unit_test(a_word_in_brackets_that_is_no_key_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
