/* command_hub_status.c - samtale hub status: who belongs to the installation. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/document.h"
#include "app/hub_desk.h"
#include "app/prune_print.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/store/streams.h"

const char hub_status_help[] =
	N_("Tells which units and terminals the installation has. On the administrator's terminal it takes "
	   "those who have come into the list, and removes invitations that have run out.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: realm, epoch, edition, units (number, name, terminals), terminals (terminal, name, "
	   "state: administrator, enrolled, invited, expired or shut_out, worker, this, units, until, "
	   "bundles, behind (bundles without its receipt) and newest (what it sent last was written then); "
	   "times are UTC milliseconds, null where there is none), streams (as samtale hub prune tells them) and sync (waiting, unconfirmed, held, "
	   "tried and done: of this terminal).");

#define NAME_COLS 24

struct status {
	struct hub_desk desk;
	struct self self;
	struct ring ring;
	struct ring_seen *seen;
	struct prune_plan plan;
	struct sync_state state;
	int64_t paper_ms; /* when the administrator's key was put on paper; 0 never */
};

enum standing { STANDING_ADMIN, STANDING_ENROLLED, STANDING_INVITED, STANDING_EXPIRED, STANDING_OUT };
static const char *const standing_names[] = { "administrator", "enrolled", "invited", "expired", "shut_out" };
static const char *const standing_texts[] = { N_("administrator"), N_("enrolled"),
					      N_("invited, not here yet"), N_("invitation ran out"),
					      N_("shut out") };

static enum standing standing_of(const struct status *status, const struct ring_terminal *terminal)
{
	if (terminal->is_shut_out)
		return STANDING_OUT;
	if (!terminal->has_card)
		return terminal->invited_until < status->desk.now.utc_ms ? STANDING_EXPIRED
									 : STANDING_INVITED;
	return terminal->origin == status->ring.admin ? STANDING_ADMIN : STANDING_ENROLLED;
}

/* Somebody may have taken over: who the administrator is, the fetching tells. */
static bool keys_read(struct status *status, struct err *err)
{
	struct hub_desk *desk = &status->desk;

	if (!ring_fetch(desk->store, desk->hub, &status->self, &desk->arena, &status->ring, err) ||
	    !self_read(desk->store, &status->self, err))
		return false;
	return !status->self.is_admin || status->ring.is_contested ||
	       (admin_tidy(desk->store, desk->hub, desk->now.utc_ms, err) &&
		ring_kept(desk->store, &status->self, &desk->arena, &status->ring, err));
}

/* A unit that the hub does not show is left out. */
static bool plan_read(struct status *status, struct err *err)
{
	struct hub_desk *desk = &status->desk;
	struct err why;

	for (size_t i = 0; i < status->ring.unit_count; i++) {
		err_clear(&why);
		if (!prune_plan_unit(desk->hub, &status->ring, status->ring.units[i].number, &desk->arena, &status->plan,
				     &why) &&
		    why.code != ERR_REFUSED) {
			*err = why;
			return false;
		}
	}
	return true;
}

static bool status_read(struct status *status, struct err *err)
{
	struct hub_desk *desk = &status->desk;

	if (!hub_desk_open(desk, HUB_DESK_OWN, false, err) || !self_read(desk->store, &status->self, err))
		return false;
	if (!status->self.is_enrolled)
		return err_set(err, ERR_REFUSED, "%s",
			       _("This database belongs to no hub yet. Set one up with samtale hub init, or "
				 "enter with samtale sync enrol and a code."));
	return keys_read(status, err) && admin_paper_at(desk->store, &status->paper_ms, err) &&
	       ring_seen_read(desk->hub, &status->ring, &desk->arena, &status->seen, err) && plan_read(status, err) &&
	       store_sync_state(desk->store, &desk->arena, &status->state, err);
}

static size_t members_of(const struct ring *ring, int64_t unit)
{
	size_t count = 0;

	for (size_t i = 0; i < ring->terminal_count; i++)
		count += ring_is_member(ring, ring->terminals[i].origin, unit);
	return count;
}

/* ---- JSON ----------------------------- */

static json_t *moment_json(int64_t ms)
{
	return ms ? json_integer(ms) : json_null();
}

static json_t *terminal_json(const struct status *status, size_t index)
{
	const struct ring_terminal *terminal = &status->ring.terminals[index];
	enum standing standing = standing_of(status, terminal);
	bool is_waiting = standing == STANDING_INVITED || standing == STANDING_EXPIRED;
	json_t *units = json_array();

	for (size_t i = 0; i < terminal->unit_count; i++)
		json_array_append_new(units, json_integer(terminal->units[i]));
	return json_pack(
		"{s:I, s:s, s:s, s:b, s:b, s:o, s:o, s:I, s:I, s:o}", "terminal",
		(json_int_t)terminal->origin, "name", terminal->name, "state", standing_names[standing],
		"worker", terminal->is_hub, "this", terminal->origin == status->self.origin, "units", units,
		"until", moment_json(is_waiting ? terminal->invited_until : 0), "bundles",
		(json_int_t)status->seen[index].bundles, "behind", (json_int_t)status->seen[index].behind,
		"newest", moment_json(status->seen[index].newest_ms));
}

static void print_json(const struct status *status)
{
	json_t *units = json_array(), *terminals = json_array();
	char realm[2 * ID_REALM_BYTES + 1];

	for (size_t i = 0; i < ID_REALM_BYTES; i++)
		snprintf(realm + 2 * i, 3, "%02x", status->ring.realm[i]);
	for (size_t i = 0; i < status->ring.unit_count; i++)
		json_array_append_new(
			units,
			json_pack("{s:I, s:s, s:I}", "number", (json_int_t)status->ring.units[i].number,
				  "name", status->ring.units[i].name, "terminals",
				  (json_int_t)members_of(&status->ring, status->ring.units[i].number)));
	for (size_t i = 0; i < status->ring.terminal_count; i++)
		json_array_append_new(terminals, terminal_json(status, i));
	document_print(json_pack(
		"{s:s, s:I, s:I, s:o, s:o, s:o, s:{s:I, s:I, s:I, s:o, s:o}}", "realm", realm, "epoch",
		(json_int_t)status->ring.epoch, "edition", (json_int_t)status->ring.edition, "units", units,
		"terminals", terminals, "streams", prune_plan_json(&status->plan), "sync", "waiting", (json_int_t)status->state.waiting, "unconfirmed",
		(json_int_t)status->state.unconfirmed, "held", (json_int_t)status->state.held, "tried",
		moment_json(status->state.tried_ms), "done", moment_json(status->state.done_ms)));
}

/* ---- text ----------------------------- */

static void print_padded(const char *text, int cols)
{
	int wide = utf8_columns(text);

	printf("%s%*s  ", text, cols > wide ? cols - wide : 0, "");
}

static void print_moment(const char *label, int64_t ms)
{
	time_t at = (time_t)(ms / 1000);
	char text[32] = "";
	struct tm local;

	if (localtime_r(&at, &local) && strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &local))
		printf("%s %s", label, text);
}

static void print_units(const struct status *status, const struct ring_terminal *terminal)
{
	const char *parting = "";

	for (size_t i = 0; i < terminal->unit_count; i++) {
		const struct ring_unit *unit = ring_unit(&status->ring, terminal->units[i]);

		printf("%s%s", parting, unit ? unit->name : "");
		parting = ", ";
	}
}

static void print_terminal(const struct status *status, size_t index)
{
	const struct ring_terminal *terminal = &status->ring.terminals[index];
	enum standing standing = standing_of(status, terminal);

	printf("%6u  ", terminal->origin);
	print_padded(terminal->name, NAME_COLS);
	print_padded(terminal->is_hub && standing == STANDING_ENROLLED ? _("hub's worker")
								       : _(standing_texts[standing]),
		     18);
	if (standing == STANDING_INVITED || standing == STANDING_EXPIRED)
		print_moment(_("until"), terminal->invited_until);
	else if (status->seen[index].newest_ms)
		print_moment(_("newest work"), status->seen[index].newest_ms);
	else
		fputs(_("has sent nothing yet"), stdout);
	fputs("  ", stdout);
	print_units(status, terminal);
	if (status->seen[index].behind)
		printf(tr_count("  (%lld bundle without a receipt)", "  (%lld bundles without a receipt)",
				(long)status->seen[index].behind),
		       (long long)status->seen[index].behind);
	putchar('\n');
}

static void print_own(const struct status *status)
{
	const struct sync_state *state = &status->state;

	printf(tr_count("This terminal: %lld change waits, ", "This terminal: %lld changes wait, ", (long)state->waiting),
	       (long long)state->waiting);
	printf(tr_count("%lld has been sent without a receipt yet.\n", "%lld have been sent without a receipt yet.\n",
			(long)state->unconfirmed),
	       (long long)state->unconfirmed);
	if (status->ring.is_contested)
		printf("! %s\n", _(RING_CONTESTED));
	else if (status->self.is_admin && !status->paper_ms)
		printf("! %s\n", _("The administrator's key is on this machine alone. Put it on paper: samtale hub paper."));
}

static void print_text(const struct status *status)
{
	const struct ring *ring = &status->ring;

	puts(_("Units"));
	for (size_t i = 0; i < ring->unit_count; i++) {
		size_t members = members_of(ring, ring->units[i].number);

		printf("%6lld  ", (long long)ring->units[i].number);
		print_padded(ring->units[i].name, NAME_COLS);
		printf(tr_count("%zu terminal\n", "%zu terminals\n", (long)members), members);
	}
	puts(_("Terminals"));
	for (size_t i = 0; i < ring->terminal_count; i++)
		print_terminal(status, i);
	printf("%s %u  %s ", _("Set of keys"), ring->epoch, _("Installation"));
	hub_desk_print_realm(ring->realm);
	prune_holders_print(&status->plan, ring);
	print_own(status);
}

int command_hub_status(const struct common_options *common, int argc, char **argv)
{
	struct status status = { .ring = { .epoch = 0 } };
	struct err err = { ERR_NONE };
	int code;
	bool read;

	arena_init(&status.desk.arena);
	code = hub_desk_begin(&status.desk, common, &argc, argv, 0, 0);
	if (code) {
		arena_done(&status.desk.arena);
		return code;
	}
	read = status_read(&status, &err);
	if (read)
		(common->json ? print_json : print_text)(&status);
	self_forget(&status.self);
	return hub_desk_end(&status.desk, read, &err);
}
