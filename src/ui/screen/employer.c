/* employer.c - one employer's card: agreements, the company centre's places, promises, visits, openings. argument->ref.
 *
 * Each line can be stood on; Enter opens what has something behind it: the citizens that fit an opening, what came of a
 * promise, what became of one who waits. */
#include "samtale/base/tr.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/lines.h"
#include "ui/widget/wrap.h"

enum line_kind { LINE_AGREEMENT = LINE_TITLE + 1, LINE_PLACES, LINE_WAIT, LINE_PROMISE, LINE_VISIT, LINE_OPENING };

struct model {
	int64_t employer;
	struct employer_card card;
	bool loaded;
	struct lines lines;
	struct employer_entry entry; /* who got the place */
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	app_focus(app, &(struct focus){ .citizen = 0 });
	model->loaded = false;
	lines_clear(&model->lines, app_arena(app));
	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYER, .employer = { model->employer, &model->card } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument, struct effects *effects)
{
	((struct model *)data)->employer = argument->ref;
	load(app, data, effects);
}

/* ---- the lines -------------------------------------------------------------------------------------- */

static void add_agreement(struct app *app, struct model *model, size_t index)
{
	const struct agreement *agreement = &model->card.agreements[index];
	struct arena *arena = app_arena(app);
	const char *text = agreement_label(agreement->kind);

	if (date_is_set(agreement->to))
		text = arena_printf(arena, _("%s, until %s"), text, date_long(arena, agreement->to));
	if (!agreement->dated)
		text = arena_printf(arena, _("%s (date not known)"), text);
	if (*agreement->note)
		text = arena_printf(arena, "%s: %s", text, agreement->note);
	lines_add(&model->lines, (struct line){ LINE_AGREEMENT, index, lines_when(&model->lines, agreement->from),
						text, !agreement_in_force(agreement, app_now(app).date) });
}

static void add_agreements(struct app *app, struct model *model)
{
	const struct employer_card *card = &model->card;

	if (card->agreement_count)
		lines_add_title(&model->lines, _("Agreements"));
	for (size_t i = 0; i < card->agreement_count; i++)
		add_agreement(app, model, i);
}

static void add_centre(struct app *app, struct model *model)
{
	const struct employer_card *card = &model->card;
	struct arena *arena = app_arena(app);

	if (!card->is_centre)
		return;
	lines_add_title(&model->lines, _("Company centre"));
	lines_add(&model->lines,
		  (struct line){
			  LINE_PLACES, 0, "",
			  card->places
				  ? arena_printf(arena, _("%d places, %d taken, %d free; %zu waiting"),
						 card->places, card->occupied,
						 card->places > card->occupied ? card->places - card->occupied : 0,
						 card->wait_count)
				  : arena_printf(arena,
						 _("%d taken, %zu waiting; how many places there are is not written: press a"),
						 card->occupied, card->wait_count),
			  card->places > 0 && card->occupied > card->places });
	for (size_t i = 0; i < card->wait_count; i++)
		lines_add(&model->lines,
			  (struct line){ LINE_WAIT, i, lines_when(&model->lines, card->waits[i].since),
					 arena_printf(arena, _("%s %s waits"), card->waits[i].given_names,
						      card->waits[i].surname),
					 false });
}

static const char *promise_text(const struct employer_promise *promise, enum promise_state state, struct arena *arena)
{
	const char *text = arena_printf(arena, tr_count("%d place", "%d places", promise->places), promise->places);

	if (*promise->form)
		text = arena_printf(arena, "%s, %s", text, match_form_label(promise->form));
	text = arena_printf(arena, "%s: %s", text, promise_state_label(state));
	if (state == PROMISE_PARTLY)
		text = arena_printf(arena, _("%s, %d came"), text, promise->outcome.places);
	if (*promise->text)
		text = arena_printf(arena, "%s. %s", text, promise->text);
	if (promise->settled && *promise->outcome.note)
		text = arena_printf(arena, "%s → %s", text, promise->outcome.note);
	return text;
}

static void add_promises(struct app *app, struct model *model)
{
	const struct employer_card *card = &model->card;

	if (card->promise_count)
		lines_add_title(&model->lines, _("Promises"));
	for (size_t i = 0; i < card->promise_count; i++) {
		enum promise_state state = promise_state(&card->promises[i], app_now(app).date);

		lines_add(&model->lines,
			  (struct line){ LINE_PROMISE, i, lines_when(&model->lines, card->promises[i].due),
					 promise_text(&card->promises[i], state, app_arena(app)),
					 state == PROMISE_OVERDUE });
	}
}

static void add_openings(struct app *app, struct model *model)
{
	const struct opening_list *openings = &model->card.openings;
	struct arena *arena = app_arena(app);

	if (openings->count)
		lines_add_title(&model->lines, _("Openings"));
	for (size_t i = 0; i < openings->count; i++) {
		const struct opening *opening = &openings->rows[i].opening;
		const char *needs = match_needs_text(arena, opening->needs);

		lines_add(&model->lines,
			  (struct line){ LINE_OPENING, i, lines_when(&model->lines, opening->deadline),
					 arena_printf(arena, _("%s (%d), %s, %s hours%s%s"), opening->title,
						      opening->places, match_form_label(opening->form),
						      match_hours_text(arena, opening->weekly_hours),
						      *needs ? ": " : "", needs),
					 false });
	}
}

static void add_visits(struct app *app, struct model *model)
{
	const struct employer_card *card = &model->card;
	struct arena *arena = app_arena(app);

	if (card->visit_count)
		lines_add_title(&model->lines, _("Visits"));
	for (size_t i = 0; i < card->visit_count; i++) {
		const struct employer_visit *visit = &card->visits[i];

		lines_add(&model->lines,
			  (struct line){ LINE_VISIT, i, lines_when(&model->lines, visit->date),
					 arena_printf(arena, "%s%s%s (%s)", visit->met, *visit->met ? ": " : "",
						      visit->said, visit->author_initials),
					 false });
	}
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct model *model = data;

	(void)err;
	if (kind == EFFECT_EMPLOYER_WRITE && ok)
		load(app, model, effects);
	if (kind != EFFECT_EMPLOYER || !ok)
		return;
	model->loaded = true;
	add_openings(app, model);
	add_promises(app, model);
	add_centre(app, model);
	add_agreements(app, model);
	add_visits(app, model);
	lines_end(&model->lines);
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static void entry_open(struct app *app, const struct model *model, enum employer_entry_kind kind, const void *about,
		       struct effects *effects)
{
	app_push(app, SCREEN_EMPLOYER_ENTRY,
		 &(struct screen_argument){ .ref = model->employer, .number = kind, .data = about,
					    .text = model->card.employer.contact }, effects);
}

static void wait_chosen(struct app *app, void *data, size_t row, struct effects *effects)
{
	struct model *model = data;
	const struct line *line = lines_current(&model->lines);
	const struct centre_wait *wait = &model->card.waits[line->index];

	if (row == 0) {
		app_push(app, SCREEN_CITIZEN, &(struct screen_argument){ .citizen = wait->citizen }, effects);
		return;
	}
	model->entry = (struct employer_entry){ .kind = ENTRY_WAIT, .wait = *wait };
	model->entry.wait.outcome = row == 1 ? WAIT_GOT_PLACE : WAIT_WITHDRAWN;
	model->entry.wait.ended = app_now(app).date;
	app_ask(app, (struct effect){ .kind = EFFECT_EMPLOYER_WRITE, .employer_write.in = &model->entry }, effects);
}

static void choose_wait(struct app *app, struct effects *effects)
{
	struct chooser_row rows[] = {
		{ .text = _("Open the citizen") },
		{ .text = _("Got the place today") },
		{ .text = _("Waits no longer") },
	};

	app_choose(app, &(struct chooser){ .title = _("The one who waits"), .rows = rows, .count = LENGTH(rows),
					   .chosen = wait_chosen, .digits = true }, effects);
}

static void open_line(struct app *app, const struct model *model, struct effects *effects)
{
	const struct line *line = lines_current(&model->lines);

	if (!line)
		return;
	switch (line->kind) {
	case LINE_OPENING:
		app_push(app, SCREEN_MATCH,
			 &(struct screen_argument){ .ref = model->card.openings.rows[line->index].opening.id },
			 effects);
		break;
	case LINE_PROMISE:
		entry_open(app, model, ENTRY_PROMISE_OUTCOME, &model->card.promises[line->index], effects);
		break;
	case LINE_AGREEMENT:
		entry_open(app, model, ENTRY_AGREEMENT, &model->card.agreements[line->index], effects);
		break;
	case LINE_WAIT:
		choose_wait(app, effects);
		break;
	default:
		app_push(app, SCREEN_RECORD,
			 &(struct screen_argument){ .text = line->text, .guide = model->card.employer.name }, effects);
	}
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	if (!model->loaded)
		return false;
	if (lines_act(&model->lines, action, (size_t)app_body_rows(app) - 4))
		return true;
	switch (action) {
	case ACTION_OPEN:
		open_line(app, model, effects);
		return true;
	case ACTION_VISIT:
		entry_open(app, model, ENTRY_VISIT, NULL, effects);
		return true;
	case ACTION_PROMISE:
		entry_open(app, model, ENTRY_PROMISE, NULL, effects);
		return true;
	case ACTION_AGREEMENT:
		entry_open(app, model, ENTRY_AGREEMENT, NULL, effects);
		return true;
	default:
		return false;
	}
}

/* ---- painting ------------------------------------------------------------------------------------------- */

static const char *heading(const struct app *app, const void *data, struct arena *arena)
{
	const struct employer *employer = &((const struct model *)data)->card.employer;

	(void)app;
	if (!((const struct model *)data)->loaded)
		return _("Employer");
	return arena_printf(arena, "%s  CVR %s", employer->name, employer->cvr);
}

static int view_who(const struct employer *employer, struct cells *cells, struct area area, struct arena *arena)
{
	return wrap_put(cells, area.row, area.col, area.cols, 2, ROLE_TEXT,
			arena_printf(arena, _("%s · %s, %s %s · %s, phone %s"), employer->trade, employer->address,
				     employer->postcode, employer->city, employer->contact, employer->phone), arena);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area, struct arena *arena)
{
	const struct model *model = data;
	int head;

	(void)app;
	cells_cursor(cells, area.row, area.col);
	if (!model->loaded)
		return;
	head = view_who(&model->card.employer, cells, area, arena);
	if (!lines_current(&model->lines))
		wrap_put(cells, area.row + head, area.col + 2, area.cols - 2, area.rows - head, ROLE_DIM,
			 _("Nothing is written about this employer yet. v records a visit, p a promise, a an agreement."),
			 arena);
	lines_view(&model->lines, head, cells, area, arena);
}

const struct screen_kind screen_employer = {
	.id = SCREEN_EMPLOYER,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.heading = heading,
	.view = view,
};
