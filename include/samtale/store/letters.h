/* letters.h - letters as they were composed, the very bytes that were sent, and when they left. */
#ifndef SAMTALE_STORE_LETTERS_H
#define SAMTALE_STORE_LETTERS_H

#include "samtale/domain/letter.h"
#include "samtale/store/store.h"

/* Keeps the letter, its text and its bytes in one transaction. Refuses what letter_check() refuses, and bytes that are
 * none. Fills id, at, author, hash and size. */
NODISCARD bool store_letter_put(struct store *store, struct letter *letter, const void *bytes, size_t size,
				struct err *err);
/* Writes down that it was sent. Fills id, at and author. */
NODISCARD bool store_letter_sent(struct store *store, struct letter_sending *sending, struct err *err);

/* Newest first, with text. */
NODISCARD bool store_letters(struct store *store, int64_t citizen, struct arena *arena, struct letter_list *letters,
			     struct err *err);
NODISCARD bool store_letters_of_case(struct store *store, int64_t sanction_case, struct arena *arena,
				     struct letter_list *letters, struct err *err);
NODISCARD bool store_letter(struct store *store, int64_t id, struct arena *arena, struct letter *letter,
			    struct err *err);
/* The bytes kept, in the arena; ERR_DAMAGED when they are not those of the hash. */
NODISCARD bool store_letter_bytes(struct store *store, int64_t id, struct arena *arena, const unsigned char **bytes,
				  size_t *size, struct err *err);

#endif
