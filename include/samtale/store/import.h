/* import.h - what an import of other systems' files needs of the store: rows by their natural key, and a
 * batch that can be taken back.
 *
 * Every row's id follows from its natural key (documented in src/store/import_rows.c), so that the same file
 * imported again, or on two terminals, makes the same rows. Dates may be unset, texts "" or NULL. */
#ifndef SAMTALE_STORE_IMPORT_H
#define SAMTALE_STORE_IMPORT_H

#include "samtale/domain/appointment.h"
#include "samtale/domain/benefit.h"
#include "samtale/domain/effort.h"
#include "samtale/domain/employer.h"
#include "samtale/store/people.h"

enum import_effect { IMPORT_CREATED, IMPORT_UPDATED, IMPORT_UNCHANGED };

/* Each finds its row by natural key, writes only what differs, fills id, says what it did. A row that was
 * marked deleted comes back. An appointment's state that a caseworker has set is never reset by an import.
 * Between store_import_begin() and end. */
NODISCARD bool store_import_caseworker(struct store *store, struct caseworker *caseworker,
				       enum import_effect *effect, struct err *err);
NODISCARD bool store_import_citizen(struct store *store, struct citizen *citizen, enum import_effect *effect,
				    struct err *err);
NODISCARD bool store_import_benefit(struct store *store, struct benefit_spell *spell,
				    enum import_effect *effect, struct err *err);
NODISCARD bool store_import_effort(struct store *store, struct effort *effort, enum import_effect *effect,
				   struct err *err);
NODISCARD bool store_import_enrolment(struct store *store, struct enrolment *enrolment,
				      enum import_effect *effect, struct err *err);
NODISCARD bool store_import_outcome(struct store *store, struct outcome *outcome, enum import_effect *effect,
				    struct err *err);
NODISCARD bool store_import_employer(struct store *store, struct employer *employer,
				     enum import_effect *effect, struct err *err);
NODISCARD bool store_import_opening(struct store *store, struct opening *opening, enum import_effect *effect,
				    struct err *err);
NODISCARD bool store_import_appointment(struct store *store, struct appointment *appointment,
					enum import_effect *effect, struct err *err);

/* Looks up what rows refer to; id is 0 when there is none. */
NODISCARD bool store_find_caseworker(struct store *store, const char *initials, int64_t *id, struct err *err);
NODISCARD bool store_find_citizen(struct store *store, const char *cpr, int64_t *id, struct err *err);
NODISCARD bool store_find_effort(struct store *store, const char *code, int64_t *id, struct err *err);
NODISCARD bool store_find_employer(struct store *store, const char *cvr, int64_t *id, struct err *err);

struct import_batch {
	int64_t id;
	const char *source; /* as given to store_import_begin() */
	int64_t at;         /* UTC ms */
	int64_t created, updated;
	bool undone;
};

/* A batch is one transaction: begin ... rows ... end, or abandon (a dry run, an error). end gives the batch's
 * id, 0 when nothing changed; when it fails, nothing was saved and the batch is over. */
NODISCARD bool store_import_begin(struct store *store, const char *source, struct err *err);
NODISCARD bool store_import_end(struct store *store, int64_t *id, struct err *err);
void store_import_abandon(struct store *store);
NODISCARD bool store_import_list(struct store *store, struct arena *arena, struct import_batch **batches,
				 size_t *count, struct err *err); /* newest first */

struct import_undo {
	int64_t removed, restored, kept;
};

/* Takes a batch back by the op log. A value changed since by a person stays as the person left it and is
 * counted in kept; a created row that has work hanging on it (a conversation, a check, a case, a note) is
 * kept too, and so are the caseworkers, efforts and employers that kept rows name. ERR_MISSING: no such
 * batch; ERR_REFUSED: it was taken back before. */
NODISCARD bool store_import_undo(struct store *store, int64_t id, struct import_undo *undo, struct err *err);

#endif
