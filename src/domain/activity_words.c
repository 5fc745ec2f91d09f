#include "samtale/base/str.h"
#include "samtale/domain/activity.h"

const struct word absence_reasons[] = {
	{ "udeblevet", N_("did not come, nothing heard") },
	{ "afbud", N_("told beforehand") },
	{ "jobsamtale", N_("at a job interview or a meeting with us") },
	{ "barn syg", N_("child ill") },
	{ "transport", N_("could not get there") },
	{ "lukket", N_("the company was closed") },
	{ "andet", N_("something else") },
	{ NULL, NULL },
};

const struct word activity_dropouts[] = {
	{ "udeblevet", N_("stayed away") },
	{ "helbred", N_("health problems") },
	{ "ikke interesseret", N_("not interested") },
	{ "job", N_("found work") },
	{ "uddannelse", N_("began an education") },
	{ "virksomheden", N_("the company stopped it") },
	{ "mangler kørekort", N_("lacks the driving licence") },
	{ "indsigelse", N_("the sick person objects") },
	{ "andet", N_("something else") },
	{ NULL, NULL },
};

static const struct {
	const char *name, *label, *mark;
} attendances[ATTENDANCE_STATES] = {
	[ATTENDANCE_NONE] = { "none", N_("not recorded"), "·" },
	[ATTENDANCE_PRESENT] = { "present", N_("present"), "+" },
	[ATTENDANCE_ABSENT] = { "absent", N_("absent"), "-" },
	[ATTENDANCE_SICK] = { "sick", N_("ill"), "s" },
};

const char *attendance_name(enum attendance_state state)
{
	return attendances[state].name;
}

bool attendance_parse(const char *name, enum attendance_state *state)
{
	for (int i = ATTENDANCE_PRESENT; i < ATTENDANCE_STATES; i++) {
		if (!str_equal(attendances[i].name, name))
			continue;
		*state = (enum attendance_state)i;
		return true;
	}
	return false;
}

const char *attendance_label(enum attendance_state state)
{
	return _(attendances[state].label);
}

const char *attendance_mark(enum attendance_state state)
{
	return attendances[state].mark;
}

const char *activity_sets_name(enum activity_sets sets)
{
	static const char *const names[] = {
		[ACTIVITY_SETS_NOTHING] = "",           [ACTIVITY_SETS_INVITED] = "invited",
		[ACTIVITY_SETS_STARTED] = "started",    [ACTIVITY_SETS_COMPLETED] = "completed",
		[ACTIVITY_SETS_JOB] = "job",            [ACTIVITY_SETS_EDUCATION] = "education",
	};

	return names[sets];
}

const char *activity_unit_name(enum activity_unit unit)
{
	static const char *const names[] = { "workdays", "days", "weeks", "months" };

	return names[unit];
}
