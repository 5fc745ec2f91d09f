/* conversation_answer.c - from the field to the database, and then on: every way out of a question goes
 * through here. */
#include <string.h>

#include "samtale/base/tr.h"
#include "ui/screen/conversation.h"

/* ---- moves ---------------------------------------------------------------------------------------- */

static int count_missing(const struct talk *talk)
{
	int missing = 0;

	for (int i = walk_next(talk->walk, -1); i >= 0; i = walk_next(talk->walk, i))
		missing += talk_is_missing(talk, i);
	return missing > 0 ? missing : 1; /* an answer can also have stopped being one */
}

static void finish(struct app *app, struct talk *talk, struct effects *effects)
{
	int missing = walk_first_missing(talk->walk), count;

	if (missing >= 0) {
		count = count_missing(talk);
		talk_arrive(app, talk, missing, effects);
		app_say(app, ROLE_ERROR,
			tr_count("%d question still has no answer. Answer it, or say with F9 why there is "
				 "none.",
				 "%d questions still have no answer. Here is the first; F9 says why there "
				 "is none.",
				 count),
			count);
		return;
	}
	if (talk->correcting) {
		app_push(app, SCREEN_CORRECTION,
			 &(struct screen_argument){ .citizen = talk->citizen, .data = &talk->correction },
			 effects);
		return;
	}
	app_push(app, SCREEN_CLOSING,
		 &(struct screen_argument){ .citizen = talk->citizen, .data = &talk->closing }, effects);
}

static void go(struct app *app, struct talk *talk, enum talk_move move, int to, struct effects *effects)
{
	int next;

	switch (move) {
	case TALK_STAY: break;
	case TALK_NEXT:
		next = walk_next(talk->walk, talk->current);
		if (next >= 0)
			talk_arrive(app, talk, next, effects);
		else
			finish(app, talk, effects);
		break;
	case TALK_FORWARD:
		next = walk_next(talk->walk, talk->current);
		if (next >= 0)
			talk_arrive(app, talk, next, effects);
		else
			app_say(app, ROLE_MESSAGE, "%s",
				_("This is the last question. F10 finishes the conversation."));
		break;
	case TALK_PREVIOUS:
		next = walk_previous(talk->walk, talk->current);
		if (next >= 0)
			talk_arrive(app, talk, next, effects);
		else
			app_say(app, ROLE_MESSAGE, "%s",
				_("This is the first question. F3 pauses the conversation."));
		break;
	case TALK_TO: talk_arrive(app, talk, to, effects); break;
	case TALK_FINISH: finish(app, talk, effects); break;
	}
}

/* ---- writing -------------------------------------------------------------------------------------- */

void talk_write(struct app *app, struct talk *talk, enum talk_move move, int to, struct effects *effects)
{
	int question = talk->current;

	talk->unsaved = true;
	talk->move = move;
	talk->move_to = to;
	app_ask(app,
		(struct effect){
			.kind = EFFECT_ANSWER,
			.answer = { talk->sitting.conversation.id,
				    { .question = walk_item_path(talk->walk, question),
				      .state = walk_state(talk->walk, question),
				      .value = arena_strdup(app_arena(app), walk_value(talk->walk, question)),
				      .note = talk->notes[question] },
				    talk->correcting } },
		effects);
}

void talk_written(struct app *app, struct talk *talk, struct effects *effects)
{
	enum talk_move move = talk->move;

	talk->move = TALK_STAY;
	talk->unsaved = false;
	talk->answers_changed = true;
	if (move != TALK_STAY)
		talk_field_put(talk, walk_value(talk->walk, talk->current));
	talk_draft_gone(talk);
	go(app, talk, move, talk->move_to, effects);
}

void talk_no_answer(struct app *app, struct talk *talk, enum answer_state state, enum talk_move move,
		    struct effects *effects)
{
	struct err err;

	if (!walk_answer(talk->walk, talk->current, state, "", &err)) {
		app_say_error(app, &err);
		return;
	}
	talk_field_put(talk, "");
	talk_write(app, talk, move, 0, effects);
}

/* The choice the cursor stands on, as it is stored; "" none. */
static const char *choice_under_cursor(const struct talk *talk)
{
	if (talk->cursor >= talk->shown_count)
		return "";
	return talk_question(talk)->choices[talk->shown[talk->cursor]].name;
}

/* What Enter would make the answer. */
static const char *answer_in_field(struct app *app, const struct talk *talk)
{
	if (talk_is_choice(talk) && talk_is_one_choice(talk))
		return choice_under_cursor(talk);
	return talk_composed(talk, app_arena(app));
}

static bool is_asked(const struct talk *talk)
{
	return talk_is_typed(talk) || talk_is_choice(talk);
}

/* Nothing stands in the field: going past a question with Enter says that it was asked. */
static void keep_nothing(struct app *app, struct talk *talk, enum talk_move move, struct effects *effects)
{
	enum answer_state state = walk_state(talk->walk, talk->current);
	bool needs = walk_required(talk->walk, talk->current) &&
		     (state == ANSWER_GIVEN || (state == ANSWER_NONE && move == TALK_NEXT));

	if (needs)
		app_say(app, ROLE_ERROR, "%s",
			_("This question needs an answer. F9 if there is none: would not say, does not know, "
			  "later."));
	else if (state == ANSWER_GIVEN || (state == ANSWER_NONE && move == TALK_NEXT && is_asked(talk)))
		talk_no_answer(app, talk, ANSWER_ASKED, move, effects);
	else if (talk->unsaved)
		talk_write(app, talk, move, 0, effects);
	else
		go(app, talk, move, 0, effects);
}

/* Is it the answer that the database has already? */
static bool is_stored(const struct talk *talk, const char *value)
{
	return walk_state(talk->walk, talk->current) == ANSWER_GIVEN && !talk->unsaved &&
	       str_equal(value, walk_value(talk->walk, talk->current));
}

void talk_keep_and_go(struct app *app, struct talk *talk, enum talk_move move, struct effects *effects)
{
	const char *text = answer_in_field(app, talk), *value;
	struct err err;

	if (str_is_empty(text))
		keep_nothing(app, talk, move, effects);
	else if (!talk_stored(app, talk, text, &value, &err))
		app_say_error(app, &err);
	else if (is_stored(talk, value))
		go(app, talk, move, 0, effects);
	else if (talk_question(talk)->type == QUESTION_REPEAT && str_equal(value, "yes"))
		talk_add_instance(app, talk, effects);
	else if (!walk_answer(talk->walk, talk->current, ANSWER_GIVEN, value, &err))
		app_say_error(app, &err);
	else
		talk_write(app, talk, move, 0, effects);
}

/* The new instance begins where the answer that it is there is written. */
void talk_add_instance(struct app *app, struct talk *talk, struct effects *effects)
{
	struct err err;
	int first;

	if (!walk_instance_add(talk->walk, talk->current, &first, &err)) {
		app_say_error(app, &err);
		return;
	}
	talk_make_room_for_notes(app, talk);
	talk_write(app, talk, TALK_TO, first, effects);
}

void talk_take_away(struct app *app, struct talk *talk, struct effects *effects)
{
	int repeat = walk_repeat_of(talk->walk, talk->current), next;
	struct err err;

	if (!walk_instance_delete(talk->walk, talk->current, &next, &err)) {
		app_say_error(app, &err);
		return;
	}
	/* The list of those that are left is the repeat's answer; it is written from there. */
	talk->current = repeat;
	talk->shown_count = 0;
	talk->cursor = TALK_NO_CHOICE;
	talk_write(app, talk, TALK_TO, next, effects);
}

void talk_wander(struct app *app, struct talk *talk, enum talk_move move, int to, struct effects *effects)
{
	const char *text = talk_composed(talk, app_arena(app)), *value;
	bool same = str_is_empty(text) || str_equal(text, walk_value(talk->walk, talk->current));
	struct err err;

	if (talk->unsaved) {
		talk_write(app, talk, move, to, effects);
		return;
	}
	if (!same && talk_stored(app, talk, text, &value, &err) &&
	    walk_answer(talk->walk, talk->current, ANSWER_GIVEN, value, &err)) {
		talk_write(app, talk, move, to, effects);
		return;
	}
	talk_draft_keep(app, talk, effects);
	if (!same)
		app_say(app, ROLE_MESSAGE, "%s", _("What you wrote is kept, but it is not an answer yet."));
	go(app, talk, move, to, effects);
}

/* A choice gets the next rank; picked again it loses it. */
static void rank(struct talk *talk, const char *name)
{
	size_t length = strlen(name), taken = length;
	const char *at = talk->ranked.text;

	while (*at != '\0' && (strncmp(at, name, length) != 0 || (at[length] != ' ' && at[length] != '\0'))) {
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
	if (*at == '\0') {
		str_addf(&talk->ranked, "%s%s", talk->ranked.length > 0 ? " " : "", name);
		return;
	}
	taken += strspn(at + length, " ");
	str_splice(&talk->ranked, (size_t)(at - talk->ranked.text), taken, "");
	while (talk->ranked.length > 0 && talk->ranked.text[talk->ranked.length - 1] == ' ')
		str_splice(&talk->ranked, talk->ranked.length - 1, 1, "");
}

void talk_pick(struct app *app, struct talk *talk, size_t shown, struct effects *effects)
{
	size_t choice = talk->shown[shown];

	talk->cursor = shown;
	if (talk_is_one_choice(talk))
		talk_keep_and_go(app, talk, TALK_NEXT, effects);
	else if (talk_question(talk)->type == QUESTION_RANK)
		rank(talk, talk_question(talk)->choices[choice].name);
	else
		talk->picked[choice] = !talk->picked[choice];
}
