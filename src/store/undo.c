#include "undo.h"

#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "samtale/base/tr.h"
#include "takeback.h"

/* A transaction of this session. */
struct done {
	int64_t author, first, last; /* its ops */
};

void undo_remember(struct store *store)
{
	struct done *done;

	if (!store->ops_begun || store->undoing)
		return;
	if (store->done_count == store->done_room) {
		store->done_room = store->done_room ? 2 * store->done_room : 64;
		done = realloc(store->done, store->done_room * sizeof(*done));
		if (!done)
			BUG("out of memory");
		store->done = done;
	}
	store->done[store->done_count++] = (struct done){ store->author, store->first_seq, store->seq };
}

static bool newest_of_author(const struct store *store, size_t *at)
{
	for (*at = store->done_count; *at > 0; --*at)
		if (store->done[*at - 1].author == store->author) {
			--*at;
			return true;
		}
	return false;
}

static void forget(struct store *store, size_t at)
{
	memmove(&store->done[at], &store->done[at + 1], (store->done_count - at - 1) * sizeof(*store->done));
	store->done_count--;
}

/* The tables that the transaction wrote in; the one whose facts refuse, or NULL. */
static bool tables_read(struct store *store, const struct done *done, struct arena *arena, const char **what,
			const struct synced_table **fact, struct err *err)
{
	const char *last = "";
	struct statement s;

	*what = "";
	*fact = NULL;
	if (!statement_begin(&s, store,
			     "SELECT tbl, min(col) FROM oplog WHERE seq BETWEEN ? AND ?"
			     " GROUP BY tbl ORDER BY min(seq)",
			     err))
		return false;
	statement_bind_int(&s, done->first);
	statement_bind_int(&s, done->last);
	while (statement_row(&s)) {
		const struct synced_table *table = synced_table(statement_int(&s, 0));

		/* A row and what hangs on it go by one name. */
		if (table && table->label && strcmp(table->label, last)) {
			*what = arena_printf(arena, "%s%s%s", *what, **what ? ", " : "", _(table->label));
			last = table->label;
		}
		if (!*fact && statement_int(&s, 1) == CHANGE_FACT)
			*fact = table;
	}
	return statement_end(&s);
}

/* The transaction is left out of the next undo, whether there was something to give back or not. */
static bool take(struct store *store, size_t at, struct err *err)
{
	struct done done = store->done[at];
	struct takeback counts;
	bool taken;

	store->undoing = true;
	taken = takeback(store, done.first, done.last, NULL, &counts, err);
	store->undoing = false;
	if (!taken)
		return false;
	forget(store, at);
	if (!counts.removed && !counts.restored)
		return err_set(
			err, ERR_REFUSED, "%s",
			_("It has been changed again since, so it stays as it is. Look at it and correct"
			  " it by hand."));
	return true;
}

bool store_undo(struct store *store, struct arena *arena, const char **what, struct err *err)
{
	const struct synced_table *fact;
	size_t at;

	if (store->depth)
		BUG("undo inside a transaction");
	if (!newest_of_author(store, &at))
		return err_set(
			err, ERR_REFUSED, "%s",
			_("There is nothing to undo: you have not changed anything since you started."));
	if (!tables_read(store, &store->done[at], arena, what, &fact, err))
		return false;
	if (fact)
		return err_set(err, ERR_REFUSED, "%s", _(fact->correction));
	return take(store, at, err);
}
