#include "samtale/base/chart.h"

#include <string.h>

static char *blank(struct arena *arena, int cols)
{
	char *text = arena_alloc(arena, (size_t)(cols > 0 ? cols : 0) + 1);

	memset(text, ' ', (size_t)(cols > 0 ? cols : 0));
	return text;
}

static int column(double share, double top, int cols)
{
	int at = top > 0 ? (int)(share / top * (cols - 1) + 0.5) : 0;

	return at < 0 ? 0 : at >= cols ? cols - 1 : at;
}

const char *chart_bar(struct arena *arena, double share, double top, int cols)
{
	char *text = blank(arena, cols);
	int length = top > 0 ? (int)(share / top * cols + 0.5) : 0;

	if (share > 0 && length < 1)
		length = 1;
	for (int i = 0; i < length && i < cols; i++)
		text[i] = '#';
	return text;
}

const char *chart_interval(struct arena *arena, double low, double value, double high, double mark,
			   double top, int cols)
{
	char *text = blank(arena, cols);

	if (cols < 1)
		return text;
	for (int i = column(low, top, cols); i <= column(high, top, cols); i++)
		text[i] = '-';
	text[column(low, top, cols)] = '<';
	text[column(high, top, cols)] = '>';
	text[column(value, top, cols)] = 'o';
	if (mark >= 0)
		text[column(mark, top, cols)] = 'x';
	return text;
}
