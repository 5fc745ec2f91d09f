/* contact.h - how often a citizen is to be seen (kontaktforløb): who must be seen by when, and why that day.
 *
 * The law asks for a number of conversations in a period (LAB § 31; sickness benefit: SDL §§ 12, 13 b; reference,
 * section 2.3 and Appendix A: share/rules/contact.conf), not for days. Two kinds of day follow, and they are never
 * mixed up: the law's own last day (a first conversation, the end of a period), and the day on which a conversation
 * falls when those that are owed are spread evenly over the period. After the first six months the law has no
 * number: the next day is agreed with the citizen, and the municipality's own interval (contact.every.months)
 * catches those with whom none is.
 *
 * A course begins on the benefit's first day. Its numbers are those of the rows in force on that day, the interval
 * that of today's row. Only a held conversation that resets the contact clock counts: the guide says so
 * (resets_contact_clock), as STAR's types 4 (follow-up of the sick), 7 (job conversation) do; a CV or availability
 * conversation does not (reference, section 3.1). The a-kasse's own conversations with the insured are named, and
 * are never ours to miss.
 *
 * A row without a value is UNKNOWN: no day is made up, and the row is named. Pure; the clock comes in. */
#ifndef SAMTALE_DOMAIN_CONTACT_H
#define SAMTALE_DOMAIN_CONTACT_H

#include "samtale/domain/rule.h"
#include "samtale/domain/word.h"

/* ---- words ---------------------------------------------------------------------------------------------- */


/* Roles of those whom a citizen has to do with beside the coordinator; ends with a NULL word. */
extern const struct word contact_person_roles[];
/* Why conversations are not owed for a time; ends with a NULL word. */
extern const struct word contact_exemptions[];
/* Translated; a word that is not in the table is itself. */

/* The policy wants as few contact persons as possible: with more than this, the coordinator included, the program
 * says so (reference, section 11, row 57). */
#define CONTACT_PERSONS_MANY 2

struct contact_person {
	int64_t id, citizen;
	const char *name, *role, *place, *phone;
	struct date from, to; /* both included; to unset: still */
};
bool contact_person_is_active(const struct contact_person *person, struct date on);
/* A name, a role, and days in order. */
NODISCARD bool contact_person_is_complete(const struct contact_person *person, struct err *err);

struct contact_exemption {
	int64_t id, citizen;
	const char *kind, *note;
	struct date from, to; /* both included; to unset: until further notice */
};
/* From 2026-07-01 at most 100 - contact.share.pct of 100 may be exempted one by one. "employed" is for the sick who
 * are in employment and expected back within sick.employed.exempt.weeks: then not even the first is owed. */
NODISCARD bool contact_exemption_is_complete(const struct contact_exemption *exemption, struct err *err);

/* ---- what is known of a citizen -------------------------------------------------------------------------- */

struct contact_case {
	int target_group;
	const char *benefit;      /* "" none: no course runs */
	struct date benefit_from; /* first request, registration, first sick day */
	struct date born;         /* unset: unknown */
	const char *education;    /* the municipality's own word */
	int children;
	const struct date *held;  /* conversations that reset the clock, oldest first */
	size_t held_count;
	struct date booked;       /* the next appointment, today or later; unset: none */
	struct contact_exemption exemption; /* that is running; kind NULL: none */
};

/* ---- what is owed ------------------------------------------------------------------------------------------ */

enum contact_duty {
	CONTACT_FIRST,       /* a day of the law's own */
	CONTACT_ROUND,       /* one of a number in a period */
	CONTACT_INTENSIFIED, /* the insured: no later than after so many months, LAB § 32 */
	CONTACT_LATER        /* after the first six months: agreed, or the municipality's interval */
};

enum contact_state {
	CONTACT_OVERDUE,  /* the day has passed, and none is booked before it */
	CONTACT_DUE,      /* nothing is booked up to the day */
	CONTACT_UNKNOWN,  /* the rule that would give a day has no value; see missing */
	CONTACT_BOOKED,   /* an appointment comes no later than the day */
	CONTACT_EXEMPT,   /* due: the day it begins again, unset when nobody knows */
	CONTACT_HELD,
	CONTACT_MISSED,   /* the period is over without it */
	CONTACT_THEIRS,   /* the a-kasse's to hold */
	CONTACT_NOT_OWED  /* no course runs: no benefit, or a group that the law asks nothing of */
};

struct contact_due {
	enum contact_duty duty;
	enum contact_state state;
	struct date due;         /* to be seen by; unset when UNKNOWN, NOT_OWED */
	struct date from, to;    /* the period; FIRST: its start and the day */
	int number, owed;        /* ROUND: the number-th of owed */
	int months;              /* LATER, INTENSIFIED */
	int days;                /* FIRST */
	struct date last;        /* the latest held conversation of the course; unset: none */
	struct date booked;
	const char *exempt;      /* EXEMPT: why, a word of contact_exemptions */
	const struct rule *rule; /* where the number stands; NULL none */
	const char *missing;     /* UNKNOWN: the rule's key */
};

#define CONTACT_DUES_MAX 24

/* Every conversation of the course, in the order of their days. Returns how many; 0 when none is owed. */
int contact_course(const struct rules *rules, const struct contact_case *contact, struct date today,
		   struct contact_due dues[CONTACT_DUES_MAX]);
/* The one that breaks first among those that are ours and still to be held. */
struct contact_due contact_next(const struct rules *rules, const struct contact_case *contact, struct date today);
/* What breaks first comes first: overdue, overdue and booked, due, what has no day, booked, exempt, nothing owed; each
 * by day. */
int contact_compare(const struct contact_due *a, const struct contact_due *b);
/* To be done something about: overdue, due, or without a value. */
bool contact_is_open(const struct contact_due *due);

/* Working days from the day after today to the day itself: a week that holds Easter has two. */
int contact_working_days(struct date today, struct date due);
/* The last working day that is not after the day: what can be booked. */
struct date contact_bookable(struct date due);

/* ---- said -------------------------------------------------------------------------------------------------- */

const char *contact_state_name(enum contact_state state); /* "overdue", "due", ...: for --json */
const char *contact_duty_name(enum contact_duty duty);    /* "first", "round", "intensified", "later" */
/* "first conversation", "no. 3 of 4": for a list. In the arena. */
const char *contact_duty_text(struct arena *arena, const struct contact_due *due);
/* How the day came about, with its source, and named as a default where the row is one. In the arena. */
const char *contact_sentence(struct arena *arena, const struct contact_due *due, struct date today);

#endif
