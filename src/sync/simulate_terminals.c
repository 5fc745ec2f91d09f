/* simulate_terminals.c - databases and machines: installed, switched on, killed, backed up, restored, shut out. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "samtale/base/tr.h"
#include "samtale/sync/sync.h"
#include "simulation.h"
#include "store/connection.h"
#include "store/probe.h"

#define YEAR_MS (365 * DAY_MS)
#define TERMINALS_MOST 4096
#define PRUNERS 5 /* one run in so many makes bases, and removes what all have */

/* ---- files ----------------------------------------------------------------------------------- */

static bool file_wrong(const char *path, struct err *err)
{
	err_set(err, ERR_IO, _("%s cannot be written."), path);
	return err_detail(err, "%s", strerror(errno));
}

/* A file that is not there becomes one that is not there. */
static bool file_copy(const char *from, const char *to, struct err *err)
{
	static char block[1 << 16];
	FILE *in = fopen(from, "rb"), *out = NULL;
	bool whole = true;
	size_t got;

	if (!in)
		return !unlink(to) || errno == ENOENT || file_wrong(to, err);
	out = fopen(to, "wb");
	while (out && whole && (got = fread(block, 1, sizeof(block), in)) > 0)
		whole = fwrite(block, 1, got, out) == got;
	whole = whole && !ferror(in);
	fclose(in);
	return (out && !fclose(out) && whole) || file_wrong(to, err);
}

static const char *beside(struct simulation *sim, const char *path, const char *suffix)
{
	return arena_printf(&sim->scratch, "%s%s", path, suffix);
}

/* The database and what of it is not in its file yet. */
static bool database_copy(struct simulation *sim, const char *from, const char *to, struct err *err)
{
	return file_copy(from, to, err) && file_copy(beside(sim, from, "-wal"), beside(sim, to, "-wal"), err) &&
	       (!unlink(beside(sim, to, "-shm")) || errno == ENOENT || file_wrong(to, err));
}

/* ---- switched on and off --------------------------------------------------------------------- */

bool sim_open(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES];
	struct store_options options = { .mode = STORE_CREATE, .random = random };

	randombytes_buf(random, sizeof(random));
	if (!store_open(terminal->path, &options, &terminal->store, err))
		return false;
	sim_stamp(sim, terminal);
	return true;
}

void sim_close(struct sim_terminal *terminal)
{
	store_close(terminal->store);
	terminal->store = NULL;
}

static int64_t now_ms(const struct simulation *sim)
{
	return sim->options->begun.utc_ms + sim->day * DAY_MS + sim->moments * 10;
}

void sim_stamp(struct simulation *sim, struct sim_terminal *terminal)
{
	int64_t ms = now_ms(sim) + terminal->skew_ms;

	sim->moments++;
	store_stamp(terminal->store, terminal->caseworker,
		    (struct moment){ .utc_ms = ms, .date = { (int32_t)(ms / DAY_MS) }, .minute = 9 * 60 });
}

bool sim_seq(struct sim_terminal *terminal, int64_t *seq, struct err *err)
{
	return probe_newest_seq(terminal->store, seq, err);
}

/* ---- the installation ------------------------------------------------------------------------ */

const char *sim_unit_name(struct simulation *sim, int unit)
{
	return arena_printf(&sim->scratch, "T%d", unit + 1);
}

static struct sim_terminal *terminal_add(struct simulation *sim, int unit)
{
	int number = sim->terminal_count++;
	struct sim_terminal *terminal = &sim->terminals[number];
	const char *folder = sim->options->folder;

	if (number == TERMINALS_MOST)
		BUG("more terminals than there is room for");
	*terminal = (struct sim_terminal){ .unit = unit, .backup_seq = -1 };
	snprintf(terminal->name, sizeof(terminal->name), "t%d", number);
	terminal->path = arena_printf(sim->arena, "%s/%d.db", folder, number);
	terminal->backup = arena_printf(sim->arena, "%s/%d.backup", folder, number);
	terminal->struck = arena_printf(sim->arena, "%s/%d.struck", folder, number);
	return terminal;
}

static const char *template_path(struct simulation *sim)
{
	return arena_printf(&sim->scratch, "%s/empty.db", sim->options->folder);
}

/* An empty database is the same for all until it is enrolled; making it once saves minutes. */
static bool template_make(struct simulation *sim, struct err *err)
{
	struct sim_terminal empty = { .path = template_path(sim) };

	if (!sim_open(sim, &empty, err))
		return false;
	sim_close(&empty);
	return true;
}

static bool invited(struct simulation *sim, struct sim_terminal *terminal, const char *replaces,
		    char code[INVITE_CODE_SIZE], struct err *err)
{
	const char *unit = terminal->unit < 0 ? NULL : sim_unit_name(sim, terminal->unit);
	struct invite invite = {
		.name = terminal->name, .replaces = replaces, .units = &unit, .unit_count = unit != NULL
	};
	struct sim_terminal *admin = &sim->terminals[0];
	bool was_open = admin->store != NULL, done;

	if (!was_open && !sim_open(sim, admin, err))
		return false;
	done = admin_invite(admin->store, hub_memory_hub(sim->memory), &invite, store_now_ms(admin->store), code,
			    &terminal->origin, err);
	if (!was_open)
		sim_close(admin);
	return done;
}

bool sim_enrol(struct simulation *sim, int unit, int *place, struct err *err)
{
	struct sim_terminal *terminal = terminal_add(sim, unit);
	char code[INVITE_CODE_SIZE];
	bool done;

	*place = sim->terminal_count - 1;
	if (!invited(sim, terminal, NULL, code, err) || !file_copy(template_path(sim), terminal->path, err) ||
	    !sim_open(sim, terminal, err))
		return false;
	done = terminal_enrol(terminal->store, hub_memory_hub(sim->memory), code, store_now_ms(terminal->store), err) &&
	       sim_caseworker(sim, terminal, err);
	sim_close(terminal);
	if (sim_has(sim, FAULT_CLOCK))
		terminal->skew_ms = ((int64_t)chance_below(&sim->chance, 21) - 10) * YEAR_MS;
	return done;
}

static bool admin_install(struct simulation *sim, struct err *err)
{
	struct sim_terminal *admin = terminal_add(sim, -1);
	const char **names = arena_array(&sim->scratch, (size_t)sim->unit_count, sizeof(*names));
	unsigned char realm[ID_REALM_BYTES], secret[ID_SECRET_BYTES];
	bool done;

	for (int i = 0; i < sim->unit_count; i++)
		names[i] = sim_unit_name(sim, i);
	if (!file_copy(template_path(sim), admin->path, err) || !sim_open(sim, admin, err))
		return false;
	done = admin_begin(admin->store, hub_memory_hub(sim->memory), admin->name, names, (size_t)sim->unit_count,
			   err) &&
	       store_identity_read(admin->store, realm, secret, &admin->origin, err) &&
	       sim_caseworker(sim, admin, err);
	sim_close(admin);
	return done;
}

bool sim_install(struct simulation *sim, struct err *err)
{
	int place;

	if (sodium_init() < 0)
		BUG("libsodium cannot be used");
	sim->terminals = arena_array(sim->arena, TERMINALS_MOST, sizeof(*sim->terminals));
	if (!template_make(sim, err) || !admin_install(sim, err))
		return false;
	for (int i = 1; i < sim->options->terminals; i++) {
		if (!sim_enrol(sim, (i - 1) % sim->unit_count, &place, err))
			return false;
		arena_reset(&sim->scratch);
	}
	return true;
}

/* ---- backups --------------------------------------------------------------------------------- */

bool sim_back_up(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	if (!sim_open(sim, terminal, err) || !sim_seq(terminal, &terminal->backup_seq, err))
		return false;
	sim_close(terminal);
	return database_copy(sim, terminal->path, terminal->backup, err);
}

/* What the database held after the backup and had not sent is gone with it. */
static void work_forget(struct simulation *sim, const struct sim_terminal *terminal, int64_t kept)
{
	for (size_t i = 1; i < sim->ledger.count; i++) {
		struct ledger_write *write = &sim->ledger.writes[i];

		if (write->dot.origin == terminal->origin && write->dot.seq > kept &&
		    !hub_memory_has(sim->memory, write->dot))
			write->is_gone = true;
	}
	for (size_t i = 0; i < sim->citizen_count; i++) {
		struct sim_citizen *citizen = &sim->citizens[i];

		if (citizen->move.origin == terminal->origin && citizen->move.seq > kept &&
		    !hub_memory_has(sim->memory, citizen->move)) {
			citizen->unit = citizen->unit_before;
			citizen->move.seq = 0;
		}
	}
}

/* The first run must notice by itself; only then a code is asked for. */
static bool recovered(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	char code[INVITE_CODE_SIZE];
	const char *replaces = arena_printf(&sim->scratch, "%u", terminal->origin);

	snprintf(terminal->name, sizeof(terminal->name), "t%d-%d", (int)(terminal - sim->terminals), (int)sim->moments);
	return invited(sim, terminal, replaces, code, err) &&
	       terminal_recover(terminal->store, hub_memory_hub(sim->memory), code, now_ms(sim), err);
}

bool sim_restore(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	bool done;

	work_forget(sim, terminal, terminal->backup_seq);
	if (!database_copy(sim, terminal->backup, terminal->path, err) || !sim_open(sim, terminal, err))
		return false;
	done = recovered(sim, terminal, err);
	sim_close(terminal);
	terminal->backup_seq = -1;
	return done;
}

bool sim_shut_out(struct simulation *sim, struct sim_terminal *terminal, struct err *err)
{
	struct sim_terminal *admin = &sim->terminals[0];
	bool done;

	if (!sim_open(sim, admin, err))
		return false;
	done = admin_shut_out(admin->store, hub_memory_hub(sim->memory), terminal->name, err);
	sim_close(admin);
	terminal->is_shut_out = done;
	work_forget(sim, terminal, 0);
	return done;
}

/* ---- exchange -------------------------------------------------------------------------------- */

struct exchange {
	struct simulation *sim;
	struct sim_terminal *terminal;
	bool is_copied;
};

/* The power goes: what is on the disk at this moment is what there will be. */
static void strike(void *context)
{
	struct exchange *exchange = context;
	struct err err;

	exchange->is_copied = database_copy(exchange->sim, exchange->terminal->path, exchange->terminal->struck, &err);
}

static bool goes_on(void *context, enum sync_step step, int64_t done, int64_t of)
{
	struct exchange *exchange = context;

	(void)step;
	(void)done;
	(void)of;
	return faulty_lives(&exchange->sim->faulty);
}

/* Just before a transaction is saved: a commit that is refused is rolled back. */
static int commits(void *context)
{
	return !goes_on(context, SYNC_TAKE, 0, 0);
}

static bool exchange_run(struct exchange *exchange, struct sync_report *report, struct err *err)
{
	struct simulation *sim = exchange->sim;
	struct store *store = exchange->terminal->store;
	struct sync_options options = { .progress = goes_on, .context = exchange, .now_ms = store_now_ms(store) };

	options.all_bases = sim_has(sim, FAULT_PRUNE) && chance_one_in(&sim->chance, PRUNERS);
	sim->report->faults[FAULT_PRUNE] += options.all_bases;
	sim->faulty.inner = hub_memory_hub(sim->memory);
	sim->faulty.chance = &sim->chance;
	sim->faulty.faults = sim->faults;
	sim->faulty.die = strike;
	sim->faulty.context = exchange;
	sim->faulty.happened = sim->report->faults;
	faulty_begin(&sim->faulty);
	sqlite3_commit_hook(store->db, commits, exchange);
	return sync_run(store, &sim->faulty.hub, &options, &sim->run_arena, report, err);
}

static bool struck_put_back(struct simulation *sim, struct sim_terminal *terminal, bool is_copied, struct err *err)
{
	sim_close(terminal);
	if (!is_copied)
		return file_wrong(terminal->struck, err);
	return database_copy(sim, terminal->struck, terminal->path, err) && sim_open(sim, terminal, err);
}

bool sim_exchange(struct simulation *sim, struct sim_terminal *terminal, bool *done, struct err *err)
{
	struct exchange exchange = { sim, terminal, false };
	struct sync_report report = { 0 };
	struct sim_watch watch = { .count = 0 };

	if (sim_watches(sim) && !sim_watch_begin(sim, terminal, &watch, err))
		return false;
	sim_stamp(sim, terminal);
	*done = exchange_run(&exchange, &report, err);
	sqlite3_commit_hook(terminal->store->db, NULL, NULL);
	sim->report->runs++;
	sim->report->restored += report.is_restored;
	sim->report->bases_made += report.bases_made;
	sim->report->bases_taken += report.bases_taken;
	sim->report->pruned += report.pruned_bundles;
	terminal->is_quiet = *done && !report.taken_bundles && !report.sent_bundles && !report.waiting &&
			     !report.snapshots && !report.receipts && !report.trouble_count;
	if (sim->faulty.is_dead)
		*done = false;
	sim->report->failed_runs += !*done;
	if (sim->faulty.is_dead && !struck_put_back(sim, terminal, exchange.is_copied, err))
		return false;
	if (sim_watches(sim) && !sim_watch_end(sim, terminal, &watch, err))
		return false;
	arena_reset(&sim->run_arena);
	return *done || sim->faults;
}
