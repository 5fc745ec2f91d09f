#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/sync/simulate.h"

static const char *const names[] = {
	[FAULT_KILL] = "kill",	     [FAULT_REORDER] = "reorder",   [FAULT_DUPLICATE] = "duplicate",
	[FAULT_TRUNCATE] = "truncate", [FAULT_FLIP] = "flip",	    [FAULT_VANISH] = "vanish",
	[FAULT_FULL] = "full",	     [FAULT_CLOCK] = "clock",	    [FAULT_RESTORE] = "restore",
	[FAULT_LAG] = "lag",	     [FAULT_HANDOVER] = "handover", [FAULT_CONFLICT] = "conflict",
	[FAULT_ENROL] = "enrol",     [FAULT_REVOKE] = "revoke",
	[FAULT_PURGE] = "purge",
	[FAULT_PRUNE] = "prune",
};
_Static_assert(LENGTH(names) == SIMULATE_FAULTS, "every fault has a name");

const char *simulate_fault_name(enum simulate_fault fault)
{
	return names[fault];
}

static bool fault_parse(const char *word, size_t length, unsigned *faults)
{
	for (int i = 0; i < SIMULATE_FAULTS; i++)
		if (strlen(names[i]) == length && !strncmp(names[i], word, length)) {
			*faults |= 1u << i;
			return true;
		}
	return false;
}

bool simulate_faults_parse(const char *text, unsigned *faults, struct err *err)
{
	*faults = !strcmp(text, "all") ? (1u << SIMULATE_FAULTS) - 1 : 0;
	if (*faults || !strcmp(text, "none"))
		return true;
	for (const char *word = text; *word;) {
		size_t length = strcspn(word, ",");

		if (!fault_parse(word, length, faults))
			return err_set(
				err, ERR_USAGE,
				_("“%.*s” is no fault. There are: kill, reorder, duplicate, truncate, flip, vanish, "
				  "full, clock, restore, lag, handover, conflict, enrol, revoke, purge, prune; all and none."),
				(int)length, word);
		word += length + (word[length] == ',');
	}
	return true;
}

bool simulate_is_whole(const struct simulate_report *report)
{
	return !report->lost && !report->doubled && report->digests == 1 && !report->leaked && !report->wrong;
}
