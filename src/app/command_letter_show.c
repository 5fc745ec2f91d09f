#include "app/command_letter.h"
#include "app/document.h"
#include "samtale/domain/deadline.h"
#include "samtale/store/letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the list --------------------------------------------------------------------------------------- */

static json_t *letter_json(const struct letter *letter)
{
	return json_pack("{s:I, s:s, s:I, s:o, s:s, s:i, s:s, s:o, s:i, s:o, s:o, s:s, s:s, s:I, s:s, s:s}",
			 "letter", (json_int_t)letter->id, "kind", letter_kind_name(letter->kind), "case",
			 (json_int_t)letter->sanction_case, "date", document_date(letter->date), "title",
			 letter->title, "lix", letter->lix, "channel", letter->sent.channel, "sent",
			 document_date(letter->sent.date), "minute", letter->sent.minute, "received",
			 document_date(letter->sent.received), "complaint", document_date(letter->sent.complaint),
			 "hash", letter->hash, "media_type", letter->media_type, "bytes", (json_int_t)letter->size,
			 "template", letter->template_id, "template_hash", letter->template_hash);
}

static void print_json(const struct letter_list *letters)
{
	json_t *list = json_array();

	for (size_t i = 0; i < letters->count; i++)
		json_array_append_new(list, letter_json(&letters->rows[i]));
	document_print(list);
}

static void print_text(const struct letter_list *letters, struct arena *arena)
{
	for (size_t i = 0; i < letters->count; i++) {
		const struct letter *letter = &letters->rows[i];
		enum channel channel;
		const char *sent = _("not sent");

		if (date_is_set(letter->sent.date) && channel_parse(letter->sent.channel, &channel))
			sent = arena_printf(arena, _("sent %s, %s, received %s"),
					    date_long(arena, letter->sent.date), channel_label(channel),
					    date_long(arena, letter->sent.received));
		printf("%lld  %s  %s  LIX %d  %s\n", (long long)letter->id, date_long(arena, letter->date),
		       letter_kind_label(letter->kind), letter->lix, sent);
		if (date_is_set(letter->sent.complaint))
			printf(_("    can be complained of until %s\n"),
			       date_long(arena, letter->sent.complaint));
		printf("    %s %s\n", letter->media_type, letter->hash);
	}
}

int command_letter_list(const struct common_options *common, int argc, char **argv)
{
	struct letter_request request;
	struct letter_list letters;
	struct err err = { ERR_NONE };
	int status = letter_request_take(&request, common, &argc, argv);

	if (!status)
		status = command_words(&argc, argv, 0, 0);
	if (!status && !request.cpr && !request.number)
		status = command_misuse(command_find("letter list"),
					_("Say whose letters: --cpr NUMBER or --case ID."));
	if (status || !letter_request_open(&request, false, &err) ||
	    !(request.number ? store_letters_of_case(request.store, request.sanction_case, &request.arena,
						     &letters, &err)
			     : store_letters(request.store, request.citizen, &request.arena, &letters, &err)))
		status = status ? status : command_fail(&err);
	else if (common->json)
		print_json(&letters);
	else
		print_text(&letters, &request.arena);
	letter_request_end(&request);
	return status;
}

/* ---- one letter ------------------------------------------------------------------------------------- */

/* A PDF has the address in it; a text that was kept is whole too. */
static bool give_text(struct letter_request *request, int64_t id, struct err *err)
{
	struct letter letter;
	const char *paper;

	if (!store_letter(request->store, id, &request->arena, &letter, err))
		return false;
	paper = letter_paper(&letter, &request->arena);
	return letter_request_give(request, paper, strlen(paper), err);
}

static bool give_bytes(struct letter_request *request, int64_t id, struct err *err)
{
	const unsigned char *bytes;
	size_t size;

	return store_letter_bytes(request->store, id, &request->arena, &bytes, &size, err) &&
	       letter_request_give(request, bytes, size, err);
}

static int show(const struct common_options *common, int argc, char **argv, bool as_text)
{
	struct letter_request request;
	struct err err = { ERR_NONE };
	int status = letter_request_take(&request, common, &argc, argv);
	int64_t id = 0;

	if (!status)
		status = command_words(&argc, argv, 1, 1);
	if (!status) {
		id = strtoll(argv[1], NULL, 10);
		if (!letter_request_open(&request, false, &err) ||
		    !(as_text || request.text ? give_text : give_bytes)(&request, id, &err))
			status = command_fail(&err);
	}
	letter_request_end(&request);
	return status;
}

int command_letter_show(const struct common_options *common, int argc, char **argv)
{
	return show(common, argc, argv, false);
}

int command_letter_print(const struct common_options *common, int argc, char **argv)
{
	return show(common, argc, argv, true);
}
