#include "rank.h"

#include "belongs.h"

void rank_forget(struct store *store)
{
	store->standing = (struct standing){ 0 };
}

static bool coordinator_read(struct store *store, int64_t citizen, int64_t *coordinator, struct err *err)
{
	*coordinator = 0;
	return !citizen ||
	       database_number(store, "SELECT ifnull((SELECT coordinator FROM citizen WHERE id = ?), 0)", citizen, 0,
			       coordinator, err);
}

static bool standing_read(struct store *store, const struct synced_table *table, int64_t row, struct err *err)
{
	struct standing *known = &store->standing;
	int64_t citizen;

	if (!row_citizen(store, table, row, &citizen, err))
		return false;
	if (citizen != known->citizen || !known->table) {
		if (!coordinator_read(store, citizen, &known->coordinator, err))
			return false;
		known->citizen = citizen;
	}
	known->table = (int)table->id;
	known->row = row;
	return true;
}

bool rank_of(struct store *store, const struct synced_table *table, int64_t row, int *rank, struct err *err)
{
	struct standing *known = &store->standing;

	*rank = RANK_NONE;
	if (!store->author)
		return true;
	if ((known->table != (int)table->id || known->row != row) && !standing_read(store, table, row, err))
		return false;
	if (known->coordinator == store->author)
		*rank = RANK_COORDINATOR;
	return true;
}
