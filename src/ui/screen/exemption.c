/* exemption.c - conversations are not owed for a time. argument->citizen; argument->data: the contact_exemption that is
 * changed, NULL a new one. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_KIND, FIELD_FROM, FIELD_TO, FIELD_NOTE };

#define WORDS_MAX 8

struct model {
	struct form form; /* first: see form.h */
	struct form_choice kinds[WORDS_MAX];
	struct contact_exemption exemption;
};

static const struct form_screen screen; /* below */

static void add_fields(struct model *model)
{
	struct form *form = &model->form;
	size_t count = form_choices(model->kinds, WORDS_MAX, contact_exemptions);

	form_add(form, &(struct form_field){
			       .kind = FORM_CHOICE, .name = "kind", .label = N_("Why"), .required = true,
			       .choices = model->kinds, .choice_count = count,
			       .hint = N_("The first conversation is owed to all; at most a quarter may be exempted "
					  "after it.") });
	form_add(form,
		 &(struct form_field){ .kind = FORM_DATE, .name = "from", .label = N_("From"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "to", .label = N_("Until"),
					     .hint = N_("The last day. Empty: until further notice.") });
	form_add(form, &(struct form_field){ .kind = FORM_LINES, .name = "note", .label = N_("Note"), .required = true,
					     .hint = N_("What the assessment rests on.") });
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	const struct contact_exemption *known = argument->data;
	struct model *model = data;
	struct form *form = &model->form;

	model->exemption = (struct contact_exemption){ .id = known ? known->id : 0, .citizen = argument->citizen };
	form_init(form);
	form->screen = &screen;
	add_fields(model);
	form_set_date(form, FIELD_FROM, known ? known->from : app_now(app).date);
	if (known) {
		form_set_choice(form, FIELD_KIND, known->kind);
		form_set_text(form, FIELD_NOTE, known->note);
		if (date_is_set(known->to))
			form_set_date(form, FIELD_TO, known->to);
	}
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "exemption", known ? known->id : argument->citizen,
						     argument->citizen },
			 effects);
}

static void save(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct contact_exemption *exemption = &model->exemption;
	struct err err;

	exemption->kind = form_choice(&model->form, FIELD_KIND);
	exemption->from = form_date(&model->form, FIELD_FROM);
	exemption->to = form_date(&model->form, FIELD_TO);
	exemption->note = form_text(&model->form, FIELD_NOTE);
	if (!contact_exemption_is_complete(exemption, &err)) {
		app_say_error(app, &err);
		return;
	}
	app_ask(app, (struct effect){ .kind = EFFECT_EXEMPTION_PUT, .exemption_put.in = exemption }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_EXEMPTION_PUT && ok)
		form_screen_done(app, model, _("The exemption is saved."), effects);
}

static const struct form_screen screen = { NULL, save, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, _("Exempt from conversations"), cells, area, arena);
}

const struct screen_kind screen_exemption = {
	.id = SCREEN_EXEMPTION,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
