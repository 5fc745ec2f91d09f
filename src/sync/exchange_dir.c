/* The folder hub: WHERE/REALM/ with keyring/, card/, enrol/, and unit-<u>/o<origin>/<bseq>.smb. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange_folder.h"
#include "hub_kind.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/sync/bundle.h"

#define REALM_DIGITS (2 * ID_REALM_BYTES)

struct exchange {
	struct hub hub;
	int folder; /* WHERE itself */
	char *where;
	char realm[REALM_DIGITS + 1];
	char swept[EXCHANGE_NAME_MOST + 1]; /* the folder that was looked through last for unfinished files */
};

static struct exchange *exchange_of(struct hub *hub)
{
	return (struct exchange *)hub;
}

static bool fail(const struct exchange *exchange, const char *what, struct err *err)
{
	return exchange_fail(errno, exchange->where, what, err);
}

static bool name_checked(const char *name, struct err *err)
{
	if (exchange_name_ok(name))
		return true;
	err_set(err, ERR_INPUT, _("The exchange folder takes no file of that name."));
	return err_detail(err, "%s", name);
}

/* ---- where a name lies ------------------------------------------------------------------------- */

/* A new exchange begins with its keyring. Nothing else makes the installation's folder, so that an empty
 * mount point, where the stick is not inserted or the share is not connected, is not taken for the hub. */
static int open_place(struct exchange *exchange, const char *folder, bool make)
{
	int realm = exchange_folder(exchange->folder, exchange->realm, make && str_starts(folder, "keyring"));
	int place, number;

	if (realm < 0)
		return -1;
	place = exchange_folder(realm, folder, make);
	number = errno;
	close(realm);
	errno = number;
	return place;
}

/* The realm's own folder answers whether the hub is there at all; a folder within may well not be made yet.
 */
static bool is_there(struct exchange *exchange)
{
	int realm = exchange_folder(exchange->folder, exchange->realm, false);

	if (realm >= 0)
		close(realm);
	return realm >= 0;
}

/* "unit-1/o17/00000003.smb" is the file 00000003.smb in the folder unit-1/o17. */
static const char *part_name(const char *name, char folder[EXCHANGE_NAME_MOST + 1])
{
	const char *slash = strrchr(name, '/');

	snprintf(folder, EXCHANGE_NAME_MOST + 1, "%.*s", slash ? (int)(slash - name) : 0, name);
	return slash ? slash + 1 : name;
}

/* ---- small files ------------------------------------------------------------------------------- */

static void sweep(struct exchange *exchange, int place, const char *folder, const char *file)
{
	if (!strcmp(exchange->swept, folder))
		return;
	exchange_sweep(place, file);
	snprintf(exchange->swept, sizeof(exchange->swept), "%s", folder);
}

static bool put(struct hub *hub, const char *name, const void *bytes, size_t size, enum hub_put how,
		struct err *err)
{
	struct exchange *exchange = exchange_of(hub);
	char folder[EXCHANGE_NAME_MOST + 1];
	const char *file;
	bool is_written;
	int place;

	if (!name_checked(name, err))
		return false;
	file = part_name(name, folder);
	place = open_place(exchange, folder, true);
	if (place < 0)
		return fail(exchange, name, err);
	is_written = exchange_write(place, file, bytes, size, how) || fail(exchange, name, err);
	if (is_written)
		sweep(exchange, place, folder, file);
	close(place);
	return is_written;
}

static bool get(struct hub *hub, const char *name, struct arena *arena, const unsigned char **bytes,
		size_t *size, struct err *err)
{
	struct exchange *exchange = exchange_of(hub);
	char folder[EXCHANGE_NAME_MOST + 1];
	const char *file;
	bool is_read;
	int place, number;

	if (!name_checked(name, err))
		return false;
	file = part_name(name, folder);
	place = open_place(exchange, folder, false);
	is_read = place >= 0 && exchange_read(place, file, arena, bytes, size);
	number = errno;
	if (place >= 0)
		close(place);
	if (is_read)
		return true;
	if (number == ENOENT && is_there(exchange)) {
		err_set(err, ERR_MISSING, _("There is no such file in the exchange folder."));
		return err_detail(err, "%s", name);
	}
	return exchange_fail(number, exchange->where, name, err);
}

static bool remove_file(struct hub *hub, const char *name, struct err *err)
{
	struct exchange *exchange = exchange_of(hub);
	char folder[EXCHANGE_NAME_MOST + 1];
	const char *file;
	bool is_gone;
	int place;

	if (!name_checked(name, err))
		return false;
	file = part_name(name, folder);
	place = open_place(exchange, folder, false);
	if (place < 0)
		return (errno == ENOENT && is_there(exchange)) || fail(exchange, name, err);
	is_gone = !unlinkat(place, file, 0) || errno == ENOENT || fail(exchange, name, err);
	close(place);
	return is_gone;
}

/* ---- lists ------------------------------------------------------------------------------------- */

struct listing {
	struct arena *arena;
	const char *prefix;
	const char *folder; /* that is looked through now */
	int place;
	const char **names;
	size_t count;
};

static bool list_folder(struct listing *listing);

static bool list_one(void *context, const char *name)
{
	struct listing *listing = context, inner = *listing;
	bool is_root = !listing->folder[0], is_listed;

	inner.folder = arena_printf(listing->arena, "%s%s%s", listing->folder, is_root ? "" : "/", name);
	inner.place = exchange_folder(listing->place, name, false);
	if (inner.place >= 0) {
		is_listed = list_folder(&inner);
		close(inner.place);
		listing->names = inner.names;
		listing->count = inner.count;
		return is_listed;
	}
	if (errno != ENOTDIR && errno != ELOOP)
		return errno == ENOENT;
	if (!str_starts(inner.folder, listing->prefix))
		return true;
	listing->names = arena_grow(listing->arena, listing->names, listing->count, sizeof(*listing->names));
	listing->names[listing->count++] = inner.folder;
	return true;
}

/* Only where names with the prefix can be: the folder begins as the prefix does. */
static bool list_folder(struct listing *listing)
{
	size_t length = strlen(listing->folder), most = strlen(listing->prefix);

	if (strncmp(listing->folder, listing->prefix, length < most ? length : most) != 0)
		return true;
	return exchange_each(listing->place, list_one, listing);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list(struct hub *hub, const char *prefix, struct arena *arena, const char ***names, size_t *count,
		 struct err *err)
{
	struct exchange *exchange = exchange_of(hub);
	struct listing listing = { .arena = arena, .prefix = prefix, .folder = "" };
	bool is_listed;

	*names = NULL;
	*count = 0;
	listing.place = open_place(exchange, "", false);
	if (listing.place < 0)
		return errno == ENOENT || fail(exchange, prefix, err);
	is_listed = list_folder(&listing) || fail(exchange, prefix, err);
	close(listing.place);
	if (listing.count)
		qsort(listing.names, listing.count, sizeof(*listing.names), by_bytes);
	*names = listing.names;
	*count = listing.count;
	return is_listed;
}

/* ---- streams ----------------------------------------------------------------------------------- */

static void bundle_name(int64_t unit, uint32_t origin, int64_t bseq, char name[EXCHANGE_NAME_MOST + 1])
{
	snprintf(name, EXCHANGE_NAME_MOST + 1, "unit-%lld/o%u/%08lld.smb", (long long)unit, origin,
		 (long long)bseq);
}

/* The number in "00000003.smb" or "o17"; 0 when it is no such name. */
static int64_t number_in(const char *name, const char *before, const char *after)
{
	const char *digit = name + strlen(before);
	int64_t number = 0;
	int digits = 0;

	if (!str_starts(name, before))
		return 0;
	for (; *digit >= '0' && *digit <= '9' && digits < 18; digit++, digits++)
		number = number * 10 + (*digit - '0');
	return digits && !strcmp(digit, after) ? number : 0;
}

/* Whether the file that has the name is not what this terminal, or a copy of it, put there. */
static bool is_damaged(struct hub *hub, const char *name, const struct hub_bundle *bundle)
{
	unsigned char hash[BUNDLE_HASH_BYTES];
	struct bundle_header header;
	const unsigned char *bytes;
	struct arena arena;
	bool damaged = false;
	size_t size;

	arena_init(&arena);
	if (bundle->sign_public && get(hub, name, &arena, &bytes, &size, NULL))
		damaged = bundle_peek(bytes, size, &header, hash) ||
			  bundle_check_signature(bytes, size, bundle->sign_public);
	arena_done(&arena);
	return damaged;
}

static bool publish(struct hub *hub, const struct hub_bundle *bundle, struct err *err)
{
	char name[EXCHANGE_NAME_MOST + 1];
	struct err why;

	bundle_name(bundle->unit, bundle->origin, bundle->bseq, name);
	err_clear(&why);
	if (put(hub, name, bundle->bytes, bundle->size, HUB_ONCE, &why))
		return true;
	if (why.code == ERR_REFUSED && is_damaged(hub, name, bundle))
		return put(hub, name, bundle->bytes, bundle->size, HUB_REPLACE, err);
	if (why.code == ERR_REFUSED)
		err_detail(&why, "FORK: %s", name);
	if (err)
		*err = why;
	return false;
}

static bool fetch(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, struct arena *arena,
		  const unsigned char **bytes, size_t *size, struct err *err)
{
	char name[EXCHANGE_NAME_MOST + 1];

	bundle_name(unit, origin, bseq, name);
	return get(hub, name, arena, bytes, size, err);
}

/* Of that size, without opening it. */
static bool has_size(struct exchange *exchange, const struct hub_bundle *bundle, bool *is_kept, struct err *err)
{
	char name[EXCHANGE_NAME_MOST + 1], folder[EXCHANGE_NAME_MOST + 1];
	struct stat about;
	const char *file;
	int place, number;
	bool is_seen;

	bundle_name(bundle->unit, bundle->origin, bundle->bseq, name);
	file = part_name(name, folder);
	place = open_place(exchange, folder, false);
	is_seen = place >= 0 && !fstatat(place, file, &about, AT_SYMLINK_NOFOLLOW);
	number = errno;
	if (place >= 0)
		close(place);
	*is_kept = is_seen && S_ISREG(about.st_mode) && (uint64_t)about.st_size == bundle->size;
	return is_seen || (number == ENOENT && is_there(exchange)) ||
	       exchange_fail(number, exchange->where, name, err);
}

static bool keeps(struct hub *hub, const struct hub_bundle *bundles, size_t count, bool *is_kept, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!(bundles[i].bytes ? hub_keeps_fetched(hub, &bundles[i], &is_kept[i], err)
				       : has_size(exchange_of(hub), &bundles[i], &is_kept[i], err)))
			return false;
	return true;
}

struct walk {
	int unit; /* the unit's folder */
	struct arena *arena;
	struct hub_stream *streams;
	size_t count;
};

static bool stream_bundle(void *context, const char *name)
{
	struct hub_stream *stream = context;
	int64_t bseq = number_in(name, "", ".smb");

	if (bseq && (!stream->first || bseq < stream->first))
		stream->first = bseq;
	if (bseq > stream->last)
		stream->last = bseq;
	return true;
}

static bool stream_folder(void *context, const char *name)
{
	struct walk *walk = context;
	int64_t origin = number_in(name, "o", "");
	struct hub_stream stream = { .origin = (uint32_t)origin };
	bool is_read;
	int folder;

	if (origin < 1 || origin > ID_ORIGIN_MAX)
		return true;
	folder = exchange_folder(walk->unit, name, false);
	if (folder < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
	is_read = exchange_each(folder, stream_bundle, &stream);
	close(folder);
	if (is_read && stream.last) {
		walk->streams = arena_grow(walk->arena, walk->streams, walk->count, sizeof(stream));
		walk->streams[walk->count++] = stream;
	}
	return is_read;
}

static int by_origin(const void *a, const void *b)
{
	const struct hub_stream *left = a, *right = b;

	return (left->origin > right->origin) - (left->origin < right->origin);
}

static bool streams(struct hub *hub, int64_t unit, struct arena *arena, struct hub_stream **streams,
		    size_t *count, struct err *err)
{
	struct exchange *exchange = exchange_of(hub);
	struct walk walk = { .arena = arena };
	char name[EXCHANGE_NAME_MOST + 1];
	bool is_read;

	*streams = NULL;
	*count = 0;
	snprintf(name, sizeof(name), "unit-%lld", (long long)unit);
	walk.unit = open_place(exchange, name, false);
	if (walk.unit < 0)
		return (errno == ENOENT && is_there(exchange)) || fail(exchange, name, err);
	is_read = exchange_each(walk.unit, stream_folder, &walk) || fail(exchange, name, err);
	close(walk.unit);
	if (walk.count)
		qsort(walk.streams, walk.count, sizeof(*walk.streams), by_origin);
	*streams = walk.streams;
	*count = walk.count;
	return is_read;
}

struct pruning {
	int folder;
	int64_t bseq;
	bool dry;
	struct hub_pruned *gone;
};

static bool prune_one(void *context, const char *name)
{
	struct pruning *pruning = context;
	int64_t bseq = number_in(name, "", ".smb");
	struct stat about;

	if (!bseq || bseq > pruning->bseq)
		return true;
	if (fstatat(pruning->folder, name, &about, AT_SYMLINK_NOFOLLOW) ||
	    (!pruning->dry && unlinkat(pruning->folder, name, 0)))
		return errno == ENOENT;
	pruning->gone->bundles++;
	pruning->gone->bytes += about.st_size;
	return true;
}

static bool prune(struct hub *hub, int64_t unit, uint32_t origin, int64_t bseq, bool dry,
		  struct hub_pruned *gone, struct err *err)
{
	struct exchange *exchange = exchange_of(hub);
	struct pruning pruning = { .bseq = bseq, .dry = dry, .gone = gone };
	char name[EXCHANGE_NAME_MOST + 1];
	bool is_pruned;

	snprintf(name, sizeof(name), "unit-%lld/o%u", (long long)unit, origin);
	pruning.folder = open_place(exchange, name, false);
	if (pruning.folder < 0)
		return (errno == ENOENT && is_there(exchange)) || fail(exchange, name, err);
	is_pruned = exchange_each(pruning.folder, prune_one, &pruning) || fail(exchange, name, err);
	close(pruning.folder);
	return is_pruned;
}

/* ---- opening ----------------------------------------------------------------------------------- */

static void close_exchange(struct hub *hub)
{
	struct exchange *exchange = exchange_of(hub);

	close(exchange->folder);
	free(exchange->where);
	free(exchange);
}

static const struct hub_kind exchange_dir = {
	.put = put,
	.get = get,
	.list = list,
	.remove = remove_file,
	.publish = publish,
	.streams = streams,
	.fetch = fetch,
	.prune = prune,
	.keeps = keeps,
	.close = close_exchange,
};

struct realms {
	char name[REALM_DIGITS + 1];
	int count;
};

static bool realm_one(void *context, const char *name)
{
	struct realms *realms = context;

	if (strlen(name) == REALM_DIGITS && strspn(name, "0123456789abcdef") == REALM_DIGITS) {
		memcpy(realms->name, name, sizeof(realms->name));
		realms->count++;
	}
	return true;
}

/* The installation that the folder is for, where the caller belongs to none yet. */
static bool only_realm(struct exchange *exchange, struct err *err)
{
	struct realms realms = { .count = 0 };

	if (!exchange_each(exchange->folder, realm_one, &realms))
		return fail(exchange, exchange->where, err);
	if (!realms.count)
		return err_set(err, ERR_MISSING,
			       _("%s: no installation exchanges here yet. Check the folder, or begin with "
				 "samtale hub init."),
			       exchange->where);
	if (realms.count > 1)
		return err_set(err, ERR_REFUSED,
			       _("%s: several installations exchange here. Give each a folder of its own."),
			       exchange->where);
	memcpy(exchange->realm, realms.name, sizeof(exchange->realm));
	return true;
}

static bool choose_realm(struct exchange *exchange, const unsigned char *realm, struct err *err)
{
	if (!realm)
		return only_realm(exchange, err);
	for (size_t i = 0; i < ID_REALM_BYTES; i++)
		snprintf(exchange->realm + 2 * i, 3, "%02x", realm[i]);
	return true;
}

bool exchange_dir_open(const char *folder, const unsigned char *realm, struct hub **hub, struct err *err)
{
	struct exchange *exchange = calloc(1, sizeof(*exchange));

	if (!exchange)
		BUG("out of memory");
	exchange->hub.kind = &exchange_dir;
	exchange->where = strdup(folder);
	if (!exchange->where)
		BUG("out of memory");
	exchange->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (exchange->folder < 0)
		fail(exchange, folder, err);
	else if (choose_realm(exchange, realm, err)) {
		*hub = &exchange->hub;
		return true;
	}
	if (exchange->folder >= 0)
		close(exchange->folder);
	free(exchange->where);
	free(exchange);
	return false;
}
