#include "change_json.h"

#include "tables.h"

static json_t *value_json(const struct packed_value *value)
{
	json_t *text;

	switch (value->type) {
	case PACKED_INTEGER:
		return json_integer(value->integer);
	case PACKED_REAL:
		return json_real(value->real);
	case PACKED_TEXT:
		text = json_stringn(value->bytes, value->length);
		break;
	case PACKED_BLOB:
		text = NULL;
		break;
	default:
		return json_null();
	}
	/* Bytes, and what is no text, as hexadecimal digits. */
	if (!text) {
		struct str digits;

		str_init(&digits);
		for (size_t i = 0; i < value->length; i++)
			str_addf(&digits, "%02x", (unsigned char)value->bytes[i]);
		text = json_pack("{s:s}", "hex", digits.text);
		str_done(&digits);
	}
	return text;
}

static void column_json(json_t *values, const struct synced_table *table, int column, struct packed *in)
{
	const struct synced_column *known = synced_column(table, column);
	struct packed_value value;

	if (!unpack_value(in, &value))
		BUG("the log holds a value that cannot be read");
	if (known)
		json_object_set_new(values, known->name, value_json(&value));
}

bool change_json_add(void *context, const struct change *change, struct err *err)
{
	const struct synced_table *table = synced_table(change->table);
	struct packed in = change->value;
	json_t *values = json_object();
	uint64_t mask;

	(void)err;
	if (change->column > CHANGE_CREATION)
		column_json(values, table, change->column, &in);
	else if (unpack_number(&in, &mask))
		for (int column = 1; column <= COLUMN_ID_MAX; column++)
			if (mask >> (column - 1) & 1)
				column_json(values, table, column, &in);
	json_array_append_new(context, json_pack("{s:s, s:I, s:I, s:I, s:o}", "table", table->name, "row",
						 (json_int_t)change->row, "at_ms", (json_int_t)(change->hlc >> 16),
						 "author", (json_int_t)change->author, "values", values));
	return true;
}
