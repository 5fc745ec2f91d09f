/* The administrator's key on paper, and the terminal that becomes the administrator's by it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "ring_world.h"
#include "samtale/base/tr.h"
#include "sync/admin_code.h"
#include "sync/keyring_admin.h"

#define OLD 0 /* the administrator's database, at first */
#define NEW 1 /* the one that takes over */

/* ---- the world ----------------------------- */

static void paper(struct world *world, int index, char code[ADMIN_CODE_SIZE])
{
	if (!admin_paper(world->stores[index], NOW, code, &world->err))
		fail_msg("%s", world->err.text);
}

static void taken_over(struct world *world, int index, const char *code)
{
	if (!admin_take_over(world->stores[index], world->hub, code, NOW, &world->err))
		fail_msg("%s", world->err.text);
}

/* An installation of three, and the code. */
static void office(struct world *world, char code[ADMIN_CODE_SIZE])
{
	begun(world);
	enrolled(world, NEW, "Mette", "Nord");
	enrolled(world, 2, "Kim", "Syd");
	fetched(world, OLD);
	paper(world, OLD, code);
}

static bool has_all_keys(const struct ring *ring, uint32_t epoch)
{
	for (size_t i = 0; i < ring->unit_count; i++)
		if (!ring_secret(ring, ring->units[i].number, epoch))
			return false;
	return true;
}

/* ---- the code ----------------------------- */

static void every_key_comes_back_from_its_code(void **state)
{
	unsigned char seed[crypto_sign_SEEDBYTES], again[crypto_sign_SEEDBYTES];
	char code[ADMIN_CODE_SIZE];
	struct err err;

	(void)state;
	for (unsigned i = 0; i < 256; i++) {
		for (unsigned j = 0; j < sizeof(seed); j++)
			seed[j] = (unsigned char)(i * 7 + j * i + j);
		admin_code_make(seed, code);
		assert_int_equal(strlen(code), ADMIN_CODE_SIZE - 1);
		assert_true(admin_code_read(code, again, &err));
		assert_memory_equal(seed, again, sizeof(seed));
	}
}

static void the_code_is_read_as_people_type_it(void **state)
{
	unsigned char seed[crypto_sign_SEEDBYTES], again[crypto_sign_SEEDBYTES];
	char code[ADMIN_CODE_SIZE], line[ADMIN_CODE_LINE_GROUPED], typed[200] = "";
	struct err err;

	(void)state;
	memset(seed, 0x42, sizeof(seed));
	admin_code_make(seed, code);
	for (int i = 0; i < ADMIN_CODE_LINES; i++) {
		strcat(typed, admin_code_grouped(code, i, line));
		strcat(typed, " \n");
		assert_true(admin_code_line(line, i, &err));
		assert_false(admin_code_line(line, (i + 1) % ADMIN_CODE_LINES, &err));
	}
	for (char *at = typed; *at; at++) {
		*at = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
		*at = *at == '1' ? 'l' : *at == '0' ? 'o' : *at;
	}
	assert_true(admin_code_read(typed, again, &err));
	assert_memory_equal(seed, again, sizeof(seed));
}

/* Whatever single character is wrong: it is told, and the line is named. */
static void a_wrong_character_is_told_with_its_line(void **state)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	char code[ADMIN_CODE_SIZE], expected[20];
	struct err err;

	(void)state;
	memset(seed, 0xA7, sizeof(seed));
	admin_code_make(seed, code);
	for (int i = 0; i < ADMIN_CODE_SIZE - 1; i++) {
		char before = code[i];

		code[i] = before == 'Z' ? '2' : 'Z';
		assert_false(admin_code_read(code, seed, &err));
		assert_int_equal(err.code, ERR_INPUT);
		snprintf(expected, sizeof(expected), "Line %d", i / ADMIN_CODE_LINE_DIGITS + 1);
		assert_non_null(strstr(err.text, expected));
		code[i] = before;
	}
	code[ADMIN_CODE_SIZE - 2] = '\0';
	assert_false(admin_code_read(code, seed, &err));
	assert_non_null(strstr(err.text, "64"));
	assert_false(admin_code_read("", seed, &err));
	assert_false(admin_code_read("1234!", seed, &err));
}

/* ---- taking over ----------------------------- */

static void another_terminal_takes_over_and_does_all_that_the_administrator_did(void **state)
{
	static const char *const vest = "Vest";
	struct world *world = *state;
	const struct invite invite = { .name = "Arne", .units = ring_world_teams, .unit_count = 2 };
	char code[ADMIN_CODE_SIZE], guest[INVITE_CODE_SIZE];
	struct ring ring;
	uint32_t origin;

	office(world, code);
	assert_true(admin_rotate(world->stores[OLD], world->hub, NULL, 0, &world->err));
	taken_over(world, NEW, code);
	assert_true(self_of(world, NEW).is_admin);
	ring = fetched(world, NEW);
	assert_int_equal(ring.admin, self_of(world, NEW).origin);
	assert_true(has_all_keys(&ring, 1) && has_all_keys(&ring, 2) && has_all_keys(&ring, ring.epoch));
	if (!admin_invite(world->stores[NEW], world->hub, &invite, NOW, guest, &origin, &world->err) ||
	    !terminal_enrol(world->stores[3], world->hub, guest, NOW, &world->err))
		fail_msg("%s", world->err.text);
	ring = fetched(world, 3);
	assert_true(has_all_keys(&ring, 1) && has_all_keys(&ring, 2) && has_all_keys(&ring, ring.epoch));
	assert_true(admin_rotate(world->stores[NEW], world->hub, &vest, 1, &world->err));
	assert_true(admin_shut_out(world->stores[NEW], world->hub, "Kontoret", &world->err));
	ring = fetched(world, 2);
	assert_true(ring_terminal(&ring, self_of(world, OLD).origin)->is_shut_out);
	assert_non_null(ring_secret(&ring, UNIT_COMMON, ring.epoch));
}

static void the_paper_stays_good_after_a_take_over(void **state)
{
	struct world *world = *state;
	char code[ADMIN_CODE_SIZE], again[ADMIN_CODE_SIZE];

	office(world, code);
	taken_over(world, NEW, code);
	paper(world, NEW, again);
	assert_string_equal(code, again);
	taken_over(world, 2, code);
	fetched(world, NEW);
	assert_false(self_of(world, NEW).is_admin);
	assert_true(self_of(world, 2).is_admin);
}

static void what_cannot_take_over_is_told_why(void **state)
{
	struct world *world = *state;
	unsigned char seed[crypto_sign_SEEDBYTES] = { 1 };
	char code[ADMIN_CODE_SIZE], others[ADMIN_CODE_SIZE];

	office(world, code);
	admin_code_make(seed, others);
	assert_false(admin_take_over(world->stores[NEW], world->hub, others, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "another installation's"));
	code[5] = code[5] == 'Z' ? '2' : 'Z';
	assert_false(admin_take_over(world->stores[NEW], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_INPUT, "Line 1"));
	paper(world, OLD, code);
	assert_false(admin_take_over(world->stores[3], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "sync enrol"));
	assert_true(admin_shut_out(world->stores[OLD], world->hub, "Kim", &world->err));
	assert_false(admin_take_over(world->stores[2], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "shut out"));
	assert_false(admin_paper(world->stores[NEW], NOW, code, &world->err));
	assert_true(says(world, ERR_REFUSED, "administrator"));
}

/* The hub has the new keyring, and the machine stopped before its database knew of it. */
static void a_take_over_that_was_stopped_is_done_again_with_the_same_code(void **state)
{
	struct world *world = *state;
	const unsigned char *before;
	char code[ADMIN_CODE_SIZE];
	struct ring ring;
	size_t size;

	office(world, code);
	fetched(world, NEW);
	assert_true(store_kept(world->stores[NEW], KEPT_KEYRING, world->arena, &before, &size, &world->err));
	taken_over(world, NEW, code);
	assert_true(store_keep(world->stores[NEW], KEPT_KEYRING, before, size, &world->err));
	assert_true(store_keep(world->stores[NEW], KEPT_ADMIN_SECRET, "", 0, &world->err));
	assert_true(store_keep(world->stores[NEW], KEPT_ADMIN_TERM, "", 0, &world->err));
	assert_false(self_of(world, NEW).is_admin);
	taken_over(world, NEW, code);
	ring = fetched(world, 2);
	assert_int_equal(keyring_term(&ring), 2);
	assert_true(admin_rotate(world->stores[NEW], world->hub, NULL, 0, &world->err));
	ring = fetched(world, 2);
	assert_non_null(ring_secret(&ring, UNIT_COMMON, ring.epoch));
}

/* The hub was lost with the administrator's machine: what the terminal kept of the keyring is enough. */
static void a_terminal_takes_over_where_the_hub_was_lost_too(void **state)
{
	struct world *world = *state;
	char code[ADMIN_CODE_SIZE];
	struct ring ring;

	office(world, code);
	fetched(world, NEW);
	assert_int_equal(system(arena_printf(world->arena, "rm -rf %s/*", world->folder)), 0);
	taken_over(world, NEW, code);
	ring = fetched(world, 2);
	assert_int_equal(ring.terminal_count, 3);
	assert_int_equal(ring.admin, self_of(world, NEW).origin);
}

/* ---- the machine that was lost, and comes back ----------------------------- */

static void the_former_administrator_that_comes_back_changes_nothing(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Arne" };
	char code[ADMIN_CODE_SIZE], guest[INVITE_CODE_SIZE];
	uint32_t origin, epoch;
	struct ring ring;

	office(world, code);
	taken_over(world, NEW, code);
	epoch = fetched(world, NEW).epoch;
	assert_false(admin_rotate(world->stores[OLD], world->hub, NULL, 0, &world->err));
	assert_true(says(world, ERR_REFUSED, "\"Mette\" has taken over"));
	assert_false(admin_invite(world->stores[OLD], world->hub, &invite, NOW, guest, &origin, &world->err));
	assert_true(says(world, ERR_REFUSED, "administrator"));
	assert_false(self_of(world, OLD).is_admin);
	ring = fetched(world, OLD); /* a terminal like the others, with the units it had */
	assert_int_equal(ring.epoch, epoch);
	assert_true(has_all_keys(&ring, epoch));
	assert_int_equal(fetched(world, 2).epoch, epoch);
}

/* At a hub that nobody else sees it goes on for a while; then the two meet. */
static void what_the_former_administrator_wrote_elsewhere_gives_way(void **state)
{
	struct world *world = *state;
	struct hub *elsewhere;
	const char *folder = arena_printf(world->arena, "%s-copy", world->folder);
	char code[ADMIN_CODE_SIZE];
	unsigned char realm[ID_REALM_BYTES];
	struct self self;
	struct ring ring;

	office(world, code);
	assert_int_equal(system(arena_printf(world->arena, "cp -r %s %s", world->folder, folder)), 0);
	memset(realm, 'A', sizeof(realm));
	assert_true(hub_open(folder, realm, &elsewhere, &world->err));
	taken_over(world, NEW, code);
	for (int i = 0; i < 3; i++)
		assert_true(admin_rotate(world->stores[OLD], elsewhere, NULL, 0, &world->err));
	self = self_of(world, 2);
	assert_true(ring_fetch(world->stores[2], elsewhere, &self, world->arena, &ring, &world->err));
	assert_int_equal(ring.epoch, 4);
	ring = fetched(world, 2);
	assert_int_equal(keyring_term(&ring), 1);
	assert_non_null(ring_secret(&ring, UNIT_COMMON, 4)); /* what was written with it stays readable */
	assert_non_null(ring_secret(&ring, UNIT_COMMON, ring.epoch));
	self = self_of(world, NEW);
	assert_true(ring_fetch(world->stores[NEW], elsewhere, &self, world->arena, &ring, &world->err));
	assert_int_equal(keyring_term(&ring), 1);
	self = self_of(world, OLD);
	assert_true(ring_fetch(world->stores[OLD], elsewhere, &self, world->arena, &ring, &world->err));
	assert_int_equal(keyring_term(&ring), 1); /* the newer one was put there */
	assert_false(self_of(world, OLD).is_admin);
	hub_close(elsewhere);
}

/* The former one has read the keyring and is about to write the next, when the other takes over. */
static void two_who_begin_one_epoch_do_not_overwrite_each_other(void **state)
{
	struct world *world = *state;
	struct keyring_state first, second;
	char code[ADMIN_CODE_SIZE];
	struct self self;
	struct err away = { ERR_NONE };

	office(world, code);
	self = self_of(world, OLD);
	assert_true(keyring_kept(world->stores[OLD], &self, world->arena, &first, &world->err));
	assert_true(keyring_kept(world->stores[OLD], &self, world->arena, &second, &world->err));
	keyring_epoch(&first, world->arena);
	keyring_epoch(&second, world->arena);
	assert_true(keyring_issue(world->stores[OLD], world->hub, &self, world->arena, &first, &away, &world->err));
	assert_int_equal(away.code, ERR_NONE);
	assert_true(keyring_issue(world->stores[OLD], world->hub, &self, world->arena, &second, &away, &world->err));
	assert_int_equal(away.code, ERR_REFUSED);
	assert_non_null(strstr(away.text, "in the same moment"));
	assert_memory_equal(fetched(world, 2).units[0].box_public, first.keyring.ring.units[0].box_public,
			    BOX_PUBLIC_BYTES);
}

/* Two take over with copies of the paper, at hubs that do not see each other. */
static void two_who_take_over_apart_are_told_and_the_paper_settles_it(void **state)
{
	struct world *world = *state;
	const char *folder = arena_printf(world->arena, "%s-copy", world->folder);
	unsigned char realm[ID_REALM_BYTES];
	struct hub *elsewhere;
	char code[ADMIN_CODE_SIZE];
	struct ring ring;

	office(world, code);
	assert_int_equal(system(arena_printf(world->arena, "cp -r %s %s", world->folder, folder)), 0);
	memset(realm, 'A', sizeof(realm));
	assert_true(hub_open(folder, realm, &elsewhere, &world->err));
	taken_over(world, NEW, code);
	if (!admin_take_over(world->stores[2], elsewhere, code, NOW, &world->err))
		fail_msg("%s", world->err.text);
	assert_true(fetched(world, 2).is_contested);
	assert_false(admin_rotate(world->stores[2], world->hub, NULL, 0, &world->err));
	assert_true(says(world, ERR_REFUSED, "samtale hub take-over"));
	assert_true(fetched(world, NEW).is_contested == false); /* its own hub has its own */
	taken_over(world, NEW, code);
	ring = fetched(world, 2);
	assert_false(ring.is_contested);
	assert_int_equal(keyring_term(&ring), 2);
	assert_false(self_of(world, 2).is_admin);
	assert_true(admin_rotate(world->stores[NEW], world->hub, NULL, 0, &world->err));
	hub_close(elsewhere);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_comes_back_from_its_code),
		cmocka_unit_test(the_code_is_read_as_people_type_it),
		cmocka_unit_test(a_wrong_character_is_told_with_its_line),
		WORLD_TEST(another_terminal_takes_over_and_does_all_that_the_administrator_did),
		WORLD_TEST(the_paper_stays_good_after_a_take_over),
		WORLD_TEST(what_cannot_take_over_is_told_why),
		WORLD_TEST(a_take_over_that_was_stopped_is_done_again_with_the_same_code),
		WORLD_TEST(a_terminal_takes_over_where_the_hub_was_lost_too),
		WORLD_TEST(the_former_administrator_that_comes_back_changes_nothing),
		WORLD_TEST(what_the_former_administrator_wrote_elsewhere_gives_way),
		WORLD_TEST(two_who_begin_one_epoch_do_not_overwrite_each_other),
		WORLD_TEST(two_who_take_over_apart_are_told_and_the_paper_settles_it),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
