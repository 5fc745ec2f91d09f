#include <string.h>

#include "guide/lint.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/guide_sample.h"

/* s on the citizen, and F10 twice at the closing. */
#define KEYS_AROUND 3
#define CITIZENS_MAX 100
#define GROUP_UNKNOWN 0
/* No more instances of a repeat than this are asked for. */
#define STOPS_MAX 20000

/* What the walks tell of a question. */
struct seen {
	bool reached;
	bool answered; /* some sample was accepted, or it is not answered at all */
	bool required;
};

struct reach {
	struct lint *lint;
	struct seen *seen; /* of each question */
	struct walk_citizen citizens[CITIZENS_MAX];
	size_t citizen_count;
	bool steps, appoints; /* something feeds the next step, the next date */
};

/* ---- the citizens ---------------------------------------------------------------------------------- */

/* Whether any expression or text asks for what is known of the citizen. */
static bool asks_for(const struct lint *lint, const char *fact)
{
	const char *written = arena_printf(lint->arena, "${%s}", fact);

	for (size_t i = 0; i < lint->source->section_count; i++)
		for (size_t k = 0; k < lint->source->sections[i].option_count; k++)
			for (size_t v = 0; v < lint->source->sections[i].options[k].count; v++)
				if (strstr(lint->source->sections[i].options[k].values[v], written))
					return true;
	return false;
}

/* One of each kind that the guide can tell apart. */
static void invite(struct reach *reach)
{
	static const int ages[] = { 34, 17, 24, 66 };
	const struct lint *lint = reach->lint;
	bool groups = asks_for(lint, "target_group"), aged = asks_for(lint, "age");
	int kinds = asks_for(lint, "has_children") ? 2 : 1, first = GROUP_UNKNOWN;

	for (int group = TARGET_GROUP_MAX; group >= 1; group--)
		first = guide_is_for(lint->guide, group) ? group : first;
	for (int group = 0; group <= TARGET_GROUP_MAX; group++) {
		if (!groups && group != first)
			continue;
		for (size_t age = 0; age < (aged ? LENGTH(ages) : 1); age++)
			for (int kind = 0; kind < kinds && reach->citizen_count < CITIZENS_MAX; kind++)
				reach->citizens[reach->citizen_count++] = (struct walk_citizen){
					.target_group = group, .age = ages[age], .has_children = kind == 0
				};
	}
}

/* ---- walking --------------------------------------------------------------------------------------- */

static int keys_for(const struct question *asked, const char *value)
{
	int keys = 1;

	if (asked->type != QUESTION_SELECT_MULTIPLE)
		return keys;
	for (; *value; value += strcspn(value, " "), value += strspn(value, " "))
		keys++;
	return keys;
}

static void note_feeds(struct reach *reach, const struct walk *walk, struct arena *arena)
{
	struct feed_list feeds;

	walk_feeds(walk, arena, &feeds);
	for (size_t i = 0; i < feeds.count; i++) {
		reach->steps |= feeds.rows[i].kind == FEED_STEP;
		reach->appoints |= feeds.rows[i].kind == FEED_APPOINTMENT;
	}
}

/* Everything relevant is reached, also what is only calculated. */
static void note_relevant(struct reach *reach, const struct walk *walk)
{
	for (int i = 0; i < walk_items(walk); i++) {
		int question = guide_find(reach->lint->guide, walk_item_question(walk, i)->name);

		if (question >= 0)
			reach->seen[question].reached |= walk_relevant(walk, i);
	}
}

/* Returns the keys it took. */
static int walk_once(struct reach *reach, const struct walk_citizen *citizen, enum sample_aim aim)
{
	struct lint *lint = reach->lint;
	struct walk *walk = walk_new(lint->guide, citizen, lint->today);
	struct arena arena;
	int keys = KEYS_AROUND, stops = 0;

	arena_init(&arena);
	for (int at = walk_next(walk, -1); at >= 0 && stops < STOPS_MAX; at = walk_next(walk, at), stops++) {
		const struct question *asked = walk_item_question(walk, at);
		int question = guide_find(lint->guide, asked->name);
		bool required = walk_required(walk, at);
		const char *value;
		bool answered =
			sample_answer(walk, at, asked, lint->today, aim, &arena, &value) != ANSWER_DECLINED;

		keys += keys_for(asked, value);
		if (question >= 0) {
			reach->seen[question].required |= required;
			reach->seen[question].answered |= answered;
		}
	}
	note_relevant(reach, walk);
	note_feeds(reach, walk, &arena);
	arena_done(&arena);
	walk_free(walk);
	return keys;
}

/* ---- what they tell -------------------------------------------------------------------------------- */

static void tell_unreached(struct reach *reach, size_t question)
{
	struct lint *lint = reach->lint;
	bool proved;

	if (lint_search(lint, (int)question, reach->citizens, reach->citizen_count, &proved))
		return;
	if (proved)
		lint_add(lint, FINDING_ERROR, "unreachable", lint->sections[question], "relevant",
			 _("%s can never be asked: no answers make its condition true; mend the condition, "
			   "or take the "
			   "question away"),
			 lint->questions[question].name);
	else
		lint_add(lint, FINDING_WARNING, "unreachable", lint->sections[question], "relevant",
			 _("no answers were found that lead to %s; see whether its condition can be true"),
			 lint->questions[question].name);
}

static bool has_all_choices_tried(const struct question *question)
{
	return question->choice_count && question->choice_count <= SAMPLE_CHOICES_MAX;
}

static void tell_question(struct reach *reach, size_t question)
{
	struct lint *lint = reach->lint;
	const struct seen *seen = &reach->seen[question];

	if (!seen->reached) {
		tell_unreached(reach, question);
	} else if (seen->required && !seen->answered) {
		enum finding_grade grade =
			has_all_choices_tried(&lint->questions[question]) ? FINDING_ERROR : FINDING_WARNING;

		lint_add(lint, grade, "no_way_out", lint->sections[question], "constraint",
			 _("%s must be answered, and none of the answers that were tried is accepted; mend "
			   "its "
			   "constraint or its choices"),
			 lint->questions[question].name);
	}
}

static void tell_guide(struct reach *reach)
{
	struct lint *lint = reach->lint;
	bool agrees = guide_closing(lint->guide) == CONVERSATION_AGREES;

	if (agrees && !reach->steps)
		lint_add(lint, FINDING_WARNING, "no_closing", NULL, NULL,
			 _("no question becomes the next step, so it must be typed at every closing; give a "
			   "question feeds = { \"step\" }"));
	if (agrees && !reach->appoints)
		lint_add(lint, FINDING_WARNING, "no_closing", NULL, NULL,
			 _("no question becomes the next date, so it must be typed at every closing; give a "
			   "question feeds = { \"appointment\" }"));
	if (lint->findings->keys > LINT_KEYS_MAX)
		lint_add(lint, FINDING_WARNING, "keys", NULL, NULL,
			 _("the shortest conversation takes %d keys besides what is typed, and %d is the "
			   "most; ask "
			   "less, or under a condition"),
			 lint->findings->keys, LINT_KEYS_MAX);
}

void lint_reach(struct lint *lint)
{
	struct reach reach = { .lint = lint,
			       .seen = arena_array(lint->arena, lint->question_count, sizeof(*reach.seen)) };

	invite(&reach);
	for (size_t i = 0; i < reach.citizen_count; i++) {
		const struct walk_citizen *citizen = &reach.citizens[i];
		int keys = walk_once(&reach, citizen, SAMPLE_FEWEST);

		if (reach.citizen_count == 1 || guide_is_for(lint->guide, citizen->target_group))
			lint->findings->keys = keys > lint->findings->keys ? keys : lint->findings->keys;
		walk_once(&reach, citizen, SAMPLE_MOST);
	}
	for (size_t i = 0; i < lint->question_count; i++)
		tell_question(&reach, i);
	tell_guide(&reach);
}
