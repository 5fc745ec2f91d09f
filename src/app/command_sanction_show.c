#include <stdio.h>

#include "app/case_desk.h"
#include "app/document.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/payment.h"
#include "samtale/store/cases.h"
#include "samtale/store/people.h"

/* ---- sanction show ---------------------------------------------------------------------------- */

/* What stands in the way of an act today, asked as the screen asks it. */
static bool may(const struct case_desk *desk, const struct sanction_case *file, enum sanction_act act,
		struct sanction_missing *missing, struct err *err)
{
	struct sanction_event probe = { .sanction_case = file->id,
					.act = act,
					.date = desk->runner.now.date,
					.due = DATE_NONE,
					.channel = "",
					.text = "",
					.code = "",
					.author = -1 };

	return sanction_may(file, &desk->rules, &probe, desk->runner.now.date, missing, err);
}

static json_t *acts_json(const struct case_desk *desk, const struct sanction_case *file)
{
	enum sanction_act acts[SANCTION_ACTS];
	size_t count = sanction_acts_from(sanction_state(file), acts);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *lacks = json_array();
		struct sanction_missing missing;
		struct err err;

		if (!may(desk, file, acts[i], &missing, &err))
			for (size_t k = 0; k < missing.count; k++)
				json_array_append_new(lacks, json_string(missing.items[k].text));
		json_array_append_new(list,
				      json_pack("{s:s, s:o}", "act", sanction_act_name(acts[i]), "missing", lacks));
	}
	return list;
}

static json_t *events_json(const struct sanction_case *file)
{
	json_t *list = json_array();

	for (size_t i = 0; i < file->event_count; i++) {
		const struct sanction_event *event = &file->events[i];

		json_array_append_new(
			list, json_pack("{s:s, s:s, s:o, s:o, s:s, s:b}", "act", sanction_act_name(event->act),
					"to", sanction_state_name(event->to), "date", document_date(event->date),
					"due", document_date(event->due), "by", event->author_name, "counts",
					sanction_event_counts(file, event)));
	}
	return list;
}

static json_t *case_json(const struct case_desk *desk, const struct sanction_case *file)
{
	return json_pack("{s:I, s:s, s:o, s:s, s:o, s:o}", "case", (json_int_t)file->id, "provision",
			 file->provision, "event", document_date(file->event_date), "state",
			 sanction_state_name(sanction_state(file)), "acts", acts_json(desk, file), "events",
			 events_json(file));
}

static void print_case(const struct case_desk *desk, const struct sanction_case *file)
{
	enum sanction_act acts[SANCTION_ACTS];
	size_t count = sanction_acts_from(sanction_state(file), acts);
	char day[DATE_ISO_SIZE];

	printf("%lld  LAS § %s  %s  %s\n", (long long)file->id, sanction_section(file->provision),
	       date_iso(file->event_date, day), sanction_state_label(sanction_state(file)));
	for (size_t i = 0; i < count; i++) {
		struct sanction_missing missing;
		struct err err;

		printf("  %-16s %s\n", sanction_act_name(acts[i]),
		       may(desk, file, acts[i], &missing, &err) ? sanction_act_label(acts[i]) : err.text);
	}
	for (size_t i = 0; i < file->event_count; i++)
		printf("  %s  %s (%s)\n", date_iso(file->events[i].date, day), sanction_act_label(file->events[i].act),
		       file->events[i].author_name);
}

static bool show(struct case_desk *desk, const char *cpr, struct err *err)
{
	json_t *list = desk->common->json ? json_array() : NULL;
	struct sanction_list cases;
	int64_t citizen;

	if (!case_desk_citizen(desk, cpr, &citizen, err) ||
	    !store_cases(desk->runner.store, citizen, &desk->arena, &cases, err)) {
		json_decref(list);
		return false;
	}
	for (size_t i = 0; i < cases.count; i++) {
		struct sanction_case file;

		if (!store_case(desk->runner.store, cases.rows[i].id, &desk->arena, &file, err)) {
			json_decref(list);
			return false;
		}
		if (list != NULL)
			json_array_append_new(list, case_json(desk, &file));
		else
			print_case(desk, &file);
	}
	if (list != NULL)
		document_print(list);
	return true;
}

int command_sanction_show(const struct common_options *common, int argc, char **argv)
{
	struct case_desk desk;
	struct moment now;
	struct err err;
	int status;

	if (!case_desk_now("sanction show", &argc, argv, &now, &status))
		return status;
	status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	if (!case_desk_open(&desk, common, now, false, &err))
		return command_fail(&err);
	status = show(&desk, argv[1], &err) ? 0 : command_fail(&err);
	case_desk_close(&desk);
	return status;
}

/* ---- sanction payments ------------------------------------------------------------------------ */

static json_t *payment_json(const struct sanction_case *file, const char *cpr, const struct payment *payment)
{
	char month[DATE_ISO_SIZE];

	date_iso(payment->month, month);
	return json_pack("{s:s, s:I, s:s, s:o, s:o, s:s%, s:i, s:s}", "citizen", cpr, "case", (json_int_t)file->id,
			 "provision", file->provision, "event", document_date(file->event_date), "day",
			 document_date(payment->event->date), "month", month, (size_t)7, "kroner", payment->kroner,
			 "act", sanction_act_name(payment->event->act));
}

static void print_payment(const struct sanction_case *file, const char *cpr, const struct payment *payment)
{
	char day[DATE_ISO_SIZE], month[DATE_ISO_SIZE];

	date_iso(payment->month, month);
	printf("%s  %s  LAS § %-4s  %.7s  %8d kr  %s\n", date_iso(payment->event->date, day), cpr,
	       sanction_section(file->provision), month, payment->kroner,
	       payment->kroner > 0 ? _("deduction") : _("paid back"));
}

static bool list_case(struct case_desk *desk, int64_t id, json_t *list, struct err *err)
{
	struct sanction_case file;
	struct payment_list payments;
	struct citizen citizen;
	char masked[CPR_MASKED_SIZE];

	if (!store_case(desk->runner.store, id, &desk->arena, &file, err) ||
	    !store_citizen(desk->runner.store, file.citizen, &desk->arena, &citizen, err))
		return false;
	cpr_masked(citizen.cpr, masked);
	payments_of(&file, &desk->rules, &desk->arena, &payments);
	for (size_t i = 0; i < payments.count; i++) {
		if (list != NULL)
			json_array_append_new(list, payment_json(&file, masked, &payments.rows[i]));
		else
			print_payment(&file, masked, &payments.rows[i]);
	}
	return true;
}

static bool list_payments(struct case_desk *desk, struct err *err)
{
	json_t *list = desk->common->json ? json_array() : NULL;
	struct case_ids cases;
	bool listed = store_cases_paid(desk->runner.store, &desk->arena, &cases, err);

	for (size_t i = 0; listed && i < cases.count; i++)
		listed = list_case(desk, cases.rows[i], list, err);
	if (listed && list != NULL)
		document_print(list);
	else
		json_decref(list);
	return listed;
}

int command_sanction_payments(const struct common_options *common, int argc, char **argv)
{
	struct case_desk desk;
	struct moment now;
	struct err err;
	int status;

	if (!case_desk_now("sanction payments", &argc, argv, &now, &status))
		return status;
	status = command_words(&argc, argv, 0, 0);
	if (status)
		return status;
	if (!case_desk_open(&desk, common, now, false, &err))
		return command_fail(&err);
	status = list_payments(&desk, &err) ? 0 : command_fail(&err);
	case_desk_close(&desk);
	return status;
}
