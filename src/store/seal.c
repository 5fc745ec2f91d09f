#include "seal.h"

#include <stdio.h>
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

static const char texts_of[] =
	"SELECT t.hash FROM conversation_guide l CROSS JOIN guide_text t ON t.id = l.guide_text"
	" WHERE l.conversation = ? AND l.deleted = 0 ORDER BY t.language, t.id";

static bool texts_add(struct str *content, struct store *store, int64_t conversation, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, texts_of, err))
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

static void correction_add(struct str *content, const struct sealed *sealed)
{
	char version[24];

	snprintf(version, sizeof(version), "%d", sealed->version);
	part_add(content, version);
	part_add(content, sealed->reason);
	part_add(content, sealed->previous);
}

bool seal_compute(struct store *store, const struct sealed *sealed, char hash[ID_HASH_TEXT], struct err *err)
{
	struct str content;
	bool computed;

	str_init(&content);
	computed = guide_add(&content, store, sealed->conversation, err) &&
		   texts_add(&content, store, sealed->conversation, err) &&
		   answers_add(&content, store, sealed->conversation, sealed->at, err);
	part_add(&content, sealed->summary);
	if (sealed->version > 1)
		correction_add(&content, sealed);
	id_hash_text(content.text, content.length, hash);
	str_done(&content);
	return computed;
}
