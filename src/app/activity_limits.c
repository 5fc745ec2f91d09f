#include "app/activity_limits.h"

#include "samtale/base/str.h"
#include "samtale/store/activities.h"
#include "samtale/store/people.h"

/* What the law asks: group, first day, what was used at the company. */
static bool request_fill(struct store *store, const struct activity_kinds *kinds, const struct activity *activity,
			 struct activity_length_request *request, struct arena *arena, struct err *err)
{
	struct activity_period *earlier;
	struct activity *others;
	struct citizen citizen;
	size_t count;

	if (!store_citizen(store, activity->citizen, arena, &citizen, err) ||
	    !store_activities(store, activity->citizen, kinds, arena, &others, &count, err))
		return false;
	*request = (struct activity_length_request){ .kind = activity->kind, .group = citizen.target_group,
						     .start = activity->started, .extended_from = DATE_NONE };
	request->earlier_count = activity_earlier(others, count, activity->kind, activity->employer, activity->id,
						  activity->started, arena, &earlier);
	request->earlier = earlier;
	return true;
}

bool activity_register(struct store *store, const struct activity_kinds *kinds, const struct rules *rules,
		       struct activity_entry *entry, struct arena *arena, struct err *err)
{
	struct activity planned = { .citizen = entry->citizen, .kind = entry->kind, .employer = entry->employer,
				    .started = entry->start };
	struct activity_length_request request;
	struct activity_length length;

	if (!request_fill(store, kinds, &planned, &request, arena, err))
		return false;
	if (date_is_set(entry->start) && !date_is_set(entry->end) && activity_kind_is_for(entry->kind, request.group)) {
		if (!activity_latest_end(rules, &request, arena, &length, err))
			return false;
		entry->end = length.latest;
	}
	return activity_entry_is_complete(entry, request.group, err) &&
	       (!date_is_set(entry->end) ||
		activity_end_may_be(rules, &request, entry->end, arena, &length, err)) &&
	       store_activity_register(store, entry, err);
}

bool activity_extend(struct store *store, const struct activity_kinds *kinds, const struct rules *rules, int64_t id,
		     struct date end, const char *reason, struct arena *arena, struct err *err)
{
	struct activity_length_request request;
	struct activity_length length;
	struct activity activity;

	if (!store_activity(store, id, kinds, arena, &activity, err))
		return false;
	if (activity.kind == NULL || !date_is_set(activity.planned_end))
		return err_set(err, ERR_REFUSED, "%s", _("It has no last day, so there is nothing to extend."));
	if (str_is_empty(reason))
		return err_set(err, ERR_INPUT, "%s", _("An extension needs a reason: write what it is to lead to."));
	if (date_compare(end, activity.planned_end) <= 0)
		return err_set(err, ERR_INPUT, _("It lasts until %s already. Write a later day."),
			       date_long(arena, activity.planned_end));
	if (!request_fill(store, kinds, &activity, &request, arena, err))
		return false;
	request.extended_from = activity.planned_end;
	return activity_end_may_be(rules, &request, end, arena, &length, err) &&
	       store_activity_extend(store, id, end, reason, err);
}
