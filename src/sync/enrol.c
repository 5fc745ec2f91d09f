/* enrol.c - the terminal's side: with the code of an invitation into an installation.
 *
 * Keys are made and kept first (KEPT_PENDING), then the card is put to the hub, which takes one only, and
 * then the database becomes the terminal. Stopped anywhere, the same code goes on with the same keys. */
#include "samtale/sync/enrol.h"

#include <string.h>

#include "former_self.h"
#include "invitation.h"
#include "keyring_kept.h"
#include "samtale/base/tr.h"

#define PENDING_KEYS (SIGN_SECRET_BYTES + BOX_SECRET_BYTES)

struct joining {
	struct store *store;
	struct hub *hub;
	struct arena arena;
	struct self self; /* what the terminal is to be */
	struct invitation invitation;
	struct keyring_state state;
	char file[INVITATION_NAME_SIZE];
	const unsigned char *card;
	size_t card_size;
	bool is_recovery;
	const struct self *former; /* what the database was before */
	int64_t shared;		   /* former_self.h */
};

/* ---- what the code opens ----------------------------- */

static bool open_invitation(struct joining *joining, const char *typed, int64_t now_ms, struct err *err)
{
	char code[INVITE_CODE_SIZE];
	const unsigned char *bytes;
	size_t size;
	bool is_open;

	if (!invite_code_read(typed, code, err))
		return false;
	if (!hub_get(joining->hub, invitation_name(code, joining->file), &joining->arena, &bytes, &size,
		     err)) {
		if (err->code != ERR_MISSING)
			return false;
		return err_set(err, ERR_REFUSED, "%s",
			       _("No invitation answers to the code here: it has been used, has run out, or "
				 "is for another hub. Ask the administrator for a new one."));
	}
	is_open = invitation_open(bytes, size, code, &joining->arena, &joining->invitation, err);
	sodium_memzero(code, sizeof(code));
	if (is_open && joining->invitation.until < now_ms)
		return err_set(
			err, ERR_REFUSED,
			_("The invitation ran out after %d days. Ask the administrator for a new code."),
			INVITE_DAYS);
	return is_open;
}

/* The keyring that the invitation's key signs, and the terminal in it. */
static bool find_place(struct joining *joining, struct err *err)
{
	const struct invitation *invitation = &joining->invitation;
	const struct ring_terminal *terminal;
	struct err away = { ERR_NONE };

	if (!keyring_newest(joining->store, joining->hub, invitation->admin_public, NULL, &joining->arena,
			    &joining->state, &away, err))
		return false;
	if (away.code != ERR_NONE) {
		*err = away;
		return false;
	}
	terminal = ring_terminal(&joining->state.keyring.ring, invitation->origin);
	if (joining->state.size && terminal && !terminal->is_shut_out &&
	    !memcmp(terminal->invite_public, invitation->one_time + SIGN_SECRET_BYTES - SIGN_PUBLIC_BYTES,
		    SIGN_PUBLIC_BYTES))
		return true;
	return err_set(err, ERR_REFUSED, "%s",
		       _("The invitation has been withdrawn or replaced by a newer one. Ask the "
			 "administrator for a new code."));
}

/* ---- the keys ----------------------------- */

static bool keep_pending(struct joining *joining, struct err *err)
{
	struct self *self = &joining->self;
	struct str pending;
	bool kept;

	str_init(&pending);
	str_add_bytes(&pending, self->sign_secret, SIGN_SECRET_BYTES);
	str_add_bytes(&pending, self->box_secret, BOX_SECRET_BYTES);
	card_write(self->origin, self->sign_public, self->box_public, joining->invitation.one_time, &pending);
	joining->card_size = pending.length - PENDING_KEYS;
	joining->card = arena_memdup(&joining->arena, pending.text + PENDING_KEYS, joining->card_size);
	kept = store_keep(joining->store, KEPT_PENDING, pending.text, pending.length, err);
	sodium_memzero(pending.text, pending.length);
	str_done(&pending);
	return kept;
}

/* The keys of an enrolment that was stopped, if its card is one of this invitation. */
static bool take_pending(struct joining *joining, bool *is_there, struct err *err)
{
	struct self *self = &joining->self;
	struct ring_terminal terminal = { .origin = self->origin };
	const unsigned char *bytes;
	size_t size;

	*is_there = false;
	if (!store_kept(joining->store, KEPT_PENDING, &joining->arena, &bytes, &size, err))
		return false;
	memcpy(terminal.invite_public, joining->invitation.one_time + SIGN_SECRET_BYTES - SIGN_PUBLIC_BYTES,
	       SIGN_PUBLIC_BYTES);
	if (size <= PENDING_KEYS || !card_read(bytes + PENDING_KEYS, size - PENDING_KEYS, &terminal))
		return true;
	*is_there = true;
	memcpy(self->sign_secret, bytes, SIGN_SECRET_BYTES);
	memcpy(self->box_secret, bytes + SIGN_SECRET_BYTES, BOX_SECRET_BYTES);
	memcpy(self->sign_public, terminal.sign_public, SIGN_PUBLIC_BYTES);
	memcpy(self->box_public, terminal.box_public, BOX_PUBLIC_BYTES);
	joining->card = bytes + PENDING_KEYS;
	joining->card_size = size - PENDING_KEYS;
	return true;
}

static bool make_keys(struct joining *joining, struct err *err)
{
	struct self *self = &joining->self;
	bool is_there;

	self->realm = joining->invitation.realm;
	self->origin = joining->invitation.origin;
	memcpy(self->admin_public, joining->invitation.admin_public, SIGN_PUBLIC_BYTES);
	if (!take_pending(joining, &is_there, err) || is_there)
		return is_there;
	crypto_sign_keypair(self->sign_public, self->sign_secret);
	crypto_box_keypair(self->box_public, self->box_secret);
	return keep_pending(joining, err);
}

/* ---- becoming the terminal ----------------------------- */

static bool put_card(struct joining *joining, struct err *err)
{
	char name[CARD_NAME_SIZE];

	if (hub_put(joining->hub, card_name(joining->self.origin, name), joining->card, joining->card_size,
		    HUB_ONCE, err))
		return true;
	if (err->code != ERR_REFUSED)
		return false;
	return err_set(err, ERR_REFUSED, "%s",
		       _("The code has been used on another machine. If that was not you, tell the "
			 "administrator at once; ask for a new code."));
}

static bool take_identity(struct joining *joining, struct err *err)
{
	const struct self *self = &joining->self;

	return joining->is_recovery ? store_origin_renew(joining->store, self->origin, joining->shared, err)
				    : store_identity_adopt(joining->store, self->realm.realm,
							   self->realm.secret, self->origin, err);
}

/* Before the code is used up: whether the database may become that. */
static bool try_identity(struct joining *joining, struct err *err)
{
	bool may;

	if (!store_begin(joining->store, err))
		return false;
	may = take_identity(joining, err);
	store_rollback(joining->store);
	return may;
}

/* A restored database may have keys that the invitation has not: they are kept. */
static bool gather_secrets(struct joining *joining, struct err *err)
{
	const unsigned char *bytes;
	size_t size;

	joining->state.secrets = joining->invitation.secrets;
	if (!store_kept(joining->store, KEPT_SECRETS, &joining->arena, &bytes, &size, err))
		return false;
	if (!unit_secrets_unpack(&joining->state.secrets, &joining->arena, bytes, size))
		joining->state.secrets = joining->invitation.secrets;
	return true;
}

static bool keep_all(struct joining *joining, struct err *err)
{
	const struct self *self = &joining->self;
	struct store *store = joining->store;
	char name[CARD_NAME_SIZE];

	return gather_secrets(joining, err) && take_identity(joining, err) &&
	       store_keep(store, KEPT_SIGN, self->sign_secret, SIGN_SECRET_BYTES, err) &&
	       store_keep(store, KEPT_BOX, self->box_secret, BOX_SECRET_BYTES, err) &&
	       store_keep(store, KEPT_ADMIN, self->admin_public, SIGN_PUBLIC_BYTES, err) &&
	       store_keep(store,
			  arena_printf(&joining->arena, "%s%s", KEPT_CARD, card_name(self->origin, name)),
			  joining->card, joining->card_size, err) &&
	       store_keep(store, KEPT_PENDING, "", 0, err) &&
	       keyring_keep(store, self, &joining->arena, &joining->state, err);
}

static bool become(struct joining *joining, struct err *err)
{
	if (!store_begin(joining->store, err))
		return false;
	return store_finish(joining->store, keep_all(joining, err), err);
}

/* The card is there and the database is the terminal: what is left of the invitation opens nothing, so a hub
 * that went away meanwhile is none of the caseworker's trouble. */
static void invitation_used(struct joining *joining)
{
	struct err err;

	if (!hub_remove(joining->hub, joining->file, &err))
		err_clear(&err);
}

static bool compare_former(struct joining *joining, struct err *err)
{
	return !joining->is_recovery ||
	       (gather_secrets(joining, err) &&
		former_self_shared(joining->store, joining->hub, joining->former, &joining->arena, &joining->state,
				   &joining->shared, err));
}

static bool join(struct joining *joining, struct err *err)
{
	return find_place(joining, err) && make_keys(joining, err) && compare_former(joining, err) &&
	       try_identity(joining, err) &&
	       put_card(joining, err) && become(joining, err);
}

/* ---- from outside ----------------------------- */

static bool refuse_enrolled(struct err *err)
{
	return err_set(err, ERR_REFUSED, "%s",
		       _("This database is a terminal already. One that was restored from a backup or copied "
			 "goes on with samtale sync recover."));
}

static bool refuse_unknown(struct err *err)
{
	return err_set(
		err, ERR_REFUSED, "%s",
		_("This database is no terminal yet. Become one with samtale sync enrol and the code."));
}

/* now: what the database is before. */
static bool may_recover(const struct joining *joining, const struct self *now, struct err *err)
{
	if (memcmp(now->realm.realm, joining->invitation.realm.realm, ID_REALM_BYTES) != 0)
		return err_set(err, ERR_REFUSED, "%s",
			       _("The code is for another installation than this database. Ask the "
				 "administrator of this one for a code."));
	return joining->invitation.replaces == now->origin ||
	       err_set(err, ERR_REFUSED,
		       _("The code is for another terminal than this database was. Ask the administrator for "
			 "one that replaces terminal %u."),
		       now->origin);
}

static bool is_become(const struct joining *joining, const struct self *now)
{
	return now->is_enrolled && now->origin == joining->invitation.origin &&
	       !memcmp(now->realm.realm, joining->invitation.realm.realm, ID_REALM_BYTES);
}

static bool run(struct joining *joining, const struct self *now, const char *typed, int64_t now_ms,
		struct err *err)
{
	if (!open_invitation(joining, typed, now_ms, err))
		return false;
	if (!is_become(joining, now)) {
		if (now->is_enrolled && !joining->is_recovery)
			return refuse_enrolled(err);
		if (joining->is_recovery && !may_recover(joining, now, err))
			return false;
		if (!join(joining, err))
			return false;
	}
	invitation_used(joining);
	return true;
}

static bool terminal_join(struct store *store, struct hub *hub, bool is_recovery, const char *typed,
			  int64_t now_ms, struct err *err)
{
	struct joining joining = { .store = store, .hub = hub, .is_recovery = is_recovery };
	struct self now;
	bool joined;

	if (!self_read(store, &now, err))
		return false;
	joining.former = &now;
	if (is_recovery && !now.is_enrolled)
		return refuse_unknown(err);
	arena_init(&joining.arena);
	joined = run(&joining, &now, typed, now_ms, err);
	arena_done(&joining.arena);
	self_forget(&joining.self);
	self_forget(&now);
	sodium_memzero(&joining.invitation, sizeof(joining.invitation));
	return joined;
}

bool terminal_enrol(struct store *store, struct hub *hub, const char *typed, int64_t now_ms, struct err *err)
{
	return terminal_join(store, hub, false, typed, now_ms, err);
}

bool terminal_recover(struct store *store, struct hub *hub, const char *typed, int64_t now_ms,
		      struct err *err)
{
	return terminal_join(store, hub, true, typed, now_ms, err);
}
