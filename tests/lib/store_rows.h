/* store_rows.h - people and days that the store's tests begin with. Every function fails the test when the
 * store refuses. */
#ifndef SAMTALE_TESTS_STORE_ROWS_H
#define SAMTALE_TESTS_STORE_ROWS_H

#include "samtale/domain/citizen.h"
#include "store_fixture.h"

struct date day(const char *iso); /* "" is no date */

/* The fixture's caseworker as a row, "meho" Mette Holm. Returns FIXTURE_CASEWORKER. */
int64_t rows_me(struct store_fixture *fixture);
int64_t rows_caseworker(struct store_fixture *fixture, const char *initials, const char *name);

/* Target group 2, on kontanthjælp since 2026-03-02, no coordinator. */
struct citizen rows_citizen_of(const char *cpr, const char *given_names, const char *surname);
/* The same put into the store, coordinated by `coordinator`. Returns the id. */
int64_t rows_citizen(struct store_fixture *fixture, const char *cpr, const char *given_names,
		     const char *surname, int64_t coordinator);
/* Karim Nielsen, 1204671101, a citizen of rows_me(). */
int64_t rows_karim(struct store_fixture *f);

/* The writer and the clock from here on: minutes after the fixture's now. */
void rows_write_as(struct store_fixture *fixture, int64_t caseworker, int minutes);

#define assert_done(fixture, done)                                                       \
	do {                                                                             \
		if (!(done))                                                             \
			fail_msg("%s (%s)", (fixture)->err.text, (fixture)->err.detail); \
	} while (0)

#define assert_refused(fixture, done, why)                   \
	do {                                                 \
		err_clear(&(fixture)->err);                  \
		assert_false(done);                          \
		assert_int_equal((fixture)->err.code, why);  \
		assert_true((fixture)->err.text[0] != '\0'); \
	} while (0)

#endif
