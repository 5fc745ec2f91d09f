/* availability.h - availability checks (rådighedsvurdering): requirements R01-R19, evidence and outcome.
 *
 * Source: reference, section 4.1 (what is checked, for whom, on what evidence) and 4.3 (outcomes and who decides). For an insured
 * citizen the municipality never assesses doubt: it notifies the a-kasse. */
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
	struct date deadline;              /* NEW_AGREEMENT: required; else may be unset */
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

#endif
