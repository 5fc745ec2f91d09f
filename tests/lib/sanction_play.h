/* sanction_play.h - a sanction case played act by act, for the domain's tests. */
#ifndef SAMTALE_TESTS_LIB_SANCTION_PLAY_H
#define SAMTALE_TESTS_LIB_SANCTION_PLAY_H

#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/decision.h"

#define EVENTS_MAX 24
#define ADVISER 7
#define COLLEAGUE 8

/* A case with room for what is done to it, and what the last answer was. */
struct play {
	struct sanction_case file;
	struct sanction_event events[EVENTS_MAX];
	struct guidance guidance;
	struct rules rules;
	struct sanction_missing missing;
	struct err err;
	struct arena arena;
};

static inline struct play *play(int group, const char *event_date)
{
	static struct play scene;

	arena_done(&scene.arena);
	scene = (struct play){ .rules = law() };
	scene.file = (struct sanction_case){
		.id = 1,
		.citizen = 1,
		.provision = "37",
		.source = "appointment:1",
		.event_date = day(event_date),
		.target_group = group,
		.events = scene.events,
		.heads = 1,
		.guidance = &scene.guidance,
	};
	return &scene;
}

static inline void give_guidance(struct play *scene, const char *date)
{
	scene->guidance =
		(struct guidance){ .date = day(date), .channel = "handed", .text_version = "2024-1" };
	scene->file.guidance_count = 1;
}

static inline struct sanction_event event(enum sanction_act act, const char *date)
{
	return (struct sanction_event){
		.act = act, .date = day(date), .due = DATE_NONE, .channel = "", .text = "", .code = ""
	};
}

/* With all that the act itself asks for. */
static inline struct sanction_event filled(enum sanction_act act, const char *date)
{
	struct sanction_event made = event(act, date);

	made.channel = "digital";
	made.text = "Fordi det forholder sig sådan.";
	made.code = "ILLNESS";
	if (act == SANCTION_ASSESS)
		made.code = "ILLNESS CIRCUMSTANCES FURTHERS GROUND:refused";
	if (act == SANCTION_DISPATCH)
		made.code = "SENT:14:05";
	return made;
}

/* As the letter and the rules have it: each part there, and the sum that they give. */
static const char letter[] =
	"== decision\nFradrag.\n== facts\nDu kom ikke.\n== law\nLAS § 37.\n== considerations\nDu "
	"blev hørt.\n== view\nHelbredet er ingen hindring.\n== regain\nRing til os.\n== complaint\nFire "
	"uger.\n";

static const char *paid(struct play *scene, const struct sanction_event *made)
{
	struct decision_money money = { .benefit = 12000, .contact = day("2025-01-17") };
	struct amount amount;
	struct err err;

	if (made->act == SANCTION_CONTACT)
		money.contact = made->date;
	if (decision_amount(&scene->file, &scene->rules, &money, made, &scene->arena, &amount, &err))
		money.total = amount.total;
	return decision_money_write(&money, &scene->arena);
}

/* The letter that an act sends, with each part that its kind needs. */
static inline const struct letter *letter_with(const struct sanction_case *file, const struct sanction_event *made)
{
	static struct letter_part parts[LETTER_MISSING_MAX];
	static struct letter sent;
	enum letter_kind kind = letter_of_event(file, made);

	if (kind == LETTER_KINDS)
		return NULL;
	sent = (struct letter){ .kind = kind, .target_group = file->target_group, .provision = file->provision,
				.parts = parts };
	for (const struct letter_need *need = letter_needs(kind); need->part != NULL; need++)
		parts[sent.part_count++] = (struct letter_part){ need->part, "", "Tekst." };
	return &sent;
}

/* Tries the act on that day; an act that is allowed is added to the case. */
static inline bool try(struct play *scene, struct sanction_event made, const char *today)
{
	size_t count = scene->file.event_count;

	made.id = (int64_t)count + 1;
	made.parent = made.parent == 0 ? (int64_t)count : made.parent;
	made.author = made.author == 0 ? ADVISER : made.author;
	made.letter = made.letter == NULL ? letter_with(&scene->file, &made) : made.letter;
	if (!sanction_may(&scene->file, &scene->rules, &made, day(today), &scene->missing, &scene->err))
		return false;
	assert_in_range(scene->file.event_count, 0, EVENTS_MAX - 1);
	scene->events[scene->file.event_count++] = made;
	return true;
}

static inline struct sanction_event whole(struct play *scene, enum sanction_act act, const char *date)
{
	struct sanction_event made = filled(act, date);

	if (act == SANCTION_DECIDE)
		made.text = letter;
	if (act == SANCTION_DECIDE || act == SANCTION_CONTACT)
		made.code = paid(scene, &made);
	if (act == SANCTION_APPROVE)
		made.author = COLLEAGUE;
	return made;
}

static inline void done(struct play *scene, enum sanction_act act, const char *date, enum sanction_state to)
{
	if (!try(scene, whole(scene, act, date), date))
		fail_msg("%s: %s", sanction_act_name(act), scene->err.text);
	assert_string_equal(sanction_state_name(sanction_state(&scene->file)), sanction_state_name(to));
}

static inline void refused(struct play *scene, enum sanction_act act, const char *date)
{
	if (try(scene, whole(scene, act, date), date))
		fail_msg("%s was allowed", sanction_act_name(act));
	assert_int_equal(scene->err.code, ERR_REFUSED);
}

static inline void assert_missing(const struct play *scene, size_t index, const char *text,
				  enum sanction_act mended_by)
{
	assert_in_range(index, 0, scene->missing.count - 1);
	assert_string_equal(scene->missing.items[index].text, text);
	assert_int_equal(scene->missing.items[index].mended_by, mended_by);
	assert_non_null(strstr(scene->err.text, text));
}

static inline int in_english(void **state)
{
	(void)state;
	tr_use(LANGUAGE_EN);
	return 0;
}

static inline struct play *ready(int group)
{
	struct play *scene = play(group, "2025-01-15");

	give_guidance(scene, "2024-11-04");
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	done(scene, SANCTION_CHECK_GUIDANCE, "2025-01-15", SANCTION_READY);
	return scene;
}

static inline struct play *heard_until_the_letter(void)
{
	struct play *scene = play(3, "2025-01-15");
	struct sanction_event hearing = filled(SANCTION_SEND_HEARING, "2025-01-17");

	give_guidance(scene, "2024-11-04");
	done(scene, SANCTION_REGISTER, "2025-01-15", SANCTION_OBSERVED);
	done(scene, SANCTION_CHECK_GUIDANCE, "2025-01-15", SANCTION_READY);
	refused(scene, SANCTION_SEND_HEARING, "2025-01-17");
	assert_missing(scene, 0, "a real attempt to reach the citizen", SANCTION_CONTACT_ATTEMPT);
	done(scene, SANCTION_CONTACT_ATTEMPT, "2025-01-16", SANCTION_READY);
	/* "hearing by Digital Post Fri 2025-01-17 with 8 days -> Mon 2025-01-27" */
	hearing.due = day("2025-01-25");
	assert_true(try(scene, hearing, "2025-01-17"));
	assert_day(scene->events[3].due, "2025-01-27");
	assert_int_equal(sanction_state(&scene->file), SANCTION_HEARING);
	return scene;
}

#endif
