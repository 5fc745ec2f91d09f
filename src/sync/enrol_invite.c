/* enrol_invite.c - the administrator invites a terminal, new or in place of another. */
#include <string.h>

#include "enrol_desk.h"
#include "invitation.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define DAY_MS ((int64_t)86400000)

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

/* Of a terminal that is replaced its own, when none are named. */
static bool guest_units(struct admin *admin, const struct guest *guest, const struct ring_terminal *replaced,
			struct err *err)
{
	const struct invite *invite = guest->invite;

	if (!replaced || invite->unit_count)
		return admin_units_named(admin, invite->units, invite->unit_count, guest->terminal, err);
	guest->terminal->units = replaced->units;
	guest->terminal->unit_count = replaced->unit_count;
	return true;
}

/* A terminal of that name that never came gets a new code; any other is in the way. */
static bool guest_place(struct admin *admin, struct guest *guest, const char *name, struct err *err)
{
	struct ring *ring = &admin->state.keyring.ring;
	struct ring_terminal *there = admin_terminal_named(ring, name);

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

static bool guest_prepare(struct admin *admin, struct guest *guest, struct err *err)
{
	struct ring *ring = &admin->state.keyring.ring;
	const struct invite *invite = guest->invite;
	const struct ring_terminal *from;
	struct ring_terminal *replaced;
	const char *name = invite->name;

	if (invite->replaces) {
		if (!admin_find_terminal(ring, invite->replaces, &replaced, err) ||
		    (!replaced->is_shut_out && !admin_exclude(admin, replaced, err)))
			return false;
		guest->replaces = replaced->origin;
		name = str_is_empty(name) ? replaced->name : name;
	}
	if (!admin_name_check(name, err) || !guest_place(admin, guest, name, err))
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
