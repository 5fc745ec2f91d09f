#include "keyring_admin.h"

#include <string.h>

#include "samtale/base/tr.h"

/* ---- units and terminals ----------------------------- */

void keyring_unit_add(struct keyring_state *state, struct arena *arena, const char *name)
{
	struct keyring *keyring = &state->keyring;
	struct ring *ring = &keyring->ring;
	int64_t newest = 0;

	for (size_t i = 0; i < ring->unit_count; i++)
		newest = ring->units[i].number > newest ? ring->units[i].number : newest;
	ring->units = arena_grow(arena, ring->units, ring->unit_count, sizeof(*ring->units));
	keyring->former = arena_grow(arena, keyring->former, ring->unit_count, sizeof(*keyring->former));
	keyring->former[ring->unit_count] = (struct former_keys){ .size = 0 };
	ring->units[ring->unit_count++] =
		(struct ring_unit){ .number = newest + 1, .name = arena_strdup(arena, name) };
}

struct ring_terminal *keyring_terminal_add(struct keyring_state *state, struct arena *arena, uint32_t origin,
					   const char *name)
{
	struct ring *ring = &state->keyring.ring;

	ring->terminals = arena_grow(arena, ring->terminals, ring->terminal_count, sizeof(*ring->terminals));
	ring->terminals[ring->terminal_count] = (struct ring_terminal){ .origin = origin,
									.name = arena_strdup(arena, name),
									.invitation = "" };
	return &ring->terminals[ring->terminal_count++];
}

void keyring_memberships(struct keyring_state *state, struct arena *arena, uint32_t admin)
{
	struct ring *ring = &state->keyring.ring;
	int64_t *all = arena_array(arena, ring->unit_count, sizeof(*all));

	for (size_t i = 0; i < ring->unit_count; i++)
		all[i] = ring->units[i].number;
	for (size_t i = 0; i < ring->terminal_count; i++) {
		struct ring_terminal *terminal = &ring->terminals[i];

		if (terminal->origin != admin && !terminal->is_hub)
			continue;
		terminal->units = all;
		terminal->unit_count = ring->unit_count;
	}
}

/* ---- terms ----------------------------- */

uint32_t keyring_term(const struct ring *ring)
{
	return ring->epoch / TERM_EPOCHS;
}

bool keyring_in_office(const struct self *self, const struct ring *ring)
{
	return self->is_admin && keyring_term(ring) == self->admin_term;
}

/* ---- keys ----------------------------- */

static void former_seal(struct keyring_state *state, struct arena *arena, size_t unit)
{
	const struct ring_unit *row = &state->keyring.ring.units[unit];
	struct former_keys *former = &state->keyring.former[unit];
	unsigned char *sealed;
	struct str packed;

	str_init(&packed);
	unit_secrets_pack(&state->secrets, row->number, &packed);
	former->size = packed.length + crypto_box_SEALBYTES;
	former->bytes = sealed = arena_alloc(arena, former->size);
	if (crypto_box_seal(sealed, (const unsigned char *)packed.text, packed.length, row->box_public))
		BUG("a unit without a key");
	if (packed.length)
		sodium_memzero(packed.text, packed.length);
	str_done(&packed);
}

void keyring_epoch(struct keyring_state *state, struct arena *arena)
{
	struct ring *ring = &state->keyring.ring;
	unsigned char secret[BOX_SECRET_BYTES];

	ring->epoch++;
	for (size_t i = 0; i < ring->unit_count; i++) {
		crypto_box_keypair(ring->units[i].box_public, secret);
		former_seal(state, arena, i);
		unit_secrets_add(&state->secrets, arena, ring->units[i].number, ring->epoch, secret);
	}
	sodium_memzero(secret, sizeof(secret));
	state->is_new_epoch = true;
	state->keyring.sealed_count = 0;
	state->keyring.sealed = NULL;
	keyring_seal(state, arena);
}

static bool has_sealed(const struct keyring *keyring, int64_t unit, uint32_t origin)
{
	for (size_t i = 0; i < keyring->sealed_count; i++)
		if (keyring->sealed[i].unit == unit && keyring->sealed[i].origin == origin)
			return true;
	return false;
}

static bool seal_one(struct keyring_state *state, struct arena *arena, int64_t unit, uint32_t origin,
		     const unsigned char box_public[BOX_PUBLIC_BYTES])
{
	struct keyring *keyring = &state->keyring;
	const struct unit_secret *key = unit_secrets_find(&state->secrets, unit, keyring->ring.epoch);
	struct sealed_secret *row;

	if (!key || has_sealed(keyring, unit, origin))
		return false;
	keyring->sealed = arena_grow(arena, keyring->sealed, keyring->sealed_count, sizeof(*keyring->sealed));
	row = &keyring->sealed[keyring->sealed_count];
	row->unit = unit;
	row->origin = origin;
	if (crypto_box_seal(row->sealed, key->box_secret, BOX_SECRET_BYTES, box_public))
		return false;
	keyring->sealed_count++;
	return true;
}

/* To the key that the administrator's signing key makes: who holds that one reads all units. */
static size_t seal_paper(struct keyring_state *state, struct arena *arena)
{
	const struct ring *ring = &state->keyring.ring;
	unsigned char box_public[BOX_PUBLIC_BYTES];
	size_t count = 0;

	if (crypto_sign_ed25519_pk_to_curve25519(box_public, state->keyring.admin_public))
		return 0;
	for (size_t i = 0; i < ring->unit_count; i++)
		count += seal_one(state, arena, ring->units[i].number, ORIGIN_PAPER, box_public);
	return count;
}

size_t keyring_seal(struct keyring_state *state, struct arena *arena)
{
	const struct ring *ring = &state->keyring.ring;
	size_t count = seal_paper(state, arena);

	for (size_t i = 0; i < ring->terminal_count; i++) {
		const struct ring_terminal *terminal = &ring->terminals[i];

		for (size_t j = 0; terminal->has_card && !terminal->is_shut_out && j < terminal->unit_count;
		     j++)
			count += seal_one(state, arena, terminal->units[j], terminal->origin, terminal->box_public);
	}
	return count;
}

void keyring_take_over(struct keyring_state *state, struct self *self, struct arena *arena)
{
	struct ring *ring = &state->keyring.ring;

	self->is_admin = true;
	self->admin_term = keyring_term(ring) + 1;
	ring->epoch = self->admin_term * TERM_EPOCHS; /* and the next is the first */
	keyring_memberships(state, arena, self->origin);
	keyring_epoch(state, arena);
}

/* ---- issuing ----------------------------- */

/* An invitation whose terminal has a card has been used. A file that cannot be removed now opens nothing. */
static void invitations_used(struct hub *hub, struct ring *ring)
{
	for (size_t i = 0; i < ring->terminal_count; i++) {
		struct ring_terminal *terminal = &ring->terminals[i];

		if (!terminal->has_card || !terminal->invitation[0])
			continue;
		if (hub_remove(hub, terminal->invitation, NULL))
			terminal->invitation = "";
	}
}

void keyring_edition(struct keyring_state *state, const struct self *self, struct arena *arena)
{
	struct str file;

	state->keyring.ring.edition++;
	state->keyring.ring.admin = self->origin;
	str_init(&file);
	keyring_write(&state->keyring, self->admin_secret, &file);
	state->bytes = arena_memdup(arena, file.text, file.length);
	state->size = file.length;
	str_done(&file);
}

static bool is_signed(struct hub *hub, const char *name, const struct self *self, struct arena *arena)
{
	const unsigned char *bytes;
	struct keyring keyring;
	size_t size;

	return hub_get(hub, name, arena, &bytes, &size, NULL) &&
	       keyring_read(bytes, size, self->admin_public, arena, &keyring, NULL);
}

/* Any other file under an epoch's name than a signed one is in the way. */
bool keyring_put(struct hub *hub, const struct self *self, struct arena *arena, const struct keyring_state *state,
		 struct err *err)
{
	char name[KEYRING_NAME_SIZE];
	struct err refused;

	keyring_name(state->keyring.ring.epoch, name);
	if (state->is_new_epoch) {
		if (hub_put(hub, name, state->bytes, state->size, HUB_ONCE, &refused))
			return true;
		if (refused.code == ERR_REFUSED && is_signed(hub, name, self, arena))
			return err_set(err, ERR_REFUSED, "%s",
				       _("Somebody else has changed the list of terminals in the same moment. Nothing was "
					 "changed here: look at samtale hub status, and do it again if it is still to be "
					 "done."));
	}
	return hub_put(hub, name, state->bytes, state->size, HUB_REPLACE, err);
}

/* To the hub first: should the database not come to know of it, it reads it there, sealed to itself. */
bool keyring_issue(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
		   struct keyring_state *state, struct err *away, struct err *err)
{
	invitations_used(hub, &state->keyring.ring);
	keyring_edition(state, self, arena);
	if (!keyring_put(hub, self, arena, state, away))
		return true;
	state->is_new_epoch = false;
	return keyring_keep(store, self, arena, state, err);
}

bool admin_tend(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
		struct keyring_state *state, struct err *away, struct err *err)
{
	size_t sealed;

	if (!state->size || away->code != ERR_NONE || !keyring_in_office(self, &state->keyring.ring))
		return true;
	sealed = keyring_seal(state, arena);
	if (!sealed && !state->loose)
		return true;
	state->loose = 0;
	return keyring_issue(store, hub, self, arena, state, away, err);
}
