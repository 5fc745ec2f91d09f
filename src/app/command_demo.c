#include <sys/stat.h>

#include "app/console.h"
#include "app/demo_life.h"
#include "app/letter_desk.h"
#include "app/open.h"
#include "app/temporary.h"
#include "samtale/exchange/import_caseload.h"

/* The Monday that the dates in share/demo lie around. */
#define DEMO_ANCHOR "2026-11-23"
#define DEMO_CASEWORKER "meho"
#define DEMO_CONTACT "Telefon 12 34 56 78, hverdage kl. 9-15, eller skriv til os i Digital Post"
#define IMPORTED_DAYS_AGO 60
#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

struct demo {
	struct common_options common; /* with the demo's database and caseworker */
	struct moment around;
	struct arena arena;
	const char *folder; /* the private one, to be removed; NULL when --db named a place */
	bool console, past; /* open it; let something have happened in it */
};

static int days_from_anchor(struct date today)
{
	struct date anchor;

	if (!date_parse_iso(DEMO_ANCHOR, &anchor))
		BUG("an anchor that is no date");
	return date_days_between(anchor, today);
}

/* The caseload came in well before the first thing that is done with it. */
static struct moment import_moment(struct moment around)
{
	return (struct moment){
		.utc_ms = around.utc_ms - IMPORTED_DAYS_AGO * DAY_MS,
		.date = date_add_days(around.date, -IMPORTED_DAYS_AGO),
		.minute = around.minute,
	};
}

static bool fill(struct store *store, struct demo *demo, struct err *err)
{
	struct import_source source = { .name = "demo", .files = embedded_demo };
	struct import_options options = { .date_shift_days = days_from_anchor(demo->around.date) };
	struct import_report report;

	store_stamp(store, 0, import_moment(demo->around));
	return import_caseload(store, &source, &options, &demo->arena, &report, err) &&
	       store_setting_put(store, LETTER_SETTING_CONTACT, DEMO_CONTACT, err) &&
	       store_setting_put(store, SESSION_SETTING_DEMO, "1", err);
}

static bool make(struct demo *demo, struct err *err)
{
	struct store *store;
	bool ok;

	if (!open_store(&demo->common, STORE_CREATE, true, &store, err))
		return false;
	ok = fill(store, demo, err);
	store_close(store);
	return ok && (!demo->past || demo_live(&demo->common, demo->around.date, err));
}

/* A demo's database may be played on again; anybody else's is left alone. */
static bool check_is_demo(struct demo *demo, struct err *err)
{
	struct store *store;
	const char *value;
	bool ok;

	if (!open_store(&demo->common, STORE_READ_ONLY, false, &store, err))
		return false;
	ok = store_setting(store, SESSION_SETTING_DEMO, &demo->arena, &value, err);
	store_close(store);
	if (ok && !value[0])
		return err_set(err, ERR_REFUSED,
			       _("%s is no demo database, so it is left as it is. Name a new file with "
				 "--db."),
			       demo->common.database);
	return ok;
}

static bool prepare(struct demo *demo, struct err *err)
{
	struct stat there;

	return stat(demo->common.database, &there) ? make(demo, err) : check_is_demo(demo, err);
}

static bool make_folder(struct demo *demo, struct err *err)
{
	if (!temporary_make(&demo->arena, &demo->folder, err))
		return false;
	demo->common.database = arena_printf(&demo->arena, "%s/demo.db", demo->folder);
	return true;
}

static bool show(struct demo *demo, struct err *err)
{
	struct clock clock = clock_real();
	struct session session;
	bool ok;

	if (!session_open(&session, &demo->common, STORE_EXISTING, &clock, err))
		return false;
	ok = console_run(&session, err);
	session_close(&session);
	return ok;
}

static int run(struct demo *demo)
{
	struct err err = { ERR_NONE };
	int status = 0;

	arena_init(&demo->arena);
	if ((!demo->common.database_given && !make_folder(demo, &err)) || !prepare(demo, &err) ||
	    (demo->console && !show(demo, &err)))
		status = command_fail(&err);
	if (demo->folder)
		temporary_remove(demo->folder);
	arena_done(&demo->arena);
	return status;
}

int command_demo(const struct common_options *common, int argc, char **argv)
{
	const struct command *command = command_find("demo");
	struct demo demo = { .common = *common };
	struct clock clock;
	int status = command_clock("demo", &argc, argv, &clock);

	demo.past = !command_option(&argc, argv, "--no-past", NULL);
	demo.console = !command_option(&argc, argv, "--no-console", NULL);
	if (!status)
		status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	if (!demo.console && !common->database_given)
		return command_misuse(command,
				      _("--no-console is for --db FILE: without it nothing would be left."));
	if (!common->caseworker_given)
		demo.common.caseworker = DEMO_CASEWORKER;
	demo.around = clock_now(&clock);
	return run(&demo);
}
