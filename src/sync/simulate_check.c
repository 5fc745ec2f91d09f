/* simulate_check.c - each terminal held against the ledger, and against each other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "simulation.h"
#include "store/probe.h"

#define FINDINGS_MOST 12
#define VERIFIED_MOST 40 /* terminals; of more, one a unit */

/* How often a write was met in one database. */
struct met {
	unsigned char rows;  /* shown, beside it, or as a fact */
	unsigned char heads; /* of a case: nothing was made from it there */
};

struct check {
	struct simulation *sim;
	struct sim_terminal *terminal;
	struct met *met; /* by the ledger's number */
	uint32_t *by_unit; /* the ledger's numbers, unit after unit; the common ones first */
	size_t *begins;	   /* where a unit's begin: [0] common, [1 + unit], and the end */
	unsigned char *lost, *doubled; /* by number: seen once already */
};

static bool is_purged(const struct simulation *sim, int64_t citizen)
{
	return citizen != LEDGER_NOBODY && sim->citizens[citizen].is_purged;
}

/* ---- the ledger by unit ---------------------------------------------------------------------- */

static size_t bucket(const struct simulation *sim, size_t number)
{
	int64_t citizen = sim->ledger.writes[number].citizen;

	return citizen == LEDGER_NOBODY ? 0 : 1 + (size_t)sim->citizens[citizen].unit;
}

static void by_unit(struct check *check)
{
	const struct simulation *sim = check->sim;
	size_t buckets = (size_t)sim->unit_count + 1, at = 0;

	for (size_t unit = 0; unit < buckets; unit++) {
		check->begins[unit] = at;
		for (size_t i = 1; i < sim->ledger.count; i++)
			if (bucket(sim, i) == unit)
				check->by_unit[at++] = (uint32_t)i;
	}
	check->begins[buckets] = at;
}

/* ---- what a database holds ------------------------------------------------------------------- */

static void raise(unsigned char *count)
{
	if (*count < UINT8_MAX)
		++*count;
}

static void meet(void *context, const char *text, bool is_head)
{
	struct check *check = context;

	for (const char *at = text; (at = strchr(at, '#')); at++) {
		struct met *met = &check->met[ledger_number_at(&check->sim->ledger, at)];

		raise(&met->rows);
		met->heads |= is_head;
	}
}

static bool database_meet(struct check *check, struct err *err)
{
	memset(check->met, 0, check->sim->ledger.count * sizeof(*check->met));
	for (const struct sim_text *text = sim_texts; text->table; text++)
		if (!probe_texts(check->terminal->store, text->table, text->column, 0, meet, check, err))
			return false;
	return true;
}

/* ---- held against the ledger ----------------------------------------------------------------- */

void sim_finding(struct simulation *sim, const struct sim_terminal *terminal, const char *what, uint32_t number)
{
	struct simulate_report *report = sim->report;
	const struct ledger_write *write = &sim->ledger.writes[number];

	if (report->finding_count == FINDINGS_MOST)
		return;
	report->findings = arena_grow(sim->arena, report->findings, report->finding_count, sizeof(*report->findings));
	report->findings[report->finding_count++] = arena_printf(
		sim->arena,
		"%s: write %u of terminal %u, change %lld, citizen %lld, in the database of %s (terminal %u, unit %d)",
		what, number, write->dot.origin, (long long)write->dot.seq, (long long)write->citizen,
		terminal->name, terminal->origin, terminal->unit);
}

static void find(struct check *check, const char *what, uint32_t number)
{
	sim_finding(check->sim, check->terminal, what, number);
}

static void lose(struct check *check, uint32_t number)
{
	if (!check->lost[number])
		check->sim->report->lost++;
	check->lost[number] = 1;
	find(check, "lost", number);
}

static void twice(struct check *check, uint32_t number)
{
	if (!check->doubled[number])
		check->sim->report->doubled++;
	check->doubled[number] = 1;
	find(check, "doubled", number);
}

/* A replaced value that stands as one of today's counts again, as if nobody had replaced it. */
static void write_judge(struct check *check, uint32_t number)
{
	const struct ledger_write *write = &check->sim->ledger.writes[number];
	const struct met *met = &check->met[number];
	bool stands = write->kind == LEDGER_FACT || write->kind == LEDGER_EVENT || !write->is_replaced;

	if (write->is_gone || is_purged(check->sim, write->citizen))
		return;
	if (stands ? met->rows > 1 : met->rows > 0)
		twice(check, number);
	else if (stands && !met->rows)
		lose(check, number);
	else if (write->kind == LEDGER_EVENT && met->heads == write->is_replaced)
		(write->is_replaced ? twice : lose)(check, number);
}

static void database_judge(struct check *check, size_t unit)
{
	for (size_t i = check->begins[unit]; i < check->begins[unit + 1]; i++)
		write_judge(check, check->by_unit[i]);
}

/* ---- what was removed after retention --------------------------------------------------------- */

static void read_again(struct check *check, const char *what, uint32_t number)
{
	check->sim->report->leaked++;
	find(check, what, number);
}

static void removed_judge(struct check *check)
{
	const struct simulation *sim = check->sim;

	for (size_t i = 1; i < sim->ledger.count; i++)
		if (check->met[i].rows && is_purged(sim, sim->ledger.writes[i].citizen))
			read_again(check, "there after removal", (uint32_t)i);
}

static bool is_alive(const struct simulation *sim, const char *cpr)
{
	for (size_t i = 0; i < sim->citizen_count; i++)
		if (!sim->citizens[i].is_purged && !strcmp(sim->citizens[i].cpr, cpr))
			return true;
	return false;
}

static void bytes_look(struct check *check, const char *bytes, size_t size)
{
	const struct simulation *sim = check->sim;
	const char *end = bytes + size;

	for (const char *at = bytes; (at = memchr(at, '#', (size_t)(end - at))); at++) {
		uint32_t number = ledger_number_at(&sim->ledger, at);

		if (number && at[1 + strspn(at + 1, "0123456789")] == '.' &&
		    is_purged(sim, sim->ledger.writes[number].citizen))
			read_again(check, "readable in the file after removal", number);
	}
	for (size_t i = 0; i < sim->citizen_count; i++)
		if (sim->citizens[i].is_purged && !is_alive(sim, sim->citizens[i].cpr) &&
		    memmem(bytes, size, sim->citizens[i].cpr, strlen(sim->citizens[i].cpr)))
			read_again(check, "whose number is in the file after removal", 0);
}

/* Not the rows, but what lies on the disk: nobody has the database open. */
static bool file_look(struct check *check, struct err *err)
{
	FILE *file = fopen(check->terminal->path, "rb");
	char *bytes = NULL;
	long size = -1;
	bool whole;

	if (file && !fseek(file, 0, SEEK_END) && (size = ftell(file)) >= 0 && !fseek(file, 0, SEEK_SET))
		bytes = malloc((size_t)size + 1);
	whole = bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size;
	if (whole) {
		bytes[size] = '\0';
		bytes_look(check, bytes, (size_t)size);
	}
	free(bytes);
	if (file)
		fclose(file);
	return whole || err_set(err, ERR_IO, _("%s cannot be read."), check->terminal->path);
}

/* ---- held against each other ----------------------------------------------------------------- */

struct digests {
	char (*seen)[ID_HASH_TEXT];
	int64_t count;
};

static bool digest_add(struct check *check, struct digests *digests, struct err *err)
{
	char digest[ID_HASH_TEXT];

	if (!store_digest(check->terminal->store, digest, err))
		return false;
	for (int64_t i = 0; i < digests->count; i++)
		if (!strcmp(digests->seen[i], digest))
			return true;
	digests->seen = arena_grow(check->sim->arena, digests->seen, (size_t)digests->count, sizeof(digest));
	strcpy(digests->seen[digests->count++], digest);
	return true;
}

static bool state_add(struct check *check, bool is_first, struct err *err)
{
	struct simulate_report *report = check->sim->report;
	struct store *store = check->terminal->store;
	struct verify_report verified = { 0 };
	struct sync_state state;
	int64_t parked, anomalies;

	if (!probe_troubles(store, &parked, &anomalies, err))
		return false;
	report->parked += parked;
	report->anomalies += anomalies;
	if (!store_sync_state(store, &check->sim->run_arena, &state, err))
		return false;
	report->conflicts += is_first ? state.conflicts : 0;
	report->held += state.held;
	if (!is_first && check->sim->terminal_count > VERIFIED_MOST)
		return true;
	if (!store_verify(store, &check->sim->run_arena, &verified, err))
		return false;
	report->wrong += verified.count > 0;
	if (verified.count)
		find(check, verified.findings[0].text, 0);
	return true;
}

/* The administrator's terminal (unit -1) is left out. */
static bool strangers_count(struct check *check, struct err *err)
{
	struct simulation *sim = check->sim;
	int unit = check->terminal->unit;

	for (size_t i = 0; unit >= 0 && i < sim->citizen_count; i++) {
		const struct sim_citizen *citizen = &sim->citizens[i];
		bool there;

		if (citizen->unit == unit || citizen->was_offered || citizen->registered != 1)
			continue;
		if (!probe_citizen(check->terminal->store, citizen->rows[ROW_CITIZEN], &there, err))
			return false;
		sim->report->leaked += there;
	}
	return true;
}

static bool terminal_check(struct check *check, struct digests *digests, struct err *err)
{
	struct sim_terminal *terminal = check->terminal;
	bool done;

	if (!sim_open(check->sim, terminal, err))
		return false;
	done = database_meet(check, err) && strangers_count(check, err) &&
	       state_add(check, !digests->count, err) && digest_add(check, digests, err);
	sim_close(terminal);
	if (done && (check->sim->options->faults >> FAULT_PURGE & 1)) {
		removed_judge(check);
		done = file_look(check, err);
	}
	if (done)
		database_judge(check, 0);
	if (done && terminal->unit >= 0)
		database_judge(check, 1 + (size_t)terminal->unit);
	return done;
}

static bool unit_check(struct check *check, int unit, struct err *err)
{
	struct simulation *sim = check->sim;
	struct digests digests = { NULL, 0 };

	for (int i = 0; i < sim->terminal_count; i++) {
		check->terminal = &sim->terminals[i];
		if (check->terminal->unit == unit && !check->terminal->is_shut_out &&
		    !terminal_check(check, &digests, err))
			return false;
	}
	if (digests.count > sim->report->digests)
		sim->report->digests = digests.count;
	return true;
}

bool sim_check(struct simulation *sim, struct err *err)
{
	size_t count = sim->ledger.count;
	struct check check = { .sim = sim };
	bool done = true;

	ledger_settle(&sim->ledger);
	for (size_t i = 1; i < count; i++)
		sim->report->excused += sim->ledger.writes[i].is_gone && sim->ledger.writes[i].dot.seq;
	check.met = calloc(count, sizeof(*check.met));
	check.by_unit = calloc(count, sizeof(*check.by_unit));
	check.begins = calloc((size_t)sim->unit_count + 2, sizeof(*check.begins));
	check.lost = calloc(count, 1);
	check.doubled = calloc(count, 1);
	if (!check.met || !check.by_unit || !check.begins || !check.lost || !check.doubled)
		BUG("out of memory");
	by_unit(&check);
	for (int unit = -1; unit < sim->unit_count && done; unit++)
		done = unit_check(&check, unit, err);
	free(check.met);
	free(check.by_unit);
	free(check.begins);
	free(check.lost);
	free(check.doubled);
	return done;
}
