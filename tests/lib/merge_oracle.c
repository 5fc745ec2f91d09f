#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "merge_replicas.h"
#include "samtale/store/streams.h"
#include "store/conflict_base.h"
#include "store/connection.h"
#include "store/pack.h"
#include "store/tables.h"

/* ---- the oracle ------------------------------------------------------------------------------ */

/* A write to one field, as its writer knew the world. */
struct write {
	struct change change;
	const char *value;
	bool covered;
};

static const char *packed_text(struct world *world, struct packed in)
{
	struct packed_value value;

	assert_true(unpack_value(&in, &value));
	return value.length ? arena_strndup(&world->scratch, value.bytes, value.length) : "";
}

/* What a change writes to the column; NULL nothing. */
static const char *written_value(struct world *world, const struct change *change, int64_t row, int column)
{
	struct packed in = change->value;
	struct packed_value value;
	uint64_t mask;

	if (change->table != TABLE_CITIZEN || change->row != row)
		return NULL;
	if (change->column == column)
		return packed_text(world, in);
	if (change->column != CHANGE_CREATION || !unpack_number(&in, &mask) || !(mask >> (column - 1) & 1))
		return NULL;
	for (int i = 0; i < column - 1; i++)
		if (mask >> i & 1)
			assert_true(unpack_value(&in, &value));
	return packed_text(world, in);
}

static struct write *writes_of(struct world *world, int64_t row, int column, size_t *count)
{
	struct write *writes = NULL;

	*count = 0;
	for (uint32_t origin = 1; origin < world->next_origin; origin++)
		for (size_t i = 0; i < world->log_count[origin]; i++) {
			const struct change *change = &world->log[origin][i];
			const char *value = written_value(world, change, row, column);

			if (!value)
				continue;
			writes = arena_grow(&world->scratch, writes, *count, sizeof(*writes));
			writes[(*count)++] = (struct write){ *change, value, false };
		}
	return writes;
}

static bool names(struct packed prev, struct dot dot)
{
	struct dot named;

	while (prev.at < prev.end) {
		assert_true(unpack_dot(&prev, &named));
		if (named.origin == dot.origin && named.seq == dot.seq)
			return true;
	}
	return false;
}

/* A terminal knows its own earlier writes, and those it names. */
static bool replaces(const struct write *later, const struct write *earlier)
{
	if (later->change.dot.origin == earlier->change.dot.origin)
		return later->change.dot.seq > earlier->change.dot.seq;
	return later->change.column != CHANGE_CREATION && names(later->change.prev, earlier->change.dot);
}

/* The coordinator's before the others', then the newest. */
static bool wins(const struct change *a, const struct change *b)
{
	if (a->rank != b->rank)
		return a->rank > b->rank;
	return a->hlc != b->hlc ? a->hlc > b->hlc : a->dot.origin > b->dot.origin;
}

static const struct write *heads_mark(struct write *writes, size_t count, int64_t *heads)
{
	const struct write *winner = NULL;

	*heads = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count && !writes[i].covered; k++)
			writes[i].covered = replaces(&writes[k], &writes[i]);
	for (size_t i = 0; i < count; i++) {
		if (writes[i].covered)
			continue;
		++*heads;
		if (!winner || wins(&writes[i].change, &winner->change))
			winner = &writes[i];
	}
	return winner;
}

/* ---- what a replica holds -------------------------------------------------------------------- */

static int64_t number_of(struct world *world, struct replica *replica, const char *sql, int64_t a, int64_t b)
{
	int64_t number;

	world_must(world, database_number(replica->store, sql, a, b, &number, &world->err));
	return number;
}

static const char *text_of(struct world *world, struct replica *replica, const char *sql, int64_t row)
{
	struct statement s;
	const char *text = "(no row)";

	world_must(world, statement_begin(&s, replica->store, sql, &world->err));
	statement_bind_int(&s, row);
	if (statement_row(&s))
		text = statement_text(&s, 0, &world->scratch);
	world_must(world, statement_end(&s));
	return text;
}

/* Shown, waiting beside, or among the values of old. */
static bool is_kept(struct world *world, struct replica *replica, const struct write *write, int column,
		    const char *shown)
{
	static const char sql[] =
		"SELECT (SELECT count(*) FROM sibling WHERE tbl = 2 AND row = ?1 AND col = ?2 AND val = ?3) +"
		" (SELECT count(*) FROM superseded WHERE tbl = 2 AND row = ?1 AND col = ?2 AND val = ?3)";
	struct statement s;
	bool kept;

	if (!strcmp(shown, write->value))
		return true;
	world_must(world, statement_begin(&s, replica->store, sql, &world->err));
	statement_bind_int(&s, write->change.row);
	statement_bind_int(&s, column);
	statement_bind_text(&s, write->value);
	kept = statement_row(&s) && statement_int(&s, 0) > 0;
	world_must(world, statement_end(&s));
	return kept;
}

static const char *cell_wrong(struct world *world, struct replica *replica, int64_t row,
			      const struct synced_column *column)
{
	size_t count;
	struct write *writes = writes_of(world, row, column->id, &count);
	int64_t heads, siblings;
	const struct write *winner = heads_mark(writes, count, &heads);
	const char *shown;

	if (!winner)
		return NULL;
	shown = text_of(world, replica,
			arena_printf(&world->scratch, "SELECT %s FROM citizen WHERE id = ?", column->name),
			row);
	siblings = number_of(world, replica,
			     "SELECT count(*) FROM sibling WHERE tbl = 2 AND row = ?1 AND col = ?2", row,
			     column->id);
	if (strcmp(shown, winner->value))
		return arena_printf(&world->arena, "origin %u shows %s for %s, the oracle %s",
				    replica->origin, shown, column->name, winner->value);
	if (siblings != heads - 1)
		return arena_printf(&world->arena, "origin %u keeps %d siblings of %s, the oracle %d",
				    replica->origin, (int)siblings, column->name, (int)heads - 1);
	for (size_t i = 0; i < count; i++)
		if (!is_kept(world, replica, &writes[i], column->id, shown))
			return arena_printf(&world->arena, "origin %u has lost %s of %s", replica->origin,
					    writes[i].value, column->name);
	return NULL;
}

static const char *cells_wrong(struct world *world, struct replica *replica)
{
	const struct synced_table *table = synced_table(TABLE_CITIZEN);

	for (uint32_t number = 0; number < CITIZENS; number++)
		for (int i = 0; i < table->column_count; i++) {
			int64_t row = world_citizen(world, replica, number);
			const char *wrong = NULL;

			for (size_t field = 0; field < WORLD_FIELDS && !wrong; field++)
				if (!strcmp(table->columns[i].name, world_fields[field].name))
					wrong = cell_wrong(world, replica, row, &table->columns[i]);
			arena_reset(&world->scratch);
			if (wrong)
				return wrong;
		}
	return NULL;
}

static int64_t facts_told(const struct world *world)
{
	int64_t told = 0;

	for (uint32_t origin = 1; origin < world->next_origin; origin++)
		for (size_t i = 0; i < world->log_count[origin]; i++)
			told += world->log[origin][i].column == CHANGE_FACT;
	return told;
}

/* ---- what two writes both came from ---------------------------------------------------------- */

#define WRITES_MOST 256 /* to one cell */

struct past {
	struct write *writes;
	size_t count;
	bool comes_from[WRITES_MOST][WRITES_MOST]; /* [later][earlier] */
	bool is_head[WRITES_MOST];
};

static void past_follow(struct past *past)
{
	for (size_t i = 0; i < past->count; i++)
		for (size_t k = 0; k < past->count; k++)
			past->comes_from[i][k] = i != k && replaces(&past->writes[i], &past->writes[k]);
	for (size_t via = 0; via < past->count; via++)
		for (size_t i = 0; i < past->count; i++)
			for (size_t k = 0; k < past->count; k++)
				past->comes_from[i][k] |= past->comes_from[i][via] && past->comes_from[via][k];
}

static bool is_common(const struct past *past, size_t write)
{
	bool common = !past->is_head[write];

	for (size_t i = 0; i < past->count; i++)
		common = common && (!past->is_head[i] || past->comes_from[i][write]);
	return common;
}

/* NULL: they come from nothing. */
static const struct write *true_base(const struct past *past)
{
	const struct write *base = NULL;

	for (size_t i = 0; i < past->count; i++) {
		const struct change *change = &past->writes[i].change;
		bool newest = is_common(past, i);

		for (size_t k = 0; k < past->count; k++)
			newest = newest && !(past->comes_from[k][i] && is_common(past, k));
		if (newest && (!base || change->hlc > base->change.hlc ||
			       (change->hlc == base->change.hlc && change->dot.origin > base->change.dot.origin)))
			base = &past->writes[i];
	}
	return base;
}

/* Which of the writes are heads here; how many are. */
static size_t heads_here(struct world *world, struct replica *replica, struct past *past, int64_t row, int column)
{
	static const char sql[] =
		"SELECT origin, seq FROM cell WHERE tbl = 2 AND row = ?1 AND col = ?2"
		" UNION ALL SELECT origin, seq FROM sibling WHERE tbl = 2 AND row = ?1 AND col = ?2";
	struct statement s;
	size_t heads = 0;

	memset(past->is_head, 0, sizeof(past->is_head));
	world_must(world, statement_begin(&s, replica->store, sql, &world->err));
	statement_bind_int(&s, row);
	statement_bind_int(&s, column);
	for (; statement_row(&s); heads++)
		for (size_t i = 0; i < past->count; i++)
			if (past->writes[i].change.dot.origin == statement_int(&s, 0) &&
			    past->writes[i].change.dot.seq == statement_int(&s, 1))
				past->is_head[i] = true;
	world_must(world, statement_end(&s));
	return heads;
}

/* As it would be by the clock. */
static void base_by_time(struct world *world, struct replica *replica, int64_t row, int column,
			 enum conflict_base *kind, const char **value)
{
	static const char sql[] =
		"SELECT val FROM superseded WHERE tbl = 2 AND row = ?1 AND col = ?2 AND hlc < (SELECT min(hlc) FROM"
		" (SELECT hlc FROM cell WHERE tbl = 2 AND row = ?1 AND col = ?2 UNION ALL"
		"  SELECT hlc FROM sibling WHERE tbl = 2 AND row = ?1 AND col = ?2)) ORDER BY hlc DESC LIMIT 1";
	struct statement s;

	*kind = CONFLICT_BASE_NOTHING;
	world_must(world, statement_begin(&s, replica->store, sql, &world->err));
	statement_bind_int(&s, row);
	statement_bind_int(&s, column);
	if (statement_row(&s)) {
		*kind = CONFLICT_BASE_VALUE;
		*value = statement_text(&s, 0, &world->scratch);
	}
	world_must(world, statement_end(&s));
}

static const char *base_wrong(struct world *world, struct replica *replica, int64_t row, int column, bool is_final)
{
	struct past *past = arena_alloc(&world->scratch, sizeof(*past));
	const char *value = "", *told;
	const struct write *base;
	enum conflict_base kind;

	past->writes = writes_of(world, row, column, &past->count);
	assert_true(past->count <= WRITES_MOST);
	if (heads_here(world, replica, past, row, column) < 2)
		return NULL;
	past_follow(past);
	base = true_base(past);
	world_must(world, conflict_base_read(replica->store, synced_table(TABLE_CITIZEN), row, column,
					     &world->scratch, &kind, &value, &world->err));
	if (world->mutilation == BASES_BY_TIME)
		base_by_time(world, replica, row, column, &kind, &value);
	if (kind == CONFLICT_BASE_NOT_KNOWN && !is_final)
		return NULL;
	if (kind == (base ? CONFLICT_BASE_VALUE : CONFLICT_BASE_NOTHING) && !strcmp(value, base ? base->value : ""))
		return NULL;
	told = kind == CONFLICT_BASE_NOT_KNOWN ? "not known" : kind == CONFLICT_BASE_NOTHING ? "nothing" : value;
	return arena_printf(&world->arena, "origin %u says that both came from %s, the oracle %s", replica->origin,
			    told, base ? base->value : "nothing");
}

static const char *bases_wrong(struct world *world, struct replica *replica, bool is_final)
{
	const char *wrong = NULL;

	for (uint32_t number = 0; number < CITIZENS && !wrong; number++)
		for (size_t field = 0; field < WORLD_FIELDS && !wrong; field++) {
			wrong = base_wrong(world, replica, world_citizen(world, replica, number),
					   world_fields[field].column, is_final);
			arena_reset(&world->scratch);
		}
	return wrong;
}

const char *world_bases_wrong(struct world *world)
{
	const char *wrong = NULL;

	world_publish(world);
	for (int i = 0; i < world->count && !wrong; i++)
		wrong = bases_wrong(world, &world->replicas[i], false);
	return wrong;
}

static const char *replica_wrong(struct world *world, struct replica *replica)
{
	struct verify_report report;
	const char *wrong = cells_wrong(world, replica);

	if (!wrong)
		wrong = bases_wrong(world, replica, true);
	if (wrong)
		return wrong;
	if (number_of(world, replica, "SELECT count(*) FROM journal_note", 0, 0) != facts_told(world))
		return "a fact is missing, or there twice";
	if (number_of(world, replica, "SELECT count(*) FROM parked", 0, 0))
		return "something is still parked";
	if (number_of(world, replica, "SELECT count(*) FROM anomaly", 0, 0))
		return "an anomaly was seen where there is none";
	if (world->is_unverified)
		return NULL;
	world_must(world, store_verify(replica->store, &world->arena, &report, &world->err));
	return report.count ? report.findings[0].text : NULL;
}

const char *world_wrong(struct world *world)
{
	char first[ID_HASH_TEXT], digest[ID_HASH_TEXT];
	const char *wrong = NULL;

	for (int i = 0; i < world->count && !wrong; i++) {
		wrong = replica_wrong(world, &world->replicas[i]);
		world_must(world, store_digest(world->replicas[i].store, i ? digest : first, &world->err));
		if (!wrong && i && strcmp(first, digest))
			wrong = "two terminals do not agree by their digests";
	}
	return wrong;
}
