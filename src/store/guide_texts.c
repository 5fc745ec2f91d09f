/* guide_texts.c - what a conversation was held on: the guide file's text, once for all conversations that began
 * on it. */
#include "guide_text_rows.h"

#include <string.h>

#include "rows.h"

/* The same text on two terminals is the same row: its id comes from the text itself. */
static bool text_identity(struct store *store, const struct guide_text *text, char hash[ID_HASH_TEXT],
			  int64_t *id, struct err *err)
{
	const char *parts[] = { text->language, text->guide, text->file, hash, NULL };

	id_hash_text(text->text, strlen(text->text), hash);
	return row_natural(store, "guide_text", parts, id, err);
}

static const char text_insert[] =
	"INSERT INTO guide_text(id, guide, language, version, file, hash, text) VALUES(?, ?, ?, ?, ?, ?, ?)";

static bool text_insert_run(struct store *store, int64_t id, const struct guide_text *text, const char *hash,
			    struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, text_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_text(&s, text->guide);
	statement_bind_text(&s, text->language);
	statement_bind_int(&s, text->version);
	statement_bind_text(&s, text->file);
	statement_bind_text(&s, hash);
	statement_bind_text(&s, text->text);
	return statement_end(&s);
}

static bool text_keep(struct store *store, const struct guide_text *text, struct err *err)
{
	char hash[ID_HASH_TEXT];
	int64_t id, there;

	if (!text_identity(store, text, hash, &id, err) ||
	    !database_number(store, "SELECT count(*) FROM guide_text WHERE id = ?", id, 0, &there, err))
		return false;
	if (there)
		return true;
	return store_begin(store, err) && row_finish(store, text_insert_run(store, id, text, hash, err), err);
}

bool guide_texts_keep(struct store *store, const struct guide_text *texts, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!text_keep(store, &texts[i], err))
			return false;
	return true;
}

static const char link_insert[] =
	"INSERT INTO conversation_guide(id, conversation, guide_text) VALUES(?, ?, ?)";

static bool text_link(struct store *store, int64_t conversation, const struct guide_text *text,
		      struct err *err)
{
	char hash[ID_HASH_TEXT];
	int64_t link = 0, id;
	struct statement s;

	if (!text_identity(store, text, hash, &id, err) || !row_number(store, &link, err) ||
	    !statement_begin(&s, store, link_insert, err))
		return false;
	statement_bind_int(&s, link);
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, id);
	return statement_end(&s);
}

bool guide_texts_link(struct store *store, int64_t conversation, const struct guide_text *texts, size_t count,
		      struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!text_link(store, conversation, &texts[i], err))
			return false;
	return true;
}

static const char texts_of[] =
	"SELECT t.guide, t.language, t.version, t.file, t.text FROM conversation_guide l"
	" CROSS JOIN guide_text t ON t.id = l.guide_text WHERE l.conversation = ?1 AND l.deleted = 0"
	" AND t.language = (SELECT u.language FROM conversation_guide k"
	"  CROSS JOIN guide_text u ON u.id = k.guide_text WHERE k.conversation = ?1 AND k.deleted = 0"
	"  ORDER BY u.language <> ?2, k.id LIMIT 1)"
	" ORDER BY t.file, l.id";

bool store_conversation_guide(struct store *store, int64_t conversation, const char *language,
			      struct arena *arena, struct guide_text **texts, size_t *count, struct err *err)
{
	struct statement s;

	*texts = NULL;
	*count = 0;
	if (!statement_begin(&s, store, texts_of, err))
		return false;
	statement_bind_int(&s, conversation);
	statement_bind_text(&s, language);
	while (statement_row(&s)) {
		*texts = arena_grow(arena, *texts, *count, sizeof(**texts));
		(*texts)[(*count)++] = (struct guide_text){
			.guide = statement_text(&s, 0, arena),
			.language = statement_text(&s, 1, arena),
			.version = (int)statement_int(&s, 2),
			.file = statement_text(&s, 3, arena),
			.text = statement_text(&s, 4, arena),
		};
	}
	return statement_end(&s);
}
