#include <string.h>

#include "guide/guide_build.h"
#include "samtale/base/str.h"
#include "samtale/domain/progress.h"

/* The words of `feeds` in a guide. */
static const struct {
	const char *word;
	enum feed_kind kind;
} feed_words[] = {
	{ "journal", FEED_JOURNAL },
	{ "goal", FEED_GOAL },
	{ "step", FEED_STEP },
	{ "step.status", FEED_STEP_STATUS },
	{ "barrier", FEED_BARRIER },
	{ "strength", FEED_STRENGTH },
	{ "wish", FEED_WISH },
	{ "check", FEED_CHECK },
	{ "appointment", FEED_APPOINTMENT },
	{ "appointment.form", FEED_APPOINTMENT_FORM },
	{ "measure", FEED_MEASURE },
	{ "guidance", FEED_GUIDANCE },
	{ "excuse", FEED_EXCUSE },
	{ "consent", FEED_CONSENT },
};

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

static bool find_kind(const char *word, enum feed_kind *kind)
{
	for (size_t i = 0; i < LENGTH(feed_words); i++) {
		if (str_equal(feed_words[i].word, word)) {
			*kind = feed_words[i].kind;
			return true;
		}
	}
	return false;
}

static bool is_requirement(const char *code)
{
	return strlen(code) == 3 && code[0] == 'R' && strspn(code + 1, "0123456789") == 2;
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

static bool is_condition(const char *word)
{
	return str_equal(word, "if") || str_equal(word, "unless");
}

/* "citizen.job": the series gets its last part from the question. */
static bool is_side_and_track(const char *word)
{
	enum progress_side side;
	enum progress_track track;

	return progress_series_read(word, &side, &track) && strchr(word, '.') == strrchr(word, '.');
}

/* The word after the kind, where a kind has one; *at is moved past it. */
static bool read_code(struct build *build, size_t index, const struct words *words, size_t *at,
		      struct feed_rule *rule)
{
	const char *word = words->count > *at ? words->at[*at] : "";

	if (rule->kind == FEED_CHECK && !is_requirement(word))
		return QUESTION_REFUSE(
			build, index, "feeds",
			_("a check needs the requirement it is about; write for example check R05"));
	if ((rule->kind != FEED_CHECK && rule->kind != FEED_MEASURE) || !*word || is_condition(word))
		return true;
	if (rule->kind == FEED_MEASURE && !is_side_and_track(word))
		return QUESTION_REFUSE(build, index, "feeds",
				       _("“%.40s” is no side and track of the progress measure; write for "
					 "example measure citizen.job"),
				       word);
	rule->code = word;
	(*at)++;
	return true;
}

static bool read_feed(struct build *build, size_t index, char *text, struct feed_rule *rule)
{
	struct words words;
	size_t at = 1;

	words_read(&words, text);
	*rule = (struct feed_rule){ .code = "" };
	if (!words.count || !find_kind(words.at[0], &rule->kind))
		return QUESTION_REFUSE(
			build, index, "feeds",
			_("“%.40s” is nothing an answer can become; see samtale-guide(5) for the words"),
			words.count ? words.at[0] : "");
	return read_code(build, index, &words, &at, rule) && read_condition(build, index, &words, at, rule);
}

bool question_read_feeds(struct build *build, size_t index)
{
	struct question_plan *plan = &build->guide->plans[index];
	size_t count = cfg_size(build->sections[index], "feeds");
	struct feed_rule *rules = arena_array(&build->guide->arena, count, sizeof(*rules));

	if (count > GUIDE_FEEDS_MAX)
		return QUESTION_REFUSE(build, index, "feeds",
				       _("an answer can become at most %d things; take some away"),
				       GUIDE_FEEDS_MAX);
	plan->feeds = rules;
	plan->feed_count = count;
	for (size_t i = 0; i < count; i++) {
		char *text = arena_strdup(&build->guide->arena,
					  cfg_getnstr(build->sections[index], "feeds", (unsigned)i));

		source_restore(text);
		if (!read_feed(build, index, text, &rules[i]))
			return false;
	}
	return true;
}
