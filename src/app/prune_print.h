/* prune_print.h - what is told of bundles that stay at the hub: samtale hub prune and hub status. */
#ifndef SAMTALE_APP_PRUNE_PRINT_H
#define SAMTALE_APP_PRUNE_PRINT_H

#include <jansson.h>

#include "samtale/sync/prune.h"

json_t *prune_plan_json(const struct prune_plan *plan); /* the caller's to release */
/* A line for each stream of which something stays that nobody waits for. */
void prune_plan_print(const struct prune_plan *plan, const struct ring *ring);
/* A line on how many can go, and one for each terminal that holds some back; nothing when there is nothing. */
void prune_holders_print(const struct prune_plan *plan, const struct ring *ring);

#endif
