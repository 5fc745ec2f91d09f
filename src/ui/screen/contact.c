/* contact.c - one citizen's contact: when to be seen and why, the course so far, who else there is, exemptions and
 * hand-overs. argument->citizen. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/lines.h"
#include "ui/widget/wrap.h"

enum line_kind { LINE_DUE = LINE_TITLE + 1, LINE_PERSON, LINE_EXEMPTION, LINE_HANDOVER };

struct model {
	int64_t citizen;
	struct contact_view contact;
	struct lines lines;
	struct handover_answer answer;
	bool loaded;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	lines_clear(&model->lines, app_arena(app));
	app_ask(app, (struct effect){ .kind = EFFECT_CONTACT, .contact = { model->citizen, &model->contact } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	load(app, data, effects);
}

/* ---- the lines ------------------------------------------------------------------------------------------ */

static const char *state_text(const struct contact_due *due)
{
	static const char *const texts[] = {
		[CONTACT_OVERDUE] = N_("to be held: the day has passed"), [CONTACT_DUE] = N_("to be held"),
		[CONTACT_UNKNOWN] = N_("the rule has no value"),	  [CONTACT_BOOKED] = N_("booked"),
		[CONTACT_EXEMPT] = N_("exempted"),			  [CONTACT_HELD] = N_("held"),
		[CONTACT_MISSED] = N_("was not held"),			  [CONTACT_THEIRS] = N_("the a-kasse's"),
		[CONTACT_NOT_OWED] = N_("nothing is owed"),
	};

	return tr(texts[due->state]);
}

static void add_course(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);

	if (!model->contact.due_count)
		return;
	lines_add_title(&model->lines, _("The course of conversations"));
	for (int i = 0; i < model->contact.due_count; i++) {
		const struct contact_due *due = &model->contact.dues[i];

		lines_add(&model->lines,
			  (struct line){
				  LINE_DUE, (size_t)i, date_is_set(due->due) ? date_short(arena, due->due) : "?",
				  arena_printf(arena, "%s: %s", contact_duty_text(arena, due), state_text(due)),
				  due->state == CONTACT_OVERDUE,
				  .whole = contact_sentence(arena, due, app_now(app).date) });
	}
}

static void add_persons(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);

	if (model->contact.person_count)
		lines_add_title(&model->lines, _("Beside the coordinator"));
	for (size_t i = 0; i < model->contact.person_count; i++) {
		const struct contact_person *person = &model->contact.persons[i];
		bool active = contact_person_is_active(person, app_now(app).date);
		const char *text = arena_printf(
			arena, "%s, %s%s%s%s%s", person->name, word_label(contact_person_roles, person->role),
			person->place[0] ? ", " : "", person->place, person->phone[0] ? ", " : "", person->phone);

		if (date_is_set(person->to))
			text = arena_printf(arena, _("%s, until %s"), text, date_long(arena, person->to));
		lines_add(&model->lines,
			  (struct line){ LINE_PERSON, i, active ? date_short(arena, person->from) : "–", text });
	}
}

static void add_exemptions(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);

	if (model->contact.exemption_count)
		lines_add_title(&model->lines, _("Exempted"));
	for (size_t i = 0; i < model->contact.exemption_count; i++) {
		const struct contact_exemption *exemption = &model->contact.exemptions[i];
		const char *until = date_is_set(exemption->to) ? date_long(arena, exemption->to) : _("further notice");
		const char *text = arena_printf(arena, _("%s, until %s: %s"),
						word_label(contact_exemptions, exemption->kind), until,
						exemption->note);

		lines_add(&model->lines,
			  (struct line){ LINE_EXEMPTION, i, date_short(arena, exemption->from), text });
	}
}

/* From whom to whom, why, and what became of it. */
static const char *handover_line(struct arena *arena, const struct handover *handover)
{
	const char *text = arena_printf(
		arena, _("%s → %s, %s (%s): %s"), handover->from_name[0] ? handover->from_name : _("nobody"),
		handover->to_name,
		handover->state == HANDOVER_OFFERED && handover->is_offer ? _("offered, waits for an answer")
									  : handover_state_label(handover->state),
		word_label(handover_reasons, handover->reason), handover->note);

	if (handover->answer_note[0])
		text = arena_printf(arena, _("%s – %s writes: %s"), text, handover->answered_by, handover->answer_note);
	if (handover->is_contested)
		text = arena_printf(arena, _("%s (answered in two ways at the same time; this one counts)"), text);
	return text;
}

static void add_handovers(struct app *app, struct model *model)
{
	struct arena *arena = app_arena(app);

	if (model->contact.handover_count)
		lines_add_title(&model->lines, _("Hand-overs"));
	for (size_t i = 0; i < model->contact.handover_count; i++) {
		const struct handover *handover = &model->contact.handovers[i];
		struct date day = { (int32_t)(handover->at / MS_A_DAY) };
		const char *text = handover_line(arena, handover);

		lines_add(&model->lines, (struct line){ LINE_HANDOVER, i, date_short(arena, day), text });
	}
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (kind == EFFECT_HANDOVER_ANSWER && ok) {
		load(app, model, effects);
		app_say(app, ROLE_GOOD, "%s", _("The hand-over is accepted: the citizen is yours."));
	}
	if (kind != EFFECT_CONTACT || !ok)
		return;
	model->loaded = true;
	add_course(app, model);
	add_persons(app, model);
	add_exemptions(app, model);
	add_handovers(app, model);
	lines_end(&model->lines);
}

/* ---- keys ----------------------------------------------------------------------------------------------- */

static void open_line(struct app *app, const struct model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);

	if (line && line->kind == LINE_PERSON)
		app_push(app, SCREEN_CONTACT_PERSON,
			 &(struct screen_argument){ .citizen = model->citizen,
						    .data = &model->contact.persons[line->index] },
			 effects);
	else if (line && line->kind == LINE_EXEMPTION)
		app_push(app, SCREEN_EXEMPTION,
			 &(struct screen_argument){ .citizen = model->citizen,
						    .data = &model->contact.exemptions[line->index] },
			 effects);
	else
		app_push(app, SCREEN_CITIZEN, &(struct screen_argument){ .citizen = model->citizen }, effects);
}

/* The newest hand-over that waits for an answer; NULL none. */
static const struct handover *waiting(const struct model *model)
{
	const struct contact_view *contact = &model->contact;

	for (size_t i = 0; i < contact->handover_count; i++)
		if (contact->handovers[i].state == HANDOVER_OFFERED)
			return &contact->handovers[i];
	return NULL;
}

static bool something_waits(struct app *app, const struct model *model)
{
	if (waiting(model))
		return true;
	app_say(app, ROLE_MESSAGE, "%s", _("No hand-over waits for an answer. G hands the citizen over."));
	return false;
}

static void accept(struct app *app, struct model *model, struct effects *effects)
{
	if (!something_waits(app, model))
		return;
	model->answer = (struct handover_answer){ waiting(model)->id, HANDOVER_ACCEPTED, "" };
	app_ask(app, (struct effect){ .kind = EFFECT_HANDOVER_ANSWER, .handover_answer.in = &model->answer }, effects);
}

static void decline(struct app *app, const struct model *model, struct effects *effects)
{
	if (something_waits(app, model))
		app_push(app, SCREEN_HANDOVER_ANSWER,
			 &(struct screen_argument){ .citizen = model->citizen, .data = waiting(model) }, effects);
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (lines_act(&model->lines, action, (size_t)app_body_rows(app) - 6))
		return true;
	switch (action) {
	case ACTION_OPEN:
		open_line(app, model, effects);
		return true;
	case ACTION_TALK:
		app_push(app, SCREEN_CONVERSATION, &(struct screen_argument){ .citizen = model->citizen }, effects);
		return true;
	case ACTION_ACCEPT:
		accept(app, model, effects);
		return true;
	case ACTION_DECLINE:
		decline(app, model, effects);
		return true;
	default:
		return false;
	}
}

/* ---- painting ------------------------------------------------------------------------------------------- */

/* Who is to answer, and by which key. */
static const char *waiting_text(const struct app *app, const struct handover *handover, struct arena *arena)
{
	if (handover->to == app_caseworker(app)->id)
		return handover->is_offer
			       ? _("The citizen is offered to you: a accepts, d declines.")
			       : _("The citizen is handed over to you: a accepts, d gives the citizen back.");
	return handover->is_offer ?
		       arena_printf(arena, _("Offered to %s, who has not answered: d takes the offer back."),
				    handover->to_name) :
		       arena_printf(arena, _("Handed over to %s, who has not accepted yet."), handover->to_name);
}

/* When to be seen, and what is out of order. Returns the rows used. */
static int view_head(const struct app *app, const struct model *model, struct cells *cells, struct area area,
		     struct arena *arena)
{
	const struct contact_view *contact = &model->contact;
	bool overdue = contact->next.state == CONTACT_OVERDUE;
	int most = area.rows / 2, row = area.row;

	if (overdue)
		cells_put(cells, row, area.col, ROLE_OVERDUE, "!");
	row += wrap_put(cells, row, area.col + 2, area.cols - 2, most, overdue ? ROLE_OVERDUE : ROLE_TEXT,
			contact_sentence(arena, &contact->next, app_now(app).date), arena);
	if (contact->active > CONTACT_PERSONS_MANY && row - area.row < most)
		row += wrap_put(cells, row, area.col + 2, area.cols - 2, 2, ROLE_OVERDUE,
				arena_printf(arena, _("The citizen has %zu contact persons, the coordinator included. "
						      "Fewer is better."), contact->active),
				arena);
	if (waiting(model) && row - area.row < most)
		row += wrap_put(cells, row, area.col + 2, area.cols - 2, 2, ROLE_MESSAGE,
				waiting_text(app, waiting(model), arena), arena);
	if (contact->without_handover && row - area.row < most)
		row += wrap_put(cells, row, area.col + 2, area.cols - 2, 2, ROLE_OVERDUE,
				_("The coordinator was changed without a hand-over: there is no reason and no note."),
				arena);
	return row - area.row;
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	lines_view(&model->lines, view_head(app, model, cells, area, arena), cells, area, arena);
}

const struct screen_kind screen_contact = {
	.id = SCREEN_CONTACT,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
