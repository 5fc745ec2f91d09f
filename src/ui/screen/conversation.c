/* conversation.c - walks a guide question by question: keys become answers, answers are written, then the
 * cursor moves.
 *
 * argument: citizen; ref = the conversation to go on with (0 begin one), number 1: it is signed, correct it;
 * appointment, guide (id, or the booking's word) and text (form: fremmøde, telefon ...) from the booking it
 * is held for. Without a guide that is known the caseworker chooses. */
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"
#include "ui/screen/conversation.h"

#define MS_A_MINUTE 60000

/* ---- choices by key ------------------------------------------------------------------------------- */

static bool type_choice(struct app *app, struct talk *talk, const struct key *key, struct effects *effects)
{
	const char *at = key->name == KEYNAME_CHAR && key->text[1] == '\0'
				 ? strchr(TALK_CHOICE_KEYS, key->text[0])
				 : NULL;

	if (key->name == KEYNAME_CHAR && key->text[0] == ' ' && talk->cursor < talk->shown_count) {
		talk_pick(app, talk, talk->cursor, effects);
		return true;
	}
	if (at == NULL || *at == '\0' || (size_t)(at - TALK_CHOICE_KEYS) >= talk->shown_count)
		return false;
	talk_pick(app, talk, (size_t)(at - TALK_CHOICE_KEYS), effects);
	return true;
}

static bool move_cursor(struct talk *talk, enum action action)
{
	if (!talk_is_choice(talk) || talk->shown_count == 0)
		return false;
	if (talk->cursor == TALK_NO_CHOICE)
		talk->cursor = 0;
	else if (action == ACTION_DOWN)
		talk->cursor += talk->cursor + 1 < talk->shown_count;
	else
		talk->cursor -= talk->cursor > 0;
	return true;
}

/* ---- the note, last time, the pause --------------------------------------------------------------- */

static void keep_note(struct app *app, struct talk *talk, struct effects *effects)
{
	const char *note = arena_strdup(app_arena(app), entry_text(&talk->note));
	bool changed = !str_equal(note, talk->notes[talk->current]);

	entry_set(&talk->note, talk->notes[talk->current]);
	talk_note_close(app, talk, effects);
	if (!changed)
		return;
	talk->notes[talk->current] = note;
	talk_write(app, talk, TALK_STAY, 0, effects);
}

static void take_last_answer(struct app *app, struct talk *talk, struct effects *effects)
{
	if (!talk_field_put(talk, talk_last(talk)->value))
		app_say(app, ROLE_MESSAGE, "%s", _("That answer is no longer among the choices."));
	else if (talk_is_one_choice(talk))
		talk_keep_and_go(app, talk, TALK_NEXT, effects);
}

static void pause(struct app *app, struct talk *talk, struct effects *effects)
{
	if (talk->pause_failed) {
		app_pop(app, effects);
		return;
	}
	talk_draft_keep(app, talk, effects);
	app_ask(app,
		(struct effect){ .kind = EFFECT_CONVERSATION_SET,
				 .conversation_set = { talk->sitting.conversation.id, CONVERSATION_PAUSED,
						       walk_item_path(talk->walk, talk->current),
						       talk->correcting } },
		effects);
}

static void paused(struct app *app, struct talk *talk, bool ok, const struct err *err,
		   struct effects *effects)
{
	if (ok) {
		app_say(app, ROLE_GOOD, "%s",
			talk->correcting
				? _("The correction waits on Today; what is signed stands until you sign it.")
				: _("The conversation is paused; everything is saved. "
				    "Press s on the citizen to go on."));
		app_pop(app, effects);
		return;
	}
	talk->pause_failed = true;
	app_say(app, ROLE_ERROR, "%s %s", err->text, _("F3 once more leaves without it."));
}

/* ---- the screen ----------------------------------------------------------------------------------- */

static void enter(struct app *app, void *model, const struct screen_argument *argument,
		  struct effects *effects)
{
	talk_enter(app, model, argument, effects);
}

/* After closing, the list of guides, or a check made in between. */
static void resume(struct app *app, void *model, struct effects *effects)
{
	struct talk *talk = model;

	if (talk->is_signed || talk->walk == NULL)
		app_pop(app, effects);
	else if (talk->language != tr_language())
		talk_reload(app, talk, effects);
}

static void leave(void *model)
{
	talk_leave(model);
}

static void answered(struct app *app, void *model, enum effect_kind kind, bool ok, const struct err *err,
		     struct effects *effects)
{
	struct talk *talk = model;

	switch (kind) {
	case EFFECT_GUIDES:
	case EFFECT_SITTING:
	case EFFECT_DRAFT_LATEST: talk_arrived(app, talk, kind, ok, effects); break;
	case EFFECT_ANSWER:
		if (ok)
			talk_written(app, talk, effects);
		break;
	case EFFECT_CONVERSATION_SET: paused(app, talk, ok, err, effects); break;
	case EFFECT_CORRECTION_DROP:
		if (ok) {
			app_say(app, ROLE_GOOD, "%s",
				_("The correction is given up; what is signed stands."));
			app_pop(app, effects);
		}
		break;
	case EFFECT_DRAFT:
		if (ok)
			talk_draft_found(app, talk, effects);
		break;
	case EFFECT_DRAFT_PUT:
		if (!ok)
			str_clear(&talk->drafted);
		break;
	default: break;
	}
}

/* In the note: what ends it. False: the note is left as a draft and the action goes on. */
static bool act_in_note(struct app *app, struct talk *talk, enum action action, struct effects *effects)
{
	switch (action) {
	case ACTION_NEXT:
	case ACTION_NOTE: keep_note(app, talk, effects); return true;
	case ACTION_BACK:
	case ACTION_PREVIOUS: talk_note_close(app, talk, effects); return true;
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_VALUES: return true;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
	case ACTION_SAME:
	case ACTION_NO_ANSWER:
	case ACTION_STEPS:
	case ACTION_PAUSE:
	case ACTION_FINISH: talk_note_close(app, talk, effects); return false;
	default: return false;
	}
}

static bool act(struct app *app, void *model, enum action action, struct effects *effects)
{
	struct talk *talk = model;

	if (talk->walk == NULL)
		return false;
	if (action != ACTION_PAUSE && action != ACTION_BACK)
		talk->pause_failed = false;
	if (talk->noting && act_in_note(app, talk, action, effects))
		return true;
	switch (action) {
	case ACTION_NEXT: talk_keep_and_go(app, talk, TALK_NEXT, effects); return true;
	case ACTION_FINISH: talk_keep_and_go(app, talk, TALK_FINISH, effects); return true;
	case ACTION_PREVIOUS:
	case ACTION_PAGE_UP: talk_wander(app, talk, TALK_PREVIOUS, 0, effects); return true;
	case ACTION_PAGE_DOWN: talk_wander(app, talk, TALK_FORWARD, 0, effects); return true;
	case ACTION_UP:
	case ACTION_DOWN: return move_cursor(talk, action);
	case ACTION_NOTE: talk_note_open(app, talk, effects); return true;
	case ACTION_VALUES: talk_choose_value(app, talk, effects); return true;
	case ACTION_SAME: take_last_answer(app, talk, effects); return true;
	case ACTION_NO_ANSWER: talk_choose_no_answer(app, talk, effects); return true;
	case ACTION_GIVE_UP: talk_choose_to_give_up(app, talk, effects); return true;
	case ACTION_STEPS: talk_choose_step(app, talk, effects); return true;
	case ACTION_TAKE_AWAY: talk_choose_to_take_away(app, talk, effects); return true;
	case ACTION_BACK:
	case ACTION_PAUSE: pause(app, talk, effects); return true;
	case ACTION_SHOW_CPR: talk->show_cpr = !talk->show_cpr; return true;
	default: return false;
	}
}

static bool type(struct app *app, void *model, const struct key *key, struct effects *effects)
{
	struct talk *talk = model;
	struct entry *entry = talk->noting ? &talk->note : &talk->field;

	if (talk->walk == NULL || talk->current < 0)
		return false;
	if (!talk->noting && !talk_is_typed(talk))
		return talk_is_choice(talk) && type_choice(app, talk, key, effects);
	/* `=` in an empty field is the action, as long as there is an answer to take over. */
	if (!talk->noting && key->name == KEYNAME_CHAR && key->text[0] == '=' &&
	    str_is_empty(entry_text(entry)) && talk_last(talk) != NULL)
		return false;
	if (!entry_type(entry, key))
		return false;
	talk->restored = false;
	talk->pause_failed = false;
	return true;
}

static bool takes_text(const void *model)
{
	const struct talk *talk = model;

	return talk->walk != NULL && talk->current >= 0 && (talk->noting || talk_is_typed(talk));
}

static void tick(struct app *app, void *model, struct effects *effects)
{
	talk_draft_keep(app, model, effects);
}

static const char *heading(const struct app *app, const void *model, struct arena *arena)
{
	const struct talk *talk = model;
	const struct citizen *citizen = &talk->sitting.citizen;
	char masked[CPR_MASKED_SIZE];
	const char *text;

	(void)app;
	if (talk->walk == NULL)
		return _("Conversation");
	text = arena_printf(arena, "%s" HEADING_KEEPS "%s  %s", citizen_name(arena, citizen),
			    talk->show_cpr ? citizen->cpr : cpr_masked(citizen->cpr, masked),
			    target_group_label(citizen->target_group));
	if (talk->sitting.benefit_weeks < 0)
		return text;
	return arena_printf(arena, "%s · %s", text,
			    arena_printf(arena, _("week %d"), talk->sitting.benefit_weeks + 1));
}

static const char *progress(const struct app *app, const void *model, struct arena *arena)
{
	const struct talk *talk = model;
	int relevant = 0, here = 0;

	if (talk->walk == NULL)
		return "";
	for (int i = walk_next(talk->walk, -1); i >= 0; i = walk_next(talk->walk, i)) {
		relevant++;
		if (i == talk->current)
			here = relevant;
	}
	return arena_printf(
		arena, "%s  %d/%d  %s", talk->correcting ? _("Correction") : guide_title(talk->sitting.guide),
		here, relevant,
		arena_printf(arena, _("%d min"), (int)((app_now(app).utc_ms - talk->began) / MS_A_MINUTE)));
}

const struct screen_kind screen_conversation = {
	.id = SCREEN_CONVERSATION,
	.model_size = sizeof(struct talk),
	.enter = enter,
	.resume = resume,
	.leave = leave,
	.answered = answered,
	.act = act,
	.type = type,
	.takes_text = takes_text,
	.tick = tick,
	.heading = heading,
	.progress = progress,
	.view = talk_view,
};
