/* missing_list.h - one sentence that names everything that is missing.
 *
 * Begin with missing_list_init(), add a noun phrase for each thing, end with missing_list_refuse(). */
#ifndef SAMTALE_SRC_DOMAIN_MISSING_LIST_H
#define SAMTALE_SRC_DOMAIN_MISSING_LIST_H

#include "samtale/base/err.h"
#include "samtale/base/str.h"

struct missing_list {
	struct str text; /* "first; second" */
	bool any;
};

void missing_list_init(struct missing_list *list);
void missing_list_add(struct missing_list *list, const char *translated);
/* Adds the phrase when `is_missing`. */
void missing_list_need(struct missing_list *list, bool is_missing, const char *translated);
/* Frees the list. True when nothing was added; else err is the opening (translated: "... Missing:") with the
 * list. */
NODISCARD bool missing_list_refuse(struct missing_list *list, enum err_code code, const char *opening,
				   struct err *err);

#endif
