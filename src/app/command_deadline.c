#include <stdio.h>
#include <stdlib.h>

#include "app/clock.h"
#include "app/command.h"
#include "app/document.h"
#include "samtale/base/str.h"
#include "samtale/domain/deadline.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/rules_load.h"

/* What the line asks for. */
struct request {
	struct date from;
	const char *rule;
	enum channel channel;
	int group;
	bool explain;
};

static bool misuse(int *status, const char *what)
{
	*status = command_misuse(command_find("deadline"), what);
	return false;
}

static bool read_from(const char *text, struct request *request, int *status)
{
	struct clock clock = clock_real();
	struct err err;

	if (!text)
		return misuse(status, _("Write the day it begins: --from 2026-04-07."));
	if (!date_parse_typed(text, clock_now(&clock).date, &request->from, &err))
		return misuse(status, err.text);
	return true;
}

static bool read_rule(const char *text, struct request *request, int *status)
{
	struct str known;

	for (const char *const *name = deadline_rules; *name; name++) {
		if (!str_equal(text, *name))
			continue;
		request->rule = *name;
		return true;
	}
	str_init(&known);
	str_add(&known, _("Write which deadline: --rule and one of these:"));
	for (const char *const *name = deadline_rules; *name; name++)
		str_addf(&known, "%s %s", name == deadline_rules ? "" : ",", *name);
	str_add_char(&known, '.');
	misuse(status, known.text);
	str_done(&known);
	return false;
}

static bool read_group(const char *text, struct request *request, int *status)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (end == text || *end || number < 1 || number > TARGET_GROUP_MAX)
		return misuse(status, _("Write the target group as a number from 1 to 13."));
	request->group = (int)number;
	return true;
}

/* False with the exit status when the line makes no sense. */
static bool read_request(int *argc, char **argv, struct request *request, int *status)
{
	const char *from = NULL, *rule = NULL, *channel = "digital", *group = NULL;

	command_option(argc, argv, "--from", &from);
	command_option(argc, argv, "--rule", &rule);
	command_option(argc, argv, "--channel", &channel);
	if (command_option(argc, argv, "--group", &group) && !group)
		group = "";
	request->explain = command_option(argc, argv, "--explain", NULL);
	*status = command_words(argc, argv, 0, 0);
	if (*status)
		return false;
	if (!read_from(from, request, status) || !read_rule(rule, request, status))
		return false;
	if (!channel || !channel_parse(channel, &request->channel))
		return misuse(
			status,
			_("Write how it was sent: --channel digital, letter, qletter, oral or handed."));
	return !group || read_group(group, request, status);
}

static void print_json(const struct request *request, const struct deadline *deadline)
{
	char received[DATE_ISO_SIZE], due[DATE_ISO_SIZE];
	json_t *document = json_pack("{s:s, s:s}", "received", date_iso(deadline->received, received), "due",
				     date_iso(deadline->due, due));

	if (request->explain && document) {
		json_object_set_new(document, "explanation", json_string(deadline->explanation));
		json_object_set_new(document, "rule", json_string(deadline->rule->key));
		json_object_set_new(document, "value", json_string(deadline->rule->value));
		json_object_set_new(document, "source", json_string(deadline->rule->source));
		json_object_set_new(document, "delivery",
				    deadline->delivery == NULL ? json_null() :
				    json_pack("{s:s, s:s, s:s, s:s}", "rule", deadline->delivery->key, "value",
					      deadline->delivery->value, "source", deadline->delivery->source, "days",
					      deadline->delivered));
	}
	document_print(document);
}

static void print_row(const struct rule *row)
{
	printf(_("%s = %s: %s (%s)\n"), row->key, row->value, row->source, rule_confidence_text(row->confidence));
}

static void print_text(const struct request *request, const struct deadline *deadline)
{
	char received[DATE_ISO_SIZE], due[DATE_ISO_SIZE];

	printf("%s  %s\n", date_iso(deadline->received, received), _("received"));
	printf("%s  %s\n", date_iso(deadline->due, due), _("last day"));
	if (!request->explain)
		return;
	if (*deadline->delivered)
		printf("%s\n", deadline->delivered);
	printf("%s\n", deadline->explanation);
	if (deadline->delivery != NULL)
		print_row(deadline->delivery);
	print_row(deadline->rule);
}

static int answer(const struct common_options *common, const struct request *request, struct arena *arena)
{
	struct deadline deadline;
	struct rules rules;
	struct err err = { ERR_NONE };

	if (!rules_load(common->rules_dir, arena, &rules, &err) ||
	    !deadline_compute(&rules, request->rule, request->from, request->channel, request->group, arena,
			      &deadline, &err))
		return command_fail(&err);
	(common->json ? print_json : print_text)(request, &deadline);
	return 0;
}

int command_deadline(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .group = 0 };
	struct arena arena;
	int status;

	if (!read_request(&argc, argv, &request, &status))
		return status;
	arena_init(&arena);
	status = answer(common, &request, &arena);
	arena_done(&arena);
	return status;
}
