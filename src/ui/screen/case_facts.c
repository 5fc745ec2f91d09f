#include "ui/screen/case_facts.h"

#include "samtale/base/tr.h"
#include "samtale/domain/payment.h"
#include "ui/screen/case_form.h"
#include "ui/widget/wrap.h"

#define ROOMY_ROWS 12

/* The date the case waits for. */
static const char *due_line(const struct sanction_case *file, struct arena *arena)
{
	const struct sanction_event *last = file->event_count > 0 ? &file->events[file->event_count - 1] : NULL;
	const char *day;

	if (file->heads > 1)
		return _(
			"Two people went on with the case at the same time. Choose which one counts; until then nothing else can be done.");
	if (last == NULL || !date_is_set(last->due))
		return "";
	day = date_long(arena, last->due);
	if (last->to == SANCTION_HEARING)
		return arena_printf(arena, _("The citizen has until %s to answer."), day);
	if (last->to == SANCTION_COMPLAINT)
		return arena_printf(arena, _("The complaint is to be reassessed, and forwarded if upheld, by %s."),
				    day);
	if (last->to == SANCTION_NOTIFIED || last->to == SANCTION_EFFECTED || last->to == SANCTION_EFFECTED_CLOSED)
		return arena_printf(arena, _("The citizen can complain until %s."), day);
	return "";
}

static const char *money_line(const struct case_facts *facts, const struct sanction_case *file, struct arena *arena)
{
	const struct sanction_event *last = sanction_latest(file, SANCTION_CONTACT);

	if (facts->to_pay_back > 0)
		return arena_printf(arena, _("To be paid back to the citizen: %d kr."), facts->to_pay_back);
	if (sanction_state(file) == SANCTION_REVERSED)
		return "";
	return case_letter_money(last != NULL ? last : sanction_latest(file, SANCTION_DECIDE), arena);
}

static const char *guidance_line(const struct sanction_case *file, struct arena *arena)
{
	const struct guidance *before = NULL, *lesser = NULL;

	for (size_t i = 0; i < file->guidance_count; i++) {
		const struct guidance *given = &file->guidance[i];

		if (date_compare(given->date, file->event_date) >= 0)
			continue;
		if (guidance_kind(given) == GUIDANCE_RIGHTS)
			before = given;
		else
			lesser = given;
	}
	if (before == NULL && lesser != NULL)
		return arena_printf(
			arena,
			_("Written guidance before the event: only %s (%s). Press v if more was given in writing."),
			guidance_kind_label(guidance_kind(lesser)), date_long(arena, lesser->date));
	if (before == NULL)
		return _(
			"Written guidance before the event: none on record. Without it there can be no sanction. Press v if it was given.");
	return arena_printf(arena, _("Written guidance before the event: %s (%s)."), date_long(arena, before->date),
			    before->text_version);
}

struct case_facts case_facts_of(struct sanction_case *file, const struct rules *rules, struct arena *arena)
{
	struct payment_list payments;
	struct err ignored;

	payments_of(file, rules, arena, &payments);
	return (struct case_facts){
		.limits_known = sanction_limits(file, rules, &ignored),
		.to_pay_back = payments.taken == 0 ? payments.repaid : 0,
	};
}

/* A low screen keeps its rows for what can be done. */
int case_facts_view(const struct case_facts *facts, const struct sanction_case *file, struct cells *cells,
		    struct area area, struct arena *arena)
{
	bool roomy = area.rows >= ROOMY_ROWS;
	int row = area.row, most = roomy ? 2 : 1;

	row += wrap_put(cells, row, area.col, area.cols, most, ROLE_TITLE,
			arena_printf(arena, _("LAS § %s, event %s: %s"), sanction_section(file->provision),
				     date_long(arena, file->event_date), sanction_state_label(sanction_state(file))),
			arena);
	row += wrap_put(cells, row, area.col, area.cols, most, ROLE_TEXT, guidance_line(file, arena), arena);
	if (facts->limits_known && roomy)
		row += wrap_put(cells, row, area.col, area.cols, 1, ROLE_DIM,
				arena_printf(arena, _("A deduction can be made until %s."),
					     date_long(arena, file->last_payment_month)),
				arena);
	if (*due_line(file, arena))
		row += wrap_put(cells, row, area.col, area.cols, most, ROLE_TEXT, due_line(file, arena), arena);
	if (*money_line(facts, file, arena) && roomy)
		row += wrap_put(cells, row, area.col, area.cols, 1, ROLE_TEXT, money_line(facts, file, arena), arena);
	return row - area.row + roomy;
}
