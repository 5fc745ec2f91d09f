/* refund.h - how much of a benefit the state refunds, week by week (refusionstrappen, LBK 221/2021 sections
 * 5-6).
 *
 * One counter a person, whatever the benefit: weeks 1-4 80 %, 5-26 40 %, 27-52 30 %, from 53 20 % (rule
 * refund.pct); of dagpenge and the like the municipality pays the same part that is not refunded. A week in
 * which there was a benefit on any day counts. After 52 whole weeks of self-support within the last 156 (rule
 * refund.reset.weeks) the count begins anew; a week in wage-supported work or on another public maintenance
 * is neither (reference, section 7). Weeks before the first day of refund.pct are not counted.
 *
 * Management information only: never a reason in a decision about a citizen. */
#ifndef SAMTALE_DOMAIN_REFUND_H
#define SAMTALE_DOMAIN_REFUND_H

#include "samtale/base/id.h"
#include "samtale/domain/benefit.h"
#include "samtale/domain/rule.h"

#define REFUND_STEPS_MAX 8

struct refund_step {
	int first, last; /* weeks on benefit; last of the last step: INT_MAX */
	int percent;     /* refunded */
};

/* The ladder in force on a day. */
struct refund_ladder {
	struct refund_step steps[REFUND_STEPS_MAX];
	int count;
	int reset_weeks, window_weeks;
	struct date begins; /* the first day that counts at all */
	int64_t weekly;     /* a week's benefit, øre: an editable default, for the cost of a step */
	const struct rule *percent_row, *reset_row, *weekly_row;
};

/* Errors: those of rule_find(); ERR_INPUT a value that cannot be read. */
NODISCARD bool refund_ladder_read(const struct rules *rules, struct date on, struct refund_ladder *ladder,
				  struct err *err);

enum refund_status { REFUND_SELF, REFUND_BENEFIT, REFUND_OTHER };
/* What a week on the benefit of that name is: REFUND_OTHER for wage-supported work, pension and study grants.
 */
enum refund_status refund_status_of(const char *benefit);

/* Where a person stands on a day. */
struct refund_place {
	bool known;   /* there ever was a benefit since the ladder began */
	bool running; /* a benefit is paid in the week of the day */
	int weeks;    /* on the counter, that week included; 0: the next benefit week is week 1 */
	int step;     /* index in the ladder: of that week, else of the week that would come next */
	int percent;
	struct date drop; /* the Monday on which the next lower step begins if the benefit goes on; DATE_NONE:
			     no lower */
	int next_percent;
	int self_support; /* whole weeks that count towards a reset, within the window */
};

/* One citizen's, with what it was counted from. */
struct refund_standing {
	struct refund_ladder ladder;
	struct refund_place place;
	const struct benefit_spell *spells; /* by day */
	size_t count;
};

/* spells: one person's, in any order; overlapping is fine. */
void refund_place(const struct refund_ladder *ladder, const struct benefit_spell *spells, size_t count,
		  struct date on, struct arena *arena, struct refund_place *place);

/* The step of a week on the counter (1 is the first). */
int refund_step_of(const struct refund_ladder *ladder, int week);

/* ---- the report ----------------------------------------------------------------------------------- */

struct refund_person {
	int64_t citizen;
	const char *cpr, *given_names, *surname;
	int64_t coordinator;
	const char *initials, *team; /* of the coordinator; "" none */
	const char *benefit;         /* that runs; "" none */
	struct refund_place place;
};

struct refund_team {
	const char *team; /* "" nobody's */
	int people[REFUND_STEPS_MAX];
	int64_t cost[REFUND_STEPS_MAX]; /* øre a week that the municipality pays itself */
};

struct refund_report {
	struct refund_ladder ladder;
	struct date on;
	struct refund_team *teams; /* by name; then `all` */
	size_t team_count;
	struct refund_team all;
	struct refund_person *drops; /* running, and a drop is to come: by its date, then CPR number */
	size_t drop_count;
	size_t running, spells;  /* people counted; rows read */
	char hash[ID_HASH_TEXT]; /* of the content of the rows counted */
};

/* people and spells by citizen. team NULL: all of them. Texts are borrowed. */
void refund_report_build(const struct refund_ladder *ladder, const struct refund_person *people,
			 size_t person_count, const struct benefit_spell *spells, size_t spell_count,
			 const char *team, struct date on, struct arena *arena, struct refund_report *report);

/* "80 %"; "Week 14 of the ladder: 40 % is refunded. 30 % from Mon 7 Dec 2026." for people, translated. */
const char *refund_place_text(struct arena *arena, const struct refund_place *place);
const char *refund_reset_text(struct arena *arena, const struct refund_ladder *ladder,
			      const struct refund_place *place);
/* What stands wherever a place on the ladder is shown. */
const char *refund_caution(void);
const char *refund_definition(struct arena *arena, const struct refund_ladder *ladder);

#endif
