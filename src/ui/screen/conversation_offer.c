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
	int question = walk_next(talk->walk, (int)step->first - 1);

	return question >= 0 && (size_t)question < step->first + step->count ? question : -1;
}

/* The chooser's rows are the steps that have a question for this citizen. */
static void step_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	struct talk *talk = model;

	for (size_t i = 0; i < talk->step_count; i++) {
		int question = first_in_step(talk, &talk->steps[i]);

		if (question >= 0 && row-- == 0) {
			talk_wander(app, talk, TALK_TO, question, effects);
			return;
		}
	}
}

void talk_choose_step(struct app *app, struct talk *talk, struct effects *effects)
{
	struct chooser_row *rows = arena_array(app_arena(app), talk->step_count, sizeof(*rows));
	const struct guide_step *here = talk_step(talk, talk->current);
	size_t count = 0;

	for (size_t i = 0; i < talk->step_count; i++)
		if (first_in_step(talk, &talk->steps[i]) >= 0)
			rows[count++] = (struct chooser_row){ .text = talk->steps[i].title,
							      .marked = &talk->steps[i] == here };
	app_choose(app,
		   &(struct chooser){ .title = _("Go to which step?"),
				      .rows = rows,
				      .count = count,
				      .chosen = step_chosen,
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
