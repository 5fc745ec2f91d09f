#include "app/runner_effects.h"
#include "samtale/store/reports.h"

bool perform_efforts(struct runner *runner, struct effect *effect, struct err *err)
{
	struct effect_source *source = arena_alloc(effect->arena, sizeof(*source));

	if (!store_effect_source(runner->store, effect->arena, source, err))
		return false;
	effect_report_build(source, effect->arena, effect->efforts.out);
	return true;
}

bool perform_effort_decide(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_effort_decide(runner->store, effect->effort_decide.in, err);
}

bool perform_refund(struct runner *runner, struct effect *effect, struct err *err)
{
	struct refund_ladder ladder;
	struct refund_rows rows;

	if (!refund_ladder_read(runner->rules, runner->now.date, &ladder, err) ||
	    !store_refund_rows(runner->store, 0, effect->arena, &rows, err))
		return false;
	refund_report_build(&ladder, rows.people, rows.person_count, rows.spells, rows.spell_count, NULL,
			    runner->now.date, effect->arena, effect->refund.out);
	return true;
}

bool perform_ladder(struct runner *runner, struct effect *effect, struct err *err)
{
	struct refund_standing *standing = effect->ladder.out;
	struct refund_rows rows;

	if (!refund_ladder_read(runner->rules, runner->now.date, &standing->ladder, err) ||
	    !store_refund_rows(runner->store, effect->ladder.citizen, effect->arena, &rows, err))
		return false;
	standing->spells = rows.spells;
	standing->count = rows.spell_count;
	refund_place(&standing->ladder, rows.spells, rows.spell_count, runner->now.date, effect->arena,
		     &standing->place);
	return true;
}

bool perform_population(struct runner *runner, struct effect *effect, struct err *err)
{
	struct population_person *people;
	size_t count;

	return store_population_people(runner->store, runner->now.date, effect->arena, &people, &count,
				       err) &&
	       population_report_build(people, count, runner->rules, runner->now.date, effect->arena,
				       effect->population.out, err);
}
