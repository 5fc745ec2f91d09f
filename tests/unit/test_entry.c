/* The text field: readline's keys, graphemes, bounds, and where the cursor is painted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ui/widget/entry.h"
#include "ui/widget/wrap.h"

static void type_text(struct entry *entry, const char *keys)
{
	struct key key;

	while (*keys != '\0') {
		assert_true(key_parse(&keys, &key));
		entry_type(entry, &key);
	}
}

static void readline_keys_edit_as_everywhere_else(void **state)
{
	static const struct {
		const char *keys, *text;
		size_t cursor;
	} cases[] = {
		{ "har<Space>søgt", "har søgt", 9 },
		{ "abc<C-a>x", "xabc", 1 },
		{ "abc<Left><Left><BS>x", "xbc", 1 },
		{ "et<Space>to<C-w>tre", "et tre", 6 },
		{ "abc<C-u>d", "d", 1 },
		{ "abc<Home><C-k>d<C-y>", "dabc", 4 },
		{ "abc<Home><Del>", "bc", 0 },
		{ "æøå<BS>", "æø", 4 },
		{ "ab<C-b><C-d>", "a", 1 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct entry entry;

		entry_init(&entry);
		type_text(&entry, cases[i].keys);
		assert_string_equal(entry_text(&entry), cases[i].text);
		assert_int_equal(entry.cursor, cases[i].cursor);
		entry_done(&entry);
	}
}

static void backspace_in_an_empty_field_is_not_the_fields(void **state)
{
	struct entry entry;
	struct key key = key_named(KEYNAME_BACKSPACE);

	(void)state;
	entry_init(&entry);
	assert_false(entry_type(&entry, &key));
	entry_done(&entry);
}

static void a_letter_with_marks_is_erased_whole(void **state)
{
	struct entry entry;

	(void)state;
	entry_init(&entry);
	entry_set(&entry, "ae\xcc\x81");
	type_text(&entry, "<BS>");
	assert_string_equal(entry_text(&entry), "a");
	entry_done(&entry);
}

static void a_field_that_is_full_takes_no_more(void **state)
{
	struct entry entry;
	struct key key = key_char("x");

	(void)state;
	entry_init(&entry);
	for (int i = 0; i < ENTRY_BYTES_MAX + 50; i++)
		entry_type(&entry, &key);
	assert_int_equal(strlen(entry_text(&entry)), ENTRY_BYTES_MAX);
	entry_done(&entry);
}

static void the_cursor_is_painted_where_the_next_letter_goes(void **state)
{
	struct entry entry;
	struct cells cells;

	(void)state;
	entry_init(&entry);
	cells_init(&cells, 3, 10);
	type_text(&entry, "Ågård");
	entry_view(&entry, &cells, 1, 2, 8, true);
	assert_int_equal(cells.cursor_row, 1);
	assert_int_equal(cells.cursor_col, 7);
	cells_done(&cells);
	entry_done(&entry);
}

static void a_long_line_scrolls_so_that_the_cursor_is_seen(void **state)
{
	struct entry entry;
	struct cells cells;

	(void)state;
	entry_init(&entry);
	cells_init(&cells, 1, 5);
	entry_set(&entry, "abcdefghij");
	entry_view(&entry, &cells, 0, 0, 5, true);
	assert_string_equal(cells_at(&cells, 0, 0)->text, "g");
	assert_int_equal(cells.cursor_col, 4);
	cells_done(&cells);
	entry_done(&entry);
}

static void wrapped_text_keeps_the_cursor_in_its_line(void **state)
{
	struct entry entry;
	struct cells cells;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	entry_init(&entry);
	cells_init(&cells, 4, 10);
	entry_set(&entry, "et to tre fire");
	assert_int_equal(entry_view_wrapped(&entry, &cells, 0, 0, 9, 4, true, &arena), 2);
	assert_int_equal(cells.cursor_row, 1);
	assert_int_equal(cells.cursor_col, 4);
	type_text(&entry, "<Home>");
	entry_view_wrapped(&entry, &cells, 0, 0, 9, 4, true, &arena);
	assert_int_equal(cells.cursor_row, 0);
	assert_int_equal(cells.cursor_col, 0);
	cells_done(&cells);
	entry_done(&entry);
	arena_done(&arena);
}

static void text_wraps_at_blanks_and_breaks_long_words(void **state)
{
	struct arena arena;
	struct wrapped wrapped;

	(void)state;
	arena_init(&arena);
	wrapped = wrap_text(&arena, "rådighedsvurdering er nu\nklar", 10);
	assert_int_equal(wrapped.count, 4);
	assert_string_equal(wrapped.lines[0], "rådighedsv");
	assert_string_equal(wrapped.lines[1], "urdering");
	assert_string_equal(wrapped.lines[2], "er nu");
	assert_string_equal(wrapped.lines[3], "klar");
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readline_keys_edit_as_everywhere_else),
		cmocka_unit_test(backspace_in_an_empty_field_is_not_the_fields),
		cmocka_unit_test(a_letter_with_marks_is_erased_whole),
		cmocka_unit_test(a_field_that_is_full_takes_no_more),
		cmocka_unit_test(the_cursor_is_painted_where_the_next_letter_goes),
		cmocka_unit_test(a_long_line_scrolls_so_that_the_cursor_is_seen),
		cmocka_unit_test(wrapped_text_keeps_the_cursor_in_its_line),
		cmocka_unit_test(text_wraps_at_blanks_and_breaks_long_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
