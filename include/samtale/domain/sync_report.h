/* sync_report.h - what one exchange with the hub did, as it is told to a person: its steps while it runs,
 * what came and went, and what
 * did not. */
#ifndef SAMTALE_DOMAIN_SYNC_REPORT_H
#define SAMTALE_DOMAIN_SYNC_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sync_step { SYNC_KEYS, SYNC_FETCH, SYNC_TAKE, SYNC_SEAL, SYNC_PUBLISH, SYNC_RECEIPTS, SYNC_DONE,
		SYNC_STEPS };
const char *sync_step_name(enum sync_step step); /* "fetch": what a machine reads */
bool sync_step_parse(const char *name, enum sync_step *step);
const char *sync_step_text(enum sync_step step); /* translated: what a person reads while it runs */

/* A stream, bundle or record that did not go or come; the rest did. */
struct sync_trouble {
	const char *code;     /* bundle_fault_code(), or "access", "media", "ahead" ... */
	int64_t unit, bseq;
	uint32_t origin;
	const char *terminal; /* its name in the keyring */
	const char *text;     /* a whole sentence with what to do next; no personal data */
};

struct sync_report {
	int64_t sent_bundles, sent_ops, sent_bytes;
	int64_t taken_bundles, taken_ops;
	int64_t receipts;      /* of ours, new */
	int64_t conflicts_before, conflicts;
	int64_t held, parked, snapshots, purged_citizens;
	int64_t bases_made, bases_taken;      /* states of units, for those who come new */
	int64_t pruned_bundles, pruned_bytes; /* at the hub */
	int64_t waiting;       /* ours, still */
	struct sync_trouble *troubles;
	size_t trouble_count;
	bool is_restored;      /* the hub has more of this terminal than the terminal itself: nothing was sent */
};

/* What a running exchange tells, one after the other: steps, then what it did, then that it is over. */
enum sync_news_kind { SYNC_NEWS_STEP, SYNC_NEWS_REPORT, SYNC_NEWS_OVER };

struct sync_news {
	enum sync_news_kind kind;
	enum sync_step step;       /* STEP */
	int64_t done, of;          /* STEP; of 0: nobody knows how many */
	struct sync_report report; /* REPORT */
	const char *failure;       /* OVER: why it did not go through, a sentence; "" it did */
};

#endif
