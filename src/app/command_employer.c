/* command_employer.c - samtale employer list|show, samtale opening list. */
#include <stdio.h>

#include "app/document.h"
#include "app/open.h"
#include "app/rule_words.h"
#include "samtale/domain/match_page.h"
#include "samtale/store/import.h"
#include "samtale/store/work.h"

#define LIMIT_MOST 1000000
#define ALL_MOST 100000 /* employers that a list holds */

struct request {
	const struct common_options *common;
	struct arena *arena;
	const char *agreement, *words, *cvr; /* NULL none */
	bool count;
	int limit; /* 0 all */
	struct date on;
};

/* "charter|kommunal" as a list of its own. */
static json_t *words_json(const char *words)
{
	json_t *list = json_array();
	const char *end;

	for (; *words; words = *end ? end + 1 : end) {
		for (end = words; *end && *end != '|';)
			end++;
		if (end > words)
			json_array_append_new(list, json_stringn(words, (size_t)(end - words)));
	}
	return list;
}

/* ---- employer list ---------------------------------------------------------------------------------------- */

static json_t *employer_row_json(const struct employer_row *row)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:i, s:i, s:o}", "cvr", row->cvr, "name", row->name, "trade",
			 row->trade, "city", row->city, "agreements", words_json(row->agreements), "openings",
			 row->openings, "promises_overdue", row->promises_overdue, "last_visit",
			 document_date(row->last_visit));
}

static void print_employers(const struct request *request, const struct employer_list *list)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(rows, employer_row_json(&list->rows[i]));
	if (request->common->json) {
		document_print(json_pack("{s:o, s:i, s:i, s:i, s:o}", "on", document_date(request->on), "total",
					 list->total, "charter", list->charter, "company_centres", list->centres,
					 "employers", rows));
		return;
	}
	json_decref(rows);
	printf(_("%zu shown; %d in all, %d in the charter, %d company centres\n"), list->count, list->total,
	       list->charter, list->centres);
	for (size_t i = 0; i < list->count; i++) {
		const struct employer_row *row = &list->rows[i];

		printf("%-8s  ", row->cvr);
		document_column(row->name, 32);
		document_column(row->city, 16);
		printf("%s\n", row->agreements);
	}
}

static bool employers_tell(const struct request *request, struct store *store, struct err *err)
{
	int limit = request->limit && !request->count ? request->limit : ALL_MOST;
	struct employer_query query = { .filter = request->words ? request->words : "",
					.agreement = request->agreement ? request->agreement : "",
					.from = LIST_FIRST, .sort_key = "", .limit = limit, .today = request->on };
	struct employer_list list;

	if (!store_employers(store, &query, request->arena, &list, err))
		return false;
	if (request->count)
		printf("%zu\n", list.count);
	else
		print_employers(request, &list);
	return true;
}

/* ---- employer show ------------------------------------------------------------------------------------------ */

static json_t *agreements_json(const struct employer_card *card, struct date on)
{
	json_t *list = json_array();

	for (size_t i = 0; i < card->agreement_count; i++) {
		const struct agreement *agreement = &card->agreements[i];

		json_array_append_new(list,
				      json_pack("{s:s, s:o, s:o, s:b, s:i, s:s}", "kind", agreement->kind, "from",
						document_date(agreement->from), "to", document_date(agreement->to),
						"in_force", agreement_in_force(agreement, on), "places",
						agreement->places, "note", agreement->note));
	}
	return list;
}

static json_t *visits_json(const struct employer_card *card)
{
	json_t *list = json_array();

	for (size_t i = 0; i < card->visit_count; i++)
		json_array_append_new(list,
				      json_pack("{s:o, s:s, s:s, s:s}", "date", document_date(card->visits[i].date),
						"met", card->visits[i].met, "said", card->visits[i].said, "by",
						card->visits[i].author_initials));
	return list;
}

static json_t *promises_json(const struct employer_card *card)
{
	json_t *list = json_array();

	for (size_t i = 0; i < card->promise_count; i++) {
		const struct employer_promise *promise = &card->promises[i];

		json_array_append_new(list, json_pack("{s:i, s:s, s:o, s:s, s:b, s:i, s:s}", "places", promise->places,
						      "form", promise->form, "due", document_date(promise->due), "text",
						      promise->text, "settled", promise->settled, "came",
						      promise->outcome.places, "note", promise->outcome.note));
	}
	return list;
}

static json_t *opening_json(const struct opening_row *row)
{
	const struct opening *opening = &row->opening;

	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:f, s:o, s:s, s:s, s:o, s:i, s:i}", "number", opening->number,
			 "title", opening->title, "employer", row->employer_name, "disco08", opening->disco08, "places",
			 opening->places, "weekly_hours", opening->weekly_hours, "deadline",
			 document_date(opening->deadline), "postcode", opening->postcode, "form", opening->form,
			 "needs", words_json(opening->needs), "referred", row->referred, "hired", row->hired);
}

static json_t *openings_json(const struct opening_list *openings, size_t limit)
{
	json_t *list = json_array();

	for (size_t i = 0; i < openings->count && (!limit || i < limit); i++)
		json_array_append_new(list, opening_json(&openings->rows[i]));
	return list;
}

static void print_card_json(const struct employer_card *card, struct date on)
{
	json_t *document = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "cvr", card->employer.cvr, "name",
				     card->employer.name, "trade", card->employer.trade, "city", card->employer.city,
				     "contact", card->employer.contact, "phone", card->employer.phone);

	json_object_set_new(document, "agreements", agreements_json(card, on));
	json_object_set_new(document, "centre",
			    card->is_centre ? json_pack("{s:i, s:i, s:i}", "places", card->places, "occupied",
							card->occupied, "waiting", (int)card->wait_count)
					    : json_null());
	json_object_set_new(document, "promises", promises_json(card));
	json_object_set_new(document, "visits", visits_json(card));
	json_object_set_new(document, "openings", openings_json(&card->openings, 0));
	document_print(document);
}

static void print_openings(const struct opening_list *openings, size_t limit, struct arena *arena)
{
	for (size_t i = 0; i < openings->count && (!limit || i < limit); i++) {
		const struct opening *opening = &openings->rows[i].opening;
		const char *needs = match_needs_text(arena, opening->needs);

		printf("%s  ", opening->number);
		document_column(date_short(arena, opening->deadline), 8);
		document_column(opening->title, 28);
		printf("%s, %s, %s h%s%s\n", openings->rows[i].employer_name, match_form_label(opening->form),
		       match_hours_text(arena, opening->weekly_hours), *needs ? ": " : "", needs);
	}
}

static void print_card_text(const struct employer_card *card, struct date on, struct arena *arena)
{
	printf("%s  CVR %s\n%s, %s %s\n", card->employer.name, card->employer.cvr, card->employer.address,
	       card->employer.postcode, card->employer.city);
	for (size_t i = 0; i < card->agreement_count; i++)
		if (agreement_in_force(&card->agreements[i], on))
			printf("%s\n", agreement_label(card->agreements[i].kind));
	if (card->is_centre && card->places)
		printf(_("%d places, %d taken, %d free; %zu waiting"), card->places, card->occupied,
		       card->places > card->occupied ? card->places - card->occupied : 0, card->wait_count);
	if (card->is_centre && card->places)
		putchar('\n');
	for (size_t i = 0; i < card->promise_count; i++)
		printf("%s  %d  %s\n", date_long(arena, card->promises[i].due), card->promises[i].places,
		       promise_state_label(promise_state(&card->promises[i], on)));
	for (size_t i = 0; i < card->visit_count; i++)
		printf("%s  %s: %s\n", date_long(arena, card->visits[i].date), card->visits[i].met,
		       card->visits[i].said);
	print_openings(&card->openings, 0, arena);
}

static bool card_tell(const struct request *request, struct store *store, struct err *err)
{
	struct employer_card card;
	int64_t employer;

	if (!store_find_employer(store, request->cvr, &employer, err))
		return false;
	if (!employer)
		return err_set(err, ERR_MISSING,
			       _("There is no employer with the CVR number “%s”. samtale employer list shows them."),
			       request->cvr);
	if (!store_employer_card(store, employer, request->on, request->arena, &card, err))
		return false;
	if (request->common->json)
		print_card_json(&card, request->on);
	else
		print_card_text(&card, request->on, request->arena);
	return true;
}

/* ---- opening list ------------------------------------------------------------------------------------------- */

static bool openings_tell(const struct request *request, struct store *store, struct err *err)
{
	struct opening_list list;

	if (!store_openings(store, 0, request->on, request->arena, &list, err))
		return false;
	if (request->count)
		printf("%zu\n", list.count);
	else if (request->common->json)
		document_print(json_pack("{s:o, s:i, s:o}", "on", document_date(request->on), "total", (int)list.count,
					 "openings", openings_json(&list, (size_t)request->limit)));
	else
		print_openings(&list, (size_t)request->limit, request->arena);
	return true;
}

/* ---- the words ------------------------------------------------------------------------------------------------ */

static int tell(struct request *request, bool (*what)(const struct request *, struct store *, struct err *))
{
	struct err err = { ERR_NONE };
	struct store *store = NULL;
	struct arena arena;
	bool told;

	arena_init(&arena);
	request->arena = &arena;
	told = open_store(request->common, STORE_READ_ONLY, false, &store, &err) && what(request, store, &err);
	store_close(store);
	arena_done(&arena);
	return told ? 0 : command_fail(&err);
}

/* What list and show share. 0, or the exit status. */
static int take_words(struct request *request, int *argc, char **argv, int words)
{
	int status = 0;

	request->on = rule_words_today();
	request->count = command_option(argc, argv, "--count", NULL);
	if (!rule_words_date(argv[0], "--on", argc, argv, &request->on, &status) ||
	    !rule_words_number(argv[0], "--limit", 0, LIMIT_MOST, _("Write a number after --limit; 0 is all."), argc,
			       argv, &request->limit, &status))
		return status;
	return command_words(argc, argv, words, words);
}

int command_employer_list(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common };
	bool agreed = command_option(&argc, argv, "--agreement", &request.agreement);
	bool found = command_option(&argc, argv, "--find", &request.words);
	int status = take_words(&request, &argc, argv, 0);

	if (status)
		return status;
	if (found && !request.words)
		return command_misuse(command_find(argv[0]), _("Write what you ask for after the option."));
	if (agreed && !word_find(agreement_kinds, request.agreement))
		return command_misuse(command_find(argv[0]),
				      _("Agreements are charter, virksomhedscenter, industri-i-vaekst, byg-til-vaekst, "
					"socialoekonomisk and kommunal."));
	return tell(&request, employers_tell);
}

int command_employer_show(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common };
	int status = take_words(&request, &argc, argv, 1);

	if (status)
		return status;
	request.cvr = argv[1];
	return tell(&request, card_tell);
}

int command_opening_list(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common };
	int status = take_words(&request, &argc, argv, 0);

	return status ? status : tell(&request, openings_tell);
}

/* ---- the families ------------------------------------------------------------------------------------------------ */

static const char list_help[] = N_(
	"The employers in Danish name order, with how many there are in all, in the diversity charter, and with a company centre.\n"
	"\n"
	"  --agreement WORD   those with that agreement in force: charter, virksomhedscenter, industri-i-vaekst, byg-til-vaekst, "
	"socialoekonomisk or kommunal\n"
	"  --find WORDS       words of a name, trade or place\n"
	"  --count            print how many there are, nothing else\n"
	"  --limit N          how many at most; all unless told\n"
	"  --on DATE          the day; today unless told\n"
	"\n"
	"With --json: on, total, charter, company_centres and employers (cvr, name, trade, city, agreements, openings, "
	"promises_overdue, last_visit).");

static const char show_help[] = N_(
	"Everything that is written about one employer: agreements, the company centre's places, promises, visits, openings.\n"
	"\n"
	"  --on DATE   the day; today unless told\n"
	"\n"
	"With --json: cvr, name, trade, city, contact, phone, agreements (kind, from, to, in_force, places, note), centre (places, "
	"occupied, waiting; null where there is none), promises (places, form, due, text, settled, came, note), visits (date, met, "
	"said, by) and openings.");

static const char opening_list_help[] = N_(
	"The openings whose deadline has not passed, by deadline.\n"
	"\n"
	"  --count     print how many there are, nothing else\n"
	"  --limit N   how many at most; all unless told\n"
	"  --on DATE   the day; today unless told\n"
	"\n"
	"With --json: on, total and openings (number, title, employer, disco08, places, weekly_hours, deadline, postcode, form, needs, "
	"referred, hired).");

const struct command employer_commands[] = {
	{ "employer list", command_employer_list,
	  "employer list [--agreement WORD] [--find WORDS] [--count] [--limit N]", N_("List the employers"), list_help,
	  NULL },
	{ "employer show", command_employer_show, "employer show CVR", N_("Show one employer's card"), show_help,
	  NULL },
	{ NULL },
};

const struct command opening_commands[] = {
	{ "opening list", command_opening_list, "opening list [--count] [--limit N]", N_("List the openings"),
	  opening_list_help, NULL },
	{ NULL },
};
