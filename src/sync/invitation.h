/* invitation.h - the file that a code opens, "enrol/<id>.smi".
 *
 *	"SMI1", salt 16, nonce 24, and sealed (XChaCha20-Poly1305, the key drawn from the code by Argon2id):
 *	JSON of realm, natural (secret of the natural keys), origin, replaces, name, units, secrets, one_time
 *	(key that signs the card), admin (public key of the administrator) and until (UTC ms)
 *
 * The id is a hash of the code; with 90 random bits neither it nor the file tells the code. */
#ifndef SAMTALE_SRC_SYNC_INVITATION_H
#define SAMTALE_SRC_SYNC_INVITATION_H

#include "samtale/sync/enrol.h"
#include "unit_secrets.h"

#define INVITATION_NAME_SIZE 48
#define INVITATION_MOST (4u << 20)

struct invitation {
	struct id_realm realm;
	uint32_t origin, replaces; /* replaces: the terminal that a restored database was; 0 none */
	const char *name;
	struct unit_secrets secrets;
	unsigned char one_time[SIGN_SECRET_BYTES], admin_public[SIGN_PUBLIC_BYTES];
	int64_t until;
};

const char *invitation_name(const char code[INVITE_CODE_SIZE], char name[INVITATION_NAME_SIZE]);
void invitation_seal(const struct invitation *invitation, const char code[INVITE_CODE_SIZE], struct str *out);
/* ERR_DAMAGED: it is not what the code belongs to. */
NODISCARD bool invitation_open(const unsigned char *bytes, size_t size, const char code[INVITE_CODE_SIZE],
			       struct arena *arena, struct invitation *invitation, struct err *err);

#endif
