#include "samtale/domain/target_group.h"

#include <stddef.h>

#include "samtale/base/tr.h"

static const struct target_group groups[] = {
	{ 1, "insured", N_("insured"), SANCTION_PATH_NOTIFY, false },
	{ 2, "job_ready", N_("job-ready"), SANCTION_PATH_CASE, true },
	{ 3, "activity_ready", N_("activity-ready"), SANCTION_PATH_CASE_CAREFUL, true },
	{ 4, "education_ready", N_("education-ready"), SANCTION_PATH_CASE, true },
	{ 5, "activity_ready_young", N_("activity-ready under 30"), SANCTION_PATH_CASE_CAREFUL, true },
	{ 6, "sickness_benefit", N_("sickness benefit"), SANCTION_PATH_LAPSE, true },
	{ 7, "job_clarification", N_("job clarification"), SANCTION_PATH_OWN, true },
	{ 8, "resource_course", N_("resource course"), SANCTION_PATH_OWN, true },
	{ 9, "flex_job", N_("flex job"), SANCTION_PATH_OWN, true },
	{ 10, "rehabilitation", N_("rehabilitation"), SANCTION_PATH_OWN, true },
	{ 11, "disability_pension", N_("disability pension"), SANCTION_PATH_NONE, false },
	{ 12, "self_supporting", N_("self-supporting"), SANCTION_PATH_NONE, false },
	{ 13, "under_18", N_("under 18"), SANCTION_PATH_NONE, true },
};

_Static_assert(LENGTH(groups) == TARGET_GROUP_MAX, "every target group has a row");

const struct target_group *target_group(int number)
{
	return number >= 1 && number <= TARGET_GROUP_MAX ? &groups[number - 1] : NULL;
}

const char *target_group_label(int number)
{
	const struct target_group *group = target_group(number);

	return group == NULL ? _("unknown group") : _(group->label);
}

bool target_group_is_careful(int number)
{
	const struct target_group *group = target_group(number);

	return group != NULL && group->path == SANCTION_PATH_CASE_CAREFUL;
}
