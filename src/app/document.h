/* document.h - what a command prints with --json: one document on standard output. */
#ifndef SAMTALE_APP_DOCUMENT_H
#define SAMTALE_APP_DOCUMENT_H

#include <jansson.h>

#include "samtale/base/date.h"

/* Prints the document and a line end, and releases it. NULL is a BUG: the document could not be made. */
void document_print(json_t *document);

/* "2026-11-23", or null for a date that is not set. */
json_t *document_date(struct date date);

#endif
