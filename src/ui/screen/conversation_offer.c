/* conversation_offer.c - lists to choose from in a conversation: valid values, steps, why there is no answer.
 */
#include "samtale/base/tr.h"
#include "ui/screen/conversation.h"

static const enum answer_state no_answers[] = { ANSWER_DECLINED, ANSWER_UNKNOWN, ANSWER_PARKED,
						ANSWER_ASKED };

static void no_answer_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	talk_no_answer(app, model, no_answers[row], TALK_NEXT, effects);
}

void talk_choose_no_answer(struct app *app, struct talk *talk, struct effects *effects)
{
	struct chooser_row rows[LENGTH(no_answers)];

	for (size_t i = 0; i < LENGTH(rows); i++)
		rows[i] = (struct chooser_row){ .text = talk_state_words(no_answers[i]),
						.marked = walk_state(talk->walk, talk->current) ==
							  no_answers[i] };
	app_choose(app,
		   &(struct chooser){ .title = _("Why is there no answer?"),
				      .rows = rows,
				      .count = LENGTH(rows),
				      .chosen = no_answer_chosen,
				      .digits = true },
		   effects);
}

static int first_in_step(const struct talk *talk, const struct guide_step *step)
{
	int item = walk_next(talk->walk, (int)step->first - 1);

	return item >= 0 && talk_step(talk, item) == step ? item : -1;
}

/* Where one may jump to: the steps that have a question for this citizen, and in the step under the cursor
 * the instances of its repeats. */
struct jump {
	const char *text;
	int item;
	bool here;
};

static void jump_add(struct arena *arena, struct jump **jumps, size_t *count, struct jump jump)
{
	*jumps = arena_grow(arena, *jumps, *count, sizeof(**jumps));
	(*jumps)[(*count)++] = jump;
}

static void add_instances(const struct talk *talk, int first, struct arena *arena, struct jump **jumps,
			  size_t *count)
{
	const char *here = walk_where(talk->walk, talk->current, arena), *before = "";
	const struct guide_step *step = talk_step(talk, first);

	for (int i = first; i >= 0 && talk_step(talk, i) == step; i = walk_next(talk->walk, i)) {
		const char *where = walk_where(talk->walk, i, arena);

		if (*where != '\0' && !str_equal(where, before))
			jump_add(arena, jumps, count,
				 (struct jump){ arena_printf(arena, "  %s", where), i,
						str_equal(where, here) });
		before = where;
	}
}

static size_t list_jumps(const struct talk *talk, struct arena *arena, struct jump **jumps)
{
	size_t count = 0;

	*jumps = NULL;
	for (size_t i = 0; i < talk->step_count; i++) {
		const struct guide_step *step = &talk->steps[i];
		bool here = step == talk_step(talk, talk->current);
		int first = first_in_step(talk, step);

		if (first >= 0)
			jump_add(arena, jumps, &count, (struct jump){ step->title, first, here });
		if (first >= 0 && here)
			add_instances(talk, first, arena, jumps, &count);
	}
	return count;
}

static void step_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	struct jump *jumps;
	size_t count = list_jumps(model, app_arena(app), &jumps);

	if (row < count)
		talk_wander(app, model, TALK_TO, jumps[row].item, effects);
}

void talk_choose_step(struct app *app, struct talk *talk, struct effects *effects)
{
	struct jump *jumps;
	size_t count = list_jumps(talk, app_arena(app), &jumps);
	struct chooser_row *rows = arena_array(app_arena(app), count, sizeof(*rows));

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct chooser_row){ .text = jumps[i].text, .marked = jumps[i].here };
	app_choose(app,
		   &(struct chooser){ .title = _("Go to which step?"),
				      .rows = rows,
				      .count = count,
				      .chosen = step_chosen,
				      .digits = true },
		   effects);
}

static void take_away_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	if (row == 1)
		talk_take_away(app, model, effects);
}

void talk_choose_to_take_away(struct app *app, struct talk *talk, struct effects *effects)
{
	struct arena *arena = app_arena(app);
	const char *where = walk_where(talk->walk, talk->current, arena);
	const struct chooser_row rows[] = {
		{ .text = _("Keep it") },
		{ .text = _("Take it away: its answers are not used any more") },
	};

	app_choose(app,
		   &(struct chooser){ .title = arena_printf(arena, _("Take %s away?"), where),
				      .rows = rows,
				      .count = LENGTH(rows),
				      .chosen = take_away_chosen,
				      .digits = true },
		   effects);
}

static void give_up_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	struct talk *talk = model;

	if (row == 1)
		app_ask(app,
			(struct effect){ .kind = EFFECT_CORRECTION_DROP,
					 .correction_drop = { talk->sitting.conversation.id } },
			effects);
}

void talk_choose_to_give_up(struct app *app, struct talk *talk, struct effects *effects)
{
	const struct chooser_row rows[] = {
		{ .text = _("Go on with the correction") },
		{ .text = _("Give it up: the changes are thrown away") },
	};

	(void)talk;
	app_choose(app,
		   &(struct chooser){ .title = _("Give the correction up?"),
				      .rows = rows,
				      .count = LENGTH(rows),
				      .chosen = give_up_chosen,
				      .digits = true },
		   effects);
}

static const int date_offers[] = { 1, 7, 14, 21, 28, 42, 90 };

static void value_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	struct talk *talk = model;
	const struct question *question = talk_question(talk);
	char iso[DATE_ISO_SIZE];

	if (talk_is_choice(talk))
		talk_pick(app, talk, row, effects);
	else if (question->type == QUESTION_DATE)
		talk_field_put(talk, date_iso(date_add_days(app_now(app).date, date_offers[row]), iso));
	else
		talk_field_put(talk, arena_printf(app_arena(app), "%d", question->range_start + (int)row));
}

static size_t value_rows(struct app *app, const struct talk *talk, struct chooser_row *rows, size_t room)
{
	const struct question *question = talk_question(talk);
	struct arena *arena = app_arena(app);
	size_t count = 0;

	if (talk_is_choice(talk))
		for (; count < talk->shown_count && count < room; count++)
			rows[count] = (struct chooser_row){
				.text = question->choices[talk->shown[count]].label,
				.marked = count == talk->cursor
			};
	else if (question->type == QUESTION_DATE)
		for (; count < LENGTH(date_offers); count++) {
			struct date date = date_add_days(app_now(app).date, date_offers[count]);

			rows[count] = (struct chooser_row){ .text = date_long(arena, date),
							    .beside = date_relative(arena, date,
										    app_now(app).date) };
		}
	else if (question->type == QUESTION_RANGE)
		for (int number = question->range_start; number <= question->range_end && count < room;
		     number++)
			rows[count++] = (struct chooser_row){ .text = arena_printf(arena, "%d", number) };
	return count;
}

void talk_choose_value(struct app *app, struct talk *talk, struct effects *effects)
{
	struct chooser_row rows[64] = { { 0 } };
	size_t count = value_rows(app, talk, rows, LENGTH(rows));

	if (count == 0)
		app_say(app, ROLE_MESSAGE, "%s", _("Here you write freely; there is no list."));
	else
		app_choose(app,
			   &(struct chooser){ .title = walk_label(talk->walk, talk->current, app_arena(app)),
					      .rows = rows,
					      .count = count,
					      .chosen = value_chosen },
			   effects);
}
