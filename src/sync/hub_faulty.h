/* hub_faulty.h - a hub that fails, by chance from a seed: what lies before another hub in simulation and tests. */
#ifndef SAMTALE_SRC_SYNC_HUB_FAULTY_H
#define SAMTALE_SRC_SYNC_HUB_FAULTY_H

#include "chance.h"
#include "hub_kind.h"
#include "samtale/sync/simulate.h"

struct faulty {
	struct hub hub;	   /* what the terminal is given */
	struct hub *inner; /* what is behind it */
	struct chance *chance;
	unsigned faults;

	/* Of this run; calls are counted from 1, 0 is never. */
	int64_t calls, dies_at, vanishes_at, fills_at;
	bool is_dead;		     /* it has been killed: nothing it does reaches anybody */
	void (*die)(void *context); /* it is killed now */
	void *context;

	int64_t *happened; /* by enum simulate_fault */
};

/* Draws what is to go wrong in the run that begins. inner, chance, faults, die and happened are the caller's. */
void faulty_begin(struct faulty *faulty);
/* A step of the run that is no call to the hub, at which it may be killed as well. False: it is dead. */
bool faulty_lives(struct faulty *faulty);

#endif
