#include "term/term_glyph.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "samtale/base/collate.h"
#include "samtale/base/utf8.h"

#define MARKS (CCHARW_MAX - 1)

static const struct {
	uint32_t sign;
	char spelled;
} spellings[] = {
	{ 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2212, '-' },
	{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201A, ',' }, { 0x201C, '"' }, { 0x201D, '"' }, { 0x201E, '"' },
	{ 0x2022, '*' }, { 0x2026, '.' }, { 0x00B7, '.' }, { 0x00A0, ' ' },
	{ 0x2190, '<' }, { 0x2191, '^' }, { 0x2192, '>' }, { 0x2193, 'v' }, { 0x2713, 'x' }, { 0x00D7, 'x' },
	{ 0x2500, '-' }, { 0x2502, '|' }, { 0x2592, '#' }, { 0x2591, '.' },
	{ 0x2581, '1' }, { 0x2582, '2' }, { 0x2583, '3' }, { 0x2584, '4' }, { 0x2585, '5' }, { 0x2586, '6' },
	{ 0x2587, '7' }, { 0x2588, '8' }, /* a sparkline as base/sparkline.h has it in digits */
	{ 0x2265, '>' }, { 0x2264, '<' },
};

void term_glyph_open(struct term_glyph *glyph)
{
	*glyph = (struct term_glyph){ .unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 };
	arena_init(&glyph->arena);
}

void term_glyph_close(struct term_glyph *glyph)
{
	free(glyph->row);
	arena_done(&glyph->arena);
	*glyph = (struct term_glyph){ 0 };
}

static bool can_show(wchar_t letter)
{
	mbstate_t state = { 0 };
	char bytes[16];

	return wcrtomb(bytes, letter, &state) != (size_t)-1;
}

static bool is_blank(const struct cell *cell)
{
	return strcmp(cell->text, " ") == 0;
}

/* "…" is cut text's end: its three points go into the blanks after it, or else over the letters before it. */
static void spell_ellipsis(struct cell *row, int cols, int at)
{
	int from = at;

	if (!(at + 2 < cols && is_blank(&row[at + 1]) && is_blank(&row[at + 2]))) {
		if (at < 2 || row[at - 1].width != 1 || row[at - 2].width != 1)
			return;
		from = at - 2;
	}
	for (int col = from; col < from + 3; col++) {
		strcpy(row[col].text, ".");
		row[col].role = row[at].role;
	}
}

static const struct cell *spell_row(struct term_glyph *glyph, const struct cell *cells, int cols)
{
	if (cols > glyph->room) {
		free(glyph->row);
		glyph->row = malloc((size_t)cols * sizeof(*glyph->row));
		if (!glyph->row)
			BUG("out of memory");
		glyph->room = cols;
	}
	memcpy(glyph->row, cells, (size_t)cols * sizeof(*cells));
	for (int col = 0; col < cols && !can_show(0x2026); col++)
		if (strcmp(glyph->row[col].text, "…") == 0)
			spell_ellipsis(glyph->row, cols, col);
	return glyph->row;
}

/* The letter without its accents, as the search fold has it, in its own case. */
static wchar_t base_letter(struct term_glyph *glyph, wchar_t letter)
{
	char text[5] = "";
	const char *folded;

	text[utf8_put((uint32_t)letter, text)] = '\0';
	folded = collate_fold(&glyph->arena, text);
	if (folded[0] < 'a' || folded[0] > 'z')
		return L'?';
	return (wchar_t)(iswupper((wint_t)letter) ? folded[0] - 'a' + 'A' : folded[0]);
}

static wchar_t spell(struct term_glyph *glyph, wchar_t letter)
{
	if (can_show(letter))
		return letter;
	for (size_t i = 0; i < LENGTH(spellings); i++)
		if (spellings[i].sign == (uint32_t)letter)
			return (wchar_t)spellings[i].spelled;
	return base_letter(glyph, letter);
}

/* The code points of a cell; out[0] stands in exactly cell->width columns. False when it cannot. */
static bool decode(struct term_glyph *glyph, const struct cell *cell, wchar_t out[CCHARW_MAX + 1])
{
	const char *at = cell->text, *end = at + strlen(at);
	int count = 0;

	out[0] = (wchar_t)utf8_next(&at, end);
	if (!glyph->unicode)
		out[0] = spell(glyph, out[0]);
	if (utf8_is_control((uint32_t)out[0]) || wcwidth(out[0]) != cell->width)
		return false;
	while (glyph->unicode && at < end && count < MARKS) {
		wchar_t mark = (wchar_t)utf8_next(&at, end);

		if (wcwidth(mark) != 0 || utf8_is_control((uint32_t)mark))
			break;
		out[++count] = mark;
	}
	out[count + 1] = L'\0';
	return true;
}

static cchar_t letter_make(const wchar_t *text, const struct term_look *look)
{
	cchar_t made;

	setcchar(&made, text, look->attributes, look->pair, NULL);
	return made;
}

/* Returns the graphemes put: two for a wide one that cannot be shown. */
static int put(struct term_glyph *glyph, const struct cell *cell, const struct term_look *look, cchar_t *line)
{
	wchar_t text[CCHARW_MAX + 1] = { (wchar_t)(unsigned char)cell->text[0], L'\0' };
	bool plain = cell->text[0] >= 0x20 && cell->text[0] < 0x7F && cell->text[1] == '\0' && cell->width == 1;

	if (plain || decode(glyph, cell, text)) {
		line[0] = letter_make(text, look);
		return 1;
	}
	line[0] = letter_make(glyph->unicode ? L"\xFFFD" : L"?", look);
	if (cell->width == 2)
		line[1] = letter_make(L" ", look);
	return cell->width;
}

int term_glyph_row(struct term_glyph *glyph, const struct cell *cells, int cols,
	const struct term_look looks[ROLES], cchar_t *line)
{
	const struct cell *row = glyph->unicode ? cells : spell_row(glyph, cells, cols);
	int count = 0;

	arena_reset(&glyph->arena);
	for (int col = 0; col < cols; col++) {
		const struct cell *cell = &row[col];

		if (cell->role >= ROLES)
			BUG("a cell with a role that is not in the table");
		if (cell->width == 2 && col + 1 == cols)
			line[count++] = letter_make(L" ", &looks[cell->role]);
		else if (cell->width)
			count += put(glyph, cell, &looks[cell->role], line + count);
	}
	return count;
}
