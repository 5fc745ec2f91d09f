/* rule_check.h - are the rows of the law whole? Which keys there are, what their values look like, and what
 * is wrong with a set of rows.
 *
 * The program asks only for the keys of this table, so a key that is not in it is a misspelling. A continuous
 * key must have a row for every day from its first row on, today at least, for every target group it ever had
 * a row for; a value known to be unknown counts as a row: it refuses by name. */
#ifndef SAMTALE_DOMAIN_RULE_CHECK_H
#define SAMTALE_DOMAIN_RULE_CHECK_H

#include "samtale/domain/rule.h"

enum rule_value {
	RULE_VALUE_NUMBER,   /* 0 to RULE_NUMBER_MAX */
	RULE_VALUE_SWITCH,   /* 0 or 1 */
	RULE_VALUE_FRACTION, /* "1/3" */
	RULE_VALUE_RATES,    /* "<5633:200|<=9935:400|>9935:700": kroner a day by monthly benefit; "?" where a
				limit was not read */
	RULE_VALUE_STEPS,    /* "1-4:80|5-:20": per cent by week */
	RULE_VALUE_WINDOW,   /* "52 of last 156" */
	RULE_VALUE_FORM,     /* how a sanction is made: a word of amount.h */
	RULE_VALUE_CODES     /* "A1=what it means|A2=..." */
};

struct rule_key {
	const char *key;
	enum rule_value value;
	bool continuous;
};

extern const struct rule_key rule_keys[];              /* by key; ends with key NULL */
const struct rule_key *rule_key_find(const char *key); /* NULL: there is none */
bool rule_value_fits(enum rule_value kind, const char *value);

enum rule_flaw {
	RULE_FLAW_KEY,     /* a key the program does not know */
	RULE_FLAW_VALUE,   /* a value that cannot be read as its key's */
	RULE_FLAW_OVERLAP, /* two rows of one layer for the same days and groups */
	RULE_FLAW_GAP,     /* days without a row between two rows */
	RULE_FLAW_ENDED,   /* no row today, where there was one */
	RULE_FLAW_SOURCE,  /* said to be read or probable, and no source is named */
	RULE_FLAW_UNKNOWN  /* a remark, not a fault: in force today and known to be unknown */
};

struct rule_finding {
	enum rule_flaw flaw;
	const struct rule *row;
	const char *text; /* a sentence */
};

struct rule_findings {
	struct rule_finding *rows; /* in the order of the rules, in the arena */
	size_t count;
};

/* "key", "value", "overlap" ...: for --json. */
const char *rule_flaw_name(enum rule_flaw flaw);
void rules_check(const struct rules *rules, struct date today, struct arena *arena,
		 struct rule_findings *findings);

#endif
