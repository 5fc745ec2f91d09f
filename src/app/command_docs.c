#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/ui/key.h"
#include "samtale/ui/key_table.h"

/* Text for man(7) in ASCII: what roff would take for its own is made harmless. */
static void roff_text(const char *text, size_t length)
{
	const char *end = text + length;

	if (length && (*text == '.' || *text == '\''))
		fputs("\\&", stdout);
	while (text < end) {
		uint32_t cp = utf8_next(&text, end);

		if (cp == '\\')
			fputs("\\e", stdout);
		else if (cp == '-')
			fputs("\\-", stdout);
		else if (cp > 126)
			printf("\\[u%04X]", (unsigned)cp);
		else
			putchar((int)cp);
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
			if (!str_starts(help, "\n  -"))
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
		if (!str_starts(command->help, "  -"))
			fputs(".PP\n", stdout);
		roff_help(command->help);
	}
	for (const struct command *part = command->parts; part && part->name; part++)
		roff_command(part);
}

static void roff_commands(void)
{
	fputs(".SH COMMANDS\n", stdout);
	for (const struct command *command = commands; command->name; command++)
		roff_command(command);
	fputs(".SH OPTIONS\nEvery command understands these, anywhere on its line.\n", stdout);
	roff_help(command_common_help);
}

/* "<F10> <C-s>" as a person reads it: "F10, ^S". */
static void roff_keys(const char *keys)
{
	char label[KEY_TEXT_SIZE];
	const char *parting = "";
	struct key key;

	fputs(".TP\n.B \"", stdout);
	for (; key_parse(&keys, &key); keys += blanks(keys)) {
		key_label(key, label);
		fputs(parting, stdout);
		roff_text(label, strlen(label));
		parting = ", ";
	}
	fputs("\"\n", stdout);
}

static void roff_where(size_t index)
{
	const char *parting = "On: ", *name = "";

	for (int screen = 0; name; screen++)
		if (key_table_on(index, screen, &name)) {
			fputs(parting, stdout);
			roff_text(name, strlen(name));
			parting = ", ";
		}
	fputs(".\n", stdout);
}

static void roff_actions(void)
{
	struct key_table_row row;

	fputs(".SH KEYS\nDigits answer, and text goes into the field that has the cursor.\n", stdout);
	for (size_t i = 0; key_table_row(i, &row); i++) {
		roff_keys(row.keys);
		roff_text(row.help, strlen(row.help));
		fputs(".\n", stdout);
		if (!row.everywhere)
			roff_where(i);
	}
}

static const struct section {
	const char *name;
	void (*print)(void);
} sections[] = {
	{ "commands", roff_commands },
	{ "keys", roff_actions },
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
