/* csv_text.h - a cell's foreign bytes turned into text that the rest of Samtale may hold and show. */
#ifndef SAMTALE_EXCHANGE_CSV_TEXT_H
#define SAMTALE_EXCHANGE_CSV_TEXT_H

#include "samtale/base/arena.h"
#include "samtale/exchange/csv.h"

/* Valid UTF-8 in NFC, a tab as a blank, \n kept. NULL, and err says why, for bytes that are no letters and
 * for control characters: text that had them is not what its author meant, so it is never mended silently. */
const char *csv_text_tame(struct arena *arena, enum csv_encoding encoding, const char *raw, size_t length,
			  struct err *err);

#endif
