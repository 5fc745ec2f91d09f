/* plan_entry.c - one thing in the plan: a step, a goal, own words, a barrier, a strength, a wish, a track, a
 * position.
 *
 * argument->citizen, data: struct plan_entry. How hard a text is to read (LIX) stands below it while it is
 * written; only the municipality's own words get a word about it, never the citizen's. */
#include "ui/screen/plan_entry.h"

#include <stdio.h>

#include "samtale/base/lix.h"
#include "samtale/base/tr.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

#define TRACKS_MOST 20
#define WORDS_MOST 10

enum lix_use { LIX_NONE, LIX_SHOWN, LIX_HINTED };

struct model {
	struct form form; /* first: see form.h */
	struct plan_entry entry;
	struct form_choice choices[TRACKS_MOST + 1]; /* of the tracks, or of what the kind chooses from */
	char track_ids[TRACKS_MOST + 1][24];
	size_t choice_count;
	struct form_choice second[STEP_OWNERS];
	struct form_choice third[STEP_STATUSES];
	char lix[160];
};

static const struct form_screen screen; /* below */

/* ---- the fields of each kind ------------------------------------------------------------------------- */

enum { STEP_TEXT, STEP_DUE, STEP_OWNER, STEP_TRACK, STEP_STATUS };
enum { ITEM_TEXT, ITEM_SECOND, ITEM_THIRD }; /* GOAL: aim; BARRIER: note, progress */
enum { TRACK_CODE, TRACK_NAME };
enum { POSITION_STAGE, POSITION_DATE, POSITION_NOTE };

static void choose_track(struct model *model, const struct plan_track *track)
{
	size_t at = model->choice_count++;

	snprintf(model->track_ids[at], sizeof(model->track_ids[at]), "%lld",
		 track != NULL ? (long long)track->id : 0LL);
	model->choices[at] = (struct form_choice){ model->track_ids[at], plan_track_label(track) };
}

static void choose_tracks(struct model *model)
{
	const struct plan *plan = &model->entry.sheet->plan;

	choose_track(model, NULL);
	for (size_t i = 0; i < plan->track_count && model->choice_count < TRACKS_MOST; i++)
		if (!plan->tracks[i].ended || plan->tracks[i].id == model->entry.step.track)
			choose_track(model, &plan->tracks[i]);
}

static void build_step(struct app *app, struct model *model)
{
	const struct plan_step *step = &model->entry.step;
	struct form *form = &model->form;
	char track[24];

	(void)app;
	choose_tracks(model);
	for (int i = 0; i < STEP_OWNERS; i++)
		model->second[i] = (struct form_choice){ step_owner_name((enum step_owner)i),
							 step_owner_label((enum step_owner)i) };
	for (int i = 0; i < STEP_STATUSES; i++)
		model->third[i] = (struct form_choice){ step_status_name((enum step_status)i),
							step_status_label((enum step_status)i) };
	form_add(form,
		 &(struct form_field){
			 .kind = FORM_LINES, .name = "text", .label = N_("The step"), .required = true });
	form_add(form, &(struct form_field){ .kind = FORM_DATE,
					     .name = "due",
					     .label = N_("By when"),
					     .required = true,
					     .hint = N_("For example +14, fri, 3/5. F4 offers days.") });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "owner",
					     .label = N_("Who does it"),
					     .required = true,
					     .choices = model->second,
					     .choice_count = STEP_OWNERS });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "track",
					     .label = N_("Track"),
					     .required = true,
					     .choices = model->choices,
					     .choice_count = model->choice_count });
	form_add(form, &(struct form_field){ .kind = FORM_CHOICE,
					     .name = "status",
					     .label = N_("How it went"),
					     .required = true,
					     .choices = model->third,
					     .choice_count = STEP_STATUSES });
	snprintf(track, sizeof(track), "%lld", (long long)step->track);
	form_set_text(form, STEP_TEXT, step->text);
	form_set_date(form, STEP_DUE, step->due);
	form_set_choice(form, STEP_OWNER, step_owner_name(step->owner));
	form_set_choice(form, STEP_TRACK,
			plan_track(&model->entry.sheet->plan, step->track) != NULL ? track : "0");
	form_set_choice(form, STEP_STATUS, step_status_name(step->status));
	form_hide(form, STEP_STATUS, step->id == 0);
}

static void build_text(struct model *model, const char *label)
{
	form_add(&model->form,
		 &(struct form_field){
			 .kind = FORM_LINES, .name = "text", .label = label, .required = true });
	form_set_text(&model->form, ITEM_TEXT, model->entry.item.text);
}

static void build_goal(struct app *app, struct model *model)
{
	(void)app;
	build_text(model, N_("The goal, in the citizen's words"));
	for (int i = 0; i < PLAN_AIMS; i++)
		model->choices[i] = (struct form_choice){ plan_aim_name((enum plan_aim)i),
							  plan_aim_label((enum plan_aim)i) };
	form_add(&model->form, &(struct form_field){ .kind = FORM_CHOICE,
						     .name = "aim",
						     .label = N_("What it is about"),
						     .required = true,
						     .choices = model->choices,
						     .choice_count = PLAN_AIMS });
	form_set_choice(&model->form, ITEM_SECOND, plan_aim_name(model->entry.item.aim));
}

static void build_barrier(struct app *app, struct model *model)
{
	(void)app;
	build_text(model, N_("What stands in the way"));
	form_add(&model->form, &(struct form_field){ .kind = FORM_LINES,
						     .name = "note",
						     .label = N_("What we do about it") });
	for (int i = 0; i < BARRIER_PROGRESSES; i++)
		model->choices[i] = (struct form_choice){ barrier_progress_name((enum barrier_progress)i),
							  barrier_progress_label((enum barrier_progress)i) };
	form_add(&model->form, &(struct form_field){ .kind = FORM_CHOICE,
						     .name = "progress",
						     .label = N_("How far it has come"),
						     .required = true,
						     .choices = model->choices,
						     .choice_count = BARRIER_PROGRESSES });
	form_set_text(&model->form, ITEM_SECOND, model->entry.item.note);
	form_set_choice(&model->form, ITEM_THIRD, barrier_progress_name(model->entry.item.progress));
}

static void build_words(struct app *app, struct model *model)
{
	(void)app;
	build_text(model, N_("In the citizen's own words"));
}

static void build_strength(struct app *app, struct model *model)
{
	(void)app;
	build_text(model, N_("What the citizen is good at"));
}

static void build_wish(struct app *app, struct model *model)
{
	(void)app;
	build_text(model, N_("What the citizen asks for"));
}

static void build_track(struct app *app, struct model *model)
{
	(void)app;
	model->choice_count = form_choices(model->choices, WORDS_MOST, plan_track_words);
	model->choices[model->choice_count++] = (struct form_choice){ "own", N_("a name of its own") };
	form_add(&model->form, &(struct form_field){ .kind = FORM_CHOICE,
						     .name = "code",
						     .label = N_("Track"),
						     .required = true,
						     .choices = model->choices,
						     .choice_count = model->choice_count });
	form_add(&model->form,
		 &(struct form_field){
			 .kind = FORM_TEXT, .name = "name", .label = N_("Name"), .required = true });
	form_set_choice(&model->form, TRACK_CODE,
			*model->entry.track.code     ? model->entry.track.code
			: model->entry.track.id != 0 ? "own"
						     : NULL);
	form_set_text(&model->form, TRACK_NAME, model->entry.track.name);
}

static void build_position(struct app *app, struct model *model)
{
	const struct plan_position *position = &model->entry.position;

	model->choice_count = form_choices(model->choices, WORDS_MOST, plan_stages);
	form_add(&model->form,
		 &(struct form_field){ .kind = FORM_CHOICE,
				       .name = "stage",
				       .label = N_("Where the citizen stands"),
				       .required = true,
				       .choices = model->choices,
				       .choice_count = model->choice_count,
				       .hint = N_("A place, not a staircase: people move both ways.") });
	form_add(&model->form,
		 &(struct form_field){
			 .kind = FORM_DATE, .name = "date", .label = N_("Since"), .required = true });
	form_add(&model->form,
		 &(struct form_field){ .kind = FORM_LINES, .name = "note", .label = N_("What shows it") });
	form_set_choice(&model->form, POSITION_STAGE, position->stage);
	form_set_date(&model->form, POSITION_DATE, position->id != 0 ? position->date : app_now(app).date);
	form_set_text(&model->form, POSITION_NOTE, position->note);
}

/* ---- from the fields -------------------------------------------------------------------------------- */

static void save_step(struct app *app, struct model *model, struct effects *effects)
{
	struct plan_step *step = &model->entry.step;
	const char *track = form_choice(&model->form, STEP_TRACK);

	step->text = form_text(&model->form, STEP_TEXT);
	step->due = form_date(&model->form, STEP_DUE);
	if (!step_owner_parse(form_choice(&model->form, STEP_OWNER), &step->owner) ||
	    !step_status_parse(form_choice(&model->form, STEP_STATUS), &step->status))
		BUG("a choice that was not offered");
	for (size_t i = 0; i < model->entry.sheet->plan.track_count; i++) {
		char id[24];

		snprintf(id, sizeof(id), "%lld", (long long)model->entry.sheet->plan.tracks[i].id);
		if (str_equal(id, track))
			step->track = model->entry.sheet->plan.tracks[i].id;
	}
	if (str_equal(track, "0"))
		step->track = 0;
	app_ask(app, (struct effect){ .kind = EFFECT_STEP_PUT, .step_put.in = step }, effects);
}

static void save_item(struct app *app, struct model *model, struct effects *effects)
{
	struct plan_item *item = &model->entry.item;

	item->text = form_text(&model->form, ITEM_TEXT);
	if (item->kind == PLAN_GOAL && !plan_aim_parse(form_choice(&model->form, ITEM_SECOND), &item->aim))
		BUG("a choice that was not offered");
	if (item->kind == PLAN_BARRIER) {
		item->note = form_text(&model->form, ITEM_SECOND);
		if (!barrier_progress_parse(form_choice(&model->form, ITEM_THIRD), &item->progress))
			BUG("a choice that was not offered");
		item->ended = item->progress == BARRIER_OVERCOME;
	}
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_ITEM_PUT, .plan_item_put.in = item }, effects);
}

static void save_track(struct app *app, struct model *model, struct effects *effects)
{
	struct plan_track *track = &model->entry.track;
	const char *code = form_choice(&model->form, TRACK_CODE);

	track->code = str_equal(code, "own") ? "" : code;
	track->name = model->form.hidden[TRACK_NAME] ? "" : form_text(&model->form, TRACK_NAME);
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_TRACK_PUT, .plan_track_put.in = track }, effects);
}

static void save_position(struct app *app, struct model *model, struct effects *effects)
{
	struct plan_position *position = &model->entry.position;

	position->stage = form_choice(&model->form, POSITION_STAGE);
	position->date = form_date(&model->form, POSITION_DATE);
	position->note = form_text(&model->form, POSITION_NOTE);
	app_ask(app, (struct effect){ .kind = EFFECT_PLAN_POSITION_PUT, .plan_position_put.in = position },
		effects);
}

/* ---- the kinds --------------------------------------------------------------------------------------- */

static const struct kind {
	const char *place, *label, *title; /* place: of its draft */
	enum effect_kind effect;
	void (*build)(struct app *app, struct model *model);
	void (*save)(struct app *app, struct model *model, struct effects *effects);
	enum plan_item_kind item;
	enum lix_use lix[3]; /* of the first fields */
} kinds[PLAN_ENTRIES] = {
	[PLAN_ENTRY_STEP] = { "plan/step",
			      N_("A step"),
			      N_("A step in the plan"),
			      EFFECT_STEP_PUT,
			      build_step,
			      save_step,
			      PLAN_ITEM_KINDS,
			      { LIX_HINTED } },
	[PLAN_ENTRY_GOAL] = { "plan/goal",
			      N_("A goal"),
			      N_("A goal of the plan"),
			      EFFECT_PLAN_ITEM_PUT,
			      build_goal,
			      save_item,
			      PLAN_GOAL,
			      { LIX_SHOWN } },
	[PLAN_ENTRY_WORDS] = { "plan/words",
			       N_("The citizen's own words"),
			       N_("Why, in the citizen's own words"),
			       EFFECT_PLAN_ITEM_PUT,
			       build_words,
			       save_item,
			       PLAN_WORDS,
			       { LIX_SHOWN } },
	[PLAN_ENTRY_BARRIER] = { "plan/barrier",
				 N_("A barrier"),
				 N_("What stands in the way"),
				 EFFECT_PLAN_ITEM_PUT,
				 build_barrier,
				 save_item,
				 PLAN_BARRIER,
				 { LIX_SHOWN, LIX_HINTED } },
	[PLAN_ENTRY_STRENGTH] = { "plan/strength",
				  N_("A strength"),
				  N_("A strength"),
				  EFFECT_PLAN_ITEM_PUT,
				  build_strength,
				  save_item,
				  PLAN_STRENGTH,
				  { LIX_SHOWN } },
	[PLAN_ENTRY_WISH] = { "plan/wish",
			      N_("A wish"),
			      N_("A wish"),
			      EFFECT_PLAN_ITEM_PUT,
			      build_wish,
			      save_item,
			      PLAN_WISH,
			      { LIX_SHOWN } },
	[PLAN_ENTRY_TRACK] = { "plan/track",
			       N_("A track"),
			       N_("A track of the plan"),
			       EFFECT_PLAN_TRACK_PUT,
			       build_track,
			       save_track,
			       PLAN_ITEM_KINDS,
			       { LIX_NONE } },
	[PLAN_ENTRY_POSITION] = { "plan/position",
				  N_("Where the citizen stands"),
				  N_("Where the citizen stands"),
				  EFFECT_PLAN_POSITION_PUT,
				  build_position,
				  save_position,
				  PLAN_ITEM_KINDS,
				  { LIX_NONE, LIX_NONE, LIX_HINTED } },
};

const char *plan_entry_label(enum plan_entry_kind kind)
{
	return tr(kinds[kind].label);
}

/* A step that the citizen takes is said in the citizen's words. */
static enum lix_use lix_use(const struct model *model, int field)
{
	if (field > 2)
		return LIX_NONE;
	if (model->entry.kind == PLAN_ENTRY_STEP && field == STEP_TEXT &&
	    str_equal(form_choice(&model->form, STEP_OWNER), step_owner_name(STEP_OWNER_CITIZEN)))
		return LIX_SHOWN;
	return kinds[model->entry.kind].lix[field];
}

static void follow_fields(void *data)
{
	struct model *model = data;
	struct form *form = &model->form;
	enum lix_use use = lix_use(model, form->focus);
	int lix;

	if (model->entry.kind == PLAN_ENTRY_TRACK)
		form_hide(form, TRACK_NAME, !str_equal(form_choice(form, TRACK_CODE), "own"));
	if (use == LIX_NONE)
		return;
	lix = lix_of(form_text(form, form->focus));
	snprintf(model->lix, sizeof(model->lix),
		 use == LIX_HINTED && lix >= LIX_HARD
			 ? _("LIX %d: hard to read. Shorter sentences and shorter words help.")
			 : _("LIX %d"),
		 lix);
	form->fields[form->focus].hint = lix > 0 ? model->lix : NULL;
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	struct model *model = data;

	model->entry = *(const struct plan_entry *)argument->data;
	if (kinds[model->entry.kind].item != PLAN_ITEM_KINDS)
		model->entry.item.kind = kinds[model->entry.kind].item;
	form_init(&model->form);
	model->form.screen = &screen;
	kinds[model->entry.kind].build(app, model);
	form_draft_begin(&model->form, app,
			 &(struct form_draft_place){ kinds[model->entry.kind].place,
						     argument->ref != 0 ? argument->ref : argument->citizen,
						     argument->citizen },
			 effects);
	follow_fields(model);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	if (form_draft_answered(&model->form, app, kind, ok, err, effects))
		follow_fields(model);
	if (kind == kinds[model->entry.kind].effect && ok)
		form_screen_done(app, model, _("Saved in the plan."), effects);
}

static void save(struct app *app, void *data, struct effects *effects)
{
	kinds[((struct model *)data)->entry.kind].save(app, data, effects);
}

static const struct form_screen screen = { follow_fields, save, NULL };

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;

	form_screen_view(&model->form, app, tr(kinds[model->entry.kind].title), cells, area, arena);
}

const struct screen_kind screen_plan_entry = {
	.id = SCREEN_PLAN_ENTRY,
	.model_size = sizeof(struct model),
	.enter = enter,
	FORM_SCREEN_ROWS,
	.answered = answered,
	.view = view,
};
