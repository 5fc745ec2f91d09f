#include "import_reading.h"
#include "samtale/base/collate.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static bool same_name(struct arena *arena, const char *a, const char *b)
{
	return str_equal(collate_fold(arena, a), collate_fold(arena, b));
}

/* The cell of the header that names the column; false when two do. */
static bool find_column(struct import_reading *reading, size_t index)
{
	const struct csv_row *header = csv_header(reading->csv);
	size_t *found = &reading->cell_of[index];

	*found = IMPORT_ABSENT;
	for (size_t cell = 0; cell < header->count; cell++) {
		if (!same_name(&reading->file_arena, header->cells[cell],
			       reading->table->columns[index].name))
			continue;
		if (*found != IMPORT_ABSENT)
			return false;
		*found = cell;
	}
	return true;
}

static void warn_of_unknown_columns(struct import_reading *reading)
{
	const struct csv_row *header = csv_header(reading->csv);

	for (size_t cell = 0; cell < header->count; cell++)
		if (!import_column_at(reading, cell))
			import_warn_column(reading, header->cells[cell],
					   _("Samtale does not know this column and passes it over."));
}

static bool find_columns(struct import_reading *reading)
{
	bool found = true;

	for (size_t i = 0; i < reading->table->count; i++) {
		if (find_column(reading, i))
			continue;
		import_tell_file(reading, 1, reading->table->columns[i].name,
				 _("The column stands twice in the header. The file was left out."));
		found = false;
	}
	return found;
}

/* Names the required columns that the file lacks. */
static bool check_columns(struct import_reading *reading)
{
	const struct import_table *table = reading->table;
	struct str missing;
	bool complete;

	str_init(&missing);
	for (size_t i = 0; i < table->count; i++) {
		if (reading->cell_of[i] != IMPORT_ABSENT)
			continue;
		reading->lacks_columns = true;
		if (!(table->columns[i].flags & IMPORT_OPTIONAL))
			str_addf(&missing, "%s%s", missing.length ? ", " : "", table->columns[i].name);
	}
	complete = missing.length == 0;
	if (!complete)
		import_tell_file(
			reading, 1, "",
			arena_printf(
				&reading->file_arena,
				_("These columns are missing: %s. The file was left out; add them to the "
				  "first line and import it again."),
				missing.text));
	str_done(&missing);
	return complete;
}

bool import_match_header(struct import_reading *reading)
{
	if (!find_columns(reading) || !check_columns(reading))
		return false;
	warn_of_unknown_columns(reading);
	return true;
}
