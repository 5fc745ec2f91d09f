#include "app/sync_print.h"

#include <stddef.h>
#include <stdio.h>

#include "samtale/base/compiler.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

/* ---- for a machine ------------------------------------------------------------------------------ */

static json_t *troubles_json(const struct sync_report *report)
{
	json_t *troubles = json_array();

	for (size_t i = 0; i < report->trouble_count; i++) {
		const struct sync_trouble *trouble = &report->troubles[i];

		json_array_append_new(troubles, json_pack("{s:s, s:I, s:I, s:I, s:s, s:s}", "code",
							  trouble->code, "unit", (json_int_t)trouble->unit,
							  "origin", (json_int_t)trouble->origin, "bundle",
							  (json_int_t)trouble->bseq, "terminal",
							  trouble->terminal, "text", trouble->text));
	}
	return troubles;
}

static const struct number {
	const char *key;
	const char *one, *many; /* msgids, one of them and several; NULL for the machine alone */
	size_t offset;
	bool is_always; /* told when it is 0 as well */
} numbers[] = {
	{ "sent_ops", N_("change sent"), "changes sent", offsetof(struct sync_report, sent_ops), true },
	{ "sent_bundles", NULL, NULL, offsetof(struct sync_report, sent_bundles), false },
	{ "sent_bytes", NULL, NULL, offsetof(struct sync_report, sent_bytes), false },
	{ "taken_ops", N_("change fetched"), "changes fetched", offsetof(struct sync_report, taken_ops), true },
	{ "taken_bundles", NULL, NULL, offsetof(struct sync_report, taken_bundles), false },
	{ "receipts", N_("new receipt for what was sent"), "new receipts for what was sent",
	  offsetof(struct sync_report, receipts), false },
	{ "conflicts_before", NULL, NULL, offsetof(struct sync_report, conflicts_before), false },
	{ "conflicts", N_("field where two have written, and somebody is to choose"),
	  "fields where two have written, and somebody is to choose",
	  offsetof(struct sync_report, conflicts), false },
	{ "held", N_("record held back until somebody has looked at it"),
	  "records held back until somebody has looked at them",
	  offsetof(struct sync_report, held), false },
	{ "parked", N_("change that waits for a newer Samtale or for what it builds on"),
	  "changes that wait for a newer Samtale or for what they build on",
	  offsetof(struct sync_report, parked), false },
	{ "snapshots", NULL, NULL, offsetof(struct sync_report, snapshots), false },
	{ "purged_citizens", N_("citizen removed here, who moved to another team or whose time was up"),
	  "citizens removed here, who moved to another team or whose time was up",
	  offsetof(struct sync_report, purged_citizens), false },
	{ "waiting", N_("change that still waits here"), "changes that still wait here",
	  offsetof(struct sync_report, waiting), true },
};

static int64_t number_of(const struct sync_report *report, const struct number *number)
{
	return *(const int64_t *)(const void *)((const char *)report + number->offset);
}

json_t *sync_report_json(const struct sync_report *report, bool dry_run, const struct err *failed)
{
	json_t *document = json_pack("{s:b}", "dry_run", dry_run);

	for (size_t i = 0; i < LENGTH(numbers); i++)
		json_object_set_new(document, numbers[i].key, json_integer(number_of(report, &numbers[i])));
	json_object_set_new(document, "restored", json_boolean(report->is_restored));
	json_object_set_new(document, "troubles", troubles_json(report));
	json_object_set_new(document, "error", json_string(failed ? failed->text : ""));
	return document;
}

void sync_progress_line(enum sync_step step, int64_t done, int64_t of)
{
	printf("{\"step\": \"%s\", \"done\": %lld, \"of\": %lld}\n", sync_step_name(step), (long long)done,
	       (long long)of);
	fflush(stdout);
}

/* ---- for a person ------------------------------------------------------------------------------- */

void sync_report_print(const struct sync_report *report, bool dry_run)
{
	if (dry_run)
		puts(_("This is a rehearsal: nothing is sent or taken in."));
	for (size_t i = 0; i < LENGTH(numbers); i++) {
		int64_t number = number_of(report, &numbers[i]);

		if (numbers[i].one && (number || numbers[i].is_always))
			printf("%8lld  %s\n", (long long)number,
			       tr_count(numbers[i].one, numbers[i].many, (long)number));
	}
	for (size_t i = 0; i < report->trouble_count; i++)
		printf("! %s\n", report->troubles[i].text);
}

#define METER_COLUMNS 60

void sync_progress_show(enum sync_step step, int64_t done, int64_t of)
{
	const char *text = sync_step_text(step);
	char count[64] = "";

	if (of)
		snprintf(count, sizeof(count), " %lld/%lld", (long long)done, (long long)of);
	fprintf(stderr, "\r%s%s%*s", text, count,
		METER_COLUMNS - utf8_columns(text) - (int)utf8_columns(count), "");
	fflush(stderr);
}

void sync_progress_clear(void)
{
	fprintf(stderr, "\r%*s\r", METER_COLUMNS, "");
}
