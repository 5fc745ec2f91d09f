/* conversation_begin.c - brings a conversation to the table: which guide, what was answered already, where to
 * go on. */
#include <string.h>

#include "samtale/base/collate.h"
#include "samtale/base/tr.h"
#include "ui/screen/conversation.h"

/* "Første samtale" and "foerste-samtale" are the same word to a booking. */
static const char *plain_word(struct arena *arena, const char *text)
{
	char *folded = collate_fold(arena, text), *to = folded;

	for (const char *from = folded; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return folded;
}

static const char *guide_called(struct app *app, const struct talk *talk)
{
	struct arena *arena = app_arena(app);
	const char *wanted = plain_word(arena, talk->wanted);

	for (size_t i = 0; i < talk->guides.count && *wanted != '\0'; i++) {
		const struct guide_entry *entry = &talk->guides.rows[i];

		if (str_equal(plain_word(arena, entry->id), wanted) ||
		    str_equal(plain_word(arena, entry->title), wanted))
			return entry->id;
	}
	return NULL;
}

static void ask_sitting(struct app *app, struct talk *talk, const char *guide, struct effects *effects)
{
	app_ask(app,
		(struct effect){ .kind = EFFECT_SITTING,
				 .sitting = { .conversation = talk->resumed,
					      .citizen = talk->citizen,
					      .appointment = talk->appointment,
					      .guide = guide,
					      .form = talk->form,
					      .out = &talk->sitting,
					      .correct = talk->correcting } },
		effects);
}

static void guide_chosen(struct app *app, void *model, size_t row, struct effects *effects)
{
	struct talk *talk = model;

	ask_sitting(app, talk, talk->guides.rows[row].id, effects);
}

/* What begins from a screen of its own is not offered. */
static void drop_measures(struct guide_list *guides)
{
	size_t kept = 0;

	for (size_t i = 0; i < guides->count; i++)
		if (!guides->rows[i].measures)
			guides->rows[kept++] = guides->rows[i];
	guides->count = kept;
}

/* The guides that are for the citizen's target group stand first. */
static void suggested_first(struct guide_list *guides)
{
	for (size_t i = 0, placed = 0; i < guides->count; i++) {
		struct guide_entry entry = guides->rows[i];

		if (!entry.suggested)
			continue;
		memmove(&guides->rows[placed + 1], &guides->rows[placed], (i - placed) * sizeof(entry));
		guides->rows[placed++] = entry;
	}
}

static void choose_guide(struct app *app, struct talk *talk, struct effects *effects)
{
	struct chooser_row *rows = arena_array(app_arena(app), talk->guides.count, sizeof(*rows));

	drop_measures(&talk->guides);
	suggested_first(&talk->guides);
	for (size_t i = 0; i < talk->guides.count; i++)
		rows[i] = (struct chooser_row){ .text = talk->guides.rows[i].title,
						.beside = talk->guides.rows[i].suggested
								  ? _("fits the target group")
								  : "" };
	app_choose(app,
		   &(struct chooser){ .title = _("Which conversation?"),
				      .rows = rows,
				      .count = talk->guides.count,
				      .chosen = guide_chosen,
				      .digits = true },
		   effects);
}

static void guides_arrived(struct app *app, struct talk *talk, struct effects *effects)
{
	const char *guide = guide_called(app, talk);

	if (guide != NULL) {
		ask_sitting(app, talk, guide, effects);
	} else if (talk->guides.count > 0) {
		choose_guide(app, talk, effects);
	} else {
		app_say(app, ROLE_ERROR, "%s",
			_("There is no conversation guide in this language. Ask the one who looks after "
			  "Samtale."));
		app_pop(app, effects);
	}
}

void talk_enter(struct app *app, struct talk *talk, const struct screen_argument *argument,
		struct effects *effects)
{
	struct arena *arena = app_arena(app);

	talk->citizen = argument->citizen;
	talk->resumed = argument->ref;
	talk->correcting = argument->number == 1;
	talk->appointment = argument->appointment;
	talk->wanted = arena_strdup(arena, argument->guide);
	talk->form = arena_strdup(arena, argument->text);
	talk->current = -1;
	entry_init(&talk->field);
	entry_init(&talk->note);
	str_init(&talk->drafted);
	str_init(&talk->ranked);
	if (talk->resumed != 0)
		ask_sitting(app, talk, talk->wanted, effects);
	else
		app_ask(app,
			(struct effect){ .kind = EFFECT_GUIDES,
					 .guides = { app_focused(app)->target_group, &talk->guides } },
			effects);
}

/* ---- the sitting ---------------------------------------------------------------------------------- */

static void build_walk(struct app *app, struct talk *talk)
{
	/* A correction asks as on the day the conversation was held. */
	talk->walk = sheet_walk(talk->sitting.guide, &talk->sitting.citizen,
				talk->correcting ? talk->sitting.correction.held : app_now(app).date,
				talk->sitting.conversation.id);
	talk->step_count = guide_steps(talk->sitting.guide, &talk->steps);
}

static void restore_answers(struct app *app, struct talk *talk)
{
	const struct conversation *conversation = &talk->sitting.conversation;

	for (size_t i = 0; i < conversation->answer_count; i++)
		walk_restore(talk->walk, &conversation->answers[i]);
	talk->note_count = 0;
	talk_make_room_for_notes(app, talk);
	for (size_t i = 0; i < conversation->answer_count; i++) {
		const struct answer *answer = &conversation->answers[i];
		int item = walk_find(talk->walk, answer->question);

		if (item >= 0)
			talk->notes[item] = answer->note;
	}
}

static void make_room_for_choices(struct app *app, struct talk *talk)
{
	const struct question *questions;
	size_t count = guide_questions(talk->sitting.guide, &questions), most = 2; /* yes and no */

	for (size_t i = 0; i < count; i++)
		if (questions[i].choice_count > most)
			most = questions[i].choice_count;
	talk->picked = arena_array(app_arena(app), most, sizeof(*talk->picked));
	talk->shown = arena_array(app_arena(app), most, sizeof(*talk->shown));
}

static bool is_open(const struct talk *talk, int question)
{
	return question >= 0 && walk_relevant(talk->walk, question) &&
	       walk_state(talk->walk, question) == ANSWER_NONE;
}

/* The question whose answer or note was half typed when the last sitting ended; -1 none. */
static int draft_question(struct app *app, struct talk *talk)
{
	static const char place[] = "conversation/";
	const struct draft *draft = &talk->latest;
	const char *name, *slash;
	int item;

	if (draft->place == NULL || draft->ref != talk->sitting.conversation.id ||
	    !str_starts(draft->place, place))
		return -1;
	name = draft->place + strlen(place);
	item = walk_find(talk->walk, name);
	slash = strrchr(name, '/');
	if (item >= 0 || slash == NULL)
		return item;
	talk->open_note = true;
	return walk_find(talk->walk, arena_strndup(app_arena(app), name, (size_t)(slash - name)));
}

static int last_answered(const struct talk *talk)
{
	const struct conversation *conversation = &talk->sitting.conversation;
	const struct answer *latest = NULL;

	for (size_t i = 0; i < conversation->answer_count; i++)
		if (latest == NULL || conversation->answers[i].at > latest->at)
			latest = &conversation->answers[i];
	return latest != NULL ? walk_find(talk->walk, latest->question) : -1;
}

/* The question to go on after: an instance that was only begun is gone into. */
static int go_on_after(struct app *app, const struct talk *talk)
{
	int item = last_answered(talk);
	struct walk_instance *instances;
	size_t count;

	if (item < 0 || walk_item_question(talk->walk, item)->type != QUESTION_REPEAT)
		return item;
	count = walk_instances(talk->walk, item, app_arena(app), &instances);
	if (count > 0 && is_open(talk, instances[count - 1].first))
		return walk_previous(talk->walk, instances[count - 1].first);
	return item;
}

/* The half-typed text; else where it was paused; else the next question without an answer after the latest
 * answer. The position may be older than the answers, when the machine stopped without a pause. */
static int start_question(struct app *app, struct talk *talk)
{
	int question = draft_question(app, talk),
	    position = walk_find(talk->walk, talk->sitting.conversation.position);

	if (question >= 0 && walk_relevant(talk->walk, question))
		return question;
	talk->open_note = false;
	if (talk->correcting)
		return position >= 0 && walk_relevant(talk->walk, position) ? position
									    : walk_next(talk->walk, -1);
	if (is_open(talk, position))
		return position;
	question = walk_next(talk->walk, go_on_after(app, talk));
	while (question >= 0 && !is_open(talk, question))
		question = walk_next(talk->walk, question);
	if (question >= 0)
		return question;
	question = walk_first_missing(talk->walk);
	return question >= 0 ? question : walk_previous(talk->walk, -1);
}

static void sit_down(struct app *app, struct talk *talk, struct effects *effects)
{
	build_walk(app, talk);
	restore_answers(app, talk);
	make_room_for_choices(app, talk);
	talk->language = tr_language();
	talk->closing = (struct closing_argument){ .conversation = &talk->sitting.conversation,
						   .guide = talk->sitting.guide,
						   .walk = talk->walk,
						   .answers_changed = &talk->answers_changed,
						   .choices = &talk->choices,
						   .is_signed = &talk->is_signed };
	talk->correction = (struct correction_argument){ .sitting = &talk->sitting,
							 .now = { .guide = talk->sitting.guide,
								  .walk = talk->walk,
								  .notes = talk->notes,
								  .note_count = talk->note_count },
							 .is_signed = &talk->is_signed };
	if (talk->began == 0)
		talk->began = app_now(app).utc_ms;
	app_ask(app, (struct effect){ .kind = EFFECT_DRAFT_LATEST, .draft_latest.out = &talk->latest },
		effects);
}

static void say_resumed(struct app *app, const struct talk *talk)
{
	const struct conversation *conversation = &talk->sitting.conversation;
	const char *began = date_long(app_arena(app), conversation->started);
	int answered, relevant;

	if (talk->correcting) {
		app_say(app, ROLE_MESSAGE,
			_("You correct the conversation from %s. What is signed stands until you sign the new "
			  "version."),
			date_long(app_arena(app), talk->sitting.correction.held));
		return;
	}
	walk_count(talk->walk, &relevant, &answered);
	if (!talk->sitting.same_guide && conversation->guide_version != guide_version(talk->sitting.guide))
		app_say(app, ROLE_MESSAGE,
			_("The guide has changed since %s. Answers to questions that are gone are kept."),
			began);
	else if (answered > 0)
		app_say(app, ROLE_MESSAGE,
			_("You go on with the conversation from %s: %d of %d questions are answered."), began,
			answered, relevant);
}

static void start(struct app *app, struct talk *talk, struct effects *effects)
{
	int question = talk->reached != NULL ? walk_find(talk->walk, talk->reached) : -1;

	if (question < 0) {
		question = start_question(app, talk);
		say_resumed(app, talk);
	}
	if (question < 0) {
		app_say(app, ROLE_ERROR, "%s",
			_("This guide has no question for this citizen. Choose another one."));
		app_pop(app, effects);
		return;
	}
	talk_arrive(app, talk, question, effects);
}

void talk_arrived(struct app *app, struct talk *talk, enum effect_kind kind, bool ok, struct effects *effects)
{
	if (kind == EFFECT_DRAFT_LATEST) {
		if (!ok)
			talk->latest = (struct draft){ .place = NULL };
		start(app, talk, effects);
	} else if (!ok) {
		app_pop(app, effects);
	} else if (kind == EFFECT_GUIDES) {
		guides_arrived(app, talk, effects);
	} else {
		sit_down(app, talk, effects);
	}
}

void talk_reload(struct app *app, struct talk *talk, struct effects *effects)
{
	talk_draft_keep(app, talk, effects);
	talk->reached = talk->current < 0
				? NULL
				: arena_strdup(app_arena(app), walk_item_path(talk->walk, talk->current));
	walk_free(talk->walk);
	guide_free(talk->sitting.guide);
	talk->walk = NULL;
	talk->sitting.guide = NULL;
	talk->resumed = talk->sitting.conversation.id;
	ask_sitting(app, talk, talk->sitting.conversation.guide, effects);
}

void talk_leave(struct talk *talk)
{
	walk_free(talk->walk);
	guide_free(talk->sitting.guide);
	entry_done(&talk->field);
	entry_done(&talk->note);
	str_done(&talk->drafted);
	str_done(&talk->ranked);
}
