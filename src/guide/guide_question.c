#include <string.h>

#include "guide/expr_functions.h"
#include "guide/guide_build.h"
#include "samtale/base/str.h"

#define TEXT_MAX 4000
#define RANGE_MAX 1000000

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
	[QUESTION_TIME] = "time",
	[QUESTION_DATETIME] = "datetime",
	[QUESTION_ACKNOWLEDGE] = "acknowledge",
	[QUESTION_RANK] = "rank",
	[QUESTION_GEOPOINT] = "geopoint",
	[QUESTION_GEOTRACE] = "geotrace",
	[QUESTION_GEOSHAPE] = "geoshape",
	[QUESTION_IMAGE] = "image",
	[QUESTION_AUDIO] = "audio",
	[QUESTION_VIDEO] = "video",
	[QUESTION_FILE] = "file",
	[QUESTION_BARCODE] = "barcode",
};

const char *question_type_name(enum question_type type)
{
	return type < QUESTION_TYPES ? type_names[type] : "repeat";
}

static bool is_select(const struct question *question)
{
	return question->type == QUESTION_SELECT_ONE || question->type == QUESTION_SELECT_MULTIPLE
	       || question->type == QUESTION_RANK;
}

/* ---- type and texts ------------------------------------------------------------------------------- */

static bool read_type(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	const char *name = build->others[index] ? "text" : option_text(build->sections[index], "type");

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
	return QUESTION_REFUSE(build, index, "type",
			       _("“%.40s” is no type; see samtale-guide(5) for the types there are"), name);
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
	if (build->others[index])
		question->label = _("What else?");
	if (!*question->label && question->type != QUESTION_CALCULATE)
		return QUESTION_REFUSE(build, index, NULL,
				       _("the question %s has no label; write what is asked"),
				       question->name);
	return true;
}

static bool read_flags(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	const struct source_section *section = build->sections[index];
	const char *appearance = option_text(section, "appearance");
	long start = option_number(section, "range_start", 0), end = option_number(section, "range_end", 10);

	question->multiline = str_equal(appearance, "multiline");
	question->read_only = option_truth(section, "read_only");
	question->caseworker = option_truth(section, "caseworker");
	question->sensitive = option_truth(section, "sensitive");
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

/* The choices are the question's own, or those of a list; with or_other a copy of them and one more. */
static bool find_list(struct build *build, size_t index, struct guide_list **list)
{
	struct guide *guide = build->guide;
	const struct source_section *section = build->sections[index];
	const char *name = option_text(section, "list");

	if (!*name) {
		*list = arena_alloc(&guide->arena, sizeof(**list));
		(*list)->name = (*list)->file = "";
		return list_read_choices(build, section, *list);
	}
	*list = guide_list_find(guide, name);
	if (!*list)
		return QUESTION_REFUSE(build, index, "list", _("there is no list “%.40s”; mend the name"),
				       name);
	if (option_count(section, "choices"))
		return QUESTION_REFUSE(build, index, "choices",
				       _("%s has a list and choices; take one of them away"),
				       guide->questions[index].name);
	return true;
}

static bool check_blanks(struct build *build, size_t index, const struct guide_list *list)
{
	if (build->guide->questions[index].type == QUESTION_SELECT_ONE)
		return true;
	for (size_t i = 0; i < list->choice_count; i++) {
		if (strchr(list->choices[i].name, ' '))
			return QUESTION_REFUSE(
				build, index, *list->name ? "list" : "choices",
				_("several choices are stored with blanks between, so the name “%s” cannot "
				  "hold one; write _ for it, and the words in labels"),
				list->choices[i].name);
	}
	return true;
}

static struct guide_list *with_other(struct guide *guide, const struct guide_list *list)
{
	struct guide_list *copy = arena_alloc(&guide->arena, sizeof(*copy));

	*copy = *list;
	copy->doc = NULL;
	copy->choices = arena_array(&guide->arena, list->choice_count + 1, sizeof(*copy->choices));
	memcpy(copy->choices, list->choices, list->choice_count * sizeof(*copy->choices));
	copy->choices[copy->choice_count++] = (struct choice){ OTHER_CHOICE, _("something else") };
	copy->cells = arena_array(&guide->arena, list->column_count, sizeof(*copy->cells));
	for (size_t k = 0; k < list->column_count; k++) {
		copy->cells[k] = arena_array(&guide->arena, copy->choice_count, sizeof(*copy->cells[k]));
		memcpy(copy->cells[k], list->cells[k], list->choice_count * sizeof(*copy->cells[k]));
		copy->cells[k][list->choice_count] = "";
	}
	list_index(&guide->arena, copy);
	return copy;
}

static bool read_choices(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];
	const struct source_section *section = build->sections[index];
	struct guide_list *list;

	if (!is_select(question)) {
		if (option_count(section, "choices") || option_count(section, "list"))
			return QUESTION_REFUSE(build, index, "choices",
					       _("only select_one, select_multiple and rank have choices; "
						 "change the type, or take them away"));
		return true;
	}
	if (!option_count(section, "choices") && !option_count(section, "list"))
		return QUESTION_REFUSE(build, index, "choices", _("%s has no choices; write choices = { … }"),
				       question->name);
	if (!find_list(build, index, &list) || !check_blanks(build, index, list))
		return false;
	build->guide->plans[index].or_other = option_truth(section, "or_other");
	if (build->guide->plans[index].or_other) {
		if (list_row(list, OTHER_CHOICE, strlen(OTHER_CHOICE)) >= 0)
			return QUESTION_REFUSE(build, index, "or_other",
					       _("“other” is among the choices already; take or_other away"));
		list = with_other(build->guide, list);
	}
	build->guide->plans[index].list = list;
	question->choices = list->choices;
	question->choice_count = list->choice_count;
	return true;
}

/* An acknowledgement is one choice, stored as ODK stores it. */
static void add_acknowledgement(struct build *build, struct question *question)
{
	struct guide_list *list = arena_alloc(&build->guide->arena, sizeof(*list));

	list->name = list->file = "";
	list->choices = arena_array(&build->guide->arena, 1, sizeof(*list->choices));
	list->choices[0] = (struct choice){ "OK", _("seen and understood") };
	list->choice_count = 1;
	list_index(&build->guide->arena, list);
	build->guide->plans[question - build->guide->questions].list = list;
	question->choices = list->choices;
	question->choice_count = 1;
}

bool question_read(struct build *build, size_t index)
{
	struct question *question = &build->guide->questions[index];

	question->name = arena_strdup(&build->guide->arena, build->sections[index]->title);
	if (!read_type(build, index) || !read_texts(build, index) || !read_flags(build, index)
	    || !read_choices(build, index))
		return false;
	if (question->type == QUESTION_ACKNOWLEDGE)
		add_acknowledgement(build, question);
	return question_read_feeds(build, index);
}

/* ---- expressions ---------------------------------------------------------------------------------- */

static bool is_one_of(const char *text, const char *const *words)
{
	while (*words && !str_equal(*words, text))
		words++;
	return *words != NULL;
}

/* A default is calculated when it asks for an answer, or is one call of a function: today(), if(...). */
static bool is_dynamic(const char *text)
{
	size_t length = strcspn(text, "("), end = strlen(text);
	char name[GUIDE_NAME_MAX];
	int least, most;

	if (strstr(text, "${"))
		return true;
	if (!end || text[end - 1] != ')' || length >= sizeof(name))
		return false;
	memcpy(name, text, length);
	name[length] = '\0';
	return expr_function_find(name, &least, &most);
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
			_("only select_one, select_multiple and rank have a choice_filter; take "
			  "it away"));
	return true;
}

/* The expression of a role as written; "" none. */
static const char *role_text(struct build *build, size_t index, enum expr_role role)
{
	const char *written = build_text(build, build->sections[index], expr_role_option[role]);

	if (role == EXPR_COUNT || (role == EXPR_DEFAULT && !is_dynamic(written)))
		return "";
	if (role == EXPR_RELEVANT && build->others[index])
		return arena_printf(&build->guide->arena, "selected(${%s}, \"" OTHER_CHOICE "\")",
				    build->others[index]->title);
	return written;
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
		const char *written = role_text(build, index, role);

		if (role == EXPR_REQUIRED && is_one_of(written, yes))
			plan->always_required = true;
		else if (role != EXPR_REQUIRED || !is_one_of(written, no)) {
			if (role == EXPR_CHOICE_FILTER && *written && plan->list)
				list_document(build->guide, plan->list);
			if (!build_expr(build, (int)index, role, written, &plan->expr[role]))
				return false;
		}
	}
	for (size_t i = 0; i < LENGTH(texts); i++) {
		if (!build_check_names(build, build->sections[index], texts[i][0], texts[i][1]))
			return false;
	}
	return check_role(build, index);
}
