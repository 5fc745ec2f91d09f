/* rule.h - the law as rows: what a rule row is and how the one in force on a date is found.
 *
 * Rows come from share/rules (guide/rules_load.h). A case is judged by the row in force on the event date. No row:
 * the program names the missing rule and refuses to compute, it never guesses. Target groups are the numbers of
 * LAB section 6 (1 to 13). */
#ifndef SAMTALE_DOMAIN_RULE_H
#define SAMTALE_DOMAIN_RULE_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/date.h"
#include "samtale/base/err.h"

enum rule_confidence {
	RULE_READ,     /* S: read in the cited source */
	RULE_PROBABLE, /* P */
	RULE_DEFAULT   /* M: an editable default; shown as such wherever it is used */
};

struct rule {
	const char *key;           /* "complaint.weeks" */
	uint32_t groups;           /* bit n = target group n; RULE_ALL_GROUPS */
	struct date from, to;      /* both inclusive; to may be DATE_NONE = still in force */
	const char *value;         /* as written; "" or "UNKNOWN" = known to be unknown */
	const char *source;
	enum rule_confidence confidence;
	const char *file;          /* where the row stands: "sanction.conf"; NULL nowhere */
	int line;
	bool own;                  /* of the municipality's files, not of those that come with the program */
};

#define RULE_ALL_GROUPS UINT32_MAX
#define RULE_GROUP(number) (UINT32_C(1) << (number))

struct rules {
	const struct rule *rows; /* sorted by key, then from; owned by whoever loaded them */
	size_t count;
};

/* The row for key, target group (0 = any) and date; where several cover the date, the one that began last. err
 * ERR_MISSING: which key, group and date has no row, or that the value is unknown; ERR_INPUT: no group was given and
 * the groups differ. The row is borrowed from rules. */
NODISCARD bool rule_find(const struct rules *rules, const char *key, int group, struct date on,
			 const struct rule **row, struct err *err);
/* The same for a row whose value is a whole number from 0 to RULE_NUMBER_MAX; ERR_INPUT when it is not. row may be
 * NULL. */
#define RULE_NUMBER_MAX 99999
NODISCARD bool rule_number(const struct rules *rules, const char *key, int group, struct date on,
			   int *value, const struct rule **row, struct err *err);

/* Known to be unknown: "" or UNKNOWN. */
bool rule_is_unknown(const struct rule *row);
bool rule_is_in_force(const struct rule *row, struct date on);
/* For people, translated: "read in the source". */
const char *rule_confidence_text(enum rule_confidence confidence);
/* "2, 3" or "all", translated; in the arena. */
const char *rule_groups_text(struct arena *arena, uint32_t groups);

#endif
