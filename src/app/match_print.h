/* match_print.h - a ranking, and who is never proposed, as a command prints them: text or one JSON document.
 *
 * CPR numbers are masked; no row id is printed, so that two machines with the same data print the same bytes. */
#ifndef SAMTALE_APP_MATCH_PRINT_H
#define SAMTALE_APP_MATCH_PRINT_H

#include "samtale/domain/match_page.h"

void match_print_text(const struct match_page *page, struct arena *arena);
void match_print_json(const struct match_page *page, struct date on);
/* limit 0: all. */
void match_print_never_text(const struct match_table *table, const struct match_never *never, size_t limit,
			    struct arena *arena);
void match_print_never_json(const struct match_table *table, const struct match_never *never, size_t limit);

#endif
