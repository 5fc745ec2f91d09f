/* bench_start.c - how long from exec to a painted Today screen, against what the machine can do at best.
 *
 * bench_start RUNS DATABASE USER SAMTALE EMPTY
 * Interleaves, on a pty of 80x24: `SAMTALE --db DATABASE --user USER` until its Today screen is there, and the floor: the sqlite3 shell with one
 * query on the same database, and EMPTY (a program that opens ncurses, paints one line and leaves). Prints medians and the ratio; the figures
 * are for people, nothing fails on them. */
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stopwatch.h"

#define RUNS_MAX 200

/* Runs argv on a pty. Until `mark` has been written (then it is asked to leave), or until it ends (mark NULL). Milliseconds. */
static double run(char *const argv[], const char *mark)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	char seen[1 << 16];
	size_t length = 0;
	double start = now_ms(), end;
	int master;
	pid_t child = forkpty(&master, NULL, NULL, &size);

	if (child < 0) {
		perror("forkpty");
		exit(3);
	}
	if (child == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	for (;;) {
		ssize_t got = read(master, seen + length, sizeof(seen) - 1 - length);

		if (got <= 0)
			break;
		length += (size_t)got;
		seen[length] = '\0';
		if (mark != NULL && strstr(seen, mark) != NULL)
			break;
		if (length > sizeof(seen) / 2)
			length = 0;
	}
	end = now_ms();
	if (mark != NULL && write(master, "q", 1) == 1)
		while (read(master, seen, sizeof(seen)) > 0)
			continue;
	close(master);
	waitpid(child, NULL, 0);
	return end - start;
}

/* execvp() takes words it promises not to change. */
static char *word(const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		exit(3);
	return copy;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *times, int count)
{
	qsort(times, (size_t)count, sizeof(*times), ascending);
	return times[count / 2];
}

int main(int argc, char **argv)
{
	static double samtale[RUNS_MAX], query[RUNS_MAX], empty[RUNS_MAX];
	int runs = argc == 6 ? atoi(argv[1]) : 0;
	double ours, floor;

	if (runs < 1 || runs > RUNS_MAX) {
		fprintf(stderr, "usage: bench_start RUNS DATABASE USER SAMTALE EMPTY\n");
		return 2;
	}
	for (int i = 0; i < runs; i++) {
		char *console[] = { argv[4], word("--db"), argv[2], word("--user"), argv[3], word("--lang"), word("en"), NULL };
		char *shell[] = { word("sqlite3"), word("-readonly"), argv[2],
				  word("SELECT surname, given_names FROM citizen ORDER BY id LIMIT 20"), NULL };
		char *curses[] = { argv[5], NULL };

		samtale[i] = run(console, "Leave");
		query[i] = run(shell, NULL);
		empty[i] = run(curses, NULL);
	}
	ours = median(samtale, runs);
	floor = median(query, runs) + median(empty, runs);
	printf("cold start to Today   %6.1f ms\n", ours);
	printf("sqlite3 query         %6.1f ms\n", median(query, runs));
	printf("empty ncurses program %6.1f ms\n", median(empty, runs));
	printf("ratio to the sum      %6.2f   (wanted: at most 2)\n", ours / floor);
	return 0;
}
