#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "signed_text.h"

#define BASE_KIND "SAMTALE BASE 1"
#define WANTED_KIND "SAMTALE BASE WANTED 1"

const char *base_name(int64_t unit, uint32_t from, char name[BASE_NAME_SIZE])
{
	snprintf(name, BASE_NAME_SIZE, "unit-%lld/base/%u.smx", (long long)unit, from);
	return name;
}

/* ---- the record -------------------------------------------------------------------------------- */

static json_t *position_json(const struct stream_position *position)
{
	return json_pack("{s:I, s:I, s:o}", "origin", (json_int_t)position->origin, "bseq",
			 (json_int_t)position->bseq, "hash",
			 signed_text_of_hex(position->hash, BUNDLE_HASH_BYTES));
}

void base_write(const struct base *base, const unsigned char sign_secret[SIGN_SECRET_BYTES], struct str *out)
{
	json_t *covered = json_array();

	for (size_t i = 0; i < base->covered_count; i++)
		json_array_append_new(covered, position_json(&base->covered[i]));
	signed_text_put(BASE_KIND,
			json_pack("{s:o, s:I, s:I, s:I, s:I, s:I, s:o}", "realm",
				  signed_text_of_hex(base->realm, ID_REALM_BYTES), "unit", (json_int_t)base->unit,
				  "from", (json_int_t)base->from, "first", (json_int_t)base->first, "last",
				  (json_int_t)base->last, "orders", (json_int_t)base->orders, "covered", covered),
			sign_secret, out);
}

static bool read_position(const json_t *object, struct stream_position *position)
{
	int64_t origin;

	if (!signed_text_number(object, "origin", ID_ORIGIN_MAX, &origin) ||
	    !signed_text_number(object, "bseq", INT64_MAX, &position->bseq) ||
	    !signed_text_hex(object, "hash", position->hash, BUNDLE_HASH_BYTES))
		return false;
	position->origin = (uint32_t)origin;
	return true;
}

static bool read_covered(const json_t *array, struct arena *arena, struct base *base)
{
	base->covered_count = json_array_size(array);
	base->covered = arena_array(arena, base->covered_count, sizeof(*base->covered));
	for (size_t i = 0; i < base->covered_count; i++)
		if (!read_position(json_array_get(array, i), &base->covered[i]))
			return false;
	return json_is_array(array);
}

/* What every record of a unit says of itself: whose and which. */
static bool is_of(const json_t *content, const unsigned char realm[ID_REALM_BYTES], int64_t unit, uint32_t from)
{
	unsigned char read[ID_REALM_BYTES];
	int64_t read_unit, read_from;

	return content && signed_text_hex(content, "realm", read, sizeof(read)) &&
	       !memcmp(read, realm, sizeof(read)) && signed_text_number(content, "unit", INT64_MAX, &read_unit) &&
	       read_unit == unit && signed_text_number(content, "from", ID_ORIGIN_MAX, &read_from) &&
	       read_from == from;
}

bool base_read(const unsigned char *bytes, size_t size, const unsigned char sign_public[SIGN_PUBLIC_BYTES],
	       struct arena *arena, struct base *base)
{
	json_t *content = signed_text_read(bytes, size, BASE_KIND, sign_public);
	const struct stream_position *own;
	bool is_whole = is_of(content, base->realm, base->unit, base->from) &&
			signed_text_number(content, "first", INT64_MAX, &base->first) &&
			signed_text_number(content, "last", INT64_MAX, &base->last) &&
			signed_text_number(content, "orders", INT64_MAX, &base->orders) &&
			read_covered(json_object_get(content, "covered"), arena, base);

	json_decref(content);
	own = is_whole ? base_covers(base, base->from) : NULL;
	return own && own->bseq == base->last && base->first > 0 && base->first <= base->last;
}

const struct stream_position *base_covers(const struct base *base, uint32_t origin)
{
	for (size_t i = 0; i < base->covered_count; i++)
		if (base->covered[i].origin == origin)
			return &base->covered[i];
	return NULL;
}

int64_t base_bundles(const struct base *base)
{
	int64_t bundles = 0;

	for (size_t i = 0; i < base->covered_count; i++)
		bundles += base->covered[i].bseq;
	return bundles;
}

/* ---- at the hub -------------------------------------------------------------------------------- */

/* The terminal whose base has the name; NULL: it is no base, or one of nobody who counts. */
static const struct ring_terminal *maker_of(const struct ring *ring, int64_t unit, const char *name)
{
	char expected[BASE_NAME_SIZE];

	for (size_t i = 0; i < ring->terminal_count; i++)
		if (ring->terminals[i].has_card &&
		    !strcmp(name, base_name(unit, ring->terminals[i].origin, expected)))
			return &ring->terminals[i];
	return NULL;
}

static int by_most(const void *a, const void *b)
{
	const struct base *left = a, *right = b;
	int64_t one = base_bundles(left), other = base_bundles(right);

	if (one != other)
		return one < other ? 1 : -1;
	return (left->from > right->from) - (left->from < right->from);
}

bool bases_find(struct hub *hub, const struct ring *ring, int64_t unit, struct arena *arena, struct base **bases,
		size_t *count, struct err *err)
{
	const char **names;
	size_t name_count;

	*bases = NULL;
	*count = 0;
	if (!hub_list(hub, arena_printf(arena, "unit-%lld/base/", (long long)unit), arena, &names, &name_count, err))
		return false;
	for (size_t i = 0; i < name_count; i++) {
		const struct ring_terminal *maker = maker_of(ring, unit, names[i]);
		struct base base = { .unit = unit, .from = maker ? maker->origin : 0 };
		const unsigned char *bytes;
		size_t size;

		memcpy(base.realm, ring->realm, sizeof(base.realm));
		if (!maker || !hub_get(hub, names[i], arena, &bytes, &size, NULL) ||
		    !base_read(bytes, size, maker->sign_public, arena, &base) ||
		    !ring_counts(ring, base.from, unit, base.last))
			continue;
		*bases = arena_grow(arena, *bases, *count, sizeof(base));
		(*bases)[(*count)++] = base;
	}
	if (*count)
		qsort(*bases, *count, sizeof(**bases), by_most);
	return true;
}

bool base_is_there(struct hub *hub, const struct ring *ring, const struct base *base)
{
	const struct ring_terminal *maker = ring_terminal(ring, base->from);
	unsigned char before[BUNDLE_HASH_BYTES], hash[BUNDLE_HASH_BYTES] = { 0 };
	struct bundle_header header;
	const unsigned char *bytes;
	struct arena arena;
	size_t size;
	bool is_there = maker != NULL;

	arena_init(&arena);
	for (int64_t bseq = base->first; is_there && bseq <= base->last; bseq++) {
		memcpy(before, hash, sizeof(before));
		is_there = hub_fetch(hub, base->unit, base->from, bseq, &arena, &bytes, &size, NULL) &&
			   !bundle_peek(bytes, size, &header, hash) &&
			   !bundle_check_place(&header, ring->realm, base->unit, base->from, bseq) &&
			   header.flags & BUNDLE_STATE &&
			   !bundle_check_signature(bytes, size, maker->sign_public) &&
			   (bseq == base->first || !memcmp(header.prev, before, sizeof(before)));
		arena_reset(&arena);
	}
	arena_done(&arena);
	return is_there && !memcmp(hash, base_covers(base, base->from)->hash, sizeof(hash));
}

/* ---- wanted ------------------------------------------------------------------------------------ */

static const char *wanted_name(int64_t unit, char name[BASE_NAME_SIZE])
{
	snprintf(name, BASE_NAME_SIZE, "unit-%lld/base/wanted.smw", (long long)unit);
	return name;
}

bool base_want(struct hub *hub, const struct ring *ring, const struct self *self, int64_t unit, int64_t bundles,
	       struct err *err)
{
	char name[BASE_NAME_SIZE];
	struct str file;
	bool is_put;

	str_init(&file);
	signed_text_put(WANTED_KIND,
			json_pack("{s:o, s:I, s:I, s:I}", "realm", signed_text_of_hex(ring->realm, ID_REALM_BYTES),
				  "unit", (json_int_t)unit, "from", (json_int_t)self->origin, "bundles",
				  (json_int_t)bundles),
			self->sign_secret, &file);
	is_put = hub_put(hub, wanted_name(unit, name), file.text, file.length, HUB_REPLACE, err);
	str_done(&file);
	return is_put;
}

int64_t base_wanted(struct hub *hub, const struct ring *ring, int64_t unit, struct arena *arena)
{
	char name[BASE_NAME_SIZE];
	const unsigned char *bytes;
	int64_t wanted = 0;
	size_t size;

	if (!hub_get(hub, wanted_name(unit, name), arena, &bytes, &size, NULL))
		return 0;
	for (size_t i = 0; i < ring->terminal_count && !wanted; i++) {
		const struct ring_terminal *asking = &ring->terminals[i];
		json_t *content = asking->has_card && !asking->is_shut_out
					  ? signed_text_read(bytes, size, WANTED_KIND, asking->sign_public)
					  : NULL;

		if (!is_of(content, ring->realm, unit, asking->origin) ||
		    !signed_text_number(content, "bundles", INT64_MAX, &wanted))
			wanted = 0;
		json_decref(content);
	}
	return wanted;
}
