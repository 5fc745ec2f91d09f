#include "app/import_print.h"

#include <jansson.h>
#include <stdio.h>
#include <time.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define FILE_COLUMNS 20
#define GAP 2

static void print_json(json_t *document)
{
	if (!document)
		BUG("a report that is not UTF-8");
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}

/* ---- the report, for people ---------------------------------------------------------------- */

struct tally {
	const char *heading; /* msgid */
	size_t offset;       /* of the figure, in struct import_file */
};

static const struct tally tallies[] = {
	{ N_("rows"), offsetof(struct import_file, rows) },
	{ N_("new"), offsetof(struct import_file, created) },
	{ N_("changed"), offsetof(struct import_file, updated) },
	{ N_("as before"), offsetof(struct import_file, unchanged) },
	{ N_("left out"), offsetof(struct import_file, errors) },
};

static const char *const states[] = {
	[IMPORT_FILE_READ] = "read",
	[IMPORT_FILE_MISSING] = "missing",
	[IMPORT_FILE_REFUSED] = "refused",
};

static const char *const state_texts[] = {
	[IMPORT_FILE_MISSING] = N_("is not there"),
	[IMPORT_FILE_REFUSED] = N_("was left out"),
};

static int64_t figure(const struct import_file *file, const struct tally *tally)
{
	return *(const int64_t *)(const void *)((const char *)file + tally->offset);
}

static int tally_columns(const struct tally *tally)
{
	int columns = utf8_columns(tr(tally->heading));

	return GAP + (columns > 7 ? columns : 7);
}

static void print_headings(void)
{
	printf("%*s", FILE_COLUMNS, "");
	for (size_t i = 0; i < LENGTH(tallies); i++) {
		const char *heading = tr(tallies[i].heading);

		printf("%*s%s", tally_columns(&tallies[i]) - utf8_columns(heading), "", heading);
	}
	putchar('\n');
}

static void print_file(const struct import_file *file)
{
	printf("%-*s", FILE_COLUMNS, file->name);
	if (file->state != IMPORT_FILE_READ) {
		printf("  %s\n", tr(state_texts[file->state]));
		return;
	}
	for (size_t i = 0; i < LENGTH(tallies); i++)
		printf("%*lld", tally_columns(&tallies[i]),
		       (long long)(figure(file, &tallies[i]) + (i + 1 == LENGTH(tallies) ? file->elsewhere : 0)));
	putchar('\n');
}

static void print_finding(const struct import_finding *finding)
{
	printf("%c %s", finding->is_warning ? '-' : '!', finding->file);
	if (finding->line)
		printf(_(" line %lld"), (long long)finding->line);
	if (finding->column[0])
		printf(_(", column %s"), finding->column);
	if (finding->value[0])
		printf(", '%s'", finding->value);
	printf(": %s\n", finding->reason);
}

static struct import_file sum_of(const struct import_report *report)
{
	struct import_file sum = { .name = _("all") };

	for (size_t i = 0; i < IMPORT_FILES; i++) {
		sum.rows += report->files[i].rows;
		sum.created += report->files[i].created;
		sum.updated += report->files[i].updated;
		sum.unchanged += report->files[i].unchanged;
		sum.errors += report->files[i].errors;
		sum.elsewhere += report->files[i].elsewhere;
		sum.doubtful_cpr += report->files[i].doubtful_cpr;
	}
	return sum;
}

static void print_outcome(const struct import_report *report, bool dry_run)
{
	if (dry_run)
		puts(_("This was a rehearsal. Nothing was written."));
	else if (report->batch)
		printf(_("This is import %lld. \"samtale import --undo %lld\" takes it back.\n"),
		       (long long)report->batch, (long long)report->batch);
	else
		puts(_("Nothing has changed."));
}

static void print_text(const struct import_report *report, bool dry_run)
{
	struct import_file sum = sum_of(report);
	int64_t told = report->errors + report->warnings;

	print_headings();
	for (size_t i = 0; i < IMPORT_FILES; i++)
		print_file(&report->files[i]);
	print_file(&sum);
	putchar('\n');
	for (size_t i = 0; i < report->count; i++)
		print_finding(&report->findings[i]);
	if (told > (int64_t)report->count)
		printf(_("... and %lld more.\n"), (long long)(told - (int64_t)report->count));
	if (told)
		putchar('\n');
	if (sum.doubtful_cpr)
		printf(tr_count("%lld CPR number fails the check digit. It went in; look at it again.\n",
				"%lld CPR numbers fail the check digit. They went in; look at them again.\n",
				(long)sum.doubtful_cpr),
		       (long long)sum.doubtful_cpr);
	if (sum.elsewhere)
		printf(tr_count("%lld line was left out: the citizen is with another team. samtale handover ask CPR asks "
				"for the citizen, --elsewhere takes the citizen in all the same.\n",
				"%lld lines were left out: the citizens are with other teams. samtale handover ask CPR asks "
				"for a citizen, --elsewhere takes them in all the same.\n",
				(long)sum.elsewhere),
		       (long long)sum.elsewhere);
	print_outcome(report, dry_run);
}

/* ---- the report, for programs -------------------------------------------------------------- */

static json_t *json_file(const struct import_file *file)
{
	return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "file", file->name, "state",
			 states[file->state], "rows", (json_int_t)file->rows, "created",
			 (json_int_t)file->created, "updated", (json_int_t)file->updated, "unchanged",
			 (json_int_t)file->unchanged, "errors", (json_int_t)file->errors, "elsewhere",
			 (json_int_t)file->elsewhere, "doubtful_cpr",
			 (json_int_t)file->doubtful_cpr);
}

static json_t *json_finding(const struct import_finding *finding)
{
	return json_pack("{s:s, s:s, s:I, s:s, s:s, s:s}", "kind", finding->is_warning ? "warning" : "error",
			 "file", finding->file, "line", (json_int_t)finding->line, "column", finding->column,
			 "value", finding->value, "reason", finding->reason);
}

static json_t *json_report(const struct import_report *report, bool dry_run)
{
	json_t *files = json_array(), *findings = json_array();

	for (size_t i = 0; i < IMPORT_FILES; i++)
		json_array_append_new(files, json_file(&report->files[i]));
	for (size_t i = 0; i < report->count; i++)
		json_array_append_new(findings, json_finding(&report->findings[i]));
	return json_pack("{s:b, s:I, s:I, s:I, s:o, s:o}", "dry_run", dry_run, "import",
			 (json_int_t)report->batch, "errors", (json_int_t)report->errors, "warnings",
			 (json_int_t)report->warnings, "files", files, "findings", findings);
}

void import_print_report(const struct import_report *report, bool dry_run, bool json)
{
	if (json)
		print_json(json_report(report, dry_run));
	else
		print_text(report, dry_run);
}

/* ---- earlier imports ----------------------------------------------------------------------- */

/* The machine's own time, for people; UTC for programs. */
static void time_text_of(int64_t at_ms, bool utc, char *text, size_t size)
{
	time_t at = (time_t)(at_ms / 1000);
	struct tm parts;

	if (!(utc ? gmtime_r(&at, &parts) : localtime_r(&at, &parts)) ||
	    !strftime(text, size, utc ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d %H:%M", &parts))
		*text = '\0';
}

static json_t *json_batch(const struct import_batch *batch)
{
	char at[32];

	time_text_of(batch->at, true, at, sizeof(at));
	return json_pack("{s:I, s:s, s:s, s:I, s:I, s:b}", "import", (json_int_t)batch->id, "at", at,
			 "source", batch->source, "created", (json_int_t)batch->created, "updated",
			 (json_int_t)batch->updated, "undone", batch->undone);
}

static void print_batch(const struct import_batch *batch)
{
	char at[32];

	time_text_of(batch->at, false, at, sizeof(at));
	printf(_("%4lld  %s  %lld new, %lld changed  %s%s\n"), (long long)batch->id, at,
	       (long long)batch->created, (long long)batch->updated, batch->source,
	       batch->undone ? _("  (taken back)") : "");
}

void import_print_list(const struct import_batch *batches, size_t count, bool json)
{
	json_t *list = json ? json_array() : NULL;

	for (size_t i = 0; i < count; i++) {
		if (json)
			json_array_append_new(list, json_batch(&batches[i]));
		else
			print_batch(&batches[i]);
	}
	if (json)
		print_json(json_pack("{s:o}", "imports", list));
	else if (!count)
		puts(_("Nothing has been imported yet."));
}

void import_print_undo(int64_t id, const struct import_undo *undo, bool json)
{
	if (json) {
		print_json(json_pack("{s:I, s:I, s:I, s:I}", "import", (json_int_t)id, "removed",
				     (json_int_t)undo->removed, "restored", (json_int_t)undo->restored,
				     "kept", (json_int_t)undo->kept));
		return;
	}
	printf(_("Import %lld is taken back: %lld rows removed, %lld values put back.\n"), (long long)id,
	       (long long)undo->removed, (long long)undo->restored);
	if (undo->kept)
		printf(tr_count("%lld was kept, because somebody has worked with it since.\n",
				"%lld were kept, because somebody has worked with them since.\n",
				(long)undo->kept),
		       (long long)undo->kept);
}
