/* cases.h - availability checks, notifications to the a-kasse, guidance, sanction cases. */
#ifndef SAMTALE_STORE_CASES_H
#define SAMTALE_STORE_CASES_H

#include "samtale/domain/sanction.h"
#include "samtale/store/store.h"

/* Writes what the domain calls complete (check_is_complete, notification_is_complete; guidance has a date)
 * and refuses the rest. Fills id, at and author. */
NODISCARD bool store_check_add(struct store *store, struct availability_check *check, struct err *err);
NODISCARD bool store_checks(struct store *store, int64_t citizen, struct arena *arena,
			    struct check_list *checks, struct err *err);
NODISCARD bool store_notification_add(struct store *store, struct notification *notification,
				      struct err *err);
/* Fills citizen, id, at and author. ERR_INPUT: not complete (notification_answer_is_complete). */
NODISCARD bool store_notification_answer_add(struct store *store, const struct rules *rules,
					     struct notification_answer *answer, struct err *err);
/* The citizen's; citizen 0: those of the caseworker's own citizens and those the caseworker wrote. At most 500. */
NODISCARD bool store_notifications(struct store *store, int64_t caseworker, int64_t citizen,
				   struct arena *arena, struct notification_list *list, struct err *err);
NODISCARD bool store_guidance_add(struct store *store, struct guidance *guidance, struct err *err);

/* A no-show in one transaction: the appointment's state (when appointment is not 0), the check that says so
 * (event date, evidence, outcome and reason given by the caller) and, when open_case is true, the sanction
 * case with its first event. Ids are filled. */
struct no_show {
	int64_t appointment;
	struct availability_check check;
	bool open_case;
	struct sanction_case sanction_case; /* provision, target_group, source; the rest is filled */
};
NODISCARD bool store_no_show(struct store *store, struct no_show *no_show, struct err *err);

/* Opens a case with its REGISTER event, where one may exist (sanction_may_exist). The same citizen, event
 * date, provision and source gives the case that is there. */
NODISCARD bool store_case_open(struct store *store, struct sanction_case *sanction_case, struct err *err);
NODISCARD bool store_case(struct store *store, int64_t id, struct arena *arena,
			  struct sanction_case *sanction_case, struct err *err);
NODISCARD bool store_cases(struct store *store, int64_t citizen, struct arena *arena,
			   struct sanction_list *cases, struct err *err);
/* The cases that a deduction was ever sent to payment in, oldest first. */
struct case_ids {
	int64_t *rows;
	size_t count;
};
NODISCARD bool store_cases_paid(struct store *store, struct arena *arena, struct case_ids *cases, struct err *err);
/* Appends an event (already allowed by sanction_may()). ERR_BUSY when the head is no longer event->parent,
 * ERR_REFUSED when there are two heads. RESOLVE joins the heads: event->parent is the one that counts, and the
 * others stay readable; ERR_BUSY when there is one head only, or parent is none. */
NODISCARD bool store_case_event(struct store *store, struct sanction_event *event, struct err *err);
#endif
