#define ZLIB_CONST
#include "bundle_bytes.h"

#include <zlib.h>

#include "samtale/base/embedded.h"

/* Given to zlib before the bytes: a small bundle has little to find its repetitions in. */
static const struct embedded *words(void)
{
	return embedded_find(embedded_words, "words-1.txt");
}

bool bundle_deflate(const struct str *plain, struct str *out)
{
	z_stream stream = { .next_in = (const unsigned char *)plain->text,
			    .avail_in = (unsigned int)plain->length };
	unsigned char window[BUNDLE_PIECE];
	int state;

	if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, MAX_MEM_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	if (deflateSetDictionary(&stream, words()->bytes, (unsigned int)words()->size) != Z_OK)
		BUG("zlib does not take the words");
	do {
		stream.next_out = window;
		stream.avail_out = sizeof(window);
		state = deflate(&stream, Z_FINISH);
		str_add_bytes(out, window, sizeof(window) - stream.avail_out);
	} while (state == Z_OK || state == Z_BUF_ERROR);
	sodium_memzero(window, sizeof(window));
	return deflateEnd(&stream) == Z_OK && state == Z_STREAM_END;
}

bool bundle_inflate(const struct str *compressed, uint64_t size, struct str *plain)
{
	z_stream stream = { .next_in = (const unsigned char *)compressed->text,
			    .avail_in = (unsigned int)compressed->length };
	unsigned char window[BUNDLE_PIECE];
	size_t got;
	int state;

	if (inflateInit(&stream) != Z_OK)
		return false;
	do {
		stream.next_out = window;
		stream.avail_out = sizeof(window);
		state = inflate(&stream, Z_NO_FLUSH);
		if (state == Z_NEED_DICT)
			state = inflateSetDictionary(&stream, words()->bytes, (unsigned int)words()->size);
		got = sizeof(window) - stream.avail_out;
		if (got > size)
			break;
		str_add_bytes(plain, window, got);
		size -= got;
	} while (state == Z_OK);
	sodium_memzero(window, sizeof(window));
	return inflateEnd(&stream) == Z_OK && state == Z_STREAM_END && !size && !stream.avail_in;
}
