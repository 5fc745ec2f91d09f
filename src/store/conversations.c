/* conversations.c - conversations and the answers given in them, up to the signing (signing.c). */
#include "samtale/store/conversations.h"

#include "conversation_rows.h"
#include "guide_text_rows.h"
#include "rows.h"
#include "samtale/base/tr.h"

/* ---- beginning and going on ------------------------------------------------------------------------- */

static const char conversation_unfinished[] =
	"SELECT id, caseworker, appointment, guide_version, state, started, started_at FROM conversation"
	" WHERE citizen = ? AND guide = ? AND state IN (0, 1) AND deleted = 0 ORDER BY started_at, id";

static const char conversation_insert[] =
	"INSERT INTO conversation(id, citizen, caseworker, appointment, guide, guide_version, form, state,"
	" started, started_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

static bool unfinished_find(struct store *store, struct conversation *conversation, bool *found,
			    struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, conversation_unfinished, err))
		return false;
	statement_bind_int(&s, conversation->citizen);
	statement_bind_text(&s, conversation->guide);
	*found = statement_row(&s);
	if (*found) {
		conversation->id = statement_int(&s, 0);
		conversation->caseworker = statement_int(&s, 1);
		conversation->appointment = statement_int(&s, 2);
		conversation->guide_version = (int)statement_int(&s, 3);
		conversation->state = (enum conversation_state)statement_int(&s, 4);
		conversation->started = statement_date(&s, 5);
		conversation->started_at = statement_int(&s, 6);
	}
	return statement_end(&s);
}

static bool conversation_insert_run(struct store *store, struct conversation *conversation, struct err *err)
{
	struct statement s;

	conversation->id = 0;
	if (!conversation->caseworker)
		conversation->caseworker = store_author(store);
	conversation->state = CONVERSATION_OPEN;
	conversation->started = store_today(store);
	conversation->started_at = store_now_ms(store);
	if (!row_number(store, &conversation->id, err) ||
	    !statement_begin(&s, store, conversation_insert, err))
		return false;
	statement_bind_int(&s, conversation->id);
	statement_bind_int(&s, conversation->citizen);
	statement_bind_int(&s, conversation->caseworker);
	statement_bind_int(&s, conversation->appointment);
	statement_bind_text(&s, conversation->guide);
	statement_bind_int(&s, conversation->guide_version);
	statement_bind_text(&s, conversation->form);
	statement_bind_int(&s, conversation->state);
	statement_bind_date(&s, conversation->started);
	statement_bind_int(&s, conversation->started_at);
	return statement_end(&s);
}

/* The texts are saved first and by themselves: they stay whatever becomes of the conversation, which can be
 * undone as long as nothing is answered. */
bool store_conversation_begin_on(struct store *store, struct conversation *conversation,
				 const struct guide_text *texts, size_t count, struct err *err)
{
	struct conversation row = *conversation;
	bool done, found = false;

	if (!guide_texts_keep(store, texts, count, err) || !store_begin(store, err))
		return false;
	done = unfinished_find(store, &row, &found, err) &&
	       (found || (conversation_insert_run(store, &row, err) &&
			  guide_texts_link(store, row.id, texts, count, err)));
	if (!row_finish(store, done, err))
		return false;
	*conversation = row;
	return true;
}

bool store_conversation_begin(struct store *store, struct conversation *conversation, struct err *err)
{
	return store_conversation_begin_on(store, conversation, NULL, 0, err);
}

static const char conversation_one[] =
	"SELECT id, citizen, caseworker, appointment, guide, guide_version, form, state, started,"
	" started_at, position FROM conversation WHERE id = ? AND deleted = 0";

static struct conversation conversation_read(struct statement *s, struct arena *arena)
{
	return (struct conversation){
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.caseworker = statement_int(s, 2),
		.appointment = statement_int(s, 3),
		.guide = statement_text(s, 4, arena),
		.guide_version = (int)statement_int(s, 5),
		.form = statement_text(s, 6, arena),
		.state = (enum conversation_state)statement_int(s, 7),
		.started = statement_date(s, 8),
		.started_at = statement_int(s, 9),
		.position = statement_text(s, 10, arena),
	};
}

static const char *no_such_conversation(void)
{
	return _("This conversation is not on this machine. Go back and open the citizen again.");
}

bool store_conversation(struct store *store, int64_t id, struct arena *arena,
			struct conversation *conversation, struct err *err)
{
	struct statement s;

	*conversation = (struct conversation){ 0 };
	if (!statement_one(&s, store, conversation_one, id, no_such_conversation(), err))
		return false;
	*conversation = conversation_read(&s, arena);
	if (!statement_end(&s))
		return false;
	return answers_read(store, id, ANSWERS_ALL, arena, &conversation->answers,
			    &conversation->answer_count, err);
}

bool conversation_must_be_unfinished(struct store *store, int64_t id, int64_t *citizen, struct err *err)
{
	enum conversation_state state = CONVERSATION_OPEN;
	struct statement s;

	if (!statement_one(&s, store, "SELECT citizen, state FROM conversation WHERE id = ? AND deleted = 0", id,
			   no_such_conversation(), err))
		return false;
	*citizen = statement_int(&s, 0);
	state = (enum conversation_state)statement_int(&s, 1);
	if (!statement_end(&s))
		return false;
	if (state == CONVERSATION_SIGNED)
		return err_set(err, ERR_REFUSED, "%s",
			       _("This conversation is signed. Open it in the history and correct it there, "
				 "or begin a new one."));
	if (state == CONVERSATION_ABANDONED)
		return err_set(err, ERR_REFUSED, "%s", _("This conversation was given up. Begin a new one."));
	return true;
}

static const char conversation_update[] = "UPDATE conversation SET state = ?, position = ? WHERE id = ?";

static bool conversation_update_run(struct store *store, int64_t id, enum conversation_state state,
				    const char *position, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, conversation_update, err))
		return false;
	statement_bind_int(&s, state);
	statement_bind_text(&s, position);
	statement_bind_int(&s, id);
	return statement_end(&s);
}

bool store_conversation_set(struct store *store, int64_t id, enum conversation_state state,
			    const char *position, struct err *err)
{
	int64_t citizen;
	bool done;

	if (state == CONVERSATION_SIGNED)
		BUG("a conversation is signed by store_conversation_sign()");
	if (!store_begin(store, err))
		return false;
	done = conversation_must_be_unfinished(store, id, &citizen, err) &&
	       conversation_update_run(store, id, state, position, err);
	return row_finish(store, done, err);
}

/* ---- answers ---------------------------------------------------------------------------------------- */

/* An answer is later than every answer to the same question that was known here when it was given, whatever
 * the clocks say: a clock set back must not bring an old answer up again. */
static const char answer_insert[] =
	"INSERT INTO answer(id, conversation, question, state, value, note, at, author)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, max(?7, ifnull((SELECT max(at) + 1 FROM answer"
	" WHERE conversation = ?2 AND question = ?3), 0)), ?8";
static const char answer_draft_delete[] =
	"DELETE FROM draft WHERE place = 'conversation/' || ? AND ref = ? AND caseworker = ?";

bool answer_row_add(struct store *store, int64_t conversation, const struct answer *answer, int64_t at,
		    struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, answer_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, conversation);
	statement_bind_text(&s, answer->question);
	statement_bind_int(&s, answer->state);
	statement_bind_text(&s, answer->value);
	statement_bind_text(&s, answer->note);
	statement_bind_int(&s, at);
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool answer_draft_drop(struct store *store, int64_t conversation, const char *question, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, answer_draft_delete, err))
		return false;
	statement_bind_text(&s, question);
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_answer_add(struct store *store, int64_t conversation, const struct answer *answer, struct err *err)
{
	int64_t citizen;
	bool done;

	if (!store_begin(store, err))
		return false;
	done = conversation_must_be_unfinished(store, conversation, &citizen, err) &&
	       answer_row_add(store, conversation, answer, store_now_ms(store), err) &&
	       answer_draft_drop(store, conversation, answer->question, err);
	return row_finish(store, done, err);
}

static const char answers_latest[] =
	"SELECT question, state, value, note, at, author FROM answer a WHERE conversation = ?1 AND at <= ?2"
	" AND NOT EXISTS(SELECT 1 FROM answer b WHERE b.conversation = ?1 AND b.question = a.question"
	"  AND b.at <= ?2 AND (b.at, b.id) > (a.at, a.id)) ORDER BY question";

bool answers_read(struct store *store, int64_t conversation, int64_t until, struct arena *arena,
		  struct answer **answers, size_t *count, struct err *err)
{
	struct statement s;

	*answers = NULL;
	*count = 0;
	if (!statement_begin(&s, store, answers_latest, err))
		return false;
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, until);
	while (statement_row(&s)) {
		*answers = arena_grow(arena, *answers, *count, sizeof(**answers));
		(*answers)[(*count)++] = (struct answer){
			.question = statement_text(&s, 0, arena),
			.state = (enum answer_state)statement_int(&s, 1),
			.value = statement_text(&s, 2, arena),
			.note = statement_text(&s, 3, arena),
			.at = statement_int(&s, 4),
			.author = statement_int(&s, 5),
		};
	}
	return statement_end(&s);
}

/* The latest word on each question: a citizen who declined it last time is not shown what was said before
 * that. */
static const char answers_before[] =
	"SELECT question, value, date FROM (SELECT a.question, a.value, a.state, s.date,"
	"  row_number() OVER (PARTITION BY a.question"
	"   ORDER BY s.date DESC, s.at DESC, a.at DESC, a.id DESC) AS place"
	"  FROM conversation c CROSS JOIN conversation_signed s ON s.conversation = c.id"
	"  CROSS JOIN answer a ON a.conversation = c.id"
	"  WHERE c.citizen = ?1 AND c.state = 2 AND c.deleted = 0 AND c.id <> ?2 AND s.version = 1)"
	" WHERE place = 1 AND state = 1 AND value <> '' ORDER BY question";

bool store_last_answers(struct store *store, int64_t citizen, int64_t but_not, struct arena *arena,
			struct last_answers *answers, struct err *err)
{
	struct statement s;

	*answers = (struct last_answers){ 0 };
	if (!statement_begin(&s, store, answers_before, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, but_not);
	while (statement_row(&s)) {
		answers->rows = arena_grow(arena, answers->rows, answers->count, sizeof(*answers->rows));
		answers->rows[answers->count++] = (struct last_answer){
			.question = statement_text(&s, 0, arena),
			.value = statement_text(&s, 1, arena),
			.date = statement_date(&s, 2),
		};
	}
	return statement_end(&s);
}
