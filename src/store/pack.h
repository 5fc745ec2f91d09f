/* pack.h - values in SQLite's hands, and dots, as the bytes of the op stream (varint.h; sync-storage, section
 * 9.3).
 *
 *	columns number mask (bit id - 1), then the value of each set bit
 *	dots    (number origin, number seq)* */
#ifndef SAMTALE_SRC_STORE_PACK_H
#define SAMTALE_SRC_STORE_PACK_H

#include <sqlite3.h>

#include "samtale/store/change.h"

void pack_value(struct str *out, sqlite3_value *value);
void pack_dot(struct str *out, struct dot dot);
NODISCARD bool unpack_dot(struct packed *in, struct dot *dot);

struct packed_value value_of(sqlite3_value *value);
struct packed_value value_in(sqlite3_stmt *row, int column);
struct packed packed_in(sqlite3_stmt *row, int column); /* a blob column, borrowed until the next step */

#endif
