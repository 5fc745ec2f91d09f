#include <string.h>

#include "app/letter_desk.h"
#include "app/runner_effects.h"
#include "samtale/store/conflicts.h"
#include "samtale/store/streams.h"

bool perform_conflicts(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_conflicts(runner->store, effect->conflicts.caseworker, effect->conflicts.citizen, effect->arena,
			       effect->conflicts.out, err);
}

/* They are few, and mostly none: a window asks for all of them at once. */
bool runner_mark_conflicts(struct runner *runner, struct arena *arena, struct caseload *window, struct err *err)
{
	struct conflict_list conflicts;

	if (!store_conflicts(runner->store, 0, 0, arena, &conflicts, err))
		return false;
	for (size_t i = 0; i < window->count; i++)
		for (size_t k = 0; k < conflicts.count; k++)
			window->rows[i].has_conflict |= conflicts.rows[k].citizen == window->rows[i].id;
	return true;
}

bool perform_conflict_choose(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_conflict_choose(runner->store, effect->conflict_choose.in, err);
}

bool perform_sync_state(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_sync_state(runner->store, effect->arena, effect->sync_state.out, err);
}

bool perform_sync_start(struct runner *runner, struct effect *effect, struct err *err)
{
	(void)effect;
	if (runner->sync == NULL)
		BUG("a session that cannot exchange anything");
	return sync_child_start(runner->sync, err);
}

bool perform_held(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_held(runner->store, effect->arena, &effect->held.out->rows, &effect->held.out->count, err);
}

static bool held_export(struct runner *runner, struct effect *effect, struct err *err)
{
	const char *json;

	return store_held_export(runner->store, effect->held_act.id, effect->arena, &json, err) &&
	       desk_write(effect->held_act.text, json, strlen(json), err);
}

bool perform_held_act(struct runner *runner, struct effect *effect, struct err *err)
{
	switch (effect->held_act.act) {
	case HELD_SEND:
		return store_held_send(runner->store, effect->held_act.id, err);
	case HELD_WITHDRAW:
		return store_held_withdraw(runner->store, effect->held_act.id, effect->held_act.text, err);
	default:
		return held_export(runner, effect, err);
	}
}
