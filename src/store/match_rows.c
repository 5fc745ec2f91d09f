/* match_rows.c - what matching goes by, each kind read once: no statement a pair. */
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/consent.h"
#include "samtale/store/work.h"

/* The latest answer to a consent, the latest outcome and the referrals of each citizen, gathered in one pass each. A citizen is settled
 * by work or education that began with the present benefit or later, or while there is none. */
static const char citizens_all[] =
	"SELECT z.id, z.cpr, z.given_names, z.surname, ifnull(w.initials, ''), z.postcode, z.language, z.job_goal, z.disco08,"
	" z.education, z.benefit_from, z.target_group, z.interpreter, z.driving_licence, z.coordinator, z.benefit,"
	" ifnull(q.last, ''), ifnull(r.count, 0), ifnull(r.last, ''), ifnull(c.given, -1), z.is_protected"
	" FROM citizen z LEFT JOIN caseworker w ON w.id = z.coordinator"
	" LEFT JOIN (SELECT citizen, max(date) AS last FROM outcome WHERE deleted = 0"
	"  AND status IN ('JOB', 'JOB_HOURS', 'EDUCATION') GROUP BY citizen) q ON q.citizen = z.id"
	" LEFT JOIN (SELECT citizen, count(*) AS count, max(date) AS last FROM referral GROUP BY citizen) r ON r.citizen = z.id"
	" LEFT JOIN (SELECT citizen, given FROM consent k WHERE subject = '" CONSENT_EMPLOYER "' AND NOT EXISTS("
	"  SELECT 1 FROM consent l WHERE l.citizen = k.citizen AND l.subject = k.subject AND (l.at, l.id) > (k.at, k.id)))"
	"  c ON c.citizen = z.id"
	" WHERE z.deleted = 0";

static struct match_citizen citizen_read(struct statement *s, struct arena *arena)
{
	struct date outcome = statement_date(s, 16);
	int64_t consent = statement_int(s, 19);
	struct match_citizen citizen = {
		.id = statement_int(s, 0),
		.cpr = statement_text(s, 1, arena),
		.given_names = statement_text(s, 2, arena),
		.surname = statement_text(s, 3, arena),
		.coordinator_initials = statement_text(s, 4, arena),
		.postcode = statement_text(s, 5, arena),
		.language = statement_text(s, 6, arena),
		.job_goal = statement_text(s, 7, arena),
		.disco08 = statement_text(s, 8, arena),
		.education = statement_text(s, 9, arena),
		.benefit_from = statement_date(s, 10),
		.target_group = (int)statement_int(s, 11),
		.interpreter = statement_int(s, 12),
		.driving_licence = statement_int(s, 13),
		.coordinator = statement_int(s, 14),
		.is_protected = statement_int(s, 20),
		.referrals = (int)statement_int(s, 17),
		.last_referral = statement_date(s, 18),
		.consent = consent < 0 ? REFERRAL_NEVER_ASKED : consent ? REFERRAL_CONSENT_YES : REFERRAL_CONSENT_NO,
	};

	citizen.settled = date_is_set(outcome) && (str_is_empty(statement_text(s, 15, arena)) ||
						   date_compare(outcome, citizen.benefit_from) >= 0);
	return citizen;
}

static bool citizens_read(struct store *store, struct arena *arena, struct match_table *table, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, citizens_all, err))
		return false;
	while (statement_row(&s)) {
		table->citizens = arena_grow(arena, table->citizens, table->citizen_count, sizeof(*table->citizens));
		table->citizens[table->citizen_count++] = citizen_read(&s, arena);
	}
	return statement_end(&s);
}

static bool openings_read(struct store *store, struct arena *arena, struct match_table *table, struct err *err)
{
	struct opening_list list;

	if (!store_openings(store, 0, DATE_NONE, arena, &list, err))
		return false;
	table->openings = arena_array(arena, list.count, sizeof(*table->openings));
	table->opening_count = list.count;
	for (size_t i = 0; i < list.count; i++) {
		const struct opening *opening = &list.rows[i].opening;

		table->openings[i] = (struct match_opening){
			.id = opening->id, .employer = opening->employer, .number = opening->number,
			.title = opening->title, .employer_name = list.rows[i].employer_name,
			.disco08 = opening->disco08, .postcode = opening->postcode, .form = opening->form,
			.needs = opening->needs, .deadline = opening->deadline,
			.weekly_hours = opening->weekly_hours, .places = opening->places,
			.hired = list.rows[i].hired,
		};
	}
	return true;
}

static bool answers_read(struct store *store, struct arena *arena, struct match_table *table, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, "SELECT citizen, need, value FROM citizen_need WHERE deleted = 0", err))
		return false;
	while (statement_row(&s)) {
		table->answers = arena_grow(arena, table->answers, table->answer_count, sizeof(*table->answers));
		table->answers[table->answer_count++] = (struct match_answer){
			statement_int(&s, 0), statement_text(&s, 1, arena), (int)statement_int(&s, 2) };
	}
	return statement_end(&s);
}

bool store_match_table(struct store *store, struct arena *arena, struct match_table *table, struct err *err)
{
	*table = (struct match_table){ 0 };
	return citizens_read(store, arena, table, err) && openings_read(store, arena, table, err) &&
	       answers_read(store, arena, table, err);
}

/* ---- what the citizen said ------------------------------------------------------------------------------------ */

static const struct row_sql need_sql = ROW_SQL("citizen_need", "citizen, need, value, deleted", "?2, ?3, ?4, ?5");

struct need_row {
	int64_t id;
	const struct match_answer *answer;
};

static void need_bind(struct statement *s, const void *data)
{
	const struct need_row *row = data;

	statement_bind_int(s, row->id);
	statement_bind_int(s, row->answer->citizen);
	statement_bind_text(s, row->answer->need);
	statement_bind_int(s, row->answer->value < 0 ? 0 : row->answer->value);
	statement_bind_int(s, row->answer->value < 0);
}

bool store_need_put(struct store *store, const struct match_answer *answer, struct err *err)
{
	char citizen[ROW_KEY_SIZE];
	const char *key[] = { row_key(answer->citizen, citizen), answer->need, NULL };
	struct need_row row = { 0, answer };
	enum import_effect effect;

	if (!store_begin(store, err))
		return false;
	return row_finish(store,
			  row_natural(store, "citizen_need", key, &row.id, err) &&
				  row_put(store, &need_sql, need_bind, &row, &effect, err),
			  err);
}
