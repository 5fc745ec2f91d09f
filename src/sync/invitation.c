#include "invitation.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "signed_text.h"

#define MAGIC "SMI1"
#define MAGIC_BYTES 4
#define SALT_BYTES crypto_pwhash_SALTBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define HEAD_BYTES (MAGIC_BYTES + SALT_BYTES + NONCE_BYTES)
#define ID_BYTES 16

const char *invitation_name(const char code[INVITE_CODE_SIZE], char name[INVITATION_NAME_SIZE])
{
	unsigned char id[ID_BYTES];
	char digits[2 * ID_BYTES + 1];

	crypto_generichash(id, sizeof(id), (const unsigned char *)code, INVITE_CODE_SIZE - 1,
			   (const unsigned char *)"samtale-invitation", 18);
	snprintf(name, INVITATION_NAME_SIZE, "enrol/%s.smi",
		 sodium_bin2hex(digits, sizeof(digits), id, sizeof(id)));
	return name;
}

static void key_of(const char code[INVITE_CODE_SIZE], const unsigned char salt[SALT_BYTES],
		   unsigned char key[KEY_BYTES])
{
	if (crypto_pwhash(key, KEY_BYTES, code, INVITE_CODE_SIZE - 1, salt,
			  crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
			  crypto_pwhash_ALG_ARGON2ID13))
		BUG("out of memory");
}

/* ---- sealing ----------------------------- */

static char *content_write(const struct invitation *invitation)
{
	struct str packed;
	json_t *object;
	char *text;

	str_init(&packed);
	unit_secrets_pack(&invitation->secrets, 0, &packed);
	object =
		json_pack("{s:o, s:o, s:I, s:I, s:s, s:o, s:o, s:o, s:I}", "realm",
			  signed_text_of_hex(invitation->realm.realm, ID_REALM_BYTES), "natural",
			  signed_text_of_hex(invitation->realm.secret, ID_SECRET_BYTES), "origin",
			  (json_int_t)invitation->origin, "replaces", (json_int_t)invitation->replaces,
			  "name", invitation->name, "secrets", signed_text_of_hex(packed.text, packed.length),
			  "one_time", signed_text_of_hex(invitation->one_time, SIGN_SECRET_BYTES), "admin",
			  signed_text_of_hex(invitation->admin_public, SIGN_PUBLIC_BYTES), "until",
			  (json_int_t)invitation->until);
	text = object ? json_dumps(object, JSON_COMPACT) : NULL;
	if (!text)
		BUG("a document that could not be made");
	json_decref(object);
	sodium_memzero(packed.text, packed.length);
	str_done(&packed);
	return text;
}

void invitation_seal(const struct invitation *invitation, const char code[INVITE_CODE_SIZE], struct str *out)
{
	unsigned char head[HEAD_BYTES] = MAGIC, key[KEY_BYTES];
	char *text = content_write(invitation);
	size_t length = strlen(text);
	unsigned char *sealed = malloc(length + TAG_BYTES);

	if (!sealed)
		BUG("out of memory");
	randombytes_buf(head + MAGIC_BYTES, SALT_BYTES + NONCE_BYTES);
	key_of(code, head + MAGIC_BYTES, key);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed, NULL, (const unsigned char *)text, length, head,
						   HEAD_BYTES, NULL, head + MAGIC_BYTES + SALT_BYTES, key);
	str_add_bytes(out, head, HEAD_BYTES);
	str_add_bytes(out, sealed, length + TAG_BYTES);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(text, length);
	free(sealed);
	free(text);
}

/* ---- opening ----------------------------- */

static bool secrets_read(const json_t *object, struct arena *arena, struct unit_secrets *secrets)
{
	size_t size = json_string_length(json_object_get(object, "secrets")) / 2;
	unsigned char *bytes = arena_alloc(arena, size);

	return signed_text_hex(object, "secrets", bytes, size) &&
	       unit_secrets_unpack(secrets, arena, bytes, size);
}

static bool content_read(const json_t *object, struct arena *arena, struct invitation *invitation)
{
	int64_t origin, replaces;

	*invitation = (struct invitation){ .origin = 0 };
	if (!signed_text_hex(object, "realm", invitation->realm.realm, ID_REALM_BYTES) ||
	    !signed_text_hex(object, "natural", invitation->realm.secret, ID_SECRET_BYTES) ||
	    !signed_text_number(object, "origin", ID_ORIGIN_MAX, &origin) || !origin ||
	    !signed_text_number(object, "replaces", ID_ORIGIN_MAX, &replaces))
		return false;
	invitation->origin = (uint32_t)origin;
	invitation->replaces = (uint32_t)replaces;
	return signed_text_name(object, "name", arena, &invitation->name) &&
	       secrets_read(object, arena, &invitation->secrets) &&
	       signed_text_hex(object, "one_time", invitation->one_time, SIGN_SECRET_BYTES) &&
	       signed_text_hex(object, "admin", invitation->admin_public, SIGN_PUBLIC_BYTES) &&
	       signed_text_number(object, "until", INT64_MAX, &invitation->until);
}

bool invitation_open(const unsigned char *bytes, size_t size, const char code[INVITE_CODE_SIZE],
		     struct arena *arena, struct invitation *invitation, struct err *err)
{
	unsigned char key[KEY_BYTES];
	unsigned char *plain;
	json_t *object = NULL;
	bool whole;

	if (size >= HEAD_BYTES + TAG_BYTES && size <= INVITATION_MOST && !memcmp(bytes, MAGIC, MAGIC_BYTES)) {
		plain = arena_alloc(arena, size);
		key_of(code, bytes + MAGIC_BYTES, key);
		if (!crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, bytes + HEAD_BYTES,
								size - HEAD_BYTES, bytes, HEAD_BYTES,
								bytes + MAGIC_BYTES + SALT_BYTES, key))
			object = json_loadb((const char *)plain, size - HEAD_BYTES - TAG_BYTES,
					    JSON_REJECT_DUPLICATES, NULL);
		sodium_memzero(plain, size);
		sodium_memzero(key, sizeof(key));
	}
	whole = object && content_read(object, arena, invitation);
	json_decref(object);
	return whole || err_set(err, ERR_DAMAGED, "%s",
				_("The invitation at the hub has "
				  "been altered. Ask the administrator for a new code."));
}
