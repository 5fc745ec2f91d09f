/* case_desk.h - what the commands on sanction cases share: the database, the rows of the law, who writes and when. */
#ifndef SAMTALE_APP_CASE_DESK_H
#define SAMTALE_APP_CASE_DESK_H

#include "app/command.h"
#include "app/runner.h"
#include "samtale/domain/rule.h"

struct case_desk {
	const struct common_options *common;
	struct runner runner; /* its store is open */
	struct rules rules;
	struct arena arena;
};

/* Takes "--now MOMENT" out of argv: what the clock says instead of the machine's own. False with the misuse told. */
bool case_desk_now(const char *command, int *argc, char **argv, struct moment *now, int *status);
/* Opens the database; to write, the caseworker of --user is found in it. False: err, and nothing is left open. */
NODISCARD bool case_desk_open(struct case_desk *desk, const struct common_options *common, struct moment now,
			      bool writes, struct err *err);
void case_desk_close(struct case_desk *desk);
/* The citizen with that CPR number. ERR_INPUT where it is no number, ERR_MISSING where nobody here has it. */
NODISCARD bool case_desk_citizen(struct case_desk *desk, const char *cpr, int64_t *citizen, struct err *err);

#endif
