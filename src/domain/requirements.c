#include "samtale/domain/availability.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define G(number) RULE_GROUP(number)
#define JOB_SEEKERS (G(1) | G(2) | G(4) | G(9))      /* I J O L */
#define ACTIVITY_READY (G(3) | G(5))                 /* A */
#define ON_ASSISTANCE (G(2) | G(4) | ACTIVITY_READY) /* J U A */
#define WITH_DUTY (JOB_SEEKERS | ACTIVITY_READY | G(6) | G(7) | G(8) | G(10))
#define NO_NUMBER 0 /* newly arrived: the integration programme is outside LAB section 6 */

/* In the order of reference section 4.1. A provision is named only where the list of sanctionable events,
 * which is exhaustive, names the breach. R15 counts for the insured under 25, R16 for those under work duty:
 * more than a group, so the caseworker chooses it. */
const struct requirement requirements[] = {
	{ "R01", N_("Registered as job-seeker"), N_("registration date and status"), JOB_SEEKERS, "38",
	  "randers.dk (66a)" },
	{ "R02", N_("CV registered in time"), N_("the day it was seen, by whom, and whether it is complete"),
	  JOB_SEEKERS | ACTIVITY_READY, "38", "LAB § 23 (25)(60d)" },
	{ "R03", N_("CV can be found by employers"), N_("yes or no, and the part that is missing"),
	  JOB_SEEKERS, "", "STAR (60d)" },
	{ "R04", N_("At least one job goal"), N_("occupation code"), JOB_SEEKERS, "", "LAB ch. 6 (25)" },
	{ "R05", N_("Job search as agreed"), N_("the number agreed and the number counted"),
	  G(1) | G(2) | G(4), "39", "randers.dk (66a), foa.dk (42d)" },
	{ "R06", N_("Job log kept by the deadline"), N_("the number of entries and the date of the last"),
	  G(1) | G(2) | G(4), "39", "randers.dk (66a), foa.dk (42d)" },
	{ "R07", N_("Booked own conversation by the deadline"), N_("the deadline and the time of booking"),
	  G(1) | G(2), "37a", "LAS § 37 a (1)" },
	{ "R08", N_("Comes to conversations"), N_("attended, cancelled or stayed away, and when"), WITH_DUTY,
	  "37", "LAS § 37 (1)" },
	{ "R09", N_("Takes part in the offer"), N_("days of attendance"), G(1) | ON_ASSISTANCE | G(9), "36",
	  "LAS § 69 b (1b), (42)" },
	{ "R10", N_("Can start referred work with one day's notice"),
	  N_("the referral, the start date and the answer"), G(1) | G(2) | G(3), "39", "(30), (31)" },
	{ "R11", N_("Can meet the day after a summons"), N_("the channel and the day it was received"),
	  G(1) | ON_ASSISTANCE, "", "BEK 1716/2023 § 5 (31)" },
	{ "R12", N_("Reads digital post every day"),
	  N_("the citizen's own account; exemption from Digital Post"), G(1) | G(2) | G(4), "",
	  "randers.dk (66a)(66b)" },
	{ "R13", N_("Reports illness and return"), N_("when the message came"), G(1) | ON_ASSISTANCE, "39",
	  "(11)" },
	{ "R14", N_("Stays in Denmark"), N_("the day of the notice of a stay abroad"), ON_ASSISTANCE | G(9),
	  "42", "LAS § 5 (1c)(10)" },
	{ "R15", N_("Follows the education order (insured: only under 25)"),
	  N_("the step, its deadline and the day it was done"), G(1) | G(4), "40", "(69)" },
	{ "R16", N_("Work duty, if the citizen is under it"), N_("the hours of the week"), ON_ASSISTANCE, "",
	  "(44)(44b)" },
	{ "R17", N_("Takes part in the sick-leave follow-up"),
	  N_("form, conversation and certificate, with dates"), G(6), "", "SDL § 21 (40)(41)" },
	{ "R18", N_("Integration contract and statement signed"), N_("dates and signatures"), NO_NUMBER, "",
	  "INL § 52 (43b)(43c)" },
	{ "R19", N_("Follows the education plan"), N_("the activity and the day it was left"), G(13), "",
	  "(46)" },
	{ NULL }
};

const struct requirement *requirement_find(const char *code)
{
	for (const struct requirement *row = requirements; row->code != NULL; row++)
		if (str_equal(code, row->code))
			return row;
	return NULL;
}

bool requirement_applies(const struct requirement *requirement, int target_group_number)
{
	return target_group(target_group_number) != NULL &&
	       (requirement->groups & RULE_GROUP(target_group_number)) != 0;
}
