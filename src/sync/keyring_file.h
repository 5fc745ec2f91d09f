/* keyring_file.h - the keyring as it lies at the hub, "keyring/<epoch>.smk": a signed text (signed_text.h).
 *
 *	realm, epoch, edition
 *	units      number, name, box (public key of this epoch), former (earlier keys, sealed to box)
 *	terminals  origin, name, worker, units, invite (the public half of the one-time key), and
 *	           while invited: invitation, until; with a card: sign, box; shut out: shut_out (unit, bseq)
 *	secrets    unit, origin, sealed (the secret half of the unit's key, sealed to the terminal's box key; origin
 *	           0: to the administrator's own key, for the one who takes over with the code on paper)
 *	admin      the terminal that signed it
 *
 * Of one epoch there are editions, each replacing the former: an invitation makes one. The newest keyring is
 * enough for a terminal that was away for years: it opens its units' newest keys, and with these the
 * former. */
#ifndef SAMTALE_SRC_SYNC_KEYRING_FILE_H
#define SAMTALE_SRC_SYNC_KEYRING_FILE_H

#include <sodium.h>

#include "samtale/sync/keyring.h"
#include "unit_secrets.h"

#define RING_UNITS_MOST 4096
#define RING_TERMINALS_MOST 5000
#define ORIGIN_PAPER 0 /* of what is sealed to the administrator's key; no terminal's number */
#define SEALED_SECRET_BYTES (BOX_SECRET_BYTES + crypto_box_SEALBYTES)

struct sealed_secret {
	int64_t unit;
	uint32_t origin;
	unsigned char sealed[SEALED_SECRET_BYTES];
};

struct former_keys { /* one for each unit, in the order of ring.units */
	const unsigned char *bytes;
	size_t size;
};

struct keyring {
	struct ring ring; /* its secrets are not in the file */
	unsigned char admin_public[SIGN_PUBLIC_BYTES];
	struct former_keys *former;
	struct sealed_secret *sealed;
	size_t sealed_count;
};

void keyring_write(const struct keyring *keyring, const unsigned char admin_secret[SIGN_SECRET_BYTES],
		   struct str *out);
/* ERR_DAMAGED: not signed by the administrator, or not well-formed. */
NODISCARD bool keyring_read(const unsigned char *bytes, size_t size,
			    const unsigned char admin_public[SIGN_PUBLIC_BYTES], struct arena *arena,
			    struct keyring *keyring, struct err *err);
/* Below 0: a is the older. */
int keyring_compare(const struct ring *a, const struct ring *b);

#endif
