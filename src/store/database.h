/* database.h - the thin layer between the store's files and SQLite.
 *
 * A statement is prepared once a connection, cached by its text, and used like this:
 *
 *	struct statement s;
 *
 *	if (!statement_begin(&s, store, "SELECT name FROM effort WHERE id = ?", err))
 *		return false;
 *	statement_bind_int(&s, id);
 *	while (statement_row(&s))
 *		name = statement_text(&s, 0, arena);
 *	return statement_end(&s);
 *
 * Binding goes from left to right. The first failure sticks: later calls do nothing, statement_row() says
 * there is no row, statement_end() returns false with err filled. statement_end() is always called, it
 * gives the statement back; a write is run by it. A statement in use (between begin and end) cannot be
 * begun again: read what you need before you call on. Writes happen between store_begin() and
 * store_commit() only: outside, the capture triggers refuse.
 *
 * SQLite's result codes become sentences in one place, database_error(). Text columns are never NULL, an
 * empty date is "". */
#ifndef SAMTALE_SRC_STORE_DATABASE_H
#define SAMTALE_SRC_STORE_DATABASE_H

#include <sqlite3.h>

#include "samtale/store/store.h"

struct statement {
	struct store *store;
	sqlite3_stmt *handle;
	struct err *err;
	int bound;
	bool stepped, failed;
};

/* sql outlives nothing: its text is the key. Only constant texts, never one with a value pasted in. */
NODISCARD bool statement_begin(struct statement *statement, struct store *store, const char *sql,
			       struct err *err);
/* Begins, binds the id and stands on the row that has it. Where there is none the statement has ended, and err says
 * `missing`. */
NODISCARD bool statement_one(struct statement *statement, struct store *store, const char *sql, int64_t id,
			     const char *missing, struct err *err);
bool statement_row(struct statement *statement);
NODISCARD bool statement_end(struct statement *statement);

void statement_bind_int(struct statement *statement, int64_t value);
void statement_bind_real(struct statement *statement, double value);
/* Text and bytes are borrowed until statement_end(). Text NULL is "", an unset date is "", bytes NULL are NULL. */
void statement_bind_text(struct statement *statement, const char *text);
void statement_bind_date(struct statement *statement, struct date date);
void statement_bind_blob(struct statement *statement, const void *bytes, size_t count);
void statement_bind_value(struct statement *statement, sqlite3_value *value);
struct packed_value; /* pack.h */
void statement_bind_packed(struct statement *statement, const struct packed_value *value); /* borrowed like text */

int64_t statement_int(struct statement *statement, int column); /* NULL is 0 */
double statement_real(struct statement *statement, int column);
const char *statement_text(struct statement *statement, int column, struct arena *arena);
/* In the arena; NULL is no bytes. */
const void *statement_blob(struct statement *statement, int column, struct arena *arena, size_t *size);
struct date statement_date(struct statement *statement, int column); /* "" or unreadable: DATE_NONE */

/* One statement, or several parted by ";", without parameters and results; not cached. */
NODISCARD bool database_run(struct store *store, const char *sql, struct err *err);

/* The first column of the first row, 0 when there is none; sql takes up to two integers. */
NODISCARD bool database_number(struct store *store, const char *sql, int64_t first, int64_t second,
			       int64_t *number, struct err *err);

/* The first column of all rows, in the arena; sql takes up to two integers. What a loop over them does may change
 * what the statement reads. */
NODISCARD bool database_numbers(struct store *store, const char *sql, int64_t first, int64_t second,
				struct arena *arena, int64_t **numbers, size_t *count, struct err *err);

/* The sentence for what SQLite last refused on this connection. Returns false. On a full disk the ballast
 * beside the database is given up, so that the next small write (a draft) has room. */
bool database_error(struct store *store, struct err *err);
/* The same for a result code, before there is a connection to ask. */
bool database_error_code(int result, const char *path, struct err *err);

/* How many rows the last INSERT or UPDATE touched. */
int64_t database_changes(struct store *store);

/* ---- who writes, when, and under which id ---------------------------------------------------- */

int64_t store_author(const struct store *store); /* as stamped */
int64_t store_now_ms(const struct store *store);
struct date store_today(const struct store *store); /* the stamped moment's local date */

/* A new row's id: origin << 43 | counter. Counters are taken in blocks; gaps are harmless. Inside a
 * transaction only. */
NODISCARD bool store_new_id(struct store *store, int64_t *id, struct err *err);
/* The id of a natural key: the same on every terminal of the installation (id.h). */
NODISCARD bool store_natural_id(struct store *store, const char *kind, const char *key, int64_t *id,
				struct err *err);

#endif
