/* contact.c - who is to be seen: each citizen's course from one walk over people, held conversations, appointments
 * and exemptions, all four in the order of the citizens' ids. */
#include <stdlib.h>
#include <string.h>

#include "contact_rows.h"
#include "homes.h"
#include "samtale/base/str.h"
#include "samtale/domain/citizen.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"

#define SOON_DAYS 7

/* ?1 the coordinator, 0 everybody's; ?2 the citizen, 0 all of them. */
#define WHOSE "(?1 = 0 OR z.coordinator = ?1) AND (z.id = ?2 OR (?2 = 0 AND " IS_HERE("z") "))"

static const char people_of[] =
	"SELECT z.id, z.cpr, z.given_names, z.surname, z.target_group, z.benefit, z.benefit_from, z.education,"
	" z.children, z.coordinator, ifnull(c.initials, ''), ifnull(c.team, '')"
	" FROM citizen z LEFT JOIN caseworker c ON c.id = z.coordinator"
	" WHERE " WHOSE " AND z.deleted = 0 ORDER BY z.id";
static const char held_of[] =
	"SELECT n.citizen, n.date, t.guide FROM conversation_signed n JOIN conversation t ON t.id = n.conversation"
	" JOIN citizen z ON z.id = n.citizen WHERE " WHOSE " AND n.version = 1 ORDER BY n.citizen, n.date";
static const char booked_of[] =
	"SELECT a.citizen, min(a.date) FROM appointment a JOIN citizen z ON z.id = a.citizen"
	" WHERE " WHOSE " AND a.date >= ?3 AND a.state = 0 AND a.deleted = 0 GROUP BY a.citizen ORDER BY a.citizen";
static const char exemptions_of[] =
	"SELECT e.citizen, e.kind, e.from_date, e.to_date FROM contact_exemption e JOIN citizen z"
	" ON z.id = e.citizen WHERE " WHOSE " AND e.from_date <= ?3 AND (e.to_date = '' OR e.to_date >= ?3)"
	" AND e.deleted = 0 ORDER BY e.citizen, e.from_date";

/* ---- one side of the walk ---------------------------------------------------------------------------- */

struct event {
	int64_t citizen;
	struct date from, to;
	const char *word;
};

struct events {
	struct event *rows;
	size_t count, at; /* at: where the walk is */
};

struct scope {
	int64_t caseworker, citizen;
	struct date today;
};

static bool events_read(struct store *store, const char *sql, const struct scope *scope, bool dated,
			struct arena *arena, struct events *events, struct err *err)
{
	struct statement s;

	*events = (struct events){ 0 };
	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, scope->caseworker);
	statement_bind_int(&s, scope->citizen);
	if (dated)
		statement_bind_date(&s, scope->today);
	while (statement_row(&s)) {
		events->rows = arena_grow(arena, events->rows, events->count, sizeof(*events->rows));
		events->rows[events->count++] = (struct event){
			.citizen = statement_int(&s, 0),
			.from = statement_date(&s, 1),
		};
	}
	return statement_end(&s);
}

static bool resets(const struct contact_guides *guides, const char *guide)
{
	for (size_t i = 0; i < guides->count; i++)
		if (str_equal(guides->ids[i], guide))
			return true;
	return false;
}

static bool held_read(struct store *store, const struct scope *scope, const struct contact_guides *guides,
		      struct arena *arena, struct events *events, struct err *err)
{
	struct statement s;
	struct arena scratch;

	*events = (struct events){ 0 };
	if (!statement_begin(&s, store, held_of, err))
		return false;
	arena_init(&scratch);
	statement_bind_int(&s, scope->caseworker);
	statement_bind_int(&s, scope->citizen);
	while (statement_row(&s)) {
		bool counts = resets(guides, statement_text(&s, 2, &scratch));

		arena_reset(&scratch);
		if (!counts)
			continue;
		events->rows = arena_grow(arena, events->rows, events->count, sizeof(*events->rows));
		events->rows[events->count++] = (struct event){
			.citizen = statement_int(&s, 0),
			.from = statement_date(&s, 1),
		};
	}
	arena_done(&scratch);
	return statement_end(&s);
}

static bool exempt_read(struct store *store, const struct scope *scope, struct arena *arena,
			struct events *events, struct err *err)
{
	struct statement s;

	*events = (struct events){ 0 };
	if (!statement_begin(&s, store, exemptions_of, err))
		return false;
	statement_bind_int(&s, scope->caseworker);
	statement_bind_int(&s, scope->citizen);
	statement_bind_date(&s, scope->today);
	while (statement_row(&s)) {
		events->rows = arena_grow(arena, events->rows, events->count, sizeof(*events->rows));
		events->rows[events->count++] = (struct event){
			.citizen = statement_int(&s, 0),
			.word = statement_text(&s, 1, arena),
			.from = statement_date(&s, 2),
			.to = statement_date(&s, 3),
		};
	}
	return statement_end(&s);
}

/* The citizen's own events: the walk stands behind them afterwards. */
static const struct event *events_take(struct events *events, int64_t citizen, size_t *count)
{
	size_t first;

	while (events->at < events->count && events->rows[events->at].citizen < citizen)
		events->at++;
	first = events->at;
	while (events->at < events->count && events->rows[events->at].citizen == citizen)
		events->at++;
	*count = events->at - first;
	return events->count ? &events->rows[first] : NULL;
}

/* ---- the walk ---------------------------------------------------------------------------------------- */

struct walk {
	const struct contact_query *query;
	struct arena *arena;
	struct contact_list *list;
	struct events held, booked, exempt;
	struct date *days; /* the citizen's held conversations; as many as there is room for */
	size_t room;
};

static bool walk_read(struct store *store, const struct contact_query *query, const struct scope *scope,
		      struct arena *arena, struct walk *walk, struct err *err)
{
	walk->query = query;
	walk->arena = arena;
	return held_read(store, scope, query->guides, arena, &walk->held, err) &&
	       events_read(store, booked_of, scope, true, arena, &walk->booked, err) &&
	       exempt_read(store, scope, arena, &walk->exempt, err);
}

static void walk_held(struct walk *walk, int64_t citizen, struct contact_case *contact)
{
	const struct event *held = events_take(&walk->held, citizen, &contact->held_count);

	if (contact->held_count > walk->room) {
		walk->room = contact->held_count * 2;
		walk->days = arena_array(walk->arena, walk->room, sizeof(*walk->days));
	}
	for (size_t i = 0; i < contact->held_count; i++)
		walk->days[i] = held[i].from;
	contact->held = walk->days;
}

static struct contact_case walk_case(struct walk *walk, struct statement *s)
{
	int64_t citizen = statement_int(s, 0);
	size_t booked, exempt;
	const struct event *appointment = events_take(&walk->booked, citizen, &booked);
	const struct event *exemption = events_take(&walk->exempt, citizen, &exempt);
	struct contact_case contact = {
		.target_group = (int)statement_int(s, 4),
		.benefit = statement_text(s, 5, walk->arena),
		.benefit_from = statement_date(s, 6),
		.born = cpr_check(statement_text(s, 1, walk->arena)).birth_date,
		.education = statement_text(s, 7, walk->arena),
		.children = (int)statement_int(s, 8),
		.booked = booked ? appointment->from : DATE_NONE,
	};

	if (exempt)
		contact.exemption = (struct contact_exemption){ .citizen = citizen, .kind = exemption->word,
								.from = exemption->from, .to = exemption->to };
	walk_held(walk, citizen, &contact);
	return contact;
}

/* Those among whom the 75 per cent are counted. */
static bool counts_in_quota(const struct contact_query *query, const struct contact_case *contact)
{
	return rule_number(query->rules, "contact.share.pct", contact->target_group, query->today, &(int){ 0 },
			   NULL, NULL);
}

static void list_count(struct contact_list *list, const struct contact_due *due, struct date today)
{
	list->overdue += due->state == CONTACT_OVERDUE;
	list->unknown += due->state == CONTACT_UNKNOWN;
	list->soon += due->state == CONTACT_DUE && date_days_between(today, due->due) <= SOON_DAYS;
}

static bool is_asked_for(const struct contact_query *query, const struct contact_due *due)
{
	if (!date_is_set(query->until))
		return true;
	return contact_is_open(due) && date_is_set(due->due) && date_compare(due->due, query->until) <= 0;
}

static void walk_add(struct walk *walk, struct statement *s)
{
	const struct contact_query *query = walk->query;
	struct contact_list *list = walk->list;
	struct contact_case contact = walk_case(walk, s);
	struct contact_due due = contact_next(query->rules, &contact, query->today);
	struct citizen named = {
		.given_names = statement_text(s, 2, walk->arena),
		.surname = statement_text(s, 3, walk->arena),
	};

	if (due.state == CONTACT_NOT_OWED)
		return;
	list_count(list, &due, query->today);
	if (counts_in_quota(query, &contact)) {
		list->quota_of++;
		list->exempt += str_equal(contact.exemption.kind, "individual");
	}
	if (!is_asked_for(query, &due))
		return;
	list->rows = arena_grow(walk->arena, list->rows, list->count, sizeof(*list->rows));
	list->rows[list->count++] = (struct contact_row){
		.citizen = statement_int(s, 0),
		.coordinator = statement_int(s, 9),
		.cpr = statement_text(s, 1, walk->arena),
		.name = citizen_name(walk->arena, &named),
		.initials = statement_text(s, 10, walk->arena),
		.team = statement_text(s, 11, walk->arena),
		.target_group = contact.target_group,
		.due = due,
	};
}

static int row_order(const void *left, const void *right)
{
	const struct contact_row *a = left, *b = right;
	int order = contact_compare(&a->due, &b->due);

	if (order)
		return order;
	order = strcmp(a->name, b->name);
	return order ? order : (a->citizen > b->citizen) - (a->citizen < b->citizen);
}

bool store_contact_list(struct store *store, const struct contact_query *query, struct arena *arena,
			struct contact_list *list, struct err *err)
{
	struct scope scope = { .caseworker = query->caseworker, .today = query->today };
	struct walk walk = { .list = list };
	struct statement s;

	*list = (struct contact_list){ 0 };
	if (!walk_read(store, query, &scope, arena, &walk, err) || !statement_begin(&s, store, people_of, err))
		return false;
	statement_bind_int(&s, scope.caseworker);
	statement_bind_int(&s, 0);
	while (statement_row(&s))
		if (str_is_empty(query->team) || str_equal(statement_text(&s, 11, arena), query->team))
			walk_add(&walk, &s);
	if (!statement_end(&s))
		return false;
	if (list->count)
		qsort(list->rows, list->count, sizeof(*list->rows), row_order);
	return true;
}

bool contact_case_read(struct store *store, int64_t citizen, struct date today,
		       const struct contact_guides *guides, struct arena *arena, struct contact_case *contact,
		       struct err *err)
{
	struct contact_query query = { .today = today, .guides = guides };
	struct scope scope = { .citizen = citizen, .today = today };
	struct walk walk = { 0 };
	struct statement s;

	*contact = (struct contact_case){ .benefit = "", .education = "", .benefit_from = DATE_NONE,
					  .born = DATE_NONE, .booked = DATE_NONE };
	if (!walk_read(store, &query, &scope, arena, &walk, err) || !statement_begin(&s, store, people_of, err))
		return false;
	statement_bind_int(&s, 0);
	statement_bind_int(&s, citizen);
	if (statement_row(&s))
		*contact = walk_case(&walk, &s);
	return statement_end(&s);
}
