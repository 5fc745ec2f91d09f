/* caseload.c - one window of the list of citizens, in Danish name order.
 *
 * The local table caseload holds (sort key, id) in an index, for everybody and for each coordinator, so a
 * window is a walk along the index from where the window starts: no more than limit + 1 entries are read.
 * With a filter there are two ways:
 *
 * - one coordinator's list is walked in the same order and each citizen is compared with the filter (a
 *   coordinator has some hundred citizens), so the answer is always whole;
 * - everybody's list asks the search index (words) or the CPR and phone indexes (digits) for at most
 *   HITS_MOST citizens, and puts those in list order. Up to HITS_MOST hits the answer is whole; a filter
 *   that fits more people than that shows some of them, and one more letter makes it whole.
 *
 * Words: each word of the filter begins a word of the name, the CPR number or the phone number, all folded
 * (collate.h). Digits alone, blanks and hyphens aside: the CPR or phone number begins with them. */
#include <string.h>

#include "citizen_rows.h"
#include "samtale/base/collate.h"
#include "samtale/base/str.h"
#include "samtale/base/words.h"
#include "rows.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/handovers.h"
#include "samtale/store/seats.h"
#include "samtale/store/people.h"

#define HITS_MOST "4000"

struct entry {
	int64_t id;
	const char *sort_key;
};

struct window {
	struct entry *entries; /* limit + 1 at most, in the order of the walk */
	size_t count, room;
	bool backwards;
};

struct filter {
	char *folded; /* words parted by single blanks; "" when there is no filter */
	char *digits; /* "" unless the filter is digits alone */
};

/* ---- the filter ------------------------------------------------------------------------------------- */

static char *filter_digits(const char *text, struct arena *arena)
{
	char *digits = arena_strdup(arena, text);
	char *end = digits;

	for (; *text; text++) {
		if (strchr(" -", *text))
			continue;
		if (*text < '0' || *text > '9')
			return arena_strdup(arena, "");
		*end++ = *text;
	}
	*end = '\0';
	return digits;
}

static struct filter filter_read(const char *text, struct arena *arena)
{
	return (struct filter){ .folded = collate_fold(arena, text), .digits = filter_digits(text, arena) };
}

/* `"jens"* AND "niel"*`: always quoted, so that nothing typed is ever FTS5 syntax. A fold holds no quotes. */
static const char *filter_match(const struct filter *filter, struct arena *arena)
{
	struct str match;
	const char *copied;

	str_init(&match);
	str_add(&match, "\"");
	for (const char *at = filter->folded; *at; at++) {
		if (*at == ' ')
			str_add(&match, "\"* AND \"");
		else
			str_add_char(&match, *at);
	}
	str_add(&match, "\"*");
	copied = arena_strdup(arena, match.text);
	str_done(&match);
	return copied;
}

static bool filter_passes(struct store *store, const struct filter *filter, int64_t citizen, bool *passes,
			  struct err *err)
{
	struct arena scratch;
	struct statement s;

	*passes = !*filter->folded;
	if (*passes)
		return true;
	if (!statement_begin(&s, store,
			     "SELECT search_text(given_names, surname, cpr, phone), cpr, phone"
			     " FROM citizen WHERE id = ?",
			     err))
		return false;
	arena_init(&scratch);
	statement_bind_int(&s, citizen);
	if (statement_row(&s)) {
		if (*filter->digits)
			*passes = str_starts(statement_text(&s, 1, &scratch), filter->digits) ||
				  str_starts(statement_text(&s, 2, &scratch), filter->digits);
		else
			*passes = words_pass(filter->folded, statement_text(&s, 0, &scratch));
	}
	arena_done(&scratch);
	return statement_end(&s);
}

/* ---- the walk --------------------------------------------------------------------------------------- */

#define ONWARDS " AND (c.sort_key, c.id) > (?2, ?3) ORDER BY c.sort_key, c.id"
#define BACKWARDS " AND (c.sort_key, c.id) < (?2, ?3) ORDER BY c.sort_key DESC, c.id DESC"

#define ALL "SELECT c.id, c.sort_key FROM caseload c WHERE ?1 = 0"
#define OWN "SELECT c.id, c.sort_key FROM caseload c WHERE c.coordinator = ?1"
#define WORDS                                                                                          \
	"SELECT c.id, c.sort_key FROM (SELECT rowid AS id FROM citizen_fts WHERE citizen_fts MATCH ?1" \
	" LIMIT " HITS_MOST ") AS hit CROSS JOIN caseload c ON c.id = hit.id WHERE 1"
#define DIGITS                                                                               \
	"SELECT c.id, c.sort_key FROM (SELECT id FROM (SELECT id FROM citizen"               \
	"  WHERE cpr >= ?1 AND cpr < ?1 || ':' LIMIT " HITS_MOST ") UNION SELECT id FROM ("  \
	" SELECT id FROM citizen WHERE phone >= ?1 AND phone < ?1 || ':' LIMIT " HITS_MOST   \
	")) AS hit CROSS JOIN caseload c ON c.id = hit.id WHERE 1"

enum walk { WALK_ALL, WALK_OWN, WALK_WORDS, WALK_DIGITS };

static const char *const walks[][2] = {
	[WALK_ALL] = { ALL ONWARDS, ALL BACKWARDS },
	[WALK_OWN] = { OWN ONWARDS, OWN BACKWARDS },
	[WALK_WORDS] = { WORDS ONWARDS, WORDS BACKWARDS },
	[WALK_DIGITS] = { DIGITS ONWARDS, DIGITS BACKWARDS },
};

/* Nothing sorts after the last code point there can be, nothing before "". */
#define KEY_AFTER_ALL "\xf4\x8f\xbf\xbf"

static enum walk walk_choose(const struct caseload_query *query, const struct filter *filter)
{
	if (query->coordinator)
		return WALK_OWN;
	if (*filter->digits)
		return WALK_DIGITS;
	return *filter->folded ? WALK_WORDS : WALK_ALL;
}

static void walk_bind(struct statement *s, enum walk walk, const struct caseload_query *query,
		      const struct filter *filter, struct arena *arena)
{
	if (walk == WALK_WORDS)
		statement_bind_text(s, filter_match(filter, arena));
	else if (walk == WALK_DIGITS)
		statement_bind_text(s, filter->digits);
	else
		statement_bind_int(s, query->coordinator);
	switch (query->from) {
	case LIST_FIRST:
		statement_bind_text(s, "");
		statement_bind_int(s, 0);
		break;
	case LIST_LAST:
		statement_bind_text(s, KEY_AFTER_ALL);
		statement_bind_int(s, 0);
		break;
	case LIST_AFTER:
	case LIST_BEFORE:
		statement_bind_text(s, query->sort_key);
		statement_bind_int(s, query->id);
	}
}

static bool window_fill(struct store *store, struct statement *s, bool filtered, const struct filter *filter,
			struct arena *arena, struct window *window, struct err *err)
{
	while (window->count < window->room && statement_row(s)) {
		struct entry *entry = &window->entries[window->count];
		bool passes = true;

		entry->id = statement_int(s, 0);
		if (filtered && !filter_passes(store, filter, entry->id, &passes, err))
			return false;
		if (!passes)
			continue;
		entry->sort_key = statement_text(s, 1, arena);
		window->count++;
	}
	return true;
}

static bool window_walk(struct store *store, const struct caseload_query *query, struct arena *arena,
			struct window *window, struct err *err)
{
	struct filter filter = filter_read(query->filter ? query->filter : "", arena);
	enum walk walk = walk_choose(query, &filter);
	struct statement s;
	bool filled;

	if (!statement_begin(&s, store, walks[walk][window->backwards], err))
		return false;
	walk_bind(&s, walk, query, &filter, arena);
	filled = window_fill(store, &s, walk == WALK_OWN, &filter, arena, window, err);
	return statement_end(&s) && filled;
}

/* ---- the rows --------------------------------------------------------------------------------------- */

static const char row_one[] =
	"SELECT z.cpr, z.given_names, z.surname, z.is_protected, z.target_group, z.benefit, z.benefit_from,"
	" ifnull((SELECT initials FROM caseworker WHERE caseworker.id = z.coordinator), ''),"
	" (SELECT min(date) FROM appointment a WHERE a.citizen = z.id AND a.date >= ?2 AND a.state = 0"
	"  AND a.deleted = 0),"
	" (SELECT max(date) FROM conversation_signed n WHERE n.citizen = z.id AND n.version = 1),"
	" EXISTS(SELECT 1 FROM conversation t WHERE t.citizen = z.id AND t.state IN (0, 1) AND t.deleted = 0)"
	" FROM citizen z WHERE z.id = ?1";

static bool row_fill(struct store *store, const struct entry *entry, struct date today, struct arena *arena,
		     struct caseload_row *row, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, row_one, err))
		return false;
	statement_bind_int(&s, entry->id);
	statement_bind_date(&s, today);
	if (statement_row(&s))
		*row = (struct caseload_row){
			.id = entry->id,
			.sort_key = entry->sort_key,
			.cpr = statement_text(&s, 0, arena),
			.given_names = statement_text(&s, 1, arena),
			.surname = statement_text(&s, 2, arena),
			.is_protected = statement_int(&s, 3),
			.target_group = (int)statement_int(&s, 4),
			.benefit = statement_text(&s, 5, arena),
			.benefit_weeks = citizen_benefit_weeks(statement_date(&s, 6), today),
			.coordinator_initials = statement_text(&s, 7, arena),
			.next_appointment = statement_date(&s, 8),
			.last_conversation = statement_date(&s, 9),
			.unfinished = statement_int(&s, 10),
		};
	return statement_end(&s);
}

/* Whether there is more on the side the walk came from: there is, where it started after or before a row. */
static void window_edges(const struct window *window, enum list_from from, struct caseload *caseload)
{
	bool more_ahead = window->count == window->room;
	bool more_behind = from == LIST_AFTER || from == LIST_BEFORE;

	caseload->count = more_ahead ? window->count - 1 : window->count;
	caseload->more_before = window->backwards ? more_ahead : more_behind;
	caseload->more_after = window->backwards ? more_behind : more_ahead;
}

/* Somebody telephones about a citizen whose rows have been removed here, or never were here: the whole number still
 * tells where the citizen is. Half of it tells nothing. */
static bool moved_find(struct store *store, const char *filter, struct arena *arena, struct caseload *caseload,
		       struct err *err)
{
	struct cpr cpr = cpr_check(row_text(filter));
	int64_t citizen;

	if (cpr.status == CPR_REFUSED)
		return true;
	if (!store_citizen_id(store, cpr.number, &citizen, err) ||
	    !store_citizen_home(store, citizen, arena, &caseload->home, err))
		return false;
	caseload->moved = caseload->home.is_removed ? citizen : 0;
	if (caseload->moved)
		return true;
	if (!store_seats_elsewhere(store, citizen, arena, &caseload->seats, err))
		return false;
	caseload->elsewhere = caseload->seats.count ? citizen : 0;
	return true;
}

bool store_caseload(struct store *store, const struct caseload_query *query, struct arena *arena,
		    struct caseload *caseload, struct err *err)
{
	struct window window = {
		.room = query->limit > 0 ? (size_t)query->limit + 1 : 1,
		.backwards = query->from == LIST_LAST || query->from == LIST_BEFORE,
	};

	*caseload = (struct caseload){ 0 };
	window.entries = arena_array(arena, window.room, sizeof(*window.entries));
	if (!window_walk(store, query, arena, &window, err))
		return false;
	window_edges(&window, query->from, caseload);
	caseload->rows = arena_array(arena, caseload->count, sizeof(*caseload->rows));
	for (size_t i = 0; i < caseload->count; i++) {
		size_t at = window.backwards ? caseload->count - 1 - i : i;

		if (!row_fill(store, &window.entries[i], query->today, arena, &caseload->rows[at], err))
			return false;
	}
	return caseload->count || moved_find(store, query->filter, arena, caseload, err);
}
