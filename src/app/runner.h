/* runner.h - performs what the core asks for: effects in, EVENT_DONE out.
 *
 * The runner is the hands of app_update(): it calls store and guide, and gives every effect its answer, with
 * the effect's ticket, before the next event is handled. Every write is stamped with the caseworker signed in
 * and the moment of the event that led to it. */
#ifndef SAMTALE_APP_RUNNER_H
#define SAMTALE_APP_RUNNER_H

#include "app/sync_child.h"
#include "samtale/domain/activity.h"
#include "samtale/store/rhythm.h"
#include "samtale/ui/app.h"

struct runner {
	struct store *store;   /* borrowed */
	const char *guide_dir; /* borrowed; NULL none */
	const struct rules *rules; /* borrowed: what sanction cases are judged by */
	const struct activity_kinds *kinds; /* borrowed: what citizens are offered; NULL none */
	const char *letter_dir, *groff, *municipality, *contact; /* borrowed; see letter_desk.h */
	struct arena *arena;   /* borrowed: what lives as long as the session; NULL: nothing is kept */
	struct contact_guides *contact_guides; /* found once, in the arena; NULL not yet */
	struct sync_child *sync; /* borrowed; NULL: this session exchanges nothing */
	int64_t caseworker;    /* who writes; 0 nobody yet */
	struct moment now;     /* of the event being performed */
	bool quit;             /* the core wants to end */
	bool repaint;          /* the terminal is to be sent whole */
	bool flush; /* what was typed ahead is to be dropped once the next frame is drawn; drawing clears both
		     */
};

/* Performs effects, and those that their answers lead to, until none are left. effects is empty afterwards.
 */
void runner_perform(struct runner *runner, struct app *app, struct effects *effects, struct moment now);

/* The settings of this machine that the runner keeps: the initials' row id, the language's code. */
#define RUNNER_SETTING_CASEWORKER "caseworker"
#define RUNNER_SETTING_LANGUAGE "language"

#endif
