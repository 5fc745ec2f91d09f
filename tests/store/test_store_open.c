/* Opening: what is made, what is refused and with which words, who has it, and what happens to an older
 * database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "samtale/base/str.h"
#include "store/migrate.h"
#include "store/place.h"
#include "store_fixture.h"

#define NOBODY 65534
#define BALLAST (16 * 1024 * 1024)

static void file_write(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, strlen(content), file), strlen(content));
	assert_int_equal(fclose(file), 0);
}

static int mode_of(const char *path)
{
	struct stat seen;

	assert_int_equal(stat(path, &seen), 0);
	return seen.st_mode & 0777;
}

static void assert_refused(struct store_fixture *f, enum store_mode mode, enum err_code code,
			   const char *words)
{
	assert_false(fixture_open(f, mode));
	assert_int_equal(f->err.code, code);
	assert_non_null(strstr(f->err.text, words));
	assert_true(f->err.text[strlen(f->err.text) - 1] == '.');
}

static void a_new_database_and_its_folder_are_closed_to_others(void **state)
{
	struct store_fixture *f = *state;

	umask(022);
	strcpy(f->path, f->folder);
	strcat(f->path, "/a/b/t.db");
	assert_true(fixture_open(f, STORE_CREATE));
	assert_int_equal(mode_of(arena_printf(&f->arena, "%s/a", f->folder)), 0700);
	assert_int_equal(mode_of(arena_printf(&f->arena, "%s/a/b", f->folder)), 0700);
	assert_int_equal(mode_of(f->path), 0600);
	assert_int_equal(mode_of(fixture_beside(f, "-wal")), 0600);
	fixture_close(f);
	assert_int_equal(unlink(f->path), 0);
	assert_int_equal(rmdir(arena_printf(&f->arena, "%s/a/b", f->folder)), 0);
}

#define MIGRATIONS_MOST 32

static int migration_count(void)
{
	int count = 0;

	while (embedded_sql[count].name)
		count++;
	return count;
}

static void the_connection_is_set_up_as_the_design_says(void **state)
{
	struct store_fixture *f = *state;
	static const struct {
		const char *sql;
		int64_t value;
	} rows[] = {
		{ "PRAGMA synchronous", 2 },
		{ "PRAGMA foreign_keys", 1 },
		{ "PRAGMA trusted_schema", 0 },
		{ "PRAGMA recursive_triggers", 1 },
		{ "PRAGMA cell_size_check", 1 },
		{ "PRAGMA temp_store", 2 },
		{ "PRAGMA busy_timeout", 5000 },
		{ "PRAGMA auto_vacuum", 0 },
		{ "PRAGMA journal_size_limit", 67108864 },
		{ "PRAGMA application_id", STORE_APPLICATION_ID },
	};

	assert_true(fixture_open(f, STORE_CREATE));
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(fixture_number(f, rows[i].sql), rows[i].value);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), migration_count());
	assert_string_equal(fixture_text(f, "PRAGMA journal_mode"), "wal");
}

static void what_was_written_is_there_when_it_is_opened_again(void **state)
{
	struct store_fixture *f = *state;
	const char *value;

	assert_true(fixture_open(f, STORE_CREATE));
	assert_true(store_setting_put(f->store, "language", "da", &f->err));
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_true(store_setting(f->store, "language", &f->arena, &value, &f->err));
	assert_string_equal(value, "da");
	fixture_close(f);
	assert_true(fixture_open(f, STORE_READ_ONLY));
	assert_true(store_setting(f->store, "language", &f->arena, &value, &f->err));
	assert_string_equal(value, "da");
	assert_false(store_setting_put(f->store, "language", "en", &f->err));
	assert_int_equal(f->err.code, ERR_IO);
}

static void a_database_that_must_be_there_and_is_not_is_missing(void **state)
{
	struct store_fixture *f = *state;

	assert_refused(f, STORE_EXISTING, ERR_MISSING, "no database there");
	assert_refused(f, STORE_READ_ONLY, ERR_MISSING, "no database there");
	assert_false(fixture_file_exists(f->path));
}

static void a_folder_is_not_a_database(void **state)
{
	struct store_fixture *f = *state;

	strcpy(f->path, f->folder);
	assert_refused(f, STORE_CREATE, ERR_IO, "is a folder");
}

static void an_empty_file_is_filled_when_making_and_refused_otherwise(void **state)
{
	struct store_fixture *f = *state;

	file_write(f->path, "");
	assert_refused(f, STORE_EXISTING, ERR_DAMAGED, "is empty");
	assert_true(fixture_open(f, STORE_CREATE));
}

/* What SQLite has made and nobody filled yet: the machine stopped in the first start. */
static void a_half_made_file_is_filled_when_making_and_called_empty_otherwise(void **state)
{
	struct store_fixture *f = *state;

	assert_string_equal(fixture_stray(f, "PRAGMA journal_mode = WAL; CREATE TABLE t(a); DROP TABLE t"), "");
	assert_refused(f, STORE_EXISTING, ERR_DAMAGED, "is empty");
	assert_refused(f, STORE_READ_ONLY, ERR_DAMAGED, "is empty");
	assert_true(fixture_open(f, STORE_CREATE));
}

static void a_text_file_is_not_a_database_and_is_left_as_it_is(void **state)
{
	struct store_fixture *f = *state;
	char content[200];
	FILE *file;

	memset(content, 'x', sizeof(content));
	content[sizeof(content) - 1] = '\0';
	file_write(f->path, content);
	assert_refused(f, STORE_CREATE, ERR_DAMAGED, "not a database");
	file = fopen(f->path, "r");
	assert_non_null(file);
	assert_int_equal(fgetc(file), 'x');
	fclose(file);
}

static void another_programs_database_is_refused_and_left_as_it_is(void **state)
{
	struct store_fixture *f = *state;

	assert_string_equal(fixture_stray(f, "CREATE TABLE recipe(id INTEGER PRIMARY KEY, title TEXT)"), "");
	assert_refused(f, STORE_CREATE, ERR_DAMAGED, "another program");
	assert_refused(f, STORE_EXISTING, ERR_DAMAGED, "another program");
	assert_string_equal(fixture_stray(f, "PRAGMA application_id = 42; DROP TABLE recipe"), "");
	assert_refused(f, STORE_CREATE, ERR_DAMAGED, "another program");
	assert_false(fixture_file_exists(fixture_beside(f, "-wal")));
}

static void a_database_of_a_newer_samtale_is_refused(void **state)
{
	struct store_fixture *f = *state;

	assert_true(fixture_open(f, STORE_CREATE));
	fixture_close(f);
	assert_string_equal(fixture_stray(f, "PRAGMA user_version = 999"), "");
	assert_refused(f, STORE_CREATE, ERR_NEWER, "newer Samtale");
	assert_refused(f, STORE_READ_ONLY, ERR_NEWER, "newer Samtale");
}

static void a_damaged_database_says_so(void **state)
{
	struct store_fixture *f = *state;
	char noise[8192];
	int file;

	assert_true(fixture_open(f, STORE_CREATE));
	fixture_close(f);
	memset(noise, 0x5a, sizeof(noise));
	file = open(f->path, O_WRONLY);
	assert_int_equal(pwrite(file, noise, sizeof(noise), 100), sizeof(noise));
	close(file);
	assert_refused(f, STORE_EXISTING, ERR_DAMAGED, "damaged");
}

/* A root user may write everywhere, so the check runs as nobody. */
static int refused_in_a_closed_folder(struct store_fixture *f, enum store_mode mode, const char *words)
{
	int status;
	pid_t child = fork();

	if (!child) {
		if (!geteuid() && (setgid(NOBODY) || setuid(NOBODY)))
			_exit(9);
		_exit(fixture_open(f, mode) || f->err.code != ERR_IO || !strstr(f->err.text, words));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_read_only_folder_is_refused_with_a_sentence(void **state)
{
	struct store_fixture *f = *state;

	assert_int_equal(chmod(f->folder, 0555), 0);
	assert_int_equal(refused_in_a_closed_folder(f, STORE_CREATE, "no access"), 0);
	assert_int_equal(chmod(f->folder, 0755), 0);
	assert_true(fixture_open(f, STORE_CREATE));
	fixture_close(f);
	assert_int_equal(chmod(f->path, 0666), 0);
	assert_int_equal(chmod(f->folder, 0555), 0);
	assert_int_equal(refused_in_a_closed_folder(f, STORE_EXISTING, "can only be read"), 0);
	assert_int_equal(chmod(f->path, 0600), 0);
	if (!geteuid())
		assert_int_equal(refused_in_a_closed_folder(f, STORE_EXISTING, "no access"), 0);
	assert_int_equal(chmod(f->folder, 0755), 0);
}

static void a_file_that_others_may_read_is_closed_to_them(void **state)
{
	struct store_fixture *f = *state;

	assert_true(fixture_open(f, STORE_CREATE));
	fixture_close(f);
	assert_int_equal(chmod(f->path, 0644), 0);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_int_equal(mode_of(f->path), 0600);
}

/* ---- instances ------------------------------------------------------------------------------- */

static bool open_as(struct store_fixture *f, const char *instance, struct store **store)
{
	struct store_options options = { .mode = STORE_CREATE,
					 .random = fixture_random,
					 .instance = instance };

	return store_open(f->path, &options, store, &f->err);
}

static void a_second_instance_is_told_who_has_it(void **state)
{
	struct store_fixture *f = *state;
	struct store *first, *second = NULL;

	assert_true(open_as(f, "Mette Holm, pid 4711", &first));
	assert_false(open_as(f, "Jens Lund, pid 4712", &second));
	assert_int_equal(f->err.code, ERR_BUSY);
	assert_non_null(strstr(f->err.text, "Mette Holm, pid 4711"));
	store_close(first);
	assert_true(open_as(f, "Jens Lund, pid 4712", &second));
	store_close(second);
}

static void an_instance_that_was_killed_leaves_no_lock(void **state)
{
	struct store_fixture *f = *state;
	struct store *store;
	int ready[2], status;
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (!child) {
		if (open_as(f, "a name that is a good deal longer than the next", &store))
			(void)!write(ready[1], "x", 1);
		pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_false(open_as(f, "Mette", &store));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(fixture_file_exists(fixture_beside(f, ".lock")));
	assert_true(open_as(f, "Mette", &store));
	assert_false(open_as(f, "Jens", &f->store));
	f->store = NULL;
	assert_non_null(strstr(f->err.text, "Mette has"));
	store_close(store);
	close(ready[0]);
	close(ready[1]);
}

static void only_an_instance_puts_ballast_beside_the_database(void **state)
{
	struct store_fixture *f = *state;
	struct store *store;
	struct stat seen;

	assert_true(fixture_open(f, STORE_CREATE));
	fixture_close(f);
	assert_false(fixture_file_exists(fixture_beside(f, ".ballast")));
	assert_true(open_as(f, "Mette", &store));
	store_close(store);
	if (!place_has_room(f->path, (int64_t)40 * BALLAST, &f->err))
		skip(); /* a disk too small for it */
	assert_int_equal(stat(fixture_beside(f, ".ballast"), &seen), 0);
	assert_int_equal(seen.st_size, BALLAST);
}

static void too_little_room_for_a_copy_is_said_in_megabytes(void **state)
{
	struct store_fixture *f = *state;

	assert_true(fixture_open(f, STORE_CREATE));
	assert_true(place_has_room(f->path, 1, &f->err));
	assert_false(place_has_room(f->path, INT64_C(4000000000000000000), &f->err));
	assert_int_equal(f->err.code, ERR_FULL);
	assert_non_null(strstr(f->err.text, "4000000000001 MB"));
}

static void a_full_disk_gives_up_the_ballast_and_says_what_to_do(void **state)
{
	struct store_fixture *f = *state;
	char *ballast = fixture_beside(f, ".ballast");
	struct str text;

	assert_true(fixture_open(f, STORE_CREATE));
	file_write(ballast, "16 MB of nothing");
	str_init(&text);
	for (int i = 0; i < 100000; i++)
		str_add(&text, "ballast ");
	assert_int_equal(fixture_number(f, "PRAGMA max_page_count = 1"),
			 fixture_number(f, "PRAGMA page_count"));
	assert_false(store_setting_put(f->store, "big", text.text, &f->err));
	assert_int_equal(f->err.code, ERR_FULL);
	assert_non_null(strstr(f->err.text, "disk is full"));
	assert_false(fixture_file_exists(ballast));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM setting"), 0);
	str_done(&text);
}

/* ---- migrations ------------------------------------------------------------------------------ */

static const unsigned char adds_a_column[] = "ALTER TABLE citizen ADD COLUMN nickname TEXT DEFAULT '';";
static const unsigned char is_broken[] =
	"CREATE TABLE first_half(id INTEGER); CREATE TABLE citizen(id INTEGER);";

static bool migrate_with(struct store_fixture *f, const unsigned char *sql, size_t size)
{
	struct embedded migrations[MIGRATIONS_MOST] = { { NULL, NULL, 0 } };
	struct store_options options = { .mode = STORE_EXISTING, .random = fixture_random };
	bool needed = false;

	assert_in_range(migration_count(), 1, MIGRATIONS_MOST - 2);
	memcpy(migrations, embedded_sql, (size_t)migration_count() * sizeof(*migrations));
	migrations[migration_count()] = (struct embedded){ "next.sql", sql, size - 1 };
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_true(migrate_look(f->store, &options, migrations, &needed, &f->err));
	assert_true(needed);
	return migrate(f->store, &options, migrations, &f->err);
}

static void an_older_database_is_copied_and_then_migrated(void **state)
{
	struct store_fixture *f = *state;
	char *copy =
		fixture_beside(f, arena_printf(&f->arena, ".before-%d", migration_count()));

	assert_true(fixture_open(f, STORE_CREATE));
	fixture_do(f, "INSERT INTO effort(id, code) VALUES(8796093022210, 'E1')");
	fixture_close(f);
	assert_true(migrate_with(f, adds_a_column, sizeof(adds_a_column)));
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), migration_count() + 1);
	assert_int_equal(fixture_number(f, "SELECT count(nickname) FROM citizen"), 0);
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM sqlite_schema WHERE name = 'capture_citizen_update'"),
		1);
	fixture_close(f);
	assert_int_equal(mode_of(copy), 0600);
	assert_int_equal(rename(copy, f->path), 0);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), migration_count());
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM effort"), 1);
}

static void a_migration_that_fails_leaves_the_database_as_it_was(void **state)
{
	struct store_fixture *f = *state;

	assert_true(fixture_open(f, STORE_CREATE));
	fixture_close(f);
	assert_false(migrate_with(f, is_broken, sizeof(is_broken)));
	fixture_close(f);
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), migration_count());
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sqlite_schema WHERE name = 'first_half'"),
			 0);
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM sqlite_schema WHERE name = 'capture_citizen_update'"),
		1);
}

static void an_older_database_cannot_be_opened_for_reading_only(void **state)
{
	struct store_fixture *f = *state;
	struct embedded migrations[MIGRATIONS_MOST] = { { NULL, NULL, 0 } };
	struct store_options options = { .mode = STORE_READ_ONLY };
	bool needed;

	assert_in_range(migration_count(), 1, MIGRATIONS_MOST - 2);
	memcpy(migrations, embedded_sql, (size_t)migration_count() * sizeof(*migrations));
	migrations[migration_count()] = embedded_sql[0];
	assert_true(fixture_open(f, STORE_CREATE));
	assert_false(migrate_look(f->store, &options, migrations, &needed, &f->err));
	assert_int_equal(f->err.code, ERR_IO);
	assert_non_null(strstr(f->err.text, "older Samtale"));
}

/* ---- transactions ---------------------------------------------------------------------------- */

static void an_inner_rollback_takes_the_outer_transaction_with_it(void **state)
{
	struct store_fixture *f = *state;

	assert_true(fixture_open(f, STORE_CREATE));
	assert_true(store_begin(f->store, &f->err));
	assert_true(store_setting_put(f->store, "outer", "1", &f->err));
	assert_true(store_begin(f->store, &f->err));
	store_rollback(f->store);
	assert_false(store_commit(f->store, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM setting"), 0);
	assert_true(store_begin(f->store, &f->err));
	assert_true(store_setting_put(f->store, "later", "1", &f->err));
	assert_true(store_commit(f->store, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM setting"), 1);
}

static void row_ids_are_never_given_twice(void **state)
{
	struct store_fixture *f = *state;
	int64_t first, next, after;

	assert_true(fixture_open(f, STORE_CREATE));
	assert_true(store_begin(f->store, &f->err));
	assert_true(store_new_id(f->store, &first, &f->err));
	store_rollback(f->store);
	assert_true(store_begin(f->store, &f->err));
	assert_true(store_new_id(f->store, &first, &f->err));
	for (int i = 0; i < 600; i++) {
		assert_true(store_new_id(f->store, &next, &f->err));
		assert_int_equal(next, first + 1 + i);
	}
	assert_true(store_commit(f->store, &f->err));
	fixture_close(f);
	assert_true(fixture_open(f, STORE_CREATE));
	assert_true(store_begin(f->store, &f->err));
	assert_true(store_new_id(f->store, &after, &f->err));
	assert_true(store_commit(f->store, &f->err));
	assert_true(after > next);
	assert_int_equal(id_origin(after), id_origin(first));
	assert_true(id_origin(after) > 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_new_database_and_its_folder_are_closed_to_others),
		CASE(the_connection_is_set_up_as_the_design_says),
		CASE(what_was_written_is_there_when_it_is_opened_again),
		CASE(a_database_that_must_be_there_and_is_not_is_missing),
		CASE(a_folder_is_not_a_database),
		CASE(an_empty_file_is_filled_when_making_and_refused_otherwise),
		CASE(a_half_made_file_is_filled_when_making_and_called_empty_otherwise),
		CASE(a_text_file_is_not_a_database_and_is_left_as_it_is),
		CASE(another_programs_database_is_refused_and_left_as_it_is),
		CASE(a_database_of_a_newer_samtale_is_refused),
		CASE(a_damaged_database_says_so),
		CASE(a_read_only_folder_is_refused_with_a_sentence),
		CASE(a_file_that_others_may_read_is_closed_to_them),
		CASE(a_second_instance_is_told_who_has_it),
		CASE(an_instance_that_was_killed_leaves_no_lock),
		CASE(only_an_instance_puts_ballast_beside_the_database),
		CASE(too_little_room_for_a_copy_is_said_in_megabytes),
		CASE(a_full_disk_gives_up_the_ballast_and_says_what_to_do),
		CASE(an_older_database_is_copied_and_then_migrated),
		CASE(a_migration_that_fails_leaves_the_database_as_it_was),
		CASE(an_older_database_cannot_be_opened_for_reading_only),
		CASE(an_inner_rollback_takes_the_outer_transaction_with_it),
		CASE(row_ids_are_never_given_twice),
	};

	return cmocka_run_group_tests_name("store: opening", tests, NULL, NULL);
}
