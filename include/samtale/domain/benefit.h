/* benefit.h - a period on one benefit (ydelsesforløb). */
#ifndef SAMTALE_DOMAIN_BENEFIT_H
#define SAMTALE_DOMAIN_BENEFIT_H

#include <stdint.h>

#include "samtale/base/date.h"

struct benefit_spell {
	int64_t id, citizen;
	const char *benefit;
	struct date from, to; /* both included; to unset: running */
};

#endif
