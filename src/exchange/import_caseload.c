#include "samtale/exchange/import_caseload.h"

#include <string.h>

#include "import_reading.h"
#include "samtale/base/tr.h"
#include "samtale/store/seats.h"

static bool open_in(struct import_reading *reading, const struct import_source *source, struct err *err)
{
	const struct embedded *file;
	const char *path;

	if (source->directory) {
		path = arena_printf(&reading->file_arena, "%s/%s", source->directory, reading->file->name);
		return csv_open(path, &reading->csv, err);
	}
	file = embedded_find(source->files, reading->file->name);
	if (!file)
		return err_set(err, ERR_MISSING, _("The file is not there."));
	return csv_open_bytes(file->bytes, file->size, &reading->csv, err);
}

/* A file that is not there, or is no table, is told and passed over; a system that refuses is not. */
static bool not_opened(struct import_reading *reading, const struct err *fault, struct err *err)
{
	if (fault->code == ERR_MISSING) {
		reading->file->state = IMPORT_FILE_MISSING;
		return true;
	}
	if (fault->code == ERR_INPUT) {
		reading->file->state = IMPORT_FILE_REFUSED;
		import_tell_file(reading, 0, "", fault->text);
		return true;
	}
	err_set(err, fault->code, "%s: %s", reading->file->name, fault->text);
	return err_detail(err, "%s", fault->detail);
}

static bool import_file(struct import_reading *reading, const struct import_source *source, struct err *err)
{
	struct err fault;

	if (!open_in(reading, source, &fault))
		return not_opened(reading, &fault, err);
	if (import_match_header(reading))
		return import_rows(reading, err);
	reading->file->state = IMPORT_FILE_REFUSED;
	return true;
}

static bool import_table(struct store *store, const struct import_source *source,
			 const struct import_options *options, size_t index, struct arena *arena,
			 struct import_report *report, struct err *err)
{
	struct import_reading reading = {
		.options = options,
		.table = &import_tables[index],
		.file = &report->files[index],
		.report = report,
		.arena = arena,
	};
	bool imported;

	arena_init(&reading.file_arena);
	arena_init(&reading.row_arena);
	reading.context = (struct import_context){
		.store = store,
		.arena = &reading.row_arena,
		.date_shift_days = options->date_shift_days,
	};
	reading.file->name = reading.table->file;
	imported = (options->elsewhere || store_seats_known(store, &reading.context.asks_elsewhere, err)) &&
		   import_file(&reading, source, err);
	csv_close(reading.csv);
	arena_done(&reading.file_arena);
	arena_done(&reading.row_arena);
	return imported;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static bool any_file_is_there(const struct import_source *source, const struct import_report *report,
			      struct err *err)
{
	for (size_t i = 0; i < IMPORT_FILES; i++)
		if (report->files[i].state != IMPORT_FILE_MISSING)
			return true;
	return err_set(
		err, ERR_MISSING,
		_("None of the nine files is in %s. They are called sagsbehandlere.csv, borgere.csv, "
		  "ydelser.csv, indsatser.csv, forloeb.csv, resultater.csv, virksomheder.csv, stillinger.csv and "
		  "aftaler.csv."),
		source->name);
}

static bool import_all(struct store *store, const struct import_source *source,
		       const struct import_options *options, struct arena *arena,
		       struct import_report *report, struct err *err)
{
	for (size_t i = 0; i < IMPORT_FILES; i++)
		if (!import_table(store, source, options, i, arena, report, err))
			return false;
	return any_file_is_there(source, report, err);
}

bool import_caseload(struct store *store, const struct import_source *source,
		     const struct import_options *options, struct arena *arena, struct import_report *report,
		     struct err *err)
{
	memset(report, 0, sizeof(*report));
	if (!store_import_begin(store, source->name, err))
		return false;
	if (!import_all(store, source, options, arena, report, err)) {
		store_import_abandon(store);
		return false;
	}
	if (options->dry_run) {
		store_import_abandon(store);
		return true;
	}
	return store_import_end(store, &report->batch, err);
}
