/* agenda.h - what the Today screen (I dag) is made of: one list, in the order in which things break.
 *
 * Sections in this order; rows by date and minute inside each. */
#ifndef SAMTALE_DOMAIN_AGENDA_H
#define SAMTALE_DOMAIN_AGENDA_H

#include "samtale/domain/appointment.h"

enum agenda_section { AGENDA_UNFINISHED, AGENDA_CONVERSATIONS, AGENDA_DEADLINES, AGENDA_FOLLOW_UP, AGENDA_SECTIONS };

enum agenda_kind {
	AGENDA_PAUSED_CONVERSATION, /* ref: conversation */
	AGENDA_CORRECTION,          /* ref: the signed conversation being corrected */
	AGENDA_APPOINTMENT,         /* ref: appointment */
	AGENDA_HEARING_REPLY,       /* ref: sanction case; date: reply date */
	AGENDA_COMPLAINT_UNTIL,     /* ref: sanction case; date: the citizen's last day to complain */
	AGENDA_REASSESS,            /* ref: sanction case with a complaint; date: to be reassessed or forwarded by */
	AGENDA_CASE_OPEN,           /* ref: sanction case waiting for its next step; date: since when */
	AGENDA_CHECK_DUE,           /* ref: availability check with a deadline */
	AGENDA_STEP_DUE,            /* ref: plan step */
	AGENDA_OUTCOME,             /* ref: outcome to follow up at 1, 3, 6, 12 months */
	AGENDA_MEASURE_DUE          /* a round of the progress measure; date: due. ref: 0 */
};

#define AGENDA_BOTH_SIDES "both"

struct agenda_row {
	enum agenda_section section;
	enum agenda_kind kind;
	int64_t citizen, ref;
	struct date date;
	int minute;          /* -1 none */
	const char *name;    /* the citizen's */
	/* Appointment type, guide id, requirement code, step text, a case's provision: the row's own word, not
	 * translated. OUTCOME: since when, as a short date. MEASURE_DUE: the side that is missing
	 * (progress_side_name()), or AGENDA_BOTH_SIDES. */
	const char *what;
	const char *form;    /* appointment form or "" */
	int benefit_weeks;   /* -1 unknown */
};

struct agenda {
	struct agenda_row *rows;
	size_t count;
};

#endif
