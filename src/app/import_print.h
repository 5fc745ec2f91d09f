/* import_print.h - what samtale import says: as tables for people, and as one JSON document with --json. */
#ifndef SAMTALE_APP_IMPORT_PRINT_H
#define SAMTALE_APP_IMPORT_PRINT_H

#include "samtale/exchange/import_caseload.h"

void import_print_report(const struct import_report *report, bool dry_run, bool json);
void import_print_list(const struct import_batch *batches, size_t count, bool json);
void import_print_undo(int64_t id, const struct import_undo *undo, bool json);

#endif
