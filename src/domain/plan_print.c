/* plan_print.c - the plan in plain Danish, in the citizen's own voice: short sentences, no word of the law. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/plan_sheet.h"

#define DONE_MOST 5 /* of what has been done: the newest */

struct printing {
	const struct plan_sheet *sheet;
	struct date today;
	struct arena *arena;
	struct plan_print *print;
};

static void part_begin(struct printing *p, const char *heading)
{
	p->print->parts =
		arena_grow(p->arena, p->print->parts, p->print->part_count, sizeof(*p->print->parts));
	p->print->parts[p->print->part_count++] = (struct plan_part){ .heading = heading };
}

static void line_add(struct printing *p, const char *line)
{
	struct plan_part *part = &p->print->parts[p->print->part_count - 1];

	part->lines = arena_grow(p->arena, part->lines, part->line_count, sizeof(*part->lines));
	part->lines[part->line_count++] = line;
}

/* A part that nothing was written in is left out. */
static void part_end(struct printing *p)
{
	if (!p->print->parts[p->print->part_count - 1].line_count)
		p->print->part_count--;
}

static const char *sentence(struct printing *p, const char *text)
{
	const char *made;
	struct str out;

	str_init(&out);
	str_add_sentence(&out, text);
	made = arena_strdup(p->arena, out.text);
	str_done(&out);
	return made;
}

/* ---- the parts -------------------------------------------------------------------------------------- */

static void items_add(struct printing *p, enum plan_item_kind kind)
{
	const struct plan *plan = &p->sheet->plan;

	for (size_t i = 0; i < plan->item_count; i++)
		if (plan->items[i].kind == kind && !plan->items[i].ended)
			line_add(p, sentence(p, plan->items[i].text));
}

static void items_print(struct printing *p, const char *heading, enum plan_item_kind kind)
{
	part_begin(p, heading);
	items_add(p, kind);
	part_end(p);
}

static void goals_print(struct printing *p)
{
	part_begin(p, _("What I want"));
	items_add(p, PLAN_GOAL);
	if (!plan_goal(&p->sheet->plan))
		line_add(p, _("The goal is not written yet."));
}

static void barriers_print(struct printing *p)
{
	const struct plan *plan = &p->sheet->plan;

	part_begin(p, _("What stands in the way, and what we do about it"));
	for (size_t i = 0; i < plan->item_count; i++) {
		const struct plan_item *item = &plan->items[i];
		const char *line;

		if (item->kind != PLAN_BARRIER || item->ended)
			continue;
		line = sentence(p, item->text);
		if (item->note && *item->note)
			line = arena_printf(p->arena, _("%s We do this: %s"), line, sentence(p, item->note));
		line_add(p, line);
	}
	part_end(p);
}

static const char *step_line(struct printing *p, const struct plan_step *step)
{
	static const char *const who[STEP_OWNERS] = {
		[STEP_OWNER_CITIZEN] = N_("I do it"),
		[STEP_OWNER_CASEWORKER] = N_("My caseworker does it"),
		[STEP_OWNER_EMPLOYER] = N_("The workplace does it"),
		[STEP_OWNER_OTHER] = N_("Somebody else does it"),
	};
	const char *line = sentence(p, step->text);

	if (!date_is_set(step->due))
		return arena_printf(p->arena, "%s %s.", line, tr(who[step->owner]));
	return arena_printf(p->arena, _("%s %s by %s at the latest."), line, tr(who[step->owner]),
			    date_full(p->arena, step->due));
}

static void track_print(struct printing *p, const struct plan_track *track)
{
	const struct plan *plan = &p->sheet->plan;
	size_t count;
	const size_t *order = plan_steps_in_order(plan, track, p->arena, &count);

	part_begin(p, plan->track_count ? arena_printf(p->arena, _("What we do: %s"), plan_track_label(track))
					: _("What we do"));
	for (size_t i = 0; i < count && step_is_open(&plan->steps[order[i]]); i++)
		line_add(p, step_line(p, &plan->steps[order[i]]));
	part_end(p);
}

static void steps_print(struct printing *p)
{
	track_print(p, NULL);
	for (size_t i = 0; i < p->sheet->plan.track_count; i++)
		track_print(p, &p->sheet->plan.tracks[i]);
}

static void done_print(struct printing *p)
{
	const struct plan *plan = &p->sheet->plan;
	int printed = 0;

	part_begin(p, _("What has been done"));
	for (size_t i = 0; i < plan->step_count && printed < DONE_MOST; i++)
		if (plan->steps[i].status == STEP_DONE) {
			line_add(p, sentence(p, plan->steps[i].text));
			printed++;
		}
	part_end(p);
}

static void activities_print(struct printing *p)
{
	part_begin(p, _("What I take part in"));
	for (size_t i = 0; i < p->sheet->activity_count; i++) {
		const struct plan_activity *activity = &p->sheet->activities[i];

		if (!date_is_set(activity->from))
			line_add(p, sentence(p, activity->name));
		else
			line_add(p, arena_printf(p->arena,
						 activity->begun ? _("%s, since %s.") : _("%s, invited %s."),
						 activity->name, date_full(p->arena, activity->from)));
	}
	part_end(p);
}

static void contact_print(struct printing *p)
{
	const char *phone = p->sheet->contact_phone;

	part_begin(p, _("Whom I can ask"));
	if (*p->sheet->contact_name)
		line_add(p, *phone ? arena_printf(p->arena, _("%s, phone %s."), p->sheet->contact_name, phone)
				   : arena_printf(p->arena, "%s.", p->sheet->contact_name));
	part_end(p);
}

static void next_print(struct printing *p)
{
	const struct appointment *next = &p->sheet->next;
	const char *when;

	part_begin(p, _("Next time we talk"));
	if (date_is_set(next->date)) {
		when = date_full(p->arena, next->date);
		if (next->minute >= 0)
			when = arena_printf(p->arena, _("%s at %s"), when, time_text(p->arena, next->minute));
		line_add(p, sentence(p, arena_printf(p->arena, "%s: %s", when,
						     appointment_form_label(next->form))));
	}
	part_end(p);
}

static void accepted_print(struct printing *p)
{
	const struct plan_acceptance *answer;

	part_begin(p, _("My yes"));
	switch (plan_agreement(p->sheet, &answer)) {
	case PLAN_HOLDS:
		line_add(p, arena_printf(p->arena, _("I said yes to this plan on %s."),
					 date_full(p->arena, answer->date)));
		break;
	case PLAN_CHANGED_SINCE:
		line_add(p,
			 arena_printf(p->arena, _("I said yes on %s. Something has been changed since then."),
				      date_full(p->arena, answer->date)));
		break;
	default: line_add(p, _("I have not said yes to this plan yet."));
	}
	part_end(p);
}

void plan_print(const struct plan_sheet *sheet, struct date today, struct arena *arena,
		struct plan_print *print)
{
	struct printing p = { sheet, today, arena, print };

	*print = (struct plan_print){
		.title = _("My plan"),
		.subtitle = arena_printf(arena, "%s, %s", citizen_name(arena, &sheet->citizen),
					 date_full(arena, today)),
	};
	goals_print(&p);
	items_print(&p, _("Why, in my own words"), PLAN_WORDS);
	items_print(&p, _("What I am good at"), PLAN_STRENGTH);
	items_print(&p, _("What I ask for"), PLAN_WISH);
	barriers_print(&p);
	steps_print(&p);
	done_print(&p);
	activities_print(&p);
	contact_print(&p);
	next_print(&p);
	accepted_print(&p);
}

const char *plan_write_text(const struct plan_sheet *sheet, struct date today, struct arena *arena)
{
	struct plan_print print;
	const char *text;
	struct str out;

	plan_print(sheet, today, arena, &print);
	str_init(&out);
	str_addf(&out, "%s\n%s\n", print.title, print.subtitle);
	for (size_t i = 0; i < print.part_count; i++) {
		str_addf(&out, "\n%s\n", print.parts[i].heading);
		for (size_t l = 0; l < print.parts[i].line_count; l++)
			str_addf(&out, "- %s\n", print.parts[i].lines[l]);
	}
	text = arena_strdup(arena, out.text);
	str_done(&out);
	return text;
}
