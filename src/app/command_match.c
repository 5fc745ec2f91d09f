/* command_match.c - samtale match: a citizen's openings, an opening's citizens, who is never proposed. */
#include <stdio.h>
#include <stdlib.h>

#include "app/match_load.h"
#include "app/match_print.h"
#include "app/open.h"
#include "app/rule_words.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/guide/rules_load.h"
#include "samtale/store/import.h"
#include "samtale/store/work.h"

#define LIMIT_DEFAULT 20
#define LIMIT_MOST 1000000

struct request {
	const struct common_options *common;
	struct arena *arena;
	const char *citizen, *opening, *coordinator; /* as typed; NULL none */
	bool never, excluded, shortlist;
	int limit; /* 0 all */
	struct date on;
};

/* ---- what is asked for ------------------------------------------------------------------------------------ */

/* A CPR number, else a row number. */
static bool citizen_find(const char *text, struct store *store, int64_t *citizen, struct err *err)
{
	struct cpr cpr = cpr_check(text);

	*citizen = 0;
	if (cpr.status != CPR_REFUSED && !store_find_citizen(store, cpr.number, citizen, err))
		return false;
	if (!*citizen && cpr.status == CPR_REFUSED)
		*citizen = strtoll(text, NULL, 10);
	if (!*citizen)
		return err_set(err, ERR_MISSING, "%s",
			       _("There is no citizen with that CPR number here. Look at the number once more."));
	return true;
}

static bool query_find(const struct request *request, struct store *store, struct match_page_query *query,
		       struct err *err)
{
	*query = (struct match_page_query){ .excluded = request->excluded,
					    .limit = request->shortlist ? 0 : (size_t)request->limit };
	if (request->citizen)
		return citizen_find(request->citizen, store, &query->citizen, err);
	if (!store_find_opening(store, request->opening, &query->opening, err))
		return false;
	if (!query->opening)
		return err_set(err, ERR_MISSING,
			       _("There is no opening with the number “%s”. samtale opening list shows them."),
			       request->opening);
	return true;
}

static bool print_ranking(const struct request *request, struct store *store, const struct match_table *table,
			  struct err *err)
{
	struct match_page_query query;
	struct referral_list referrals;
	struct match_page page;

	if (!query_find(request, store, &query, err) ||
	    !store_referrals(store, query.citizen, query.opening, request->arena, &referrals, err) ||
	    !match_page_make(table, &referrals, &query, request->arena, &page, err))
		return false;
	if (request->shortlist)
		fputs(match_shortlist_text(&page, request->on, request->arena), stdout);
	else if (request->common->json)
		match_print_json(&page, request->on);
	else
		match_print_text(&page, request->arena);
	return true;
}

static bool print_never(const struct request *request, struct store *store, const struct match_table *table,
			struct err *err)
{
	struct match_never never;
	int64_t coordinator = 0;

	if (request->coordinator && !store_find_caseworker(store, request->coordinator, &coordinator, err))
		return false;
	if (request->coordinator && !coordinator)
		return err_set(err, ERR_MISSING,
			       _("There is no caseworker with the initials “%s”. Look at them once more."),
			       request->coordinator);
	match_never(table, coordinator, request->arena, &never);
	if (request->common->json)
		match_print_never_json(table, &never, (size_t)request->limit);
	else
		match_print_never_text(table, &never, (size_t)request->limit, request->arena);
	return true;
}

static bool perform(const struct request *request, struct err *err)
{
	struct match_table table;
	struct store *store;
	struct rules rules;
	bool done;

	if (!rules_load(request->common->rules_dir, request->arena, &rules, err) ||
	    !open_store(request->common, STORE_READ_ONLY, false, &store, err))
		return false;
	done = match_load(store, &rules, request->on, request->arena, &table, err) &&
	       (request->never ? print_never : print_ranking)(request, store, &table, err);
	store_close(store);
	return done;
}

/* ---- the words ------------------------------------------------------------------------------------------------ */

/* 0, or the exit status with the misuse told. */
static int words_judge(const struct request *request, bool named, const char *word)
{
	const struct command *self = command_find("match");

	if (word && !request->never)
		return command_misuse(self,
				      _("Only \"never\" can stand there. Name a citizen or an opening by its option."));
	if (named && !request->citizen && !request->opening && !request->coordinator)
		return command_misuse(self, _("Write what you ask for after the option."));
	if ((request->citizen != NULL) + (request->opening != NULL) + request->never != 1)
		return command_misuse(self, _("Ask for one citizen, for one opening, or for never."));
	if (request->shortlist && (!request->opening || request->excluded || request->common->json))
		return command_misuse(self, _("A shortlist is text, made from an opening and those that fit it."));
	return 0;
}

int command_match(const struct common_options *common, int argc, char **argv)
{
	struct request request = { .common = common, .limit = LIMIT_DEFAULT, .on = rule_words_today() };
	bool named = command_option(&argc, argv, "--citizen", &request.citizen);
	struct err err = { ERR_NONE };
	struct arena arena;
	int status = 0;

	named |= command_option(&argc, argv, "--opening", &request.opening);
	named |= command_option(&argc, argv, "--coordinator", &request.coordinator);
	request.excluded = command_option(&argc, argv, "--excluded", NULL);
	request.shortlist = command_option(&argc, argv, "--shortlist", NULL);
	if (!rule_words_date("match", "--on", &argc, argv, &request.on, &status) ||
	    !rule_words_number("match", "--limit", 0, LIMIT_MOST, _("Write a number after --limit; 0 is all."), &argc,
			       argv, &request.limit, &status))
		return status;
	status = command_words(&argc, argv, 0, 1);
	if (status)
		return status;
	request.never = argc > 1 && str_equal(argv[1], "never");
	status = words_judge(&request, named, argc > 1 ? argv[1] : NULL);
	if (status)
		return status;
	arena_init(&arena);
	request.arena = &arena;
	status = perform(&request, &err) ? 0 : command_fail(&err);
	arena_done(&arena);
	return status;
}

const char match_help[] = N_(
	"Ranks the openings for a citizen, or the citizens for an opening, and tells of each pair what speaks for it (+), what is "
	"missing (-) and what would close the gap (=). A hard need that is not met leaves the pair out; a need that nobody can judge "
	"from what is written is asked about and never guessed. The points are rows of the rule files (samtale rules show "
	"match.points.occupation): local choices, no law. The same data gives the same bytes.\n"
	"\n"
	"never lists those who are never proposed: no opening fits, or nobody has referred them for match.never.days; with the reasons "
	"counted, and the need that alone keeps most openings away.\n"
	"\n"
	"  --citizen CPR        the openings of this citizen\n"
	"  --opening NUMBER     the citizens of this opening\n"
	"  --excluded           those that do not fit, with the reason\n"
	"  --shortlist          what the employer may be given: names with consent, the others as a number\n"
	"  --coordinator INIT   with never: this caseworker's citizens\n"
	"  --limit N            how many at most, 20 unless told; 0 is all\n"
	"  --on DATE            the day; today unless told\n"
	"\n"
	"With --json: on, citizen or opening, fits, does_not_fit, and matches with opening or citizen, points, asks, ask, excluded "
	"(closed, filled, form, hours, need), speaks_for, missing, would_close and referral. With never: on, looked_at, count, "
	"in_work_or_education, without_fit, never_referred, not_for_long, reasons (citizens by what keeps most openings from them), and citizens with citizen, fits, reason, closer, "
	"would_open and last_referral.");
