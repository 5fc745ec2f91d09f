#include "hub_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"

struct arena arena;
struct err err;

const char *asked(const char *sql)
{
	return server_asked(&arena, sql);
}

const char *address(const char *role, const char *certificate)
{
	return server_address(&arena, role, certificate);
}

struct hub *scene_open(const char *where)
{
	struct hub *hub = NULL;

	if (!hub_open(where, bundles_realm, &hub, &err))
		fail_msg("%s: %s (%s)", hub_shown(where, &arena), err.text, err.detail);
	return hub;
}

struct hub *scene_as(const char *role)
{
	return scene_open(address(role, role));
}

struct hub *scene_admin(void)
{
	return scene_open(server_admin());
}

void assert_not_let_in(const char *where, enum err_code code, const char *words)
{
	struct hub *hub = NULL;

	err_clear(&err);
	if (hub_open(where, bundles_realm, &hub, &err))
		fail_msg("%s was let in", hub_shown(where, &arena));
	if (err.code != code || !strstr(err.text, words))
		fail_msg("code %d, %s (%s)", err.code, err.text, err.detail);
}

void assert_refused(bool done, const char *word)
{
	assert_false(done);
	if (err.code != ERR_REFUSED || strncmp(err.detail, word, strlen(word)) != 0)
		fail_msg("%s, but: %d %s (%s)", word, err.code, err.text, err.detail);
	err_clear(&err);
}

void scene_members(bool is_two_shut_out)
{
	static const int64_t both[] = { 1, 2 }, one[] = { 1 }, two[] = { 2 };
	const struct hub_member members[] = {
		{ 2, "two", false, is_two_shut_out, both, 2 },
		{ 3, "three", false, false, one, 1 },
		{ 4, "four", false, false, two, 1 },
		{ 9, "worker", true, false, both, 2 },
	};
	struct hub *hub = scene_admin();

	if (!hub_members(hub, members, LENGTH(members), &err))
		fail_msg("%s (%s)", err.text, err.detail);
	hub_close(hub);
}

int scene_setup(void **state)
{
	(void)state;
	tr_use(LANGUAGE_EN);
	arena_init(&arena);
	bundles_begin();
	server_clear(&arena);
	if (!hub_postgres_prepare(server_admin(), bundles_realm, &err))
		fail_msg("%s (%s)", err.text, err.detail);
	scene_members(false);
	return 0;
}

int scene_teardown(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

void scene_publish(struct hub *hub, const struct hub_bundle *bundle)
{
	if (!hub_publish(hub, bundle, &err))
		fail_msg("%s (%s)", err.text, err.detail);
}

int64_t scene_feed_last(int unit)
{
	return atoll(asked(arena_printf(&arena, "SELECT last FROM hub.unit_feed WHERE unit = %d", unit)));
}

void assert_dense(int unit)
{
	assert_string_equal(asked(arena_printf(&arena,
		"SELECT count(*) = max(feed) AND min(feed) = 1 AND max(feed) = (SELECT last FROM hub.unit_feed WHERE unit = %d) "
		"FROM hub.op WHERE unit = %d", unit, unit)), "t");
}
