/* work.h - employers, their openings, who is referred to them, and the table that matching goes by. */
#ifndef SAMTALE_STORE_WORK_H
#define SAMTALE_STORE_WORK_H

#include "samtale/domain/employer.h"
#include "samtale/domain/match.h"
#include "samtale/domain/referral.h"
#include "samtale/store/store.h"

/* One window of the list, with the counts over all. */
NODISCARD bool store_employers(struct store *store, const struct employer_query *query, struct arena *arena,
			       struct employer_list *list, struct err *err);
/* ERR_MISSING when there is no such employer. */
NODISCARD bool store_employer_card(struct store *store, int64_t employer, struct date today, struct arena *arena,
				   struct employer_card *card, struct err *err);
/* Openings whose deadline has not passed. employer 0: everybody's. */
NODISCARD bool store_openings(struct store *store, int64_t employer, struct date today, struct arena *arena,
			      struct opening_list *list, struct err *err);
/* 0 when there is none. */
NODISCARD bool store_find_opening(struct store *store, const char *number, int64_t *id, struct err *err);

/* One agreement a kind and employer; id filled. */
NODISCARD bool store_agreement_put(struct store *store, struct agreement *agreement, struct err *err);
/* Facts; id filled. ERR_INPUT says what is missing. */
NODISCARD bool store_visit_add(struct store *store, struct employer_visit *visit, struct err *err);
NODISCARD bool store_promise_add(struct store *store, struct employer_promise *promise, struct err *err);
NODISCARD bool store_promise_outcome_add(struct store *store, struct promise_outcome *outcome, struct err *err);
/* ERR_REFUSED: the employer has no company centre, or the citizen waits there already. */
NODISCARD bool store_wait_put(struct store *store, struct centre_wait *wait, struct err *err);

/* What the citizen said about a hard need; value -1 forgets it. */
NODISCARD bool store_need_put(struct store *store, const struct match_answer *answer, struct err *err);

/* ERR_REFUSED without the citizen's consent, after the deadline, or where a referral to the same opening is going on.
 */
NODISCARD bool store_referral_add(struct store *store, struct referral *referral, struct err *err);
NODISCARD bool store_referral_event_add(struct store *store, struct referral_event *event, struct err *err);

/* Of a citizen, of an opening; 0: any. */
NODISCARD bool store_referrals(struct store *store, int64_t citizen, int64_t opening, struct arena *arena,
			       struct referral_list *list, struct err *err);

/* Citizens, openings and answers as they stand; points, today and match_prepare() are the caller's. */
NODISCARD bool store_match_table(struct store *store, struct arena *arena, struct match_table *table, struct err *err);

#endif
