#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/tr.h"

static void danish_is_the_language_from_the_start(void **state)
{
	(void)state;
	assert_string_equal(tr("Wed"), "ons");
	tr_use(LANGUAGE_EN);
	assert_string_equal(tr("Wed"), "Wed");
	tr_use(LANGUAGE_DA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(danish_is_the_language_from_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
