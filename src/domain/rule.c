#include "samtale/domain/rule.h"

#include <stdlib.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/target_group.h"

#define ANY_GROUP 0

bool rule_is_in_force(const struct rule *row, struct date on)
{
	return date_compare(row->from, on) <= 0 && (!date_is_set(row->to) || date_compare(on, row->to) <= 0);
}

static bool covers(const struct rule *row, const char *key, int group, struct date on)
{
	return str_equal(row->key, key) && (group == ANY_GROUP || (row->groups & RULE_GROUP(group)) != 0) &&
	       rule_is_in_force(row, on);
}

/* A later `from` goes before an earlier row that nobody ended. */
static const struct rule *newest(const struct rules *rules, const char *key, int group, struct date on)
{
	const struct rule *found = NULL;

	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *row = &rules->rows[i];

		if (covers(row, key, group, on) &&
		    (found == NULL || date_compare(row->from, found->from) >= 0))
			found = row;
	}
	return found;
}

/* Asked without a group, two rows for different groups that say different things have no common answer. */
static bool is_ambiguous(const struct rules *rules, const struct rule *found, int group, struct date on)
{
	if (group != ANY_GROUP)
		return false;
	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *row = &rules->rows[i];

		if (covers(row, found->key, ANY_GROUP, on) && (row->groups & found->groups) == 0 &&
		    !str_equal(row->value, found->value))
			return true;
	}
	return false;
}

bool rule_is_unknown(const struct rule *row)
{
	return row->value[0] == '\0' || str_equal(row->value, "UNKNOWN");
}

static bool refuse_missing(const char *key, int group, struct date on, struct err *err)
{
	char day[DATE_ISO_SIZE];

	if (group == ANY_GROUP)
		return err_set(
			err, ERR_MISSING,
			_("No rule “%s” is in force on %s. Add the row to the rule files before going on."),
			key, date_iso(on, day));
	return err_set(
		err, ERR_MISSING,
		_("No rule “%s” for target group %d is in force on %s. Add the row to the rule files before "
		  "going on."),
		key, group, date_iso(on, day));
}

static bool refuse_unknown(const struct rule *row, struct err *err)
{
	char day[DATE_ISO_SIZE];

	return err_set(
		err, ERR_MISSING,
		_("The value of the rule “%s” from %s is not known. Write it in the rule files before going on."),
		row->key, date_iso(row->from, day));
}

bool rule_find(const struct rules *rules, const char *key, int group, struct date on, const struct rule **row,
	       struct err *err)
{
	const struct rule *found;

	if (group < ANY_GROUP || group > 31)
		return refuse_missing(key, group, on, err);
	found = newest(rules, key, group, on);
	if (found == NULL)
		return refuse_missing(key, group, on, err);
	if (is_ambiguous(rules, found, group, on))
		return err_set(
			err, ERR_INPUT,
			_("The rule “%s” differs between target groups. Say which target group it is about."),
			key);
	if (rule_is_unknown(found))
		return refuse_unknown(found, err);
	*row = found;
	return true;
}

bool rule_number(const struct rules *rules, const char *key, int group, struct date on, int *value,
		 const struct rule **row, struct err *err)
{
	const struct rule *found;
	char *end;
	long number;

	if (!rule_find(rules, key, group, on, &found, err))
		return false;
	number = strtol(found->value, &end, 10);
	if (end == found->value || *end != '\0' || number < 0 || number > RULE_NUMBER_MAX)
		return err_set(
			err, ERR_INPUT,
			_("The rule “%s” should be a whole number from 0 to %d but is “%s”. Correct the row in the "
			  "rule files."),
			key, RULE_NUMBER_MAX, found->value);
	*value = (int)number;
	if (row != NULL)
		*row = found;
	return true;
}

const char *rule_confidence_text(enum rule_confidence confidence)
{
	static const char *const texts[] = {
		[RULE_READ] = N_("read in the source"),
		[RULE_PROBABLE] = N_("probable"),
		[RULE_DEFAULT] = N_("a default that can be edited"),
	};

	return _(texts[confidence]);
}

const char *rule_groups_text(struct arena *arena, uint32_t groups)
{
	const char *text = "";

	if (groups == RULE_ALL_GROUPS)
		return _("all");
	for (int group = 1; group <= TARGET_GROUP_MAX; group++)
		if ((groups & RULE_GROUP(group)) != 0)
			text = arena_printf(arena, "%s%s%d", text, *text ? ", " : "", group);
	return *text ? text : _("outside the target groups");
}
