/* match_page.h - a ranking as it is shown and printed: the first rows of it, each explained, with the referrals there
 * have been. */
#ifndef SAMTALE_DOMAIN_MATCH_PAGE_H
#define SAMTALE_DOMAIN_MATCH_PAGE_H

#include "samtale/domain/match.h"

struct match_page_row {
	const struct match_citizen *citizen;
	const struct match_opening *opening;
	struct match_explained explained;
	const char *excluded;             /* why the pair does not fit; "" it does */
	const struct referral *referral;  /* the newest of this pair; NULL none */
};

struct match_page {
	const struct match_citizen *citizen; /* whose openings; NULL: the opening's citizens */
	const struct match_opening *opening;
	struct match_page_row *rows;
	size_t count;           /* at most what was asked for */
	size_t fits, excluded;  /* all there are */
	bool shows_excluded;
};

struct match_page_query {
	int64_t citizen, opening; /* one of them; the other 0 */
	bool excluded;            /* those that do not fit, with the reason, in place of the ranking */
	size_t limit;             /* 0: all */
};

/* In the arena, and in the table, which must live as long. ERR_MISSING: no such citizen or opening. */
NODISCARD bool match_page_make(const struct match_table *table, const struct referral_list *referrals,
			       const struct match_page_query *query, struct arena *arena, struct match_page *page,
			       struct err *err);

/* What may be handed to the employer of an opening: those that fit and have said yes to it by name, with what speaks
 * for them; the others as a number. No CPR number, no address, no benefit. */
const char *match_shortlist_text(const struct match_page *page, struct date today, struct arena *arena);

/* What an employer is told of one citizen, as it is shown before it is sent. */
const char *match_told_text(const struct match_page_row *row, struct arena *arena);

/* "37", "32,5". */
const char *match_hours_text(struct arena *arena, double hours);
/* The needs of an opening in words, parted by commas; "" none. */
const char *match_needs_text(struct arena *arena, const char *needs);

#endif
