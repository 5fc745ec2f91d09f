#include "samtale/domain/seat.h"

#include "samtale/base/tr.h"

const char *seat_teams(struct arena *arena, const struct seat_list *seats)
{
	const char *teams = "";

	for (size_t i = 0; i < seats->count; i++)
		teams = arena_printf(arena, "%s%s%s", teams, i ? ", " : "",
				     arena_printf(arena, _("%s since %s"), seats->rows[i].team,
						  date_long(arena, seats->rows[i].since)));
	return teams;
}

const char *seat_text(struct arena *arena, const struct seat_list *seats)
{
	return arena_printf(arena,
			    _("The citizen is also with %s. One citizen has one plan: offer the citizen to them (G), or ask "
			      "them for a hand-over (B)."),
			    seat_teams(arena, seats));
}

const char *seat_asked_text(void)
{
	return _("They are asked: it stands on Today with them after the next sync.");
}

const char *seat_refusal(struct arena *arena, const struct seat_list *seats)
{
	return arena_printf(arena, _("The citizen is with %s. One citizen has one plan: ask them for a hand-over."),
			    seat_teams(arena, seats));
}
