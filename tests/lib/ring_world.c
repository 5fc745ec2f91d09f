#include "ring_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sodium.h>

struct store *store_of(struct world *world, int index)
{
	unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES];
	struct store_options options = { .mode = STORE_CREATE, .random = random };
	struct store *store;

	memset(random, 'A' + index, sizeof(random));
	assert_true(store_open(arena_printf(world->arena, "%s/t%d.db", world->fixture->folder, index),
			       &options, &store, &world->err));
	store_stamp(store, FIXTURE_CASEWORKER, fixture_moment(0));
	return store;
}

int world_setup(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	unsigned char realm[ID_REALM_BYTES];

	assert_non_null(world);
	assert_true(sodium_init() >= 0);
	assert_int_equal(store_fixture_setup((void **)&world->fixture), 0);
	world->arena = &world->fixture->arena;
	world->folder = arena_printf(world->arena, "%s/hub", world->fixture->folder);
	assert_int_equal(mkdir(world->folder, 0700), 0);
	for (int i = 0; i < TERMINALS; i++)
		world->stores[i] = store_of(world, i);
	memset(realm, 'A', sizeof(realm));
	assert_true(hub_open(world->folder, realm, &world->hub, &world->err));
	*state = world;
	return 0;
}

int world_teardown(void **state)
{
	struct world *world = *state;
	void *fixture = world->fixture;

	for (int i = 0; i < TERMINALS; i++)
		store_close(world->stores[i]);
	hub_close(world->hub);
	if (system(arena_printf(world->arena, "rm -rf %s", world->folder)))
		return -1;
	free(world);
	return store_fixture_teardown(&fixture);
}

struct self self_of(struct world *world, int index)
{
	struct self self;

	assert_true(self_read(world->stores[index], &self, &world->err));
	return self;
}

struct ring fetched(struct world *world, int index)
{
	struct self self = self_of(world, index);
	struct ring ring;

	if (!ring_fetch(world->stores[index], world->hub, &self, world->arena, &ring, &world->err))
		fail_msg("%s", world->err.text);
	return ring;
}

const char *const ring_world_teams[2] = { "Nord", "Syd" };

void begun(struct world *world)
{
	if (!admin_begin(world->stores[0], world->hub, "Kontoret", ring_world_teams, 2, &world->err))
		fail_msg("%s", world->err.text);
}

uint32_t invited(struct world *world, const struct invite *invite, char code[INVITE_CODE_SIZE])
{
	uint32_t origin;

	if (!admin_invite(world->stores[0], world->hub, invite, NOW, code, &origin, &world->err))
		fail_msg("%s", world->err.text);
	return origin;
}

uint32_t enrolled(struct world *world, int index, const char *name, const char *unit)
{
	const struct invite invite = { .name = name, .units = &unit, .unit_count = unit != NULL };
	char code[INVITE_CODE_SIZE];
	uint32_t origin = invited(world, &invite, code);

	if (!terminal_enrol(world->stores[index], world->hub, code, NOW, &world->err))
		fail_msg("%s", world->err.text);
	return origin;
}

bool says(const struct world *world, enum err_code code, const char *words)
{
	if (world->err.code == code && strstr(world->err.text, words))
		return true;
	print_error("%d: %s\n", world->err.code, world->err.text);
	return false;
}

const unsigned char *file_read(struct world *world, const char *name, size_t *size)
{
	const unsigned char *bytes;

	if (!hub_get(world->hub, name, world->arena, &bytes, size, &world->err))
		fail_msg("%s", world->err.text);
	return bytes;
}
