#include "term/term_look.h"

enum scheme { SCHEME_MONO, SCHEME_8, SCHEME_16, SCHEME_256, SCHEMES };

#define OWN (-1) /* the terminal's own text colour */

static const struct {
	attr_t attributes;
	short colour;
} schemes[SCHEMES][ROLES] = {
	[SCHEME_MONO] = {
		[ROLE_TEXT] = { A_NORMAL, OWN },      [ROLE_HEADER] = { A_BOLD, OWN },
		[ROLE_TITLE] = { A_BOLD, OWN },       [ROLE_DIM] = { A_NORMAL, OWN },
		[ROLE_SELECTED] = { A_REVERSE, OWN }, [ROLE_OVERDUE] = { A_BOLD, OWN },
		[ROLE_UNSENT] = { A_NORMAL, OWN },    [ROLE_CONFLICT] = { A_BOLD, OWN },
		[ROLE_ENTRY] = { A_UNDERLINE, OWN },  [ROLE_KEY] = { A_BOLD, OWN },
		[ROLE_FOOTER] = { A_NORMAL, OWN },    [ROLE_MESSAGE] = { A_BOLD, OWN },
		[ROLE_ERROR] = { A_REVERSE, OWN },    [ROLE_GOOD] = { A_NORMAL, OWN },
	},
	[SCHEME_8] = {
		[ROLE_TEXT] = { A_NORMAL, OWN },      [ROLE_HEADER] = { A_BOLD, OWN },
		[ROLE_TITLE] = { A_BOLD, OWN },       [ROLE_DIM] = { A_NORMAL, OWN },
		[ROLE_SELECTED] = { A_REVERSE, OWN }, [ROLE_OVERDUE] = { A_BOLD, COLOR_RED },
		[ROLE_UNSENT] = { A_NORMAL, COLOR_MAGENTA }, [ROLE_CONFLICT] = { A_BOLD, COLOR_MAGENTA },
		[ROLE_ENTRY] = { A_UNDERLINE, OWN },  [ROLE_KEY] = { A_BOLD, OWN },
		[ROLE_FOOTER] = { A_NORMAL, OWN },    [ROLE_MESSAGE] = { A_BOLD, OWN },
		[ROLE_ERROR] = { A_BOLD, COLOR_RED }, [ROLE_GOOD] = { A_NORMAL, COLOR_GREEN },
	},
	/* The bright eight are pale on white, and 8 is the background itself in some palettes: only the dark
	 * eight are used. */
	[SCHEME_16] = {
		[ROLE_TEXT] = { A_NORMAL, OWN },      [ROLE_HEADER] = { A_BOLD, OWN },
		[ROLE_TITLE] = { A_BOLD, OWN },       [ROLE_DIM] = { A_DIM, OWN },
		[ROLE_SELECTED] = { A_REVERSE, OWN }, [ROLE_OVERDUE] = { A_NORMAL, COLOR_RED },
		[ROLE_UNSENT] = { A_NORMAL, COLOR_MAGENTA }, [ROLE_CONFLICT] = { A_BOLD, COLOR_MAGENTA },
		[ROLE_ENTRY] = { A_UNDERLINE, OWN },  [ROLE_KEY] = { A_BOLD, OWN },
		[ROLE_FOOTER] = { A_DIM, OWN },       [ROLE_MESSAGE] = { A_BOLD, OWN },
		[ROLE_ERROR] = { A_BOLD, COLOR_RED }, [ROLE_GOOD] = { A_NORMAL, COLOR_GREEN },
	},
	/* From the fixed part of the palette (16-255), half way between black and white: contrast about 4 or
	 * more on either. */
	[SCHEME_256] = {
		[ROLE_TEXT] = { A_NORMAL, OWN },      [ROLE_HEADER] = { A_BOLD, OWN },
		[ROLE_TITLE] = { A_BOLD, OWN },       [ROLE_DIM] = { A_NORMAL, 244 },
		[ROLE_SELECTED] = { A_REVERSE, OWN }, [ROLE_OVERDUE] = { A_NORMAL, 160 },
		[ROLE_UNSENT] = { A_NORMAL, 133 },    [ROLE_CONFLICT] = { A_BOLD, 133 },
		[ROLE_ENTRY] = { A_UNDERLINE, OWN },  [ROLE_KEY] = { A_BOLD, OWN },
		[ROLE_FOOTER] = { A_NORMAL, 244 },    [ROLE_MESSAGE] = { A_BOLD, OWN },
		[ROLE_ERROR] = { A_BOLD, 160 },       [ROLE_GOOD] = { A_NORMAL, 28 },
	},
};

static enum scheme scheme_find(bool colours)
{
	if (!colours || !has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return SCHEME_MONO;
	if (COLORS >= 256)
		return SCHEME_256;
	return COLORS >= 16 ? SCHEME_16 : SCHEME_8;
}

void term_look_choose(bool colours, bool slow_line, struct term_look looks[ROLES])
{
	enum scheme scheme = scheme_find(colours);

	for (short role = 0; role < ROLES; role++) {
		looks[role] = (struct term_look){ schemes[scheme][role].attributes, 0 };
		if (schemes[scheme][role].colour == OWN)
			continue;
		looks[role].pair = (short)(role + 1);
		init_pair(looks[role].pair, schemes[scheme][role].colour, OWN);
	}
	if (slow_line)
		looks[ROLE_SELECTED] = looks[ROLE_TEXT];
}
