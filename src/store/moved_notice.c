#include "moved_notice.h"

#include "merge.h"
#include "purge.h"
#include "table_sql.h"

/* A row is told as a whole: the creation, where there is one, comes close before. */
bool moved_notice_is(const struct change *changes, size_t count, size_t at)
{
	if (at >= count || changes[at].table != TABLE_CITIZEN || changes[at].column != CITIZEN_COORDINATOR)
		return false;
	for (size_t i = at; i > 0; i--) {
		const struct change *before = &changes[i - 1];

		if (before->table != TABLE_CITIZEN || before->row != changes[at].row)
			break;
		if (before->column == CHANGE_CREATION)
			return false;
	}
	return true;
}

static bool stub_put(struct store *store, const struct change *change, int64_t coordinator, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "INSERT OR IGNORE INTO purged(citizen, kind, coordinator, hlc, at, giver)"
			     " VALUES(?, ?, ?, ?, ?, 0)",
			     err))
		return false;
	statement_bind_int(&s, change->row);
	statement_bind_int(&s, PURGE_MOVED);
	statement_bind_int(&s, coordinator);
	statement_bind_int(&s, change->hlc);
	statement_bind_int(&s, store_now_ms(store));
	return statement_end(&s);
}

/* *elsewhere: the coordinator is known, and of a unit that is not read here. */
static bool elsewhere_look(struct store *store, int64_t coordinator, bool *elsewhere, struct err *err)
{
	int64_t unit, mine;

	if (!caseworker_unit(store, coordinator, &unit, err) ||
	    !database_number(store, "SELECT ?1 = 1 OR EXISTS(SELECT 1 FROM stream_unit WHERE number = ?1 AND is_mine)",
			     unit, 0, &mine, err))
		return false;
	*elsewhere = unit && !mine;
	return true;
}

/* With an older value that came first, and of itself did not say that the citizen is elsewhere. */
static bool lay_aside(struct store *store, const struct change *change, struct err *err)
{
	static const char *const steps[] = {
		"INSERT OR IGNORE INTO forward(" PARKED_COLUMNS ", citizen) SELECT " PARKED_COLUMNS
		", row FROM parked WHERE tbl = 2 AND row = ? AND col = 15",
		"DELETE FROM parked WHERE tbl = 2 AND row = ? AND col = 15",
	};
	bool is_news;

	for (size_t i = 0; i < LENGTH(steps); i++) {
		struct statement s;

		if (!statement_begin(&s, store, steps[i], err))
			return false;
		statement_bind_int(&s, change->row);
		if (!statement_end(&s))
			return false;
	}
	return purge_lay_aside(store, change->row, change, &is_news, err);
}
_Static_assert(TABLE_CITIZEN == 2 && CITIZEN_COORDINATOR == 15, "the numbers in lay_aside");

bool moved_notice_hear(struct store *store, const struct change *change, struct err *err)
{
	struct packed in = change->value;
	struct packed_value value;
	enum purge_kind kind;
	int64_t here;
	bool elsewhere;

	if (!unpack_value(&in, &value))
		return merge_unreadable(err);
	if (!database_number(store, "SELECT count(*) FROM citizen WHERE id = ?", change->row, 0, &here, err) ||
	    !purge_kind_of(store, change->row, &kind, err) ||
	    !elsewhere_look(store, value.integer, &elsewhere, err))
		return false;
	if (kind == PURGE_FOR_GOOD)
		return true;
	if (here || (kind == PURGE_NONE && !elsewhere))
		return merge_take(store, change, 1, true, NULL, NULL, err);
	return (kind == PURGE_MOVED || stub_put(store, change, value.integer, err)) && lay_aside(store, change, err);
}
