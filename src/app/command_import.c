#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/import_print.h"
#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

/* ---- progress ------------------------------------------------------------------------------ */

/* What the line on standard error says now; it is written again only when that changes. */
struct meter {
	const char *file;
	int percent;
};

static bool show_progress(void *user, const struct import_progress *progress)
{
	struct meter *meter = user;
	int percent = progress->total ? (int)(100 * progress->done / progress->total) : 100;

	if (meter->percent == percent && str_equal(meter->file, progress->file))
		return true;
	meter->file = progress->file;
	meter->percent = percent;
	fprintf(stderr, "\r%-20s %3d %%", progress->file, percent);
	fflush(stderr);
	return true;
}

static void clear_progress(const struct meter *meter)
{
	if (meter->file)
		fprintf(stderr, "\r%26s\r", "");
}

/* ---- the import ---------------------------------------------------------------------------- */

static bool stamp(struct store *store, const struct common_options *common, struct err *err)
{
	struct clock clock = clock_real();
	int64_t caseworker = 0;

	if (*common->caseworker && !store_find_caseworker(store, common->caseworker, &caseworker, err))
		return false;
	store_stamp(store, caseworker, clock_now(&clock));
	return true;
}

/* Whether nobody has written anything: only then may a database that was made for a rehearsal go again. */
static bool is_untouched(struct store *store)
{
	struct err err;
	bool untouched;

	return store_is_untouched(store, &untouched, &err) && untouched;
}

static bool run_import(struct store *store, const struct common_options *common, const char *directory,
		       bool dry_run, bool elsewhere, struct arena *arena, struct import_report *report,
		       struct err *err)
{
	struct meter meter = { NULL, -1 };
	struct import_source source = {
		.name = utf8_clean(arena, directory, strlen(directory), false),
		.directory = directory,
	};
	struct import_options options = {
		.dry_run = dry_run,
		.elsewhere = elsewhere,
		.progress = isatty(STDERR_FILENO) ? show_progress : NULL,
		.user = &meter,
	};
	bool imported;

	if (!stamp(store, common, err))
		return false;
	imported = import_caseload(store, &source, &options, arena, report, err);
	clear_progress(&meter);
	return imported;
}

/* Said before a database is made for nothing. */
static bool check_folder(const char *directory, struct arena *arena, struct err *err)
{
	struct stat facts;

	return (!stat(directory, &facts) && S_ISDIR(facts.st_mode)) ||
	       err_set(err, ERR_MISSING, _("There is no folder %s. Name the one that holds the files."),
		       utf8_clean(arena, directory, strlen(directory), false));
}

static int import_folder(const struct common_options *common, const char *directory, bool dry_run, bool elsewhere,
			 struct arena *arena)
{
	bool made = access(common->database, F_OK) != 0 && errno == ENOENT;
	struct import_report report;
	struct store *store;
	struct err err = { ERR_NONE };
	bool imported, removable;

	if (!check_folder(directory, arena, &err) ||
	    !open_store(common, STORE_CREATE, !dry_run, &store, &err))
		return command_fail(&err);
	imported = run_import(store, common, directory, dry_run, elsewhere, arena, &report, &err);
	removable = made && dry_run && is_untouched(store);
	store_close(store);
	if (removable)
		unlink(common->database);
	if (!imported)
		return command_fail(&err);
	import_print_report(&report, dry_run, common->json);
	return report.errors || report.elsewhere ? err_exit_status(ERR_INPUT) : 0;
}

/* ---- earlier imports ----------------------------------------------------------------------- */

static int list_imports(const struct common_options *common, struct arena *arena)
{
	struct import_batch *batches;
	size_t count;
	struct store *store;
	struct err err = { ERR_NONE };
	bool listed;

	if (!open_store(common, STORE_READ_ONLY, false, &store, &err))
		return command_fail(&err);
	listed = store_import_list(store, arena, &batches, &count, &err);
	store_close(store);
	if (!listed)
		return command_fail(&err);
	import_print_list(batches, count, common->json);
	return 0;
}

static int undo_import(const struct common_options *common, int64_t id)
{
	struct import_undo undo;
	struct store *store;
	struct err err = { ERR_NONE };
	bool undone;

	if (!open_store(common, STORE_EXISTING, true, &store, &err))
		return command_fail(&err);
	undone = stamp(store, common, &err) && store_import_undo(store, id, &undo, &err);
	store_close(store);
	if (!undone)
		return command_fail(&err);
	import_print_undo(id, &undo, common->json);
	return 0;
}

/* ---- words --------------------------------------------------------------------------------- */

static bool read_id(const char *text, int64_t *id)
{
	char *end;

	if (!text || *text < '1' || *text > '9')
		return false;
	errno = 0;
	*id = strtoll(text, &end, 10);
	return !errno && !*end;
}

int command_import(const struct common_options *common, int argc, char **argv)
{
	const char *undo = NULL;
	bool list = command_option(&argc, argv, "--list", NULL);
	bool dry_run = command_option(&argc, argv, "--dry-run", NULL);
	bool elsewhere = command_option(&argc, argv, "--elsewhere", NULL);
	bool wants_undo = command_option(&argc, argv, "--undo", &undo);
	bool alone = list || wants_undo;
	const struct command *command = command_find(argv[0]);
	struct arena arena;
	int64_t id = 0;
	int status = command_words(&argc, argv, alone ? 0 : 1, alone ? 0 : 1);

	if (status)
		return status;
	if (list + wants_undo + dry_run > 1)
		return command_misuse(command, _("--list, --undo and --dry-run cannot be used together."));
	if (wants_undo && !read_id(undo, &id))
		return command_misuse(command, _("--undo takes the number of an import; --list shows them."));
	arena_init(&arena);
	if (wants_undo)
		status = undo_import(common, id);
	else if (list)
		status = list_imports(common, &arena);
	else
		status = import_folder(common, argv[1], dry_run, elsewhere, &arena);
	arena_done(&arena);
	return status;
}
