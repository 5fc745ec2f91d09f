#include <string.h>

#include "import_reading.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/seat.h"

#define ROWS_BETWEEN_PROGRESS 200
#define ELSEWHERE_NAMED 20

/* A fault of the row, to be told; any other is the machine's, and ends the import. */
static bool is_row_fault(const struct err *err)
{
	return err->code == ERR_INPUT || err->code == ERR_MISSING || err->code == ERR_REFUSED;
}

static void *field_of(union import_row *row, const struct import_column *column)
{
	return (char *)row + column->field;
}

static bool parse_cell(struct import_reading *reading, const struct import_column *column, const char *text,
		       union import_row *row, struct err *err)
{
	if (!*text && column->flags & IMPORT_FILLED)
		return err_set(err, ERR_INPUT, _("The cell is empty and must be filled in."));
	return column->kind->parse(&reading->context, text, column->max, field_of(row, column), err);
}

/* On failure *column is the one to name. */
static bool parse_row(struct import_reading *reading, const struct csv_row *cells, union import_row *row,
		      size_t *column, struct err *err)
{
	memset(row, 0, sizeof(*row));
	reading->context.doubtful_cpr = false;
	reading->context.elsewhere.count = 0;
	for (*column = 0; *column < reading->table->count; ++*column)
		if (!parse_cell(reading, &reading->table->columns[*column],
				import_cell(reading, cells, *column), row, err))
			return false;
	return true;
}

/* What the file does not say stays as it is known. */
static bool fill_from_known(struct import_reading *reading, union import_row *row, struct err *err)
{
	const struct import_table *table = reading->table;
	union import_row known = *row;

	if (!reading->lacks_columns || !table->known)
		return true;
	if (!table->known(&reading->context, row, &known, err))
		return false;
	for (size_t i = 0; i < table->count; i++) {
		const struct import_column *column = &table->columns[i];
		size_t size = column->kind->size ? column->kind->size : sizeof(const char *);

		if (reading->cell_of[i] == IMPORT_ABSENT)
			memcpy(field_of(row, column), field_of(&known, column), size);
	}
	return true;
}

/* The line that holds the same row already; 0 when this is the first. */
static int64_t earlier_line(struct import_reading *reading, union import_row *row, int64_t line)
{
	struct str key;
	int64_t earlier;

	str_init(&key);
	for (size_t i = 0; i < reading->table->count; i++) {
		const struct import_column *column = &reading->table->columns[i];
		const void *field = field_of(row, column);
		const char *text;

		if (!(column->flags & IMPORT_KEY))
			continue;
		if (column->kind->size) {
			str_add_bytes(&key, field, column->kind->size);
			continue;
		}
		memcpy(&text, field, sizeof(text));
		str_add_bytes(&key, text, strlen(text) + 1);
	}
	earlier = import_keys_meet(&reading->keys, &reading->file_arena, key.text, key.length, line);
	str_done(&key);
	return earlier;
}

/* One citizen has one plan: whoever sits with another team is handed over, not registered once more. */
static bool may_be_here(struct import_reading *reading, const union import_row *row, struct err *err)
{
	struct import_context *context = &reading->context;

	if (!context->asks_elsewhere || !reading->table->look_elsewhere)
		return true;
	if (!reading->table->look_elsewhere(context, row, err))
		return false;
	return !context->elsewhere.count ||
	       err_set(err, ERR_REFUSED, "%s", seat_refusal(context->arena, &context->elsewhere));
}

static bool put_row(struct import_reading *reading, const struct csv_row *cells, union import_row *row,
		    struct err *err)
{
	enum import_effect effect;
	int64_t earlier = earlier_line(reading, row, cells->line);

	if (earlier)
		return err_set(err, ERR_INPUT, _("Line %lld says the same already. This line was left out."),
			       (long long)earlier);
	if (!fill_from_known(reading, row, err) || !may_be_here(reading, row, err) ||
	    !reading->table->put(reading->context.store, row, &effect, err))
		return false;
	reading->file->created += effect == IMPORT_CREATED;
	reading->file->updated += effect == IMPORT_UPDATED;
	reading->file->unchanged += effect == IMPORT_UNCHANGED;
	reading->file->doubtful_cpr += reading->context.doubtful_cpr;
	return true;
}

/* The index of the column of that name. */
static size_t column_named(const struct import_table *table, const char *name)
{
	size_t index = 0;

	while (!str_equal(table->columns[index].name, name))
		index++;
	return index;
}

#define WHOLE_LINE SIZE_MAX

/* One row from cells to table; on failure *column is the one to name, or WHOLE_LINE. */
static bool take_row(struct import_reading *reading, const struct csv_row *cells, size_t *column,
		     struct err *err)
{
	const struct import_table *table = reading->table;
	const char *named = "";
	union import_row row;

	if (!parse_row(reading, cells, &row, column, err))
		return false;
	if (table->check && !table->check(&row, &named, err)) {
		*column = column_named(table, named);
		return false;
	}
	*column = WHOLE_LINE;
	return put_row(reading, cells, &row, err);
}

/* The first are named; of a file that holds all of another team's citizens the rest is a number. Rows about them in the
 * other files are counted. */
static void tell_elsewhere(struct import_reading *reading, const struct csv_row *cells, const char *reason)
{
	if (reading->table->look_elsewhere && reading->file->elsewhere < ELSEWHERE_NAMED)
		import_warn_row(reading, cells, reason);
	reading->file->elsewhere++;
	reading->report->elsewhere++;
}

/* False when the import must end. */
static bool import_row(struct import_reading *reading, const struct csv_row *cells, struct err *err)
{
	struct err fault;
	size_t column;

	if (take_row(reading, cells, &column, &fault))
		return true;
	if (!is_row_fault(&fault)) {
		*err = fault;
		return false;
	}
	if (reading->context.elsewhere.count)
		tell_elsewhere(reading, cells, fault.text);
	else if (column == WHOLE_LINE)
		import_tell_row(reading, cells, IMPORT_ABSENT, "", fault.text);
	else
		import_tell_row(reading, cells, reading->cell_of[column], import_cell(reading, cells, column),
				fault.text);
	return true;
}

static bool report_progress(struct import_reading *reading, struct err *err)
{
	const struct import_options *options = reading->options;
	struct import_progress progress = {
		.file = reading->file->name,
		.rows = reading->file->rows,
		.done = csv_position(reading->csv),
		.total = csv_size(reading->csv),
	};

	if (!options->progress || options->progress(options->user, &progress))
		return true;
	return err_set(err, ERR_INPUT, _("The import was stopped. Nothing was written."));
}

bool import_rows(struct import_reading *reading, struct err *err)
{
	struct csv_row row;
	struct err fault;
	enum csv_result result;

	while ((result = csv_next(reading->csv, &row, &fault)) != CSV_END) {
		if (result == CSV_FAILED) {
			*err = fault;
			return false;
		}
		arena_reset(&reading->row_arena);
		reading->file->rows++;
		if (result == CSV_BAD_ROW)
			import_tell_row(reading, &row,
					row.bad_cell == CSV_WHOLE_ROW ? IMPORT_ABSENT : row.bad_cell,
					row.bad_value, fault.text);
		else if (!import_row(reading, &row, err))
			return false;
		if (reading->file->rows % ROWS_BETWEEN_PROGRESS == 0 && !report_progress(reading, err))
			return false;
	}
	return report_progress(reading, err);
}
