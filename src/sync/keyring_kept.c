#include "keyring_kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keyring_admin.h"
#include "samtale/base/tr.h"

#define FILES_TRIED 16 /* keyrings at the hub that nobody has signed are passed over, so many */

const char *keyring_name(uint32_t epoch, char name[KEYRING_NAME_SIZE])
{
	snprintf(name, KEYRING_NAME_SIZE, "keyring/%u.smk", epoch);
	return name;
}

/* ---- what is kept ----------------------------- */

static const char *kept_card(uint32_t origin, struct arena *arena)
{
	char name[CARD_NAME_SIZE];

	return arena_printf(arena, "%s%s", KEPT_CARD, card_name(origin, name));
}

bool keyring_cards_kept(struct store *store, struct arena *arena, struct keyring_state *state,
			struct err *err)
{
	struct ring *ring = &state->keyring.ring;

	state->loose = 0;
	for (size_t i = 0; i < ring->terminal_count; i++) {
		struct ring_terminal *terminal = &ring->terminals[i];
		const unsigned char *bytes;
		size_t size;

		if (terminal->has_card)
			continue;
		if (!store_kept(store, kept_card(terminal->origin, arena), arena, &bytes, &size, err))
			return false;
		if (size && card_read(bytes, size, terminal))
			state->loose++;
	}
	return true;
}

bool keyring_kept(struct store *store, const struct self *self, struct arena *arena,
		  struct keyring_state *state, struct err *err)
{
	const unsigned char *secrets;
	size_t size;

	*state = (struct keyring_state){ .size = 0 };
	if (!store_kept(store, KEPT_SECRETS, arena, &secrets, &size, err) ||
	    !store_kept(store, KEPT_KEYRING, arena, &state->bytes, &state->size, err))
		return false;
	if (!unit_secrets_unpack(&state->secrets, arena, secrets, size))
		return err_set(err, ERR_DAMAGED, "%s",
			       _("The units' keys are not whole here. Restore the latest backup, and go on "
				 "with samtale sync recover."));
	return !state->size ||
	       (keyring_read(state->bytes, state->size, self->admin_public, arena, &state->keyring, err) &&
		keyring_cards_kept(store, arena, state, err));
}

/* ---- keeping ----------------------------- */

/* A key pair that opens rows of one origin. */
struct opener {
	uint32_t origin;
	unsigned char box_public[BOX_PUBLIC_BYTES], box_secret[BOX_SECRET_BYTES];
};

static void open_sealed(const struct opener *opener, struct arena *arena, struct keyring_state *state)
{
	const struct keyring *keyring = &state->keyring;
	unsigned char secret[BOX_SECRET_BYTES], public[BOX_PUBLIC_BYTES];

	for (size_t i = 0; i < keyring->sealed_count; i++) {
		const struct sealed_secret *row = &keyring->sealed[i];
		const struct ring_unit *unit = ring_unit(&keyring->ring, row->unit);

		if (row->origin != opener->origin || !unit ||
		    crypto_box_seal_open(secret, row->sealed, sizeof(row->sealed), opener->box_public,
					 opener->box_secret))
			continue;
		crypto_scalarmult_base(public, secret);
		if (!memcmp(public, unit->box_public, sizeof(public)))
			unit_secrets_add(&state->secrets, arena, row->unit, keyring->ring.epoch, secret);
	}
	sodium_memzero(secret, sizeof(secret));
}

/* With a unit's newest key, its former ones. */
static void open_former(struct arena *arena, struct keyring_state *state)
{
	const struct ring *ring = &state->keyring.ring;

	for (size_t i = 0; i < ring->unit_count; i++) {
		const struct former_keys *former = &state->keyring.former[i];
		const struct unit_secret *key =
			unit_secrets_find(&state->secrets, ring->units[i].number, ring->epoch);
		struct unit_secrets opened = state->secrets;
		unsigned char *plain;

		if (!key || former->size <= crypto_box_SEALBYTES)
			continue;
		plain = arena_alloc(arena, former->size);
		if (!crypto_box_seal_open(plain, former->bytes, former->size, key->box_public,
					  key->box_secret) &&
		    unit_secrets_unpack(&opened, arena, plain, former->size - crypto_box_SEALBYTES))
			state->secrets = opened;
	}
}

static void open_own(const struct self *self, struct arena *arena, struct keyring_state *state)
{
	struct opener opener = { .origin = self->origin };

	memcpy(opener.box_public, self->box_public, BOX_PUBLIC_BYTES);
	memcpy(opener.box_secret, self->box_secret, BOX_SECRET_BYTES);
	open_sealed(&opener, arena, state);
	sodium_memzero(&opener, sizeof(opener));
}

static void open_paper(const struct self *self, struct arena *arena, struct keyring_state *state)
{
	struct opener opener = { .origin = ORIGIN_PAPER };

	if (!crypto_sign_ed25519_pk_to_curve25519(opener.box_public, self->admin_public) &&
	    !crypto_sign_ed25519_sk_to_curve25519(opener.box_secret, self->admin_secret))
		open_sealed(&opener, arena, state);
	sodium_memzero(&opener, sizeof(opener));
}

void keyring_open(const struct self *self, struct arena *arena, struct keyring_state *state)
{
	open_own(self, arena, state);
	if (self->is_admin)
		open_paper(self, arena, state);
	open_former(arena, state);
}

static bool keep_secrets(struct store *store, const struct unit_secrets *secrets, struct err *err)
{
	struct str packed;
	bool kept;

	str_init(&packed);
	unit_secrets_pack(secrets, 0, &packed);
	kept = store_keep(store, KEPT_SECRETS, packed.text, packed.length, err);
	sodium_memzero(packed.text, packed.length);
	str_done(&packed);
	return kept;
}

static bool keep_units(struct store *store, const struct self *self, struct arena *arena,
		       const struct ring *ring, struct err *err)
{
	struct stream_unit *units = arena_array(arena, ring->unit_count, sizeof(*units));

	for (size_t i = 0; i < ring->unit_count; i++)
		units[i] = (struct stream_unit){ .number = ring->units[i].number,
						 .name = ring->units[i].name,
						 .is_mine = ring_is_member(ring, self->origin,
									   ring->units[i].number) };
	return store_units_put(store, units, ring->unit_count, err);
}

/* Somebody has taken over: from here on nothing is signed with the key, and nobody finds it here. */
static bool step_down(struct store *store, const struct self *self, const struct ring *ring, struct err *err)
{
	return !self->is_admin || keyring_in_office(self, ring) || store_keep(store, KEPT_ADMIN_SECRET, "", 0, err);
}

bool keyring_keep(struct store *store, const struct self *self, struct arena *arena,
		  struct keyring_state *state, struct err *err)
{
	keyring_open(self, arena, state);
	if (!store_begin(store, err))
		return false;
	return store_finish(store,
			    store_keep(store, KEPT_KEYRING, state->bytes, state->size, err) &&
				    keep_secrets(store, &state->secrets, err) &&
				    step_down(store, self, &state->keyring.ring, err) &&
				    keep_units(store, self, arena, &state->keyring.ring, err),
			    err);
}

/* ---- the hub's ----------------------------- */

/* 0: it is no keyring's name. */
static uint32_t epoch_of(const char *name)
{
	char again[KEYRING_NAME_SIZE];
	unsigned long epoch;

	if (strncmp(name, "keyring/", 8) != 0)
		return 0;
	epoch = strtoul(name + 8, NULL, 10);
	return epoch <= UINT32_MAX && !strcmp(keyring_name((uint32_t)epoch, again), name) ? (uint32_t)epoch
											  : 0;
}

static int newest_first(const void *a, const void *b)
{
	uint32_t left = epoch_of(*(const char *const *)a), right = epoch_of(*(const char *const *)b);

	return (left < right) - (left > right);
}

static bool is_signed(const unsigned char admin_public[SIGN_PUBLIC_BYTES], uint32_t epoch,
		      struct arena *arena, struct keyring_state *found)
{
	return keyring_read(found->bytes, found->size, admin_public, arena, &found->keyring, NULL) &&
	       found->keyring.ring.epoch == epoch;
}

static bool is_same(const struct keyring_state *kept, const struct keyring_state *found)
{
	return kept && kept->size == found->size && !memcmp(kept->bytes, found->bytes, found->size);
}

bool keyring_newest(struct store *store, struct hub *hub, const unsigned char admin_public[SIGN_PUBLIC_BYTES],
		    const struct keyring_state *kept, struct arena *arena, struct keyring_state *newest,
		    struct err *away, struct err *err)
{
	const char **names;
	size_t count;

	*newest = (struct keyring_state){ .size = 0 };
	if (!hub_list(hub, "keyring/", arena, &names, &count, away))
		return true;
	if (count)
		qsort(names, count, sizeof(*names), newest_first);
	for (size_t i = 0; i < count && i < FILES_TRIED && epoch_of(names[i]); i++) {
		uint32_t epoch = epoch_of(names[i]);

		if (!hub_get(hub, names[i], arena, &newest->bytes, &newest->size, away))
			break;
		if (is_same(kept, newest)) {
			*newest = *kept;
			return true;
		}
		if (is_signed(admin_public, epoch, arena, newest))
			return true;
		if (!store_anomaly_add(store, "keyring", 0, 0, epoch, "not signed by the administrator", err))
			return false;
	}
	newest->size = 0;
	return true;
}

static bool take_card(struct store *store, struct hub *hub, struct arena *arena,
		      struct ring_terminal *terminal, struct err *away, struct err *err)
{
	const unsigned char *bytes;
	char name[CARD_NAME_SIZE];
	struct err missing;
	size_t size;

	if (!hub_get(hub, card_name(terminal->origin, name), arena, &bytes, &size, &missing)) {
		if (missing.code != ERR_MISSING)
			*away = missing;
		return true;
	}
	if (card_read(bytes, size, terminal))
		return store_keep(store, kept_card(terminal->origin, arena), bytes, size, err);
	return store_anomaly_add(store, "card", 0, terminal->origin, 0, "not signed by the invitation's key",
				 err);
}

/* The own card, where the hub does not have it and the keyring neither. */
static bool put_card(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
		     struct err *away, struct err *err)
{
	const unsigned char *bytes, *there;
	char name[CARD_NAME_SIZE];
	struct err missing;
	size_t size, there_size;

	if (!store_kept(store, kept_card(self->origin, arena), arena, &bytes, &size, err))
		return false;
	if (!size || hub_get(hub, card_name(self->origin, name), arena, &there, &there_size, &missing))
		return true;
	if (missing.code != ERR_MISSING || !hub_put(hub, name, bytes, size, HUB_ONCE, &missing))
		*away = missing;
	return true;
}

static bool take_cards(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
		       struct keyring_state *state, struct err *away, struct err *err)
{
	struct ring *ring = &state->keyring.ring;

	for (size_t i = 0; i < ring->terminal_count && away->code == ERR_NONE; i++) {
		struct ring_terminal *terminal = &ring->terminals[i];

		if (terminal->has_card || terminal->is_shut_out)
			continue;
		if (!take_card(store, hub, arena, terminal, away, err))
			return false;
		state->loose += terminal->has_card;
	}
	return !state->loose || put_card(store, hub, self, arena, away, err);
}

/* Somebody put an older keyring there, or the hub was restored, or it is a stick that was not seen for long:
 * it gets what is kept here. A hub that takes keyrings from the administrator alone refuses, which is no
 * failure of the exchange. */
static void put_back(struct hub *hub, const struct keyring_state *kept)
{
	char name[KEYRING_NAME_SIZE];
	struct err refused;

	if (!hub_put(hub, keyring_name(kept->keyring.ring.epoch, name), kept->bytes, kept->size, HUB_REPLACE,
		     &refused))
		err_clear(&refused);
}

/* Two acted as administrator where they did not see each other: the epochs of one are not the other's, and an edition
 * has one file. */
static bool is_contested(const struct keyring_state *kept, const struct keyring_state *found)
{
	const struct ring *mine = &kept->keyring.ring, *theirs = &found->keyring.ring;

	if (!kept->size || mine->epoch != theirs->epoch || is_same(kept, found))
		return false;
	for (size_t i = 0; i < mine->unit_count; i++) {
		const struct ring_unit *unit = ring_unit(theirs, mine->units[i].number);

		if (unit && memcmp(unit->box_public, mine->units[i].box_public, BOX_PUBLIC_BYTES) != 0)
			return true;
	}
	return mine->edition == theirs->edition;
}

static bool tell_contested(struct store *store, struct keyring_state *state, struct err *away, struct err *err)
{
	state->keyring.ring.is_contested = true;
	err_set(away, ERR_REFUSED, "%s", _(RING_CONTESTED));
	return store_anomaly_add(store, "keyring", 0, 0, state->keyring.ring.epoch, "two administrators", err);
}

bool keyring_update(struct store *store, struct hub *hub, const struct self *self, struct arena *arena,
		    struct keyring_state *state, struct err *away, struct err *err)
{
	struct keyring_state newest;
	int order;

	if (!keyring_newest(store, hub, self->admin_public, state, arena, &newest, away, err))
		return false;
	if (!newest.size)
		return true;
	if (is_contested(state, &newest))
		return tell_contested(store, state, away, err);
	order = state->size ? keyring_compare(&newest.keyring.ring, &state->keyring.ring) : 1;
	if (order < 0)
		put_back(hub, state);
	if (order > 0) {
		newest.secrets = state->secrets;
		*state = newest;
		if (!keyring_keep(store, self, arena, state, err) ||
		    !keyring_cards_kept(store, arena, state, err))
			return false;
	}
	return take_cards(store, hub, self, arena, state, away, err);
}
