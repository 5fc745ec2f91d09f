/* hub_server.h - what a hub in a PostgreSQL database needs beside what every hub does (hub.h): its schema, the
 * roles that terminals come in as, and the worker that keeps tables for reports.
 *
 * A terminal is the role "t<origin>" and shows a client certificate with that name. It reads the streams of its
 * units and nothing else, and writes by functions of the schema alone. Built without libpq every function
 * refuses with the same sentence. */
#ifndef SAMTALE_SYNC_HUB_SERVER_H
#define SAMTALE_SYNC_HUB_SERVER_H

#include "samtale/base/id.h"
#include "samtale/sync/hub.h"

/* "postgresql://...", as opposed to a folder. */
bool hub_is_server(const char *where);
/* The place as it can be shown and logged: a connection string without its password. In the arena. */
const char *hub_shown(const char *where, struct arena *arena);

/* Makes the schema and its group roles, or brings them up to this program's; again: nothing changes. For the
 * administrator's connection, which may make roles and schemas. ERR_REFUSED: it may not, or the database is
 * another installation's. */
NODISCARD bool hub_postgres_prepare(const char *conninfo, const unsigned char realm[ID_REALM_BYTES],
				    struct err *err);

#endif
