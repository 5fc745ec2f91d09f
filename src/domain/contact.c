/* contact.c - the course of conversations, computed from the rule rows. */
#include "samtale/domain/contact.h"

#include <stdlib.h>

#include "samtale/base/str.h"
#include "samtale/domain/calendar.h"

#define YOUNG_UNDER 25
#define DAYS_PER_WEEK 7

/* ---- the law's rows -------------------------------------------------------------------------------------- */

enum holder { HOLDER_MUNICIPALITY, HOLDER_AKASSE };
enum whom { EVERYBODY, YOUNG, NOT_YOUNG };

static const struct {
	const char *key;
	enum holder holder;
	bool weeks; /* to the end of that week, the first day being day 1 */
} firsts[] = {
	{ "contact.first.days", HOLDER_MUNICIPALITY, false },
	{ "contact.first.akasse.days", HOLDER_AKASSE, false },
	{ "sick.first.week", HOLDER_MUNICIPALITY, true },
};

/* So many conversations between two months of the course. The young among the insured (under 25, no education, no
 * children) belong to the municipality from the first day. */
static const struct {
	const char *key;
	enum holder holder;
	enum whom whom;
	int from, to;
} periods[] = {
	{ "contact.min6m.jobcentre", HOLDER_MUNICIPALITY, EVERYBODY, 0, 6 },
	{ "contact.min6m.municipality", HOLDER_MUNICIPALITY, EVERYBODY, 0, 6 },
	{ "contact.young.min6m.municipality", HOLDER_MUNICIPALITY, YOUNG, 0, 6 },
	{ "contact.min3m.akasse", HOLDER_AKASSE, NOT_YOUNG, 0, 3 },
	{ "contact.m4to6.municipality", HOLDER_MUNICIPALITY, NOT_YOUNG, 3, 6 },
	{ "sick.min6m", HOLDER_MUNICIPALITY, EVERYBODY, 0, 6 },
};

#define SIX_MONTHS 6
#define GROUP_INSURED 1
#define GROUP_SICK 6
#define GROUP_LAST 10 /* pensioners, the self-supporting and those under 18 come of their own will */

/* ---- who it is about ------------------------------------------------------------------------------------- */

static bool is_without_education(const char *education)
{
	static const char *const none[] = { "", "ingen", "grundskole", "gymnasial" };

	for (size_t i = 0; i < LENGTH(none); i++)
		if (str_equal(education, none[i]))
			return true;
	return false;
}

/* A rule about the young insured holds for them only while a row says so. */
static bool is_young(const struct rules *rules, const struct contact_case *contact)
{
	return date_is_set(contact->born) && contact->children == 0 &&
	       is_without_education(contact->education) &&
	       date_age(contact->born, contact->benefit_from) < YOUNG_UNDER &&
	       rule_find(rules, "contact.young.min6m.municipality", contact->target_group,
			 contact->benefit_from, &(const struct rule *){ NULL }, NULL);
}

static bool has_course(const struct contact_case *contact)
{
	return contact->target_group >= 1 && contact->target_group <= GROUP_LAST &&
	       !str_is_empty(contact->benefit) && date_is_set(contact->benefit_from);
}

/* ---- what was held --------------------------------------------------------------------------------------- */

static size_t held_between(const struct contact_case *contact, struct date from, struct date to)
{
	size_t count = 0;

	for (size_t i = 0; i < contact->held_count; i++)
		count += date_compare(contact->held[i], from) >= 0 && date_compare(contact->held[i], to) <= 0;
	return count;
}

static struct date last_held(const struct contact_case *contact)
{
	struct date last = DATE_NONE;

	for (size_t i = 0; i < contact->held_count; i++)
		if (date_compare(contact->held[i], contact->benefit_from) >= 0 &&
		    date_compare(contact->held[i], last) > 0)
			last = contact->held[i];
	return last;
}

/* ---- the course ------------------------------------------------------------------------------------------ */

struct course {
	const struct rules *rules;
	const struct contact_case *contact;
	struct date today, last;
	struct contact_due *dues;
	int count;
	bool young;
};

/* One week's default exemption of the sick in employment ends on its own day, whatever was written. */
static bool exemption_ends(const struct course *course, struct date *end)
{
	const struct contact_exemption *exemption = &course->contact->exemption;
	int weeks;

	*end = exemption->to;
	if (!str_equal(exemption->kind, "employed") || date_is_set(exemption->to))
		return date_is_set(*end);
	if (rule_number(course->rules, "sick.employed.exempt.weeks", course->contact->target_group,
			course->today, &weeks, NULL, NULL))
		*end = date_add_days(course->contact->benefit_from, weeks * DAYS_PER_WEEK - 1);
	return date_is_set(*end);
}

static bool is_exempt(const struct course *course, enum contact_duty duty, struct date *end)
{
	const struct contact_exemption *exemption = &course->contact->exemption;

	if (!exemption->kind || date_compare(exemption->from, course->today) > 0)
		return false;
	if (duty == CONTACT_FIRST && !str_equal(exemption->kind, "employed"))
		return false;
	return !exemption_ends(course, end) || date_compare(course->today, *end) <= 0;
}

/* A duty that is ours and not held yet. */
static void settle(const struct course *course, struct contact_due *due)
{
	struct date end;

	due->booked = course->contact->booked;
	if (is_exempt(course, due->duty, &end)) {
		due->state = CONTACT_EXEMPT;
		due->exempt = course->contact->exemption.kind;
		due->due = date_is_set(end) ? date_add_days(end, 1) : DATE_NONE;
	} else if (date_is_set(due->booked) && date_compare(due->booked, due->due) <= 0) {
		due->state = CONTACT_BOOKED;
	} else {
		due->state = date_compare(due->due, course->today) < 0 ? CONTACT_OVERDUE : CONTACT_DUE;
	}
}

static struct contact_due *add(struct course *course, struct contact_due due)
{
	if (course->count == CONTACT_DUES_MAX)
		BUG("more conversations in a course than a course holds");
	due.last = course->last;
	course->dues[course->count] = due;
	return &course->dues[course->count++];
}

/* 1: the number is known; 0: no row; -1: a row without a value, and *due is added as UNKNOWN. */
static int number_of(struct course *course, const char *key, enum contact_duty duty, int *number,
		     const struct rule **rule)
{
	const struct contact_case *contact = course->contact;
	const struct rule *row = NULL;

	if (rule_number(course->rules, key, contact->target_group, contact->benefit_from, number, rule, NULL))
		return 1;
	if (!rule_find(course->rules, key, contact->target_group, contact->benefit_from, &row, NULL)) {
		for (size_t i = 0; i < course->rules->count && !row; i++) {
			const struct rule *candidate = &course->rules->rows[i];

			if (str_equal(candidate->key, key) && rule_is_unknown(candidate) &&
			    (candidate->groups & RULE_GROUP(contact->target_group)) &&
			    rule_is_in_force(candidate, contact->benefit_from))
				row = candidate;
		}
	}
	if (!row)
		return 0;
	add(course, (struct contact_due){ .duty = duty,
					   .state = CONTACT_UNKNOWN,
					   .due = DATE_NONE,
					   .from = contact->benefit_from,
					   .to = DATE_NONE,
					   .booked = contact->booked,
					   .rule = row,
					   .missing = key });
	return -1;
}

static void first_add(struct course *course, size_t which, struct date end)
{
	struct date start = course->contact->benefit_from, day;
	const struct rule *rule;
	struct contact_due *due;
	int number, known = number_of(course, firsts[which].key, CONTACT_FIRST, &number, &rule);

	if (known == 0)
		return;
	if (known < 0) {
		if (held_between(course->contact, start, end) || date_compare(course->today, end) > 0)
			course->count--; /* it is held, or over: nobody waits for the number */
		return;
	}
	day = firsts[which].weeks ? date_add_days(start, number * DAYS_PER_WEEK - 1) : date_add_days(start, number);
	due = add(course, (struct contact_due){ .duty = CONTACT_FIRST, .due = day, .from = start, .to = day,
						 .days = firsts[which].weeks ? number * DAYS_PER_WEEK : number,
						 .rule = rule, .booked = DATE_NONE });
	if (firsts[which].holder == HOLDER_AKASSE)
		due->state = CONTACT_THEIRS;
	else if (held_between(course->contact, start, end))
		due->state = CONTACT_HELD;
	else if (date_compare(course->today, end) > 0)
		due->state = CONTACT_MISSED;
	else
		settle(course, due);
}

/* The number-th of `owed` falls where they are spread evenly from the first day to the last. */
static struct date spread(struct date from, struct date to, int number, int owed)
{
	return date_add_days(from, date_days_between(from, to) * number / owed);
}

static bool has_first(const struct course *course)
{
	for (int i = 0; i < course->count; i++)
		if (course->dues[i].duty == CONTACT_FIRST && course->dues[i].state != CONTACT_THEIRS)
			return true;
	return false;
}

static void period_add(struct course *course, size_t which)
{
	struct date start = course->contact->benefit_from;
	struct date from = date_add_months(start, periods[which].from);
	struct date to = date_add_months(start, periods[which].to);
	size_t held = held_between(course->contact, from, to);
	const struct rule *rule;
	int owed, first;

	if (number_of(course, periods[which].key, CONTACT_ROUND, &owed, &rule) <= 0)
		return;
	first = periods[which].from == 0 && has_first(course) ? 2 : 1;
	for (int number = first; number <= owed && course->count < CONTACT_DUES_MAX - 2; number++) {
		struct contact_due *due =
			add(course, (struct contact_due){ .duty = CONTACT_ROUND, .number = number, .owed = owed,
							   .due = spread(from, to, number, owed), .from = from,
							   .to = to, .rule = rule, .booked = DATE_NONE });

		if (periods[which].holder == HOLDER_AKASSE)
			due->state = CONTACT_THEIRS;
		else if (held >= (size_t)number)
			due->state = CONTACT_HELD;
		else if (date_compare(course->today, to) > 0)
			due->state = CONTACT_MISSED;
		else
			settle(course, due);
	}
}

static void intensified_add(struct course *course)
{
	const struct rule *rule;
	struct contact_due *due;
	struct date start = course->contact->benefit_from, day;
	int months;

	if (course->contact->target_group != GROUP_INSURED ||
	    number_of(course, "contact.insured.intensified.months", CONTACT_INTENSIFIED, &months, &rule) <= 0)
		return;
	day = date_add_months(start, months);
	due = add(course, (struct contact_due){ .duty = CONTACT_INTENSIFIED, .due = day, .from = start, .to = day,
						 .months = months, .rule = rule, .booked = DATE_NONE });
	/* Any conversation of the last half year before the day can have been it; after the day the agreed course
	 * goes on. */
	if (held_between(course->contact, date_add_months(day, -SIX_MONTHS), day))
		due->state = CONTACT_HELD;
	else if (date_compare(course->today, day) > 0)
		due->state = CONTACT_MISSED;
	else
		settle(course, due);
}

static bool is_all_held(const struct course *course)
{
	for (int i = 0; i < course->count; i++) {
		const struct contact_due *due = &course->dues[i];

		if ((due->duty == CONTACT_FIRST || due->duty == CONTACT_ROUND) && due->state != CONTACT_HELD &&
		    due->state != CONTACT_THEIRS)
			return false;
	}
	return true;
}

/* An interval from the latest conversation; where none was held, from the day the period of numbers ended. */
static void later_add(struct course *course)
{
	static const struct {
		const char *key;
		bool weeks;
	} intervals[] = { { "sick.every.weeks", true }, { "contact.every.months", false } };
	struct date start = course->contact->benefit_from, six = date_add_months(start, SIX_MONTHS), base;
	const struct rule *rule = NULL;
	bool over = date_compare(course->today, six) > 0;
	int number;

	if (!over && !is_all_held(course))
		return;
	base = date_is_set(course->last) ? course->last : course->count && over ? six : start;
	for (size_t i = 0; i < LENGTH(intervals); i++) {
		struct contact_due due = { .duty = CONTACT_LATER, .from = base, .booked = DATE_NONE };

		if (!rule_number(course->rules, intervals[i].key, course->contact->target_group, course->today,
				 &number, &rule, NULL))
			continue;
		due.due = intervals[i].weeks ? date_add_days(base, number * DAYS_PER_WEEK)
					     : date_add_months(base, number);
		due.to = due.due;
		due.months = intervals[i].weeks ? 0 : number;
		due.days = intervals[i].weeks ? number * DAYS_PER_WEEK : 0;
		due.rule = rule;
		settle(course, add(course, due));
		return;
	}
	add(course, (struct contact_due){ .duty = CONTACT_LATER, .state = CONTACT_UNKNOWN, .due = DATE_NONE,
					   .from = base, .to = DATE_NONE, .booked = course->contact->booked,
					   .missing = "contact.every.months" });
}

static int by_day(const void *left, const void *right)
{
	const struct contact_due *a = left, *b = right;

	/* What has no day stands last, an unset day being less than any other. */
	if (date_is_set(a->due) != date_is_set(b->due))
		return date_is_set(a->due) ? -1 : 1;
	if (date_compare(a->due, b->due))
		return date_compare(a->due, b->due);
	if (a->duty != b->duty)
		return a->duty < b->duty ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* An appointment is one conversation: the first that waits is it, and the others go on waiting. */
static void book_once(struct course *course)
{
	bool taken = false;

	for (int i = 0; i < course->count; i++) {
		struct contact_due *due = &course->dues[i];

		if (!contact_is_open(due) && due->state != CONTACT_BOOKED)
			continue;
		if (taken && due->state == CONTACT_BOOKED)
			due->state = CONTACT_DUE;
		if (taken)
			due->booked = DATE_NONE;
		taken = true;
	}
}

int contact_course(const struct rules *rules, const struct contact_case *contact, struct date today,
		   struct contact_due dues[CONTACT_DUES_MAX])
{
	struct course course = { .rules = rules, .contact = contact, .today = today, .dues = dues };

	if (!has_course(contact))
		return 0;
	course.last = last_held(contact);
	course.young = contact->target_group == GROUP_INSURED && is_young(rules, contact);
	for (size_t i = 0; i < LENGTH(firsts); i++)
		if (!course.young || firsts[i].holder != HOLDER_AKASSE)
			first_add(&course, i, date_add_months(contact->benefit_from, SIX_MONTHS));
	for (size_t i = 0; i < LENGTH(periods); i++)
		if (periods[i].whom == EVERYBODY || course.young == (periods[i].whom == YOUNG))
			period_add(&course, i);
	intensified_add(&course);
	later_add(&course);
	qsort(dues, (size_t)course.count, sizeof(*dues), by_day);
	book_once(&course);
	return course.count;
}

/* ---- what breaks first ----------------------------------------------------------------------------------- */

/* One who is late and has an appointment is on the way; one who is late without has nobody. */
static int urgency(const struct contact_due *due)
{
	static const int urgencies[] = {
		[CONTACT_OVERDUE] = 0, [CONTACT_DUE] = 2,    [CONTACT_UNKNOWN] = 3, [CONTACT_BOOKED] = 4,
		[CONTACT_EXEMPT] = 5,  [CONTACT_HELD] = 6,   [CONTACT_MISSED] = 6,  [CONTACT_THEIRS] = 6,
		[CONTACT_NOT_OWED] = 7,
	};

	return urgencies[due->state] + (due->state == CONTACT_OVERDUE && date_is_set(due->booked));
}

int contact_compare(const struct contact_due *a, const struct contact_due *b)
{
	if (urgency(a) != urgency(b))
		return urgency(a) < urgency(b) ? -1 : 1;
	return by_day(a, b);
}

bool contact_is_open(const struct contact_due *due)
{
	return due->state == CONTACT_OVERDUE || due->state == CONTACT_DUE || due->state == CONTACT_UNKNOWN;
}

/* The first that is still to be held; the rest wait for it. An unknown first conversation hides no day that is
 * known. */
struct contact_due contact_next(const struct rules *rules, const struct contact_case *contact, struct date today)
{
	struct contact_due dues[CONTACT_DUES_MAX];
	int count = contact_course(rules, contact, today, dues);

	for (int i = 0; i < count; i++)
		if (contact_is_open(&dues[i]) || dues[i].state == CONTACT_BOOKED ||
		    dues[i].state == CONTACT_EXEMPT)
			return dues[i];
	return (struct contact_due){ .duty = CONTACT_LATER, .state = CONTACT_NOT_OWED, .due = DATE_NONE,
				     .from = DATE_NONE, .to = DATE_NONE, .last = last_held(contact),
				     .booked = contact->booked };
}

/* ---- working days ---------------------------------------------------------------------------------------- */

int contact_working_days(struct date today, struct date due)
{
	int count = 0;

	for (struct date day = date_add_days(today, 1); date_compare(day, due) <= 0; day = date_add_days(day, 1))
		count += calendar_is_working(day);
	return count;
}

struct date contact_bookable(struct date due)
{
	while (!calendar_is_working(due))
		due = date_add_days(due, -1);
	return due;
}
