/* screen.h - what a screen is, and what the core lends it. Private to the ui layer.
 *
 * One file a screen in src/ui/screen, ending in one filled `struct screen_kind`. The core keeps a stack of open
 * screens, each with its own zeroed model (model_size bytes) and an arena for what it fetched. A screen asks for things
 * with app_ask() and gets answered(). Keys come to it as actions (actions.def); raw keys only reach type(), and only
 * those its focus wants. It never touches the header's right half, the message row or the footer: the core paints
 * those. */
#ifndef SAMTALE_UI_CORE_SCREEN_H
#define SAMTALE_UI_CORE_SCREEN_H

#include "samtale/base/arena.h"
#include "samtale/ui/app.h"

enum screen_id {
#define SCREEN(id, name, in_palette, shape) SCREEN_##id,
#include "ui/core/screens.def"
#undef SCREEN
	SCREENS
};

enum screen_shape { LIST, FORM, WALK, SHAPES };

/* Sets of screens: by name, by shape, all. Asked with action_on(). */
#define ON(id) (UINT64_C(1) << SCREEN_##id)
#define ON_SHAPE(shape) (UINT64_C(1) << (63 - (shape)))
#define LISTS ON_SHAPE(LIST)
#define FORMS ON_SHAPE(FORM)
#define EVERYWHERE ((UINT64_C(1) << SCREENS) - 1)
_Static_assert(SCREENS + SHAPES <= 64, "a set of screens has one bit for each screen and each shape");

enum action {
#define ACTION(id, screens, keys, label, help, flags, why_not) ACTION_##id,
#include "ui/core/actions.def"
#undef ACTION
	ACTIONS,
	ACTION_NONE = ACTIONS
};

/* What a screen is opened with; which members matter is said in the screen's own file. */
struct screen_argument {
	int64_t citizen;
	int64_t ref;         /* conversation, check, case ... */
	int64_t appointment;
	const char *text;    /* copied by the screen if it keeps it */
	const char *guide;
	int number;
	const void *data;    /* CLOSING, CHOOSER, CASE_ACT: see there; read during enter() only unless said otherwise */
};

/* The part of the screen a view may paint: whole rows between header and message row. */
struct area {
	int row, col, rows, cols;
};

/* In a heading: what stands after it is not shortened. */
#define HEADING_KEEPS "\t"

struct screen_kind {
	enum screen_id id;
	size_t model_size;
	void (*enter)(struct app *app, void *model, const struct screen_argument *argument, struct effects *effects);
	/* On top again after a screen above was left: read again what may have changed. NULL: nothing to do. */
	void (*resume)(struct app *app, void *model, struct effects *effects);
	void (*leave)(void *model); /* frees what the model owns; NULL: nothing */
	/* The answer to an effect of that kind. A failure has already been put in the message row. NULL: not
	 * interested. */
	void (*answered)(struct app *app, void *model, enum effect_kind kind, bool ok, const struct err *err,
			 struct effects *effects);
	/* false: not this screen's; the core tries its own meaning of the action. */
	bool (*act)(struct app *app, void *model, enum action action, struct effects *effects);
	/* Keys before the keymap: printable ones when takes_text(), editing keys, digits. false: not consumed. NULL:
	 * none. */
	bool (*type)(struct app *app, void *model, const struct key *key, struct effects *effects);
	bool (*takes_text)(const void *model); /* NULL: never */
	void (*tick)(struct app *app, void *model,
		     struct effects *effects); /* EVENT_TICK and EVENT_HANGUP: save drafts; NULL */
	/* The left half of line 1: who and where. In the arena. NULL: the citizen in focus and the screen's name, else
	 * the caseworker. A long name gives way to what stands after HEADING_KEEPS. */
	const char *(*heading)(const struct app *app, const void *model, struct arena *arena);
	/* The right half of line 1 before the saved state: "Jobsamtale  6/17". NULL: the date. */
	const char *(*progress)(const struct app *app, const void *model, struct arena *arena);
	/* Must set the cursor on the focus. */
	void (*view)(const struct app *app, const void *model, struct cells *cells, struct area area,
		     struct arena *arena);
};

extern const struct screen_kind *const screen_kinds[SCREENS]; /* screens.c */
const char *screen_name(enum screen_id id);                   /* translated */

/* ---- what the core lends ---------------------------------------------------------------------------- */

/* What the cursor stands on; predicates and global actions read it. A screen calls app_focus() whenever it changes;
 * entering a screen inherits the focus of the one below. */
struct focus {
	int64_t citizen, appointment;
	char who[96];          /* the citizen's name, for line 1 of screens that have no heading of their own */
	int64_t sanction_case; /* the case under the cursor or worked on, 0 none: a note is bound to it */
	int64_t elsewhere;     /* a citizen whom another team has, or has too; 0 none */
	int64_t papers;        /* the citizen's newest case, for its papers where no case is under the cursor; 0 none */
	char matter[64];       /* with sanction_case: which one, "LAS § 37, 15 Jan 2025"; may be "" */
	int64_t conversation;  /* the one that is going on, 0 none */
	bool insured;
	int target_group;      /* 0 unknown */
	bool has_failed_check; /* a check NOT_FULFILLED without a case, in check */
	int64_t check;
	int64_t record;        /* the signed conversation that is read, 0 none */
	int versions;          /* that it has */
	bool correcting;       /* conversation: it is a correction of a signed one */
	bool has_last_answer;  /* conversation: the question has an answer from last time */
	bool in_instance;      /* conversation: the question is one of a repeat whose instances may be taken away */
};
void app_focus(struct app *app, const struct focus *focus);
const struct focus *app_focused(const struct app *app);

void app_push(struct app *app, enum screen_id id, const struct screen_argument *argument, struct effects *effects);
/* Leaves the top screen; the one below resumes. */
void app_pop(struct app *app, struct effects *effects);
/* Leaves the top screen and opens another in its place. */
void app_replace(struct app *app, enum screen_id id, const struct screen_argument *argument, struct effects *effects);
/* Leaves everything above the lowest screen of that kind (TODAY is always there after signing in). */
void app_return_to(struct app *app, enum screen_id id, struct effects *effects);

/* Sends an effect; its answer comes to the screen that is on top now (from tick(): to the one that asked).
 * effect->arena may be NULL: the screen's own. */
void app_ask(struct app *app, struct effect effect, struct effects *effects);
/* The top screen's arena. app_forget() resets it: call before reading everything anew. */
struct arena *app_arena(struct app *app);
void app_forget(struct app *app);

/* How far this terminal's work has come, as of the last write; and the exchange that runs or ran last in this session.
 */
struct sync_run {
	bool is_running, has_run, has_report;
	enum sync_step step;
	int64_t done, of;
	struct sync_report report;
	const char *failure; /* "" it went through */
	struct arena arena;
};
const struct sync_state *app_sync_state(const struct app *app);
const struct sync_run *app_sync_run(const struct app *app);

/* The message row, until the next key. */
void app_say(struct app *app, enum role role, const char *format, ...) PRINTF_LIKE(3, 4);
void app_say_error(struct app *app, const struct err *err);

struct moment app_now(const struct app *app);
int app_body_rows(const struct app *app); /* rows of the area a view will get */
int app_body_cols(const struct app *app);
const struct rules *app_rules(const struct app *app);
const struct caseworker *app_caseworker(const struct app *app); /* id 0 before signing in */
/* Ask the terminal to drop type-ahead before the next key: a legal confirmation has appeared. */
void app_flush(struct app *app);

/* Asks the person to choose one of `rows`; type filters, Enter takes. The choice comes back through chosen(), on the
 * screen that asked, with the row's number; going back chooses nothing. Rows are copied. */
struct chooser_row {
	const char *text;
	const char *beside; /* dim, to the right; may be NULL */
	bool marked;        /* the present value */
};
struct chooser {
	const char *title;
	const struct chooser_row *rows;
	size_t count;
	void (*chosen)(struct app *app, void *model, size_t row, struct effects *effects);
	bool digits; /* rows are numbered and a digit takes one at once: where no row is told apart by a number */
};
void app_choose(struct app *app, const struct chooser *chooser, struct effects *effects);
/* The chooser screen's own: leaves it and hands the row to the screen below. */
void app_chosen(struct app *app, void (*chosen)(struct app *, void *, size_t, struct effects *), size_t row,
		struct effects *effects);

/* ---- the action table ----------------------------------------------------------------------------------- */

enum action_flag {
	ACTION_FOOTER = 1,
	ACTION_MENU = 2,
	ACTION_LEGAL = 4,
	ACTION_MOVE = 8,
	ACTION_ALWAYS = 16,
	ACTION_ALWAYS_ON_LISTS = 32
};

struct action_row {
	enum action action;
	const char *id;     /* "HELP": for macros and the manual */
	uint64_t screens; /* a set */
	const char *keys;
	const char *label, *help; /* msgids */
	int flags;
	const char *(*why_not)(const struct app *app);
};
extern const struct action_row action_rows[ACTIONS];

bool action_on(const struct action_row *row, enum screen_id screen);
/* The action of a key on a screen, ACTION_NONE when it has none. */
enum action keymap_find(enum screen_id screen, struct key key);
/* The first key of an action as the footer shows it; while somebody is typing the first that is no text, "" when all
 * are. */
const char *keymap_label(const struct action_row *row, bool typing, char buffer[KEY_TEXT_SIZE]);
bool app_perform(struct app *app, enum action action, struct effects *effects); /* as if its key had been pressed */

#endif
