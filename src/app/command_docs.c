#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "samtale/base/str.h"

/* Text for man(7): what roff would take for its own is made harmless. */
static void roff_text(const char *text, size_t length)
{
	if (length && (*text == '.' || *text == '\''))
		fputs("\\&", stdout);
	for (; length; text++, length--) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
}

static size_t blanks(const char *text)
{
	return strspn(text, " ");
}

/* "  --undo ID   what it does": returns where what it does begins. */
static const char *roff_option(const char *line)
{
	const char *name = line + blanks(line), *gap = strstr(name, "  ");
	size_t length = strcspn(name, "\n");

	if (gap && gap < name + length)
		length = (size_t)(gap - name);
	fputs(".TP\n.B ", stdout);
	roff_text(name, length);
	putchar('\n');
	return name + length + blanks(name + length);
}

/* A help text, by the rules that command.h gives for it. */
static void roff_help(const char *help)
{
	while (*help) {
		size_t length;

		if (*help == '\n') {
			fputs(".PP\n", stdout);
		} else {
			if (str_starts(help, "  -"))
				help = roff_option(help);
			help += blanks(help);
			length = strcspn(help, "\n");
			roff_text(help, length);
			putchar('\n');
			help += length;
		}
		help += *help == '\n';
	}
}

static void roff_command(const struct command *command)
{
	fputs(".SS \"samtale ", stdout);
	roff_text(command->usage, strlen(command->usage));
	fputs("\"\n", stdout);
	roff_text(command->summary, strlen(command->summary));
	fputs(".\n", stdout);
	if (command->help) {
		fputs(".PP\n", stdout);
		roff_help(command->help);
	}
}

static void roff_commands(void)
{
	fputs(".SH COMMANDS\n", stdout);
	for (const struct command *command = commands; command->name; command++)
		roff_command(command);
	fputs(".SH OPTIONS\nEvery command understands these, anywhere on its line.\n", stdout);
	roff_help(command_common_help);
}

static const struct section {
	const char *name;
	void (*print)(void);
} sections[] = {
	{ "commands", roff_commands },
};

/* Manual pages are written in English, so nothing here is translated. */
int command_docs(const struct common_options *common, int argc, char **argv)
{
	int status = command_words(&argc, argv, 1, 1);

	(void)common;
	if (status)
		return status;
	for (size_t i = 0; i < LENGTH(sections); i++)
		if (str_equal(argv[1], sections[i].name)) {
			sections[i].print();
			return 0;
		}
	return command_misuse(command_find("docs"), _("There is no such part of the manual."));
}
