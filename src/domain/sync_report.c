#include "samtale/domain/sync_report.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static const struct {
	const char *name, *text;
} steps[SYNC_STEPS] = {
	[SYNC_KEYS] = { "keys", N_("Reading the keys") },
	[SYNC_FETCH] = { "fetch", N_("Fetching from the others") },
	[SYNC_TAKE] = { "take", N_("Taking in what the others wrote") },
	[SYNC_SEAL] = { "seal", N_("Sealing what is to go") },
	[SYNC_PUBLISH] = { "publish", N_("Sending") },
	[SYNC_RECEIPTS] = { "receipts", N_("Exchanging receipts") },
	[SYNC_DONE] = { "done", N_("Done") },
};

const char *sync_step_name(enum sync_step step)
{
	return steps[step].name;
}

const char *sync_step_text(enum sync_step step)
{
	return tr(steps[step].text);
}

bool sync_step_parse(const char *name, enum sync_step *step)
{
	for (int i = 0; i < SYNC_STEPS; i++) {
		if (!str_equal(steps[i].name, name))
			continue;
		*step = (enum sync_step)i;
		return true;
	}
	return false;
}
