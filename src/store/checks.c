/* checks.c - availability checks and written guidance: facts, never changed. */
#include "check_rows.h"

#include "appointment_rows.h"
#include "plan_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/people.h"

/* ---- availability checks ---------------------------------------------------------------------------- */

#define CHECK_COLUMNS \
	"id, citizen, conversation, requirement, event_date, evidence, outcome, reason, deadline, at, author, code"

static const char check_insert[] =
	"INSERT INTO availability_check(" CHECK_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char checks_of[] =
	"SELECT " CHECK_COLUMNS " FROM availability_check WHERE citizen = ? ORDER BY at DESC, id DESC";
static const char checks_latest_of[] =
	"SELECT " CHECK_COLUMNS " FROM availability_check k WHERE citizen = ?"
	" AND NOT EXISTS(SELECT 1 FROM availability_check l WHERE l.citizen = k.citizen"
	"  AND l.requirement = k.requirement AND (l.at, l.id) > (k.at, k.id)) ORDER BY at DESC, id DESC";

bool check_row_add(struct store *store, struct availability_check *check, struct err *err)
{
	struct statement s;

	check->id = 0;
	check->at = store_now_ms(store);
	check->author = store_author(store);
	if (!row_number(store, &check->id, err) || !statement_begin(&s, store, check_insert, err))
		return false;
	statement_bind_int(&s, check->id);
	statement_bind_int(&s, check->citizen);
	statement_bind_int(&s, check->conversation);
	statement_bind_text(&s, check->requirement);
	statement_bind_date(&s, check->event_date);
	statement_bind_text(&s, check->evidence);
	statement_bind_int(&s, check->outcome);
	statement_bind_text(&s, check->reason);
	statement_bind_date(&s, check->deadline);
	statement_bind_int(&s, check->at);
	statement_bind_int(&s, check->author);
	statement_bind_text(&s, check->code != NULL ? check->code : "");
	return statement_end(&s);
}

static struct availability_check check_read(struct statement *s, struct arena *arena)
{
	return (struct availability_check){
		.id = statement_int(s, 0),
		.citizen = statement_int(s, 1),
		.conversation = statement_int(s, 2),
		.requirement = statement_text(s, 3, arena),
		.event_date = statement_date(s, 4),
		.evidence = statement_text(s, 5, arena),
		.outcome = (enum check_outcome)statement_int(s, 6),
		.reason = statement_text(s, 7, arena),
		.deadline = statement_date(s, 8),
		.at = statement_int(s, 9),
		.author = statement_int(s, 10),
		.code = statement_text(s, 11, arena),
	};
}

static bool check_allowed(struct store *store, const struct availability_check *check, struct err *err)
{
	struct citizen citizen;
	struct arena scratch;
	bool allowed;

	arena_init(&scratch);
	allowed = store_citizen(store, check->citizen, &scratch, &citizen, err) &&
		  check_is_complete(check, citizen.target_group, store_today(store), err);
	arena_done(&scratch);
	return allowed;
}

/* A new agreement is a step of the plan, in the words that were agreed. */
static bool agreement_put(struct store *store, const struct availability_check *check, struct err *err)
{
	struct plan_step step = { .citizen = check->citizen, .conversation = check->conversation, .text = check->reason,
				  .owner = STEP_OWNER_CITIZEN, .due = check->deadline };

	if (check->outcome != CHECK_NEW_AGREEMENT || str_is_empty(check->reason))
		return true;
	return plan_ensure(store, check->citizen, err) && step_row_put(store, &step, err);
}

bool store_check_add(struct store *store, struct availability_check *check, struct err *err)
{
	struct availability_check row = *check;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, check_allowed(store, &row, err) && check_row_add(store, &row, err) &&
					agreement_put(store, &row, err), err))
		return false;
	*check = row;
	return true;
}

static bool checks_read(struct store *store, const char *sql, int64_t citizen, struct arena *arena,
			struct check_list *checks, struct err *err)
{
	struct statement s;

	*checks = (struct check_list){ 0 };
	if (!statement_begin(&s, store, sql, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		checks->rows = arena_grow(arena, checks->rows, checks->count, sizeof(*checks->rows));
		checks->rows[checks->count++] = check_read(&s, arena);
	}
	return statement_end(&s);
}

bool store_checks(struct store *store, int64_t citizen, struct arena *arena, struct check_list *checks,
		  struct err *err)
{
	return checks_read(store, checks_of, citizen, arena, checks, err);
}

bool checks_latest_read(struct store *store, int64_t citizen, struct arena *arena, struct check_list *checks,
			struct err *err)
{
	return checks_read(store, checks_latest_of, citizen, arena, checks, err);
}

/* ---- guidance --------------------------------------------------------------------------------------- */

static const char guidance_insert[] =
	"INSERT INTO guidance(id, citizen, conversation, date, channel, text_version, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
static const char guidance_of[] =
	"SELECT id, citizen, conversation, date, channel, text_version, at, author FROM guidance"
	" WHERE citizen = ? ORDER BY date, at, id";

bool guidance_row_add(struct store *store, struct guidance *guidance, struct err *err)
{
	struct statement s;

	guidance->id = 0;
	guidance->at = store_now_ms(store);
	guidance->author = store_author(store);
	if (!row_number(store, &guidance->id, err) || !statement_begin(&s, store, guidance_insert, err))
		return false;
	statement_bind_int(&s, guidance->id);
	statement_bind_int(&s, guidance->citizen);
	statement_bind_int(&s, guidance->conversation);
	statement_bind_date(&s, guidance->date);
	statement_bind_text(&s, guidance->channel);
	statement_bind_text(&s, guidance->text_version);
	statement_bind_int(&s, guidance->at);
	statement_bind_int(&s, guidance->author);
	return statement_end(&s);
}

bool store_guidance_add(struct store *store, struct guidance *guidance, struct err *err)
{
	struct guidance row = *guidance;

	if (!date_is_set(row.date))
		return err_set(err, ERR_INPUT, "%s",
			       _("Say on which day the guidance was given: without a date it proves "
			         "nothing."));
	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, guidance_row_add(store, &row, err), err))
		return false;
	*guidance = row;
	return true;
}

bool guidance_read(struct store *store, int64_t citizen, struct arena *arena, struct guidance **rows,
		   size_t *count, struct err *err)
{
	struct statement s;

	*rows = NULL;
	*count = 0;
	if (!statement_begin(&s, store, guidance_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		*rows = arena_grow(arena, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = (struct guidance){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.conversation = statement_int(&s, 2),
			.date = statement_date(&s, 3),
			.channel = statement_text(&s, 4, arena),
			.text_version = statement_text(&s, 5, arena),
			.at = statement_int(&s, 6),
			.author = statement_int(&s, 7),
		};
	}
	return statement_end(&s);
}

/* ---- a no-show -------------------------------------------------------------------------------------- */

static bool no_show_write(struct store *store, struct no_show *row, struct err *err)
{
	struct sanction_case *opened = &row->sanction_case;

	if (row->appointment && !appointment_state_set(store, row->appointment, APPOINTMENT_NO_SHOW, err))
		return false;
	if (!check_allowed(store, &row->check, err) || !check_row_add(store, &row->check, err))
		return false;
	if (!row->open_case)
		return true;
	opened->citizen = row->check.citizen;
	opened->check = row->check.id;
	opened->event_date = row->check.event_date;
	return case_row_open(store, opened, err);
}

bool store_no_show(struct store *store, struct no_show *no_show, struct err *err)
{
	struct no_show row = *no_show;

	if (!store_begin(store, err))
		return false;
	if (!row_finish(store, no_show_write(store, &row, err), err))
		return false;
	*no_show = row;
	return true;
}
