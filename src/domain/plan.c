#include "samtale/domain/plan.h"

#include "samtale/base/tr.h"

static const char *const owners[] = {
	[STEP_OWNER_CITIZEN] = N_("the citizen"),
	[STEP_OWNER_CASEWORKER] = N_("the caseworker"),
	[STEP_OWNER_EMPLOYER] = N_("the employer"),
	[STEP_OWNER_OTHER] = N_("somebody else"),
};

static const char *const statuses[] = {
	[STEP_AGREED] = N_("agreed"),
	[STEP_DONE] = N_("done"),
	[STEP_PARTLY] = N_("partly done"),
	[STEP_NOT_DONE] = N_("not done"),
	[STEP_NO_LONGER_FITS] = N_("no longer fits"),
};

const char *step_owner_label(enum step_owner owner)
{
	return _(owners[owner]);
}

const char *step_status_label(enum step_status status)
{
	return _(statuses[status]);
}
