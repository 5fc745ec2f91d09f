#include "term/term_caps.h"

#include <stdlib.h>
#include <unistd.h>

#include "samtale/base/tr.h"

/* After ours: term.h makes macros of ordinary words. */
#include <curses.h>
#include <term.h>

/* TERM as it may be shown. ncurses reads it by itself. */
static void type_show(const char *type, char shown[64])
{
	size_t length = 0;

	for (; *type && length < 63; type++)
		shown[length++] = *type;
	shown[length] = '\0';
	for (char *at = shown; *at; at++)
		if (*at < '!' || *at > '~')
			*at = '?';
}

bool term_caps_check(struct err *err)
{
	const char *type = getenv("TERM");
	char shown[64];
	int why;
	bool places;

	if (str_is_empty(type))
		return err_set(err, ERR_USAGE, _("TERM is not set, so Samtale cannot know which terminal "
				"this is. Type export TERM=xterm and start again."));
	type_show(type, shown);
	if (setupterm(NULL, STDOUT_FILENO, &why) != OK)
		return err_set(err, ERR_USAGE, _("This computer does not know the terminal type \"%s\". "
				"Type export TERM=xterm and start again, or have the package ncurses-term "
				"installed."), shown);
	places = cursor_address && clear_screen;
	del_curterm(cur_term);
	if (!places)
		return err_set(err, ERR_USAGE, _("A terminal of the type \"%s\" cannot place text on the "
				"screen. Start Samtale in another terminal, or type export TERM=xterm if that is "
				"what it is."), shown);
	return true;
}

bool term_caps_alternate_screen(void)
{
	return enter_ca_mode && exit_ca_mode;
}

static struct str *farewell;

static int add_byte(int byte)
{
	str_add_char(farewell, (char)byte);
	return byte;
}

void term_caps_farewell(struct str *bytes)
{
	const char *const capabilities[] = {
		exit_attribute_mode, orig_pair, exit_insert_mode, clear_screen, keypad_local, cursor_normal,
		exit_ca_mode,
	};

	farewell = bytes;
	for (size_t i = 0; i < LENGTH(capabilities); i++)
		if (capabilities[i])
			tputs(capabilities[i], 1, add_byte);
	farewell = NULL;
}
