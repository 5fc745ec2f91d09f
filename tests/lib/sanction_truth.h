/* sanction_truth.h - what a sanction case promises, said once more without the guards, and acts drawn by lot.
 *
 * truth_broken() reads the events alone and uses nothing of src/domain but its structs: where a guard is
 * missing or wrong, it sees what came of it. The lot is a number: the same number draws the same acts. */
#ifndef SAMTALE_TESTS_LIB_SANCTION_TRUTH_H
#define SAMTALE_TESTS_LIB_SANCTION_TRUTH_H

#include "samtale/domain/rule.h"
#include "samtale/domain/sanction.h"

/* The promise that the events of the case break, in words; NULL: they keep them all. The case is about § 37
 * in the first half of 2025, one line of events, each with `at` in milliseconds. */
const char *truth_broken(const struct sanction_case *file);

struct luck {
	uint64_t state;
};
uint32_t luck_number(struct luck *luck, uint32_t below);
/* An act for the case, mostly one that the state knows, mostly with all it asks for; today never goes back. The
 * author is one of the two. Strings are in the arena or static. */
struct sanction_event luck_act(struct luck *luck, const struct sanction_case *file, const struct rules *rules,
			       struct date *today, const int64_t authors[2], struct arena *arena);
/* Guidance by lot: before or after the event, of every kind, with or without a wording; or none. */
bool luck_guidance(struct luck *luck, struct date event, struct guidance *guidance);

#endif
