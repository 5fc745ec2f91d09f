#include "samtale/domain/rule_check.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

struct checking {
	const struct rules *rules;
	struct date today;
	struct arena *arena;
	struct rule_findings *findings;
};

static void find(struct checking *checking, enum rule_flaw flaw, const struct rule *row, const char *text)
{
	struct rule_findings *findings = checking->findings;

	findings->rows =
		arena_grow(checking->arena, findings->rows, findings->count, sizeof(*findings->rows));
	findings->rows[findings->count++] = (struct rule_finding){ flaw, row, text };
}

/* "none" is a group of its own here. */
static uint32_t groups_of(const struct rule *row)
{
	return row->groups == 0 ? 1 : row->groups;
}

static const char *iso(struct checking *checking, struct date date)
{
	char text[DATE_ISO_SIZE];

	return arena_strdup(checking->arena, date_iso(date, text));
}

/* ---- one row alone ---------------------------------------------------------------------------- */

static const char *const shapes[] = {
	[RULE_VALUE_NUMBER] = N_("a whole number from 0 to 99999"),
	[RULE_VALUE_SWITCH] = N_("0 or 1"),
	[RULE_VALUE_FRACTION] = N_("a fraction such as 1/3"),
	[RULE_VALUE_RATES] = N_("rates by monthly benefit, such as <5633:200|>=5633:400"),
	[RULE_VALUE_STEPS] = N_("per cent by week, such as 1-4:80|5-:40"),
	[RULE_VALUE_WINDOW] = N_("weeks of weeks, such as 52 of last 156"),
	[RULE_VALUE_FORM] = N_("day, times, stop, share or repay"),
	[RULE_VALUE_CODES] = N_("A1=what it means|A2=..."),
};

static void check_words(struct checking *checking, const struct rule *row)
{
	const struct rule_key *key = rule_key_find(row->key);

	if (key == NULL) {
		find(checking, RULE_FLAW_KEY, row,
		     arena_printf(checking->arena,
				  _("The program knows no rule “%s”. Correct the key, or take the row away."),
				  row->key));
	} else if (rule_is_unknown(row)) {
		if (rule_is_in_force(row, checking->today))
			find(checking, RULE_FLAW_UNKNOWN, row,
			     arena_printf(
				     checking->arena,
				     _("“%s” is known to be unknown since %s: nothing is computed from it."),
				     row->key, iso(checking, row->from)));
	} else if (!rule_value_fits(key->value, row->value)) {
		find(checking, RULE_FLAW_VALUE, row,
		     arena_printf(checking->arena, _("“%s” should be %s but is “%s”. Correct the value."),
				  row->key, _(shapes[key->value]), row->value));
	}
}

/* What nobody has read is an editable default, and is to be called one. */
static void check_source(struct checking *checking, const struct rule *row)
{
	if (row->confidence == RULE_DEFAULT || rule_is_unknown(row) ||
	    (!str_is_empty(row->source) && !str_equal(row->source, "none")))
		return;
	find(checking, RULE_FLAW_SOURCE, row,
	     arena_printf(checking->arena,
			  _("“%s” is said to be known, but names no source. Write the source, or confidence = \"M\"."),
			  row->key));
}

/* ---- rows beside each other ------------------------------------------------------------------- */

static bool overlap(const struct rule *a, const struct rule *b)
{
	return a->own == b->own && (groups_of(a) & groups_of(b)) != 0 && str_equal(a->key, b->key) &&
	       (!date_is_set(a->to) || date_compare(b->from, a->to) <= 0) &&
	       (!date_is_set(b->to) || date_compare(a->from, b->to) <= 0);
}

static void check_overlap(struct checking *checking, size_t at)
{
	const struct rule *row = &checking->rules->rows[at];

	for (size_t i = 0; i < at; i++) {
		const struct rule *other = &checking->rules->rows[i];

		if (!overlap(other, row))
			continue;
		find(checking, RULE_FLAW_OVERLAP, row,
		     arena_printf(checking->arena,
				  _("“%s” has a row for the same days and groups in %s:%d. End that "
				    "row on the day before this one begins."),
				  row->key, other->file == NULL ? "" : other->file, other->line));
	}
}

/* The groups that have no row on the day after the row's last, parted in those that get one later and the
 * rest. */
static void groups_left(const struct rules *rules, const struct rule *row, uint32_t *later, uint32_t *never)
{
	struct date after = date_add_days(row->to, 1);
	uint32_t covered = 0, follow = 0;

	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *other = &rules->rows[i];

		if (!str_equal(row->key, other->key))
			continue;
		if (rule_is_in_force(other, after))
			covered |= groups_of(other);
		else if (date_compare(other->from, after) > 0)
			follow |= groups_of(other);
	}
	*later = groups_of(row) & ~covered & follow;
	*never = groups_of(row) & ~covered & ~follow;
}

static const char *groups_text(struct checking *checking, const struct rule *row, uint32_t groups)
{
	return rule_groups_text(checking->arena, groups == groups_of(row) ? row->groups : groups);
}

static void check_end(struct checking *checking, const struct rule *row)
{
	const struct rule_key *key = rule_key_find(row->key);
	uint32_t later, never;

	if (key == NULL || !key->continuous || !date_is_set(row->to))
		return;
	groups_left(checking->rules, row, &later, &never);
	if (later != 0)
		find(checking, RULE_FLAW_GAP, row,
		     arena_printf(checking->arena,
				  _("“%s” has no row on the days after %s until the next one begins "
				    "(target groups: %s). Write the row between."),
				  row->key, iso(checking, row->to), groups_text(checking, row, later)));
	if (never != 0 && date_compare(row->to, checking->today) < 0)
		find(checking, RULE_FLAW_ENDED, row,
		     arena_printf(checking->arena,
				  _("“%s” has no row after %s, so none today (target groups: %s). "
				    "Write the row, or one with the value UNKNOWN."),
				  row->key, iso(checking, row->to), groups_text(checking, row, never)));
}

const char *rule_flaw_name(enum rule_flaw flaw)
{
	static const char *const names[] = {
		[RULE_FLAW_KEY] = "key", [RULE_FLAW_VALUE] = "value", [RULE_FLAW_OVERLAP] = "overlap",
		[RULE_FLAW_GAP] = "gap", [RULE_FLAW_ENDED] = "ended", [RULE_FLAW_SOURCE] = "source",
		[RULE_FLAW_UNKNOWN] = "unknown",
	};

	return names[flaw];
}

void rules_check(const struct rules *rules, struct date today, struct arena *arena,
		 struct rule_findings *findings)
{
	struct checking checking = { rules, today, arena, findings };

	*findings = (struct rule_findings){ 0 };
	for (size_t i = 0; i < rules->count; i++) {
		check_words(&checking, &rules->rows[i]);
		check_source(&checking, &rules->rows[i]);
		check_overlap(&checking, i);
		check_end(&checking, &rules->rows[i]);
	}
}
