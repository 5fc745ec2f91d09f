#include "base/mo.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MAGIC 0x950412de
#define MAGIC_SWAPPED 0xde120495
#define HEADER_BYTES 20
#define ENTRY_BYTES 8

struct mo {
	const unsigned char *bytes;
	size_t size;
	bool swapped;
};

/* The caller has made sure that four bytes are there. */
static uint32_t mo_word(const struct mo *mo, size_t at)
{
	uint32_t word;

	memcpy(&word, mo->bytes + at, sizeof(word));
	return mo->swapped ? __builtin_bswap32(word) : word;
}

/* Entry `index` of the table of strings at `table`, or NULL. */
static const char *mo_string(const struct mo *mo, uint32_t table, uint32_t index, size_t *length)
{
	uint64_t entry = (uint64_t)table + (uint64_t)index * ENTRY_BYTES;
	uint64_t at, end;

	if (entry + ENTRY_BYTES > mo->size)
		return NULL;
	*length = mo_word(mo, entry);
	at = mo_word(mo, entry + 4);
	end = at + *length;
	if (end >= mo->size || mo->bytes[end])
		return NULL;
	return (const char *)mo->bytes + at;
}

static bool mo_open(struct mo *mo, const unsigned char *bytes, size_t size)
{
	*mo = (struct mo){ bytes, size };
	if (size < HEADER_BYTES)
		return false;
	mo->swapped = mo_word(mo, 0) == MAGIC_SWAPPED;
	/* The revision's upper half must be 0; lower ones only add tables we do not use. */
	return mo_word(mo, 0) == MAGIC && mo_word(mo, 4) >> 16 == 0;
}

const char *mo_find(const unsigned char *bytes, size_t size, const char *msgid, size_t *length)
{
	struct mo mo;
	uint32_t low = 0, high;

	if (!mo_open(&mo, bytes, size))
		return NULL;
	high = mo_word(&mo, 8);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *key = mo_string(&mo, mo_word(&mo, 12), middle, length);
		int order = key ? strcmp(msgid, key) : 0;

		if (!key)
			return NULL;
		if (!order)
			return mo_string(&mo, mo_word(&mo, 16), middle, length);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *mo_form(const char *forms, size_t length, int form)
{
	const char *end = forms + length;

	for (; form; form--) {
		forms += strlen(forms) + 1;
		if (forms > end)
			return NULL;
	}
	return forms;
}
