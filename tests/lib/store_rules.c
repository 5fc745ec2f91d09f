#include "store_rules.h"

#include "law.h"

const struct rules *store_rules(void)
{
	static struct rules rules;

	if (rules.count == 0)
		rules = law();
	return &rules;
}
