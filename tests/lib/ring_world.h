/* ring_world.h - a few databases that meet at a folder: the first is the administrator's. What does not succeed ends
 * the test. */
#ifndef SAMTALE_TESTS_LIB_RING_WORLD_H
#define SAMTALE_TESTS_LIB_RING_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "samtale/store/streams.h"
#include "samtale/sync/enrol.h"
#include "store_fixture.h"

#define NOW INT64_C(1795420800000)
#define DAY INT64_C(86400000)
#define TERMINALS 4

struct world {
	struct store_fixture *fixture;
	struct arena *arena;
	const char *folder;              /* the hub's */
	struct store *stores[TERMINALS]; /* 0: the administrator's */
	struct hub *hub;
	struct err err;
};

extern const char *const ring_world_teams[2]; /* the units Nord and Syd */

int world_setup(void **state);
int world_teardown(void **state);

struct store *store_of(struct world *world, int index);
struct self self_of(struct world *world, int index);
struct ring fetched(struct world *world, int index);
void begun(struct world *world);
uint32_t invited(struct world *world, const struct invite *invite, char code[INVITE_CODE_SIZE]);
/* unit: NULL none but the first. */
uint32_t enrolled(struct world *world, int index, const char *name, const char *unit);
bool says(const struct world *world, enum err_code code, const char *words); /* world->err */
const unsigned char *file_read(struct world *world, const char *name, size_t *size);

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

#endif
