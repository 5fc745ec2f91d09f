#include "ui/screen/conflict_words.h"

#include "samtale/base/tr.h"
#include "samtale/domain/cpr.h"
#include "ui/widget/wrap.h"

const char *conflict_value(struct arena *arena, const struct conflict *conflict, const char *value, bool revealed)
{
	char masked[CPR_MASKED_SIZE];

	if (*value == '\0')
		return _("(empty)");
	if (revealed || conflict->mask == CONFLICT_OPEN)
		return value;
	return conflict->mask == CONFLICT_CPR ? arena_strdup(arena, cpr_masked(value, masked)) : _("not shown");
}

const char *conflict_side_text(struct arena *arena, const struct conflict_side *side, struct moment now)
{
	struct moment at = moment_by(now, side->at);

	return arena_printf(arena, "%s, %s %s, %s", side->by[0] != '\0' ? side->by : _("somebody"),
			    date_is_set(at.date) ? date_long(arena, at.date) : "", time_text(arena, at.minute),
			    side->is_mine ? _("here") : _("on another terminal"));
}

const char *conflict_base_text(struct arena *arena, const struct conflict *conflict, bool revealed)
{
	if (conflict->base_kind == CONFLICT_BASE_NOT_KNOWN)
		return _("Before: not known on this machine");
	if (conflict->base_kind == CONFLICT_BASE_NOTHING)
		return _("Before: nothing was written");
	return arena_printf(arena, _("Before: %s"),
			    wrap_as_line(conflict_value(arena, conflict, conflict->base, revealed), arena));
}
