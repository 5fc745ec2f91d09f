/* scope.h - whose citizens a list is about: one's own, one's team's, everybody's. */
#ifndef SAMTALE_UI_SCREEN_SCOPE_H
#define SAMTALE_UI_SCREEN_SCOPE_H

#include "ui/core/screen.h"

enum scope { SCOPE_MINE, SCOPE_TEAM, SCOPE_ALL, SCOPES };

enum scope scope_next(enum scope scope);
const char *scope_label(enum scope scope); /* translated */
/* What the effects that fill the lists take: 0 and "" for everybody. */
int64_t scope_caseworker(const struct app *app, enum scope scope);
const char *scope_team(const struct app *app, enum scope scope);

#endif
