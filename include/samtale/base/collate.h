/* collate.h - Danish order and Danish search.
 *
 * The key orders bytewise (memcmp) as a Danish reader expects: æ ø å after z, aa as å, case and other
 * accents only as tie-breakers, ü as y, ä as æ, ö as ø. It never depends on a locale, so it may be
 * stored in an index. Source: Dansk Sprognævn, Retskrivningsordbogen, alphabetisation rules.
 *
 * The fold is for searching, and wants to over-match: å ä æ á à aa ae -> a, ø ö oe -> o, ü -> u, é -> e,
 * lower case. It is prefix-monotone: the fold of a prefix is a prefix of the fold, so typing never
 * flickers (Kjær = Kjaer, Ågård = Aagaard). */
#ifndef SAMTALE_BASE_COLLATE_H
#define SAMTALE_BASE_COLLATE_H

#include "samtale/base/arena.h"

/* The sort key of text, in two levels: its letters word by word (blanks and signs first, then digits, then
 * letters, at last those of other alphabets), then after a byte 0x01 their accents and case, capitals first.
 * Valid UTF-8 without NUL inside, ends with NUL; about twice as long as the text. */
char *collate_key(struct arena *arena, const char *text);

/* The search fold: words of [a-z0-9] and other letters' lower case, parted by single blanks; none at the
 * ends, so that a prefix ending in a blank folds as without it. */
char *collate_fold(struct arena *arena, const char *text);

#endif
