/* letter_file.c - a letter that is kept, or a case's evidence bundle, as a file: where to.
 *
 * argument->data: the `const struct letter` to write, or NULL and argument->ref a sanction case whose bundle is made;
 * argument->text: the name offered then. The file is for its owner alone, and one that is there is never written over.
 * No name or CPR number is in the name that is offered. */
#include "samtale/base/tr.h"
#include "samtale/domain/letter.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum { FIELD_PATH };

struct model {
	struct form form; /* first: see form.h */
	int64_t letter, sanction_case;
	const char *path;
	struct letter bundle;
};

static const struct form_screen screen; /* below */

static const char *name_of(const struct letter *letter, struct arena *arena)
{
	char iso[DATE_ISO_SIZE];

	return arena_printf(arena, "%s-%s.%s", letter_kind_name(letter->kind), date_iso(letter->date, iso),
			    str_equal(letter->media_type, "application/pdf") ? "pdf" : "txt");
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;
	const struct letter *letter = argument->data;

	(void)effects;
	model->letter = letter != NULL ? letter->id : 0;
	model->sanction_case = letter == NULL ? argument->ref : 0;
	form_init(&model->form);
	model->form.screen = &screen;
	form_add(&model->form,
		 &(struct form_field){ .kind = FORM_TEXT,
				       .name = "path",
				       .label = N_("File"),
				       .required = true,
				       .hint = N_("A new file, which only you can read. lp prints it.") });
	form_set_text(&model->form, FIELD_PATH, letter != NULL ? name_of(letter, app_arena(app)) : argument->text);
}

static void confirm(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	model->path = arena_strdup(app_arena(app), form_text(&model->form, FIELD_PATH));
	if (model->letter != 0)
		app_ask(app,
			(struct effect){ .kind = EFFECT_LETTER_EXPORT,
					 .letter_export = { model->letter, model->path } },
			effects);
	else
		app_ask(app,
			(struct effect){ .kind = EFFECT_BUNDLE,
					 .bundle = { model->sanction_case, model->path, &model->bundle } },
			effects);
}

/* Nothing is decided by a file: there is nothing to read through first. */
static const struct form_screen screen = { NULL, confirm, confirm };

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (ok && (kind == EFFECT_LETTER_EXPORT || kind == EFFECT_BUNDLE)) {
		app_pop(app, effects);
		app_say(app, ROLE_GOOD, _("Written to %s."), model->path);
	}
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app,
			 model->letter != 0 ? _("The letter as a file") : _("Evidence bundle for the Appeals Board"),
			 cells, area, arena);
}

const struct screen_kind screen_letter_file = {
	.id = SCREEN_LETTER_FILE,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
