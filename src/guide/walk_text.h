/* walk_text.h - answers as people read them, beyond what guide.h promises. */
#ifndef SAMTALE_GUIDE_WALK_TEXT_H
#define SAMTALE_GUIDE_WALK_TEXT_H

#include "samtale/guide/guide.h"

/* Like walk_text(), but of the value that counts now: "" when the question is not relevant, without choices
 * no longer offered. */
const char *walk_exported_text(const struct walk *walk, int question, struct arena *arena);

#endif
