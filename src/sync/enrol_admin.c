/* enrol_admin.c - the administrator's side: beginning an installation, inviting, shutting out, new keys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invitation.h"
#include "keyring_admin.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"
#include "signed_text.h"

#define DAY_MS ((int64_t)86400000)

struct admin {
	struct store *store;
	struct hub *hub;
	struct arena arena;
	struct self self;
	struct keyring_state state;
};

/* ---- names ----------------------------- */

/* Names stand in a file at the hub: short, and nobody's CPR number. */
static bool name_check(const char *name, struct err *err)
{
	if (str_is_empty(name) || strlen(name) > NAME_MOST)
		return err_set(err, ERR_INPUT, _("A name has between 1 and %d characters."), NAME_MOST);
	for (const char *at = name; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 127)
			return err_set(err, ERR_INPUT, "%s", _("A name is one line of letters and digits."));
	if (!utf8_valid(name, strlen(name)))
		return err_set(err, ERR_INPUT, "%s", _("The name is not written in UTF-8."));
	return cpr_check(name).status == CPR_REFUSED ||
	       err_set(err, ERR_INPUT, "%s",
		       _("A terminal or unit is not called by a CPR "
			 "number. Name the place, or the caseworker."));
}

static const struct ring_unit *unit_named(const struct ring *ring, const char *name)
{
	for (size_t i = 0; i < ring->unit_count; i++)
		if (str_equal(ring->units[i].name, name))
			return &ring->units[i];
	return NULL;
}

/* By name or number; those who are in go before those who were shut out under the same name. */
static struct ring_terminal *terminal_named(const struct ring *ring, const char *name)
{
	struct ring_terminal *found = NULL;

	for (size_t i = 0; i < ring->terminal_count; i++) {
		struct ring_terminal *terminal = &ring->terminals[i];
		char number[16];

		snprintf(number, sizeof(number), "%u", terminal->origin);
		if (str_equal(number, name))
			return terminal;
		if (str_equal(terminal->name, name) && (!found || found->is_shut_out))
			found = terminal;
	}
	return found;
}

static bool find_terminal(const struct ring *ring, const char *name, struct ring_terminal **terminal,
			  struct err *err)
{
	*terminal = terminal_named(ring, name);
	return *terminal ||
	       err_set(err, ERR_MISSING,
		       _("There is no terminal called \"%s\". samtale hub status lists them."), name);
}

static bool add_units(struct admin *admin, const char *const *names, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!name_check(names[i], err))
			return false;
		if (!unit_named(&admin->state.keyring.ring, names[i]))
			keyring_unit_add(&admin->state, &admin->arena, names[i]);
	}
	return true;
}

/* ---- the administrator ----------------------------- */

static bool is_administrator(const struct admin *admin, struct err *err)
{
	return admin->self.is_admin || err_set(err, ERR_REFUSED, "%s",
					       _("Only the administrator's terminal does "
						 "that: the one where samtale hub init was run."));
}

static bool no_failure(const struct err *away, struct err *err)
{
	if (away->code != ERR_NONE && err)
		*err = *away;
	return away->code == ERR_NONE;
}

/* The keyring as it is at the hub, with cards that came since. */
static bool admin_load(struct admin *admin, struct err *err)
{
	struct err away = { ERR_NONE };

	return self_read(admin->store, &admin->self, err) && is_administrator(admin, err) &&
	       keyring_kept(admin->store, &admin->self, &admin->arena, &admin->state, err) &&
	       keyring_update(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away,
			      err) &&
	       admin_tend(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away, err) &&
	       no_failure(&away, err);
}

/* For a hub that knows its terminals itself. */
static bool tell_members(struct admin *admin, struct err *err)
{
	const struct ring *ring = &admin->state.keyring.ring;
	struct hub_member *members = arena_array(&admin->arena, ring->terminal_count, sizeof(*members));

	for (size_t i = 0; i < ring->terminal_count; i++) {
		const struct ring_terminal *terminal = &ring->terminals[i];

		members[i] = (struct hub_member){ .origin = terminal->origin,
						  .name = terminal->name,
						  .is_hub = terminal->is_hub,
						  .is_shut_out = terminal->is_shut_out,
						  .units = terminal->units,
						  .unit_count = terminal->unit_count };
	}
	return hub_members(admin->hub, members, ring->terminal_count, err);
}

static bool admin_issue(struct admin *admin, struct err *err)
{
	struct err away = { ERR_NONE };

	keyring_seal(&admin->state, &admin->arena);
	return keyring_issue(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away,
			     err) &&
	       no_failure(&away, err) && tell_members(admin, err);
}

static void admin_init(struct admin *admin, struct store *store, struct hub *hub)
{
	*admin = (struct admin){ .store = store, .hub = hub };
	arena_init(&admin->arena);
}

static bool admin_done(struct admin *admin, bool ok)
{
	arena_done(&admin->arena);
	self_forget(&admin->self);
	return ok;
}

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
	       tell_members(admin, err);
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
	if (!name_check(name, err) || !add_units(admin, units, count, err))
		return false;
	make_keys(&admin->self);
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
	if (admin->self.is_enrolled && !is_administrator(admin, err))
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

/* ---- inviting ----------------------------- */

/* What an invitation makes: the terminal, and the one whose work it goes on with. */
struct guest {
	const struct invite *invite;
	int64_t now_ms;
	struct ring_terminal *terminal;
	uint32_t replaces;
};

/* The lowest number that nobody has had: those who were shut out keep theirs. */
static uint32_t next_origin(const struct ring *ring)
{
	uint32_t origin = 1;

	while (ring_terminal(ring, origin))
		origin++;
	return origin;
}

/* Unit 1 and those named. */
static bool units_named(struct admin *admin, const char *const *names, size_t count,
			struct ring_terminal *terminal, struct err *err)
{
	int64_t *units = arena_array(&admin->arena, count + 1, sizeof(*units));

	terminal->unit_count = 0;
	units[terminal->unit_count++] = UNIT_COMMON;
	for (size_t i = 0; i < count; i++) {
		const struct ring_unit *unit = unit_named(&admin->state.keyring.ring, names[i]);

		if (!unit)
			return err_set(err, ERR_MISSING,
				       _("There is no unit called \"%s\". samtale hub status lists them; "
					 "samtale hub rotate --unit makes a new one."),
				       names[i]);
		if (unit->number != UNIT_COMMON)
			units[terminal->unit_count++] = unit->number;
	}
	terminal->units = units;
	return true;
}

/* Of a terminal that is replaced its own, when none are named. */
static bool guest_units(struct admin *admin, const struct guest *guest, const struct ring_terminal *replaced,
			struct err *err)
{
	const struct invite *invite = guest->invite;

	if (!replaced || invite->unit_count)
		return units_named(admin, invite->units, invite->unit_count, guest->terminal, err);
	guest->terminal->units = replaced->units;
	guest->terminal->unit_count = replaced->unit_count;
	return true;
}

/* A terminal of that name that never came gets a new code; any other is in the way. */
static bool guest_place(struct admin *admin, struct guest *guest, const char *name, struct err *err)
{
	struct ring *ring = &admin->state.keyring.ring;
	struct ring_terminal *there = terminal_named(ring, name);

	if (there && !there->is_shut_out && there->has_card)
		return err_set(err, ERR_REFUSED,
			       _("There is a terminal called \"%s\" already. Give the new one another name, "
				 "or write --replaces and the name when it takes the other's place."),
			       name);
	if (there && !there->is_shut_out) {
		guest->terminal = there;
		return !there->invitation[0] || hub_remove(admin->hub, there->invitation, err);
	}
	if (ring->terminal_count >= RING_TERMINALS_MOST)
		return err_set(err, ERR_REFUSED, "%s",
			       _("The installation has as many terminals as there can be."));
	guest->terminal = keyring_terminal_add(&admin->state, &admin->arena, next_origin(ring), name);
	return true;
}

/* What the hub and this terminal have seen of the terminal's streams is what counts from now on. */
static bool shut_out(struct admin *admin, struct ring_terminal *terminal, struct err *err)
{
	const struct ring *ring = &admin->state.keyring.ring;
	struct ring_last *last = arena_array(&admin->arena, ring->unit_count, sizeof(*last));
	struct hub_stream *streams;
	size_t count;

	for (size_t i = 0; i < ring->unit_count; i++) {
		unsigned char hash[BUNDLE_HASH_BYTES];

		last[i].unit = ring->units[i].number;
		if (!store_stream_in(admin->store, last[i].unit, terminal->origin, &last[i].bseq, hash,
				     err) ||
		    !hub_streams(admin->hub, last[i].unit, &admin->arena, &streams, &count, err))
			return false;
		for (size_t j = 0; j < count; j++)
			if (streams[j].origin == terminal->origin && streams[j].last > last[i].bseq)
				last[i].bseq = streams[j].last;
	}
	terminal->is_shut_out = true;
	terminal->last = last;
	terminal->last_count = ring->unit_count;
	return true;
}

static bool guest_prepare(struct admin *admin, struct guest *guest, struct err *err)
{
	struct ring *ring = &admin->state.keyring.ring;
	const struct invite *invite = guest->invite;
	const struct ring_terminal *from;
	struct ring_terminal *replaced;
	const char *name = invite->name;

	if (invite->replaces) {
		if (!find_terminal(ring, invite->replaces, &replaced, err) ||
		    (!replaced->is_shut_out && !shut_out(admin, replaced, err)))
			return false;
		guest->replaces = replaced->origin;
		name = str_is_empty(name) ? replaced->name : name;
	}
	if (!name_check(name, err) || !guest_place(admin, guest, name, err))
		return false;
	from = ring_terminal(ring, guest->replaces); /* the list may have moved */
	guest->terminal->is_hub = invite->is_worker || (from && from->is_hub);
	if (!guest_units(admin, guest, from, err))
		return false;
	keyring_memberships(&admin->state, &admin->arena, admin->self.origin);
	return true;
}

/* The keys of the guest's units, of all epochs: what was written before is read too. */
static void guest_secrets(struct admin *admin, const struct ring_terminal *terminal,
			  struct unit_secrets *secrets)
{
	const struct unit_secrets *own = &admin->state.secrets;

	for (size_t i = 0; i < own->count; i++)
		for (size_t j = 0; j < terminal->unit_count; j++)
			if (terminal->units[j] == own->rows[i].unit)
				unit_secrets_add(secrets, &admin->arena, own->rows[i].unit,
						 own->rows[i].epoch, own->rows[i].box_secret);
}

static bool invitation_put(struct admin *admin, const struct guest *guest, const char code[INVITE_CODE_SIZE],
			   struct err *err)
{
	struct ring_terminal *terminal = guest->terminal;
	struct invitation invitation = { .realm = admin->self.realm, .name = terminal->name };
	char name[INVITATION_NAME_SIZE];
	struct str file;
	bool put;

	invitation.origin = terminal->origin;
	invitation.replaces = guest->replaces;
	invitation.until = guest->now_ms + INVITE_DAYS * DAY_MS;
	crypto_sign_keypair(terminal->invite_public, invitation.one_time);
	memcpy(invitation.admin_public, admin->self.admin_public, SIGN_PUBLIC_BYTES);
	guest_secrets(admin, terminal, &invitation.secrets);
	terminal->invitation = arena_strdup(&admin->arena, invitation_name(code, name));
	terminal->invited_until = invitation.until;
	str_init(&file);
	invitation_seal(&invitation, code, &file);
	put = hub_put(admin->hub, name, file.text, file.length, HUB_ONCE, err);
	str_done(&file);
	sodium_memzero(&invitation, sizeof(invitation));
	return put;
}

bool admin_invite(struct store *store, struct hub *hub, const struct invite *invite, int64_t now_ms,
		  char code[INVITE_CODE_SIZE], uint32_t *origin, struct err *err)
{
	struct guest guest = { .invite = invite, .now_ms = now_ms };
	struct admin admin;
	bool invited;

	admin_init(&admin, store, hub);
	invite_code_make(code);
	invited = admin_load(&admin, err) && guest_prepare(&admin, &guest, err) &&
		  invitation_put(&admin, &guest, code, err) && admin_issue(&admin, err);
	if (invited)
		*origin = guest.terminal->origin;
	return admin_done(&admin, invited);
}

/* ---- shutting out, new keys ----------------------------- */

static bool lost(struct admin *admin, const char *name, struct err *err)
{
	struct ring_terminal *terminal;

	if (!find_terminal(&admin->state.keyring.ring, name, &terminal, err))
		return false;
	if (terminal->origin == admin->self.origin)
		return err_set(err, ERR_REFUSED, "%s",
			       _("This is the administrator's own terminal: it cannot shut itself out."));
	if (terminal->is_shut_out)
		return err_set(err, ERR_REFUSED, _("\"%s\" has been shut out already."), terminal->name);
	if (!shut_out(admin, terminal, err))
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

	if (!find_terminal(ring, name, &terminal, err))
		return false;
	if (terminal->is_shut_out)
		return err_set(err, ERR_REFUSED, _("\"%s\" has been shut out already."), terminal->name);
	before = *terminal;
	if (!units_named(admin, units, count, terminal, err))
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
	if (!add_units(admin, units, count, err))
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
	return tell_members(admin, err);
}

bool admin_tidy(struct store *store, struct hub *hub, int64_t now_ms, struct err *err)
{
	struct admin admin;

	admin_init(&admin, store, hub);
	return admin_done(&admin, admin_load(&admin, err) && tidy(&admin, now_ms, err));
}
