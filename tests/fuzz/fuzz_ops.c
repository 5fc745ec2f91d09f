/* fuzz_ops.c - changes from anywhere: libFuzzer's target. What is taken must be such that it can be sent on and
 * comes out the same. */
#include <stdlib.h>
#include <string.h>

#include "samtale/sync/ops.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool is_same(struct packed a, struct packed b)
{
	size_t size = (size_t)(a.end - a.at);

	return size == (size_t)(b.end - b.at) && (!size || !memcmp(a.at, b.at, size));
}

static void send_on(const struct change *changes, size_t count, struct arena *arena)
{
	struct ops_encoder *encoder = ops_encoder_new();
	struct change *again;
	struct str bytes;
	struct err err;
	size_t came;

	str_init(&bytes);
	for (size_t i = 0; i < count; i++)
		if (!ops_encode(encoder, &changes[i], &bytes, &err))
			abort();
	if (!ops_decode((unsigned char *)bytes.text, bytes.length, arena, &again, &came, &err) ||
	    came != count)
		abort();
	for (size_t i = 0; i < count; i++)
		if (again[i].row != changes[i].row || again[i].hlc != changes[i].hlc ||
		    again[i].dot.seq != changes[i].dot.seq || again[i].dot.origin != changes[i].dot.origin ||
		    again[i].column != changes[i].column || !is_same(again[i].prev, changes[i].prev) ||
		    !is_same(again[i].value, changes[i].value))
			abort();
	str_done(&bytes);
	ops_encoder_free(encoder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena;
	struct change *changes;
	struct err err = { ERR_NONE };
	size_t count;

	arena_init(&arena);
	if (ops_decode(bytes, size, &arena, &changes, &count, &err))
		send_on(changes, count, &arena);
	else if (!err.text[0])
		abort();
	arena_done(&arena);
	return 0;
}
