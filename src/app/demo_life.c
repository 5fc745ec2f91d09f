#include "app/demo_life.h"

#include <stdio.h>

#include "app/keyplay.h"
#include "samtale/base/embedded.h"

/* In the order in which they happened. */
static const struct scene {
	const char *file;
	int days;         /* from today */
	const char *time; /* of that day */
} scenes[] = {
	{ "karim-measure-1.keys", -175, "09:00" }, /* two rounds of the progress measure; the next is due in days */
	{ "karim-measure-2.keys", -84, "09:00" },
	{ "karim.keys", -42, "09:00" },        /* a conversation that today's goes on from */
	{ "karim-plan.keys", -42, "09:50" },   /* a plan that he said yes to */
	{ "karim-excused.keys", -21, "09:20" }, /* a no-show with a reason */
	{ "hawa-job-first.keys", -10, "13:30" }, /* clocks that run: the contract, a company-directed offer */
	{ "ali-placement.keys", -7, "08:15" }, /* a placement that runs, and who came to it */
	{ "attendance-all.keys", -7, "15:30" },
	{ "lis.keys", -6, "13:00" },           /* a step that is due today */
	{ "attendance-all.keys", -6, "15:30" },
	{ "attendance-absent.keys", -5, "15:30" },
	{ "attendance-all.keys", -4, "08:50" },
	{ "tariq.keys", -4, "09:20" },         /* a no-show and its sanction case */
	{ "oksana.keys", -3, "11:00" },        /* a conversation that is paused */
};

static struct clock clock_of(const struct scene *scene, struct date today)
{
	char moment[32], day[DATE_ISO_SIZE];
	struct clock clock;

	date_iso(date_add_days(today, scene->days), day);
	snprintf(moment, sizeof(moment), "%sT%s", day, scene->time);
	if (!clock_fixed(moment, &clock, NULL))
		BUG("a scene at no moment");
	return clock;
}

static bool play(const struct scene *scene, const struct common_options *common, struct date today,
		 struct arena *arena, struct err *err)
{
	const struct embedded *file = embedded_find(embedded_demo, scene->file);
	struct clock clock = clock_of(scene, today);
	struct session session;
	struct keyplay play = { .session = &session, .clock = &clock };
	struct keyfile keyfile;

	if (!file)
		BUG("a scene without its file");
	if (!keyfile_parse(scene->file, (const char *)file->bytes, file->size, arena, &keyfile, err) ||
	    !session_open(&session, common, STORE_EXISTING, &clock, err))
		return false;
	session_start(&session, 24, 80);
	for (size_t i = 0; i < keyfile.count && !session_is_over(&session); i++)
		keyplay_step(&play, &keyfile.steps[i]);
	session_close(&session);
	return true;
}

bool demo_live(const struct common_options *common, struct date today, struct err *err)
{
	struct arena arena;
	bool ok = true;

	arena_init(&arena);
	for (size_t i = 0; ok && i < LENGTH(scenes); i++)
		ok = play(&scenes[i], common, today, &arena, err);
	arena_done(&arena);
	return ok;
}
