#include "receipt.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "signed_text.h"

#define RECEIPT_KIND "SAMTALE RECEIPT 1"
#define BSEQ_MOST (INT64_MAX / 10)

const char *receipt_name(int64_t unit, uint32_t from, char name[RECEIPT_NAME_SIZE])
{
	snprintf(name, RECEIPT_NAME_SIZE, "unit-%lld/ack/%u.ack", (long long)unit, from);
	return name;
}

/* "12 7 <hash>": a unit of hundreds has hundreds of them in each receipt, read by each of the hundreds. */
void receipt_write(const struct receipt *receipt, const unsigned char sign_secret[SIGN_SECRET_BYTES],
		   struct str *out)
{
	json_t *lines = json_array();
	char hash[2 * BUNDLE_HASH_BYTES + 1];

	for (size_t i = 0; i < receipt->count; i++)
		json_array_append_new(lines,
				      json_sprintf("%u %lld %s", receipt->lines[i].origin,
						   (long long)receipt->lines[i].bseq,
						   sodium_bin2hex(hash, sizeof(hash), receipt->lines[i].hash,
								  BUNDLE_HASH_BYTES)));
	signed_text_put(RECEIPT_KIND,
			json_pack("{s:o, s:I, s:I, s:o}", "realm",
				  signed_text_of_hex(receipt->realm, ID_REALM_BYTES), "unit",
				  (json_int_t)receipt->unit, "from", (json_int_t)receipt->from, "taken",
				  lines),
			sign_secret, out);
}

static bool read_number(const char **at, int64_t most, char ends, int64_t *number)
{
	int64_t value = 0;
	const char *begun = *at;

	while (**at >= '0' && **at <= '9' && value <= most / 10)
		value = 10 * value + (*(*at)++ - '0');
	*number = value;
	return *at > begun && value <= most && *(*at)++ == ends;
}

static bool read_line(const char *text, struct receipt_line *line)
{
	int64_t origin;

	if (!text || !read_number(&text, ID_ORIGIN_MAX, ' ', &origin) ||
	    !read_number(&text, BSEQ_MOST, ' ', &line->bseq))
		return false;
	line->origin = (uint32_t)origin;
	return strlen(text) == 2 * BUNDLE_HASH_BYTES &&
	       !sodium_hex2bin(line->hash, BUNDLE_HASH_BYTES, text, 2 * BUNDLE_HASH_BYTES, NULL, NULL, NULL);
}

static bool read_lines(const json_t *array, struct arena *arena, struct receipt *receipt)
{
	receipt->count = json_array_size(array);
	receipt->lines = arena_array(arena, receipt->count, sizeof(*receipt->lines));
	for (size_t i = 0; i < receipt->count; i++)
		if (!read_line(json_string_value(json_array_get(array, i)), &receipt->lines[i]))
			return false;
	return json_is_array(array);
}

bool receipt_read(const unsigned char *bytes, size_t size, const unsigned char sign_public[SIGN_PUBLIC_BYTES],
		  struct arena *arena, struct receipt *receipt)
{
	json_t *content = signed_text_read(bytes, size, RECEIPT_KIND, sign_public);
	unsigned char realm[ID_REALM_BYTES];
	int64_t unit, from;
	bool is_whole = content && signed_text_hex(content, "realm", realm, sizeof(realm)) &&
			!memcmp(realm, receipt->realm, sizeof(realm)) &&
			signed_text_number(content, "unit", INT64_MAX, &unit) && unit == receipt->unit &&
			signed_text_number(content, "from", ID_ORIGIN_MAX, &from) && from == receipt->from &&
			read_lines(json_object_get(content, "taken"), arena, receipt);

	json_decref(content);
	return is_whole;
}

const struct receipt_line *receipt_line(const struct receipt *receipt, uint32_t origin)
{
	for (size_t i = 0; i < receipt->count; i++)
		if (receipt->lines[i].origin == origin)
			return &receipt->lines[i];
	return NULL;
}
