/* utf8.h - text as people see it: bytes in, columns and graphemes out (utf8proc).
 *
 * Everything inside Samtale is valid UTF-8. What comes from outside passes utf8_valid() or
 * utf8_clean() first; what goes to a terminal holds no control character. Columns are terminal
 * cells: 0 for combining marks, 2 for wide characters. */
#ifndef SAMTALE_BASE_UTF8_H
#define SAMTALE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samtale/base/arena.h"

/* The code point at *at, advancing *at past it; at == end gives 0 and stays. A malformed byte is
 * U+FFFD and one byte long, so a walk always ends. */
uint32_t utf8_next(const char **at, const char *end);

/* Writes cp to out (at least 4 bytes, not NUL-terminated); returns bytes written. A surrogate or a
 * value past U+10FFFF becomes U+FFFD. */
size_t utf8_put(uint32_t cp, char *out);

bool utf8_valid(const char *text, size_t bytes);

/* C0, DEL and C1 controls, line and paragraph separators, bidi marks, overrides and isolates, and the byte
 * order mark: what must never reach a terminal. */
bool utf8_is_control(uint32_t cp);

int utf8_columns(const char *text);         /* of a whole string */
int utf8_cp_columns(uint32_t cp);           /* 0, 1 or 2; control characters 0 */

/* The bytes of the grapheme cluster (what a person calls a letter) at text[at..length); 0 at the end. */
size_t utf8_grapheme(const char *text, size_t length, size_t at);
/* The start of the grapheme before `at`; 0 stays 0. */
size_t utf8_grapheme_before(const char *text, size_t at);

/* The longest prefix, in bytes, that fits into `columns`. */
size_t utf8_fit(const char *text, int columns);

/* A copy that is valid UTF-8 (bad bytes become U+FFFD), NFC, and without control characters: tabs and
 * line breaks become blanks; with keep_lines every kind of line break becomes \n instead. \r\n is one. */
char *utf8_clean(struct arena *arena, const char *text, size_t bytes, bool keep_lines);

/* Windows-1252 (which holds ISO-8859-1's letters) to UTF-8; the five unassigned bytes become U+FFFD. */
char *utf8_from_windows1252(struct arena *arena, const char *text, size_t bytes);

#endif
