/* plan_sheet.h - the plan with all that stands around it: versions, the citizen's answer, activities, the
 * next conversation. What the plan screen shows and what is printed.
 *
 * The citizen's answer is guarded: each answer says which answers it came after. Two that came after the same
 * one, and are not about the same plan, wait until a person has decided which one holds. */
#ifndef SAMTALE_DOMAIN_PLAN_SHEET_H
#define SAMTALE_DOMAIN_PLAN_SHEET_H

#include "samtale/base/id.h"
#include "samtale/domain/appointment.h"
#include "samtale/domain/consent.h"
#include "samtale/domain/plan.h"

/* The plan as it stood, frozen when a conversation was signed or the citizen answered. A fact. */
struct plan_version {
	int64_t id, citizen, conversation;
	struct date date;
	const char *content; /* plan_content.h */
	const char *hash;    /* of content */
	const char *author;  /* name */
};

enum plan_answer { PLAN_ACCEPTED, PLAN_DECLINED, PLAN_ANSWERS };

struct plan_acceptance {
	int64_t id, citizen, version, parent; /* parent: the answer it came after, 0 none */
	const char *hash;                     /* of what was agreed on: plan_agreed_hash() then */
	enum plan_answer answer;
	const char *channel; /* of plan_channels */
	struct date date;
	const char *reason; /* why not; or why this answer holds, where there were two */
	const char *author; /* who recorded it: name */
	bool is_head;       /* no answer came after it */
};
extern const struct word plan_channels[]; /* "present", "phone", "digital"; ends with a NULL word */
const char *plan_channel_label(const char *channel);

/* "yes, in the conversation", with the reason after it. */
const char *plan_answer_text(enum plan_answer answer, const char *channel, const char *reason,
			     struct arena *arena);

/* An activity (tilbud) that was offered or is running; read only here. */
struct plan_activity {
	const char *name;
	struct date from, to; /* to: DATE_NONE still running */
	bool begun;
};

struct plan_sheet {
	struct citizen citizen;
	struct plan plan;
	struct plan_version *versions; /* oldest first: version n is versions[n - 1] */
	size_t version_count;
	struct plan_acceptance *acceptances; /* oldest first */
	size_t acceptance_count;
	struct plan_activity *activities; /* not ended, earliest first */
	size_t activity_count;
	const char *contact_name, *contact_phone; /* "" unknown */
	struct appointment next;                  /* date DATE_NONE: none is booked */
	struct consent_list consents;             /* the latest of each subject */
};

enum plan_agreement {
	PLAN_NOT_ASKED,
	PLAN_HOLDS,         /* accepted, and the plan is still what was accepted */
	PLAN_CHANGED_SINCE, /* accepted, and changed after */
	PLAN_SAID_NO,
	PLAN_TO_DECIDE /* two answers came at the same time */
};
/* answer, unless NULL: the one that holds; of two, one of them; NULL when nobody was asked. */
enum plan_agreement plan_agreement(const struct plan_sheet *sheet, const struct plan_acceptance **answer);
/* One line that says so, in the arena. */
const char *plan_agreement_text(const struct plan_sheet *sheet, struct arena *arena);
/* The number of a version, from 1; 0 when it is not there. */
int plan_version_number(const struct plan_sheet *sheet, int64_t version);

/* What stands in the way of asking the citizen to accept, as a sentence with the key that mends it. */
NODISCARD bool plan_may_be_answered(const struct plan_sheet *sheet, struct err *err);
/* The same of adding to the plan by hand: the goal comes first. */
NODISCARD bool plan_may_grow(const struct plan *plan, struct err *err);

/* ---- in plain Danish: plan_print.c -------------------------------------------------------------------- */

/* The plan as the citizen gets it: parts with a heading and lines of text, none longer than a sentence or
 * two. */
struct plan_part {
	const char *heading;
	const char **lines;
	size_t line_count;
};
struct plan_print {
	const char *title;       /* "Min plan" */
	const char *subtitle;    /* the citizen's name and the day */
	struct plan_part *parts; /* parts without lines are left out */
	size_t part_count;
};
/* In the language in use; everything in the arena. today is written on it and says what is late. */
void plan_print(const struct plan_sheet *sheet, struct date today, struct arena *arena,
		struct plan_print *print);
/* The same as one text, lines parted by \n: as it is shown, printed and measured. */
const char *plan_write_text(const struct plan_sheet *sheet, struct date today, struct arena *arena);

#endif
