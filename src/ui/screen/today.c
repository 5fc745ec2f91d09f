/* today.c - I dag: what was left unfinished, today's conversations, deadlines in the order in which they break,
 * follow-ups. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/availability.h"
#include "samtale/domain/handover.h"
#include "samtale/domain/progress.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/wrap.h"

struct model {
	struct agenda agenda;
	struct list list;
	bool loaded;
};

static const char *const section_titles[AGENDA_SECTIONS] = {
	[AGENDA_CHOICES] = N_("Needs your choice"),
	[AGENDA_UNFINISHED] = N_("Go on where you were"),
	[AGENDA_CONVERSATIONS] = N_("Conversations"),
	[AGENDA_DEADLINES] = N_("Deadlines"),
	[AGENDA_FOLLOW_UP] = N_("Follow-up"),
};

static const struct agenda_row *current(const struct model *model)
{
	return model->agenda.count > 0 ? &model->agenda.rows[model->list.cursor] : NULL;
}

/* Where Enter goes; what is not here opens the citizen. */
static const struct target {
	enum screen_id screen; /* LOCK: the citizen */
	bool by_ref;           /* the row's ref says which */
	bool is_case;          /* ref is a sanction case */
} targets[AGENDA_KINDS] = {
	[AGENDA_CONFLICT] = { SCREEN_CONFLICT, true, false },
	[AGENDA_PAUSED_CONVERSATION] = { SCREEN_CONVERSATION, true, false },
	[AGENDA_CORRECTION] = { SCREEN_CONVERSATION, true, false },
	[AGENDA_CASE_LIMIT] = { SCREEN_CASE, true, true },
	[AGENDA_HEARING_REPLY] = { SCREEN_CASE, true, true },
	[AGENDA_REASSESS] = { SCREEN_CASE, true, true },
	[AGENDA_APPROVE] = { SCREEN_CASE, true, true },
	[AGENDA_DISPATCH] = { SCREEN_CASE, true, true },
	[AGENDA_CASE_OPEN] = { SCREEN_CASE, true, true },
	[AGENDA_WAITS_FOR_APPROVAL] = { SCREEN_CASE, true, true },
	[AGENDA_COMPLAINT_UNTIL] = { SCREEN_CASE, true, true },
	[AGENDA_GUIDANCE_DUE] = { SCREEN_GUIDANCE, false, true },
	[AGENDA_ASSESSMENT] = { SCREEN_CHECK, false, false },
	[AGENDA_CHECK_DUE] = { SCREEN_CHECK, false, false },
	[AGENDA_CV_DUE] = { SCREEN_CHECK, false, false },
	[AGENDA_UNANSWERED] = { SCREEN_NOTIFICATIONS, true, false },
	[AGENDA_MEASURE_DUE] = { SCREEN_PROGRESS, false, false },
	[AGENDA_REFERRAL] = { SCREEN_MATCH, true, false },
	[AGENDA_PROMISE] = { SCREEN_EMPLOYER, true, false },
	[AGENDA_ACTIVITY_CLOCK] = { SCREEN_ACTIVITY, true, false },
	[AGENDA_ACTIVITY_END] = { SCREEN_ACTIVITY, true, false },
	[AGENDA_HANDOVER] = { SCREEN_CONTACT, false, false },
	[AGENDA_ASKED] = { SCREEN_HANDOVER, false, false },
	[AGENDA_HANDOVER_TOLD] = { SCREEN_CONTACT, false, false },
	[AGENDA_MOVED] = { SCREEN_NOTE, false, false },
	[AGENDA_OUTCOME] = { SCREEN_FOLLOWUP, false, false },
};

static bool is_case(const struct agenda_row *row)
{
	return targets[row->kind].is_case;
}

static void refocus(struct app *app, struct model *model)
{
	const struct agenda_row *row = current(model);
	struct focus focus = { .citizen = 0 };

	if (row != NULL) {
		focus.citizen = row->citizen;
		snprintf(focus.who, sizeof(focus.who), "%s", row->name);
		focus.appointment = row->kind == AGENDA_APPOINTMENT ? row->ref : 0;
		focus.sanction_case = is_case(row) ? row->ref : 0;
		if (is_case(row))
			snprintf(focus.matter, sizeof(focus.matter), "LAS § %s", sanction_section(row->what));
	}
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->agenda = (struct agenda){ .count = 0 };
	model->loaded = false;
	refocus(app, model);
	app_ask(app, (struct effect){ .kind = EFFECT_AGENDA,
				      .agenda = { app_caseworker(app)->id, &model->agenda } }, effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	(void)argument;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	(void)effects;
	if (kind != EFFECT_AGENDA || !ok)
		return;
	model->loaded = true;
	list_set(&model->list, model->agenda.count);
	refocus(app, model);
}

static void open_row(struct app *app, const struct agenda_row *row, struct effects *effects)
{
	const struct target *target = &targets[row->kind];
	struct screen_argument argument = { .citizen = row->citizen, .ref = target->by_ref ? row->ref : 0,
					    .number = row->kind == AGENDA_CORRECTION,
					    .text = row->kind == AGENDA_CV_DUE ? "R02" : row->what,
					    .data = row->conflict };

	app_push(app, target->screen == SCREEN_LOCK ? SCREEN_CITIZEN : target->screen, &argument, effects);
}

static void talk(struct app *app, const struct agenda_row *row, struct effects *effects)
{
	struct screen_argument argument = { .citizen = row->citizen };

	if (row->kind == AGENDA_PAUSED_CONVERSATION || row->kind == AGENDA_CORRECTION)
		argument.ref = row->ref;
	argument.number = row->kind == AGENDA_CORRECTION;
	if (row->kind == AGENDA_APPOINTMENT) {
		argument.appointment = row->ref;
		argument.guide = row->what;
		argument.text = row->form;
	}
	app_push(app, SCREEN_CONVERSATION, &argument, effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	const struct agenda_row *row = current(model);

	if (list_act(&model->list, action, 10)) {
		refocus(app, model);
		return true;
	}
	switch (action) {
	case ACTION_OPEN:
		if (row != NULL)
			open_row(app, row, effects);
		return true;
	case ACTION_TALK:
		talk(app, row, effects);
		return true;
	case ACTION_FILTER:
		app_push(app, SCREEN_CASELOAD, &(struct screen_argument){ .number = 1 }, effects);
		return true;
	default:
		return false;
	}
}

static const char *measure_text(const char *side)
{
	if (str_equal(side, AGENDA_BOTH_SIDES))
		return _("measure: both sides are to answer");
	if (str_equal(side, progress_side_name(PROGRESS_CITIZEN)))
		return _("measure: the citizen has not answered");
	return _("measure: you have not answered");
}

static const char *requirement_text(const struct agenda_row *row)
{
	const struct requirement *requirement = requirement_find(row->what);

	return requirement != NULL ? tr(requirement->label) : row->what;
}

/* What became of one's own hand-over, or of an offer to oneself. */
static const char *handover_text(const struct agenda_row *row, struct arena *arena)
{
	if (str_equal(row->form, handover_state_name(HANDOVER_ACCEPTED)))
		return arena_printf(arena, _("%s has accepted the citizen"), row->what);
	if (str_equal(row->form, handover_state_name(HANDOVER_DECLINED)))
		return arena_printf(arena, _("%s has declined: the citizen is yours"), row->what);
	if (str_equal(row->form, handover_state_name(HANDOVER_WITHDRAWN)))
		return arena_printf(arena, _("%s has taken the offer back"), row->what);
	return arena_printf(arena, _("offered to %s, who has not answered"), row->what);
}

/* What the row is about, in words. */
static const char *what_text(const struct agenda_row *row, struct arena *arena)
{
	switch (row->kind) {
	case AGENDA_CONFLICT:
		return arena_printf(arena, _("%s: two have written differently"), row->what);
	case AGENDA_TWO_SEATS:
		return arena_printf(arena, _("is also with %s: Enter tells what to do"), row->what);
	case AGENDA_ASKED:
		return arena_printf(arena, _("%s asks for the citizen: offer the hand-over?"), row->what);
	case AGENDA_PAUSED_CONVERSATION:
		return arena_printf(arena, _("%s, paused"), appointment_type_label(row->what));
	case AGENDA_CORRECTION:
		return arena_printf(arena, _("%s, being corrected"), appointment_type_label(row->what));
	case AGENDA_APPOINTMENT:
		return appointment_type_label(row->what);
	case AGENDA_HEARING_REPLY:
		return _("reply to party hearing");
	case AGENDA_COMPLAINT_UNTIL:
		return _("the citizen can complain until then");
	case AGENDA_REASSESS:
		return _("complaint to be reassessed");
	case AGENDA_CASE_OPEN:
		return arena_printf(arena, _("sanction case: %s"), sanction_state_label(row->state));
	case AGENDA_CASE_LIMIT:
		return _("last month for a deduction in the case");
	case AGENDA_APPROVE:
		return arena_printf(arena, _("%s's decision waits for your approval"), row->form);
	case AGENDA_WAITS_FOR_APPROVAL:
		return _("your decision waits for a colleague's approval");
	case AGENDA_DISPATCH:
		return _("the decision is not sent yet");
	case AGENDA_FIRST_CONVERSATION:
		return _("first conversation at the latest");
	case AGENDA_GUIDANCE_DUE:
		return _("written guidance is missing: give it now");
	case AGENDA_CV_DUE:
		return _("CV at the latest");
	case AGENDA_UNANSWERED:
		return arena_printf(arena, _("no answer from %s"), row->what);
	case AGENDA_CHECK_DUE:
		return arena_printf(arena, _("new agreement: %s"), requirement_text(row));
	case AGENDA_ASSESSMENT:
		return arena_printf(arena, _("own assessment: %s"), requirement_text(row));
	case AGENDA_HANDOVER:
		return arena_printf(arena,
				    str_equal(row->form, AGENDA_OFFER) ? _("offered by %s: accept or decline") :
									 _("handed over by %s: accept"),
				    row->what[0] ? row->what : _("nobody"));
	case AGENDA_MOVED:
		return arena_printf(arena, _("a citizen you handed over is with %s now: Enter writes a note"),
				    row->what);
	case AGENDA_HANDOVER_TOLD:
		return handover_text(row, arena);
	case AGENDA_OUTCOME:
		if (row->form[0] != '\0')
			return arena_printf(arena, _("%s ended %s: how is it going?"), row->form, row->what);
		return arena_printf(arena, _("in work since %s: how is it going?"), row->what);
	case AGENDA_MEASURE_DUE:
		return measure_text(row->what);
	case AGENDA_REFERRAL:
		return arena_printf(arena, _("referred to %s: what came of it?"), row->what);
	case AGENDA_PROMISE:
		return arena_printf(arena, _("promised places (%s): have they come?"), row->what);
	case AGENDA_ACTIVITY_CLOCK:
		return row->what[0] != '\0' ? row->what : row->names[tr_language()];
	case AGENDA_ACTIVITY_END:
		if (row->what[0] == '\0')
			return arena_printf(arena, _("%s ends"), row->names[tr_language()]);
		return arena_printf(arena, _("%s ends at %s"), row->names[tr_language()], row->what);
	default:
		return row->what;
	}
}

static const char *when_text(const struct app *app, const struct agenda_row *row, struct arena *arena)
{
	if (row->section == AGENDA_CONVERSATIONS && row->minute >= 0)
		return time_text(arena, row->minute);
	return date_relative(arena, row->date, app_now(app).date);
}

static bool is_overdue(const struct app *app, const struct agenda_row *row)
{
	if (row->section == AGENDA_DEADLINES || row->kind == AGENDA_MEASURE_DUE || row->kind == AGENDA_REFERRAL ||
	    row->kind == AGENDA_PROMISE)
		return date_compare(row->date, app_now(app).date) < 0 ||
		       (row->kind == AGENDA_HEARING_REPLY && date_compare(row->date, app_now(app).date) <= 0);
	return false;
}

struct columns {
	int name, what_col, what, extra; /* widths, and where the text begins */
};

static struct columns layout(struct area area, const struct agenda_row *row)
{
	struct columns columns = { .name = area.cols >= 100 ? 32 : area.cols >= 60 ? 22 : area.cols - 20 };

	columns.what_col = area.col + 10 + columns.name;
	columns.extra = area.cols >= 72 && row->section == AGENDA_CONVERSATIONS ? 22 : 0;
	columns.what = area.cols - columns.what_col - columns.extra;
	return columns;
}

static void view_row(const struct app *app, const struct model *model, size_t index, struct cells *cells,
		     struct area area, int at, struct arena *arena)
{
	const struct agenda_row *row = &model->agenda.rows[index];
	bool overdue = is_overdue(app, row);
	enum role role = list_mark(&model->list, index, cells, at, area.col);
	struct columns columns = layout(area, row);

	if (overdue)
		cells_put(cells, at, area.col + 1, ROLE_OVERDUE, "!");
	if (row->kind == AGENDA_CONFLICT || row->kind == AGENDA_TWO_SEATS)
		cells_put(cells, at, area.col + 1, ROLE_CONFLICT, "~");
	cells_put_width(cells, at, area.col + 2, 7, false, overdue ? ROLE_OVERDUE : role, when_text(app, row, arena));
	cells_put_width(cells, at, area.col + 9, columns.name, false, role, row->name);
	cells_put_width(cells, at, columns.what_col, columns.what, false, role, what_text(row, arena));
	if (columns.extra > 0)
		cells_put_width(cells, at, area.cols - columns.extra + 1, 12, false, ROLE_DIM,
				appointment_form_label(row->form));
	if (columns.extra > 0 && row->benefit_weeks >= 0)
		cells_put_right(cells, at, area.col + area.cols, ROLE_DIM,
				arena_printf(arena, _("week %d"), row->benefit_weeks + 1));
	if (role == ROLE_SELECTED)
		list_bar(cells, at, area);
}

/* Rows of the screen that the agenda takes from `first` to `index`, section titles counted. */
static int rows_until(const struct model *model, size_t first, size_t index)
{
	int rows = 0;

	for (size_t i = first; i <= index; i++) {
		rows++;
		if (i == first || model->agenda.rows[i].section != model->agenda.rows[i - 1].section)
			rows++;
	}
	return rows;
}

/* As many rows above the cursor as there is room for. */
static size_t first_shown(const struct model *model, int rows)
{
	size_t first = model->list.cursor;

	while (first > 0 && rows_until(model, first - 1, model->list.cursor) <= rows)
		first--;
	return first;
}

/* Below the list: the row in the cursor whole, and how its date was counted. */
static void view_why(const struct agenda_row *row, struct cells *cells, struct area *area, struct arena *arena)
{
	const char *what = what_text(row, arena);

	if (str_is_empty(row->why))
		list_whole(what, layout(*area, row).what, cells, area, arena);
	else
		list_whole(arena_printf(arena, "%s: %s.", what, row->why), 0, cells, area, arena);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int at = area.row + 1, end;
	size_t first;

	cells_put(cells, area.row, area.col, ROLE_TITLE, _("Today"));
	cells_cursor(cells, area.row, area.col);
	if (model->loaded && model->agenda.count == 0)
		wrap_put(cells, at + 1, area.col + 2, area.cols - 4, area.rows - 2, ROLE_DIM,
			 _("Nothing is booked and no deadline is near. Press / to find a citizen, c for the list."),
			 arena);
	if (current(model) != NULL)
		view_why(current(model), cells, &area, arena);
	end = area.row + area.rows;
	first = first_shown(model, area.rows - 1);
	for (size_t i = first; i < model->agenda.count && at < end; i++) {
		enum agenda_section section = model->agenda.rows[i].section;

		if (i == first || section != model->agenda.rows[i - 1].section) {
			cells_put(cells, at++, area.col + 2, ROLE_TITLE, tr(section_titles[section]));
			if (at == end)
				break;
		}
		view_row(app, model, i, cells, area, at++, arena);
	}
}

const struct screen_kind screen_today = {
	.id = SCREEN_TODAY,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
