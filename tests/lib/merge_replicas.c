#include "merge_replicas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "samtale/base/tr.h"
#include "samtale/store/streams.h"
#include "store/connection.h"
#include "store/pack.h"
#include "store/tables.h"

#define YEAR_MS (365 * 24 * 60 * 60 * (int64_t)1000)

const struct world_field world_fields[WORLD_FIELDS] = { { "surname", 3 }, { "phone", 7 }, { "job_goal", 17 } };

/* ---- chance and time ------------------------------------------------------------------------- */

uint32_t world_drawn(struct world *world, int most)
{
	world->drawn = world->drawn * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(world->drawn >> 33) % (uint32_t)most;
}

void world_skew(struct world *world)
{
	for (int i = 0; i < world->count; i++)
		world->replicas[i].clock_ms = ((int64_t)world_drawn(world, 21) - 10) * YEAR_MS;
}

/* Everybody has a terminal of their own. */
static int64_t author_at(const struct world *world, const struct replica *replica)
{
	return FIXTURE_CASEWORKER + (replica - world->replicas);
}

static void stamp(struct world *world, struct replica *replica)
{
	struct moment moment = fixture_moment((int)++world->minutes);

	moment.utc_ms += replica->clock_ms;
	store_stamp(replica->store, author_at(world, replica), moment);
}

/* ---- programs of last year ------------------------------------------------------------------- */

#define PHONE 7
#define JOB_GOAL 17

static const uint64_t last_year[TABLE_NUMBERS] = {
	[TABLE_CITIZEN] = (uint64_t)1 << (PHONE - 1) | (uint64_t)1 << (JOB_GOAL - 1),
	[TABLE_JOURNAL_NOTE] = UINT64_MAX,
};

void replica_lag(struct replica *replica)
{
	replica->store->unknown = last_year;
}

void replica_upgrade(struct replica *replica)
{
	replica->store->unknown = NULL;
}

static bool knows(const struct replica *replica, int table, int column)
{
	return !replica->store->unknown || !(replica->store->unknown[table] >> (column - 1) & 1);
}

/* ---- databases ------------------------------------------------------------------------------- */

void world_must(struct world *world, bool done)
{
	if (!done)
		fail_msg("%s (%s)", world->err.text, world->err.detail);
}

static void execute(struct replica *replica, const char *sql)
{
	char *said = NULL;

	if (sqlite3_exec(replica->store->db, sql, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s: %s", sql, said);
}

static void file_copy(const char *from, const char *to)
{
	char block[65536];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t got;

	assert_true(in && out);
	while ((got = fread(block, 1, sizeof(block), in)) > 0)
		assert_int_equal(fwrite(block, 1, got, out), got);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

/* The same installation on another terminal. Nothing is proved about the disk here, so nothing waits for it.
 */
static void replica_open(struct world *world, struct replica *replica, enum store_mode mode)
{
	struct store_options options = { .mode = mode, .random = fixture_random };

	world_must(world, store_open(replica->path, &options, &replica->store, &world->err));
	execute(replica, "PRAGMA synchronous = OFF");
}

static void replica_enrol(struct world *world, struct replica *replica)
{
	char sql[80];

	replica->origin = world->next_origin++;
	snprintf(sql, sizeof(sql), "UPDATE sync_self SET v = %u WHERE k = 'origin'", replica->origin);
	execute(replica, sql);
	replica->store->identity_known = false;
	memset(replica->heard, 0, sizeof(replica->heard));
}

static char template[] = "/tmp/samtale-merge-empty-XXXXXX";

static void template_remove(void)
{
	unlink(template);
}

/* An empty database, made once: a thousand worlds begin with it. */
static const char *empty_database(struct world *world)
{
	struct replica first;
	int file;

	if (strcmp(template + strlen(template) - 6, "XXXXXX"))
		return template;
	file = mkstemp(template);
	assert_true(file >= 0);
	close(file);
	atexit(template_remove);
	strcpy(first.path, template);
	replica_open(world, &first, STORE_CREATE);
	store_close(first.store);
	return template;
}

void world_begin(struct world *world, int replicas, uint32_t seed, enum mutilation mutilation)
{
	const char *folder;

	memset(world, 0, sizeof(*world));
	tr_use(LANGUAGE_EN);
	world->count = replicas;
	world->drawn = seed;
	world->mutilation = mutilation;
	world->next_origin = 1;
	arena_init(&world->arena);
	arena_init(&world->scratch);
	strcpy(world->folder, "/tmp/samtale-merge-XXXXXX");
	assert_non_null(mkdtemp(world->folder));
	folder = arena_strdup(&world->arena, world->folder);
	for (int i = 0; i < replicas; i++) {
		struct replica *replica = &world->replicas[i];

		snprintf(replica->path, sizeof(replica->path), "%s/%d.db", folder, i);
		snprintf(replica->backup, sizeof(replica->backup), "%s/%d.backup", folder, i);
		file_copy(empty_database(world), replica->path);
		replica_open(world, replica, STORE_EXISTING);
		replica_enrol(world, replica);
	}
}

void world_end(struct world *world)
{
	for (int i = 0; i < world->count; i++) {
		static const char *const suffixes[] = { "", "-wal", "-shm", ".ballast" };
		struct replica *replica = &world->replicas[i];

		store_close(replica->store);
		unlink(replica->backup);
		for (size_t at = 0; at < LENGTH(suffixes); at++)
			unlink(arena_printf(&world->scratch, "%s%s", replica->path, suffixes[at]));
	}
	assert_int_equal(rmdir(world->folder), 0);
	arena_done(&world->scratch);
	arena_done(&world->arena);
}

/* ---- work ------------------------------------------------------------------------------------ */

int64_t world_citizen(struct world *world, struct replica *replica, uint32_t number)
{
	int64_t id;

	world_must(world, store_natural_id(replica->store, "cpr",
				     arena_printf(&world->scratch, "citizen %u", number), &id, &world->err));
	return id;
}

/* Every value is written once in the world. */
static const char *new_value(struct world *world)
{
	static unsigned last;

	return arena_printf(&world->scratch, "value %u", ++last);
}

static bool citizen_there(struct world *world, struct replica *replica, int64_t id)
{
	int64_t count;

	world_must(world, database_number(replica->store, "SELECT count(*) FROM citizen WHERE id = ?", id, 0,
				    &count, &world->err));
	return count > 0;
}

/* What the last transaction wrote must carry the rank of a coordinator when its author is one of the two. */
static void rank_check(struct world *world, struct replica *replica, int64_t coordinator, int64_t before)
{
	int64_t author = author_at(world, replica), others;

	world_must(world, database_number(replica->store,
					  "SELECT count(*) FROM oplog WHERE tx = (SELECT max(tx) FROM oplog) AND rank <> ?",
					  coordinator == author || before == author, 0, &others, &world->err));
	assert_int_equal(others, 0);
}

static int64_t somebody(struct world *world)
{
	return FIXTURE_CASEWORKER + world_drawn(world, world->count);
}

static int64_t coordinator_of(struct world *world, struct replica *replica, int64_t citizen)
{
	int64_t coordinator;

	world_must(world, database_number(replica->store, "SELECT coordinator FROM citizen WHERE id = ?", citizen, 0,
					  &coordinator, &world->err));
	return coordinator;
}

void replica_create(struct world *world, struct replica *replica)
{
	int64_t id = world_citizen(world, replica, world_drawn(world, CITIZENS)), coordinator = somebody(world);
	struct statement s;

	if (citizen_there(world, replica, id))
		return;
	stamp(world, replica);
	world_must(world,
	     store_begin(replica->store, &world->err) &&
		     statement_begin(&s, replica->store,
				     "INSERT INTO citizen(id, surname, phone, coordinator) VALUES(?, ?, ?, ?)",
				     &world->err));
	statement_bind_int(&s, id);
	statement_bind_text(&s, new_value(world));
	statement_bind_text(&s, knows(replica, TABLE_CITIZEN, PHONE) ? new_value(world) : "");
	statement_bind_int(&s, coordinator);
	world_must(world, statement_end(&s) && store_commit(replica->store, &world->err));
	rank_check(world, replica, coordinator, coordinator);
}

void replica_appoint(struct world *world, struct replica *replica)
{
	int64_t id = world_citizen(world, replica, world_drawn(world, CITIZENS)), coordinator = somebody(world);
	int64_t before;
	struct statement s;

	if (!citizen_there(world, replica, id))
		return;
	before = coordinator_of(world, replica, id);
	if (before == coordinator)
		return;
	stamp(world, replica);
	world_must(world, store_begin(replica->store, &world->err) &&
				  statement_begin(&s, replica->store, "UPDATE citizen SET coordinator = ?2 WHERE id = ?1",
						  &world->err));
	statement_bind_int(&s, id);
	statement_bind_int(&s, coordinator);
	world_must(world, statement_end(&s) && store_commit(replica->store, &world->err));
	rank_check(world, replica, coordinator, before);
}

static void field_write(struct world *world, struct replica *replica, int64_t id, const char *field)
{
	struct statement s;

	world_must(world,
	     statement_begin(&s, replica->store,
			     arena_printf(&world->scratch, "UPDATE citizen SET %s = ?2 WHERE id = ?1", field),
			     &world->err));
	statement_bind_int(&s, id);
	statement_bind_text(&s, new_value(world));
	world_must(world, statement_end(&s));
}

void replica_write(struct world *world, struct replica *replica)
{
	int64_t id = world_citizen(world, replica, world_drawn(world, CITIZENS));
	bool written = false;

	if (!citizen_there(world, replica, id))
		return;
	stamp(world, replica);
	world_must(world, store_begin(replica->store, &world->err));
	for (size_t i = 0; i < WORLD_FIELDS; i++)
		if (!world_drawn(world, 2) && knows(replica, TABLE_CITIZEN, world_fields[i].column)) {
			field_write(world, replica, id, world_fields[i].name);
			written = true;
		}
	if (!world_drawn(world, 12)) {
		store_rollback(replica->store);
		return;
	}
	world_must(world, store_commit(replica->store, &world->err));
	if (written)
		rank_check(world, replica, coordinator_of(world, replica, id), 0);
}

void replica_tell(struct world *world, struct replica *replica)
{
	int64_t id = 0, about = world_citizen(world, replica, world_drawn(world, CITIZENS));
	struct statement s;

	if (!knows(replica, TABLE_JOURNAL_NOTE, 1))
		return;
	if (!citizen_there(world, replica, about))
		about = 0;
	stamp(world, replica);
	world_must(world, store_begin(replica->store, &world->err) &&
			    store_new_id(replica->store, &id, &world->err) &&
			    statement_begin(&s, replica->store,
					    "INSERT INTO journal_note(id, citizen, text) VALUES(?, ?, ?)",
					    &world->err));
	statement_bind_int(&s, id);
	statement_bind_int(&s, about);
	statement_bind_text(&s, new_value(world));
	world_must(world, statement_end(&s) && store_commit(replica->store, &world->err));
}

/* ---- hearing of each other ------------------------------------------------------------------- */

static struct packed kept(struct world *world, struct packed packed)
{
	size_t size = (size_t)(packed.end - packed.at);
	const unsigned char *copy;

	if (!size)
		return (struct packed){ NULL, NULL };
	copy = arena_memdup(&world->arena, packed.at, size);
	return (struct packed){ copy, copy + size };
}

struct publishing {
	struct world *world;
	struct replica *replica;
};

static bool publish_one(void *context, const struct change *change, struct err *err)
{
	struct publishing *publishing = context;
	struct world *world = publishing->world;
	uint32_t origin = change->dot.origin;
	struct change *copy;

	(void)err;
	assert_true(world->log_count[origin] < CHANGES_MOST);
	world->log[origin] =
		arena_grow(&world->arena, world->log[origin], world->log_count[origin], sizeof(*copy));
	copy = &world->log[origin][world->log_count[origin]++];
	*copy = *change;
	copy->prev = kept(world, change->prev);
	copy->value = kept(world, change->value);
	publishing->replica->published = change->dot.seq;
	return true;
}

static void publish(struct world *world, struct replica *replica)
{
	struct publishing publishing = { world, replica };

	world_must(world,
	     store_changes_each(replica->store, replica->published, publish_one, &publishing, &world->err));
}

static void shuffle(struct world *world, struct change *changes, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t with = world_drawn(world, (int)i);
		struct change swapped = changes[i - 1];

		changes[i - 1] = changes[with];
		changes[with] = swapped;
	}
}

enum hearing { FIRST_ONES, ANY_ONES, ALL_OF_THEM };

struct news {
	struct change *changes;
	size_t count;
};

static void news_add(struct world *world, struct replica *replica, const struct change *change, size_t number,
		     struct news *news)
{
	struct change *copy;

	news->changes = arena_grow(&world->scratch, news->changes, news->count, sizeof(*news->changes));
	copy = &news->changes[news->count++];
	*copy = *change;
	if (world->mutilation == WITHOUT_PREDECESSORS)
		copy->prev = (struct packed){ NULL, NULL };
	if (world->mutilation == WITHOUT_RANKS)
		copy->rank = 0;
	replica->heard[change->dot.origin][number] = true;
}

/* What of an origin comes now, perhaps with some that were heard before. */
static void news_of(struct world *world, struct replica *replica, uint32_t origin, enum hearing hearing,
		    bool twice, struct news *news)
{
	for (size_t i = 0; i < world->log_count[origin]; i++) {
		bool again = replica->heard[origin][i],
		     left_out = hearing != ALL_OF_THEM && !world_drawn(world, 3);

		if (again ? !twice || world_drawn(world, 5) : left_out && hearing == ANY_ONES)
			continue;
		if (!again && left_out)
			return;
		news_add(world, replica, &world->log[origin][i], i, news);
	}
}

static void take(struct world *world, struct replica *replica, const struct change *news, size_t count)
{
	stamp(world, replica);
	world_must(world, store_merge(replica->store, news, count, &world->err));
	if (world->mutilation == WITHOUT_CONTEXTS)
		execute(replica, "UPDATE cell SET ctx = NULL WHERE col > 0");
	if (world->mutilation == WITHOUT_LINEAGE)
		execute(replica, "UPDATE superseded SET prev = NULL");
}

static void hear(struct world *world, struct replica *replica, enum hearing hearing, bool twice)
{
	struct news news = { NULL, 0 };

	for (uint32_t origin = 1; origin < world->next_origin; origin++)
		news_of(world, replica, origin, hearing, twice, &news);
	if (hearing != FIRST_ONES)
		shuffle(world, news.changes, news.count);
	take(world, replica, news.changes, news.count);
	arena_reset(&world->scratch);
}

void replica_hear(struct world *world, struct replica *replica, bool any_order, bool twice)
{
	publish(world, replica);
	hear(world, replica, any_order ? ANY_ONES : FIRST_ONES, twice);
}

void world_publish(struct world *world)
{
	for (int i = 0; i < world->count; i++)
		publish(world, &world->replicas[i]);
}

void world_deliver(struct world *world)
{
	for (int i = 0; i < world->count; i++)
		replica_upgrade(&world->replicas[i]);
	world_publish(world);
	for (int i = 0; i < world->count; i++)
		hear(world, &world->replicas[i], ALL_OF_THEM, false);
}

void world_staff(struct world *world)
{
	struct replica *first = &world->replicas[0];

	store_stamp(first->store, 0, fixture_moment(0));
	world_must(world, store_begin(first->store, &world->err));
	for (int i = 0; i < world->count; i++)
		world_must(world, database_run(first->store,
					       arena_printf(&world->scratch,
							    "INSERT INTO caseworker(id, name) VALUES(%lld, 'Caseworker %d')",
							    (long long)FIXTURE_CASEWORKER + i, i),
					       &world->err));
	world_must(world, store_commit(first->store, &world->err));
	world_deliver(world);
}

/* ---- states instead of changes --------------------------------------------------------------- */

struct sharing {
	struct world *world;
	struct news news;
};

static bool share_one(void *context, const struct change *change, struct err *err)
{
	struct sharing *sharing = context;
	struct world *world = sharing->world;
	struct change *copy;

	(void)err;
	sharing->news.changes =
		arena_grow(&world->scratch, sharing->news.changes, sharing->news.count, sizeof(*copy));
	copy = &sharing->news.changes[sharing->news.count++];
	*copy = *change;
	copy->prev = kept(world, change->prev);
	copy->value = kept(world, change->value);
	return true;
}

void replica_share(struct world *world, struct replica *from, struct replica *to)
{
	struct sharing sharing = { .world = world };
	int64_t id = world_citizen(world, from, world_drawn(world, CITIZENS));

	world_must(world, store_snapshot_each(from->store, id, share_one, &sharing, &world->err));
	if (from != to)
		take(world, to, sharing.news.changes, sharing.news.count);
	arena_reset(&world->scratch);
}

/* ---- backups --------------------------------------------------------------------------------- */

void replica_back_up(struct world *world, struct replica *replica)
{
	publish(world, replica);
	execute(replica, "PRAGMA wal_checkpoint(TRUNCATE)");
	file_copy(replica->path, replica->backup);
}

void replica_restore(struct world *world, struct replica *replica)
{
	int64_t newest;

	if (access(replica->backup, F_OK) || world->next_origin == ORIGINS_MOST)
		return;
	publish(world, replica);
	store_close(replica->store);
	file_copy(replica->backup, replica->path);
	replica_open(world, replica, STORE_EXISTING);
	replica_enrol(world, replica);
	world_must(world, database_number(replica->store, "SELECT ifnull(max(seq), 0) FROM oplog", 0, 0, &newest,
				    &world->err));
	replica->published = newest;
}
