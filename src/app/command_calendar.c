#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/document.h"
#include "samtale/domain/calendar.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2199

static bool parse_year(const char *text, int *year)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (end == text || *end || number < YEAR_FIRST || number > YEAR_LAST)
		return false;
	*year = (int)number;
	return true;
}

static void print_json(const struct calendar_day *days, int count)
{
	json_t *list = json_array();
	char iso[DATE_ISO_SIZE];

	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "date", date_iso(days[i].date, iso),
						      "name", _(days[i].name), "kind",
						      calendar_kind_name(days[i].kind)));
	document_print(list);
}

static void print_text(const struct calendar_day *days, int count)
{
	char iso[DATE_ISO_SIZE];

	for (int i = 0; i < count; i++)
		printf("%s  %-7s  %s\n", date_iso(days[i].date, iso), calendar_kind_name(days[i].kind),
		       _(days[i].name));
}

int command_calendar(const struct common_options *common, int argc, char **argv)
{
	struct calendar_day days[CALENDAR_DAYS_MAX];
	int year, status = command_words(&argc, argv, 1, 1);

	if (status)
		return status;
	if (!parse_year(argv[1], &year))
		return command_misuse(command_find("calendar"), _("Write a year from 1900 to 2199."));
	(common->json ? print_json : print_text)(days, calendar_year(year, days));
	return 0;
}
