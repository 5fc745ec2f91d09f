/* hub_postgres.h - the hub in PostgreSQL (share/hub/001-hub.sql) as its own files see it. */
#ifndef SAMTALE_SRC_SYNC_HUB_POSTGRES_H
#define SAMTALE_SRC_SYNC_HUB_POSTGRES_H

#include "hub_kind.h"
#include "postgres.h"

/* share/hub, in order. */
#define HUB_VERSION 3

struct hub_server {
	struct hub hub;
	struct postgres postgres;
};

/* NULL when the hub is a folder. */
struct hub_server *hub_server_of(struct hub *hub);

bool hub_postgres_keeps(struct hub *hub, const struct hub_bundle *bundles, size_t count, bool *is_kept,
			struct err *err);
bool hub_postgres_publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err);
bool hub_postgres_members(struct hub *hub, const struct hub_member *members, size_t count, struct err *err);

#endif
