/* seal.h - the hash that binds a signed summary to what was asked and answered. Written when a
 * conversation is signed, computed again by the verification. */
#ifndef SAMTALE_SRC_STORE_SEAL_H
#define SAMTALE_SRC_STORE_SEAL_H

#include "database.h"
#include "samtale/base/id.h"

struct sealed {
	int64_t conversation, at; /* UTC ms, the moment of signing */
	int version;
	const char *summary;
	const char *reason, *previous; /* of a correction: why, and the hash of the version it corrects */
};

/* BLAKE2b-256 over the guide's name and version, the hashes of its texts as far as they are kept, every
 * answer given up to `at` in the order of question and row, earlier answers to the same question too, the
 * summary, and from version 2 on the version, the reason and the hash of the version before. Each part goes
 * in with its length, so that no two contents are the same bytes. */
NODISCARD bool seal_compute(struct store *store, const struct sealed *sealed, char hash[ID_HASH_TEXT],
			    struct err *err);

#endif
