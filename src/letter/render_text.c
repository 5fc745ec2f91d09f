/* render_text.c - a letter as lines for a printer: 72 columns, paragraphs parted by an empty line. */
#include <string.h>

#include "domain/day_text.h"
#include "letter_parts.h"
#include "samtale/base/lix.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

#define COLUMNS 72
/* A window envelope (C5, DL): the address on lines 8 to 13 of 6 an inch, the letter below the fold. */
#define WINDOW_LINE 8
#define WINDOW_LINES 6
#define BODY_LINE 17

/* ---- lines ------------------------------------------------------------------------------------------ */

/* Bytes of the line that begins text: to its end, the last blank before the edge, or the edge. */
static size_t line_length(const char *text, size_t length, int columns)
{
	size_t fits = utf8_fit(text, columns);

	if (fits >= length)
		return length;
	for (size_t cut = fits; cut > 0; cut--)
		if (text[cut] == ' ')
			return cut;
	return fits > 0 ? fits : utf8_grapheme(text, length, 0);
}

/* A list's second line stands under the first one's text. */
static void add_line(struct str *out, const char *text, size_t length)
{
	bool item = length > 2 && strncmp(text, "- ", 2) == 0, first = true;

	while (length > 0) {
		size_t taken = line_length(text, length, item && !first ? COLUMNS - 2 : COLUMNS);

		str_addf(out, "%s%.*s\n", item && !first ? "  " : "", (int)taken, text);
		text += taken;
		length -= taken;
		while (length > 0 && *text == ' ') {
			text++;
			length--;
		}
		first = false;
	}
}

static void add_text(struct str *out, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length == 0)
			str_add_char(out, '\n');
		add_line(out, text, length);
		text += length + (text[length] == '\n');
	}
}

/* ---- the letter ------------------------------------------------------------------------------------- */

static void count_lix(struct letter *letter)
{
	struct lix lix = { 0 };

	for (size_t i = 0; i < letter->part_count; i++) {
		lix_add(&lix, letter->parts[i].heading);
		lix_add(&lix, letter->parts[i].text);
	}
	letter->lix = lix_value(&lix);
}

void letter_render(struct letter *letter, struct arena *arena)
{
	struct str out;

	str_init(&out);
	add_text(&out, day_text(arena, letter->date, true));
	str_add_char(&out, '\n');
	add_text(&out, letter->title);
	for (size_t i = 0; i < letter->part_count; i++) {
		const struct letter_part *part = &letter->parts[i];

		if (str_is_empty(part->text))
			continue;
		str_add_char(&out, '\n');
		add_text(&out, part->heading);
		add_text(&out, part->text);
	}
	letter->text = arena_strdup(arena, out.text);
	str_done(&out);
	count_lix(letter);
}

const char *letter_paper(const struct letter *letter, struct arena *arena)
{
	const char *line = letter->recipient;
	struct str out;
	const char *kept;
	int row = 1;

	str_init(&out);
	for (; row < WINDOW_LINE; row++)
		str_add_char(&out, '\n');
	while (*line != '\0' && row < WINDOW_LINE + WINDOW_LINES) {
		size_t length = strcspn(line, "\n"), fits = utf8_fit(line, COLUMNS);

		/* What is wider than the window stands on its next line: nothing is dropped from a name. */
		length = fits < length ? fits : length;
		str_addf(&out, "%.*s\n", (int)length, line);
		line += length + (line[length] == '\n');
		row++;
	}
	for (; row < BODY_LINE; row++)
		str_add_char(&out, '\n');
	str_add(&out, letter->text);
	kept = arena_strdup(arena, out.text);
	str_done(&out);
	return kept;
}
