/* two_wrote.c - two_wrote DATABASE: the demo's database is a terminal now. On its citizens, Mette Holm and
 * a colleague at another terminal have
 * written differently: a phone, a protected address, an appointment, and a sanction case with which both
 * went on. One of Mette's notes
 * was too large to be sent. For tests of the screens. */
#include <stdio.h>
#include <string.h>

#include "samtale/store/streams.h"
#include "store/connection.h"
#include "store/pack.h"
#include "store/tables.h"

#define OTHER 9 /* the other terminal */
#define CASE (((int64_t)OTHER << 43) + 100)
#define HOUR_MS INT64_C(3600000)
#define HERE_MS INT64_C(1795416000000)  /* 2026-11-23 07:40 in Denmark */
#define THERE_MS (HERE_MS - 15 * HOUR_MS)

struct scene {
	struct store *store;
	struct arena arena;
	struct err err;
	int64_t seq; /* of the other terminal */
};

static void as(struct scene *scene, const char *initials, int64_t at)
{
	int64_t caseworker = 0;

	(void)!database_number(scene->store,
			       arena_printf(&scene->arena, "SELECT id FROM caseworker WHERE initials = '%s'", initials), 0,
			       0, &caseworker, &scene->err);
	store_stamp(scene->store, caseworker,
		    (struct moment){ .utc_ms = at, .date = { (int32_t)(at / (24 * HOUR_MS)) }, .minute = 0 });
}

static bool here(struct scene *scene, const char *sql)
{
	return store_begin(scene->store, &scene->err) && database_run(scene->store, sql, &scene->err) &&
	       store_commit(scene->store, &scene->err);
}

/* What the colleague knew: how the row was when it was made. */
static bool creation_name(struct scene *scene, const struct change *change, struct str *prev)
{
	struct dot dot = { 0 };
	struct statement s;

	if (!statement_begin(&s, scene->store, "SELECT origin, seq FROM cell WHERE tbl = ? AND row = ? AND col = 0",
			     &scene->err))
		return false;
	statement_bind_int(&s, change->table);
	statement_bind_int(&s, change->row);
	if (statement_row(&s))
		dot = (struct dot){ (uint32_t)statement_int(&s, 0), statement_int(&s, 1) };
	pack_dot(prev, dot);
	return statement_end(&s);
}

static struct packed bytes_of(const struct str *str)
{
	return (struct packed){ (const unsigned char *)str->text, (const unsigned char *)str->text + str->length };
}

static bool there(struct scene *scene, enum table_number table, int column, const char *row_sql, const char *text,
		  int64_t number)
{
	struct packed_value value = { .type = text != NULL ? SQLITE_TEXT : SQLITE_INTEGER, .integer = number, .bytes = text,
				      .length = text != NULL ? strlen(text) : 0 };
	struct change change = { .dot = { OTHER, ++scene->seq }, .hlc = THERE_MS << 16, .table = (int)table,
				 .column = column };
	struct str bytes, prev;
	bool merged;

	if (!database_number(scene->store, row_sql, 0, 0, &change.row, &scene->err) ||
	    !database_number(scene->store, "SELECT id FROM caseworker WHERE initials = 'peki'", 0, 0, &change.author,
			     &scene->err))
		return false;
	str_init(&bytes);
	str_init(&prev);
	pack_value_seen(&bytes, &value);
	merged = creation_name(scene, &change, &prev);
	change.value = bytes_of(&bytes);
	change.prev = bytes_of(&prev);
	merged = merged && store_merge(scene->store, &change, 1, &scene->err);
	str_done(&prev);
	str_done(&bytes);
	return merged;
}

#define CITIZEN(cpr) "SELECT id FROM citizen WHERE cpr = '" cpr "'"
#define APPOINTMENT                                                                                              \
	"SELECT id FROM appointment WHERE citizen = (" CITIZEN("1406851211") ") AND date = '2026-11-23' LIMIT 1"

static bool fields(struct scene *scene)
{
	as(scene, "meho", HERE_MS);
	return here(scene, "UPDATE citizen SET phone = '22334455' WHERE cpr = '1406851211'") &&
	       here(scene, "UPDATE citizen SET is_protected = 1, address = 'Skolegade 4' WHERE cpr = '2309741248'") &&
	       here(scene, "UPDATE appointment SET minute = 555 WHERE id = (" APPOINTMENT ")") &&
	       there(scene, TABLE_CITIZEN, 7, CITIZEN("1406851211"), "66778899", 0) &&
	       there(scene, TABLE_CITIZEN, 4, CITIZEN("2309741248"), "Havnegade 12", 0) &&
	       there(scene, TABLE_APPOINTMENT, 3, APPOINTMENT, NULL, 585);
}

/* Both closed it from the same registration, each in another way. */
static bool sanction(struct scene *scene)
{
	static const char *const who[] = { "meho", "peki" };
	static const char *const what[] = { "2, 3", "1, 16" };
	static const char *const texts[] = { "", "Borgeren var på hospitalet den dag." };

	as(scene, "peki", THERE_MS - HOUR_MS);
	if (!store_identity(scene->store, &scene->err) ||
	    !here(scene, arena_printf(&scene->arena,
				      "INSERT INTO sanction_case(id, citizen, provision, event_date, target_group, source)"
				      " VALUES(%lld, (" CITIZEN("0707991101") "), '37', '2026-11-19', 2, 'no_show');"
				      "INSERT INTO sanction_event(id, sanction_case, act, state, date, at, author)"
				      " VALUES(%lld, %lld, 0, 1, '2026-11-19', %lld, (SELECT id FROM caseworker"
				      "  WHERE initials = 'peki'))",
				      (long long)CASE, (long long)CASE + 1, (long long)CASE, (long long)THERE_MS - HOUR_MS)))
		return false;
	for (int i = 0; i < 2; i++) {
		int64_t id = i == 0 ? id_numbered(scene->store->origin, 900000) : CASE + 2;

		as(scene, who[i], i == 0 ? HERE_MS : THERE_MS);
		if (!here(scene, arena_printf(&scene->arena,
					      "INSERT INTO sanction_event(id, sanction_case, act, state, date, text, at,"
					      " author) VALUES(%lld, %lld, %s, '2026-11-22', '%s', %lld, (SELECT id FROM"
					      " caseworker WHERE initials = '%s'));"
					      "INSERT INTO sanction_parent(id, event, parent) VALUES(%lld, %lld, %lld)",
					      (long long)id, (long long)CASE, what[i], texts[i],
					      (long long)(i == 0 ? HERE_MS : THERE_MS), who[i], (long long)id + 1,
					      (long long)id, (long long)CASE + 1)))
			return false;
	}
	return true;
}

static bool exchange(struct scene *scene)
{
	const struct stream_unit units[] = { { 1, "Odense", true }, { 2, "JOB", true } };
	int64_t tx;

	as(scene, "meho", HERE_MS);
	return store_units_put(scene->store, units, LENGTH(units), &scene->err) &&
	       here(scene, arena_printf(&scene->arena,
					"INSERT INTO journal_note(id, citizen, kind, text, at) VALUES(%lld, (" CITIZEN(
						"1406851211") "), 'note', 'Et langt notat.', %lld)",
					(long long)id_numbered(scene->store->origin, 950000), (long long)HERE_MS)) &&
	       database_number(scene->store, "SELECT max(tx) FROM oplog", 0, 0, &tx, &scene->err) &&
	       store_begin(scene->store, &scene->err) && store_hold(scene->store, tx, "too_large", &scene->err) &&
	       store_commit(scene->store, &scene->err);
}

int main(int argc, char **argv)
{
	struct store_options options = { .mode = STORE_EXISTING };
	struct scene scene = { .store = NULL };
	bool played;

	if (argc != 2)
		return 2;
	arena_init(&scene.arena);
	played = store_open(argv[1], &options, &scene.store, &scene.err) && fields(&scene) &&
		 sanction(&scene) && exchange(&scene);
	if (!played)
		fprintf(stderr, "two_wrote: %s (%s)\n", scene.err.text, scene.err.detail);
	store_close(scene.store);
	arena_done(&scene.arena);
	return played ? 0 : 1;
}
