/* moved_notice.h - in a unit's whole state, that a citizen has left it: the coordinator's cell alone, without a creation
 * before it. Whoever still has the citizen learns where the citizen is, and whoever never had gets the stub that the
 * others have, so that late work is not taken for somebody's who is not here. */
#ifndef SAMTALE_SRC_STORE_MOVED_NOTICE_H
#define SAMTALE_SRC_STORE_MOVED_NOTICE_H

#include "samtale/store/change.h"

bool moved_notice_is(const struct change *changes, size_t count, size_t at);
NODISCARD bool moved_notice_hear(struct store *store, const struct change *change, struct err *err);

#endif
