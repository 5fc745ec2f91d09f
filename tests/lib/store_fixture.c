#include "store_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <dirent.h>

#include "samtale/base/tr.h"
#include "store/connection.h"

const unsigned char fixture_random[ID_REALM_BYTES + ID_SECRET_BYTES] =
	"sixteen bytes of realm, then the secret's bytes";

struct moment fixture_moment(int minutes)
{
	struct moment moment = { 1795420800000 + (int64_t)minutes * 60000, DATE_NONE, 9 * 60 + minutes };

	assert_true(date_from_ymd(2026, 11, 23, &moment.date));
	return moment;
}

int store_fixture_setup(void **state)
{
	struct store_fixture *fixture = calloc(1, sizeof(*fixture));

	if (!fixture)
		return -1;
	tr_use(LANGUAGE_EN);
	strcpy(fixture->folder, "/tmp/samtale-test-XXXXXX");
	if (!mkdtemp(fixture->folder))
		return -1;
	strcpy(fixture->path, fixture->folder);
	strcat(fixture->path, "/test.db");
	arena_init(&fixture->arena);
	*state = fixture;
	return 0;
}

int store_fixture_setup_open(void **state)
{
	if (store_fixture_setup(state))
		return -1;
	return fixture_open(*state, STORE_CREATE) ? 0 : -1;
}

static void folder_remove(const char *folder)
{
	DIR *listing = opendir(folder);
	char name[600];

	for (struct dirent *entry; listing && (entry = readdir(listing));) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(name, sizeof(name), "%s/%s", folder, entry->d_name);
		if (unlink(name))
			folder_remove(name);
	}
	if (listing)
		closedir(listing);
	rmdir(folder);
}

int store_fixture_teardown(void **state)
{
	struct store_fixture *fixture = *state;

	fixture_close(fixture);
	folder_remove(fixture->folder);
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

bool fixture_open(struct store_fixture *fixture, enum store_mode mode)
{
	struct store_options options = { .mode = mode, .random = fixture_random };

	if (!store_open(fixture->path, &options, &fixture->store, &fixture->err))
		return false;
	store_stamp(fixture->store, FIXTURE_CASEWORKER, fixture_moment(0));
	return true;
}

void fixture_close(struct store_fixture *fixture)
{
	store_close(fixture->store);
	fixture->store = NULL;
}

char *fixture_beside(struct store_fixture *fixture, const char *suffix)
{
	return arena_printf(&fixture->arena, "%s%s", fixture->path, suffix);
}

bool fixture_file_exists(const char *path)
{
	return !access(path, F_OK);
}

bool fixture_try(struct store_fixture *fixture, const char *sql)
{
	if (!store_begin(fixture->store, &fixture->err))
		return false;
	if (database_run(fixture->store, sql, &fixture->err))
		return store_commit(fixture->store, &fixture->err);
	store_rollback(fixture->store);
	return false;
}

void fixture_do(struct store_fixture *fixture, const char *sql)
{
	if (!fixture_try(fixture, sql))
		fail_msg("%s: %s (%s)", sql, fixture->err.text, fixture->err.detail);
}

int64_t fixture_number(struct store_fixture *fixture, const char *sql)
{
	int64_t number;

	if (!database_number(fixture->store, sql, 0, 0, &number, &fixture->err))
		fail_msg("%s: %s", sql, fixture->err.detail);
	return number;
}

const char *fixture_text(struct store_fixture *fixture, const char *sql)
{
	struct statement s;
	const char *text = NULL;

	if (!statement_begin(&s, fixture->store, sql, &fixture->err))
		fail_msg("%s: %s", sql, fixture->err.detail);
	if (statement_row(&s))
		text = statement_text(&s, 0, &fixture->arena);
	if (!statement_end(&s))
		fail_msg("%s: %s", sql, fixture->err.detail);
	return text;
}

const char *fixture_stray(struct store_fixture *fixture, const char *sql)
{
	sqlite3 *db;
	const char *said = "";

	assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		said = arena_strdup(&fixture->arena, sqlite3_errmsg(db));
	sqlite3_close(db);
	return said;
}
