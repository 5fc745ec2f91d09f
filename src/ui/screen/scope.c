#include "ui/screen/scope.h"

#include "samtale/base/tr.h"

static const char *const labels[SCOPES] = {
	[SCOPE_MINE] = N_("mine"),
	[SCOPE_TEAM] = N_("my team's"),
	[SCOPE_ALL] = N_("everybody's"),
};

enum scope scope_next(enum scope scope)
{
	return (enum scope)((scope + 1) % SCOPES);
}

const char *scope_label(enum scope scope)
{
	return tr(labels[scope]);
}

int64_t scope_caseworker(const struct app *app, enum scope scope)
{
	return scope == SCOPE_MINE ? app_caseworker(app)->id : 0;
}

const char *scope_team(const struct app *app, enum scope scope)
{
	return scope == SCOPE_TEAM ? app_caseworker(app)->team : "";
}
