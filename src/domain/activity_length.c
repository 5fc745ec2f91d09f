/* activity_length.c - how long an activity may last (reference, Appendix A: praktik.weeks, loentilskud.months, mentor.months). */
#include "samtale/base/str.h"
#include "samtale/domain/activity.h"

static const char *length_text(struct arena *arena, int length, enum activity_unit unit)
{
	if (unit == ACTIVITY_MONTHS)
		return arena_printf(arena, tr_count("%d month", "%d months", length), length);
	return arena_printf(arena, tr_count("%d week", "%d weeks", length), length);
}

/* The last day of a length that begins on `start`. */
static struct date last_day(struct date start, int length, enum activity_unit unit)
{
	struct date after = unit == ACTIVITY_MONTHS ? date_add_months(start, length) :
						      date_add_days(start, 7 * length);

	return date_add_days(after, -1);
}

static int days_used(const struct activity_length_request *request)
{
	int used = 0;

	for (size_t i = 0; request->kind->same_employer && i < request->earlier_count; i++)
		used += date_days_between(request->earlier[i].from, request->earlier[i].to) + 1;
	return used;
}

/* How the last day came about: the rule, what was used, the day. */
static const char *explain(const struct activity_length *length, const struct activity_kind *kind, int group,
			   struct arena *arena)
{
	const char *used = "", *sure = "";

	if (length->used > 0)
		used = arena_printf(arena,
				    tr_count("%d day at the same company is counted. ",
					     "%d days at the same company are counted. ", length->used),
				    length->used);
	if (length->rule->confidence == RULE_DEFAULT)
		sure = _(" The number is a default that can be edited: check it before you rely on it.");
	return arena_printf(arena, _("%s may last %s for target group %d (%s: %s). %sThe last day is %s.%s"),
			    activity_kind_name(kind), length_text(arena, length->allowed, kind->length_unit), group,
			    length->rule->key, length->rule->source, used, date_long(arena, length->latest), sure);
}

static bool is_past(struct date day, struct date other)
{
	return date_compare(day, other) < 0;
}

/* Without a row for the group there is no extension: the law knows none. */
static bool may_not_extend(const struct activity_length_request *request, const char *key, struct err *err)
{
	return err_set(err, ERR_REFUSED,
		       _("%s cannot be extended for target group %d: the rules have no row “%s” for it. Agree on another"
			 " next step."),
		       activity_kind_name(request->kind), request->group, key[0] ? key : request->kind->length);
}

/* First up to the extended length in all, then one renewal at a time from the last day so far. */
static bool extend(const struct rules *rules, const struct activity_length_request *request,
		   struct activity_length *length, struct err *err)
{
	const struct activity_kind *kind = request->kind;

	if (kind->extend[0] != '\0') {
		if (!rule_number(rules, kind->extend, request->group, request->start, &length->allowed,
				 &length->rule, NULL))
			return may_not_extend(request, kind->extend, err);
		length->latest = date_add_days(last_day(request->start, length->allowed, kind->length_unit),
					       -length->used);
		if (is_past(request->extended_from, length->latest))
			return true;
	}
	if (kind->renew[0] == '\0' || !rule_number(rules, kind->renew, request->group, request->start,
						   &length->allowed, &length->rule, NULL))
		return may_not_extend(request, kind->renew, err);
	length->used = 0;
	length->latest = last_day(date_add_days(request->extended_from, 1), length->allowed, kind->length_unit);
	return true;
}

static bool begin(const struct rules *rules, const struct activity_length_request *request,
		  struct activity_length *length, struct err *err)
{
	const struct activity_kind *kind = request->kind;

	if (!rule_number(rules, kind->length, request->group, request->start, &length->allowed, &length->rule, err))
		return false;
	length->latest = date_add_days(last_day(request->start, length->allowed, kind->length_unit), -length->used);
	return true;
}

bool activity_latest_end(const struct rules *rules, const struct activity_length_request *request,
			 struct arena *arena, struct activity_length *length, struct err *err)
{
	const struct activity_kind *kind = request->kind;

	*length = (struct activity_length){ .latest = DATE_NONE, .explanation = "" };
	if (kind->length[0] == '\0')
		return true;
	length->used = days_used(request);
	if (date_is_set(request->extended_from) ? !extend(rules, request, length, err) :
						  !begin(rules, request, length, err))
		return false;
	if (is_past(length->latest, request->start))
		return err_set(err, ERR_REFUSED,
			       _("Nothing is left at this company: %d days are used of %s (%s: %s). Choose another company,"
				 " or another next step."),
			       length->used, length_text(arena, length->allowed, kind->length_unit),
			       length->rule->key, length->rule->source);
	length->explanation = explain(length, kind, request->group, arena);
	return true;
}

bool activity_end_may_be(const struct rules *rules, const struct activity_length_request *request,
			 struct date end, struct arena *arena, struct activity_length *length, struct err *err)
{
	if (!activity_latest_end(rules, request, arena, length, err))
		return false;
	if (!date_is_set(length->latest) || date_compare(end, length->latest) <= 0)
		return true;
	return err_set(err, ERR_REFUSED, _("%s is too late. %s"), date_long(arena, end), length->explanation);
}

size_t activity_earlier(const struct activity *activities, size_t count, const struct activity_kind *kind,
			int64_t employer, int64_t except, struct date today, struct arena *arena,
			struct activity_period **periods)
{
	size_t found = 0;

	*periods = NULL;
	for (size_t i = 0; employer != 0 && i < count; i++) {
		const struct activity *other = &activities[i];
		struct date to = date_is_set(other->ended) ? other->ended : other->planned_end;

		if (other->id == except || other->employer != employer || other->kind == NULL ||
		    !str_equal(other->kind->length, kind->length) || !date_is_set(other->started))
			continue;
		if (!date_is_set(to))
			to = today;
		if (date_compare(to, other->started) < 0)
			continue;
		*periods = arena_grow(arena, *periods, found, sizeof(**periods));
		(*periods)[found++] = (struct activity_period){ other->started, to };
	}
	return found;
}
