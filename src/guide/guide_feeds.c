#include <string.h>

#include "guide/guide_walk.h"
#include "guide/walk_text.h"
#include "samtale/base/str.h"

/* ---- feeds ---------------------------------------------------------------------------------------- */

static bool rule_takes(const struct feed_rule *rule, const char *name, size_t bytes)
{
	bool named = false;

	if (!rule->name_count)
		return true;
	for (size_t i = 0; i < rule->name_count; i++)
		named |= strlen(rule->names[i]) == bytes && !memcmp(rule->names[i], name, bytes);
	return named != rule->unless;
}

/* What is read later without its question, and so has words of its own (feeds_as). */
static bool stands_alone(enum feed_kind kind)
{
	return kind == FEED_GOAL || kind == FEED_STEP || kind == FEED_BARRIER || kind == FEED_STRENGTH
	       || kind == FEED_WISH;
}

/* What a plan holds one by one: each choice becomes a thing of its own. */
static bool is_itemised(enum feed_kind kind)
{
	return kind == FEED_BARRIER || kind == FEED_STRENGTH || kind == FEED_WISH;
}

static void feed_add(struct feed_list *feeds, struct arena *arena, const struct feed *feed)
{
	feeds->rows = arena_grow(arena, feeds->rows, feeds->count, sizeof(*feeds->rows));
	feeds->rows[feeds->count++] = *feed;
}

static void feed_choices(const struct walk *walk, int question, const struct feed_rule *rule,
			 const struct feed *whole, struct arena *arena, struct feed_list *feeds)
{
	for (const char *at = whole->value; *at;) {
		size_t bytes = strcspn(at, " ");
		int choice = walk_choice(walk, question, at, bytes, false);
		struct feed feed = *whole;

		if (choice >= 0 && rule_takes(rule, at, bytes)) {
			feed.value = feed.code = walk->guide->questions[question].choices[choice].name;
			feed.text = walk->guide->questions[question].choices[choice].label;
			feed_add(feeds, arena, &feed);
		}
		at += bytes + strspn(at + bytes, " ");
	}
}

/* Whether any of the chosen is one that feeds. */
static bool rule_takes_any(const struct walk *walk, int question, const struct feed_rule *rule,
			   const char *value)
{
	bool one = walk->guide->questions[question].type != QUESTION_SELECT_MULTIPLE, takes = false;

	if (one)
		return rule_takes(rule, value, strlen(value));
	while (*value) {
		size_t bytes = strcspn(value, " ");

		takes |= rule_takes(rule, value, bytes);
		value += bytes + strspn(value + bytes, " ");
	}
	return takes;
}

static void feed_question(const struct walk *walk, int question, struct arena *arena, struct feed_list *feeds)
{
	const struct question *asked = &walk->guide->questions[question];
	const struct question_plan *plan = &walk->guide->plans[question];
	const char *value = arena_strdup(arena, instance_read(walk->instance, question));
	const char *text = walk_exported_text(walk, question, arena);
	const char *label = walk_label(walk, question, arena);

	for (size_t i = 0; i < plan->feed_count; i++) {
		const struct feed_rule *rule = &plan->feeds[i];
		struct feed feed = { rule->kind, asked->name, asked->name, label, value, text };

		if (rule->kind == FEED_MEASURE && *rule->code)
			feed.code = arena_printf(arena, "%s.%s", rule->code, asked->name);
		else if (*rule->code)
			feed.code = rule->code;
		else if (walk_is_select(walk, question)
			 && (is_itemised(rule->kind) || rule->kind == FEED_GUIDANCE))
			feed.code = value;
		if (*plan->feeds_as && stands_alone(rule->kind))
			feed.text = walk_fill(walk, plan->feeds_as, arena);
		if (is_itemised(rule->kind) && asked->type == QUESTION_SELECT_MULTIPLE && !*plan->feeds_as)
			feed_choices(walk, question, rule, &feed, arena, feeds);
		else if (rule_takes_any(walk, question, rule, value))
			feed_add(feeds, arena, &feed);
	}
}

void walk_feeds(const struct walk *walk, struct arena *arena, struct feed_list *feeds)
{
	*feeds = (struct feed_list){ NULL, 0 };
	for (int i = 0; i < (int)walk->guide->question_count; i++) {
		if (walk->relevant[i] && walk->given[i].state == ANSWER_GIVEN
		    && *instance_read(walk->instance, i))
			feed_question(walk, i, arena, feeds);
	}
}

/* ---- the summary ---------------------------------------------------------------------------------- */

static const char *const state_sentences[] = {
	[ANSWER_ASKED] = N_("No answer to this."),
	[ANSWER_DECLINED] = N_("Did not wish to answer."),
	[ANSWER_UNKNOWN] = N_("Did not know yet."),
	[ANSWER_PARKED] = N_("We will come back to this."),
};

static void add_answer(const struct walk *walk, int question, struct arena *arena, struct str *summary)
{
	const struct question *asked = &walk->guide->questions[question];
	enum answer_state state = walk->given[question].state;
	const char *label = walk_label(walk, question, arena);
	const char *text = walk_exported_text(walk, question, arena);
	struct date date;

	str_add_label(summary, label);
	if (asked->type == QUESTION_RANGE)
		text = arena_printf(arena, _("%s on a scale from %d to %d"), text, asked->range_start, asked->range_end);
	else if (asked->type == QUESTION_DATE && date_parse_iso(instance_read(walk->instance, question), &date))
		text = date_full(arena, date);
	str_add_sentence(summary, state == ANSWER_GIVEN ? text : _(state_sentences[state]));
	str_add_char(summary, '\n');
}

/* A calculation without a label is the guide's own affair. */
static bool is_told(const struct walk *walk, int question)
{
	const struct question *asked = &walk->guide->questions[question];
	enum answer_state state = walk->given[question].state;

	if (!walk->relevant[question] || state == ANSWER_NONE || !*asked->label)
		return false;
	return state != ANSWER_GIVEN || *instance_read(walk->instance, question);
}

const char *walk_summary(const struct walk *walk, struct arena *arena)
{
	const struct guide *guide = walk->guide;
	struct str summary;
	const char *made;

	str_init(&summary);
	for (size_t i = 0; i < guide->step_count; i++) {
		bool titled = false;

		for (size_t k = 0; k < guide->steps[i].count; k++) {
			int question = (int)(guide->steps[i].first + k);

			if (!is_told(walk, question))
				continue;
			if (!titled)
				str_addf(&summary, "%s%s\n", summary.length ? "\n" : "",
					 guide->steps[i].title);
			titled = true;
			add_answer(walk, question, arena, &summary);
		}
	}
	made = arena_strdup(arena, summary.text);
	str_done(&summary);
	return made;
}
