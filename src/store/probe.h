/* probe.h - what the simulation looks up in the tables themselves, by no way that the engine goes. */
#ifndef SAMTALE_SRC_STORE_PROBE_H
#define SAMTALE_SRC_STORE_PROBE_H

#include "samtale/store/store.h"

/* The values of a text column in a row (0: in all rows), and those that wait beside them. is_head: nothing was made
 * from it (events of a sanction case; else true). The text lives for the call. */
NODISCARD bool probe_texts(struct store *store, int table, const char *column, int64_t row,
			   void (*each)(void *context, const char *text, bool is_head), void *context,
			   struct err *err);
NODISCARD bool probe_newest_seq(struct store *store, int64_t *seq, struct err *err);
NODISCARD bool probe_citizen(struct store *store, int64_t citizen, bool *there, struct err *err);
NODISCARD bool probe_troubles(struct store *store, int64_t *parked, int64_t *anomalies, struct err *err);

#endif
