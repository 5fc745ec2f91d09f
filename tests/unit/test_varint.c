/* Numbers and values as bytes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "samtale/base/varint.h"

static struct packed reading(const struct str *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes->text;

	return (struct packed){ at, at + bytes->length };
}

static void numbers_come_back_whatever_their_size(void **state)
{
	static const uint64_t numbers[] = { 0,	       1,     127,	 128,
					    16383,     16384, INT64_MAX, (uint64_t)INT64_MAX + 1,
					    UINT64_MAX };

	(void)state;
	for (size_t i = 0; i < LENGTH(numbers); i++) {
		struct packed in;
		struct str bytes;
		uint64_t number;
		int64_t sign;

		str_init(&bytes);
		pack_number(&bytes, numbers[i]);
		pack_signed(&bytes, (int64_t)numbers[i]);
		in = reading(&bytes);
		assert_true(unpack_number(&in, &number) && number == numbers[i]);
		assert_true(unpack_signed(&in, &sign) && sign == (int64_t)numbers[i]);
		assert_ptr_equal(in.at, in.end);
		str_done(&bytes);
	}
}

static void small_numbers_of_either_sign_take_a_byte(void **state)
{
	struct str bytes;

	(void)state;
	str_init(&bytes);
	pack_number(&bytes, 127);
	pack_signed(&bytes, 63);
	pack_signed(&bytes, -64);
	assert_int_equal(bytes.length, 3);
	assert_memory_equal(bytes.text, "\x7f\x7e\x7f", 3);
	str_done(&bytes);
}

static void a_number_that_is_cut_off_or_too_long_is_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} bad[] = { { "", 0 },
		    { "\x80", 1 },
		    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff", 9 },
		    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10 },
		    { "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11 } };
	uint64_t number;

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++) {
		const unsigned char *at = (const unsigned char *)bad[i].bytes;
		struct packed in = { at, at + bad[i].size };

		assert_false(unpack_number(&in, &number));
	}
}

static void values_come_back_with_type_and_content(void **state)
{
	static const struct packed_value values[] = {
		{ .type = PACKED_NULL },
		{ .type = PACKED_INTEGER, .integer = INT64_MIN },
		{ .type = PACKED_REAL, .real = -0.1 },
		{ .type = PACKED_REAL, .real = HUGE_VAL },
		{ .type = PACKED_TEXT, .bytes = "", .length = 0 },
		{ .type = PACKED_TEXT, .bytes = "blå\0bær", .length = 9 },
		{ .type = PACKED_BLOB, .bytes = "\0\xff", .length = 2 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(values); i++) {
		struct packed_value came;
		struct str bytes;

		str_init(&bytes);
		pack_value_seen(&bytes, &values[i]);
		for (size_t cut = 0; cut <= bytes.length; cut++) {
			struct packed in = reading(&bytes);

			in.end = in.at + cut;
			assert_int_equal(unpack_value(&in, &came), cut == bytes.length);
		}
		assert_true(values_are_same(&came, &values[i]));
		for (size_t other = 0; other < i; other++)
			assert_false(values_are_same(&came, &values[other]));
		str_done(&bytes);
	}
}

static void a_piece_past_the_end_is_not_given(void **state)
{
	const unsigned char *at = (const unsigned char *)"abc";
	struct packed in = { at, at + 3 }, piece;

	(void)state;
	assert_true(unpack_piece(&in, 2, &piece));
	assert_memory_equal(piece.at, "ab", 2);
	assert_false(unpack_piece(&in, 2, &piece));
	assert_false(unpack_piece(&in, UINT64_MAX, &piece));
	assert_true(unpack_piece(&in, 1, &piece));
	assert_true(unpack_piece(&in, 0, &piece));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_come_back_whatever_their_size),
		cmocka_unit_test(small_numbers_of_either_sign_take_a_byte),
		cmocka_unit_test(a_number_that_is_cut_off_or_too_long_is_refused),
		cmocka_unit_test(values_come_back_with_type_and_content),
		cmocka_unit_test(a_piece_past_the_end_is_not_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
