#include "import_reading.h"

#include <string.h>

#include "import_findings.h"

static void tell(struct import_reading *reading, const struct import_finding *finding)
{
	struct import_finding named = *finding;

	named.file = reading->file->name;
	import_findings_add(reading->report, reading->arena, &named);
}

void import_tell_file(struct import_reading *reading, int64_t line, const char *column, const char *reason)
{
	tell(reading,
	     &(struct import_finding){ .line = line, .column = column, .value = "", .reason = reason });
}

void import_warn_row(struct import_reading *reading, const struct csv_row *row, const char *reason)
{
	tell(reading, &(struct import_finding){
			      .line = row->line, .column = "", .value = "", .reason = reason, .is_warning = true });
}

void import_warn_column(struct import_reading *reading, const char *name, const char *reason)
{
	tell(reading, &(struct import_finding){
			      .line = csv_header(reading->csv)->line,
			      .column = import_shown(&reading->file_arena, name, false),
			      .value = "",
			      .reason = reason,
			      .is_warning = true,
		      });
}

const struct import_column *import_column_at(const struct import_reading *reading, size_t cell)
{
	for (size_t i = 0; i < reading->table->count; i++)
		if (reading->cell_of[i] == cell && cell != IMPORT_ABSENT)
			return &reading->table->columns[i];
	return NULL;
}

const char *import_cell(struct import_reading *reading, const struct csv_row *row, size_t column)
{
	const char *text, *end;

	if (reading->cell_of[column] == IMPORT_ABSENT || row->count == 0)
		return "";
	text = row->cells[reading->cell_of[column]];
	text += strspn(text, " \n");
	end = text + strlen(text);
	while (end > text && (end[-1] == ' ' || end[-1] == '\n'))
		end--;
	return *end ? arena_strndup(&reading->row_arena, text, (size_t)(end - text)) : text;
}

/* Protected unless the row clearly says otherwise: a row that cannot be read says nothing. */
static bool row_is_protected(struct import_reading *reading, const struct csv_row *row)
{
	for (size_t i = 0; i < reading->table->count; i++) {
		bool is_protected = false;
		const struct import_column *column = &reading->table->columns[i];

		if (!(column->flags & IMPORT_PROTECTS))
			continue;
		if (row->count == 0 || reading->cell_of[i] == IMPORT_ABSENT)
			return true;
		return !column->kind->parse(&reading->context, import_cell(reading, row, i), 0, &is_protected,
					    NULL) ||
		       is_protected;
	}
	return false;
}

static const char *shown_cell(struct import_reading *reading, const struct csv_row *row,
			      const struct import_column *column, const char *value)
{
	if (column && column->flags & IMPORT_PRIVATE && row_is_protected(reading, row))
		return "";
	return import_shown(&reading->row_arena, value, column && column->kind->is_cpr);
}

void import_tell_row(struct import_reading *reading, const struct csv_row *row, size_t cell,
		     const char *value, const char *reason)
{
	const struct import_column *column = import_column_at(reading, cell);
	const char *name = column ? column->name : "";

	if (!column && cell < csv_header(reading->csv)->count)
		name = import_shown(&reading->row_arena, csv_header(reading->csv)->cells[cell], false);
	reading->file->errors++;
	tell(reading, &(struct import_finding){
			      .line = row->line,
			      .column = name,
			      .value = shown_cell(reading, row, column, value),
			      .reason = reason,
		      });
}
