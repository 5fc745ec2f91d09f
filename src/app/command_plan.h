/* command_plan.h - samtale plan ... as JSON documents: command_plan_json.c. */
#ifndef SAMTALE_APP_COMMAND_PLAN_H
#define SAMTALE_APP_COMMAND_PLAN_H

#include <jansson.h>

#include "samtale/domain/plan_content.h"
#include "samtale/domain/plan_sheet.h"

/* The plan as it stands. */
json_t *plan_json(const struct plan_sheet *sheet, struct arena *arena);
json_t *plan_versions_json(const struct plan_sheet *sheet);
/* older, newer: version numbers, 0 nothing and the plan as it stands. */
json_t *plan_differences_json(const struct plan_differences *differences, int older, int newer);

#endif
