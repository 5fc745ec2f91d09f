#include <stdio.h>

#include "app/clock.h"
#include "app/document.h"
#include "app/open.h"
#include "app/progress_labels.h"
#include "samtale/base/sparkline.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/measures.h"
#include "samtale/store/import.h"

#define NAME_COLS 12
#define TREND_COLS 12

/* What the line asks for, and what was found. */
struct request {
	const struct common_options *common;
	struct cpr cpr;
	struct date today;
	enum sparkline_look look;
	struct arena *arena;
	struct progress progress;
};

/* ---- text --------------------------------------------------------------------------------------------- */

static void print_trend(const struct request *request, const double *values, size_t count)
{
	double latest, change;

	if (!progress_latest(values, count, &latest)) {
		puts("–");
		return;
	}
	document_column(sparkline(request->arena, values, count, progress_scale(values, count), request->look),
		     TREND_COLS);
	printf(" %5s", progress_value_text(request->arena, latest));
	if (progress_change(values, count, &change))
		printf(" %5s", progress_change_text(request->arena, change));
	putchar('\n');
}

static void print_track(const struct request *request, enum progress_track track)
{
	puts(progress_track_label(track));
	for (int s = 0; s < PROGRESS_SIDES; s++) {
		enum progress_side side = (enum progress_side)s;

		printf("  ");
		document_column(progress_side_label(side), NAME_COLS);
		print_trend(request, progress_trend(&request->progress, side, track, request->arena),
			    request->progress.count);
	}
}

static void print_side(const struct request *request, const struct progress_round *round,
		       enum progress_side side)
{
	struct date given = round->given[side];

	printf("  ");
	document_column(date_is_set(given) ? date_long(request->arena, given) : "–", NAME_COLS + 5);
	document_column(progress_side_label(side), NAME_COLS);
	if (!date_is_set(round->completed)) {
		puts(date_is_set(given) ? _("answered, not shown yet") : _("not answered"));
		return;
	}
	for (int t = 0; t < PROGRESS_TRACKS; t++)
		printf(" %5s", progress_value_text(request->arena, round->values[side][t]));
	putchar('\n');
}

static void print_text(const struct request *request)
{
	const struct progress *progress = &request->progress;
	char masked[CPR_MASKED_SIZE];

	printf("%s  %s\n", cpr_masked(request->cpr.number, masked),
	       progress->count ? progress_next_text(progress, request->today, request->arena)
			       : _("Nothing has been measured yet."));
	for (int t = 0; t < PROGRESS_TRACKS && progress->count; t++)
		print_track(request, (enum progress_track)t);
	if (progress->count)
		puts(_("Rounds"));
	for (size_t i = progress->count; i-- > 0;)
		for (int s = 0; s < PROGRESS_SIDES; s++)
			print_side(request, &progress->rounds[i], (enum progress_side)s);
	for (size_t i = 0; i < progress->other_count; i++) {
		puts(progress->others[i].label);
		printf("  ");
		document_column(progress->others[i].name, NAME_COLS);
		print_trend(request, progress->others[i].values, progress->others[i].count);
	}
}

/* ---- json --------------------------------------------------------------------------------------------- */

static json_t *value_json(double value)
{
	return value < 0 ? json_null() : json_real(value);
}

static json_t *round_json(const struct progress_round *round)
{
	json_t *object = json_pack("{s:o, s:o}", "opened", document_date(round->opened), "completed",
				   document_date(round->completed));

	for (int s = 0; s < PROGRESS_SIDES; s++) {
		json_t *side = json_pack("{s:o}", "given", document_date(round->given[s]));

		for (int t = 0; t < PROGRESS_TRACKS; t++)
			json_object_set_new(side, progress_track_name((enum progress_track)t),
					    value_json(round->values[s][t]));
		json_object_set_new(object, progress_side_name((enum progress_side)s), side);
	}
	return object;
}

static json_t *series_json(const struct progress_series *series)
{
	json_t *values = json_array();

	for (size_t i = 0; i < series->count; i++)
		json_array_append_new(values, json_real(series->values[i]));
	return json_pack("{s:s, s:s, s:o, s:o}", "name", series->name, "label", series->label, "latest",
			 document_date(series->latest), "values", values);
}

static void print_json(const struct request *request)
{
	const struct progress *progress = &request->progress;
	json_t *missing = json_array(), *rounds = json_array(), *series = json_array();
	char masked[CPR_MASKED_SIZE];

	for (int s = 0; s < PROGRESS_SIDES; s++)
		if (progress->missing[s])
			json_array_append_new(missing,
					      json_string(progress_side_name((enum progress_side)s)));
	for (size_t i = 0; i < progress->count; i++)
		json_array_append_new(rounds, round_json(&progress->rounds[i]));
	for (size_t i = 0; i < progress->other_count; i++)
		json_array_append_new(series, series_json(&progress->others[i]));
	document_print(json_pack("{s:s, s:o, s:b, s:o, s:o, s:o}", "citizen",
				 cpr_masked(request->cpr.number, masked), "due", document_date(progress->due),
				 "waiting", progress->waiting, "missing", missing, "rounds", rounds, "series",
				 series));
}

/* ---- the command -------------------------------------------------------------------------------------- */

static bool find(struct request *request, struct store *store, struct err *err)
{
	int64_t citizen;

	if (!store_find_citizen(store, request->cpr.number, &citizen, err))
		return false;
	if (!citizen)
		return err_set(
			err, ERR_MISSING, "%s",
			_("There is no citizen with that CPR number here. Look at the number once more."));
	if (!store_progress(store, citizen, request->today, request->arena, &request->progress, err))
		return false;
	progress_labels_find(&request->progress, request->common->guide_dir, request->arena);
	return true;
}

static int run(struct request *request)
{
	struct store *store;
	struct err err = { ERR_NONE };
	bool found;

	if (!open_store(request->common, STORE_READ_ONLY, false, &store, &err))
		return command_fail(&err);
	found = find(request, store, &err);
	store_close(store);
	if (!found)
		return command_fail(&err);
	(request->common->json ? print_json : print_text)(request);
	return 0;
}

int command_progress(const struct common_options *common, int argc, char **argv)
{
	const struct command *self = command_find("progress");
	struct clock clock;
	struct arena arena;
	struct request request = { .common = common, .arena = &arena };
	int status = command_clock(self->name, &argc, argv, &clock);

	request.look = command_option(&argc, argv, "--digits", NULL) ? SPARKLINE_DIGITS : SPARKLINE_BLOCKS;
	if (!status)
		status = command_words(&argc, argv, 1, 1);
	if (status)
		return status;
	request.cpr = cpr_check(argv[1]);
	if (request.cpr.status == CPR_REFUSED)
		return command_misuse(self, _("Write the citizen's CPR number, ten digits."));
	request.today = clock_now(&clock).date;
	arena_init(&arena);
	status = run(&request);
	arena_done(&arena);
	return status;
}
