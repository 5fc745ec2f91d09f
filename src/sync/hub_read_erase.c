/* Removal after retention at the hub: what the worker has removed of its own is taken out of the tables for reports,
 * and what its ops said is erased in the feed, also of what came late. */
#include "hub_read.h"
#include "samtale/base/tr.h"

struct erasing {
	struct hub_read *read;
	struct postgres_array tables, rows, citizens;
};

static bool row_add(void *context, int table, int64_t row, struct err *err)
{
	struct erasing *erasing = context;
	struct hub_read *read = erasing->read;

	(void)err;
	postgres_array_number(&erasing->tables, table);
	postgres_array_number(&erasing->rows, row);
	read->touched = arena_grow(&read->lasting, read->touched, read->touched_count, sizeof(*read->touched));
	read->touched[read->touched_count++] = (struct touched){ table, row };
	return true;
}

/* ---- orders that have not been carried out there ------------------------------------------------------ */

static bool is_erased(const PGresult *done, int64_t citizen)
{
	int low = 0, high = PQntuples(done);

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (postgres_number(done, middle, 0) < citizen)
			low = middle + 1;
		else
			high = middle;
	}
	return low < PQntuples(done) && postgres_number(done, low, 0) == citizen;
}

static bool citizens_add(struct erasing *erasing, const PGresult *done, struct err *err)
{
	int64_t *citizens;
	size_t count;

	if (!store_erased_citizens(erasing->read->store, &erasing->read->lasting, &citizens, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (is_erased(done, citizens[i]))
			continue;
		postgres_array_number(&erasing->citizens, citizens[i]);
		if (!store_erased_rows(erasing->read->store, citizens[i], row_add, erasing, err))
			return false;
	}
	return true;
}

static bool orders_add(struct erasing *erasing, struct err *err)
{
	PGresult *answer;
	bool added;

	if (!postgres_ask(erasing->read->postgres, NULL, "SELECT citizen FROM hub_read.erased ORDER BY citizen", NULL,
			  &answer, err))
		return false;
	added = citizens_add(erasing, answer, err);
	PQclear(answer);
	return added;
}

/* ---- what came late ----------------------------------------------------------------------------------- */

static bool late_add(struct erasing *erasing, struct err *err)
{
	struct hub_read *read = erasing->read;

	for (size_t i = 0, count = read->touched_count; i < count; i++) {
		struct touched touched = read->touched[i];
		bool erased;

		if (!store_row_is_erased(read->store, touched.table, touched.row, &erased, err) ||
		    (erased && !row_add(erasing, touched.table, touched.row, err)))
			return false;
	}
	return true;
}

/* ---- erased ------------------------------------------------------------------------------------------- */

static bool is_able(struct hub_read *read, struct err *err)
{
	PGresult *answer;
	bool able;

	if (!postgres_ask(read->postgres, NULL, "SELECT to_regprocedure('hub.erase(smallint[], bigint[])') IS NOT NULL",
			  NULL, &answer, err))
		return false;
	able = postgres_number(answer, 0, 0);
	PQclear(answer);
	return able || err_set(err, ERR_REFUSED, "%s",
			       _("The hub was set up by an older Samtale, and cannot erase yet what a removed citizen's changes "
				 "said. The administrator brings it up to date: samtale hub init."));
}

static bool ops_erase(struct erasing *erasing, struct err *err)
{
	struct hub_read *read = erasing->read;
	struct postgres_values values = postgres_values(&read->scratch);
	PGresult *answer;

	if (!erasing->rows.count)
		return true;
	postgres_add_array(&values, &erasing->tables);
	postgres_add_array(&values, &erasing->rows);
	if (!is_able(read, err) ||
	    !postgres_ask(read->postgres, NULL, "SELECT hub.erase($1, $2)", &values, &answer, err))
		return false;
	read->report->erased += postgres_number(answer, 0, 0);
	PQclear(answer);
	return true;
}

static bool citizens_note(struct erasing *erasing, struct err *err)
{
	struct postgres_values values = postgres_values(&erasing->read->scratch);

	if (!erasing->citizens.count)
		return true;
	postgres_add_array(&values, &erasing->citizens);
	return postgres_ask(erasing->read->postgres, NULL,
			    "INSERT INTO hub_read.erased SELECT unnest($1::bigint[]) ON CONFLICT (citizen) DO NOTHING",
			    &values, NULL, err);
}

bool hub_read_erase(struct hub_read *read, struct err *err)
{
	struct erasing erasing = { .read = read };
	bool done;

	postgres_array_init(&erasing.tables, POSTGRES_INT2);
	postgres_array_init(&erasing.rows, POSTGRES_INT8);
	postgres_array_init(&erasing.citizens, POSTGRES_INT8);
	done = late_add(&erasing, err) && orders_add(&erasing, err) && ops_erase(&erasing, err) &&
	       citizens_note(&erasing, err);
	postgres_array_done(&erasing.citizens);
	postgres_array_done(&erasing.rows);
	postgres_array_done(&erasing.tables);
	return done;
}
