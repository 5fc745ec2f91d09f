/* belongs.h - which citizen a row belongs to, and which unit a citizen.
 *
 * Read from tables.c: a column that refers to a citizen says it, else a column that refers to a row that belongs
 * to one. A table without such columns belongs to no citizen. What was found is remembered for the life of the
 * struct, which must not outlive a change of what it has read. */
#ifndef SAMTALE_SRC_STORE_BELONGS_H
#define SAMTALE_SRC_STORE_BELONGS_H

#include "samtale/store/change.h"
#include "connection.h"
#include "tables.h"

#define UNIT_OF_ALL 1		 /* what belongs to no citizen, and citizens without a team that is a unit */
#define CITIZEN_COORDINATOR 15	 /* column */
#define CASEWORKER_TEAM 3	 /* column */

struct known_row;
struct known_unit;

struct belongs {
	struct store *store;
	struct known_row *rows;
	struct known_unit *units;
};

void belongs_init(struct belongs *belongs, struct store *store);
void belongs_done(struct belongs *belongs);
void belongs_forget(struct belongs *belongs); /* units have changed */

bool table_has_citizens(const struct synced_table *table); /* rows of it may belong to a citizen */

/* 0: to none. Of a row that was removed by a purge: whose it was. */
NODISCARD bool belongs_row(struct belongs *belongs, const struct synced_table *table, int64_t row,
			   int64_t *citizen, struct err *err);
/* The same of a row that may not be here yet, by what the change itself says. */
NODISCARD bool belongs_change(struct belongs *belongs, const struct change *change, int64_t *citizen,
			      struct err *err);
/* The same as belongs_row(), looked up anew. */
NODISCARD bool row_citizen(struct store *store, const struct synced_table *table, int64_t row, int64_t *citizen,
			   struct err *err);
/* The number that a fact or a creation has in the column; 0 none. */
int64_t change_says(const struct change *change, const struct synced_column *column);
NODISCARD bool belongs_unit(struct belongs *belongs, int64_t citizen, int64_t *unit, struct err *err);
NODISCARD bool caseworker_unit(struct store *store, int64_t caseworker, int64_t *unit, struct err *err);

#endif
