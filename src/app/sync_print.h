/* sync_print.h - what samtale sync says: its progress while it runs, and its report. */
#ifndef SAMTALE_APP_SYNC_PRINT_H
#define SAMTALE_APP_SYNC_PRINT_H

#include <jansson.h>

#include "samtale/base/err.h"
#include "samtale/domain/sync_report.h"

/* failed: what ended the run, NULL nothing. The caller's to release. */
json_t *sync_report_json(const struct sync_report *report, bool dry_run, const struct err *failed);
/* On standard output: numbers, and a line for each trouble. */
void sync_report_print(const struct sync_report *report, bool dry_run);

/* One line on standard error that is written over. */
void sync_progress_show(enum sync_step step, int64_t done, int64_t of);
void sync_progress_clear(void);
/* One JSON object on a line of standard output, flushed: {"step": "take", "done": 3, "of": 12}. */
void sync_progress_line(enum sync_step step, int64_t done, int64_t of);

#endif
