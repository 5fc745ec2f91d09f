/* agenda_rows.h - how the parts of the Today screen's agenda add their rows.
 *
 * Every question selects the same columns first: citizen, ref, date, minute, what, form, then WHO; its own come
 * after. */
#ifndef SAMTALE_SRC_STORE_AGENDA_ROWS_H
#define SAMTALE_SRC_STORE_AGENDA_ROWS_H

#include "database.h"
#include "homes.h"
#include "samtale/domain/deadline.h"
#include "samtale/store/agenda.h"

#define WHO "z.given_names, z.surname, z.benefit_from"
#define WHAT_COLUMN 4
#define WHO_COLUMN 6
#define MORE_COLUMN 9
#define LIMIT " LIMIT 200"

#define AGENDA_DEADLINE_DAYS 14 /* how far ahead a deadline is shown */

struct gathering {
	struct store *store;
	const struct rules *rules;
	int64_t caseworker;
	struct agenda *agenda;
	struct arena *arena;
	struct date today;
};

/* The row on which the statement stands. The pointer is good until the next one is added. */
struct agenda_row *agenda_add(struct gathering *gathering, struct statement *s, enum agenda_section section,
			      enum agenda_kind kind);
bool agenda_is_near(const struct gathering *gathering, struct date due);
/* How a deadline was counted and by which rule, for the row's why; in the arena. */
const char *agenda_why(const struct deadline *deadline, struct arena *arena);
/* A rule's source, and that it is an editable default where it is one. */
const char *agenda_source(const struct rule *rule, struct arena *arena);

/* agenda_cases.c: sanction cases, one's own and those that wait for one's approval. */
NODISCARD bool agenda_cases_gather(struct gathering *gathering, struct err *err);
/* agenda_conflicts.c: where two have written differently, and the caseworker is one of them or has the citizen. */
NODISCARD bool agenda_conflicts_gather(struct gathering *gathering, struct err *err);
/* agenda_duties.c: what follows from a rule and not from an agreement: first conversation, CV, a-kasse. */
NODISCARD bool agenda_duties_gather(struct gathering *gathering, struct err *err);
/* agenda_rhythm.c: hand-overs to accept, and those who are to be asked how it goes. */
NODISCARD bool agenda_rhythm_gather(struct gathering *gathering, struct err *err);
/* agenda_seats.c: citizens whom another team has too, or asks for. */
NODISCARD bool agenda_seats_gather(struct gathering *gathering, struct err *err);
/* agenda_work.c: referrals to follow up, employers' promises. */
NODISCARD bool agenda_work_gather(struct gathering *gathering, struct err *err);

/* By section, date, minute and kind; what a section holds too much of falls away. */
void agenda_order(struct agenda *agenda);

#endif
