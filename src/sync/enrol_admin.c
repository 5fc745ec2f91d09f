/* enrol_admin.c - the administrator's side: beginning an installation, shutting out, new keys. */
#include <string.h>

#include "enrol_desk.h"
#include "samtale/base/tr.h"

/* ---- beginning ----------------------------- */

static bool keep_keys(struct admin *admin, struct err *err)
{
	const struct self *self = &admin->self;
	struct store *store = admin->store;

	return store_keep(store, KEPT_SIGN, self->sign_secret, SIGN_SECRET_BYTES, err) &&
	       store_keep(store, KEPT_BOX, self->box_secret, BOX_SECRET_BYTES, err) &&
	       store_keep(store, KEPT_ADMIN, self->admin_public, SIGN_PUBLIC_BYTES, err) &&
	       store_keep(store, KEPT_ADMIN_SECRET, self->admin_secret, SIGN_SECRET_BYTES, err);
}

static void make_keys(struct self *self)
{
	crypto_sign_keypair(self->sign_public, self->sign_secret);
	crypto_box_keypair(self->box_public, self->box_secret);
	crypto_sign_keypair(self->admin_public, self->admin_secret);
	self->is_enrolled = self->is_admin = true;
}

static void own_terminal(struct admin *admin, const char *name)
{
	const struct self *self = &admin->self;
	struct ring_terminal *terminal =
		keyring_terminal_add(&admin->state, &admin->arena, self->origin, name);

	terminal->has_card = true;
	memcpy(terminal->invite_public, self->sign_public, SIGN_PUBLIC_BYTES);
	memcpy(terminal->sign_public, self->sign_public, SIGN_PUBLIC_BYTES);
	memcpy(terminal->box_public, self->box_public, BOX_PUBLIC_BYTES);
}

static bool hub_is_new(struct admin *admin, struct err *err)
{
	const char **names;
	size_t count;

	if (!hub_list(admin->hub, "keyring/", &admin->arena, &names, &count, err))
		return false;
	return !count || err_set(err, ERR_REFUSED, "%s",
				 _("This installation has been set up at the hub already. samtale hub status "
				   "tells who belongs to it."));
}

static bool put_kept(struct admin *admin, struct err *err)
{
	char name[KEYRING_NAME_SIZE];

	return hub_put(admin->hub, keyring_name(admin->state.keyring.ring.epoch, name), admin->state.bytes,
		       admin->state.size, HUB_REPLACE, err) &&
	       admin_tell_members(admin, err);
}

/* The hub was lost, or is another one now: it gets what the administrator's terminal kept. */
static bool begin_again(struct admin *admin, struct err *err)
{
	return keyring_kept(admin->store, &admin->self, &admin->arena, &admin->state, err) &&
	       put_kept(admin, err);
}

static bool begin_first(struct admin *admin, const char *name, const char *const *units, size_t count,
			struct err *err)
{
	memcpy(admin->state.keyring.ring.realm, admin->self.realm.realm, ID_REALM_BYTES);
	keyring_unit_add(&admin->state, &admin->arena, _("common"));
	if (!admin_name_check(name, err) || !admin_units_add(admin, units, count, err))
		return false;
	make_keys(&admin->self);
	memcpy(admin->state.keyring.admin_public, admin->self.admin_public, SIGN_PUBLIC_BYTES);
	own_terminal(admin, name);
	keyring_memberships(&admin->state, &admin->arena, admin->self.origin);
	keyring_epoch(&admin->state, &admin->arena);
	keyring_edition(&admin->state, &admin->self, &admin->arena);
	if (!store_begin(admin->store, err))
		return false;
	return store_finish(admin->store,
			    keep_keys(admin, err) && keyring_keep(admin->store, &admin->self, &admin->arena,
								  &admin->state, err),
			    err) &&
	       put_kept(admin, err);
}

static bool begin(struct admin *admin, const char *name, const char *const *units, size_t count,
		  struct err *err)
{
	if (!self_read(admin->store, &admin->self, err))
		return false;
	if (admin->self.is_enrolled && !admin_is_one(admin, err))
		return false;
	if (!hub_is_new(admin, err))
		return false;
	return admin->self.is_admin ? begin_again(admin, err) : begin_first(admin, name, units, count, err);
}

bool admin_begin(struct store *store, struct hub *hub, const char *name, const char *const *units,
		 size_t count, struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	return admin_done(&admin, begin(&admin, name, units, count, err));
}

/* ---- shutting out, new keys ----------------------------- */

static bool lost(struct admin *admin, const char *name, struct err *err)
{
	struct ring_terminal *terminal;

	if (!admin_find_terminal(&admin->state.keyring.ring, name, &terminal, err))
		return false;
	if (terminal->origin == admin->self.origin)
		return err_set(err, ERR_REFUSED, "%s",
			       _("This is the administrator's own terminal: it cannot shut itself out."));
	if (terminal->is_shut_out)
		return err_set(err, ERR_REFUSED, _("\"%s\" has been shut out already."), terminal->name);
	if (!admin_exclude(admin, terminal, err))
		return false;
	if (terminal->invitation[0] && !hub_remove(admin->hub, terminal->invitation, err))
		return false;
	terminal->invitation = "";
	keyring_epoch(&admin->state, &admin->arena);
	return admin_issue(admin, err);
}

bool admin_shut_out(struct store *store, struct hub *hub, const char *terminal, struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	return admin_done(&admin, admin_load(&admin, err) && lost(&admin, terminal, err));
}

static bool has_left(const struct ring_terminal *before, const struct ring *ring)
{
	for (size_t i = 0; i < before->unit_count; i++)
		if (!ring_is_member(ring, before->origin, before->units[i]))
			return true;
	return false;
}

/* What is sealed to a terminal for a unit that it has left goes with the epoch that its leaving makes. */
static bool move(struct admin *admin, const char *name, const char *const *units, size_t count,
		 struct err *err)
{
	struct ring *ring = &admin->state.keyring.ring;
	struct ring_terminal *terminal, before;

	if (!admin_find_terminal(ring, name, &terminal, err))
		return false;
	if (terminal->is_shut_out)
		return err_set(err, ERR_REFUSED, _("\"%s\" has been shut out already."), terminal->name);
	before = *terminal;
	if (!admin_units_named(admin, units, count, terminal, err))
		return false;
	keyring_memberships(&admin->state, &admin->arena, admin->self.origin);
	if (has_left(&before, ring))
		keyring_epoch(&admin->state, &admin->arena);
	return admin_issue(admin, err);
}

bool admin_move(struct store *store, struct hub *hub, const char *terminal, const char *const *units,
		size_t count, struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	return admin_done(&admin, admin_load(&admin, err) && move(&admin, terminal, units, count, err));
}

static bool rotate(struct admin *admin, const char *const *units, size_t count, struct err *err)
{
	if (!admin_units_add(admin, units, count, err))
		return false;
	keyring_memberships(&admin->state, &admin->arena, admin->self.origin);
	keyring_epoch(&admin->state, &admin->arena);
	return admin_issue(admin, err);
}

bool admin_rotate(struct store *store, struct hub *hub, const char *const *units, size_t count,
		  struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	return admin_done(&admin, admin_load(&admin, err) && rotate(&admin, units, count, err));
}

/* ---- what has run out ----------------------------- */

static bool tidy(struct admin *admin, int64_t now_ms, struct err *err)
{
	struct ring *ring = &admin->state.keyring.ring;

	for (size_t i = 0; i < ring->terminal_count; i++) {
		const struct ring_terminal *terminal = &ring->terminals[i];

		if (terminal->invitation[0] && terminal->invited_until < now_ms &&
		    !hub_remove(admin->hub, terminal->invitation, err))
			return false;
	}
	return admin_tell_members(admin, err);
}

bool admin_tidy(struct store *store, struct hub *hub, int64_t now_ms, struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	return admin_done(&admin, admin_load(&admin, err) && tidy(&admin, now_ms, err));
}
