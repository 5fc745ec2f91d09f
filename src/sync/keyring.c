#include "samtale/sync/keyring.h"

#include <string.h>

#include "keyring_admin.h"
#include "keyring_kept.h"
#include "samtale/base/tr.h"
#include "samtale/base/varint.h"

/* ---- looking up ----------------------------- */

const struct ring_terminal *ring_terminal(const struct ring *ring, uint32_t origin)
{
	for (size_t i = 0; i < ring->terminal_count; i++)
		if (ring->terminals[i].origin == origin)
			return &ring->terminals[i];
	return NULL;
}

const struct ring_unit *ring_unit(const struct ring *ring, int64_t unit)
{
	for (size_t i = 0; i < ring->unit_count; i++)
		if (ring->units[i].number == unit)
			return &ring->units[i];
	return NULL;
}

const struct unit_secret *ring_secret(const struct ring *ring, int64_t unit, uint32_t epoch)
{
	const struct unit_secrets secrets = { ring->secrets, ring->secret_count };

	return unit_secrets_find(&secrets, unit, epoch);
}

bool ring_counts(const struct ring *ring, uint32_t origin, int64_t unit, int64_t bseq)
{
	const struct ring_terminal *terminal = ring_terminal(ring, origin);

	if (!terminal || !terminal->has_card)
		return false;
	if (!terminal->is_shut_out)
		return true;
	for (size_t i = 0; i < terminal->last_count; i++)
		if (terminal->last[i].unit == unit)
			return bseq <= terminal->last[i].bseq;
	return false;
}

bool ring_is_member(const struct ring *ring, uint32_t origin, int64_t unit)
{
	const struct ring_terminal *terminal = ring_terminal(ring, origin);

	if (!terminal || terminal->is_shut_out)
		return false;
	for (size_t i = 0; i < terminal->unit_count; i++)
		if (terminal->units[i] == unit)
			return true;
	return false;
}

/* ---- this terminal ----------------------------- */

static bool refuse_keys(struct err *err)
{
	return err_set(err, ERR_DAMAGED, "%s",
		       _("This terminal's keys are not whole. Restore the latest backup, and go on "
			 "with samtale sync recover."));
}

static bool key_read(struct store *store, const char *name, void *key, size_t size, struct arena *arena,
		     bool *is_there, struct err *err)
{
	const unsigned char *bytes;
	size_t got;

	if (!store_kept(store, name, arena, &bytes, &got, err))
		return false;
	*is_there = got == size;
	if (got && got != size)
		return refuse_keys(err);
	if (got)
		memcpy(key, bytes, size);
	return true;
}

/* The first administrator keeps none: 0. */
static bool term_read(struct store *store, struct self *self, struct arena *arena, struct err *err)
{
	const unsigned char *bytes;
	struct packed in;
	uint64_t term = 0;
	size_t size;

	if (!store_kept(store, KEPT_ADMIN_TERM, arena, &bytes, &size, err))
		return false;
	in = (struct packed){ bytes, bytes + size };
	if (size && (!unpack_number(&in, &term) || term > UINT32_MAX / TERM_EPOCHS))
		return refuse_keys(err);
	self->admin_term = (uint32_t)term;
	return true;
}

static bool keys_read(struct store *store, struct self *self, struct arena *arena, struct err *err)
{
	bool has_sign, has_box, has_admin;

	if (!key_read(store, KEPT_SIGN, self->sign_secret, SIGN_SECRET_BYTES, arena, &has_sign, err) ||
	    !key_read(store, KEPT_BOX, self->box_secret, BOX_SECRET_BYTES, arena, &has_box, err) ||
	    !key_read(store, KEPT_ADMIN, self->admin_public, SIGN_PUBLIC_BYTES, arena, &has_admin, err) ||
	    !key_read(store, KEPT_ADMIN_SECRET, self->admin_secret, SIGN_SECRET_BYTES, arena, &self->is_admin,
		      err))
		return false;
	if (!term_read(store, self, arena, err))
		return false;
	self->is_enrolled = has_sign && has_box && has_admin;
	if (self->is_enrolled) {
		crypto_sign_ed25519_sk_to_pk(self->sign_public, self->sign_secret);
		crypto_scalarmult_base(self->box_public, self->box_secret);
	}
	return true;
}

bool self_read(struct store *store, struct self *self, struct err *err)
{
	struct arena arena;
	bool ok;

	*self = (struct self){ .origin = 0 };
	arena_init(&arena);
	ok = store_identity_read(store, self->realm.realm, self->realm.secret, &self->origin, err) &&
	     keys_read(store, self, &arena, err);
	arena_done(&arena);
	return ok;
}

void self_forget(struct self *self)
{
	sodium_memzero(self, sizeof(*self));
}

/* ---- the whole ----------------------------- */

static void ring_of(const struct keyring_state *state, struct ring *ring)
{
	*ring = state->keyring.ring;
	ring->secrets = state->secrets.rows;
	ring->secret_count = state->secrets.count;
}

bool ring_kept(struct store *store, const struct self *self, struct arena *arena, struct ring *ring,
	       struct err *err)
{
	struct keyring_state state;

	if (!keyring_kept(store, self, arena, &state, err))
		return false;
	ring_of(&state, ring);
	return true;
}

bool ring_fetch(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
		struct ring *ring, struct err *err)
{
	struct keyring_state state;
	struct err away = { ERR_NONE };

	if (!keyring_kept(store, self, arena, &state, err) ||
	    !keyring_update(store, hub, self, arena, &state, &away, err) ||
	    (self->is_admin && !admin_tend(store, hub, self, arena, &state, &away, err)))
		return false;
	ring_of(&state, ring);
	return true;
}
