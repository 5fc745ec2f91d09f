/* guide_graph.h - in which order questions and groups are settled, and who must be settled again when an
 * answer changes.
 *
 * A question needs what its relevant, calculation and choice_filter read, and its group; a group needs what
 * its relevant reads, and the group around it. */
#ifndef SAMTALE_GUIDE_GUIDE_GRAPH_H
#define SAMTALE_GUIDE_GUIDE_GRAPH_H

#include "guide/guide_model.h"

/* Fills order and the vertices' dependents. False when they need each other in a circle: *circle names them
 * ("A → B → A", in the guide's arena) and *first is a vertex in it. */
NODISCARD bool graph_build(struct guide *guide, const char **circle, int *first);

#endif
