/* decision.h - what a decision to sanction says: the parts of the letter, and the money.
 *
 * The parts (reference, section 5.8; FVL sections 22, 24 and 25) are kept in the text of the DECIDE event, so
 * that the letter, the bundle for the Appeals Board and the screen read the same words:
 *     == decision
 *     12 days of 600 kr ...
 *     == facts
 *     ...
 * A line "== NAME" begins a part; a line of a part's own text that begins with blanks and == has one blank
 * more in front. A text without such lines has no parts. Who, event and date are the case's own, and the
 * caseworker's name is the event's. The money is kept as words of the code of DECIDE and CONTACT:
 * "BENEFIT:12000 CONTACT:2025-01-20 TOTAL:1800". */
#ifndef SAMTALE_DOMAIN_DECISION_H
#define SAMTALE_DOMAIN_DECISION_H

#include "samtale/domain/amount.h"
#include "samtale/domain/sanction.h"

enum decision_part {
	DECISION_WHAT,           /* "decision": section, days, rate, sum, month */
	DECISION_FACTS,          /* "facts": what is relied on, and what the citizen said */
	DECISION_LAW,            /* "law": with the guidance given and its date */
	DECISION_CONSIDERATIONS, /* "considerations" */
	DECISION_VIEW, /* "view", the activity-ready: other circumstances, and why it furthers availability */
	DECISION_WILL, /* "will", § 40 a: why the events show a lack of will */
	DECISION_REGAIN,    /* "regain": how to get the whole benefit again */
	DECISION_COMPLAINT, /* "complaint": within four weeks, to whom, how */
	DECISION_PARTS
};

struct decision {
	const char *parts[DECISION_PARTS]; /* "" where there is none */
};

const char *
decision_part_lacking(enum decision_part part); /* msgid, a noun phrase: "the facts in the letter" */
bool decision_needs(const struct sanction_case *file, enum decision_part part);

const char *decision_write(const struct decision *decision, struct arena *arena);
void decision_read(const char *text, struct arena *arena, struct decision *decision);
/* For people: parts under their labels; a text without parts as it is. */
const char *decision_shown(const char *text, struct arena *arena);
/* What the case already knows, as a beginning for the caseworker: FACTS, LAW, VIEW, REGAIN and COMPLAINT; the
 * rest is "". The weeks to complain are those of `day`; without such a row COMPLAINT is "". In the language
 * in use. */
void decision_suggest(const struct sanction_case *file, const struct rules *rules, struct date day,
		      struct arena *arena, struct decision *decision);

/* The part that says what is decided: the section, the days and the sum, and what the reckoning rests on. */
const char *decision_what(const struct sanction_case *file, const struct amount *amount, struct arena *arena);

struct decision_money {
	int benefit;         /* kroner a month; 0 unknown */
	struct date contact; /* DATE_NONE not yet */
	int total;           /* kroner */
};

/* Words that are missing or cannot be read are 0 and DATE_NONE. */
void decision_money_read(const char *code, struct decision_money *money);
const char *decision_money_write(const struct decision_money *money, struct arena *arena);
/* What the sanction costs with that benefit and contact (total is not read). For DECIDE the months begin with
 * the day of the event; for what comes after, with that of the decision in the case. Errors as
 * amount_compute(). */
NODISCARD bool decision_amount(const struct sanction_case *file, const struct rules *rules,
			       const struct decision_money *money, const struct sanction_event *event,
			       struct arena *arena, struct amount *amount, struct err *err);

#endif
