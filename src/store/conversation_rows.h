/* conversation_rows.h - conversations as signing and verification need them. */
#ifndef SAMTALE_SRC_STORE_CONVERSATION_ROWS_H
#define SAMTALE_SRC_STORE_CONVERSATION_ROWS_H

#include "database.h"
#include "samtale/store/conversations.h"

/* The latest answer of each question, by the question's name. */
NODISCARD bool answers_read(struct store *store, int64_t conversation, struct arena *arena,
			    struct answer **answers, size_t *count, struct err *err);
/* Refuses, with a sentence, a conversation that is not there or not unfinished. Fills citizen. */
NODISCARD bool conversation_must_be_unfinished(struct store *store, int64_t id, int64_t *citizen,
					       struct err *err);

#endif
