/* Matching: what excludes, what is asked about, what gives points, the order, the words, who is never proposed. */

#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/match_page.h"
#include "samtale/guide/rules_load.h"

#define TODAY "2026-11-23"
#define CITIZENS 40
#define OPENINGS 30

static struct arena arena;
static struct rules rules;

static int setup(void **state)
{
	struct err err;

	(void)state;
	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	return rules_load(NULL, &arena, &rules, &err) ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* Job-ready, lives in Odense C, wants to be a store keeper, speaks Danish, has no licence, is skilled. */
static struct match_citizen somebody(int64_t id)
{
	return (struct match_citizen){
		.id = id, .cpr = "1204671101", .given_names = "Åse", .surname = "Thøgersen", .coordinator_initials = "meho",
		.postcode = "5000", .language = "da", .job_goal = "Lagermedarbejder", .disco08 = "4321", .education = "faglært",
		.benefit_from = day("2026-04-13"), .target_group = 2, .last_referral = DATE_NONE,
	};
}

static struct match_opening job(int64_t id, const char *needs)
{
	return (struct match_opening){
		.id = id, .number = "J1", .title = "Lagermedarbejder", .employer_name = "Havnens Lager A/S", .disco08 = "4321",
		.postcode = "5000", .form = "ordinær", .needs = needs, .deadline = day("2026-12-04"), .weekly_hours = 37,
		.places = 2,
	};
}

static struct match_table table_of(struct match_citizen *citizens, size_t citizen_count, struct match_opening *openings,
				   size_t opening_count, struct match_answer *answers, size_t answer_count)
{
	struct match_table table = {
		.citizens = citizens, .citizen_count = citizen_count, .openings = openings, .opening_count = opening_count,
		.answers = answers, .answer_count = answer_count, .today = day(TODAY),
	};
	struct err err;

	assert_true(match_points_read(&rules, table.today, &table.points, &err));
	match_prepare(&table, &arena);
	return table;
}

static struct match_verdict judge(struct match_citizen citizen, struct match_opening opening)
{
	struct match_table table = table_of(&citizen, 1, &opening, 1, NULL, 0);

	return match_judge(&table, &table.citizens[0], &table.openings[0]);
}

#define EXCLUDED(reason) (1U << (reason))

/* ---- what excludes, and what is asked about ---------------------------------------------------------------- */

static void a_need_is_met_not_met_or_asked_about_by_what_is_written(void **state)
{
	static const struct {
		const char *needs, *language;
		bool licence, interpreter;
		unsigned excluded;
		int asks;
	} cases[] = {
		{ "", "da", false, false, 0, 0 },
		{ "kørekort B", "da", true, false, 0, 0 },
		{ "kørekort B", "da", false, false, EXCLUDED(MATCH_NEED), 0 },
		{ "kørekort C", "da", true, false, 0, 1 }, /* B is written, C nobody has asked about */
		{ "kørekort C", "da", false, false, EXCLUDED(MATCH_NEED), 0 },
		{ "kørekort D1", "da", false, false, EXCLUDED(MATCH_NEED), 0 }, /* a word the program does not know */
		{ "dansk niveau 2", "da", false, false, 0, 0 },
		{ "dansk niveau 2", "ar", false, false, 0, 1 }, /* another language says nothing about Danish */
		{ "dansk niveau 2", "ar", false, true, EXCLUDED(MATCH_NEED), 0 },
		{ "engelsk", "en", false, false, 0, 0 },
		{ "engelsk", "da", false, false, 0, 1 },
		{ "truckcertifikat|ren straffeattest", "da", false, false, 0, 2 },
		{ "kan danse tango", "da", false, false, 0, 1 },
		{ " kørekort B | truckcertifikat ", "da", true, false, 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct match_citizen citizen = somebody(1);
		struct match_verdict verdict;

		citizen.driving_licence = cases[i].licence;
		citizen.interpreter = cases[i].interpreter;
		citizen.language = cases[i].language;
		verdict = judge(citizen, job(1, cases[i].needs));
		if (verdict.excluded != cases[i].excluded || verdict.asks != cases[i].asks)
			fail_msg("case %zu, %s: excluded %x, asks %d", i, cases[i].needs, verdict.excluded, verdict.asks);
	}
}

static void a_form_fits_the_target_group_or_excludes(void **state)
{
	static const struct {
		int group;
		const char *form;
		bool fits;
		int asks;
	} cases[] = {
		{ 2, "ordinær", true, 0 },  { 9, "ordinær", false, 0 },   { 9, "fleksjob", true, 0 },
		{ 2, "fleksjob", false, 0 }, { 3, "virksomhedspraktik", true, 0 }, { 13, "løntilskud", false, 0 },
		{ 2, "studiejob", true, 1 }, /* whether somebody studies is asked */
		{ 2, "sæsonarbejde", true, 1 }, /* a form the program does not know is asked about */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct match_citizen citizen = somebody(1);
		struct match_opening opening = job(1, "");
		struct match_verdict verdict;

		citizen.target_group = cases[i].group;
		opening.form = cases[i].form;
		verdict = judge(citizen, opening);
		if (!verdict.excluded != cases[i].fits || verdict.asks != cases[i].asks)
			fail_msg("group %d, %s: excluded %x, asks %d", cases[i].group, cases[i].form, verdict.excluded,
				 verdict.asks);
	}
}

static void what_the_citizen_said_decides_over_what_is_written(void **state)
{
	struct match_answer answers[] = {
		{ 1, "truckcertifikat", 1 }, { 1, "dansk niveau 2", 0 }, { 1, MATCH_NEED_HOURS, 20 }, { 2, "truckcertifikat", 0 },
	};
	struct match_opening openings[] = { job(1, "truckcertifikat"), job(2, "dansk niveau 2"), job(3, "") };
	struct match_citizen citizen = somebody(1);
	struct match_table table;

	(void)state;
	openings[0].weekly_hours = openings[1].weekly_hours = 20;
	table = table_of(&citizen, 1, openings, 3, answers, 4);
	for (size_t i = 0; i < 3; i++) {
		const struct match_opening *opening = &table.openings[i];
		struct match_verdict verdict = match_judge(&table, &table.citizens[0], opening);

		assert_int_equal(verdict.asks, 0);
		assert_int_equal(verdict.excluded, opening->id == 1 ? 0 : opening->id == 2 ? EXCLUDED(MATCH_NEED) : EXCLUDED(MATCH_HOURS));
	}
}

static void a_passed_deadline_and_taken_places_exclude(void **state)
{
	struct match_opening opening = job(1, "");

	(void)state;
	opening.deadline = day("2026-11-22");
	assert_int_equal(judge(somebody(1), opening).excluded, EXCLUDED(MATCH_CLOSED));
	opening.deadline = day(TODAY);
	assert_int_equal(judge(somebody(1), opening).excluded, 0);
	opening.hired = 2;
	assert_int_equal(judge(somebody(1), opening).excluded, EXCLUDED(MATCH_FILLED));
	opening.places = 3;
	assert_int_equal(judge(somebody(1), opening).excluded, 0);
}

static void more_kinds_of_needs_than_there_are_bits_are_still_asked_about(void **state)
{
	struct match_citizen citizen = somebody(1);
	struct match_opening openings[MATCH_NEEDS_MAX + 5];
	struct match_table table;

	(void)state;
	for (int i = 0; i < MATCH_NEEDS_MAX + 5; i++) {
		openings[i] = job(i + 1, arena_printf(&arena, "krav %d", i));
		openings[i].number = arena_printf(&arena, "J%04d", i);
	}
	table = table_of(&citizen, 1, openings, MATCH_NEEDS_MAX + 5, NULL, 0);
	for (int i = 0; i < MATCH_NEEDS_MAX + 5; i++)
		assert_int_equal(match_judge(&table, &table.citizens[0], &table.openings[i]).asks, 1);
}

/* ---- points -------------------------------------------------------------------------------------------------- */

static void points_follow_the_rows_of_the_rule_file(void **state)
{
	static const struct {
		const char *disco, *goal, *postcode, *education;
		int points;
	} cases[] = {
		{ "4321", "", "5000", "faglært", 75 },           /* 40 occupation + 15 postcode + 10 education + 10 form */
		{ "4322", "", "5000", "faglært", 55 },           /* 20 the same minor group */
		{ "4311", "", "5000", "faglært", 45 },           /* 10 the same sub-major group */
		{ "", "lagermedarbejder", "5000", "faglært", 75 }, /* the goal in words, folded */
		{ "7115", "", "5270", "faglært", 30 },           /* both in town */
		{ "7115", "", "5600", "faglært", 25 },           /* both on Funen */
		{ "7115", "", "8000", "faglært", 20 },
		{ "7115", "", "", "", 10 },
		{ "7115", "", "8000", "ingen", 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct match_citizen citizen = somebody(1);
		int points;

		citizen.disco08 = cases[i].disco;
		citizen.job_goal = cases[i].goal;
		citizen.postcode = cases[i].postcode;
		citizen.education = cases[i].education;
		points = judge(citizen, job(1, "")).points;
		if (points != cases[i].points)
			fail_msg("case %zu: %d points, not %d", i, points, cases[i].points);
	}
}

static void who_somebody_is_gives_and_takes_nothing(void **state)
{
	struct match_citizen one = somebody(1), other = somebody(2);

	(void)state;
	other.language = "so";
	other.cpr = "0303045101";
	other.given_names = "Hawa";
	other.is_protected = true;
	assert_int_equal(judge(one, job(1, "kørekort C")).points, judge(other, job(1, "kørekort C")).points);
}

static void a_missing_row_is_named(void **state)
{
	struct match_points points;
	struct rules none = { NULL, 0 };
	struct err err;

	(void)state;
	assert_false(match_points_read(&none, day(TODAY), &points, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "match.points.occupation"));
}

/* ---- the order ------------------------------------------------------------------------------------------------- */

/* Pseudo-random and the same everywhere. */
static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7fff;
}

static void rows_make(struct match_citizen *citizens, struct match_opening *openings)
{
	static const char *const needs[] = { "", "kørekort B", "truckcertifikat|dansk niveau 2", "kørekort C|engelsk" };
	static const char *const disco[] = { "4321", "4322", "7115", "9412" };
	static const char *const forms[] = { "ordinær", "fleksjob", "virksomhedspraktik", "studiejob" };
	unsigned seed = 7;

	for (int i = 0; i < CITIZENS; i++) {
		citizens[i] = somebody(i + 1);
		citizens[i].cpr = arena_printf(&arena, "12046%05d", i);
		citizens[i].disco08 = disco[next(&seed) % 4];
		citizens[i].driving_licence = next(&seed) % 2;
		citizens[i].interpreter = next(&seed) % 4 == 0;
		citizens[i].referrals = (int)(next(&seed) % 2);
		citizens[i].target_group = next(&seed) % 3 ? 2 : 9;
	}
	for (int i = 0; i < OPENINGS; i++) {
		openings[i] = job(i + 1, needs[next(&seed) % 4]);
		openings[i].number = arena_printf(&arena, "J%04d", i);
		openings[i].disco08 = disco[next(&seed) % 4];
		openings[i].form = forms[next(&seed) % 4];
	}
}

static void shuffle(void *rows, size_t count, size_t size, unsigned seed)
{
	char *at = rows, *spare = arena_alloc(&arena, size);

	for (size_t i = count; i > 1; i--) {
		size_t other = next(&seed) % i;

		memcpy(spare, at + (i - 1) * size, size);
		memcpy(at + (i - 1) * size, at + other * size, size);
		memcpy(at + other * size, spare, size);
	}
}

/* Every ranking both ways, as ids. */
static const char *all_rankings(const struct match_table *table)
{
	struct match_ranking ranking;
	struct str out;
	const char *text;

	str_init(&out);
	match_ranking_init(&ranking, table, &arena);
	for (size_t i = 0; i < table->citizen_count; i++) {
		match_openings(table, i, &ranking);
		str_addf(&out, "\nc%lld:", (long long)table->citizens[i].id);
		for (size_t k = 0; k < ranking.count; k++)
			str_addf(&out, " %lld/%d", (long long)table->openings[ranking.rows[k].index].id, ranking.rows[k].points);
	}
	for (size_t i = 0; i < table->opening_count; i++) {
		match_citizens(table, i, &ranking);
		str_addf(&out, "\no%lld:", (long long)table->openings[i].id);
		for (size_t k = 0; k < ranking.count; k++)
			str_addf(&out, " %lld/%d", (long long)table->citizens[ranking.rows[k].index].id, ranking.rows[k].points);
	}
	text = arena_strdup(&arena, out.text);
	str_done(&out);
	return text;
}

static void the_ranking_does_not_depend_on_the_order_of_the_input(void **state)
{
	const char *first = NULL;

	(void)state;
	for (unsigned round = 0; round < 20; round++) {
		struct match_citizen citizens[CITIZENS];
		struct match_opening openings[OPENINGS];
		struct match_answer answers[] = { { 3, "truckcertifikat", 1 }, { 5, "truckcertifikat", 0 }, { 9, "engelsk", 1 } };
		struct match_table table;
		const char *text;

		rows_make(citizens, openings);
		shuffle(citizens, CITIZENS, sizeof(*citizens), round);
		shuffle(openings, OPENINGS, sizeof(*openings), round + 100);
		shuffle(answers, 3, sizeof(*answers), round + 200);
		table = table_of(citizens, CITIZENS, openings, OPENINGS, answers, 3);
		text = all_rankings(&table);
		if (!first)
			first = text;
		assert_string_equal(text, first);
	}
	assert_true(strlen(first) > 1000);
}

static void a_ranking_is_by_points_then_questions_then_the_tables_order(void **state)
{
	struct match_citizen citizens[CITIZENS];
	struct match_opening openings[OPENINGS];
	struct match_ranking ranking;
	struct match_table table;

	(void)state;
	rows_make(citizens, openings);
	table = table_of(citizens, CITIZENS, openings, OPENINGS, NULL, 0);
	match_ranking_init(&ranking, &table, &arena);
	for (size_t i = 0; i < table.citizen_count; i++) {
		match_openings(&table, i, &ranking);
		assert_int_equal(ranking.count + ranking.excluded, OPENINGS);
		for (size_t k = 1; k < ranking.count; k++) {
			const struct match_rank *a = &ranking.rows[k - 1], *b = &ranking.rows[k];

			assert_true(a->points > b->points ||
				    (a->points == b->points &&
				     (a->asks < b->asks || (a->asks == b->asks && a->index < b->index))));
		}
	}
}

static void among_equals_the_least_proposed_comes_first_then_the_longest_on_benefit(void **state)
{
	struct match_citizen citizens[] = { somebody(1), somebody(2), somebody(3) };
	struct match_opening opening = job(1, "");
	struct match_ranking ranking;
	struct match_table table;

	(void)state;
	citizens[0].referrals = 1;
	citizens[1].benefit_from = day("2026-05-01");
	citizens[2].benefit_from = day("2019-05-01");
	table = table_of(citizens, 3, &opening, 1, NULL, 0);
	match_ranking_init(&ranking, &table, &arena);
	match_citizens(&table, 0, &ranking);
	assert_int_equal(ranking.count, 3);
	assert_int_equal(table.citizens[ranking.rows[0].index].id, 3);
	assert_int_equal(table.citizens[ranking.rows[1].index].id, 2);
	assert_int_equal(table.citizens[ranking.rows[2].index].id, 1);
}

/* ---- in words ---------------------------------------------------------------------------------------------------- */

static bool says(const struct match_texts *texts, const char *line)
{
	for (size_t i = 0; i < texts->count; i++)
		if (str_equal(texts->lines[i], line))
			return true;
	return false;
}

static void a_pair_tells_what_speaks_for_it_what_is_missing_and_what_closes_the_gap(void **state)
{
	struct match_opening opening = job(1, "kørekort B|truckcertifikat|dansk niveau 2");
	struct match_citizen citizen = somebody(1);
	struct match_explained explained;
	struct match_table table;

	(void)state;
	table = table_of(&citizen, 1, &opening, 1, NULL, 0);
	match_explain(&table, &table.citizens[0], &table.openings[0], &arena, &explained);
	assert_true(says(&explained.good, "the citizen's own job goal"));
	assert_true(says(&explained.good, "has: Danish at level 2"));
	assert_true(says(&explained.missing, "lacks: driving licence B"));
	assert_true(says(&explained.missing, "ask the citizen: forklift certificate"));
	assert_true(says(&explained.closes, "driving licence B: driving lessons, or a lift from home to work"));
	assert_int_equal(explained.asked_count, 1);
	assert_string_equal(explained.asked[0], "truckcertifikat");
	assert_string_equal(match_excluded_text(&table, &table.citizens[0], &table.openings[0], &arena),
			    "lacks: driving licence B");
}

static void a_shortlist_names_only_those_who_said_yes_and_are_not_protected(void **state)
{
	struct match_citizen citizens[] = { somebody(1), somebody(2), somebody(3), somebody(4) };
	struct match_page_query query = { .opening = 1 };
	struct referral_list referrals = { 0 };
	struct match_opening opening = job(1, "truckcertifikat");
	struct match_table table;
	struct match_page page;
	const char *text;
	struct err err;

	(void)state;
	citizens[0].consent = REFERRAL_CONSENT_YES;
	citizens[1].given_names = "Ali";
	citizens[1].consent = REFERRAL_CONSENT_NO;
	citizens[2].given_names = "Bo";
	citizens[3].given_names = "Signe";
	citizens[3].consent = REFERRAL_CONSENT_YES;
	citizens[3].is_protected = true;
	table = table_of(citizens, 4, &opening, 1, NULL, 0);
	assert_true(match_page_make(&table, &referrals, &query, &arena, &page, &err));
	text = match_shortlist_text(&page, day(TODAY), &arena);
	assert_non_null(strstr(text, "1. Åse Thøgersen, looks for work as Lagermedarbejder\n"));
	assert_non_null(strstr(text, "forklift certificate: to be talked about"));
	assert_non_null(strstr(text, "3 more fit and are not named without consent."));
	assert_null(strstr(text, "Ali"));
	assert_null(strstr(text, "Bo "));
	assert_null(strstr(text, "Signe"));
	assert_null(strstr(text, "120467"));
}

static void a_page_of_nobody_is_refused(void **state)
{
	struct match_page_query query = { .citizen = 99 };
	struct referral_list referrals = { 0 };
	struct match_table table = table_of(NULL, 0, NULL, 0, NULL, 0);
	struct match_page page;
	struct err err;

	(void)state;
	assert_false(match_page_make(&table, &referrals, &query, &arena, &page, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

/* ---- who is never proposed ------------------------------------------------------------------------------------------ */

static void who_is_never_proposed_is_listed_with_what_is_in_the_way(void **state)
{
	struct match_citizen citizens[] = { somebody(1), somebody(2), somebody(3), somebody(4), somebody(5) };
	struct match_opening openings[] = { job(1, "kørekort B"), job(2, "kørekort B"), job(3, "kørekort B|dansk niveau 2") };
	struct match_table table;
	struct match_never never;

	(void)state;
	citizens[1].driving_licence = true;                   /* everything fits, never referred */
	citizens[2].driving_licence = true;
	citizens[2].last_referral = day("2026-11-01");        /* lately */
	citizens[3].last_referral = day("2026-08-25");        /* 90 days ago */
	citizens[4].settled = true;
	table = table_of(citizens, 5, openings, 3, NULL, 0);
	match_never(&table, 0, &arena, &never);
	assert_int_equal(never.looked_at, 5);
	assert_int_equal(never.settled, 1);
	assert_int_equal(never.count, 3);
	assert_int_equal(never.never, 2);
	assert_int_equal(never.long_ago, 1);
	assert_int_equal(never.without_fit, 2);
	assert_int_equal(never.by_main[MATCH_NEED], 2);
	assert_int_equal(never.rows[0].fits, 0);
	assert_string_equal(never.rows[0].closer, "kørekort B");
	assert_int_equal(never.rows[0].closes, 3);
	assert_int_equal(never.rows[2].fits, 3);
	assert_null(never.rows[2].closer);
	match_never(&table, 42, &arena, &never);
	assert_int_equal(never.looked_at, 0);
}

/* ---- referrals ------------------------------------------------------------------------------------------------------- */

static void what_came_of_a_referral_says_when_why_and_when_next(void **state)
{
	static const struct {
		enum referral_state state;
		const char *date, *reason, *follow_up;
		bool complete;
	} cases[] = {
		{ REFERRAL_INTERVIEW, TODAY, "", "2026-11-30", true },
		{ REFERRAL_INTERVIEW, TODAY, "", "", false },
		{ REFERRAL_INTERVIEW, TODAY, "", "2026-11-22", false },
		{ REFERRAL_INTERVIEW, "2026-11-24", "", "2026-11-30", false },
		{ REFERRAL_HIRED, TODAY, "", "", true },
		{ REFERRAL_NO, TODAY, "another had a licence", "", true },
		{ REFERRAL_NO, TODAY, " ", "", false },
		{ REFERRAL_HIRED, "", "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct referral_event event = { .state = cases[i].state, .reason = cases[i].reason, .date = DATE_NONE,
						.follow_up = DATE_NONE };
		struct err err;

		if (*cases[i].date)
			event.date = day(cases[i].date);
		if (*cases[i].follow_up)
			event.follow_up = day(cases[i].follow_up);
		if (referral_event_is_complete(&event, day(TODAY), &err) != cases[i].complete)
			fail_msg("case %zu", i);
	}
}

static void nobody_is_named_without_a_yes(void **state)
{
	struct err err;

	(void)state;
	assert_true(referral_has_consent(REFERRAL_CONSENT_YES, &err));
	assert_false(referral_has_consent(REFERRAL_CONSENT_NO, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(referral_has_consent(REFERRAL_NEVER_ASKED, &err));
	assert_non_null(strstr(err.text, "K records the answer"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_need_is_met_not_met_or_asked_about_by_what_is_written),
		cmocka_unit_test(a_form_fits_the_target_group_or_excludes),
		cmocka_unit_test(what_the_citizen_said_decides_over_what_is_written),
		cmocka_unit_test(a_passed_deadline_and_taken_places_exclude),
		cmocka_unit_test(more_kinds_of_needs_than_there_are_bits_are_still_asked_about),
		cmocka_unit_test(points_follow_the_rows_of_the_rule_file),
		cmocka_unit_test(who_somebody_is_gives_and_takes_nothing),
		cmocka_unit_test(a_missing_row_is_named),
		cmocka_unit_test(the_ranking_does_not_depend_on_the_order_of_the_input),
		cmocka_unit_test(a_ranking_is_by_points_then_questions_then_the_tables_order),
		cmocka_unit_test(among_equals_the_least_proposed_comes_first_then_the_longest_on_benefit),
		cmocka_unit_test(a_pair_tells_what_speaks_for_it_what_is_missing_and_what_closes_the_gap),
		cmocka_unit_test(a_shortlist_names_only_those_who_said_yes_and_are_not_protected),
		cmocka_unit_test(a_page_of_nobody_is_refused),
		cmocka_unit_test(who_is_never_proposed_is_listed_with_what_is_in_the_way),
		cmocka_unit_test(what_came_of_a_referral_says_when_why_and_when_next),
		cmocka_unit_test(nobody_is_named_without_a_yes),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
