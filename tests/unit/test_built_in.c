/* What is built in or found when it is needed: the Danish texts, the embedded files, libraries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mo.h"
#include "samtale/base/embedded.h"
#include "samtale/base/err.h"
#include "samtale/base/library.h"
#include "samtale/base/tr.h"

/* ---- tr, mo, embedded ------------------------------------------------------------------------ */

static void danish_comes_first_and_english_is_the_msgid(void **state)
{
	(void)state;
	assert_int_equal(tr_language(), LANGUAGE_DA);
	assert_string_equal(tr("Wed"), "ons");
	assert_string_equal(tr("There is no such text."), "There is no such text.");
	assert_string_equal(tr(""), "");
	assert_string_equal(tr(NULL), "");
	tr_use(LANGUAGE_EN);
	assert_string_equal(tr("Wed"), "Wed");
	assert_string_equal(tr(""), "");
	tr_use(LANGUAGE_DA);
	assert_string_equal(tr_code(LANGUAGE_DA), "da");
	assert_string_equal(tr_code(LANGUAGE_EN), "en");
}

static void an_untranslated_count_has_its_english_forms(void **state)
{
	(void)state;
	assert_string_equal(tr_count("one thing", "many things", 1), "one thing");
	assert_string_equal(tr_count("one thing", "many things", 0), "many things");
	assert_string_equal(tr_count("one thing", "many things", 2), "many things");
	assert_string_equal(tr_count("one thing", "many things", -1), "many things");
}

#define WORD(n) (n), 0, 0, 0
#define BIG(n) 0, 0, 0, (n)

/* Two entries, "dog" with a plural and "name": the smallest whole catalogue there is. */
static const unsigned char small_mo[] = {
	0xde, 0x12, 0x04, 0x95, WORD(0), WORD(2), WORD(28), WORD(44), WORD(0), WORD(0),
	WORD(8), WORD(60), WORD(4), WORD(69),
	WORD(10), WORD(74), WORD(4), WORD(85),
	'd', 'o', 'g', 0, 'd', 'o', 'g', 's', 0,
	'n', 'a', 'm', 'e', 0,
	'h', 'u', 'n', 'd', 0, 'h', 'u', 'n', 'd', 'e', 0,
	'n', 'a', 'v', 'n', 0,
};

static const unsigned char small_mo_big_endian[] = {
	0x95, 0x04, 0x12, 0xde, BIG(0), BIG(1), BIG(28), BIG(36), BIG(0), BIG(0),
	BIG(1), BIG(44), BIG(2), BIG(46),
	'a', 0, 'j', 'a', 0,
};

static void a_catalogue_is_read_in_both_byte_orders(void **state)
{
	size_t length;
	const char *found;

	(void)state;
	found = mo_find(small_mo, sizeof(small_mo), "dog", &length);
	assert_non_null(found);
	assert_int_equal(length, 10);
	assert_string_equal(mo_form(found, length, 0), "hund");
	assert_string_equal(mo_form(found, length, 1), "hunde");
	assert_null(mo_form(found, length, 2));
	assert_string_equal(mo_find(small_mo, sizeof(small_mo), "name", &length), "navn");
	assert_null(mo_find(small_mo, sizeof(small_mo), "cat", &length));
	assert_null(mo_find(small_mo, sizeof(small_mo), "zebra", &length));
	assert_string_equal(mo_find(small_mo_big_endian, sizeof(small_mo_big_endian), "a", &length), "ja");
}

/* In a sanitized build a read outside the copy ends the test. */
static void a_damaged_catalogue_never_reads_outside_itself(void **state)
{
	static const unsigned char values[] = { 0x00, 0x01, 0x7F, 0xFF };

	(void)state;
	for (size_t size = 0; size <= sizeof(small_mo); size++) {
		unsigned char *copy = malloc(size ? size : 1);
		size_t length;

		memcpy(copy, small_mo, size);
		if (size < sizeof(small_mo))
			assert_null(mo_find(copy, size, "name", &length));
		mo_find(copy, size, "dog", &length);
		free(copy);
	}
	for (size_t at = 0; at < sizeof(small_mo); at++) {
		for (size_t i = 0; i < LENGTH(values); i++) {
			unsigned char *copy = malloc(sizeof(small_mo));
			const char *found;
			size_t length;

			memcpy(copy, small_mo, sizeof(small_mo));
			copy[at] = values[i];
			found = mo_find(copy, sizeof(small_mo), "name", &length);
			assert_true(!found || found[length] == '\0');
			found = mo_find(copy, sizeof(small_mo), "dog", &length);
			assert_true(!found || !mo_form(found, length, 9));
			free(copy);
		}
	}
}

static void embedded_files_are_found_by_name(void **state)
{
	static const struct embedded table[] = {
		{ "da/a.conf", (const unsigned char *)"x", 1 },
		{ "en/a.conf", (const unsigned char *)"y", 1 },
		{ NULL },
	};

	(void)state;
	assert_ptr_equal(embedded_find(table, "en/a.conf"), &table[1]);
	assert_null(embedded_find(table, "a.conf"));
	assert_non_null(embedded_find(embedded_catalogue, "da.mo"));
	assert_true(embedded_find(embedded_catalogue, "da.mo")->size > 28);
}

/* ---- libraries loaded when they are needed ------------------------------------------------------ */

static void a_library_that_is_missing_or_too_old_is_refused_by_its_package(void **state)
{
	int (*compare)(const char *, const char *) = NULL;
	const struct library_function there = { "strcmp", &compare }, newer = { "strcmp_of_2057", &compare };
	struct err err = { 0 };

	(void)state;
	assert_false(library_load("libsamtale-none.so.9", "libnone9", &there, 1, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "libnone9"));
	assert_false(library_load("libc.so.6", "libc6", &newer, 1, &err));
	assert_true(library_load("libc.so.6", "libc6", &there, 1, &err));
	assert_int_equal(compare("a", "a"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(danish_comes_first_and_english_is_the_msgid),
		cmocka_unit_test(an_untranslated_count_has_its_english_forms),
		cmocka_unit_test(a_catalogue_is_read_in_both_byte_orders),
		cmocka_unit_test(a_damaged_catalogue_never_reads_outside_itself),
		cmocka_unit_test(embedded_files_are_found_by_name),
		cmocka_unit_test(a_library_that_is_missing_or_too_old_is_refused_by_its_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
