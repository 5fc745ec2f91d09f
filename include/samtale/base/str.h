/* str.h - a byte string that grows.
 *
 * Always NUL-terminated once anything was added; `text` is never NULL after str_init(). Owned by
 * the struct; str_done() frees. Out of memory is BUG(). What is added may be a piece of the string itself,
 * but not by way of str_addf(). */
#ifndef SAMTALE_BASE_STR_H
#define SAMTALE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "samtale/base/compiler.h"

struct str {
	char *text;
	size_t length; /* bytes, without the NUL */
	size_t room;   /* bytes allocated; 0 while text is the shared empty string */
};

void str_init(struct str *str);
void str_done(struct str *str);
void str_clear(struct str *str); /* empty, memory kept */
void str_set(struct str *str, const char *text);
void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const void *bytes, size_t count);
void str_add_char(struct str *str, char byte);
void str_addf(struct str *str, const char *format, ...) PRINTF_LIKE(2, 3);
/* Replaces `removed` bytes at `at` by `text`; at and removed are bytes and must lie within. */
void str_splice(struct str *str, size_t at, size_t removed, const char *text);

/* A question or label and what parts it from its answer: "Hvornår? ", "Kontrakten: ". */
void str_add_label(struct str *str, const char *label);
/* The text as a sentence: its first letter large, on one line, with a full stop unless it has an end. */
void str_add_sentence(struct str *str, const char *text);

/* Comparisons that read as words. NULL counts as "". */
bool str_equal(const char *a, const char *b);
bool str_starts(const char *text, const char *prefix);
bool str_is_empty(const char *text); /* NULL, "" or blanks only */
bool str_is_digit(char byte);        /* 0 to 9 */
/* For qsort() and bsearch() of `const char *`: by their bytes. */
int str_order(const void *a, const void *b);

#endif
