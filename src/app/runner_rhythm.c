/* runner_rhythm.c - contact, hand-over and follow-up for the screens. */
#include "app/contact_guides.h"
#include "app/runner_effects.h"
#include "samtale/store/handovers.h"
#include "samtale/store/seats.h"

/* Reading every guide takes longer than reading the citizens: once a session is enough. */
static struct contact_guides guides_of(struct runner *runner, struct arena *arena)
{
	if (!runner->arena)
		return contact_guides_find(runner->guide_dir, arena);
	if (!runner->contact_guides) {
		runner->contact_guides = arena_array(runner->arena, 1, sizeof(*runner->contact_guides));
		*runner->contact_guides = contact_guides_find(runner->guide_dir, runner->arena);
	}
	return *runner->contact_guides;
}

bool perform_contact_list(struct runner *runner, struct effect *effect, struct err *err)
{
	struct contact_guides guides = guides_of(runner, effect->arena);
	struct contact_query query = { .caseworker = effect->contact_list.caseworker,
				       .team = effect->contact_list.team,
				       .today = runner->now.date,
				       .until = DATE_NONE,
				       .rules = runner->rules,
				       .guides = &guides };

	return store_contact_list(runner->store, &query, effect->arena, effect->contact_list.out, err);
}

bool perform_contact(struct runner *runner, struct effect *effect, struct err *err)
{
	struct contact_guides guides = guides_of(runner, effect->arena);

	return store_contact_view(runner->store, effect->contact.citizen, runner->now.date, runner->rules, &guides,
				  effect->arena, effect->contact.out, err);
}

bool perform_contact_person_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_contact_person_put(runner->store, effect->contact_person_put.in, err);
}

bool perform_exemption_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_contact_exemption_put(runner->store, effect->exemption_put.in, err);
}

bool perform_handover_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_handover_add(runner->store, effect->handover_add.in, err);
}

bool perform_handover_answer(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_handover_answer(runner->store, effect->handover_answer.in, err);
}

bool perform_seat_ask(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_seat_ask(runner->store, effect->seat_ask.citizen, err);
}

bool perform_followup_list(struct runner *runner, struct effect *effect, struct err *err)
{
	struct followup_query query = { .caseworker = effect->followup_list.caseworker,
					.team = effect->followup_list.team,
					.today = runner->now.date,
					.until = DATE_NONE };

	return store_followups_due(runner->store, &query, effect->arena, effect->followup_list.out, err);
}

bool perform_followup(struct runner *runner, struct effect *effect, struct err *err)
{
	struct followup_query query = { .citizen = effect->followup.citizen,
					.today = runner->now.date,
					.until = DATE_NONE };
	struct followup_rows rows;

	*effect->followup.out = (struct followup_view){ .next = { .due = { .due = DATE_NONE } } };
	if (!store_followups_due(runner->store, &query, effect->arena, &rows, err) ||
	    !store_followups(runner->store, query.citizen, effect->arena, &effect->followup.out->heard, err))
		return false;
	if (rows.count)
		effect->followup.out->next = rows.rows[0];
	return true;
}

bool perform_followup_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_followup_add(runner->store, effect->followup_add.in, err);
}
