/* rhythm.h - who is to be seen, contact persons, exemptions and follow-up. */
#ifndef SAMTALE_STORE_RHYTHM_H
#define SAMTALE_STORE_RHYTHM_H

#include "samtale/domain/rhythm.h"
#include "samtale/store/store.h"

/* ---- who must be seen by when ------------------------------------------------------------------------------ */

/* Which conversations reset the contact clock: ids of guides that do. */
struct contact_guides {
	const char *const *ids;
	size_t count;
};

struct contact_query {
	int64_t caseworker; /* only those coordinated by; 0: everybody's */
	const char *team;   /* only those of the team's caseworkers; "" or NULL: every team */
	struct date today;
	struct date until;  /* open ones up to that day; unset: everybody who has a course */
	const struct rules *rules;
	const struct contact_guides *guides;
};

/* Reads each citizen once; 10,000 citizens in well under a second. */
NODISCARD bool store_contact_list(struct store *store, const struct contact_query *query, struct arena *arena,
				  struct contact_list *list, struct err *err);

NODISCARD bool store_contact_view(struct store *store, int64_t citizen, struct date today,
				  const struct rules *rules, const struct contact_guides *guides,
				  struct arena *arena, struct contact_view *view, struct err *err);

/* ---- contact persons and exemptions; id 0: new ------------------------------------------------------------- */

NODISCARD bool store_contact_person_put(struct store *store, struct contact_person *person, struct err *err);
NODISCARD bool store_contact_exemption_put(struct store *store, struct contact_exemption *exemption,
					   struct err *err);

/* Citizens with more than `most` active contact persons, the most first, then by name. */
NODISCARD bool store_contact_crowds(struct store *store, int most, struct date today, struct arena *arena,
				    struct contact_crowd **rows, size_t *count, struct err *err);

/* ---- follow-up ------------------------------------------------------------------------------------------------ */

struct followup_query {
	int64_t caseworker; /* 0: everybody's */
	const char *team;   /* "" or NULL: every team */
	int64_t citizen;    /* one only; 0: all */
	struct date today;
	struct date until;  /* unset: those that are near */
};
NODISCARD bool store_followups_due(struct store *store, const struct followup_query *query, struct arena *arena,
				   struct followup_rows *list, struct err *err);
/* A citizen's follow-ups, newest first. */
NODISCARD bool store_followups(struct store *store, int64_t citizen, struct arena *arena,
			       struct followup_list *list, struct err *err);
/* The fact, and an outcome row where the status is another than the latest one of that citizen and effort. Fills id,
 * at, author. */
NODISCARD bool store_followup_add(struct store *store, struct followup *followup, struct err *err);

#endif
