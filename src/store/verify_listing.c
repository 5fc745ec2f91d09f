/* The name list and the search against the citizens: each citizen once, with the right key and the right
 * words, and nobody else. */
#include "verification.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* ---- the name list --------------------------------------------------------------------------- */

static const char unlisted[] =
	"SELECT c.id FROM citizen c LEFT JOIN caseload l ON l.id = c.id WHERE c.deleted = 0"
	" AND (l.id IS NULL OR l.coordinator <> c.coordinator"
	" OR l.sort_key <> sort_key(c.surname, c.given_names))";
static const char strangers[] =
	"SELECT l.id FROM caseload l LEFT JOIN citizen c ON c.id = l.id WHERE c.id IS NULL OR c.deleted <> 0";

/* ---- the search: a contentless index tells its words only through its vocabulary ------------- */

static const char vocabulary_open[] =
	"CREATE VIRTUAL TABLE IF NOT EXISTS temp.citizen_words "
	" USING fts5vocab('main', 'citizen_fts', 'instance')";

/* The words of one document after the other, as the index has them. */
struct index {
	struct statement s;
	bool more;
	int64_t citizen;
	struct str words; /* of that citizen */
};

static void index_next(struct index *index)
{
	str_clear(&index->words);
	if (!index->more)
		return;
	index->citizen = statement_int(&index->s, 0);
	while (index->more && statement_int(&index->s, 0) == index->citizen) {
		if (index->words.length)
			str_add(&index->words, " ");
		str_add(&index->words, (const char *)sqlite3_column_text(index->s.handle, 1));
		index->more = statement_row(&index->s);
	}
}

static void citizen_compare(struct verification *v, struct index *index, int64_t citizen, const char *words)
{
	while (index->words.length && index->citizen < citizen) {
		finding_add(v, "citizen", index->citizen,
			    _("The search still finds a citizen who is not there."));
		index_next(index);
	}
	if (index->words.length && index->citizen == citizen) {
		if (strcmp(index->words.text, words))
			finding_add(v, "citizen", citizen,
				    _("The search knows other words than the citizen's."));
		index_next(index);
	} else if (*words) {
		finding_add(v, "citizen", citizen, _("The search does not find this citizen."));
	}
}

static bool index_compare(struct verification *v, struct index *index, struct err *err)
{
	struct arena words;
	struct statement s;

	if (!statement_begin(&s, v->store,
			     "SELECT id, search_text(given_names, surname, cpr, phone) FROM citizen"
			     " WHERE deleted = 0 ORDER BY id",
			     err))
		return false;
	arena_init(&words);
	index_next(index);
	while (statement_row(&s)) {
		citizen_compare(v, index, statement_int(&s, 0), statement_text(&s, 1, &words));
		arena_reset(&words);
	}
	citizen_compare(v, index, INT64_MAX, "");
	arena_done(&words);
	return statement_end(&s);
}

static bool verify_words(struct verification *v, struct err *err)
{
	struct index index = { .citizen = 0 };
	bool compared;

	if (!statement_begin(&index.s, v->store,
			     "SELECT doc, term FROM temp.citizen_words ORDER BY doc, offset", err))
		return false;
	str_init(&index.words);
	index.more = statement_row(&index.s);
	compared = index_compare(v, &index, err);
	str_done(&index.words);
	return statement_end(&index.s) && compared;
}

bool verify_listing(struct verification *v, struct err *err)
{
	return findings_of(v, unlisted, "caseload",
			   _("A citizen is missing in the name list, or stands in the wrong place."), err) &&
		findings_of(v, strangers, "caseload", _("The name list holds a citizen who is not there."),
			    err) &&
		database_run(v->store, vocabulary_open, err) && verify_words(v, err);
}
