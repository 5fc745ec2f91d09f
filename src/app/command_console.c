#include "app/console.h"
#include "samtale/store/people.h"

/* Whether anybody could sign in; a console without caseworkers would be a dead end. */
static bool has_caseworkers(struct session *session, struct err *err)
{
	struct caseworker_list list = { 0 };

	if (!store_caseworkers(session->store, &session->arena, &list, err))
		return false;
	if (list.count)
		return true;
	return err_set(
		err, ERR_MISSING,
		_("The database has no caseworkers yet. Run \"samtale import FOLDER\" to bring in a "
			 "caseload, or \"samtale demo\" to try the console on invented citizens."));
}

int command_console(const struct common_options *common, int argc, char **argv)
{
	struct clock clock = clock_real();
	struct session session;
	struct err err = { ERR_NONE };
	int status = command_words(&argc, argv, 0, 0);

	if (status)
		return status;
	if (!session_open(&session, common, STORE_CREATE, &clock, &err))
		return command_fail(&err);
	if (!has_caseworkers(&session, &err) || !console_run(&session, &err))
		status = command_fail(&err);
	session_close(&session);
	return status;
}
