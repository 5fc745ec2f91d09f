/* seal.h - the hash that binds a signed summary to what was asked and answered. Written when a
 * conversation is signed, computed again by the verification. */
#ifndef SAMTALE_SRC_STORE_SEAL_H
#define SAMTALE_SRC_STORE_SEAL_H

#include "database.h"
#include "samtale/base/id.h"

/* BLAKE2b-256 over the guide's name and version, every answer given up to `at` (UTC ms, the moment of
 * signing) in the order of question and row, earlier answers to the same question too, and the summary.
 * Each part goes in with its length, so that no two contents are the same bytes. */
NODISCARD bool seal_compute(struct store *store, int64_t conversation, int64_t at, const char *summary,
			    char hash[ID_HASH_TEXT], struct err *err);

#endif
