#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/nearest.h"
#include "samtale/base/arena.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

#define WORDS_MAX 64
#define HELP_COLUMNS 78

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++) {
		if (str_equal(command->name, name))
			return command;
		for (const struct command *part = command->parts; part && part->name; part++)
			if (str_equal(part->name, name))
				return part;
	}
	return NULL;
}

int command_fail(const struct err *err)
{
	fprintf(stderr, "samtale: %s\n", err->text);
	return err_exit_status(err->code);
}

static void print_usage(FILE *out, const struct command *command)
{
	fprintf(out, _("Usage: samtale %s\n"), command->usage);
}

int command_misuse(const struct command *command, const char *what)
{
	fprintf(stderr, "samtale: %s\n", what);
	print_usage(stderr, command);
	fprintf(stderr, _("\"samtale %s --help\" tells more.\n"), command->name);
	return err_exit_status(ERR_USAGE);
}

int command_clock(const char *command, int *argc, char **argv, struct clock *clock)
{
	const char *now = NULL;
	struct err err;

	*clock = clock_real();
	if (command_option(argc, argv, "--now", &now) && !clock_fixed(now ? now : "", clock, &err))
		return command_misuse(command_find(command), err.text);
	return 0;
}

/* Adds the options named in a text of help to words; the text is the table of options there is. */
static size_t collect_options(struct arena *arena, const char *help, const char **words, size_t count)
{
	const char *at = help ? help : "";

	while (count < WORDS_MAX && (at = strstr(at, "--"))) {
		size_t length = 2 + strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");

		if (length > 2)
			words[count++] = arena_strndup(arena, at, length);
		at += length;
	}
	return count;
}

static int refuse_option(const struct command *command, const char *option)
{
	const char *words[WORDS_MAX + 1] = { NULL };
	const char *meant;
	struct arena arena;
	size_t count;
	int status;

	arena_init(&arena);
	count = collect_options(&arena, command->usage, words, 0);
	count = collect_options(&arena, command->help, words, count);
	collect_options(&arena, command_common_help, words, count);
	option = arena_strndup(&arena, option, strcspn(option, "="));
	meant = nearest_word(option, words);
	if (meant)
		option = arena_printf(&arena, _("There is no option %s. Did you mean %s?"), option, meant);
	else
		option = arena_printf(&arena, _("There is no option %s."), option);
	status = command_misuse(command, option);
	arena_done(&arena);
	return status;
}

int command_words(int *argc, char **argv, int least, int most)
{
	const struct command *command = command_find(argv[0]);
	int words;

	if (!command)
		BUG("a command that is not in the table");
	for (int i = 1; i < *argc; i++) {
		if (!strcmp(argv[i], "--")) {
			memmove(argv + i, argv + i + 1, (size_t)(*argc - i) * sizeof(*argv));
			(*argc)--;
			break;
		}
		if (argv[i][0] == '-' && argv[i][1])
			return refuse_option(command, argv[i]);
	}
	words = *argc - 1;
	if (words < least)
		return command_misuse(command, _("Something is missing on the line."));
	if (most >= 0 && words > most)
		return command_misuse(command, _("There are too many words on the line."));
	return 0;
}

static int refuse_command(const struct command *rows, const char *name)
{
	const char *names[WORDS_MAX + 1] = { NULL };
	const char *meant;
	size_t count = 0;

	for (const struct command *command = rows; command->name && count < WORDS_MAX; command++)
		names[count++] = command->name;
	meant = nearest_word(name, names);
	fputs("samtale: ", stderr);
	if (meant)
		fprintf(stderr, _("There is no command \"%s\". Did you mean \"%s\"?"), name, meant);
	else
		fprintf(stderr, _("There is no command \"%s\"."), name);
	fprintf(stderr, "\n%s\n", _("\"samtale --help\" lists the commands."));
	return err_exit_status(ERR_USAGE);
}

/* One line of help, broken between words; lines of options are broken by whoever wrote them. */
static void print_wrapped(const char *line, size_t length)
{
	while (length) {
		size_t fits = utf8_fit(line, HELP_COLUMNS), cut = fits;

		if (fits >= length || *line == ' ') {
			cut = fits = length;
		} else {
			while (cut && line[cut] != ' ')
				cut--;
			fits = cut ? cut + 1 : fits;
			cut = cut ? cut : fits;
		}
		printf("%.*s\n", (int)cut, line);
		line += fits;
		length -= fits;
	}
}

static void print_help(const char *help)
{
	while (*help) {
		size_t length = strcspn(help, "\n");

		if (length)
			print_wrapped(help, length);
		else
			putchar('\n');
		help += length + (help[length] == '\n');
	}
}

static void print_commands(const struct command *rows)
{
	int width = 10;

	for (const struct command *command = rows; command->name; command++)
		width = (int)strlen(command->name) > width ? (int)strlen(command->name) : width;
	printf("%s\n", _("Commands:"));
	for (const struct command *command = rows; command->name; command++)
		printf("  %-*s  %s\n", width, command->name, _(command->summary));
}

static int help_all(void)
{
	printf("%s\n\n", _("Usage: samtale [COMMAND] [OPTION...]"));
	print_commands(commands);
	printf("\n%s\n%s\n\n%s\n", _("Options every command understands:"), _(command_common_help),
	       _("\"samtale COMMAND --help\" tells more."));
	return 0;
}

static int help_one(const struct command *command)
{
	print_usage(stdout, command);
	printf("\n%s.\n", _(command->summary));
	if (command->help) {
		putchar('\n');
		print_help(_(command->help));
	}
	if (command->parts) {
		putchar('\n');
		print_commands(command->parts);
	}
	printf("\n%s\n%s\n", _("Options every command understands:"), _(command_common_help));
	return 0;
}

/* argv[0] is the family's name; argv[1], if any, that of one of its commands. */
static int run_part(const struct command *family, const struct common_options *common, bool help, int argc,
		    char **argv)
{
	const struct command *part;
	char name[WORDS_MAX];

	if (help && argc < 2)
		return help_one(family);
	if (family->run && (argc < 2 || argv[1][0] == '-'))
		return help ? help_one(family) : family->run(common, argc, argv);
	if (argc < 2)
		return command_misuse(family, _("Something is missing on the line."));
	snprintf(name, sizeof(name), "%s %s", argv[0], argv[1]);
	part = command_find(name);
	if (!part)
		return argv[1][0] == '-' && argv[1][1] ? refuse_option(family, argv[1]) :
							 refuse_command(family->parts, name);
	argv[1] = name;
	return help ? help_one(part) : part->run(common, argc - 1, argv + 1);
}

int command_run(const struct common_options *common, bool help, int argc, char **argv)
{
	char console[] = "console";
	char *bare[] = { console, NULL };
	const struct command *command;

	if (help && !argc)
		return help_all();
	if (!argc) {
		argc = 1;
		argv = bare;
	}
	command = command_find(argv[0]);
	if (command && command->parts)
		return run_part(command, common, help, argc, argv);
	if (command)
		return help ? help_one(command) : command->run(common, argc, argv);
	if (argv[0][0] == '-' && argv[0][1])
		return refuse_option(command_find("console"), argv[0]);
	return refuse_command(commands, argv[0]);
}
