/* contact_persons.c - who else the citizen has to do with, and when conversations are not owed. */
#include "contact_rows.h"
#include "rows.h"
#include "samtale/domain/citizen.h"

/* ---- contact persons --------------------------------------------------------------------------------- */

static const struct row_sql person_sql =
	ROW_SQL("contact_person", "citizen, name, role, place, phone, from_date, to_date, deleted",
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, 0");
static const char persons_of[] =
	"SELECT id, name, role, place, phone, from_date, to_date FROM contact_person"
	" WHERE citizen = ?1 AND deleted = 0"
	" ORDER BY to_date <> '' AND to_date < ?2, from_date, id";

static void person_bind(struct statement *s, const void *row)
{
	const struct contact_person *person = row;

	statement_bind_int(s, person->id);
	statement_bind_int(s, person->citizen);
	statement_bind_text(s, person->name);
	statement_bind_text(s, person->role);
	statement_bind_text(s, person->place);
	statement_bind_text(s, person->phone);
	statement_bind_date(s, person->from);
	statement_bind_date(s, person->to);
}

bool store_contact_person_put(struct store *store, struct contact_person *person, struct err *err)
{
	struct contact_person row = *person;
	enum import_effect effect;

	if (!contact_person_is_complete(&row, err) || !store_begin(store, err))
		return false;
	if (!row_finish(store,
			row_number(store, &row.id, err) &&
				row_put(store, &person_sql, person_bind, &row, &effect, err),
			err))
		return false;
	person->id = row.id;
	return true;
}

static bool persons_read(struct store *store, int64_t citizen, struct date today, struct arena *arena,
			 struct contact_view *view, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, persons_of, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_date(&s, today);
	while (statement_row(&s)) {
		struct contact_person *person;

		view->persons = arena_grow(arena, view->persons, view->person_count, sizeof(*view->persons));
		person = &view->persons[view->person_count++];
		*person = (struct contact_person){
			.id = statement_int(&s, 0),
			.citizen = citizen,
			.name = statement_text(&s, 1, arena),
			.role = statement_text(&s, 2, arena),
			.place = statement_text(&s, 3, arena),
			.phone = statement_text(&s, 4, arena),
			.from = statement_date(&s, 5),
			.to = statement_date(&s, 6),
		};
		view->active += contact_person_is_active(person, today);
	}
	return statement_end(&s);
}

/* ---- exemptions -------------------------------------------------------------------------------------- */

static const struct row_sql exemption_sql =
	ROW_SQL("contact_exemption", "citizen, kind, from_date, to_date, note, deleted", "?2, ?3, ?4, ?5, ?6, 0");
static const char exemptions_of[] =
	"SELECT id, kind, from_date, to_date, note FROM contact_exemption WHERE citizen = ? AND deleted = 0"
	" ORDER BY from_date DESC, id DESC";

static void exemption_bind(struct statement *s, const void *row)
{
	const struct contact_exemption *exemption = row;

	statement_bind_int(s, exemption->id);
	statement_bind_int(s, exemption->citizen);
	statement_bind_text(s, exemption->kind);
	statement_bind_date(s, exemption->from);
	statement_bind_date(s, exemption->to);
	statement_bind_text(s, exemption->note);
}

bool store_contact_exemption_put(struct store *store, struct contact_exemption *exemption, struct err *err)
{
	struct contact_exemption row = *exemption;
	enum import_effect effect;

	if (!contact_exemption_is_complete(&row, err) || !store_begin(store, err))
		return false;
	if (!row_finish(store,
			row_number(store, &row.id, err) &&
				row_put(store, &exemption_sql, exemption_bind, &row, &effect, err),
			err))
		return false;
	exemption->id = row.id;
	return true;
}

static bool exemptions_read(struct store *store, int64_t citizen, struct arena *arena,
			    struct contact_view *view, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, exemptions_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		view->exemptions =
			arena_grow(arena, view->exemptions, view->exemption_count, sizeof(*view->exemptions));
		view->exemptions[view->exemption_count++] = (struct contact_exemption){
			.id = statement_int(&s, 0),
			.citizen = citizen,
			.kind = statement_text(&s, 1, arena),
			.from = statement_date(&s, 2),
			.to = statement_date(&s, 3),
			.note = statement_text(&s, 4, arena),
		};
	}
	return statement_end(&s);
}

/* ---- the citizen's screen ---------------------------------------------------------------------------- */

bool store_contact_view(struct store *store, int64_t citizen, struct date today, const struct rules *rules,
			const struct contact_guides *guides, struct arena *arena, struct contact_view *view,
			struct err *err)
{
	int64_t coordinator;

	*view = (struct contact_view){ .active = 0 };
	if (!database_number(store, "SELECT coordinator FROM citizen WHERE id = ?", citizen, 0, &coordinator, err))
		return false;
	view->active = coordinator != 0;
	if (!contact_case_read(store, citizen, today, guides, arena, &view->contact, err) ||
	    !persons_read(store, citizen, today, arena, view, err) ||
	    !exemptions_read(store, citizen, arena, view, err) ||
	    !store_handovers(store, &(struct handover_query){ .citizen = citizen }, arena, &view->handovers,
			     &view->handover_count, err) ||
	    !handover_is_missing(store, citizen, &view->without_handover, err))
		return false;
	view->due_count = contact_course(rules, &view->contact, today, view->dues);
	view->next = contact_next(rules, &view->contact, today);
	return true;
}

/* ---- too many ---------------------------------------------------------------------------------------- */

static const char crowds_of[] =
	"SELECT z.id, z.cpr, z.given_names, z.surname,"
	" ifnull((SELECT initials FROM caseworker c WHERE c.id = z.coordinator), ''),"
	" count(*) + (z.coordinator <> 0) AS active"
	" FROM contact_person p JOIN citizen z ON z.id = p.citizen"
	" WHERE p.deleted = 0 AND z.deleted = 0 AND p.from_date <= ?1 AND (p.to_date = '' OR p.to_date >= ?1)"
	" GROUP BY z.id HAVING active > ?2 ORDER BY active DESC, sort_key(z.surname, z.given_names), z.id";

bool store_contact_crowds(struct store *store, int most, struct date today, struct arena *arena,
			  struct contact_crowd **rows, size_t *count, struct err *err)
{
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!statement_begin(&s, store, crowds_of, err))
		return false;
	statement_bind_date(&s, today);
	statement_bind_int(&s, most);
	while (statement_row(&s)) {
		struct citizen named = {
			.given_names = statement_text(&s, 2, arena),
			.surname = statement_text(&s, 3, arena),
		};

		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = (struct contact_crowd){
			.citizen = statement_int(&s, 0),
			.cpr = statement_text(&s, 1, arena),
			.name = citizen_name(arena, &named),
			.initials = statement_text(&s, 4, arena),
			.active = (int)statement_int(&s, 5),
		};
	}
	return statement_end(&s);
}
