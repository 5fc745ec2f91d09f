/* sync_log.h - a line a run and a line a trouble, for the one who looks after the machine. Numbers and codes
 * alone: no name, no text that somebody wrote. */
#ifndef SAMTALE_APP_SYNC_LOG_H
#define SAMTALE_APP_SYNC_LOG_H

#include "samtale/base/date.h"
#include "samtale/base/err.h"
#include "samtale/domain/sync_report.h"

#define SYNC_LOG_MOST (512 << 10) /* bytes; then the file becomes FILE.1, and the one before that is gone */

/* failed: what ended the run, NULL nothing. A log that cannot be written is no reason not to sync: false says
 * so. */
bool sync_log_add(const char *path, struct moment now, const struct sync_report *report,
		  const struct err *failed);

#endif
