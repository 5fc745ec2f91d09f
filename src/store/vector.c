#include "vector.h"

#include <stdlib.h>
#include <string.h>

void vector_done(struct vector *vector)
{
	free(vector->dots);
	*vector = (struct vector){ 0 };
}

static size_t place_of(const struct vector *vector, uint32_t origin)
{
	size_t at = 0;

	while (at < vector->count && vector->dots[at].origin < origin)
		at++;
	return at;
}

static bool is_at(const struct vector *vector, size_t at, uint32_t origin)
{
	return at < vector->count && vector->dots[at].origin == origin;
}

void vector_raise(struct vector *vector, struct dot dot)
{
	size_t at = place_of(vector, dot.origin);
	struct dot *dots;

	if (is_at(vector, at, dot.origin)) {
		if (vector->dots[at].seq < dot.seq)
			vector->dots[at].seq = dot.seq;
		return;
	}
	dots = realloc(vector->dots, (vector->count + 1) * sizeof(*dots));
	if (!dots)
		BUG("out of memory");
	memmove(dots + at + 1, dots + at, (vector->count - at) * sizeof(*dots));
	dots[at] = dot;
	vector->dots = dots;
	vector->count++;
}

bool vector_covers(const struct vector *vector, struct dot dot)
{
	size_t at = place_of(vector, dot.origin);

	return is_at(vector, at, dot.origin) && dot.seq <= vector->dots[at].seq;
}

void vector_forget(struct vector *vector, uint32_t origin)
{
	size_t at = place_of(vector, origin);

	if (!is_at(vector, at, origin))
		return;
	vector->count--;
	memmove(vector->dots + at, vector->dots + at + 1, (vector->count - at) * sizeof(*vector->dots));
}

void vector_pack(const struct vector *vector, struct str *out)
{
	for (size_t i = 0; i < vector->count; i++)
		pack_dot(out, vector->dots[i]);
}

bool vector_unpack(struct vector *vector, struct packed in)
{
	struct dot dot;

	while (in.at < in.end) {
		if (!unpack_dot(&in, &dot))
			return false;
		vector_raise(vector, dot);
	}
	return true;
}
