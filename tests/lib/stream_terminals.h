/* stream_terminals.h - terminals of two units that exchange by a hub that is nothing but a list of bundles: what the
 * sync layer does with the store, without keys and files. Unit 2 is the team Alfa's, unit 3 Beta's. */
#ifndef SAMTALE_TESTS_STREAM_TERMINALS_H
#define SAMTALE_TESTS_STREAM_TERMINALS_H

#include "merge_replicas.h"
#include "samtale/store/streams.h"

#define TERMINALS 4 /* 0, 1 in unit 2; 2, 3 in unit 3 */
#define ALFA 2
#define BETA 3

struct hub_entry {
	int64_t unit, bseq;
	uint32_t origin;
	bool is_snapshot;
	struct change *changes;
	size_t count;
};

struct exchange {
	struct world world;
	struct hub_entry *entries; /* as published */
	size_t count;
	struct arena arena;
	bool is_slow;	 /* one bundle in three comes at another time; a stream's own stay in order */
	int64_t anna, bo; /* caseworkers of Alfa and Beta */
};

void exchange_begin(struct exchange *exchange, uint32_t seed);
void exchange_end(struct exchange *exchange);
struct store *exchange_store(struct exchange *exchange, int terminal);

/* One sync: takes in, does what orders ask, seals, publishes, receipts, removes. Returns how many bundles came and went. */
int exchange_run(struct exchange *exchange, int terminal);
void exchange_settle(struct exchange *exchange); /* everybody, until nothing comes or goes */

void exchange_stamp(struct exchange *exchange, int terminal);
int64_t exchange_citizen(struct exchange *exchange, int number); /* its row id */
void exchange_do(struct exchange *exchange, int terminal, const char *sql); /* in a transaction, stamped */
int64_t exchange_number(struct exchange *exchange, int terminal, const char *sql);
int64_t exchange_new_id(struct exchange *exchange, int terminal);

#endif
