/* hub_memory.h - a hub that is this process's memory: for simulation and tests. It keeps the promises of hub.h and
 * nothing else: it is never away, never full, and gives back what it was given. Nobody but a tester reads its
 * refusals, so they are not translated. */
#ifndef SAMTALE_SRC_SYNC_HUB_MEMORY_H
#define SAMTALE_SRC_SYNC_HUB_MEMORY_H

#include "hub_kind.h"

struct hub_memory;

struct hub_memory *hub_memory_new(void);
void hub_memory_free(struct hub_memory *memory); /* NULL is fine */
/* As terminals see it; hub_close() on it does nothing. */
struct hub *hub_memory_hub(struct hub_memory *memory);

int64_t hub_memory_bytes(const struct hub_memory *memory);   /* of all bundles that were ever published */
int64_t hub_memory_bundles(const struct hub_memory *memory); /* how many those are */
/* Whether a bundle with that change of that terminal was ever published. */
bool hub_memory_has(const struct hub_memory *memory, struct dot dot);

#endif
