#include "app/rule_words.h"

#include <stdlib.h>

#include "app/clock.h"

static bool misuse(const char *command, const char *what, int *status)
{
	*status = command_misuse(command_find(command), what);
	return false;
}

struct date rule_words_today(void)
{
	struct clock clock = clock_real();

	return clock_now(&clock).date;
}

bool rule_words_date(const char *command, const char *name, int *argc, char **argv, struct date *date,
		     int *status)
{
	const char *text;
	struct err err;

	if (!command_option(argc, argv, name, &text))
		return true;
	if (!text || !date_parse_typed(text, rule_words_today(), date, &err))
		return misuse(command, text ? err.text : _("Write a day after it: 2026-04-07."), status);
	return true;
}

bool rule_words_number(const char *command, const char *name, int least, int most, const char *what,
		       int *argc, char **argv, int *number, int *status)
{
	const char *text;
	char *end;
	long value;

	if (!command_option(argc, argv, name, &text))
		return true;
	value = text ? strtol(text, &end, 10) : 0;
	if (!text || end == text || *end || value < least || value > most)
		return misuse(command, what, status);
	*number = (int)value;
	return true;
}
