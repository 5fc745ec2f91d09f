/* command_enrol.c - samtale sync enrol and recover: this database becomes a terminal of an installation. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "app/document.h"
#include "app/hub_desk.h"

#define CODE_WORDS 8 /* the groups of a code may be typed as words */
#define TYPED_MOST 200

static const char enrol_help[] =
	N_("Makes this database, which must be new, a terminal of the installation that the code invites it "
	   "to. The code comes from the administrator (samtale hub enrol) and is good once. I and L count as "
	   "1, O as 0; small letters, blanks and hyphens are fine. With - as CODE it is read from standard "
	   "input, and does not come into the shell's history.\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: terminal (its number).");
static const char recover_help[] =
	N_("Lets a database that was restored from a backup, or copied to another machine, go on as a new "
	   "terminal. Everything it sent before comes back at the next sync; nothing that is in it is lost. "
	   "The code comes from the administrator (samtale hub enrol --replaces).\n"
	   "\n"
	   "  --hub WHERE   the hub; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: terminal (its new number).");

const struct command sync_commands[] = {
	{ "sync enrol", command_sync_enrol, "sync enrol CODE|- [--hub WHERE]",
	  N_("Become a terminal, with the code of an invitation"), enrol_help, NULL },
	{ "sync recover", command_sync_recover, "sync recover CODE|- [--hub WHERE]",
	  N_("Go on after a backup was restored or a machine copied"), recover_help, NULL },
	{ "sync simulate", command_sync_simulate,
	  "sync simulate [--terminals N] [--days D] [--faults LIST] [--seed S] [--units U] [--ops N]",
	  N_("Try the exchange with invented terminals and every fault"), simulate_help, NULL },
	{ NULL },
};

/* The code as one text, from the words or the first line of standard input. */
static void typed_code(int argc, char **argv, char typed[TYPED_MOST])
{
	size_t length = 0;

	typed[0] = '\0';
	if (argc == 2 && !strcmp(argv[1], "-")) {
		if (fgets(typed, TYPED_MOST, stdin))
			typed[strcspn(typed, "\r\n")] = '\0';
		return;
	}
	for (int i = 1; i < argc && length < TYPED_MOST - 1; i++)
		length += (size_t)snprintf(typed + length, TYPED_MOST - length, "%s ", argv[i]);
}

static void tell(const struct hub_desk *desk, uint32_t origin)
{
	if (desk->common->json)
		document_print(json_pack("{s:I}", "terminal", (json_int_t)origin));
	else
		printf(_("This database is terminal %u of "
			 "the installation now. Send and fetch with samtale sync.\n"),
		       origin);
}

static int become(const struct common_options *common, int argc, char **argv, enum hub_desk_use use,
		  bool (*join)(struct store *store, struct hub *hub, const char *typed, int64_t now_ms,
			       struct err *err))
{
	struct hub_desk desk = { .hub = NULL };
	struct err err = { ERR_NONE };
	char typed[TYPED_MOST], code[INVITE_CODE_SIZE];
	struct self self = { .origin = 0 };
	int status;
	bool done;

	arena_init(&desk.arena);
	status = hub_desk_begin(&desk, common, &argc, argv, 1, CODE_WORDS);
	if (status) {
		arena_done(&desk.arena);
		return status;
	}
	typed_code(argc, argv, typed);
	done = invite_code_read(typed, code, &err) && hub_desk_open(&desk, use, true, &err) &&
	       join(desk.store, desk.hub, code, desk.now.utc_ms, &err) && self_read(desk.store, &self, &err);
	if (done)
		tell(&desk, self.origin);
	self_forget(&self);
	return hub_desk_end(&desk, done, &err);
}

int command_sync_enrol(const struct common_options *common, int argc, char **argv)
{
	return become(common, argc, argv, HUB_DESK_GUEST, terminal_enrol);
}

int command_sync_recover(const struct common_options *common, int argc, char **argv)
{
	return become(common, argc, argv, HUB_DESK_OWN, terminal_recover);
}
