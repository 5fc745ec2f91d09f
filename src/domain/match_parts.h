/* match_parts.h - what the files of the match share. */
#ifndef SAMTALE_SRC_DOMAIN_MATCH_PARTS_H
#define SAMTALE_SRC_DOMAIN_MATCH_PARTS_H

#include "samtale/domain/match.h"

/* What the register tells of a need: 1 met, 0 not met, -1 nobody has asked. */
int match_need_known(const char *word, const struct match_citizen *citizen);
/* How the gap could be closed, translated. */
const char *match_need_closer(const char *word);

/* Points for how near two occupations, two postcodes are. */
int match_occupation_points(const struct match_points *points, const struct match_citizen *citizen,
			    const struct match_opening *opening);
int match_distance_points(const struct match_points *points, int home, int job);

/* The word's index among the table's needs, -1 none. */
int match_need_index(const struct match_table *table, const char *word);

static inline bool match_has(const struct match_needs *needs, int index)
{
	return needs->bits[index / 64] >> (index % 64) & 1;
}

/* The needs of an opening one by one, in the order the employer wrote them; the study job's own comes last. The word is copied
 * into the arena. at starts as NULL-terminated position: *at = opening->needs. */
const char *match_need_next(const struct match_opening *opening, const char **at, struct arena *arena);

/* ISCO-08 skill level 1 to 4 that an occupation asks for, 0 unknown; the level an education gives. */
int match_skill_level(int occupation);
int match_schooling(const char *education);

#endif
