#include "samtale/domain/plan.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static const struct {
	const char *name;
	const char *label;
} owners[] = {
	[STEP_OWNER_CITIZEN] = { "citizen", N_("the citizen") },
	[STEP_OWNER_CASEWORKER] = { "caseworker", N_("the caseworker") },
	[STEP_OWNER_EMPLOYER] = { "employer", N_("the employer") },
	[STEP_OWNER_OTHER] = { "other", N_("somebody else") },
};

static const char *const statuses[] = {
	[STEP_AGREED] = N_("agreed"),
	[STEP_DONE] = N_("done"),
	[STEP_PARTLY] = N_("partly done"),
	[STEP_NOT_DONE] = N_("not done"),
	[STEP_NO_LONGER_FITS] = N_("no longer fits"),
};

const char *step_owner_name(enum step_owner owner)
{
	return owners[owner].name;
}

const char *step_owner_label(enum step_owner owner)
{
	return _(owners[owner].label);
}

bool step_owner_parse(const char *name, enum step_owner *owner)
{
	for (size_t i = 0; i < LENGTH(owners); i++) {
		if (!str_equal(name, owners[i].name))
			continue;
		*owner = (enum step_owner)i;
		return true;
	}
	return false;
}

const char *step_status_label(enum step_status status)
{
	return _(statuses[status]);
}
