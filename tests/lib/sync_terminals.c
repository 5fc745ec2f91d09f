#include "sync_terminals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <sodium.h>

#include "samtale/base/tr.h"
#include "store/connection.h"
#include "sync_folder.h"

static void must(struct sync_scene *scene, bool done)
{
	if (!done)
		fail_msg("%s (%s)", scene->err.text, scene->err.detail);
}

/* ---- terminals --------------------------------------------------------------------------------- */

static int scene_of(void **state, int terminals)
{
	struct sync_scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scene_begin(scene, terminals, NULL);
	*state = scene;
	return 0;
}

int scene_of_two(void **state)
{
	return scene_of(state, 2);
}

int scene_of_three(void **state)
{
	return scene_of(state, 3);
}

int scene_leave(void **state)
{
	scene_end(*state);
	free(*state);
	return 0;
}

void scene_open(struct sync_scene *scene, int index)
{
	unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES];
	struct store_options options = { .mode = STORE_CREATE, .random = random };

	memset(random, scene->seed + index, sizeof(random));
	must(scene, store_open(arena_printf(&scene->arena, "%s/t.db", scene->home[index]), &options,
			       &scene->stores[index], &scene->err));
	sqlite3_exec(scene->stores[index]->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	store_stamp(scene->stores[index], FIXTURE_CASEWORKER, fixture_moment(scene->minutes));
}

void scene_close(struct sync_scene *scene, int index)
{
	store_close(scene->stores[index]);
	scene->stores[index] = NULL;
}

struct hub *scene_hub(struct sync_scene *scene)
{
	struct hub *hub;

	must(scene, hub_open(scene->hub, scene->realm, &hub, &scene->err));
	return hub;
}

static void enrol(struct sync_scene *scene, struct hub *hub, int index, const char *unit)
{
	const struct invite invite = { .name = arena_printf(&scene->arena, "Terminal %d", index),
				       .units = &unit,
				       .unit_count = unit != NULL };
	char code[INVITE_CODE_SIZE];

	must(scene, admin_invite(scene->stores[0], hub, &invite, SCENE_NOW, code, &scene->origins[index],
				 &scene->err) &&
			    terminal_enrol(scene->stores[index], hub, code, SCENE_NOW, &scene->err));
}

void scene_begin(struct sync_scene *scene, int count, const char *const *units)
{
	static const char *const teams[] = { "Nord", "Syd" };
	static int scenes;
	unsigned char secret[ID_SECRET_BYTES];
	const char *folder;
	struct hub *hub;

	memset(scene, 0, sizeof(*scene));
	scene->seed = 1 + TERMINALS_MOST * (scenes++ % 50);
	assert_true(sodium_init() >= 0);
	tr_use(LANGUAGE_EN);
	arena_init(&scene->arena);
	sync_folder_make(scene->folder);
	folder = arena_strdup(&scene->arena, scene->folder);
	snprintf(scene->hub, sizeof(scene->hub), "%s/hub", folder);
	assert_int_equal(mkdir(scene->hub, 0700), 0);
	scene->count = count;
	for (int i = 0; i < count; i++) {
		snprintf(scene->home[i], sizeof(scene->home[i]), "%s/t%d", folder, i);
		scene_open(scene, i);
	}
	must(scene,
	     store_identity_read(scene->stores[0], scene->realm, secret, &scene->origins[0], &scene->err));
	hub = scene_hub(scene);
	must(scene, admin_begin(scene->stores[0], hub, "Terminal 0", teams, 2, &scene->err));
	for (int i = 1; i < count; i++)
		enrol(scene, hub, i, units ? units[i] : NULL);
	hub_close(hub);
}

void scene_end(struct sync_scene *scene)
{
	for (int i = 0; i < scene->count; i++)
		store_close(scene->stores[i]);
	sync_folder_remove(scene->folder);
	arena_done(&scene->arena);
}

/* ---- work -------------------------------------------------------------------------------------- */

void scene_sql(struct sync_scene *scene, int index, const char *sql)
{
	struct store *store = scene->stores[index];
	char *said = NULL;

	store_stamp(store, FIXTURE_CASEWORKER, fixture_moment(++scene->minutes));
	must(scene, store_begin(store, &scene->err));
	if (sqlite3_exec(store->db, sql, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s: %s", sql, said);
	must(scene, store_commit(store, &scene->err));
}

static long long citizen_id(struct sync_scene *scene, int index, int citizen)
{
	int64_t id = 0;

	must(scene, store_natural_id(scene->stores[index], "cpr",
				     arena_printf(&scene->arena, "citizen %d", citizen), &id, &scene->err));
	return id;
}

void scene_citizen(struct sync_scene *scene, int index, int citizen, const char *surname)
{
	scene_sql(scene, index,
		  arena_printf(&scene->arena,
			       "INSERT INTO citizen(id, surname, phone) VALUES(%lld, '%s', '1')",
			       citizen_id(scene, index, citizen), surname));
}

void scene_phone(struct sync_scene *scene, int index, int citizen, const char *phone)
{
	scene_sql(scene, index,
		  arena_printf(&scene->arena, "UPDATE citizen SET phone = '%s' WHERE id = %lld", phone,
			       citizen_id(scene, index, citizen)));
}

void scene_note(struct sync_scene *scene, int index, const char *text)
{
	int64_t id = 0;

	must(scene, store_begin(scene->stores[index], &scene->err) &&
			    store_new_id(scene->stores[index], &id, &scene->err) &&
			    store_commit(scene->stores[index], &scene->err));
	scene_sql(scene, index,
		  arena_printf(&scene->arena, "INSERT INTO journal_note(id, text) VALUES(%lld, '%s')",
			       (long long)id, text));
}

int64_t scene_number(struct sync_scene *scene, int index, const char *sql)
{
	int64_t number;

	must(scene, database_number(scene->stores[index], sql, 0, 0, &number, &scene->err));
	return number;
}

/* ---- runs -------------------------------------------------------------------------------------- */

bool scene_try(struct sync_scene *scene, int index, struct hub *hub, const struct sync_options *options)
{
	struct sync_options plain = { .now_ms = fixture_moment(++scene->minutes).utc_ms };
	struct hub *folder = hub ? NULL : scene_hub(scene);
	bool is_done;

	err_clear(&scene->err);
	store_stamp(scene->stores[index], FIXTURE_CASEWORKER, fixture_moment(scene->minutes));
	is_done = sync_run(scene->stores[index], hub ? hub : folder, options ? options : &plain,
			   &scene->arena, &scene->report, &scene->err);
	hub_close(folder);
	return is_done;
}

void scene_sync(struct sync_scene *scene, int index)
{
	must(scene, scene_try(scene, index, NULL, NULL));
	for (size_t i = 0; i < scene->report.trouble_count; i++)
		fail_msg("%s: %s", scene->report.troubles[i].code, scene->report.troubles[i].text);
}

void scene_sync_all(struct sync_scene *scene, int rounds)
{
	for (int round = 0; round < rounds; round++)
		for (int i = 0; i < scene->count; i++)
			scene_sync(scene, i);
}

const struct sync_trouble *scene_trouble(const struct sync_scene *scene, const char *code)
{
	for (size_t i = 0; i < scene->report.trouble_count; i++)
		if (!strcmp(scene->report.troubles[i].code, code))
			return &scene->report.troubles[i];
	return NULL;
}

void scene_agrees(struct sync_scene *scene)
{
	char first[ID_HASH_TEXT], digest[ID_HASH_TEXT];

	for (int i = 0; i < scene->count; i++) {
		struct verify_report verify;
		struct sync_state state;

		must(scene, store_digest(scene->stores[i], i ? digest : first, &scene->err) &&
				    store_verify(scene->stores[i], &scene->arena, &verify, &scene->err) &&
				    store_sync_state(scene->stores[i], &scene->arena, &state, &scene->err));
		if (i)
			assert_string_equal(digest, first);
		if (verify.count)
			fail_msg("terminal %d: %s: %s", i, verify.findings[0].table, verify.findings[0].text);
		assert_int_equal(state.waiting, 0);
	}
}

/* ---- the hub's files --------------------------------------------------------------------------- */

static const char *unit_folder(struct sync_scene *scene, int64_t unit)
{
	char realm[2 * ID_REALM_BYTES + 1];

	return arena_printf(&scene->arena, "%s/%s/unit-%lld", scene->hub,
			    sodium_bin2hex(realm, sizeof(realm), scene->realm, ID_REALM_BYTES), (long long)unit);
}

const char *scene_bundle(struct sync_scene *scene, int64_t unit, int index, int64_t bseq)
{
	return arena_printf(&scene->arena, "%s/o%u/%08lld.smb", unit_folder(scene, unit), scene->origins[index],
			    (long long)bseq);
}

const char *scene_receipt(struct sync_scene *scene, int64_t unit, int index)
{
	return arena_printf(&scene->arena, "%s/ack/%u.ack", unit_folder(scene, unit), scene->origins[index]);
}

const unsigned char *scene_bytes(struct sync_scene *scene, const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes = arena_alloc(&scene->arena, 1 << 20);

	assert_non_null(file);
	*size = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

void scene_copy(struct sync_scene *scene, const char *from, const char *to)
{
	sync_folder_remove(to);
	assert_int_equal(system(arena_printf(&scene->arena, "cp -a %s %s", from, to)), 0);
}
