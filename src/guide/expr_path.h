/* expr_path.h - the paths of an expression that lead to one place in the guide: ${name}, /data/step/name,
 * ../name, current()/../name.
 *
 * They are found when the guide is loaded, so that a path to nowhere is refused and what an expression reads
 * is known, and become node-of(VERTEX): a question in a repeat that the expression stands in, too, is then
 * that of its own instance; one in another repeat is all of them. A path that goes out of a repeat and into
 * it again reads all instances, as written. */
#ifndef SAMTALE_GUIDE_EXPR_PATH_H
#define SAMTALE_GUIDE_EXPR_PATH_H

#include "guide/expr_tokens.h"
#include "guide/guide_model.h"

/* Where an expression stands. */
struct expr_names {
	struct guide *guide;
	int vertex;
	enum expr_role role;
};

struct expr_path {
	bool found;       /* false: no such path begins here, nothing is read */
	int vertex;       /* -1: none, or more than one place */
	const char *text; /* for libxml2 */
	const char *path; /* the same for following it without knowing where it stands */
};

/* Reads a path at the next token. at_context: a relative path starts at the expression's own element. False:
 * tokens->fault says why. */
NODISCARD bool expr_path_read(struct tokens *tokens, const struct expr_names *names, bool at_context,
			      struct expr_path *path);

/* The absolute path of a vertex's element: "/data/step/question". In the arena. */
const char *vertex_path(const struct guide *guide, int vertex, struct arena *arena);

#endif
