/* contact_person.c - somebody else the citizen has to do with. argument->citizen; argument->data: the contact_person
 * that is changed, NULL a new one. */
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_ROLE, FIELD_NAME, FIELD_PLACE, FIELD_PHONE, FIELD_FROM, FIELD_TO };

#define WORDS_MAX 12

struct model {
	struct form form; /* first: see form.h */
	struct form_choice roles[WORDS_MAX];
	struct contact_person person;
};

static const struct form_screen screen; /* below */

static void add_fields(struct model *model)
{
	struct form *form = &model->form;
	size_t count = form_choices(model->roles, WORDS_MAX, contact_person_roles);

	form_add(form, &(struct form_field){ .kind = FORM_CHOICE, .name = "role", .label = N_("What they are"),
					     .required = true, .choices = model->roles, .choice_count = count });
	form_add(form,
		 &(struct form_field){ .kind = FORM_TEXT, .name = "name", .label = N_("Name"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "place", .label = N_("Where") });
	form_add(form, &(struct form_field){ .kind = FORM_TEXT, .name = "phone", .label = N_("Phone") });
	form_add(form,
		 &(struct form_field){ .kind = FORM_DATE, .name = "from", .label = N_("From"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_DATE, .name = "to", .label = N_("Until"),
					     .hint = N_("The last day. Empty: still there.") });
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	const struct contact_person *known = argument->data;
	struct model *model = data;
	struct form *form = &model->form;

	model->person = (struct contact_person){ .id = known ? known->id : 0, .citizen = argument->citizen };
	form_init(form);
	form->screen = &screen;
	add_fields(model);
	form_set_date(form, FIELD_FROM, known ? known->from : app_now(app).date);
	if (known) {
		form_set_choice(form, FIELD_ROLE, known->role);
		form_set_text(form, FIELD_NAME, known->name);
		form_set_text(form, FIELD_PLACE, known->place);
		form_set_text(form, FIELD_PHONE, known->phone);
		if (date_is_set(known->to))
			form_set_date(form, FIELD_TO, known->to);
	}
	form_draft_begin(form, app,
			 &(struct form_draft_place){ "contact-person", known ? known->id : argument->citizen,
						     argument->citizen },
			 effects);
}

static void save(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;
	struct contact_person *person = &model->person;
	struct err err;

	person->role = form_choice(&model->form, FIELD_ROLE);
	person->name = form_text(&model->form, FIELD_NAME);
	person->place = form_text(&model->form, FIELD_PLACE);
	person->phone = form_text(&model->form, FIELD_PHONE);
	person->from = form_date(&model->form, FIELD_FROM);
	person->to = form_date(&model->form, FIELD_TO);
	if (!contact_person_is_complete(person, &err)) {
		app_say_error(app, &err);
		return;
	}
	app_ask(app, (struct effect){ .kind = EFFECT_CONTACT_PERSON_PUT, .contact_person_put.in = person }, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind == EFFECT_CONTACT_PERSON_PUT && ok)
		form_screen_done(app, model, _("The contact person is saved."), effects);
}

static const struct form_screen screen = { NULL, save, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, screen_name(SCREEN_CONTACT_PERSON), cells, area, arena);
}

const struct screen_kind screen_contact_person = {
	.id = SCREEN_CONTACT_PERSON,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
