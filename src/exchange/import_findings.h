/* import_findings.h - what an import tells of a file, fit to be shown. */
#ifndef SAMTALE_EXCHANGE_IMPORT_FINDINGS_H
#define SAMTALE_EXCHANGE_IMPORT_FINDINGS_H

#include "samtale/exchange/import_caseload.h"

/* A cell's value as a report may hold it: one line of at most 40 letters, and no CPR number whole. is_cpr:
 * the cell was meant to hold one, so whatever stands there is masked from its seventh digit on. */
const char *import_shown(struct arena *arena, const char *value, bool is_cpr);

/* Counts the finding, and keeps it while there is room; its strings are copied into the arena, but for file.
 */
void import_findings_add(struct import_report *report, struct arena *arena,
			 const struct import_finding *finding);

#endif
