#include "app/runner_effects.h"
#include "samtale/store/conflicts.h"

bool perform_conflicts(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_conflicts(runner->store, effect->conflicts.caseworker, effect->conflicts.citizen, effect->arena,
			       effect->conflicts.out, err);
}

bool perform_conflict_choose(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_conflict_choose(runner->store, effect->conflict_choose.in, err);
}
