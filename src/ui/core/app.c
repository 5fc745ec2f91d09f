#include "samtale/ui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "ui/core/model.h"

#define EXIT_ENVIRONMENT 3 /* err_exit_status(): the machine is at fault, not what was written */

struct app *app_new(const struct app_options *options)
{
	struct app *app = calloc(1, sizeof(*app));

	if (app == NULL)
		BUG("out of memory");
	app->rules = options->rules;
	app->saved_minute = -1;
	app->rows = 24;
	app->cols = 80;
	arena_init(&app->session);
	sync_init(app);
	app->municipality = strdup(options->municipality ? options->municipality : "");
	if (app->municipality == NULL)
		BUG("out of memory");
	snprintf(app->initials, sizeof(app->initials), "%s", options->caseworker ? options->caseworker : "");
	return app;
}

void app_free(struct app *app)
{
	if (app == NULL)
		return;
	while (app->depth > 0)
		app_drop(app);
	app_bury(app);
	arena_done(&app->session);
	sync_done(app);
	free(app->municipality);
	free(app);
}

bool app_is_over(const struct app *app)
{
	return app->over;
}

bool app_wants_flush(const struct app *app)
{
	return app->flush;
}

bool app_takes_text(const struct app *app)
{
	const struct open_screen *top = app->depth > 0 ? &app->stack[app->depth - 1] : NULL;

	return top != NULL && top->kind->takes_text != NULL && top->kind->takes_text(top->model);
}

void app_say(struct app *app, enum role role, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(app->message, sizeof(app->message), format, args);
	va_end(args);
	app->message_role = role;
}

void app_say_error(struct app *app, const struct err *err)
{
	app_say(app, ROLE_ERROR, "%s", err->text);
}

struct moment app_now(const struct app *app)
{
	return app->now;
}

int app_body_rows(const struct app *app)
{
	return app->rows - 3;
}

int app_body_cols(const struct app *app)
{
	return app->cols;
}

const struct rules *app_rules(const struct app *app)
{
	return app->rules;
}

const struct caseworker *app_caseworker(const struct app *app)
{
	return &app->caseworker;
}

void app_flush(struct app *app)
{
	app->flush = true;
}

/* The meanings that need no screen. */
static bool act_everywhere(struct app *app, enum action action, struct effects *effects)
{
	enum screen_id here = app_top(app)->kind->id;

	switch (action) {
	case ACTION_HELP:
		if (here != SCREEN_HELP)
			app_push(app, SCREEN_HELP, &(struct screen_argument){ .number = (int)here }, effects);
		return true;
	case ACTION_PALETTE:
		if (here != SCREEN_PALETTE)
			app_push(app, SCREEN_PALETTE, &(struct screen_argument){ .number = (int)here }, effects);
		return true;
	case ACTION_BACK:
		if (here != SCREEN_TODAY && here != SCREEN_LOCK)
			app_pop(app, effects);
		return true;
	case ACTION_LEAVE:
		if (here == SCREEN_TODAY || here == SCREEN_LOCK)
			app_ask(app, (struct effect){ .kind = EFFECT_QUIT }, effects);
		else
			app_pop(app, effects);
		return true;
	case ACTION_REPAINT:
		app_ask(app, (struct effect){ .kind = EFFECT_REPAINT }, effects);
		if (app_top(app)->kind->resume != NULL)
			app_top(app)->kind->resume(app, app_top(app)->model, effects);
		return true;
	case ACTION_SWITCH_LANGUAGE:
		app_ask(app,
			(struct effect){ .kind = EFFECT_LANGUAGE,
					 .language.language =
						 tr_language() == LANGUAGE_DA ? LANGUAGE_EN : LANGUAGE_DA },
			effects);
		return true;
	case ACTION_UNDO:
		app->undone = arena_alloc(app_arena(app), sizeof(*app->undone));
		app_ask(app, (struct effect){ .kind = EFFECT_UNDO, .undo.out = app->undone }, effects);
		return true;
	case ACTION_SYNC:
		app_push(app, SCREEN_SYNC, &(struct screen_argument){ 0 }, effects);
		return true;
	case ACTION_REPAINT_SYNC:
		app_ask(app, (struct effect){ .kind = EFFECT_REPAINT }, effects);
		return true;
	case ACTION_CONFLICTS:
		app_push(app, SCREEN_CONFLICTS,
			 &(struct screen_argument){ .citizen = here == SCREEN_CITIZEN ? app_focused(app)->citizen : 0 },
			 effects);
		return true;
	case ACTION_LOCK:
		app_lock(app, effects);
		return true;
	default:
		return false;
	}
}

/* Opening a screen about the citizen in focus means the same wherever it is done. */
static bool act_on_focus(struct app *app, enum action action, struct effects *effects)
{
	static const struct {
		enum action action;
		enum screen_id screen;
	} opens[] = {
		{ ACTION_CHECK, SCREEN_CHECK },       { ACTION_NO_SHOW, SCREEN_NO_SHOW },
		{ ACTION_BOOK, SCREEN_BOOKING },      { ACTION_GUIDANCE, SCREEN_GUIDANCE },
		{ ACTION_NOTIFY, SCREEN_NOTIFICATION }, { ACTION_NOTE_ON_CITIZEN, SCREEN_NOTE },
		{ ACTION_HISTORY, SCREEN_HISTORY },   { ACTION_CITIZENS, SCREEN_CASELOAD },
		{ ACTION_ACTIVITIES, SCREEN_ACTIVITY }, { ACTION_ATTENDANCE, SCREEN_ATTENDANCE },
		{ ACTION_CONTACT, SCREEN_CONTACT },   { ACTION_FOLLOW_UP, SCREEN_FOLLOWUP },
		{ ACTION_HAND_OVER, SCREEN_HANDOVER }, { ACTION_ADD_PERSON, SCREEN_CONTACT_PERSON },
		{ ACTION_EXEMPT, SCREEN_EXEMPTION },
	};
	const struct focus *focus = app_focused(app);

	for (size_t i = 0; i < LENGTH(opens); i++) {
		if (opens[i].action != action)
			continue;
		app_push(app, opens[i].screen,
			 &(struct screen_argument){ .citizen = focus->citizen, .appointment = focus->appointment,
						    .ref = focus->check },
			 effects);
		return true;
	}
	return false;
}

/* The papers of the case at hand, else of the citizen's newest. The name that is offered tells no person. */
static bool act_on_papers(struct app *app, enum action action, struct effects *effects)
{
	const struct focus *focus = app_focused(app);
	char iso[DATE_ISO_SIZE];

	if (action != ACTION_BUNDLE)
		return false;
	app_push(app, SCREEN_LETTER_FILE,
		 &(struct screen_argument){ .citizen = focus->citizen,
					    .ref = focus->sanction_case != 0 ? focus->sanction_case : focus->papers,
					    .text = arena_printf(app_arena(app), "%s-%s.pdf",
								 letter_kind_name(LETTER_BUNDLE),
								 date_iso(app->now.date, iso)) },
		 effects);
	return true;
}

bool app_perform(struct app *app, enum action action, struct effects *effects)
{
	struct open_screen *top = app_top(app);
	const struct action_row *row = &action_rows[action];
	const char *why_not = row->why_not != NULL ? row->why_not(app) : NULL;

	if (why_not != NULL) {
		app_say(app, ROLE_MESSAGE, "%s", why_not);
		return true;
	}
	return (top->kind->act != NULL && top->kind->act(app, top->model, action, effects)) ||
	       act_on_focus(app, action, effects) || act_on_papers(app, action, effects) ||
	       act_everywhere(app, action, effects);
}

static void press(struct app *app, const struct key *key, struct effects *effects)
{
	struct open_screen *top = app_top(app);
	enum action action;
	char label[KEY_TEXT_SIZE];

	app->message[0] = '\0';
	if (top->kind->type != NULL && top->kind->type(app, top->model, key, effects))
		return;
	action = keymap_find(top->kind->id, *key);
	if (action == ACTION_NONE || !app_perform(app, action, effects))
		app_say(app, ROLE_MESSAGE, _("%s does nothing here. F1 shows the keys."), key_label(*key, label));
}

/* Pasted text is typed into the field that has the focus; it is never commands. */
static void paste(struct app *app, const char *text, struct effects *effects)
{
	const char *at = text, *end = text + strlen(text);

	if (!app_takes_text(app)) {
		app_say(app, ROLE_MESSAGE, _("Nothing was pasted: put the cursor in a text field first."));
		return;
	}
	while (at < end && app_takes_text(app)) {
		const char *start = at;
		bool line_break = utf8_next(&at, end) == '\n';
		struct key key = key_char(line_break ? " " : start);
		struct open_screen *top = app_top(app);

		if (top->kind->type != NULL)
			top->kind->type(app, top->model, &key, effects);
	}
}

/* What a person has written and relies on. */
static const bool is_write[EFFECT_KINDS] = {
	[EFFECT_ANSWER] = true,           [EFFECT_CONVERSATION_SET] = true, [EFFECT_SIGN] = true,
	[EFFECT_CORRECT] = true,          [EFFECT_APPOINTMENT_PUT] = true,  [EFFECT_STEP_PUT] = true,
	[EFFECT_CHECK_ADD] = true,        [EFFECT_NOTIFICATION_ADD] = true, [EFFECT_GUIDANCE_ADD] = true,
	[EFFECT_NOTE_ADD] = true,         [EFFECT_NO_SHOW] = true,          [EFFECT_CASE_OPEN] = true,
	[EFFECT_CASE_EVENT] = true,       [EFFECT_UNDO] = true,
	[EFFECT_PLAN_ITEM_PUT] = true,    [EFFECT_PLAN_TRACK_PUT] = true,   [EFFECT_PLAN_POSITION_PUT] = true,
	[EFFECT_PLAN_ANSWER] = true,      [EFFECT_PLAN_DECIDE] = true,      [EFFECT_CONSENT_ADD] = true,
	[EFFECT_EMPLOYER_WRITE] = true,   [EFFECT_NEED_PUT] = true,         [EFFECT_REFERRAL_ADD] = true,
	[EFFECT_REFERRAL_EVENT_ADD] = true,
	[EFFECT_ACTIVITY_REGISTER] = true, [EFFECT_ACTIVITY_EXTEND] = true, [EFFECT_ACTIVITY_STAGE] = true,
	[EFFECT_ACTIVITY_DROP] = true,    [EFFECT_ATTENDANCE_ADD] = true,
	[EFFECT_CONFLICT_CHOOSE] = true,  [EFFECT_HELD_ACT] = true,
};

/* Line 1 says so until something is written again: what was typed is still on the screen only. */
static void note_saving(struct app *app, enum effect_kind kind, bool ok, enum err_code code)
{
	if (!is_write[kind] && kind != EFFECT_DRAFT_PUT)
		return;
	app->is_unsaved = !ok && err_exit_status(code) == EXIT_ENVIRONMENT;
}

static struct open_screen *screen_of(struct app *app, uint32_t serial)
{
	for (int i = app->depth - 1; i >= 0; i--)
		if (app->stack[i].serial == serial)
			return &app->stack[i];
	return NULL;
}

/* What the core itself learns from an answer. */
static void note_answer(struct app *app, enum effect_kind kind, const struct event *event, struct effects *effects)
{
	note_saving(app, kind, event->done.ok, event->done.err.code);
	if (!event->done.ok) {
		app_say_error(app, &event->done.err);
		return;
	}
	if (kind == EFFECT_QUIT)
		app->over = true;
	if (kind == EFFECT_SYNC_START)
		sync_begun(app);
	if (is_write[kind]) {
		app->saved_minute = app->now.minute;
		sync_state_ask(app, effects);
	}
	if (kind == EFFECT_UNDO)
		app_say(app, ROLE_GOOD, _("Taken back: %s."), *app->undone);
	if ((kind == EFFECT_UNDO || kind == EFFECT_LANGUAGE) && app_top(app)->kind->resume != NULL)
		app_top(app)->kind->resume(app, app_top(app)->model, effects);
}

static void done(struct app *app, const struct event *event, struct effects *effects)
{
	for (int i = 0; i < app->pending_count; i++) {
		struct pending pending = app->pending[i];
		struct open_screen *screen;

		if (pending.ticket != event->done.ticket)
			continue;
		app->pending[i] = app->pending[--app->pending_count];
		note_answer(app, pending.kind, event, effects);
		screen = screen_of(app, pending.serial);
		if (screen != NULL && screen->kind->answered != NULL)
			screen->kind->answered(app, screen->model, pending.kind, event->done.ok, &event->done.err,
					       effects);
		return;
	}
}

static void tick(struct app *app, struct effects *effects)
{
	for (int i = 0; i < app->depth; i++) {
		app->asking = &app->stack[i];
		if (app->stack[i].kind->tick != NULL)
			app->stack[i].kind->tick(app, app->stack[i].model, effects);
	}
	app->asking = NULL;
}

void app_update(struct app *app, const struct event *event, struct effects *effects)
{
	if (event->kind != EVENT_DONE)
		app_bury(app);
	app->now = event->now;
	app->flush = false;
	switch (event->kind) {
	case EVENT_START:
		app->rows = event->size.rows;
		app->cols = event->size.cols;
		app_push(app, SCREEN_LOCK, &(struct screen_argument){ .text = app->initials }, effects);
		sync_state_ask(app, effects);
		break;
	case EVENT_RESIZE:
		app->rows = event->size.rows;
		app->cols = event->size.cols;
		break;
	case EVENT_KEY:
		press(app, &event->key, effects);
		break;
	case EVENT_PASTE:
		paste(app, event->paste, effects);
		break;
	case EVENT_SYNC:
		sync_hear(app, event->sync, effects);
		break;
	case EVENT_DONE:
		done(app, event, effects);
		break;
	case EVENT_TICK:
		tick(app, effects);
		break;
	case EVENT_HANGUP:
		tick(app, effects);
		app->over = true;
		break;
	}
}

void app_view(const struct app *app, struct cells *cells)
{
	struct arena arena;

	cells_clear(cells);
	if (cells->rows < FRAME_ROWS_MIN || cells->cols < FRAME_COLS_MIN || app->depth == 0) {
		frame_too_small(app, cells);
		return;
	}
	arena_init(&arena);
	frame_view(app, cells, &arena);
	arena_done(&arena);
}
