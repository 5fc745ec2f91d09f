/* people.c - caseworkers and citizens.
 *
 * Natural keys: a caseworker's initials, a citizen's CPR number (returning.h). */
#include "samtale/store/people.h"

#include "citizen_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"

/* ---- caseworkers ------------------------------------------------------------------------------------ */

static const char caseworkers_all[] =
	"SELECT id, initials, name, team FROM caseworker WHERE deleted = 0 ORDER BY sort_key(name, ''), id";

static const struct row_sql caseworker_sql =
	ROW_SQL("caseworker", "initials, name, team, deleted", "?2, ?3, ?4, 0");

static void caseworker_bind(struct statement *s, const void *row)
{
	const struct caseworker *caseworker = row;

	statement_bind_int(s, caseworker->id);
	statement_bind_text(s, caseworker->initials);
	statement_bind_text(s, caseworker->name);
	statement_bind_text(s, caseworker->team);
}

bool store_caseworkers(struct store *store, struct arena *arena, struct caseworker_list *list,
		       struct err *err)
{
	struct statement s;

	*list = (struct caseworker_list){ 0 };
	if (!statement_begin(&s, store, caseworkers_all, err))
		return false;
	while (statement_row(&s)) {
		list->rows = arena_grow(arena, list->rows, list->count, sizeof(*list->rows));
		list->rows[list->count++] = (struct caseworker){
			.id = statement_int(&s, 0),
			.initials = statement_text(&s, 1, arena),
			.name = statement_text(&s, 2, arena),
			.team = statement_text(&s, 3, arena),
		};
	}
	return statement_end(&s);
}

bool caseworker_row_put(struct store *store, struct caseworker *caseworker, enum import_effect *effect,
			struct err *err)
{
	if (str_is_empty(caseworker->initials))
		return err_set(err, ERR_INPUT, "%s",
			       _("A caseworker needs initials: type them and save again."));
	if (!caseworker->id &&
	    !store_natural_id(store, "caseworker", caseworker->initials, &caseworker->id, err))
		return false;
	return row_put(store, &caseworker_sql, caseworker_bind, caseworker, effect, err);
}

bool store_caseworker_put(struct store *store, struct caseworker *caseworker, struct err *err)
{
	enum import_effect effect;

	if (!store_begin(store, err))
		return false;
	return row_finish(store, caseworker_row_put(store, caseworker, &effect, err), err);
}

/* ---- citizens --------------------------------------------------------------------------------------- */

#define CITIZEN_COLUMNS                                                                    \
	"cpr, given_names, surname, address, postcode, city, phone, email, is_protected,"  \
	" language, interpreter, target_group, benefit, benefit_from, coordinator,"        \
	" unemployment_fund, job_goal, disco08, education, children, driving_licence"

static const struct row_sql citizen_sql = ROW_SQL(
	"citizen", CITIZEN_COLUMNS ", deleted",
	"?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, 0");

static void citizen_bind(struct statement *s, const void *row)
{
	const struct citizen *citizen = row;

	statement_bind_int(s, citizen->id);
	statement_bind_text(s, citizen->cpr);
	statement_bind_text(s, citizen->given_names);
	statement_bind_text(s, citizen->surname);
	statement_bind_text(s, citizen->address);
	statement_bind_text(s, citizen->postcode);
	statement_bind_text(s, citizen->city);
	statement_bind_text(s, citizen->phone);
	statement_bind_text(s, citizen->email);
	statement_bind_int(s, citizen->is_protected);
	statement_bind_text(s, citizen->language);
	statement_bind_int(s, citizen->interpreter);
	statement_bind_int(s, citizen->target_group);
	statement_bind_text(s, citizen->benefit);
	statement_bind_date(s, citizen->benefit_from);
	statement_bind_int(s, citizen->coordinator);
	statement_bind_text(s, citizen->unemployment_fund);
	statement_bind_text(s, citizen->job_goal);
	statement_bind_text(s, citizen->disco08);
	statement_bind_text(s, citizen->education);
	statement_bind_int(s, citizen->children);
	statement_bind_int(s, citizen->driving_licence);
}

static const char citizen_one[] =
	"SELECT " CITIZEN_COLUMNS
	", ifnull((SELECT name FROM caseworker WHERE caseworker.id = coordinator), '')"
	" FROM citizen WHERE id = ? AND deleted = 0";

static void citizen_read(struct statement *s, struct arena *arena, struct citizen *citizen)
{
	citizen->cpr = statement_text(s, 0, arena);
	citizen->given_names = statement_text(s, 1, arena);
	citizen->surname = statement_text(s, 2, arena);
	citizen->address = statement_text(s, 3, arena);
	citizen->postcode = statement_text(s, 4, arena);
	citizen->city = statement_text(s, 5, arena);
	citizen->phone = statement_text(s, 6, arena);
	citizen->email = statement_text(s, 7, arena);
	citizen->is_protected = statement_int(s, 8);
	citizen->language = statement_text(s, 9, arena);
	citizen->interpreter = statement_int(s, 10);
	citizen->target_group = (int)statement_int(s, 11);
	citizen->benefit = statement_text(s, 12, arena);
	citizen->benefit_from = statement_date(s, 13);
	citizen->coordinator = statement_int(s, 14);
	citizen->unemployment_fund = statement_text(s, 15, arena);
	citizen->job_goal = statement_text(s, 16, arena);
	citizen->disco08 = statement_text(s, 17, arena);
	citizen->education = statement_text(s, 18, arena);
	citizen->children = (int)statement_int(s, 19);
	citizen->driving_licence = statement_int(s, 20);
	citizen->coordinator_name = statement_text(s, 21, arena);
}

bool store_citizen(struct store *store, int64_t id, struct arena *arena, struct citizen *citizen,
		   struct err *err)
{
	struct statement s;

	*citizen = (struct citizen){ .id = id };
	if (!statement_one(&s, store, citizen_one, id,
			   _("This citizen is not on this machine. Search again by name or CPR number."), err))
		return false;
	citizen_read(&s, arena, citizen);
	return statement_end(&s);
}

bool store_citizen_by_cpr(struct store *store, const char *cpr, struct arena *arena, struct citizen *citizen,
			  struct err *err)
{
	int64_t id;

	return store_citizen_id(store, cpr, &id, err) && store_citizen(store, id, arena, citizen, err);
}

/* The row that was read, for as long as it is here: the same person may have come back in another one meanwhile. */
static bool citizen_row(struct store *store, int64_t read, const char *cpr, int64_t *id, struct err *err)
{
	struct statement s;
	bool is_here;

	if (!statement_begin(&s, store, "SELECT id FROM citizen WHERE id = ? AND cpr = ?", err))
		return false;
	statement_bind_int(&s, read);
	statement_bind_text(&s, cpr);
	is_here = statement_row(&s);
	*id = read;
	return statement_end(&s) && (is_here || store_citizen_id(store, cpr, id, err));
}

bool citizen_row_put(struct store *store, struct citizen *citizen, enum import_effect *effect,
		     struct err *err)
{
	struct cpr cpr = cpr_check(citizen->cpr);
	struct citizen row = *citizen;

	if (cpr.status == CPR_REFUSED)
		return err_set(err, ERR_INPUT, "%s", cpr_reason_text(cpr.reason));
	row.cpr = cpr.number;
	if (!citizen_row(store, citizen->id, cpr.number, &row.id, err) ||
	    !row_put(store, &citizen_sql, citizen_bind, &row, effect, err))
		return false;
	citizen->id = row.id;
	return true;
}

bool store_citizen_put(struct store *store, struct citizen *citizen, struct err *err)
{
	enum import_effect effect;

	if (!store_begin(store, err))
		return false;
	return row_finish(store, citizen_row_put(store, citizen, &effect, err), err);
}

int citizen_benefit_weeks(struct date benefit_from, struct date today)
{
	if (!date_is_set(benefit_from) || date_compare(benefit_from, today) > 0)
		return -1;
	return date_days_between(benefit_from, today) / 7;
}
