/* rule_words.h - the words that commands about the law share: a day, a target group, a sum. */
#ifndef SAMTALE_APP_RULE_WORDS_H
#define SAMTALE_APP_RULE_WORDS_H

#include "app/command.h"
#include "samtale/base/date.h"

/* Takes "--name DATE" out of argv. Not there: *date is left alone. False, with the misuse told and *status
 * set, when it is no date. */
bool rule_words_date(const char *command, const char *name, int *argc, char **argv, struct date *date,
		     int *status);
/* The same for "--name NUMBER" from least to most; otherwise `what` says how it is written. */
bool rule_words_number(const char *command, const char *name, int least, int most, const char *what,
		       int *argc, char **argv, int *number, int *status);
struct date rule_words_today(void);

#endif
