/* sanction_guards.h - what each act of a sanction case needs, as guards that name what is missing.
 *
 * There are two kinds. A fact guard asks the case (guidance given, hearing held, time left) and is asked in
 * every state, so that a decision tried too early is told all that stands before it. A form guard asks the
 * event itself (a reason, a channel, a date). The G numbers are those of reference section 5.6. */
#ifndef SAMTALE_SRC_DOMAIN_SANCTION_GUARDS_H
#define SAMTALE_SRC_DOMAIN_SANCTION_GUARDS_H

#include "samtale/base/str.h"
#include "samtale/domain/sanction.h"

/* One question put to sanction_may(). */
struct attempt {
	const struct sanction_case *file;
	const struct rules *rules;
	struct sanction_event *event; /* a hearing's reply date is filled in */
	struct date today;
	struct sanction_missing *missing;
	struct str quote; /* what the rules said, as sentences */
};

#define GUARDS_MAX 7

/* NULL-terminated lists of guards. */
struct act_guards {
	void (*facts[GUARDS_MAX + 1])(struct attempt *attempt);
	void (*form[GUARDS_MAX + 1])(struct attempt *attempt);
};

extern const struct act_guards act_guards[SANCTION_ACTS];

/* Written guidance before the event, in a known wording (G1). */
bool guidance_was_given(const struct sanction_case *file);
bool guidance_was_not_given(const struct sanction_case *file);

bool ground_is_known(const char *code);
bool provision_is_known(const char *section);
bool provision_applies(const char *section, int group);

#endif
