/* app.h - the program's core: model, update, view. Pure: no clock, no terminal, no database, no files.
 *
 * app_update() takes an event, changes the model and returns effects as values; app_view() paints the whole screen.
 * Both are deterministic, so a session can be recorded, replayed, tested and fuzzed as a list of events. */
#ifndef SAMTALE_UI_APP_H
#define SAMTALE_UI_APP_H

#include "samtale/domain/rule.h"
#include "samtale/ui/cells.h"
#include "samtale/ui/effect.h"
#include "samtale/ui/event.h"

struct app;

struct app_options {
	const struct rules *rules;  /* borrowed, must outlive the app */
	const char *caseworker;     /* initials to sign in with; NULL or "" = ask */
	const char *municipality;   /* its name, shown until somebody has signed in; NULL or "" none */
};

struct app *app_new(const struct app_options *options);
void app_free(struct app *app);

void app_update(struct app *app, const struct event *event, struct effects *effects);
/* Paints into cells, which has the size of the last EVENT_START or EVENT_RESIZE. */
void app_view(const struct app *app, struct cells *cells);

/* Would the next printable character be typed into a field? (Key counts leave such keys out; the terminal decides by it
 * whether a paste is welcome.) */
bool app_takes_text(const struct app *app);
/* Is a legal confirmation on the screen? The terminal then drops type-ahead once, so that a buffered key cannot confirm
 * what nobody has seen. True for one frame only. */
bool app_wants_flush(const struct app *app);
bool app_is_over(const struct app *app);

#endif
