#include <stdio.h>
#include <stdlib.h>

#include "app/activity_limits.h"
#include "app/command_activity.h"
#include "app/document.h"
#include "app/rule_words.h"
#include "samtale/base/str.h"
#include "samtale/store/activities.h"
#include "samtale/store/import.h"

/* ---- register ---------------------------------------------------------------------------------------------- */

/* The words of the line; numbers are read where the kind is known. */
struct register_words {
	const char *company, *hours, *wage, *purpose, *contact;
	struct date start, end;
	struct clock clock;
};

static bool read_number(const char *text, const char *option, double *number, struct err *err)
{
	char *end;

	*number = strtod(text, &end);
	return (end != text && *end == '\0' && *number >= 0 && *number <= RULE_NUMBER_MAX) ||
	       err_set(err, ERR_INPUT, _("“%s” after %s is no number. Write for example 25."), text, option);
}

static bool register_entry(struct activity_desk *desk, const struct register_words *words, struct activity_entry *entry,
			   struct err *err)
{
	double wage = 0;

	entry->start = words->start;
	entry->end = words->end;
	entry->purpose = words->purpose;
	entry->contact = words->contact;
	if ((entry->kind->needs_hours && !read_number(words->hours, "--hours", &entry->weekly_hours, err)) ||
	    !read_number(words->wage, "--wage", &wage, err))
		return false;
	entry->wage = (int)wage;
	if (words->company[0] == '\0')
		return true;
	if (!store_find_employer(desk->store, words->company, &entry->employer, err))
		return false;
	return entry->employer != 0 ||
	       err_set(err, ERR_MISSING, _("There is no company with the CVR number “%s” here."), words->company);
}

static void register_print(const struct common_options *common, const struct activity_entry *entry, struct arena *arena)
{
	if (common->json)
		document_print(json_pack("{s:I, s:s, s:o, s:o}", "id", (json_int_t)entry->id, "kind", entry->kind->code,
					 "start", document_date(entry->start), "end", document_date(entry->end)));
	else
		printf("%s: %s - %s\n", activity_kind_name(entry->kind), date_long(arena, entry->start),
		       date_is_set(entry->end) ? date_long(arena, entry->end) : "");
}

static bool take_text(int *argc, char **argv, const char *option, const char **text)
{
	return !command_option(argc, argv, option, text) || *text != NULL;
}

static int register_words(int *argc, char **argv, struct register_words *words)
{
	static const char name[] = "activity register";
	int status;

	*words = (struct register_words){ .company = "", .hours = "37", .wage = "0", .purpose = "", .contact = "",
					  .end = DATE_NONE };
	status = command_clock(name, argc, argv, &words->clock);
	words->start = clock_now(&words->clock).date;
	if (status || !rule_words_date(name, "--start", argc, argv, &words->start, &status) ||
	    !rule_words_date(name, "--end", argc, argv, &words->end, &status))
		return status;
	if (!take_text(argc, argv, "--company", &words->company) || !take_text(argc, argv, "--hours", &words->hours) ||
	    !take_text(argc, argv, "--wage", &words->wage) || !take_text(argc, argv, "--purpose", &words->purpose) ||
	    !take_text(argc, argv, "--contact", &words->contact))
		return command_misuse(command_find(name), _("Write the value after the option."));
	return command_words(argc, argv, 2, 2);
}

int command_activity_register(const struct common_options *common, int argc, char **argv)
{
	struct register_words words;
	int status = register_words(&argc, argv, &words);
	struct activity_entry entry = { .id = 0 };
	struct err err = { ERR_NONE };
	struct activity_desk desk;
	bool ok;

	if (status)
		return status;
	ok = activity_desk_open(&desk, common, true, true, &err) && activity_desk_stamp(&desk, &words.clock, &err) &&
	     activity_desk_citizen(&desk, argv[1], &entry.citizen, &err) &&
	     activity_desk_kind(&desk, argv[2], &entry.kind, &err) && register_entry(&desk, &words, &entry, &err) &&
	     activity_register(desk.store, &desk.kinds, &desk.rules, &entry, &desk.arena, &err);
	if (ok)
		register_print(common, &entry, &desk.arena);
	return activity_desk_close(&desk, ok, &err);
}

/* ---- attend ------------------------------------------------------------------------------------------------- */

/* The one activity that waits for the citizen that day. */
static bool attend_activity(struct activity_desk *desk, int64_t citizen, const char *kind, struct date day,
			    struct activity *activity, struct err *err)
{
	struct activity *all;
	size_t count, found = 0;

	*activity = (struct activity){ .id = 0 };
	if (!store_activities(desk->store, citizen, &desk->kinds, &desk->arena, &all, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!activity_meets(&all[i], day) || (kind[0] != '\0' && !str_equal(all[i].kind->code, kind)))
			continue;
		*activity = all[i];
		found++;
	}
	if (found == 0)
		return err_set(err, ERR_MISSING, _("The citizen is not waited for anywhere on %s."),
			       date_long(&desk->arena, day));
	return found == 1 || err_set(err, ERR_INPUT, "%s",
				     _("Several activities run that day. Say which one with --kind."));
}

static bool attend(struct activity_desk *desk, const char *number, const char *kind, struct attendance *row,
		   struct err *err)
{
	struct activity activity;

	if (row->state == ATTENDANCE_ABSENT && !word_find(absence_reasons, row->reason))
		return err_set(
			err, ERR_INPUT, "%s",
			_("Absence needs a reason: udeblevet, afbud, jobsamtale, \"barn syg\", transport, lukket or andet, "
			  "after --reason."));
	if (!activity_desk_citizen(desk, number, &row->citizen, err) ||
	    !attend_activity(desk, row->citizen, kind, row->date, &activity, err))
		return false;
	row->enrolment = activity.id;
	if (!store_attendance_add(desk->store, row, err))
		return false;
	if (desk->common->json)
		document_print(json_pack("{s:I, s:s, s:o, s:s}", "id", (json_int_t)row->id, "kind", activity.kind->code,
					 "date", document_date(row->date), "state", attendance_name(row->state)));
	else
		printf("%s, %s: %s\n", activity.effort_name, date_long(&desk->arena, row->date),
		       attendance_label(row->state));
	return true;
}

int command_activity_attend(const struct common_options *common, int argc, char **argv)
{
	static const char name[] = "activity attend";
	const char *state = "", *kind = "";
	struct attendance row = { .reason = "" };
	struct err err = { ERR_NONE };
	struct clock clock;
	struct activity_desk desk;
	int status = command_clock(name, &argc, argv, &clock);
	bool ok;

	row.date = clock_now(&clock).date;
	if (status || !rule_words_date(name, "--day", &argc, argv, &row.date, &status))
		return status;
	if (!take_text(&argc, argv, "--state", &state) || !take_text(&argc, argv, "--reason", &row.reason) ||
	    !take_text(&argc, argv, "--kind", &kind) || !attendance_parse(state, &row.state))
		return command_misuse(command_find(name), _("Say --state present, absent or sick."));
	status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	ok = activity_desk_open(&desk, common, true, true, &err) && activity_desk_stamp(&desk, &clock, &err);
	if (ok && date_compare(row.date, clock_now(&clock).date) > 0)
		ok = err_set(&err, ERR_INPUT, "%s", _("That day has not come yet. Write today or an earlier day."));
	ok = ok && attend(&desk, argv[1], kind, &row, &err);
	return activity_desk_close(&desk, ok, &err);
}
