#include "app/command_letter.h"
#include "app/document.h"
#include "samtale/domain/cpr.h"

#include <stdlib.h>

struct composing {
	struct letter_request request; /* first */
	struct letter_order order;
	struct letter letter;
	bool keep;
};

static bool compose(struct composing *composing, struct err *err)
{
	struct letter_request *request = &composing->request;
	struct letter *letter = &composing->letter;

	if (!letter_request_open(request, composing->keep, err))
		return false;
	if (!request->citizen && !request->sanction_case)
		return err_set(err, ERR_USAGE, "%s", _("Say whose letter it is: --cpr NUMBER or --case ID."));
	composing->order.citizen = request->citizen;
	composing->order.sanction_case = request->sanction_case;
	return desk_compose(&request->desk, &composing->order, &request->arena, letter, err) &&
	       letter_check(letter, NULL, err) &&
	       (!composing->keep || desk_keep(&request->desk, letter, &request->arena, err));
}

static bool print(struct composing *composing, struct err *err)
{
	struct letter *letter = &composing->letter;
	struct letter_request *request = &composing->request;

	if (!request->common->json)
		return letter_request_print(request, letter, err);
	document_print(json_pack("{s:s, s:s, s:i, s:s, s:o, s:o}", "kind", letter_kind_name(letter->kind),
				 "title", letter->title, "lix", letter->lix, "text",
				 cpr_masked_in(&request->arena, letter->text), "letter",
				 letter->id ? json_integer(letter->id) : json_null(), "media_type",
				 letter->id ? json_string(letter->media_type) : json_null()));
	return true;
}

static int take(struct composing *composing, const struct common_options *common, int *argc, char **argv)
{
	const struct command *self = command_find("letter compose");
	const char *kind = NULL, *about = NULL;
	int status;

	composing->keep = command_option(argc, argv, "--keep", NULL);
	command_option(argc, argv, "--kind", &kind);
	command_option(argc, argv, "--about", &about);
	command_option(argc, argv, "--words", &composing->order.words);
	status = letter_request_take(&composing->request, common, argc, argv);
	if (!status)
		status = command_words(argc, argv, 0, 0);
	if (!status && (!kind || !letter_kind_parse(kind, &composing->order.kind) ||
			composing->order.kind == LETTER_BUNDLE))
		status = command_misuse(
			self, _("Say which kind of letter with --kind; samtale letter kinds lists them."));
	if (about)
		composing->order.about = strtoll(about, NULL, 10);
	return status;
}

int command_letter_compose(const struct common_options *common, int argc, char **argv)
{
	struct composing composing = { .keep = false };
	struct err err = { ERR_NONE };
	int status = take(&composing, common, &argc, argv);

	if (!status && (!compose(&composing, &err) || !print(&composing, &err)))
		status = command_fail(&err);
	letter_request_end(&composing.request);
	return status;
}

int command_letter_bundle(const struct common_options *common, int argc, char **argv)
{
	struct letter_request request;
	struct err err = { ERR_NONE };
	struct letter letter;
	int status = letter_request_take(&request, common, &argc, argv);

	if (!status)
		status = command_words(&argc, argv, 0, 0);
	if (!status && !request.cpr && !request.number)
		status = command_misuse(command_find("letter bundle"),
					_("Say which case: --case ID or --cpr NUMBER."));
	if (!status && (!letter_request_open(&request, false, &err) ||
			!desk_bundle(&request.desk, request.sanction_case, &request.arena, &letter, &err) ||
			!letter_request_print(&request, &letter, &err)))
		status = command_fail(&err);
	letter_request_end(&request);
	return status;
}
