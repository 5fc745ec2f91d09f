/* tables.h - the synced tables: their kinds, and the numbers by which ops name tables and columns.
 *
 * A number once given is never used again, and an entry never changes its place in a row: other terminals,
 * and ops written years ago, know tables and columns by these numbers. A new column takes the next number
 * of its table and comes with a migration that gives it a constant default. The capture triggers are
 * generated from here (triggers.h), so a change comes with a migration too: migrating is when they are
 * made anew. Local tables are not in here.
 *
 * FACT    append-only: what was said, sent, checked. Corrected by a later fact.
 * MUTABLE merged column by column; never deleted, has a column "deleted".
 * GUARDED facts with parents: two heads mean that a person must decide. */
#ifndef SAMTALE_SRC_STORE_TABLES_H
#define SAMTALE_SRC_STORE_TABLES_H

#include <stddef.h>
#include <stdint.h>

enum table_kind { TABLE_FACT, TABLE_MUTABLE, TABLE_GUARDED };
enum column_type { COLUMN_INTEGER, COLUMN_REAL, COLUMN_TEXT, COLUMN_BLOB };

enum table_number {
	TABLE_NONE,
	TABLE_CASEWORKER = 1, TABLE_CITIZEN, TABLE_BENEFIT_SPELL, TABLE_APPOINTMENT, TABLE_EFFORT,
	TABLE_ENROLMENT, TABLE_OUTCOME, TABLE_EMPLOYER, TABLE_OPENING, TABLE_CONVERSATION, TABLE_ANSWER,
	TABLE_CONVERSATION_SIGNED,
	TABLE_PLAN, TABLE_PLAN_STEP, TABLE_PLAN_ITEM, TABLE_MEASURE, TABLE_CONSENT, TABLE_AVAILABILITY_CHECK,
	TABLE_NOTIFICATION, TABLE_GUIDANCE, TABLE_SANCTION_CASE, TABLE_SANCTION_EVENT, TABLE_SANCTION_PARENT,
	TABLE_JOURNAL_NOTE, TABLE_GUIDE_TEXT, TABLE_CONVERSATION_GUIDE, TABLE_NOTIFICATION_ANSWER,
	TABLE_LETTER = 30, TABLE_LETTER_FILE, TABLE_LETTER_SENT,
	TABLE_PLAN_TRACK = 40, TABLE_PLAN_POSITION, TABLE_PLAN_VERSION, TABLE_PLAN_ACCEPTANCE,
	TABLE_PLAN_ACCEPTANCE_PARENT,
	TABLE_ACTIVITY = 50, TABLE_ACTIVITY_STAGE, TABLE_ATTENDANCE,
	TABLE_EMPLOYER_AGREEMENT = 60, TABLE_EMPLOYER_VISIT, TABLE_EMPLOYER_PROMISE, TABLE_PROMISE_OUTCOME,
	TABLE_CENTRE_WAIT, TABLE_REFERRAL, TABLE_REFERRAL_EVENT, TABLE_CITIZEN_NEED,
	TABLE_EFFORT_DECISION = 70,
	TABLE_CONTACT_PERSON = 80, TABLE_CONTACT_EXEMPTION, TABLE_HANDOVER, TABLE_HANDOVER_ANSWER, TABLE_OUTCOME_CHECK,
	TABLE_CONFLICT_CHOICE = 90, TABLE_SYNC_WITHDRAWAL, TABLE_SEAT, TABLE_PURGE_ORDER = 95,
	TABLE_ERASED_PERSON = 97,
	TABLE_NUMBERS /* one more than the last */
	/* numbers are never used again; new rooms begin at a round ten: 30 letters, 40 plan, 50 activities, 60 work,
	 * 70 effect, 80 rhythm and follow-up, 90 sync */
};

/* A mask of columns fits 63 bits: bit id - 1. */
#define COLUMN_ID_MAX 63

struct synced_column {
	int id;
	const char *name;
	enum column_type type;
	enum table_number refers; /* the table whose row id it holds, 0 in it meaning none */
};

struct synced_table {
	enum table_number id;
	const char *name;
	enum table_kind kind;
	const char *label;      /* msgid: what undo says it took back; NULL: nothing beside the rest */
	const char *correction; /* msgid: how a fact is corrected, since it cannot be undone */
	const struct synced_column *columns; /* by id; id, the primary key, is not among them */
	int column_count;
};

extern const struct synced_table synced_tables[];
extern const size_t synced_table_count;

/* NULL when there is no such number. */
const struct synced_table *synced_table(int64_t id);
const struct synced_column *synced_column(const struct synced_table *table, int64_t id);

#endif
