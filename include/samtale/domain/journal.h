/* journal.h - notes (OFL section 13, notatpligt) and the citizen's history as one timeline. */
#ifndef SAMTALE_DOMAIN_JOURNAL_H
#define SAMTALE_DOMAIN_JOURNAL_H

#include "samtale/domain/conversation.h"
#include "samtale/domain/handover.h"
#include "samtale/domain/sanction.h"
#include "samtale/domain/seat.h"

struct journal_note {
	int64_t id, citizen, sanction_case, conversation; /* 0: not bound to one */
	const char *text;
	int64_t at, author;
};

enum history_kind {
	HISTORY_CONVERSATION, HISTORY_NO_SHOW, HISTORY_CHECK, HISTORY_SANCTION, HISTORY_NOTE, HISTORY_GUIDANCE,
	HISTORY_NOTIFICATION, HISTORY_STEP, HISTORY_OUTCOME, HISTORY_CHANGE /* an earlier value of a field */,
	HISTORY_CONSENT, HISTORY_PLAN_ANSWER, HISTORY_ACTIVITY, HISTORY_ABSENCE,
	HISTORY_HANDOVER, HISTORY_FOLLOWUP,
	HISTORY_CHOICE /* between two who wrote at the same time; what: "citizen.phone" */
};

struct history_row {
	enum history_kind kind;
	int64_t ref;
	struct date date;
	const char *what;   /* guide id, requirement code, act name, column name: the row's own word */
	const char *text;   /* the content, first line */
	const char *whole;  /* all of it */
	const char *author; /* initials */
	int version;        /* CONVERSATION: from 1; else 0 */
};

struct history {
	struct history_row *rows; /* newest first */
	size_t count;
};

/* What the citizen screen opens with. */
struct citizen_overview {
	struct citizen citizen;
	struct plan plan;
	struct check_list checks;   /* the latest of each requirement */
	struct sanction_list cases;
	struct appointment *appointments; /* coming, soonest first */
	size_t appointment_count;
	int64_t unfinished;         /* a paused or open conversation, 0 none */
	const char *unfinished_guide;
	struct date last_conversation;
	int benefit_weeks;          /* -1 unknown */
	struct citizen_home home;
	struct seat_list elsewhere; /* other teams that have the citizen too */
};

#endif
