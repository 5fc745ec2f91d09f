#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/guide_build.h"
#include "guide/guide_expr.h"
#include "guide/guide_graph.h"
#include "samtale/base/str.h"
#include "samtale/domain/rule.h"
#include "samtale/domain/target_group.h"

static cfg_opt_t step_options[] = {
	CFG_STR("title", NULL, CFGF_NONE), CFG_STR("say", NULL, CFGF_NONE),
	CFG_STR("relevant", NULL, CFGF_NONE),
	CFG_SEC("question", question_options, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES), CFG_END()
};

static cfg_opt_t guide_options[] = { CFG_INT("version", 0, CFGF_NONE),
				     CFG_STR("title", NULL, CFGF_NONE),
				     CFG_INT_LIST("for", NULL, CFGF_NONE),
				     CFG_BOOL("resets_contact_clock", cfg_false, CFGF_NONE),
				     CFG_STR("closing", "agreement", CFGF_NONE),
				     CFG_SEC("step", step_options,
					     CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
				     CFG_END() };

static cfg_opt_t file_options[] = {
	CFG_SEC("guide", guide_options, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES), CFG_END()
};

#define STEP_REFUSE(build, index, option, ...) \
	guide_refuse((build)->err, (build)->file, source_line(&(build)->source, "step", (index), (option)), \
		     __VA_ARGS__)
#define GUIDE_REFUSE(build, option, ...) \
	guide_refuse((build)->err, (build)->file, source_line(&(build)->source, "guide", 0, (option)), \
		     __VA_ARGS__)

/* ---- what all parts need -------------------------------------------------------------------------- */

const char *build_text(struct build *build, cfg_t *section, const char *option)
{
	char *text = arena_strdup(&build->guide->arena, cfg_getstr(section, option));

	source_restore(text);
	return text;
}

bool build_expr(struct build *build, const char *kind, size_t index, enum expr_role role, const char *written,
		const struct expr **expr)
{
	struct expr_place place = {
		.file = build->file,
		.line = source_line(&build->source, kind, index, expr_role_option[role]),
		.vertex = (int)(str_equal(kind, "step") ? build->guide->question_count + index : index),
		.role = role,
	};

	return !*written || expr_compile(build->guide, build->instance, written, &place, expr, build->err);
}

bool build_check_names(struct build *build, const char *kind, size_t index, const char *option,
		       const char *text)
{
	for (const char *at = text; (at = strstr(at, "${")); at++) {
		size_t length = strcspn(at + 2, "}");
		char name[GUIDE_NAME_MAX + 1];

		snprintf(name, sizeof(name), "%.*s", (int)(length < GUIDE_NAME_MAX ? length : GUIDE_NAME_MAX),
			 at + 2);
		if (at[2 + length] && length <= GUIDE_NAME_MAX
		    && (guide_find(build->guide, name) >= 0 || guide_fact_find(name) >= 0))
			continue;
		return guide_refuse(build->err, build->file, source_line(&build->source, kind, index, option),
				    _("%s asks for ${%s}, and no question has that name; mend the name"),
				    option, name);
	}
	return true;
}

/* ---- names ---------------------------------------------------------------------------------------- */

static int title_order(const void *a, const void *b)
{
	const struct source_section *left = *(const struct source_section *const *)a;
	const struct source_section *right = *(const struct source_section *const *)b;
	int order = strcmp(left->title, right->title);

	return order ? order : left->line - right->line;
}

/* Two steps, or two questions, of one name; and names that cannot be an element's. */
static bool check_titles(struct build *build, struct arena *arena, const char *kind)
{
	struct source *source = &build->source;
	const struct source_section **found = arena_array(arena, source->section_count, sizeof(*found));
	size_t count = 0;

	for (size_t i = 0; i < source->section_count; i++) {
		const struct source_section *section = &source->sections[i];

		if (!str_equal(section->kind, kind))
			continue;
		if (xmlValidateNCName(xml_text(section->title), 0) || str_equal(section->title, GUIDE_META)
		    || guide_fact_find(section->title) >= 0)
			return guide_refuse(build->err, build->file, section->line,
					    _("“%s” cannot be a name; begin with a letter, go on with "
					      "letters, digits, - _ and ., "
					      "and leave out meta, target_group, age and has_children"),
					    section->title);
		found[count++] = section;
	}
	if (count)
		qsort(found, count, sizeof(*found), title_order);
	for (size_t i = 1; i < count; i++) {
		if (str_equal(found[i - 1]->title, found[i]->title))
			return guide_refuse(
				build->err, build->file, found[i]->line,
				_("the name %s is used a second time (first in line %d); choose another"),
				found[i]->title, found[i - 1]->line);
	}
	return true;
}

/* ---- steps and questions -------------------------------------------------------------------------- */

static bool read_step(struct build *build, size_t index, cfg_t *section, size_t *question)
{
	struct guide *guide = build->guide;
	struct guide_step *step = &guide->steps[index];

	*step = (struct guide_step){
		.name = arena_strdup(&guide->arena, cfg_title(section)),
		.title = build_text(build, section, "title"),
		.say = build_text(build, section, "say"),
		.first = *question,
		.count = cfg_size(section, "question"),
	};
	guide->groups[index] = (struct guide_group){ .name = step->name, .parent = -1 };
	if (!*step->title)
		return STEP_REFUSE(build, index, NULL, _("the step %s has no title; give it one"),
				   step->name);
	if (!step->count)
		return STEP_REFUSE(build, index, NULL,
				   _("the step %s has no questions; give it one, or take it away"),
				   step->name);
	for (size_t i = 0; i < step->count; i++, (*question)++) {
		build->sections[*question] = cfg_getnsec(section, "question", (unsigned)i);
		guide->plans[*question].group = (int)index;
		if (!question_read(build, *question))
			return false;
	}
	return true;
}

static bool read_steps(struct build *build, cfg_t *section)
{
	struct guide *guide = build->guide;
	struct arena *arena = &guide->arena;
	size_t question = 0;

	guide->step_count = guide->group_count = cfg_size(section, "step");
	if (!guide->step_count)
		return GUIDE_REFUSE(build, NULL,
				    _("the guide has no steps; write at least one step with a question"));
	if (guide->step_count > GUIDE_STEPS_MAX)
		return GUIDE_REFUSE(build, NULL, _("the guide has more than %d steps; part it in two"),
				    GUIDE_STEPS_MAX);
	for (size_t i = 0; i < guide->step_count; i++)
		guide->question_count += cfg_size(cfg_getnsec(section, "step", (unsigned)i), "question");
	if (guide->question_count > GUIDE_QUESTIONS_MAX)
		return GUIDE_REFUSE(build, NULL, _("the guide has more than %d questions; part it in two"),
				    GUIDE_QUESTIONS_MAX);
	guide->steps = arena_array(arena, guide->step_count, sizeof(*guide->steps));
	guide->groups = arena_array(arena, guide->group_count, sizeof(*guide->groups));
	guide->questions = arena_array(arena, guide->question_count, sizeof(*guide->questions));
	guide->plans = arena_array(arena, guide->question_count, sizeof(*guide->plans));
	build->sections = arena_array(arena, guide->question_count, sizeof(*build->sections));
	for (size_t i = 0; i < guide->step_count; i++) {
		if (!read_step(build, i, cfg_getnsec(section, "step", (unsigned)i), &question))
			return false;
	}
	return true;
}

/* ---- the guide ------------------------------------------------------------------------------------ */

/* The words of `closing`. */
static const struct {
	const char *word;
	enum conversation_closing closing;
} closing_words[] = {
	{ "agreement", CONVERSATION_AGREES },
	{ "measure", CONVERSATION_MEASURES },
};

static bool read_closing(struct build *build, cfg_t *section)
{
	const char *word = build_text(build, section, "closing");

	for (size_t i = 0; i < LENGTH(closing_words); i++) {
		if (str_equal(closing_words[i].word, word)) {
			build->guide->closing = closing_words[i].closing;
			return true;
		}
	}
	return GUIDE_REFUSE(build, "closing", _("“%.40s” is no way to close; write agreement or measure"), word);
}

static bool feeds_a_measure(const struct guide *guide)
{
	for (size_t i = 0; i < guide->question_count; i++)
		for (size_t k = 0; k < guide->plans[i].feed_count; k++)
			if (guide->plans[i].feeds[k].kind == FEED_MEASURE)
				return true;
	return false;
}

/* Such a guide could never be closed. */
static bool check_closing(struct build *build)
{
	if (build->guide->closing != CONVERSATION_MEASURES || feeds_a_measure(build->guide))
		return true;
	return GUIDE_REFUSE(build, "closing",
			    _("the guide closes with a measure, but no question feeds one; give a question "
			      "feeds = { \"measure citizen.job\" }"));
}

static bool read_head(struct build *build, cfg_t *section)
{
	struct guide *guide = build->guide;
	long version = cfg_getint(section, "version");

	guide->id = arena_strdup(&guide->arena, cfg_title(section));
	guide->title = build_text(build, section, "title");
	guide->version = (int)version;
	guide->resets_contact_clock = cfg_getbool(section, "resets_contact_clock");
	if (!*guide->title)
		return GUIDE_REFUSE(build, NULL, _("the guide has no title; give it one"));
	if (version < 1 || version > 1000000)
		return GUIDE_REFUSE(build, "version",
				    _("the guide needs a version from 1 up; write version = 1"));
	for (unsigned i = 0; i < cfg_size(section, "for"); i++) {
		long group = cfg_getnint(section, "for", i);

		if (group < 1 || group > TARGET_GROUP_MAX)
			return GUIDE_REFUSE(build, "for",
					    _("“for” holds target groups from 1 to %d; take %ld away"),
					    TARGET_GROUP_MAX, group);
		guide->target_groups |= RULE_GROUP(group);
	}
	return read_closing(build, section);
}

static bool compile_all(struct build *build, cfg_t *section)
{
	struct guide *guide = build->guide;
	const char *circle;
	int first;

	for (size_t i = 0; i < guide->step_count; i++) {
		const char *relevant =
			build_text(build, cfg_getnsec(section, "step", (unsigned)i), "relevant");

		if (!build_expr(build, "step", i, EXPR_RELEVANT, relevant, &guide->groups[i].relevant)
		    || !build_check_names(build, "step", i, "say", guide->steps[i].say))
			return false;
	}
	for (size_t i = 0; i < guide->question_count; i++) {
		if (!question_compile(build, i))
			return false;
	}
	if (graph_build(guide, &circle, &first))
		return true;
	return guide_refuse(
		build->err, build->file,
		first < (int)guide->question_count
			? source_line(&build->source, "question", (size_t)first, NULL)
			: source_line(&build->source, "step", (size_t)first - guide->question_count, NULL),
		_("these need each other in a circle: %s; let one of them do without the next"), circle);
}

static bool build_guide(struct build *build, cfg_t *file)
{
	cfg_t *section;
	bool built;

	if (cfg_size(file, "guide") != 1)
		return guide_refuse(
			build->err, build->file, source_line(&build->source, "guide", 1, NULL),
			_("a file must hold one guide, and only one; write guide \"name\" { … }"));
	section = cfg_getnsec(file, "guide", 0);
	if (!read_head(build, section) || !read_steps(build, section) || !check_closing(build))
		return false;
	guide_index(build->guide);
	build->instance = instance_new(build->guide, DATE_NONE);
	built = compile_all(build, section);
	instance_free(build->instance);
	return built;
}

/* ---- libconfuse ----------------------------------------------------------------------------------- */

/* libconfuse tells its errors to a function that knows nothing of the caller. */
static struct {
	int line;
	char text[200];
} complaint;

static void hear_complaint(cfg_t *cfg, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

static void hear_complaint(cfg_t *cfg, const char *format, va_list args)
{
	if (*complaint.text)
		return;
	complaint.line = cfg->line;
	vsnprintf(complaint.text, sizeof(complaint.text), format, args);
}

static bool parse(struct build *build, const char *text, struct arena *arena)
{
	cfg_t *file;
	bool built = false;

	if (!source_read(build->file, text, file_options, arena, &build->source, build->err)
	    || !check_titles(build, arena, "step") || !check_titles(build, arena, "question"))
		return false;
	file = cfg_init(file_options, CFGF_NONE);
	if (!file)
		BUG("out of memory");
	cfg_set_error_function(file, hear_complaint);
	*complaint.text = '\0';
	if (*build->source.text && cfg_parse_buf(file, build->source.text) != CFG_SUCCESS) {
		guide_refuse(build->err, build->file, complaint.line,
			     _("this value cannot be read; see what the option takes in samtale-guide(5)"));
		err_detail(build->err, "%s", complaint.text);
	} else {
		built = build_guide(build, file);
	}
	cfg_free(file);
	return built;
}

bool guide_parse(const char *name, const char *text, struct guide **guide, struct err *err)
{
	struct build build = { .file = name, .guide = guide_new(), .err = err };
	struct arena arena;
	bool parsed;

	arena_init(&arena);
	parsed = parse(&build, text, &arena);
	arena_done(&arena);
	if (parsed)
		*guide = build.guide;
	else
		guide_free(build.guide);
	return parsed;
}
