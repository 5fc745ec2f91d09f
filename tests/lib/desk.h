/* desk.h - the core with somebody at the keys and a memory instead of a database: for unit tests of screens
 * only.
 *
 * One citizen, one booking on Today; what is written stays in the struct and is given back when it is asked
 * for. */
#ifndef TESTS_LIB_DESK_H
#define TESTS_LIB_DESK_H

#include "samtale/ui/app.h"

#define DESK_ANSWERS 200
#define DESK_DRAFTS 40

struct desk {
	/* set before desk_open() */
	struct citizen citizen;
	struct agenda_row row;
	struct last_answer last[8];
	size_t last_count;

	struct app *app;
	struct cells cells;
	struct moment now;
	struct arena arena;       /* what is remembered */
	int keys;                 /* pressed, without text typed into fields */
	bool flush_wanted;        /* since it was last cleared */
	enum effect_kind failing; /* writes of that kind are refused; EFFECT_QUIT none */

	/* what was written */
	struct availability_check check;
	struct conversation conversation;
	bool begun;
	struct answer answers[DESK_ANSWERS];
	size_t answer_count;
	struct draft drafts[DESK_DRAFTS];
	size_t draft_count;
	int signings;
	struct conversation_signing signed_last; /* strings copied */
};

/* Karim Nielsen, 38, job-ready, booked for a job conversation today at nine. */
void desk_init(struct desk *desk);
/* Signs in; Today is on the screen. Again: the program was started anew, and what was written is still there.
 */
void desk_open(struct desk *desk, int rows, int cols);
void desk_done(struct desk *desk);

/* Keys as replay files have them: s <Enter> "text". */
void desk_keys(struct desk *desk, const char *keys);
void desk_wait(struct desk *desk, int seconds); /* and a tick */
void desk_resize(struct desk *desk, int rows, int cols);
/* The text plane, painted now; valid until the next call. */
const char *desk_screen(struct desk *desk);
/* The latest answer written to a question; NULL none. */
const struct answer *desk_answer(const struct desk *desk, const char *question);
/* The text at a place, "" none. */
const char *desk_draft(const struct desk *desk, const char *place);

/* For cmocka: a Danish desk; the second is open, on 80 columns. */
int desk_setup(void **state);
int desk_setup_open(void **state);
int desk_teardown(void **state);

#endif
