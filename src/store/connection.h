/* connection.h - what an open store is made of. For the files that make up the connection itself; the
 * aggregates' files need database.h only. */
#ifndef SAMTALE_SRC_STORE_CONNECTION_H
#define SAMTALE_SRC_STORE_CONNECTION_H

#include "database.h"
#include "samtale/base/id.h"

struct cached_statement; /* database.c */
struct done;		 /* undo.c */
struct table_sql;	 /* table_sql.h */

struct store {
	sqlite3 *db;
	char *path;
	struct cached_statement *statements; /* open-addressed by the hash of the text */
	size_t statement_room, statement_count;
	struct arena texts; /* the statements' */
	struct table_sql *table_sql; /* by table; made when first needed */

	int depth;   /* of store_begin() */
	bool merging; /* what is written is another terminal's change: it is not captured as ours */
	int64_t words_wait; /* how many of the search's words wait for the end of the merge (listing.h) */
	bool purging; /* rows are being removed (purge.h) */
	/* For tests, else NULL: by table number the columns (bit number - 1) that this program is taken not to know, as an
	 * older one would not; all of them: nor the table. */
	const uint64_t *unknown;
	bool doomed; /* an inner transaction was rolled back; the outer one cannot be committed */

	int64_t author;
	struct moment now;

	bool identity_known;
	uint32_t origin;
	struct id_realm realm;
	uint64_t next_id, id_limit; /* the reserved block of row numbers; empty when equal */
	uint32_t id_step;	    /* random: how far this connection goes on before its first block */
	bool id_stepped;

	bool ops_begun;	      /* this transaction has written an op (capture.h) */
	int64_t seq, hlc, tx; /* of the newest op; valid while ops_begun */
	int64_t first_seq;    /* of this transaction's ops */

	/* Of the row that this transaction wrote last (rank.h); table 0: of none. */
	struct standing {
		int table;
		int64_t row, citizen, coordinator;
	} standing;

	struct done *done; /* what undo may take back, oldest first (undo.h) */
	size_t done_count, done_room;
	bool undoing;

	/* How many fields two have written differently; known until a merge, or a write of one's own that may settle some. */
	struct differing {
		bool known;
		int64_t version; /* PRAGMA data_version: another connection has written */
		int64_t count;
	} differing;

	struct running_import {
		int64_t batch; /* 0: no import is running */
		int64_t first_seq, created, updated;
	} import;

	int instance;	      /* the lock's file; -1 none */
	struct arena scratch; /* for the SQL functions, reset after each call */
};

void statements_finalize(struct store *store);

/* Ends an SQL function of ours in the error that stopped it. SQLite takes "no error" for success, and a write would pass
 * uncaptured; so what was no error of SQLite's own becomes one. */
void function_fail(sqlite3_context *context, const struct store *store);

/* origin and realm are read once. */
NODISCARD bool store_identity(struct store *store, struct err *err);
/* From the random bytes that the database was opened with; NULL: none, and row numbers go on without a step. */
void id_step_draw(struct store *store, const unsigned char *random);

#endif
