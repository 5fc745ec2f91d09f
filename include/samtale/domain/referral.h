/* referral.h - a citizen's name given to an employer for an opening (henvisning), and what came of it: sent, interview,
 * hired, or no with a reason (reference, section 11 rows 21 and 65).
 *
 * Both are facts. A name leaves only with the citizen's consent (subject "employer"), which the store looks at again
 * when it writes. After "hired" or "no" a referral is over and is not followed up. */
#ifndef SAMTALE_DOMAIN_REFERRAL_H
#define SAMTALE_DOMAIN_REFERRAL_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/date.h"
#include "samtale/base/err.h"

/* What is known of the citizen's consent to be named to employers. */
enum referral_consent { REFERRAL_NEVER_ASKED, REFERRAL_CONSENT_NO, REFERRAL_CONSENT_YES };

enum referral_state { REFERRAL_SENT, REFERRAL_INTERVIEW, REFERRAL_HIRED, REFERRAL_NO, REFERRAL_STATES };
const char *referral_state_name(enum referral_state state);  /* "sent": for data */
const char *referral_state_label(enum referral_state state); /* translated */
bool referral_is_over(enum referral_state state);

struct referral {
	int64_t id, citizen, opening;
	int64_t consent;       /* filled by the store: the consent it rests on */
	struct date date;
	const char *note;
	struct date follow_up; /* unset: none */
	enum referral_state state; /* read only, as are the rest: by the latest event */
	struct date state_date;
	const char *reason;
	const char *title, *employer_name, *number;
};

struct referral_list {
	struct referral *rows; /* newest first */
	size_t count;
};

struct referral_event {
	int64_t id, referral;
	enum referral_state state;
	struct date date;
	const char *reason;
	struct date follow_up;
};

/* ERR_INPUT: what is to be filled in. "No" needs a reason; what goes on needs a day to follow up, today or later. */
NODISCARD bool referral_event_is_complete(const struct referral_event *event, struct date today, struct err *err);
/* ERR_REFUSED with the key that mends it, unless the consent was given. */
NODISCARD bool referral_has_consent(enum referral_consent consent, struct err *err);

#endif
