/* enrol_take_over.c - the administrator's key on paper, and another terminal that becomes the administrator's by it. */
#include <string.h>

#include "admin_code.h"
#include "enrol_desk.h"
#include "samtale/base/tr.h"
#include "samtale/base/varint.h"
#include "typed_code.h"

/* ---- the paper ----------------------------- */

static bool keep_number(struct store *store, const char *name, uint64_t number, struct err *err)
{
	struct str packed;
	bool kept;

	str_init(&packed);
	pack_number(&packed, number);
	kept = store_keep(store, name, packed.text, packed.length, err);
	str_done(&packed);
	return kept;
}

bool admin_paper(struct store *store, int64_t now_ms, char code[ADMIN_CODE_SIZE], struct err *err)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	struct admin admin;
	bool made;

	admin_init(&admin, store, NULL);
	made = self_read(store, &admin.self, err) && admin_is_one(&admin, err) &&
	       keep_number(store, KEPT_PAPER, (uint64_t)now_ms, err);
	if (made) {
		crypto_sign_ed25519_sk_to_seed(seed, admin.self.admin_secret);
		admin_code_make(seed, code);
		sodium_memzero(seed, sizeof(seed));
	}
	return admin_done(&admin, made);
}

bool admin_paper_at(struct store *store, int64_t *at_ms, struct err *err)
{
	const unsigned char *bytes;
	struct arena arena;
	struct packed in;
	uint64_t at = 0;
	size_t size;
	bool is_read;

	arena_init(&arena);
	is_read = store_kept(store, KEPT_PAPER, &arena, &bytes, &size, err);
	in = (struct packed){ bytes, bytes + (is_read ? size : 0) };
	*at_ms = is_read && unpack_number(&in, &at) ? (int64_t)at : 0;
	arena_done(&arena);
	return is_read;
}

const char *admin_code_grouped(const char code[ADMIN_CODE_SIZE], int line, char text[ADMIN_CODE_LINE_GROUPED])
{
	return typed_code_grouped(code + line * ADMIN_CODE_LINE_DIGITS, ADMIN_CODE_LINE_DIGITS, text);
}

/* ---- taking over ----------------------------- */

/* The key pair that the code is, if it is this installation's. */
static bool key_read(struct admin *admin, const char *typed, struct err *err)
{
	unsigned char seed[crypto_sign_SEEDBYTES], public[SIGN_PUBLIC_BYTES];

	if (!admin_code_read(typed, seed, err))
		return false;
	crypto_sign_seed_keypair(public, admin->self.admin_secret, seed);
	sodium_memzero(seed, sizeof(seed));
	return !memcmp(public, admin->self.admin_public, SIGN_PUBLIC_BYTES) ||
	       err_set(err, ERR_REFUSED, "%s",
		       _("The code is whole, but it is another installation's. Look for the paper that names this "
			 "one: samtale hub status shows its number."));
}

/* The administrator's own terminal may, too: that settles who is it when two were. */
static bool may_take_over(const struct admin *admin, struct err *err)
{
	const struct ring_terminal *me = ring_terminal(&admin->state.keyring.ring, admin->self.origin);

	return (me && !me->is_shut_out) ||
	       err_set(err, ERR_REFUSED, "%s",
		       _("This terminal has been shut out. Take over on one that belongs to the installation."));
}

static bool ring_load(struct admin *admin, struct err *err)
{
	struct err away = { ERR_NONE };

	if (!self_read(admin->store, &admin->self, err))
		return false;
	if (!admin->self.is_enrolled)
		return err_set(err, ERR_REFUSED, "%s",
			       _("This database is no terminal yet. Become one with samtale sync enrol and the code."));
	return keyring_kept(admin->store, &admin->self, &admin->arena, &admin->state, err) &&
	       keyring_update(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away, err) &&
	       (admin->state.keyring.ring.is_contested || admin_no_failure(&away, err));
}

static bool keep_office(struct admin *admin, struct err *err)
{
	const struct self *self = &admin->self;

	return store_keep(admin->store, KEPT_ADMIN_SECRET, self->admin_secret, SIGN_SECRET_BYTES, err) &&
	       keep_number(admin->store, KEPT_ADMIN_TERM, self->admin_term, err) &&
	       keep_number(admin->store, KEPT_PAPER, (uint64_t)admin->now_ms, err) &&
	       keyring_keep(admin->store, self, &admin->arena, &admin->state, err);
}

/* A database takes keyrings from its administrator's login alone. */
static bool put_ring(struct admin *admin, struct err *err)
{
	keyring_edition(&admin->state, &admin->self, &admin->arena);
	if (keyring_put(admin->hub, &admin->self, &admin->arena, &admin->state, err))
		return true;
	if (err->code != ERR_REFUSED || strncmp(err->detail, "ACCESS", 6) != 0)
		return false;
	return err_set(err, ERR_REFUSED, "%s",
		       _("The database takes that from its administrator's login alone. Write that login's address "
			 "after --hub."));
}

/* The hub first: where the database does not come to know of it, the same is done once more. */
static bool take_over(struct admin *admin, const char *typed, struct err *err)
{
	if (!ring_load(admin, err) || !key_read(admin, typed, err) || !may_take_over(admin, err))
		return false;
	admin->self.is_admin = true;
	keyring_open(&admin->self, &admin->arena, &admin->state);
	keyring_take_over(&admin->state, &admin->self, &admin->arena);
	if (!put_ring(admin, err) || !store_begin(admin->store, err))
		return false;
	return store_finish(admin->store, keep_office(admin, err), err) && admin_tell_members(admin, err);
}

bool admin_take_over(struct store *store, struct hub *hub, const char *typed, int64_t now_ms, struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	admin.now_ms = now_ms;
	return admin_done(&admin, take_over(&admin, typed, err));
}
