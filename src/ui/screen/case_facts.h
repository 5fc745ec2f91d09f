/* case_facts.h - how a sanction case stands, in sentences above its steps: event, guidance, limits, dates, money. */
#ifndef SAMTALE_UI_SCREEN_CASE_FACTS_H
#define SAMTALE_UI_SCREEN_CASE_FACTS_H

#include "samtale/domain/sanction.h"
#include "ui/core/screen.h"

/* What is computed from the case once it has been read. */
struct case_facts {
	bool limits_known;
	int to_pay_back; /* kroner, where the case ended without a sanction after money was taken */
};

/* Fills the case's limits. */
struct case_facts case_facts_of(struct sanction_case *file, const struct rules *rules, struct arena *arena);
/* Returns the rows used, and a blank one where there is room. */
int case_facts_view(const struct case_facts *facts, const struct sanction_case *file, struct cells *cells,
		    struct area area, struct arena *arena);

#endif
