#include "app/runner_effects.h"
#include "samtale/store/cases.h"
#include "samtale/store/people.h"

bool perform_check_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_check_add(runner->store, effect->check_add.in, err);
}

bool perform_notification_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_notification_add(runner->store, effect->notification_add.in, err);
}

bool perform_notifications(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_notifications(runner->store, effect->notifications.caseworker, effect->notifications.citizen,
				   effect->arena, effect->notifications.out, err);
}

bool perform_notification_answer(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_notification_answer_add(runner->store, runner->rules, effect->notification_answer.in, err);
}

bool perform_guidance_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_guidance_add(runner->store, effect->guidance_add.in, err);
}

/* The store knows the citizen; the rows of the law are asked here. */
static bool case_may_begin(struct runner *runner, struct sanction_case *opened, struct arena *arena,
			   struct err *err)
{
	struct citizen citizen;
	struct sanction_event registered = { .act = SANCTION_REGISTER,
					     .date = runner->now.date,
					     .due = DATE_NONE };
	struct sanction_missing missing;
	struct sanction_case file;

	if (!store_citizen(runner->store, opened->citizen, arena, &citizen, err))
		return false;
	opened->target_group = citizen.target_group;
	if (!sanction_may_exist(&citizen, opened->provision, opened->event_date, runner->now.date, err))
		return false;
	file = *opened;
	file.events = NULL;
	file.event_count = 0;
	return sanction_may(&file, runner->rules, &registered, runner->now.date, &missing, err);
}

bool perform_no_show(struct runner *runner, struct effect *effect, struct err *err)
{
	struct no_show_entry *entry = effect->no_show.in;
	const char *source = "no_show";
	struct no_show no_show = {
		.appointment = entry->appointment,
		.check = entry->check,
		.open_case = entry->open_case,
		.sanction_case = {
			.citizen = entry->check.citizen,
			.provision = entry->provision,
			.event_date = entry->check.event_date,
			.target_group = entry->target_group,
		},
	};

	if (entry->appointment)
		source = arena_printf(effect->arena, "appointment:%lld", (long long)entry->appointment);
	no_show.sanction_case.source = source;
	if ((entry->open_case && !case_may_begin(runner, &no_show.sanction_case, effect->arena, err)) ||
	    !store_no_show(runner->store, &no_show, err))
		return false;
	entry->check = no_show.check;
	entry->case_id = entry->open_case ? no_show.sanction_case.id : 0;
	return true;
}

bool perform_case(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_case(runner->store, effect->sanction_case.id, effect->arena, effect->sanction_case.out,
			  err);
}

bool perform_case_open(struct runner *runner, struct effect *effect, struct err *err)
{
	return case_may_begin(runner, effect->case_open.in, effect->arena, err) &&
	       store_case_open(runner->store, effect->case_open.in, err);
}
