/* How what two have written differently is told where there is too little room for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/screen/conflict_words.h"

struct told {
	struct arena arena;
	struct conflict_side sides[2];
	struct conflict conflict;
};

static int setup(void **state)
{
	static struct told told;

	arena_init(&told.arena);
	tr_use(LANGUAGE_EN);
	*state = &told;
	return 0;
}

static int teardown(void **state)
{
	struct told *told = *state;

	arena_done(&told->arena);
	return 0;
}

static struct conflict *between(struct told *told, const char *one, const char *other)
{
	told->sides[0] = (struct conflict_side){ .value = one, .by = "Mette Holm" };
	told->sides[1] = (struct conflict_side){ .value = other, .by = "Per Jensen" };
	told->conflict = (struct conflict){ .kind = CONFLICT_FIELD, .who = "", .what = "", .base = "",
					    .third = FIELD_FORM_TEXT, .sides = told->sides, .count = 2 };
	return &told->conflict;
}

/* 1,980 characters, what differs, and 1,980 more. */
static const char *long_text(struct told *told, const char *differs)
{
	const char *text = "";

	for (int i = 0; i < 66; i++)
		text = arena_printf(&told->arena, "%sKarim søger nær banegården og ", text);
	return arena_printf(&told->arena, "%s%s %s", text, differs, text);
}

static void a_short_text_is_told_whole(void **state)
{
	struct told *told = *state;
	struct conflict *conflict = between(told, "Lager", "Lagermedarbejder");
	bool cut = true;

	assert_string_equal(conflict_excerpt(&told->arena, conflict, 1, false, 16, &cut), "Lagermedarbejder");
	assert_false(cut);
}

static void where_long_texts_differ_is_seen_however_far_in_it_stands(void **state)
{
	struct told *told = *state;
	struct conflict *conflict = between(told, long_text(told, "begynder i januar"), long_text(told, "begynder nu"));
	static const char *const differs[] = { "januar", "begynder nu" };

	for (size_t side = 0; side < 2; side++)
		for (int columns = 60; columns <= 600; columns += 60) {
			bool cut = false;
			const char *text = conflict_excerpt(&told->arena, conflict, side, false, columns, &cut);

			assert_true(cut);
			assert_true(str_starts(text, "… "));
			assert_non_null(strstr(text, differs[side]));
			assert_true(utf8_columns(text) <= columns);
		}
}

static void a_text_without_blanks_is_parted_between_its_letters(void **state)
{
	struct told *told = *state;
	char one[401], other[401];
	bool cut;

	for (size_t i = 0; i < 400; i += 2)
		memcpy(one + i, "å", 2);
	one[400] = '\0';
	memcpy(other, one, sizeof(one));
	memcpy(one + 300, "ø", 2);
	for (int columns = 30; columns < 50; columns++) {
		const char *text =
			conflict_excerpt(&told->arena, between(told, one, other), 0, false, columns, &cut);

		assert_true(utf8_valid(text, strlen(text)));
		assert_non_null(strstr(text, "ø"));
	}
}

static void what_is_not_shown_is_not_shown_in_part(void **state)
{
	struct told *told = *state;
	struct conflict *conflict = between(told, long_text(told, "Skolegade 4"), long_text(told, "Havnegade 12"));
	bool cut;

	conflict->mask = CONFLICT_PROTECTED;
	assert_string_equal(conflict_excerpt(&told->arena, conflict, 0, false, 60, &cut), "not shown");
	assert_non_null(strstr(conflict_excerpt(&told->arena, conflict, 0, true, 60, &cut), "Skolegade 4"));
}

static void what_only_blanks_and_unseen_signs_tell_apart_is_said_so(void **state)
{
	static const struct {
		const char *one, *other;
		bool alike;
	} cases[] = {
		{ "Nygade 4", "Nygade  4", true },  { "Nygade 4", " Nygade 4\n", true }, { "Nygade 4", "Nygade\t4", true },
		{ "Nygade 4", "Nygade 5", false },  { "Nygade 4", "Nygade4", false },	{ "", " ", true },
		{ "", "Nygade", false },
	};
	struct told *told = *state;

	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(conflict_looks_alike(&told->arena, between(told, cases[i].one, cases[i].other)),
				 cases[i].alike);
}

static void what_stood_before_is_never_guessed(void **state)
{
	struct told *told = *state;
	struct conflict *conflict = between(told, "1", "2");

	assert_string_equal(conflict_base_text(&told->arena, conflict, false), "Before: not known on this machine");
	conflict->base_kind = CONFLICT_BASE_NOTHING;
	assert_string_equal(conflict_base_text(&told->arena, conflict, false), "Before: nothing was written");
	conflict->base_kind = CONFLICT_BASE_VALUE;
	conflict->base = "";
	assert_string_equal(conflict_base_text(&told->arena, conflict, false), "Before: (empty)");
	conflict->base = "Rugårdsvej\n48";
	assert_string_equal(conflict_base_text(&told->arena, conflict, false), "Before: Rugårdsvej 48");
	conflict->mask = CONFLICT_PROTECTED;
	assert_string_equal(conflict_base_text(&told->arena, conflict, false), "Before: not shown");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_short_text_is_told_whole),
		CASE(where_long_texts_differ_is_seen_however_far_in_it_stands),
		CASE(a_text_without_blanks_is_parted_between_its_letters),
		CASE(what_is_not_shown_is_not_shown_in_part),
		CASE(what_only_blanks_and_unseen_signs_tell_apart_is_said_so),
		CASE(what_stood_before_is_never_guessed),
	};

	return cmocka_run_group_tests_name("conflict words", tests, NULL, NULL);
}
