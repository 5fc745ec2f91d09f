/* The tools that know nothing of text: panic, arena, str, err, id. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"
#include "samtale/base/id.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

/* ---- panic ----------------------------------------------------------------------------------- */

/* Runs `mistake` in a child; fails unless it aborts. What it wrote to standard error is in said. */
static void assert_dies(void (*mistake)(void), char *said, size_t size)
{
	int ends[2], status;
	size_t length = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		mistake();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], said + length, size - 1 - length)) > 0)
		length += (size_t)got;
	said[length] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void say_restored(void)
{
	fprintf(stderr, "restored\n");
}

static void mistake_with_restore(void)
{
	panic_on_bug(say_restored);
	panic("file.c", 12, "two screens at once");
}

static void restore_with_mistake(void)
{
	BUG("the terminal is gone");
}

static void mistake_in_restore(void)
{
	panic_on_bug(restore_with_mistake);
	BUG("the first one");
}

static void a_bug_restores_the_terminal_before_it_speaks(void **state)
{
	char said[200];

	(void)state;
	assert_dies(mistake_with_restore, said, sizeof(said));
	assert_string_equal(said, "restored\nsamtale: bug in file.c:12: two screens at once\n");
}

static void a_bug_in_the_restoring_still_ends(void **state)
{
	char said[200];

	(void)state;
	assert_dies(mistake_in_restore, said, sizeof(said));
	assert_non_null(strstr(said, "the terminal is gone"));
}

static void add_to_list_without_items(void)
{
	struct arena arena;

	arena_init(&arena);
	arena_grow(&arena, NULL, 3, 4);
}

static void array_past_memory(void)
{
	struct arena arena;

	arena_init(&arena);
	arena_array(&arena, SIZE_MAX / 2, 3);
}

static void splice_past_the_end(void)
{
	struct str str;

	str_init(&str);
	str_set(&str, "abc");
	str_splice(&str, 2, 2, "x");
}

static void origin_nought(void)
{
	id_numbered(0, 1);
}

static void origin_too_large(void)
{
	id_numbered(ID_ORIGIN_MAX + 1, 1);
}

static void counter_too_large(void)
{
	id_numbered(1, UINT64_C(1) << 43);
}

static void exit_status_of_no_code(void)
{
	err_exit_status((enum err_code)77);
}

static void programming_mistakes_abort(void **state)
{
	static void (*const mistakes[])(void) = {
		add_to_list_without_items, array_past_memory, splice_past_the_end, origin_nought,
		origin_too_large, counter_too_large, exit_status_of_no_code,
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(mistakes); i++) {
		char said[400];

		assert_dies(mistakes[i], said, sizeof(said));
		assert_true(str_starts(said, "samtale: bug in "));
	}
}

/* ---- arena ----------------------------------------------------------------------------------- */

static void what_an_arena_gives_is_zeroed_aligned_and_apart(void **state)
{
	struct arena arena;
	unsigned char *pieces[200];

	(void)state;
	arena_init(&arena);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < LENGTH(pieces); i++) {
			pieces[i] = arena_alloc(&arena, i * 7);
			assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
			for (size_t at = 0; at < i * 7; at++)
				assert_int_equal(pieces[i][at], 0);
			memset(pieces[i], (int)i, i * 7);
		}
		for (size_t i = 1; i < LENGTH(pieces); i++) {
			assert_int_equal(pieces[i][0], (unsigned char)i);
			assert_int_equal(pieces[i][i * 7 - 1], (unsigned char)i);
		}
		assert_true(arena.used >= 7 * 199 * 200 / 2);
		arena_reset(&arena);
		assert_int_equal(arena.used, 0);
	}
	arena_done(&arena);
	assert_null(arena.newest);
}

static void an_arena_takes_a_piece_larger_than_its_blocks(void **state)
{
	struct arena arena;
	char *large;

	(void)state;
	arena_init(&arena);
	arena_alloc(&arena, 10);
	large = arena_alloc(&arena, 3000000);
	large[2999999] = 'x';
	assert_non_null(arena_alloc(&arena, 10));
	arena_done(&arena);
	arena_reset(&arena);
	arena_done(&arena);
}

static void copies_in_an_arena_are_whole(void **state)
{
	struct arena arena;
	char *copy, *empty;

	(void)state;
	arena_init(&arena);
	copy = arena_strdup(&arena, "Ågård");
	empty = arena_strdup(&arena, NULL);
	assert_string_equal(arena_strndup(&arena, "Kjær", 2), "Kj");
	assert_string_equal(arena_strndup(&arena, "Kj", 9), "Kj");
	assert_string_equal(arena_printf(&arena, "%s er %d", copy, 41), "Ågård er 41");
	assert_string_equal(arena_printf(&arena, "%09000d", 7) + 8995, "00007");
	assert_string_equal(copy, "Ågård");
	assert_string_equal(empty, "");
	arena_done(&arena);
}

static void a_list_grows_without_losing_its_items(void **state)
{
	struct arena arena;
	int *items = NULL, moves = 0;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 5000; i++) {
		int *grown = arena_grow(&arena, items, (size_t)i, sizeof(*items));

		moves += grown != items;
		items = grown;
		items[i] = i;
	}
	for (int i = 0; i < 5000; i++)
		assert_int_equal(items[i], i);
	assert_int_equal(moves, 11); /* 8, 16, 32 ... 8192 */
	arena_done(&arena);
}

/* ---- str ------------------------------------------------------------------------------------- */

static void a_string_grows_and_stays_terminated(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	assert_string_equal(str.text, "");
	str_clear(&str);
	str_add(&str, NULL);
	assert_string_equal(str.text, "");
	for (int i = 0; i < 1000; i++) {
		str_addf(&str, "%d,", i % 10);
		assert_int_equal(str.length, strlen(str.text));
	}
	assert_int_equal(str.length, 2000);
	str_clear(&str);
	assert_string_equal(str.text, "");
	str_set(&str, "ja");
	str_add_char(&str, '!');
	str_add_bytes(&str, "a\0b", 3);
	assert_int_equal(str.length, 6);
	assert_memory_equal(str.text, "ja!a\0b", 7);
	str_set(&str, NULL);
	assert_string_equal(str.text, "");
	str_done(&str);
	assert_string_equal(str.text, "");
	str_done(&str);
}

static void a_splice_puts_text_where_it_belongs(void **state)
{
	static const struct {
		const char *before;
		size_t at, removed;
		const char *text, *after;
	} cases[] = {
		{ "", 0, 0, "", "" },
		{ "", 0, 0, "ny", "ny" },
		{ "samtale", 0, 3, "", "tale" },
		{ "samtale", 7, 0, "r", "samtaler" },
		{ "samtale", 3, 0, "-", "sam-tale" },
		{ "samtale", 3, 4, "let", "samlet" },
		{ "samtale", 0, 7, NULL, "" },
		{ "a", 0, 1, "en meget længere tekst end den, der var der",
		  "en meget længere tekst end den, der var der" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct str str;

		str_init(&str);
		str_set(&str, cases[i].before);
		str_splice(&str, cases[i].at, cases[i].removed, cases[i].text);
		assert_string_equal(str.text, cases[i].after);
		assert_int_equal(str.length, strlen(cases[i].after));
		str_done(&str);
	}
}

static void a_string_may_be_given_a_piece_of_itself(void **state)
{
	struct str str;

	(void)state;
	str_init(&str);
	str_set(&str, "abcdefgh");
	for (int i = 0; i < 5; i++)
		str_add(&str, str.text);
	assert_int_equal(str.length, 256);
	str_set(&str, str.text + 252);
	assert_string_equal(str.text, "efgh");
	str_splice(&str, 1, 2, str.text + 2);
	assert_string_equal(str.text, "eghh");
	str_done(&str);
}

static void an_answer_reads_as_a_sentence_after_its_question(void **state)
{
	static const struct {
		const char *label, *text, *read;
	} rows[] = {
		{ "Hvor?", "øst for åen", "Hvor? Øst for åen." },
		{ "Event", "left a job", "Event: Left a job." },
		{ "Hvorfor?", "bussen\nkom ikke!", "Hvorfor? Bussen kom ikke!" },
		{ "Hvor mange:", "3", "Hvor mange: 3." },
		{ "Hvor?", "", "Hvor? " },
	};
	struct str str;

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		str_init(&str);
		str_add_label(&str, rows[i].label);
		str_add_sentence(&str, rows[i].text);
		assert_string_equal(str.text, rows[i].read);
		str_done(&str);
	}
}

static void comparisons_take_null_as_empty(void **state)
{
	(void)state;
	assert_true(str_equal(NULL, ""));
	assert_true(str_equal("a", "a"));
	assert_false(str_equal("a", NULL));
	assert_true(str_starts("jobsamtale", "job"));
	assert_true(str_starts(NULL, NULL));
	assert_false(str_starts(NULL, "job"));
	assert_false(str_starts("jo", "job"));
	assert_true(str_is_empty(NULL));
	assert_true(str_is_empty(" \t\r\n"));
	assert_false(str_is_empty(" x "));
}

/* ---- err ------------------------------------------------------------------------------------- */

static void an_error_holds_code_text_and_detail(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_false(err_set(&err, ERR_INPUT, "Række %d mangler.", 7));
	assert_false(err_detail(&err, "errno %d", 2));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err.text, "Række 7 mangler.");
	assert_string_equal(err.detail, "errno 2");
	/* A new error may quote the old one; the old detail is not its own. */
	err_set(&err, ERR_IO, "Filen kan ikke læses: %s", err.text);
	assert_string_equal(err.text, "Filen kan ikke læses: Række 7 mangler.");
	assert_string_equal(err.detail, "");
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
	assert_string_equal(err.text, "");
	assert_false(err_set(NULL, ERR_IO, "ingen hører det"));
	assert_false(err_detail(NULL, "ingen hører det"));
	err_clear(NULL);
}

static void a_long_error_is_cut_between_characters(void **state)
{
	static const char *const characters[] = { "x", "å", "€", "😀" };

	(void)state;
	for (size_t i = 0; i < LENGTH(characters); i++) {
		for (size_t lead = 0; lead < 4; lead++) {
			size_t step = strlen(characters[i]), room, length;
			struct err err = { 0 };
			struct str text;

			str_init(&text);
			str_add_bytes(&text, "___", lead);
			while (text.length < 600)
				str_add(&text, characters[i]);
			err_set(&err, ERR_INPUT, "%s", text.text);
			err_detail(&err, "%s", text.text);
			room = sizeof(err.text) - 1;
			length = strlen(err.text);
			assert_int_equal(length, lead + (room - lead) / step * step);
			assert_true(utf8_valid(err.text, length));
			room = sizeof(err.detail) - 1;
			assert_int_equal(strlen(err.detail), lead + (room - lead) / step * step);
			str_done(&text);
		}
	}
}

static void exit_statuses_are_those_of_the_manual(void **state)
{
	(void)state;
	assert_int_equal(err_exit_status(ERR_NONE), 0);
	for (int code = ERR_INPUT; code <= ERR_MISSING; code++)
		assert_int_equal(err_exit_status((enum err_code)code), 1);
	for (int code = ERR_DAMAGED; code <= ERR_IO; code++)
		assert_int_equal(err_exit_status((enum err_code)code), 3);
	assert_int_equal(err_exit_status(ERR_USAGE), 2);
}

/* ---- id -------------------------------------------------------------------------------------- */

static struct id_realm invented_realm(void)
{
	struct id_realm realm = { 0 };

	for (size_t i = 0; i < ID_SECRET_BYTES; i++)
		realm.secret[i] = (unsigned char)i;
	return realm;
}

static void a_numbered_id_tells_its_terminal(void **state)
{
	static const struct {
		uint32_t origin;
		uint64_t counter;
		int64_t id;
	} cases[] = {
		{ 1, 0, INT64_C(0x0000080000000000) },
		{ 1, 1, INT64_C(0x0000080000000001) },
		{ 3, 0x7FFFFFFFFFF, INT64_C(0x00001FFFFFFFFFFF) },
		{ ID_ORIGIN_MAX, 0x7FFFFFFFFFF, INT64_C(0x3FFFFFFFFFFFFFFF) },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(id_numbered(cases[i].origin, cases[i].counter), cases[i].id);
		assert_int_equal(id_origin(cases[i].id), cases[i].origin);
	}
}

/* Expected values made with Python's hashlib.blake2b over length and bytes of each part. */
static void a_natural_id_is_the_same_on_every_terminal(void **state)
{
	struct id_realm realm = invented_realm();

	(void)state;
	assert_int_equal(id_natural(&realm, "cpr", "0303045101"), INT64_C(5405527669245834701));
	assert_int_equal(id_natural(&realm, "cpr", "1204671101"), INT64_C(5714043457895868417));
	assert_int_equal(id_origin(id_natural(&realm, "cpr", "0303045101")), 0);
}

static void natural_ids_differ_by_secret_kind_and_parting(void **state)
{
	struct id_realm realm = invented_realm(), other = invented_realm();
	int64_t id = id_natural(&realm, "cpr", "0303045101");

	(void)state;
	other.secret[31] ^= 1;
	assert_true(id != id_natural(&other, "cpr", "0303045101"));
	assert_true(id != id_natural(&realm, "cvr", "0303045101"));
	assert_true(id != id_natural(&realm, "cp", "r0303045101"));
	assert_true(id != id_natural(&realm, "cpr0", "303045101"));
	assert_true(id_natural(&realm, "", "") > 0);
}

static void hashes_are_blake2b_of_256_bits(void **state)
{
	char text[ID_HASH_TEXT];

	(void)state;
	id_hash_text("abc", 3, text);
	assert_string_equal(text, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	id_hash_text("", 0, text);
	assert_string_equal(text, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bug_restores_the_terminal_before_it_speaks),
		cmocka_unit_test(a_bug_in_the_restoring_still_ends),
		cmocka_unit_test(programming_mistakes_abort),
		cmocka_unit_test(what_an_arena_gives_is_zeroed_aligned_and_apart),
		cmocka_unit_test(an_arena_takes_a_piece_larger_than_its_blocks),
		cmocka_unit_test(copies_in_an_arena_are_whole),
		cmocka_unit_test(a_list_grows_without_losing_its_items),
		cmocka_unit_test(a_string_grows_and_stays_terminated),
		cmocka_unit_test(a_splice_puts_text_where_it_belongs),
		cmocka_unit_test(a_string_may_be_given_a_piece_of_itself),
		cmocka_unit_test(an_answer_reads_as_a_sentence_after_its_question),
		cmocka_unit_test(comparisons_take_null_as_empty),
		cmocka_unit_test(an_error_holds_code_text_and_detail),
		cmocka_unit_test(a_long_error_is_cut_between_characters),
		cmocka_unit_test(exit_statuses_are_those_of_the_manual),
		cmocka_unit_test(a_numbered_id_tells_its_terminal),
		cmocka_unit_test(a_natural_id_is_the_same_on_every_terminal),
		cmocka_unit_test(natural_ids_differ_by_secret_kind_and_parting),
		cmocka_unit_test(hashes_are_blake2b_of_256_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
