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

/* ---- what all parts need -------------------------------------------------------------------------- */

const char *option_text(const struct source_section *section, const char *name)
{
	return option_count(section, name) ? option_at(section, name, 0) : "";
}

bool option_truth(const struct source_section *section, const char *name)
{
	bool truth = false;

	return option_count(section, name) && truth_read(option_at(section, name, 0), &truth) && truth;
}

long option_number(const struct source_section *section, const char *name, long otherwise)
{
	long number;

	return option_count(section, name) && number_read(option_at(section, name, 0), &number) ? number
												: otherwise;
}

size_t option_count(const struct source_section *section, const char *name)
{
	const struct source_option *option = source_option(section, name);

	return option ? option->count : 0;
}

const char *option_at(const struct source_section *section, const char *name, size_t index)
{
	return source_option(section, name)->values[index];
}

const char *build_text(struct build *build, const struct source_section *section, const char *option)
{
	return arena_strdup(&build->guide->arena, option_text(section, option));
}

bool build_expr(struct build *build, int vertex, enum expr_role role, const char *written,
		const struct expr **expr)
{
	struct expr_place place = {
		.file = build->file,
		.line = source_line(build->sections[vertex], expr_role_option[role]),
		.vertex = vertex,
		.role = role,
	};

	return !*written || expr_compile(build->guide, build->instance, written, &place, expr, build->err);
}

bool build_check_names(struct build *build, const struct source_section *section, const char *option,
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
		return BUILD_REFUSE(build, section, option,
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

/* Two sections of one name among these kinds; and names that cannot be an element's. */
static bool check_titles(struct build *build, struct arena *arena, unsigned kinds)
{
	struct source *source = &build->source;
	const struct source_section **found = arena_array(arena, source->section_count, sizeof(*found));
	size_t count = 0;

	for (size_t i = 0; i < source->section_count; i++) {
		const struct source_section *section = &source->sections[i];

		if (!(kinds & (1u << section->kind)))
			continue;
		if (xmlValidateNCName(xml_text(section->title), 0) || str_equal(section->title, GUIDE_META))
			return guide_refuse(build->err, build->file, section->line,
					    _("“%s” cannot be a name; begin with a letter, go on with "
					      "letters, digits, - _ and ., and leave out meta"),
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

/* ---- what there is, counted first -------------------------------------------------------------------- */

static bool is_group(const struct source_section *section)
{
	return section->kind == SECTION_STEP || section->kind == SECTION_GROUP
	       || section->kind == SECTION_REPEAT;
}

static bool count_sections(struct build *build)
{
	struct guide *guide = build->guide;
	const struct source_section *section = build->source.sections;

	for (size_t i = 0; i < build->source.section_count; i++, section++) {
		guide->step_count += section->kind == SECTION_STEP;
		guide->group_count += is_group(section);
		if (section->kind == SECTION_QUESTION)
			guide->question_count += option_truth(section, "or_other") ? 2 : 1;
	}
	guide->vertex_count = guide->question_count + guide->group_count;
	section = &build->source.sections[1];
	if (!guide->step_count)
		return BUILD_REFUSE(build, section, NULL,
				    _("the guide has no steps; write at least one step with a question"));
	if (guide->step_count > GUIDE_STEPS_MAX)
		return BUILD_REFUSE(build, section, NULL,
				    _("the guide has more than %d steps; part it in two"), GUIDE_STEPS_MAX);
	if (guide->group_count > GUIDE_GROUPS_MAX)
		return BUILD_REFUSE(build, section, NULL,
				    _("the guide has more than %d groups; part it in two"), GUIDE_GROUPS_MAX);
	if (guide->question_count > GUIDE_QUESTIONS_MAX)
		return BUILD_REFUSE(build, section, NULL,
				    _("the guide has more than %d questions; part it in two"),
				    GUIDE_QUESTIONS_MAX);
	return true;
}

static void make_room(struct build *build)
{
	struct guide *guide = build->guide;
	struct arena *arena = &guide->arena;

	guide->steps = arena_array(arena, guide->step_count, sizeof(*guide->steps));
	guide->groups = arena_array(arena, guide->group_count, sizeof(*guide->groups));
	guide->questions = arena_array(arena, guide->question_count, sizeof(*guide->questions));
	guide->plans = arena_array(arena, guide->question_count, sizeof(*guide->plans));
	guide->vertices = arena_array(arena, guide->vertex_count, sizeof(*guide->vertices));
	build->sections = arena_array(arena, guide->vertex_count, sizeof(*build->sections));
	build->others = arena_array(arena, guide->question_count, sizeof(*build->others));
}

/* ---- groups ------------------------------------------------------------------------------------------ */

/* A vertex finds its home by the group it stands in. */
static void settle_in(struct guide *guide, int vertex, int parent)
{
	struct vertex *here = &guide->vertices[vertex];
	struct guide_group *home;

	here->home = -1;
	here->step = vertex - (int)guide->question_count;
	if (parent >= 0) {
		const struct vertex *above = &guide->vertices[guide->question_count + (size_t)parent];

		here->home = guide->groups[parent].kind == SECTION_REPEAT ? parent : above->home;
		here->step = above->step;
	}
	if (here->home < 0) {
		guide->members = arena_grow(&guide->arena, guide->members, guide->member_count, sizeof(int));
		guide->members[guide->member_count++] = vertex;
		here->member = vertex;
		return;
	}
	home = &guide->groups[here->home];
	home->members = arena_grow(&guide->arena, home->members, home->member_count, sizeof(int));
	here->member = (int)home->member_count;
	home->members[home->member_count++] = vertex;
}

/* The question of a group's own item: only a repeat's is ever asked. */
static struct question group_question(struct guide *guide, const struct guide_group *group)
{
	struct choice *choices = arena_array(&guide->arena, 2, sizeof(*choices));
	bool asked = group->kind == SECTION_REPEAT;

	choices[0] = (struct choice){ "yes", _("yes") };
	choices[1] = (struct choice){ "no", _("no") };
	return (struct question){
		.name = group->name,
		.type = asked ? QUESTION_REPEAT : QUESTION_NOTE,
		.label = group->label,
		.hint = "",
		.guidance_hint = "",
		.choices = choices,
		.choice_count = asked ? 2 : 0,
		.default_value = "",
		.constraint_message = "",
		.caseworker = true,
	};
}

static bool read_step(struct build *build, const struct source_section *section, int index)
{
	struct guide *guide = build->guide;
	struct guide_step *step = &guide->steps[index];

	step->name = guide->groups[index].name;
	step->title = build_text(build, section, "title");
	step->say = build_text(build, section, "say");
	guide->groups[index].label = step->title;
	return *step->title ? true
			    : BUILD_REFUSE(build, section, NULL, _("the step %s has no title; give it one"),
					   step->name);
}

static bool read_group(struct build *build, const struct source_section *section, int index, int parent)
{
	struct guide *guide = build->guide;
	struct guide_group *group = &guide->groups[index];
	int vertex = (int)guide->question_count + index;

	*group = (struct guide_group){ .kind = section->kind,
				       .name = arena_strdup(&guide->arena, section->title),
				       .label = build_text(build, section, "label"),
				       .parent = parent };
	build->sections[vertex] = section;
	settle_in(guide, vertex, parent);
	group->asked = group_question(guide, group);
	if (section->kind == SECTION_STEP)
		return read_step(build, section, index);
	if (section->kind == SECTION_REPEAT && !*group->label)
		return BUILD_REFUSE(build, section, NULL,
				    _("the repeat %s has no label; write what one of them is called"),
				    group->name);
	return true;
}

/* ---- questions --------------------------------------------------------------------------------------- */

static bool read_question(struct build *build, const struct source_section *section, int *question,
			  int parent)
{
	struct guide *guide = build->guide;
	int index = (*question)++;

	build->sections[index] = section;
	guide->plans[index].group = parent;
	settle_in(guide, index, parent);
	guide->steps[guide->vertices[index].step].count++;
	return question_read(build, (size_t)index);
}

/* "What other?": comes with or_other, right after its question. */
static bool read_other(struct build *build, const struct source_section *section, int *question, int parent)
{
	struct source_section *other = arena_alloc(&build->guide->arena, sizeof(*other));

	*other = (struct source_section){ .kind = SECTION_QUESTION,
					  .title = arena_printf(&build->guide->arena, "%s_other",
								section->title),
					  .line = section->line,
					  .above = section->above };
	build->others[*question] = section;
	return read_question(build, other, question, parent);
}

static bool read_sections(struct build *build)
{
	struct guide *guide = build->guide;
	int *groups = arena_array(&guide->arena, build->source.section_count, sizeof(*groups));
	int step = 0, group = (int)guide->step_count, question = 0;

	for (size_t i = 0; i < build->source.section_count; i++) {
		const struct source_section *section = &build->source.sections[i];
		int parent = section->above >= 0 ? groups[section->above] : -1;

		if (section->kind == SECTION_STEP) {
			guide->steps[step].first = (size_t)question;
			groups[i] = step++;
		} else if (is_group(section)) {
			groups[i] = group++;
		} else if (section->kind != SECTION_QUESTION) {
			continue;
		}
		if (section->kind == SECTION_QUESTION
			    ? !read_question(build, section, &question, parent)
				      || (option_truth(section, "or_other")
					  && !read_other(build, section, &question, parent))
			    : !read_group(build, section, groups[i],
					  section->kind == SECTION_STEP ? -1 : parent))
			return false;
	}
	for (size_t i = 0; i < guide->step_count; i++) {
		if (!guide->steps[i].count)
			return BUILD_REFUSE(build, build->sections[guide->question_count + i], NULL,
					    _("the step %s has no questions; give it one, or take it away"),
					    guide->steps[i].name);
	}
	return true;
}

/* Two questions of one name, now that "what other?" has its own. */
static bool check_names(struct build *build)
{
	const struct guide *guide = build->guide;

	for (size_t i = 1; i < guide->name_count; i++) {
		int left = guide->by_name[i - 1], right = guide->by_name[i];

		if (str_equal(vertex_name(guide, left), vertex_name(guide, right)))
			return guide_refuse(
				build->err, build->file, build->sections[right]->line,
				_("the name %s is used a second time (first in line %d); choose another"),
				vertex_name(guide, right), build->sections[left]->line);
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

static bool read_closing(struct build *build, const struct source_section *section)
{
	const char *word =
		option_count(section, "closing") ? option_text(section, "closing") : closing_words[0].word;

	for (size_t i = 0; i < LENGTH(closing_words); i++) {
		if (str_equal(closing_words[i].word, word)) {
			build->guide->closing = closing_words[i].closing;
			return true;
		}
	}
	return BUILD_REFUSE(build, section, "closing",
			    _("“%.40s” is no way to close; write agreement or measure"), word);
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
	return BUILD_REFUSE(build, &build->source.sections[1], "closing",
			    _("the guide closes with a measure, but no question feeds one; give a question "
			      "feeds = { \"measure citizen.job\" }"));
}

static bool read_head(struct build *build, const struct source_section *section)
{
	struct guide *guide = build->guide;
	long version = option_number(section, "version", 0);

	guide->id = arena_strdup(&guide->arena, section->title);
	guide->title = build_text(build, section, "title");
	guide->version = (int)version;
	guide->resets_contact_clock = option_truth(section, "resets_contact_clock");
	if (!*guide->title)
		return BUILD_REFUSE(build, section, NULL, _("the guide has no title; give it one"));
	if (version < 1 || version > 1000000)
		return BUILD_REFUSE(build, section, "version",
				    _("the guide needs a version from 1 up; write version = 1"));
	for (size_t i = 0; i < option_count(section, "for"); i++) {
		long group = 0;

		if (!number_read(option_at(section, "for", i), &group) || group < 1
		    || group > TARGET_GROUP_MAX)
			return BUILD_REFUSE(build, section, "for",
					    _("“for” holds target groups from 1 to %d; take %ld away"),
					    TARGET_GROUP_MAX, group);
		guide->target_groups |= RULE_GROUP(group);
	}
	return read_closing(build, section);
}

static bool compile_group(struct build *build, size_t index)
{
	struct guide *guide = build->guide;
	struct guide_group *group = &guide->groups[index];
	int vertex = (int)(guide->question_count + index);
	const struct source_section *section = build->sections[vertex];

	return build_expr(build, vertex, EXPR_RELEVANT, build_text(build, section, "relevant"),
			  &group->relevant)
	       && build_expr(build, vertex, EXPR_COUNT, build_text(build, section, "count"), &group->count)
	       && build_check_names(build, section, "label", group->label)
	       && (group->kind != SECTION_STEP
		   || build_check_names(build, section, "say", guide->steps[index].say));
}

static bool compile_all(struct build *build)
{
	struct guide *guide = build->guide;
	const char *circle;
	int first;

	for (size_t i = 0; i < guide->group_count; i++) {
		if (!compile_group(build, i))
			return false;
	}
	for (size_t i = 0; i < guide->question_count; i++) {
		if (!question_compile(build, i))
			return false;
	}
	if (graph_build(guide, &circle, &first))
		return true;
	return guide_refuse(build->err, build->file, build->sections[first]->line,
			    _("these need each other in a circle: %s; let one of them do without the next"),
			    circle);
}

static bool build_all(struct build *build)
{
	struct guide *guide = build->guide;
	size_t guides = 0;
	int last = 1;
	bool built;

	for (size_t i = 0; i < build->source.section_count; i++) {
		if (build->source.sections[i].kind == SECTION_GUIDE && guides++)
			last = build->source.sections[i].line;
	}
	if (guides != 1)
		return guide_refuse(
			build->err, build->file, last,
			_("a file must hold one guide, and only one; write guide \"name\" { … }"));
	if (!read_head(build, &build->source.sections[1]) || !count_sections(build) || !lists_read(build))
		return false;
	make_room(build);
	if (!read_sections(build) || !check_closing(build))
		return false;
	guide_index(guide);
	if (!check_names(build))
		return false;
	build->instance = instance_new_sample(guide);
	built = compile_all(build);
	instance_free(build->instance);
	return built;
}

bool guide_build(const char *name, const char *text, const char *folder, const struct guide_table *tables,
		 struct guide **guide, struct err *err)
{
	struct build build = {
		.file = name, .folder = folder, .tables = tables, .guide = guide_new(), .err = err
	};
	struct arena arena;
	bool built;

	arena_init(&arena);
	built = source_read(name, text, &arena, &build.source, err)
		&& check_titles(&build, &arena, 1u << SECTION_STEP)
		&& check_titles(&build, &arena, 1u << SECTION_LIST)
		&& check_titles(&build, &arena,
				1u << SECTION_GROUP | 1u << SECTION_REPEAT | 1u << SECTION_QUESTION)
		&& build_all(&build);
	arena_done(&arena);
	if (built)
		*guide = build.guide;
	else
		guide_free(build.guide);
	return built;
}

bool guide_parse(const char *name, const char *text, struct guide **guide, struct err *err)
{
	const char *slash = strrchr(name, '/');
	struct arena arena;
	bool parsed;

	arena_init(&arena);
	parsed = guide_build(name, text, slash ? arena_strndup(&arena, name, (size_t)(slash - name)) : ".",
			     NULL, guide, err);
	arena_done(&arena);
	return parsed;
}

bool guide_parse_with(const char *name, const char *text, const struct guide_table *tables,
		      struct guide **guide, struct err *err)
{
	return guide_build(name, text, NULL, tables, guide, err);
}
