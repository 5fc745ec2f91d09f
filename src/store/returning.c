#include "returning.h"

#include <stdio.h>

#include "purge.h"
#include "samtale/store/people.h"

#define CPR_KEY_SIZE 40
#define GENERATIONS_MOST 1000 /* a row whose number is not its own has no heir */

static bool generation_id(struct store *store, const char *cpr, int generation, int64_t *id, struct err *err)
{
	char key[CPR_KEY_SIZE];

	if (!generation)
		return store_natural_id(store, "cpr", cpr, id, err);
	snprintf(key, sizeof(key), "%.10s\x1f%d", cpr, generation);
	return store_natural_id(store, "cpr", key, id, err);
}

static bool is_known(struct store *store, int64_t citizen, bool *known, struct err *err)
{
	int64_t number;

	if (!database_number(store,
			     "SELECT EXISTS(SELECT 1 FROM citizen WHERE id = ?1)"
			     " OR EXISTS(SELECT 1 FROM purged WHERE citizen = ?1)",
			     citizen, 0, &number, err))
		return false;
	*known = number != 0;
	return true;
}

bool store_citizen_id(struct store *store, const char *cpr, int64_t *id, struct err *err)
{
	enum purge_kind kind;
	bool is_over = true;
	int64_t next;

	if (!generation_id(store, cpr, 0, id, err))
		return false;
	for (int generation = 1; is_over; generation++) {
		if (!purge_kind_of(store, *id, &kind, err) || !generation_id(store, cpr, generation, &next, err) ||
		    !is_known(store, next, &is_over, err))
			return false;
		is_over = is_over || kind == PURGE_FOR_GOOD;
		if (is_over)
			*id = next;
	}
	return true;
}

static bool number_read(struct store *store, int64_t citizen, struct arena *arena, const char **cpr, struct err *err)
{
	struct statement s;

	*cpr = "";
	if (!statement_begin(&s, store, "SELECT cpr FROM citizen WHERE id = ?", err))
		return false;
	statement_bind_int(&s, citizen);
	if (statement_row(&s))
		*cpr = statement_text(&s, 0, arena);
	return statement_end(&s);
}

bool citizen_heir(struct store *store, int64_t citizen, int64_t *heir, struct err *err)
{
	struct arena arena;
	const char *cpr;
	int64_t row = 0;
	bool done;

	*heir = 0;
	arena_init(&arena);
	done = number_read(store, citizen, &arena, &cpr, err);
	for (int generation = 0; done && *cpr && row != citizen && generation < GENERATIONS_MOST; generation++)
		done = generation_id(store, cpr, generation, &row, err) &&
		       generation_id(store, cpr, generation + 1, heir, err);
	if (row != citizen)
		*heir = 0;
	arena_done(&arena);
	return done;
}
