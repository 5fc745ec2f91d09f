#include "app/match_load.h"

#include "samtale/store/work.h"

bool match_load(struct store *store, const struct rules *rules, struct date today, struct arena *arena,
		struct match_table *table, struct err *err)
{
	if (!store_match_table(store, arena, table, err) || !match_points_read(rules, today, &table->points, err))
		return false;
	table->today = today;
	match_prepare(table, arena);
	return true;
}
