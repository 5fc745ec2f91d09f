/* import.h - what an import of other systems' files needs of the store: rows by their natural key, and a batch that can be taken back. */
#ifndef SAMTALE_STORE_IMPORT_H
#define SAMTALE_STORE_IMPORT_H

#include "samtale/store/people.h"

struct benefit_spell { int64_t id, citizen; const char *benefit; struct date from, to; };
struct effort { int64_t id; const char *code, *name, *kind, *description; struct date from, to; int64_t unit_cost_ore; };
struct enrolment { int64_t id, citizen, effort; struct date invited, started, ended; int completed; /* 1, 0, -1 unknown */ const char *dropout; };
struct outcome { int64_t id, citizen, effort; const char *status; struct date date; double weekly_hours; const char *source; };
struct employer { int64_t id; const char *cvr, *name, *trade, *address, *postcode, *city, *contact, *phone, *agreements; };
struct opening { int64_t id, employer; const char *number, *title, *disco08, *postcode, *form, *needs; int places; double weekly_hours; struct date deadline; };

enum import_effect { IMPORT_CREATED, IMPORT_UPDATED, IMPORT_UNCHANGED };

/* Each finds its row by natural key (documented in src/store/import.c), writes only what differs, fills id, says what it did. An appointment's state that
 * a caseworker has set is never reset by an import. */
NODISCARD bool store_import_caseworker(struct store *, struct caseworker *, enum import_effect *, struct err *);
NODISCARD bool store_import_citizen(struct store *, struct citizen *, enum import_effect *, struct err *);
NODISCARD bool store_import_benefit(struct store *, struct benefit_spell *, enum import_effect *, struct err *);
NODISCARD bool store_import_effort(struct store *, struct effort *, enum import_effect *, struct err *);
NODISCARD bool store_import_enrolment(struct store *, struct enrolment *, enum import_effect *, struct err *);
NODISCARD bool store_import_outcome(struct store *, struct outcome *, enum import_effect *, struct err *);
NODISCARD bool store_import_employer(struct store *, struct employer *, enum import_effect *, struct err *);
NODISCARD bool store_import_opening(struct store *, struct opening *, enum import_effect *, struct err *);
NODISCARD bool store_import_appointment(struct store *, struct appointment *, enum import_effect *, struct err *);

/* Looks up what rows refer to; 0 when there is none. */
NODISCARD bool store_find_caseworker(struct store *, const char *initials, int64_t *id, struct err *);
NODISCARD bool store_find_citizen(struct store *, const char *cpr, int64_t *id, struct err *);
NODISCARD bool store_find_effort(struct store *, const char *code, int64_t *id, struct err *);
NODISCARD bool store_find_employer(struct store *, const char *cvr, int64_t *id, struct err *);

/* A batch is one transaction: begin ... rows ... end, or rollback (dry run). end gives the batch id, 0 when nothing changed. */
struct import_batch { int64_t id; const char *source; int64_t at; int64_t created, updated; bool undone; };
NODISCARD bool store_import_begin(struct store *, const char *source, struct err *);
NODISCARD bool store_import_end(struct store *, int64_t *id, struct err *);
void store_import_abandon(struct store *);
NODISCARD bool store_import_list(struct store *, struct arena *, struct import_batch **batches, size_t *count, struct err *);
/* Takes a batch back by the op log. A value changed since by a person stays as the person left it and is counted in kept; a
 * created row that has work hanging on it (a conversation, a check, a case) is kept too. */
struct import_undo { int64_t removed, restored, kept; };
NODISCARD bool store_import_undo(struct store *, int64_t id, struct import_undo *undo, struct err *);

#endif
