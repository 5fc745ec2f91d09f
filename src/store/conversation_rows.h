/* conversation_rows.h - conversations as signing and verification need them. */
#ifndef SAMTALE_SRC_STORE_CONVERSATION_ROWS_H
#define SAMTALE_SRC_STORE_CONVERSATION_ROWS_H

#include "database.h"
#include "samtale/store/conversations.h"

/* The latest answer of each question up to a moment (UTC ms, ANSWERS_ALL), by the question's name. */
#define ANSWERS_ALL INT64_MAX
NODISCARD bool answers_read(struct store *store, int64_t conversation, int64_t until, struct arena *arena,
			    struct answer **answers, size_t *count, struct err *err);
/* Adds an answer given at `at`, or later when one to the same question stands there already. Inside the
 * caller's transaction. */
NODISCARD bool answer_row_add(struct store *store, int64_t conversation, const struct answer *answer,
			      int64_t at, struct err *err);
/* The half-typed text of a question that is answered now. */
NODISCARD bool answer_draft_drop(struct store *store, int64_t conversation, const char *question,
				 struct err *err);
/* The newest version that is signed; ERR_MISSING when there is none. */
struct signed_row {
	int64_t id, citizen, step, next, at;
	int version;
	const char *hash, *summary;
	struct date held; /* the first version's date */
};
NODISCARD bool signed_newest(struct store *store, int64_t conversation, struct arena *arena,
			     struct signed_row *row, struct err *err);
/* Refuses, with a sentence, a conversation that is not there or not unfinished. Fills citizen. */
NODISCARD bool conversation_must_be_unfinished(struct store *store, int64_t id, int64_t *citizen,
					       struct err *err);

#endif
