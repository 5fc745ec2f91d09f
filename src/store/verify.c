#include "verification.h"

#include <string.h>

#include "listing.h"
#include "migrate.h"
#include "samtale/base/tr.h"

/* ---- findings -------------------------------------------------------------------------------- */

static void finding_put(struct verification *v, const char *table, int64_t row, const char *text)
{
	struct verify_report *report = v->report;

	report->findings = arena_grow(v->arena, report->findings, report->count, sizeof(*report->findings));
	report->findings[report->count++] = (struct verify_finding){ v->what, arena_strdup(v->arena, table),
								     row, text };
}

void finding_add(struct verification *v, const char *table, int64_t row, const char *text)
{
	if (v->of_check++ < FINDINGS_MOST)
		finding_put(v, table, row, text);
}

bool findings_of(struct verification *v, const char *sql, const char *table, const char *text,
		 struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, v->store, sql, err))
		return false;
	while (statement_row(&s))
		finding_add(v, table, statement_int(&s, 0), text);
	return statement_end(&s);
}

/* ---- the file -------------------------------------------------------------------------------- */

static bool verify_file(struct verification *v, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, v->store, "PRAGMA integrity_check", err))
		return false;
	while (statement_row(&s)) {
		const char *said = statement_text(&s, 0, &v->scratch);

		if (strcmp(said, "ok"))
			finding_add(v, "", 0, arena_printf(v->arena, _("The file is damaged: %s."), said));
	}
	return statement_end(&s);
}

/* ---- the schema, beside one made from the migrations ----------------------------------------- */

struct object {
	const char *name, *table, *sql;
};

struct objects {
	struct object *rows;
	size_t count;
};

static bool objects_read(struct store *store, bool triggers, struct arena *arena, struct objects *objects,
			 struct err *err)
{
	struct statement s;

	if (!statement_begin(
		    &s, store,
		    "SELECT name, tbl_name, sql FROM sqlite_schema WHERE (type = 'trigger') = ?"
		    " AND name NOT LIKE 'sqlite_%' ORDER BY name",
		    err))
		return false;
	statement_bind_int(&s, triggers);
	while (statement_row(&s)) {
		objects->rows = arena_grow(arena, objects->rows, objects->count, sizeof(*objects->rows));
		objects->rows[objects->count++] = (struct object){
			.name = statement_text(&s, 0, arena),
			.table = statement_text(&s, 1, arena),
			.sql = statement_text(&s, 2, arena),
		};
	}
	return statement_end(&s);
}

/* What the program's own migrations make of nothing. */
static bool objects_wanted(bool triggers, struct arena *arena, struct objects *objects, struct err *err)
{
	struct store model = { .path = (char[]){ ":memory:" }, .instance = -1 };
	int result = sqlite3_open(model.path, &model.db);
	bool read = (result == SQLITE_OK || database_error_code(result, model.path, err)) &&
		    listing_register(&model, err) && schema_make(&model, embedded_sql, err) &&
		    objects_read(&model, triggers, arena, objects, err);

	statements_finalize(&model);
	sqlite3_close(model.db);
	return read;
}

enum { OBJECT_MISSING, OBJECT_OTHER, OBJECT_FOREIGN };

static const char *const object_texts[2][3] = {
	/* come after the name; tables, indexes and views; triggers */
	{ N_("is missing in the database."), N_("is not built as it should be."),
	  N_("does not belong in the database.") },
	{ N_("is missing, so that changes may go unrecorded."),
	  N_("is not as it should be, so that changes may go unrecorded."),
	  N_("does not belong in the database.") },
};

static void object_finding(struct verification *v, const struct object *object, bool trigger, int which)
{
	finding_add(v, object->table, 0,
		    arena_printf(v->arena, "%s %s", object->name, _(object_texts[trigger][which])));
}

/* Both lists are in the order of their names. */
static void objects_compare(struct verification *v, const struct objects *wanted, const struct objects *found,
			    bool triggers)
{
	size_t w = 0, f = 0;

	while (w < wanted->count || f < found->count) {
		int order;

		if (w == wanted->count)
			order = 1;
		else if (f == found->count)
			order = -1;
		else
			order = strcmp(wanted->rows[w].name, found->rows[f].name);

		if (order < 0) {
			object_finding(v, &wanted->rows[w++], triggers, OBJECT_MISSING);
		} else if (order > 0) {
			object_finding(v, &found->rows[f++], triggers, OBJECT_FOREIGN);
		} else {
			if (strcmp(wanted->rows[w].sql, found->rows[f].sql))
				object_finding(v, &found->rows[f], triggers, OBJECT_OTHER);
			w++;
			f++;
		}
	}
}

static bool verify_objects(struct verification *v, bool triggers, struct err *err)
{
	struct objects wanted = { 0 }, found = { 0 };

	if (!objects_wanted(triggers, &v->scratch, &wanted, err) ||
	    !objects_read(v->store, triggers, &v->scratch, &found, err))
		return false;
	objects_compare(v, &wanted, &found, triggers);
	return true;
}

static bool verify_schema(struct verification *v, struct err *err)
{
	return verify_objects(v, false, err);
}

static bool verify_triggers(struct verification *v, struct err *err)
{
	return verify_objects(v, true, err);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static const struct {
	const char *what;
	bool (*run)(struct verification *v, struct err *err);
} checks[] = {
	{ "integrity", verify_file },
	{ "integrity", verify_schema },
	{ "triggers", verify_triggers },
	{ "oplog", verify_ops },
	{ "reference", verify_references },
	{ "invariant", verify_invariants },
	{ "search", verify_listing },
	{ "streams", verify_streams },
};

/* What a check cannot read because it is damaged is a finding too, and the other checks go on. */
static bool check_run(struct verification *v, size_t at, struct err *err)
{
	struct err why = { 0 };
	bool ran;

	v->what = checks[at].what;
	v->of_check = 0;
	ran = checks[at].run(v, &why);
	if (!ran && why.code != ERR_DAMAGED) {
		if (err)
			*err = why;
		return false;
	}
	if (!ran)
		finding_add(
			v, "", 0,
			arena_printf(v->arena, _("Not all of it could be looked through: %s"), why.detail));
	if (v->of_check > FINDINGS_MOST)
		finding_put(v, "", 0,
			    arena_printf(v->arena, _("There are %ld more of this kind."),
					 (long)(v->of_check - FINDINGS_MOST)));
	arena_reset(&v->scratch);
	return true;
}

/* One snapshot, in case another process writes meanwhile. */
bool store_verify(struct store *store, struct arena *arena, struct verify_report *report, struct err *err)
{
	struct verification v = { .store = store, .arena = arena, .report = report };
	bool inside = store->depth > 0, ran = inside || database_run(store, "BEGIN", err);

	*report = (struct verify_report){ .checks = LENGTH(checks) };
	arena_init(&v.scratch);
	for (size_t i = 0; ran && i < LENGTH(checks); i++)
		ran = check_run(&v, i, err);
	arena_done(&v.scratch);
	if (!inside && !sqlite3_get_autocommit(store->db))
		ran = database_run(store, "ROLLBACK", ran ? err : NULL) && ran;
	return ran;
}
