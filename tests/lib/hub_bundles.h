/* hub_bundles.h - bundles for a hub that cannot read them: bytes, hashes that follow each other, and changes. */
#ifndef SAMTALE_TESTS_HUB_BUNDLES_H
#define SAMTALE_TESTS_HUB_BUNDLES_H

#include "samtale/base/id.h"
#include "samtale/sync/hub.h"

extern const unsigned char bundles_realm[ID_REALM_BYTES];

void bundles_begin(void); /* all streams anew */
/* The next of the stream, with that many changes, in the arena. */
const struct hub_bundle *bundles_next(struct arena *arena, int64_t unit, uint32_t origin, int changes);

#endif
