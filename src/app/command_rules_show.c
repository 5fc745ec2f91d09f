#include <stdio.h>

#include "app/document.h"
#include "app/rule_words.h"
#include "samtale/base/str.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/rules_load.h"

struct answer {
	const struct rules *rules;
	const struct rule *row;
	struct date on;
	int group; /* 0 any */
	struct arena *arena;
};

static const char *iso(const struct answer *answer, struct date date)
{
	char text[DATE_ISO_SIZE];

	return arena_strdup(answer->arena, date_iso(date, text));
}

/* Why another row of the same key is not the one. */
static const char *why_not(const struct answer *answer, const struct rule *other)
{
	if (answer->group != 0 && (other->groups & RULE_GROUP(answer->group)) == 0)
		return _("for other target groups");
	if (date_compare(other->from, answer->on) > 0)
		return _("begins later");
	if (!rule_is_in_force(other, answer->on))
		return _("ended before");
	if (str_equal(other->value, answer->row->value))
		return _("says the same");
	return _("gives way to a row that began later");
}

static const char *why(const struct answer *answer)
{
	const char *own = answer->row->own ? _(" It is the municipality's own row.") : "";

	if (answer->group == 0)
		return arena_printf(answer->arena, _("It covers %s, and no row that began later does.%s"),
				    iso(answer, answer->on), own);
	return arena_printf(answer->arena,
			    _("It covers %s and target group %d, and no row that began later does.%s"),
			    iso(answer, answer->on), answer->group, own);
}

static const char *period(const struct answer *answer, const struct rule *row)
{
	if (!date_is_set(row->to))
		return arena_printf(answer->arena, _("from %s, still in force"), iso(answer, row->from));
	return arena_printf(answer->arena, _("from %s to %s"), iso(answer, row->from), iso(answer, row->to));
}

static bool is_other(const struct answer *answer, size_t i)
{
	const struct rule *row = &answer->rules->rows[i];

	return row != answer->row && str_equal(row->key, answer->row->key);
}

static void print_text(const struct answer *answer)
{
	const struct rule *row = answer->row;

	printf("%s = %s\n", row->key, row->value);
	printf(_("In force %s; target groups: %s.\n"), period(answer, row),
	       rule_groups_text(answer->arena, row->groups));
	printf(_("Source: %s (%s).\n"), row->source, rule_confidence_text(row->confidence));
	if (row->confidence == RULE_DEFAULT)
		printf("%s\n", _("Nobody has read this value in a source: the municipality should "
				 "check it, and write its own row."));
	printf(_("Stands in %s:%d.\n"), row->file, row->line);
	printf("%s\n", why(answer));
	for (size_t i = 0; i < answer->rules->count; i++) {
		const struct rule *other = &answer->rules->rows[i];

		if (is_other(answer, i))
			printf(_("Not %s (%s; target groups: %s): %s.\n"),
			       *other->value ? other->value : "UNKNOWN", period(answer, other),
			       rule_groups_text(answer->arena, other->groups), why_not(answer, other));
	}
}

static json_t *row_json(const struct answer *answer, const struct rule *row, const char *why_text)
{
	static const char *const letters[] = { "S", "P", "M" };
	json_t *groups = json_array();

	for (int group = 1; group <= TARGET_GROUP_MAX; group++)
		if ((row->groups & RULE_GROUP(group)) != 0)
			json_array_append_new(groups, json_integer(group));
	return json_pack("{s:s, s:s, s:s, s:s?, s:o, s:s, s:s, s:s, s:i, s:b, s:s}", "key", row->key, "value",
			 row->value, "from", iso(answer, row->from), "to",
			 date_is_set(row->to) ? iso(answer, row->to) : NULL, "target_groups", groups,
			 "source", row->source, "confidence", letters[row->confidence], "file", row->file,
			 "line", row->line, "own", row->own, "why", why_text);
}

static void print_json(const struct answer *answer)
{
	json_t *document = row_json(answer, answer->row, why(answer)), *others = json_array();

	for (size_t i = 0; i < answer->rules->count; i++)
		if (is_other(answer, i))
			json_array_append_new(others, row_json(answer, &answer->rules->rows[i],
							       why_not(answer, &answer->rules->rows[i])));
	json_object_set_new(document, "others", others);
	document_print(document);
}

static int show(const struct common_options *common, const char *key, struct answer *answer)
{
	struct rules rules;
	struct err err;

	answer->rules = &rules;
	if (!rules_load(common->rules_dir, answer->arena, &rules, &err) ||
	    !rule_find(&rules, key, answer->group, answer->on, &answer->row, &err))
		return command_fail(&err);
	(common->json ? print_json : print_text)(answer);
	return 0;
}

int command_rules_show(const struct common_options *common, int argc, char **argv)
{
	struct answer answer = { .on = rule_words_today() };
	struct arena arena;
	int status;

	if (!rule_words_date("rules show", "--on", &argc, argv, &answer.on, &status) ||
	    !rule_words_number("rules show", "--group", 1, TARGET_GROUP_MAX,
			       _("Write the target group as a number from 1 to 13."), &argc, argv,
			       &answer.group, &status))
		return status;
	status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	arena_init(&arena);
	answer.arena = &arena;
	status = show(common, argv[1], &answer);
	arena_done(&arena);
	return status;
}
