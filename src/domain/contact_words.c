/* contact_words.c - roles, reasons and what makes a contact person and an exemption whole. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/contact.h"

const struct word contact_person_roles[] = {
	{ "mentor", N_("mentor") },
	{ "a-kasse", N_("a-kasse") },
	{ "jobkonsulent", N_("job consultant") },
	{ "virksomhed", N_("employer") },
	{ "skole", N_("school") },
	{ "sundhed", N_("health") },
	{ "socialforvaltning", N_("social services") },
	{ "ydelse", N_("benefit office") },
	{ "anden-aktoer", N_("other provider") },
	{ "andet", N_("another") },
	{ NULL, NULL },
};

const struct word contact_exemptions[] = {
	{ "employed", N_("sick, in employment, and expected back") },
	{ "individual", N_("exempted after an individual assessment") },
	{ "leave", N_("parental leave") },
	{ "holiday", N_("holiday") },
	{ "job-date", N_("begins in a job or on leave on a known day") },
	{ NULL, NULL },
};

static bool are_in_order(struct date from, struct date to, struct err *err)
{
	if (!date_is_set(from))
		return err_set(err, ERR_INPUT, "%s", _("Write from which day."));
	if (date_is_set(to) && date_compare(to, from) < 0)
		return err_set(err, ERR_INPUT, "%s",
			       _("The last day lies before the first. Write a later day, or none."));
	return true;
}

bool contact_person_is_active(const struct contact_person *person, struct date on)
{
	return date_compare(person->from, on) <= 0 &&
	       (!date_is_set(person->to) || date_compare(on, person->to) <= 0);
}

bool contact_person_is_complete(const struct contact_person *person, struct err *err)
{
	if (str_is_empty(person->name))
		return err_set(err, ERR_INPUT, "%s", _("Write the contact person's name."));
	if (!word_find(contact_person_roles, person->role))
		return err_set(err, ERR_INPUT, "%s", _("Choose what the contact person is to the citizen."));
	return are_in_order(person->from, person->to, err);
}

bool contact_exemption_is_complete(const struct contact_exemption *exemption, struct err *err)
{
	if (!word_find(contact_exemptions, exemption->kind))
		return err_set(err, ERR_INPUT, "%s", _("Choose why conversations are not owed."));
	return are_in_order(exemption->from, exemption->to, err);
}
