#include "samtale/store/measures.h"

#include "plan_rows.h"
#include "rows.h"

static const char measures_of[] =
	"SELECT id, citizen, conversation, series, value, date FROM measure WHERE citizen = ?"
	" ORDER BY series, date, id";
static const char measure_insert[] =
	"INSERT INTO measure(id, citizen, conversation, series, value, date, at, author)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

bool measure_row_add(struct store *store, const struct measure *measure, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, measure_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, measure->citizen);
	statement_bind_int(&s, measure->conversation);
	statement_bind_text(&s, measure->series);
	statement_bind_real(&s, measure->value);
	statement_bind_date(&s, measure->date);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool store_measures(struct store *store, int64_t citizen, struct arena *arena, struct measure **measures,
		    size_t *count, struct err *err)
{
	struct statement s;

	*measures = NULL;
	*count = 0;
	if (!statement_begin(&s, store, measures_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		*measures = arena_grow(arena, *measures, *count, sizeof(**measures));
		(*measures)[(*count)++] = (struct measure){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.conversation = statement_int(&s, 2),
			.series = statement_text(&s, 3, arena),
			.value = statement_real(&s, 4),
			.date = statement_date(&s, 5),
		};
	}
	return statement_end(&s);
}

bool store_progress(struct store *store, int64_t citizen, struct date today, struct arena *arena,
		    struct progress *progress, struct err *err)
{
	struct measure *measures;
	size_t count;

	if (!store_measures(store, citizen, arena, &measures, &count, err))
		return false;
	progress_build(measures, count, today, arena, progress);
	return true;
}
