#include "app/match_load.h"
#include "app/runner_effects.h"
#include "samtale/store/work.h"

bool perform_employers(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_employers(runner->store, &effect->employers.query, effect->arena, effect->employers.out, err);
}

bool perform_employer(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_employer_card(runner->store, effect->employer.employer, runner->now.date, effect->arena,
				   effect->employer.out, err);
}

bool perform_employer_write(struct runner *runner, struct effect *effect, struct err *err)
{
	struct employer_entry *entry = effect->employer_write.in;

	switch (entry->kind) {
	case ENTRY_AGREEMENT:
		return store_agreement_put(runner->store, &entry->agreement, err);
	case ENTRY_VISIT:
		return store_visit_add(runner->store, &entry->visit, err);
	case ENTRY_PROMISE:
		return store_promise_add(runner->store, &entry->promise, err);
	case ENTRY_PROMISE_OUTCOME:
		return store_promise_outcome_add(runner->store, &entry->outcome, err);
	case ENTRY_WAIT:
		return store_wait_put(runner->store, &entry->wait, err);
	case ENTRY_KINDS:
		break;
	}
	BUG("an entry of no kind");
}

bool perform_openings(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_openings(runner->store, 0, runner->now.date, effect->arena, effect->openings.out, err);
}

bool perform_match(struct runner *runner, struct effect *effect, struct err *err)
{
	const struct match_page_query *query = &effect->match.query;
	struct match_shown *out = effect->match.out;
	struct referral_list referrals;

	return match_load(runner->store, runner->rules, runner->now.date, effect->arena, &out->table, err) &&
	       store_referrals(runner->store, query->citizen, query->opening, effect->arena, &referrals, err) &&
	       match_page_make(&out->table, &referrals, query, effect->arena, &out->page, err);
}

bool perform_never(struct runner *runner, struct effect *effect, struct err *err)
{
	struct match_shown *out = effect->never.out;

	if (!match_load(runner->store, runner->rules, runner->now.date, effect->arena, &out->table, err))
		return false;
	match_never(&out->table, effect->never.coordinator, effect->arena, &out->never);
	return true;
}

bool perform_need_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_need_put(runner->store, &effect->need_put.in, err);
}

bool perform_referral_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_referral_add(runner->store, effect->referral_add.in, err);
}

bool perform_referral_event_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_referral_event_add(runner->store, effect->referral_event_add.in, err);
}
