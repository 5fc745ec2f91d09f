#include "app/options.h"

#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "samtale/base/str.h"

void options_init(struct options *options)
{
	*options = (struct options){ .common = { .language = LANGUAGE_DA, .caseworker = "" } };
	arena_init(&options->arena);
}

void options_done(struct options *options)
{
	arena_done(&options->arena);
}

static void drop_words(int *argc, char **argv, int at, int count)
{
	memmove(argv + at, argv + at + count, (size_t)(*argc - at - count + 1) * sizeof(*argv));
	*argc -= count;
}

bool command_option(int *argc, char **argv, const char *name, const char **value)
{
	size_t length = strlen(name);

	for (int i = 0; i < *argc && strcmp(argv[i], "--"); i++) {
		if (strncmp(argv[i], name, length))
			continue;
		if (!argv[i][length]) {
			if (value)
				*value = i + 1 < *argc ? argv[i + 1] : NULL;
			drop_words(argc, argv, i, value && *value ? 2 : 1);
			return true;
		}
		if (value && argv[i][length] == '=') {
			*value = argv[i] + length + 1;
			drop_words(argc, argv, i, 1);
			return true;
		}
	}
	return false;
}

static bool parse_language(const char *text, enum language *language)
{
	for (int i = LANGUAGE_DA; i <= LANGUAGE_EN; i++)
		if (str_equal(text, tr_code((enum language)i))) {
			*language = (enum language)i;
			return true;
		}
	return false;
}

/* The value of an option that must have one; false when it stands last or empty. */
static bool take_value(struct options *options, int *argc, char **argv, const char *name, const char **out,
		       struct err *err)
{
	const char *value;

	while (command_option(argc, argv, name, &value)) {
		if (str_is_empty(value))
			return err_set(err, ERR_USAGE, _("%s must be followed by a value."), name);
		*out = arena_strdup(&options->arena, value);
	}
	return true;
}

static bool take_language(struct options *options, int *argc, char **argv, struct err *err)
{
	const char *code = NULL;

	if (!take_value(options, argc, argv, "--lang", &code, err))
		return false;
	if (!code)
		return true;
	if (!parse_language(code, &options->common.language))
		return err_set(err, ERR_USAGE, _("--lang is da or en, not \"%s\"."), code);
	options->common.language_given = true;
	tr_use(options->common.language);
	return true;
}

bool options_take(struct options *options, int *argc, char **argv, struct err *err)
{
	tr_use(options->common.language);
	if (!take_language(options, argc, argv, err) ||
	    !take_value(options, argc, argv, "--db", &options->common.database, err) ||
	    !take_value(options, argc, argv, "--config", &options->common.config, err) ||
	    !take_value(options, argc, argv, "--user", &options->common.caseworker, err))
		return false;
	options->common.database_given = options->common.database;
	options->common.caseworker_given = options->common.caseworker[0];
	options->common.json = command_option(argc, argv, "--json", NULL);
	options->help = command_option(argc, argv, "--help", NULL) || command_option(argc, argv, "-h", NULL);
	options->version = command_option(argc, argv, "--version", NULL);
	return true;
}

/* The specification says that a path which is not absolute is to be ignored. */
static const char *absolute(const char *variable)
{
	const char *path = getenv(variable);

	return path && path[0] == '/' ? path : "";
}

struct places places_of_environment(void)
{
	return (struct places){
		.home = absolute("HOME"),
		.config_home = absolute("XDG_CONFIG_HOME"),
		.data_home = absolute("XDG_DATA_HOME"),
		.state_home = absolute("XDG_STATE_HOME"),
		.system_config = SYSCONFDIR,
	};
}

/* folder/name, or home/below/name where the folder is not known; NULL when neither is. */
static const char *place_of(struct arena *arena, const char *folder, const char *home, const char *below,
			    const char *name)
{
	if (folder[0])
		return arena_printf(arena, "%s/%s", folder, name);
	return home[0] ? arena_printf(arena, "%s/%s/%s", home, below, name) : NULL;
}

static bool read_configuration(struct options *options, const struct places *places, struct config *config,
			       struct err *err)
{
	struct arena *arena = &options->arena;
	const char *own;

	if (options->common.config)
		return config_read(options->common.config, true, arena, config, err);
	own = place_of(arena, places->config_home, places->home, ".config", "samtale/samtale.conf");
	return config_read(arena_printf(arena, "%s/samtale.conf", places->system_config), false, arena,
			   config, err) &&
	       (!own || config_read(own, false, arena, config, err));
}

/* What was given goes before what is configured, and that before the default. */
static void prefer(const char **given, const char *configured, const char *otherwise)
{
	if (str_is_empty(*given))
		*given = configured ? configured : otherwise;
}

bool options_complete(struct options *options, const struct places *places, struct err *err)
{
	struct common_options *common = &options->common;
	struct arena *arena = &options->arena;
	struct config config = { NULL };

	if (!read_configuration(options, places, &config, err))
		return false;
	if (!common->language_given && config.language && !parse_language(config.language, &common->language))
		BUG("a language that config.c let through");
	tr_use(common->language);
	prefer(&common->caseworker, config.caseworker, "");
	prefer(&common->municipality, config.municipality, "");
	prefer(&common->contact, config.contact, "");
	prefer(&common->groff, config.groff, NULL);
	prefer(&common->hub, config.hub, "");
	prefer(&common->sync_log,
	       place_of(arena, places->state_home, places->home, ".local/state", "samtale/sync.log"), "");
	prefer(&common->letter_dir, config.letter_dir,
	       arena_printf(arena, "%s/samtale/letters", places->system_config));
	prefer(&common->guide_dir, config.guide_dir,
	       arena_printf(arena, "%s/samtale/guides", places->system_config));
	prefer(&common->rules_dir, config.rules_dir,
	       arena_printf(arena, "%s/samtale/rules", places->system_config));
	prefer(&common->database, config.database,
	       place_of(arena, places->data_home, places->home, ".local/share", "samtale/samtale.db"));
	if (!common->database)
		return err_set(err, ERR_IO,
			       _("No home folder is known, so the database has no place. Name it with "
				 "--db FILE."));
	return true;
}
