/* purge_order.h - removing a citizen whose time is up (sletning efter opbevaringsfristen; databeskyttelses-
 * forordningen, article 5(1)(e)).
 *
 * The administrator signs an order that names the citizen's row, nothing else. It travels as a fact of unit 1, and
 * every terminal that meets it removes the citizen for good: rows, history, what was laid aside, seats, and what of it
 * lies readable in bundles that are kept to be sent. What comes late about the citizen is dropped and counted; what a
 * terminal had written that nobody has signed for is kept aside there for a person (reason "purged"). A hub's
 * worker takes the rows out of the tables for reports and erases what the ops said. Who comes back is registered anew
 * (src/store/returning.h). What the effect report counts stays, without identity (src/store/erased.h). Bundles at the
 * hub stay, encrypted, until the hub removes them. */
#ifndef SAMTALE_SYNC_PURGE_ORDER_H
#define SAMTALE_SYNC_PURGE_ORDER_H

#include "samtale/store/streams.h"
#include "samtale/sync/keyring.h"

/* ERR_REFUSED: this is not the administrator's terminal. */
NODISCARD bool admin_purge(struct store *store, int64_t citizen, const char *reason, struct err *err);

/* Whether the administrator of this terminal's installation signed it. */
bool purge_order_is_signed(const struct purge_order *order, const struct self *self);

#endif
