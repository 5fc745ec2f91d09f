#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/exchange/csv.h"

/* Reads a whole table into one text: "line:cell|cell" a row, "line!cell:reason" a bad row (cell * for the
 * whole). */
static void dump_rows(struct csv *csv, struct str *out)
{
	struct csv_row row;
	struct err err;
	enum csv_result result;

	while ((result = csv_next(csv, &row, &err)) != CSV_END) {
		assert_int_not_equal(result, CSV_FAILED);
		if (result == CSV_BAD_ROW) {
			str_addf(out, "%d!", (int)row.line);
			if (row.bad_cell == CSV_WHOLE_ROW)
				str_add(out, "*");
			else
				str_addf(out, "%d", (int)row.bad_cell);
			str_addf(out, ":%s\n", err.text);
			continue;
		}
		str_addf(out, "%d:", (int)row.line);
		for (size_t i = 0; i < row.count; i++)
			str_addf(out, "%s%s", i ? "|" : "", row.cells[i]);
		str_add(out, "\n");
	}
}

static void dump_bytes(const void *bytes, size_t size, struct str *out)
{
	struct csv *csv;
	struct err err;

	str_init(out);
	if (!csv_open_bytes(bytes, size, &csv, &err)) {
		str_addf(out, "refused: %s", err.text);
		return;
	}
	dump_rows(csv, out);
	csv_close(csv);
}

struct reading {
	const char *name, *bytes, *rows;
};

static void check_readings(const struct reading *readings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str out;

		dump_bytes(readings[i].bytes, strlen(readings[i].bytes), &out);
		if (strcmp(out.text, readings[i].rows) != 0)
			fail_msg("%s: got\n%s", readings[i].name, out.text);
		str_done(&out);
	}
}

static void every_separator_line_end_and_encoding_gives_the_same_cells(void **state)
{
	static const struct reading readings[] = {
		{ "semicolon", "navn;by\nBo Ågård;Tårup\n", "2:Bo Ågård|Tårup\n" },
		{ "comma", "navn,by\nBo Ågård,Tårup\n", "2:Bo Ågård|Tårup\n" },
		{ "tab", "navn\tby\nBo Ågård\tTårup\n", "2:Bo Ågård|Tårup\n" },
		{ "byte order mark", "\xEF\xBB\xBFnavn;by\nBo Ågård;Tårup\n", "2:Bo Ågård|Tårup\n" },
		{ "Windows-1252", "navn;by\nBo \xC5g\xE5rd;T\xE5rup\n", "2:Bo Ågård|Tårup\n" },
		{ "Windows-1252 dash", "navn;by\nBo \x96 \x80;\xE6\xF8\n", "2:Bo – €|æø\n" },
		{ "CRLF", "navn;by\r\nBo Ågård;Tårup\r\nA;B", "2:Bo Ågård|Tårup\n3:A|B\n" },
		{ "CR", "navn;by\rBo Ågård;Tårup\rA;B", "2:Bo Ågård|Tårup\n3:A|B\n" },
		{ "decomposed letters", "navn;by\nBo A\xCC\x8Ag\xC3\xA5rd;x\n", "2:Bo Ågård|x\n" },
		{ "marks nobody sees", "navn;by\nBo\xE2\x80\x8F;\xEF\xBB\xBFx\n", "2:Bo|x\n" },
		{ "separator inside quotes", "\"navn, fuldt\";by,land\nA;\"B;C\"\n", "2:A|B;C\n" },
		{ "one column", "navn\nBo\n", "2:Bo\n" },
	};

	(void)state;
	check_readings(readings, LENGTH(readings));
}

static void quoted_cells_hold_line_breaks_and_quotation_marks(void **state)
{
	static const struct reading readings[] = {
		{ "line break", "a;b\n\"x\r\ny\";z\nn;m\n", "2:x\ny|z\n4:n|m\n" },
		{ "CR line break", "a;b\r\"x\ry\";z\rn;m\r", "2:x\ny|z\n4:n|m\n" },
		{ "doubled", "a;b\n\"Bo \"\"Basse\"\"\";\"\"\"\"\n", "2:Bo \"Basse\"|\"\n" },
		{ "mark inside a plain cell", "a;b\nBo \"Basse\" B;2\" rør\n", "2:Bo \"Basse\" B|2\" rør\n" },
		{ "empty quoted", "a;b\n\"\";x\n", "2:|x\n" },
		{ "quoted at the end of the file", "a;b\n1;\"x\"", "2:1|x\n" },
	};

	(void)state;
	check_readings(readings, LENGTH(readings));
}

static void a_broken_row_costs_only_itself(void **state)
{
#define OPEN                                                                                                 \
	"A quotation mark is opened on this line and never closed. Close it, or double it if it belongs to " \
	"the text."
#define AFTER                                                                                                \
	"There is text after a closing quotation mark. Double the quotation marks that belong to the text."
	static const struct reading readings[] = {
		{ "never closed", "a;b\n1;\"x\n2;y\n3;z\n", "2!*:" OPEN "\n3:2|y\n4:3|z\n" },
		{ "never closed in the last line", "a;b\n1;2\n\"x", "2:1|2\n3!*:" OPEN "\n" },
		{ "two stray marks", "a;b\n1;\"x\n2;\"y\n3;z\n", "2!*:" AFTER "\n3!*:" OPEN "\n4:3|z\n" },
		{ "text after the mark", "a;b\n\"x\" y;1\n2;3\n", "2!*:" AFTER "\n3:2|3\n" },
		{ "too few", "a;b\n1\n2;3\n", "2!*:The line has 1 cells, but the header has 2.\n3:2|3\n" },
		{ "too many", "a;b\n1;2;3\n2;3\n",
		  "2!*:The line has 3 cells, but the header has 2.\n3:2|3\n" },
		{ "escape", "a;b\n1;x\x1B[2J\n2;3\n",
		  "2!1:The cell holds a control character (U+001B). Remove it.\n3:2|3\n" },
		{ "C1 in Windows-1252", "a;b\n\xE6\x81;x\n2;3\n",
		  "2!0:The cell holds a byte that is neither UTF-8 nor Windows-1252. Save the file as "
		  "UTF-8.\n3:2|3\n" },
		{ "direction override", "a;b\n1;\xE2\x80\xAEx\n2;3\n",
		  "2!1:The cell holds a control character (U+202E). Remove it.\n3:2|3\n" },
		{ "damaged UTF-8", "a;b\nÆ;Ø\n1;x\xC3\n2;3\n",
		  "2:Æ|Ø\n3!1:The cell holds a broken letter: it is not valid UTF-8. Write the text "
		  "again.\n4:2|3\n" },
	};

	(void)state;
	check_readings(readings, LENGTH(readings));
}

static void a_nul_byte_is_a_bad_row(void **state)
{
	static const char bytes[] = "a;b\n1;x\0y\n2;3\n";
	struct str out;

	(void)state;
	dump_bytes(bytes, sizeof(bytes) - 1, &out);
	assert_string_equal(out.text, "2!1:The cell holds a control character (U+0000). Remove it.\n3:2|3\n");
	str_done(&out);
}

static void the_value_of_a_bad_cell_is_fit_for_a_terminal(void **state)
{
	static const char bytes[] = "a;b\n1;x\x1B[2J\n";
	struct csv *csv;
	struct csv_row row;
	struct err err;

	(void)state;
	assert_true(csv_open_bytes(bytes, sizeof(bytes) - 1, &csv, &err));
	assert_int_equal(csv_next(csv, &row, &err), CSV_BAD_ROW);
	assert_string_equal(row.bad_value, "x[2J");
	csv_close(csv);
}

static void empty_lines_and_empty_cells_at_the_end_are_passed_over(void **state)
{
	static const struct reading readings[] = {
		{ "empty lines", "a;b\n\n1;2\n\r\n;\n3;4\n\n", "3:1|2\n6:3|4\n" },
		{ "cells of nothing at the end", "a;b;;\n1;2;;\n1;2;;;;\n", "2:1|2\n3:1|2\n" },
		{ "no rows", "a;b", "" },
	};

	(void)state;
	check_readings(readings, LENGTH(readings));
}

static void a_file_that_is_no_table_is_refused_with_a_sentence(void **state)
{
	static const struct reading readings[] = {
		{ "empty", "", "refused: The file is empty." },
		{ "only a mark", "\xEF\xBB\xBF",
		  "refused: The first line is empty. It must hold the names of the columns." },
		{ "empty header", "\n1;2\n",
		  "refused: The first line is empty. It must hold the names of the columns." },
		{ "UTF-16",
		  "\xFF\xFE"
		  "a",
		  "refused: The file is in UTF-16. Save it as CSV in UTF-8 and try again." },
		{ "workbook", "PK\x03\x04xx",
		  "refused: The file is a workbook, not a table of text. Save it as CSV and try again." },
		{ "header never closed", "\"a;b\n1;2\n", "refused: " OPEN },
	};

	(void)state;
	check_readings(readings, LENGTH(readings));
}

static void the_header_is_given_without_blanks(void **state)
{
	static const char bytes[] = " cpr ;\tnavn; \"by\"\n1;2;3\n";
	struct csv *csv;
	struct err err;

	(void)state;
	assert_true(csv_open_bytes(bytes, sizeof(bytes) - 1, &csv, &err));
	assert_int_equal(csv_header(csv)->count, 3);
	assert_string_equal(csv_header(csv)->cells[0], "cpr");
	assert_string_equal(csv_header(csv)->cells[1], "navn");
	assert_int_equal(csv_separator(csv), ';');
	assert_int_equal(csv_encoding(csv), CSV_UTF8);
	csv_close(csv);
}

static void add_repeated(struct str *out, const char *text, int times)
{
	while (times-- > 0)
		str_add(out, text);
}

static void a_cell_past_64_kib_is_a_bad_row(void **state)
{
	static const char *const openings[] = { "", "\"" };

	(void)state;
	for (size_t i = 0; i < LENGTH(openings); i++) {
		struct str bytes, out;

		str_init(&bytes);
		str_addf(&bytes, "a;b\n1;%s", openings[i]);
		add_repeated(&bytes, "x", CSV_CELL_MAX + 1);
		str_add(&bytes, "\n2;3\n");
		dump_bytes(bytes.text, bytes.length, &out);
		assert_string_equal(
			out.text, "2!*:A cell is longer than 64 KiB. Perhaps a quotation mark was opened and "
				  "never closed.\n3:2|3\n");
		str_done(&bytes);
		str_done(&out);
	}
}

static void a_cell_of_64_kib_is_read(void **state)
{
	struct str bytes, out;

	(void)state;
	str_init(&bytes);
	str_add(&bytes, "a\n");
	add_repeated(&bytes, "x", CSV_CELL_MAX);
	dump_bytes(bytes.text, bytes.length, &out);
	assert_int_equal(out.length, CSV_CELL_MAX + strlen("2:\n"));
	str_done(&bytes);
	str_done(&out);
}

static void a_line_of_more_than_200_cells_is_a_bad_row(void **state)
{
	struct str bytes, out;

	(void)state;
	str_init(&bytes);
	str_add(&bytes, "a;b\n");
	add_repeated(&bytes, ";", CSV_COLUMNS_MAX);
	str_add(&bytes, "\n2;3\n");
	dump_bytes(bytes.text, bytes.length, &out);
	assert_string_equal(out.text, "2!*:The line has more than 200 cells.\n3:2|3\n");
	str_done(&bytes);
	str_done(&out);
}

/* A file longer than the buffer, with a broken row whose quotation mark reaches past the buffer's end. */
static void a_file_is_read_as_bytes_are(void **state)
{
	char path[] = "test_csv.XXXXXX";
	struct str bytes, from_bytes, from_file;
	int descriptor = mkstemp(path);
	FILE *stream = fdopen(descriptor, "wb");
	struct csv *csv;
	struct err err;

	(void)state;
	assert_non_null(stream);
	str_init(&bytes);
	str_add(&bytes, "nr;navn\n");
	for (int row = 0; row < 9000; row++)
		str_addf(&bytes, row == 4000 ? "%d;\"Åse\n" : "%d;Åse Østergård\n", row);
	assert_int_equal(fwrite(bytes.text, 1, bytes.length, stream), bytes.length);
	fclose(stream);

	dump_bytes(bytes.text, bytes.length, &from_bytes);
	str_init(&from_file);
	assert_true(csv_open(path, &csv, &err));
	assert_int_equal(csv_size(csv), bytes.length);
	dump_rows(csv, &from_file);
	assert_int_equal(csv_position(csv), csv_size(csv));
	csv_close(csv);
	remove(path);

	assert_non_null(strstr(from_file.text, "4002!*:"));
	assert_non_null(strstr(from_file.text, "\n4003:4001|Åse Østergård\n"));
	assert_non_null(strstr(from_file.text, "\n9001:8999|Åse Østergård\n"));
	assert_string_equal(from_file.text, from_bytes.text);
	str_done(&bytes);
	str_done(&from_bytes);
	str_done(&from_file);
}

static void a_pipe_is_no_table_and_is_not_waited_for(void **state)
{
	char folder[] = "test_csv.XXXXXX", path[64];
	struct csv *csv;
	struct err err;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/borgere.csv", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(csv_open(path, &csv, &err));
	assert_int_equal(err.code, ERR_INPUT);
	unlink(path);
	rmdir(folder);
}

static void a_folder_or_a_missing_file_is_no_table(void **state)
{
	struct csv *csv;
	struct err err;

	(void)state;
	assert_false(csv_open("/", &csv, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(csv_open("no-such-folder/borgere.csv", &csv, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_separator_line_end_and_encoding_gives_the_same_cells),
		cmocka_unit_test(quoted_cells_hold_line_breaks_and_quotation_marks),
		cmocka_unit_test(a_broken_row_costs_only_itself),
		cmocka_unit_test(a_nul_byte_is_a_bad_row),
		cmocka_unit_test(the_value_of_a_bad_cell_is_fit_for_a_terminal),
		cmocka_unit_test(empty_lines_and_empty_cells_at_the_end_are_passed_over),
		cmocka_unit_test(a_file_that_is_no_table_is_refused_with_a_sentence),
		cmocka_unit_test(the_header_is_given_without_blanks),
		cmocka_unit_test(a_cell_past_64_kib_is_a_bad_row),
		cmocka_unit_test(a_cell_of_64_kib_is_read),
		cmocka_unit_test(a_line_of_more_than_200_cells_is_a_bad_row),
		cmocka_unit_test(a_file_is_read_as_bytes_are),
		cmocka_unit_test(a_pipe_is_no_table_and_is_not_waited_for),
		cmocka_unit_test(a_folder_or_a_missing_file_is_no_table),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
