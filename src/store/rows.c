#include "rows.h"

#include <inttypes.h>
#include <stdio.h>

#include "samtale/base/str.h"

static bool row_run(struct store *store, const char *sql, void (*bind)(struct statement *, const void *),
		    const void *row, int64_t *touched, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, sql, err))
		return false;
	bind(&s, row);
	if (!statement_end(&s))
		return false;
	*touched = database_changes(store);
	return true;
}

bool row_put(struct store *store, const struct row_sql *sql, void (*bind)(struct statement *, const void *),
	     const void *row, enum import_effect *effect, struct err *err)
{
	int64_t touched;

	if (!row_run(store, sql->update, bind, row, &touched, err))
		return false;
	*effect = IMPORT_UPDATED;
	if (touched)
		return true;
	if (!row_run(store, sql->insert, bind, row, &touched, err))
		return false;
	*effect = touched ? IMPORT_CREATED : IMPORT_UNCHANGED;
	return true;
}

bool row_finish(struct store *store, bool done, struct err *err)
{
	return store_finish(store, done, err);
}

bool row_number(struct store *store, int64_t *id, struct err *err)
{
	return *id || store_new_id(store, id, err);
}

/* Each part is followed by a unit separator, which no imported text holds. */
bool row_natural(struct store *store, const char *kind, const char *const *parts, int64_t *id,
		 struct err *err)
{
	struct str key;
	bool found;

	str_init(&key);
	for (; *parts; parts++) {
		str_add(&key, *parts);
		str_add_char(&key, '\x1f');
	}
	found = store_natural_id(store, kind, key.text, id, err);
	str_done(&key);
	return found;
}

const char *row_key(int64_t number, char *buffer)
{
	snprintf(buffer, ROW_KEY_SIZE, "%" PRId64, number);
	return buffer;
}

const char *row_text(const char *text)
{
	return text ? text : "";
}
