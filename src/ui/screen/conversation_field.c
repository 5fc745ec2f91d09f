/* conversation_field.c - the field of the question under the cursor: its answer, its draft, its choices. */
#include <stdio.h>
#include <string.h>

#include "ui/screen/conversation.h"

const struct question *talk_question(const struct talk *talk)
{
	return walk_item_question(talk->walk, talk->current);
}

bool talk_is_typed(const struct talk *talk)
{
	const struct question *question = talk_question(talk);

	return question->choice_count == 0 && question->type != QUESTION_NOTE &&
	       question->type != QUESTION_CALCULATE && !question->read_only;
}

bool talk_is_choice(const struct talk *talk)
{
	return talk_question(talk)->choice_count > 0 && !talk_question(talk)->read_only;
}

bool talk_is_one_choice(const struct talk *talk)
{
	enum question_type type = talk_question(talk)->type;

	return type == QUESTION_SELECT_ONE || type == QUESTION_ACKNOWLEDGE || type == QUESTION_REPEAT;
}

const struct guide_step *talk_step(const struct talk *talk, int item)
{
	return &talk->steps[walk_item_step(talk->walk, item)];
}

void talk_make_room_for_notes(struct app *app, struct talk *talk)
{
	int count = walk_items(talk->walk);
	const char **notes;

	if (count <= talk->note_count)
		return;
	notes = arena_array(app_arena(app), (size_t)count, sizeof(*notes));
	for (int i = 0; i < count; i++)
		notes[i] = i < talk->note_count ? talk->notes[i] : "";
	talk->notes = notes;
	talk->note_count = count;
	talk->correction.now.notes = notes;
	talk->correction.now.note_count = count;
}

bool talk_is_missing(const struct talk *talk, int question)
{
	enum answer_state state = walk_state(talk->walk, question);

	return walk_required(talk->walk, question) &&
	       (state == ANSWER_NONE || state == ANSWER_PARKED || state == ANSWER_ASKED);
}

/* ---- what stands in it ---------------------------------------------------------------------------- */

/* Is `name` among the names parted by blanks? */
static bool is_named(const char *names, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = names; (at = strstr(at, name)) != NULL; at += length)
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

static bool put_choice(struct talk *talk, const char *name)
{
	talk->cursor = TALK_NO_CHOICE;
	for (size_t i = 0; i < talk->shown_count; i++)
		if (str_equal(talk_question(talk)->choices[talk->shown[i]].name, name))
			talk->cursor = i;
	return talk->cursor != TALK_NO_CHOICE || str_is_empty(name);
}

bool talk_field_put(struct talk *talk, const char *text)
{
	const struct question *question = talk_question(talk);
	bool any = false;

	if (talk_is_choice(talk) && talk_is_one_choice(talk))
		return put_choice(talk, text);
	if (question->type == QUESTION_RANK && talk_is_choice(talk)) {
		str_set(&talk->ranked, text);
		return true;
	}
	if (question->type != QUESTION_SELECT_MULTIPLE || !talk_is_choice(talk)) {
		entry_set(&talk->field, text);
		return true;
	}
	memset(talk->picked, 0, question->choice_count * sizeof(*talk->picked));
	for (size_t i = 0; i < talk->shown_count; i++) {
		size_t choice = talk->shown[i];

		talk->picked[choice] = is_named(text, question->choices[choice].name);
		any |= talk->picked[choice];
	}
	return any || str_is_empty(text);
}

const char *talk_composed(const struct talk *talk, struct arena *arena)
{
	const struct question *question = talk_question(talk);
	const char *names = "";

	if (talk_is_typed(talk))
		return entry_text(&talk->field);
	if (question->type == QUESTION_RANK && talk_is_choice(talk))
		return arena_strdup(arena, talk->ranked.text);
	if (question->type != QUESTION_SELECT_MULTIPLE || !talk_is_choice(talk))
		return walk_value(talk->walk, talk->current);
	for (size_t i = 0; i < question->choice_count; i++)
		if (talk->picked[i])
			names = arena_printf(arena, "%s%s%s", names, *names != '\0' ? " " : "",
					     question->choices[i].name);
	return names;
}

const char *talk_baseline(const struct talk *talk)
{
	return talk->unsaved ? "" : walk_value(talk->walk, talk->current);
}

/* People write 7,5; it is stored with a point. */
static const char *with_point(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text), *comma = strchr(copy, ',');

	if (comma != NULL)
		*comma = '.';
	return copy;
}

/* "24/11 14:30": a date as people type it, and a time after the last blank. */
static bool stored_moment(struct app *app, const char *text, const char **value, struct err *err)
{
	struct arena *arena = app_arena(app);
	const char *trimmed = text + strspn(text, " "), *blank = strrchr(trimmed, ' ');
	char iso[DATE_ISO_SIZE];
	struct date date;

	*value = trimmed;
	if (blank == NULL)
		return true;
	if (!date_parse_typed(arena_strndup(arena, trimmed, (size_t)(blank - trimmed)), app_now(app).date,
			      &date, err))
		return false;
	*value = arena_printf(arena, "%sT%s", date_iso(date, iso), blank + 1);
	return true;
}

bool talk_stored(struct app *app, const struct talk *talk, const char *text, const char **value,
		 struct err *err)
{
	struct arena *arena = app_arena(app);
	struct date date;

	*value = text;
	if (talk_question(talk)->type == QUESTION_DECIMAL)
		*value = with_point(arena, text);
	if (talk_question(talk)->type == QUESTION_DATETIME)
		return stored_moment(app, text, value, err);
	if (talk_question(talk)->type != QUESTION_DATE)
		return true;
	if (!date_parse_typed(text, app_now(app).date, &date, err))
		return false;
	*value = date_iso(date, arena_alloc(arena, DATE_ISO_SIZE));
	return true;
}

/* ---- drafts --------------------------------------------------------------------------------------- */

static const char *place(struct app *app, const struct talk *talk)
{
	return arena_printf(app_arena(app), "conversation/%s%s", walk_item_path(talk->walk, talk->current),
			    talk->noting ? "/note" : "");
}

static void ask_draft(struct app *app, struct talk *talk, struct effects *effects)
{
	talk->found = NULL;
	app_ask(app,
		(struct effect){ .kind = EFFECT_DRAFT,
				 .draft = { place(app, talk), talk->sitting.conversation.id, &talk->found } },
		effects);
}

static void restore(struct talk *talk)
{
	if (str_is_empty(talk->found) || str_equal(talk->found, talk->drafted.text))
		return;
	str_set(&talk->drafted, talk->found);
	talk->restored = true;
	if (talk->noting)
		entry_set(&talk->note, talk->found);
	else
		talk_field_put(talk, talk->found);
}

void talk_draft_found(struct app *app, struct talk *talk, struct effects *effects)
{
	bool open_note = talk->open_note;

	talk->open_note = false;
	restore(talk);
	if (open_note)
		talk_note_open(app, talk, effects);
}

void talk_draft_gone(struct talk *talk)
{
	str_set(&talk->drafted, talk->noting ? talk->notes[talk->current] : talk_baseline(talk));
}

void talk_draft_keep(struct app *app, struct talk *talk, struct effects *effects)
{
	struct arena *arena = app_arena(app);
	const char *text, *unchanged;

	if (talk->walk == NULL || talk->current < 0)
		return;
	text = talk->noting ? entry_text(&talk->note) : talk_composed(talk, arena);
	unchanged = talk->noting ? talk->notes[talk->current] : talk_baseline(talk);
	if (str_equal(text, talk->drafted.text))
		return;
	str_set(&talk->drafted, text);
	app_ask(app,
		(struct effect){
			.kind = EFFECT_DRAFT_PUT,
			.draft_put.in = { .place = place(app, talk),
					  .ref = talk->sitting.conversation.id,
					  .citizen = talk->sitting.citizen.id,
					  .text = str_equal(text, unchanged) ? "" : arena_strdup(arena, text),
					  .at = app_now(app).utc_ms } },
		effects);
}

/* ---- arriving ------------------------------------------------------------------------------------- */

static void refocus(struct app *app, const struct talk *talk)
{
	const struct citizen *citizen = &talk->sitting.citizen;
	struct focus focus = *app_focused(app);

	focus.citizen = citizen->id;
	snprintf(focus.who, sizeof(focus.who), "%s %s", citizen->given_names, citizen->surname);
	focus.appointment = talk->sitting.conversation.appointment;
	focus.conversation = talk->sitting.conversation.id;
	focus.insured = citizen_is_insured(citizen);
	focus.target_group = citizen->target_group;
	focus.correcting = talk->correcting;
	focus.has_last_answer = talk_last(talk) != NULL;
	focus.in_instance = walk_repeat_is_open(talk->walk, walk_repeat_of(talk->walk, talk->current));
	app_focus(app, &focus);
}

void talk_arrive(struct app *app, struct talk *talk, int question, struct effects *effects)
{
	talk->current = question;
	talk->noting = false;
	talk->unsaved = false;
	talk->restored = false;
	talk->cursor = TALK_NO_CHOICE;
	talk_make_room_for_notes(app, talk);
	talk->shown_count = walk_choices(talk->walk, question, talk->shown,
					 talk_question(talk)->choice_count);
	entry_set(&talk->field, "");
	talk_field_put(talk, walk_value(talk->walk, question));
	if (walk_state(talk->walk, question) == ANSWER_NONE)
		talk_field_put(talk, walk_exported(talk->walk, question));
	str_set(&talk->drafted, talk_composed(talk, app_arena(app)));
	refocus(app, talk);
	ask_draft(app, talk, effects);
}

void talk_note_open(struct app *app, struct talk *talk, struct effects *effects)
{
	talk_draft_keep(app, talk, effects);
	talk->noting = true;
	talk->restored = false;
	entry_set(&talk->note, talk->notes[talk->current]);
	talk_draft_gone(talk);
	ask_draft(app, talk, effects);
}

void talk_note_close(struct app *app, struct talk *talk, struct effects *effects)
{
	talk_draft_keep(app, talk, effects);
	talk->noting = false;
	talk->restored = false;
	str_set(&talk->drafted, talk_composed(talk, app_arena(app)));
}

/* ---- last time ------------------------------------------------------------------------------------ */

const struct last_answer *talk_last(const struct talk *talk)
{
	const struct last_answers *last = &talk->sitting.last;

	for (size_t i = 0; i < last->count; i++)
		if (str_equal(last->rows[i].question, walk_item_path(talk->walk, talk->current)) &&
		    !str_is_empty(last->rows[i].value))
			return &last->rows[i];
	return NULL;
}

static const char *labels_text(const struct question *question, const char *names, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < question->choice_count; i++)
		if (is_named(names, question->choices[i].name))
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? ", " : "",
					    question->choices[i].label);
	return *text != '\0' ? text : names;
}

const char *talk_value_text(const struct talk *talk, const char *value, struct arena *arena)
{
	const struct question *question = talk_question(talk);
	struct date date;

	if (talk_is_choice(talk))
		return labels_text(question, value, arena);
	if (question->type == QUESTION_DATE && date_parse_iso(value, &date))
		return date_long(arena, date);
	return value;
}
