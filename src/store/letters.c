/* letters.c - a letter is three facts: what was composed, the bytes, and each time it was sent. */
#include "samtale/store/letters.h"

#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* ---- writing ---------------------------------------------------------------------------------------- */

static const char letter_insert[] =
	"INSERT INTO letter(id, citizen, sanction_case, about, kind, recipient, title, date, template,"
	" template_hash, channel, text, lix, at, author) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char file_insert[] =
	"INSERT INTO letter_file(id, letter, hash, media_type, bytes) VALUES(?, ?, ?, ?, ?)";
static const char sent_insert[] =
	"INSERT INTO letter_sent(id, letter, channel, date, minute, received, complaint, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

static bool letter_row_add(struct store *store, struct letter *letter, struct err *err)
{
	struct statement s;

	letter->at = store_now_ms(store);
	letter->author = store_author(store);
	if (!row_number(store, &letter->id, err) || !statement_begin(&s, store, letter_insert, err))
		return false;
	statement_bind_int(&s, letter->id);
	statement_bind_int(&s, letter->citizen);
	statement_bind_int(&s, letter->sanction_case);
	statement_bind_int(&s, letter->about);
	statement_bind_text(&s, letter_kind_name(letter->kind));
	statement_bind_text(&s, letter->recipient);
	statement_bind_text(&s, letter->title);
	statement_bind_date(&s, letter->date);
	statement_bind_text(&s, letter->template_id);
	statement_bind_text(&s, letter->template_hash);
	statement_bind_text(&s, letter->channel);
	statement_bind_text(&s, letter->text);
	statement_bind_int(&s, letter->lix);
	statement_bind_int(&s, letter->at);
	statement_bind_int(&s, letter->author);
	return statement_end(&s);
}

static bool file_row_add(struct store *store, const struct letter *letter, const void *bytes,
			 const char *hash, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, file_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, letter->id);
	statement_bind_text(&s, hash);
	statement_bind_text(&s, letter->media_type);
	statement_bind_blob(&s, bytes, letter->size);
	return statement_end(&s);
}

static bool hash_is(const void *bytes, size_t size, const char *expected)
{
	char hash[ID_HASH_TEXT];

	id_hash_text(bytes, size, hash);
	return str_equal(hash, expected);
}

bool store_letter_put(struct store *store, struct letter *letter, const void *bytes, size_t size,
		      struct err *err)
{
	struct letter row = *letter;
	char hash[ID_HASH_TEXT];
	bool done;

	if (!letter_check(letter, NULL, err))
		return false;
	if (!size || str_is_empty(letter->text) || !date_is_set(letter->date))
		return err_set(err, ERR_REFUSED, "%s",
			       _("There is no letter to keep yet. Compose it again."));
	row.id = 0;
	row.size = size;
	id_hash_text(bytes, size, hash);
	if (!store_begin(store, err))
		return false;
	done = letter_row_add(store, &row, err) && file_row_add(store, &row, bytes, hash, err);
	if (!row_finish(store, done, err))
		return false;
	letter->id = row.id;
	letter->at = row.at;
	letter->author = row.author;
	letter->size = size;
	return true;
}

static bool sent_row_add(struct store *store, struct letter_sending *sending, struct err *err)
{
	struct statement s;

	sending->at = store_now_ms(store);
	sending->author = store_author(store);
	if (!row_number(store, &sending->id, err) || !statement_begin(&s, store, sent_insert, err))
		return false;
	statement_bind_int(&s, sending->id);
	statement_bind_int(&s, sending->letter);
	statement_bind_text(&s, sending->channel);
	statement_bind_date(&s, sending->date);
	statement_bind_int(&s, sending->minute);
	statement_bind_date(&s, sending->received);
	statement_bind_date(&s, sending->complaint);
	statement_bind_int(&s, sending->at);
	statement_bind_int(&s, sending->author);
	return statement_end(&s);
}

static bool no_such_letter(struct err *err)
{
	return err_set(err, ERR_MISSING, "%s",
		       _("This letter is not on this machine. Go back and open the list again."));
}

bool store_letter_sent(struct store *store, struct letter_sending *sending, struct err *err)
{
	struct letter_sending row = *sending;
	int64_t there;
	bool done;

	row.id = 0;
	if (!date_is_set(row.date) || str_is_empty(row.channel))
		return err_set(err, ERR_INPUT, "%s", _("Say which day the letter was sent, and how."));
	if (!store_begin(store, err))
		return false;
	done = database_number(store, "SELECT count(*) FROM letter WHERE id = ?", row.letter, 0, &there,
			       err) &&
	       (there || no_such_letter(err)) && sent_row_add(store, &row, err);
	if (!row_finish(store, done, err))
		return false;
	*sending = row;
	return true;
}

/* ---- reading ---------------------------------------------------------------------------------------- */

#define LETTER_SELECT                                                                                        \
	"SELECT l.id, l.citizen, l.sanction_case, l.about, l.kind, l.recipient, l.title, l.date, "           \
	"l.template,"                                                                                        \
	" l.template_hash, l.channel, l.text, l.lix, l.at, l.author, ifnull(w.name, ''),"                    \
	" ifnull(f.hash, ''), ifnull(f.media_type, ''), ifnull(length(f.bytes), 0),"                         \
	" ifnull(s.id, 0), ifnull(s.channel, ''), ifnull(s.date, ''), ifnull(s.minute, -1),"                 \
	" ifnull(s.received, ''), ifnull(s.complaint, ''), ifnull(s.at, 0), ifnull(s.author, 0),"            \
	" ifnull(c.target_group, 0), ifnull(c.provision, '')"                                                \
	" FROM letter l LEFT JOIN caseworker w ON w.id = l.author"                                           \
	" LEFT JOIN letter_file f ON f.letter = l.id"                                                        \
	" LEFT JOIN sanction_case c ON c.id = l.sanction_case"                                               \
	" LEFT JOIN letter_sent s ON s.id ="                                                                 \
	" (SELECT n.id FROM letter_sent n WHERE n.letter = l.id ORDER BY n.at DESC, n.id DESC LIMIT 1)"

static const char letters_of_citizen[] = LETTER_SELECT " WHERE l.citizen = ? ORDER BY l.at DESC, l.id DESC";
static const char letters_of_case[] = LETTER_SELECT
	" WHERE l.sanction_case = ? ORDER BY l.at DESC, l.id DESC";
static const char letter_one[] = LETTER_SELECT " WHERE l.id = ?";

static struct letter_sending sending_read(struct statement *s, struct arena *arena)
{
	return (struct letter_sending){
		.id = statement_int(s, 19),
		.letter = statement_int(s, 0),
		.channel = statement_text(s, 20, arena),
		.date = statement_date(s, 21),
		.minute = (int)statement_int(s, 22),
		.received = statement_date(s, 23),
		.complaint = statement_date(s, 24),
		.at = statement_int(s, 25),
		.author = statement_int(s, 26),
	};
}

static struct letter letter_read(struct statement *s, struct arena *arena)
{
	struct letter letter = {
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.sanction_case = statement_int(s, 2),
		.about = statement_int(s, 3),
		.recipient = statement_text(s, 5, arena),
		.title = statement_text(s, 6, arena),
		.date = statement_date(s, 7),
		.template_id = statement_text(s, 8, arena),
		.template_hash = statement_text(s, 9, arena),
		.channel = statement_text(s, 10, arena),
		.text = statement_text(s, 11, arena),
		.lix = (int)statement_int(s, 12),
		.at = statement_int(s, 13),
		.author = statement_int(s, 14),
		.author_name = statement_text(s, 15, arena),
		.hash = statement_text(s, 16, arena),
		.media_type = statement_text(s, 17, arena),
		.size = (size_t)statement_int(s, 18),
		.sent = sending_read(s, arena),
		.target_group = (int)statement_int(s, 27),
		.provision = statement_text(s, 28, arena),
	};

	/* A kind of a newer version: it is shown as the one that holds anything. */
	if (!letter_kind_parse(statement_text(s, 4, arena), &letter.kind))
		letter.kind = LETTER_BUNDLE;
	return letter;
}

static bool letters_read(struct store *store, const char *sql, int64_t key, struct arena *arena,
			 struct letter_list *letters, struct err *err)
{
	struct statement s;

	*letters = (struct letter_list){ 0 };
	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, key);
	while (statement_row(&s)) {
		letters->rows = arena_grow(arena, letters->rows, letters->count, sizeof(*letters->rows));
		letters->rows[letters->count++] = letter_read(&s, arena);
	}
	return statement_end(&s);
}

bool store_letters(struct store *store, int64_t citizen, struct arena *arena, struct letter_list *letters,
		   struct err *err)
{
	return letters_read(store, letters_of_citizen, citizen, arena, letters, err);
}

bool store_letters_of_case(struct store *store, int64_t sanction_case, struct arena *arena,
			   struct letter_list *letters, struct err *err)
{
	return letters_read(store, letters_of_case, sanction_case, arena, letters, err);
}

bool store_letter(struct store *store, int64_t id, struct arena *arena, struct letter *letter,
		  struct err *err)
{
	struct letter_list found;

	if (!letters_read(store, letter_one, id, arena, &found, err))
		return false;
	if (found.count == 0)
		return no_such_letter(err);
	*letter = found.rows[0];
	return true;
}

bool store_letter_bytes(struct store *store, int64_t id, struct arena *arena, const unsigned char **bytes,
			size_t *size, struct err *err)
{
	const char *hash = "";
	struct statement s;
	bool found;

	if (!statement_begin(&s, store, "SELECT bytes, hash FROM letter_file WHERE letter = ?", err))
		return false;
	statement_bind_int(&s, id);
	found = statement_row(&s);
	*bytes = NULL;
	if (found) {
		*bytes = (const unsigned char *)statement_blob(&s, 0, arena, size);
		hash = statement_text(&s, 1, arena);
	}
	if (!statement_end(&s))
		return false;
	if (!found)
		return no_such_letter(err);
	if (!hash_is(*bytes, *size, hash))
		return err_set(
			err, ERR_DAMAGED, "%s",
			_("The letter on the disk is not the one that was sent. Run samtale verify and ask "
			  "whoever looks after this machine."));
	return true;
}
