/* requirement_fields.c - what is asked as evidence of each requirement, and by which rule it is due.
 *
 * Reference, section 4.1, column "Evidence a console can hold", and section 4.2. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/availability.h"

#define DATE(name, label) { name, label, REQUIREMENT_DATE, { NULL } }
#define TEXT(name, label) { name, label, REQUIREMENT_TEXT, { NULL } }
#define YES_NO(name, label) { name, label, REQUIREMENT_CHOICE, { N_("yes"), N_("no"), NULL } }

static const struct row {
	const char *code;
	struct requirement_field fields[REQUIREMENT_FIELDS_MAX];
	const char *due;      /* a rule of deadline.h; NULL: the day is agreed */
	const char *due_from; /* the field it is counted from; "" the day the benefit began */
} rows[] = {
	{ "R01", { DATE("registered", N_("Registered on")), TEXT("status", N_("Status")) }, NULL, "" },
	{ "R02", { DATE("seen", N_("CV seen on")), TEXT("by", N_("Seen by")), YES_NO("complete", N_("Complete")) }, "cv", "" },
	{ "R03", { YES_NO("found", N_("Can be found")), TEXT("missing", N_("Part missing")) }, NULL, "" },
	{ "R04", { TEXT("occupation", N_("Occupation code")) }, NULL, "" },
	{ "R05", { TEXT("agreed", N_("Number agreed")), TEXT("counted", N_("Number counted")) }, NULL, "" },
	{ "R06", { TEXT("entries", N_("Entries")), DATE("last", N_("Last entry")) }, NULL, "" },
	{ "R07", { DATE("deadline", N_("Deadline")), DATE("booked", N_("Booked on")) }, NULL, "" },
	{ "R08", { { "attended", N_("Attendance"), REQUIREMENT_CHOICE,
		     { N_("attended"), N_("cancelled"), N_("stayed away"), NULL } }, TEXT("when", N_("When")) }, NULL, "" },
	{ "R09", { TEXT("days", N_("Days attended")) }, NULL, "" },
	{ "R10", { DATE("referred", N_("Referred on")), DATE("start", N_("To start on")), TEXT("answer", N_("Answer")) },
	  "referral", "referred" },
	{ "R11", { { "channel", N_("Channel"), REQUIREMENT_CHOICE,
		     { N_("Digital Post"), N_("letter"), N_("phone"), N_("handed over"), NULL } },
		   DATE("received", N_("Received on")) }, "summons", "received" },
	{ "R12", { TEXT("statement", N_("Citizen's account")), YES_NO("exempt", N_("Exempt from it")) }, NULL, "" },
	{ "R13", { DATE("message", N_("Message on")), TEXT("time", N_("At what time")) }, NULL, "" },
	{ "R14", { DATE("notice", N_("Notice given on")) }, NULL, "" },
	{ "R15", { TEXT("step", N_("Step")), DATE("deadline", N_("Deadline")), DATE("done", N_("Done on")) }, NULL, "" },
	{ "R16", { TEXT("hours", N_("Hours of the week")) }, NULL, "" },
	{ "R17", { DATE("form", N_("Form on")), DATE("conversation", N_("Conversation on")),
		   DATE("certificate", N_("Certificate on")) }, "sick_first", "" },
	{ "R18", { DATE("contract", N_("Contract signed on")), DATE("statement", N_("Statement signed on")) },
	  "integration_contract", "" },
	{ "R19", { TEXT("activity", N_("Activity")), DATE("off_track", N_("Left it on")) }, "youth_contact", "off_track" },
};

static const struct row *row_of(const char *code)
{
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (str_equal(rows[i].code, code))
			return &rows[i];
	return NULL;
}

const struct requirement_field *requirement_fields(const char *code, size_t *count)
{
	const struct row *row = row_of(code);

	*count = 0;
	while (row != NULL && *count < REQUIREMENT_FIELDS_MAX && row->fields[*count].name != NULL)
		(*count)++;
	return row != NULL ? row->fields : NULL;
}

const char *requirement_due_from(const char *code)
{
	const struct row *row = row_of(code);

	return row != NULL ? row->due_from : "";
}

bool requirement_due(const struct rules *rules, const char *code, int target_group, struct date begun, struct arena *arena,
		     struct deadline *deadline, struct err *err)
{
	const struct row *row = row_of(code);

	if (row == NULL || row->due == NULL || !date_is_set(begun))
		return err_set(err, ERR_MISSING, "%s", _("No rule gives the day: agree on one with the citizen."));
	return deadline_compute(rules, row->due, begun, CHANNEL_ORAL, target_group, arena, deadline, err);
}
