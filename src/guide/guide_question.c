#include <stdlib.h>
#include <string.h>

#include "guide/guide_build.h"
#include "samtale/base/str.h"

#define TEXT_MAX 4000
#define RANGE_MAX 1000000

cfg_opt_t question_options[] = { CFG_STR("type", NULL, CFGF_NONE),
				 CFG_STR("label", NULL, CFGF_NONE),
				 CFG_STR("hint", NULL, CFGF_NONE),
				 CFG_STR("guidance_hint", NULL, CFGF_NONE),
				 CFG_STR("appearance", NULL, CFGF_NONE),
				 CFG_STR_LIST("choices", NULL, CFGF_NONE),
				 CFG_STR_LIST("labels", NULL, CFGF_NONE),
				 CFG_STR("choice_filter", NULL, CFGF_NONE),
				 CFG_INT("range_start", 0, CFGF_NONE),
				 CFG_INT("range_end", 10, CFGF_NONE),
				 CFG_STR("default", NULL, CFGF_NONE),
				 CFG_STR("relevant", NULL, CFGF_NONE),
				 CFG_STR("required", NULL, CFGF_NONE),
				 CFG_STR("required_message", NULL, CFGF_NONE),
				 CFG_STR("constraint", NULL, CFGF_NONE),
				 CFG_STR("constraint_message", NULL, CFGF_NONE),
				 CFG_STR("calculation", NULL, CFGF_NONE),
				 CFG_BOOL("caseworker", cfg_false, CFGF_NONE),
				 CFG_BOOL("sensitive", cfg_false, CFGF_NONE),
				 CFG_STR_LIST("feeds", NULL, CFGF_NONE),
				 CFG_STR("feeds_as", NULL, CFGF_NONE),
				 CFG_END() };

static const char *const type_names[QUESTION_TYPES] = {
	[QUESTION_TEXT] = "text",
	[QUESTION_NOTE] = "note",
	[QUESTION_INTEGER] = "integer",
	[QUESTION_DECIMAL] = "decimal",
	[QUESTION_SELECT_ONE] = "select_one",
	[QUESTION_SELECT_MULTIPLE] = "select_multiple",
	[QUESTION_DATE] = "date",
	[QUESTION_RANGE] = "range",
	[QUESTION_CALCULATE] = "calculate",
};

const char *question_type_name(enum question_type type)
{
	return type_names[type];
}

static bool is_select(const struct question *question)
{
	return question->type == QUESTION_SELECT_ONE || question->type == QUESTION_SELECT_MULTIPLE;
}

/* ---- type and texts ------------------------------------------------------------------------------- */

static bool read_type(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	const char *name = build_text(build, build->sections[index], "type");

	for (size_t i = 0; i < QUESTION_TYPES; i++) {
		if (str_equal(name, type_names[i])) {
			question->type = (enum question_type)i;
			return true;
		}
	}
	if (!*name)
		return QUESTION_REFUSE(build, index, NULL,
				       _("the question %s has no type; write type = text, or another"),
				       question->name);
	return QUESTION_REFUSE(
		build, index, "type",
		_("“%.40s” is no type; use text, note, integer, decimal, select_one, select_multiple, date, "
		  "range or calculate"),
		name);
}

static bool read_texts(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	struct question_plan *plan = &build->guide->plans[index];
	const struct {
		const char *option;
		const char **text;
	} texts[] = {
		{ "label", &question->label },
		{ "hint", &question->hint },
		{ "guidance_hint", &question->guidance_hint },
		{ "default", &question->default_value },
		{ "constraint_message", &question->constraint_message },
		{ "required_message", &plan->required_message },
		{ "feeds_as", &plan->feeds_as },
	};

	for (size_t i = 0; i < LENGTH(texts); i++) {
		*texts[i].text = build_text(build, build->sections[index], texts[i].option);
		if (strlen(*texts[i].text) > TEXT_MAX)
			return QUESTION_REFUSE(build, index, texts[i].option,
					       _("%s is too long; shorten it to %d letters"), texts[i].option,
					       TEXT_MAX);
	}
	if (!*question->label && question->type != QUESTION_CALCULATE)
		return QUESTION_REFUSE(build, index, NULL,
				       _("the question %s has no label; write what is asked"),
				       question->name);
	return true;
}

static bool read_flags(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	cfg_t *section = build->sections[index];
	const char *appearance = build_text(build, section, "appearance");
	long start = cfg_getint(section, "range_start"), end = cfg_getint(section, "range_end");

	question->multiline = str_equal(appearance, "multiline");
	question->caseworker = cfg_getbool(section, "caseworker");
	question->sensitive = cfg_getbool(section, "sensitive");
	if (*appearance && !question->multiline)
		return QUESTION_REFUSE(
			build, index, "appearance",
			_("the appearance “%.40s” is not known; use multiline, or leave it out"), appearance);
	if (start >= end || start < -RANGE_MAX || end > RANGE_MAX)
		return QUESTION_REFUSE(
			build, index, "range_end",
			_("range_start must be below range_end, and both within a million; mend them"));
	question->range_start = (int)start;
	question->range_end = (int)end;
	return true;
}

/* ---- choices -------------------------------------------------------------------------------------- */

static bool check_choice(struct build *build, size_t index, const struct choice *choices, size_t at)
{
	const struct question *question = &build->guide->questions[index];
	const char *name = choices[at].name;

	if (!*name || strlen(name) > GUIDE_NAME_MAX)
		return QUESTION_REFUSE(build, index, "choices",
				       _("a choice's name must have 1 to %d letters; mend “%.40s”"),
				       GUIDE_NAME_MAX, name);
	if (question->type == QUESTION_SELECT_MULTIPLE && strchr(name, ' '))
		return QUESTION_REFUSE(
			build, index, "choices",
			_("several choices are stored with blanks between, so the name “%s” cannot hold one; "
			  "write _ for it, and the words in labels"),
			name);
	for (size_t i = 0; i < at; i++) {
		if (str_equal(choices[i].name, name))
			return QUESTION_REFUSE(build, index, "choices",
					       _("the choice “%s” stands there twice; take one away"), name);
	}
	return true;
}

static const char *list_text(struct build *build, size_t index, const char *option, size_t at)
{
	char *text =
		arena_strdup(&build->guide->arena, cfg_getnstr(build->sections[index], option, (unsigned)at));

	source_restore(text);
	return text;
}

static bool read_choices(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	size_t count = cfg_size(build->sections[index], "choices");
	size_t labels = cfg_size(build->sections[index], "labels");
	struct choice *choices = arena_array(&build->guide->arena, count, sizeof(*choices));

	question->choices = choices;
	question->choice_count = count;
	if (is_select(question) && !count)
		return QUESTION_REFUSE(build, index, "choices", _("%s has no choices; write choices = { … }"),
				       question->name);
	if (!is_select(question) && count)
		return QUESTION_REFUSE(build, index, "choices",
				       _("only select_one and select_multiple have choices; change the type, "
					 "or take them away"));
	if (count > GUIDE_CHOICES_MAX)
		return QUESTION_REFUSE(build, index, "choices", _("more than %d choices; take some away"),
				       GUIDE_CHOICES_MAX);
	if (labels && labels != count)
		return QUESTION_REFUSE(
			build, index, "labels",
			_("there are %zu choices and %zu labels; write one label for each choice"), count,
			labels);
	for (size_t i = 0; i < count; i++) {
		choices[i].name = list_text(build, index, "choices", i);
		choices[i].label = labels ? list_text(build, index, "labels", i) : choices[i].name;
		if (!check_choice(build, index, choices, i))
			return false;
	}
	return true;
}

bool question_read(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];

	question->name = arena_strdup(&build->guide->arena, cfg_title(build->sections[index]));
	return read_type(build, index) && read_texts(build, index) && read_flags(build, index)
	       && read_choices(build, index) && question_read_feeds(build, index);
}

/* ---- expressions ---------------------------------------------------------------------------------- */

static xmlNode *field_add(xmlNode *item, const char *name, const char *text)
{
	xmlNode *field = xmlNewTextChild(item, NULL, xml_text(name), xml_text(text));

	if (!field)
		BUG("out of memory");
	return field;
}

/* The choices as elements, so that a choice_filter can ask for name and label. */
static void items_build(struct guide *guide, size_t index)
{
	const struct question *question = &guide->questions[index];
	struct question_plan *plan = &guide->plans[index];
	xmlNode *root;

	if (!guide->items) {
		guide->items = xmlNewDoc(xml_text("1.0"));
		root = xmlNewDocNode(guide->items, NULL, xml_text("root"), NULL);
		if (!root)
			BUG("out of memory");
		xmlDocSetRootElement(guide->items, root);
	}
	root = field_add(xmlDocGetRootElement(guide->items), question->name, NULL);
	plan->items = arena_array(&guide->arena, question->choice_count, sizeof(*plan->items));
	for (size_t i = 0; i < question->choice_count; i++) {
		plan->items[i] = field_add(root, "item", NULL);
		field_add(plan->items[i], "name", question->choices[i].name);
		field_add(plan->items[i], "label", question->choices[i].label);
	}
}

static bool is_one_of(const char *text, const char *const *words)
{
	while (*words && !str_equal(*words, text))
		words++;
	return *words != NULL;
}

static bool check_role(struct build *build, size_t index)
{
	const struct question *question = &build->guide->questions[index];
	const struct question_plan *plan = &build->guide->plans[index];

	if (question->type == QUESTION_CALCULATE && !plan->expr[EXPR_CALCULATION])
		return QUESTION_REFUSE(build, index, NULL,
				       _("%s is calculated, but has no calculation; write one"),
				       question->name);
	if (plan->expr[EXPR_CHOICE_FILTER] && !is_select(question))
		return QUESTION_REFUSE(
			build, index, "choice_filter",
			_("only select_one and select_multiple have a choice_filter; take it away"));
	return true;
}

bool question_compile(struct build *build, size_t index)
{
	static const char *const yes[] = { "true", "yes", NULL }, *const no[] = { "false", "no", NULL };
	const struct question *question = &build->guide->questions[index];
	struct question_plan *plan = &build->guide->plans[index];
	const char *const texts[][2] = {
		{ "label", question->label },
		{ "hint", question->hint },
		{ "guidance_hint", question->guidance_hint },
		{ "constraint_message", question->constraint_message },
		{ "required_message", plan->required_message },
		{ "feeds_as", plan->feeds_as },
	};

	for (enum expr_role role = 0; role < EXPR_ROLES; role++) {
		const char *written = build_text(build, build->sections[index], expr_role_option[role]);

		if (role == EXPR_REQUIRED && is_one_of(written, yes))
			plan->always_required = true;
		else if (role != EXPR_REQUIRED || !is_one_of(written, no)) {
			if (!build_expr(build, "question", index, role, written, &plan->expr[role]))
				return false;
		}
	}
	if (plan->expr[EXPR_CHOICE_FILTER] && is_select(question))
		items_build(build->guide, index);
	for (size_t i = 0; i < LENGTH(texts); i++) {
		if (!build_check_names(build, "question", index, texts[i][0], texts[i][1]))
			return false;
	}
	return check_role(build, index);
}
