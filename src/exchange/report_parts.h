/* report_parts.h - what the reports have in common: JSON documents, CSV cells, padded columns. */
#ifndef SAMTALE_SRC_EXCHANGE_REPORT_PARTS_H
#define SAMTALE_SRC_EXCHANGE_REPORT_PARTS_H

#include <jansson.h>

#include "samtale/exchange/report.h"

/* Adds the document and a line end, and releases it. NULL is a BUG: the document could not be made. */
void report_add_json(struct str *out, json_t *document);
/* A share in per cent with one decimal; null when it is not shown. */
json_t *report_percent(bool shown, double share);
json_t *report_count(bool shown, int64_t count);

/* The cell and what ends it: ';' or '\n'. Quoted where that is needed. */
void report_add_cell(struct str *out, const char *text, char end);
void report_add_count_cell(struct str *out, bool shown, int64_t count, char end);
void report_add_percent_cell(struct str *out, bool shown, double share, char end);

/* Text in a column of that many cells; right: at its right edge. */
void report_add_padded(struct str *out, const char *text, int cols, bool right);
/* A paragraph in lines of at most 78 columns, indented. */
void report_add_wrapped(struct str *out, const char *text, int indent);

/* The last lines of every text: what was counted, which data, its hash. */
void report_add_foot(struct str *out, const char *definition, int version, const char *data,
		     const char *hash);

#endif
