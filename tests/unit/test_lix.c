/* LIX: words a sentence, and a hundred times the share of long words (Björnsson 1968). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samtale/base/compiler.h"
#include "samtale/base/lix.h"

struct counted {
	const char *text;
	int words, sentences, long_words, lix;
};

static void words_sentences_and_long_words_are_counted(void **state)
{
	static const struct counted cases[] = {
		{ "", 0, 0, 0, 0 },
		{ " ... ?! ", 0, 0, 0, 0 },
		{ "Kom her.", 2, 1, 0, 2 },
		{ "Kom her", 2, 1, 0, 2 },
		{ "Kom her... Så!", 3, 2, 0, 2 },
		/* six letters are not long, seven are; æ, ø and å are one letter each */
		{ "særlig ældrene", 2, 1, 1, 52 },
		{ "ærøboer bøøåæø", 2, 1, 1, 52 },
		/* a letter and its mark are one */
		{ "sa\xCC\x8Ark\xCC\x8Alig", 1, 1, 1, 101 },
		{ "ABCDEF\xCC\x8A", 1, 1, 0, 1 },
		/* hyphens and apostrophes join, dashes and strokes part */
		{ "A-kassen", 1, 1, 1, 101 },
		{ "CV'et - og/eller", 3, 1, 0, 3 },
		{ "Det koster 2.5 kr. i dag", 7, 2, 0, 4 },
		{ "Klokken 12:30: ring.", 4, 2, 1, 27 },
		/* a heading has no full stop */
		{ "Det aftalte\n\nVi ses.", 4, 2, 1, 27 },
		{ "Det aftalte\n \nVi ses.", 4, 2, 1, 27 },
		{ "Det aftalte\nog mere.", 4, 1, 1, 29 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lix lix = { 0 };

		lix_add(&lix, cases[i].text);
		if (lix.words != cases[i].words || lix.sentences != cases[i].sentences
		    || lix.long_words != cases[i].long_words || lix_of(cases[i].text) != cases[i].lix)
			fail_msg("“%s”: %d words, %d sentences, %d long, LIX %d", cases[i].text, lix.words,
				 lix.sentences, lix.long_words, lix_of(cases[i].text));
	}
}

static void many_texts_have_one_lix(void **state)
{
	struct lix lix = { 0 };

	(void)state;
	lix_add(&lix, "Hvad er der sket siden sidst?");
	lix_add(&lix, "Hvordan gik det");
	assert_int_equal(lix.sentences, 2);
	assert_int_equal(lix_value(&lix), 16); /* 9 / 2 + 100 / 9 = 15.6 */
}

static void what_is_no_text_ends(void **state)
{
	(void)state;
	assert_int_equal(lix_of("\xFF\xC3"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_sentences_and_long_words_are_counted),
		cmocka_unit_test(many_texts_have_one_lix),
		cmocka_unit_test(what_is_no_text_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
