#include "app/case_desk.h"

#include "app/open.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/import.h"
#include "samtale/store/people.h"

bool case_desk_now(const char *command, int *argc, char **argv, struct moment *now, int *status)
{
	struct clock clock;

	*status = command_clock(command, argc, argv, &clock);
	*now = clock_now(&clock);
	return *status == 0;
}

static bool find_caseworker(struct case_desk *desk, struct err *err)
{
	struct caseworker_list people;

	if (!store_caseworkers(desk->runner.store, &desk->arena, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++)
		if (str_equal(people.rows[i].initials, desk->common->caseworker))
			desk->runner.caseworker = people.rows[i].id;
	if (desk->runner.caseworker == 0)
		return err_set(err, ERR_USAGE, "%s", _("Write who does it: --user and the caseworker's initials."));
	store_stamp(desk->runner.store, desk->runner.caseworker, desk->runner.now);
	return true;
}

bool case_desk_open(struct case_desk *desk, const struct common_options *common, struct moment now, bool writes,
		    struct err *err)
{
	*desk = (struct case_desk){ .common = common, .runner = { .now = now } };
	arena_init(&desk->arena);
	desk->runner.rules = &desk->rules;
	desk->runner.letter_dir = common->letter_dir;
	desk->runner.groff = common->groff;
	desk->runner.municipality = common->municipality;
	desk->runner.contact = common->contact;
	if (rules_load(common->rules_dir, &desk->arena, &desk->rules, err) &&
	    open_store(common, writes ? STORE_EXISTING : STORE_READ_ONLY, writes, &desk->runner.store, err) &&
	    (!writes || find_caseworker(desk, err)))
		return true;
	case_desk_close(desk);
	return false;
}

void case_desk_close(struct case_desk *desk)
{
	store_close(desk->runner.store);
	arena_done(&desk->arena);
}

bool case_desk_citizen(struct case_desk *desk, const char *text, int64_t *citizen, struct err *err)
{
	struct cpr cpr = cpr_check(text);

	if (cpr.status == CPR_REFUSED)
		return err_set(err, ERR_USAGE, "%s", _("Write the citizen's CPR number, ten digits."));
	if (!store_find_citizen(desk->runner.store, cpr.number, citizen, err))
		return false;
	if (*citizen == 0)
		return err_set(err, ERR_MISSING, "%s",
			       _("There is no citizen with that CPR number here. Look at the number once more."));
	return true;
}
