/* guide_text_rows.h - the guides' own words, kept so that a conversation goes on with the questions it began
 * with. */
#ifndef SAMTALE_SRC_STORE_GUIDE_TEXT_ROWS_H
#define SAMTALE_SRC_STORE_GUIDE_TEXT_ROWS_H

#include "database.h"
#include "samtale/store/conversations.h"

/* Saves those that are not there yet; writes nothing when all are. */
NODISCARD bool guide_texts_keep(struct store *store, const struct guide_text *texts, size_t count,
				struct err *err);
/* Binds texts that are kept to a new conversation. Inside the caller's transaction. */
NODISCARD bool guide_texts_link(struct store *store, int64_t conversation, const struct guide_text *texts,
				size_t count, struct err *err);

#endif
