/* conversation.h - what the files of the conversation screen share; private to src/ui/screen.
 *
 * conversation.c turns keys into what follows, _begin.c brings a conversation to the table, _field.c is the
 * field of the question under the cursor, _answer.c writes and moves on, _offer.c shows lists to choose from,
 * _view.c paints.
 *
 * An answer is written before the cursor leaves its question: the move waits for the answer to EFFECT_ANSWER,
 * and when the write failed the question stays as it is on the screen. So at most one question, the current
 * one, is ever unsaved. */
#ifndef SAMTALE_UI_SCREEN_CONVERSATION_H
#define SAMTALE_UI_SCREEN_CONVERSATION_H

#include "ui/screen/closing.h"
#include "ui/screen/correction.h"
#include "ui/screen/screens.h"
#include "ui/widget/entry.h"

#define TALK_NO_CHOICE SIZE_MAX
/* The keys that answer, in the order of the choices. Letters end before the first that is an action (o). */
#define TALK_CHOICE_KEYS "123456789abcdefghijklmn"

enum talk_move {
	TALK_STAY,
	TALK_NEXT,    /* after the last question: finish */
	TALK_FORWARD, /* after the last question: say so */
	TALK_PREVIOUS,
	TALK_TO,
	TALK_FINISH
};

struct talk {
	int64_t citizen, appointment;
	int64_t resumed;    /* the conversation to go on with, 0 begin one */
	bool correcting;    /* it is signed: what is changed becomes a new version */
	const char *wanted; /* guide id, or the booking's word for it; "" ask */
	const char *form;
	struct guide_list guides;

	struct sitting sitting; /* sitting.guide is owned */
	struct walk *walk;      /* owned; NULL until the sitting has come */
	enum language language; /* of the guide's texts */
	int64_t began;          /* this sitting, UTC ms */
	struct draft latest;
	const struct guide_step *steps;
	size_t step_count;
	const char **notes; /* by item; "" none */
	int note_count;

	int current;                /* item of the walk, -1 before the first */
	const char *reached;        /* the path of the item to go back to after a reload; NULL none */
	struct entry field;         /* what is typed */
	bool *picked;               /* by choice, SELECT_MULTIPLE */
	struct str ranked;          /* names in their order, RANK */
	size_t *shown;              /* the choices offered */
	size_t shown_count, cursor; /* cursor: among shown, or TALK_NO_CHOICE */
	struct entry note;
	bool noting;    /* the note has the cursor, not the field */
	bool open_note; /* the half-typed text that was found is a note: open it */
	bool unsaved;   /* the answer is not in the database: the last write failed or is under way */
	bool restored;  /* the field holds a draft that was found again */
	const char *found;
	struct str drafted; /* what the place under the cursor holds in the database */

	enum talk_move move; /* to make once the answer is written */
	int move_to;
	bool pause_failed, show_cpr;
	bool answers_changed, is_signed; /* shared with the closing, as are the choices */
	struct closing_choices choices;
	struct closing_argument closing;
	struct correction_argument correction;
};

/* ---- conversation_begin.c ------------------------------------------------------------------------- */

void talk_enter(struct app *app, struct talk *talk, const struct screen_argument *argument,
		struct effects *effects);
/* EFFECT_GUIDES, EFFECT_SITTING, EFFECT_DRAFT_LATEST. */
void talk_arrived(struct app *app, struct talk *talk, enum effect_kind kind, bool ok,
		  struct effects *effects);
/* The same conversation in the language now in use. */
void talk_reload(struct app *app, struct talk *talk, struct effects *effects);
void talk_leave(struct talk *talk);

/* ---- conversation_field.c ------------------------------------------------------------------------- */

const struct question *talk_question(const struct talk *talk);
bool talk_is_typed(const struct talk *talk); /* the question is answered by typing */
bool talk_is_choice(const struct talk *talk);
bool talk_is_one_choice(const struct talk *talk); /* and choosing one goes on */
/* Required, and neither answered nor said why not. */
bool talk_is_missing(const struct talk *talk, int question);
/* Puts the cursor on a question: its answer into the field, then the draft if there is one. */
void talk_arrive(struct app *app, struct talk *talk, int question, struct effects *effects);
/* EFFECT_DRAFT: what was half typed here. */
void talk_draft_found(struct app *app, struct talk *talk, struct effects *effects);
/* What stands in the field, as typed; names of the picked choices. In the arena. */
const char *talk_composed(const struct talk *talk, struct arena *arena);
/* What the field held when it was last written. */
const char *talk_baseline(const struct talk *talk);
/* Writes the draft when it is not what the database holds. */
void talk_draft_keep(struct app *app, struct talk *talk, struct effects *effects);
/* After a write that took the draft away with it. */
void talk_draft_gone(struct talk *talk);
/* The free note beside the question: into its field, and back to the question's own. What was typed stays a
 * draft. */
void talk_note_open(struct app *app, struct talk *talk, struct effects *effects);
void talk_note_close(struct app *app, struct talk *talk, struct effects *effects);
/* Puts text (or names of choices) into the field. False: the choice is no longer offered. */
bool talk_field_put(struct talk *talk, const char *text);
/* The typed text as an answer is stored: an ISO date, a number with a point. */
NODISCARD bool talk_stored(struct app *app, const struct talk *talk, const char *text, const char **value,
			   struct err *err);

/* NULL when there is none from last time. */
const struct last_answer *talk_last(const struct talk *talk);
/* A stored value of the current question as people read it. In the arena. */
const char *talk_value_text(const struct talk *talk, const char *value, struct arena *arena);
/* The step an item stands in. */
const struct guide_step *talk_step(const struct talk *talk, int item);
/* Room for the notes of items that have come since. */
void talk_make_room_for_notes(struct app *app, struct talk *talk);

/* ---- conversation_answer.c ------------------------------------------------------------------------ */

/* Enter, F10, a digit: the field becomes the answer, or the cursor stays and the message says why. */
void talk_keep_and_go(struct app *app, struct talk *talk, enum talk_move move, struct effects *effects);
/* PgUp, PgDn, Back, a step: what is acceptable becomes the answer, what is not stays a draft. Nothing holds
 * the cursor but a write that failed. */
void talk_wander(struct app *app, struct talk *talk, enum talk_move move, int to, struct effects *effects);
/* Says why there is no answer, empties the field, moves. */
void talk_no_answer(struct app *app, struct talk *talk, enum answer_state state, enum talk_move move,
		    struct effects *effects);
/* Writes the current question as walk and notes have it; the move comes when it is in the database. */
void talk_write(struct app *app, struct talk *talk, enum talk_move move, int to, struct effects *effects);
/* EFFECT_ANSWER came back well. */
void talk_written(struct app *app, struct talk *talk, struct effects *effects);
/* "Another one?" was answered with yes: the new one is begun. */
void talk_add_instance(struct app *app, struct talk *talk, struct effects *effects);
/* Takes the instance away that the cursor stands in. */
void talk_take_away(struct app *app, struct talk *talk, struct effects *effects);
/* A choice by its place among those shown: one choice goes on at once, several stay. */
void talk_pick(struct app *app, struct talk *talk, size_t shown, struct effects *effects);

/* ---- conversation_offer.c ------------------------------------------------------------------------- */

void talk_choose_value(struct app *app, struct talk *talk, struct effects *effects);
void talk_choose_no_answer(struct app *app, struct talk *talk, struct effects *effects);
void talk_choose_to_give_up(struct app *app, struct talk *talk, struct effects *effects);
/* The steps, and under the one that is open the instances of its repeats. */
void talk_choose_step(struct app *app, struct talk *talk, struct effects *effects);
/* Asks whether the instance under the cursor shall be taken away. */
void talk_choose_to_take_away(struct app *app, struct talk *talk, struct effects *effects);

/* ---- conversation_view.c -------------------------------------------------------------------------- */

const char *talk_state_words(enum answer_state state); /* "" for a given answer and for none */
void talk_view(const struct app *app, const void *model, struct cells *cells, struct area area,
	       struct arena *arena);

#endif
