/* law.h - dates as words, and the rows of share/rules that the domain's tests need.
 *
 * The domain does not read files, so the rows stand here once more; test_rules compares them with what is
 * shipped. */
#ifndef SAMTALE_TESTS_LIB_LAW_H
#define SAMTALE_TESTS_LIB_LAW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/domain/rule.h"

static inline struct date day(const char *iso)
{
	struct date date = DATE_NONE;

	if (!date_parse_iso(iso, &date))
		fail_msg("%s is not a date", iso);
	return date;
}

#define assert_day(date, iso)                                                                                \
	do {                                                                                                 \
		char day_text_[DATE_ISO_SIZE];                                                               \
		assert_string_equal(date_iso(date, day_text_), iso);                                         \
	} while (0)

static inline struct rule law_row(const char *key, uint32_t groups, const char *from, const char *to,
				  const char *value, enum rule_confidence confidence)
{
	return (struct rule){
		.key = key,
		.groups = groups,
		.from = day(from),
		.to = to == NULL ? DATE_NONE : day(to),
		.value = value,
		.source = "",
		.confidence = confidence,
	};
}

#define LAW_ROWS_MAX 100

/* Rows that live as long as the program. */
static inline struct rules law(void)
{
	enum { READY = RULE_GROUP(2) | RULE_GROUP(4), CAREFUL = RULE_GROUP(3) | RULE_GROUP(5) };
	static const char limits[] = "<5633:200|<=9935:400|<=13519:600|>13519:700";
	static struct rule rows[LAW_ROWS_MAX];
	size_t count = 0;

	rows[count++] = law_row("akasse.answer.codes", RULE_ALL_GROUPS, "2020-01-01", NULL,
				"A1=står til rådighed, ingen følger|A2=står ikke til rådighed|A3=karantæne|"
				"A4=mangler oplysninger fra jobcentret|A5=ikke medlem af denne a-kasse|"
				"A9=andet, se teksten", RULE_DEFAULT);
	rows[count++] = law_row("akasse.answer.days", RULE_ALL_GROUPS, "2020-01-01", NULL, "14", RULE_DEFAULT);
	rows[count++] =
		law_row("availability.agreement.days", RULE_ALL_GROUPS, "2020-01-01", NULL, "14", RULE_DEFAULT);
	rows[count++] =
		law_row("availability.assessment.days", RULE_ALL_GROUPS, "2020-01-01", NULL, "14", RULE_DEFAULT);
	rows[count++] =
		law_row("complaint.letter.workdays", RULE_ALL_GROUPS, "2018-06-26", NULL, "6", RULE_READ);
	rows[count++] =
		law_row("complaint.qletter.days", RULE_ALL_GROUPS, "2018-06-26", NULL, "2", RULE_READ);
	rows[count++] = law_row("complaint.weeks", RULE_ALL_GROUPS, "2000-01-01", NULL, "4", RULE_READ);
	rows[count++] = law_row("contact.first.akasse.days", RULE_GROUP(1), "2024-01-01", NULL, "14", RULE_READ);
	rows[count++] =
		law_row("contact.first.days", READY | CAREFUL, "2020-01-01", "2026-06-30", "7", RULE_READ);
	rows[count++] = law_row("contact.first.days", READY, "2026-07-01", NULL, "7", RULE_DEFAULT);
	rows[count++] = law_row("cv.days", RULE_GROUP(1), "2020-01-01", NULL, "14", RULE_READ);
	rows[count++] = law_row("cv.days", READY | RULE_GROUP(9), "2020-01-01", NULL, "21", RULE_READ);
	rows[count++] = law_row("deadline.skip.ascension_friday", RULE_ALL_GROUPS, "2000-01-01", NULL, "0",
				RULE_DEFAULT);
	rows[count++] = law_row("hearing.reply.days", RULE_ALL_GROUPS, "2020-01-01", NULL, "7", RULE_DEFAULT);
	rows[count++] = law_row("referral.notice.workdays", RULE_ALL_GROUPS, "2020-01-01", NULL, "1", RULE_READ);
	rows[count++] = law_row("summons.meet.days", RULE_ALL_GROUPS, "2020-01-01", NULL, "1", RULE_READ);
	rows[count++] = law_row("reassess.weeks", RULE_ALL_GROUPS, "2000-01-01", NULL, "4", RULE_READ);
	rows[count++] =
		law_row("sanction.count_contact_day", RULE_ALL_GROUPS, "2020-01-01", NULL, "0", RULE_DEFAULT);
	rows[count++] =
		law_row("sanction.count_weekends", RULE_ALL_GROUPS, "2020-01-01", NULL, "0", RULE_DEFAULT);
	rows[count++] = law_row("sanction.four_eyes", RULE_ALL_GROUPS, "2020-01-01", NULL, "1", RULE_DEFAULT);
	rows[count++] =
		law_row("sanction.limit.whole_months", READY | CAREFUL, "2020-01-01", NULL, "3", RULE_READ);
	rows[count++] =
		law_row("sanction.rate", READY | CAREFUL, "2024-01-01", "2025-06-30", limits, RULE_DEFAULT);
	rows[count++] =
		law_row("sanction.rate", READY | CAREFUL, "2025-07-01", NULL, "UNKNOWN", RULE_DEFAULT);
	rows[count++] = law_row("sanction.rate", READY | CAREFUL, "2021-01-01", "2021-12-31", limits, RULE_READ);
	rows[count++] = law_row("sanction.rate", READY | CAREFUL, "2023-01-01", "2023-12-31", "<5751:200|?|?|?",
				RULE_READ);
	rows[count++] = law_row("sanction.s36.form", READY | CAREFUL, "2020-01-01", NULL, "day", RULE_PROBABLE);
	rows[count++] = law_row("sanction.s37.form", READY | CAREFUL, "2020-01-01", NULL, "day", RULE_READ);
	rows[count++] = law_row("sanction.s39.form", READY | CAREFUL, "2020-01-01", NULL, "times", RULE_PROBABLE);
	rows[count++] =
		law_row("sanction.s39.max_per_month", READY | CAREFUL, "2020-01-01", NULL, "1", RULE_PROBABLE);
	rows[count++] =
		law_row("sanction.s39.multiplier", READY | CAREFUL, "2020-01-01", NULL, "3", RULE_PROBABLE);
	rows[count++] = law_row("sanction.s40a.form", READY | CAREFUL, "2020-01-01", NULL, "stop", RULE_READ);
	rows[count++] = law_row("sanction.s40a.months", READY | CAREFUL, "2020-01-01", NULL, "3", RULE_READ);
	rows[count++] = law_row("sanction.s41.form", READY | CAREFUL, "2020-01-01", NULL, "repay", RULE_DEFAULT);
	rows[count++] = law_row("sanction.s42.form", READY | CAREFUL, "2020-01-01", NULL, "share", RULE_READ);
	rows[count++] =
		law_row("sanction.s42.min_benefit", READY | CAREFUL, "2020-01-01", NULL, "11423", RULE_DEFAULT);
	rows[count++] = law_row("sanction.s42.share", READY | CAREFUL, "2020-01-01", NULL, "1/3", RULE_READ);
	rows[count++] = law_row("sanction.s42.weeks", READY | CAREFUL, "2020-01-01", NULL, "20", RULE_READ);
	rows[count++] =
		law_row("sanction.s43.form", READY | CAREFUL, "2020-01-01", NULL, "UNKNOWN", RULE_PROBABLE);
	rows[count++] =
		law_row("sanction.s40a.allowed", CAREFUL, "2020-01-01", "2024-12-31", "1", RULE_PROBABLE);
	rows[count++] = law_row("sanction.s40a.allowed", READY, "2020-01-01", NULL, "1", RULE_READ);
	rows[count++] = law_row("integration.contract.months", 0, "2020-01-01", NULL, "1", RULE_READ);
	rows[count++] = law_row("integration.offer.days", 0, "2020-01-01", NULL, "14", RULE_READ);
	rows[count++] = law_row("sick.fasttrack.days", RULE_GROUP(6), "2014-07-01", NULL, "14", RULE_READ);
	rows[count++] = law_row("youth.activity.days", RULE_GROUP(13), "2010-01-01", NULL, "30", RULE_READ);
	rows[count++] = law_row("sick.first.week", RULE_GROUP(6), "2014-07-01", NULL, "8", RULE_READ);
	rows[count++] = law_row("youth.contact.workdays", RULE_GROUP(13), "2010-01-01", NULL, "5", RULE_READ);
	return (struct rules){ rows, count };
}

#endif
