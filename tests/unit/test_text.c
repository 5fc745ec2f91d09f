/* Text as people see it, sort it and search for it: utf8 and collate. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/collate.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

static struct arena arena;

static int arena_begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int arena_end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* ---- utf8 ------------------------------------------------------------------------------------ */

static void a_walk_gives_code_points_and_always_ends(void **state)
{
	static const struct {
		const char *bytes;
		size_t count;
		uint32_t cps[6];
		bool valid;
	} cases[] = {
		{ "", 0, { 0 }, true },
		{ "aå€😀", 10, { 'a', 0xE5, 0x20AC, 0x1F600 }, true },
		{ "a\xC3", 2, { 'a', 0xFFFD }, false },
		{ "\xE2\x82x", 3, { 0xFFFD, 0xFFFD, 'x' }, false },
		{ "\xC0\xAF", 2, { 0xFFFD, 0xFFFD }, false },             /* overlong */
		{ "\xED\xA0\x80", 3, { 0xFFFD, 0xFFFD, 0xFFFD }, false }, /* surrogate */
		{ "\xF4\x90\x80\x80", 4, { 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD }, false },
		{ "\xE5g\xE5rd", 5, { 0xFFFD, 'g', 0xFFFD, 'r', 'd' }, false }, /* Latin-1 */
		{ "\xEF\xBF\xBD", 3, { 0xFFFD }, true },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		/* A copy of exactly that size: a sanitized build sees a step too far. */
		char *copy = malloc(cases[i].count + 1);
		const char *at = copy, *end = copy + cases[i].count;
		size_t steps = 0;

		copy = memcpy(copy, cases[i].bytes, cases[i].count);
		assert_int_equal(utf8_valid(copy, cases[i].count), cases[i].valid);
		for (; at < end; steps++)
			assert_int_equal(utf8_next(&at, end), cases[i].cps[steps]);
		assert_ptr_equal(at, end);
		assert_int_equal(utf8_next(&at, end), 0);
		assert_ptr_equal(at, end);
		free(copy);
	}
}

static void a_code_point_written_is_read_back(void **state)
{
	static const uint32_t cps[] = { 0, 'a', 0x7F, 0x80, 0xE5, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF };
	static const uint32_t not_cps[] = { 0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF };
	char put[4];

	(void)state;
	for (size_t i = 0; i < LENGTH(cps); i++) {
		size_t count = utf8_put(cps[i], put);
		const char *at = put;

		assert_int_equal(utf8_next(&at, put + count), cps[i]);
		assert_ptr_equal(at, put + count);
	}
	for (size_t i = 0; i < LENGTH(not_cps); i++) {
		assert_int_equal(utf8_put(not_cps[i], put), 3);
		assert_memory_equal(put, "\xEF\xBF\xBD", 3);
	}
}

static void what_must_never_reach_a_terminal_is_a_control(void **state)
{
	static const uint32_t controls[] = {
		0, 7, '\t', '\n', '\r', 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x61C, 0x200E, 0x200F,
		0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
		0xFEFF,
	};
	static const uint32_t letters[] = {
		' ', '~', 0xA0, 0xE5, 0x301, 0x200D, 0x202F, 0x2065, 0x206A, 0xFFFD, 0x1F600,
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(controls); i++) {
		assert_true(utf8_is_control(controls[i]));
		assert_int_equal(utf8_cp_columns(controls[i]), 0);
	}
	for (size_t i = 0; i < LENGTH(letters); i++)
		assert_false(utf8_is_control(letters[i]));
}

#define E_ACUTE_APART "e\xCC\x81"
#define FAMILY "👩\xE2\x80\x8D👧"

static void columns_are_those_of_a_terminal(void **state)
{
	static const struct {
		const char *text;
		int columns;
	} cases[] = {
		{ "", 0 }, { "Kjær", 4 }, { "Ågård", 5 }, { E_ACUTE_APART, 1 }, { "日本", 4 }, { "😀", 2 },
		{ "a\x1b[b", 3 }, { "\xff", 1 }, { "–", 1 }, { "│", 1 }, { "ﬁ", 1 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(utf8_columns(cases[i].text), cases[i].columns);
}

static void graphemes_are_walked_the_same_both_ways(void **state)
{
	static const struct {
		const char *text;
		size_t count, sizes[6];
	} cases[] = {
		{ "", 0, { 0 } },
		{ "abc", 3, { 1, 1, 1 } },
		{ "aåb", 3, { 1, 2, 1 } },
		{ E_ACUTE_APART "x" E_ACUTE_APART, 3, { 3, 1, 3 } },
		{ "a" FAMILY "b", 3, { 1, 11, 1 } },
		{ "🇩🇰🇸🇪!", 3, { 8, 8, 1 } },
		{ "a\r\nb", 3, { 1, 2, 1 } },
		{ "\xffz\xc3", 3, { 1, 1, 1 } },
		{ "日本e\xCC\x81\xCC\x82", 3, { 3, 3, 5 } },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *text = cases[i].text;
		size_t length = strlen(text), at = 0;

		for (size_t n = 0; n < cases[i].count; n++) {
			assert_int_equal(utf8_grapheme(text, length, at), cases[i].sizes[n]);
			assert_int_equal(utf8_grapheme_before(text, at + cases[i].sizes[n]), at);
			at += cases[i].sizes[n];
		}
		assert_int_equal(at, length);
		assert_int_equal(utf8_grapheme(text, length, at), 0);
		assert_int_equal(utf8_grapheme_before(text, 0), 0);
	}
}

static void what_fits_is_cut_between_graphemes(void **state)
{
	static const struct {
		const char *text;
		int columns;
		size_t bytes;
	} cases[] = {
		{ "Ågård", 0, 0 }, { "Ågård", 1, 2 }, { "Ågård", 3, 5 }, { "Ågård", 9, 7 },
		{ "Ågård", -1, 0 }, { "日本", 3, 3 }, { "日本", 4, 6 }, { "x" E_ACUTE_APART "y", 2, 4 },
		{ "x" E_ACUTE_APART, 1, 1 }, { "", 5, 0 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(utf8_fit(cases[i].text, cases[i].columns), cases[i].bytes);
}

static void clean_text_is_valid_composed_and_without_controls(void **state)
{
	static const struct {
		const char *text;
		bool keep_lines;
		const char *clean;
	} cases[] = {
		{ "", false, "" },
		{ "Ågård", false, "Ågård" },
		{ "A\xCC\x8Ag" E_ACUTE_APART, false, "Ågé" },
		{ "a\tb\nc\r\nd\re", false, "a b c d e" },
		{ "a\tb\nc\r\nd\re\xE2\x80\xA8" "f\xC2\x85g", true, "a b\nc\nd\ne\nf\ng" },
		{ "a\r\r\n\nb", true, "a\n\n\nb" },
		{ "\x1b[31mrød\x07\x7f\xC2\x9B", false, "[31mrød" },
		{ "\xEF\xBB\xBF" "navn", false, "navn" },
		{ "a\xE2\x80\xAE" "b\xE2\x81\xA6" "c\xE2\x80\x8F", true, "abc" },
		{ "K\xE6r", false, "K\xEF\xBF\xBDr" },
		{ "slut\xC3", false, "slut\xEF\xBF\xBD" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_string_equal(
			utf8_clean(&arena, cases[i].text, strlen(cases[i].text), cases[i].keep_lines),
			cases[i].clean);
	assert_string_equal(utf8_clean(&arena, "a\0b", 3, false), "ab");
	assert_string_equal(utf8_clean(&arena, "abc", 1, false), "a");
	assert_string_equal(utf8_clean(&arena, "a\r\n", 2, true), "a\n");
}

static void windows_1252_becomes_utf8(void **state)
{
	(void)state;
	assert_string_equal(utf8_from_windows1252(&arena, "K\xE6r \xD8lg\xE5rd", 10), "Kær Ølgård");
	assert_string_equal(utf8_from_windows1252(&arena, "\x80 \x93ja\x94 \x96 \x8A\x9F", 12),
			    "€ “ja” – ŠŸ");
	assert_string_equal(utf8_from_windows1252(&arena, "\x81\x8D\x8F\x90\x9D", 5), "�����");
	assert_string_equal(utf8_from_windows1252(&arena, "", 0), "");
}

/* ---- collate: order -------------------------------------------------------------------------- */

static void names_stand_in_danish_order(void **state)
{
	static const char *const order[] = {
		"",
		"1. sal",
		"2",
		"3B",
		"Abel",
		"abel",
		"Adam",
		"Anders",
		"Anders And",
		"Anders-Bo",
		"Andersen",
		"Ane",
		"Ané",
		"Anesen",
		"Đorđe",
		"Eriksen",
		"Fryd",
		"Frydendahl",
		"Lovisa",
		"Łukasz",
		"Lyby",
		"Müller",
		"Myrup",
		"Thor",
		"Þór",
		"Thyra",
		"Vang",
		"Wang",
		"Zink",
		"Æbelø",
		"Ärlig",
		"Ærø",
		"Øberg",
		"Öberg",
		"Øst",
		"Åge",
		"Aage",
		"Ågård",
		"Aagaard",
		"Ås",
		"Борис",
	};

	(void)state;
	for (size_t i = 1; i < LENGTH(order); i++) {
		const char *before = collate_key(&arena, order[i - 1]);
		const char *after = collate_key(&arena, order[i]);

		if (strcmp(before, after) >= 0)
			fail_msg("%s does not come before %s", order[i - 1], order[i]);
	}
}

/* The letters of the key, without the tie-breaking level. */
static const char *first_level(const char *text)
{
	const char *key = collate_key(&arena, text);

	return arena_strndup(&arena, key, strcspn(key, "\x01"));
}

static void case_and_accents_only_break_ties(void **state)
{
	static const char *const alike[][2] = {
		{ "anders", "ANDERS" }, { "Ane", "Ané" }, { "Ågård", "Aagaard" }, { "AAGE", "Åge" },
		{ "Müller", "Myller" }, { "Jörgen", "Jørgen" }, { "Ärlig", "ærlig" },
		{ "A\xCC\x8Age", "Åge" }, { "Anne-Marie", "  anne  marie " }, { "Strauß", "Strauss" },
		{ "Łuk", "luk" },
	};
	static const char *const apart[][2] = {
		{ "a a", "å" }, { "áa", "å" }, { "ae", "æ" }, { "oe", "ø" }, { "v", "w" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(alike); i++) {
		assert_string_equal(first_level(alike[i][0]), first_level(alike[i][1]));
	}
	for (size_t i = 0; i < LENGTH(apart); i++)
		assert_string_not_equal(first_level(apart[i][0]), first_level(apart[i][1]));
	assert_string_not_equal(collate_key(&arena, "Ane"), collate_key(&arena, "ane"));
	assert_string_not_equal(collate_key(&arena, "Ågård"), collate_key(&arena, "Aagård"));
	assert_true(strlen(collate_key(&arena, "Sørensen")) <= 3 * 8);
}

/* ---- collate: search ------------------------------------------------------------------------- */

static void spellings_of_one_name_fold_alike(void **state)
{
	static const char *const cases[][2] = {
		{ "Kjær", "kjar" }, { "Kjaer", "kjar" }, { "KJÆR", "kjar" }, { "Ågård", "agard" },
		{ "Aagaard", "agard" }, { "A\xCC\x8Ag\xC3\xA5rd", "agard" }, { "Sørensen", "sorensen" },
		{ "Soerensen", "sorensen" }, { "Sörensen", "sorensen" }, { "Müller", "muller" },
		{ "René", "rene" }, { "Łukasz Đukić", "lukasz dukic" },
		{ "Anne-Marie  O'Hara ", "anne marie o hara" }, { "120467-1101", "120467 1101" },
		{ "Bo\xC2\xADlig", "bolig" }, { "Ǽrø Ǻs", "aro as" }, { "Þór", "thor" },
		{ "Strauß", "strauss" }, { "Борис", "борис" }, { "", "" }, { " - ", "" },
		{ "Ma\xC3\xABl", "mal" }, { "aea", "a" }, { "oee", "o" }, { "o a e", "o a e" },
		{ "oaeo", "oao" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_string_equal(collate_fold(&arena, cases[i][0]), cases[i][1]);
}

/* Letters that meet in the fold's rules, and some that do not. */
static const char *const tricky[] = {
	"a", "A", "e", "E", "o", "O", "æ", "Æ", "ø", "Ø", "å", "Å", "ä", "ö", "ü", "é", "à", "œ", "ß",
	"þ", "ł", "ǽ", "ǿ", "ǻ", " ", "-", "'", "k", "R", "1", "\xCC\x8A", "\xCC\x81", "\xC2\xAD", "ж",
	"Ж", "日", "😀", "�",
};

/* xorshift, so that every run sees the same texts. */
static uint32_t invent(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void the_fold_of_a_prefix_is_a_prefix_of_the_fold(void **state)
{
	uint32_t seed = 20261122;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct str text;
		char folds[13][80];
		size_t letters = invent(&seed) % 12 + 1;
		const char *whole;

		str_init(&text);
		for (size_t i = 0; i < letters; i++) {
			str_add(&text, tricky[invent(&seed) % LENGTH(tricky)]);
			whole = collate_fold(&arena, text.text);
			assert_true(strlen(whole) < sizeof(folds[0]));
			memcpy(folds[i], whole, strlen(whole) + 1);
		}
		for (size_t i = 0; i < letters; i++)
			if (!str_starts(whole, folds[i]))
				fail_msg("\"%s\": \"%s\" lacks \"%s\"", text.text, whole, folds[i]);
		/* What has been folded stays as it is: query and index meet. */
		assert_string_equal(collate_fold(&arena, whole), whole);
		str_done(&text);
		arena_reset(&arena);
	}
}

static void letters_written_out_fold_as_the_letters(void **state)
{
	static const char *const pairs[][2] = {
		{ "æ", "ae" }, { "ø", "oe" }, { "å", "aa" }, { "Å", "Aa" },
	};
	uint32_t seed = 42;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct str danish, ascii;

		str_init(&danish);
		str_init(&ascii);
		for (int i = 0; i < 8; i++) {
			uint32_t pick = invent(&seed) % (LENGTH(tricky) + 8);

			if (pick < LENGTH(tricky)) {
				str_add(&danish, tricky[pick]);
				str_add(&ascii, tricky[pick]);
			} else {
				str_add(&danish, pairs[pick % LENGTH(pairs)][0]);
				str_add(&ascii, pairs[pick % LENGTH(pairs)][1]);
			}
		}
		assert_string_equal(collate_fold(&arena, danish.text),
				    collate_fold(&arena, ascii.text));
		str_done(&danish);
		str_done(&ascii);
		arena_reset(&arena);
	}
}

static void any_bytes_at_all_can_be_keyed_and_folded(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char bytes[9] = { 0 };
		const char *key, *fold;

		for (int i = 0; i < 8; i++)
			bytes[i] = (char)(invent(&seed) >> 24);
		key = collate_key(&arena, bytes);
		fold = collate_fold(&arena, bytes);
		assert_true(utf8_valid(key, strlen(key)));
		assert_true(utf8_valid(fold, strlen(fold)));
		arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_walk_gives_code_points_and_always_ends),
		cmocka_unit_test(a_code_point_written_is_read_back),
		cmocka_unit_test(what_must_never_reach_a_terminal_is_a_control),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(graphemes_are_walked_the_same_both_ways),
		cmocka_unit_test(what_fits_is_cut_between_graphemes),
		cmocka_unit_test(clean_text_is_valid_composed_and_without_controls),
		cmocka_unit_test(windows_1252_becomes_utf8),
		cmocka_unit_test(names_stand_in_danish_order),
		cmocka_unit_test(case_and_accents_only_break_ties),
		cmocka_unit_test(spellings_of_one_name_fold_alike),
		cmocka_unit_test(the_fold_of_a_prefix_is_a_prefix_of_the_fold),
		cmocka_unit_test(letters_written_out_fold_as_the_letters),
		cmocka_unit_test(any_bytes_at_all_can_be_keyed_and_folded),
	};

	return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
