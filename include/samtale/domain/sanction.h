/* sanction.h - the sanction case (sanktionssag): a table of transitions with guards, over an append-only list of
 * events.
 *
 * Source: reference, section 5.6; LAS sections 35-40 a. State is never stored: it follows from the events. A guard that
 * fails names what is missing. "No sanction" is as complete a decision as a sanction. Two heads (two terminals went on
 * from the same event) block everything until a person decides. */
#ifndef SAMTALE_DOMAIN_SANCTION_H
#define SAMTALE_DOMAIN_SANCTION_H

#include "samtale/domain/availability.h"
#include "samtale/domain/citizen.h"
#include "samtale/domain/letter.h"

enum sanction_state {
	SANCTION_NONE, /* before the first event */
	SANCTION_OBSERVED, SANCTION_BLOCKED, SANCTION_READY, SANCTION_HEARING, SANCTION_HEARD, SANCTION_ASSESSED,
	SANCTION_DECIDED, SANCTION_APPROVED, SANCTION_NOTIFIED, SANCTION_EFFECTED, SANCTION_EFFECTED_CLOSED,
	SANCTION_COMPLAINT, SANCTION_REVERSED, SANCTION_FORWARDED, SANCTION_FINAL,
	SANCTION_EXCUSED, SANCTION_CLOSED_NO_SANCTION, SANCTION_CANCELLED,
	SANCTION_NEEDS_DECISION, /* two heads: KRÆVER AFGØRELSE */
	SANCTION_STATES
};

enum sanction_act {
	SANCTION_REGISTER, SANCTION_EXCUSE, SANCTION_CHECK_GUIDANCE, SANCTION_CLOSE, SANCTION_CONTACT_ATTEMPT,
	SANCTION_SEND_HEARING, SANCTION_CITIZEN_ANSWERS, SANCTION_NO_ANSWER, SANCTION_ASSESS, SANCTION_DECIDE_NONE,
	SANCTION_DECIDE, SANCTION_WITHDRAW,
	SANCTION_APPROVE,        /* a second pair of eyes (sanction.four_eyes) */
	SANCTION_DISPATCH,       /* sent to the citizen: the complaint clock begins */
	SANCTION_PAY,            /* to the payment system, never before the citizen has the decision */
	SANCTION_CONTACT,        /* contact is made again: the days are final */
	SANCTION_COMPLAIN, SANCTION_CHANGE, SANCTION_UPHOLD,
	SANCTION_BOARD_UPHELD, SANCTION_BOARD_CHANGED, SANCTION_BOARD_REMITTED,
	SANCTION_RESOLVE,        /* two heads: this one counts */
	SANCTION_ACTS            /* stored as numbers: new acts go last */
};

struct sanction_event {
	int64_t id, sanction_case;
	int64_t parent;          /* the head it was made from; 0 for the first. RESOLVE: the head that counts */
	enum sanction_act act;
	enum sanction_state to;  /* where it led: facts, not recomputed when the law changes */
	struct date date;        /* the civil date it is about: sent, answered, attempted */
	struct date due; /* hearing: reply date; DISPATCH and after: the last day to complain; COMPLAIN: to reassess */
	const char *channel;     /* hearing, contact attempt, dispatch, complaint */
	const char *text;        /* what was said, the ground, the reasons; DECIDE: the letter's parts (decision.h) */
	const char *code; /* ground codes (ILLNESS ...) parted by blanks, or ""; see SANCTION_PART_CIRCUMSTANCES and
			     SANCTION_WORD_ */
	int64_t at, author;      /* author: who writes; the store fills it, sanction_may() asks it of APPROVE */
	const char *author_name;
	bool is_head;            /* as stored: nothing was made from it */
	/* The letter that the act sends, composed and about to be kept with it (letter_of_event()); NULL: none has been
	 * composed. Not stored: what is kept is in sanction_case.letters. */
	const struct letter *letter;
};

/* Written guidance on rights and duties (vejledning, LAS section 35). A fact. */
struct guidance {
	int64_t id, citizen, conversation;
	struct date date;
	const char *channel;      /* handed, digital ... */
	const char *text_version; /* which wording was given */
	int64_t at, author;
};

/* What was given; it stands before the wording in text_version. A text counts as the guidance of LAS section 35
 * (RIGHTS) only where it says which event, what consequence, and how to get the benefit again (reference, section 5.1).
 * GENERAL says less, CONTRACT is the integration contract, and PROMISED was gone through but not sent yet: the three
 * are kept and count for nothing. */
enum guidance_kind {
	GUIDANCE_RIGHTS, GUIDANCE_EXTRA, GUIDANCE_EXTRA_SPOUSE, GUIDANCE_EXTRA_ALONE,
	GUIDANCE_GENERAL, GUIDANCE_CONTRACT, GUIDANCE_PROMISED, GUIDANCE_KINDS
};
enum guidance_kind guidance_kind(const struct guidance *guidance);
const char *guidance_wording(const struct guidance *guidance); /* text_version without the kind */
const char *guidance_kind_name(enum guidance_kind kind);       /* "rights", "40a", "40a-spouse", "40a-alone" */
const char *guidance_kind_label(enum guidance_kind kind);      /* translated */
const char *guidance_version(struct arena *arena, enum guidance_kind kind, const char *wording);

/* Another case of the same citizen: what sections 39 and 40 a must know. */
struct sanction_other {
	const char *provision;
	struct date event_date;
	enum sanction_state state;
	struct date decided; /* the latest decision to sanction, or DATE_NONE */
};

/* A letter that is kept, complete and with its bytes. */
struct sanction_letter {
	int64_t id;
	enum letter_kind kind;
	int64_t about; /* the event */
	const char *hash;
};

/* A journal note bound to the case (OFL section 13). */
struct sanction_note {
	int64_t at;
	struct date date;
	const char *text, *author_name;
};

struct sanction_case {
	int64_t id, citizen, check;
	const char *provision;   /* "37": LAS section */
	struct date event_date;
	const char *source;      /* key of the source record: "appointment:123" */
	int target_group;        /* on the event date */
	struct sanction_event *events; /* oldest first */
	size_t event_count;
	int heads;               /* 1 normally */
	struct guidance *guidance; /* the citizen's, oldest first */
	size_t guidance_count;
	struct sanction_other *others;
	size_t other_count;
	struct sanction_letter *letters; /* kept, oldest first */
	size_t letter_count;
	struct sanction_note *notes; /* newest first */
	size_t note_count;
	struct date last_payment_month; /* last day of the last month a deduction can be made in; filled by
					   sanction_limits() */
};

/* What an assessment of an activity-ready citizen must speak to besides the grounds claimed: words in the code of
 * SANCTION_ASSESS, put there when the caseworker has written that part of the text (G6b, G6c). "ILLNESS CIRCUMSTANCES
 * FURTHERS" */
#define SANCTION_PART_CIRCUMSTANCES "CIRCUMSTANCES" /* the citizen's other circumstances, LAS section 13 (8) */
#define SANCTION_PART_FURTHERS "FURTHERS"           /* why a sanction will further availability */

/* Words with a value in a code: "EVIDENCE:document". What DECIDE and CONTACT hold is in decision.h. */
#define SANCTION_WORD_EVIDENCE "EVIDENCE" /* of a ground: none, statement, document */
#define SANCTION_WORD_GROUND   "GROUND" /* of an assessment: accepted, refused; asked where the citizen gave a ground */
#define SANCTION_WORD_SENT "SENT"         /* of a dispatch: the time of day, 14:05 */
#define SANCTION_WORD_SIZE 24
/* The value of a word, "" when it is not there or too long. */
const char *sanction_word(const char *code, const char *word, char value[SANCTION_WORD_SIZE]);

enum sanction_state sanction_state(const struct sanction_case *file);
const char *sanction_state_name(enum sanction_state state);  /* "observed" */
const char *sanction_state_label(enum sanction_state state); /* translated: "Hørt" */
const char *sanction_act_name(enum sanction_act act);        /* "send_hearing": stored and scripted */
const char *sanction_act_label(enum sanction_act act);       /* translated, as a verb: "Send partshøring" */
NODISCARD bool sanction_act_parse(const char *name, enum sanction_act *act);

/* The grounds of LAS section 13 as an editable working list; codes are stored. Ends with code NULL. */
struct sanction_ground {
	const char *code;  /* "ILLNESS" */
	const char *label; /* msgid */
};
extern const struct sanction_ground sanction_grounds[];

/* Whether a case may exist at all for this citizen. ERR_REFUSED says why not and what to do instead: for the insured,
 * notify. */
NODISCARD bool sanction_may_exist(const struct citizen *citizen, const char *provision, struct date event_date,
				  struct date today, struct err *err);

#define SANCTION_MISSING_MAX 20

/* What a guard found missing: named items and the action that mends each. */
struct sanction_missing {
	size_t count;
	struct {
		const char *text; /* translated, static; a noun phrase: "party hearing" */
		enum sanction_act mended_by; /* the act itself: something in the event; SANCTION_ACTS: nothing in the
						case can mend it */
	} items[SANCTION_MISSING_MAX];
};

/* Fills last_payment_month: the third (sanction.limit.whole_months) whole calendar month after the event. ERR_MISSING:
 * no such rule. */
NODISCARD bool sanction_limits(struct sanction_case *file, const struct rules *rules, struct err *err);

/* May `event` (act, parent, date, due, channel, text, code, author) be added to the case today? On success event->to is
 * filled, and event->due: for SEND_HEARING hearing.reply.days after the letter is received when it was unset, else
 * moved to a working day; for DISPATCH the last day to complain, which PAY and CONTACT keep; for COMPLAIN the last day
 * to reassess. On ERR_REFUSED err->text names all that is missing, with the rule where a rule is what refuses, and
 * missing lists them (none when the act does not fit the state). An act tried too early is told everything that stands
 * before it, from any state. */
NODISCARD bool sanction_may(const struct sanction_case *file, const struct rules *rules, struct sanction_event *event,
			    struct date today, struct sanction_missing *missing, struct err *err);

/* The acts that the table knows from this state, in table order, guards aside. Returns how many. */
size_t sanction_acts_from(enum sanction_state state, enum sanction_act acts[SANCTION_ACTS]);
/* Whether the table has a transition from, by act, to; guards aside. */
bool sanction_leads_to(enum sanction_state from, enum sanction_act act, enum sanction_state to);
/* What to do next about a refusal: the first act that mends something and can be done from this state, else the first
 * step that leads there. SANCTION_ACTS: nothing in the case mends it (a rule is missing, time is out, somebody else
 * must do it). */
enum sanction_act sanction_mend(const struct sanction_case *file, enum sanction_act refused,
				const struct sanction_missing *missing);
bool sanction_is_closed(enum sanction_state state);
/* The citizen has a decision to sanction, and it has not been taken back. */
bool sanction_stands(enum sanction_state state);
/* The due date is the municipality's to act on: when it has passed, something is late. Else it is the citizen's. */
bool sanction_due_is_ours(enum sanction_state state);
/* As the law writes it: "37 a" for "37a". */
const char *sanction_section(const char *provision);
/* The deduction runs until contact is made again: LAS sections 36, 37, 37 a and 38. */
bool sanction_ends_by_contact(const char *provision);
/* The newest event of that act in the line of events that counts, from the head back; before a remittal only the check
 * of the guidance counts. NULL: none. */
const struct sanction_event *sanction_latest(const struct sanction_case *file, enum sanction_act act);
/* False for what stands on a branch that was not chosen, when two had gone on. */
bool sanction_event_counts(const struct sanction_case *file, const struct sanction_event *event);

/* One line of a citizen's cases. */
struct sanction_row {
	int64_t id;
	const char *provision;
	struct date event_date;
	enum sanction_state state;
	struct date due;
};

struct sanction_list {
	struct sanction_row *rows;
	size_t count;
};

#endif
