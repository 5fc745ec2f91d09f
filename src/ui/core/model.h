/* model.h - the inside of struct app: only src/ui/core sees it. */
#ifndef SAMTALE_UI_CORE_MODEL_H
#define SAMTALE_UI_CORE_MODEL_H

#include "ui/core/screen.h"

#define SCREEN_STACK_MAX 16
#define SCREENS_LEFT_MAX 64
#define PENDING_MAX 64
#define MESSAGE_BYTES 512

struct open_screen {
	const struct screen_kind *kind;
	void *model;
	struct arena arena;
	struct focus focus;
	uint32_t serial; /* answers go to the screen that asked, if it is still open */
};

struct pending {
	uint32_t ticket, serial;
	enum effect_kind kind;
};

struct app {
	const struct rules *rules;
	struct moment now;
	int rows, cols;

	struct arena session; /* the caseworker's strings; reset at sign-in */
	struct caseworker caseworker;
	char initials[16]; /* to sign in with; "" ask */
	char *municipality; /* owned */

	struct open_screen stack[SCREEN_STACK_MAX];
	int depth;
	/* Screens that were left during this event: an effect they asked for may still write into them. */
	struct open_screen left[SCREENS_LEFT_MAX];
	int left_count;
	uint32_t next_serial, next_ticket;
	struct pending pending[PENDING_MAX];
	int pending_count;

	char message[MESSAGE_BYTES];
	enum role message_role;

	int saved_minute; /* local minute of the last confirmed write, -1 none yet */
	bool is_unsaved;  /* the latest write did not reach the disk */
	struct arena sync_arena; /* of the state; reset before it is read again */
	struct sync_state sync;
	struct sync_run run;

	const char **undone; /* what the undo that is asked for says it took back */
	struct open_screen *asking; /* the screen whose turn it is while nobody types; NULL: the top one */

	bool flush, over;
};

struct open_screen *app_top(struct app *app);
/* Leaves the top screen without telling the one below. */
void app_drop(struct app *app);
/* Gives back what the screens that were left owned; when everything they asked for has been answered. */
void app_bury(struct app *app);

/* frame.c: header, message row and footer around the top screen. */
#define FRAME_ROWS_MIN 10
#define FRAME_COLS_MIN 40
void frame_view(const struct app *app, struct cells *cells, struct arena *arena);
void frame_too_small(const struct app *app, struct cells *cells);

/* sync.c: the state of the exchange, and what a running one tells. */
void sync_init(struct app *app);
void sync_done(struct app *app);
void sync_state_ask(struct app *app, struct effects *effects);
void sync_begun(struct app *app);
void sync_hear(struct app *app, const struct sync_news *news, struct effects *effects);

/* signin.c: after a caseworker was chosen on the lock screen. */
void app_sign_in(struct app *app, const struct caseworker *caseworker, struct effects *effects);
void app_lock(struct app *app, struct effects *effects);

#endif
