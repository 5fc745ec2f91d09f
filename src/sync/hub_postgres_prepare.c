/* The administrator's part: the schema, the terminals' roles and which units they read. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "hub_postgres.h"
#include "samtale/base/embedded.h"
#include "samtale/base/id.h"
#include "samtale/base/tr.h"
#include "samtale/sync/hub_server.h"

/* The version that the database has; 0 none. */
static bool version_read(struct postgres *postgres, int64_t *version, struct err *err)
{
	PGresult *answer;
	bool is_there;

	*version = 0;
	if (!postgres_ask(postgres, NULL, "SELECT to_regclass('hub.installation') IS NOT NULL", NULL, &answer, err))
		return false;
	is_there = postgres_number(answer, 0, 0);
	PQclear(answer);
	if (!is_there)
		return true;
	if (!postgres_ask(postgres, NULL, "SELECT max(version) FROM hub.installation", NULL, &answer, err))
		return false;
	*version = postgres_number(answer, 0, 0);
	PQclear(answer);
	return true;
}

static bool installation_put(struct postgres *postgres, const unsigned char *realm, struct arena *arena,
			     struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	PGresult *answer;
	bool is_ours;

	postgres_add_bytes(&values, realm, ID_REALM_BYTES);
	postgres_add_int4(&values, HUB_VERSION);
	if (!postgres_ask(postgres, NULL, "SET LOCAL ROLE hub_owner", NULL, NULL, err) ||
	    !postgres_ask(
		    postgres, NULL,
		    "INSERT INTO hub.installation AS i (realm, version) VALUES ($1, $2) ON CONFLICT (one) DO UPDATE "
		    "SET version = greatest(i.version, excluded.version) RETURNING realm = $1",
		    &values, &answer, err))
		return false;
	is_ours = postgres_number(answer, 0, 0);
	PQclear(answer);
	if (is_ours)
		return true;
	return err_set(err, ERR_REFUSED, "%s",
		       _("This database is the hub of another installation. Make a new database for this one."));
}

static bool schema_put(struct postgres *postgres, const unsigned char *realm, struct arena *arena, struct err *err)
{
	const struct embedded *schema = embedded_hub;
	int64_t version;

	if (!version_read(postgres, &version, err))
		return false;
	for (int i = 0; schema[i].name; i++)
		if (i >= version && !postgres_run(postgres, (const char *)schema[i].bytes, err))
			return false;
	return installation_put(postgres, realm, arena, err);
}

bool hub_postgres_prepare(const char *conninfo, const unsigned char realm[ID_REALM_BYTES], struct err *err)
{
	struct postgres postgres;
	struct arena arena;
	bool done;

	if (!postgres_open(&postgres, conninfo, err))
		return false;
	arena_init(&arena);
	done = postgres_begin(&postgres, err) && schema_put(&postgres, realm, &arena, err) &&
		postgres_commit(&postgres, err);
	if (!done)
		postgres_rollback(&postgres);
	arena_done(&arena);
	postgres_close(&postgres);
	return done;
}

/* ---- members ----------------------------------------------------------------------------------- */

static bool role_put(struct postgres *postgres, const struct hub_member *member, struct arena *arena,
		     struct err *err)
{
	struct postgres_values values = postgres_values(arena);

	postgres_add_text(&values, arena_printf(arena, "t%u", (unsigned)member->origin));
	postgres_add_bool(&values, member->is_hub);
	postgres_add_bool(&values, member->is_shut_out);
	return postgres_ask(postgres, "role", "SELECT hub.put_role($1::text::name, $2, $3)", &values, NULL, err);
}

static bool member_put(struct postgres *postgres, const struct hub_member *member, struct arena *arena,
		       struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	struct postgres_array units;
	bool done;

	postgres_array_init(&units, POSTGRES_INT4);
	for (size_t i = 0; i < member->unit_count; i++)
		if (member->units[i] > 0 && member->units[i] <= INT_MAX)
			postgres_array_number(&units, member->units[i]);
	postgres_add_int4(&values, (int32_t)member->origin);
	postgres_add_text(&values, member->name ? member->name : "");
	postgres_add_bool(&values, member->is_hub);
	postgres_add_bool(&values, member->is_shut_out);
	postgres_add_array(&values, &units);
	done = postgres_ask(postgres, "member", "SELECT hub.put_member($1, $2, $3, $4, $5)", &values, NULL, err);
	postgres_array_done(&units);
	return done;
}

bool hub_postgres_members(struct hub *hub, const struct hub_member *members, size_t count, struct err *err)
{
	struct postgres *postgres = &hub_server_of(hub)->postgres;
	struct arena arena;
	bool done;

	arena_init(&arena);
	done = postgres_begin(postgres, err);
	for (size_t i = 0; done && i < count; i++)
		done = role_put(postgres, &members[i], &arena, err) && member_put(postgres, &members[i], &arena, err);
	done = done && postgres_commit(postgres, err);
	if (!done)
		postgres_rollback(postgres);
	arena_done(&arena);
	return done;
}
