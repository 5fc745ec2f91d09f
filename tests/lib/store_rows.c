#include "store_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "samtale/store/people.h"

struct date day(const char *iso)
{
	struct date date = DATE_NONE;

	if (*iso)
		assert_true(date_parse_iso(iso, &date));
	return date;
}

static int64_t caseworker_put(struct store_fixture *fixture, struct caseworker caseworker)
{
	assert_done(fixture, store_caseworker_put(fixture->store, &caseworker, &fixture->err));
	return caseworker.id;
}

int64_t rows_me(struct store_fixture *fixture)
{
	return caseworker_put(fixture,
			      (struct caseworker){ FIXTURE_CASEWORKER, "meho", "Mette Holm", "JOB" });
}

int64_t rows_caseworker(struct store_fixture *fixture, const char *initials, const char *name)
{
	return caseworker_put(fixture, (struct caseworker){ 0, initials, name, "JOB" });
}

struct citizen rows_citizen_of(const char *cpr, const char *given_names, const char *surname)
{
	return (struct citizen){
		.cpr = cpr,
		.given_names = given_names,
		.surname = surname,
		.address = "",
		.postcode = "",
		.city = "",
		.phone = "",
		.email = "",
		.language = "da",
		.target_group = 2,
		.benefit = "kontanthjælp",
		.benefit_from = day("2026-03-02"),
		.unemployment_fund = "",
		.job_goal = "",
		.disco08 = "",
		.education = "",
	};
}

int64_t rows_citizen(struct store_fixture *fixture, const char *cpr, const char *given_names,
		     const char *surname, int64_t coordinator)
{
	struct citizen citizen = rows_citizen_of(cpr, given_names, surname);

	citizen.coordinator = coordinator;
	assert_done(fixture, store_citizen_put(fixture->store, &citizen, &fixture->err));
	return citizen.id;
}

int64_t rows_karim(struct store_fixture *f)
{
	return rows_citizen(f, "1204671101", "Karim", "Nielsen", rows_me(f));
}

void rows_write_as(struct store_fixture *fixture, int64_t caseworker, int minutes)
{
	store_stamp(fixture->store, caseworker, fixture_moment(minutes));
}
