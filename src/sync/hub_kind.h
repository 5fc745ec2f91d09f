/* hub_kind.h - what a kind of hub must be able to do (hub.h tells what each is). */
#ifndef SAMTALE_SRC_SYNC_HUB_KIND_H
#define SAMTALE_SRC_SYNC_HUB_KIND_H

#include "samtale/sync/hub.h"

struct hub_kind {
	bool (*put)(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		    struct err *err);
	bool (*get)(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
		    size_t *size, struct err *err);
	bool (*list)(struct hub *hub, const char *prefix, struct arena *arena, const char ***names,
		     size_t *count, struct err *err);
	bool (*remove)(struct hub *hub, const char *name, struct err *err);
	bool (*publish)(struct hub *hub, const struct hub_bundle *bundle, struct err *err);
	bool (*streams)(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **streams,
			size_t *count, struct err *err);
	bool (*fetch)(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
		      const unsigned char **bytes, size_t *size, struct err *err);
	bool (*prune)(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
		      struct hub_pruned *gone, struct err *err);
	bool (*keeps)(struct hub *hub, const struct hub_bundle *bundles, size_t count, bool *is_kept,
		      struct err *err); /* NULL: each is fetched */
	bool (*members)(struct hub *hub, const struct hub_member *members, size_t count,
			struct err *err); /* NULL: nothing to do */
	void (*close)(struct hub *hub);
};

/* hub_keeps() of a bundle whose bytes are given, by fetching it. */
NODISCARD bool hub_keeps_fetched(struct hub *hub, const struct hub_bundle *bundle, bool *is_kept, struct err *err);

/* The first member of every kind's own struct. */
struct hub {
	const struct hub_kind *kind;
};

NODISCARD bool exchange_dir_open(const char *folder, const unsigned char *realm, struct hub **hub,
				 struct err *err);
NODISCARD bool hub_postgres_open(const char *conninfo, const unsigned char *realm, struct hub **hub,
				 struct err *err);

#endif
