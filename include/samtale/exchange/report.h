/* report.h - the municipality's figures as files: text for people, JSON and CSV for machines.
 *
 * Two machines with the same rows write the same bytes: nothing of the clock, the machine or the order of
 * writing is in them. Each says what is counted, which data it is made from, and the hash of that data. JSON
 * and CSV have decimal points and never a translated number; a figure that is hidden is null (CSV: empty),
 * and the reason stands beside. */
#ifndef SAMTALE_EXCHANGE_REPORT_H
#define SAMTALE_EXCHANGE_REPORT_H

#include "samtale/base/str.h"
#include "samtale/store/reports.h"

enum report_form { REPORT_TEXT, REPORT_JSON, REPORT_CSV, REPORT_FORMS };

/* code NULL: every effort. */
void report_effect(const struct effect_report *report, const char *code, enum report_form form,
		   struct str *out);
void report_refund(const struct refund_report *report, enum report_form form, struct str *out);
void report_population(const struct population_report *report, enum report_form form, struct str *out);
/* How many citizens each caseworker has, and how many of them have something booked. */
void report_caseload(const struct population_report *report, enum report_form form, struct str *out);
void report_registers(const struct register_row *rows, size_t count, enum report_form form, struct str *out);

#endif
