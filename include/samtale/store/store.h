/* store.h - the database: open, transactions, who is writing, drafts, settings, verification.
 *
 * One local SQLite file, WAL, synchronous=FULL: when a writing function has returned true, what it wrote survives a
 * power cut. Tables are the truth; every change to a synced table is captured in the op log by generated triggers that
 * call C functions, so no code path can forget and a stray sqlite3 CLI cannot write. The three kinds of table (fact,
 * mutable, guarded) are declared once in src/store/tables.c. Nothing here knows a screen. Not thread-safe; one `struct
 * store` a process. */
#ifndef SAMTALE_STORE_STORE_H
#define SAMTALE_STORE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/date.h"
#include "samtale/base/err.h"
#include "samtale/base/id.h"
#include "samtale/domain/conversation.h"

struct store;

enum store_mode {
	STORE_CREATE,   /* make it if it is not there; migrate */
	STORE_EXISTING, /* must be there; migrate */
	STORE_READ_ONLY /* must be there and be of this version; writes refused */
};

/* path: a file name; its folder is made with mode 0700, the file with 0600. Errors, each one sentence: unreadable, a
 * folder, not a database, another program's database, damaged, written by a newer Samtale, in use by another instance
 * (who, since when), disk full, folder read-only. `random` supplies the realm and secret of a new database
 * (ID_REALM_BYTES + ID_SECRET_BYTES bytes; app draws them), so that the store itself draws no randomness; of one that
 * is there, where its row numbers go on. */
struct store_options {
	enum store_mode mode;
	const unsigned char *random;
	const char
		*instance; /* what a second instance is told: "Mette Holm, pid 4711"; NULL = no instance lock taken */
};
NODISCARD bool store_open(const char *path, const struct store_options *options, struct store **store,
			  struct err *err);
void store_close(struct store *store); /* NULL is fine */

/* Who writes and when: stamped on every fact and op. Call before each write with the event's moment. */
void store_stamp(struct store *store, int64_t caseworker, struct moment now);

/* Several writing calls as one: all or nothing. Nesting is allowed, the outermost commits. */
NODISCARD bool store_begin(struct store *store, struct err *err);
NODISCARD bool store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);
/* Commits what was done, or rolls it back when done is false; returns whether it is saved. A commit that fails has
 * rolled back already: after it there is nothing to roll back. */
NODISCARD bool store_finish(struct store *store, bool done, struct err *err);

/* ---- local things, never synced ----------------------------------------------------------------- */

NODISCARD bool store_setting(struct store *store, const char *name, struct arena *arena, const char **value,
			     struct err *err); /* "" when never set */
NODISCARD bool store_setting_put(struct store *store, const char *name, const char *value, struct err *err);

/* One draft a (place, ref, caseworker). Empty text removes it. */
NODISCARD bool store_draft_put(struct store *store, const struct draft *draft, struct err *err);
NODISCARD bool store_draft(struct store *store, const char *place, int64_t ref, struct arena *arena,
			   const char **text, struct err *err); /* "" when there is none */
/* The latest unfinished text of the stamped caseworker; place NULL when there is none. */
NODISCARD bool store_draft_latest(struct store *store, struct arena *arena, struct draft *draft, struct err *err);

/* Changes written here and not yet published at a hub, and the oldest one's UTC ms (0 none); without a hub, all. */
NODISCARD bool store_unsent(struct store *store, int64_t *count, int64_t *oldest_ms, struct err *err);

/* Nobody has written anything here, and nothing has come from others. */
NODISCARD bool store_is_untouched(struct store *store, bool *untouched, struct err *err);

/* Undo of the stamped caseworker's newest transaction of this session, by the op log: mutable columns get their earlier
 * value, a created mutable row is marked deleted. Facts cannot be undone: ERR_REFUSED says how to correct instead.
 * what: in the arena, a short description of what was taken back. */
NODISCARD bool store_undo(struct store *store, struct arena *arena, const char **what, struct err *err);

/* ---- verification --------------------------------------------------------------------------------- */

struct verify_finding {
	const char *what;  /* "integrity", "triggers", "oplog", "reference", "invariant", "search", "streams" */
	const char *table; /* "" when it is about the whole file */
	int64_t row;       /* 0 when it is about no row */
	const char *text;  /* a sentence, no personal data */
};

struct verify_report {
	int64_t rows, ops;         /* looked at */
	int checks;                /* kinds of check that ran */
	struct verify_finding *findings;
	size_t count;              /* 0 = whole */
};

/* Reads everything: SQLite's integrity check, generated triggers as they should be, every synced row has its creation
 * op or fact op, ops in order, references found, invariants (one active plan a citizen, a signed conversation has its
 * step, next date and an unbroken hash, sanction states reachable by the table), search index complete. */
NODISCARD bool store_verify(struct store *store, struct arena *arena, struct verify_report *report, struct err *err);

#endif
