/* correction.c - signs the correction of a conversation: why, and the summary; then the review of what has
 * changed, and the signature.
 *
 * argument->data: struct correction_argument. Nothing but F10 on the review signs. What signing writes is said
 * in store/conversations.h, and on the review. */
#include "samtale/base/tr.h"
#include "ui/screen/correction.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum correction_field { CORRECTION_CHANGES, CORRECTION_REASON, CORRECTION_SUMMARY };

struct model {
	struct form form; /* first: see form.h */
	const struct correction_argument *from;
	struct answer_sheet before;
	const char *changes; /* of the answers */
	struct conversation_correction asked;
};

static int next_version(const struct model *model)
{
	return model->from->sitting->correction.version + 1;
}

/* A summary made from the signed answers is made anew from the corrected ones; one in somebody's own words
 * stays as they were. */
static const char *summary_offered(struct app *app, const struct model *model)
{
	const char *signed_one = model->from->sitting->correction.summary;

	if (str_equal(signed_one, walk_summary(model->before.walk, app_arena(app))))
		return walk_summary(model->from->now.walk, app_arena(app));
	return signed_one;
}

static void add_fields(struct app *app, struct model *model)
{
	struct form *form = &model->form;

	form_init(form);
	form_add(form, &(struct form_field){ .kind = FORM_SHOWN, .name = "changes", .label = N_("Changed") });
	form_add(form, &(struct form_field){
			       .kind = FORM_LINES,
			       .name = "reason",
			       .label = N_("Reason for the correction"),
			       .required = true,
			       .hint = N_("What was wrong, and how you know. It is read beside both versions.") });
	form_add(form, &(struct form_field){ .kind = FORM_LINES,
					     .name = "summary",
					     .label = N_("Summary"),
					     .required = true,
					     .hint = N_("As it should read after the correction.") });
	form_set_text(form, CORRECTION_CHANGES,
		      *model->changes ? model->changes : _("No answer is changed."));
	form_set_text(form, CORRECTION_SUMMARY, summary_offered(app, model));
	form_focus(form, CORRECTION_REASON);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct model *model = data;
	const struct sitting *sitting;

	model->from = argument->data;
	sitting = model->from->sitting;
	sheet_open(&model->before, sitting->guide, &sitting->citizen, sitting->correction.held,
		   sitting->conversation.id, sitting->correction.answers, sitting->correction.answer_count,
		   app_arena(app));
	model->changes = sheet_changes(&model->before, &model->from->now, app_arena(app));
	add_fields(app, model);
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ "correction", sitting->conversation.id,
						     sitting->citizen.id },
			 effects);
}

static void leave(void *data)
{
	struct model *model = data;

	sheet_close(&model->before);
	form_done(&model->form);
}

/* ---- what is signed ------------------------------------------------------------------------------- */

static const char *all_changes(const struct model *model, struct arena *arena)
{
	if (str_equal(form_text(&model->form, CORRECTION_SUMMARY), model->from->sitting->correction.summary))
		return model->changes;
	return arena_printf(arena, "%s%s%s", model->changes, *model->changes ? "\n" : "",
			    _("The summary is changed."));
}

static void gather(struct app *app, struct model *model)
{
	const struct sitting *sitting = model->from->sitting;
	struct arena *arena = app_arena(app);
	const char *changes = all_changes(model, arena), *reason = form_text(&model->form, CORRECTION_REASON);

	model->asked = (struct conversation_correction){
		.conversation = sitting->conversation.id,
		.citizen = sitting->citizen.id,
		.base = sitting->correction.base,
		.reason = reason,
		.summary = form_text(&model->form, CORRECTION_SUMMARY),
		.changes = changes,
		.journal = arena_printf(
			arena, "%s\n%s %s\n%s",
			arena_printf(arena, _("The conversation from %s is corrected, version %d."),
				     date_long(arena, sitting->correction.held), next_version(model)),
			_("Reason:"), reason, changes),
	};
	walk_feeds(model->before.walk, arena, &model->asked.before);
	walk_feeds(model->from->now.walk, arena, &model->asked.after);
}

static const char *review_text(struct app *app, const struct model *model)
{
	struct arena *arena = app_arena(app);
	const char *without = sheet_without_answer(&model->from->now, arena);

	return arena_printf(
		arena, "%s %s\n\n%s\n%s\n\n%s\n\n%s%s%s%s%s", _("Reason:"), model->asked.reason, _("Changed"),
		model->asked.changes,
		arena_printf(arena,
			     _("Version %d is signed; version %d stays readable. A changed answer about "
			       "availability, measures, guidance or consent is recorded anew. The plan, its "
			       "steps and the appointments are left as they are: mend them on the citizen."),
			     next_version(model), next_version(model) - 1),
		model->asked.summary, *without ? "\n\n" : "", *without ? _("Without an answer") : "",
		*without ? "\n" : "", without);
}

static bool may_sign(struct app *app, struct model *model)
{
	struct err err;

	gather(app, model);
	if (conversation_may_correct(&model->asked, &err))
		return true;
	app_say_error(app, &err);
	form_focus(&model->form,
		   str_is_empty(model->asked.reason) ? CORRECTION_REASON : CORRECTION_SUMMARY);
	return false;
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;
	enum form_result result = form_act(&model->form, app, action, effects);

	if (result == FORM_CHECKED && may_sign(app, model))
		form_review(&model->form, app, review_text(app, model));
	if (result == FORM_CONFIRMED && may_sign(app, model))
		app_ask(app,
			(struct effect){ .kind = EFFECT_CORRECT,
					 .correct = { &model->asked, arena_alloc(app_arena(app),
										 sizeof(int64_t)) } },
			effects);
	return result != FORM_NOT_MINE;
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	form_draft_answered(&model->form, app, kind, ok, err, effects);
	if (kind != EFFECT_CORRECT || !ok)
		return;
	app_say(app, ROLE_GOOD, _("The correction is saved and signed as version %d."), next_version(model));
	*model->from->is_signed = true;
	app_pop(app, effects);
}

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	return arena_printf(arena, "%s: %s", screen_name(SCREEN_CORRECTION),
			    guide_title(model->from->sitting->guide));
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;

	form_view(&model->form, app, cells, area, arena);
}

const struct screen_kind screen_correction = {
	.id = SCREEN_CORRECTION,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = form_screen_resume,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = form_screen_type,
	.takes_text = form_screen_takes_text,
	.tick = form_screen_tick,
	.heading = heading,
	.view = view,
};
