#include "samtale/domain/employer.h"

#include "samtale/base/tr.h"

/* Reference section 11, rows 20 to 30, 38 and 66. */
const struct word agreement_kinds[] = {
	{ "charter", N_("diversity charter") },
	{ AGREEMENT_CENTRE, N_("company centre") },
	{ "industri-i-vaekst", N_("Industri i Vækst") },
	{ "byg-til-vaekst", N_("Byg til Vækst") },
	{ "socialoekonomisk", N_("socioeconomic company") },
	{ "kommunal", N_("municipal workplace") },
	{ NULL, NULL },
};

const char *agreement_label(const char *word)
{
	return word_label(agreement_kinds, word);
}

bool agreement_in_force(const struct agreement *agreement, struct date on)
{
	return (!date_is_set(agreement->from) || date_compare(agreement->from, on) <= 0) &&
	       (!date_is_set(agreement->to) || date_compare(agreement->to, on) >= 0);
}

enum promise_state promise_state(const struct employer_promise *promise, struct date today)
{
	if (!promise->settled)
		return date_is_set(promise->due) && date_compare(promise->due, today) < 0 ? PROMISE_OVERDUE
											   : PROMISE_WAITING;
	if (promise->outcome.places >= promise->places)
		return PROMISE_KEPT;
	return promise->outcome.places > 0 ? PROMISE_PARTLY : PROMISE_BROKEN;
}

const char *promise_state_label(enum promise_state state)
{
	static const char *const labels[] = {
		[PROMISE_WAITING] = N_("not due yet"), [PROMISE_OVERDUE] = N_("overdue"), [PROMISE_KEPT] = N_("kept"),
		[PROMISE_PARTLY] = N_("kept in part"), [PROMISE_BROKEN] = N_("not kept"),
	};

	return tr(labels[state]);
}
