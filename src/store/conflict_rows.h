/* conflict_rows.h - how the kinds of conflict (domain/conflict.h) are found; private to the store. */
#ifndef SAMTALE_SRC_STORE_CONFLICT_ROWS_H
#define SAMTALE_SRC_STORE_CONFLICT_ROWS_H

#include "database.h"
#include "samtale/store/conflicts.h"
#include "tables.h"

/* Adds those of one kind; citizen 0: all. */
NODISCARD bool conflict_fields_find(struct store *store, int64_t citizen, struct arena *arena,
				    struct conflict_list *list, struct err *err);
NODISCARD bool conflict_guarded_find(struct store *store, int64_t citizen, struct arena *arena,
				     struct conflict_list *list, struct err *err);
NODISCARD bool conflict_fields_count(struct store *store, int64_t *count, struct err *err);
NODISCARD bool conflict_guarded_count(struct store *store, int64_t *count, struct err *err);

struct conflict *conflict_add(struct conflict_list *list, struct arena *arena);
struct conflict_side *conflict_side_add(struct conflict *conflict, struct arena *arena);

/* The one field, anew; count 0: nobody disagrees about it any more. */
NODISCARD bool conflict_field_read(struct store *store, int table, int column, int64_t row, struct arena *arena,
				   struct conflict *conflict, struct err *err);

/* What a row is called where it is spoken of: "Mette Holm"; "" where it has no name. */
NODISCARD bool conflict_row_name(struct store *store, enum table_number table, int64_t row, struct arena *arena,
				 const char **name, struct err *err);
/* Whose row it is; 0 nobody's. */
NODISCARD bool conflict_row_citizen(struct store *store, const struct synced_table *table, int64_t row,
				    int64_t *citizen, struct err *err);

#endif
