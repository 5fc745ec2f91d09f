/* command_plan.c - samtale plan show, versions, compare: the citizen's one plan for a script or a printer. */
#include "app/command_plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/import.h"
#include "samtale/store/plans.h"

static const char plan_show_help[] = N_("Prints the citizen's plan in plain words, as the citizen gets it.\n"
					"\n"
					"  --text       the text (so it is without the option too)\n"
					"  -o FILE      into this file, which only you can read\n"
					"  --now DATE   which day it is, as 2026-11-23\n"
					"\n"
					"With --json: citizen (the CPR number, masked), hash (of what is "
					"agreed on), plan (rows with kind, text, and for a "
					"step track, owner, due and status), acceptance (state, version, "
					"date, how, recorded_by), positions, activities, "
					"consents, contact and next_conversation.");

static const char plan_versions_help[] = N_(
	"Lists the plan's versions: each was frozen when a conversation was signed or the citizen answered.\n"
	"\n"
	"With --json: a list with version, date, conversation (it was frozen when one was signed), by and "
	"hash.");

static const char plan_compare_help[] =
	N_("Tells what is changed from one version to another: - has gone, + has come. Without numbers: from "
	   "the newest "
	   "version to the plan as it stands. 0 is nothing as OLDER and the plan as it stands as NEWER.\n"
	   "\n"
	   "With --json: older, newer, changes and rows (change: same, changed, added or removed; before and "
	   "after).");

const struct command plan_commands[] = {
	{ "plan show", command_plan_show, "plan show CPR|ID [--text] [-o FILE] [--now DATE]",
	  N_("Print a citizen's plan in plain words"), plan_show_help, NULL },
	{ "plan versions", command_plan_versions, "plan versions CPR|ID",
	  N_("List the versions of a citizen's plan"), plan_versions_help, NULL },
	{ "plan compare", command_plan_compare, "plan compare CPR|ID [OLDER NEWER]",
	  N_("Tell what is changed between two versions"), plan_compare_help, NULL },
	{ NULL },
};

/* What the line asks for, and what was found. */
struct request {
	const struct common_options *common;
	const char *path; /* NULL standard output */
	int older, newer; /* -1: not said */
	struct date today;
	struct arena arena;
	struct plan_sheet sheet;
};

/* ---- show --------------------------------------------------------------------------------------------- */

static bool write_private(const char *path, const char *text, struct err *err)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
	bool written = out && fputs(text, out) >= 0;

	if (out && fclose(out))
		written = false;
	if (written)
		return true;
	err_set(err, ERR_IO, _("The file %s could not be written. Choose another place."), path);
	return err_detail(err, "%s", strerror(errno));
}

static bool show(struct request *request, struct err *err)
{
	const char *text;

	if (request->common->json) {
		document_print(plan_json(&request->sheet, &request->arena));
		return true;
	}
	text = plan_write_text(&request->sheet, request->today, &request->arena);
	if (request->path)
		return write_private(request->path, text, err);
	fputs(text, stdout);
	return true;
}

/* ---- versions ----------------------------------------------------------------------------------------- */

static bool versions(struct request *request, struct err *err)
{
	(void)err;
	if (request->common->json) {
		document_print(plan_versions_json(&request->sheet));
		return true;
	}
	if (!request->sheet.version_count)
		puts(_("No version yet: the first one is made when a conversation is signed or the citizen "
		       "answers."));
	for (size_t i = 0; i < request->sheet.version_count; i++) {
		const struct plan_version *version = &request->sheet.versions[i];

		printf("%3zu  %s  %s  %s\n", i + 1, date_long(&request->arena, version->date),
		       version->author,
		       version->conversation ? _("a conversation") : _("the citizen's answer"));
	}
	puts(plan_agreement_text(&request->sheet, &request->arena));
	return true;
}

/* ---- compare ------------------------------------------------------------------------------------------ */

/* Version 0 is left as it is given. */
static bool version_read(struct request *request, int number, struct plan_content *content, struct err *err)
{
	if (number == 0)
		return true;
	if (number > (int)request->sheet.version_count)
		return err_set(err, ERR_MISSING,
			       _("There is no version %d. plan versions lists those there are."), number);
	if (!plan_content_read(request->sheet.versions[number - 1].content, &request->arena, content))
		return err_set(err, ERR_DAMAGED,
			       _("Version %d cannot be read. Run samtale verify and tell the one who looks "
				 "after Samtale."),
			       number);
	return true;
}

static void print_row(struct request *request, char mark, const struct plan_row *row)
{
	if (row)
		printf("%c %s\n", mark, plan_row_text(row, &request->arena));
}

static void print_differences(struct request *request, const struct plan_differences *differences)
{
	const char *heading = "";

	if (!differences->changes)
		puts(_("Nothing is changed."));
	for (size_t i = 0; i < differences->count; i++) {
		const struct plan_difference *row = &differences->rows[i];
		const char *its = plan_row_heading(row->after ? row->after : row->before, &request->arena);

		if (row->change == PLAN_SAME)
			continue;
		if (!str_equal(its, heading))
			puts(its);
		heading = its;
		print_row(request, '-', row->before);
		print_row(request, '+', row->after);
	}
}

static bool compare(struct request *request, struct err *err)
{
	int older = request->older < 0 ? (int)request->sheet.version_count : request->older;
	int newer = request->newer < 0 ? 0 : request->newer;
	struct plan_content before = { 0 }, after;
	struct plan_differences differences;

	plan_content_of(&request->sheet.plan, &request->arena, &after);
	if (!version_read(request, older, &before, err) || !version_read(request, newer, &after, err))
		return false;
	plan_compare(&before, &after, &request->arena, &differences);
	if (request->common->json)
		document_print(plan_differences_json(&differences, older, newer));
	else
		print_differences(request, &differences);
	return true;
}

/* ---- the commands ------------------------------------------------------------------------------------- */

/* A CPR number, or the row id that JSON documents of others name a citizen by. */
static bool citizen_find(struct store *store, const char *word, int64_t *citizen, struct err *err)
{
	struct cpr cpr = cpr_check(word);

	if (cpr.status == CPR_REFUSED)
		*citizen = strtoll(word, NULL, 10);
	else if (!store_find_citizen(store, cpr.number, citizen, err))
		return false;
	return *citizen ||
	       err_set(err, ERR_MISSING, "%s",
		       _("There is no citizen with that CPR number here. Look at the number once more."));
}

static bool is_citizen(const char *word)
{
	return cpr_check(word).status != CPR_REFUSED ||
	       (strlen(word) > 10 && strspn(word, "0123456789") == strlen(word));
}

static bool sheet_read(struct request *request, const char *word, struct err *err)
{
	struct store *store;
	int64_t citizen;
	bool read;

	if (!open_store(request->common, STORE_READ_ONLY, false, &store, err))
		return false;
	read = citizen_find(store, word, &citizen, err) &&
	       store_plan_sheet(store, citizen, request->today, &request->arena, &request->sheet, err);
	store_close(store);
	return read;
}

static int run(struct request *request, const char *word,
	       bool (*print)(struct request *request, struct err *err))
{
	struct err err = { ERR_NONE };
	bool done;

	arena_init(&request->arena);
	done = sheet_read(request, word, &err) && print(request, &err);
	arena_done(&request->arena);
	return done ? 0 : command_fail(&err);
}

static bool version_word(const char *word, int *number)
{
	*number = atoi(word);
	return *word && strspn(word, "0123456789") == strlen(word) && strlen(word) < 6;
}

static int begin(struct request *request, int *argc, char **argv, int most)
{
	const struct command *self = command_find(argv[0]);
	struct clock clock;
	int status = command_clock(argv[0], argc, argv, &clock);

	request->older = request->newer = -1;
	if (!status)
		status = command_words(argc, argv, 1, most);
	if (status)
		return status;
	if (!is_citizen(argv[1]))
		return command_misuse(self, _("Write the citizen's CPR number, ten digits."));
	request->today = clock_now(&clock).date;
	return 0;
}

int command_plan_show(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common };
	bool placed = command_option(&argc, argv, "-o", &request.path);
	int status;

	command_option(&argc, argv, "--text", NULL);
	status = begin(&request, &argc, argv, 1);
	if (status)
		return status;
	if (placed && !request.path)
		return command_misuse(command_find("plan show"), _("Write a file name after -o."));
	return run(&request, argv[1], show);
}

int command_plan_versions(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common };
	int status = begin(&request, &argc, argv, 1);

	return status ? status : run(&request, argv[1], versions);
}

int command_plan_compare(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common };
	int status = begin(&request, &argc, argv, 3);

	if (status)
		return status;
	if (argc > 2 &&
	    (argc != 4 || !version_word(argv[2], &request.older) || !version_word(argv[3], &request.newer)))
		return command_misuse(
			command_find("plan compare"),
			_("Write two version numbers, the older first: plan versions lists them."));
	return run(&request, argv[1], compare);
}
