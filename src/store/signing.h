/* signing.h - the parts of a signing, between its own files.
 *
 * What an answer becomes is decided by the guide (feeds); how it is written is decided here, in tables:
 * signing_feeds.c for all kinds but the availability checks, which several answers make together
 * (signing_checks.c, and signing_event.c for an event that was assessed). */
#ifndef SAMTALE_SRC_STORE_SIGNING_H
#define SAMTALE_SRC_STORE_SIGNING_H

#include "database.h"
#include "samtale/base/str.h"
#include "samtale/store/conversations.h"

struct signing {
	struct store *store;
	const struct conversation_signing *asked;
	struct date day;          /* it was held; records are of that day */
	int target_group;         /* the citizen's */
	const char *text_version; /* "jobsamtale/3": the guide whose words were read */
	struct arena scratch;
};

/* The choices of a yes or no question, as guides name them. */
enum said { SAID_NOTHING, SAID_YES, SAID_NO };
enum said signing_said(const char *value);
/* Digits, perhaps with a point: how a guide stores a number, whatever the locale. */
bool signing_number(const char *value, double *number);

/* Writes the record of every feed but the checks. The earlier agreed step is updated before the new one is
 * written. */
NODISCARD bool signing_feeds(struct signing *signing, struct err *err);
NODISCARD bool signing_checks(struct signing *signing, struct err *err);
/* One question and its answer, as they were read, added to the evidence of a check. */
void signing_evidence_add(struct str *evidence, const struct feed *feed);
/* The one event that the caseworker assessed in the conversation, as one check. */
NODISCARD bool signing_event(struct signing *signing, struct err *err);

#endif
