/* embedded.h - files of share/ that travel inside the binary.
 *
 * src/embed.sh writes the tables at build time; a table ends with a NULL name. Bytes are followed by a NUL
 * that `size` does not count, so text can be used as a C string. */
#ifndef SAMTALE_BASE_EMBEDDED_H
#define SAMTALE_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *name; /* the path below its folder of share/: "da/jobsamtale.conf" */
	const unsigned char *bytes;
	size_t size;
};

extern const struct embedded embedded_catalogue[]; /* base: da.mo */
extern const struct embedded embedded_guides[];    /* guide: share/guides */
extern const struct embedded embedded_activities[]; /* guide: share/activities */
extern const struct embedded embedded_rules[];     /* guide: share/rules */
extern const struct embedded embedded_letters[];   /* letter: share/letters */
extern const struct embedded embedded_sql[];       /* store: share/sql */
extern const struct embedded embedded_words[];     /* sync: share/sync */
extern const struct embedded embedded_hub[];       /* sync: share/hub */
extern const struct embedded embedded_demo[];      /* app: share/demo */

/* The entry of that name, or NULL. */
const struct embedded *embedded_find(const struct embedded *table, const char *name);

#endif
