/* ladder.c - one citizen's place on the refund ladder, the next drop, and the benefit periods it is counted
 * from.
 *
 * argument->citizen. Management information only: nothing here can be taken over into a decision. */
#include "samtale/base/tr.h"
#include "samtale/domain/refund.h"
#include "ui/core/screen.h"
#include "ui/screen/screens.h"
#include "ui/widget/page.h"

struct model {
	int64_t citizen;
	struct refund_standing standing;
	bool loaded;
	int top;
};

static void load(struct app *app, void *data, struct effects *effects)
{
	struct model *model = data;

	app_forget(app);
	model->loaded = false;
	app_ask(app, (struct effect){ .kind = EFFECT_LADDER, .ladder = { model->citizen, &model->standing } },
		effects);
}

static void enter(struct app *app, void *data, const struct screen_argument *argument,
		  struct effects *effects)
{
	((struct model *)data)->citizen = argument->citizen;
	load(app, data, effects);
}

static void answered(struct app *app, void *data, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	(void)app;
	(void)err;
	(void)effects;
	if (kind == EFFECT_LADDER && ok)
		((struct model *)data)->loaded = true;
}

static void put_steps(struct page *page, const struct refund_standing *standing)
{
	const struct refund_ladder *ladder = &standing->ladder;

	for (int i = 0; i < ladder->count; i++) {
		const struct refund_step *step = &ladder->steps[i];
		bool here = standing->place.known && i == standing->place.step;
		const char *weeks = i + 1 < ladder->count
					    ? arena_printf(page->arena, _("weeks %d to %d"), step->first,
							   step->last)
					    : arena_printf(page->arena, _("from week %d"), step->first);

		page_put(page, here ? ROLE_TITLE : ROLE_TEXT, 2,
			 arena_printf(page->arena, "%s %s %3d %%", here ? ">" : " ",
				      page_column(page->arena, weeks, 18, false), step->percent));
	}
}

static void put_spells(struct page *page, const struct refund_standing *standing)
{
	page_put(page, ROLE_TITLE, 0, _("Benefit periods, newest first"));
	for (size_t i = standing->count; i-- > 0;) {
		const struct benefit_spell *spell = &standing->spells[i];

		page_put(page, ROLE_TEXT, 2,
			 arena_printf(page->arena, "%s – %s  %s",
				      page_column(page->arena, date_long(page->arena, spell->from), 15, true),
				      page_column(page->arena,
						  date_is_set(spell->to) ? date_long(page->arena, spell->to)
									 : _("runs"),
						  15, false),
				      spell->benefit));
	}
}

static void build(struct page *page, const void *data)
{
	const struct refund_standing *standing = &((const struct model *)data)->standing;

	if (!((const struct model *)data)->loaded)
		return;
	page_put(page, ROLE_TITLE, 0, screen_name(SCREEN_LADDER));
	page_add(page, ROLE_DIM, 2, refund_caution());
	page_gap(page);
	page_add(page, ROLE_TITLE, 2, refund_place_text(page->arena, &standing->place));
	if (standing->place.known)
		page_add(page, ROLE_TEXT, 2,
			 refund_reset_text(page->arena, &standing->ladder, &standing->place));
	page_gap(page);
	put_steps(page, standing);
	page_gap(page);
	if (standing->count > 0)
		put_spells(page, standing);
	page_gap(page);
	page_add(page, ROLE_DIM, 2, refund_definition(page->arena, &standing->ladder));
}

static bool act(struct app *app, void *data, enum action action, struct effects *effects)
{
	struct model *model = data;

	(void)effects;
	return page_act(app, build, model, action, &model->top);
}

static void view(const struct app *app, const void *data, struct cells *cells, struct area area,
		 struct arena *arena)
{
	const struct model *model = data;

	(void)app;
	page_view(build, model, model->top, cells, area, arena);
}

const struct screen_kind screen_ladder = {
	.id = SCREEN_LADDER,
	.model_size = sizeof(struct model),
	.enter = enter,
	.resume = load,
	.answered = answered,
	.act = act,
	.view = view,
};
