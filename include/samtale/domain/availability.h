/* availability.h - availability checks (rådighedsvurdering): requirements R01-R19, evidence and outcome.
 *
 * Source: reference, section 4.1 (what is checked, for whom, on what evidence) and 4.3 (outcomes and who decides). For
 * an insured citizen the municipality never assesses doubt: it notifies the a-kasse. */
#ifndef SAMTALE_DOMAIN_AVAILABILITY_H
#define SAMTALE_DOMAIN_AVAILABILITY_H

#include "samtale/domain/deadline.h"
#include "samtale/domain/target_group.h"

struct requirement {
	const char *code;      /* "R05" */
	const char *label;     /* msgid: "Job search as agreed" */
	const char *evidence;  /* msgid: what can show it */
	uint32_t groups;       /* bits of target groups it applies to (RULE_GROUP) */
	const char *provision; /* the LAS section a breach falls under: "37"; "" none */
	const char *source;    /* where the requirement comes from */
};

/* What a console can hold as evidence of a requirement, field by field: reference, section 4.1. */
enum requirement_field_kind { REQUIREMENT_DATE, REQUIREMENT_TEXT, REQUIREMENT_CHOICE };

#define REQUIREMENT_CHOICES_MAX 5
struct requirement_field {
	const char *name;  /* "seen_on"; NULL ends the fields */
	const char *label; /* msgid */
	enum requirement_field_kind kind;
	const char *choices[REQUIREMENT_CHOICES_MAX]; /* CHOICE: msgids, ending with NULL */
};

#define REQUIREMENT_FIELDS_MAX 3
/* In the order in which they are asked; none: only the free text. */
const struct requirement_field *requirement_fields(const char *code, size_t *count);

/* When the requirement is to be met by a rule, counted from `begun` (the day the benefit began) or, where
 * requirement_due_from() names one of its fields, from that field's date. ERR_MISSING: no rule says, or none is in
 * force: then the day is agreed. */
const char *requirement_due_from(const char *code); /* "" the day the benefit began */
NODISCARD bool requirement_due(const struct rules *rules, const char *code, int target_group, struct date begun,
			       struct arena *arena, struct deadline *deadline, struct err *err);

enum check_outcome {
	CHECK_FULFILLED, CHECK_NEW_AGREEMENT, CHECK_EXEMPT, CHECK_DOUBT, CHECK_NOT_FULFILLED, CHECK_OUTCOMES
};

/* Where an outcome leads, given who the citizen is. */
enum check_consequence {
	CHECK_LEADS_NOWHERE,       /* a line in the journal */
	CHECK_LEADS_NOTIFICATION,  /* underretning to the a-kasse */
	CHECK_LEADS_OWN_ASSESSMENT, /* hear the citizen, obtain the facts */
	CHECK_LEADS_CASE           /* a sanction case can be opened */
};

struct availability_check {
	int64_t id, citizen, conversation; /* conversation 0: made alone */
	const char *requirement;           /* "R05" */
	struct date event_date;            /* the day it is about */
	const char *evidence;              /* what was seen; free text */
	enum check_outcome outcome;
	const char *reason;                /* required for EXEMPT, DOUBT, NOT_FULFILLED */
	struct date deadline;              /* NEW_AGREEMENT: required; DOUBT: the own assessment's; else may be unset */
	const char *code; /* EXEMPT: the ground and what shows it, as in a sanction event; NULL or "" none */
	int64_t at, author;
};

struct check_list {
	struct availability_check *rows; /* newest first */
	size_t count;
};

extern const struct requirement requirements[]; /* ends with code NULL */
const struct requirement *requirement_find(const char *code);
bool requirement_applies(const struct requirement *requirement, int target_group);

const char *check_outcome_name(enum check_outcome outcome);  /* "fulfilled": stored and --json */
const char *check_outcome_label(enum check_outcome outcome); /* translated */
NODISCARD bool check_outcome_parse(const char *name, enum check_outcome *outcome);
enum check_consequence check_consequence(int target_group, bool insured, enum check_outcome outcome);
/* A sentence for the screen: what happens next, and who decides. */
const char *check_consequence_text(enum check_consequence consequence);

/* Every field there that must be, the requirement applying to the group, no event in the future. */
NODISCARD bool check_is_complete(const struct availability_check *check, int target_group, struct date today,
				 struct err *err);

/* Message to the a-kasse (underretning). */
struct notification {
	int64_t id, citizen, check;
	const char *fund;         /* the a-kasse */
	const char *event;        /* requirement code */
	struct date event_date;
	int event_minute;         /* -1 unknown; required before sending */
	const char *channel;      /* how the citizen was called or the event came to light */
	const char *reason;
	int64_t at, author;
};
NODISCARD bool notification_is_complete(const struct notification *notification, struct date today, struct err *err);

/* What the a-kasse answered (svarkode). A fact; of several to one notification the latest counts. The codes are rule
 * rows (akasse.answer.codes), so that they can be made the ones that the a-kasser use. */
struct notification_answer {
	int64_t id, citizen, notification;
	const char *code;
	struct date date;
	int minute;       /* -1 unknown; required */
	const char *text; /* in the a-kasse's words; may be "" */
	int64_t at, author;
};

#define NOTIFICATION_CODES_MAX 24
#define NOTIFICATION_CODES_RULE "akasse.answer.codes"
#define NOTIFICATION_DAYS_RULE "akasse.answer.days"

struct notification_code {
	const char *code, *label;
};

/* The codes in force on a date, in the row's order; row (may be NULL) is where they come from. ERR_MISSING: no such
 * row. */
NODISCARD bool notification_codes(const struct rules *rules, struct date on, struct arena *arena,
				  struct notification_code codes[NOTIFICATION_CODES_MAX], size_t *count,
				  const struct rule **row, struct err *err);
/* A code of the day, a date that is not in the future nor before the notification, and a time of day. */
NODISCARD bool notification_answer_is_complete(const struct notification_answer *answer, const struct rules *rules,
					       struct date sent, struct date today, struct err *err);

/* One line of a list of notifications. */
struct notification_row {
	struct notification notification;
	struct notification_answer answer; /* the latest; id 0 none */
	struct date sent;
	const char *citizen_name;
};

struct notification_list {
	struct notification_row *rows; /* longest unanswered first, then the answered */
	size_t count;
};

#endif
