/* hub.h - where terminals meet: a folder on a share or a USB stick, or a PostgreSQL database. One set of
 * functions; which of the two it is, is decided by what stands in the configuration.
 *
 * A hub holds small files with names ("keyring/3.smk") and streams of sealed bundles, one a (unit, origin),
 * numbered 1, 2, 3 without a hole. It cannot read a bundle that it relays. What has been published is never
 * changed.
 *
 * Errors, for all of them: ERR_IO the medium or the server is not there, or went away (nothing was lost, try
 * again), ERR_FULL it is full, ERR_REFUSED it does not let this terminal do that, ERR_DAMAGED what it gave is
 * not whole. Bytes and texts live in the arena given. */
#ifndef SAMTALE_SYNC_HUB_H
#define SAMTALE_SYNC_HUB_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"
#include "samtale/store/change.h"

struct hub;

#define BUNDLE_HASH_BYTES 32

/* where: a folder's path, or "postgresql://..." as libpq takes it. realm: which installation (id.h); NULL, for
 * enrolment: the only one there is. A folder hub begins with its keyring: until a "keyring/..." has been put
 * there, it is an empty mount point for all that anybody knows, and everything else but listing is ERR_IO. */
NODISCARD bool hub_open(const char *where, const unsigned char *realm, struct hub **hub, struct err *err);
void hub_close(struct hub *hub); /* NULL is fine */

/* Tells a hub that decides itself who may do what (PostgreSQL: a role a terminal, and which units it reads) who
 * the terminals are. For the administrator, whenever the keyring has changed: enrolled, shut out, other units.
 * A folder has nothing to do. A terminal that is left out stays as it was. */
struct hub_member {
	uint32_t origin;
	const char *name;
	bool is_hub, is_shut_out;
	const int64_t *units;
	size_t unit_count;
};
NODISCARD bool hub_members(struct hub *hub, const struct hub_member *members, size_t count, struct err *err);

/* ---- small files ------------------------------------------------------------------------------ */

enum hub_put {
	HUB_ONCE,   /* the same bytes again are fine; others under the same name are ERR_REFUSED */
	HUB_REPLACE /* all of the old or all of the new, never a part */
};

NODISCARD bool hub_put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		       struct err *err);
NODISCARD bool hub_get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
		       size_t *size, struct err *err); /* ERR_MISSING: no such file */
/* The names that begin with the prefix, in byte order. */
NODISCARD bool hub_list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names,
			size_t *count, struct err *err);
NODISCARD bool hub_remove(struct hub *hub, const char *name, struct err *err); /* not there: fine */

/* ---- streams ---------------------------------------------------------------------------------- */

struct hub_bundle {
	int64_t unit, bseq;
	uint32_t origin;
	unsigned char prev[BUNDLE_HASH_BYTES], hash[BUNDLE_HASH_BYTES];
	int schema;
	/* What lies there under the number and is not signed by this key was damaged, and is replaced; NULL: a fork. */
	const unsigned char *sign_public;
	const unsigned char *bytes; /* the sealed file */
	size_t size;
	const struct change *changes; /* what is in it, for a hub that keeps tables; the directory ignores it */
	size_t count;
};

/* true: it is there, whole, and read back; also when it was there before. ERR_REFUSED with err->detail
 * beginning "FORK", "GAP", "CHAIN" or "ACCESS" says why a stream is refused; other streams go on. */
NODISCARD bool hub_publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err);

struct hub_stream {
	uint32_t origin;
	int64_t first, last; /* bundles that are there: the oldest kept and the newest */
};
NODISCARD bool hub_streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **streams,
			   size_t *count, struct err *err);
NODISCARD bool hub_fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
			 const unsigned char **bytes, size_t *size, struct err *err); /* ERR_MISSING */
/* Which of the bundles, sent by this terminal before, the hub keeps as they were sent: is_kept[i]. Where bytes is NULL,
 * whether it has something of that size (a kind that would have to fetch it says yes). What the hub removed because
 * everybody has it counts as kept. unit, origin, bseq, size and bytes are looked at. */
NODISCARD bool hub_keeps(struct hub *hub, const struct hub_bundle *bundles, size_t count, bool *is_kept,
			 struct err *err);
/* Removes bundles up to and with bseq: they have been received by everybody who shall have them, and newcomers begin
 * behind them. That the stream reached that far must be known from elsewhere then (a unit's base). dry: nothing is
 * removed. gone: what was, or would be. */
struct hub_pruned {
	int64_t bundles, bytes;
};
NODISCARD bool hub_prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
			 struct hub_pruned *gone, struct err *err);

#endif
