/* The screen as data: what is painted, cut, padded and styled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/ui/cells.h"

static char *text_of(const struct cells *cells)
{
	static char buffer[4096];
	struct str str;

	str_init(&str);
	cells_text(cells, &str);
	snprintf(buffer, sizeof(buffer), "%s", str.text);
	str_done(&str);
	return buffer;
}

static char *styles_of(const struct cells *cells)
{
	static char buffer[4096];
	struct str str;

	str_init(&str);
	cells_styles(cells, &str);
	snprintf(buffer, sizeof(buffer), "%s", str.text);
	str_done(&str);
	return buffer;
}

static void text_past_the_right_edge_is_cut(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 2, 8);
	cells_put(&cells, 0, 3, ROLE_TEXT, "Sørensen");
	assert_string_equal(text_of(&cells), "   Søren\n\n");
	cells_done(&cells);
}

static void text_too_long_for_its_width_ends_in_an_ellipsis(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 20);
	assert_int_equal(cells_put_width(&cells, 0, 0, 6, true, ROLE_TITLE, "Munkebjergvej"), 6);
	assert_string_equal(text_of(&cells), "Munke…\n");
	cells_done(&cells);
}

static void padding_carries_the_role_but_no_text(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 8);
	cells_put_width(&cells, 0, 0, 5, true, ROLE_ENTRY, "ja");
	assert_string_equal(styles_of(&cells), "EEEEE\n");
	assert_string_equal(text_of(&cells), "ja\n");
	cells_done(&cells);
}

static void a_control_character_never_enters_the_grid(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 10);
	cells_put(&cells, 0, 0, ROLE_TEXT, "a\033[2Jb");
	for (int col = 0; col < 10; col++)
		assert_null(strchr(cells_at(&cells, 0, col)->text, '\033'));
	cells_done(&cells);
}

static void a_wide_grapheme_takes_two_cells_and_never_half(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 3);
	cells_put(&cells, 0, 0, ROLE_TEXT, "a漢字");
	assert_int_equal(cells_at(&cells, 0, 1)->width, 2);
	assert_int_equal(cells_at(&cells, 0, 2)->width, 0);
	cells_put(&cells, 0, 2, ROLE_TEXT, "x");
	assert_string_equal(text_of(&cells), "a x\n");
	cells_done(&cells);
}

static void a_letter_with_marks_is_one_cell(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 4);
	assert_int_equal(cells_put(&cells, 0, 0, ROLE_TEXT, "e\xcc\x81x"), 2);
	assert_string_equal(cells_at(&cells, 0, 0)->text, "e\xcc\x81");
	cells_done(&cells);
}

static void painting_outside_the_grid_is_ignored(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 4);
	cells_put(&cells, 5, 0, ROLE_TEXT, "below");
	cells_put(&cells, -1, 0, ROLE_TEXT, "above");
	cells_paint(&cells, 0, -2, 20, ROLE_DIM);
	assert_string_equal(text_of(&cells), "\n");
	cells_done(&cells);
}

static void the_cursor_stays_on_the_grid(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 3, 5);
	cells_cursor(&cells, 99, -4);
	assert_int_equal(cells.cursor_row, 2);
	assert_int_equal(cells.cursor_col, 0);
	cells_done(&cells);
}

static void right_aligned_text_ends_before_its_column(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 10);
	assert_int_equal(cells_put_right(&cells, 0, 10, ROLE_DIM, "uge 37"), 4);
	assert_string_equal(text_of(&cells), "    uge 37\n");
	cells_done(&cells);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_past_the_right_edge_is_cut),
		cmocka_unit_test(text_too_long_for_its_width_ends_in_an_ellipsis),
		cmocka_unit_test(padding_carries_the_role_but_no_text),
		cmocka_unit_test(a_control_character_never_enters_the_grid),
		cmocka_unit_test(a_wide_grapheme_takes_two_cells_and_never_half),
		cmocka_unit_test(a_letter_with_marks_is_one_cell),
		cmocka_unit_test(painting_outside_the_grid_is_ignored),
		cmocka_unit_test(the_cursor_stays_on_the_grid),
		cmocka_unit_test(right_aligned_text_ends_before_its_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
