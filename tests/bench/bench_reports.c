/* bench_reports.c - every report on ten thousand citizens, from an empty database on. Prints milliseconds;
 * fails on nothing.
 *
 * bench_reports DATABASE-TO-MAKE */
#include <stdio.h>

#include "samtale/exchange/report.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/import.h"
#include "stopwatch.h"

#define CITIZENS 10000
#define EFFORTS 20

static void must(bool done, const struct err *err)
{
	if (!done)
		BUG(err->text);
}

static struct date day(int number)
{
	return (struct date){ 20000 + number };
}

static void add_efforts(struct store *store, int64_t *efforts, struct arena *arena, struct err *err)
{
	enum import_effect effect;

	for (int i = 0; i < EFFORTS; i++) {
		struct effort effort = { .code = arena_printf(arena, "E%02d", i),
					 .name = "An effort",
					 .kind = "",
					 .description = "",
					 .from = day(0),
					 .to = DATE_NONE,
					 .unit_cost_ore = 100000 };

		must(store_import_effort(store, &effort, &effect, err), err);
		efforts[i] = effort.id;
	}
}

/* Two benefit spells, two enrolments and an outcome each. */
static void add_citizen(struct store *store, int number, const int64_t *efforts, int64_t caseworker,
			struct arena *arena, struct err *err)
{
	struct citizen citizen = { .cpr = arena_printf(arena, "%02d%02d%02d%04d", 2 + number % 27,
						       1 + number % 12, 50 + number % 40,
						       1000 + number % 9000),
				   .given_names = "Ane",
				   .surname = arena_printf(arena, "Prøve %d", number),
				   .target_group = 1 + number % 13,
				   .coordinator = caseworker };
	enum import_effect effect;

	must(store_import_citizen(store, &citizen, &effect, err), err);
	for (int i = 0; i < 2; i++) {
		struct benefit_spell spell = { .citizen = citizen.id,
					       .benefit = i > 0 ? "kontanthjælp" : "dagpenge",
					       .from = day(-1000 + 600 * i + number % 300),
					       .to = i > 0 ? DATE_NONE : day(-700 + number % 300) };
		struct enrolment enrolment = { .citizen = citizen.id,
					       .effort = efforts[(number + i * 7) % EFFORTS],
					       .invited = day(number % 200),
					       .started = day(10 + number % 200),
					       .ended = day(100 + number % 200),
					       .completed = number % 2,
					       .dropout = "" };

		must(store_import_benefit(store, &spell, &effect, err), err);
		must(store_import_enrolment(store, &enrolment, &effect, err), err);
	}
	if (number % 3 == 0) {
		struct outcome outcome = { .citizen = citizen.id,
					   .effort = efforts[number % EFFORTS],
					   .status = "JOB",
					   .date = day(300),
					   .source = "" };

		must(store_import_outcome(store, &outcome, &effect, err), err);
	}
}

static void fill(struct store *store, struct arena *arena, struct err *err)
{
	struct caseworker caseworkers[25];
	int64_t efforts[EFFORTS], batch;
	enum import_effect effect;

	must(store_import_begin(store, "bench", err), err);
	for (int i = 0; i < 25; i++) {
		caseworkers[i] = (struct caseworker){ .initials = arena_printf(arena, "c%02d", i),
						      .name = "A caseworker",
						      .team = i % 2 ? "JOB" : "ASM" };
		must(store_import_caseworker(store, &caseworkers[i], &effect, err), err);
	}
	add_efforts(store, efforts, arena, err);
	for (int i = 0; i < CITIZENS; i++)
		add_citizen(store, i, efforts, caseworkers[i % 25].id, arena, err);
	must(store_import_end(store, &batch, err), err);
}

static void make_effect(struct store *store, const struct rules *rules, struct arena *arena, struct str *out,
			struct err *err)
{
	struct effect_source source;
	struct effect_report report;

	(void)rules;
	must(store_effect_source(store, arena, &source, err), err);
	effect_report_build(&source, arena, &report);
	report_effect(&report, NULL, REPORT_JSON, out);
}

static void make_refund(struct store *store, const struct rules *rules, struct arena *arena, struct str *out,
			struct err *err)
{
	struct refund_ladder ladder;
	struct refund_report report;
	struct refund_rows rows;

	must(refund_ladder_read(rules, day(700), &ladder, err), err);
	must(store_refund_rows(store, 0, arena, &rows, err), err);
	refund_report_build(&ladder, rows.people, rows.person_count, rows.spells, rows.spell_count, NULL,
			    day(700), arena, &report);
	report_refund(&report, REPORT_JSON, out);
}

static void make_population(struct store *store, const struct rules *rules, struct arena *arena,
			    struct str *out, struct err *err)
{
	struct population_person *people;
	struct population_report report;
	size_t count;

	must(store_population_people(store, day(700), arena, &people, &count, err), err);
	must(population_report_build(people, count, rules, day(700), arena, &report, err), err);
	report_population(&report, REPORT_JSON, out);
}

static void make_registers(struct store *store, const struct rules *rules, struct arena *arena,
			   struct str *out, struct err *err)
{
	struct register_row *rows;
	size_t count;

	(void)rules;
	must(store_registers(store, day(700), arena, &rows, &count, err), err);
	report_registers(rows, count, REPORT_JSON, out);
}

static const struct {
	const char *name;
	void (*make)(struct store *, const struct rules *, struct arena *, struct str *, struct err *);
} reports[] = {
	{ "effect", make_effect },
	{ "refund", make_refund },
	{ "population", make_population },
	{ "registers", make_registers },
};

int main(int argc, char **argv)
{
	static const unsigned char random[64];
	struct store_options options = { .mode = STORE_CREATE, .random = random };
	struct store *store;
	struct rules rules;
	struct arena arena;
	struct err err;

	if (argc != 2)
		return 2;
	arena_init(&arena);
	must(rules_load(NULL, &arena, &rules, &err), &err);
	must(store_open(argv[1], &options, &store, &err), &err);
	store_stamp(store, 1, (struct moment){ .utc_ms = 1, .date = day(700), .minute = 0 });
	fill(store, &arena, &err);
	for (size_t i = 0; i < LENGTH(reports); i++) {
		double begun = now_ms();
		struct arena scratch;
		struct str out;

		arena_init(&scratch);
		str_init(&out);
		reports[i].make(store, &rules, &scratch, &out, &err);
		printf("report %-12s %5d citizens  %7.1f ms  %zu bytes\n", reports[i].name, CITIZENS,
		       now_ms() - begun, out.length);
		str_done(&out);
		arena_done(&scratch);
	}
	store_close(store);
	arena_done(&arena);
	return 0;
}
