#include <string.h>

#include "postgres.h"
#include "samtale/base/compiler.h"

static void put_big(unsigned char *out, uint64_t number, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--) {
		out[i] = (unsigned char)number;
		number >>= 8;
	}
}

struct postgres_values postgres_values(struct arena *arena)
{
	return (struct postgres_values){ .arena = arena };
}

static void add(struct postgres_values *values, Oid type, const void *bytes, size_t size)
{
	if (values->count == POSTGRES_PARAMETERS_MOST)
		BUG("too many parameters");
	values->types[values->count] = type;
	values->values[values->count] = bytes;
	values->lengths[values->count] = (int)size;
	values->formats[values->count] = 1;
	values->count++;
}

static void add_number(struct postgres_values *values, Oid type, uint64_t number, int bytes)
{
	unsigned char *at = arena_alloc(values->arena, (size_t)bytes);

	put_big(at, number, bytes);
	add(values, type, at, (size_t)bytes);
}

void postgres_add_bool(struct postgres_values *values, bool value)
{
	add_number(values, POSTGRES_BOOL, value, 1);
}

void postgres_add_int4(struct postgres_values *values, int32_t value)
{
	add_number(values, POSTGRES_INT4, (uint32_t)value, 4);
}

void postgres_add_int8(struct postgres_values *values, int64_t value)
{
	add_number(values, POSTGRES_INT8, (uint64_t)value, 8);
}

void postgres_add_text(struct postgres_values *values, const char *text)
{
	add(values, POSTGRES_TEXT, text, strlen(text));
}

void postgres_add_bytes(struct postgres_values *values, const void *bytes, size_t size)
{
	add(values, POSTGRES_BYTES, bytes, size);
}

/* ---- arrays -------------------------------------------------------------------------------------
 * dimensions 1, has nulls, element type, elements, first index 1; then length (-1 NULL) and bytes of each */

#define ARRAY_HEADER 20

static const struct {
	enum postgres_type element, array;
	int bytes; /* of a number */
} kinds[] = {
	{ POSTGRES_BOOL, 1000, 1 }, { POSTGRES_BYTES, 1001, 0 }, { POSTGRES_INT2, 1005, 2 },
	{ POSTGRES_INT4, 1007, 4 }, { POSTGRES_INT8, 1016, 8 },	 { POSTGRES_TEXT, 1009, 0 },
	{ POSTGRES_REAL8, 1022, 8 },
};

static size_t kind_of(enum postgres_type type)
{
	size_t i = 0;

	while (kinds[i].element != type)
		i++;
	return i;
}

void postgres_array_init(struct postgres_array *array, enum postgres_type type)
{
	str_init(&array->bytes);
	array->type = type;
	postgres_array_clear(array);
}

void postgres_array_done(struct postgres_array *array)
{
	str_done(&array->bytes);
}

void postgres_array_clear(struct postgres_array *array)
{
	static const char header[ARRAY_HEADER];

	str_clear(&array->bytes);
	str_add_bytes(&array->bytes, header, sizeof(header));
	array->count = 0;
	array->has_null = false;
}

static void add_element(struct postgres_array *array, uint64_t number, int bytes)
{
	unsigned char element[12];

	put_big(element, (uint64_t)bytes, 4);
	put_big(element + 4, number, bytes);
	str_add_bytes(&array->bytes, element, 4 + (size_t)bytes);
	array->count++;
}

void postgres_array_number(struct postgres_array *array, int64_t number)
{
	add_element(array, (uint64_t)number, kinds[kind_of(array->type)].bytes);
}

void postgres_array_real(struct postgres_array *array, double real)
{
	uint64_t bits;

	memcpy(&bits, &real, sizeof(bits));
	add_element(array, bits, 8);
}

void postgres_array_bytes(struct postgres_array *array, const void *bytes, size_t size)
{
	unsigned char length[4];

	put_big(length, size, 4);
	str_add_bytes(&array->bytes, length, 4);
	str_add_bytes(&array->bytes, bytes, size);
	array->count++;
}

void postgres_array_null(struct postgres_array *array)
{
	str_add_bytes(&array->bytes, "\xff\xff\xff\xff", 4);
	array->count++;
	array->has_null = true;
}

void postgres_add_array(struct postgres_values *values, struct postgres_array *array)
{
	unsigned char *header = (unsigned char *)array->bytes.text;

	put_big(header, array->count ? 1 : 0, 4);
	put_big(header + 4, array->has_null, 4);
	put_big(header + 8, array->type, 4);
	put_big(header + 12, (uint32_t)array->count, 4);
	put_big(header + 16, 1, 4);
	add(values, kinds[kind_of(array->type)].array, header, array->count ? array->bytes.length : 12);
}

/* ---- answers ------------------------------------------------------------------------------------ */

int64_t postgres_number(const PGresult *answer, int row, int field)
{
	const unsigned char *bytes = (const unsigned char *)PQgetvalue(answer, row, field);
	int length = PQgetlength(answer, row, field);
	uint64_t number = length && (bytes[0] & 0x80) ? UINT64_MAX : 0;

	for (int i = 0; i < length; i++)
		number = number << 8 | bytes[i];
	return (int64_t)number;
}
