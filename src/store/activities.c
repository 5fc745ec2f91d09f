/* activities.c - enrolments with what was registered about them. */
#include "activity_rows.h"

#include "rows.h"
#include "samtale/base/tr.h"

/* ---- reading ---------------------------------------------------------------------------------------- */

static const char activities_of[] =
	"SELECT " ACTIVITY_COLUMNS " FROM enrolment n" ACTIVITY_JOINS
	" WHERE n.citizen = ? AND n.deleted = 0 ORDER BY n.ended <> '' OR n.dropout <> '',"
	" max(n.invited, n.started) DESC, n.id";
static const char activity_one[] =
	"SELECT " ACTIVITY_COLUMNS " FROM enrolment n" ACTIVITY_JOINS " WHERE n.id = ? AND n.deleted = 0";
static const char stages_of[] =
	"SELECT stage, date FROM activity_stage WHERE enrolment = ? AND deleted = 0 ORDER BY date, id";

struct activity activity_read(struct statement *s, const struct activity_kinds *kinds, struct arena *arena)
{
	struct activity activity = {
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.effort = statement_text(s, 2, arena),
		.effort_name = statement_text(s, 3, arena),
		.effort_type = statement_text(s, 4, arena),
		.invited = statement_date(s, 5),
		.started = statement_date(s, 6),
		.ended = statement_date(s, 7),
		.completed = (int)statement_int(s, 8),
		.dropout = statement_text(s, 9, arena),
		.employer = statement_int(s, 11),
		.employer_name = statement_text(s, 12, arena),
		.planned_end = statement_date(s, 13),
		.weekly_hours = statement_real(s, 14),
		.wage = (int)statement_int(s, 15),
		.weekdays = (int)statement_int(s, 16),
		.purpose = statement_text(s, 17, arena),
		.contact = statement_text(s, 18, arena),
		.reason = statement_text(s, 19, arena),
		.job = statement_date(s, 20),
		.education = statement_date(s, 21),
	};

	activity.kind = activity_kind_find(kinds, statement_text(s, 10, arena));
	if (activity.kind == NULL)
		activity.kind = activity_kind_of(kinds, activity.effort, activity.effort_type);
	return activity;
}

bool activity_reached_read(struct store *store, struct activity *activity, struct arena *arena, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, stages_of, err))
		return false;
	statement_bind_int(&s, activity->id);
	while (statement_row(&s)) {
		activity->reached =
			arena_grow(arena, activity->reached, activity->reached_count, sizeof(*activity->reached));
		activity->reached[activity->reached_count++] = (struct activity_reached){
			.stage = statement_text(&s, 0, arena),
			.date = statement_date(&s, 1),
		};
	}
	return statement_end(&s);
}

bool store_activities(struct store *store, int64_t citizen, const struct activity_kinds *kinds,
		      struct arena *arena, struct activity **activities, size_t *count, struct err *err)
{
	struct statement s;

	*activities = NULL;
	*count = 0;
	if (!statement_begin(&s, store, activities_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		*activities = arena_grow(arena, *activities, *count, sizeof(**activities));
		(*activities)[(*count)++] = activity_read(&s, kinds, arena);
	}
	if (!statement_end(&s))
		return false;
	for (size_t i = 0; i < *count; i++)
		if (!activity_reached_read(store, &(*activities)[i], arena, err))
			return false;
	return true;
}

bool store_activity(struct store *store, int64_t id, const struct activity_kinds *kinds, struct arena *arena,
		    struct activity *activity, struct err *err)
{
	struct statement s;

	*activity = (struct activity){ .id = 0 };
	if (!statement_one(&s, store, activity_one, id,
			   _("This activity is not there any more. Go back and look at the list again."), err))
		return false;
	*activity = activity_read(&s, kinds, arena);
	if (!statement_end(&s))
		return false;
	return activity_reached_read(store, activity, arena, err);
}

static const char counts_of[] =
	"SELECT " ACTIVITY_COLUMNS ", ifnull(g.stage, ''), ifnull(g.date, '') FROM effort f0 CROSS JOIN enrolment n"
	" ON n.effort = f0.id" ACTIVITY_JOINS " LEFT JOIN activity_stage g ON g.enrolment = n.id AND g.deleted = 0"
	" WHERE f0.id = ? AND n.deleted = 0 ORDER BY n.id";

bool store_activity_kind(struct store *store, const struct activity_kinds *kinds, const char *code, struct arena *arena,
			 struct activity_kind *kind, struct err *err)
{
	const struct activity_kind *found = activity_kind_find(kinds, code);
	struct statement s;

	if (found == NULL) {
		if (!statement_begin(&s, store, "SELECT kind FROM effort WHERE code = ? AND deleted = 0", err))
			return false;
		statement_bind_text(&s, code);
		if (statement_row(&s))
			found = activity_kind_of(kinds, code, statement_text(&s, 0, arena));
		if (!statement_end(&s))
			return false;
	}
	if (found == NULL)
		return err_set(err, ERR_MISSING, _("There is no activity “%s”. samtale activity kinds lists them."), code);
	*kind = *found;
	kind->code = arena_strdup(arena, code);
	return true;
}

/* Whoever has reached a later stage has been through those before. */
static void count_reached(const struct activity *activity, int64_t *counts)
{
	const struct activity_stage *last = activity_last_stage(activity);

	for (size_t i = 0; last != NULL && i <= (size_t)(last - activity->kind->stages); i++)
		counts[i]++;
}

bool store_activity_counts(struct store *store, const struct activity_kind *kind, struct arena *arena,
			   int64_t *counts, struct err *err)
{
	const struct activity_kinds kinds = { kind, 1 };
	struct activity activity = { .id = 0 };
	struct statement s;
	int64_t effort;

	for (size_t i = 0; i < kind->stage_count; i++)
		counts[i] = 0;
	if (!store_natural_id(store, "effort", kind->code, &effort, err) ||
	    !statement_begin(&s, store, counts_of, err))
		return false;
	statement_bind_int(&s, effort);
	while (statement_row(&s)) {
		struct activity row = activity_read(&s, &kinds, arena);

		if (row.id != activity.id) {
			if (activity.id != 0 && activity.kind != NULL)
				count_reached(&activity, counts);
			activity = row;
		}
		activity.reached =
			arena_grow(arena, activity.reached, activity.reached_count, sizeof(*activity.reached));
		activity.reached[activity.reached_count++] = (struct activity_reached){
			statement_text(&s, ACTIVITY_MORE_COLUMN, arena), statement_date(&s, ACTIVITY_MORE_COLUMN + 1) };
	}
	if (activity.id != 0 && activity.kind != NULL)
		count_reached(&activity, counts);
	return statement_end(&s);
}

bool store_activity_employers(struct store *store, struct arena *arena, struct activity_employer **employers,
			      size_t *count, struct err *err)
{
	struct statement s;

	*employers = NULL;
	*count = 0;
	if (!statement_begin(&s, store,
			     "SELECT id, cvr, name, city, contact FROM employer WHERE deleted = 0"
			     " ORDER BY sort_key(name, ''), id",
			     err))
		return false;
	while (statement_row(&s)) {
		*employers = arena_grow(arena, *employers, *count, sizeof(**employers));
		(*employers)[(*count)++] = (struct activity_employer){
			.id = statement_int(&s, 0),
			.cvr = statement_text(&s, 1, arena),
			.name = statement_text(&s, 2, arena),
			.city = statement_text(&s, 3, arena),
			.contact = statement_text(&s, 4, arena),
		};
	}
	return statement_end(&s);
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static bool stage_put(struct store *store, int64_t enrolment, const char *stage, struct date date, struct err *err)
{
	static const char put[] =
		"INSERT INTO activity_stage(id, enrolment, stage, date) SELECT ?1, ?2, ?3, ?4"
		" WHERE NOT EXISTS(SELECT 1 FROM activity_stage WHERE id = ?1)";
	static const char again[] = "UPDATE activity_stage SET date = ?2, deleted = 0 WHERE id = ?1"
				    " AND (date, deleted) IS NOT (?2, 0)";
	char key[ROW_KEY_SIZE];
	const char *parts[] = { row_key(enrolment, key), stage, NULL };
	struct statement s;
	int64_t id;

	if (!row_natural(store, "activity_stage", parts, &id, err) || !statement_begin(&s, store, again, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_date(&s, date);
	if (!statement_end(&s) || !statement_begin(&s, store, put, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, enrolment);
	statement_bind_text(&s, stage);
	statement_bind_date(&s, date);
	return statement_end(&s);
}

/* The effort that the kind is counted under; made when nobody has imported it. */
static bool effort_put(struct store *store, const struct activity_kind *kind, int64_t *effort, struct err *err)
{
	static const char put[] = "INSERT INTO effort(id, code, name, kind) SELECT ?1, ?2, ?3, ?4"
				  " WHERE NOT EXISTS(SELECT 1 FROM effort WHERE id = ?1)";
	static const char again[] = "UPDATE effort SET deleted = 0 WHERE id = ?1 AND deleted <> 0";
	struct statement s;

	if (!store_natural_id(store, "effort", kind->code, effort, err) || !statement_begin(&s, store, again, err))
		return false;
	statement_bind_int(&s, *effort);
	if (!statement_end(&s) || !statement_begin(&s, store, put, err))
		return false;
	statement_bind_int(&s, *effort);
	statement_bind_text(&s, kind->code);
	statement_bind_text(&s, kind->names[LANGUAGE_DA]);
	statement_bind_text(&s, kind->type);
	return statement_end(&s);
}

static bool enrolment_add(struct store *store, const struct activity_entry *entry, int64_t effort, struct err *err)
{
	static const char add[] = "INSERT INTO enrolment(id, citizen, effort, invited, started) VALUES(?, ?, ?, ?, ?)";
	bool planned = activity_kind_is_planned(entry->kind);
	struct date today = store_today(store), invited = entry->start;
	struct statement s;

	/* Agreed today, unless it is written down afterwards. */
	if (planned && date_compare(today, entry->start) < 0)
		invited = today;
	if (!statement_begin(&s, store, add, err))
		return false;
	statement_bind_int(&s, entry->id);
	statement_bind_int(&s, entry->citizen);
	statement_bind_int(&s, effort);
	statement_bind_date(&s, invited);
	statement_bind_date(&s, planned ? entry->start : DATE_NONE);
	return statement_end(&s) && stage_put(store, entry->id, entry->kind->stages[0].code, invited, err);
}

static bool activity_add(struct store *store, const struct activity_entry *entry, struct err *err)
{
	static const char add[] =
		"INSERT INTO activity(id, citizen, kind, employer, planned_end, weekly_hours, wage, weekdays, purpose,"
		" contact) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	struct statement s;

	if (!statement_begin(&s, store, add, err))
		return false;
	statement_bind_int(&s, entry->id);
	statement_bind_int(&s, entry->citizen);
	statement_bind_text(&s, entry->kind->code);
	statement_bind_int(&s, entry->employer);
	statement_bind_date(&s, entry->end);
	statement_bind_real(&s, entry->weekly_hours);
	statement_bind_int(&s, entry->wage);
	statement_bind_int(&s, entry->weekdays ? entry->weekdays : ACTIVITY_WEEKDAYS_DEFAULT);
	statement_bind_text(&s, entry->purpose);
	statement_bind_text(&s, entry->contact);
	return statement_end(&s);
}

bool store_activity_register(struct store *store, struct activity_entry *entry, struct err *err)
{
	struct activity_entry row = *entry;
	int64_t effort;

	row.id = 0;
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store,
			row_number(store, &row.id, err) && effort_put(store, row.kind, &effort, err) &&
				enrolment_add(store, &row, effort, err) && activity_add(store, &row, err),
			err))
		return false;
	entry->id = row.id;
	return true;
}

bool store_activity_extend(struct store *store, int64_t id, struct date end, const char *reason, struct err *err)
{
	static const char put[] = "UPDATE activity SET planned_end = ?2, reason = ?3 WHERE id = ?1"
				  " AND (planned_end, reason) IS NOT (?2, ?3)";
	struct statement s;

	if (!store_begin(store, err))
		return false;
	if (!statement_begin(&s, store, put, err))
		return row_finish(store, false, err);
	statement_bind_int(&s, id);
	statement_bind_date(&s, end);
	statement_bind_text(&s, reason);
	return row_finish(store, statement_end(&s), err);
}

static bool enrolment_date(struct store *store, const char *sql, int64_t id, struct date date, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_date(&s, date);
	return statement_end(&s);
}

/* As an import names it, so that the register's own row falls together with it. */
static bool outcome_put(struct store *store, const struct activity *activity, const char *status, struct date date,
			struct err *err)
{
	static const char again[] = "UPDATE outcome SET deleted = 0 WHERE id = ?1 AND deleted <> 0";
	static const char put[] =
		"INSERT INTO outcome(id, citizen, effort, status, date, weekly_hours, source)"
		" SELECT ?1, n.citizen, n.effort, ?3, ?4, ?5, 'borger' FROM enrolment n WHERE n.id = ?2"
		" AND NOT EXISTS(SELECT 1 FROM outcome WHERE id = ?1)";
	char citizen[ROW_KEY_SIZE], effort[ROW_KEY_SIZE], day[DATE_ISO_SIZE];
	const char *parts[] = { row_key(activity->citizen, citizen), effort, status, date_iso(date, day), NULL };
	int64_t id, effort_id;
	struct statement s;

	if (!database_number(store, "SELECT effort FROM enrolment WHERE id = ?", activity->id, 0, &effort_id, err))
		return false;
	row_key(effort_id, effort);
	if (!row_natural(store, "outcome", parts, &id, err) || !statement_begin(&s, store, again, err))
		return false;
	statement_bind_int(&s, id);
	if (!statement_end(&s) || !statement_begin(&s, store, put, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, activity->id);
	statement_bind_text(&s, status);
	statement_bind_date(&s, date);
	statement_bind_real(&s, activity->weekly_hours);
	return statement_end(&s);
}

#define COMPLETED "UPDATE enrolment SET completed = 1, ended = ?2, dropout = '' WHERE id = ?1 AND completed <> 1"

static bool stage_follow(struct store *store, const struct activity *activity, enum activity_sets sets,
			 struct date date, struct err *err)
{
	int64_t id = activity->id;

	switch (sets) {
	case ACTIVITY_SETS_INVITED:
		return enrolment_date(store, "UPDATE enrolment SET invited = ?2 WHERE id = ?1 AND invited <> ?2", id,
				      date, err);
	case ACTIVITY_SETS_STARTED:
		return enrolment_date(store, "UPDATE enrolment SET started = ?2 WHERE id = ?1 AND started <> ?2", id,
				      date, err);
	case ACTIVITY_SETS_COMPLETED: return enrolment_date(store, COMPLETED, id, date, err);
	case ACTIVITY_SETS_JOB:
		return enrolment_date(store, COMPLETED, id, date, err) &&
		       outcome_put(store, activity, "JOB", date, err);
	case ACTIVITY_SETS_EDUCATION:
		return enrolment_date(store, COMPLETED, id, date, err) &&
		       outcome_put(store, activity, "EDUCATION", date, err);
	default: return true;
	}
}

bool store_activity_stage(struct store *store, const struct activity *activity, const struct activity_stage *stage,
			  struct date date, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	return row_finish(store,
			  stage_put(store, activity->id, stage->code, date, err) &&
				  stage_follow(store, activity, stage->sets, date, err),
			  err);
}

bool store_activity_drop(struct store *store, int64_t id, struct date date, const char *reason, struct err *err)
{
	static const char drop[] =
		"UPDATE enrolment SET started = iif(started > ?2, '', started), ended = ?2, completed = 0, dropout = ?3"
		" WHERE id = ?1";
	struct statement s;

	if (!store_begin(store, err))
		return false;
	if (!statement_begin(&s, store, drop, err))
		return row_finish(store, false, err);
	statement_bind_int(&s, id);
	statement_bind_date(&s, date);
	statement_bind_text(&s, reason);
	return row_finish(store, statement_end(&s), err);
}
