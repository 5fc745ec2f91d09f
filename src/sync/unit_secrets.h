/* unit_secrets.h - the secret keys of units as bytes, a key after the other (number unit, number epoch, 32
 * bytes; varint.h): in the database, in an invitation, and, sealed to a unit's newest key, in the keyring. */
#ifndef SAMTALE_SRC_SYNC_UNIT_SECRETS_H
#define SAMTALE_SRC_SYNC_UNIT_SECRETS_H

#include "samtale/sync/keyring.h"

struct unit_secrets { /* rows in the arena of whoever reads them */
	struct unit_secret *rows;
	size_t count;
};

/* The public half follows from the secret one. What is there already stays as it is. */
void unit_secrets_add(struct unit_secrets *secrets, struct arena *arena, int64_t unit, uint32_t epoch,
		      const unsigned char secret[BOX_SECRET_BYTES]);
/* NULL: none. */
const struct unit_secret *unit_secrets_find(const struct unit_secrets *secrets, int64_t unit, uint32_t epoch);
/* Appends those of the unit; unit 0: all. */
void unit_secrets_pack(const struct unit_secrets *secrets, int64_t unit, struct str *out);
/* False: the bytes are not well-formed; those before the fault were added. */
NODISCARD bool unit_secrets_unpack(struct unit_secrets *secrets, struct arena *arena,
				   const unsigned char *bytes, size_t size);

#endif
