#include "enrol_desk.h"

#include <stdio.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"
#include "signed_text.h"

/* ---- names ----------------------------- */

/* Names stand in a file at the hub: short, and nobody's CPR number. */
bool admin_name_check(const char *name, struct err *err)
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
struct ring_terminal *admin_terminal_named(const struct ring *ring, const char *name)
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

bool admin_find_terminal(const struct ring *ring, const char *name, struct ring_terminal **terminal,
			  struct err *err)
{
	*terminal = admin_terminal_named(ring, name);
	return *terminal ||
	       err_set(err, ERR_MISSING,
		       _("There is no terminal called \"%s\". samtale hub status lists them."), name);
}

bool admin_units_add(struct admin *admin, const char *const *names, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!admin_name_check(names[i], err))
			return false;
		if (!unit_named(&admin->state.keyring.ring, names[i]))
			keyring_unit_add(&admin->state, &admin->arena, names[i]);
	}
	return true;
}

/* ---- the administrator ----------------------------- */

bool admin_is_one(const struct admin *admin, struct err *err)
{
	return admin->self.is_admin ||
	       err_set(err, ERR_REFUSED, "%s",
		       _("Only the administrator's terminal does that. Where it is lost, another one becomes it with "
			 "samtale hub take-over and the code on paper."));
}

bool admin_no_failure(const struct err *away, struct err *err)
{
	if (away->code != ERR_NONE && err)
		*err = *away;
	return away->code == ERR_NONE;
}

static bool is_in_office(const struct admin *admin, struct err *err)
{
	const struct ring *ring = &admin->state.keyring.ring;
	const struct ring_terminal *other = ring_terminal(ring, ring->admin);

	return keyring_in_office(&admin->self, ring) ||
	       err_set(err, ERR_REFUSED,
		       _("\"%s\" has taken over as the administrator's terminal, and this one is like the others now. "
			 "Do it there."),
		       other ? other->name : "?");
}

bool admin_load(struct admin *admin, struct err *err)
{
	struct err away = { ERR_NONE };

	return self_read(admin->store, &admin->self, err) && admin_is_one(admin, err) &&
	       keyring_kept(admin->store, &admin->self, &admin->arena, &admin->state, err) &&
	       keyring_update(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away,
			      err) &&
	       is_in_office(admin, err) &&
	       admin_tend(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away, err) &&
	       admin_no_failure(&away, err);
}

/* For a hub that knows its terminals itself. */
bool admin_tell_members(struct admin *admin, struct err *err)
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

bool admin_issue(struct admin *admin, struct err *err)
{
	struct err away = { ERR_NONE };

	keyring_seal(&admin->state, &admin->arena);
	return keyring_issue(admin->store, admin->hub, &admin->self, &admin->arena, &admin->state, &away,
			     err) &&
	       admin_no_failure(&away, err) && admin_tell_members(admin, err);
}

void admin_init(struct admin *admin, struct store *store, struct hub *hub)
{
	*admin = (struct admin){ .store = store, .hub = hub };
	arena_init(&admin->arena);
}

bool admin_done(struct admin *admin, bool ok)
{
	arena_done(&admin->arena);
	self_forget(&admin->self);
	return ok;
}

/* ---- who is in, and where ----------------------------- */

/* Unit 1 and those named. */
bool admin_units_named(struct admin *admin, const char *const *names, size_t count,
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

/* What the hub and this terminal have seen of the terminal's streams is what counts from now on. */
bool admin_exclude(struct admin *admin, struct ring_terminal *terminal, struct err *err)
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
