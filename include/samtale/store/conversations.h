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
/* A guide's own words, as its file had them. */
struct guide_text {
	const char *guide, *language, *text;
	int version;
};
/* The same, and a conversation that is begun goes by these texts ever after, whatever the files become. */
NODISCARD bool store_conversation_begin_on(struct store *store, struct conversation *conversation,
					   const struct guide_text *texts, size_t count, struct err *err);
/* The text that the conversation began on, in that language, else in another one. text NULL: none was kept. */
NODISCARD bool store_conversation_guide(struct store *store, int64_t conversation, const char *language,
					struct arena *arena, struct guide_text *text, struct err *err);
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
/* The signed fact of a conversation. */
NODISCARD bool store_conversation_record(struct store *store, int64_t conversation, struct arena *arena,
					 struct conversation_record *record, struct err *err);

NODISCARD bool store_plan(struct store *store, int64_t citizen, struct arena *arena, struct plan *plan,
			  struct err *err);
NODISCARD bool store_step_put(struct store *store, struct plan_step *step, struct err *err); /* id 0: new */
NODISCARD bool store_plan_item_put(struct store *store, struct plan_item *item,
				   struct err *err); /* id 0: new */

#endif
