#include "ui/core/whynot.h"

#include "samtale/base/tr.h"
#include "samtale/domain/target_group.h"
#include "ui/core/screen.h"

const char *why_not_without_citizen(const struct app *app)
{
	if (app_focused(app)->citizen == 0)
		return _("No citizen is chosen. Press / to find one.");
	return NULL;
}

const char *why_not_nobody_to_ask(const struct app *app)
{
	if (app_focused(app)->elsewhere == 0)
		return _("No other team has this citizen, so there is nobody to ask.");
	return NULL;
}

const char *why_not_no_show(const struct app *app)
{
	if (app_focused(app)->citizen == 0)
		return _("Put the cursor on the appointment that was missed.");
	return NULL;
}

const char *why_not_not_insured(const struct app *app)
{
	if (app_focused(app)->citizen == 0)
		return why_not_without_citizen(app);
	if (!app_focused(app)->insured)
		return _("The citizen is not insured: the municipality assesses availability itself. Press r.");
	return NULL;
}

const char *why_not_no_case(const struct app *app)
{
	const struct focus *focus = app_focused(app);
	const struct target_group *group = target_group(focus->target_group);

	if (focus->citizen == 0)
		return why_not_without_citizen(app);
	if (focus->insured)
		return _("The citizen is insured: no sanction case can exist. Press A to notify the a-kasse.");
	if (group != NULL && group->path == SANCTION_PATH_NONE)
		return _("No sanction case can exist for this target group.");
	if (!focus->has_failed_check)
		return _("There is no check that was not fulfilled. Record one first: press r, or x for a no-show.");
	return NULL;
}

const char *why_not_no_papers(const struct app *app)
{
	if (app_focused(app)->papers == 0 && app_focused(app)->sanction_case == 0)
		return _("The bundle is of a sanction case, and there is none. Letters are under l.");
	return NULL;
}

const char *why_not_no_record(const struct app *app)
{
	if (app_focused(app)->record == 0)
		return _(
			"Only a signed conversation is corrected so. Write a note that corrects this: press j on the citizen.");
	return NULL;
}

const char *why_not_no_instance(const struct app *app)
{
	if (!app_focused(app)->in_instance)
		return _("There is nothing to take away: the question is asked once.");
	return NULL;
}

const char *why_not_one_version(const struct app *app)
{
	if (app_focused(app)->versions < 2)
		return _("There is one version only: it has never been corrected.");
	return NULL;
}

const char *why_not_no_correction(const struct app *app)
{
	if (!app_focused(app)->correcting)
		return _("This is not a correction. F3 pauses the conversation.");
	return NULL;
}

const char *why_not_no_last_answer(const struct app *app)
{
	if (!app_focused(app)->has_last_answer)
		return _("There is no earlier answer to this question.");
	return NULL;
}

const char *why_not_not_enrolled(const struct app *app)
{
	if (!app_sync_state(app)->is_enrolled)
		return _(
			"This machine exchanges nothing yet. Ask the administrator for a code, and run: samtale sync enrol.");
	return NULL;
}
