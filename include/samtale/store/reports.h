/* reports.h - the rows that the municipality's own figures are made from, and the decisions made on them.
 *
 * Rows come in an order that does not depend on when they were written or by which terminal; what is deleted
 * is not among them. */
#ifndef SAMTALE_STORE_REPORTS_H
#define SAMTALE_STORE_REPORTS_H

#include "samtale/domain/effect.h"
#include "samtale/domain/population.h"
#include "samtale/domain/refund.h"
#include "samtale/store/store.h"

NODISCARD bool store_effect_source(struct store *store, struct arena *arena, struct effect_source *source,
				   struct err *err);

/* Writes a decision about an effort; id, author filled. previous is the decision it was made from, 0 none.
 * ERR_BUSY: somebody decided in the meantime; ERR_MISSING: no such effort. */
NODISCARD bool store_effort_decide(struct store *store, struct effort_decision *decision, struct err *err);

/* Benefit spells and whose they are: of one citizen, or of everybody (citizen 0). */
struct refund_rows {
	struct refund_person *people; /* by citizen */
	size_t person_count;
	struct benefit_spell *spells; /* by citizen, then day */
	size_t spell_count;
};
NODISCARD bool store_refund_rows(struct store *store, int64_t citizen, struct arena *arena,
				 struct refund_rows *rows, struct err *err);

NODISCARD bool store_population_people(struct store *store, struct date on, struct arena *arena,
				       struct population_person **people, size_t *count, struct err *err);

/* What there is on a day: people who have begun an effort, companies by agreement (a dated agreement goes
 * before an imported word, domain/employer.h), places by form, citizens by position in the pipeline
 * (fødekæden), and how many moved from one position to another in the year that ended there. */
enum register_kind {
	REGISTER_EFFORT,
	REGISTER_AGREEMENT,
	REGISTER_OPENING,
	REGISTER_POSITION,
	REGISTER_MOVE,
	REGISTER_KINDS
};
struct register_row {
	enum register_kind kind;
	const char *code, *name; /* MOVE: from which position, and to which */
	int64_t count;
};
/* By kind, then code. */
NODISCARD bool store_registers(struct store *store, struct date on, struct arena *arena,
			       struct register_row **rows, size_t *count, struct err *err);

#endif
