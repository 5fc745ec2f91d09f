/* day_text.h - a date inside a sentence: "14. april", "14 April 2026". */
#ifndef SAMTALE_SRC_DOMAIN_DAY_TEXT_H
#define SAMTALE_SRC_DOMAIN_DAY_TEXT_H

#include "samtale/base/date.h"

/* In the arena and the language in use; without the year where the reader knows it. An unset date is "". */
const char *day_text(struct arena *arena, struct date date, bool with_year);
/* "May 2026" */
const char *month_text(struct arena *arena, struct date date);

#endif
