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

static void feed_choices(const struct walk *walk, int item, const struct feed_rule *rule,
			 const struct feed *whole, struct arena *arena, struct feed_list *feeds)
{
	for (const char *at = whole->value; *at;) {
		size_t bytes = strcspn(at, " ");
		int choice = walk_choice(walk, item, at, bytes, false);
		struct feed feed = *whole;

		if (choice >= 0 && rule_takes(rule, at, bytes)) {
			feed.value = feed.code = walk_item_question(walk, item)->choices[choice].name;
			feed.text = walk_item_question(walk, item)->choices[choice].label;
			feed_add(feeds, arena, &feed);
		}
		at += bytes + strspn(at + bytes, " ");
	}
}

/* Whether any of the chosen is one that feeds. */
static bool rule_takes_any(const struct walk *walk, int item, const struct feed_rule *rule, const char *value)
{
	bool one = walk_item_question(walk, item)->type != QUESTION_SELECT_MULTIPLE, takes = false;

	if (one)
		return rule_takes(rule, value, strlen(value));
	while (*value) {
		size_t bytes = strcspn(value, " ");

		takes |= rule_takes(rule, value, bytes);
		value += bytes + strspn(value + bytes, " ");
	}
	return takes;
}

static void feed_question(const struct walk *walk, int item, struct arena *arena, struct feed_list *feeds)
{
	const struct question *asked = walk_item_question(walk, item);
	const struct question_plan *plan = walk_plan(walk, item);
	const char *value = arena_strdup(arena, instance_read(walk->instance, item));
	const char *text = walk_exported_text(walk, item, arena);
	const char *label = walk_label(walk, item, arena);
	const char *path = arena_strdup(arena, walk_item_path(walk, item));

	for (size_t i = 0; i < plan->feed_count; i++) {
		const struct feed_rule *rule = &plan->feeds[i];
		struct feed feed = { rule->kind, path, asked->name, label, value, text };

		if (rule->kind == FEED_MEASURE && *rule->code)
			feed.code = arena_printf(arena, "%s.%s", rule->code, asked->name);
		else if (*rule->code)
			feed.code = rule->code;
		else if (walk_is_select(walk, item)
			 && (is_itemised(rule->kind) || rule->kind == FEED_GUIDANCE))
			feed.code = value;
		if (*plan->feeds_as && stands_alone(rule->kind))
			feed.text = walk_fill_at(walk, item, plan->feeds_as, arena);
		if (is_itemised(rule->kind) && asked->type == QUESTION_SELECT_MULTIPLE && !*plan->feeds_as)
			feed_choices(walk, item, rule, &feed, arena, feeds);
		else if (rule_takes_any(walk, item, rule, value))
			feed_add(feeds, arena, &feed);
	}
}

void walk_feeds(const struct walk *walk, struct arena *arena, struct feed_list *feeds)
{
	*feeds = (struct feed_list){ NULL, 0 };
	for (int i = 0; i < walk->sequence_count; i++) {
		int item = walk->sequence[i];

		if (walk_plan(walk, item) && walk_relevant(walk, item)
		    && walk->given[item].state == ANSWER_GIVEN && *instance_read(walk->instance, item))
			feed_question(walk, item, arena, feeds);
	}
}

/* ---- the summary ---------------------------------------------------------------------------------- */

static const char *const state_sentences[] = {
	[ANSWER_ASKED] = N_("No answer to this."),
	[ANSWER_DECLINED] = N_("Did not wish to answer."),
	[ANSWER_UNKNOWN] = N_("Did not know yet."),
	[ANSWER_PARKED] = N_("We will come back to this."),
};

static void add_answer(const struct walk *walk, int item, struct arena *arena, struct str *summary)
{
	const struct question *asked = walk_item_question(walk, item);
	enum answer_state state = walk->given[item].state;
	const char *label = walk_label(walk, item, arena);
	const char *text = walk_exported_text(walk, item, arena);
	struct date date;

	str_add_label(summary, label);
	if (asked->type == QUESTION_RANGE)
		text = arena_printf(arena, _("%s on a scale from %d to %d"), text, asked->range_start,
				    asked->range_end);
	else if (asked->type == QUESTION_DATE && date_parse_iso(instance_read(walk->instance, item), &date))
		text = date_full(arena, date);
	str_add_sentence(summary, state == ANSWER_GIVEN ? text : _(state_sentences[state]));
	str_add_char(summary, '\n');
}

/* A calculation without a label is the guide's own affair. */
static bool is_told(const struct walk *walk, int item)
{
	const struct question *asked = walk_item_question(walk, item);
	enum answer_state state = walk->given[item].state;

	if (!walk_relevant(walk, item) || state == ANSWER_NONE || !*asked->label
	    || asked->type == QUESTION_REPEAT)
		return false;
	return state != ANSWER_GIVEN || *instance_read(walk->instance, item);
}

/* The step's title, and whose instance it is, before the first that is told of them. */
static void add_headings(const struct walk *walk, int item, int before, struct arena *arena,
			 struct str *summary)
{
	int step = walk_item_step(walk, item);
	const struct scope *scope = walk->instance->items[item].scope;

	if (before < 0 || walk_item_step(walk, before) != step)
		str_addf(summary, "%s%s\n", summary->length ? "\n" : "", walk->guide->steps[step].title);
	if (scope->above && (before < 0 || walk->instance->items[before].scope != scope))
		str_addf(summary, "%s:\n", walk_where(walk, item, arena));
}

const char *walk_summary(const struct walk *walk, struct arena *arena)
{
	struct str summary;
	const char *made;
	int before = -1;

	str_init(&summary);
	for (int i = 0; i < walk->sequence_count; i++) {
		int item = walk->sequence[i];

		if (!is_told(walk, item))
			continue;
		add_headings(walk, item, before, arena, &summary);
		add_answer(walk, item, arena, &summary);
		before = item;
	}
	made = arena_strdup(arena, summary.text);
	str_done(&summary);
	return made;
}
