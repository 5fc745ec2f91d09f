/* corrections.c - a signed conversation is corrected by a new version: the draft of it, and the signing. What
 * is written is said in store/conversations.h. */
#include "signing.h"

#include "conversation_rows.h"
#include "note_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "seal.h"

/* ---- the draft -------------------------------------------------------------------------------------- */

static const char draft_put[] =
	"INSERT INTO correction(conversation, caseworker, base, position, begun_at) VALUES(?1, ?2, ?3, '', "
	"?4)"
	" ON CONFLICT(conversation, caseworker) DO UPDATE SET base = ?3 WHERE base <> ?3";

static bool draft_begin(struct store *store, int64_t conversation, int64_t base, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, draft_put, err))
		return false;
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, store_author(store));
	statement_bind_int(&s, base);
	statement_bind_int(&s, store_now_ms(store));
	return statement_end(&s);
}

static bool draft_position(struct store *store, struct conversation *conversation, struct arena *arena,
			   struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "SELECT position FROM correction WHERE conversation = ? AND caseworker = ?",
			     err))
		return false;
	statement_bind_int(&s, conversation->id);
	statement_bind_int(&s, store_author(store));
	if (statement_row(&s))
		conversation->position = statement_text(&s, 0, arena);
	return statement_end(&s);
}

struct answers {
	struct answer *rows;
	size_t count;
};

static const char draft_answers[] =
	"SELECT question, state, value, note, at FROM correction_answer"
	" WHERE conversation = ? AND caseworker = ? ORDER BY at, question";

static bool draft_answers_read(struct store *store, int64_t conversation, struct arena *arena,
			       struct answers *answers, struct err *err)
{
	struct statement s;

	*answers = (struct answers){ NULL };
	if (!statement_begin(&s, store, draft_answers, err))
		return false;
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, store_author(store));
	while (statement_row(&s)) {
		answers->rows = arena_grow(arena, answers->rows, answers->count, sizeof(*answers->rows));
		answers->rows[answers->count++] = (struct answer){
			.question = statement_text(&s, 0, arena),
			.state = (enum answer_state)statement_int(&s, 1),
			.value = statement_text(&s, 2, arena),
			.note = statement_text(&s, 3, arena),
			.at = statement_int(&s, 4),
			.author = store_author(store),
		};
	}
	return statement_end(&s);
}

static struct answer *answer_to(const struct answers *answers, const char *question)
{
	for (size_t i = 0; i < answers->count; i++)
		if (str_equal(answers->rows[i].question, question))
			return &answers->rows[i];
	return NULL;
}

/* The changed answers take the place of the signed ones. */
static void answers_lay_over(struct conversation *conversation, const struct answers *changed,
			     struct arena *arena)
{
	struct answers all = { conversation->answers, conversation->answer_count };

	for (size_t i = 0; i < changed->count; i++) {
		struct answer *there = answer_to(&all, changed->rows[i].question);

		if (there) {
			*there = changed->rows[i];
			continue;
		}
		all.rows = arena_grow(arena, all.rows, all.count, sizeof(*all.rows));
		all.rows[all.count++] = changed->rows[i];
	}
	conversation->answers = all.rows;
	conversation->answer_count = all.count;
}

static bool begin_write(struct store *store, int64_t id, struct arena *arena,
			struct conversation *conversation, struct correction *correction, struct err *err)
{
	struct answers changed;
	struct signed_row newest;

	if (!signed_newest(store, id, arena, &newest, err) || !draft_begin(store, id, newest.id, err) ||
	    !store_conversation(store, id, arena, conversation, err) ||
	    !draft_position(store, conversation, arena, err) ||
	    !draft_answers_read(store, id, arena, &changed, err))
		return false;
	*correction = (struct correction){ .version = newest.version,
					   .base = newest.id,
					   .summary = newest.summary,
					   .held = newest.held };
	if (!answers_read(store, id, newest.at, arena, &correction->answers, &correction->answer_count, err))
		return false;
	answers_lay_over(conversation, &changed, arena);
	return true;
}

bool store_correction_begin(struct store *store, int64_t id, struct arena *arena,
			    struct conversation *conversation, struct correction *correction, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	return row_finish(store, begin_write(store, id, arena, conversation, correction, err), err);
}

static const char draft_answer_put[] =
	"INSERT OR REPLACE INTO correction_answer(conversation, caseworker, question, state, value, note, at)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
	" WHERE EXISTS(SELECT 1 FROM correction WHERE conversation = ?1 AND caseworker = ?2)";

static bool draft_answer_write(struct store *store, int64_t conversation, const struct answer *answer,
			       struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, draft_answer_put, err))
		return false;
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, store_author(store));
	statement_bind_text(&s, answer->question);
	statement_bind_int(&s, answer->state);
	statement_bind_text(&s, answer->value);
	statement_bind_text(&s, answer->note);
	statement_bind_int(&s, store_now_ms(store));
	if (!statement_end(&s))
		return false;
	return database_changes(store) ||
	       err_set(err, ERR_MISSING, "%s",
		       _("This correction is signed or given up. Open the conversation again."));
}

bool store_correction_answer(struct store *store, int64_t conversation, const struct answer *answer,
			     struct err *err)
{
	bool done;

	if (!store_begin(store, err))
		return false;
	done = draft_answer_write(store, conversation, answer, err) &&
	       answer_draft_drop(store, conversation, answer->question, err);
	return row_finish(store, done, err);
}

bool store_correction_pause(struct store *store, int64_t conversation, const char *position, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store,
			     "UPDATE correction SET position = ? WHERE conversation = ? AND caseworker = ?",
			     err))
		return false;
	statement_bind_text(&s, position);
	statement_bind_int(&s, conversation);
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

static bool draft_remove(struct store *store, int64_t conversation, struct err *err)
{
	static const char *const deletions[] = {
		"DELETE FROM correction WHERE conversation = ? AND caseworker = ?",
		"DELETE FROM correction_answer WHERE conversation = ? AND caseworker = ?",
		"DELETE FROM draft WHERE place GLOB 'conversation/*' AND ref = ? AND caseworker = ?",
		"DELETE FROM draft WHERE place = 'correction' AND ref = ? AND caseworker = ?",
	};
	struct statement s;

	for (size_t i = 0; i < LENGTH(deletions); i++) {
		if (!statement_begin(&s, store, deletions[i], err))
			return false;
		statement_bind_int(&s, conversation);
		statement_bind_int(&s, store_author(store));
		if (!statement_end(&s))
			return false;
	}
	return true;
}

bool store_correction_drop(struct store *store, int64_t conversation, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	return row_finish(store, draft_remove(store, conversation, err), err);
}

/* ---- what differs ----------------------------------------------------------------------------------- */

/* Later than the version it corrects, so that what that version holds stays what it was. */
static bool answers_write(struct store *store, int64_t conversation, const struct signed_row *base,
			  struct arena *arena, struct err *err)
{
	int64_t at = store_now_ms(store) > base->at ? store_now_ms(store) : base->at + 1;
	struct answers changed, before;

	if (!draft_answers_read(store, conversation, arena, &changed, err) ||
	    !answers_read(store, conversation, base->at, arena, &before.rows, &before.count, err))
		return false;
	for (size_t i = 0; i < changed.count; i++) {
		const struct answer *answer = &changed.rows[i], *was = answer_to(&before, answer->question);

		if (was && was->state == answer->state && str_equal(was->value, answer->value) &&
		    str_equal(was->note, answer->note))
			continue;
		if (!answer_row_add(store, conversation, answer, at, err))
			return false;
	}
	return true;
}

static bool feed_is_in(const struct feed_list *list, const struct feed *feed)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].kind == feed->kind &&
		    str_equal(list->rows[i].question, feed->question) &&
		    str_equal(list->rows[i].code, feed->code) && str_equal(list->rows[i].value, feed->value))
			return true;
	return false;
}

/* Some answer about the requirement has come, gone or changed. */
static bool requirement_changed(const struct feed_list *a, const struct feed_list *b, const char *code)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->rows[i].kind == FEED_CHECK && str_equal(a->rows[i].code, code) &&
		    !feed_is_in(b, &a->rows[i]))
			return true;
	return false;
}

static bool is_about_event(const struct feed *feed)
{
	return feed->kind >= FEED_CHECK_EVENT && feed->kind <= FEED_CHECK_REASON;
}

/* Some answer about the assessed event has come, gone or changed: it is assessed anew, of all its answers. */
static bool event_changed(const struct feed_list *a, const struct feed_list *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (is_about_event(&a->rows[i]) && !feed_is_in(b, &a->rows[i]))
			return true;
	return false;
}

/* The requirement a feed is about, so that a later check of it can be found; NULL none. */
static const char *requirement_of(const struct feed_list *feeds, const struct feed *feed)
{
	if (feed->kind == FEED_CHECK)
		return feed->code;
	for (size_t i = 0; i < feeds->count; i++)
		if (is_about_event(feed) && feeds->rows[i].kind == FEED_CHECK_EVENT)
			return feeds->rows[i].code;
	return NULL;
}

/* A check or consent of another conversation, or of none, that came after this one: it has the word. */
static const char later_check[] =
	"SELECT count(*) FROM availability_check k JOIN conversation_signed s ON s.conversation = ?1"
	" AND s.version = 1 WHERE k.citizen = s.citizen AND k.requirement = ?2 AND k.conversation <> ?1"
	" AND k.at > s.at";
static const char later_consent[] =
	"SELECT count(*) FROM consent k JOIN conversation_signed s ON s.conversation = ?1"
	" AND s.version = 1 WHERE k.citizen = s.citizen AND k.subject = ?2 AND k.conversation <> ?1"
	" AND k.at > s.at";

static bool later_word(struct store *store, const struct conversation_correction *asked,
		       const struct feed *feed, bool *later, struct err *err)
{
	const char *requirement = requirement_of(&asked->after, feed);
	struct statement s;

	*later = false;
	if (!requirement && feed->kind != FEED_CONSENT)
		return true;
	if (!statement_begin(&s, store, requirement ? later_check : later_consent, err))
		return false;
	statement_bind_int(&s, asked->conversation);
	statement_bind_text(&s, requirement ? requirement : feed->label);
	if (statement_row(&s))
		*later = statement_int(&s, 0) > 0;
	return statement_end(&s);
}

static bool feed_differs(const struct conversation_correction *asked, const struct feed *feed)
{
	if (is_about_event(feed))
		return event_changed(&asked->after, &asked->before) ||
		       event_changed(&asked->before, &asked->after);
	switch (feed->kind) {
	case FEED_CHECK:
		return requirement_changed(&asked->after, &asked->before, feed->code) ||
		       requirement_changed(&asked->before, &asked->after, feed->code);
	case FEED_MEASURE:
	case FEED_GUIDANCE:
	case FEED_CONSENT: return !feed_is_in(&asked->before, feed);
	default: return false;
	}
}

static bool feeds_pick(struct store *store, const struct conversation_correction *asked, struct arena *arena,
		       struct feed_list *picked, struct err *err)
{
	bool later;

	*picked = (struct feed_list){ .rows = arena_array(arena, asked->after.count, sizeof(*picked->rows)) };
	for (size_t i = 0; i < asked->after.count; i++) {
		const struct feed *feed = &asked->after.rows[i];

		if (!feed_differs(asked, feed))
			continue;
		if (!later_word(store, asked, feed, &later, err))
			return false;
		if (!later)
			picked->rows[picked->count++] = *feed;
	}
	return true;
}

/* ---- the records ------------------------------------------------------------------------------------ */

static const char about_one[] =
	"SELECT c.guide, c.guide_version, ifnull(z.target_group, 0), ifnull(a.date, '')"
	" FROM conversation c LEFT JOIN citizen z ON z.id = c.citizen LEFT JOIN appointment a ON a.id = ?2"
	" WHERE c.id = ?1";

static bool about_read(struct signing *signing, struct conversation_signing *as, int64_t next,
		       struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, signing->store, about_one, err))
		return false;
	statement_bind_int(&s, as->conversation);
	statement_bind_int(&s, next);
	if (statement_row(&s)) {
		signing->text_version =
			arena_printf(&signing->scratch, "%s/%d", statement_text(&s, 0, &signing->scratch),
				     (int)statement_int(&s, 1));
		signing->target_group = (int)statement_int(&s, 2);
		as->next.date = statement_date(&s, 3);
	}
	return statement_end(&s);
}

/* What the changed answers become, as if they had been given on the day. */
static bool records_write(struct store *store, const struct conversation_correction *asked,
			  const struct signed_row *base, struct err *err)
{
	struct conversation_signing as = {
		.conversation = asked->conversation, .citizen = asked->citizen, .next.date = DATE_NONE
	};
	struct signing signing = { .store = store, .asked = &as, .day = base->held, .text_version = "" };
	bool written;

	arena_init(&signing.scratch);
	written = feeds_pick(store, asked, &signing.scratch, &as.feeds, err) &&
		  about_read(&signing, &as, base->next, err) && signing_feeds(&signing, err) &&
		  signing_checks(&signing, err) && signing_event(&signing, err);
	arena_done(&signing.scratch);
	return written;
}

static const char version_insert[] =
	"INSERT INTO conversation_signed(id, conversation, citizen, version, date, summary, step,"
	" next_appointment, hash, reason, at, author, previous) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	"?)";
static const char answers_until[] = "SELECT ifnull(max(at), 0) FROM answer WHERE conversation = ?";

static bool version_write(struct store *store, const struct conversation_correction *asked,
			  const struct signed_row *base, int64_t *id, struct err *err)
{
	struct sealed sealed = { .conversation = asked->conversation,
				 .version = base->version + 1,
				 .summary = asked->summary,
				 .reason = asked->reason,
				 .previous = base->hash };
	char hash[ID_HASH_TEXT];
	struct statement s;

	if (!database_number(store, answers_until, asked->conversation, 0, &sealed.at, err))
		return false;
	if (sealed.at < store_now_ms(store))
		sealed.at = store_now_ms(store);
	if (sealed.at <= base->at)
		sealed.at = base->at + 1;
	if (!seal_compute(store, &sealed, hash, err) || !row_number(store, id, err) ||
	    !statement_begin(&s, store, version_insert, err))
		return false;
	statement_bind_int(&s, *id);
	statement_bind_int(&s, asked->conversation);
	statement_bind_int(&s, asked->citizen);
	statement_bind_int(&s, sealed.version);
	statement_bind_date(&s, store_today(store));
	statement_bind_text(&s, asked->summary);
	statement_bind_int(&s, base->step);
	statement_bind_int(&s, base->next);
	statement_bind_text(&s, hash);
	statement_bind_text(&s, asked->reason);
	statement_bind_int(&s, sealed.at);
	statement_bind_int(&s, store_author(store));
	statement_bind_int(&s, base->id);
	return statement_end(&s);
}

static bool journal_write(struct store *store, const struct conversation_correction *asked, struct err *err)
{
	struct journal_note note = {
		.citizen = asked->citizen, .conversation = asked->conversation, .text = asked->journal
	};

	return note_row_add(store, &note, "correction", err);
}

static bool correction_allowed(const struct conversation_correction *asked, const struct signed_row *base,
			       struct err *err)
{
	if (!conversation_may_correct(asked, err))
		return false;
	if (base->citizen != asked->citizen)
		BUG("a conversation was corrected for another citizen");
	return base->id == asked->base ||
	       err_set(err, ERR_BUSY, "%s",
		       _("The conversation has been corrected meanwhile. Leave, read the new version, and go "
			 "on with your correction from there; your changes are kept."));
}

static bool correction_write(struct store *store, const struct conversation_correction *asked,
			     struct arena *arena, int64_t *id, struct err *err)
{
	struct signed_row base;

	return signed_newest(store, asked->conversation, arena, &base, err) &&
	       correction_allowed(asked, &base, err) &&
	       answers_write(store, asked->conversation, &base, arena, err) &&
	       records_write(store, asked, &base, err) && version_write(store, asked, &base, id, err) &&
	       journal_write(store, asked, err) && draft_remove(store, asked->conversation, err);
}

bool store_conversation_correct(struct store *store, const struct conversation_correction *correction,
				int64_t *id, struct err *err)
{
	int64_t fact = 0;
	struct arena arena;
	bool written;

	if (!store_begin(store, err))
		return false;
	arena_init(&arena);
	written = row_finish(store, correction_write(store, correction, &arena, &fact, err), err);
	arena_done(&arena);
	if (written)
		*id = fact;
	return written;
}
