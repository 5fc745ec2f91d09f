#include "unit_secrets.h"

#include <sodium.h>
#include <string.h>

#include "samtale/base/varint.h"

void unit_secrets_add(struct unit_secrets *secrets, struct arena *arena, int64_t unit, uint32_t epoch,
		      const unsigned char secret[BOX_SECRET_BYTES])
{
	struct unit_secret *row;

	if (unit_secrets_find(secrets, unit, epoch))
		return;
	secrets->rows = arena_grow(arena, secrets->rows, secrets->count, sizeof(*secrets->rows));
	row = &secrets->rows[secrets->count++];
	row->unit = unit;
	row->epoch = epoch;
	memcpy(row->box_secret, secret, BOX_SECRET_BYTES);
	crypto_scalarmult_base(row->box_public, row->box_secret);
}

const struct unit_secret *unit_secrets_find(const struct unit_secrets *secrets, int64_t unit, uint32_t epoch)
{
	for (size_t i = 0; i < secrets->count; i++)
		if (secrets->rows[i].unit == unit && secrets->rows[i].epoch == epoch)
			return &secrets->rows[i];
	return NULL;
}

void unit_secrets_pack(const struct unit_secrets *secrets, int64_t unit, struct str *out)
{
	for (size_t i = 0; i < secrets->count; i++) {
		const struct unit_secret *row = &secrets->rows[i];

		if (unit && row->unit != unit)
			continue;
		pack_number(out, (uint64_t)row->unit);
		pack_number(out, row->epoch);
		str_add_bytes(out, row->box_secret, BOX_SECRET_BYTES);
	}
}

bool unit_secrets_unpack(struct unit_secrets *secrets, struct arena *arena, const unsigned char *bytes,
			 size_t size)
{
	struct packed in = { bytes, bytes + size }, secret;
	uint64_t unit, epoch;

	while (in.at < in.end) {
		if (!unpack_number(&in, &unit) || !unpack_number(&in, &epoch) ||
		    !unpack_piece(&in, BOX_SECRET_BYTES, &secret) || unit > INT64_MAX || epoch > UINT32_MAX)
			return false;
		unit_secrets_add(secrets, arena, (int64_t)unit, (uint32_t)epoch, secret.at);
	}
	return true;
}
