/* Sanction cases by lot through the runner and the database: whatever is asked for, by whichever effect, what
 * stands there afterwards keeps every promise, and nobody who is insured has a case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/runner_effects.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/cases.h"
#include "samtale/store/people.h"
#include "sanction_truth.h"
#include "store_rows.h"

#define CITIZENS 1200
#define STEPS 45
#define DAY_MS INT64_C(86400000)
#define MS_OF_NOON (DAY_MS / 2)

struct lots {
	struct store_fixture *fixture;
	struct runner runner;
	struct rules rules;
	struct luck luck;
	int64_t authors[2];
	int decided, cases;
};

static void set_day(struct lots *lots, struct date today)
{
	lots->runner.now = fixture_moment(0);
	lots->runner.now.utc_ms = (int64_t)(today.day - day("1970-01-01").day) * DAY_MS + MS_OF_NOON;
	lots->runner.now.date = today;
	store_stamp(lots->fixture->store, lots->runner.caseworker, lots->runner.now);
}

static int64_t somebody(struct lots *lots, int number)
{
	static const char *const benefits[] = { "kontanthjælp", "kontanthjælp", "kontanthjælp", "dagpenge" };
	struct arena *arena = &lots->fixture->arena;
	struct citizen citizen =
		rows_citizen_of(arena_printf(arena, "010190%04d", 1000 + number), "Prøve", "Borger");

	citizen.target_group = 1 + (int)luck_number(&lots->luck, 6);
	citizen.benefit = benefits[luck_number(&lots->luck, LENGTH(benefits))];
	assert_done(lots->fixture, store_citizen_put(lots->fixture->store, &citizen, &lots->fixture->err));
	if (luck_number(&lots->luck, 4) == 0)
		fixture_do(lots->fixture,
			   arena_printf(arena,
					"INSERT INTO benefit_spell(id, citizen, benefit, from_date, to_date)"
					" VALUES((2 << 43) + %d, %lld, 'dagpenge', '2024-12-01', '2025-01-20')",
					7000000 + number, (long long)citizen.id));
	return citizen.id;
}

static void give_guidance(struct lots *lots, int64_t citizen, struct date event)
{
	struct effect effect = { .kind = EFFECT_GUIDANCE_ADD, .arena = &lots->fixture->arena };
	struct guidance guidance;

	if (!luck_guidance(&lots->luck, event, &guidance))
		return;
	guidance.citizen = citizen;
	effect.guidance_add.in = &guidance;
	assert_done(lots->fixture, perform_guidance_add(&lots->runner, &effect, &lots->fixture->err));
}

/* By one of the two effects that open a case; who asks says anything of the group. 0: refused. */
static int64_t open_by_lot(struct lots *lots, int64_t citizen, struct date event)
{
	struct sanction_case opened = { .citizen = citizen,
					.provision = "37",
					.event_date = event,
					.source = "appointment:1",
					.target_group = 2 };
	struct no_show_entry entry = { .check = { .citizen = citizen,
						  .requirement = "R08",
						  .event_date = event,
						  .evidence = "Kom ikke.",
						  .outcome = CHECK_NOT_FULFILLED,
						  .reason = "Intet afbud.",
						  .deadline = DATE_NONE },
				       .open_case = true,
				       .provision = "37",
				       .target_group = 2 };
	struct effect effect = { .kind = EFFECT_CASE_OPEN,
				 .arena = &lots->fixture->arena,
				 .case_open.in = &opened };

	if (luck_number(&lots->luck, 2) == 0)
		return perform_case_open(&lots->runner, &effect, &lots->fixture->err) ? opened.id : 0;
	effect = (struct effect){ .kind = EFFECT_NO_SHOW,
				  .arena = &lots->fixture->arena,
				  .no_show.in = &entry };
	return perform_no_show(&lots->runner, &effect, &lots->fixture->err) ? entry.case_id : 0;
}

static void act_by_lot(struct lots *lots, int64_t id, struct date *today)
{
	struct effect effect = { .kind = EFFECT_CASE_EVENT, .arena = &lots->fixture->arena };
	struct store_fixture *fixture = lots->fixture;
	struct sanction_event made;
	struct sanction_case file;

	assert_done(fixture, store_case(fixture->store, id, &fixture->arena, &file, &fixture->err));
	made = luck_act(&lots->luck, &file, &lots->rules, today, lots->authors, &fixture->arena);
	made.sanction_case = id;
	/* Mostly made from the newest event; a forged or an old one is refused. */
	made.parent = luck_number(&lots->luck, 12) == 0 ? file.events[0].id : file.events[file.event_count - 1].id;
	made.to = SANCTION_DECIDED;
	lots->runner.caseworker = made.author;
	set_day(lots, *today);
	effect.case_event.in = &made;
	err_clear(&fixture->err);
	if (!perform_case_event(&lots->runner, &effect, &fixture->err))
		assert_true(fixture->err.text[0] != '\0');
}

static void look_at(struct lots *lots, int64_t id)
{
	struct store_fixture *fixture = lots->fixture;
	struct sanction_case file;

	assert_done(fixture, store_case(fixture->store, id, &fixture->arena, &file, &fixture->err));
	assert_int_equal(file.heads, 1);
	if (truth_broken(&file) != NULL)
		fail_msg("%s", truth_broken(&file));
	for (size_t i = 0; i < file.event_count; i++)
		lots->decided += file.events[i].act == SANCTION_DECIDE;
}

static void play_a_case(struct lots *lots, int number)
{
	struct date event = day("2025-01-15"), today = event;
	int64_t citizen, id;

	lots->runner.caseworker = lots->authors[0];
	set_day(lots, event);
	citizen = somebody(lots, number);
	give_guidance(lots, citizen, event);
	id = open_by_lot(lots, citizen, event);
	if (id == 0)
		return;
	lots->cases++;
	for (int step = 0; step < STEPS; step++)
		act_by_lot(lots, id, &today);
	look_at(lots, id);
}

static const char insured_cases[] =
	"SELECT count(*) FROM sanction_case f JOIN citizen z ON z.id = f.citizen WHERE z.target_group NOT IN"
	" (2, 3, 4, 5) OR z.benefit = 'dagpenge' OR EXISTS(SELECT 1 FROM benefit_spell b"
	" WHERE b.citizen = z.id AND b.benefit = 'dagpenge')";

static void no_effect_brings_a_case_past_the_law(void **state)
{
	struct store_fixture *fixture = *state;
	struct lots lots = { .fixture = fixture, .luck = { 20250117 } };
	struct arena law;

	arena_init(&law);
	assert_done(fixture, rules_load(NULL, &law, &lots.rules, &fixture->err));
	lots.authors[0] = rows_me(fixture);
	lots.authors[1] = rows_caseworker(fixture, "anlu", "Anne Lund");
	lots.runner = (struct runner){ .store = fixture->store,
				       .rules = &lots.rules,
				       .municipality = "Odense Kommune",
				       .groff = "/nowhere/groff", /* kept as text */
				       .contact = "Telefon 12 34 56 78" };
	for (int number = 0; number < CITIZENS; number++) {
		play_a_case(&lots, number);
		arena_reset(&fixture->arena);
	}
	arena_done(&law);
	assert_int_equal(fixture_number(fixture, insured_cases), 0);
	print_message("%d citizens, %d cases, %d decisions\n", CITIZENS, lots.cases, lots.decided);
	assert_in_range(lots.cases, 300, CITIZENS);
	assert_in_range(lots.decided, 60, CITIZENS);
	assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sanction_parent GROUP BY parent"
						 " HAVING count(*) > 1 UNION ALL SELECT 0 LIMIT 1"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_effect_brings_a_case_past_the_law, store_fixture_setup_open,
						store_fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
