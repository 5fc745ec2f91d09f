/* document.h - what commands print alike: the document of --json, dates in it, columns for people. */
#ifndef SAMTALE_APP_DOCUMENT_H
#define SAMTALE_APP_DOCUMENT_H

#include <jansson.h>

#include "samtale/base/date.h"

/* Prints the document and a line end, and releases it. NULL is a BUG: the document could not be made. */
void document_print(json_t *document);

/* "2026-11-23", or null for a date that is not set. */
json_t *document_date(struct date date);

/* The text, and blanks up to that many columns. */
void document_column(const char *text, int cols);

#endif
