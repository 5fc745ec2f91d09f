/* employers.c - the list of employers, a window at a time, in Danish name order.
 *
 * The local table employer_list holds (sort key, id) in an index, as caseload does for citizens; a window is a walk along it. With a
 * filter each employer that is passed is compared with it: there are some hundreds. */
#include "samtale/store/work.h"

#include <string.h>

#include "employer_rows.h"
#include "samtale/base/collate.h"
#include "samtale/base/words.h"

#define LIST_OF                                                                                                        \
	"SELECT l.id, l.sort_key, e.cvr, e.name, e.trade, e.city, e.agreements,"                                         \
	" search_text(e.name, e.trade, e.city, e.cvr) FROM employer_list l CROSS JOIN employer e ON e.id = l.id"          \
	" WHERE (?1 = '' OR " AGREEMENT_IN_FORCE("?1", "?2") ")"

static const char *const walks[] = {
	LIST_OF " AND (l.sort_key, l.id) > (?3, ?4) ORDER BY l.sort_key, l.id",
	LIST_OF " AND (l.sort_key, l.id) < (?3, ?4) ORDER BY l.sort_key DESC, l.id DESC",
};

static const char counts_of[] =
	"SELECT count(*), total(" AGREEMENT_IN_FORCE("'charter'", "?1") "),"
	" total(" AGREEMENT_IN_FORCE("'" AGREEMENT_CENTRE "'", "?1") ") FROM employer e WHERE e.deleted = 0";

static const char row_more[] =
	"SELECT ifnull((SELECT max(date) FROM employer_visit v WHERE v.employer = ?1), ''),"
	" (SELECT count(*) FROM opening o WHERE o.employer = ?1 AND o.deleted = 0 AND (o.deadline = '' OR o.deadline >= ?2)),"
	" (SELECT count(*) FROM employer_promise p WHERE p.employer = ?1 AND p.due <> '' AND p.due < ?2"
	"  AND NOT EXISTS(SELECT 1 FROM promise_outcome u WHERE u.promise = p.id))";

/* Nothing sorts after the last code point there can be. */
#define KEY_AFTER_ALL "\xf4\x8f\xbf\xbf"

static void walk_bind(struct statement *s, const struct employer_query *query)
{
	bool anchored = query->from == LIST_AFTER || query->from == LIST_BEFORE;

	statement_bind_text(s, query->agreement);
	statement_bind_date(s, query->today);
	statement_bind_text(s, anchored ? query->sort_key : query->from == LIST_LAST ? KEY_AFTER_ALL : "");
	statement_bind_int(s, anchored ? query->id : 0);
}

static struct employer_row row_read(struct statement *s, struct arena *arena)
{
	return (struct employer_row){
		.id = statement_int(s, 0),
		.sort_key = statement_text(s, 1, arena),
		.cvr = statement_text(s, 2, arena),
		.name = statement_text(s, 3, arena),
		.trade = statement_text(s, 4, arena),
		.city = statement_text(s, 5, arena),
		.agreements = statement_text(s, 6, arena),
		.last_visit = DATE_NONE,
	};
}

/* At most room rows; in the order of the walk. */
static bool window_walk(struct store *store, const struct employer_query *query, struct arena *arena, size_t room,
			struct employer_list *list, struct err *err)
{
	bool backwards = query->from == LIST_LAST || query->from == LIST_BEFORE;
	const char *words = collate_fold(arena, query->filter ? query->filter : "");
	struct arena scratch;
	struct statement s;

	if (!statement_begin(&s, store, walks[backwards], err))
		return false;
	walk_bind(&s, query);
	arena_init(&scratch);
	while (list->count < room && statement_row(&s)) {
		if (words_pass(words, statement_text(&s, 7, &scratch)))
			list->rows[list->count++] = row_read(&s, arena);
		arena_reset(&scratch);
	}
	arena_done(&scratch);
	return statement_end(&s);
}

static void window_turn(struct employer_list *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct employer_row row = list->rows[i];

		list->rows[i] = list->rows[list->count - 1 - i];
		list->rows[list->count - 1 - i] = row;
	}
}

static const char *words_in_force(struct arena *arena, const struct agreement *agreements, size_t count, struct date today)
{
	const char *words = "";

	for (size_t i = 0; i < count; i++)
		if (agreement_in_force(&agreements[i], today))
			words = arena_printf(arena, "%s%s%s", words, *words ? "|" : "", agreements[i].kind);
	return words;
}

static bool row_fill(struct store *store, struct employer_row *row, struct date today, struct arena *arena, struct err *err)
{
	struct employer employer = { .id = row->id, .agreements = row->agreements };
	struct agreement *agreements;
	struct statement s;
	size_t count;

	if (!agreements_read(store, &employer, arena, &agreements, &count, err) ||
	    !statement_begin(&s, store, row_more, err))
		return false;
	row->agreements = words_in_force(arena, agreements, count, today);
	statement_bind_int(&s, row->id);
	statement_bind_date(&s, today);
	if (statement_row(&s)) {
		row->last_visit = statement_date(&s, 0);
		row->openings = (int)statement_int(&s, 1);
		row->promises_overdue = (int)statement_int(&s, 2);
	}
	return statement_end(&s);
}

static bool counts_read(struct store *store, struct date today, struct employer_list *list, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, counts_of, err))
		return false;
	statement_bind_date(&s, today);
	if (statement_row(&s)) {
		list->total = (int)statement_int(&s, 0);
		list->charter = (int)statement_int(&s, 1);
		list->centres = (int)statement_int(&s, 2);
	}
	return statement_end(&s);
}

bool store_employers(struct store *store, const struct employer_query *query, struct arena *arena,
		     struct employer_list *list, struct err *err)
{
	size_t limit = query->limit > 0 ? (size_t)query->limit : 1;
	bool backwards = query->from == LIST_LAST || query->from == LIST_BEFORE;
	bool behind = query->from == LIST_AFTER || query->from == LIST_BEFORE, ahead;

	*list = (struct employer_list){ .rows = arena_array(arena, limit + 1, sizeof(*list->rows)) };
	if (!window_walk(store, query, arena, limit + 1, list, err) || !counts_read(store, query->today, list, err))
		return false;
	ahead = list->count > limit;
	list->count -= ahead;
	list->more_before = backwards ? ahead : behind;
	list->more_after = backwards ? behind : ahead;
	if (backwards)
		window_turn(list);
	for (size_t i = 0; i < list->count; i++)
		if (!row_fill(store, &list->rows[i], query->today, arena, err))
			return false;
	return true;
}

/* ---- agreements ------------------------------------------------------------------------------------------- */

static const char agreements_of[] =
	"SELECT id, kind, from_date, to_date, places, note FROM employer_agreement WHERE employer = ? AND deleted = 0"
	" ORDER BY kind, id";

static bool dated_read(struct store *store, int64_t employer, struct arena *arena, struct agreement **agreements,
		       size_t *count, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, agreements_of, err))
		return false;
	statement_bind_int(&s, employer);
	while (statement_row(&s)) {
		*agreements = arena_grow(arena, *agreements, *count, sizeof(**agreements));
		(*agreements)[(*count)++] = (struct agreement){
			.id = statement_int(&s, 0),
			.employer = employer,
			.kind = statement_text(&s, 1, arena),
			.from = statement_date(&s, 2),
			.to = statement_date(&s, 3),
			.places = (int)statement_int(&s, 4),
			.note = statement_text(&s, 5, arena),
			.dated = true,
		};
	}
	return statement_end(&s);
}

static bool is_dated(const struct agreement *agreements, size_t count, const char *word, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(agreements[i].kind) == length && !strncmp(agreements[i].kind, word, length))
			return true;
	return false;
}

/* The dated ones first, then the imported words that no row speaks of. */
bool agreements_read(struct store *store, const struct employer *employer, struct arena *arena,
		     struct agreement **agreements, size_t *count, struct err *err)
{
	const char *word = employer->agreements;
	size_t dated;

	*agreements = NULL;
	*count = 0;
	if (!dated_read(store, employer->id, arena, agreements, count, err))
		return false;
	dated = *count;
	while (word && *word) {
		size_t length = strcspn(word, "|");

		if (length && !is_dated(*agreements, dated, word, length)) {
			*agreements = arena_grow(arena, *agreements, *count, sizeof(**agreements));
			(*agreements)[(*count)++] = (struct agreement){
				.employer = employer->id, .kind = arena_strndup(arena, word, length),
				.from = DATE_NONE, .to = DATE_NONE, .note = "",
			};
		}
		word += length + (word[length] == '|');
	}
	return true;
}
