/* form_draft.c - what was typed into a form outlives the form: Esc, F3, a power cut, another day.
 *
 * One draft a form and what it is about, local to this machine and to the caseworker. Only what a person changed is
 * kept, a line a field ("reason=..."), so that a form that comes back begins with today's date and today's choices. */
#include <string.h>

#include "samtale/base/tr.h"
#include "ui/widget/form.h"

/* A field as one piece of text. */
static const char *value_of(const struct form *form, int field)
{
	return form->fields[field].kind == FORM_CHOICE ? form_choice(form, field) : form_text(form, field);
}

static void set_value(struct form *form, int field, const char *value)
{
	if (form->fields[field].kind == FORM_CHOICE)
		form_set_choice(form, field, value);
	else
		form_set_text(form, field, value);
}

static void add_line(struct str *text, const char *name, const char *value)
{
	str_addf(text, "%s=", name);
	for (; *value != '\0'; value++) {
		if (*value == '\n')
			str_add(text, "\\n");
		else if (*value == '\\')
			str_add(text, "\\\\");
		else
			str_add_char(text, *value);
	}
	str_add_char(text, '\n');
}

static void gather(const struct form *form, struct str *text)
{
	str_clear(text);
	for (int i = 0; i < form->count; i++) {
		const char *value = value_of(form, i);

		if (form->fields[i].kind != FORM_SHOWN && !str_equal(value, form->draft.offered[i].text))
			add_line(text, form->fields[i].name, value);
	}
}

static int field_named(const struct form *form, const char *name, size_t length)
{
	for (int i = 0; i < form->count; i++)
		if (strlen(form->fields[i].name) == length && memcmp(form->fields[i].name, name, length) == 0)
			return i;
	return -1;
}

static const char *unescaped(struct arena *arena, const char *from, const char *end)
{
	char *text = arena_strndup(arena, from, (size_t)(end - from)), *to = text;

	for (const char *at = from; at < end; at++) {
		if (*at == '\\' && at + 1 < end)
			*to++ = *++at == 'n' ? '\n' : *at;
		else
			*to++ = *at;
	}
	*to = '\0';
	return text;
}

static void restore(struct form *form, struct arena *arena, const char *text)
{
	while (*text != '\0') {
		const char *end = strchr(text, '\n'), *equals = strchr(text, '=');
		int field;

		if (end == NULL || equals == NULL || equals > end)
			return;
		field = field_named(form, text, (size_t)(equals - text));
		if (field >= 0)
			set_value(form, field, unescaped(arena, equals + 1, end));
		text = end + 1;
	}
}

void form_draft_begin(struct form *form, struct app *app, const struct form_draft_place *place,
		      struct effects *effects)
{
	form->draft.place = *place;
	for (int i = 0; i < form->count; i++)
		str_set(&form->draft.offered[i], value_of(form, i));
	app_ask(app,
		(struct effect){ .kind = EFFECT_DRAFT, .draft = { place->name, place->ref, &form->draft.found } },
		effects);
}

static void put(struct form *form, struct app *app, const char *text, struct effects *effects)
{
	const struct form_draft_place *place = &form->draft.place;

	app_ask(app,
		(struct effect){ .kind = EFFECT_DRAFT_PUT,
				 .draft_put.in = { .place = place->name,
						   .ref = place->ref,
						   .citizen = place->citizen,
						   .text = text,
						   .at = app_now(app).utc_ms } },
		effects);
}

/* Puts away what has changed since the last time; false when nothing has. */
static bool keep(struct form *form, struct app *app, struct effects *effects)
{
	struct str text;
	bool changed;

	if (form->draft.place.name == NULL)
		return false;
	str_init(&text);
	gather(form, &text);
	changed = !str_equal(text.text, form->draft.kept.text);
	if (changed) {
		str_set(&form->draft.kept, text.text);
		put(form, app, form->draft.kept.text, effects);
	}
	str_done(&text);
	return changed;
}

bool form_draft_leave(struct form *form, struct app *app, struct effects *effects)
{
	form->draft.leaving = keep(form, app, effects);
	return form->draft.leaving;
}

void form_draft_drop(struct form *form, struct app *app, struct effects *effects)
{
	if (form->draft.kept.length > 0)
		put(form, app, "", effects);
}

static bool found(struct form *form, struct app *app)
{
	if (str_is_empty(form->draft.found))
		return false;
	restore(form, app_arena(app), form->draft.found);
	gather(form, &form->draft.kept);
	app_say(app, ROLE_MESSAGE, "%s", _("This is what you had begun to write."));
	return true;
}

/* One that cannot be written holds the person here once: what was typed is still on the screen. */
static void written(struct form *form, struct app *app, bool ok, const struct err *err, struct effects *effects)
{
	if (form->draft.leaving) {
		form->draft.leaving = false;
		if (ok)
			app_pop(app, effects);
		else
			app_say(app, ROLE_ERROR, "%s %s", err->text, _("F3 once more leaves it all the same."));
	} else if (!ok) {
		str_clear(&form->draft.kept);
	}
}

bool form_draft_answered(struct form *form, struct app *app, enum effect_kind kind, bool ok,
			 const struct err *err, struct effects *effects)
{
	if (kind == EFFECT_DRAFT && ok)
		return found(form, app);
	if (kind == EFFECT_DRAFT_PUT)
		written(form, app, ok, err, effects);
	return false;
}

void form_screen_tick(struct app *app, void *model, struct effects *effects)
{
	keep(model, app, effects);
}
