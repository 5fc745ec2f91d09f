#include "seal.h"

#include <string.h>

#include "samtale/base/str.h"

static void part_add(struct str *content, const char *part)
{
	str_addf(content, "%zu:%s,", strlen(part), part);
}

/* Every column of every row, as text. */
static bool rows_add(struct str *content, struct statement *s)
{
	struct arena row;

	arena_init(&row);
	while (statement_row(s)) {
		for (int i = 0; i < sqlite3_column_count(s->handle); i++)
			part_add(content, statement_text(s, i, &row));
		arena_reset(&row);
	}
	arena_done(&row);
	return statement_end(s);
}

static bool guide_add(struct str *content, struct store *store, int64_t conversation, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "SELECT guide, guide_version FROM conversation WHERE id = ?", err))
		return false;
	statement_bind_int(&s, conversation);
	return rows_add(content, &s);
}

static bool answers_add(struct str *content, struct store *store, int64_t conversation, int64_t at,
			struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "SELECT question, state, value, note, at, author FROM answer"
			     " WHERE conversation = ? AND at <= ? ORDER BY question, id",
			     err))
		return false;
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, at);
	return rows_add(content, &s);
}

bool seal_compute(struct store *store, int64_t conversation, int64_t at, const char *summary,
		  char hash[ID_HASH_TEXT], struct err *err)
{
	struct str content;
	bool computed;

	str_init(&content);
	computed = guide_add(&content, store, conversation, err) &&
		answers_add(&content, store, conversation, at, err);
	part_add(&content, summary);
	id_hash_text(content.text, content.length, hash);
	str_done(&content);
	return computed;
}
