#include <string.h>

#include "guide/guide_build.h"
#include "samtale/base/str.h"
#include "samtale/domain/availability.h"
#include "samtale/domain/progress.h"

static bool is_requirement(const char *word)
{
	return strlen(word) == 3 && word[0] == 'R' && strspn(word + 1, "0123456789") == 2;
}

static bool is_outcome(const char *word)
{
	enum check_outcome outcome;

	return check_outcome_parse(word, &outcome);
}

static bool is_next(const char *word)
{
	return str_equal(word, FEED_NEXT_HEARING) || str_equal(word, FEED_NEXT_NOTIFICATION);
}

static bool is_owner(const char *word)
{
	enum step_owner owner;

	return step_owner_parse(word, &owner);
}

/* "citizen.job": the series gets its last part from the question. */
static bool is_side_and_track(const char *word)
{
	enum progress_side side;
	enum progress_track track;

	return progress_series_read(word, &side, &track) && strchr(word, '.') == strrchr(word, '.');
}

static bool is_condition(const char *word)
{
	return str_equal(word, "if") || str_equal(word, "unless");
}

/* What stands after the word of a feed: which requirement, outcome, owner. */
static const struct parameter {
	bool (*is)(const char *word);
	bool required;
	const char *refusal; /* msgid */
} requirement = { is_requirement, true,
		  N_("a check needs the requirement it is about; write for example check R05") },
  outcome = { is_outcome, true,
	      N_("check.outcome needs what the answer means; write fulfilled, new_agreement, exempt, doubt "
		 "or not_fulfilled") },
  next = { is_next, true, N_("check.next needs where it goes on; write hearing or notification") },
  owner = { is_owner, false,
	    N_("after step stands whose it is; write citizen, caseworker, employer or other") },
  series = { is_side_and_track, false,
	     N_("after measure stands a side and track of the progress measure; write for example measure "
		"citizen.job") };

/* The words of `feeds` in a guide. */
static const struct feed_word {
	const char *word;
	enum feed_kind kind;
	const struct parameter *parameter; /* NULL: none */
} feed_words[] = {
	{ "journal", FEED_JOURNAL, NULL },
	{ "goal", FEED_GOAL, NULL },
	{ "step", FEED_STEP, &owner },
	{ "step.status", FEED_STEP_STATUS, NULL },
	{ "barrier", FEED_BARRIER, NULL },
	{ "strength", FEED_STRENGTH, NULL },
	{ "wish", FEED_WISH, NULL },
	{ "check", FEED_CHECK, &requirement },
	{ "check.event", FEED_CHECK_EVENT, &requirement },
	{ "check.date", FEED_CHECK_DATE, NULL },
	{ "check.evidence", FEED_CHECK_EVIDENCE, NULL },
	{ "check.outcome", FEED_CHECK_OUTCOME, &outcome },
	{ "check.reason", FEED_CHECK_REASON, NULL },
	{ "check.next", FEED_CHECK_NEXT, &next },
	{ "appointment", FEED_APPOINTMENT, NULL },
	{ "appointment.form", FEED_APPOINTMENT_FORM, NULL },
	{ "measure", FEED_MEASURE, &series },
	{ "guidance", FEED_GUIDANCE, NULL },
	{ "excuse", FEED_EXCUSE, NULL },
	{ "consent", FEED_CONSENT, NULL },
};

_Static_assert(LENGTH(feed_words) == FEED_KINDS, "every kind of feed has a word");

const char *feed_kind_name(enum feed_kind kind)
{
	for (size_t i = 0; i < LENGTH(feed_words); i++) {
		if (feed_words[i].kind == kind)
			return feed_words[i].word;
	}
	BUG("a kind of feed without a word");
}

/* The blank-parted words of one feed: "barrier unless intet", "check R05". */
struct words {
	const char *at[GUIDE_CHOICES_MAX + 4];
	size_t count;
};

static void words_read(struct words *words, char *text)
{
	char *rest = NULL;

	words->count = 0;
	for (char *word = strtok_r(text, " ", &rest); word && words->count < LENGTH(words->at);
	     word = strtok_r(NULL, " ", &rest))
		words->at[words->count++] = word;
}

static const struct feed_word *find_word(const char *word)
{
	for (size_t i = 0; i < LENGTH(feed_words); i++) {
		if (str_equal(feed_words[i].word, word))
			return &feed_words[i];
	}
	return NULL;
}

static bool is_choice(const struct question *question, const char *name)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		if (str_equal(question->choices[i].name, name))
			return true;
	}
	return false;
}

static bool read_condition(struct build *build, size_t index, const struct words *words, size_t at,
			   struct feed_rule *rule)
{
	const struct question *question = &build->guide->questions[index];
	const char **names;

	if (at == words->count)
		return true;
	rule->unless = str_equal(words->at[at], "unless");
	if ((!rule->unless && !str_equal(words->at[at], "if")) || at + 1 == words->count)
		return QUESTION_REFUSE(build, index, "feeds",
				       _("after what it feeds only “if” or “unless” with names of choices "
					 "may stand; mend “%.40s”"),
				       words->at[at]);
	rule->name_count = words->count - at - 1;
	names = arena_array(&build->guide->arena, rule->name_count, sizeof(*names));
	rule->names = names;
	for (size_t i = 0; i < rule->name_count; i++) {
		names[i] = words->at[at + 1 + i];
		if (!is_choice(question, names[i]))
			return QUESTION_REFUSE(build, index, "feeds",
					       _("%s has no choice “%.40s”; mend the name in feeds"),
					       question->name, names[i]);
	}
	return true;
}

/* The word after the kind, where a kind has one; *at is moved past it. */
static bool read_parameter(struct build *build, size_t index, const struct words *words, size_t *at,
			   const struct parameter *parameter, struct feed_rule *rule)
{
	const char *word = words->count > *at ? words->at[*at] : "";

	if (!parameter || (!parameter->required && (!*word || is_condition(word))))
		return true;
	if (!parameter->is(word))
		return QUESTION_REFUSE(build, index, "feeds", "%s", tr(parameter->refusal));
	rule->code = word;
	(*at)++;
	return true;
}

static bool read_feed(struct build *build, size_t index, char *text, struct feed_rule *rule)
{
	const struct feed_word *word;
	struct words words;
	size_t at = 1;

	words_read(&words, text);
	*rule = (struct feed_rule){ .code = "" };
	word = words.count ? find_word(words.at[0]) : NULL;
	if (!word)
		return QUESTION_REFUSE(
			build, index, "feeds",
			_("“%.40s” is nothing an answer can become; see samtale-guide(5) for the words"),
			words.count ? words.at[0] : "");
	rule->kind = word->kind;
	return read_parameter(build, index, &words, &at, word->parameter, rule)
	       && read_condition(build, index, &words, at, rule);
}

bool question_read_feeds(struct build *build, size_t index)
{
	struct question_plan *plan = &build->guide->plans[index];
	size_t count = option_count(build->sections[index], "feeds");
	struct feed_rule *rules = arena_array(&build->guide->arena, count, sizeof(*rules));

	if (count > GUIDE_FEEDS_MAX)
		return QUESTION_REFUSE(build, index, "feeds",
				       _("an answer can become at most %d things; take some away"),
				       GUIDE_FEEDS_MAX);
	plan->feeds = rules;
	plan->feed_count = count;
	for (size_t i = 0; i < count; i++) {
		char *text =
			arena_strdup(&build->guide->arena, option_at(build->sections[index], "feeds", i));

		if (!read_feed(build, index, text, &rules[i]))
			return false;
	}
	return true;
}
