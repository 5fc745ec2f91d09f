/* employer_facts.c - what is written about an employer: agreements with dates, visits, promises, who waits for a centre's place. */
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/work.h"

/* ---- agreements ------------------------------------------------------------------------------------------- */

static const struct row_sql agreement_sql = ROW_SQL(
	"employer_agreement", "employer, kind, from_date, to_date, places, note, deleted", "?2, ?3, ?4, ?5, ?6, ?7, 0");

static void agreement_bind(struct statement *s, const void *row)
{
	const struct agreement *agreement = row;

	statement_bind_int(s, agreement->id);
	statement_bind_int(s, agreement->employer);
	statement_bind_text(s, agreement->kind);
	statement_bind_date(s, agreement->from);
	statement_bind_date(s, agreement->to);
	statement_bind_int(s, agreement->places);
	statement_bind_text(s, agreement->note);
}

static bool agreement_row_put(struct store *store, struct agreement *agreement, struct err *err)
{
	char employer[ROW_KEY_SIZE];
	const char *key[] = { row_key(agreement->employer, employer), agreement->kind, NULL };
	enum import_effect effect;

	return row_natural(store, "employer_agreement", key, &agreement->id, err) &&
	       row_put(store, &agreement_sql, agreement_bind, agreement, &effect, err);
}

bool store_agreement_put(struct store *store, struct agreement *agreement, struct err *err)
{
	struct agreement row = *agreement;

	if (!word_find(agreement_kinds, row.kind))
		return err_set(err, ERR_INPUT, "%s", _("Choose what kind of agreement it is; F4 lists them."));
	if (date_is_set(row.to) && date_compare(row.to, row.from) < 0)
		return err_set(err, ERR_INPUT, "%s", _("The agreement ends before it begins. Correct one of the days."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, agreement_row_put(store, &row, err), err))
		return false;
	*agreement = row;
	return true;
}

/* ---- visits ------------------------------------------------------------------------------------------------- */

static const char visit_insert[] =
	"INSERT INTO employer_visit(id, employer, date, met, said, at, author) VALUES(?, ?, ?, ?, ?, ?, ?)";

static bool visit_row_add(struct store *store, struct employer_visit *visit, struct err *err)
{
	struct statement s;

	visit->id = 0;
	visit->author = store_author(store);
	if (!row_number(store, &visit->id, err) || !statement_begin(&s, store, visit_insert, err))
		return false;
	statement_bind_int(&s, visit->id);
	statement_bind_int(&s, visit->employer);
	statement_bind_date(&s, visit->date);
	statement_bind_text(&s, visit->met);
	statement_bind_text(&s, visit->said);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, visit->author);
	return statement_end(&s);
}

bool store_visit_add(struct store *store, struct employer_visit *visit, struct err *err)
{
	struct employer_visit row = *visit;

	if (!date_is_set(row.date) || date_compare(row.date, store_today(store)) > 0)
		return err_set(err, ERR_INPUT, "%s", _("A visit is written when it has been: today or an earlier day."));
	if (str_is_empty(row.said))
		return err_set(err, ERR_INPUT, "%s", _("Write what was said, so that the next one knows."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, visit_row_add(store, &row, err), err))
		return false;
	*visit = row;
	return true;
}

/* ---- promises ----------------------------------------------------------------------------------------------- */

static const char promise_insert[] =
	"INSERT INTO employer_promise(id, employer, places, form, due, text, at, author) VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

static bool promise_row_add(struct store *store, struct employer_promise *promise, struct err *err)
{
	struct statement s;

	promise->id = 0;
	if (!row_number(store, &promise->id, err) || !statement_begin(&s, store, promise_insert, err))
		return false;
	statement_bind_int(&s, promise->id);
	statement_bind_int(&s, promise->employer);
	statement_bind_int(&s, promise->places);
	statement_bind_text(&s, promise->form);
	statement_bind_date(&s, promise->due);
	statement_bind_text(&s, promise->text);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_promise_add(struct store *store, struct employer_promise *promise, struct err *err)
{
	struct employer_promise row = *promise;

	if (row.places < 1)
		return err_set(err, ERR_INPUT, "%s", _("Write how many places the employer promised, at least one."));
	if (!date_is_set(row.due))
		return err_set(err, ERR_INPUT, "%s", _("Write by when the places are promised, so that it can be asked about."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, promise_row_add(store, &row, err), err))
		return false;
	*promise = row;
	return true;
}

static const char promise_outcome_insert[] =
	"INSERT INTO promise_outcome(id, promise, places, date, note, at, author) VALUES(?, ?, ?, ?, ?, ?, ?)";

static bool promise_outcome_row_add(struct store *store, struct promise_outcome *outcome, struct err *err)
{
	struct statement s;

	outcome->id = 0;
	if (!row_number(store, &outcome->id, err) || !statement_begin(&s, store, promise_outcome_insert, err))
		return false;
	statement_bind_int(&s, outcome->id);
	statement_bind_int(&s, outcome->promise);
	statement_bind_int(&s, outcome->places);
	statement_bind_date(&s, outcome->date);
	statement_bind_text(&s, outcome->note);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_promise_outcome_add(struct store *store, struct promise_outcome *outcome, struct err *err)
{
	struct promise_outcome row = *outcome;

	if (row.places < 0)
		return err_set(err, ERR_INPUT, "%s", _("Write how many of the promised places came; 0 when none did."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, promise_outcome_row_add(store, &row, err), err))
		return false;
	*outcome = row;
	return true;
}

/* ---- the waiting list ----------------------------------------------------------------------------------------- */

static const struct row_sql wait_sql =
	ROW_SQL("centre_wait", "employer, citizen, since, ended, outcome, deleted", "?2, ?3, ?4, ?5, ?6, 0");

static void wait_bind(struct statement *s, const void *row)
{
	const struct centre_wait *wait = row;

	statement_bind_int(s, wait->id);
	statement_bind_int(s, wait->employer);
	statement_bind_int(s, wait->citizen);
	statement_bind_date(s, wait->since);
	statement_bind_date(s, wait->ended);
	statement_bind_int(s, wait->outcome);
}

static bool wait_allowed(struct store *store, const struct centre_wait *wait, struct err *err)
{
	struct employer_card card;
	struct arena scratch;
	bool allowed, waits = false;

	arena_init(&scratch);
	allowed = store_employer_card(store, wait->employer, store_today(store), &scratch, &card, err);
	for (size_t i = 0; allowed && i < card.wait_count; i++)
		waits |= card.waits[i].citizen == wait->citizen;
	if (allowed && !card.is_centre)
		allowed = err_set(err, ERR_REFUSED, "%s",
				  _("This employer has no company centre, so nobody can wait for a place. F6 records the "
				    "agreement."));
	else if (allowed && waits)
		allowed = err_set(err, ERR_REFUSED, "%s", _("The citizen is on this waiting list already."));
	arena_done(&scratch);
	return allowed;
}

static bool wait_row_put(struct store *store, struct centre_wait *wait, struct err *err)
{
	char employer[ROW_KEY_SIZE], citizen[ROW_KEY_SIZE], since[DATE_ISO_SIZE];
	const char *key[] = { row_key(wait->employer, employer), row_key(wait->citizen, citizen),
			      date_iso(wait->since, since), NULL };
	enum import_effect effect;

	if (!wait->id && !wait_allowed(store, wait, err))
		return false;
	return (wait->id || row_natural(store, "centre_wait", key, &wait->id, err)) &&
	       row_put(store, &wait_sql, wait_bind, wait, &effect, err);
}

bool store_wait_put(struct store *store, struct centre_wait *wait, struct err *err)
{
	struct centre_wait row = *wait;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, wait_row_put(store, &row, err), err))
		return false;
	*wait = row;
	return true;
}
