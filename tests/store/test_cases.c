#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samtale/store/agenda.h"
#include "samtale/store/cases.h"
#include "samtale/store/people.h"
#include "store_rows.h"

static struct sanction_case opening(int64_t citizen)
{
	return (struct sanction_case){ .citizen = citizen,
				       .provision = "37",
				       .event_date = day("2026-11-20"),
				       .source = "appointment:7",
				       .target_group = 2 };
}

static int64_t open_case(struct store_fixture *f, int64_t citizen)
{
	struct sanction_case opened = opening(citizen);

	assert_done(f, store_case_open(f->store, &opened, &f->err));
	return opened.id;
}

static struct sanction_case fetch(struct store_fixture *f, int64_t id)
{
	struct sanction_case file;

	assert_done(f, store_case(f->store, id, &f->arena, &file, &f->err));
	return file;
}

static struct sanction_event after(const struct sanction_case *file, enum sanction_act act,
				   enum sanction_state to)
{
	return (struct sanction_event){ .sanction_case = file->id,
					.parent = file->events[file->event_count - 1].id,
					.act = act,
					.to = to,
					.date = day("2026-11-23"),
					.due = DATE_NONE };
}

/* ---- checks ----------------------------------------------------------------------------------------- */

static void a_check_comes_back_as_it_was_made(void **state)
{
	struct store_fixture *f = *state;
	struct availability_check put = { .citizen = rows_karim(f),
					  .requirement = "R05",
					  .event_date = day("2026-11-20"),
					  .evidence = "2 af 4 job",
					  .outcome = CHECK_NEW_AGREEMENT,
					  .reason = "Nyt mål",
					  .deadline = day("2026-12-01") };
	struct check_list got;

	assert_done(f, store_check_add(f->store, &put, &f->err));
	assert_done(f, store_checks(f->store, put.citizen, &f->arena, &got, &f->err));
	assert_int_equal(got.count, 1);
	assert_int_equal(got.rows[0].citizen, put.citizen);
	assert_string_equal(got.rows[0].requirement, "R05");
	assert_int_equal(got.rows[0].event_date.day, put.event_date.day);
	assert_string_equal(got.rows[0].evidence, "2 af 4 job");
	assert_int_equal(got.rows[0].outcome, CHECK_NEW_AGREEMENT);
	assert_string_equal(got.rows[0].reason, "Nyt mål");
	assert_int_equal(got.rows[0].deadline.day, put.deadline.day);
	assert_int_equal(got.rows[0].author, FIXTURE_CASEWORKER);
	assert_int_equal(got.rows[0].at, fixture_moment(0).utc_ms);
}

static void an_incomplete_check_is_refused_and_nothing_is_written(void **state)
{
	struct store_fixture *f = *state;
	struct availability_check check = { .citizen = rows_karim(f),
					    .requirement = "R05",
					    .event_date = day("2026-11-20"),
					    .outcome = CHECK_DOUBT,
					    .reason = "",
					    .deadline = DATE_NONE };

	assert_refused(f, store_check_add(f->store, &check, &f->err), ERR_INPUT);
	assert_int_equal(check.id, 0);
	check.reason = "Borgeren var i tvivl";
	check.event_date = day("2026-11-24");
	assert_refused(f, store_check_add(f->store, &check, &f->err), ERR_INPUT);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check"), 0);
}

static void a_notification_without_the_time_of_day_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct notification notification = { .citizen = rows_karim(f),
					     .fund = "3F",
					     .event = "R08",
					     .event_date = day("2026-11-20"),
					     .event_minute = -1,
					     .channel = "digital",
					     .reason = "Udeblev" };

	assert_refused(f, store_notification_add(f->store, &notification, &f->err), ERR_INPUT);
	notification.event_minute = 540;
	assert_done(f, store_notification_add(f->store, &notification, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM notification WHERE event_minute = 540"), 1);
}

static void guidance_without_a_date_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct guidance guidance = { .citizen = rows_karim(f), .date = DATE_NONE, .channel = "handed" };

	assert_refused(f, store_guidance_add(f->store, &guidance, &f->err), ERR_INPUT);
}

/* ---- opening ---------------------------------------------------------------------------------------- */

static void a_case_opens_with_the_event_registered(void **state)
{
	struct store_fixture *f = *state;
	struct sanction_case file = fetch(f, open_case(f, rows_karim(f)));

	assert_string_equal(file.provision, "37");
	assert_int_equal(file.event_date.day, day("2026-11-20").day);
	assert_string_equal(file.source, "appointment:7");
	assert_int_equal(file.target_group, 2);
	assert_int_equal(file.event_count, 1);
	assert_int_equal(file.events[0].act, SANCTION_REGISTER);
	assert_int_equal(file.events[0].to, SANCTION_OBSERVED);
	assert_int_equal(file.events[0].parent, 0);
	assert_string_equal(file.events[0].author_name, "Mette Holm");
	assert_int_equal(file.heads, 1);
	assert_int_equal(sanction_state(&file), SANCTION_OBSERVED);
}

static void the_same_event_is_the_same_case(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = open_case(f, citizen);
	struct sanction_case other = opening(citizen);

	assert_int_equal(open_case(f, citizen), first);
	assert_int_equal(fetch(f, first).event_count, 1);
	other.provision = "36";
	assert_done(f, store_case_open(f->store, &other, &f->err));
	assert_int_not_equal(other.id, first);
}

static void no_case_can_exist_for_an_insured_citizen(void **state)
{
	struct store_fixture *f = *state;
	struct citizen citizen = rows_citizen_of("1505800101", "Bo", "Ågård");
	struct sanction_case opened;

	citizen.target_group = 1;
	citizen.benefit = "dagpenge";
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	opened = opening(citizen.id);
	assert_refused(f, store_case_open(f->store, &opened, &f->err), ERR_REFUSED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sanction_case"), 0);
}

/* ---- going on --------------------------------------------------------------------------------------- */

static void events_come_oldest_first_with_what_they_were_made_from(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = open_case(f, rows_karim(f));
	struct sanction_case file = fetch(f, id);
	struct sanction_event ready = after(&file, SANCTION_CHECK_GUIDANCE, SANCTION_READY), hearing;

	rows_write_as(f, FIXTURE_CASEWORKER, -600);
	assert_done(f, store_case_event(f->store, &ready, &f->err));
	file = fetch(f, id);
	hearing = after(&file, SANCTION_SEND_HEARING, SANCTION_HEARING);
	hearing.due = day("2026-12-07");
	hearing.channel = "digital";
	hearing.text = "Du mødte ikke den 20. november.";
	assert_done(f, store_case_event(f->store, &hearing, &f->err));
	file = fetch(f, id);
	assert_int_equal(file.event_count, 3);
	assert_int_equal(file.heads, 1);
	assert_int_equal(file.events[1].id, ready.id);
	assert_int_equal(file.events[1].parent, file.events[0].id);
	assert_int_equal(file.events[2].parent, ready.id);
	assert_int_equal(file.events[2].act, SANCTION_SEND_HEARING);
	assert_int_equal(file.events[2].due.day, day("2026-12-07").day);
	assert_string_equal(file.events[2].channel, "digital");
	assert_string_equal(file.events[2].text, "Du mødte ikke den 20. november.");
	assert_int_equal(sanction_state(&file), SANCTION_HEARING);
}

static void an_event_made_from_an_older_head_is_refused(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = open_case(f, rows_karim(f));
	struct sanction_case file = fetch(f, id);
	struct sanction_event mine = after(&file, SANCTION_CHECK_GUIDANCE, SANCTION_READY);
	struct sanction_event theirs = after(&file, SANCTION_EXCUSE, SANCTION_EXCUSED);

	assert_done(f, store_case_event(f->store, &theirs, &f->err));
	assert_refused(f, store_case_event(f->store, &mine, &f->err), ERR_BUSY);
	assert_int_equal(mine.id, 0);
	assert_int_equal(fetch(f, id).event_count, 2);
}

/* As a merge leaves it when two terminals went on from the same event. */
static void two_heads(struct store_fixture *f, int64_t id)
{
	struct sanction_case file = fetch(f, id);
	struct sanction_event mine = after(&file, SANCTION_EXCUSE, SANCTION_EXCUSED);

	assert_done(f, store_case_event(f->store, &mine, &f->err));
	fixture_do(f, arena_printf(&f->arena,
			"INSERT INTO sanction_event(id, sanction_case, act, state, date, at)"
			" VALUES((2 << 43) + 1, %lld, %d, %d, '2026-11-23', 1);"
			"INSERT INTO sanction_parent(id, event, parent)"
			" VALUES((2 << 43) + 2, (2 << 43) + 1, %lld)",
			(long long)id, SANCTION_CHECK_GUIDANCE, SANCTION_READY,
			(long long)file.events[0].id));
}

static void a_case_with_two_heads_waits_for_a_person(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), id = open_case(f, citizen);
	struct sanction_list cases;
	struct sanction_event event;
	struct sanction_case file;

	two_heads(f, id);
	file = fetch(f, id);
	assert_int_equal(file.heads, 2);
	assert_int_equal(sanction_state(&file), SANCTION_NEEDS_DECISION);
	event = after(&file, SANCTION_CLOSE, SANCTION_CLOSED_NO_SANCTION);
	assert_refused(f, store_case_event(f->store, &event, &f->err), ERR_REFUSED);
	assert_done(f, store_cases(f->store, citizen, &f->arena, &cases, &f->err));
	assert_int_equal(cases.count, 1);
	assert_int_equal(cases.rows[0].state, SANCTION_NEEDS_DECISION);
}

static const struct sanction_event *head_with(const struct sanction_case *file, enum sanction_act act)
{
	for (size_t i = 0; i < file->event_count; i++)
		if (file->events[i].is_head && file->events[i].act == act)
			return &file->events[i];
	fail();
	return NULL;
}

static void a_person_chooses_which_head_counts_and_the_other_stays_readable(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = open_case(f, rows_karim(f));
	struct sanction_event chosen, again;
	struct sanction_case file;

	two_heads(f, id);
	file = fetch(f, id);
	chosen = after(&file, SANCTION_RESOLVE, SANCTION_READY);
	chosen.text = "Vejledningen var givet.";
	/* The event both went on from is no head. */
	chosen.parent = head_with(&file, SANCTION_EXCUSE)->parent;
	assert_refused(f, store_case_event(f->store, &chosen, &f->err), ERR_BUSY);
	chosen.parent = head_with(&file, SANCTION_CHECK_GUIDANCE)->id;
	again = chosen;
	assert_done(f, store_case_event(f->store, &chosen, &f->err));
	file = fetch(f, id);
	assert_int_equal(file.heads, 1);
	assert_int_equal(sanction_state(&file), SANCTION_READY);
	assert_int_equal(file.event_count, 4);
	assert_int_equal(file.events[3].parent, chosen.parent);
	for (size_t i = 0; i < file.event_count; i++)
		assert_int_equal(sanction_event_counts(&file, &file.events[i]),
				 file.events[i].act != SANCTION_EXCUSE);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sanction_parent WHERE event = (SELECT id FROM"
					   " sanction_event WHERE text LIKE 'Vejledningen%')"), 2);
	assert_refused(f, store_case_event(f->store, &again, &f->err), ERR_BUSY);
}

static void a_case_knows_the_citizens_other_cases_and_when_they_were_decided(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), first = open_case(f, citizen);
	struct sanction_case second = opening(citizen), file = fetch(f, first);
	struct sanction_event decided = after(&file, SANCTION_DECIDE, SANCTION_DECIDED);

	assert_done(f, store_case_event(f->store, &decided, &f->err));
	second.provision = "39";
	assert_done(f, store_case_open(f->store, &second, &f->err));
	file = fetch(f, second.id);
	assert_int_equal(file.other_count, 1);
	assert_string_equal(file.others[0].provision, "37");
	assert_int_equal(file.others[0].event_date.day, day("2026-11-20").day);
	assert_int_equal(file.others[0].state, SANCTION_DECIDED);
	assert_int_equal(file.others[0].decided.day, day("2026-11-23").day);
	file = fetch(f, first);
	assert_int_equal(file.other_count, 1);
	assert_false(date_is_set(file.others[0].decided));
}

static void a_case_comes_with_the_citizens_guidance_oldest_first(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), anna = rows_citizen(f, "2811753101", "Anna", "Østergaard", 0);
	struct guidance late = {
		.citizen = citizen, .date = day("2026-10-12"), .channel = "digital", .text_version = "2026-01"
	};
	struct guidance early = late, other = late;
	struct sanction_case file;

	early.date = day("2026-03-02");
	early.channel = "handed";
	other.citizen = anna;
	assert_done(f, store_guidance_add(f->store, &late, &f->err));
	assert_done(f, store_guidance_add(f->store, &early, &f->err));
	assert_done(f, store_guidance_add(f->store, &other, &f->err));
	file = fetch(f, open_case(f, citizen));
	assert_int_equal(file.guidance_count, 2);
	assert_string_equal(file.guidance[0].channel, "handed");
	assert_string_equal(file.guidance[1].channel, "digital");
}

static void the_list_of_cases_shows_state_and_reply_date(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), id = open_case(f, citizen);
	struct sanction_case file = fetch(f, id);
	struct sanction_event hearing = after(&file, SANCTION_SEND_HEARING, SANCTION_HEARING);
	struct sanction_list cases;

	hearing.due = day("2026-12-07");
	assert_done(f, store_case_event(f->store, &hearing, &f->err));
	assert_done(f, store_cases(f->store, citizen, &f->arena, &cases, &f->err));
	assert_int_equal(cases.count, 1);
	assert_int_equal(cases.rows[0].id, id);
	assert_string_equal(cases.rows[0].provision, "37");
	assert_int_equal(cases.rows[0].state, SANCTION_HEARING);
	assert_int_equal(cases.rows[0].due.day, day("2026-12-07").day);
}

static void a_case_that_is_not_here_is_said_to_be_missing(void **state)
{
	struct store_fixture *f = *state;
	struct sanction_event event = { .sanction_case = 1, .act = SANCTION_CLOSE };
	struct sanction_case file;

	assert_refused(f, store_case(f->store, 1, &f->arena, &file, &f->err), ERR_MISSING);
	assert_refused(f, store_case_event(f->store, &event, &f->err), ERR_MISSING);
}

/* ---- a no-show -------------------------------------------------------------------------------------- */

static struct no_show stayed_away(struct store_fixture *f, int64_t citizen)
{
	struct appointment booked = { 0,
				      citizen,
				      day("2026-11-23"),
				      540,
				      45,
				      "jobsamtale",
				      "",
				      FIXTURE_CASEWORKER,
				      APPOINTMENT_BOOKED };

	assert_done(f, store_appointment_put(f->store, &booked, &f->err));
	return (struct no_show){
		.appointment = booked.id,
		.check = { .citizen = citizen,
			   .requirement = "R08",
			   .event_date = day("2026-11-23"),
			   .evidence = "Mødte ikke kl. 9",
			   .outcome = CHECK_NOT_FULFILLED,
			   .reason = "Intet afbud",
			   .deadline = DATE_NONE },
		.open_case = true,
		.sanction_case = { .provision = "37", .target_group = 2, .source = "appointment:7" },
	};
}

static void a_no_show_is_a_state_a_check_and_a_case(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f);
	struct no_show no_show = stayed_away(f, citizen);
	struct appointment appointment;
	struct sanction_case file;

	assert_done(f, store_no_show(f->store, &no_show, &f->err));
	assert_done(f, store_appointment(f->store, no_show.appointment, &f->arena, &appointment, &f->err));
	assert_int_equal(appointment.state, APPOINTMENT_NO_SHOW);
	file = fetch(f, no_show.sanction_case.id);
	assert_int_equal(file.citizen, citizen);
	assert_int_equal(file.check, no_show.check.id);
	assert_int_equal(file.event_date.day, day("2026-11-23").day);
	assert_int_equal(sanction_state(&file), SANCTION_OBSERVED);
}

static void a_no_show_that_cannot_be_written_whole_is_not_written_at_all(void **state)
{
	struct store_fixture *f = *state;
	struct citizen citizen = rows_citizen_of("1505800101", "Bo", "Ågård");
	struct appointment appointment;
	struct no_show no_show;

	citizen.target_group = 1;
	citizen.benefit = "dagpenge";
	assert_done(f, store_citizen_put(f->store, &citizen, &f->err));
	no_show = stayed_away(f, citizen.id);
	assert_refused(f, store_no_show(f->store, &no_show, &f->err), ERR_REFUSED);
	assert_int_equal(no_show.check.id, 0);
	assert_done(f, store_appointment(f->store, no_show.appointment, &f->arena, &appointment, &f->err));
	assert_int_equal(appointment.state, APPOINTMENT_BOOKED);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check"), 0);
	no_show.open_case = false;
	assert_done(f, store_no_show(f->store, &no_show, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM availability_check"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sanction_case"), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_check_comes_back_as_it_was_made),
		CASE(an_incomplete_check_is_refused_and_nothing_is_written),
		CASE(a_notification_without_the_time_of_day_is_refused),
		CASE(guidance_without_a_date_is_refused),
		CASE(a_case_opens_with_the_event_registered),
		CASE(the_same_event_is_the_same_case),
		CASE(no_case_can_exist_for_an_insured_citizen),
		CASE(events_come_oldest_first_with_what_they_were_made_from),
		CASE(an_event_made_from_an_older_head_is_refused),
		CASE(a_case_with_two_heads_waits_for_a_person),
		CASE(a_person_chooses_which_head_counts_and_the_other_stays_readable),
		CASE(a_case_knows_the_citizens_other_cases_and_when_they_were_decided),
		CASE(a_case_comes_with_the_citizens_guidance_oldest_first),
		CASE(the_list_of_cases_shows_state_and_reply_date),
		CASE(a_case_that_is_not_here_is_said_to_be_missing),
		CASE(a_no_show_is_a_state_a_check_and_a_case),
		CASE(a_no_show_that_cannot_be_written_whole_is_not_written_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
