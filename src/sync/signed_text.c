#include "signed_text.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define SIGNATURE_TEXT (2 * crypto_sign_BYTES) /* and a line end */

static void hash_of(const void *bytes, size_t size, unsigned char hash[BUNDLE_HASH_BYTES])
{
	crypto_generichash(hash, BUNDLE_HASH_BYTES, bytes, size, NULL, 0);
}

void signed_text_put(const char *kind, json_t *content, const unsigned char secret[SIGN_SECRET_BYTES],
		     struct str *out)
{
	unsigned char hash[BUNDLE_HASH_BYTES], signature[crypto_sign_BYTES];
	char digits[SIGNATURE_TEXT + 1];
	char *text = json_dumps(content, JSON_INDENT(1));
	size_t begun = out->length;

	if (!text)
		BUG("a document that could not be made");
	json_decref(content);
	str_add(out, kind);
	str_add_char(out, '\n');
	str_add(out, text);
	str_add_char(out, '\n');
	free(text);
	hash_of(out->text + begun, out->length - begun, hash);
	crypto_sign_detached(signature, NULL, hash, sizeof(hash), secret);
	str_add(out, sodium_bin2hex(digits, sizeof(digits), signature, sizeof(signature)));
	str_add_char(out, '\n');
}

/* Digits as sodium_bin2hex() writes them and no other way: each byte of a file is what it was. */
static bool hex_read(const char *digits, size_t length, void *bytes, size_t size)
{
	size_t got = 0;

	for (size_t i = 0; i < length; i++)
		if (digits[i] >= 'A' && digits[i] <= 'F')
			return false;
	return length == 2 * size && !sodium_hex2bin(bytes, size, digits, length, NULL, &got, NULL) &&
	       got == size;
}

json_t *signed_text_read(const unsigned char *bytes, size_t size, const char *kind,
			 const unsigned char public[SIGN_PUBLIC_BYTES])
{
	unsigned char hash[BUNDLE_HASH_BYTES], signature[crypto_sign_BYTES];
	size_t named = strlen(kind), before;

	if (size > SIGNED_TEXT_MOST || size < named + SIGNATURE_TEXT + 3 || memcmp(bytes, kind, named) ||
	    bytes[named] != '\n' || bytes[size - 1] != '\n')
		return NULL;
	before = size - SIGNATURE_TEXT - 1;
	if (!hex_read((const char *)bytes + before, SIGNATURE_TEXT, signature, sizeof(signature)))
		return NULL;
	hash_of(bytes, before, hash);
	if (crypto_sign_verify_detached(signature, hash, sizeof(hash), public))
		return NULL;
	return json_loadb((const char *)bytes + named + 1, before - named - 1, JSON_REJECT_DUPLICATES, NULL);
}

bool signed_text_hex(const json_t *object, const char *name, void *bytes, size_t size)
{
	const json_t *text = json_object_get(object, name);

	return json_is_string(text) &&
	       hex_read(json_string_value(text), json_string_length(text), bytes, size);
}

bool signed_text_number(const json_t *object, const char *name, int64_t most, int64_t *number)
{
	const json_t *value = json_object_get(object, name);

	*number = json_integer_value(value);
	return json_is_integer(value) && *number >= 0 && *number <= most;
}

bool signed_text_name(const json_t *object, const char *name, struct arena *arena, const char **text)
{
	const json_t *value = json_object_get(object, name);
	size_t length = json_string_length(value);

	if (!json_is_string(value) || !length || length > NAME_MOST)
		return false;
	*text = arena_strdup(arena, json_string_value(value));
	for (const char *at = *text; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 127)
			return false;
	return true;
}

json_t *signed_text_of_hex(const void *bytes, size_t size)
{
	char *digits = malloc(2 * size + 1);
	json_t *text;

	if (!digits)
		BUG("out of memory");
	text = json_string(sodium_bin2hex(digits, 2 * size + 1, bytes, size));
	sodium_memzero(digits, 2 * size + 1);
	free(digits);
	return text;
}
