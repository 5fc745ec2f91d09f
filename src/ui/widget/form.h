/* form.h - a screen of fields: text, dates, times, choices; then a review; then the confirmation.
 *
 * Enter keeps a field and goes on; F10 checks everything and shows the review, F10 again confirms. A field that is not
 * acceptable keeps what was typed and says why in the message row. The same form serves availability checks, no-shows,
 * notifications, bookings, steps in a case and closing a conversation, so they all answer to the same keys. The form is
 * the first member of its screen's model. */
#ifndef SAMTALE_UI_WIDGET_FORM_H
#define SAMTALE_UI_WIDGET_FORM_H

#include "samtale/base/tr.h"
#include "samtale/domain/word.h"
#include "ui/core/screen.h"
#include "ui/widget/entry.h"
#include "ui/widget/wrap.h"

enum form_field_kind { FORM_TEXT, FORM_LINES, FORM_DATE, FORM_TIME, FORM_CHOICE, FORM_SHOWN };

struct form_choice {
	const char *name;  /* stored */
	const char *label; /* msgid, or text already in the right language (tr of an unknown text is itself) */
};

struct form_field {
	enum form_field_kind kind;
	const char *name;
	const char *label; /* msgid */
	const char *hint;  /* msgid, shown below while the field has the focus; NULL none */
	bool required;
	const struct form_choice *choices; /* CHOICE; must outlive the form */
	size_t choice_count;
};

/* The words of a table as choices, `room` at the most; returns how many. */
size_t form_choices(struct form_choice *choices, size_t room, const struct word *words);

#define FORM_FIELDS_MAX 12
#define FORM_CHOICE_NONE SIZE_MAX

/* Where a form's half-typed text is kept: a name that lives as long as the program, and what the form is about. */
struct form_draft_place {
	const char *name; /* "check"; NULL: the form keeps none */
	int64_t ref, citizen;
};

struct form_draft {
	struct form_draft_place place;
	struct str offered[FORM_FIELDS_MAX]; /* as the screen filled the fields itself */
	struct str kept;                     /* as last put away */
	const char *found;
	bool leaving; /* the screen goes when the draft is written */
};

/* What a screen does with its form beside filling it; model is the screen's. Lives as long as the program. */
struct form_screen {
	void (*follow)(void *model); /* hides and shows fields from what others hold, after every change; NULL none */
	/* Every field is acceptable: the screen checks the whole, then form_review() or says what is wrong; where
	 * nothing is reviewed it asks for what was filled in, and confirm is NULL. */
	void (*examine)(struct app *app, void *model, struct effects *effects);
	void (*confirm)(struct app *app, void *model, struct effects *effects); /* asks for what was reviewed */
};

struct form {
	const struct form_screen *screen; /* set by the screen that uses form_screen_act() */
	struct form_field fields[FORM_FIELDS_MAX];
	struct entry entries[FORM_FIELDS_MAX]; /* what is typed; SHOWN: the text */
	size_t chosen[FORM_FIELDS_MAX];        /* CHOICE */
	struct date dates[FORM_FIELDS_MAX];    /* DATE: as understood, DATE_NONE when empty or not understood */
	int minutes[FORM_FIELDS_MAX];          /* TIME: -1 */
	bool hidden[FORM_FIELDS_MAX];          /* set by the screen from other fields' values */
	int count, focus;
	bool reviewing;
	const char *review; /* the screen's */
	enum language review_language;
	int review_top; /* the first line of the review that is on the screen */
	struct form_draft draft;
};

void form_init(struct form *form);
void form_done(struct form *form);
/* Appends a copy of the field; returns its index. */
int form_add(struct form *form, const struct form_field *field);

void form_set_text(struct form *form, int field, const char *text);
void form_set_date(struct form *form, int field, struct date date); /* shown as it is typed: ISO */
void form_set_time(struct form *form, int field, int minute);
void form_set_choice(struct form *form, int field, const char *name); /* unknown or NULL: none */

const char *form_text(const struct form *form, int field); /* blanks around removed by the check, not here */
struct date form_date(const struct form *form, int field);
int form_minute(const struct form *form, int field);
const char *form_choice(const struct form *form, int field); /* "" none */
void form_hide(struct form *form, int field, bool hidden);

enum form_result {
	FORM_NOT_MINE, /* the key or action is somebody else's, or there are no fields yet */
	FORM_KEPT,     /* handled; a field may have changed */
	FORM_CHECKED, /* F10: every field is acceptable. The screen checks the whole, then form_review() or says what is
			 wrong */
	FORM_CONFIRMED /* F10 on the review */
};

/* Keys before the keymap: letters into text fields, digits and letters into choices. */
enum form_result form_type(struct form *form, struct app *app, const struct key *key);
/* FIELD_NEXT, FIELD_PREVIOUS, UP, DOWN, VALUES, FINISH, BACK (leaves the review), LEAVE (while a draft is kept). */
enum form_result form_act(struct form *form, struct app *app, enum action action, struct effects *effects);
bool form_takes_text(const struct form *form);
/* Show the review, a text in the screen's arena: all is readable before it is confirmed. The confirmation drops
 * type-ahead. A review that is longer than the screen scrolls by arrows, PgUp, PgDn, Home, End. */
void form_review(struct form *form, struct app *app, const char *review);
/* Put the focus on a field that the whole check found wrong. */
void form_focus(struct form *form, int field);

/* ---- drafts: form_draft.c. A form that has begun one is left by Esc and F3 without losing what was typed. */

/* After the fields are there and filled: what a person changes from here on is kept. */
void form_draft_begin(struct form *form, struct app *app, const struct form_draft_place *place,
		      struct effects *effects);
/* From the screen's answered(). True: fields have got their text back. May leave the screen. */
bool form_draft_answered(struct form *form, struct app *app, enum effect_kind kind, bool ok,
			 const struct err *err, struct effects *effects);
/* BACK and LEAVE: true when the draft is written first and the screen goes then. form_act() calls it. */
bool form_draft_leave(struct form *form, struct app *app, struct effects *effects);
/* What was typed has become a record. */
void form_draft_drop(struct form *form, struct app *app, struct effects *effects);
void form_screen_tick(struct app *app, void *model, struct effects *effects);

/* For a screen's table, where the form is all there is to type into. */
bool form_screen_act(struct app *app, void *model, enum action action, struct effects *effects);
bool form_screen_type(struct app *app, void *model, const struct key *key, struct effects *effects);
bool form_screen_takes_text(const void *model);
void form_screen_leave(void *model);
/* What was confirmed is saved: the draft goes, the screen too, and the message row says so. */
void form_screen_done(struct app *app, void *model, const char *said, struct effects *effects);
/* A review in the other language goes back to the fields, which follow it. */
void form_screen_resume(struct app *app, void *model, struct effects *effects);
/* All of these, as rows of the screen's table; with an act() of its own that hands what it does not know to
 * form_screen_act(). */
#define FORM_SCREEN_ROWS FORM_SCREEN_ROWS_BUT_ACT, .act = form_screen_act
#define FORM_SCREEN_ROWS_BUT_ACT                                                                                   \
	.resume = form_screen_resume, .leave = form_screen_leave, .type = form_screen_type,                          \
	.takes_text = form_screen_takes_text, .tick = form_screen_tick
/* The whole view: a title, then fields or review. Nothing but the cursor while the form has no fields yet. */
void form_screen_view(const struct form *form, const struct app *app, const char *title, struct cells *cells,
		      struct area area, struct arena *arena);

/* The fields, or the review and how to confirm it. */
void form_view(const struct form *form, const struct app *app, struct cells *cells, struct area area,
	       struct arena *arena);
/* form_view.c, for form_type(): true when the key scrolled the review. */
bool form_review_scroll(struct form *form, struct app *app, const struct key *key);

#endif
