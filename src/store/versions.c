/* versions.c - signed conversations as they are read: the newest version, and each of them. */
#include "conversation_rows.h"
#include "samtale/base/tr.h"

static bool not_signed(struct err *err)
{
	return err_set(err, ERR_MISSING, "%s",
		       _("This conversation is not signed yet. Open it to go on with it."));
}

static const char newest_of[] =
	"SELECT s.id, s.citizen, s.step, s.next_appointment, s.at, s.version, s.hash, s.summary,"
	" (SELECT min(f.date) FROM conversation_signed f WHERE f.conversation = ?1 AND f.version = 1)"
	" FROM conversation_signed s WHERE s.conversation = ?1"
	" ORDER BY s.version DESC, s.at DESC, s.id DESC LIMIT 1";

bool signed_newest(struct store *store, int64_t conversation, struct arena *arena, struct signed_row *row,
		   struct err *err)
{
	struct statement s;
	bool found;

	if (!statement_begin(&s, store, newest_of, err))
		return false;
	statement_bind_int(&s, conversation);
	found = statement_row(&s);
	if (found)
		*row = (struct signed_row){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.step = statement_int(&s, 2),
			.next = statement_int(&s, 3),
			.at = statement_int(&s, 4),
			.version = (int)statement_int(&s, 5),
			.hash = statement_text(&s, 6, arena),
			.summary = statement_text(&s, 7, arena),
			.held = statement_date(&s, 8),
		};
	return statement_end(&s) && (found || not_signed(err));
}

/* In their order. Two terminals that correct at the same time make two versions of one number: both are
 * read, one after the other. */
static const char versions_of[] =
	"SELECT s.id, s.citizen, c.guide, s.summary, ifnull(w.name, ''), s.hash, s.date, s.at, s.reason,"
	" ifnull(p.at, 0)"
	" FROM conversation_signed s CROSS JOIN conversation c ON c.id = s.conversation"
	" LEFT JOIN caseworker w ON w.id = s.author LEFT JOIN conversation_signed p ON p.id = s.previous"
	" WHERE s.conversation = ? ORDER BY s.version, s.at, s.id";

static void record_read(struct statement *s, struct arena *arena, struct conversation_record *record)
{
	record->id = statement_int(s, 0);
	record->citizen = statement_int(s, 1);
	record->guide = statement_text(s, 2, arena);
	record->summary = statement_text(s, 3, arena);
	record->caseworker_name = statement_text(s, 4, arena);
	record->hash = statement_text(s, 5, arena);
	record->date = statement_date(s, 6);
	record->signed_at = statement_int(s, 7);
	record->reason = statement_text(s, 8, arena);
}

bool store_conversation_version(struct store *store, int64_t conversation, int version, struct arena *arena,
				struct conversation_record *record, struct err *err)
{
	int64_t before = 0;
	struct statement s;

	*record = (struct conversation_record){ .conversation = conversation };
	if (!statement_begin(&s, store, versions_of, err))
		return false;
	statement_bind_int(&s, conversation);
	while (statement_row(&s)) {
		if (++record->versions == 1)
			record->held = statement_date(&s, 6);
		if (version && version < record->versions)
			continue;
		record->version = record->versions;
		record_read(&s, arena, record);
		before = statement_int(&s, 9);
	}
	if (!statement_end(&s))
		return false;
	if (!record->version)
		return not_signed(err);
	return answers_read(store, conversation, record->signed_at, arena, &record->answers,
			    &record->answer_count, err) &&
	       answers_read(store, conversation, before, arena, &record->before, &record->before_count, err);
}
