/* command_sync.c - samtale sync: one exchange with the hub, by hand, from the console or at night. */
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/hub_place.h"
#include "app/open.h"
#include "app/sync_lock.h"
#include "app/sync_log.h"
#include "app/sync_print.h"
#include "samtale/base/str.h"
#include "samtale/store/import.h"
#include "samtale/sync/sync.h"

#define SILENCE_SECONDS 600 /* without a step further: the share or the server does not answer any more */

struct request {
	const struct common_options *common;
	const char *hub, *log;
	bool dry_run, json_lines;
	struct clock clock;
	struct arena *arena;
	struct sync_report report;
};

/* ---- stopping ----------------------------------------------------------------------------------- */

static volatile sig_atomic_t stop_asked;
static char silent[512]; /* what is said when nothing answers */

static void ask_stop(int number)
{
	(void)number;
	stop_asked = 1;
}

/* A share that hangs holds the process in a call that nothing else ends. Any point is a good one to end at.
 */
static void give_up(int number)
{
	(void)number;
	if (write(STDERR_FILENO, silent, strlen(silent)) < 0)
		_exit(err_exit_status(ERR_IO));
	_exit(err_exit_status(ERR_IO));
}

static void watch_signals(void)
{
	struct sigaction stop = { .sa_handler = ask_stop, .sa_flags = SA_RESETHAND | SA_RESTART };
	struct sigaction late = { .sa_handler = give_up };

	snprintf(
		silent, sizeof(silent), "samtale: %s\n",
		_("The hub does not answer any more. Nothing is lost: check the connection and sync again."));
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGALRM, &late, NULL);
	alarm(SILENCE_SECONDS);
}

static bool further(void *context, enum sync_step step, int64_t done, int64_t of)
{
	const struct request *request = context;

	alarm(SILENCE_SECONDS);
	if (request->json_lines)
		sync_progress_line(step, done, of);
	else if (isatty(STDERR_FILENO))
		sync_progress_show(step, done, of);
	return !stop_asked;
}

/* ---- the exchange ------------------------------------------------------------------------------- */

static bool stamp(const struct request *request, struct store *store, struct err *err)
{
	const char *initials = request->common->caseworker;
	int64_t caseworker = 0;

	if (!str_is_empty(initials) && !store_find_caseworker(store, initials, &caseworker, err))
		return false;
	store_stamp(store, caseworker, clock_now(&request->clock));
	return true;
}

static bool exchange(struct request *request, struct store *store, struct err *err)
{
	struct sync_options options = { .dry_run = request->dry_run,
					.progress = further,
					.context = request,
					.now_ms = clock_now(&request->clock).utc_ms };
	struct id_realm realm;
	struct hub *hub;
	uint32_t origin;
	bool is_done;

	if (!store_identity_read(store, realm.realm, realm.secret, &origin, err) ||
	    !hub_open(request->hub, realm.realm, &hub, err))
		return false;
	is_done = sync_run(store, hub, &options, request->arena, &request->report, err);
	hub_close(hub);
	return is_done;
}

/* What the console says about why something still waits; "" when all went as it should. */
static const char *reason(const struct request *request, const struct err *failed)
{
	const struct sync_report *report = &request->report;

	if (failed)
		return failed->text;
	return report->trouble_count && (report->waiting || report->is_restored) ? report->troubles[0].text
										 : "";
}

static bool run(struct request *request, struct store *store, struct err *err)
{
	struct err after = { ERR_NONE };
	bool is_done;

	if (!stamp(request, store, err))
		return false;
	if (request->dry_run)
		return exchange(request, store, err);
	if (!store_sync_begun(store, err))
		return false;
	is_done = exchange(request, store, err);
	if (store_sync_ended(store, reason(request, is_done ? NULL : err), &after))
		return is_done;
	if (is_done)
		*err = after;
	return false;
}

/* ---- what is said of it ------------------------------------------------------------------------- */

static void print_report(const struct request *request, const struct err *failed)
{
	if (isatty(STDERR_FILENO) && !request->json_lines)
		sync_progress_clear();
	if (request->json_lines && failed)
		return; /* the sentence on standard error tells */
	if (request->json_lines) {
		json_t *line = json_pack("{s:o}", "report",
					 sync_report_json(&request->report, request->dry_run, NULL));

		if (!line)
			BUG("a report that is not UTF-8");
		json_dumpf(line, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(line);
	} else if (request->common->json)
		document_print(sync_report_json(&request->report, request->dry_run, failed));
	else if (!failed)
		sync_report_print(&request->report, request->dry_run);
}

/* A conflict that was there before is known to somebody; a trouble is one as long as it lasts. */
static int status_of(const struct sync_report *report)
{
	return report->trouble_count || report->conflicts > report->conflicts_before ? 1 : 0;
}

static int sync_now(struct request *request, struct store *store)
{
	struct err err = { ERR_NONE };
	bool is_done = run(request, store, &err);

	alarm(0);
	if (!request->dry_run && !str_is_empty(request->log))
		sync_log_add(request->log, clock_now(&request->clock), &request->report,
			     is_done ? NULL : &err);
	print_report(request, is_done ? NULL : &err);
	return is_done ? status_of(&request->report) : command_fail(&err);
}

static int with_lock(struct request *request, struct store *store)
{
	const struct passwd *user = getpwuid(geteuid());
	struct err err = { ERR_NONE };
	char who[96];
	int lock, status;

	snprintf(who, sizeof(who), "%s, pid %ld", user ? user->pw_name : "?", (long)getpid());
	if (!sync_lock_take(request->common->database, who, clock_now(&request->clock), &lock, &err))
		return command_fail(&err);
	watch_signals();
	status = sync_now(request, store);
	sync_lock_release(lock);
	return status;
}

static int with_store(struct request *request)
{
	struct store *store;
	struct err err = { ERR_NONE };
	int status;

	if (!open_store(request->common, STORE_EXISTING, false, &store, &err))
		return command_fail(&err);
	status = with_lock(request, store);
	store_close(store);
	return status;
}

/* ---- the command -------------------------------------------------------------------------------- */

static bool progress_is_json(const char *kind)
{
	return kind && !strcmp(kind, "json");
}

int command_sync(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common, .log = common->sync_log, .clock = clock_real() };
	const char *now = NULL, *progress = "json";
	const struct command *self = command_find(argv[0]);
	struct arena arena;
	struct err err;
	int status;

	if (command_option(&argc, argv, "--now", &now) && !clock_fixed(now ? now : "", &request.clock, &err))
		return command_misuse(self, err.text);
	request.json_lines = command_option(&argc, argv, "--progress", &progress);
	if (!progress_is_json(progress))
		return command_misuse(self, _("There is one way to write progress: --progress json."));
	if (command_option(&argc, argv, "--log", &request.log) && str_is_empty(request.log))
		return command_misuse(self, _("Write a file after --log."));
	request.dry_run = command_option(&argc, argv, "--dry-run", NULL);
	status = hub_place(common, &argc, argv, 0, 0, &request.hub);
	if (status)
		return status;
	arena_init(&arena);
	request.arena = &arena;
	status = with_store(&request);
	arena_done(&arena);
	return status;
}
