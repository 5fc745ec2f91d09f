/* match.c - work that fits: a citizen's openings, or an opening's citizens, best first, with the reasons for the
 * selected pair below.
 *
 * argument->citizen, or argument->ref: an opening. From here the citizen is asked (a), consents (K), is referred (R) or
 * put on the waiting list of a company centre (W). */
#include <stdio.h>

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "ui/core/screen.h"
#include "ui/screen/match_view.h"
#include "ui/screen/screens.h"
#include "ui/widget/wrap.h"

#define ROWS_MOST 200
#define CENTRES_MOST 200

struct model {
	int64_t citizen, opening;
	bool excluded, loaded;
	struct match_shown shown;
	struct list list;
	size_t need;                 /* asked about: index into the selected row's */
	struct employer_list centres;
	struct employer_entry entry; /* onto a waiting list */
	struct consent consent;
};

static const struct match_page_row *current(const struct model *model)
{
	return model->list.count > 0 ? &model->shown.page.rows[model->list.cursor] : NULL;
}

/* The citizen that the keys are about: whose openings these are, or the one under the cursor. */
static const struct match_citizen *citizen_of(const struct model *model)
{
	const struct match_page_row *row = current(model);

	return model->shown.page.citizen ? model->shown.page.citizen : row ? row->citizen : NULL;
}

static void refocus(struct app *app, const struct model *model)
{
	const struct match_citizen *citizen = citizen_of(model);
	struct focus focus = { .citizen = model->citizen };

	if (citizen) {
		focus.citizen = citizen->id;
		focus.target_group = citizen->target_group;
		focus.insured = citizen->target_group == 1;
		snprintf(focus.who, sizeof(focus.who), "%s %s", citizen->given_names, citizen->surname);
	}
	app_focus(app, &focus);
}

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	model->shown = (struct match_shown){ .page = { .count = 0 } };
	model->list.count = 0; /* the cursor stays where it was */
	app_ask(app,
		(struct effect){
			.kind = EFFECT_MATCH,
			.match = { { model->citizen, model->opening, model->excluded, ROWS_MOST }, &model->shown } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	struct model *model = data;

	model->citizen = argument->citizen;
	model->opening = argument->citizen ? 0 : argument->ref;
	load(app, data, effects);
}

static void centre_choose(struct app *app, const struct model *model, struct effects *effects);

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (!ok)
		return;
	switch (kind) {
	case EFFECT_MATCH:
		model->loaded = true;
		list_set(&model->list, model->shown.page.count);
		refocus(app, model);
		break;
	case EFFECT_NEED_PUT:
	case EFFECT_CONSENT_ADD:
		load(app, model, effects);
		app_say(app, ROLE_GOOD, "%s", _("The citizen's answer is saved."));
		break;
	case EFFECT_EMPLOYERS:
		centre_choose(app, model, effects);
		break;
	case EFFECT_EMPLOYER_WRITE:
		app_say(app, ROLE_GOOD, "%s", _("The citizen is on the waiting list."));
		break;
	default:
		break;
	}
}

/* ---- what the citizen says ------------------------------------------------------------------------------- */

static void consent_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;
	const struct match_citizen *citizen = citizen_of(model);

	model->consent = (struct consent){ .citizen = citizen->id, .subject = CONSENT_EMPLOYER, .given = row == 0 };
	app_ask(app, (struct effect){ .kind = EFFECT_CONSENT_ADD, .consent_add.in = &model->consent }, effects);
}

static void consent_ask(struct app *app, const struct model *model, struct effects *effects)
{
	const struct match_citizen *citizen = citizen_of(model);
	struct chooser_row rows[] = {
		{ .text = _("Yes, employers may be told"), .marked = citizen->consent == REFERRAL_CONSENT_YES },
		{ .text = _("No"), .marked = citizen->consent == REFERRAL_CONSENT_NO },
	};

	app_choose(app,
		   &(struct chooser){ .title = _("May employers be told name, job goal and what fits?"),
				      .rows = rows,
				      .count = LENGTH(rows),
				      .chosen = consent_chosen,
				      .digits = true },
		   effects);
}

static void need_answered(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;
	const struct match_page_row *pair = current(model);

	app_ask(app,
		(struct effect){ .kind = EFFECT_NEED_PUT,
				 .need_put.in = { pair->citizen->id, pair->explained.asked[model->need], row == 0 } },
		effects);
}

static void need_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;
	struct chooser_row rows[] = { { .text = _("Yes") }, { .text = _("No") } };

	model->need = row;
	app_choose(app,
		   &(struct chooser){ .title = match_need_label(current(model)->explained.asked[row]),
				      .rows = rows,
				      .count = LENGTH(rows),
				      .chosen = need_answered,
				      .digits = true },
		   effects);
}

/* One need is asked about at once, several are chosen among first. */
static void need_ask(struct app *app, struct model *model, struct effects *effects)
{
	const struct match_page_row *pair = current(model);
	size_t count = pair ? pair->explained.asked_count : 0;
	struct chooser_row *rows;

	if (count == 0) {
		app_say(app, ROLE_MESSAGE, "%s",
			_("Everything this opening needs is known. There is nothing to ask about."));
		return;
	}
	if (count == 1) {
		need_chosen(app, model, 0, effects);
		return;
	}
	rows = arena_array(app_arena(app), count, sizeof(*rows));
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct chooser_row){ .text = match_need_label(pair->explained.asked[i]) };
	app_choose(app, &(struct chooser){ .title = _("What did the citizen tell about?"), .rows = rows, .count = count,
					   .chosen = need_chosen, .digits = true }, effects);
}

/* ---- the company centre's waiting list ---------------------------------------------------------------------- */

static void centre_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;

	model->entry = (struct employer_entry){
		.kind = ENTRY_WAIT,
		.wait = { .employer = model->centres.rows[row].id, .citizen = citizen_of(model)->id,
			  .since = app_now(app).date, .ended = DATE_NONE },
	};
	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYER_WRITE, .employer_write.in = &model->entry }, effects);
}

static void centre_choose(struct app *app, const struct model *model, struct effects *effects)
{
	size_t count = model->centres.count;
	struct chooser_row *rows = arena_array(app_arena(app), count, sizeof(*rows));

	if (count == 0) {
		app_say(app, ROLE_MESSAGE, "%s",
			_("No employer has a company centre yet. An employer's card records one: press a there."));
		return;
	}
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct chooser_row){ .text = model->centres.rows[i].name,
						.beside = model->centres.rows[i].city };
	app_choose(app, &(struct chooser){ .title = _("Which company centre?"), .rows = rows, .count = count,
					   .chosen = centre_chosen }, effects);
}

static void centres_ask(struct app *app, struct model *model, struct effects *effects)
{
	struct employer_query query = { .filter = "", .agreement = AGREEMENT_CENTRE, .from = LIST_FIRST, .sort_key = "",
					.limit = CENTRES_MOST, .today = app_now(app).date };

	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYERS, .employers = { query, &model->centres } }, effects);
}

/* ---- keys ------------------------------------------------------------------------------------------------------ */

static void refer(struct app *app, const struct model *model, struct effects *effects)
{
	const struct match_page_row *row = current(model);
	bool under_way = row->referral && !referral_is_over(row->referral->state);
	struct err err;

	if (!under_way && *row->excluded) {
		app_say(app, ROLE_ERROR, _("This pair does not fit: %s."), row->excluded);
		return;
	}
	if (!under_way && !referral_has_consent(row->citizen->consent, &err)) {
		app_say_error(app, &err);
		return;
	}
	app_push(app, SCREEN_REFERRAL, &(struct screen_argument){ .citizen = row->citizen->id, .data = row }, effects);
}

static void open_row(struct app *app, const struct model *model, struct effects *effects)
{
	const struct match_page_row *row = current(model);

	app_push(app, SCREEN_RECORD,
		 &(struct screen_argument){ .text = match_reasons_text(row, app_arena(app)),
					    .guide = arena_printf(app_arena(app), _("%s %s and %s, %s"),
								  row->citizen->given_names, row->citizen->surname,
								  row->opening->title, row->opening->employer_name) },
		 effects);
}

static void shortlist(struct app *app, const struct model *model, struct effects *effects)
{
	if (!model->shown.page.opening || model->excluded) {
		app_say(app, ROLE_MESSAGE, "%s", _("A shortlist is made from an opening and those that fit it."));
		return;
	}
	app_push(app, SCREEN_RECORD,
		 &(struct screen_argument){
			 .text = match_shortlist_text(&model->shown.page, app_now(app).date, app_arena(app)),
			 .guide = _("Shortlist") },
		 effects);
}

/* What is about the selected pair. */
static bool act_on_row(struct app *app, struct model *model, enum action action, struct effects *effects)
{
	switch (action) {
	case ACTION_OPEN:
		open_row(app, model, effects);
		return true;
	case ACTION_REFER:
		refer(app, model, effects);
		return true;
	case ACTION_ASK_NEED:
		need_ask(app, model, effects);
		return true;
	case ACTION_CONSENT_EMPLOYER:
		consent_ask(app, model, effects);
		return true;
	case ACTION_WAIT_PLACE:
		centres_ask(app, model, effects);
		return true;
	default:
		return false;
	}
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (list_act(&model->list, action, (size_t)app_body_rows(app) / 2)) {
		refocus(app, model);
		return true;
	}
	if (action == ACTION_EXCLUDED) {
		model->excluded = !model->excluded;
		model->list.cursor = 0;
		load(app, model, effects);
		return true;
	}
	if (action == ACTION_SHORTLIST) {
		shortlist(app, model, effects);
		return true;
	}
	if (current(model))
		return act_on_row(app, model, action, effects);
	return false;
}

/* ---- painting ---------------------------------------------------------------------------------------------------- */

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct match_page *page = &((const struct model *)data)->shown.page;
	char masked[CPR_MASKED_SIZE];

	(void)app;
	if (page->citizen)
		return arena_printf(arena, "%s %s" HEADING_KEEPS "%s", page->citizen->given_names,
				    page->citizen->surname, cpr_masked(page->citizen->cpr, masked));
	if (page->opening)
		return arena_printf(arena, "%s, %s", page->opening->title, page->opening->employer_name);
	return _("Find work");
}

static const char *title_of(const struct model *model, struct arena *arena)
{
	const struct match_page *page = &model->shown.page;
	size_t all = page->fits + page->excluded;

	if (page->citizen && model->excluded)
		return arena_printf(arena, _("%zu of %zu openings do not fit"), page->excluded, all);
	if (page->citizen)
		return arena_printf(arena, _("%zu of %zu openings fit · to be named to employers: %s"), page->fits, all,
				    match_consent_label(page->citizen->consent));
	if (model->excluded)
		return arena_printf(arena, _("%zu of %zu citizens do not fit"), page->excluded, all);
	return arena_printf(arena, _("%zu of %zu citizens fit · %s, %s h, %d places · %s"), page->fits, all,
			    match_form_label(page->opening->form), match_hours_text(arena, page->opening->weekly_hours),
			    page->opening->places, match_needs_text(arena, page->opening->needs));
}

static const char *nothing_text(const struct model *model)
{
	if (model->excluded)
		return _("Nothing is left out. x goes back to what fits.");
	return model->citizen ? _("No opening fits. x shows what is in the way of each.")
			      : _("No citizen fits. x shows what is in the way of each.");
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	const struct match_page_row *row = current(model);

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	cells_put_width(cells, area.row, area.col, area.cols, false, ROLE_TITLE, title_of(model, arena));
	area.row++;
	area.rows--;
	if (!row) {
		wrap_put(cells, area.row, area.col + 2, area.cols - 2, area.rows, ROLE_DIM, nothing_text(model), arena);
		return;
	}
	match_view_reasons(row, cells, &area, arena);
	match_view_rows(&model->shown.page, &model->list, cells, area, arena);
}

const struct screen_kind screen_match = {
	.id = SCREEN_MATCH,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
