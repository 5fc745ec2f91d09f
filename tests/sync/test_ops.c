/* Changes as bytes and back: every number, every value, and nothing that is not whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "changes_made.h"
#include "samtale/sync/bundle.h"
#include "samtale/sync/ops.h"

#define RUNS 400
#define MOST_OPS 40

struct fixture {
	struct arena arena;
	struct str bytes;
	struct change made[MOST_OPS];
	size_t count;
	struct err err;
};

static int begin(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));

	arena_init(&f->arena);
	str_init(&f->bytes);
	*state = f;
	return 0;
}

static int end(void **state)
{
	struct fixture *f = *state;

	str_done(&f->bytes);
	arena_done(&f->arena);
	test_free(f);
	return 0;
}

static void encode(struct fixture *f)
{
	struct ops_encoder *encoder = ops_encoder_new();

	str_clear(&f->bytes);
	for (size_t i = 0; i < f->count; i++)
		assert_true(ops_encode(encoder, &f->made[i], &f->bytes, &f->err));
	ops_encoder_free(encoder);
}

static void make(struct fixture *f, uint32_t seed, size_t count)
{
	uint32_t state = seed;

	f->count = count;
	for (size_t i = 0; i < count; i++)
		f->made[i] = change_made(&state, &f->arena);
	encode(f);
}

static bool decode(struct fixture *f, const void *bytes, size_t size, struct change **changes, size_t *count)
{
	return ops_decode(bytes, size, &f->arena, changes, count, &f->err);
}

static void assert_begins_with(const struct change *made, const struct change *came, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_true(changes_are_same(&made[i], &came[i]));
}

static void any_changes_come_back_as_they_were(void **state)
{
	struct fixture *f = *state;
	struct change *came;
	size_t count;

	for (uint32_t seed = 1; seed <= RUNS; seed++) {
		arena_reset(&f->arena);
		make(f, seed, seed % (MOST_OPS + 1));
		assert_true(decode(f, f->bytes.text, f->bytes.length, &came, &count));
		assert_int_equal(count, f->count);
		assert_begins_with(f->made, came, count);
	}
}

static void the_same_changes_give_the_same_bytes(void **state)
{
	struct fixture *f = *state;
	char *before;
	size_t size;

	make(f, 5, MOST_OPS);
	size = f->bytes.length;
	before = arena_memdup(&f->arena, f->bytes.text, size);
	encode(f);
	assert_int_equal(f->bytes.length, size);
	assert_memory_equal(f->bytes.text, before, size);
}

static void a_table_that_is_unknown_here_comes_with_all_that_it_says(void **state)
{
	static const unsigned char value[] = "\x03\x05later", prev[] = "\x09\x04";
	struct fixture *f = *state;
	struct change *came;
	size_t count;

	f->count = 1;
	f->made[0] = (struct change){
		.dot = { 9, 5 },
		.hlc = 77,
		.tx = 2,
		.rank = 1,
		.author = 12,
		.table = 999,
		.row = 44,
		.column = 61,
		.prev = { prev, prev + 2 },
		.value = { value, value + 7 },
	};
	encode(f);
	assert_true(decode(f, f->bytes.text, f->bytes.length, &came, &count));
	assert_int_equal(count, 1);
	assert_begins_with(f->made, came, 1);
}

static void a_blob_of_a_megabyte_is_borrowed_whole(void **state)
{
	struct fixture *f = *state;
	char *blob = arena_alloc(&f->arena, 1 << 20);
	struct packed_value value = { .type = PACKED_BLOB, .bytes = blob, .length = 1 << 20 };
	struct change *came;
	struct str bytes;
	size_t count;

	memset(blob, 0xa5, 1 << 20);
	str_init(&bytes);
	pack_value_seen(&bytes, &value);
	f->count = 1;
	f->made[0] = (struct change){ .dot = { 1, 1 }, .table = 31, .column = 3, .row = INT64_MIN };
	f->made[0].value =
		(struct packed){ (unsigned char *)bytes.text, (unsigned char *)bytes.text + bytes.length };
	encode(f);
	assert_true(decode(f, f->bytes.text, f->bytes.length, &came, &count));
	assert_begins_with(f->made, came, 1);
	str_done(&bytes);
}

static void what_is_cut_off_is_damaged_or_ends_after_a_whole_change(void **state)
{
	struct fixture *f = *state;
	size_t refused = 0, count;
	struct change *came;

	make(f, 11, 12);
	for (size_t size = 0; size < f->bytes.length; size++) {
		/* A copy of just that size, so that a sanitizer sees a step past the end. */
		void *cut = test_malloc(size + !size);

		memcpy(cut, f->bytes.text, size);
		if (decode(f, cut, size, &came, &count)) {
			assert_true(count < f->count);
			assert_begins_with(f->made, came, count);
		} else {
			assert_int_equal(f->err.code, ERR_DAMAGED);
			refused++;
		}
		test_free(cut);
	}
	assert_true(refused + 4 * f->count >= f->bytes.length - f->count);
}

/* Not every flip can be seen here, that is the signature's work: but what is taken is well-formed. */
static void a_flipped_bit_gives_damage_or_well_formed_changes(void **state)
{
	struct fixture *f = *state;
	struct change *came, *again;
	size_t count, count_again;

	make(f, 3, 12);
	for (size_t bit = 0; bit < f->bytes.length * 8; bit++) {
		struct arena arena;
		struct str bytes;

		f->bytes.text[bit / 8] ^= (char)(1 << bit % 8);
		arena_init(&arena);
		str_init(&bytes);
		if (ops_decode((unsigned char *)f->bytes.text, f->bytes.length, &arena, &came, &count,
			       &f->err)) {
			struct ops_encoder *encoder = ops_encoder_new();

			for (size_t i = 0; i < count; i++)
				assert_true(ops_encode(encoder, &came[i], &bytes, &f->err));
			ops_encoder_free(encoder);
			assert_true(ops_decode((unsigned char *)bytes.text, bytes.length, &arena, &again,
					       &count_again, &f->err));
			assert_int_equal(count, count_again);
			assert_begins_with(came, again, count);
		}
		str_done(&bytes);
		arena_done(&arena);
		f->bytes.text[bit / 8] ^= (char)(1 << bit % 8);
	}
}

/* ---- bytes by hand ------------------------------------------------------------------------------- */

/* A fact: table 2, the next row, seq +1, the clock's next, a column: 10. */
#define ORIGIN_SEVEN "\x03\x03\x00\x0e" /* control, origin, +7 */

static const struct {
	const char *what, *bytes;
	size_t size;
	enum err_code code;
} hand_made[] = {
	{ "an op and its sender", ORIGIN_SEVEN "\x07\x08\x00\x02\x00\x01\x01\x14", 12, ERR_NONE },
	{ "nothing at all", "", 0, ERR_NONE },
	{ "no sender said", "\x07\x08\x00\x02\x00\x01\x01\x14", 8, ERR_DAMAGED },
	{ "an op of no length", ORIGIN_SEVEN "\x00", 5, ERR_DAMAGED },
	{ "a length past the end", ORIGIN_SEVEN "\x7f\x08", 6, ERR_DAMAGED },
	{ "a length past all memory", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x08", 11, ERR_DAMAGED },
	{ "a length of more than 64 bits", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x08", 11, ERR_DAMAGED },
	{ "table 0", ORIGIN_SEVEN "\x07\x00\x00\x02\x00\x01\x01\x14", 12, ERR_DAMAGED },
	{ "a table past all numbers", ORIGIN_SEVEN "\x09\xff\xff\x7f\x00\x02\x00\x01\x01\x14", 14,
	  ERR_DAMAGED },
	{ "kind 3 of a table", ORIGIN_SEVEN "\x07\x0b\x00\x02\x00\x01\x01\x14", 12, ERR_DAMAGED },
	{ "seq 0", ORIGIN_SEVEN "\x07\x08\x00\x00\x00\x01\x01\x14", 12, ERR_DAMAGED },
	{ "more after the value", ORIGIN_SEVEN "\x08\x08\x00\x02\x00\x01\x01\x14\x00", 13, ERR_DAMAGED },
	{ "a value of no known type", ORIGIN_SEVEN "\x07\x08\x00\x02\x00\x01\x77\x14", 12, ERR_DAMAGED },
	{ "a mask of column 64",
	  ORIGIN_SEVEN "\x0f\x08\x00\x02\x00\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x00", 20, ERR_DAMAGED },
	{ "cell of column 0", ORIGIN_SEVEN "\x07\x0a\x00\x02\x00\x00\x00\x00", 12, ERR_DAMAGED },
	{ "cell of column 64", ORIGIN_SEVEN "\x07\x0a\x00\x02\x00\x40\x00\x00", 12, ERR_DAMAGED },
	{ "a cell's dots past the op", ORIGIN_SEVEN "\x07\x0a\x00\x02\x00\x01\x05\x00", 12, ERR_DAMAGED },
	{ "half a dot", ORIGIN_SEVEN "\x08\x0a\x00\x02\x00\x01\x01\x07\x00", 13, ERR_DAMAGED },
	{ "a dot of no terminal", ORIGIN_SEVEN "\x09\x0a\x00\x02\x00\x01\x02\x00\x01\x00", 14, ERR_DAMAGED },
	{ "the row that was said last",
	  ORIGIN_SEVEN "\x07\x08\x00\x02\x00\x01\x01\x14\x07\x08\x01\x02\x00\x01\x01\x14", 20, ERR_NONE },
	{ "a row that was not said lately", ORIGIN_SEVEN "\x07\x08\x01\x02\x00\x01\x01\x14", 12,
	  ERR_DAMAGED },
	{ "a row said in a way there is not", ORIGIN_SEVEN "\x07\x08\x42\x02\x00\x01\x01\x14", 12,
	  ERR_DAMAGED },
	{ "its own row as a value", ORIGIN_SEVEN "\x06\x08\x00\x02\x00\x01\x20", 11, ERR_NONE },
	{ "a number that was not said lately", ORIGIN_SEVEN "\x06\x08\x00\x02\x00\x01\x21", 11, ERR_DAMAGED },
	{ "the op's own time", ORIGIN_SEVEN "\x06\x08\x00\x02\x00\x01\x06", 11, ERR_NONE },
	{ "a short text", ORIGIN_SEVEN "\x08\x08\x00\x02\x00\x01\x82hi", 13, ERR_NONE },
	{ "a short text past the op", ORIGIN_SEVEN "\x07\x08\x00\x02\x00\x01\x82h", 12, ERR_DAMAGED },
	{ "half a hash", ORIGIN_SEVEN "\x07\x08\x00\x02\x00\x01\x05h", 12, ERR_DAMAGED },
	{ "a control that may be unknown", ORIGIN_SEVEN "\x04\x03\x40zz", 9, ERR_NONE },
	{ "a control that may not", ORIGIN_SEVEN "\x03\x03\x3f\x02", 8, ERR_NEWER },
	{ "more after a control", "\x04\x03\x00\x0e\x00", 5, ERR_DAMAGED },
};

static void bytes_by_hand_are_taken_or_refused_as_they_should(void **state)
{
	struct fixture *f = *state;
	struct change *came;
	size_t count;

	for (size_t i = 0; i < LENGTH(hand_made); i++) {
		err_clear(&f->err);
		if (decode(f, hand_made[i].bytes, hand_made[i].size, &came, &count) ==
			    (hand_made[i].code == ERR_NONE) &&
		    f->err.code == hand_made[i].code)
			continue;
		fail_msg("%s: code %d", hand_made[i].what, f->err.code);
	}
}

static void more_changes_than_a_bundle_may_hold_are_refused_before_room_is_made_for_them(void **state)
{
	struct fixture *f = *state;
	struct change *came;
	size_t count;

	for (size_t i = 0; i < BUNDLE_OPS_LIMIT + 2; i++)
		str_add_bytes(&f->bytes, "\x01\x08", 2);
	assert_false(decode(f, f->bytes.text, f->bytes.length, &came, &count));
	assert_int_equal(f->err.code, ERR_DAMAGED);
	assert_int_equal(f->arena.used, 0);
}

/* ---- what is not sent ------------------------------------------------------------------------------ */

static const struct {
	const char *what;
	int table, column;
	uint32_t origin;
	int64_t seq;
	const char *prev, *value;
	size_t prev_size, value_size;
} unsendable[] = {
	{ "table 0", 0, 1, 7, 1, "", "\0", 0, 1 },
	{ "a table past all numbers", 1024, 1, 7, 1, "", "\0", 0, 1 },
	{ "column 64", 2, 64, 7, 1, "", "\0", 0, 1 },
	{ "a column before all", 2, -2, 7, 1, "", "\0", 0, 1 },
	{ "no terminal", 2, 1, 0, 1, "", "\0", 0, 1 },
	{ "no number", 2, 1, 7, 0, "", "\0", 0, 1 },
	{ "half a dot", 2, 1, 7, 1, "\1", "\0", 1, 1 },
	{ "no value", 2, 1, 7, 1, "", "", 0, 0 },
	{ "half a value", 2, 1, 7, 1, "", "\3\5da", 0, 4 },
	{ "two values", 2, 1, 7, 1, "", "\0\0", 0, 2 },
	{ "a mask of column 64", 2, 0, 7, 1, "", "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\0", 0, 11 },
	{ "a mask without its values", 2, 0, 7, 1, "", "\3\0", 0, 2 },
};

static void what_a_receiver_would_refuse_is_not_written(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < LENGTH(unsendable); i++) {
		const unsigned char *prev = (const unsigned char *)unsendable[i].prev;
		const unsigned char *value = (const unsigned char *)unsendable[i].value;
		struct change change = { .dot = { unsendable[i].origin, unsendable[i].seq },
					 .table = unsendable[i].table,
					 .column = unsendable[i].column,
					 .row = 9,
					 .prev = { prev, prev + unsendable[i].prev_size },
					 .value = { value, value + unsendable[i].value_size } };
		struct ops_encoder *encoder = ops_encoder_new();

		err_clear(&f->err);
		if (ops_encode(encoder, &change, &f->bytes, &f->err) || f->err.code != ERR_DAMAGED)
			fail_msg("%s was written", unsendable[i].what);
		ops_encoder_free(encoder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(any_changes_come_back_as_they_were, begin, end),
		cmocka_unit_test_setup_teardown(the_same_changes_give_the_same_bytes, begin, end),
		cmocka_unit_test_setup_teardown(a_table_that_is_unknown_here_comes_with_all_that_it_says,
						begin, end),
		cmocka_unit_test_setup_teardown(a_blob_of_a_megabyte_is_borrowed_whole, begin, end),
		cmocka_unit_test_setup_teardown(what_is_cut_off_is_damaged_or_ends_after_a_whole_change,
						begin, end),
		cmocka_unit_test_setup_teardown(a_flipped_bit_gives_damage_or_well_formed_changes, begin,
						end),
		cmocka_unit_test_setup_teardown(bytes_by_hand_are_taken_or_refused_as_they_should, begin,
						end),
		cmocka_unit_test_setup_teardown(what_a_receiver_would_refuse_is_not_written, begin, end),
		cmocka_unit_test_setup_teardown(
			more_changes_than_a_bundle_may_hold_are_refused_before_room_is_made_for_them, begin,
			end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
