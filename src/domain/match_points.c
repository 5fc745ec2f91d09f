/* match_points.c - the rows of share/rules/match.conf as numbers. */
#include <stddef.h>

#include "match_parts.h"

#define POINTS(member, name) { offsetof(struct match_points, member), name }

static const struct {
	size_t at;
	const char *key;
} numbers[] = {
	POINTS(occupation, "match.points.occupation"), POINTS(related, "match.points.related"),
	POINTS(kindred, "match.points.kindred"),       POINTS(education, "match.points.education"),
	POINTS(form, "match.points.form"),             POINTS(postcode, "match.points.postcode"),
	POINTS(town, "match.points.town"),             POINTS(region, "match.points.region"),
	POINTS(need, "match.points.need"),             POINTS(ask, "match.points.ask"),
	POINTS(town_first, "match.town.first"),        POINTS(town_last, "match.town.last"),
	POINTS(region_first, "match.region.first"),    POINTS(region_last, "match.region.last"),
	POINTS(never_days, "match.never.days"),
};

static const char *const form_keys[MATCH_FORM_OTHER] = {
	[MATCH_ORDINARY] = "match.form.ordinary",   [MATCH_SUBSIDY] = "match.form.subsidy",
	[MATCH_PLACEMENT] = "match.form.placement", [MATCH_FLEX_JOB] = "match.form.flex_job",
	[MATCH_STUDY_JOB] = "match.form.study_job",
};

/* A citizen whose group is unknown may be offered anything: the caseworker sees that the group is missing. */
static bool forms_read(const struct rules *rules, struct date today, struct match_points *points, struct err *err)
{
	int fit;

	for (int form = 0; form < MATCH_FORM_OTHER; form++) {
		points->form_fit[form][0] = 1;
		for (int group = 1; group <= TARGET_GROUP_MAX; group++) {
			if (!rule_number(rules, form_keys[form], group, today, &fit, NULL, err))
				return false;
			points->form_fit[form][group] = (uint8_t)(fit > 2 ? 2 : fit);
		}
	}
	return true;
}

bool match_points_read(const struct rules *rules, struct date today, struct match_points *points, struct err *err)
{
	*points = (struct match_points){ 0 };
	for (size_t i = 0; i < LENGTH(numbers); i++)
		if (!rule_number(rules, numbers[i].key, 0, today, (int *)((char *)points + numbers[i].at), NULL, err))
			return false;
	return forms_read(rules, today, points, err);
}
