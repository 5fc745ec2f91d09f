/* Gemt: what was acknowledged is there after kill -9, after a torn journal, and after a disk that filled
 * up; never half of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "power_vfs.h"
#include "quota_vfs.h"
#include "store/connection.h"
#include "store_fixture.h"

#define ROUNDS 8
#define IMAGES 24

/* A fixed series, so that a failure can be had again. */
static uint32_t drawn(uint32_t most)
{
	static uint64_t state = 20261123;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % most;
}

/* ---- a caseworker at work -------------------------------------------------------------------- */

static bool row_add(struct store *store, const char *sql, int64_t number, struct err *err)
{
	struct statement s;
	int64_t id;

	if (!store_new_id(store, &id, err) || !statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, number);
	return statement_end(&s);
}

/* An answer with a changed position beside it, in one transaction: both or none. */
static bool answer_write(struct store *store, int64_t number, struct err *err)
{
	struct statement s;
	bool written;

	store_stamp(store, 0, fixture_moment((int)number));
	if (!store_begin(store, err))
		return false;
	written = row_add(store,
			  "INSERT INTO answer(id, at, value) VALUES(?, ?, 'Jeg kan begynde på mandag')",
			  number, err) &&
		statement_begin(&s, store, "UPDATE effort SET unit_cost = ?", err);
	if (written) {
		statement_bind_int(&s, number);
		written = statement_end(&s);
	}
	if (written)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

static void begin_work(struct store_fixture *f)
{
	assert_true(store_begin(f->store, &f->err));
	assert_true(row_add(f->store, "INSERT INTO effort(id, unit_cost) VALUES(?, ?)", 0, &f->err));
	assert_true(store_commit(f->store, &f->err));
}

static int64_t answers_kept(struct store_fixture *f)
{
	return fixture_number(f, "SELECT count(*) FROM answer");
}

/* Every answer up to the newest is there once, the row beside it says the same, and nothing is broken. */
static void assert_whole(struct store_fixture *f)
{
	struct verify_report report;

	assert_int_equal(fixture_number(f, "SELECT ifnull(max(at), 0) FROM answer"), answers_kept(f));
	assert_int_equal(fixture_number(f, "SELECT unit_cost FROM effort"), answers_kept(f));
	assert_int_equal(fixture_number(f, "SELECT count(DISTINCT at) FROM answer"), answers_kept(f));
	assert_true(store_verify(f->store, &f->arena, &report, &f->err));
	if (report.count)
		fail_msg("%s: %s", report.findings[0].table, report.findings[0].text);
}

/* ---- kill -9 --------------------------------------------------------------------------------- */

/* In the child: answers without end, each reported once it has been acknowledged. */
static void work_until_killed(struct store_fixture *f, int report)
{
	int64_t number;

	if (!fixture_open(f, STORE_EXISTING))
		_exit(2);
	sqlite3_wal_autocheckpoint(f->store->db, 20);
	for (number = answers_kept(f) + 1;; number++)
		if (!answer_write(f->store, number, &f->err) ||
		    write(report, &number, sizeof(number)) != sizeof(number))
			_exit(3);
}

/* The last number that came through before the child was killed. */
static int64_t killed_at_work(struct store_fixture *f)
{
	uint32_t reports = 1 + drawn(30);
	int64_t number = 0, acknowledged = 0;
	int pipes[2], status;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	if (!child)
		work_until_killed(f, pipes[1]);
	close(pipes[1]);
	for (uint32_t i = 0; i < reports; i++) {
		assert_int_equal(read(pipes[0], &number, sizeof(number)), sizeof(number));
		acknowledged = number;
	}
	usleep(drawn(2000));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(pipes[0], &number, sizeof(number)) == sizeof(number))
		acknowledged = number;
	close(pipes[0]);
	return acknowledged;
}

static void every_acknowledged_answer_is_there_after_kill_9(void **state)
{
	struct store_fixture *f = *state;

	begin_work(f);
	for (int round = 0; round < ROUNDS; round++) {
		int64_t acknowledged;

		fixture_close(f);
		acknowledged = killed_at_work(f);
		assert_true(fixture_open(f, STORE_EXISTING));
		assert_in_range(answers_kept(f), acknowledged, acknowledged + 1);
		assert_whole(f);
	}
}

static void a_half_typed_text_is_there_after_kill_9(void **state)
{
	struct store_fixture *f = *state;
	struct draft draft = { .place = "conversation/JS01", .ref = 5, .text = "Jeg har søgt", .at = 1 };
	struct draft found;
	int status;
	pid_t child;

	fixture_close(f);
	child = fork();
	if (!child) {
		if (!fixture_open(f, STORE_EXISTING) || !store_draft_put(f->store, &draft, &f->err))
			_exit(2);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_true(store_draft_latest(f->store, &f->arena, &found, &f->err));
	assert_string_equal(found.text, "Jeg har søgt");
}

/* ---- torn journals --------------------------------------------------------------------------- */

static void file_copy(const char *from, const char *to, off_t bytes)
{
	char block[4096];
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t got;

	assert_true(in >= 0 && out >= 0);
	while (bytes > 0 &&
	       (got = read(in, block, sizeof(block) < (size_t)bytes ? sizeof(block) : (size_t)bytes)) > 0) {
		assert_int_equal(write(out, block, (size_t)got), got);
		bytes -= got;
	}
	close(in);
	close(out);
}

static void byte_flip(const char *path, off_t at)
{
	int file = open(path, O_RDWR);
	char byte;

	assert_int_equal(pread(file, &byte, 1, at), 1);
	byte ^= 0x40;
	assert_int_equal(pwrite(file, &byte, 1, at), 1);
	close(file);
}

/* The database as it lay on the disk while the work went on, its journal cut off or with a byte turned
 * over anywhere. */
static void a_torn_journal_gives_a_whole_number_of_answers(void **state)
{
	struct store_fixture *f = *state;
	char *database, *journal;
	struct stat seen;
	int64_t most;

	begin_work(f);
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	sqlite3_wal_autocheckpoint(f->store->db, 0);
	for (int64_t number = 1; number <= 40; number++)
		assert_true(answer_write(f->store, number, &f->err));
	most = answers_kept(f);
	database = fixture_beside(f, ".kept");
	journal = fixture_beside(f, ".kept-journal");
	file_copy(f->path, database, INT32_MAX);
	file_copy(fixture_beside(f, "-wal"), journal, INT32_MAX);
	assert_int_equal(stat(journal, &seen), 0);
	fixture_close(f);

	for (int image = 0; image < IMAGES; image++) {
		off_t at = (off_t)drawn((uint32_t)seen.st_size);

		file_copy(database, f->path, INT32_MAX);
		file_copy(journal, fixture_beside(f, "-wal"), image % 2 ? at : seen.st_size);
		if (image % 2 == 0)
			byte_flip(fixture_beside(f, "-wal"), at);
		assert_true(fixture_open(f, STORE_EXISTING));
		assert_in_range(answers_kept(f), 0, most);
		assert_whole(f);
		fixture_close(f);
	}
}

/* ---- power cuts ------------------------------------------------------------------------------ */

#define CUTS 80

static int setup_power(void **state)
{
	power_install();
	return store_fixture_setup_open(state);
}

/* Answers with the journal moved into the database again and again, all of it recorded. */
static void work_recorded(struct store_fixture *f)
{
	begin_work(f);
	sqlite3_wal_autocheckpoint(f->store->db, 20);
	power_record(f->path);
	for (int64_t number = 1; number <= 40; number++) {
		assert_true(answer_write(f->store, number, &f->err));
		power_acknowledge(number);
	}
	power_stop();
	fixture_close(f);
}

/* Opens what a cut left; how many answers that somebody had been told of are not there. */
static int64_t lost_in_a_cut(struct store_fixture *f)
{
	size_t moment = drawn((uint32_t)power_moments() + 1);
	int64_t acknowledged = power_acknowledged(moment), kept;

	power_cut(moment, drawn);
	assert_true(fixture_open(f, STORE_EXISTING));
	kept = answers_kept(f);
	assert_true(kept <= acknowledged + 1);
	assert_whole(f);
	fixture_close(f);
	return kept < acknowledged ? acknowledged - kept : 0;
}

static void every_acknowledged_answer_is_there_after_a_power_cut(void **state)
{
	work_recorded(*state);
	for (int cut = 0; cut < CUTS; cut++)
		assert_int_equal(lost_in_a_cut(*state), 0);
}

static void a_journal_that_is_not_synced_at_each_commit_would_lose_answers(void **state)
{
	struct store_fixture *f = *state;
	int64_t lost = 0;

	assert_int_equal(sqlite3_exec(f->store->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL), SQLITE_OK);
	work_recorded(f);
	for (int cut = 0; cut < CUTS; cut++)
		lost += lost_in_a_cut(f);
	assert_true(lost > 0);
}

/* ---- a full disk ----------------------------------------------------------------------------- */

static int setup_quota(void **state)
{
	quota_install();
	quota_set(-1);
	return store_fixture_setup_open(state);
}

static void a_full_disk_loses_nothing_and_says_so_until_there_is_room(void **state)
{
	struct store_fixture *f = *state;
	struct draft draft = { .place = "note", .ref = 5, .text = "Borgeren ringede", .at = 1 };
	int64_t number = 1;

	begin_work(f);
	sqlite3_wal_autocheckpoint(f->store->db, 10);
	for (int round = 0; round < 40; round++) {
		quota_set((int64_t)drawn(200000));
		while (answer_write(f->store, number, &f->err))
			number++;
		assert_int_equal(f->err.code, ERR_FULL);
		assert_false(answer_write(f->store, number, &f->err) &&
			     answer_write(f->store, number + 1, &f->err) &&
			     answer_write(f->store, number + 2, &f->err) &&
			     answer_write(f->store, number + 3, &f->err));
		assert_int_equal(f->err.code, ERR_FULL);
		quota_set(-1);
		number = answers_kept(f) + 1;
		assert_true(store_draft_put(f->store, &draft, &f->err));
		assert_true(answer_write(f->store, number++, &f->err));
		assert_int_equal(answers_kept(f), number - 1);
	}
	assert_whole(f);
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_int_equal(answers_kept(f), number - 1);
	assert_whole(f);
}

/* The beginning is all or nothing too. */
static void a_disk_that_is_full_at_the_first_start_leaves_nothing_half_made(void **state)
{
	struct store_fixture *f = *state;
	int refused = 0;

	for (int64_t bytes = 0; !f->store; bytes += 20000) {
		quota_set(bytes);
		if (!fixture_open(f, STORE_CREATE)) {
			assert_int_equal(f->err.code, ERR_FULL);
			refused++;
		}
	}
	quota_set(-1);
	assert_true(refused > 5);
	begin_work(f);
	assert_whole(f);
}

static int setup_quota_closed(void **state)
{
	quota_install();
	return store_fixture_setup(state);
}

#define CASE(name, setup) cmocka_unit_test_setup_teardown(name, setup, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(every_acknowledged_answer_is_there_after_kill_9, store_fixture_setup_open),
		CASE(a_half_typed_text_is_there_after_kill_9, store_fixture_setup_open),
		CASE(a_torn_journal_gives_a_whole_number_of_answers, store_fixture_setup_open),
		CASE(every_acknowledged_answer_is_there_after_a_power_cut, setup_power),
		CASE(a_journal_that_is_not_synced_at_each_commit_would_lose_answers, setup_power),
		CASE(a_full_disk_loses_nothing_and_says_so_until_there_is_room, setup_quota),
		CASE(a_disk_that_is_full_at_the_first_start_leaves_nothing_half_made, setup_quota_closed),
	};

	return cmocka_run_group_tests_name("store: durability", tests, NULL, NULL);
}
