/* employer_rows.h - agreements as SQL, for the files that ask about employers. */
#ifndef SAMTALE_SRC_STORE_EMPLOYER_ROWS_H
#define SAMTALE_SRC_STORE_EMPLOYER_ROWS_H

#include "database.h"
#include "samtale/domain/employer.h"

/* Whether employer e has that agreement on that day: a dated row decides, else the imported word. Both are SQL. */
#define AGREEMENT_IN_FORCE(kind, day)                                                                                   \
	"ifnull((SELECT (a.from_date = '' OR a.from_date <= " day ") AND (a.to_date = '' OR a.to_date >= " day ")"      \
	" FROM employer_agreement a WHERE a.employer = e.id AND a.kind = " kind " AND a.deleted = 0),"                  \
	" instr('|' || e.agreements || '|', '|' || " kind " || '|') > 0)"

NODISCARD bool agreements_read(struct store *store, const struct employer *employer, struct arena *arena,
			       struct agreement **agreements, size_t *count, struct err *err);

#endif
