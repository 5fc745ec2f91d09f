/* The property that no sequence of acts reaches a sanction without guidance, hearing and assessment, and that
 * the test which says so can fail: each guard of the table is taken away in turn, and it must be noticed.
 *
 * The table of guards stands here once more, from its own file, so that it can be changed: the library's is not
 * linked then. */
#define act_guards shipped_guards
#include "domain/sanction_guards.c"
#undef act_guards

#include "sanction_play.h"
#include "sanction_truth.h"

#define ROUNDS 6000
#define STEPS 60
#define DAY_MS INT64_C(86400000)

struct shipped_guards act_guards[SANCTION_ACTS];

/* Asked instead of the case's own, see --wrap in Makefile.am. */
static bool guidance_is_believed;
bool __real_guidance_was_given(const struct sanction_case *file);
bool __wrap_guidance_was_given(const struct sanction_case *file);
bool __real_guidance_was_not_given(const struct sanction_case *file);
bool __wrap_guidance_was_not_given(const struct sanction_case *file);

bool __wrap_guidance_was_given(const struct sanction_case *file)
{
	return guidance_is_believed || __real_guidance_was_given(file);
}

bool __wrap_guidance_was_not_given(const struct sanction_case *file)
{
	return !guidance_is_believed && __real_guidance_was_not_given(file);
}

static void take_away(void (**guards)(struct attempt *), void (*guard)(struct attempt *))
{
	size_t kept = 0;

	for (size_t i = 0; i <= GUARDS_MAX; i++)
		if (guards[i] != guard)
			guards[kept++] = guards[i];
	while (kept <= GUARDS_MAX)
		guards[kept++] = NULL;
}

/* The shipped table without these guards, wherever they are asked. */
static void without(void (*first)(struct attempt *), void (*second)(struct attempt *))
{
	memcpy(act_guards, shipped_guards, sizeof(act_guards));
	for (int act = 0; act < SANCTION_ACTS; act++) {
		take_away(act_guards[act].facts, first);
		take_away(act_guards[act].form, first);
		take_away(act_guards[act].facts, second);
		take_away(act_guards[act].form, second);
	}
}

struct tally {
	int decided, paid, careful, remitted, refused;
	const char *broken; /* the first promise that was broken */
};

/* Every refusal says what is missing or which state it is, and points at something that can be done. */
static void look_at_refusal(const struct play *scene, const struct sanction_event *made)
{
	enum sanction_act acts[SANCTION_ACTS], mend = sanction_mend(&scene->file, made->act, &scene->missing);
	size_t count = sanction_acts_from(sanction_state(&scene->file), acts);
	bool is_there = mend == SANCTION_ACTS;

	assert_true(scene->err.code == ERR_REFUSED && scene->err.text[0] != '\0');
	for (size_t i = 0; i < scene->missing.count; i++)
		assert_non_null(strstr(scene->err.text, scene->missing.items[i].text));
	for (size_t i = 0; i < count; i++)
		is_there |= acts[i] == mend;
	if (!is_there)
		fail_msg("»%s« cannot be done now: %s", sanction_act_name(mend), scene->err.text);
	for (size_t i = 0; i < scene->missing.count; i++)
		if (scene->missing.items[i].mended_by != SANCTION_ACTS && mend == SANCTION_ACTS && count > 0)
			fail_msg("nothing mends %s", scene->err.text);
}

static void play_a_case(struct luck *luck, struct tally *tally)
{
	static const int64_t authors[] = { ADVISER, COLLEAGUE };
	struct play *scene = play(2 + (int)luck_number(luck, 4), "2025-01-15");
	struct date today = scene->file.event_date;
	bool decided = false;

	if (luck_guidance(luck, today, &scene->guidance))
		scene->file.guidance_count = 1;
	for (int step = 0; step < STEPS && scene->file.event_count < EVENTS_MAX - 1; step++) {
		struct sanction_event made =
			luck_act(luck, &scene->file, &scene->rules, &today, authors, &scene->arena);
		size_t count = scene->file.event_count;

		made.id = (int64_t)count + 1;
		made.parent = (int64_t)count;
		made.letter = letter_with(&scene->file, &made);
		made.at = (int64_t)(today.day - day("1970-01-01").day) * DAY_MS;
		if (!sanction_may(&scene->file, &scene->rules, &made, today, &scene->missing, &scene->err)) {
			tally->refused++;
			look_at_refusal(scene, &made);
			continue;
		}
		scene->events[scene->file.event_count++] = made;
		decided |= made.act == SANCTION_DECIDE;
		tally->paid += made.act == SANCTION_PAY;
		tally->remitted += made.act == SANCTION_BOARD_REMITTED;
	}
	tally->decided += decided;
	tally->careful += decided && (scene->file.target_group == 3 || scene->file.target_group == 5);
	if (tally->broken == NULL)
		tally->broken = truth_broken(&scene->file);
}

static struct tally play_many(uint64_t seed, int rounds)
{
	struct luck luck = { seed };
	struct tally tally = { 0 };

	for (int round = 0; round < rounds && tally.broken == NULL; round++)
		play_a_case(&luck, &tally);
	return tally;
}

/* "no sequence of actions reaches DECIDED without guidance, hearing and assessment" */
static void no_sequence_of_acts_breaks_a_promise(void **state)
{
	struct tally tally;

	(void)state;
	memcpy(act_guards, shipped_guards, sizeof(act_guards));
	tally = play_many(20250115, ROUNDS);
	if (tally.broken != NULL)
		fail_msg("%s", tally.broken);
	print_message("%d cases: %d decided (%d activity-ready), %d paid, %d remitted, %d refusals\n", ROUNDS,
		      tally.decided, tally.careful, tally.paid, tally.remitted, tally.refused);
	assert_in_range(tally.decided, 200, ROUNDS);
	assert_in_range(tally.careful, 20, ROUNDS);
	assert_in_range(tally.paid, 50, ROUNDS);
	assert_in_range(tally.remitted, 5, ROUNDS);
}

static const struct {
	const char *name;
	void (*first)(struct attempt *), (*second)(struct attempt *);
	bool believed; /* and the transition believes that guidance was given */
	const char *noticed;
} mutants[] = {
	{ "guidance", guidance_is_given, guidance_is_checked, true,
	  "heard without guidance" },
	{ "group", group_may_be_sanctioned, NULL, false,
	  "a case for somebody who cannot have one" },
	{ "attempt to reach", contact_is_attempted, NULL, false,
	  "no attempt to reach the activity-ready citizen" },
	{ "reply date", reply_date_has_passed, NULL, false,
	  "the reply date had not passed" },
	{ "order of days", day_is_right, NULL, false,
	  "a day before the event or in the future" },
	{ "grounds", grounds_are_assessed, ground_is_refused, false,
	  "a ground that was not refused" },
	{ "ground accepted", ground_is_refused, NULL, false,
	  "a ground that was not refused" },
	{ "circumstances", circumstances_are_assessed, NULL, false,
	  "other circumstances were not assessed" },
	{ "purpose", purpose_is_reasoned, NULL, false,
	  "no reason why it furthers availability" },
	{ "words of the assessment", has_assessment, NULL, false,
	  "an assessment without words" },
	{ "three months", time_is_left, NULL, false,
	  "money out of time" },
	{ "letter", letter_is_complete, NULL, false,
	  "a letter without one of its parts" },
	{ "sum", amount_is_right, NULL, false,
	  "another sum than the days give" },
	{ "another person", is_another_person, NULL, false,
	  "approved by the one who decided" },
	{ "four eyes", decision_is_approved, NULL, false,
	  "sent without a second pair of eyes" },
	{ "time of dispatch", is_sent, NULL, false,
	  "sent without the time of day" },
	{ "reason", has_reason, NULL, false,
	  "an end without a reason" },
	{ "complaint", has_complaint, NULL, false,
	  "a complaint without words" },
};

static struct tally play_a_mutant(size_t which, uint64_t seed)
{
	struct tally tally;

	without(mutants[which].first, mutants[which].second);
	guidance_is_believed = mutants[which].believed;
	tally = play_many(seed, ROUNDS);
	guidance_is_believed = false;
	return tally;
}

/* For the group, a case is begun by somebody who cannot have one. */
static const char *begin_for_the_insured(void)
{
	struct play *scene = play(1, "2025-01-15");

	without(group_may_be_sanctioned, event_is_on_the_list);
	return try(scene, filled(SANCTION_REGISTER, "2025-01-15"), "2025-01-15") ? truth_broken(&scene->file) : NULL;
}

static void each_guard_that_is_taken_away_is_noticed(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(mutants); i++) {
		const char *broken = mutants[i].first == group_may_be_sanctioned ?
					     begin_for_the_insured() :
					     play_a_mutant(i, 20250115 + i).broken;

		if (broken == NULL)
			fail_msg("nobody notices that a guard is gone: %s", mutants[i].name);
		assert_string_equal(broken, mutants[i].noticed);
	}
}

#define TEST(name) cmocka_unit_test_setup(name, in_english)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_sequence_of_acts_breaks_a_promise),
		TEST(each_guard_that_is_taken_away_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
