#include "hub_postgres.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/compiler.h"
#include "samtale/base/id.h"
#include "samtale/base/tr.h"

static struct postgres *postgres_of(struct hub *hub)
{
	return &((struct hub_server *)hub)->postgres;
}

/* ---- small files ------------------------------------------------------------------------------- */

static bool put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		struct err *err)
{
	struct arena arena;
	struct postgres_values values;
	bool done;

	arena_init(&arena);
	values = postgres_values(&arena);
	postgres_add_text(&values, name);
	postgres_add_bytes(&values, bytes, size);
	postgres_add_bool(&values, how == HUB_ONCE);
	done = postgres_ask(postgres_of(hub), "put", "SELECT hub.put_file($1, $2, $3)", &values, NULL, err);
	arena_done(&arena);
	return done;
}

static bool get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes, size_t *size,
		struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	PGresult *answer;
	bool found;

	postgres_add_text(&values, name);
	if (!postgres_ask(postgres_of(hub), "get", "SELECT bytes FROM hub.file WHERE name = $1", &values, &answer,
			  err))
		return false;
	found = PQntuples(answer) == 1;
	if (found) {
		*size = (size_t)PQgetlength(answer, 0, 0);
		*bytes = arena_memdup(arena, PQgetvalue(answer, 0, 0), *size);
	}
	PQclear(answer);
	if (found)
		return true;
	err_set(err, ERR_MISSING, "%s", _("The hub has no file of that name."));
	return err_detail(err, "%s", name);
}

static bool list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names, size_t *count,
		 struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	PGresult *answer;

	postgres_add_text(&values, prefix);
	if (!postgres_ask(postgres_of(hub), "list",
			  "SELECT name FROM hub.file WHERE starts_with(name, $1) ORDER BY name COLLATE \"C\"", &values,
			  &answer, err))
		return false;
	*count = (size_t)PQntuples(answer);
	*names = arena_array(arena, *count, sizeof(**names));
	for (size_t i = 0; i < *count; i++)
		(*names)[i] = arena_strndup(arena, PQgetvalue(answer, (int)i, 0),
					    (size_t)PQgetlength(answer, (int)i, 0));
	PQclear(answer);
	return true;
}

static bool remove_file(struct hub *hub, const char *name, struct err *err)
{
	struct arena arena;
	struct postgres_values values;
	bool done;

	arena_init(&arena);
	values = postgres_values(&arena);
	postgres_add_text(&values, name);
	done = postgres_ask(postgres_of(hub), "remove", "SELECT hub.remove_file($1)", &values, NULL, err);
	arena_done(&arena);
	return done;
}

/* ---- streams ----------------------------------------------------------------------------------- */

/* PostgreSQL's side counts units in 31 bits; a larger one is nobody's. */
static int32_t unit_of(int64_t unit)
{
	return unit > 0 && unit <= INT_MAX ? (int32_t)unit : 0;
}

static bool streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **found, size_t *count,
		    struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	PGresult *answer;

	postgres_add_int4(&values, unit_of(unit));
	if (!postgres_ask(
		    postgres_of(hub), "streams",
		    "SELECT origin, coalesce(min(bseq) FILTER (WHERE body IS NOT NULL), max(bseq) + 1), max(bseq) "
		    "FROM hub.bundle WHERE unit = $1 GROUP BY origin ORDER BY origin",
		    &values, &answer, err))
		return false;
	*count = (size_t)PQntuples(answer);
	*found = arena_array(arena, *count, sizeof(**found));
	for (size_t i = 0; i < *count; i++)
		(*found)[i] = (struct hub_stream){
			.origin = (uint32_t)postgres_number(answer, (int)i, 0),
			.first = postgres_number(answer, (int)i, 1),
			.last = postgres_number(answer, (int)i, 2),
		};
	PQclear(answer);
	return true;
}

static bool fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
		  const unsigned char **bytes, size_t *size, struct err *err)
{
	struct postgres_values values = postgres_values(arena);
	PGresult *answer;
	bool found;

	postgres_add_int4(&values, unit_of(unit));
	postgres_add_int4(&values, (int32_t)origin);
	postgres_add_int8(&values, bseq);
	if (!postgres_ask(
		    postgres_of(hub), "fetch",
		    "SELECT body FROM hub.bundle WHERE unit = $1 AND origin = $2 AND bseq = $3 AND body IS NOT NULL",
		    &values, &answer, err))
		return false;
	found = PQntuples(answer) == 1;
	if (found) {
		*size = (size_t)PQgetlength(answer, 0, 0);
		*bytes = arena_memdup(arena, PQgetvalue(answer, 0, 0), *size);
	}
	PQclear(answer);
	if (found)
		return true;
	err_set(err, ERR_MISSING, "%s", _("The hub does not have that bundle."));
	return err_detail(err, "unit %lld origin %u bseq %lld", (long long)unit, (unsigned)origin, (long long)bseq);
}

static bool prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
		  struct hub_pruned *gone, struct err *err)
{
	struct arena arena;
	struct postgres_values values;
	PGresult *answer;
	bool done;

	arena_init(&arena);
	values = postgres_values(&arena);
	postgres_add_int4(&values, unit_of(unit));
	postgres_add_int4(&values, (int32_t)origin);
	postgres_add_int8(&values, bseq);
	done = postgres_ask(postgres_of(hub), "prunable",
			    "SELECT count(*), coalesce(sum(length(body)), 0)::bigint FROM hub.bundle WHERE unit = $1 AND "
			    "origin = $2 AND bseq <= $3 AND body IS NOT NULL",
			    &values, &answer, err);
	if (done) {
		*gone = (struct hub_pruned){ postgres_number(answer, 0, 0), postgres_number(answer, 0, 1) };
		PQclear(answer);
	}
	if (done && !dry)
		done = postgres_ask(postgres_of(hub), "prune", "SELECT hub.prune($1, $2, $3)", &values, NULL, err);
	arena_done(&arena);
	return done;
}

/* ---- opening ----------------------------------------------------------------------------------- */

static void close_server(struct hub *hub)
{
	postgres_close(postgres_of(hub));
	free(hub);
}

static const struct hub_kind kind = {
	.put = put,
	.get = get,
	.list = list,
	.remove = remove_file,
	.publish = hub_postgres_publish,
	.streams = streams,
	.fetch = fetch,
	.prune = prune,
	.keeps = hub_postgres_keeps,
	.members = hub_postgres_members,
	.close = close_server,
};

struct hub_server *hub_server_of(struct hub *hub)
{
	return hub->kind == &kind ? (struct hub_server *)hub : NULL;
}

/* Row security hides the installation from whom the hub does not know. */
static bool installation_check(struct postgres *postgres, const unsigned char *realm, struct err *err)
{
	PGresult *answer;
	bool fine;

	if (!postgres_ask(postgres, NULL, "SELECT realm, version FROM hub.installation", NULL, &answer, err))
		return false;
	if (PQntuples(answer) != 1)
		fine = err_set(
			err, ERR_REFUSED, "%s",
			_("The hub does not let this terminal in. Ask the administrator whether it is enrolled, or "
			  "was shut out."));
	else if (realm && memcmp(PQgetvalue(answer, 0, 0), realm, ID_REALM_BYTES) != 0)
		fine = err_set(err, ERR_REFUSED, "%s",
			       _("This hub is another installation's. Correct the address of the hub."));
	else if (postgres_number(answer, 0, 1) > HUB_VERSION)
		fine = err_set(err, ERR_NEWER, "%s",
			       _("The hub was set up by a newer Samtale. Install the new one here as well."));
	else
		fine = true;
	PQclear(answer);
	return fine;
}

bool hub_postgres_open(const char *conninfo, const unsigned char *realm, struct hub **hub, struct err *err)
{
	struct hub_server *server = calloc(1, sizeof(*server));

	if (!server)
		BUG("out of memory");
	server->hub.kind = &kind;
	if (postgres_open(&server->postgres, conninfo, err) && installation_check(&server->postgres, realm, err)) {
		*hub = &server->hub;
		return true;
	}
	close_server(&server->hub);
	return false;
}
