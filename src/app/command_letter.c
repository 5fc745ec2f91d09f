#include "app/command_letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/cases.h"
#include "samtale/store/people.h"

static const char kinds_help[] =
	N_("Tells of each kind of letter which parts it must have, and which placeholders its template may "
	   "hold.\n"
	   "\n"
	   "With --json: a list with kind, label, parts (part, lacking) and placeholders.");

static const char check_help[] = N_("Reads templates and tells file and line of what is wrong: a part that "
				    "the letter must have and has not, a "
				    "placeholder that is not known, a control character. Without FILE: those "
				    "in use. Exit status 1 when something "
				    "is found. samtale-letter(5) tells how a template is written.\n"
				    "\n"
				    "With --json: a list with file, kind, ok and text.");

static const char list_help[] = N_("Lists the letters that are kept of a citizen or a case, newest first.\n"
				   "\n"
				   "  --cpr NUMBER   the citizen\n"
				   "  --case ID      the case\n"
				   "\n"
				   "With --json: a list with letter, kind, case, date, title, lix, channel, "
				   "sent, minute, received, complaint, "
				   "hash, media_type, bytes, template and template_hash.");

static const char compose_help[] =
	N_("Composes a letter from what is known and prints it. A letter that lacks a part is refused, and "
	   "each part is "
	   "named with what mends it. A letter that a step of a case sends is kept when that step is done.\n"
	   "\n"
	   "  --kind NAME    summons, guidance, hearing, decision, no-sanction, notification, forwarding or "
	   "plan\n"
	   "  --cpr NUMBER   the citizen\n"
	   "  --case ID      the case; else the citizen's newest\n"
	   "  --about ID     the meeting or the notification; else the nearest or newest\n"
	   "  --words TEXT   own words, in the letter's part for them\n"
	   "  --keep         keep it in the database, with its PDF\n"
	   "  --text         as it prints (lp); unless told\n"
	   "  --pdf          as PDF, by groff\n"
	   "  -o FILE        into a new file\n"
	   "  --now DATE     which day it is\n"
	   "\n"
	   "With --json: kind, title, lix, text (the CPR number masked) and, with --keep, letter and "
	   "media_type.");

static const char show_help[] = N_("Writes the very bytes of a letter that is kept, as it was sent. They are "
				   "checked against their hash.\n"
				   "\n"
				   "  --text     the text instead, as it prints\n"
				   "  -o FILE    into a new file");

static const char print_help[] =
	N_("Prints a letter that is kept as text for lp: 72 columns, the address where an envelope's "
	   "window is: samtale letter print ID | lp");

static const char bundle_help[] = N_("Binds what the Appeals Board asks for: proof of the guidance, every "
				     "event with time and name, checks, contact "
				     "attempts, hearing and reply, assessment, decision, the letters as they "
				     "were sent with their hash, the notes, "
				     "and the rules with their source.\n"
				     "\n"
				     "  --case ID      the case; else the citizen's newest\n"
				     "  --cpr NUMBER   the citizen\n"
				     "  --text         as it prints (lp); unless told\n"
				     "  --pdf          as PDF, by groff\n"
				     "  -o FILE        into a new file\n"
				     "  --now DATE     which day it is");

const struct command letter_commands[] = {
	{ "letter kinds", command_letter_kinds, "letter kinds", N_("Tell what each kind of letter must have"),
	  kinds_help, NULL },
	{ "letter check", command_letter_check, "letter check [FILE...]", N_("Check templates of letters"),
	  check_help, NULL },
	{ "letter list", command_letter_list, "letter list --cpr NUMBER | --case ID",
	  N_("List the letters that are kept"), list_help, NULL },
	{ "letter compose", command_letter_compose,
	  "letter compose --kind NAME --cpr NUMBER [--case ID] [--text|--pdf] [-o FILE] [--keep]",
	  N_("Compose a letter and print it"), compose_help, NULL },
	{ "letter show", command_letter_show, "letter show ID [--text] [-o FILE]",
	  N_("Write the bytes of a letter that is kept"), show_help, NULL },
	{ "letter print", command_letter_print, "letter print ID", N_("Print a letter that is kept, as text"),
	  print_help, NULL },
	{ "letter bundle", command_letter_bundle, "letter bundle --case ID [--text|--pdf] [-o FILE]",
	  N_("Bind the evidence for the Appeals Board"), bundle_help, NULL },
	{ NULL },
};

/* ---- options ---------------------------------------------------------------------------------------- */

static bool parse_number(const char *text, int64_t *number)
{
	char *end;

	*number = strtoll(text, &end, 10);
	return *text >= '0' && *text <= '9' && *end == '\0' && *number > 0;
}

static int take_values(struct letter_request *request, const struct command *self, int *argc, char **argv)
{
	static const char *const names[] = { "--cpr", "--case", "-o" };
	const char **const places[] = { &request->cpr, &request->number, &request->path };
	struct clock clock;
	int status;

	for (size_t i = 0; i < LENGTH(names); i++)
		if (command_option(argc, argv, names[i], places[i]) && str_is_empty(*places[i]))
			return command_misuse(self,
					      arena_printf(&request->arena,
							   _("%s must be followed by a value."), names[i]));
	status = command_clock(self->name, argc, argv, &clock);
	if (status)
		return status;
	if (request->number && !parse_number(request->number, &request->sanction_case))
		return command_misuse(self, _("A case is a number; samtale letter list tells it."));
	if (request->cpr && cpr_check(request->cpr).status == CPR_REFUSED)
		return command_misuse(self, _("Write the citizen's CPR number, ten digits."));
	request->desk.now = clock_now(&clock);
	return 0;
}

int letter_request_take(struct letter_request *request, const struct common_options *common, int *argc,
			char **argv)
{
	*request = (struct letter_request){ .common = common };
	arena_init(&request->arena);
	request->pdf = command_option(argc, argv, "--pdf", NULL);
	request->text = command_option(argc, argv, "--text", NULL);
	if (request->pdf && request->text)
		return command_misuse(command_find(argv[0]), _("Choose --text or --pdf."));
	return take_values(request, command_find(argv[0]), argc, argv);
}

void letter_request_end(struct letter_request *request)
{
	store_close(request->store);
	arena_done(&request->arena);
}

/* ---- the desk --------------------------------------------------------------------------------------- */

static bool find_citizen(struct letter_request *request, struct err *err)
{
	struct citizen citizen;
	struct sanction_list cases;

	if (request->cpr) {
		if (!store_citizen_by_cpr(request->store, cpr_check(request->cpr).number, &request->arena,
					  &citizen, err))
			return false;
		request->citizen = citizen.id;
	}
	if (request->sanction_case || !request->citizen)
		return true;
	if (!store_cases(request->store, request->citizen, &request->arena, &cases, err))
		return false;
	if (cases.count)
		request->sanction_case = cases.rows[0].id;
	return true;
}

static bool find_caseworker(struct letter_request *request, struct err *err)
{
	struct caseworker_list list;

	if (!store_caseworkers(request->store, &request->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (str_equal(list.rows[i].initials, request->common->caseworker))
			request->desk.caseworker = list.rows[i].id;
	return true;
}

bool letter_request_open(struct letter_request *request, bool writing, struct err *err)
{
	const struct common_options *common = request->common;
	struct letter_desk *desk = &request->desk;

	if (!rules_load(common->rules_dir, &request->arena, &request->rules, err) ||
	    !open_store(common, writing ? STORE_EXISTING : STORE_READ_ONLY, writing, &request->store, err) ||
	    !find_citizen(request, err) || !find_caseworker(request, err))
		return false;
	desk->store = request->store;
	desk->rules = &request->rules;
	desk->letter_dir = common->letter_dir;
	desk->groff = common->groff;
	desk->municipality = common->municipality;
	desk->contact = common->contact;
	store_stamp(request->store, desk->caseworker, desk->now);
	return !str_is_empty(desk->contact) ||
	       store_setting(request->store, LETTER_SETTING_CONTACT, &request->arena, &desk->contact, err);
}

/* ---- what comes out ----------------------------------------------------------------------------------- */

bool letter_request_give(const struct letter_request *request, const void *bytes, size_t size,
			 struct err *err)
{
	if (request->path)
		return desk_write(request->path, bytes, size, err);
	if (size > 4 && !memcmp(bytes, "%PDF", 4) && isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "%s",
			       _("A PDF is not for the terminal. Name a file with -o FILE."));
	if (fwrite(bytes, 1, size, stdout) != size || fflush(stdout))
		return err_set(err, ERR_IO, "%s",
			       _("The letter could not be written whole. Try again with -o FILE."));
	return true;
}

bool letter_request_print(struct letter_request *request, const struct letter *letter, struct err *err)
{
	const unsigned char *bytes;
	const char *paper;
	size_t size;

	if (!request->pdf) {
		paper = letter_paper(letter, &request->arena);
		return letter_request_give(request, paper, strlen(paper), err);
	}
	return letter_render_pdf(letter, request->desk.groff, &request->arena, &bytes, &size, err) &&
	       letter_request_give(request, bytes, size, err);
}
