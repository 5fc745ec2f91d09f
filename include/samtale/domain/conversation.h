/* conversation.h - a conversation (samtale): its answers, its closing, its states.
 *
 * A conversation may take many sittings. Answers are facts: a new answer to the same question is a new row, the latest
 * counts, the earlier stay readable. It cannot be closed without a next step that has an owner, and a next date; a
 * sitting that only measures (closing = measure in its guide) agrees on nothing and is closed with at least one value
 * instead. Closing makes a signed fact: the summary as it was read, bound by hash to the answers. */
#ifndef SAMTALE_DOMAIN_CONVERSATION_H
#define SAMTALE_DOMAIN_CONVERSATION_H

#include "samtale/domain/appointment.h"
#include "samtale/domain/plan.h"

enum conversation_state { CONVERSATION_OPEN, CONVERSATION_PAUSED, CONVERSATION_SIGNED, CONVERSATION_ABANDONED };

/* Never blank: a question without a value says why. */
enum answer_state { ANSWER_NONE, ANSWER_GIVEN, ANSWER_ASKED, ANSWER_DECLINED, ANSWER_UNKNOWN, ANSWER_PARKED };

struct answer {
	const char *question; /* XLSForm name: "JS02" */
	enum answer_state state;
	const char *value;    /* text; choice name; names parted by blanks; ISO date; number */
	const char *note;     /* the caseworker's free note beside it; "" none */
	int64_t at;           /* UTC ms */
	int64_t author;
};

struct conversation {
	int64_t id, citizen, caseworker, appointment; /* appointment 0: not booked */
	const char *guide;    /* "jobsamtale" */
	int guide_version;
	const char *form;     /* fremmøde, telefon ... */
	enum conversation_state state;
	struct date started;
	int64_t started_at;   /* UTC ms */
	const char *position; /* the question the cursor stood on */
	struct answer *answers; /* latest of each question, in no order */
	size_t answer_count;
};

/* The latest answer to a question in the citizen's earlier signed conversations. */
struct last_answer {
	const char *question;
	const char *value;
	struct date date;
};

struct last_answers {
	struct last_answer *rows;
	size_t count;
};

/* What an answer becomes when the conversation is signed ("feeds" in a guide). */
enum feed_kind {
	FEED_JOURNAL,
	FEED_GOAL,
	FEED_STEP,
	FEED_STEP_STATUS,
	FEED_BARRIER,
	FEED_STRENGTH,
	FEED_WISH,
	FEED_CHECK,
	FEED_APPOINTMENT,
	FEED_APPOINTMENT_FORM,
	FEED_MEASURE,
	FEED_GUIDANCE,
	FEED_EXCUSE,
	FEED_CONSENT,
	/* One event, assessed by the caseworker: several answers make one availability check. */
	FEED_CHECK_EVENT,
	FEED_CHECK_DATE,
	FEED_CHECK_EVIDENCE,
	FEED_CHECK_OUTCOME,
	FEED_CHECK_REASON,
	FEED_CHECK_NEXT,
	FEED_KINDS
};

/* Where an assessed event goes on, as a guide names it in CHECK_NEXT. Nothing is opened or sent by itself. */
#define FEED_NEXT_HEARING "hearing"
#define FEED_NEXT_NOTIFICATION "notification"

struct feed {
	enum feed_kind kind;
	const char *question;
	/* CHECK, CHECK_EVENT: requirement "R05"; CHECK_OUTCOME: check_outcome_name(); CHECK_NEXT: FEED_NEXT_...; STEP
	 * said to be another's: step_owner_name(); GUIDANCE: the choice's name; MEASURE: the series; else the
	 * question's id */
	const char *code;
	const char *label;  /* the question as it was asked */
	const char *value;  /* the answer as stored */
	const char *text;   /* the answer as people read it */
};

struct feed_list {
	struct feed *rows;
	size_t count;
};

/* The step the conversation is closed with: the last one that is not said to be another's (a guide ends with it). -1
 * none. */
int feeds_closing_step(const struct feed_list *feeds);

/* What a conversation has to end with: the guide says it. */
enum conversation_closing {
	CONVERSATION_AGREES,  /* a next step with an owner, and a next date */
	CONVERSATION_MEASURES /* values of a series; step and next are not looked at and not written */
};

/* Everything that signing writes, in one transaction. */
struct conversation_signing {
	int64_t conversation, citizen, appointment;
	enum conversation_closing closing;
	const char *summary;     /* as shown and perhaps edited */
	struct plan_step step;   /* text, owner, due: all required */
	struct appointment next; /* date required */
	struct feed_list feeds;
};

/* What stands in the way of closing, as a sentence; true if nothing. */
NODISCARD bool conversation_may_sign(const struct conversation_signing *signing, struct date today, struct err *err);

/* One version of a signed conversation as it is read later. */
struct conversation_record {
	int64_t id, citizen, conversation;
	const char *guide, *summary, *caseworker_name, *hash;
	const char *reason; /* why it was corrected; "" in the first version */
	struct date date;   /* signed */
	struct date held;   /* the first version's */
	int64_t signed_at;
	int version, versions; /* this one, counted from 1, and how many there are */
	struct answer *answers; /* latest of each question when it was signed */
	size_t answer_count;
	struct answer *before; /* those of the version it corrects */
	size_t before_count;
};

/* A correction under way. Until it is signed it is a draft: the signed conversation and its answers stay as
 * they are, for everybody. conversation.answers has the changed answers in the place of the signed ones. */
struct correction {
	int version;         /* the version being corrected */
	int64_t base;        /* its record */
	const char *summary; /* its summary */
	struct date held;
	struct answer *answers; /* as signed */
	size_t answer_count;
};

/* What signing a correction writes, in one transaction. */
struct conversation_correction {
	int64_t conversation, citizen;
	int64_t base; /* the record it corrects: the newest one */
	const char *reason, *summary;
	const char *changes; /* what has changed, a line each, as people read it; "" nothing */
	const char *journal; /* what goes in the journal: which version, why, and what has changed */
	struct feed_list before, after; /* what the answers of the corrected version became, and would now */
};

/* What stands in the way of correcting, as a sentence; true if nothing. */
NODISCARD bool conversation_may_correct(const struct conversation_correction *correction, struct err *err);

/* A half-typed text: at most two seconds old, local to this machine. */
struct draft {
	const char *place;  /* "conversation/JS01", "note", "check/evidence" */
	int64_t ref;        /* the conversation, citizen or case it belongs to */
	int64_t citizen;
	const char *text;
	int64_t at;         /* UTC ms */
};

#endif
