/* activity_new.c - register an activity: kind, company, days, hours, purpose, contact. argument->citizen.
 *
 * The last day is the one the rules allow until a person writes another; how it came about stands below the field. */
#include <stdlib.h>
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "samtale/domain/calendar.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_KIND, FIELD_EMPLOYER, FIELD_START, FIELD_END, FIELD_HOURS, FIELD_WAGE, FIELD_PURPOSE, FIELD_CONTACT };

#define HOURS_DEFAULT "37"
#define HOURS_SIZE 8

struct model {
	struct form form; /* first: see form.h */
	struct activity_sheet sheet;
	struct form_choice *kinds;
	size_t *offered; /* companies shown in the list, as indexes into the sheet's */
	struct activity_entry entry;
	struct date suggested; /* the last day that stands in the field by itself */
	const char *explanation;
};

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	form_init(&model->form);
	model->entry = (struct activity_entry){ .citizen = argument->citizen };
	model->suggested = DATE_NONE;
	model->explanation = "";
	app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITIES, .activities = { argument->citizen, &model->sheet } },
		effects);
}

/* ---- fields --------------------------------------------------------------------------------------------- */

static size_t fill_kinds(struct app *app, struct model *model)
{
	const struct activity_kinds *kinds = model->sheet.kinds;
	size_t count = 0;

	model->kinds = arena_array(app_arena(app), kinds->count, sizeof(*model->kinds));
	for (size_t i = 0; i < kinds->count; i++)
		if (activity_kind_is_for(&kinds->rows[i], model->sheet.citizen.target_group))
			model->kinds[count++] = (struct form_choice){ kinds->rows[i].code,
								      activity_kind_name(&kinds->rows[i]) };
	return count;
}

static void build(struct app *app, struct model *model, struct effects *effects)
{
	struct form *form = &model->form;

	model->offered = arena_array(app_arena(app), model->sheet.employer_count, sizeof(*model->offered));
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "kind",
					     .label = N_("Activity"),
					     .required = true,
					     .choices = model->kinds,
					     .choice_count = fill_kinds(app, model),
					     .hint = N_("A digit chooses; F4 lists them all.") });
	form->fields[FIELD_KIND].choices = model->kinds;
	form_add(form, &(struct form_field){ .kind = FORM_TEXT,
					     .name = "employer",
					     .label = N_("Company"),
					     .required = true,
					     .hint = N_("A part of the name, or the CVR number; Enter finds it.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "start",
					     .label = N_("First day"),
					     .required = true,
					     .hint = N_("For example +7, mon, 3/5. F4 offers days.") });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "end", .label = N_("Last day") });
	form_add(form, &(struct form_field){
			       .kind = FORM_TEXT, .name = "hours", .label = N_("Hours a week"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT,
					     .name = "wage",
					     .label = N_("Wage a month"),
					     .required = true,
					     .hint = N_("In whole kroner.") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "purpose", .label = N_("Purpose"),
		.hint = N_("What it is to lead to, in a few words.") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "contact", .label = N_("Contact there"),
		.hint = N_("Whom to ring at the place.") });
	form_set_date(form, FIELD_START, calendar_working_on_or_after(app_now(app).date));
	form_set_text(form, FIELD_HOURS, HOURS_DEFAULT);
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "activity", model->entry.citizen, model->entry.citizen }, effects);
}

static const struct activity_kind *chosen_kind(const struct model *model)
{
	return activity_kind_find(model->sheet.kinds, form_choice(&model->form, FIELD_KIND));
}

/* ---- the company ------------------------------------------------------------------------------------------ */

static bool fits(struct arena *arena, const struct activity_employer *employer, const char *wanted)
{
	return strstr(collate_fold(arena, employer->name), wanted) != NULL ||
	       strncmp(employer->cvr, wanted, strlen(wanted)) == 0;
}

/* Fills offered with the companies that fit what is typed. */
static size_t find_companies(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);
	const char *wanted = collate_fold(arena, form_text(&model->form, FIELD_EMPLOYER));
	size_t count = 0;

	for (size_t i = 0; i < model->sheet.employer_count; i++)
		if (fits(arena, &model->sheet.employers[i], wanted))
			model->offered[count++] = i;
	return count;
}

static void take_company(struct model *model, const struct activity_employer *employer)
{
	model->entry.employer = employer->id;
	form_set_text(&model->form, FIELD_EMPLOYER, employer->name);
	if (form_text(&model->form, FIELD_CONTACT)[0] == '\0')
		form_set_text(&model->form, FIELD_CONTACT, employer->contact);
}

/* The company whose name stands in the field; a draft brings the name back, not the number. */
static const struct activity_employer *named_company(const struct model *model)
{
	const char *text = form_text(&model->form, FIELD_EMPLOYER);
	const struct activity_employer *found = NULL;

	for (size_t i = 0; i < model->sheet.employer_count; i++) {
		const struct activity_employer *employer = &model->sheet.employers[i];

		if (str_equal(employer->name, text) && (found == NULL || employer->id == model->entry.employer))
			found = employer;
	}
	return found;
}

static void suggest_end(struct app *app, struct model *model);

static void company_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	take_company(model, &model->sheet.employers[model->offered[row]]);
	(void)form_act(&model->form, app, ACTION_FIELD_NEXT, effects);
	suggest_end(app, model);
}

static void offer_companies(struct app *app, const struct model *model, size_t count, struct effects *effects)
{
	struct chooser_row *rows = arena_array(app_arena(app), count, sizeof(*rows));

	for (size_t i = 0; i < count; i++) {
		const struct activity_employer *employer = &model->sheet.employers[model->offered[i]];

		rows[i] = (struct chooser_row){ employer->name,
						arena_printf(app_arena(app), "%s  %s", employer->city, employer->cvr),
						false };
	}
	app_choose(app, &(struct chooser){ _("Company"), rows, count, company_chosen, false }, effects);
}

/* Enter in the company field. True when the field holds a company now, or need not. */
static bool settle_company(struct app *app, struct model *model, bool list, struct effects *effects)
{
	const struct activity_employer *named = named_company(model);
	size_t count;

	if (named != NULL && !list) {
		model->entry.employer = named->id;
		return true;
	}
	model->entry.employer = 0;
	if (form_text(&model->form, FIELD_EMPLOYER)[0] == '\0' && !list)
		return true; /* the form says that it is required */
	count = find_companies(app, model);
	if (count == 1 && !list) {
		take_company(model, &model->sheet.employers[model->offered[0]]);
		return true;
	}
	if (count == 0)
		app_say(app, ROLE_ERROR, _("No company has “%s” in its name or as its CVR number. Write less of it."),
			form_text(&model->form, FIELD_EMPLOYER));
	else
		offer_companies(app, model, count, effects);
	return false;
}

/* ---- the last day -------------------------------------------------------------------------------------------- */

static void suggest_end(struct app *app, struct model *model)
{
	const struct activity_kind *kind = chosen_kind(model);
	struct activity_length_request request = { .kind = kind, .group = model->sheet.citizen.target_group,
						   .start = form_date(&model->form, FIELD_START),
						   .extended_from = DATE_NONE };
	struct activity_period *earlier;
	struct activity_length length;
	struct err err;

	model->explanation = "";
	if (kind == NULL || !date_is_set(request.start))
		return;
	request.earlier_count = activity_earlier(model->sheet.activities, model->sheet.count, kind,
						 model->entry.employer, 0, request.start, app_arena(app), &earlier);
	request.earlier = earlier;
	if (!activity_latest_end(app_rules(app), &request, app_arena(app), &length, &err)) {
		model->explanation = arena_strdup(app_arena(app), err.text);
		return;
	}
	model->explanation = length.explanation;
	if (form_text(&model->form, FIELD_END)[0] == '\0' ||
	    date_compare(form_date(&model->form, FIELD_END), model->suggested) == 0)
		form_set_date(&model->form, FIELD_END, length.latest);
	model->suggested = length.latest;
}

static void follow(struct model *model)
{
	const struct activity_kind *kind = chosen_kind(model);
	struct form *form = &model->form;

	/* In the language in use, which may have changed. */
	for (size_t i = 0; i < form->fields[FIELD_KIND].choice_count; i++)
		model->kinds[i].label =
			activity_kind_name(activity_kind_find(model->sheet.kinds, model->kinds[i].name));
	form_hide(form, FIELD_EMPLOYER, kind != NULL && !kind->needs_employer);
	form_hide(form, FIELD_END, kind == NULL || !activity_kind_is_planned(kind));
	form_hide(form, FIELD_HOURS, kind == NULL || !kind->needs_hours);
	form_hide(form, FIELD_WAGE, kind == NULL || !kind->needs_wage);
	form->fields[FIELD_END].hint = model->explanation[0] != '\0' ? model->explanation : NULL;
	form->fields[FIELD_KIND].hint =
		kind != NULL && kind->confidence == RULE_DEFAULT
			? N_("This kind is a default that can be edited: check it before you rely on it.")
			: N_("A digit chooses; F4 lists them all.");
	model->entry.kind = kind;
}

/* What is asked follows the kind; the cursor never stays in a field that is not there. */
static void settle_focus(struct model *model)
{
	follow(model);
	while (model->form.hidden[model->form.focus])
		form_focus(&model->form, model->form.focus + 1);
}

/* ---- registering ---------------------------------------------------------------------------------------------- */

static bool read_number(struct app *app, struct model *model, int field, double *number)
{
	char text[HOURS_SIZE + 1] = "";
	char *end, *comma;

	*number = 0;
	if (model->form.hidden[field])
		return true;
	strncat(text, form_text(&model->form, field), HOURS_SIZE);
	comma = strchr(text, ',');
	if (comma != NULL)
		*comma = '.';
	*number = strtod(text, &end);
	if (end != text && *end == '\0' && *number >= 0 && *number <= RULE_NUMBER_MAX)
		return true;
	form_focus(&model->form, field);
	app_say(app, ROLE_ERROR, _("“%s” is no number. Write for example 25."), form_text(&model->form, field));
	return false;
}

static const char *review_text(struct app *app, const struct model *model)
{
	const struct activity_entry *entry = &model->entry;
	struct arena *arena = app_arena(app);
	const char *text = activity_kind_name(entry->kind);

	if (entry->employer != 0)
		text = arena_printf(arena, _("%s, company: %s"), text, form_text(&model->form, FIELD_EMPLOYER));
	text = arena_printf(arena, _("%s, from %s"), text, date_long(arena, entry->start));
	if (date_is_set(entry->end))
		text = arena_printf(arena, _("%s to %s"), text, date_long(arena, entry->end));
	if (entry->weekly_hours > 0)
		text = arena_printf(arena, _("%s, %g hours a week"), text, entry->weekly_hours);
	if (entry->wage > 0)
		text = arena_printf(arena, _("%s, %d kr. a month"), text, entry->wage);
	text = arena_printf(arena, _("%s.\nPurpose: %s\nContact there: %s\n%s"), text,
			    entry->purpose[0] ? entry->purpose : _("nothing written"),
			    entry->contact[0] ? entry->contact : _("nothing written"), model->explanation);
	return text;
}

static bool length_may_be(struct app *app, struct model *model, struct err *err)
{
	const struct activity_entry *entry = &model->entry;
	struct activity_length_request request = { .kind = entry->kind, .group = model->sheet.citizen.target_group,
						   .start = entry->start, .extended_from = DATE_NONE };
	struct activity_period *earlier;
	struct activity_length length;

	request.earlier_count = activity_earlier(model->sheet.activities, model->sheet.count, entry->kind,
						 entry->employer, 0, entry->start, app_arena(app), &earlier);
	request.earlier = earlier;
	if (activity_end_may_be(app_rules(app), &request, entry->end, app_arena(app), &length, err))
		return true;
	form_focus(&model->form, FIELD_END);
	return false;
}

static void examine(struct app *app, struct model *model, struct effects *effects)
{
	struct activity_entry *entry = &model->entry;
	double wage;
	struct err err;

	follow(model);
	if (!model->form.hidden[FIELD_EMPLOYER] && !settle_company(app, model, false, effects))
		return;
	suggest_end(app, model);
	if (model->form.hidden[FIELD_EMPLOYER])
		entry->employer = 0;
	entry->start = form_date(&model->form, FIELD_START);
	entry->end = model->form.hidden[FIELD_END] ? DATE_NONE : form_date(&model->form, FIELD_END);
	entry->purpose = form_text(&model->form, FIELD_PURPOSE);
	entry->contact = form_text(&model->form, FIELD_CONTACT);
	if (!read_number(app, model, FIELD_HOURS, &entry->weekly_hours) || !read_number(app, model, FIELD_WAGE, &wage))
		return;
	entry->wage = (int)wage;
	if (!activity_entry_is_complete(entry, model->sheet.citizen.target_group, &err) ||
	    (date_is_set(entry->end) && !length_may_be(app, model, &err))) {
		app_say_error(app, &err);
		return;
	}
	form_review(&model->form, app, review_text(app, model));
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	if (form_draft_answered(&model->form, app, kind, ok, err, effects))
		suggest_end(app, model);
	if (ok && kind == EFFECT_ACTIVITIES && model->form.count == 0)
		build(app, model, effects);
	if (model->form.count > 0)
		follow(model);
	if (!ok || kind != EFFECT_ACTIVITY_REGISTER)
		return;
	form_draft_drop(&model->form, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, _("%s is registered. u takes it back."), activity_kind_name(model->entry.kind));
}

/* ---- the kind ---- */

static void kind_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	form_set_choice(&model->form, FIELD_KIND, model->kinds[row].name);
	(void)form_act(&model->form, app, ACTION_FIELD_NEXT, effects);
	suggest_end(app, model);
	settle_focus(model);
}

static void offer_kinds(struct app *app, const struct model *model, struct effects *effects)
{
	size_t count = model->form.fields[FIELD_KIND].choice_count;
	struct chooser_row *rows = arena_array(app_arena(app), count, sizeof(*rows));

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct chooser_row){ model->kinds[i].label, model->kinds[i].name,
						i == model->form.chosen[FIELD_KIND] };
	app_choose(app, &(struct chooser){ _("Activity"), rows, count, kind_chosen, false }, effects);
}

/* ---- keys ------------------------------------------------------------------------------------------------------- */

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	bool at_company = model->form.count > 0 && model->form.focus == FIELD_EMPLOYER && !model->form.reviewing;
	enum form_result result;

	if (action == ACTION_VALUES && model->form.count > 0 && model->form.focus == FIELD_KIND &&
	    !model->form.reviewing) {
		offer_kinds(app, model, effects);
		return true;
	}
	if (at_company && (action == ACTION_FIELD_NEXT || action == ACTION_VALUES) &&
	    !settle_company(app, model, action == ACTION_VALUES, effects))
		return true;
	result = form_act(&model->form, app, action, effects);
	if (result == FORM_NOT_MINE)
		return false;
	if (result == FORM_KEPT && model->form.count > 0 && !model->form.reviewing)
		suggest_end(app, model);
	if (result == FORM_CHECKED)
		examine(app, model, effects);
	if (result == FORM_CONFIRMED)
		app_ask(app, (struct effect){ .kind = EFFECT_ACTIVITY_REGISTER, .activity_register.in = &model->entry },
			effects);
	follow(model);
	return true;
}

static bool type(struct app *app, void *data, const struct key *key, struct effects *effects)
{
	struct model *model = data;
	bool mine = form_screen_type(app, model, key, effects);

	if (mine && model->form.count > 0) {
		if (chosen_kind(model) != model->entry.kind)
			suggest_end(app, model);
		settle_focus(model);
	}
	return mine;
}

static void resume(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	form_screen_resume(app, model, effects);
	if (model->form.count > 0) {
		suggest_end(app, model);
		follow(model);
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Register an activity"), cells, area, arena);
}

const struct screen_kind screen_activity_new = {
	.id = SCREEN_ACTIVITY_NEW,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = resume,
	.leave = form_screen_leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = form_screen_takes_text,
	.tick = form_screen_tick,
	.view = view,
};
