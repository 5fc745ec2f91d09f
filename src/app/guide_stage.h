/* guide_stage.h - somewhere to try a guide: a database of its own with one invented citizen, who is booked
 * for that guide's conversation now, and the console's own core standing before its first question. */
#ifndef SAMTALE_APP_GUIDE_STAGE_H
#define SAMTALE_APP_GUIDE_STAGE_H

#include "app/keyplay.h"
#include "samtale/guide/guide.h"

struct guide_stage {
	const char *folder; /* to be removed; NULL none */
	struct common_options common;
	struct clock clock;
	struct session session;
	struct keyplay play;
	struct walk_citizen citizen; /* the one who is on the stage, as a walk wants it */
	bool open;
};

/* Sets the stage for the guide that `word` named; group 0: the first the guide is for. Errors: ERR_IO, and
 * those of session_open(). Whatever it returns, close it. */
NODISCARD bool guide_stage_open(struct guide_stage *stage, const struct guide *guide, const char *word,
				const struct common_options *common, struct date today, int group, int rows,
				int cols, struct arena *arena, struct err *err);
void guide_stage_close(struct guide_stage *stage);

/* Presses keys as a key file has them: s "text" <Enter>. */
void guide_stage_keys(struct guide_stage *stage, const char *keys, struct arena *arena);

#endif
