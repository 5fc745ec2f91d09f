/* The sealed file: what goes in comes out, and each thing that can be wrong with it is told by its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "bundle_forged.h"
#include "samtale/base/embedded.h"
#include "samtale/base/tr.h"

#define UNIT 3
#define ORIGIN 7
#define BSEQ 2
#define LEAST_MUTATIONS 3711

struct fixture {
	struct bundle_header header;
	struct forged_keys keys;
	unsigned char hash[BUNDLE_HASH_BYTES], newest[BUNDLE_HASH_BYTES];
	struct str ops, file, plain;
	struct err err;
};

static unsigned char *bytes_of(struct fixture *f)
{
	return (unsigned char *)f->file.text;
}

static void seal(struct fixture *f)
{
	str_clear(&f->file);
	assert_true(bundle_seal(&f->header, &f->ops, f->keys.box_public, f->keys.sign_secret, &f->file,
				f->hash, &f->err));
}

static int begin(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));

	forged_keys_make(&f->keys, 1);
	memset(f->newest, 0x5a, sizeof(f->newest));
	f->header = (struct bundle_header){ .unit = UNIT,
					    .bseq = BSEQ,
					    .origin = ORIGIN,
					    .epoch = 4,
					    .flags = BUNDLE_SNAPSHOT,
					    .first_seq = 10,
					    .last_seq = 20,
					    .hlc = 1234567890123,
					    .schema = 11,
					    .ops = 3 };
	memset(f->header.realm, 0x11, sizeof(f->header.realm));
	memcpy(f->header.prev, f->newest, sizeof(f->newest));
	str_init(&f->ops);
	str_init(&f->file);
	str_init(&f->plain);
	str_add(&f->ops,
		"Har søgt tre stillinger, og vil gerne tale om en fjerde. Det er aftalt, at hun ringer "
		"til virksomheden på fredag.");
	seal(f);
	*state = f;
	return 0;
}

static int end(void **state)
{
	struct fixture *f = *state;

	str_done(&f->ops);
	str_done(&f->file);
	str_done(&f->plain);
	test_free(f);
	return 0;
}

/* All the checks of a receiver that expects (UNIT, ORIGIN, BSEQ) after `newest`. */
static enum bundle_fault take(struct fixture *f, const unsigned char *bytes, size_t size)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	enum bundle_fault fault = bundle_peek(bytes, size, &header, hash);

	if (!fault)
		fault = bundle_check_place(&header, f->header.realm, UNIT, ORIGIN, BSEQ);
	if (!fault)
		fault = bundle_check_signature(bytes, size, f->keys.sign_public);
	if (!fault)
		fault = bundle_check_follows(&header, hash, BSEQ - 1, f->newest);
	str_clear(&f->plain);
	return fault ? fault : bundle_unseal(bytes, size, f->keys.box_public, f->keys.box_secret, &f->plain);
}

static void assert_taken(struct fixture *f)
{
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_WHOLE);
	assert_int_equal(f->plain.length, f->ops.length);
	assert_memory_equal(f->plain.text, f->ops.text, f->ops.length);
}

static void what_is_sealed_opens_to_the_same(void **state)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 200000, 3 << 20 };
	struct fixture *f = *state;

	for (size_t i = 0; i < LENGTH(sizes); i++) {
		/* Noise does not compress: as many pieces as there are in the plain. */
		char *noise = test_malloc(sizes[i] + 1);

		randombytes_buf_deterministic(noise, sizes[i], f->keys.box_public);
		str_clear(&f->ops);
		str_add_bytes(&f->ops, noise, sizes[i]);
		test_free(noise);
		seal(f);
		assert_taken(f);
	}
}

static void the_header_says_what_was_sealed(void **state)
{
	struct fixture *f = *state;
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;

	assert_int_equal(bundle_peek(bytes_of(f), f->file.length, &header, hash), BUNDLE_WHOLE);
	assert_memory_equal(hash, f->hash, sizeof(hash));
	f->header.flags |= BUNDLE_ZLIB;
	f->header.plain_size = f->ops.length;
	assert_memory_equal(header.realm, f->header.realm, sizeof(header.realm));
	assert_memory_equal(header.prev, f->header.prev, sizeof(header.prev));
	assert_int_equal(header.unit, f->header.unit);
	assert_int_equal(header.bseq, f->header.bseq);
	assert_int_equal(header.origin, f->header.origin);
	assert_int_equal(header.epoch, f->header.epoch);
	assert_int_equal(header.flags, f->header.flags);
	assert_int_equal(header.first_seq, f->header.first_seq);
	assert_int_equal(header.last_seq, f->header.last_seq);
	assert_int_equal(header.hlc, f->header.hlc);
	assert_int_equal(header.schema, f->header.schema);
	assert_int_equal(header.ops, f->header.ops);
	assert_int_equal(header.plain_size, f->header.plain_size);
}

static void the_file_stands_as_the_format_says(void **state)
{
	struct fixture *f = *state;
	unsigned char *b = bytes_of(f);

	assert_memory_equal(b, "SAMTBDL1\x01\x00\x05\x00\xf0\x00\x00\x00", 16);
	assert_int_equal(bundle_number(b + 32, 8), UNIT);
	assert_int_equal(bundle_number(b + 48, 8), BSEQ);
	assert_int_equal(bundle_number(b + 136, 8), f->file.length);
	assert_int_equal(f->file.length, 240 + 24 + bundle_number(b + 96, 8) + 17 + 64);
}

/* ---- mutations ------------------------------------------------------------------------------------- */

static void no_flipped_bit_and_no_cut_is_taken(void **state)
{
	struct fixture *f = *state;
	size_t tried = 0;

	assert_taken(f);
	for (size_t bit = 0; bit < f->file.length * 8; bit++, tried++) {
		bytes_of(f)[bit / 8] ^= (unsigned char)(1 << bit % 8);
		if (!take(f, bytes_of(f), f->file.length))
			fail_msg("taken with bit %zu of byte %zu flipped", bit % 8, bit / 8);
		assert_int_equal(f->plain.length, 0);
		bytes_of(f)[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (size_t size = 0; size < f->file.length; size++, tried++) {
		/* A copy of just that size, so that a sanitizer sees a step past the end. */
		unsigned char *cut = test_malloc(size + !size);

		memcpy(cut, bytes_of(f), size);
		assert_int_equal(take(f, cut, size), BUNDLE_SHORT);
		test_free(cut);
	}
	print_message("%zu flips and cuts, none taken\n", tried);
	assert_true(tried >= LEAST_MUTATIONS);
}

/* An enrolled terminal that signs anything: still nothing but what was sealed comes out. */
static void no_flipped_bit_opens_even_when_the_signature_is_not_looked_at(void **state)
{
	struct fixture *f = *state;

	for (size_t bit = 0; bit < (f->file.length - crypto_sign_BYTES) * 8; bit++) {
		bytes_of(f)[bit / 8] ^= (unsigned char)(1 << bit % 8);
		str_clear(&f->plain);
		if (!bundle_unseal(bytes_of(f), f->file.length, f->keys.box_public, f->keys.box_secret,
				   &f->plain))
			fail_msg("opened with bit %zu of byte %zu flipped", bit % 8, bit / 8);
		assert_int_equal(f->plain.length, 0);
		bytes_of(f)[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
}

static const struct {
	const char *what;
	size_t at;
	int bytes;
	uint64_t number;
	bool is_signed; /* by the terminal itself */
	enum bundle_fault fault;
} altered[] = {
	{ "another magic", 0, 1, 'X', false, BUNDLE_NOT_ONE },
	{ "a length beyond the file", AT_TOTAL, 8, UINT64_MAX, false, BUNDLE_SHORT },
	{ "a length before its end", AT_TOTAL, 8, 100, false, BUNDLE_LONG },
	{ "a later version", AT_VERSION, 2, 2, false, BUNDLE_VERSION },
	{ "another realm", AT_REALM, 1, 0, true, BUNDLE_REALM },
	{ "another unit's", AT_UNIT, 8, 4, true, BUNDLE_UNIT },
	{ "a negative unit", AT_UNIT, 8, UINT64_MAX, true, BUNDLE_UNIT },
	{ "another terminal's", AT_ORIGIN, 4, 8, true, BUNDLE_UNIT },
	{ "another number's", AT_BSEQ, 8, 3, true, BUNDLE_UNIT },
	{ "altered", AT_HLC, 8, 1, false, BUNDLE_SIGNATURE },
	{ "reserved bytes, altered", AT_RESERVED, 1, 1, false, BUNDLE_SIGNATURE },
	{ "follows another", AT_PREV, 1, 0, true, BUNDLE_CHAIN },
	{ "reserved bytes of a later program", AT_RESERVED + 15, 1, 1, true, BUNDLE_VERSION },
	{ "a flag of a later program", AT_FLAGS, 2, 0x21, true, BUNDLE_VERSION },
	{ "another compression", AT_FLAGS, 2, 2, true, BUNDLE_VERSION },
	{ "another header", AT_HEADER_LENGTH, 4, 160, true, BUNDLE_VERSION },
	{ "a compressed length that does not fit", AT_COMPRESSED, 8, 5, true, BUNDLE_SIZES },
	{ "a compressed length past all files", AT_COMPRESSED, 8, UINT64_MAX, true, BUNDLE_SIZES },
	{ "more ops than the limit", AT_OPS, 4, BUNDLE_OPS_LIMIT + 1, true, BUNDLE_SIZES },
	{ "a plain length past the limit", AT_PLAIN, 8, BUNDLE_PLAIN_LIMIT + 1, true, BUNDLE_SIZES },
	{ "a plain length that no compression gives", AT_PLAIN, 8, 1 << 20, true, BUNDLE_SIZES },
	{ "a header that is not the pieces'", AT_HLC, 8, 1, true, BUNDLE_SEAL },
	{ "a key that is not the unit's", AT_KEY, 1, 0, true, BUNDLE_SEAL },
	{ "pieces that are not the key's", AT_PIECES, 1, 0, true, BUNDLE_SEAL },
};

static void each_fault_is_told_by_its_name(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < LENGTH(altered); i++) {
		enum bundle_fault fault;

		do /* what is random in a seal may be the byte that is written */
			seal(f);
		while (bundle_number(bytes_of(f) + altered[i].at, altered[i].bytes) == altered[i].number);
		bundle_number_put(bytes_of(f) + altered[i].at, altered[i].bytes, altered[i].number);
		if (altered[i].is_signed)
			bundle_resign(&f->keys, &f->file);
		fault = take(f, bytes_of(f), f->file.length);
		if (fault != altered[i].fault)
			fail_msg("%s: \"%s\"", altered[i].what, bundle_fault_code(fault));
	}
}

static void what_was_added_to_is_long_and_what_is_small_is_short(void **state)
{
	struct fixture *f = *state;

	str_add_char(&f->file, '\0');
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_LONG);
	assert_int_equal(take(f, (const unsigned char *)"", 0), BUNDLE_SHORT);
	assert_int_equal(take(f, (const unsigned char *)"SAMT", 4), BUNDLE_SHORT);
	assert_int_equal(take(f, (const unsigned char *)"PK\3\4", 4), BUNDLE_NOT_ONE);
	assert_int_equal(bundle_check_signature(bytes_of(f), 10, f->keys.sign_public), BUNDLE_SHORT);
	assert_int_equal(bundle_unseal(bytes_of(f), 10, f->keys.box_public, f->keys.box_secret, &f->plain),
			 BUNDLE_SHORT);
}

static void only_the_signers_key_and_the_units_key_fit(void **state)
{
	struct fixture *f = *state;
	struct forged_keys other;

	forged_keys_make(&other, 2);
	assert_int_equal(bundle_check_signature(bytes_of(f), f->file.length, other.sign_public),
			 BUNDLE_SIGNATURE);
	assert_int_equal(
		bundle_unseal(bytes_of(f), f->file.length, other.box_public, other.box_secret, &f->plain),
		BUNDLE_SEAL);
}

static void the_same_number_again_is_known_or_a_fork(void **state)
{
	struct fixture *f = *state;
	unsigned char other[BUNDLE_HASH_BYTES] = { 0 };

	assert_int_equal(bundle_check_follows(&f->header, f->hash, BSEQ, f->hash), BUNDLE_WHOLE);
	assert_int_equal(bundle_check_follows(&f->header, f->hash, BSEQ, other), BUNDLE_FORK);
	assert_int_equal(bundle_check_follows(&f->header, f->hash, BSEQ + 5, other), BUNDLE_WHOLE);
	assert_int_equal(bundle_check_follows(&f->header, f->hash, BSEQ - 2, other), BUNDLE_GAP);
	assert_int_equal(bundle_check_follows(&f->header, f->hash, BSEQ - 1, other), BUNDLE_CHAIN);
	assert_int_equal(bundle_check_follows(&f->header, f->hash, BSEQ - 1, f->newest), BUNDLE_WHOLE);
}

/* ---- sealed by somebody who means harm --------------------------------------------------------------- */

static void forge(struct fixture *f, const struct str *compressed, uint64_t plain, unsigned char tag)
{
	unsigned char head[AT_KEY];

	memcpy(head, bytes_of(f), sizeof(head));
	bundle_forge(&f->keys, head, plain, compressed, tag, &f->file);
}

static void compressed_does_not_unfold_past_what_the_header_says(void **state)
{
	struct fixture *f = *state;
	struct str zeros, bomb;

	str_init(&zeros);
	str_init(&bomb);
	for (int i = 0; i < 1000; i++)
		str_add_bytes(&zeros, (char[10000]){ 0 }, 10000);
	assert_true(bundle_deflate(&zeros, &bomb));
	forge(f, &bomb, 100, TAG_FINAL);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_CONTENT);
	assert_int_equal(f->plain.length, 0);
	assert_true(f->plain.room < zeros.length);
	forge(f, &bomb, zeros.length, TAG_FINAL);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_WHOLE);
	forge(f, &bomb, zeros.length + 1, TAG_FINAL);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_CONTENT);
	str_done(&bomb);
	str_done(&zeros);
}

static void a_rightly_sealed_file_of_other_bytes_is_refused(void **state)
{
	struct fixture *f = *state;
	struct str compressed;

	str_init(&compressed);
	assert_true(bundle_deflate(&f->ops, &compressed));
	forge(f, &compressed, f->ops.length, TAG_FINAL);
	assert_taken(f);
	forge(f, &compressed, f->ops.length, 0);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_SEAL);
	str_add_char(&compressed, 'x');
	forge(f, &compressed, f->ops.length, TAG_FINAL);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_CONTENT);
	str_set(&compressed, "not compressed");
	forge(f, &compressed, f->ops.length, TAG_FINAL);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_CONTENT);
	str_clear(&compressed);
	forge(f, &compressed, 0, TAG_FINAL);
	assert_int_equal(take(f, bytes_of(f), f->file.length), BUNDLE_SEAL);
	str_done(&compressed);
}

static void what_is_too_large_is_not_sealed(void **state)
{
	struct fixture *f = *state;
	struct str large = { .text = f->ops.text, .length = (size_t)BUNDLE_PLAIN_LIMIT + 1 };
	size_t before = f->file.length;

	assert_false(bundle_seal(&f->header, &large, f->keys.box_public, f->keys.sign_secret, &f->file,
				 f->hash, &f->err));
	assert_int_equal(f->err.code, ERR_REFUSED);
	f->header.ops = BUNDLE_OPS_LIMIT + 1;
	assert_false(bundle_seal(&f->header, &f->ops, f->keys.box_public, f->keys.sign_secret, &f->file,
				 f->hash, &f->err));
	assert_int_equal(f->file.length, before);
}

static void a_unit_key_that_is_none_is_refused(void **state)
{
	struct fixture *f = *state;
	unsigned char none[BOX_PUBLIC_BYTES] = { 0 };
	size_t before = f->file.length;

	assert_false(bundle_seal(&f->header, &f->ops, none, f->keys.sign_secret, &f->file, f->hash, &f->err));
	assert_int_equal(f->err.code, ERR_DAMAGED);
	assert_int_equal(f->file.length, before);
}

/* Bundles that are out are read with it: when this fails, put the file back. */
static void the_words_that_zlib_is_given_never_change(void **state)
{
	const struct embedded *words = embedded_find(embedded_words, "words-1.txt");
	char hash[ID_HASH_TEXT];

	(void)state;
	id_hash_text(words->bytes, words->size, hash);
	assert_string_equal(hash, "970d364026f0e3627898bce34a9df083ae86d0d31c738852b272cc64d627db3b");
}

/* ---- words ------------------------------------------------------------------------------------------- */

static void every_fault_has_a_word_and_a_sentence_of_its_own_in_both_languages(void **state)
{
	(void)state;
	tr_use(LANGUAGE_EN);
	for (int a = BUNDLE_WHOLE; a <= BUNDLE_CONTENT; a++) {
		const char *text = bundle_fault_text((enum bundle_fault)a);

		assert_int_equal(text[strlen(text) - 1], '.');
		tr_use(LANGUAGE_DA);
		assert_string_not_equal(text, bundle_fault_text((enum bundle_fault)a));
		tr_use(LANGUAGE_EN);
		for (int b = BUNDLE_WHOLE; b < a; b++) {
			assert_string_not_equal(text, bundle_fault_text((enum bundle_fault)b));
			assert_string_not_equal(bundle_fault_code((enum bundle_fault)a),
						bundle_fault_code((enum bundle_fault)b));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_sealed_opens_to_the_same, begin, end),
		cmocka_unit_test_setup_teardown(the_header_says_what_was_sealed, begin, end),
		cmocka_unit_test_setup_teardown(the_file_stands_as_the_format_says, begin, end),
		cmocka_unit_test_setup_teardown(no_flipped_bit_and_no_cut_is_taken, begin, end),
		cmocka_unit_test_setup_teardown(no_flipped_bit_opens_even_when_the_signature_is_not_looked_at,
						begin, end),
		cmocka_unit_test_setup_teardown(each_fault_is_told_by_its_name, begin, end),
		cmocka_unit_test_setup_teardown(what_was_added_to_is_long_and_what_is_small_is_short, begin,
						end),
		cmocka_unit_test_setup_teardown(only_the_signers_key_and_the_units_key_fit, begin, end),
		cmocka_unit_test_setup_teardown(the_same_number_again_is_known_or_a_fork, begin, end),
		cmocka_unit_test_setup_teardown(compressed_does_not_unfold_past_what_the_header_says, begin,
						end),
		cmocka_unit_test_setup_teardown(a_rightly_sealed_file_of_other_bytes_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(what_is_too_large_is_not_sealed, begin, end),
		cmocka_unit_test_setup_teardown(a_unit_key_that_is_none_is_refused, begin, end),
		cmocka_unit_test(the_words_that_zlib_is_given_never_change),
		cmocka_unit_test(every_fault_has_a_word_and_a_sentence_of_its_own_in_both_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
