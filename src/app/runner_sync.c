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
