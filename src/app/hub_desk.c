#include "app/hub_desk.h"

#include <stdio.h>

#include "app/case_desk.h"
#include "app/hub_place.h"
#include "app/open.h"
#include "app/sync_lock.h"
#include "samtale/base/str.h"
#include "samtale/sync/hub_server.h"

static int give_up(struct hub_desk *desk, int status)
{
	if (status)
		arena_done(&desk->arena);
	return status;
}

int hub_desk_begin(struct hub_desk *desk, const struct common_options *common, int *argc, char **argv,
		   int least, int most)
{
	int status;

	desk->common = common;
	desk->lock = -1;
	if (case_desk_now(argv[0], argc, argv, &desk->now, &status))
		status = hub_place(common, argc, argv, least, most, &desk->where);
	return give_up(desk, status);
}

int hub_desk_units(struct hub_desk *desk, int *argc, char **argv, const char *const **units, size_t *count)
{
	const char **list = NULL;
	const char *unit;

	*count = 0;
	while (command_option(argc, argv, "--unit", &unit)) {
		if (str_is_empty(unit) || str_starts(unit, "--"))
			return give_up(desk, command_misuse(command_find(argv[0]),
							    _("Write a unit's name after --unit.")));
		list = arena_grow(&desk->arena, list, *count, sizeof(*list));
		list[(*count)++] = unit;
	}
	*units = list;
	return 0;
}

static bool open_hub(struct hub_desk *desk, enum hub_desk_use use, struct err *err)
{
	struct self self;
	bool opened;

	if (use == HUB_DESK_GUEST)
		return hub_open(desk->where, NULL, &desk->hub, err);
	if (!self_read(desk->store, &self, err))
		return false;
	opened = (use != HUB_DESK_FIRST || !hub_is_server(desk->where) ||
		  hub_postgres_prepare(desk->where, self.realm.realm, err)) &&
		 hub_open(desk->where, self.realm.realm, &desk->hub, err);
	self_forget(&self);
	return opened;
}

bool hub_desk_open(struct hub_desk *desk, enum hub_desk_use use, bool alone, struct err *err)
{
	char who[96];

	open_name(desk->common, who, sizeof(who));
	if (!open_store(desk->common, use == HUB_DESK_OWN ? STORE_EXISTING : STORE_CREATE, alone,
			&desk->store, err))
		return false;
	store_stamp(desk->store, 0, desk->now);
	return sync_lock_take(desk->common->database, who, desk->now, &desk->lock, err) &&
	       open_hub(desk, use, err);
}

void hub_desk_print_realm(const unsigned char realm[ID_REALM_BYTES])
{
	for (size_t i = 0; i < ID_REALM_BYTES; i++)
		printf("%s%02x", i && i % 2 == 0 ? " " : "", realm[i]);
	putchar('\n');
}

int hub_desk_end(struct hub_desk *desk, bool ok, const struct err *err)
{
	hub_close(desk->hub);
	store_close(desk->store);
	sync_lock_release(desk->lock);
	arena_done(&desk->arena);
	return ok ? 0 : command_fail(err);
}
