/* agenda.h - what the Today screen (I dag) is made of: one list, in the order in which things break.
 *
 * Sections in this order; rows by date and minute inside each. */
#ifndef SAMTALE_DOMAIN_AGENDA_H
#define SAMTALE_DOMAIN_AGENDA_H

#include "samtale/base/tr.h"
#include "samtale/domain/appointment.h"
#include "samtale/domain/conflict.h"
#include "samtale/domain/sanction.h"

enum agenda_section { AGENDA_CHOICES, AGENDA_UNFINISHED, AGENDA_CONVERSATIONS, AGENDA_DEADLINES, AGENDA_FOLLOW_UP, AGENDA_SECTIONS };

enum agenda_kind {
	AGENDA_CONFLICT,            /* conflict: two have written differently; date: the newest */
	AGENDA_TWO_SEATS,           /* another team has the citizen too; what: which; date: since when. ref: 0 */
	AGENDA_PAUSED_CONVERSATION, /* ref: conversation */
	AGENDA_CORRECTION,          /* ref: the signed conversation being corrected */
	AGENDA_APPOINTMENT,         /* ref: appointment */
	/* On the same day in this order: what cannot be made good again first. */
	AGENDA_CASE_LIMIT,          /* ref: sanction case; date: the last day of the last month of a deduction */
	AGENDA_HEARING_REPLY,       /* ref: sanction case; date: reply date */
	AGENDA_REASSESS,            /* ref: sanction case with a complaint; date: to be reassessed or forwarded by */
	AGENDA_APPROVE,             /* ref: a colleague's decision that wants a second pair of eyes; date: decided */
	AGENDA_DISPATCH,            /* ref: sanction case; the citizen does not have the decision yet; date: since when */
	AGENDA_CASE_OPEN,           /* ref: sanction case waiting for its next step; date: since when */
	AGENDA_FIRST_CONVERSATION,  /* ref: 0 */
	AGENDA_GUIDANCE_DUE,        /* ref: sanction case that stopped for want of guidance; date: since when */
	AGENDA_ASSESSMENT,          /* ref: availability check in doubt; date: the municipality's own assessment by */
	AGENDA_CV_DUE,              /* ref: 0 */
	AGENDA_CHECK_DUE,           /* ref: availability check with a deadline */
	AGENDA_UNANSWERED,          /* ref: notification; date: when an answer was to be there */
	AGENDA_WAITS_FOR_APPROVAL,  /* ref: sanction case decided by oneself; date: decided */
	AGENDA_COMPLAINT_UNTIL,     /* ref: sanction case; date: the citizen's last day to complain */
	AGENDA_STEP_DUE,            /* ref: plan step */
	AGENDA_HANDOVER,            /* ref: a hand-over to oneself, not accepted yet; date: since when */
	AGENDA_ASKED,               /* somebody of another team asks for the citizen; what: who, of which. ref: 0 */
	AGENDA_HANDOVER_TOLD,       /* ref: a hand-over of one's own that waits or was answered, or one taken back; date: since when */
	AGENDA_MOVED,               /* a citizen one handed over has been removed here; what: who has the citizen. ref: 0 */
	AGENDA_OUTCOME,             /* a job or an ended effort to follow up at 1, 3, 6, 12 months. ref: outcome, enrolment */
	AGENDA_MEASURE_DUE,         /* a round of the progress measure; date: due. ref: 0 */
	AGENDA_ACTIVITY_CLOCK,      /* ref: enrolment; date: when its clock runs out; what: which rule is missing, or "" */
	AGENDA_ACTIVITY_END,        /* ref: enrolment; date: its last day; what: the company */
	AGENDA_REFERRAL,            /* ref: referral; what: the opening and the employer */
	AGENDA_PROMISE,             /* ref: employer, whose name stands for the citizen's; what: how many places */
	AGENDA_KINDS
};

#define AGENDA_BOTH_SIDES "both"
#define AGENDA_OFFER "offer"

struct agenda_row {
	enum agenda_section section;
	enum agenda_kind kind;
	int64_t citizen, ref;
	struct date date;
	int minute;          /* -1 none; CONFLICT: its place among them */
	const char *name;    /* the citizen's */
	/* Appointment type, guide id, requirement code, step text, a case's provision: the row's own word, not
	 * translated. UNANSWERED: the a-kasse. OUTCOME: since when, as a short date; form: "" of a job, else the ended
	 * effort's name. HANDOVER: who gave; form: AGENDA_OFFER when nothing has moved yet. HANDOVER_TOLD: the other
	 * caseworker; form: handover_state_name(). MEASURE_DUE: the side that is missing
	 * (progress_side_name()), or AGENDA_BOTH_SIDES. */
	const char *what;
	const char *form;    /* appointment form; APPROVE: the initials of who decided; or "" */
	const char *names[LANGUAGES]; /* ACTIVITY_CLOCK, ACTIVITY_END: the activity, and what is to be done */
	int benefit_weeks;   /* -1 unknown */
	enum sanction_state state; /* of a case */
	const struct conflict *conflict; /* CONFLICT */
	const char *why;     /* how the date was counted and the rule's source, a translated phrase; "" none */
};

struct agenda {
	struct agenda_row *rows;
	size_t count;
};

#endif
