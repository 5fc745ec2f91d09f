#include "ui/widget/form.h"

#include "samtale/base/tr.h"

size_t form_choices(struct form_choice *choices, size_t room, const struct word *words)
{
	size_t count = 0;

	for (; words->word != NULL && count < room; words++)
		choices[count++] = (struct form_choice){ words->word, words->label };
	return count;
}

void form_init(struct form *form)
{
	*form = (struct form){ .count = 0 };
	str_init(&form->draft.kept);
}

void form_done(struct form *form)
{
	for (int i = 0; i < form->count; i++)
		entry_done(&form->entries[i]);
	for (int i = 0; i < form->count; i++)
		str_done(&form->draft.offered[i]);
	str_done(&form->draft.kept);
}

int form_add(struct form *form, const struct form_field *field)
{
	int index = form->count++;

	if (index >= FORM_FIELDS_MAX)
		BUG("a form has too many fields");
	form->fields[index] = *field;
	entry_init(&form->entries[index]);
	str_init(&form->draft.offered[index]);
	form->chosen[index] = FORM_CHOICE_NONE;
	form->dates[index] = DATE_NONE;
	form->minutes[index] = -1;
	form->hidden[index] = false;
	return index;
}

void form_set_text(struct form *form, int field, const char *text)
{
	entry_set(&form->entries[field], text);
}

void form_set_date(struct form *form, int field, struct date date)
{
	char iso[DATE_ISO_SIZE];

	form->dates[field] = date;
	entry_set(&form->entries[field], date_iso(date, iso));
}

void form_set_time(struct form *form, int field, int minute)
{
	char text[8] = "";

	if (minute >= 0) {
		text[0] = (char)('0' + minute / 600);
		text[1] = (char)('0' + minute / 60 % 10);
		text[2] = ':';
		text[3] = (char)('0' + minute % 60 / 10);
		text[4] = (char)('0' + minute % 10);
		text[5] = '\0';
	}
	form->minutes[field] = minute;
	entry_set(&form->entries[field], text);
}

void form_set_choice(struct form *form, int field, const char *name)
{
	form->chosen[field] = FORM_CHOICE_NONE;
	for (size_t i = 0; name != NULL && i < form->fields[field].choice_count; i++)
		if (str_equal(form->fields[field].choices[i].name, name))
			form->chosen[field] = i;
}

const char *form_text(const struct form *form, int field)
{
	return entry_text(&form->entries[field]);
}

struct date form_date(const struct form *form, int field)
{
	return form->dates[field];
}

int form_minute(const struct form *form, int field)
{
	return form->minutes[field];
}

const char *form_choice(const struct form *form, int field)
{
	size_t chosen = form->chosen[field];

	return chosen == FORM_CHOICE_NONE ? "" : form->fields[field].choices[chosen].name;
}

void form_hide(struct form *form, int field, bool hidden)
{
	form->hidden[field] = hidden;
}

static bool is_typed(enum form_field_kind kind)
{
	return kind == FORM_TEXT || kind == FORM_LINES || kind == FORM_DATE || kind == FORM_TIME;
}

static bool can_focus(const struct form *form, int field)
{
	return !form->hidden[field] && form->fields[field].kind != FORM_SHOWN;
}

void form_focus(struct form *form, int field)
{
	form->focus = field;
	form->reviewing = false;
}

/* The next field in direction step (+1, -1); the same one when there is none. */
static int neighbour(const struct form *form, int step)
{
	for (int i = form->focus + step; i >= 0 && i < form->count; i += step)
		if (can_focus(form, i))
			return i;
	return form->focus;
}

static bool is_empty(const struct form *form, int field)
{
	if (form->fields[field].kind == FORM_CHOICE)
		return form->chosen[field] == FORM_CHOICE_NONE;
	return str_is_empty(form_text(form, field));
}

/* Understands what stands in a field. False, with the reason in the message row, when it is not acceptable. */
static bool understand(struct form *form, struct app *app, int field)
{
	const char *text = form_text(form, field);
	struct err err;

	if (is_empty(form, field)) {
		form->dates[field] = DATE_NONE;
		form->minutes[field] = -1;
		if (!form->fields[field].required)
			return true;
		app_say(app, ROLE_ERROR, _("“%s” must be filled in."), tr(form->fields[field].label));
		return false;
	}
	if (form->fields[field].kind == FORM_DATE &&
	    !date_parse_typed(text, app_now(app).date, &form->dates[field], &err)) {
		app_say_error(app, &err);
		return false;
	}
	if (form->fields[field].kind == FORM_TIME && !time_parse(text, &form->minutes[field])) {
		app_say(app, ROLE_ERROR, _("“%s” is no time of day. Write for example 9:30."), text);
		return false;
	}
	return true;
}

static bool understand_all(struct form *form, struct app *app)
{
	for (int i = 0; i < form->count; i++) {
		if (!can_focus(form, i))
			continue;
		if (!understand(form, app, i)) {
			form_focus(form, i);
			return false;
		}
	}
	return true;
}

void form_review(struct form *form, struct app *app, const char *review)
{
	form->reviewing = true;
	form->review = review;
	form->review_language = tr_language();
	form->review_top = 0;
	app_flush(app);
}

static enum form_result go_on(struct form *form, struct app *app)
{
	int next = neighbour(form, 1);

	if (!understand(form, app, form->focus))
		return FORM_KEPT;
	if (next != form->focus) {
		form->focus = next;
		return FORM_KEPT;
	}
	return understand_all(form, app) ? FORM_CHECKED : FORM_KEPT;
}

/* ---- keys --------------------------------------------------------------------------------------- */

/* Digits choose directly; letters of nothing. True when the key meant a choice. */
static bool type_choice(struct form *form, const struct key *key)
{
	size_t count = form->fields[form->focus].choice_count;
	size_t *chosen = &form->chosen[form->focus];

	if (key->name == KEYNAME_CHAR && key->text[0] >= '1' && key->text[0] <= '9') {
		size_t row = (size_t)(key->text[0] - '1');

		if (row >= count)
			return false;
		*chosen = row;
		form->focus = neighbour(form, 1);
		return true;
	}
	if (key->name == KEYNAME_RIGHT || (key->name == KEYNAME_CHAR && key->text[0] == ' ')) {
		*chosen = *chosen == FORM_CHOICE_NONE || *chosen + 1 >= count ? 0 : *chosen + 1;
		return true;
	}
	if (key->name == KEYNAME_LEFT) {
		*chosen = *chosen == FORM_CHOICE_NONE || *chosen == 0 ? count - 1 : *chosen - 1;
		return true;
	}
	return false;
}

enum form_result form_type(struct form *form, struct app *app, const struct key *key)
{
	if (form->count == 0)
		return FORM_NOT_MINE;
	if (form->reviewing)
		return form_review_scroll(form, app, key) ? FORM_KEPT : FORM_NOT_MINE;
	if (key->name == KEYNAME_UP || key->name == KEYNAME_DOWN) {
		if (understand(form, app, form->focus) || key->name == KEYNAME_UP)
			form->focus = neighbour(form, key->name == KEYNAME_UP ? -1 : 1);
		return FORM_KEPT;
	}
	if (is_typed(form->fields[form->focus].kind))
		return entry_type(&form->entries[form->focus], key) ? FORM_KEPT : FORM_NOT_MINE;
	return type_choice(form, key) ? FORM_KEPT : FORM_NOT_MINE;
}

static const int date_offers[] = { 0, 1, 7, 14, 21, 28 };

/* The form is the first member of the model, so a model pointer is a form pointer. */
static void choice_taken(struct app *app, void *model, size_t row, struct effects *effects)
{
	struct form *form = model;

	(void)effects;
	if (form->fields[form->focus].kind == FORM_DATE)
		form_set_date(form, form->focus, date_add_days(app_now(app).date, date_offers[row]));
	else
		form->chosen[form->focus] = row;
	form->focus = neighbour(form, 1);
}

static void offer_values(struct form *form, struct app *app, struct effects *effects)
{
	const struct form_field *field = &form->fields[form->focus];
	struct chooser_row rows[64] = { { 0 } };
	size_t count = 0;
	struct arena *arena = app_arena(app);

	if (field->kind == FORM_CHOICE) {
		for (; count < field->choice_count && count < LENGTH(rows); count++)
			rows[count] = (struct chooser_row){ tr(field->choices[count].label), NULL,
							    count == form->chosen[form->focus] };
	} else if (field->kind == FORM_DATE) {
		for (; count < LENGTH(date_offers); count++) {
			struct date date = date_add_days(app_now(app).date, date_offers[count]);

			rows[count] = (struct chooser_row){ date_long(arena, date),
							    date_relative(arena, date, app_now(app).date), false };
		}
	} else {
		app_say(app, ROLE_MESSAGE, "%s", _("Here you write freely; there is no list."));
		return;
	}
	app_choose(app, &(struct chooser){ tr(field->label), rows, count, choice_taken }, effects);
}

enum form_result form_act(struct form *form, struct app *app, enum action action, struct effects *effects)
{
	if (form->count == 0)
		return FORM_NOT_MINE;
	switch (action) {
	case ACTION_FINISH:
		if (form->reviewing)
			return FORM_CONFIRMED;
		return understand_all(form, app) ? FORM_CHECKED : FORM_KEPT;
	case ACTION_BACK:
		if (!form->reviewing)
			return form_draft_leave(form, app, effects) ? FORM_KEPT : FORM_NOT_MINE;
		form->reviewing = false;
		return FORM_KEPT;
	case ACTION_LEAVE: return form_draft_leave(form, app, effects) ? FORM_KEPT : FORM_NOT_MINE;
	case ACTION_FIELD_NEXT:
		if (form->reviewing)
			app_say(app, ROLE_MESSAGE, "%s", _("F10 confirms; Esc goes back to the fields."));
		return form->reviewing ? FORM_KEPT : go_on(form, app);
	case ACTION_FIELD_PREVIOUS:
		form->reviewing = false;
		form->focus = neighbour(form, -1);
		return FORM_KEPT;
	case ACTION_VALUES:
		if (!form->reviewing)
			offer_values(form, app, effects);
		return FORM_KEPT;
	default:
		return FORM_NOT_MINE;
	}
}

bool form_takes_text(const struct form *form)
{
	return !form->reviewing && form->count > 0 && is_typed(form->fields[form->focus].kind);
}

static void follow(struct form *form)
{
	if (form->screen != NULL && form->screen->follow != NULL)
		form->screen->follow(form);
}

bool form_screen_act(struct app *app, void *model, enum action action, struct effects *effects)
{
	struct form *form = model;
	enum form_result result = form_act(form, app, action, effects);

	if (result != FORM_NOT_MINE)
		follow(form);
	if (result == FORM_CHECKED)
		form->screen->examine(app, model, effects);
	if (result == FORM_CONFIRMED)
		form->screen->confirm(app, model, effects);
	return result != FORM_NOT_MINE;
}

bool form_screen_type(struct app *app, void *model, const struct key *key, struct effects *effects)
{
	(void)effects;
	if (form_type(model, app, key) == FORM_NOT_MINE)
		return false;
	follow(model);
	return true;
}

void form_screen_done(struct app *app, void *model, const char *said, struct effects *effects)
{
	form_draft_drop(model, app, effects);
	app_pop(app, effects);
	app_say(app, ROLE_GOOD, "%s", said);
}

bool form_screen_takes_text(const void *model)
{
	return form_takes_text(model);
}

void form_screen_leave(void *model)
{
	form_done(model);
}

void form_screen_resume(struct app *app, void *model, struct effects *effects)
{
	struct form *form = model;

	(void)app;
	(void)effects;
	if (form->reviewing && form->review_language != tr_language())
		form->reviewing = false;
}
