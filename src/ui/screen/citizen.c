/* citizen.c - one citizen: who, what is unfinished, cases, appointments, the plan, the latest checks.
 *
 * argument->citizen. Each line can be stood on; Enter opens what has something behind it. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/lines.h"
#include "ui/widget/wrap.h"

#define ROOMY_ROWS 12 /* from here on there is a blank row below who it is about */

enum line_kind {
	LINE_CONFLICT = LINE_TITLE + 1,
	LINE_UNFINISHED,
	LINE_CASE,
	LINE_APPOINTMENT,
	LINE_STEP,
	LINE_ITEM,
	LINE_CHECK
};

struct model {
	int64_t citizen;
	struct citizen_overview overview;
	struct contact_view contact;
	struct conflict_list conflicts;
	bool has_contact; /* it has been read */
	bool loaded, show_cpr;
	struct lines lines;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	lines_clear(&model->lines, app_arena(app));
	model->overview = (struct citizen_overview){ .unfinished = 0 };
	model->has_contact = false;
	model->conflicts = (struct conflict_list){ .count = 0 };
	app_ask(app, (struct effect){ .kind = EFFECT_CONFLICTS, .conflicts = { 0, model->citizen, &model->conflicts } },
		effects);
	app_ask(app, (struct effect){ .kind = EFFECT_OVERVIEW, .overview = { model->citizen, &model->overview } },
		effects);
	app_ask(app, (struct effect){ .kind = EFFECT_CONTACT, .contact = { model->citizen, &model->contact } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	app_focus(app, &(struct focus){ .citizen = argument->citizen });
	load(app, data, effects);
}

/* ---- the lines -------------------------------------------------------------------------------------- */

static void add_work(struct app *app, struct model *model)
{
	const struct citizen_overview *overview = &model->overview;
	struct arena *arena = app_arena(app);
	struct lines *lines = &model->lines;

	for (size_t i = 0; i < model->conflicts.count; i++)
		lines_add(lines, (struct line){ .kind = LINE_CONFLICT,
						.index = i,
						.when = "",
						.in_conflict = true,
						.text = arena_printf(arena, _("%s: two have written differently"),
								     model->conflicts.rows[i].what) });
	if (overview->unfinished != 0)
		lines_add(lines, (struct line){ .kind = LINE_UNFINISHED,
						.when = "",
						.text = arena_printf(
							arena, _("%s is not finished. Enter goes on."),
							appointment_type_label(overview->unfinished_guide)) });
	for (size_t i = 0; i < overview->cases.count; i++) {
		const struct sanction_row *row = &overview->cases.rows[i];
		bool late = date_is_set(row->due) && date_compare(row->due, app_now(app).date) < 0;

		lines_add(lines, (struct line){ .kind = LINE_CASE,
						.index = i,
						.ref = row->id,
						.when = lines_when(&model->lines, row->event_date),
						.text = arena_printf(arena, _("Sanction case, LAS § %s: %s"),
								     sanction_section(row->provision),
								     sanction_state_label(row->state)),
						.overdue = late && sanction_due_is_ours(row->state) });
	}
	for (size_t i = 0; i < overview->appointment_count; i++) {
		const struct appointment *appointment = &overview->appointments[i];

		lines_add(lines,
			  (struct line){ .kind = LINE_APPOINTMENT,
					 .index = i,
					 .ref = appointment->id,
					 .when = lines_when(&model->lines, appointment->date),
					 .text = arena_printf(arena, "%s %s  %s",
							      appointment->minute >= 0
								      ? time_text(arena, appointment->minute)
								      : "",
							      appointment_type_label(appointment->type),
							      appointment_form_label(appointment->form)) });
	}
}

static void add_plan(struct app *app, struct model *model)
{
	const struct plan *plan = &model->overview.plan;
	struct arena *arena = app_arena(app);
	struct lines *lines = &model->lines;

	if (plan->step_count + plan->item_count == 0)
		return;
	lines_add_title(lines, _("The plan"));
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct plan_step *step = &plan->steps[i];

		lines_add(lines, (struct line){ LINE_STEP, i, lines_when(&model->lines, step->due),
						arena_printf(arena, "%s (%s, %s)", step->text,
							     step_owner_label(step->owner),
							     step_status_label(step->status)),
						step_is_overdue(step, app_now(app).date) });
	}
	for (size_t i = 0; i < plan->item_count; i++)
		if (!plan->items[i].ended)
			lines_add(lines, (struct line){ LINE_ITEM, i, "",
							arena_printf(arena, "%s: %s",
								     plan_item_kind_label(plan->items[i].kind),
								     plan->items[i].text) });
}

static void add_checks(struct app *app, struct model *model)
{
	const struct check_list *checks = &model->overview.checks;
	struct arena *arena = app_arena(app);

	if (checks->count == 0)
		return;
	lines_add_title(&model->lines, _("Availability"));
	for (size_t i = 0; i < checks->count; i++) {
		const struct availability_check *check = &checks->rows[i];
		const struct requirement *requirement = requirement_find(check->requirement);

		lines_add(&model->lines,
			  (struct line){
				  LINE_CHECK, i, lines_when(&model->lines, check->event_date),
				  arena_printf(arena, "%s: %s",
					       requirement != NULL ? tr(requirement->label) : check->requirement,
					       check_outcome_label(check->outcome)),
				  date_is_set(check->deadline) &&
					  date_compare(check->deadline, app_now(app).date) < 0 });
	}
}

/* The latest check that was not fulfilled and has no case for its day yet. */
static const struct availability_check *failed_check(const struct citizen_overview *overview)
{
	for (size_t i = 0; i < overview->checks.count; i++) {
		const struct availability_check *check = &overview->checks.rows[i];
		bool has_case = false;

		for (size_t k = 0; k < overview->cases.count; k++)
			has_case |= date_compare(overview->cases.rows[k].event_date, check->event_date) == 0;
		if (check->outcome == CHECK_NOT_FULFILLED && !has_case)
			return check;
	}
	return NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct citizen_overview *overview = &model->overview;
	const struct availability_check *failed = failed_check(overview);
	const struct line *line = lines_current(&model->lines);

	struct focus focus = {
		.citizen = model->citizen,
		.elsewhere = overview->elsewhere.count > 0 ? model->citizen : 0,
		.appointment = line != NULL && line->kind == LINE_APPOINTMENT ? line->ref : 0,
		.insured = citizen_is_insured(&overview->citizen),
		.target_group = overview->citizen.target_group,
		.has_failed_check = failed != NULL,
		.check = failed != NULL ? failed->id : 0,
		.papers = overview->cases.count > 0 ? overview->cases.rows[0].id : 0,
		.sanction_case = line != NULL && line->kind == LINE_CASE ? line->ref : 0,
	};

	if (focus.sanction_case != 0)
		snprintf(focus.matter, sizeof(focus.matter), "LAS § %s, %s",
			 sanction_section(overview->cases.rows[line->index].provision),
			 date_short(app_arena(app), overview->cases.rows[line->index].event_date));

	snprintf(focus.who, sizeof(focus.who), "%s %s", overview->citizen.given_names, overview->citizen.surname);
	app_focus(app, &focus);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	model->has_contact |= kind == EFFECT_CONTACT && ok;
	if (kind == EFFECT_SEAT_ASK && ok)
		app_say(app, ROLE_GOOD, "%s", seat_asked_text());
	if (kind == EFFECT_STEP_PUT && ok)
		load(app, model, effects);
	if (kind != EFFECT_OVERVIEW || !ok)
		return;
	model->loaded = true;
	add_work(app, model);
	add_plan(app, model);
	add_checks(app, model);
	lines_end(&model->lines);
	refocus(app, model);
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static void talk(struct app *app, const struct model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);
	struct screen_argument argument = { .citizen = model->citizen, .ref = model->overview.unfinished };

	if (argument.ref == 0 && line != NULL && line->kind == LINE_APPOINTMENT) {
		const struct appointment *appointment = &model->overview.appointments[line->index];

		argument.appointment = appointment->id;
		argument.guide = appointment->type;
		argument.text = appointment->form;
	}
	app_push(app, SCREEN_CONVERSATION, &argument, effects);
}

static void open_line(struct app *app, const struct model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);

	if (line == NULL)
		return;
	if (line->kind == LINE_UNFINISHED || line->kind == LINE_APPOINTMENT)
		talk(app, model, effects);
	else if (line->kind == LINE_CONFLICT)
		app_push(app, SCREEN_CONFLICT,
			 &(struct screen_argument){ .citizen = model->citizen,
						    .data = &model->conflicts.rows[line->index] },
			 effects);
	else if (line->kind == LINE_CASE)
		app_push(app, SCREEN_CASE, &(struct screen_argument){ .citizen = model->citizen, .ref = line->ref },
			 effects);
	else
		app_push(app, SCREEN_HISTORY, &(struct screen_argument){ .citizen = model->citizen }, effects);
}

static void finish_step(struct app *app, struct model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);
	struct plan_step *step;

	if (line == NULL || line->kind != LINE_STEP) {
		app_say(app, ROLE_MESSAGE, "%s", _("Put the cursor on a step of the plan first."));
		return;
	}
	step = &model->overview.plan.steps[line->index];
	step->status = STEP_DONE;
	app_ask(app, (struct effect){ .kind = EFFECT_STEP_PUT, .step_put.in = step }, effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (lines_act(&model->lines, action, (size_t)app_body_rows(app) - 4)) {
		refocus(app, model);
		return true;
	}
	switch (action) {
	case ACTION_OPEN:
		open_line(app, model, effects);
		return true;
	case ACTION_TALK:
		talk(app, model, effects);
		return true;
	case ACTION_ASK_FOR:
		app_ask(app, (struct effect){ .kind = EFFECT_SEAT_ASK, .seat_ask = { model->citizen } }, effects);
		return true;
	case ACTION_STEP_DONE:
		finish_step(app, model, effects);
		return true;
	case ACTION_PLAN:
		app_push(app, SCREEN_PLAN, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	case ACTION_LETTERS:
		app_push(app, SCREEN_LETTERS, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	case ACTION_PROGRESS:
		app_push(app, SCREEN_PROGRESS, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	case ACTION_FIND_WORK:
		app_push(app, SCREEN_MATCH, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	case ACTION_LADDER:
		app_push(app, SCREEN_LADDER, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	case ACTION_SHOW_CPR:
		model->show_cpr = !model->show_cpr;
		return true;
	case ACTION_OPEN_CASE:
		app_push(app, SCREEN_CASE,
			 &(struct screen_argument){ .citizen = model->citizen, .data = failed_check(&model->overview) },
			 effects);
		return true;
	default:
		return false;
	}
}

/* ---- painting ------------------------------------------------------------------------------------------- */

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct model *model = data;
	const struct citizen *citizen = &model->overview.citizen;
	char masked[CPR_MASKED_SIZE];

	(void)app;
	if (!model->loaded)
		return _("Citizen");
	return arena_printf(arena, "%s" HEADING_KEEPS "%s", citizen_name(arena, citizen),
			    model->show_cpr ? citizen->cpr : cpr_masked(citizen->cpr, masked));
}

static const char *situation(const struct model *model, struct arena *arena)
{
	const struct citizen *citizen = &model->overview.citizen;
	const char *text = target_group_label(citizen->target_group);

	if (citizen->benefit[0] != '\0')
		text = arena_printf(arena, "%s · %s", text, citizen->benefit);
	if (model->overview.benefit_weeks >= 0)
		text = arena_printf(arena, _("%s, week %d"), text, model->overview.benefit_weeks + 1);
	if (citizen->unemployment_fund[0] != '\0')
		text = arena_printf(arena, "%s · %s", text, citizen->unemployment_fund);
	return arena_printf(arena, _("%s · coordinator %s"), text,
			    citizen->coordinator_name[0] ? citizen->coordinator_name : _("none"));
}

static const char *reach(const struct model *model, struct arena *arena)
{
	const struct citizen *citizen = &model->overview.citizen;
	const char *interpreter =
		citizen->interpreter ? arena_printf(arena, _(" · interpreter (%s)"), citizen->language) : "";

	if (citizen->is_protected)
		return arena_printf(arena, "%s%s", _("Address and phone are protected and not shown."), interpreter);
	return arena_printf(arena, _("Phone %s · %s, %s %s%s"), citizen->phone[0] ? citizen->phone : "-",
			    citizen->address, citizen->postcode, citizen->city, interpreter);
}

static const char *next_text(const struct app *app, const struct contact_due *next, struct arena *arena)
{
	const char *text;

	if (next->state == CONTACT_EXEMPT)
		return _("exempted from conversations");
	if (!date_is_set(next->due))
		return "";
	text = arena_printf(arena, _("%s by %s"), contact_duty_text(arena, next), date_long(arena, next->due));
	if (!date_is_set(next->booked))
		return text;
	return arena_printf(arena, _("%s, booked %s"), text, date_relative(arena, next->booked, app_now(app).date));
}

/* When the citizen is to be seen, and what about contact is not as it should be; "" when there is nothing to say. */
static const char *contact_text(const struct app *app, const struct model *model, struct arena *arena)
{
	const struct contact_view *contact = &model->contact;
	const char *text = next_text(app, &contact->next, arena);

	if (contact->active > CONTACT_PERSONS_MANY)
		text = arena_printf(arena, _("%s · %zu contact persons"), text, contact->active);
	if (contact->handover_count && contact->handovers[0].state == HANDOVER_OFFERED)
		text = arena_printf(arena, "%s · %s", text,
				    contact->handovers[0].is_offer ?
					    arena_printf(arena, _("offered to %s"), contact->handovers[0].to_name) :
					    _("handed over, not accepted yet"));
	if (contact->without_handover)
		text = arena_printf(arena, "%s · %s", text, _("coordinator changed without a hand-over"));
	return text[0] ? arena_printf(arena, "%s: %s", _("Contact"), text) : "";
}

static int view_contact(const struct app *app, const struct model *model, struct cells *cells, struct area area,
			int row, struct arena *arena)
{
	bool overdue = model->contact.next.state == CONTACT_OVERDUE;
	const char *text = model->has_contact ? contact_text(app, model, arena) : "";

	if (!text[0] || area.rows < ROOMY_ROWS)
		return 0;
	return wrap_put(cells, row, area.col, area.cols, 2, overdue ? ROLE_OVERDUE : ROLE_DIM,
			overdue ? arena_printf(arena, "! %s", text) : text, arena);
}

/* Who it is about, on as many rows as a narrow screen needs. Returns them. */
static int view_situation(const struct app *app, const struct model *model, struct cells *cells, struct area area,
			  struct arena *arena)
{
	int row = area.row, gap = area.rows >= ROOMY_ROWS ? 1 : 0;

	if (!model->overview.home.is_here)
		row += wrap_put(cells, row, area.col, area.cols, 3, ROLE_OVERDUE,
				citizen_home_text(arena, &model->overview.home), arena);
	if (model->overview.elsewhere.count)
		row += wrap_put(cells, row, area.col, area.cols, 4, ROLE_CONFLICT,
				arena_printf(arena, "~ %s", seat_text(arena, &model->overview.elsewhere)), arena);
	row += wrap_put(cells, row, area.col, area.cols, 2, ROLE_TEXT, situation(model, arena), arena);
	row += wrap_put(cells, row, area.col, area.cols, 2, ROLE_DIM, reach(model, arena), arena);
	row += view_contact(app, model, cells, area, row, arena);
	return row + gap - area.row;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int head;

	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	head = view_situation(app, model, cells, area, arena);
	if (!lines_current(&model->lines))
		wrap_put(cells, area.row + head, area.col + 2, area.cols - 2, area.rows - head, ROLE_DIM,
			 _("Nothing has been written yet. Press s to begin the first conversation."), arena);
	lines_view(&model->lines, head, cells, area, arena);
}

const struct screen_kind screen_citizen = {
	.id = SCREEN_CITIZEN,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
