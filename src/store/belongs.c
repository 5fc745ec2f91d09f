#include "belongs.h"

#include <stdlib.h>
#include <string.h>

#include "pack.h"
#include "samtale/store/streams.h"
#include "table_sql.h"

#define KNOWN_ROOM 4096 /* a power of two; a place holds the latest */
#define REFERENCES_DEEP 4

struct known_row {
	int table; /* 0: free */
	int64_t row, citizen;
};

struct known_unit {
	int64_t citizen, unit; /* unit 0: free */
};

void belongs_init(struct belongs *belongs, struct store *store)
{
	*belongs = (struct belongs){ store, calloc(KNOWN_ROOM, sizeof(*belongs->rows)),
				     calloc(KNOWN_ROOM, sizeof(*belongs->units)) };
	if (!belongs->rows || !belongs->units)
		BUG("out of memory");
}

void belongs_done(struct belongs *belongs)
{
	free(belongs->rows);
	free(belongs->units);
	*belongs = (struct belongs){ NULL, NULL, NULL };
}

void belongs_forget(struct belongs *belongs)
{
	memset(belongs->units, 0, KNOWN_ROOM * sizeof(*belongs->units));
}

static size_t place_of(int table, int64_t row)
{
	uint64_t mixed = ((uint64_t)row + (uint64_t)table * 0x9e3779b9u) * 0x9e3779b97f4a7c15u;

	return mixed >> 52 & (KNOWN_ROOM - 1);
}

/* ---- tables ----------------------------------------------------------------------------------- */

static bool reaches_citizen(const struct synced_table *table, int deep)
{
	if (!table || deep > REFERENCES_DEEP)
		return false;
	if (table->id == TABLE_CITIZEN)
		return true;
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].refers && table->columns[i].refers != table->id &&
		    reaches_citizen(synced_table(table->columns[i].refers), deep + 1))
			return true;
	return false;
}

bool table_has_citizens(const struct synced_table *table)
{
	return reaches_citizen(table, 0);
}

/* ---- rows ------------------------------------------------------------------------------------- */

static bool purged_citizen(struct store *store, int table, int64_t row, int64_t *citizen, struct err *err)
{
	return database_number(store, "SELECT citizen FROM purged_row WHERE tbl = ? AND row = ?", table, row,
			       citizen, err);
}

/* What the row's owner column holds; *found: there is such a row. */
static bool owner_read(struct store *store, const struct table_sql *sql, int64_t row, bool *found,
		       int64_t *owner, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, sql->owner_of, err))
		return false;
	statement_bind_int(&s, row);
	*found = statement_row(&s);
	*owner = *found ? statement_int(&s, 0) : 0;
	return statement_end(&s);
}

bool row_citizen(struct store *store, const struct synced_table *table, int64_t row, int64_t *citizen,
		 struct err *err)
{
	bool found = true;

	for (int deep = 0; found && row && table->id != TABLE_CITIZEN && deep <= REFERENCES_DEEP; deep++) {
		const struct table_sql *sql = table_sql(store, table);

		if (!sql->owner)
			row = 0;
		else if (!owner_read(store, sql, row, &found, &row, err))
			return false;
		else
			table = synced_table(sql->owner->refers);
	}
	*citizen = found && table->id == TABLE_CITIZEN ? row : 0;
	return true;
}

static bool row_look(struct belongs *belongs, const struct synced_table *table, int64_t row, int64_t *citizen,
		     struct err *err)
{
	const struct table_sql *sql = table_sql(belongs->store, table);
	int64_t owner;
	bool found;

	if (!owner_read(belongs->store, sql, row, &found, &owner, err))
		return false;
	if (!found)
		return purged_citizen(belongs->store, table->id, row, citizen, err);
	return !owner || belongs_row(belongs, synced_table(sql->owner->refers), owner, citizen, err);
}

bool belongs_row(struct belongs *belongs, const struct synced_table *table, int64_t row, int64_t *citizen,
		 struct err *err)
{
	struct known_row *known = &belongs->rows[place_of(table->id, row)];

	*citizen = table->id == TABLE_CITIZEN ? row : 0;
	if (*citizen || !table_sql(belongs->store, table)->owner)
		return true;
	if (known->table == (int)table->id && known->row == row) {
		*citizen = known->citizen;
		return true;
	}
	if (!row_look(belongs, table, row, citizen, err))
		return false;
	if (*citizen)
		*known = (struct known_row){ table->id, row, *citizen };
	return true;
}

/* ---- changes ---------------------------------------------------------------------------------- */

int64_t change_says(const struct change *change, const struct synced_column *owner)
{
	struct packed in = change->value;
	struct packed_value value;
	uint64_t mask;

	if (!unpack_number(&in, &mask))
		return 0;
	for (int column = 1; column <= owner->id; column++)
		if (mask >> (column - 1) & 1 && !unpack_value(&in, &value))
			return 0;
	return mask >> (owner->id - 1) & 1 && value.type == SQLITE_INTEGER ? value.integer : 0;
}

bool belongs_change(struct belongs *belongs, const struct change *change, int64_t *citizen, struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	const struct synced_column *column;
	int64_t owner;

	*citizen = 0;
	if (!table)
		return true;
	if (!belongs_row(belongs, table, change->row, citizen, err))
		return false;
	column = table_sql(belongs->store, table)->owner;
	if (*citizen || change->column > CHANGE_CREATION || !column)
		return true;
	owner = change_says(change, column);
	return !owner || belongs_row(belongs, synced_table(column->refers), owner, citizen, err);
}

/* ---- units ------------------------------------------------------------------------------------ */

/* By the citizen here, else by the stub that a purge left. A coordinator who has not come yet may be of any team:
 * then nothing is said, or the citizen would be told to everybody. */
static const char unit_of[] =
	"SELECT CASE WHEN k.coordinator = 0 THEN 1 WHEN EXISTS(SELECT 1 FROM caseworker WHERE id = k.coordinator) THEN"
	" ifnull((SELECT min(u.number) FROM caseworker w JOIN stream_unit u ON u.name = w.team WHERE w.id = k.coordinator), 1)"
	" ELSE 0 END FROM (SELECT ifnull((SELECT coordinator FROM citizen WHERE id = ?1),"
	" (SELECT coordinator FROM purged WHERE citizen = ?1)) AS coordinator) k";

bool belongs_unit(struct belongs *belongs, int64_t citizen, int64_t *unit, struct err *err)
{
	struct known_unit *known = &belongs->units[place_of(0, citizen)];

	*unit = UNIT_OF_ALL;
	if (!citizen)
		return true;
	if (!known->unit || known->citizen != citizen) {
		if (!database_number(belongs->store, unit_of, citizen, 0, unit, err))
			return false;
		*known = (struct known_unit){ citizen, *unit };
	}
	*unit = known->unit;
	return true;
}

bool caseworker_unit(struct store *store, int64_t caseworker, int64_t *unit, struct err *err)
{
	return database_number(store,
			       "SELECT CASE WHEN ?1 <> 0 AND NOT EXISTS(SELECT 1 FROM caseworker WHERE id = ?1) THEN 0"
			       " ELSE ifnull((SELECT min(u.number) FROM caseworker k JOIN stream_unit u"
			       " ON u.name = k.team WHERE k.id = ?1), 1) END",
			       caseworker, 0, unit, err);
}

bool store_citizen_unit(struct store *store, int64_t citizen, int64_t *unit, struct err *err)
{
	return database_number(store, unit_of, citizen, 0, unit, err);
}
