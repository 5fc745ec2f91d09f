#include "samtale/domain/consent.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

const struct consent_subject consent_subjects[] = {
	{ CONSENT_EMPLOYER, N_("Share what is needed with employers") },
	{ "health", N_("Talk with doctor and hospital") },
	{ "school", N_("Talk with school or education") },
	{ "family", N_("Talk with relatives") },
	{ "partners", N_("Talk with other departments and partners") },
	{ NULL },
};

const char *consent_subject_label(const char *subject)
{
	for (const struct consent_subject *row = consent_subjects; row->word; row++)
		if (str_equal(row->word, subject))
			return tr(row->label);
	return subject;
}

const char *consent_state_label(const struct consent *consent)
{
	if (consent->given)
		return _("given");
	return consent->was_given ? _("withdrawn") : _("said no");
}
