/* payment.h - what a sanction case asks of the payment system: deductions, and what is paid back.
 *
 * Nothing is stored: the lines follow from the events of the case, as its state does (reference, section 5.6, rows 15,
 * 16, 18 and 20). A deduction begins when it was sent to payment, after the citizen had the decision. When contact
 * fixes the days, or a case that was sent back is decided anew, the difference is asked for; where the case ends
 * without a sanction, all that was taken is paid back. The sum is that of the event, not of today's rules; the months
 * are those the rules give, or the decision's own month where they no longer give that sum. */
#ifndef SAMTALE_DOMAIN_PAYMENT_H
#define SAMTALE_DOMAIN_PAYMENT_H

#include "samtale/domain/sanction.h"

struct payment {
	const struct sanction_event *event; /* that asked for it, borrowed from the case */
	struct date month;                  /* its last day */
	int kroner;                         /* above 0: taken; below: paid back */
};

struct payment_list {
	struct payment *rows; /* in the order of the events, in the arena */
	size_t count;
	int taken; /* kroner that stand as taken after the last event */
	int repaid; /* kroner that were asked back */
};

void payments_of(const struct sanction_case *file, const struct rules *rules, struct arena *arena,
		 struct payment_list *payments);

#endif
