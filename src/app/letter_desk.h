/* letter_desk.h - where a letter is made: what the database knows is gathered, the letter composed, checked, kept and
 * sent. The runner and the commands both work here, so no route passes the check of the parts by. */
#ifndef SAMTALE_APP_LETTER_DESK_H
#define SAMTALE_APP_LETTER_DESK_H

#include "samtale/letter/letter.h"
#include "samtale/store/store.h"

struct letter_desk { /* all borrowed */
	struct store *store;
	const struct rules *rules;
	const char *letter_dir; /* the municipality's templates; NULL none */
	const char *groff;      /* NULL: the usual one */
	const char *municipality, *contact; /* "" none */
	int64_t caseworker;
	struct moment now;
};

/* The setting of this machine that says how to reach the municipality where no configuration does (the demo's). */
#define LETTER_SETTING_CONTACT "contact"

/* The letter as it would be. With an event it is of the kind letter_read_before() says. It may lack parts. */
NODISCARD bool desk_compose(const struct letter_desk *desk, const struct letter_order *order, struct arena *arena,
			    struct letter *letter, struct err *err);
/* Keeps it with its PDF; where none can be made (no groff, a script that its type lacks), with its text as it prints.
 * Refused when parts are missing. Inside the caller's transaction, when there is one. */
NODISCARD bool desk_keep(const struct letter_desk *desk, struct letter *letter, struct arena *arena, struct err *err);
/* Fills received and complaint by the rules, and writes it down. */
NODISCARD bool desk_sent(const struct letter_desk *desk, const struct letter *letter, struct letter_sending *sending,
			 struct err *err);
/* The evidence bundle of a case. */
NODISCARD bool desk_bundle(const struct letter_desk *desk, int64_t sanction_case, struct arena *arena,
			   struct letter *letter, struct err *err);
/* Writes bytes to a file that is not there yet, for its owner alone. */
NODISCARD bool desk_write(const char *path, const void *bytes, size_t size, struct err *err);

#endif
