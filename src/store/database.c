#include "connection.h"

#include <stdlib.h>
#include <string.h>

#include "pack.h"
#include "place.h"
#include "samtale/base/tr.h"

struct cached_statement {
	uint64_t hash;
	const char *text;
	sqlite3_stmt *handle; /* NULL: the slot is free */
};

#define CACHE_ROOM_FIRST 64

/* ---- errors ---------------------------------------------------------------------------------- */

struct refusal {
	int result; /* SQLite's: primary, or one extended code */
	enum err_code code;
	const char *text;
};

static const struct refusal refusals[] = {
	{ SQLITE_FULL, ERR_FULL,
	  N_("The disk is full. Nothing that was saved is lost, but this was not saved: make room"
	     " and try again.") },
	{ SQLITE_READONLY, ERR_IO,
	  N_("The database cannot be written: you may only read the file or its folder. Ask for the"
	     " right to write there.") },
	{ SQLITE_PERM, ERR_IO,
	  N_("The database cannot be opened: you have no access to the file or its folder. Ask"
	     " for access.") },
	{ SQLITE_AUTH, ERR_IO,
	  N_("The database cannot be opened: you have no access to the file or its folder. Ask"
	     " for access.") },
	{ SQLITE_CANTOPEN, ERR_IO,
	  N_("The database cannot be opened: the file or its folder is missing or closed to you. Check the"
	     " path.") },
	{ SQLITE_BUSY, ERR_BUSY,
	  N_("Another program is writing in the database. Nothing was changed: wait a moment and"
	     " try again.") },
	{ SQLITE_LOCKED, ERR_BUSY,
	  N_("Another program is writing in the database. Nothing was changed: wait a moment and"
	     " try again.") },
	{ SQLITE_CORRUPT, ERR_DAMAGED,
	  N_("The database is damaged. Stop writing in it, run \"samtale verify\" and restore the latest"
	     " backup.") },
	{ SQLITE_NOTADB, ERR_DAMAGED,
	  N_("The file is not a database, or its beginning is destroyed. Check the path or restore the latest"
	     " backup.") },
	{ SQLITE_IOERR, ERR_IO,
	  N_("The disk could not be read or written. Nothing that was saved is lost: check the disk and"
	     " try again.") },
	{ SQLITE_CONSTRAINT_TRIGGER, ERR_REFUSED,
	  N_("What is written stays as it was written. Add a correction instead: both stay readable.") },
	{ SQLITE_TOOBIG, ERR_INPUT, N_("The text is too long to be saved. Shorten it and try again.") },
};

static const char anything_else[] = N_(
	"The database refused the change, so nothing was saved. Tell the administrator what you were doing.");

static bool refuse(int result, struct err *err)
{
	for (size_t i = 0; i < LENGTH(refusals); i++)
		if (refusals[i].result == result || refusals[i].result == (result & 0xff))
			return err_set(err, refusals[i].code, "%s", _(refusals[i].text));
	return err_set(err, ERR_DAMAGED, "%s", _(anything_else));
}

bool database_error_code(int result, const char *path, struct err *err)
{
	refuse(result, err);
	return err_detail(err, "%s: %s (%d)", path, sqlite3_errstr(result), result);
}

bool database_error(struct store *store, struct err *err)
{
	int result = sqlite3_extended_errcode(store->db);

	if ((result & 0xff) == SQLITE_FULL)
		ballast_give_up(store->path);
	refuse(result, err);
	return err_detail(err, "%s: %s (%d)", store->path, sqlite3_errmsg(store->db), result);
}

/* ---- statements ------------------------------------------------------------------------------ */

/* FNV-1a. */
static uint64_t text_hash(const char *text)
{
	uint64_t hash = 14695981039346656037u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash;
}

static struct cached_statement *slot_of(struct cached_statement *slots, size_t room, uint64_t hash,
					const char *sql)
{
	size_t at = hash & (room - 1);

	while (slots[at].handle && (slots[at].hash != hash || strcmp(slots[at].text, sql)))
		at = (at + 1) & (room - 1);
	return &slots[at];
}

static void cache_grow(struct store *store)
{
	size_t room = store->statement_room ? store->statement_room * 2 : CACHE_ROOM_FIRST;
	struct cached_statement *slots = calloc(room, sizeof(*slots));

	if (!slots)
		BUG("out of memory");
	for (size_t i = 0; i < store->statement_room; i++) {
		struct cached_statement *old = &store->statements[i];

		if (old->handle)
			*slot_of(slots, room, old->hash, old->text) = *old;
	}
	free(store->statements);
	store->statements = slots;
	store->statement_room = room;
}

static sqlite3_stmt *statement_cached(struct store *store, const char *sql, struct err *err)
{
	uint64_t hash = text_hash(sql);
	struct cached_statement *slot;

	if (2 * store->statement_count >= store->statement_room)
		cache_grow(store);
	slot = slot_of(store->statements, store->statement_room, hash, sql);
	if (slot->handle)
		return slot->handle;
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &slot->handle, NULL) !=
	    SQLITE_OK) {
		slot->handle = NULL;
		database_error(store, err);
		return NULL;
	}
	slot->hash = hash;
	slot->text = arena_strdup(&store->texts, sql);
	store->statement_count++;
	return slot->handle;
}

void statements_finalize(struct store *store)
{
	for (size_t i = 0; i < store->statement_room; i++)
		sqlite3_finalize(store->statements[i].handle);
	free(store->statements);
	arena_done(&store->texts);
	store->statements = NULL;
	store->statement_room = store->statement_count = 0;
}

bool statement_begin(struct statement *statement, struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *handle = statement_cached(store, sql, err);

	if (!handle)
		return false;
	if (sqlite3_stmt_busy(handle))
		BUG("a statement was begun again before it had ended");
	*statement = (struct statement){ .store = store, .handle = handle, .err = err };
	return true;
}

static void statement_fail(struct statement *statement)
{
	statement->failed = true;
	database_error(statement->store, statement->err);
}

bool statement_row(struct statement *statement)
{
	int result;

	if (statement->failed)
		return false;
	statement->stepped = true;
	result = sqlite3_step(statement->handle);
	if (result != SQLITE_ROW && result != SQLITE_DONE)
		statement_fail(statement);
	return result == SQLITE_ROW;
}

bool statement_end(struct statement *statement)
{
	if (!statement->stepped)
		statement_row(statement);
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
	return !statement->failed;
}

bool statement_one(struct statement *statement, struct store *store, const char *sql, int64_t id,
		   const char *missing, struct err *err)
{
	if (!statement_begin(statement, store, sql, err))
		return false;
	statement_bind_int(statement, id);
	if (statement_row(statement))
		return true;
	return statement_end(statement) && err_set(err, ERR_MISSING, "%s", missing);
}

/* A bind fails for want of memory, for a text past SQLite's limit, or because the statement has no such
 * parameter. */
static void statement_bound(struct statement *statement, int result)
{
	if (result == SQLITE_RANGE || result == SQLITE_MISUSE)
		BUG("a statement was given a value it has no place for");
	if (result != SQLITE_OK && !statement->failed)
		statement_fail(statement);
}

void statement_bind_int(struct statement *statement, int64_t value)
{
	statement_bound(statement, sqlite3_bind_int64(statement->handle, ++statement->bound, value));
}

void statement_bind_real(struct statement *statement, double value)
{
	statement_bound(statement, sqlite3_bind_double(statement->handle, ++statement->bound, value));
}

void statement_bind_text(struct statement *statement, const char *text)
{
	statement_bound(statement,
			sqlite3_bind_text(statement->handle, ++statement->bound, text ? text : "", -1,
					  SQLITE_STATIC));
}

void statement_bind_date(struct statement *statement, struct date date)
{
	char text[DATE_ISO_SIZE];

	statement_bound(statement,
			sqlite3_bind_text(statement->handle, ++statement->bound, date_iso(date, text), -1,
					  SQLITE_TRANSIENT));
}

void statement_bind_blob(struct statement *statement, const void *bytes, size_t count)
{
	statement_bound(
		statement,
		sqlite3_bind_blob64(statement->handle, ++statement->bound, bytes, count, SQLITE_STATIC));
}

void statement_bind_value(struct statement *statement, sqlite3_value *value)
{
	statement_bound(statement, sqlite3_bind_value(statement->handle, ++statement->bound, value));
}

void statement_bind_packed(struct statement *statement, const struct packed_value *value)
{
	sqlite3_stmt *handle = statement->handle;
	const char *bytes = value->length ? value->bytes : "";
	int at = ++statement->bound, result = SQLITE_OK;

	if (value->type == SQLITE_INTEGER)
		result = sqlite3_bind_int64(handle, at, value->integer);
	else if (value->type == SQLITE_FLOAT)
		result = sqlite3_bind_double(handle, at, value->real);
	else if (value->type == SQLITE_TEXT)
		result = sqlite3_bind_text64(handle, at, bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
	else if (value->type == SQLITE_BLOB)
		result = sqlite3_bind_blob64(handle, at, bytes, value->length, SQLITE_STATIC);
	statement_bound(statement, result);
}

int64_t statement_int(struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

double statement_real(struct statement *statement, int column)
{
	return sqlite3_column_double(statement->handle, column);
}

const char *statement_text(struct statement *statement, int column, struct arena *arena)
{
	return arena_strdup(arena, (const char *)sqlite3_column_text(statement->handle, column));
}

const void *statement_blob(struct statement *statement, int column, struct arena *arena, size_t *size)
{
	const void *bytes = sqlite3_column_blob(statement->handle, column);

	*size = (size_t)sqlite3_column_bytes(statement->handle, column);
	return arena_memdup(arena, bytes, *size);
}

struct date statement_date(struct statement *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement->handle, column);
	struct date date = DATE_NONE;

	if (!text || !date_parse_iso(text, &date))
		return DATE_NONE;
	return date;
}

/* ---- the connection -------------------------------------------------------------------------- */

bool database_run(struct store *store, const char *sql, struct err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return database_error(store, err);
	return true;
}

static bool begin_with(struct statement *s, struct store *store, const char *sql, int64_t first, int64_t second,
		       struct err *err)
{
	int parameters;

	if (!statement_begin(s, store, sql, err))
		return false;
	parameters = sqlite3_bind_parameter_count(s->handle);
	if (parameters > 0)
		statement_bind_int(s, first);
	if (parameters > 1)
		statement_bind_int(s, second);
	return true;
}

bool database_numbers(struct store *store, const char *sql, int64_t first, int64_t second, struct arena *arena,
		      int64_t **numbers, size_t *count, struct err *err)
{
	struct statement s;

	*numbers = NULL;
	*count = 0;
	if (!begin_with(&s, store, sql, first, second, err))
		return false;
	while (statement_row(&s)) {
		*numbers = arena_grow(arena, *numbers, *count, sizeof(**numbers));
		(*numbers)[(*count)++] = statement_int(&s, 0);
	}
	return statement_end(&s);
}

bool database_number(struct store *store, const char *sql, int64_t first, int64_t second, int64_t *number,
		     struct err *err)
{
	struct statement s;

	*number = 0;
	if (!begin_with(&s, store, sql, first, second, err))
		return false;
	if (statement_row(&s))
		*number = statement_int(&s, 0);
	return statement_end(&s);
}

void function_fail(sqlite3_context *context, const struct store *store)
{
	int result = sqlite3_extended_errcode(store->db);

	if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
		sqlite3_result_error(context, "the change could not be recorded", -1);
	else
		sqlite3_result_error_code(context, result);
}

int64_t database_changes(struct store *store)
{
	return sqlite3_changes64(store->db);
}
