/* The exchange as the caseworker sees it: what waits, what a running sync tells, what it did, and what is
 * held back. A small script
 * stands for the program that exchanges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/keyplay.h"
#include "samtale/store/streams.h"
#include "store_rows.h"

struct desk {
	struct store_fixture *fixture;
	struct session session;
	struct clock clock;
	struct str screen;
};

static const char *script_path(struct desk *desk)
{
	return fixture_beside(desk->fixture, ".sh");
}

/* What the exchanging program says and how it ends. */
static void script(struct desk *desk, const char *body)
{
	FILE *file = fopen(script_path(desk), "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", body);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(script_path(desk), 0700), 0);
	desk->session.sync.program = script_path(desk);
}

static void enrol(struct desk *desk)
{
	const struct stream_unit units[] = { { 1, "JOB", true } };
	struct store_fixture *f = desk->fixture;

	assert_done(f, store_units_put(f->store, units, LENGTH(units), &f->err));
}

/* On Today, with the fixture's database open at 9:30. */
static void begin(struct desk *desk, void **state, bool enrolled)
{
	struct common_options common;
	struct store_fixture *f = *state;

	*desk = (struct desk){ .fixture = f };
	str_init(&desk->screen);
	rows_me(f);
	(void)rows_citizen(f, "1204671101", "Karim", "Nielsen", FIXTURE_CASEWORKER);
	if (enrolled)
		enrol(desk);
	common = (struct common_options){ .database = f->path, .language_given = true, .caseworker = "meho",
					  .municipality = "Odense Kommune", .contact = "" };
	fixture_close(f);
	tr_use(LANGUAGE_EN);
	assert_true(clock_fixed("2026-11-23T09:30", &desk->clock, &f->err));
	if (!session_open(&desk->session, &common, STORE_EXISTING, &desk->clock, &f->err))
		fail_msg("%s", f->err.text);
	session_start(&desk->session, 24, 80);
}

static void end(struct desk *desk)
{
	session_close(&desk->session);
	unlink(script_path(desk));
	str_done(&desk->screen);
}

static void keys(struct desk *desk, const char *text)
{
	struct keyplay play = { .session = &desk->session, .clock = &desk->clock };
	struct keyfile keyfile;
	struct err err;

	if (!keyfile_parse("keys", text, strlen(text), &desk->session.arena, &keyfile, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < keyfile.count; i++)
		keyplay_step(&play, &keyfile.steps[i]);
}

static void shows(struct desk *desk, const char *text)
{
	str_clear(&desk->screen);
	cells_text(session_paint(&desk->session), &desk->screen);
	if (strstr(desk->screen.text, text) == NULL)
		fail_msg("“%s” is not on the screen:\n%s", text, desk->screen.text);
}

static void shows_not(struct desk *desk, const char *text)
{
	str_clear(&desk->screen);
	cells_text(session_paint(&desk->session), &desk->screen);
	if (strstr(desk->screen.text, text) != NULL)
		fail_msg("“%s” is on the screen:\n%s", text, desk->screen.text);
}

#define REPORT                                                                                                       \
	"echo '{\"report\": {\"taken_ops\": 12, \"sent_ops\": 4, \"receipts\": 1, \"conflicts_before\": 0,"          \
	" \"conflicts\": 2, \"restored\": false, \"troubles\": [{\"code\": \"broken\", \"terminal\": \"Bil 3\","       \
	" \"text\": \"A package is damaged.\"}]}}'\n"

static void a_machine_that_exchanges_nothing_says_how_it_begins(void **state)
{
	struct desk desk;

	begin(&desk, state, false);
	shows(&desk, "unsent");
	keys(&desk, "y");
	shows(&desk, "samtale sync enrol");
	script(&desk, "echo '{\"report\": {}}'");
	keys(&desk, "<F5>");
	shows_not(&desk, "Came:");
	end(&desk);
}

static void line_one_tells_how_many_wait(void **state)
{
	struct desk desk;

	begin(&desk, state, true);
	shows(&desk, " waiting");
	keys(&desk, "y");
	shows(&desk, "changes are saved here and wait, the oldest since Mon 23 Nov 2026 09:00.");
	end(&desk);
}

static void what_is_late_says_so_on_line_one(void **state)
{
	struct desk desk;

	begin(&desk, state, true);
	clock_advance(&desk.clock, INT64_C(3) * 24 * 60 * 60 * 1000);
	keys(&desk, "y");
	shows(&desk, "oldest 3 days");
	end(&desk);
}

static void a_sync_tells_what_it_did_and_what_needs_a_person(void **state)
{
	struct desk desk;

	begin(&desk, state, true);
	script(&desk, "echo '{\"step\": \"fetch\", \"done\": 3, \"of\": 10}'\n" REPORT "exit 1");
	keys(&desk, "y <F5>");
	shows(&desk, "Came: 12 changes. Went: 4 changes. New receipts: 1. New to choose between: 2.");
	shows(&desk, "Bil 3: A package is damaged.");
	shows_not(&desk, "syncing");
	end(&desk);
}

static void a_sync_that_fails_says_why_and_one_that_dies_says_to_start_again(void **state)
{
	struct desk desk;

	begin(&desk, state, true);
	script(&desk, "echo 'samtale: The folder is not there.' >&2; exit 3");
	keys(&desk, "y <F5>");
	shows(&desk, "The folder is not there.");
	script(&desk, "kill -9 $$");
	keys(&desk, "<F5>");
	shows(&desk, "Start it again");
	desk.session.sync.program = "/nowhere/samtale";
	keys(&desk, "<F5>");
	shows(&desk, "could not be started");
	end(&desk);
}

/* As the console does it: the keys go on while the child works. */
static void the_console_is_worked_on_while_a_sync_runs(void **state)
{
	char fifo[128];
	struct desk desk;
	FILE *go;

	begin(&desk, state, true);
	desk.session.has_loop = true;
	snprintf(fifo, sizeof(fifo), "%s", fixture_beside(desk.fixture, ".fifo"));
	assert_int_equal(mkfifo(fifo, 0600), 0);
	script(&desk, arena_printf(&desk.fixture->arena,
				   "echo '{\"step\": \"fetch\", \"done\": 3, \"of\": 10}'\nread go < %s\n" REPORT, fifo));
	keys(&desk, "y <F5>");
	while (desk.session.app != NULL) {
		session_hear_sync(&desk.session);
		str_clear(&desk.screen);
		cells_text(session_paint(&desk.session), &desk.screen);
		if (strstr(desk.screen.text, "Fetching from the others, 3 of 10") != NULL)
			break;
	}
	shows(&desk, "syncing");
	keys(&desk, "<F5>");
	shows(&desk, "running already");
	keys(&desk, "<Esc> c");
	shows(&desk, "Nielsen, Karim");
	go = fopen(fifo, "w");
	assert_non_null(go);
	fputs("go\n", go);
	fclose(go);
	while (sync_child_runs(&desk.session.sync))
		session_hear_sync(&desk.session);
	shows(&desk, "The sync is done.");
	shows_not(&desk, "syncing");
	keys(&desk, "y");
	shows(&desk, "Came: 12 changes.");
	unlink(fifo);
	end(&desk);
}

static void what_another_process_wrote_meanwhile_is_on_the_screen_afterwards(void **state)
{
	struct desk desk;
	struct store_fixture *f = *state;

	begin(&desk, state, true);
	desk.session.has_loop = true;
	keys(&desk, "c");
	shows_not(&desk, "Hansen, Leyla");
	script(&desk, "echo '{\"report\": {}}'");
	assert_true(sync_child_start(&desk.session.sync, &f->err));
	assert_true(fixture_open(f, STORE_EXISTING));
	(void)rows_citizen(f, "1505800101", "Leyla", "Hansen", FIXTURE_CASEWORKER);
	fixture_close(f);
	while (sync_child_runs(&desk.session.sync))
		session_hear_sync(&desk.session);
	shows(&desk, "Hansen, Leyla");
	end(&desk);
}

static int64_t number(struct store_fixture *f, const char *sql)
{
	int64_t found;

	assert_true(fixture_open(f, STORE_EXISTING));
	found = fixture_number(f, sql);
	fixture_close(f);
	return found;
}

/* The newest transaction is held back; the sync screen is open on it. */
static void hold(struct desk *desk, void **state)
{
	struct store_fixture *f = *state;

	begin(desk, state, true);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_done(f, store_begin(f->store, &f->err));
	assert_done(f, store_hold(f->store, fixture_number(f, "SELECT max(tx) FROM oplog"), "too_large", &f->err));
	assert_done(f, store_commit(f->store, &f->err));
	fixture_close(f);
	keys(desk, "y");
	shows(desk, "Held back: the citizen's details");
	keys(desk, "<Enter>");
	shows(desk, "It is larger than what can travel.");
}

static void what_is_held_back_is_sent_again_when_it_is_mended(void **state)
{
	struct desk desk;

	hold(&desk, state);
	keys(&desk, "<F6>");
	shows(&desk, "120467-****");
	keys(&desk, "<Esc> 1 <F10>");
	shows(&desk, "It goes with the next sync.");
	shows_not(&desk, "Held back:");
	end(&desk);
}

static void what_is_held_back_is_withdrawn_with_a_reason_that_is_recorded(void **state)
{
	struct desk desk;

	hold(&desk, state);
	keys(&desk, "2 <F10>");
	shows(&desk, "must be filled in");
	keys(&desk, "\"Skrevet på en anden borger.\" <F10>");
	shows(&desk, "never goes to the others");
	keys(&desk, "<F10>");
	shows(&desk, "It is withdrawn.");
	end(&desk);
	assert_int_equal(number(desk.fixture, "SELECT count(*) FROM sync_withdrawal WHERE reason LIKE 'Skrevet%'"), 1);
}

static void what_is_held_back_is_written_to_a_file(void **state)
{
	struct desk desk;
	const char *path;
	struct stat seen;

	hold(&desk, state);
	path = fixture_beside(desk.fixture, ".held");
	keys(&desk, arena_printf(&desk.fixture->arena, "3 <C-u> \"%s\" <F10>", path));
	shows(&desk, "Written to");
	assert_int_equal(stat(path, &seen), 0);
	assert_int_equal(seen.st_mode & 0777, 0600);
	unlink(path);
	end(&desk);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_machine_that_exchanges_nothing_says_how_it_begins),
		CASE(line_one_tells_how_many_wait),
		CASE(what_is_late_says_so_on_line_one),
		CASE(a_sync_tells_what_it_did_and_what_needs_a_person),
		CASE(a_sync_that_fails_says_why_and_one_that_dies_says_to_start_again),
		CASE(the_console_is_worked_on_while_a_sync_runs),
		CASE(what_another_process_wrote_meanwhile_is_on_the_screen_afterwards),
		CASE(what_is_held_back_is_sent_again_when_it_is_mended),
		CASE(what_is_held_back_is_withdrawn_with_a_reason_that_is_recorded),
		CASE(what_is_held_back_is_written_to_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
