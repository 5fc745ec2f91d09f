#include "samtale/domain/appointment.h"

#include "samtale/base/tr.h"
#include "samtale/domain/rule.h"
#include "samtale/domain/target_group.h"

const struct word appointment_types[] = {
	{ "jobsamtale", N_("job conversation") },
	{ "foerste-samtale", N_("first conversation") },
	{ "alle-skal-med", N_("deep conversation") },
	{ "ungesamtale", N_("youth conversation") },
	{ "fastholdelse", N_("sick-leave conversation") },
	{ "job-foerst", N_("job-first conversation") },
	{ "raadighedssamtale", N_("availability conversation") },
	{ NULL, NULL },
};

/* What a conversation can be that nobody books. */
static const struct word unbooked_types[] = {
	{ "maaling-borger", N_("measure, the citizen's side") },
	{ "maaling-raadgiver", N_("measure, the caseworker's side") },
	{ NULL, NULL },
};

const struct word appointment_forms[] = {
	{ "fremmøde", N_("in person") },
	{ "telefon", N_("by phone") },
	{ "video", N_("by video") },
	{ "uddannelsessted", N_("at the school") },
	{ "uden for huset", N_("out of the house") },
	{ NULL, NULL },
};

static const struct {
	uint32_t groups;
	const char *type;
} usual[] = {
	{ RULE_GROUP(3) | RULE_GROUP(5) | RULE_GROUP(7) | RULE_GROUP(8) | RULE_GROUP(10), "alle-skal-med" },
	{ RULE_GROUP(6), "fastholdelse" },
	{ RULE_GROUP(13), "ungesamtale" },
};

const char *appointment_type_usual(int target_group_number)
{
	for (size_t i = 0; i < LENGTH(usual); i++)
		if (target_group(target_group_number) != NULL &&
		    (usual[i].groups & RULE_GROUP(target_group_number)) != 0)
			return usual[i].type;
	return "jobsamtale";
}

const char *appointment_type_label(const char *type)
{
	return word_label(unbooked_types, word_label(appointment_types, type));
}

const char *appointment_form_label(const char *form)
{
	return word_label(appointment_forms, form);
}
