/* sanctions.c - sanction cases and their events.
 *
 * A case is a fact with a natural key (citizen, event date, provision, source record), so that two terminals
 * which register the same event make the same case. An event is numbered, and sanction_parent says which it
 * was made from; an event that is nobody's parent is a head. Two heads are seen by everyone and block the
 * case until a person decides. */
#include "check_rows.h"

#include "homes.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "samtale/store/people.h"

/* ---- events ----------------------------------------------------------------------------------------- */

/* An event is later than the one it was made from, whatever the clocks say: events are read in this order. */
static const char event_insert[] =
	"INSERT INTO sanction_event(id, sanction_case, act, state, date, due, channel, text, code, at,"
	" author) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, max(?10, ifnull((SELECT max(at) + 1"
	" FROM sanction_event WHERE sanction_case = ?2), 0)), ?11";
static const char parent_insert[] = "INSERT INTO sanction_parent(id, event, parent) VALUES(?, ?, ?)";

static bool parent_insert_run(struct store *store, int64_t event, int64_t parent, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, parent_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, event);
	statement_bind_int(&s, parent);
	return statement_end(&s);
}

static bool event_insert_run(struct store *store, struct sanction_event *event, struct err *err)
{
	struct statement s;

	event->id = 0;
	event->at = store_now_ms(store);
	event->author = store_author(store);
	if (!row_number(store, &event->id, err) || !statement_begin(&s, store, event_insert, err))
		return false;
	statement_bind_int(&s, event->id);
	statement_bind_int(&s, event->sanction_case);
	statement_bind_int(&s, event->act);
	statement_bind_int(&s, event->to);
	statement_bind_date(&s, event->date);
	statement_bind_date(&s, event->due);
	statement_bind_text(&s, event->channel);
	statement_bind_text(&s, event->text);
	statement_bind_text(&s, event->code);
	statement_bind_int(&s, event->at);
	statement_bind_int(&s, event->author);
	if (!statement_end(&s))
		return false;
	return !event->parent || parent_insert_run(store, event->id, event->parent, err);
}

/* ---- two heads -------------------------------------------------------------------------------------- */

/* The one that counts first: it is the event's first parent. */
static const char heads_in_order[] =
	"SELECT id FROM sanction_event h WHERE sanction_case = ?1"
	" AND NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = h.id) ORDER BY id <> ?2, id";

static bool heads_read(struct store *store, const struct sanction_event *event, struct arena *arena,
		       int64_t **heads, size_t *count, struct err *err)
{
	struct statement s;

	*heads = NULL;
	*count = 0;
	if (!statement_begin(&s, store, heads_in_order, err))
		return false;
	statement_bind_int(&s, event->sanction_case);
	statement_bind_int(&s, event->parent);
	while (statement_row(&s)) {
		*heads = arena_grow(arena, *heads, *count, sizeof(**heads));
		(*heads)[(*count)++] = statement_int(&s, 0);
	}
	return statement_end(&s);
}

static bool heads_join(struct store *store, struct sanction_event *event, const int64_t *heads, size_t count,
		       struct err *err)
{
	if (count < 2 || heads[0] != event->parent)
		return err_set(err, ERR_BUSY, "%s",
			       _("Somebody has chosen already which one counts. Open the case again and read it "
			         "first."));
	if (!event_insert_run(store, event, err))
		return false;
	for (size_t i = 1; i < count; i++)
		if (!parent_insert_run(store, event->id, heads[i], err))
			return false;
	return true;
}

static bool resolve(struct store *store, struct sanction_event *event, struct err *err)
{
	struct arena scratch;
	int64_t *heads;
	size_t count;
	bool done;

	arena_init(&scratch);
	done = heads_read(store, event, &scratch, &heads, &count, err) &&
	       heads_join(store, event, heads, count, err);
	arena_done(&scratch);
	return done;
}

/* ---- going on --------------------------------------------------------------------------------------- */

static const char heads_of[] =
	"SELECT count(*), ifnull(max(id), 0) FROM sanction_event h WHERE sanction_case = ?"
	" AND NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = h.id)";

static bool head_must_be(struct store *store, int64_t sanction_case, int64_t parent, struct err *err)
{
	struct statement s;
	int64_t heads = 0, head = 0;

	if (!statement_begin(&s, store, heads_of, err))
		return false;
	statement_bind_int(&s, sanction_case);
	if (statement_row(&s)) {
		heads = statement_int(&s, 0);
		head = statement_int(&s, 1);
	}
	if (!statement_end(&s))
		return false;
	if (!heads)
		return err_set(err, ERR_MISSING, "%s",
			       _("This sanction case is not on this machine. Go back and open the citizen "
			         "again."));
	if (heads > 1)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Two people have gone on with this case at the same time. Read both, and "
			         "decide which one holds."));
	if (head != parent)
		return err_set(err, ERR_BUSY, "%s",
			       _("Something was added to this case after you opened it. Open it again and "
			         "read it first."));
	return true;
}

/* One unit has the citizen, and goes on with the case: so there is no other about the same event elsewhere. */
static bool case_must_be_here(struct store *store, int64_t sanction_case, struct err *err)
{
	int64_t citizen;

	return database_number(store, "SELECT citizen FROM sanction_case WHERE id = ?", sanction_case, 0, &citizen, err) &&
	       citizen_must_be_here(store, citizen, err);
}

bool store_case_event(struct store *store, struct sanction_event *event, struct err *err)
{
	struct sanction_event row = *event;
	bool done;

	if (!store_begin(store, err))
		return false;
	done = case_must_be_here(store, row.sanction_case, err);
	if (row.act == SANCTION_RESOLVE)
		done = done && resolve(store, &row, err);
	else
		done = done && head_must_be(store, row.sanction_case, row.parent, err) &&
		       event_insert_run(store, &row, err);
	if (!row_finish(store, done, err))
		return false;
	*event = row;
	return true;
}

/* ---- opening ---------------------------------------------------------------------------------------- */

static const char case_insert[] =
	"INSERT INTO sanction_case(id, citizen, check_id, provision, event_date, source, target_group, at,"
	" author) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

static const char spell_on[] =
	"SELECT benefit FROM benefit_spell WHERE citizen = ?1 AND deleted = 0 AND from_date <= ?2"
	" AND (to_date = '' OR to_date >= ?2) ORDER BY from_date DESC, id DESC LIMIT 1";

/* Who was insured on the day of the event stays the a-kasse's, whatever the benefit is today. */
static bool was_not_insured(struct store *store, const struct sanction_case *row, struct arena *arena,
			    struct err *err)
{
	struct citizen then = { .benefit = "" };
	char day[DATE_ISO_SIZE];
	struct statement s;

	if (!statement_begin(&s, store, spell_on, err))
		return false;
	statement_bind_int(&s, row->citizen);
	statement_bind_date(&s, row->event_date);
	if (statement_row(&s))
		then.benefit = statement_text(&s, 0, arena);
	if (!statement_end(&s))
		return false;
	if (!citizen_is_insured(&then))
		return true;
	return err_set(err, ERR_REFUSED,
		       _("On %s the citizen had unemployment benefit, so the a-kasse decides. Notify the a-kasse "
			 "instead."),
		       date_iso(row->event_date, day));
}

/* The target group is the citizen's own, not what the caller says. */
static bool case_may_exist(struct store *store, struct sanction_case *row, struct err *err)
{
	struct citizen citizen;
	struct arena scratch;
	bool may;

	arena_init(&scratch);
	may = citizen_must_be_here(store, row->citizen, err) &&
	      store_citizen(store, row->citizen, &scratch, &citizen, err) &&
	      sanction_may_exist(&citizen, row->provision, row->event_date, store_today(store), err) &&
	      was_not_insured(store, row, &scratch, err);
	if (may)
		row->target_group = citizen.target_group;
	arena_done(&scratch);
	return may;
}

static bool case_id(struct store *store, struct sanction_case *row, struct err *err)
{
	char citizen[ROW_KEY_SIZE], date[DATE_ISO_SIZE];
	const char *parts[] = { row_key(row->citizen, citizen), date_iso(row->event_date, date),
				row_text(row->provision), row_text(row->source), NULL };

	return row_natural(store, "sanction_case", parts, &row->id, err);
}

static bool case_insert_run(struct store *store, const struct sanction_case *row, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, case_insert, err))
		return false;
	statement_bind_int(&s, row->id);
	statement_bind_int(&s, row->citizen);
	statement_bind_int(&s, row->check);
	statement_bind_text(&s, row->provision);
	statement_bind_date(&s, row->event_date);
	statement_bind_text(&s, row->source);
	statement_bind_int(&s, row->target_group);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool case_row_open(struct store *store, struct sanction_case *sanction_case, struct err *err)
{
	struct sanction_event registered = {
		.act = SANCTION_REGISTER,
		.to = SANCTION_OBSERVED,
		.date = store_today(store),
		.due = DATE_NONE,
	};
	int64_t there;

	if (!case_may_exist(store, sanction_case, err) || !case_id(store, sanction_case, err) ||
	    !database_number(store, "SELECT count(*) FROM sanction_case WHERE id = ?", sanction_case->id, 0,
			     &there, err))
		return false;
	registered.sanction_case = sanction_case->id;
	return there ||
	       (case_insert_run(store, sanction_case, err) && event_insert_run(store, &registered, err));
}

bool store_case_open(struct store *store, struct sanction_case *sanction_case, struct err *err)
{
	struct sanction_case row = *sanction_case;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, case_row_open(store, &row, err), err))
		return false;
	sanction_case->id = row.id;
	return true;
}

/* ---- reading ---------------------------------------------------------------------------------------- */

static const char case_one[] =
	"SELECT id, citizen, check_id, provision, event_date, source, target_group"
	" FROM sanction_case WHERE id = ?";

static bool case_read(struct store *store, int64_t id, struct arena *arena,
		      struct sanction_case *sanction_case, struct err *err)
{
	struct statement s;

	*sanction_case = (struct sanction_case){ .last_payment_month = DATE_NONE };
	if (!statement_one(&s, store, case_one, id,
			   _("This sanction case is not on this machine. Go back and open the citizen again."),
			   err))
		return false;
	sanction_case->id = statement_int(&s, 0);
	sanction_case->citizen = statement_int(&s, 1);
	sanction_case->check = statement_int(&s, 2);
	sanction_case->provision = statement_text(&s, 3, arena);
	sanction_case->event_date = statement_date(&s, 4);
	sanction_case->source = statement_text(&s, 5, arena);
	sanction_case->target_group = (int)statement_int(&s, 6);
	return statement_end(&s);
}

static const char events_of[] =
	"SELECT e.id, e.sanction_case,"
	" ifnull((SELECT p.parent FROM sanction_parent p WHERE p.event = e.id ORDER BY p.id LIMIT 1), 0),"
	" e.act, e.state, e.date, e.due, e.channel, e.text, e.code, e.at, e.author, ifnull(w.name, ''),"
	" NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = e.id)"
	" FROM sanction_event e LEFT JOIN caseworker w ON w.id = e.author WHERE e.sanction_case = ?"
	" ORDER BY e.at, e.id";

static struct sanction_event event_read(struct statement *s, struct arena *arena)
{
	return (struct sanction_event){
		.id = statement_int(s, 0),
		.sanction_case = statement_int(s, 1),
		.parent = statement_int(s, 2),
		.act = (enum sanction_act)statement_int(s, 3),
		.to = (enum sanction_state)statement_int(s, 4),
		.date = statement_date(s, 5),
		.due = statement_date(s, 6),
		.channel = statement_text(s, 7, arena),
		.text = statement_text(s, 8, arena),
		.code = statement_text(s, 9, arena),
		.at = statement_int(s, 10),
		.author = statement_int(s, 11),
		.author_name = statement_text(s, 12, arena),
		.is_head = statement_int(s, 13) != 0,
	};
}

static bool events_read(struct store *store, struct arena *arena, struct sanction_case *row, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, events_of, err))
		return false;
	statement_bind_int(&s, row->id);
	while (statement_row(&s)) {
		row->events = arena_grow(arena, row->events, row->event_count, sizeof(*row->events));
		row->events[row->event_count++] = event_read(&s, arena);
		row->heads += row->events[row->event_count - 1].is_head;
	}
	return statement_end(&s);
}

/* The citizen's other cases; ?3 is DECIDE. */
static const char others_of[] =
	"SELECT f.provision, f.event_date, h.state, count(*),"
	" ifnull((SELECT max(d.date) FROM sanction_event d WHERE d.sanction_case = f.id AND d.act = ?3), '')"
	" FROM sanction_case f CROSS JOIN sanction_event h ON h.sanction_case = f.id"
	" WHERE f.citizen = ?1 AND f.id <> ?2"
	" AND NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = h.id)"
	" GROUP BY f.id ORDER BY f.event_date, f.id";

static bool others_read(struct store *store, struct arena *arena, struct sanction_case *row, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, others_of, err))
		return false;
	statement_bind_int(&s, row->citizen);
	statement_bind_int(&s, row->id);
	statement_bind_int(&s, SANCTION_DECIDE);
	while (statement_row(&s)) {
		row->others = arena_grow(arena, row->others, row->other_count, sizeof(*row->others));
		row->others[row->other_count++] = (struct sanction_other){
			.provision = statement_text(&s, 0, arena),
			.event_date = statement_date(&s, 1),
			.state = statement_int(&s, 3) == 1 ? (enum sanction_state)statement_int(&s, 2)
							   : SANCTION_NEEDS_DECISION,
			.decided = statement_date(&s, 4),
		};
	}
	return statement_end(&s);
}

static const char notes_of[] =
	"SELECT n.at, date(n.at / 1000, 'unixepoch'), n.text, ifnull(w.initials, '') FROM journal_note n"
	" LEFT JOIN caseworker w ON w.id = n.author WHERE n.citizen = ?1 AND n.sanction_case = ?2"
	" ORDER BY n.at DESC, n.id DESC";

static bool notes_read(struct store *store, struct arena *arena, struct sanction_case *file, struct err *err)
{
	struct statement s;

	file->notes = NULL;
	file->note_count = 0;
	if (!statement_begin(&s, store, notes_of, err))
		return false;
	statement_bind_int(&s, file->citizen);
	statement_bind_int(&s, file->id);
	while (statement_row(&s)) {
		file->notes = arena_grow(arena, file->notes, file->note_count, sizeof(*file->notes));
		file->notes[file->note_count++] = (struct sanction_note){
			.at = statement_int(&s, 0),
			.date = statement_date(&s, 1),
			.text = statement_text(&s, 2, arena),
			.author_name = statement_text(&s, 3, arena),
		};
	}
	return statement_end(&s);
}

static const char case_letters[] =
	"SELECT l.id, l.kind, l.about, f.hash FROM letter l JOIN letter_file f ON f.letter = l.id"
	" WHERE l.sanction_case = ? ORDER BY l.at, l.id";

static bool case_letters_read(struct store *store, struct arena *arena, struct sanction_case *row, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, case_letters, err))
		return false;
	statement_bind_int(&s, row->id);
	while (statement_row(&s)) {
		enum letter_kind kind;

		if (!letter_kind_parse(statement_text(&s, 1, arena), &kind))
			continue;
		row->letters = arena_grow(arena, row->letters, row->letter_count, sizeof(*row->letters));
		row->letters[row->letter_count++] = (struct sanction_letter){
			.id = statement_int(&s, 0),
			.kind = kind,
			.about = statement_int(&s, 2),
			.hash = statement_text(&s, 3, arena),
		};
	}
	return statement_end(&s);
}

bool store_case(struct store *store, int64_t id, struct arena *arena, struct sanction_case *sanction_case,
		struct err *err)
{
	return case_read(store, id, arena, sanction_case, err) &&
	       events_read(store, arena, sanction_case, err) &&
	       guidance_read(store, sanction_case->citizen, arena, &sanction_case->guidance,
			     &sanction_case->guidance_count, err) &&
	       others_read(store, arena, sanction_case, err) && notes_read(store, arena, sanction_case, err) &&
	       case_letters_read(store, arena, sanction_case, err);
}

static const char cases_of[] =
	"SELECT f.id, f.provision, f.event_date, h.state, h.due, count(*)"
	" FROM sanction_case f CROSS JOIN sanction_event h ON h.sanction_case = f.id"
	" WHERE f.citizen = ? AND NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = h.id)"
	" GROUP BY f.id ORDER BY f.event_date DESC, f.id";

bool store_cases(struct store *store, int64_t citizen, struct arena *arena, struct sanction_list *cases,
		 struct err *err)
{
	struct statement s;

	*cases = (struct sanction_list){ 0 };
	if (!statement_begin(&s, store, cases_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		bool one_head = statement_int(&s, 5) == 1;

		cases->rows = arena_grow(arena, cases->rows, cases->count, sizeof(*cases->rows));
		cases->rows[cases->count++] = (struct sanction_row){
			.id = statement_int(&s, 0),
			.provision = statement_text(&s, 1, arena),
			.event_date = statement_date(&s, 2),
			.state = one_head ? (enum sanction_state)statement_int(&s, 3)
					  : SANCTION_NEEDS_DECISION,
			.due = one_head ? statement_date(&s, 4) : DATE_NONE,
		};
	}
	return statement_end(&s);
}

static const char cases_paid[] =
	"SELECT DISTINCT f.id FROM sanction_case f JOIN sanction_event e ON e.sanction_case = f.id WHERE e.act = ?"
	" ORDER BY f.event_date, f.id";

bool store_cases_paid(struct store *store, struct arena *arena, struct case_ids *cases, struct err *err)
{
	struct statement s;

	*cases = (struct case_ids){ 0 };
	if (!statement_begin(&s, store, cases_paid, err))
		return false;
	statement_bind_int(&s, SANCTION_PAY);
	while (statement_row(&s)) {
		cases->rows = arena_grow(arena, cases->rows, cases->count, sizeof(*cases->rows));
		cases->rows[cases->count++] = statement_int(&s, 0);
	}
	return statement_end(&s);
}
