#include "app/runner_effects.h"
#include "samtale/store/conversations.h"
#include "samtale/store/plans.h"

bool perform_plan(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_plan_sheet(runner->store, effect->plan.citizen, runner->now.date, effect->arena,
				effect->plan.out, err);
}

bool perform_plan_item_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_plan_item_put(runner->store, effect->plan_item_put.in, err);
}

bool perform_plan_track_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_plan_track_put(runner->store, effect->plan_track_put.in, err);
}

bool perform_plan_position_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_plan_position_put(runner->store, effect->plan_position_put.in, err);
}

bool perform_plan_answer(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_plan_answer(runner->store, effect->plan_answer.in, err);
}

bool perform_plan_decide(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_plan_decide(runner->store, effect->plan_decide.citizen, effect->plan_decide.acceptance, err);
}

bool perform_consent_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_consent_add(runner->store, effect->consent_add.in, err);
}
