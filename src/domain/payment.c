#include "samtale/domain/payment.h"

#include "samtale/domain/decision.h"

struct asking {
	const struct sanction_case *file;
	const struct rules *rules;
	struct arena *arena;
	struct payment_list *payments;
};

static void add(struct asking *asking, const struct sanction_event *event, struct date month, int kroner)
{
	struct payment_list *list = asking->payments;

	if (kroner == 0)
		return;
	list->rows = arena_grow(asking->arena, list->rows, list->count, sizeof(*list->rows));
	list->rows[list->count++] = (struct payment){ event, date_month_end(month), kroner };
	list->taken += kroner;
	list->repaid -= kroner < 0 ? kroner : 0;
}

/* What stands as taken in that month so far. */
static int taken_in(const struct payment_list *payments, struct date month)
{
	int kroner = 0;

	for (size_t i = 0; i < payments->count; i++)
		if (date_compare(payments->rows[i].month, date_month_end(month)) == 0)
			kroner += payments->rows[i].kroner;
	return kroner;
}

static void give_back(struct asking *asking, const struct sanction_event *event)
{
	size_t count = asking->payments->count;

	for (size_t i = 0; i < count; i++)
		add(asking, event, asking->payments->rows[i].month,
		    -taken_in(asking->payments, asking->payments->rows[i].month));
}

/* The decision that an event carries out: the last one before it in the line that counts. */
static const struct sanction_event *decision_before(const struct sanction_case *file, size_t at)
{
	while (at-- > 0)
		if (file->events[at].act == SANCTION_DECIDE && sanction_event_counts(file, &file->events[at]))
			return &file->events[at];
	return NULL;
}

/* The months that the rules give, where they still give the sum of the event. */
static bool lay(struct asking *asking, const struct sanction_event *decision, const struct decision_money *money,
		struct amount *amount)
{
	struct amount_request request = {
		.provision = asking->file->provision,
		.group = asking->file->target_group,
		.benefit = money->benefit,
		.event = asking->file->event_date,
		.contact = money->contact,
		.decided = decision->date,
	};
	struct err err;

	return amount_compute(asking->rules, &request, asking->arena, amount, &err) && amount->total == money->total &&
	       amount->month_count > 0;
}

/* From what stands as taken to what the event says: month by month. */
static void ask(struct asking *asking, size_t at)
{
	const struct sanction_event *event = &asking->file->events[at];
	const struct sanction_event *decision = decision_before(asking->file, at);
	struct decision_money money;
	struct amount amount;
	size_t count = asking->payments->count;

	if (decision == NULL)
		return;
	decision_money_read(event->act == SANCTION_CONTACT ? event->code : decision->code, &money);
	if (!lay(asking, decision, &money, &amount)) {
		give_back(asking, event);
		add(asking, event, decision->date, money.total);
		return;
	}
	for (size_t i = 0; i < amount.month_count; i++)
		add(asking, event, amount.months[i].month,
		    amount.months[i].kroner - taken_in(asking->payments, amount.months[i].month));
	/* A month that the sum no longer reaches. */
	for (size_t i = 0; i < count; i++) {
		bool is_kept = false;

		for (size_t k = 0; k < amount.month_count; k++)
			is_kept |= date_compare(amount.months[k].month, asking->payments->rows[i].month) == 0;
		if (!is_kept)
			add(asking, event, asking->payments->rows[i].month,
			    -taken_in(asking->payments, asking->payments->rows[i].month));
	}
}

static bool ends_without_sanction(enum sanction_state state)
{
	return sanction_is_closed(state) && !sanction_stands(state);
}

void payments_of(const struct sanction_case *file, const struct rules *rules, struct arena *arena,
		 struct payment_list *payments)
{
	struct asking asking = { file, rules, arena, payments };

	*payments = (struct payment_list){ 0 };
	for (size_t i = 0; i < file->event_count; i++) {
		const struct sanction_event *event = &file->events[i];

		if (!sanction_event_counts(file, event))
			continue;
		if (event->act == SANCTION_PAY || event->act == SANCTION_CONTACT)
			ask(&asking, i);
		else if (ends_without_sanction(event->to))
			give_back(&asking, event);
	}
}
