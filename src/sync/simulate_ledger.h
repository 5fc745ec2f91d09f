/* simulate_ledger.h - what the simulated caseworkers wrote, kept apart from every database.
 *
 * Each text that is written ends in a number of its own, "... #4711", so that it is found again wherever it comes.
 * A fact must come to be in every database of its citizen's unit, once. A value of a field must be there as long as
 * nobody who knew it has replaced it: what its writer knew was read from the writer's screen, so to say - the value
 * that was shown and those beside it - and not from the engine's contexts. An event of a case counts as a fact
 * that is replaced by the events that were made from it. */
#ifndef SAMTALE_SRC_SYNC_SIMULATE_LEDGER_H
#define SAMTALE_SRC_SYNC_SIMULATE_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/compiler.h"
#include "samtale/store/change.h"

enum ledger_kind { LEDGER_FACT, LEDGER_VALUE, LEDGER_EVENT };

#define LEDGER_NOBODY (-1) /* what belongs to no citizen */

struct ledger_write {
	int64_t citizen; /* the simulation's own number */
	struct dot dot;	 /* seq 0: it was taken back before it was saved */
	enum ledger_kind kind;
	bool is_gone;	  /* with a database that was restored or shut out, before anybody had it */
	bool is_replaced; /* by ledger_settle(): somebody who knew it wrote over it */
};

struct ledger_link {
	uint32_t later, earlier;
};

struct ledger {
	struct ledger_write *writes; /* [0] is nobody's */
	size_t count;		     /* with [0] */
	struct ledger_link *links;
	size_t link_count;
};

void ledger_begin(struct ledger *ledger);
void ledger_done(struct ledger *ledger);
/* The write's number. */
uint32_t ledger_add(struct ledger *ledger, enum ledger_kind kind, int64_t citizen, uint32_t origin);
/* The writer of `later` knew `earlier` to stand there; 0 is nothing. */
void ledger_replaces(struct ledger *ledger, uint32_t later, uint32_t earlier);
/* It was said anew, of somebody else: what it replaced, and what replaced it, counts no more. */
void ledger_unlink(struct ledger *ledger, uint32_t number);
/* Those added since `first` were saved as the terminal's change `seq`; 0: they were not saved. */
void ledger_saved(struct ledger *ledger, size_t first, int64_t seq);
/* Works out what has been replaced, by writes that are not gone. */
void ledger_settle(struct ledger *ledger);

#define LEDGER_TEXT_SIZE 64
/* "what #number." */
const char *ledger_text(char text[LEDGER_TEXT_SIZE], const char *what, uint32_t number);
/* 0: the text is none of the ledger's. */
uint32_t ledger_number(const struct ledger *ledger, const char *text);
/* Of the one that begins there: a note that something was carried over to holds several. */
uint32_t ledger_number_at(const struct ledger *ledger, const char *at);

#endif
