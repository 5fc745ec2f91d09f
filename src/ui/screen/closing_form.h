/* closing_form.h - the closing screen's model and its form; private to src/ui/screen/closing*.c. */
#ifndef SAMTALE_UI_SCREEN_CLOSING_FORM_H
#define SAMTALE_UI_SCREEN_CLOSING_FORM_H

#include "ui/screen/closing.h"
#include "ui/widget/form.h"

enum closing_field {
	CLOSING_STEP,
	CLOSING_OWNER,
	CLOSING_DUE,
	CLOSING_DATE,
	CLOSING_TIME,
	CLOSING_TYPE,
	CLOSING_FORM,
	CLOSING_SUMMARY
};

#define CLOSING_OWNERS (STEP_OWNER_OTHER + 1)
#define CLOSING_WORDS 12

/* A text that can be half written: what the form began with, and what the database holds. */
struct closing_text {
	const char *place;
	int field;
	const char *offered; /* from the answers */
	const char *found;   /* the draft */
	struct str drafted;
};

struct closing {
	struct form form; /* first: see form.h */
	const struct closing_argument *from;
	struct feed_list feeds;
	struct form_choice owners[CLOSING_OWNERS], types[CLOSING_WORDS], ways[CLOSING_WORDS];
	struct closing_text step, summary;
	struct conversation_signing signing;
	bool stale;  /* drafts are older than the answers */
	int leaving; /* drafts to be written before the screen is left */
};

/* Adds the fields and fills in what the answers say; the texts offered are noted in step and summary. */
void closing_form_fill(struct app *app, struct closing *closing);
/* Notes what was chosen, for the next time the conversation is closed. */
void closing_form_keep(const struct closing *closing);
/* What would be signed, from the fields as they are understood now. */
void closing_gather(struct app *app, struct closing *closing);
/* The field conversation_may_sign() objects to. */
int closing_field_at_fault(const struct closing *closing, struct date today);
/* After an assessed event: what the caseworker goes on with by hand, and its key; "" nothing. Translated,
 * static. */
const char *closing_goes_on(const struct app *app, const struct closing *closing);
/* All of it as it is read before signing; "man 7 dec 2026 kl. 09:00, jobsamtale, fremmøde". In the arena. */
const char *closing_review_text(const struct closing *closing, struct arena *arena);
const char *closing_next_text(const struct appointment *next, struct arena *arena);
/* What is said once it is signed. In the arena. */
const char *closing_signed_text(const struct closing *closing, struct arena *arena);

#endif
