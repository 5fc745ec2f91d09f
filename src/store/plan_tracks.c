/* plan_tracks.c - the plan's tracks, and where the citizen stands in the pipeline.
 *
 * A track with a code is keyed by citizen and code: two terminals that begin the health track begin the same. */
#include "plan_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/plans.h"

/* ---- tracks ----------------------------------------------------------------------------------------- */

static const char tracks_of[] = "SELECT id, citizen, code, name, ended FROM plan_track"
				" WHERE citizen = ? AND deleted = 0 ORDER BY at, id";
static const char track_update[] =
	"UPDATE plan_track SET name = ?2, ended = ?3, deleted = 0 WHERE id = ?1 AND (name, ended, deleted)"
	" IS NOT (?2, ?3, 0)";
static const char track_insert[] =
	"INSERT INTO plan_track(id, name, ended, citizen, code, at) SELECT ?1, ?2, ?3, ?4, ?5, ?6"
	" WHERE NOT EXISTS(SELECT 1 FROM plan_track WHERE id = ?1)";

static bool track_id(struct store *store, struct plan_track *track, struct err *err)
{
	char citizen[ROW_KEY_SIZE];
	const char *parts[] = { row_key(track->citizen, citizen), row_text(track->code), NULL };

	if (track->id || str_is_empty(track->code))
		return row_number(store, &track->id, err);
	return row_natural(store, "plan_track", parts, &track->id, err);
}

static bool track_row_put(struct store *store, struct plan_track *track, struct err *err)
{
	struct statement s;

	if (!track_id(store, track, err) || !statement_begin(&s, store, track_update, err))
		return false;
	statement_bind_int(&s, track->id);
	statement_bind_text(&s, track->name);
	statement_bind_int(&s, track->ended);
	if (!statement_end(&s) || !statement_begin(&s, store, track_insert, err))
		return false;
	statement_bind_int(&s, track->id);
	statement_bind_text(&s, track->name);
	statement_bind_int(&s, track->ended);
	statement_bind_int(&s, track->citizen);
	statement_bind_text(&s, track->code);
	statement_bind_int(&s, store_now_ms(store));
	return statement_end(&s);
}

bool store_plan_track_put(struct store *store, struct plan_track *track, struct err *err)
{
	struct plan_track row = *track;

	if (str_is_empty(row.code) && str_is_empty(row.name))
		return err_set(err, ERR_INPUT, "%s", _("A track needs a name: write one and save again."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, plan_ensure(store, row.citizen, err) && track_row_put(store, &row, err), err))
		return false;
	track->id = row.id;
	return true;
}

bool tracks_read(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
		 struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, tracks_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		plan->tracks = arena_grow(arena, plan->tracks, plan->track_count, sizeof(*plan->tracks));
		plan->tracks[plan->track_count++] = (struct plan_track){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.code = statement_text(&s, 2, arena),
			.name = statement_text(&s, 3, arena),
			.ended = statement_int(&s, 4) != 0,
		};
	}
	return statement_end(&s);
}

/* ---- positions ---------------------------------------------------------------------------------------- */

static const char positions_of[] = "SELECT id, citizen, stage, date, note FROM plan_position"
				   " WHERE citizen = ? AND deleted = 0 ORDER BY date DESC, at DESC, id DESC";
static const char position_update[] =
	"UPDATE plan_position SET stage = ?2, date = ?3, note = ?4, deleted = 0 WHERE id = ?1";
static const char position_insert[] =
	"INSERT INTO plan_position(id, stage, date, note, citizen, at) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

static bool position_row_put(struct store *store, struct plan_position *position, struct err *err)
{
	bool is_new = !position->id;
	struct statement s;

	if (!row_number(store, &position->id, err) ||
	    !statement_begin(&s, store, is_new ? position_insert : position_update, err))
		return false;
	statement_bind_int(&s, position->id);
	statement_bind_text(&s, position->stage);
	statement_bind_date(&s, position->date);
	statement_bind_text(&s, position->note);
	if (is_new) {
		statement_bind_int(&s, position->citizen);
		statement_bind_int(&s, store_now_ms(store));
	}
	return statement_end(&s);
}

bool store_plan_position_put(struct store *store, struct plan_position *position, struct err *err)
{
	struct plan_position row = *position;

	if (str_is_empty(row.stage) || !date_is_set(row.date))
		return err_set(err, ERR_INPUT, "%s",
			       _("A position needs a place and a date: choose both and save again."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, plan_ensure(store, row.citizen, err) && position_row_put(store, &row, err),
			err))
		return false;
	position->id = row.id;
	return true;
}

bool positions_read(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
		    struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, positions_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		plan->positions =
			arena_grow(arena, plan->positions, plan->position_count, sizeof(*plan->positions));
		plan->positions[plan->position_count++] = (struct plan_position){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.stage = statement_text(&s, 2, arena),
			.date = statement_date(&s, 3),
			.note = statement_text(&s, 4, arena),
		};
	}
	return statement_end(&s);
}
