/* What cannot be read again: nobody is under the cursor, and no key acts on what is gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "desk.h"

static void a_list_that_cannot_be_read_offers_nobody(void **state)
{
	static const char *const keys[] = { "s", "x", "b", "j", "r", "<Enter>" };
	struct desk *desk = *state;

	assert_non_null(strstr(desk_screen(desk), "Karim"));
	desk->failing = EFFECT_AGENDA;
	desk_keys(desk, "<F5>");
	for (size_t i = 0; i < LENGTH(keys); i++) {
		desk_keys(desk, keys[i]);
		assert_null(strstr(desk_screen(desk), "Karim"));
	}
	desk->failing = EFFECT_QUIT;
	desk_keys(desk, "<F5>");
	assert_non_null(strstr(desk_screen(desk), "Karim"));
}

static void a_citizen_that_cannot_be_read_again_has_no_lines_to_open(void **state)
{
	struct desk *desk = *state;

	desk_keys(desk, "<Enter>");
	desk->failing = EFFECT_OVERVIEW;
	desk_keys(desk, "<F5> <Down> <Up> <Enter> d s <Esc> <End>");
	desk->failing = EFFECT_QUIT;
	desk_keys(desk, "<F5>");
	assert_non_null(strstr(desk_screen(desk), "Karim"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_open, desk_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_list_that_cannot_be_read_offers_nobody),
		TEST(a_citizen_that_cannot_be_read_again_has_no_lines_to_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
