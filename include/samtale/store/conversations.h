/* conversations.h - conversations, answers and what signing writes. */
#ifndef SAMTALE_STORE_CONVERSATIONS_H
#define SAMTALE_STORE_CONVERSATIONS_H

#include "samtale/domain/conversation.h"
#include "samtale/store/store.h"

/* Begins one: fills id, started, started_at. One unfinished conversation a citizen and guide: the one that is
 * there is given back instead, with its own guide version; its texts and answers are fetched with
 * store_conversation(). */
NODISCARD bool store_conversation_begin(struct store *store, struct conversation *conversation,
					struct err *err);
/* A guide's own words, as its file had them, or a list's file beside it. */
struct guide_text {
	const char *guide, *language, *text;
	const char *file; /* "districts.csv"; "" the guide itself */
	int version;      /* 0 of a list's file */
};
/* The same, and a conversation that is begun goes by these texts ever after, whatever the files become. */
NODISCARD bool store_conversation_begin_on(struct store *store, struct conversation *conversation,
					   const struct guide_text *texts, size_t count, struct err *err);
/* The texts that the conversation began on, in that language, else in another one: the guide first. count 0: none
 * was kept. */
NODISCARD bool store_conversation_guide(struct store *store, int64_t conversation, const char *language,
					struct arena *arena, struct guide_text **texts, size_t *count,
					struct err *err);
NODISCARD bool store_conversation(struct store *store, int64_t id, struct arena *arena,
				  struct conversation *conversation, struct err *err);
/* The state and the position to go on from; a conversation that is signed cannot be changed. */
NODISCARD bool store_conversation_set(struct store *store, int64_t id, enum conversation_state state,
				      const char *position, struct err *err);
/* One answer, durable when this returns; its draft is removed in the same transaction. */
NODISCARD bool store_answer_add(struct store *store, int64_t conversation, const struct answer *answer,
				struct err *err);
/* The latest answers of the citizen's earlier signed conversations, of any guide. */
NODISCARD bool store_last_answers(struct store *store, int64_t citizen, int64_t but_not, struct arena *arena,
				  struct last_answers *answers, struct err *err);
/* Everything that signing means, in one transaction: the signed fact, plan step, goals, barriers, strengths,
 * wishes, checks, measures, guidance, journal, the next appointment, the state. A conversation that closes with
 * a measure writes no step and no appointment. id of the signed fact is returned. */
NODISCARD bool store_conversation_sign(struct store *store, const struct conversation_signing *signing,
				       int64_t *id, struct err *err);
/* A version of a signed conversation, counted from 1; 0 the newest, as a number past the newest is. */
NODISCARD bool store_conversation_version(struct store *store, int64_t conversation, int version,
					  struct arena *arena, struct conversation_record *record,
					  struct err *err);

/* ---- correcting what is signed ------------------------------------------------------------------------
 *
 * A correction is a draft of the caseworker's own on this machine until store_conversation_correct() makes it
 * the next version. Then is written, in one transaction:
 *   the answers that differ from the signed ones, as later answers;
 *   a signed fact: version, reason, summary, and a hash that holds the hash of the version before;
 *   a journal note with the reason and the changes;
 *   a new check, measure, guidance or consent where the answer it came from has changed, dated the day of the
 *   conversation, unless a later check or consent has the word by now.
 * What is in the plan (goals, barriers, strengths, wishes, steps) and in the calendar is left alone: people
 * have gone on from there, and mend it there. The earlier versions and their records stay. */

/* Begins a correction, or goes on with the caseworker's own: fills conversation (its answers are those
 * signed, and the changed ones in their place; its position is the correction's) and correction. ERR_MISSING
 * when it is not signed. */
NODISCARD bool store_correction_begin(struct store *store, int64_t id, struct arena *arena,
				      struct conversation *conversation, struct correction *correction,
				      struct err *err);
/* An answer of the correction, durable when this returns; its draft is removed in the same transaction. */
NODISCARD bool store_correction_answer(struct store *store, int64_t conversation, const struct answer *answer,
				       struct err *err);
NODISCARD bool store_correction_pause(struct store *store, int64_t conversation, const char *position,
				      struct err *err);
/* Gives the caseworker's own correction up: what is signed stands. */
NODISCARD bool store_correction_drop(struct store *store, int64_t conversation, struct err *err);
/* ERR_BUSY when another version has been signed meanwhile. id of the signed fact is returned. */
NODISCARD bool store_conversation_correct(struct store *store,
					  const struct conversation_correction *correction, int64_t *id,
					  struct err *err);

NODISCARD bool store_plan(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
			  struct err *err);
NODISCARD bool store_step_put(struct store *store, struct plan_step *step, struct err *err); /* id 0: new */
NODISCARD bool store_plan_item_put(struct store *store, struct plan_item *item,
				   struct err *err); /* id 0: new */

#endif
