/* effort_act.c - closing an effort, or opening it again: a day, a reason, and the figures as they are now.
 *
 * argument->text: the effort's code. */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_ACT, FIELD_DAY, FIELD_REASON };

#define CODE_BYTES 64

static const struct form_choice acts[] = {
	{ "close", N_("close the effort") },
	{ "reopen", N_("open the effort again") },
};

struct model {
	struct form form; /* first: see form.h */
	char code[CODE_BYTES];
	struct effect_report report;
	const struct effort_row *row;
	struct effort_decision decision;
};

static const struct form_screen screen; /* below */

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct model *model = data;

	form_init(&model->form);
	model->form.screen = &screen;
	snprintf(model->code, sizeof(model->code), "%s", argument->text);
	app_ask(app, (struct effect){ .kind = EFFECT_EFFORTS, .efforts = { &model->report } }, effects);
}

static void build(struct app *app, struct model *model, struct effects *effects)
{
	struct form *form = &model->form;

	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "act",
					     .label = N_("What is decided"),
					     .required = true,
					     .choices = acts,
					     .choice_count = LENGTH(acts) });
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "day",
					     .label = N_("The day of the decision"),
					     .required = true });
	form_add(form, &(struct form_field){
			       .kind = FORM_LINES,
			       .name = "reason",
			       .label = N_("Reason"),
			       .required = true,
			       .hint = N_("What the figures say, and what else you go by. Others read it "
					  "afterwards.") });
	form_set_choice(form, FIELD_ACT, effort_is_closed(model->row) ? "reopen" : "close");
	form_set_date(form, FIELD_DAY, app_now(app).date);
	form_focus(form, FIELD_REASON);
	form_draft_begin(form, app, &(struct form_draft_place){ "effort", model->row->effort->id, 0 },
			 effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (!ok)
		return;
	if (kind == EFFECT_EFFORTS) {
		model->row = effect_report_find(&model->report, model->code);
		if (model->row != NULL && model->form.count == 0)
			build(app, model, effects);
	}
	if (kind != EFFECT_EFFORT_DECIDE)
		return;
	form_draft_drop(&model->form, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s", _("The decision is saved, with the figures it was made on."));
}

static void examine(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct effort_decision *decision = &model->decision;
	const struct effort_row *row = model->row;
	struct arena *arena = app_arena(app);
	struct err err;

	(void)effects;
	*decision = (struct effort_decision){
		.effort = row->effort->id,
		.previous = row->decision != NULL ? row->decision->id : 0,
		.act = str_equal(form_choice(&model->form, FIELD_ACT), "close") ? EFFORT_CLOSE
										: EFFORT_REOPEN,
		.date = form_date(&model->form, FIELD_DAY),
		.reason = form_text(&model->form, FIELD_REASON),
		.figures = effort_figures(arena, row),
		.hash = model->report.hash,
	};
	if (!effort_decision_is_complete(decision, row, app_now(app).date, &err)) {
		app_say_error(app, &err);
		return;
	}
	form_review(&model->form, app,
		    arena_printf(arena, "%s: %s\n%s, %s.\n%s\n%s\n%s: %s", row->effort->name,
				 decision->act == EFFORT_CLOSE ? _("close the effort")
							       : _("open the effort again"),
				 date_long(arena, decision->date), app_caseworker(app)->name,
				 decision->reason, effort_reason(arena, row),
				 _("The figures that are kept with it"), decision->figures));
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_ask(app, (struct effect){ .kind = EFFECT_EFFORT_DECIDE, .effort_decide.in = &model->decision }, effects);
}

static const struct form_screen screen = { NULL, examine, confirm };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;
	const char *title = screen_name(SCREEN_EFFORT_ACT);

	if (model->row != NULL)
		title = arena_printf(arena, "%s: %s", title, model->row->effort->name);
	form_screen_view(&model->form, app, title, cells, area, arena);
}

const struct screen_kind screen_effort_act = {
	.id = SCREEN_EFFORT_ACT,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
