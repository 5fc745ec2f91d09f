#include "app/activity_limits.h"
#include "app/runner_effects.h"
#include "samtale/store/activities.h"
#include "samtale/store/people.h"

static bool days_read(struct runner *runner, struct activity_sheet *sheet, struct arena *arena, struct err *err)
{
	struct date from = date_add_days(runner->now.date, -7 * ACTIVITY_WEEKS_SHOWN - 7);

	sheet->days = arena_array(arena, sheet->count, sizeof(*sheet->days));
	for (size_t i = 0; i < sheet->count; i++)
		if (!store_attendance_days(runner->store, sheet->activities[i].id, from, arena, &sheet->days[i].rows,
					   &sheet->days[i].count, err))
			return false;
	return true;
}

bool perform_activities(struct runner *runner, struct effect *effect, struct err *err)
{
	struct activity_sheet *sheet = effect->activities.out;
	int64_t citizen = effect->activities.citizen;

	*sheet = (struct activity_sheet){ .kinds = runner->kinds };
	return store_citizen(runner->store, citizen, effect->arena, &sheet->citizen, err) &&
	       store_activities(runner->store, citizen, runner->kinds, effect->arena, &sheet->activities,
				&sheet->count, err) &&
	       days_read(runner, sheet, effect->arena, err) &&
	       store_activity_employers(runner->store, effect->arena, &sheet->employers, &sheet->employer_count, err);
}

bool perform_activity_register(struct runner *runner, struct effect *effect, struct err *err)
{
	return activity_register(runner->store, runner->kinds, runner->rules, effect->activity_register.in,
				 effect->arena, err);
}

bool perform_activity_extend(struct runner *runner, struct effect *effect, struct err *err)
{
	return activity_extend(runner->store, runner->kinds, runner->rules, effect->activity_extend.id,
			       effect->activity_extend.end, effect->activity_extend.reason, effect->arena, err);
}

bool perform_activity_stage(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_activity_stage(runner->store, effect->activity_stage.in, effect->activity_stage.stage,
				    effect->activity_stage.date, err);
}

bool perform_activity_drop(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_activity_drop(runner->store, effect->activity_drop.id, effect->activity_drop.date,
				   effect->activity_drop.reason, err);
}

bool perform_attendance(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_attendance(runner->store, effect->attendance.caseworker, effect->attendance.day, runner->kinds,
				effect->arena, effect->attendance.out, err);
}

bool perform_attendance_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_attendance_add(runner->store, effect->attendance_add.in, err);
}
