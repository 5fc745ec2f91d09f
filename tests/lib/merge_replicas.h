/* merge_replicas.h - terminals with real databases that write, hear of each other and are restored, and the
 * oracle that knows what each must come to hold. */
#ifndef SAMTALE_TESTS_MERGE_REPLICAS_H
#define SAMTALE_TESTS_MERGE_REPLICAS_H

#include "samtale/store/change.h"
#include "store_fixture.h"

#define REPLICAS_MOST 5
#define CITIZENS 6 /* rows that anybody may create, on their own */

/* How the engine is broken on purpose, so that the tests can be seen to catch it. */
enum mutilation {
	MERGED_AS_IS,
	WITHOUT_PREDECESSORS,
	WITHOUT_CONTEXTS,
	WITHOUT_LINEAGE,
	WITHOUT_RANKS,
	BASES_BY_TIME, /* the newest value that is older than both */
};

/* Columns of a citizen that everybody writes. */
#define WORLD_FIELDS 3
extern const struct world_field {
	const char *name;
	int column;
} world_fields[WORLD_FIELDS];

#define ORIGINS_MOST 64
#define CHANGES_MOST 1024 /* of an origin */

struct replica {
	char path[128], backup[128];
	struct store *store;
	uint32_t origin;
	int64_t published; /* its newest seq that the world knows */
	bool heard[ORIGINS_MOST][CHANGES_MOST];
	int64_t clock_ms; /* how wrong its clock is */
};

struct world {
	char folder[64];
	struct replica replicas[REPLICAS_MOST];
	int count;
	uint32_t next_origin;
	uint64_t drawn;
	int64_t minutes; /* that have passed */
	enum mutilation mutilation;
	bool is_unverified; /* world_wrong() leaves store_verify() out, which takes five times as long as all else */
	struct arena arena;               /* of the logs */
	struct change *log[ORIGINS_MOST]; /* by origin: what it has published */
	size_t log_count[ORIGINS_MOST];
	struct arena scratch;
	struct err err;
};

void world_begin(struct world *world, int replicas, uint32_t seed, enum mutilation mutilation);
void world_end(struct world *world);
uint32_t world_drawn(struct world *world, int most); /* 0 .. most - 1 */
void world_staff(struct world *world);		     /* caseworkers, whom everybody knows: one a terminal */
void world_skew(struct world *world);                /* clocks up to ten years wrong */
void world_deliver(struct world *world);             /* everybody is up to date and hears everything */
void world_publish(struct world *world);	     /* what everybody has written becomes known to the world */
void world_must(struct world *world, bool done);     /* else the test fails by world->err */
int64_t world_citizen(struct world *world, struct replica *replica, uint32_t number);

/* merge_oracle.c. What is not as it must be, NULL nothing: when all is delivered; and at any time, of what the
 * replicas say that two writes both came from, which may be that they do not know. */
const char *world_wrong(struct world *world);
const char *world_bases_wrong(struct world *world);

void replica_create(struct world *world,
		    struct replica *replica); /* a citizen that others may be creating too */
void replica_write(struct world *world, struct replica *replica); /* changes fields; sometimes rolled back */
void replica_appoint(struct world *world, struct replica *replica); /* a coordinator of the citizen */
void replica_tell(struct world *world, struct replica *replica);  /* a fact */
/* Some of what is new: of each origin the first ones, or any in any order. */
void replica_hear(struct world *world, struct replica *replica, bool any_order, bool twice);
/* The whole state of a citizen, as it is at the one. */
void replica_share(struct world *world, struct replica *from, struct replica *to);
/* The replica's program knows neither two columns nor a table, until it is brought up to date. */
void replica_lag(struct replica *replica);
void replica_upgrade(struct replica *replica);
void replica_back_up(struct world *world, struct replica *replica);
void replica_restore(struct world *world, struct replica *replica); /* under a new origin */

#endif
