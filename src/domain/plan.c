#include "samtale/domain/plan.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static const struct word owners[STEP_OWNERS] = {
	[STEP_OWNER_CITIZEN] = { "citizen", N_("the citizen") },
	[STEP_OWNER_CASEWORKER] = { "caseworker", N_("the caseworker") },
	[STEP_OWNER_EMPLOYER] = { "employer", N_("the employer") },
	[STEP_OWNER_OTHER] = { "other", N_("somebody else") },
};

static const struct word statuses[STEP_STATUSES] = {
	[STEP_AGREED] = { "agreed", N_("agreed") },
	[STEP_DONE] = { "done", N_("done") },
	[STEP_PARTLY] = { "partly", N_("partly done") },
	[STEP_NOT_DONE] = { "not_done", N_("not done") },
	[STEP_NO_LONGER_FITS] = { "no_longer_fits", N_("no longer fits") },
};

static const struct word aims[PLAN_AIMS] = {
	[PLAN_AIM_WORK] = { "work", N_("job or education") },
	[PLAN_AIM_JOB] = { "job", N_("job") },
	[PLAN_AIM_EDUCATION] = { "education", N_("education") },
	[PLAN_AIM_LIFE] = { "life", N_("everyday life") },
};

static const struct word progresses[BARRIER_PROGRESSES] = {
	[BARRIER_STANDS] = { "stands", N_("nothing done yet") },
	[BARRIER_UNDER_WAY] = { "under_way", N_("we are working on it") },
	[BARRIER_BETTER] = { "better", N_("it is better") },
	[BARRIER_OVERCOME] = { "overcome", N_("overcome") },
};

static const char *const kinds[PLAN_ITEM_KINDS] = {
	[PLAN_GOAL] = N_("Goal"), [PLAN_BARRIER] = N_("Barrier"), [PLAN_STRENGTH] = N_("Strength"),
	[PLAN_WISH] = N_("Wish"), [PLAN_WORDS] = N_("Own words"),
};

const struct word plan_track_words[] = {
	{ "health", N_("Health") },
	{ "skills", N_("Skills and education") },
	{ "language", N_("Danish") },
	{ "everyday", N_("Everyday life and money") },
	{ NULL },
};

const struct word plan_stages[] = {
	{ "early", N_("early effort: holds on to job or school") },
	{ "barriers", N_("barriers are taken away one by one") },
	{ "clarified", N_("clarification and new skills") },
	{ "workplace", N_("tries a workplace") },
	{ "ready", N_("ready for job or education") },
	{ "reached", N_("in job or education") },
	{ NULL },
};

/* The place of a word in a table of `count`, count when it is not there. */
static size_t word_at(const struct word *words, size_t count, const char *word)
{
	size_t i = 0;

	while (i < count && !str_equal(words[i].word, word))
		i++;
	return i;
}

/* ---- steps ------------------------------------------------------------------------------------------ */

const char *step_owner_name(enum step_owner owner)
{
	return owners[owner].word;
}

const char *step_owner_label(enum step_owner owner)
{
	return tr(owners[owner].label);
}

bool step_owner_parse(const char *name, enum step_owner *owner)
{
	size_t at = word_at(owners, STEP_OWNERS, name);

	if (at < STEP_OWNERS)
		*owner = (enum step_owner)at;
	return at < STEP_OWNERS;
}

const char *step_status_name(enum step_status status)
{
	return statuses[status].word;
}

const char *step_status_label(enum step_status status)
{
	return tr(statuses[status].label);
}

bool step_status_parse(const char *name, enum step_status *status)
{
	size_t at = word_at(statuses, STEP_STATUSES, name);

	if (at < STEP_STATUSES)
		*status = (enum step_status)at;
	return at < STEP_STATUSES;
}

bool step_is_open(const struct plan_step *step)
{
	return step->status == STEP_AGREED || step->status == STEP_PARTLY;
}

bool step_is_overdue(const struct plan_step *step, struct date today)
{
	return step_is_open(step) && date_is_set(step->due) && date_compare(step->due, today) < 0;
}

/* ---- items ------------------------------------------------------------------------------------------ */

const char *plan_item_kind_label(enum plan_item_kind kind)
{
	return tr(kinds[kind]);
}

const char *plan_aim_name(enum plan_aim aim)
{
	return aims[aim].word;
}

const char *plan_aim_label(enum plan_aim aim)
{
	return tr(aims[aim].label);
}

bool plan_aim_parse(const char *name, enum plan_aim *aim)
{
	size_t at = word_at(aims, PLAN_AIMS, name);

	if (at < PLAN_AIMS)
		*aim = (enum plan_aim)at;
	return at < PLAN_AIMS;
}

const char *barrier_progress_name(enum barrier_progress progress)
{
	return progresses[progress].word;
}

const char *barrier_progress_label(enum barrier_progress progress)
{
	return tr(progresses[progress].label);
}

bool barrier_progress_parse(const char *name, enum barrier_progress *progress)
{
	size_t at = word_at(progresses, BARRIER_PROGRESSES, name);

	if (at < BARRIER_PROGRESSES)
		*progress = (enum barrier_progress)at;
	return at < BARRIER_PROGRESSES;
}

/* ---- tracks and positions ----------------------------------------------------------------------------- */

const char *plan_track_label(const struct plan_track *track)
{
	if (!track)
		return _("Job and education");
	return *track->name ? track->name : word_label(plan_track_words, track->code);
}

const char *plan_stage_label(const char *stage)
{
	return word_label(plan_stages, stage);
}

/* ---- the whole -------------------------------------------------------------------------------------- */

const struct plan_item *plan_goal(const struct plan *plan)
{
	for (size_t i = 0; i < plan->item_count; i++)
		if (plan->items[i].kind == PLAN_GOAL && !plan->items[i].ended &&
		    plan->items[i].aim != PLAN_AIM_LIFE)
			return &plan->items[i];
	return NULL;
}

const struct plan_track *plan_track(const struct plan *plan, int64_t id)
{
	for (size_t i = 0; i < plan->track_count; i++)
		if (plan->tracks[i].id == id)
			return &plan->tracks[i];
	return NULL;
}

static bool step_comes_before(const struct plan_step *a, const struct plan_step *b)
{
	if (step_is_open(a) != step_is_open(b))
		return step_is_open(a);
	if (!step_is_open(a) || date_compare(a->due, b->due) == 0)
		return false;
	return date_is_set(a->due) && (!date_is_set(b->due) || date_compare(a->due, b->due) < 0);
}

const size_t *plan_steps_in_order(const struct plan *plan, const struct plan_track *track,
				  struct arena *arena, size_t *count)
{
	size_t *order = arena_array(arena, plan->step_count, sizeof(*order));

	*count = 0;
	for (size_t i = 0; i < plan->step_count; i++) {
		size_t at = *count;

		if (plan_track(plan, plan->steps[i].track) != track)
			continue;
		for (; at > 0 && step_comes_before(&plan->steps[i], &plan->steps[order[at - 1]]); at--)
			order[at] = order[at - 1];
		order[at] = i;
		++*count;
	}
	return order;
}

bool plan_has_open_step(const struct plan *plan)
{
	for (size_t i = 0; i < plan->step_count; i++)
		if (step_is_open(&plan->steps[i]))
			return true;
	return false;
}
