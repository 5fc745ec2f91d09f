/* The main job, end to end, as the program is used: a caseload is taken in, a conversation held, a no-show recorded, the console killed in the
 * middle of another conversation, and everything that was confirmed is there.
 *
 * The caseload is the municipality's in miniature when its folder lies beside the source, else the invented one of the demo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "terminal.h"

#define NOW "2026-11-23T08:30"
#define ODENSE TEST_SOURCE "/../shared/data/odense"
#define INVENTED TEST_SOURCE "/share/demo"

struct journey {
	char folder[64], database[96];
	const char *caseload, *user; /* whose Today begins with a job conversation, target group 2 */
};

/* A whole job conversation with every required answer; what is typed into fields is text. */
static const char conversation[] =
	"s\n"
	"\"Har søgt tre stillinger og talt med et vikarbureau\" <Enter>\n"
	"1\n"
	"\"3\" <Enter>\n"
	"1\n"
	"<Enter>\n"
	"2 <Enter>\n"
	"1\n"
	"4 <Enter>\n"
	"1\n"
	"1\n"
	"\"7\" <Enter>\n"
	"\"Sende ansøgning til lageret i Tietgenbyen\" <Enter>\n"
	"\"+14\" <Enter>\n"
	"<F10>\n";

static const char no_show[] = "x \"Ringede fem minutter over, intet svar.\" <Enter> 2 <F10> <F10>\n";

/* ---- running the program ------------------------------------------------------------------------------- */

static char *output_of(const char *command, int *status)
{
	static char output[1 << 17];
	FILE *pipe = popen(command, "r");
	size_t length;

	assert_non_null(pipe);
	length = fread(output, 1, sizeof(output) - 1, pipe);
	output[length] = '\0';
	*status = pclose(pipe);
	return output;
}

static char *samtale(const struct journey *journey, const char *words, int expected)
{
	char command[4096];
	char *output;
	int status;

	snprintf(command, sizeof(command), "'%s' --db '%s' --lang da %s 2>&1", getenv("SAMTALE"), journey->database, words);
	output = output_of(command, &status);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
		fail_msg("samtale %s: %s", words, output);
	return output;
}

/* Plays keys and returns how many of them were no text typed into a field; screen gets the last screen. */
static int play(const struct journey *journey, const char *keys, char *screen, size_t room)
{
	char path[128], words[256];
	FILE *file;
	json_t *document;
	size_t index;
	json_t *line;
	int count;

	snprintf(path, sizeof(path), "%s/keys", journey->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(keys, file);
	fclose(file);
	snprintf(words, sizeof(words), "replay --user %s --now " NOW " --json '%s'", journey->user, path);
	document = json_loads(samtale(journey, words, 0), 0, NULL);
	assert_non_null(document);
	count = (int)json_integer_value(json_object_get(document, "keys"));
	screen[0] = '\0';
	json_array_foreach(json_object_get(document, "screen"), index, line) {
		strncat(screen, json_string_value(line), room - strlen(screen) - 2);
		strcat(screen, "\n");
	}
	json_decref(document);
	return count;
}

static void expect_whole(const struct journey *journey)
{
	json_t *document = json_loads(samtale(journey, "verify --json", 0), 0, NULL);

	assert_non_null(document);
	assert_int_equal(json_array_size(json_object_get(document, "findings")), 0);
	assert_true(json_integer_value(json_object_get(document, "rows")) > 0);
	json_decref(document);
}

/* One number or text from the database, read as any other program could. */
static void query(const struct journey *journey, const char *sql, char *answer, size_t room)
{
	sqlite3 *database;
	sqlite3_stmt *statement;

	assert_int_equal(sqlite3_open_v2(journey->database, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	sqlite3_busy_timeout(database, 5000);
	assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
	answer[0] = '\0';
	if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL)
		snprintf(answer, room, "%s", (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(database);
}

static long number(const struct journey *journey, const char *sql)
{
	char answer[64];

	query(journey, sql, answer, sizeof(answer));
	return strtol(answer, NULL, 10);
}

static void console(const struct journey *journey, struct terminal *terminal)
{
	const char *const words[] = { "--db", journey->database, "--user", journey->user, "--lang", "da", NULL };

	terminal_start(terminal, &(struct terminal_setup){ .type = "xterm-256color", .arguments = words }, getenv("SAMTALE"));
	terminal_wait(terminal, "I dag");
}

static void kill_now(struct terminal *terminal)
{
	int status;

	assert_int_equal(kill(terminal->child, SIGKILL), 0);
	status = terminal_end(terminal);
	assert_true(WIFSIGNALED(status));
	terminal_done(terminal);
}

/* ---- the journey, in this order ---------------------------------------------------------------------------- */

static int begin(void **state)
{
	static struct journey journey;

	snprintf(journey.folder, sizeof(journey.folder), "%s/samtale-journey-XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(journey.folder));
	snprintf(journey.database, sizeof(journey.database), "%s/samtale.db", journey.folder);
	setenv("XDG_CONFIG_HOME", journey.folder, 1);
	setenv("XDG_DATA_HOME", journey.folder, 1);
	if (access(ODENSE "/borgere.csv", R_OK) == 0)
		journey.caseload = ODENSE, journey.user = "loan";
	else
		journey.caseload = INVENTED, journey.user = "meho";
	*state = &journey;
	return 0;
}

static int end(void **state)
{
	struct journey *journey = *state;
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", journey->folder);
	return system(command);
}

static void a_caseload_is_taken_in_and_a_second_time_changes_nothing(void **state)
{
	const struct journey *journey = *state;
	char words[512];
	json_t *document, *files, *file;
	size_t index;

	snprintf(words, sizeof(words), "import '%s'", journey->caseload);
	samtale(journey, words, 0);
	assert_true(number(journey, "SELECT count(*) FROM citizen WHERE deleted = 0") > 30);
	snprintf(words, sizeof(words), "import '%s' --json", journey->caseload);
	document = json_loads(samtale(journey, words, 0), 0, NULL);
	assert_non_null(document);
	files = json_object_get(document, "files");
	assert_int_equal(json_array_size(files), 9);
	json_array_foreach(files, index, file) {
		assert_int_equal(json_integer_value(json_object_get(file, "created")), 0);
		assert_int_equal(json_integer_value(json_object_get(file, "updated")), 0);
	}
	json_decref(document);
	expect_whole(journey);
}

static void a_whole_job_conversation_costs_at_most_twenty_keys(void **state)
{
	const struct journey *journey = *state;
	char screen[8192], summary[8192];
	int count = play(journey, conversation, screen, sizeof(screen));

	print_message("a whole job conversation: %d keys besides text\n", count);
	assert_true(count <= 20);
	assert_int_equal(number(journey, "SELECT count(*) FROM conversation_signed"), 1);
	query(journey, "SELECT summary FROM conversation_signed", summary, sizeof(summary));
	assert_non_null(strstr(summary, "Har søgt tre stillinger"));
	assert_int_equal(number(journey, "SELECT count(*) FROM plan_step WHERE text LIKE 'Sende ansøgning%' AND due = '2026-12-07'"), 1);
	assert_int_equal(number(journey, "SELECT count(*) FROM appointment WHERE date = '2026-12-07' AND state = 0"
				" AND citizen = (SELECT citizen FROM conversation_signed)"), 1);
	assert_true(number(journey, "SELECT count(*) FROM availability_check") >= 2);
	assert_int_equal(number(journey, "SELECT count(*) FROM measure WHERE series = 'JS15' AND value = 7"), 1);
	assert_true(number(journey, "SELECT count(*) FROM plan_item") >= 1);
	assert_int_equal(number(journey, "SELECT count(*) FROM appointment WHERE state = 1"), 1);
}

/* Somebody whom the municipality may sanction, so that the no-show can open a case, and with nothing booked. */
static void find_citizen(const struct journey *journey, char *cpr, size_t room)
{
	query(journey, "SELECT c.cpr FROM citizen c WHERE c.target_group = 2 AND c.deleted = 0 AND c.benefit = 'kontanthjælp'"
	      " AND c.id NOT IN (SELECT citizen FROM conversation)"
	      " AND c.id NOT IN (SELECT citizen FROM appointment) ORDER BY c.cpr LIMIT 1", cpr, room);
	assert_int_equal(strlen(cpr), 10);
}

static void a_no_show_costs_at_most_eight_keys_and_opens_a_case(void **state)
{
	const struct journey *journey = *state;
	char screen[8192], keys[2048], cpr[16];
	int count;

	find_citizen(journey, cpr, sizeof(cpr));
	snprintf(keys, sizeof(keys), "/ \"%s\" <Enter> x \"Jobsamtale kl. 9\" <Enter> <Enter> %s", cpr, no_show + 2);
	count = play(journey, keys, screen, sizeof(screen));
	print_message("finding a citizen and recording a no-show: %d keys besides text\n", count);
	assert_true(count - 2 <= 8);
	assert_int_equal(number(journey, "SELECT count(*) FROM sanction_case"), 1);
	assert_int_equal(number(journey, "SELECT count(*) FROM sanction_event"), 1);
	assert_non_null(strstr(screen, "Sanktionssag"));
}

static void a_decision_at_once_is_refused_with_what_is_missing_by_name(void **state)
{
	const struct journey *journey = *state;
	char screen[8192], keys[512], cpr[16];

	query(journey, "SELECT cpr FROM citizen WHERE id = (SELECT citizen FROM sanction_case)", cpr, sizeof(cpr));
	snprintf(keys, sizeof(keys), "/ \"%s\" <Enter> <Enter> <End> <Up> <Enter>\n", cpr);
	play(journey, keys, screen, sizeof(screen));
	assert_non_null(strstr(screen, "skriftlig"));
	assert_non_null(strstr(screen, "partshøring"));
	assert_int_equal(number(journey, "SELECT count(*) FROM sanction_event"), 1);
}

/* The draft reaches the disk within two seconds; waits for it there, as nothing on the screen tells. */
static void wait_for_draft(const struct journey *journey, const char *text)
{
	char found[256] = "";

	for (int i = 0; i < 100 && strstr(found, text) == NULL; i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
		query(journey, "SELECT group_concat(text) FROM draft", found, sizeof(found));
	}
	assert_non_null(strstr(found, text));
}

static void killed_in_the_middle_every_confirmed_answer_is_there_and_the_half_typed_one(void **state)
{
	const struct journey *journey = *state;
	struct terminal terminal;
	char cpr[16], keys[64];

	find_citizen(journey, cpr, sizeof(cpr));
	console(journey, &terminal);
	snprintf(keys, sizeof(keys), "/%s\r", cpr);
	terminal_send(&terminal, keys);
	terminal_wait(&terminal, "koordinator");
	terminal_send(&terminal, "s");
	terminal_wait(&terminal, "obsamtale");
	terminal_send(&terminal, "jobsam\r");
	terminal_wait(&terminal, "Hvad er der sket siden sidst?");
	terminal_send(&terminal, "Har taget to vagter.\r");
	terminal_wait(&terminal, "Hvordan gik det");
	terminal_send(&terminal, "2");
	terminal_wait(&terminal, "Hvad kom i vejen?");
	terminal_send(&terminal, "Barnet var sy");
	wait_for_draft(journey, "Barnet var sy");
	kill_now(&terminal);

	expect_whole(journey);
	assert_int_equal(number(journey, "SELECT count(*) FROM answer WHERE value = 'Har taget to vagter.'"), 1);
	assert_int_equal(number(journey, "SELECT count(*) FROM answer WHERE question = 'JS02' AND value = 'delvist'"), 1);

	console(journey, &terminal);
	terminal_wait(&terminal, "Fortsæt, hvor du slap");
	terminal_send(&terminal, "\033[H\r");
	terminal_wait(&terminal, "Hvad kom i vejen?");
	terminal_wait(&terminal, "Barnet var sy");
	terminal_send(&terminal, "g.\r");
	terminal_wait(&terminal, "gemt");
	kill_now(&terminal);
	assert_int_equal(number(journey, "SELECT count(*) FROM answer WHERE value = 'Barnet var syg.'"), 1);
	expect_whole(journey);
}

/* Keys are sent without waiting, and the program is killed at moments that differ from round to round. */
static void killed_at_any_moment_the_database_is_whole(void **state)
{
	const struct journey *journey = *state;
	unsigned int random = 4711;

	for (int round = 0; round < 12; round++) {
		struct terminal terminal;

		console(journey, &terminal);
		terminal_send(&terminal, "\033[H\r\033[5~\033[5~1\033[5~Ord\r2\033[6~3\r1\r\033[6~");
		random = random * 1103515245u + 12345u;
		nanosleep(&(struct timespec){ .tv_nsec = (long)(random >> 8) % 30000000 }, NULL);
		kill_now(&terminal);
		expect_whole(journey);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_caseload_is_taken_in_and_a_second_time_changes_nothing),
		cmocka_unit_test(a_whole_job_conversation_costs_at_most_twenty_keys),
		cmocka_unit_test(a_no_show_costs_at_most_eight_keys_and_opens_a_case),
		cmocka_unit_test(a_decision_at_once_is_refused_with_what_is_missing_by_name),
		cmocka_unit_test(killed_in_the_middle_every_confirmed_answer_is_there_and_the_half_typed_one),
		cmocka_unit_test(killed_at_any_moment_the_database_is_whole),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
