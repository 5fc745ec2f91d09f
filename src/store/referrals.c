/* referrals.c - who was referred to what, and what came of it: facts, never changed. */
#include "rows.h"
#include "samtale/base/tr.h"
#include "samtale/domain/consent.h"
#include "samtale/store/plans.h"
#include "samtale/store/work.h"

/* ---- reading ------------------------------------------------------------------------------------------------ */

static const char referrals_of[] =
	"SELECT r.id, r.citizen, r.opening, r.consent, r.date, r.note, ifnull(h.state, 0), ifnull(h.date, r.date),"
	" ifnull(h.reason, ''), ifnull(h.follow_up, r.follow_up), ifnull(o.title, ''), ifnull(e.name, ''), ifnull(o.number, '')"
	" FROM referral r LEFT JOIN referral_event h ON h.referral = r.id AND NOT EXISTS(SELECT 1 FROM referral_event l"
	"  WHERE l.referral = r.id AND (l.at, l.id) > (h.at, h.id))"
	" LEFT JOIN opening o ON o.id = r.opening LEFT JOIN employer e ON e.id = o.employer"
	" WHERE (?1 = 0 OR r.citizen = ?1) AND (?2 = 0 OR r.opening = ?2) ORDER BY r.date DESC, r.at DESC, r.id DESC";

static struct referral referral_read(struct statement *s, struct arena *arena)
{
	return (struct referral){
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.opening = statement_int(s, 2),
		.consent = statement_int(s, 3),
		.date = statement_date(s, 4),
		.note = statement_text(s, 5, arena),
		.state = (enum referral_state)statement_int(s, 6),
		.state_date = statement_date(s, 7),
		.reason = statement_text(s, 8, arena),
		.follow_up = statement_date(s, 9),
		.title = statement_text(s, 10, arena),
		.employer_name = statement_text(s, 11, arena),
		.number = statement_text(s, 12, arena),
	};
}

bool store_referrals(struct store *store, int64_t citizen, int64_t opening, struct arena *arena, struct referral_list *list,
		     struct err *err)
{
	struct statement s;

	*list = (struct referral_list){ 0 };
	if (!statement_begin(&s, store, referrals_of, err))
		return false;
	statement_bind_int(&s, citizen);
	statement_bind_int(&s, opening);
	while (statement_row(&s)) {
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		list->rows[list->count++] = referral_read(&s, arena);
	}
	return statement_end(&s);
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static const char referral_insert[] =
	"INSERT INTO referral(id, citizen, opening, consent, date, note, follow_up, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

static bool referral_row_add(struct store *store, struct referral *referral, struct err *err)
{
	struct statement s;

	referral->id = 0;
	if (!row_number(store, &referral->id, err) || !statement_begin(&s, store, referral_insert, err))
		return false;
	statement_bind_int(&s, referral->id);
	statement_bind_int(&s, referral->citizen);
	statement_bind_int(&s, referral->opening);
	statement_bind_int(&s, referral->consent);
	statement_bind_date(&s, referral->date);
	statement_bind_text(&s, referral->note);
	statement_bind_date(&s, referral->follow_up);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

static enum referral_consent consent_of(const struct consent *consent)
{
	if (!consent->id)
		return REFERRAL_NEVER_ASKED;
	return consent->given ? REFERRAL_CONSENT_YES : REFERRAL_CONSENT_NO;
}

static bool opening_is_open(struct store *store, int64_t opening, struct err *err)
{
	struct date deadline = DATE_NONE;
	struct statement s;

	if (!statement_one(&s, store, "SELECT deadline FROM opening WHERE id = ? AND deleted = 0", opening,
			   _("This opening is no longer here. Choose another."), err))
		return false;
	deadline = statement_date(&s, 0);
	if (!statement_end(&s))
		return false;
	if (date_is_set(deadline) && date_compare(deadline, store_today(store)) < 0)
		return err_set(err, ERR_REFUSED, "%s",
			       _("The opening's deadline has passed. Ask the employer, or choose another."));
	return true;
}

static bool is_under_way(struct store *store, const struct referral *referral, struct arena *scratch, bool *under_way,
			 struct err *err)
{
	struct referral_list list;

	*under_way = false;
	if (!store_referrals(store, referral->citizen, referral->opening, scratch, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		*under_way |= !referral_is_over(list.rows[i].state);
	return true;
}

static bool referral_allowed(struct store *store, struct referral *referral, struct arena *scratch, struct err *err)
{
	struct consent consent;
	bool under_way;

	if (!opening_is_open(store, referral->opening, err) ||
	    !store_consent_latest(store, referral->citizen, CONSENT_EMPLOYER, scratch, &consent, err) ||
	    !referral_has_consent(consent_of(&consent), err) ||
	    !is_under_way(store, referral, scratch, &under_way, err))
		return false;
	if (under_way)
		return err_set(err, ERR_REFUSED, "%s",
			       _("The citizen is referred to this opening already. Record what came of it."));
	referral->consent = consent.id;
	return true;
}

bool store_referral_add(struct store *store, struct referral *referral, struct err *err)
{
	struct referral row = *referral;
	struct arena scratch;
	bool done;

	row.date = store_today(store);
	if (!store_begin(store, err))
		return false;
	arena_init(&scratch);
	done = referral_allowed(store, &row, &scratch, err) && referral_row_add(store, &row, err);
	arena_done(&scratch);
	if (!row_finish(store, done, err))
		return false;
	*referral = row;
	return true;
}

static const char event_insert[] =
	"INSERT INTO referral_event(id, referral, state, date, reason, follow_up, at, author) VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

static bool event_row_add(struct store *store, struct referral_event *event, struct err *err)
{
	struct statement s;

	event->id = 0;
	if (!row_number(store, &event->id, err) || !statement_begin(&s, store, event_insert, err))
		return false;
	statement_bind_int(&s, event->id);
	statement_bind_int(&s, event->referral);
	statement_bind_int(&s, event->state);
	statement_bind_date(&s, event->date);
	statement_bind_text(&s, event->reason);
	statement_bind_date(&s, event->follow_up);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_referral_event_add(struct store *store, struct referral_event *event, struct err *err)
{
	struct referral_event row = *event;

	if (!referral_event_is_complete(&row, store_today(store), err) || !store_begin(store, err))
		return false;
	if (!row_finish(store, event_row_add(store, &row, err), err))
		return false;
	*event = row;
	return true;
}
