/* store_rules.h - law.h's rows for the store's tests, whose own day() would meet law.h's. */
#ifndef SAMTALE_TESTS_STORE_RULES_H
#define SAMTALE_TESTS_STORE_RULES_H

#include "samtale/domain/rule.h"

const struct rules *store_rules(void);

#endif
