/* vector.h - a version vector: how far each origin's changes are covered, by rising origin. Grows as it must.
 */
#ifndef SAMTALE_SRC_STORE_VECTOR_H
#define SAMTALE_SRC_STORE_VECTOR_H

#include "pack.h"

struct vector {
	struct dot *dots;
	size_t count;
};

void vector_done(struct vector *vector);
void vector_raise(struct vector *vector, struct dot dot); /* a lower one changes nothing */
bool vector_covers(const struct vector *vector, struct dot dot);
void vector_forget(struct vector *vector, uint32_t origin);

void vector_pack(const struct vector *vector, struct str *out);
/* Raises it by each of the dots. */
NODISCARD bool vector_unpack(struct vector *vector, struct packed in);

#endif
