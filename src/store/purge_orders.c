/* purge_orders.c - orders to remove a citizen whose time is up, as they came and as they are done. */
#include "stream_rows.h"

#include "erased.h"
#include "purge.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static bool order_insert(struct store *store, const struct purge_order *order, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) ||
	    !statement_begin(&s, store,
			     "INSERT INTO purge_order(id, subject, reason, signature, at, author, removed)"
			     " VALUES(?, ?, ?, ?, ?, ?, ?)",
			     err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, order->citizen);
	statement_bind_text(&s, order->reason);
	statement_bind_blob(&s, order->signature, order->signature_size);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	if (order->removed_size)
		statement_bind_blob(&s, order->removed, order->removed_size);
	return statement_end(&s);
}

bool store_purge_order_add(struct store *store, const struct purge_order *order, struct err *err)
{
	if (str_is_empty(order->reason))
		return err_set(err, ERR_INPUT, "%s",
			       _("Say why: the reason stays when everything else about the citizen is gone."));
	return store_begin(store, err) &&
	       row_finish(store,
			  order_insert(store, order, err) &&
				  erased_person_add(store, order->citizen, err) && store_retention_purge(store, order->citizen, err),
			  err);
}

bool store_purge_orders(struct store *store, struct arena *arena, struct purge_order **orders, size_t *count,
			struct err *err)
{
	struct statement s;

	*orders = NULL;
	*count = 0;
	if (!statement_begin(&s, store,
			     "SELECT id, subject, reason, signature, removed FROM purge_order o WHERE NOT EXISTS"
			     "(SELECT 1 FROM purged p WHERE p.citizen = o.subject AND p.kind = ?) ORDER BY id",
			     err))
		return false;
	statement_bind_int(&s, PURGE_FOR_GOOD);
	while (statement_row(&s)) {
		struct purge_order order = { .id = statement_int(&s, 0),
					     .citizen = statement_int(&s, 1),
					     .reason = statement_text(&s, 2, arena) };

		order.signature = statement_blob(&s, 3, arena, &order.signature_size);
		order.removed = statement_blob(&s, 4, arena, &order.removed_size);
		*orders = arena_grow(arena, *orders, *count, sizeof(**orders));
		(*orders)[(*count)++] = order;
	}
	return statement_end(&s);
}

bool store_purge_orders_done(struct store *store, int64_t *count, struct err *err)
{
	return database_number(store,
			       "SELECT count(*) FROM purge_order o WHERE EXISTS"
			       "(SELECT 1 FROM purged p WHERE p.citizen = o.subject AND p.kind = ?)",
			       PURGE_FOR_GOOD, 0, count, err);
}
