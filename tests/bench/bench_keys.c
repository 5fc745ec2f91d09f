/* bench_keys.c - CPU of one key: update, its effects, and the painted frame.
 *
 * bench_keys DATABASE USER: walks Today, the caseload and a filter through the real core and runner, and prints the mean and the worst. */
#include <stdio.h>
#include <time.h>

#include "app/session.h"

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

struct figures {
	const char *name;
	const char *keys; /* played `times` times */
	int times;
};

static void measure(struct session *session, const struct figures *figures)
{
	double total = 0, worst = 0, painting = 0;
	int count = 0;

	for (int i = 0; i < figures->times; i++) {
		const char *at = figures->keys;
		struct key key;

		while (key_parse(&at, &key)) {
			double start = cpu_us(), updated, painted;

			session_key(session, key);
			updated = cpu_us();
			session_paint(session);
			painted = cpu_us();
			total += painted - start;
			painting += painted - updated;
			worst = painted - start > worst ? painted - start : worst;
			count++;
		}
	}
	printf("%-34s %7.1f µs a key (painting %5.1f), worst %7.1f\n", figures->name, total / count, painting / count, worst);
}

int main(int argc, char **argv)
{
	static const struct figures table[] = {
		{ "Today, down and up", "<Down><Up>", 500 },
		{ "caseload, row by row", "c<F6><End><Home><Down><Down><Down><Down><Down><PgDn><PgUp><Esc><F3>", 40 },
		{ "caseload, filter letter by letter", "/niel<BS><BS><BS><BS><Esc><F3>", 60 },
		{ "open a citizen and back", "c<Enter><F3><F3>", 100 },
		{ "help and menu", "<F1>sam<Esc><F2>not<Esc>", 60 },
	};
	struct common_options common = { .language = LANGUAGE_DA };
	struct clock clock = clock_real();
	struct session session;
	struct err err;

	if (argc != 3) {
		fprintf(stderr, "usage: bench_keys DATABASE USER\n");
		return 2;
	}
	common.database = argv[1];
	common.caseworker = argv[2];
	if (!session_open(&session, &common, STORE_EXISTING, &clock, &err))
		return command_fail(&err);
	session_start(&session, 24, 80);
	for (size_t i = 0; i < LENGTH(table); i++)
		measure(&session, &table[i]);
	session_close(&session);
	return 0;
}
