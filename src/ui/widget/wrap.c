#include "ui/widget/wrap.h"

#include <string.h>

#include "samtale/base/utf8.h"

/* Bytes of the line that begins text: up to \n, or the last blank before the edge, or the edge. */
static size_t line_length(const char *text, int cols)
{
	size_t to_break = strcspn(text, "\n");
	size_t fits = utf8_fit(text, cols);
	size_t cut;

	if (fits >= to_break)
		return to_break;
	cut = fits;
	while (cut > 0 && text[cut] != ' ')
		cut--;
	if (cut > 0)
		return cut;
	return fits > 0 ? fits : utf8_grapheme(text, strlen(text), 0);
}

struct wrapped wrap_text(struct arena *arena, const char *text, int cols)
{
	struct wrapped wrapped = { NULL, 0 };

	if (cols < 1)
		cols = 1;
	for (;;) {
		size_t length = line_length(text, cols);

		wrapped.lines = arena_grow(arena, wrapped.lines, (size_t)wrapped.count, sizeof(*wrapped.lines));
		wrapped.lines[wrapped.count++] = arena_strndup(arena, text, length);
		text += length;
		if (*text == '\0')
			return wrapped;
		if (*text == '\n' || *text == ' ')
			text++;
	}
}

int wrap_put(struct cells *cells, int row, int col, int cols, int rows, enum role role, const char *text,
	     struct arena *arena)
{
	struct wrapped wrapped = wrap_text(arena, text, cols);
	int shown = wrapped.count < rows ? wrapped.count : rows;

	for (int i = 0; i < shown; i++) {
		bool cut = i == rows - 1 && wrapped.count > rows;
		const char *line = cut ? arena_printf(arena, "%s…", wrapped.lines[i]) : wrapped.lines[i];

		cells_put_width(cells, row + i, col, cols, false, role, line);
	}
	return shown;
}

const char *wrap_as_line(const char *text, struct arena *arena)
{
	char *line = arena_strdup(arena, text);

	for (char *at = line; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
	return line;
}
