/* employer_card.c - everything about one employer. */
#include "employer_rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/work.h"

static const char employer_one[] =
	"SELECT cvr, name, trade, address, postcode, city, contact, phone, agreements FROM employer"
	" WHERE id = ? AND deleted = 0";

static bool employer_read(struct store *store, int64_t id, struct arena *arena, struct employer *employer, struct err *err)
{
	struct statement s;

	if (!statement_one(&s, store, employer_one, id,
			   _("This employer is not on this machine. Look in the list of employers."), err))
		return false;
	*employer = (struct employer){
		.id = id,
		.cvr = statement_text(&s, 0, arena),
		.name = statement_text(&s, 1, arena),
		.trade = statement_text(&s, 2, arena),
		.address = statement_text(&s, 3, arena),
		.postcode = statement_text(&s, 4, arena),
		.city = statement_text(&s, 5, arena),
		.contact = statement_text(&s, 6, arena),
		.phone = statement_text(&s, 7, arena),
		.agreements = statement_text(&s, 8, arena),
	};
	return statement_end(&s);
}

/* ---- openings ----------------------------------------------------------------------------------------------- */

static const char openings_of[] =
	"SELECT o.id, o.employer, o.number, o.title, o.disco08, o.postcode, o.form, o.needs, o.places, o.weekly_hours,"
	" o.deadline, ifnull(e.name, ''),"
	" (SELECT count(*) FROM referral r WHERE r.opening = o.id),"
	" (SELECT count(*) FROM referral r JOIN referral_event h ON h.referral = r.id WHERE r.opening = o.id AND h.state = 2"
	"  AND NOT EXISTS(SELECT 1 FROM referral_event l WHERE l.referral = r.id AND (l.at, l.id) > (h.at, h.id)))"
	" FROM opening o LEFT JOIN employer e ON e.id = o.employer"
	" WHERE (?1 = 0 OR o.employer = ?1) AND o.deleted = 0 AND (o.deadline = '' OR o.deadline >= ?2)"
	" ORDER BY o.deadline = '', o.deadline, o.number, o.id";

_Static_assert(REFERRAL_HIRED == 2, "the statement above counts the hired by number");

static struct opening_row opening_read(struct statement *s, struct arena *arena)
{
	return (struct opening_row){
		.opening = {
			.id = statement_int(s, 0),
			.employer = statement_int(s, 1),
			.number = statement_text(s, 2, arena),
			.title = statement_text(s, 3, arena),
			.disco08 = statement_text(s, 4, arena),
			.postcode = statement_text(s, 5, arena),
			.form = statement_text(s, 6, arena),
			.needs = statement_text(s, 7, arena),
			.places = (int)statement_int(s, 8),
			.weekly_hours = statement_real(s, 9),
			.deadline = statement_date(s, 10),
		},
		.employer_name = statement_text(s, 11, arena),
		.referred = (int)statement_int(s, 12),
		.hired = (int)statement_int(s, 13),
	};
}

bool store_openings(struct store *store, int64_t employer, struct date today, struct arena *arena,
		    struct opening_list *list, struct err *err)
{
	struct statement s;

	*list = (struct opening_list){ 0 };
	if (!statement_begin(&s, store, openings_of, err))
		return false;
	statement_bind_int(&s, employer);
	statement_bind_date(&s, today);
	while (statement_row(&s)) {
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		list->rows[list->count++] = opening_read(&s, arena);
	}
	return statement_end(&s);
}

bool store_find_opening(struct store *store, const char *number, int64_t *id, struct err *err)
{
	int64_t natural;

	return store_natural_id(store, "opening", number, &natural, err) &&
	       database_number(store, "SELECT id FROM opening WHERE id = ? AND deleted = 0", natural, 0, id, err);
}

/* ---- visits and promises ---------------------------------------------------------------------------------------- */

static const char visits_of[] =
	"SELECT v.id, v.date, v.met, v.said, v.author, ifnull(w.initials, '') FROM employer_visit v"
	" LEFT JOIN caseworker w ON w.id = v.author WHERE v.employer = ? ORDER BY v.date DESC, v.at DESC, v.id DESC";

static bool visits_read(struct store *store, struct arena *arena, struct employer_card *card, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, visits_of, err))
		return false;
	statement_bind_int(&s, card->employer.id);
	while (statement_row(&s)) {
		card->visits = arena_grow(arena, card->visits, card->visit_count, sizeof(*card->visits));
		card->visits[card->visit_count++] = (struct employer_visit){
			.id = statement_int(&s, 0),
			.employer = card->employer.id,
			.date = statement_date(&s, 1),
			.met = statement_text(&s, 2, arena),
			.said = statement_text(&s, 3, arena),
			.author = statement_int(&s, 4),
			.author_initials = statement_text(&s, 5, arena),
		};
	}
	return statement_end(&s);
}

static const char promises_of[] =
	"SELECT p.id, p.places, p.form, p.due, p.text, u.id, u.places, u.date, u.note,"
	" (SELECT count(*) FROM promise_outcome c WHERE c.promise = p.id) FROM employer_promise p"
	" LEFT JOIN promise_outcome u ON u.promise = p.id AND NOT EXISTS(SELECT 1 FROM promise_outcome l"
	"  WHERE l.promise = p.id AND (l.at, l.id) > (u.at, u.id))"
	" WHERE p.employer = ? ORDER BY p.due, p.id";

static bool promises_read(struct store *store, struct arena *arena, struct employer_card *card, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, promises_of, err))
		return false;
	statement_bind_int(&s, card->employer.id);
	while (statement_row(&s)) {
		card->promises = arena_grow(arena, card->promises, card->promise_count, sizeof(*card->promises));
		card->promises[card->promise_count++] = (struct employer_promise){
			.id = statement_int(&s, 0),
			.employer = card->employer.id,
			.places = (int)statement_int(&s, 1),
			.form = statement_text(&s, 2, arena),
			.due = statement_date(&s, 3),
			.text = statement_text(&s, 4, arena),
			.settled = statement_int(&s, 5) != 0,
			.outcome = {
				.id = statement_int(&s, 5),
				.promise = statement_int(&s, 0),
				.places = (int)statement_int(&s, 6),
				.date = statement_date(&s, 7),
				.note = statement_text(&s, 8, arena),
			},
			.outcomes = (size_t)statement_int(&s, 9),
		};
	}
	return statement_end(&s);
}

/* ---- the company centre ------------------------------------------------------------------------------------------- */

/* An activity has its enrolment's id. */
static const char occupied_of[] =
	"SELECT count(*) FROM activity a JOIN enrolment n ON n.id = a.id WHERE a.employer = ?1 AND a.deleted = 0"
	" AND n.deleted = 0 AND n.started <> '' AND n.started <= ?2 AND (n.ended = '' OR n.ended >= ?2)";

static const char waits_of[] =
	"SELECT w.id, w.citizen, w.since, z.given_names, z.surname FROM centre_wait w JOIN citizen z ON z.id = w.citizen"
	" WHERE w.employer = ? AND w.outcome = 0 AND w.deleted = 0 AND z.deleted = 0 ORDER BY w.since, w.id";

_Static_assert(WAIT_WAITING == 0, "the statement above lists those who wait by number");

static bool occupied_read(struct store *store, struct date today, struct employer_card *card, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, occupied_of, err))
		return false;
	statement_bind_int(&s, card->employer.id);
	statement_bind_date(&s, today);
	if (statement_row(&s))
		card->occupied = (int)statement_int(&s, 0);
	return statement_end(&s);
}

static bool waits_read(struct store *store, struct arena *arena, struct employer_card *card, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, waits_of, err))
		return false;
	statement_bind_int(&s, card->employer.id);
	while (statement_row(&s)) {
		card->waits = arena_grow(arena, card->waits, card->wait_count, sizeof(*card->waits));
		card->waits[card->wait_count++] = (struct centre_wait){
			.id = statement_int(&s, 0),
			.employer = card->employer.id,
			.citizen = statement_int(&s, 1),
			.since = statement_date(&s, 2),
			.ended = DATE_NONE,
			.given_names = statement_text(&s, 3, arena),
			.surname = statement_text(&s, 4, arena),
		};
	}
	return statement_end(&s);
}

static void centre_find(struct employer_card *card, struct date today)
{
	for (size_t i = 0; i < card->agreement_count; i++) {
		const struct agreement *agreement = &card->agreements[i];

		if (!str_equal(agreement->kind, AGREEMENT_CENTRE) || !agreement_in_force(agreement, today))
			continue;
		card->is_centre = true;
		card->places = agreement->places;
	}
}

bool store_employer_card(struct store *store, int64_t employer, struct date today, struct arena *arena,
			 struct employer_card *card, struct err *err)
{
	*card = (struct employer_card){ 0 };
	if (!employer_read(store, employer, arena, &card->employer, err) ||
	    !agreements_read(store, &card->employer, arena, &card->agreements, &card->agreement_count, err))
		return false;
	centre_find(card, today);
	return visits_read(store, arena, card, err) && promises_read(store, arena, card, err) &&
	       store_openings(store, employer, today, arena, &card->openings, err) &&
	       occupied_read(store, today, card, err) && waits_read(store, arena, card, err);
}
