/* listing.h - the name list (caseload) and the search (citizen_fts): local, kept by triggers on citizen,
 * rebuilt at will.
 *
 * The triggers stand in share/sql and call SQL functions of this connection:
 *
 *	sort_key(surname, given_names)                                 Danish order, base/collate.h
 *	search_text(given_names, surname, cpr, phone)                  the folded words that are searched
 *	search_add(citizen, given_names, surname, cpr, phone)
 *	search_forget(citizen, old given_names, surname, cpr, phone)   a contentless FTS5 table needs the old words
 *
 * The last two write in the FTS5 table, which a trigger itself may not do while trusted_schema is off. */
#ifndef SAMTALE_SRC_STORE_LISTING_H
#define SAMTALE_SRC_STORE_LISTING_H

#include "connection.h"

NODISCARD bool listing_register(struct store *store, struct err *err);

/* At the end of a merge, in its transaction: the search learns what came. */
NODISCARD bool listing_catch_up(struct store *store, struct err *err);

#endif
