/* consents.c - what the citizen said yes or no to, one fact an answer. */
#include "plan_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/plans.h"

static const char consent_insert[] =
	"INSERT INTO consent(id, citizen, conversation, subject, given, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?)";

bool consent_row_add(struct store *store, struct consent *consent, struct err *err)
{
	struct statement s;

	consent->id = 0;
	if (!row_number(store, &consent->id, err) || !statement_begin(&s, store, consent_insert, err))
		return false;
	statement_bind_int(&s, consent->id);
	statement_bind_int(&s, consent->citizen);
	statement_bind_int(&s, consent->conversation);
	statement_bind_text(&s, consent->subject);
	statement_bind_int(&s, consent->given);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_consent_add(struct store *store, struct consent *consent, struct err *err)
{
	struct consent row = *consent;

	if (str_is_empty(row.subject))
		return err_set(err, ERR_INPUT, "%s", _("Say what the consent is about, and save again."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, consent_row_add(store, &row, err), err))
		return false;
	*consent = row;
	return true;
}

#define LATEST                                                                                        \
	"SELECT c.id, c.citizen, c.conversation, c.subject, c.given, date(c.at / 1000, 'unixepoch')," \
	" ifnull(w.initials, ''), EXISTS(SELECT 1 FROM consent b WHERE b.citizen = c.citizen"         \
	" AND b.subject = c.subject AND b.given = 1 AND (b.at, b.id) < (c.at, c.id))"                 \
	" FROM consent c LEFT JOIN caseworker w ON w.id = c.author WHERE c.citizen = ?1"

static const char consent_latest[] = LATEST " AND c.subject = ?2 ORDER BY c.at DESC, c.id DESC LIMIT 1";
static const char consents_of[] =
	LATEST " AND NOT EXISTS(SELECT 1 FROM consent l WHERE l.citizen = c.citizen AND l.subject = c.subject"
	       " AND (l.at, l.id) > (c.at, c.id)) ORDER BY c.at DESC, c.id DESC";

static struct consent consent_read(struct statement *s, struct arena *arena)
{
	return (struct consent){
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.conversation = statement_int(s, 2),
		.subject = statement_text(s, 3, arena),
		.given = statement_int(s, 4) != 0,
		.date = statement_date(s, 5),
		.author = statement_text(s, 6, arena),
		.was_given = statement_int(s, 7) != 0,
	};
}

bool store_consent_latest(struct store *store, int64_t citizen, const char *subject, struct arena *arena,
			  struct consent *consent, struct err *err)
{
	struct statement s;

	*consent =
		(struct consent){ .citizen = citizen, .subject = subject, .date = DATE_NONE, .author = "" };
	if (!statement_begin(&s, store, consent_latest, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_text(&s, subject);
	if (statement_row(&s))
		*consent = consent_read(&s, arena);
	return statement_end(&s);
}

bool store_consents(struct store *store, int64_t citizen, struct arena *arena, struct consent_list *list,
		    struct err *err)
{
	struct statement s;

	*list = (struct consent_list){ 0 };
	if (!statement_begin(&s, store, consents_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		list->rows[list->count++] = consent_read(&s, arena);
	}
	return statement_end(&s);
}
