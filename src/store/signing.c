/* signing.c - everything that closing a conversation means, in one transaction. */
#include "signing.h"

#include "appointment_rows.h"
#include "conversation_rows.h"
#include "plan_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "seal.h"

/* ---- what the signing is about ---------------------------------------------------------------------- */

/* The booking it was held for: the one named, else the one it was begun from. */
struct sitting {
	const char *guide;
	int64_t appointment;
};

static const char sitting_one[] =
	"SELECT c.guide, c.guide_version, c.appointment, ifnull(z.target_group, 0)"
	" FROM conversation c LEFT JOIN citizen z ON z.id = c.citizen WHERE c.id = ?";

static bool sitting_read(struct signing *signing, struct sitting *sitting, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, signing->store, sitting_one, err))
		return false;
	statement_bind_int(&s, signing->asked->conversation);
	if (statement_row(&s)) {
		sitting->guide = statement_text(&s, 0, &signing->scratch);
		signing->text_version =
			arena_printf(&signing->scratch, "%s/%d", sitting->guide, (int)statement_int(&s, 1));
		sitting->appointment =
			signing->asked->appointment ? signing->asked->appointment : statement_int(&s, 2);
		signing->target_group = (int)statement_int(&s, 3);
	}
	return statement_end(&s);
}

static bool signing_allowed(struct signing *signing, struct err *err)
{
	int64_t citizen;

	if (!conversation_must_be_unfinished(signing->store, signing->asked->conversation, &citizen, err))
		return false;
	if (citizen != signing->asked->citizen)
		BUG("a conversation was signed for another citizen");
	return conversation_may_sign(signing->asked, store_today(signing->store), err);
}

/* ---- the records ------------------------------------------------------------------------------------ */

static bool step_agree(struct signing *signing, int64_t *step, struct err *err)
{
	struct plan_step agreed = signing->asked->step;

	agreed.id = 0;
	agreed.citizen = signing->asked->citizen;
	agreed.conversation = signing->asked->conversation;
	agreed.status = STEP_AGREED;
	if (!step_row_put(signing->store, &agreed, err))
		return false;
	*step = agreed.id;
	return true;
}

/* The same meeting may already stand in the calendar; id 0: it does not. The one that was just held is over. */
static bool next_standing(struct signing *signing, const struct sitting *sitting,
			  const struct appointment *next, struct appointment *standing, struct err *err)
{
	struct appointment *coming;
	size_t count;

	*standing = (struct appointment){ 0 };
	if (!appointments_coming_read(signing->store, next->citizen, next->date, &signing->scratch, &coming,
				      &count, err))
		return false;
	for (size_t i = 0; i < count && !standing->id; i++)
		if (!date_compare(coming[i].date, next->date) && coming[i].coordinator == next->coordinator &&
		    coming[i].id != sitting->appointment && str_equal(coming[i].type, next->type))
			*standing = coming[i];
	return true;
}

/* What was agreed last goes; what was not spoken of stays as it was booked. */
static void next_adopt(struct appointment *next, const struct appointment *standing)
{
	next->id = standing->id;
	if (next->minute < 0) {
		next->minute = standing->minute;
		next->minutes = standing->minutes;
	}
	if (!next->form || !*next->form)
		next->form = standing->form;
}

static bool next_book(struct signing *signing, const struct sitting *sitting, int64_t *appointment,
		      struct err *err)
{
	struct appointment next = signing->asked->next, standing;

	next.id = 0;
	next.citizen = signing->asked->citizen;
	next.coordinator = store_author(signing->store);
	next.state = APPOINTMENT_BOOKED;
	if (!next.type || !*next.type)
		next.type = sitting->guide;
	if (!next_standing(signing, sitting, &next, &standing, err))
		return false;
	if (standing.id)
		next_adopt(&next, &standing);
	if (!appointment_row_put(signing->store, &next, err))
		return false;
	*appointment = next.id;
	return true;
}

/* What was agreed; a sitting that only measures agrees on nothing. */
static bool agreement_write(struct signing *signing, const struct sitting *sitting, int64_t *step,
			    int64_t *appointment, struct err *err)
{
	return signing->asked->closing != CONVERSATION_AGREES ||
	       (step_agree(signing, step, err) && next_book(signing, sitting, appointment, err));
}

static bool booking_held(struct signing *signing, const struct sitting *sitting, struct err *err)
{
	return !sitting->appointment ||
	       appointment_state_set(signing->store, sitting->appointment, APPOINTMENT_HELD, err);
}

static const char conversation_close[] = "UPDATE conversation SET state = ?, position = '' WHERE id = ?";
static const char drafts_delete[] = "DELETE FROM draft WHERE place GLOB 'conversation/*' AND ref = ?";

static bool conversation_closed(struct signing *signing, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, signing->store, conversation_close, err))
		return false;
	statement_bind_int(&s, CONVERSATION_SIGNED);
	statement_bind_int(&s, signing->asked->conversation);
	if (!statement_end(&s) || !statement_begin(&s, signing->store, drafts_delete, err))
		return false;
	statement_bind_int(&s, signing->asked->conversation);
	return statement_end(&s);
}

/* ---- the signed fact -------------------------------------------------------------------------------- */

struct signed_fact {
	int64_t id, step, next, at;
	char hash[ID_HASH_TEXT];
};

static const char signed_insert[] =
	"INSERT INTO conversation_signed(id, conversation, citizen, version, date, summary, step,"
	" next_appointment, hash, at, author) VALUES(?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)";
static const char answers_until[] = "SELECT ifnull(max(at), 0) FROM answer WHERE conversation = ?";

/* Signed no earlier than the last answer, so that the seal holds every answer whatever the clocks say. */
static bool fact_seal(struct signing *signing, struct signed_fact *fact, struct err *err)
{
	int64_t last;

	if (!database_number(signing->store, answers_until, signing->asked->conversation, 0, &last, err))
		return false;
	fact->at = store_now_ms(signing->store) > last ? store_now_ms(signing->store) : last;
	return seal_compute(signing->store,
			    &(struct sealed){ .conversation = signing->asked->conversation,
					      .at = fact->at,
					      .version = 1,
					      .summary = signing->asked->summary },
			    fact->hash, err);
}

static bool fact_insert(struct signing *signing, struct signed_fact *fact, struct err *err)
{
	struct statement s;

	if (!row_number(signing->store, &fact->id, err) ||
	    !statement_begin(&s, signing->store, signed_insert, err))
		return false;
	statement_bind_int(&s, fact->id);
	statement_bind_int(&s, signing->asked->conversation);
	statement_bind_int(&s, signing->asked->citizen);
	statement_bind_date(&s, store_today(signing->store));
	statement_bind_text(&s, signing->asked->summary);
	statement_bind_int(&s, fact->step);
	statement_bind_int(&s, fact->next);
	statement_bind_text(&s, fact->hash);
	statement_bind_int(&s, fact->at);
	statement_bind_int(&s, store_author(signing->store));
	return statement_end(&s);
}

/* The plan as it was agreed on in the conversation; a measure agrees on nothing. */
static bool plan_frozen(struct signing *signing, struct err *err)
{
	struct plan plan;
	int64_t version;

	return signing->asked->closing == CONVERSATION_MEASURES ||
	       (store_plan(signing->store, signing->asked->citizen, &signing->scratch, &plan, err) &&
		plan_version_freeze(signing->store, &plan, signing->asked->conversation, &version, err));
}

static bool signing_write(struct signing *signing, struct signed_fact *fact, struct err *err)
{
	struct sitting sitting = { .guide = "" };

	return signing_allowed(signing, err) && sitting_read(signing, &sitting, err) &&
	       plan_ensure(signing->store, signing->asked->citizen, err) && signing_feeds(signing, err) &&
	       signing_checks(signing, err) && signing_event(signing, err) &&
	       agreement_write(signing, &sitting, &fact->step, &fact->next, err) &&
	       booking_held(signing, &sitting, err) && conversation_closed(signing, err) &&
	       fact_seal(signing, fact, err) && fact_insert(signing, fact, err) &&
	       plan_frozen(signing, err);
}

bool store_conversation_sign(struct store *store, const struct conversation_signing *asked, int64_t *id,
			     struct err *err)
{
	struct signing signing = {
		.store = store, .asked = asked, .day = store_today(store), .text_version = ""
	};
	struct signed_fact fact = { 0 };
	bool written;

	if (!store_begin(store, err))
		return false;
	arena_init(&signing.scratch);
	written = row_finish(store, signing_write(&signing, &fact, err), err);
	arena_done(&signing.scratch);
	if (written)
		*id = fact.id;
	return written;
}
