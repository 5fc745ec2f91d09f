/* command_hub_paper.c - samtale hub paper and take-over: the administrator's key outlives the machine it is on. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "app/case_desk.h"
#include "app/document.h"
#include "app/hub_desk.h"
#include "app/open.h"
#include "app/secret_entry.h"
#include "samtale/base/date.h"

#define TYPED_MOST 400
#define LINE_MOST 100

const char hub_paper_help[] =
	N_("Prints the administrator's key as a code of four lines, with a text that tells what it is and where to keep "
	   "it. The key is in this database alone: without the paper, nobody can invite or shut out any more when this "
	   "machine is lost. Whoever holds the paper is the administrator. It can be printed again at any time, and "
	   "stays good after somebody has taken over with it.\n"
	   "\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: installation, at (UTC milliseconds) and lines (the code).");
const char hub_take_over_help[] =
	N_("Makes this terminal, which must be enrolled, the administrator's: the four lines of the code on paper "
	   "(samtale hub paper) are typed here, unseen, or read from standard input, never written in the command. All "
	   "units get new keys. The machine that was the administrator's before is a terminal like the others from its "
	   "next sync on; when it is lost, shut it out with samtale hub revoke.\n"
	   "\n"
	   "  --hub WHERE   the hub, a database with its administrator's login; else that of the configuration\n"
	   "  --now MOMENT  what the clock says, as 2026-11-23T09:00\n"
	   "\n"
	   "With --json: terminal (its number).");

/* ---- the paper ----------------------------- */

static void print_paper(const struct self *self, const char *code, struct moment now, struct arena *arena)
{
	char line[ADMIN_CODE_LINE_GROUPED];

	printf("%s\n\n", _("SAMTALE: THE ADMINISTRATOR'S KEY"));
	printf("%s  ", _("Installation"));
	hub_desk_print_realm(self->realm.realm);
	printf("%s  %s\n\n", _("Printed     "), date_long(arena, now.date));
	for (int i = 0; i < ADMIN_CODE_LINES; i++)
		printf("    %s\n", admin_code_grouped(code, i, line));
	printf("\n%s\n",
	       _("Whoever holds this paper is the administrator of this installation: may invite terminals\n"
		 "and shut them out, and can read what all units have written.\n"
		 "\n"
		 "Keep it in a sealed envelope in a safe, apart from the machine. Do not photograph it, and\n"
		 "do not keep it in a file or a mail. A new one can be printed on the administrator's terminal.\n"
		 "\n"
		 "When the administrator's terminal is lost: on another terminal of the installation, write\n"
		 "    samtale hub take-over\n"
		 "and type the four lines. Capital or small letters, I or 1, O or 0 make no difference. The\n"
		 "paper stays good after that.\n"
		 "\n"
		 "If somebody who is not the administrator has seen it, tell the one who looks after Samtale\n"
		 "at once: the key can only be changed by setting up the hub anew."));
}

static void print_json(const struct self *self, const char *code, struct moment now)
{
	char digits[2 * ID_REALM_BYTES + 1], line[ADMIN_CODE_LINE_GROUPED];
	json_t *lines = json_array();

	for (int i = 0; i < ADMIN_CODE_LINES; i++)
		json_array_append_new(lines, json_string(admin_code_grouped(code, i, line)));
	document_print(json_pack("{s:s, s:I, s:o}", "installation",
				 sodium_bin2hex(digits, sizeof(digits), self->realm.realm, ID_REALM_BYTES), "at",
				 (json_int_t)now.utc_ms, "lines", lines));
}

static bool paper(const struct common_options *common, struct store *store, struct moment now, struct err *err)
{
	char code[ADMIN_CODE_SIZE];
	struct arena arena;
	struct self self;
	bool made;

	store_stamp(store, 0, now);
	made = admin_paper(store, now.utc_ms, code, err) && self_read(store, &self, err);
	if (!made)
		return false;
	arena_init(&arena);
	if (common->json)
		print_json(&self, code, now);
	else
		print_paper(&self, code, now, &arena);
	arena_done(&arena);
	self_forget(&self);
	sodium_memzero(code, sizeof(code));
	return true;
}

int command_hub_paper(const struct common_options *common, int argc, char **argv)
{
	struct store *store = NULL;
	const char *unused;
	struct moment now;
	struct err err;
	int status;
	bool made;

	if (!case_desk_now(argv[0], &argc, argv, &now, &status))
		return status;
	command_option(&argc, argv, "--hub", &unused); /* the paper needs no hub */
	status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	made = open_store(common, STORE_EXISTING, false, &store, &err) && paper(common, store, now, &err);
	store_close(store);
	return made ? 0 : command_fail(&err);
}

/* ---- taking over ----------------------------- */

/* Line by line, each looked at as it comes. */
static bool typed_at_terminal(char typed[TYPED_MOST], struct err *err)
{
	char line[LINE_MOST], prompt[40];
	struct err wrong;

	fprintf(stderr, "%s\n", _("Type the four lines of the paper. What you type is not shown."));
	for (int i = 0; i < ADMIN_CODE_LINES;) {
		snprintf(prompt, sizeof(prompt), _("Line %d: "), i + 1);
		if (!secret_line(prompt, line, sizeof(line)))
			return err_set(err, ERR_INPUT, "%s", _("The code was not typed. Nothing has happened."));
		if (!admin_code_line(line, i, &wrong)) {
			fprintf(stderr, "%s\n", wrong.text);
			continue;
		}
		strcat(typed, line);
		i++;
	}
	sodium_memzero(line, sizeof(line));
	return true;
}

static bool code_typed(char typed[TYPED_MOST], struct err *err)
{
	char line[LINE_MOST];

	typed[0] = '\0';
	if (secret_is_typed())
		return typed_at_terminal(typed, err);
	while (strlen(typed) + sizeof(line) < TYPED_MOST && secret_line("", line, sizeof(line)))
		strcat(typed, line);
	sodium_memzero(line, sizeof(line));
	return true;
}

static bool take_over(struct hub_desk *desk, struct self *self, struct err *err)
{
	char typed[TYPED_MOST];
	bool taken = code_typed(typed, err) && admin_take_over(desk->store, desk->hub, typed, desk->now.utc_ms, err) &&
		     self_read(desk->store, self, err);

	sodium_memzero(typed, sizeof(typed));
	return taken;
}

static void tell_taken(const struct hub_desk *desk, const struct self *self)
{
	if (desk->common->json)
		document_print(json_pack("{s:I}", "terminal", (json_int_t)self->origin));
	else
		printf("%s\n",
		       _("This terminal is the administrator's now, and all units have new keys. Shut out the former one "
			 "with samtale hub revoke if it is lost; else it goes on as a terminal like the others. Put the "
			 "paper back where it was: it stays good."));
}

int command_hub_take_over(const struct common_options *common, int argc, char **argv)
{
	struct hub_desk desk = { .hub = NULL };
	struct self self = { .origin = 0 };
	struct err err = { ERR_NONE };
	int status;
	bool taken;

	arena_init(&desk.arena);
	status = hub_desk_begin(&desk, common, &argc, argv, 0, -1);
	if (status)
		return status;
	if (argc > 1) {
		arena_done(&desk.arena);
		return command_misuse(command_find(argv[0]),
				      _("The code does not stand in the command, where others can read it: it is asked for."));
	}
	taken = hub_desk_open(&desk, HUB_DESK_OWN, false, &err) && take_over(&desk, &self, &err);
	if (taken)
		tell_taken(&desk, &self);
	self_forget(&self);
	return hub_desk_end(&desk, taken, &err);
}
