#include <jansson.h>
#include <stdio.h>

#include "app/open.h"
#include "samtale/store/seats.h"
#include "samtale/store/streams.h"

/* What the terminal holds by one number: the same on every terminal of the same units that has exchanged everything. */
static void print_json(const char *database, const struct verify_report *report, const char *digest, size_t doubles)
{
	json_t *findings = json_array(), *document;

	for (size_t i = 0; i < report->count; i++) {
		const struct verify_finding *finding = &report->findings[i];

		json_array_append_new(findings, json_pack("{s:s, s:s, s:I, s:s}", "what", finding->what,
							  "table", finding->table, "row",
							  (json_int_t)finding->row, "text", finding->text));
	}
	document = json_pack("{s:s, s:I, s:I, s:i, s:s, s:I, s:o}", "database", database, "rows",
			     (json_int_t)report->rows, "ops", (json_int_t)report->ops, "checks",
			     report->checks, "digest", digest, "two_seats",
			     (json_int_t)doubles, "findings", findings);
	if (!document)
		BUG("a report that is not UTF-8");
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}

static void print_finding(const struct verify_finding *finding)
{
	if (!finding->table[0])
		printf("! %s\n", finding->text);
	else if (!finding->row)
		printf("! %s: %s\n", finding->table, finding->text);
	else
		printf("! %s %lld: %s\n", finding->table, (long long)finding->row, finding->text);
}

/* Not wrong in the database, but two plans and two coordinators for one person. The number is the row's; who it is,
 * handover list tells. */
static void print_double(const struct seat_double *two, struct arena *arena)
{
	printf(_("- citizen %lld is also with %s. A hand-over makes one of them: samtale handover list tells who it is.\n"),
	       (long long)two->citizen, seat_teams(arena, &two->elsewhere));
}

struct doubles {
	struct seat_double *rows;
	size_t count;
};

static void print_text(const char *database, const struct verify_report *report, const struct doubles *doubles,
		       struct arena *arena)
{
	printf(_("%s: %lld rows and %lld changes in the log, %d kinds of check.\n"), database,
	       (long long)report->rows, (long long)report->ops, report->checks);
	for (size_t i = 0; i < report->count; i++)
		print_finding(&report->findings[i]);
	for (size_t i = 0; i < doubles->count; i++)
		print_double(&doubles->rows[i], arena);
	if (report->count)
		printf(tr_count("%zu thing is wrong. Change nothing more on this machine, and show this "
				"to your administrator.\n",
				"%zu things are wrong. Change nothing more on this machine, and show this "
				"to your administrator.\n",
				(long)report->count),
		       report->count);
	else
		puts(_("Everything is whole."));
}

static int verify(const struct common_options *common, struct arena *arena)
{
	struct verify_report report = { 0 };
	struct doubles doubles = { NULL, 0 };
	struct store *store;
	struct err err = { ERR_NONE };
	char digest[ID_HASH_TEXT];
	bool ok;

	if (!open_store(common, STORE_READ_ONLY, false, &store, &err))
		return command_fail(&err);
	ok = store_verify(store, arena, &report, &err) && store_digest(store, digest, &err) &&
	     store_seat_doubles(store, arena, &doubles.rows, &doubles.count, &err);
	store_close(store);
	if (!ok)
		return command_fail(&err);
	if (common->json)
		print_json(common->database, &report, digest, doubles.count);
	else
		print_text(common->database, &report, &doubles, arena);
	return report.count ? 1 : 0;
}

int command_verify(const struct common_options *common, int argc, char **argv)
{
	struct arena arena;
	int status = command_words(&argc, argv, 0, 0);

	if (status)
		return status;
	arena_init(&arena);
	status = verify(common, &arena);
	arena_done(&arena);
	return status;
}
