/* Every row of the table of a sanction case is taken from the screen, key by key, as a caseworker does it
 * (reference, section 5.6). An activity-ready citizen a branch; the days are those of the worked case. */
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
#include "samtale/store/cases.h"
#include "samtale/store/people.h"
#include "store_rows.h"

#define ACTS_MAX 16
#define TAKEN_MAX 256

/* What is typed in the form of each act; then two F10, one to review and one to do it. */
static const char *const forms[SANCTION_ACTS] = {
	[SANCTION_EXCUSE] = "1 3 \"Lægeerklæring.\"",
	[SANCTION_CHECK_GUIDANCE] = "",
	[SANCTION_CLOSE] = "",
	[SANCTION_CONTACT_ATTEMPT] = "4 \"Ringede to gange.\"",
	[SANCTION_SEND_HEARING] = "1 \"+8\" <Enter> \"Du kom ikke.\"",
	[SANCTION_CITIZEN_ANSWERS] = "1 3 \"Jeg lå syg.\"",
	[SANCTION_NO_ANSWER] = "",
	[SANCTION_ASSESS] = "\"Intet svar.\" <Enter> \"Helbredet er ingen hindring.\" <Enter> \"Borgeren kan møde.\"",
	[SANCTION_DECIDE_NONE] = "\"Borgeren har det svært nok.\"",
	[SANCTION_DECIDE] = "\"12000\" <Enter> \"20/1\" <Down> <Down> <Down> \"Du var vejledt og hørt.\"",
	[SANCTION_WITHDRAW] = "\"Registreret ved en fejl.\"",
	[SANCTION_APPROVE] = "",
	[SANCTION_DISPATCH] = "<Enter> 1",
	[SANCTION_PAY] = "",
	[SANCTION_CONTACT] = "",
	[SANCTION_COMPLAIN] = "4 \"Jeg fik aldrig indkaldelsen.\"",
	[SANCTION_CHANGE] = "\"Grunden er rimelig.\"",
	[SANCTION_UPHOLD] = "\"Indkaldelsen er sendt.\"",
	[SANCTION_BOARD_UPHELD] = "\"Stadfæstet.\"",
	[SANCTION_BOARD_CHANGED] = "\"Ændret.\"",
	[SANCTION_BOARD_REMITTED] = "\"Hjemvist.\"",
	[SANCTION_RESOLVE] = "2 \"Vejledningen var givet.\"",
};

/* When each act is done: the days follow each other. */
static const char *const moments[SANCTION_ACTS] = {
	[SANCTION_EXCUSE] = "2025-01-22T10:00",         [SANCTION_CHECK_GUIDANCE] = "2025-01-15T11:00",
	[SANCTION_CLOSE] = "2025-01-15T11:10",          [SANCTION_CONTACT_ATTEMPT] = "2025-01-16T10:00",
	[SANCTION_SEND_HEARING] = "2025-01-17T10:00",   [SANCTION_CITIZEN_ANSWERS] = "2025-01-22T09:00",
	[SANCTION_NO_ANSWER] = "2025-01-28T09:00",      [SANCTION_ASSESS] = "2025-01-28T09:10",
	[SANCTION_DECIDE_NONE] = "2025-01-28T09:20",    [SANCTION_DECIDE] = "2025-01-28T09:20",
	[SANCTION_WITHDRAW] = "2025-01-30T09:00",       [SANCTION_APPROVE] = "2025-01-29T09:00",
	[SANCTION_DISPATCH] = "2025-01-29T10:00",       [SANCTION_PAY] = "2025-01-30T10:00",
	[SANCTION_CONTACT] = "2025-02-03T10:00",        [SANCTION_COMPLAIN] = "2025-02-10T10:00",
	[SANCTION_CHANGE] = "2025-02-24T10:00",         [SANCTION_UPHOLD] = "2025-02-24T10:00",
	[SANCTION_BOARD_UPHELD] = "2025-06-02T10:00",   [SANCTION_BOARD_CHANGED] = "2025-06-02T10:00",
	[SANCTION_BOARD_REMITTED] = "2025-06-02T10:00", [SANCTION_RESOLVE] = "2025-01-22T09:00",
};

#define HEARD_ONE SANCTION_CHECK_GUIDANCE, SANCTION_CONTACT_ATTEMPT, SANCTION_SEND_HEARING
#define SILENT HEARD_ONE, SANCTION_NO_ANSWER
#define DECIDED SILENT, SANCTION_ASSESS, SANCTION_DECIDE
#define SENT DECIDED, SANCTION_APPROVE, SANCTION_DISPATCH
#define END SANCTION_ACTS

static const struct branch {
	const char *surname;
	bool guided, one_pair_of_eyes;
	enum sanction_act acts[ACTS_MAX];
} branches[] = {
	{ "Abel", false, false, { SANCTION_CHECK_GUIDANCE, SANCTION_CLOSE, END } },
	{ "Bech", false, false, { SANCTION_CHECK_GUIDANCE, SANCTION_WITHDRAW, END } },
	{ "Carl", true, false, { SANCTION_EXCUSE, END } },
	{ "Dahl", true, false, { SANCTION_WITHDRAW, END } },
	{ "Eske", true, false, { SANCTION_CHECK_GUIDANCE, SANCTION_WITHDRAW, END } },
	{ "Friis", true, false, { HEARD_ONE, SANCTION_WITHDRAW, END } },
	{ "Gade", true, false, { HEARD_ONE, SANCTION_CITIZEN_ANSWERS, SANCTION_EXCUSE, END } },
	{ "Holst", true, false, { SILENT, SANCTION_WITHDRAW, END } },
	{ "Iver", true, false, { SILENT, SANCTION_CITIZEN_ANSWERS, SANCTION_WITHDRAW, END } },
	{ "Juul", true, false, { SILENT, SANCTION_ASSESS, SANCTION_DECIDE_NONE, END } },
	{ "Krog", true, false, { SILENT, SANCTION_ASSESS, SANCTION_WITHDRAW, END } },
	{ "Lund", true, false, { SILENT, SANCTION_ASSESS, SANCTION_CITIZEN_ANSWERS, END } },
	{ "Munk", true, false, { DECIDED, SANCTION_WITHDRAW, END } },
	{ "Nord", true, false, { DECIDED, SANCTION_APPROVE, SANCTION_WITHDRAW, END } },
	{ "Olsen", true, true, { DECIDED, SANCTION_DISPATCH, END } },
	{ "Poulsen", true, false, { SENT, SANCTION_COMPLAIN, SANCTION_CHANGE, END } },
	{ "Quist", true, false, { SENT, SANCTION_PAY, SANCTION_COMPLAIN, SANCTION_UPHOLD, SANCTION_BOARD_UPHELD, END } },
	{ "Riis", true, false, { SENT, SANCTION_PAY, SANCTION_CONTACT, SANCTION_COMPLAIN, SANCTION_UPHOLD,
				 SANCTION_BOARD_CHANGED, END } },
	{ "Skov", true, false, { SENT, SANCTION_COMPLAIN, SANCTION_UPHOLD, SANCTION_BOARD_REMITTED, END } },
};

struct taken {
	enum sanction_state from;
	enum sanction_act act;
	enum sanction_state to;
};

struct desk {
	struct store_fixture *fixture;
	const char *own_rules; /* a folder where four eyes are not asked for */
	struct taken taken[TAKEN_MAX];
	size_t count;
};

/* ---- people ----------------------------------------------------------------------------------- */

static void add_citizen(struct store_fixture *fixture, const struct branch *branch, size_t number)
{
	struct citizen citizen =
		rows_citizen_of(arena_printf(&fixture->arena, "010190%04zu", 1000 + number), "Prøve", branch->surname);
	struct guidance guidance = { .date = day("2024-11-04"), .channel = "handed", .text_version = "2024-1" };

	citizen.target_group = 3;
	citizen.coordinator = FIXTURE_CASEWORKER;
	assert_done(fixture, store_citizen_put(fixture->store, &citizen, &fixture->err));
	guidance.citizen = citizen.id;
	if (branch->guided)
		assert_done(fixture, store_guidance_add(fixture->store, &guidance, &fixture->err));
}

static const char *write_rules(struct store_fixture *fixture)
{
	const char *folder = fixture_beside(fixture, "-rules");
	FILE *file;

	assert_int_equal(mkdir(folder, 0700), 0);
	file = fopen(arena_printf(&fixture->arena, "%s/own.conf", folder), "w");
	assert_non_null(file);
	fputs("rule \"sanction.four_eyes\" { groups = \"all\" from = \"2020-01-01\" value = \"0\""
	      " source = \"a test\" confidence = \"M\" }\n",
	      file);
	assert_int_equal(fclose(file), 0);
	return folder;
}

static void take_rules_away(struct store_fixture *fixture, const char *folder)
{
	assert_int_equal(unlink(arena_printf(&fixture->arena, "%s/own.conf", folder)), 0);
	assert_int_equal(rmdir(folder), 0);
}

/* ---- keys ------------------------------------------------------------------------------------- */

/* Opens the console at that moment, types, and closes it again. */
static void at(struct desk *desk, const char *moment, const char *user, bool own_rules, const char *keys)
{
	struct common_options common = { .database = desk->fixture->path,
					 .language_given = true,
					 .caseworker = user,
					 .municipality = "Odense Kommune",
					 .contact = "Telefon 12 34 56 78",
					 .rules_dir = own_rules ? desk->own_rules : NULL };
	struct keyfile keyfile;
	struct session session;
	struct keyplay play = { .session = &session };
	struct clock clock;
	struct err err;

	assert_true(clock_fixed(moment, &clock, &err));
	play.clock = &clock;
	if (!session_open(&session, &common, STORE_EXISTING, &clock, &err))
		fail_msg("%s", err.text);
	session_start(&session, 24, 80);
	if (!keyfile_parse("keys", keys, strlen(keys), &session.arena, &keyfile, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < keyfile.count; i++)
		keyplay_step(&play, &keyfile.steps[i]);
	session_close(&session);
}

static struct sanction_case case_of(struct desk *desk, const char *surname)
{
	struct store_fixture *fixture = desk->fixture;
	struct sanction_case file;
	int64_t id;

	if (!fixture_open(fixture, STORE_EXISTING))
		fail_msg("%s", fixture->err.text);
	id = fixture_number(fixture,
			    arena_printf(&fixture->arena,
					 "SELECT ifnull(max(f.id), 0) FROM sanction_case f JOIN citizen z"
					 " ON z.id = f.citizen WHERE z.surname = '%s'",
					 surname));
	assert_done(fixture, store_case(fixture->store, id, &fixture->arena, &file, &fixture->err));
	fixture_close(fixture);
	return file;
}

static const char *down_to(struct desk *desk, const struct sanction_case *file, enum sanction_act act)
{
	enum sanction_act acts[SANCTION_ACTS];
	size_t count = sanction_acts_from(sanction_state(file), acts);
	const char *keys = "";

	for (size_t i = 0; i < count && acts[i] != act; i++)
		keys = arena_printf(&desk->fixture->arena, "%s<Down> ", keys);
	return keys;
}

/* From the citizen's page into the case, down to the act, through its form. */
static void take(struct desk *desk, const struct branch *branch, const struct sanction_case *file,
		 enum sanction_act act)
{
	const char *keys = arena_printf(&desk->fixture->arena,
					"/ \"%s\" <Enter> <Home> <Enter> <Home> %s<Enter> %s <F10> <F10>",
					branch->surname, down_to(desk, file, act), forms[act]);

	at(desk, moments[act], act == SANCTION_APPROVE ? "anlu" : "meho", branch->one_pair_of_eyes, keys);
}

static void note(struct desk *desk, enum sanction_state from, const struct sanction_case *file)
{
	const struct sanction_event *last = &file->events[file->event_count - 1];

	assert_in_range(desk->count, 0, TAKEN_MAX - 1);
	desk->taken[desk->count++] = (struct taken){ from, last->act, last->to };
}

static void go_along(struct desk *desk, const struct branch *branch)
{
	struct sanction_case file;

	at(desk, "2025-01-15T10:30", "meho", false,
	   arena_printf(&desk->fixture->arena, "/ \"%s\" <Enter> x \"Kom ikke.\" <Enter> 1 \"Ringede 10:20.\" <Enter> 2 <F10> <F10>",
			branch->surname));
	file = case_of(desk, branch->surname);
	note(desk, SANCTION_NONE, &file);
	for (size_t i = 0; branch->acts[i] != END; i++) {
		enum sanction_state from = sanction_state(&file);
		size_t count = file.event_count;

		take(desk, branch, &file, branch->acts[i]);
		file = case_of(desk, branch->surname);
		if (file.event_count != count + 1 || file.events[count].act != branch->acts[i])
			fail_msg("%s: »%s« was not taken from the screen", branch->surname,
				 sanction_act_name(branch->acts[i]));
		note(desk, from, &file);
	}
}

/* ---- the tests -------------------------------------------------------------------------------- */

static bool was_taken(const struct desk *desk, enum sanction_state from, enum sanction_act act,
		      enum sanction_state to)
{
	for (size_t i = 0; i < desk->count; i++)
		if (desk->taken[i].from == from && desk->taken[i].act == act && desk->taken[i].to == to)
			return true;
	/* Two heads have their own test, in test_runner. */
	return act == SANCTION_RESOLVE;
}

static size_t look_at_table(const struct desk *desk)
{
	size_t rows = 0;

	for (int from = 0; from < SANCTION_STATES; from++)
		for (int act = 0; act < SANCTION_ACTS; act++)
			for (int to = 0; to < SANCTION_STATES; to++) {
				enum sanction_state begin = (enum sanction_state)from, end = (enum sanction_state)to;

				if (!sanction_leads_to(begin, (enum sanction_act)act, end))
					continue;
				rows++;
				if (!was_taken(desk, begin, (enum sanction_act)act, end))
					fail_msg("nobody went from %s by %s to %s", sanction_state_name(begin),
						 sanction_act_name((enum sanction_act)act), sanction_state_name(end));
			}
	return rows;
}

static void every_transition_is_taken_from_the_screen(void **state)
{
	struct store_fixture *fixture = *state;
	struct desk desk = { .fixture = fixture };

	(void)rows_me(fixture);
	(void)rows_caseworker(fixture, "anlu", "Anne Lund");
	for (size_t i = 0; i < LENGTH(branches); i++)
		add_citizen(fixture, &branches[i], i);
	fixture_close(fixture);
	desk.own_rules = write_rules(fixture);
	for (size_t i = 0; i < LENGTH(branches); i++)
		go_along(&desk, &branches[i]);
	print_message("%zu acts from the screen, %zu rows of the table\n", desk.count, look_at_table(&desk));
	take_rules_away(fixture, desk.own_rules);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_transition_is_taken_from_the_screen,
						store_fixture_setup_open, store_fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
