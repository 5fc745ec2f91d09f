/* change_json.h - changes as JSON, with the columns' names: for people, not for the exchange. */
#ifndef SAMTALE_SRC_STORE_CHANGE_JSON_H
#define SAMTALE_SRC_STORE_CHANGE_JSON_H

#include <jansson.h>

#include "samtale/store/change.h"

/* context: a json_t array. {"table", "row", "at_ms", "author", "values": {column: value}}; bytes, and what is no text,
 * as {"hex": digits}. For ops_each(): always true. */
bool change_json_add(void *context, const struct change *change, struct err *err);

#endif
