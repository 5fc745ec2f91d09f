#include "trail.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/varint.h"
#include "samtale/sync/ops.h"
#include "signed_text.h"

#define TRAIL_KIND "SAMTALE TRAIL 1"

static const char *trail_name(uint32_t origin, char name[64])
{
	snprintf(name, 64, "unit-%d/base/%u.smr", UNIT_COMMON, origin);
	return name;
}

static void stamp_add(struct trail *trail, struct arena *arena, int64_t seq, int64_t hlc)
{
	trail->stamps = arena_grow(arena, trail->stamps, trail->count, sizeof(*trail->stamps));
	trail->stamps[trail->count++] = (struct trail_stamp){ seq, hlc };
}

/* ---- a bundle's -------------------------------------------------------------------------------- */

static const struct unit_secret *secret_of(const struct bundle_header *header, const struct unit_secret *secrets,
					   size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (secrets[i].unit == header->unit && secrets[i].epoch == header->epoch)
			return &secrets[i];
	return NULL;
}

bool trail_of_bundle(const unsigned char *bytes, size_t size, const struct self *self,
		     const struct unit_secret *secrets, size_t secret_count, struct arena *arena, struct trail *trail)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	const struct unit_secret *secret;
	struct bundle_header header;
	struct change *changes;
	struct str plain;
	size_t count = 0;
	bool is_read;

	if (bundle_peek(bytes, size, &header, hash) || header.origin != self->origin ||
	    bundle_check_signature(bytes, size, self->sign_public))
		return false;
	if (header.flags & BUNDLE_SNAPSHOT)
		return true;
	secret = secret_of(&header, secrets, secret_count);
	str_init(&plain);
	is_read = secret && !bundle_unseal(bytes, size, secret->box_public, secret->box_secret, &plain) &&
		  ops_decode((const unsigned char *)plain.text, plain.length, arena, &changes, &count, NULL);
	for (size_t i = 0; is_read && i < count; i++)
		if (changes[i].dot.origin == self->origin)
			stamp_add(trail, arena, changes[i].dot.seq, changes[i].hlc);
	if (!is_read)
		stamp_add(trail, arena, header.last_seq, header.hlc);
	if (plain.length)
		sodium_memzero(plain.text, plain.length);
	str_done(&plain);
	return true;
}

/* ---- at the hub -------------------------------------------------------------------------------- */

static bool stamps_unpack(const char *digits, size_t length, struct arena *arena, struct trail *trail)
{
	unsigned char *bytes = arena_alloc(arena, length / 2 + 1);
	struct trail_stamp stamp = { 0, 0 };
	struct packed in;
	size_t size = 0;

	if (sodium_hex2bin(bytes, length / 2, digits, length, NULL, &size, NULL))
		return false;
	in = (struct packed){ bytes, bytes + size };
	while (in.at < in.end) {
		int64_t seq, hlc;

		if (!unpack_signed(&in, &seq) || !unpack_signed(&in, &hlc))
			return false;
		stamp.seq += seq;
		stamp.hlc += hlc;
		stamp_add(trail, arena, stamp.seq, stamp.hlc);
	}
	return true;
}

/* Releases the content. */
static bool stamps_read(json_t *content, const struct self *self, struct arena *arena, struct trail *trail)
{
	const json_t *stamps = json_object_get(content, "stamps");
	unsigned char realm[ID_REALM_BYTES];
	bool is_read = content && signed_text_hex(content, "realm", realm, sizeof(realm)) &&
		       !memcmp(realm, self->realm.realm, sizeof(realm)) && json_is_string(stamps) &&
		       stamps_unpack(json_string_value(stamps), json_string_length(stamps), arena, trail);

	json_decref(content);
	return is_read;
}

bool trail_fetch(struct hub *hub, const struct self *self, struct arena *arena, struct trail *trail, struct err *err)
{
	const unsigned char *bytes;
	struct err why;
	char name[64];
	size_t size;

	*trail = (struct trail){ NULL, 0 };
	err_clear(&why);
	if (!hub_get(hub, trail_name(self->origin, name), arena, &bytes, &size, &why)) {
		if (why.code != ERR_MISSING && err)
			*err = why;
		return why.code == ERR_MISSING;
	}
	if (stamps_read(signed_text_read(bytes, size, TRAIL_KIND, self->sign_public), self, arena, trail))
		return true;
	trail->count = 0;
	return err_set(err, ERR_DAMAGED, "%s",
		       _("What the hub has of when this terminal wrote is damaged. Nothing more is removed there until it "
			 "is whole again: ask the administrator to look at the hub."));
}

static int by_seq(const void *a, const void *b)
{
	const struct trail_stamp *left = a, *right = b;

	return (left->seq > right->seq) - (left->seq < right->seq);
}

/* Rising, each once, the newest of them. */
static void stamps_order(struct trail *trail)
{
	size_t kept = 0;

	if (trail->count)
		qsort(trail->stamps, trail->count, sizeof(*trail->stamps), by_seq);
	for (size_t i = 0; i < trail->count; i++)
		if (!kept || trail->stamps[i].seq != trail->stamps[kept - 1].seq)
			trail->stamps[kept++] = trail->stamps[i];
	trail->stamps += kept > TRAIL_MOST ? kept - TRAIL_MOST : 0;
	trail->count = kept > TRAIL_MOST ? TRAIL_MOST : kept;
}

bool trail_put(struct hub *hub, const struct self *self, struct trail *trail, struct err *err)
{
	struct trail_stamp before = { 0, 0 };
	struct str packed, file;
	char name[64];
	bool is_put;

	stamps_order(trail);
	str_init(&packed);
	str_init(&file);
	for (size_t i = 0; i < trail->count; i++) {
		pack_signed(&packed, trail->stamps[i].seq - before.seq);
		pack_signed(&packed, trail->stamps[i].hlc - before.hlc);
		before = trail->stamps[i];
	}
	signed_text_put(TRAIL_KIND,
			json_pack("{s:o, s:I, s:o}", "realm",
				  signed_text_of_hex(self->realm.realm, ID_REALM_BYTES), "from",
				  (json_int_t)self->origin, "stamps",
				  signed_text_of_hex(packed.text, packed.length)),
			self->sign_secret, &file);
	is_put = hub_put(hub, trail_name(self->origin, name), file.text, file.length, HUB_REPLACE, err);
	str_done(&file);
	str_done(&packed);
	return is_put;
}
