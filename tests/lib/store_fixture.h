/* store_fixture.h - a store in a folder of its own, for tests. */
#ifndef SAMTALE_TESTS_STORE_FIXTURE_H
#define SAMTALE_TESTS_STORE_FIXTURE_H

#include "samtale/store/store.h"

struct store_fixture {
	char folder[64];
	char path[80];
	struct store *store; /* NULL until opened */
	struct arena arena;
	struct err err;
};

extern const unsigned char fixture_random[]; /* ID_REALM_BYTES + ID_SECRET_BYTES */

/* For cmocka's setup and teardown: *state becomes the fixture; setup_open also makes and opens the
 * database, stamped with caseworker FIXTURE_CASEWORKER at FIXTURE_NOW. Teardown closes and removes
 * everything. */
int store_fixture_setup(void **state);
int store_fixture_setup_open(void **state);
int store_fixture_teardown(void **state);

/* Made by terminal 1, in case a test wants its row. */
#define FIXTURE_CASEWORKER (((int64_t)1 << 43) + 1000000)
struct moment fixture_moment(int minutes); /* 2026-11-23T08:00Z (09:00 in Denmark) and that many minutes on */

bool fixture_open(struct store_fixture *fixture, enum store_mode mode);
void fixture_close(struct store_fixture *fixture);
char *fixture_beside(struct store_fixture *fixture, const char *suffix); /* path and suffix, in the arena */
bool fixture_file_exists(const char *path);

/* On the fixture's own connection; the second fails the test, and both need "store/connection.h"'s include
 * path only here. */
bool fixture_try(struct store_fixture *fixture, const char *sql);
void fixture_do(struct store_fixture *fixture, const char *sql);
int64_t fixture_number(struct store_fixture *fixture, const char *sql);
const char *fixture_text(struct store_fixture *fixture, const char *sql);

/* The same on a connection of nobody's: no functions, SQLite's own defaults. Returns the error's words, ""
 * when it worked. */
const char *fixture_stray(struct store_fixture *fixture, const char *sql);

#endif
