/* refund_report.c - a team's people on the ladder, what a week of them costs, and who drops next. */
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "samtale/domain/refund.h"

struct listing {
	struct refund_report *report;
	const char *team; /* NULL all */
	struct arena *arena;
	const char **lines;
	size_t line_count;
};

static struct refund_team *team_named(struct listing *listing, const char *name)
{
	struct refund_report *report = listing->report;

	for (size_t i = 0; i < report->team_count; i++)
		if (str_equal(report->teams[i].team, name))
			return &report->teams[i];
	report->teams = arena_grow(listing->arena, report->teams, report->team_count, sizeof(*report->teams));
	report->teams[report->team_count] = (struct refund_team){ .team = name };
	return &report->teams[report->team_count++];
}

static void add_to(struct refund_team *team, const struct refund_ladder *ladder,
		   const struct refund_place *place)
{
	team->people[place->step]++;
	team->cost[place->step] += ladder->weekly * (100 - place->percent) / 100;
}

static const char *line_of(struct arena *arena, const struct refund_person *person,
			   const struct benefit_spell *spells, size_t count)
{
	const char *line = arena_printf(arena, "%s", person->team);
	char from[DATE_ISO_SIZE], to[DATE_ISO_SIZE];

	for (size_t i = 0; i < count; i++)
		line = arena_printf(arena, "%s|%s %s %s", line, spells[i].benefit,
				    date_iso(spells[i].from, from), date_iso(spells[i].to, to));
	return arena_printf(arena, "%s\n", line);
}

static void take_person(struct listing *listing, const struct refund_person *person,
			const struct benefit_spell *spells, size_t count)
{
	struct refund_report *report = listing->report;
	struct refund_person row = *person;

	if (count == 0 || (listing->team != NULL && !str_equal(person->team, listing->team)))
		return;
	refund_place(&report->ladder, spells, count, report->on, listing->arena, &row.place);
	listing->lines = arena_grow(listing->arena, listing->lines, listing->line_count,
				    sizeof(*listing->lines));
	listing->lines[listing->line_count++] = line_of(listing->arena, person, spells, count);
	report->spells += count;
	if (!row.place.running)
		return;
	report->running++;
	add_to(team_named(listing, person->team), &report->ladder, &row.place);
	add_to(&report->all, &report->ladder, &row.place);
	if (!date_is_set(row.place.drop))
		return;
	report->drops = arena_grow(listing->arena, report->drops, report->drop_count, sizeof(*report->drops));
	report->drops[report->drop_count++] = row;
}

static int by_drop(const void *a, const void *b)
{
	const struct refund_person *first = a, *second = b;
	int order = date_compare(first->place.drop, second->place.drop);

	return order ? order : strcmp(first->cpr, second->cpr);
}

static int by_team(const void *a, const void *b)
{
	return strcmp(((const struct refund_team *)a)->team, ((const struct refund_team *)b)->team);
}

static void finish(struct listing *listing)
{
	struct refund_report *report = listing->report;
	struct str text;

	if (report->drop_count > 1)
		qsort(report->drops, report->drop_count, sizeof(*report->drops), by_drop);
	if (report->team_count > 1)
		qsort(report->teams, report->team_count, sizeof(*report->teams), by_team);
	if (listing->line_count > 1)
		qsort(listing->lines, listing->line_count, sizeof(*listing->lines), str_order);
	str_init(&text);
	str_add(&text, "refund 1\n");
	for (size_t i = 0; i < listing->line_count; i++)
		str_add(&text, listing->lines[i]);
	id_hash_text(text.text, text.length, report->hash);
	str_done(&text);
}

void refund_report_build(const struct refund_ladder *ladder, const struct refund_person *people,
			 size_t person_count, const struct benefit_spell *spells, size_t spell_count,
			 const char *team, struct date on, struct arena *arena, struct refund_report *report)
{
	struct listing listing = { .report = report, .team = team, .arena = arena };
	size_t at = 0;

	*report = (struct refund_report){ .ladder = *ladder, .on = on, .all.team = "" };
	for (size_t i = 0; i < person_count; i++) {
		size_t first;

		while (at < spell_count && spells[at].citizen < people[i].citizen)
			at++;
		first = at;
		while (at < spell_count && spells[at].citizen == people[i].citizen)
			at++;
		take_person(&listing, &people[i], spells + first, at - first);
	}
	finish(&listing);
}

/* ---- as it is said -------------------------------------------------------------------------------- */

const char *refund_caution(void)
{
	return _("Management information only: never a reason in a decision about a citizen.");
}

const char *refund_place_text(struct arena *arena, const struct refund_place *place)
{
	if (!place->known)
		return _("No benefit week is counted.");
	if (!place->running)
		return place->weeks > 0
			       ? arena_printf(arena,
					      _("No benefit now. The next benefit week is week %d: %d %% is "
						"refunded."),
					      place->weeks + 1, place->percent)
			       : _("No benefit now. The count begins anew with the next benefit week.");
	if (!date_is_set(place->drop))
		return arena_printf(arena,
				    _("Week %d on benefit: %d %% is refunded. There is no lower step."),
				    place->weeks, place->percent);
	return arena_printf(arena, _("Week %d on benefit: %d %% is refunded, %d %% from %s."), place->weeks,
			    place->percent, place->next_percent, date_long(arena, place->drop));
}

const char *refund_reset_text(struct arena *arena, const struct refund_ladder *ladder,
			      const struct refund_place *place)
{
	return arena_printf(
		arena,
		_("Self-supporting for %d whole weeks of the %d that begin the count anew (within %d "
		  "weeks)."),
		place->self_support, ladder->reset_weeks, ladder->window_weeks);
}

const char *refund_definition(struct arena *arena, const struct refund_ladder *ladder)
{
	return arena_printf(
		arena,
		_("A week with a benefit on any day counts, whatever the benefit. %d whole weeks of "
		  "self-support within %d begin the count anew. Cost: what is not refunded of %s kr a week "
		  "(%s, %s). Source: %s; %s."),
		ladder->reset_weeks, ladder->window_weeks, number_text(arena, ladder->weekly / 100),
		ladder->weekly_row->key, rule_confidence_text(ladder->weekly_row->confidence),
		ladder->percent_row->source, ladder->reset_row->source);
}
