/* notifications.c - messages to the a-kasse (underretninger) and its answers: facts, never changed. */
#include "database.h"
#include "rows.h"
#include "samtale/base/tr.h"
#include "samtale/store/cases.h"

static const char notification_insert[] =
	"INSERT INTO notification(id, citizen, check_id, fund, event, event_date, event_minute, channel,"
	" reason, at, author) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

static bool notification_row_add(struct store *store, struct notification *notification, struct err *err)
{
	struct statement s;

	notification->id = 0;
	notification->at = store_now_ms(store);
	notification->author = store_author(store);
	if (!row_number(store, &notification->id, err) ||
	    !statement_begin(&s, store, notification_insert, err))
		return false;
	statement_bind_int(&s, notification->id);
	statement_bind_int(&s, notification->citizen);
	statement_bind_int(&s, notification->check);
	statement_bind_text(&s, notification->fund);
	statement_bind_text(&s, notification->event);
	statement_bind_date(&s, notification->event_date);
	statement_bind_int(&s, notification->event_minute);
	statement_bind_text(&s, notification->channel);
	statement_bind_text(&s, notification->reason);
	statement_bind_int(&s, notification->at);
	statement_bind_int(&s, notification->author);
	return statement_end(&s);
}

bool store_notification_add(struct store *store, struct notification *notification, struct err *err)
{
	struct notification row = *notification;

	if (!notification_is_complete(&row, store_today(store), err) || !store_begin(store, err))
		return false;
	if (!row_finish(store, notification_row_add(store, &row, err), err))
		return false;
	*notification = row;
	return true;
}

/* ---- answers ---------------------------------------------------------------------------------------- */

static const char answer_insert[] =
	"INSERT INTO notification_answer(id, citizen, notification, code, date, minute, text, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char notified_of[] =
	"SELECT citizen, date(at / 1000, 'unixepoch') FROM notification WHERE id = ?";

/* Whom the notification is about and when it was written. */
static bool notified(struct store *store, struct notification_answer *answer, struct date *sent,
		     struct err *err)
{
	struct statement s;

	if (!statement_one(&s, store, notified_of, answer->notification,
			   _("This notification is not on this machine. Go back and open the list again."), err))
		return false;
	answer->citizen = statement_int(&s, 0);
	*sent = statement_date(&s, 1);
	return statement_end(&s);
}

static bool answer_row_add(struct store *store, struct notification_answer *answer, struct err *err)
{
	struct statement s;

	answer->id = 0;
	answer->at = store_now_ms(store);
	answer->author = store_author(store);
	if (!row_number(store, &answer->id, err) || !statement_begin(&s, store, answer_insert, err))
		return false;
	statement_bind_int(&s, answer->id);
	statement_bind_int(&s, answer->citizen);
	statement_bind_int(&s, answer->notification);
	statement_bind_text(&s, answer->code);
	statement_bind_date(&s, answer->date);
	statement_bind_int(&s, answer->minute);
	statement_bind_text(&s, answer->text);
	statement_bind_int(&s, answer->at);
	statement_bind_int(&s, answer->author);
	return statement_end(&s);
}

bool store_notification_answer_add(struct store *store, const struct rules *rules,
				   struct notification_answer *answer, struct err *err)
{
	struct notification_answer row = *answer;
	struct date sent = DATE_NONE;

	if (!notified(store, &row, &sent, err) ||
	    !notification_answer_is_complete(&row, rules, sent, store_today(store), err) ||
	    !store_begin(store, err))
		return false;
	if (!row_finish(store, answer_row_add(store, &row, err), err))
		return false;
	*answer = row;
	return true;
}

/* ---- the list --------------------------------------------------------------------------------------- */

/* ?1 the caseworker: of citizens coordinated, and those written by the caseworker. ?2 a citizen, 0 all. */
static const char notifications_of[] =
	"WITH mine(id) AS (SELECT n.id FROM caseload o CROSS JOIN notification n ON n.citizen = o.id"
	"  WHERE o.coordinator = ?1 AND ?2 = 0 UNION SELECT id FROM notification WHERE author = ?1 AND ?2 = 0"
	"  UNION SELECT id FROM notification WHERE citizen = ?2)"
	" SELECT n.id, n.citizen, n.check_id, n.fund, n.event, n.event_date, n.event_minute, n.channel,"
	"  n.reason, n.at, n.author, date(n.at / 1000, 'unixepoch'), z.given_names, z.surname,"
	"  ifnull(a.id, 0), ifnull(a.code, ''), ifnull(a.date, ''), ifnull(a.minute, -1), ifnull(a.text, '')"
	" FROM mine CROSS JOIN notification n ON n.id = mine.id CROSS JOIN citizen z ON z.id = n.citizen"
	" LEFT JOIN notification_answer a ON a.id = (SELECT id FROM notification_answer"
	"  WHERE notification = n.id ORDER BY at DESC, id DESC LIMIT 1)"
	" WHERE z.deleted = 0 ORDER BY a.id IS NOT NULL, n.at, n.id LIMIT 500";

static void notification_read(struct statement *s, struct arena *arena, struct notification_row *row)
{
	struct citizen named = {
		.given_names = statement_text(s, 12, arena),
		.surname = statement_text(s, 13, arena),
	};

	*row = (struct notification_row){
		.notification = { .id = statement_int(s, 0),
				  .citizen = statement_int(s, 1),
				  .check = statement_int(s, 2),
				  .fund = statement_text(s, 3, arena),
				  .event = statement_text(s, 4, arena),
				  .event_date = statement_date(s, 5),
				  .event_minute = (int)statement_int(s, 6),
				  .channel = statement_text(s, 7, arena),
				  .reason = statement_text(s, 8, arena),
				  .at = statement_int(s, 9),
				  .author = statement_int(s, 10) },
		.answer = { .id = statement_int(s, 14),
			    .citizen = statement_int(s, 1),
			    .notification = statement_int(s, 0),
			    .code = statement_text(s, 15, arena),
			    .date = statement_date(s, 16),
			    .minute = (int)statement_int(s, 17),
			    .text = statement_text(s, 18, arena) },
		.sent = statement_date(s, 11),
		.citizen_name = citizen_name(arena, &named),
	};
}

bool store_notifications(struct store *store, int64_t caseworker, int64_t citizen, struct arena *arena,
			 struct notification_list *list, struct err *err)
{
	struct statement s;

	*list = (struct notification_list){ 0 };
	if (!statement_begin(&s, store, notifications_of, err))
		return false;
	statement_bind_int(&s, caseworker);
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		notification_read(&s, arena, &list->rows[list->count++]);
	}
	return statement_end(&s);
}
