/* bench_capture.c - what change capture costs a person's write: a captured answer against the same rows written to a bare table in the same
 * run, both durable (WAL, synchronous=FULL).
 *
 * bench_capture DATABASE (a name that does not exist yet; two files are made and left for the caller to remove). */
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#include "samtale/store/conversations.h"
#include "samtale/store/people.h"

#define WRITES 2000

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static struct store *fresh(const char *path, int64_t *conversation)
{
	static const unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES] = { 1 };
	struct store_options options = { .mode = STORE_CREATE, .random = random };
	struct caseworker caseworker = { .initials = "meho", .name = "Mette Holm", .team = "JOB" };
	struct citizen citizen = { .cpr = "1204671101", .given_names = "Karim", .surname = "Nielsen", .address = "", .postcode = "",
				   .city = "", .phone = "", .email = "", .language = "da", .benefit = "", .unemployment_fund = "",
				   .job_goal = "", .disco08 = "", .education = "", .coordinator_name = "" };
	struct conversation begun = { .guide = "jobsamtale", .guide_version = 1, .form = "", .position = "" };
	struct store *store;
	struct err err;
	bool ok = store_open(path, &options, &store, &err);

	if (ok) {
		store_stamp(store, 0, (struct moment){ .utc_ms = 1 });
		ok = store_caseworker_put(store, &caseworker, &err) && store_citizen_put(store, &citizen, &err);
		begun.citizen = citizen.id;
		begun.caseworker = caseworker.id;
		ok = ok && store_conversation_begin(store, &begun, &err);
	}
	if (!ok) {
		fprintf(stderr, "bench_capture: %s\n", err.text);
		return NULL;
	}
	*conversation = begun.id;
	return store;
}

/* Each question once, as in a conversation: an answer is placed after the earlier ones to the same question. */
static double captured(struct store *store, int64_t conversation)
{
	struct answer answer = { .state = ANSWER_GIVEN, .value = "Har søgt tre stillinger.", .note = "" };
	struct err err;
	char question[16];
	double start = now_us();

	answer.question = question;
	for (int i = 0; i < WRITES; i++) {
		snprintf(question, sizeof(question), "Q%d", i);
		if (!store_answer_add(store, conversation, &answer, &err))
			fprintf(stderr, "bench_capture: %s\n", err.text);
	}
	return (now_us() - start) / WRITES;
}

static double bare(const char *path)
{
	sqlite3 *database;
	sqlite3_stmt *statement;
	double start;

	sqlite3_open(path, &database);
	sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
		     "CREATE TABLE answer(id INTEGER PRIMARY KEY, conversation INTEGER, question TEXT, state INTEGER, value TEXT, note TEXT,"
		     " at INTEGER, author INTEGER) STRICT; CREATE INDEX a ON answer(conversation, question, id);"
		     "CREATE TABLE draft(place TEXT, ref INTEGER, caseworker INTEGER, PRIMARY KEY(place, ref, caseworker)) WITHOUT ROWID",
		     NULL, NULL, NULL);
	sqlite3_prepare_v2(database, "INSERT INTO answer VALUES(NULL, 1, 'JS01', 1, 'Har søgt tre stillinger.', '', 1, 1)", -1, &statement, NULL);
	start = now_us();
	for (int i = 0; i < WRITES; i++) {
		sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		sqlite3_step(statement);
		sqlite3_reset(statement);
		sqlite3_exec(database, "DELETE FROM draft WHERE place = 'conversation/JS01' AND ref = 1", NULL, NULL, NULL);
		sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
	}
	start = (now_us() - start) / WRITES;
	sqlite3_finalize(statement);
	sqlite3_close(database);
	return start;
}

int main(int argc, char **argv)
{
	char path[4096];
	int64_t conversation;
	struct store *store;
	double with, without;

	if (argc != 2) {
		fprintf(stderr, "usage: bench_capture DATABASE\n");
		return 2;
	}
	store = fresh(argv[1], &conversation);
	if (store == NULL)
		return 3;
	snprintf(path, sizeof(path), "%s.bare", argv[1]);
	without = bare(path);
	with = captured(store, conversation);
	printf("an answer, durable    %6.0f µs; bare table %6.0f µs; ratio %.2f\n", with, without, with / without);
	store_close(store);
	return 0;
}
