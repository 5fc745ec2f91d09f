/* match_load.h - the table of a match, read and put in order for a day. */
#ifndef SAMTALE_APP_MATCH_LOAD_H
#define SAMTALE_APP_MATCH_LOAD_H

#include "samtale/domain/match.h"
#include "samtale/store/store.h"

/* In the arena. ERR_MISSING names the rule row that is not there. */
NODISCARD bool match_load(struct store *store, const struct rules *rules, struct date today, struct arena *arena,
			  struct match_table *table, struct err *err);

#endif
