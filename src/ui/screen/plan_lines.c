#include "ui/screen/plan_lines.h"

#include "samtale/base/tr.h"

struct building {
	const struct plan_sheet *sheet;
	struct date today;
	struct arena *arena;
	struct lines *lines;
};

/* ---- goals, words, barriers, strengths, wishes ------------------------------------------------------- */

static void add_item(struct building *b, size_t index)
{
	const struct plan_item *item = &b->sheet->plan.items[index];
	const char *beside = "", *text = item->text;

	if (item->kind == PLAN_GOAL)
		beside = plan_aim_label(item->aim);
	if (item->kind == PLAN_BARRIER)
		text = arena_printf(b->arena, "%s (%s)%s%s", text, barrier_progress_label(item->progress),
				    *item->note ? ": " : "", item->note);
	if (item->kind == PLAN_GOAL)
		text = arena_printf(b->arena, "%s (%s)", text, beside);
	lines_add(b->lines, (struct line){ .kind = PLAN_LINE_ITEM, .index = index, .when = "", .text = text });
}

static void add_items(struct building *b, const char *title, enum plan_item_kind kind)
{
	const struct plan *plan = &b->sheet->plan;
	bool titled = false;

	for (size_t i = 0; i < plan->item_count; i++) {
		if (plan->items[i].kind != kind || plan->items[i].ended)
			continue;
		if (!titled)
			lines_add_title(b->lines, title);
		titled = true;
		add_item(b, i);
	}
}

static void add_goals(struct building *b)
{
	if (plan_goal(&b->sheet->plan) == NULL) {
		lines_add_title(b->lines, _("Goal"));
		lines_add(b->lines,
			  (struct line){ .kind = PLAN_LINE_MISSING,
					 .when = "",
					 .overdue = true,
					 .text = _("No goal of job or education yet. Press g and write it.") });
	}
	add_items(b, _("Goal"), PLAN_GOAL);
}

/* ---- steps ------------------------------------------------------------------------------------------ */

static void add_steps(struct building *b, const size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct plan_step *step = &b->sheet->plan.steps[order[i]];

		lines_add(b->lines, (struct line){ .kind = PLAN_LINE_STEP,
						   .index = order[i],
						   .when = lines_when(b->lines, step->due),
						   .overdue = step_is_overdue(step, b->today),
						   .text = arena_printf(b->arena, "%s (%s, %s)", step->text,
									step_owner_label(step->owner),
									step_status_label(step->status)) });
	}
}

static void add_tracks(struct building *b)
{
	const struct plan *plan = &b->sheet->plan;
	size_t count;
	const size_t *order = plan_steps_in_order(plan, NULL, b->arena, &count);

	if (count > 0)
		lines_add_title(b->lines, arena_printf(b->arena, _("Track: %s"), plan_track_label(NULL)));
	add_steps(b, order, count);
	for (size_t i = 0; i < plan->track_count; i++) {
		order = plan_steps_in_order(plan, &plan->tracks[i], b->arena, &count);
		if (count == 0 && plan->tracks[i].ended)
			continue;
		lines_add(b->lines,
			  (struct line){ .kind = PLAN_LINE_TRACK,
					 .index = i,
					 .when = "",
					 .text = arena_printf(b->arena,
							      plan->tracks[i].ended ? _("Track: %s (ended)")
										    : _("Track: %s"),
							      plan_track_label(&plan->tracks[i])) });
		add_steps(b, order, count);
	}
}

/* ---- what stands around it -------------------------------------------------------------------------- */

static void add_positions(struct building *b)
{
	const struct plan *plan = &b->sheet->plan;

	if (plan->position_count > 0)
		lines_add_title(b->lines, _("Where the citizen stands"));
	for (size_t i = 0; i < plan->position_count; i++) {
		const struct plan_position *position = &plan->positions[i];

		lines_add(b->lines, (struct line){ .kind = PLAN_LINE_POSITION,
						   .index = i,
						   .when = lines_when(b->lines, position->date),
						   .text = arena_printf(
							   b->arena, "%s%s%s", plan_stage_label(position->stage),
							   *position->note ? ": " : "", position->note) });
	}
}

static void add_activities(struct building *b)
{
	if (b->sheet->activity_count > 0)
		lines_add_title(b->lines, _("Activities"));
	for (size_t i = 0; i < b->sheet->activity_count; i++) {
		const struct plan_activity *activity = &b->sheet->activities[i];

		lines_add(b->lines,
			  (struct line){ .kind = PLAN_LINE_ACTIVITY,
					 .index = i,
					 .when = lines_when(b->lines, activity->from),
					 .text = arena_printf(b->arena, "%s (%s)", activity->name,
							      activity->begun ? _("begun") : _("invited")) });
	}
}

static void add_consents(struct building *b)
{
	const struct consent_list *consents = &b->sheet->consents;

	if (consents->count > 0)
		lines_add_title(b->lines, _("Consents"));
	for (size_t i = 0; i < consents->count; i++) {
		const struct consent *consent = &consents->rows[i];

		lines_add(b->lines,
			  (struct line){ .kind = PLAN_LINE_CONSENT,
					 .index = i,
					 .when = lines_when(b->lines, consent->date),
					 .text = arena_printf(b->arena, "%s: %s (%s)",
							      consent_subject_label(consent->subject),
							      consent_state_label(consent), consent->author) });
	}
}

void plan_lines(struct lines *lines, const struct plan_sheet *sheet, struct date today, struct arena *arena)
{
	struct building b = { .sheet = sheet, .today = today, .arena = arena, .lines = lines };

	add_goals(&b);
	add_items(&b, _("In the citizen's own words"), PLAN_WORDS);
	add_tracks(&b);
	add_items(&b, _("What stands in the way"), PLAN_BARRIER);
	add_items(&b, _("Strengths"), PLAN_STRENGTH);
	add_items(&b, _("Wishes"), PLAN_WISH);
	add_positions(&b);
	add_activities(&b);
	add_consents(&b);
	lines_end(lines);
}
