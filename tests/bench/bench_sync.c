/* bench_sync.c - what an exchange costs: a caseload with its history into an empty terminal, a day's work into the full
 * one, and nothing at all; through a folder, durable, by sync_run().
 *
 * bench_sync DATABASE FOLDER SAMTALE: the database becomes the administrator's terminal and is written in; the folder is
 * there and empty; SAMTALE is the program. */
#include <sodium.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samtale/store/agenda.h"
#include "samtale/store/people.h"
#include "samtale/sync/enrol.h"
#include "samtale/sync/sync.h"
#include "stopwatch.h"

#define DAY_TRANSACTIONS 1100
#define DAY_CITIZENS 400
#define GROUP_JOB_READY 2

static const struct moment begun = { 1795420800000, { 20780 }, 9 * 60 };

struct bench {
	struct store *from, *to;
	struct hub *hub;
	struct arena arena;
	struct err err;
};

/* ---- exchanges --------------------------------------------------------------------------------- */

static bool exchange(struct bench *bench, struct store *store, struct sync_report *report, double *ms)
{
	struct sync_options options = { .now_ms = begun.utc_ms };
	bool done;

	*ms = now_ms();
	done = sync_run(store, bench->hub, &options, &bench->arena, report, &bench->err);
	*ms = now_ms() - *ms;
	for (size_t i = 0; done && i < report->trouble_count; i++)
		fprintf(stderr, "bench_sync: %s\n", report->troubles[i].text);
	return done;
}

static bool exchange_both(struct bench *bench, const char *what, bool is_told_whole)
{
	struct sync_report sent, taken;
	double out, in, cpu;

	if (!exchange(bench, bench->from, &sent, &out))
		return false;
	cpu = (double)clock();
	if (!exchange(bench, bench->to, &taken, &in))
		return false;
	cpu = ((double)clock() - cpu) * 1e6 / CLOCKS_PER_SEC;
	printf("%-20s %7lld ops, %5.1f bytes an op sealed; sent in %6.0f ms; taken in %6.0f ms", what,
	       (long long)taken.taken_ops, (double)sent.sent_bytes / (double)(sent.sent_ops ? sent.sent_ops : 1), out, in);
	if (is_told_whole)
		printf(" (most: 30 s)\n");
	else
		printf(", %.1f µs an op, %.1f of them of this processor's (most: 40)\n",
		       in * 1e3 / (double)(taken.taken_ops ? taken.taken_ops : 1),
		       cpu / (double)(taken.taken_ops ? taken.taken_ops : 1));
	return true;
}

/* ---- a day's work ------------------------------------------------------------------------------ */

static bool citizen_work(struct bench *bench, const struct caseload_row *row, int64_t caseworker, int number)
{
	struct journal_note note = { .citizen = row->id, .text = "Ringet op om næste skridt; vil søge to stillinger." };
	struct appointment appointment = { .citizen = row->id, .date = date_add_days(begun.date, 14), .minute = 9 * 60,
					   .minutes = 30, .type = "jobsamtale", .form = "telefon",
					   .coordinator = caseworker };
	struct citizen citizen;
	char phone[24];

	snprintf(phone, sizeof(phone), "12 34 %02d %02d", number / 100 % 100, number % 100);
	if (!store_citizen(bench->from, row->id, &bench->arena, &citizen, &bench->err))
		return false;
	citizen.phone = phone;
	citizen.job_goal = number % 2 ? "lager og logistik" : "køkkenmedhjælper";
	return store_begin(bench->from, &bench->err) &&
	       store_finish(bench->from,
			    store_note_add(bench->from, &note, &bench->err) &&
				    store_appointment_put(bench->from, &appointment, &bench->err) &&
				    store_citizen_put(bench->from, &citizen, &bench->err),
			    &bench->err);
}

static bool day_work(struct bench *bench)
{
	struct caseload_query query = { .filter = "", .from = LIST_FIRST, .limit = DAY_CITIZENS, .today = begun.date };
	struct caseworker_list caseworkers;
	struct caseload caseload;

	if (!store_caseworkers(bench->from, &bench->arena, &caseworkers, &bench->err) ||
	    !store_caseload(bench->from, &query, &bench->arena, &caseload, &bench->err))
		return false;
	for (int i = 0; i < DAY_TRANSACTIONS && caseload.count; i++)
		if (!citizen_work(bench, &caseload.rows[(size_t)i % caseload.count],
				  caseworkers.count ? caseworkers.rows[0].id : 0, i))
			return false;
	return true;
}

/* ---- nothing to do ----------------------------------------------------------------------------- */

static void nothing(const char *samtale, const char *database, const char *folder)
{
	double least = 0;

	fflush(stdout);
	for (int i = 0; i < 5; i++) {
		double ms = now_ms();
		int status = 0;
		pid_t child = fork();

		if (!child) {
			if (!freopen("/dev/null", "w", stdout))
				_exit(127);
			execl(samtale, samtale, "sync", "--db", database, "--hub", folder, (char *)NULL);
			_exit(127);
		}
		if (child < 0 || waitpid(child, &status, 0) < 0 || status)
			fprintf(stderr, "bench_sync: samtale sync ended with %d\n", status);
		ms = now_ms() - ms;
		least = i && least < ms ? least : ms;
	}
	printf("nothing to sync      %7.0f ms, the whole command (most: 100)\n", least);
}

/* ---- all of it --------------------------------------------------------------------------------- */

static bool terminals(struct bench *bench, const char *database, const char *to, const char *folder)
{
	unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES];
	struct store_options existing = { .mode = STORE_EXISTING },
			     create = { .mode = STORE_CREATE, .random = random };
	struct invite invite = { .name = "bench" };
	unsigned char realm[ID_REALM_BYTES], secret[ID_SECRET_BYTES];
	char code[INVITE_CODE_SIZE];
	uint32_t origin;
	struct err *err = &bench->err;

	randombytes_buf(random, sizeof(random));
	if (!store_open(database, &existing, &bench->from, err) || !store_open(to, &create, &bench->to, err))
		return false;
	store_stamp(bench->from, 0, begun);
	store_stamp(bench->to, 0, begun);
	return store_identity_read(bench->from, realm, secret, &origin, err) &&
	       hub_open(folder, realm, &bench->hub, err) &&
	       admin_begin(bench->from, bench->hub, "admin", NULL, 0, err) &&
	       admin_invite(bench->from, bench->hub, &invite, begun.utc_ms, code, &origin, err) &&
	       terminal_enrol(bench->to, bench->hub, code, begun.utc_ms, err);
}

int main(int argc, char **argv)
{
	struct bench bench = { .from = NULL };
	struct sync_report quiet;
	char to[4096];
	double ms;
	bool done;

	if (argc != 4 || sodium_init() < 0) {
		fprintf(stderr, "usage: bench_sync DATABASE FOLDER SAMTALE\n");
		return 2;
	}
	arena_init(&bench.arena);
	snprintf(to, sizeof(to), "%s.to", argv[1]);
	done = terminals(&bench, argv[1], to, argv[2]) && exchange_both(&bench, "first load", true) &&
	       day_work(&bench) && exchange_both(&bench, "a day", false) &&
	       exchange(&bench, bench.from, &quiet, &ms);
	if (!done)
		fprintf(stderr, "bench_sync: %s (%s)\n", bench.err.text, bench.err.detail);
	hub_close(bench.hub);
	store_close(bench.from);
	store_close(bench.to);
	arena_done(&bench.arena);
	if (done)
		nothing(argv[3], to, argv[2]);
	return done ? 0 : 3;
}
