/* match_text.c - one pair in words: what speaks for it, what is missing, what would close the gap. */
#include "match_parts.h"

#include "samtale/base/tr.h"
#include "samtale/domain/match_page.h"

struct telling {
	const struct match_table *table;
	const struct match_citizen *citizen;
	const struct match_opening *opening;
	struct arena *arena;
	struct match_explained *explained;
};

const char *match_reason_name(enum match_reason reason)
{
	static const char *const names[MATCH_REASONS] = {
		[MATCH_CLOSED] = "closed", [MATCH_FILLED] = "filled", [MATCH_FORM] = "form",
		[MATCH_HOURS] = "hours",   [MATCH_NEED] = "need",
	};

	return names[reason];
}

const char *match_reason_label(enum match_reason reason)
{
	static const char *const labels[MATCH_REASONS] = {
		[MATCH_CLOSED] = N_("the deadline has passed"), [MATCH_FILLED] = N_("all places are taken"),
		[MATCH_FORM] = N_("not a form for the target group"), [MATCH_HOURS] = N_("too many hours"),
		[MATCH_NEED] = N_("a hard need is not met"),
	};

	return tr(labels[reason]);
}

static void add(struct telling *telling, struct match_texts *texts, const char *line)
{
	texts->lines = arena_grow(telling->arena, texts->lines, texts->count, sizeof(*texts->lines));
	texts->lines[texts->count++] = line;
}

/* ---- what speaks for it, besides needs ----------------------------------------------------------------------- */

static void tell_occupation(struct telling *telling)
{
	const struct match_points *points = &telling->table->points;
	int given = match_occupation_points(points, telling->citizen, telling->opening);
	struct match_texts *good = &telling->explained->good;

	if (!given)
		add(telling, &telling->explained->missing, _("it is another occupation than the job goal"));
	else if (given == points->occupation)
		add(telling, good, _("the citizen's own job goal"));
	else
		add(telling, good, arena_printf(telling->arena, _("close to the job goal %s"), telling->citizen->job_goal));
}

static void tell_distance(struct telling *telling)
{
	const struct match_points *points = &telling->table->points;
	int home = telling->citizen->post, job = telling->opening->post;
	int given = match_distance_points(points, home, job);
	struct match_texts *good = &telling->explained->good;

	if (home && home == job)
		add(telling, good, _("in the same postcode"));
	else if (given && given == points->town)
		add(telling, good, _("both in town"));
	else if (given)
		add(telling, good, _("both in the region"));
	else
		add(telling, &telling->explained->missing,
		    home && job ? _("it is far from home: ask about transport") : _("a postcode is missing: ask about transport"));
}

static void tell_schooling(struct telling *telling)
{
	int schooling = telling->citizen->schooling, level = telling->opening->level;

	if (!schooling || !level)
		return;
	if (schooling >= level) {
		add(telling, &telling->explained->good, _("education at the level of the work"));
		return;
	}
	add(telling, &telling->explained->missing, _("the work usually takes more education"));
	add(telling, &telling->explained->closes, _("upskilling, or a trial that shows the skills"));
}

/* ---- form and hours ---------------------------------------------------------------------------------------------- */

static void tell_form(struct telling *telling)
{
	const char *form = match_form_label(telling->opening->form);
	const char *group = target_group_label(telling->citizen->target_group);
	int fit = telling->citizen->form_fit[telling->opening->kind];

	if (telling->opening->kind == MATCH_FORM_OTHER)
		add(telling, &telling->explained->missing,
		    arena_printf(telling->arena, _("ask the employer what kind of job it is: %s"), form));
	else if (!fit)
		add(telling, &telling->explained->missing,
		    arena_printf(telling->arena, _("%s is not a form for the target group %s"), form, group));
	else if (fit > 1)
		add(telling, &telling->explained->good,
		    arena_printf(telling->arena, _("%s is meant for the target group %s"), form, group));
	if (!fit)
		add(telling, &telling->explained->closes, _("another form of the same work, agreed with the employer"));
}

static void tell_hours(struct telling *telling)
{
	int most = telling->citizen->hours_most;
	const char *hours = match_hours_text(telling->arena, telling->opening->weekly_hours);

	if (!most)
		return;
	if (telling->opening->weekly_hours <= most) {
		add(telling, &telling->explained->good, arena_printf(telling->arena, _("%s hours a week can be managed"), hours));
		return;
	}
	add(telling, &telling->explained->missing,
	    arena_printf(telling->arena, _("%s hours a week; the citizen can manage %d"), hours, most));
	add(telling, &telling->explained->closes, match_need_closer(MATCH_NEED_HOURS));
}

static void tell_opening(struct telling *telling)
{
	unsigned excluded = telling->explained->verdict.excluded;

	for (int reason = MATCH_CLOSED; reason <= MATCH_FILLED; reason++)
		if (excluded & (1U << reason))
			add(telling, &telling->explained->missing, match_reason_label((enum match_reason)reason));
}

/* ---- needs --------------------------------------------------------------------------------------------------------- */

static void tell_need(struct telling *telling, const char *word)
{
	struct match_explained *explained = telling->explained;
	int index = match_need_index(telling->table, word);
	const char *label = match_need_label(word);

	if (index >= 0 && match_has(&telling->citizen->has, index)) {
		add(telling, &explained->good, arena_printf(telling->arena, _("has: %s"), label));
	} else if (index >= 0 && match_has(&telling->citizen->lacks, index)) {
		add(telling, &explained->missing, arena_printf(telling->arena, _("lacks: %s"), label));
		add(telling, &explained->closes, arena_printf(telling->arena, "%s: %s", label, match_need_closer(word)));
	} else {
		add(telling, &explained->missing, arena_printf(telling->arena, _("ask the citizen: %s"), label));
		explained->asked = arena_grow(telling->arena, explained->asked, explained->asked_count,
					      sizeof(*explained->asked));
		explained->asked[explained->asked_count++] = word;
	}
}

void match_explain(const struct match_table *table, const struct match_citizen *citizen,
		   const struct match_opening *opening, struct arena *arena, struct match_explained *explained)
{
	struct telling telling = { table, citizen, opening, arena, explained };
	const char *at = opening->needs, *word;

	*explained = (struct match_explained){ .verdict = match_judge(table, citizen, opening) };
	tell_opening(&telling);
	tell_form(&telling);
	tell_hours(&telling);
	while ((word = match_need_next(opening, &at, arena)))
		tell_need(&telling, word);
	tell_occupation(&telling);
	tell_distance(&telling);
	tell_schooling(&telling);
	if (explained->asked_count)
		add(&telling, &explained->closes, _("the citizen's answers to what nobody has asked about"));
}

const char *match_excluded_text(const struct match_table *table, const struct match_citizen *citizen,
				const struct match_opening *opening, struct arena *arena)
{
	struct match_verdict verdict = match_judge(table, citizen, opening);
	const char *at = opening->needs, *word;
	int reason = 0;

	if (!verdict.excluded)
		return "";
	while (!(verdict.excluded & (1U << reason)))
		reason++;
	if (reason != MATCH_NEED)
		return match_reason_label((enum match_reason)reason);
	while ((word = match_need_next(opening, &at, arena))) {
		int index = match_need_index(table, word);

		if (index >= 0 && match_has(&citizen->lacks, index))
			return arena_printf(arena, _("lacks: %s"), match_need_label(word));
	}
	return match_reason_label(MATCH_NEED);
}
