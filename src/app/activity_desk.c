#include "app/command_activity.h"

#include "app/clock.h"
#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/guide/activities_load.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/import.h"

bool activity_desk_open(struct activity_desk *desk, const struct common_options *common, bool store, bool write,
		      struct err *err)
{
	*desk = (struct activity_desk){ .common = common };
	arena_init(&desk->arena);
	return activities_load(common->rules_dir, &desk->arena, &desk->kinds, err) &&
	       rules_load(common->rules_dir, &desk->arena, &desk->rules, err) &&
	       (!store ||
		open_store(common, write ? STORE_EXISTING : STORE_READ_ONLY, write, &desk->store, err));
}

int activity_desk_close(struct activity_desk *desk, bool ok, const struct err *err)
{
	store_close(desk->store);
	arena_done(&desk->arena);
	return ok ? 0 : command_fail(err);
}

bool activity_desk_stamp(struct activity_desk *desk, const struct clock *clock, struct err *err)
{
	int64_t caseworker;

	if (str_is_empty(desk->common->caseworker))
		return err_set(err, ERR_INPUT, "%s", _("Say who writes: --user and the initials."));
	if (!store_find_caseworker(desk->store, desk->common->caseworker, &caseworker, err))
		return false;
	if (caseworker == 0)
		return err_set(err, ERR_MISSING, _("There is no caseworker with the initials “%s” here."),
			       desk->common->caseworker);
	store_stamp(desk->store, caseworker, clock_now(clock));
	return true;
}

bool activity_desk_citizen(struct activity_desk *desk, const char *number, int64_t *citizen, struct err *err)
{
	struct cpr cpr = cpr_check(number);

	if (cpr.status == CPR_REFUSED)
		return err_set(err, ERR_INPUT, "%s", _("Write the citizen's CPR number, ten digits."));
	if (!store_find_citizen(desk->store, cpr.number, citizen, err))
		return false;
	return *citizen != 0 ||
	       err_set(err, ERR_MISSING, "%s",
		       _("There is no citizen with that CPR number here. Look at the number once more."));
}

bool activity_desk_kind(struct activity_desk *desk, const char *code, const struct activity_kind **kind,
			struct err *err)
{
	*kind = activity_kind_find(&desk->kinds, code);
	return *kind != NULL ||
	       err_set(err, ERR_MISSING, _("There is no activity “%s”. samtale activity kinds lists them."), code);
}
