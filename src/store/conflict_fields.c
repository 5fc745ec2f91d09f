/* conflict_fields.c - cells with heads that say different things: the shown value and its siblings
 * (sync-storage, section 9.5). */
#include <stdlib.h>

#include "capture.h"
#include "conflict_base.h"
#include "conflict_rows.h"
#include "connection.h"
#include "rank.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/field_words.h"

struct conflict *conflict_add(struct conflict_list *list, struct arena *arena)
{
	list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
	list->rows[list->count] = (struct conflict){ .who = "", .what = "", .base = "", .third = FIELD_FORM_CODE };
	return &list->rows[list->count++];
}

struct conflict_side *conflict_side_add(struct conflict *conflict, struct arena *arena)
{
	conflict->sides = arena_grow(arena, conflict->sides, conflict->count, sizeof(*conflict->sides));
	conflict->sides[conflict->count] = (struct conflict_side){ .value = "", .by = "" };
	return &conflict->sides[conflict->count++];
}

/* ---- which cells ------------------------------------------------------------------------------------ */

/* Siblings that say something else than what is shown; what was removed needs no choice but whether it is, and the
 * program's own marks none. */
static const char *differing_sql(const struct synced_table *table, struct arena *arena)
{
	const char *shown = "", *removed = "0", *own = "0";

	for (int i = 0; i < table->column_count; i++) {
		const struct synced_column *column = &table->columns[i];

		shown = arena_printf(arena, "%s WHEN %d THEN t.%s", shown, column->id, column->name);
		if (field_form(table->name, column->name) == FIELD_FORM_OWN)
			own = arena_printf(arena, "%s, %d", own, column->id);
		if (str_equal(column->name, "deleted"))
			removed = arena_printf(arena, "t.deleted <> 0 AND s.col <> %d", column->id);
	}
	return arena_printf(arena,
			    " FROM sibling s CROSS JOIN %s t ON t.id = s.row WHERE s.tbl = %d"
			    " AND s.val IS NOT CASE s.col%s END AND NOT (%s) AND s.col NOT IN (%s)",
			    table->name, (int)table->id, shown, removed, own);
}

static bool tables_read(struct store *store, struct arena *arena, const struct synced_table ***tables,
			size_t *count, struct err *err)
{
	struct statement s;

	*tables = NULL;
	*count = 0;
	if (!statement_begin(&s, store, "SELECT DISTINCT tbl FROM sibling", err))
		return false;
	while (statement_row(&s)) {
		const struct synced_table *table = synced_table(statement_int(&s, 0));

		if (table == NULL)
			continue;
		*tables = arena_grow(arena, *tables, *count, sizeof(**tables));
		(*tables)[(*count)++] = table;
	}
	return statement_end(&s);
}

static bool differing_count(struct store *store, int64_t *count, struct err *err)
{
	const struct synced_table **tables;
	struct arena scratch;
	size_t table_count;
	bool counted;

	*count = 0;
	arena_init(&scratch);
	counted = tables_read(store, &scratch, &tables, &table_count, err);
	for (size_t i = 0; counted && i < table_count; i++) {
		int64_t cells;

		counted = database_number(store,
					  arena_printf(&scratch, "SELECT count(*) FROM (SELECT DISTINCT s.row, s.col%s)",
						       differing_sql(tables[i], &scratch)),
					  0, 0, &cells, err);
		*count += counted ? cells : 0;
	}
	arena_done(&scratch);
	return counted;
}

/* Two terminals that took in the same caseload have a sibling of every field, all alike: looking through
 * them takes a tenth of a
 * second, and is asked for after every write. */
bool conflict_fields_count(struct store *store, int64_t *count, struct err *err)
{
	struct differing *known = &store->differing;
	int64_t version;

	if (!database_number(store, "PRAGMA data_version", 0, 0, &version, err))
		return false;
	if (!known->known || known->version != version) {
		if (!differing_count(store, &known->count, err))
			return false;
		known->version = version;
		known->known = !store->depth;
	}
	*count = known->count;
	return true;
}

/* ---- one cell --------------------------------------------------------------------------------------- */

struct field {
	struct store *store;
	const struct synced_table *table;
	const struct synced_column *column;
	int64_t row;
	struct arena *arena;
	struct conflict *conflict;
};

static bool field_begin(struct statement *s, const struct field *field, const char *sql, struct err *err)
{
	if (!statement_begin(s, field->store, sql, err))
		return false;
	statement_bind_int(s, field->table->id);
	statement_bind_int(s, field->row);
	statement_bind_int(s, field->column->id);
	return true;
}

/* A row's number by its name, anything else in its words. */
static bool value_told(const struct field *field, const char **value, struct err *err)
{
	if (field->column->refers != TABLE_NONE)
		return conflict_row_name(field->store, field->column->refers, strtoll(*value, NULL, 10),
					 field->arena, value, err);
	*value = field_value(field->arena, field->table->name, field->column->name, *value);
	return true;
}

static void side_read(struct field *field, struct statement *s, int at)
{
	struct conflict_side *side = conflict_side_add(field->conflict, field->arena);
	int64_t hlc = statement_int(s, at + 2);

	side->origin = (uint32_t)statement_int(s, at);
	side->seq = statement_int(s, at + 1);
	side->at = hlc >> HLC_COUNTER_BITS;
	side->author = statement_int(s, at + 3);
	side->is_coordinators = statement_int(s, at + 4) == RANK_COORDINATOR;
	side->is_mine = side->origin == field->store->origin;
}

static bool shown_read(struct field *field, struct err *err)
{
	struct conflict_side *side;
	struct statement s;

	if (!field_begin(&s, field,
			 "SELECT origin, seq, hlc, author, rank FROM cell WHERE tbl = ?1 AND row = ?2 AND col IN (0, ?3)"
			 " ORDER BY col DESC LIMIT 1",
			 err))
		return false;
	if (statement_row(&s))
		side_read(field, &s, 0);
	else
		conflict_side_add(field->conflict, field->arena);
	side = &field->conflict->sides[0];
	side->is_shown = true;
	if (!statement_end(&s) ||
	    !statement_begin(&s, field->store,
			     arena_printf(field->arena, "SELECT %s FROM %s WHERE id = ?", field->column->name,
					  field->table->name),
			     err))
		return false;
	statement_bind_int(&s, field->row);
	if (statement_row(&s))
		side->value = statement_text(&s, 0, field->arena);
	return statement_end(&s);
}

static bool others_read(struct field *field, struct err *err)
{
	struct statement s;

	if (!field_begin(&s, field,
			 "SELECT origin, seq, hlc, author, rank, val FROM sibling WHERE tbl = ? AND row = ? AND col = ?"
			 " ORDER BY hlc DESC, origin, seq",
			 err))
		return false;
	while (statement_row(&s)) {
		side_read(field, &s, 0);
		field->conflict->sides[field->conflict->count - 1].value = statement_text(&s, 5, field->arena);
	}
	return statement_end(&s);
}

static bool base_read(struct field *field, struct err *err)
{
	struct conflict *conflict = field->conflict;

	return conflict_base_read(field->store, field->table, field->row, field->column->id, field->arena,
				  &conflict->base_kind, &conflict->base, err) &&
	       (conflict->base_kind != CONFLICT_BASE_VALUE || value_told(field, &conflict->base, err));
}

static bool sides_told(struct field *field, struct err *err)
{
	struct conflict *conflict = field->conflict;

	for (size_t i = 0; i < conflict->count; i++)
		if (!value_told(field, &conflict->sides[i].value, err) ||
		    !conflict_row_name(field->store, TABLE_CASEWORKER, conflict->sides[i].author, field->arena,
				       &conflict->sides[i].by, err))
			return false;
	return true;
}

static bool mask_read(struct field *field, struct err *err)
{
	const struct field_word *word = field_word(field->table->name, field->column->name);
	int64_t is_protected;

	if (str_equal(field->column->name, "cpr"))
		field->conflict->mask = CONFLICT_CPR;
	else if (word != NULL && word->hidden_when_protected) {
		if (!database_number(field->store, "SELECT is_protected FROM citizen WHERE id = ?",
				     field->conflict->citizen, 0, &is_protected, err))
			return false;
		field->conflict->mask = is_protected ? CONFLICT_PROTECTED : CONFLICT_OPEN;
	}
	return true;
}

static bool place_told(struct field *field, struct err *err)
{
	struct conflict *conflict = field->conflict;
	const struct synced_table *table = field->table;

	conflict->kind = CONFLICT_FIELD;
	conflict->table = (int)table->id;
	conflict->column = field->column->id;
	conflict->row = field->row;
	conflict->third = field->column->refers == TABLE_NONE ? field_form(table->name, field->column->name)
							      : FIELD_FORM_CODE;
	conflict->what = field_label(table->name, field->column->name);
	if (table->id != TABLE_CITIZEN && table->label != NULL)
		conflict->what = arena_printf(field->arena, "%s (%s)", conflict->what, tr(table->label));
	if (!conflict_row_citizen(field->store, table, field->row, &conflict->citizen, err))
		return false;
	if (conflict->citizen != 0)
		return conflict_row_name(field->store, TABLE_CITIZEN, conflict->citizen, field->arena,
					 &conflict->who, err);
	return conflict_row_name(field->store, table->id, field->row, field->arena, &conflict->who, err);
}

static bool field_read(struct field *field, struct err *err)
{
	return store_identity(field->store, err) && place_told(field, err) && shown_read(field, err) &&
	       others_read(field, err) && base_read(field, err) && sides_told(field, err) && mask_read(field, err);
}

bool conflict_field_read(struct store *store, int table, int column, int64_t row, struct arena *arena,
			 struct conflict *conflict, struct err *err)
{
	struct field field = { .store = store, .table = synced_table(table), .row = row, .arena = arena,
			       .conflict = conflict };

	*conflict = (struct conflict){ .who = "", .what = "", .base = "" };
	if (field.table == NULL)
		return true;
	field.column = synced_column(field.table, column);
	return field.column == NULL || field_read(&field, err);
}

/* ---- all of them ------------------------------------------------------------------------------------ */

struct cell_place {
	int64_t row;
	int column;
};

static bool cells_read(struct store *store, const struct synced_table *table, struct arena *arena,
		       struct cell_place **cells, size_t *count, struct err *err)
{
	struct statement s;

	*cells = NULL;
	*count = 0;
	if (!statement_begin(&s, store,
			     arena_printf(arena, "SELECT DISTINCT s.row, s.col%s ORDER BY s.row, s.col",
					  differing_sql(table, arena)),
			     err))
		return false;
	while (statement_row(&s)) {
		*cells = arena_grow(arena, *cells, *count, sizeof(**cells));
		(*cells)[(*count)++] = (struct cell_place){ statement_int(&s, 0), (int)statement_int(&s, 1) };
	}
	return statement_end(&s);
}

static bool table_find(struct store *store, const struct synced_table *table, int64_t citizen,
		       struct arena *arena, struct conflict_list *list, struct err *err)
{
	struct cell_place *cells;
	size_t count;

	if (!cells_read(store, table, arena, &cells, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		int64_t whose = 0;

		if (citizen != 0 && !conflict_row_citizen(store, table, cells[i].row, &whose, err))
			return false;
		if (whose == citizen && !conflict_field_read(store, (int)table->id, cells[i].column, cells[i].row,
							     arena, conflict_add(list, arena), err))
			return false;
	}
	return true;
}

bool conflict_fields_find(struct store *store, int64_t citizen, struct arena *arena, struct conflict_list *list,
			  struct err *err)
{
	const struct synced_table **tables;
	int64_t differing;
	size_t count;

	if (!conflict_fields_count(store, &differing, err))
		return false;
	if (differing == 0)
		return true;
	if (!tables_read(store, arena, &tables, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!table_find(store, tables[i], citizen, arena, list, err))
			return false;
	return true;
}
