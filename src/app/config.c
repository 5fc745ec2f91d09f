#include "app/config.h"

#include <confuse.h>
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/nearest.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/guide/conf_text.h"

/* A configuration is a page; what is longer is some other file. */
#define CONFIG_MOST (1 << 20)

/* Every setting there is, and where its value goes. */
static const struct setting {
	const char *name;
	size_t offset;
	bool path; /* a leading ~ is the home folder */
} settings[] = {
	{ "language", offsetof(struct config, language), false },
	{ "database", offsetof(struct config, database), true },
	{ "caseworker", offsetof(struct config, caseworker), false },
	{ "guide_dir", offsetof(struct config, guide_dir), true },
	{ "rules_dir", offsetof(struct config, rules_dir), true },
	{ "letter_dir", offsetof(struct config, letter_dir), true },
	{ "groff", offsetof(struct config, groff), true },
	{ "hub", offsetof(struct config, hub), true },
	{ "municipality", offsetof(struct config, municipality), false },
	{ "contact", offsetof(struct config, contact), false },
};

/* libconfuse's error function gets no pointer of ours, so what is being read hangs here. */
static struct {
	const char *path;
	struct err *err;
} reading;

static void refuse_unknown(int line, const char *name)
{
	const char *names[LENGTH(settings) + 1] = { NULL };
	const char *meant;

	for (size_t i = 0; i < LENGTH(settings); i++)
		names[i] = settings[i].name;
	meant = nearest_word(name, names);
	if (meant)
		err_set(reading.err, ERR_DAMAGED,
			_("%s:%d: there is no setting called \"%s\". Did you mean \"%s\"? Correct the line "
			  "and start again."),
			reading.path, line, name, meant);
	else
		err_set(reading.err, ERR_DAMAGED,
			_("%s:%d: there is no setting called \"%s\". Remove the line and start again; "
			  "samtale.conf.example shows the settings there are."),
			reading.path, line, name);
}

static void refuse(cfg_t *cfg, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* libconfuse speaks English, for programmers; only its word for a misspelt name is worth a sentence of its
 * own. The first error is the one that is meant: those after it follow from it. */
static void refuse(cfg_t *cfg, const char *format, va_list args)
{
	char what[160];

	if (reading.err->code != ERR_NONE)
		return;
	if (str_starts(format, "no such option")) {
		refuse_unknown(cfg->line, va_arg(args, const char *));
		return;
	}
	vsnprintf(what, sizeof(what), format, args);
	err_set(reading.err, ERR_DAMAGED,
		_("%s:%d: the line cannot be read. Write settings as: language = \"da\". Correct the line "
		  "and start again."),
		reading.path, cfg->line);
	err_detail(reading.err, "%s", what);
}

static int check_language(cfg_t *cfg, cfg_opt_t *option)
{
	const char *language = cfg_opt_getnstr(option, 0);

	if (str_equal(language, "da") || str_equal(language, "en"))
		return 0;
	err_set(reading.err, ERR_DAMAGED,
		_("%s:%d: language is \"da\" or \"en\", not \"%s\". Correct the line and start again."),
		reading.path, cfg->line, language);
	return -1;
}

static bool refuse_file(const char *path, struct err *err)
{
	int reason = errno;

	err_set(err, ERR_IO,
		_("The configuration %s cannot be read. Check that it exists and that you may read it."),
		path);
	return err_detail(err, "%s", strerror(reason));
}

static bool read_file(const char *path, struct str *text, struct err *err)
{
	FILE *file = fopen(path, "r");
	char block[4096];
	size_t got;
	bool ok;

	if (!file)
		return refuse_file(path, err);
	while ((got = fread(block, 1, sizeof(block), file)) && text->length < CONFIG_MOST)
		str_add_bytes(text, block, got);
	ok = !ferror(file) || refuse_file(path, err);
	fclose(file);
	return ok;
}

static void keep(cfg_t *cfg, struct arena *arena, struct config *config)
{
	for (size_t i = 0; i < LENGTH(settings); i++) {
		const char **place = (const char **)(void *)((char *)config + settings[i].offset);
		const char *value = cfg_getstr(cfg, settings[i].name);
		char *expanded;

		if (str_is_empty(value))
			continue;
		expanded = settings[i].path ? cfg_tilde_expand(value) : NULL;
		*place = arena_strdup(arena, expanded ? expanded : value);
		free(expanded);
	}
}

static bool parse(const char *path, char *text, struct arena *arena, struct config *config, struct err *err)
{
	cfg_opt_t options[LENGTH(settings) + 1];
	struct err wrong = { ERR_NONE };
	cfg_t *cfg;

	for (size_t i = 0; i < LENGTH(settings); i++)
		options[i] = (cfg_opt_t)CFG_STR(settings[i].name, NULL, CFGF_NODEFAULT);
	options[LENGTH(settings)] = (cfg_opt_t)CFG_END();
	cfg = cfg_init(options, CFGF_NONE);
	if (!cfg)
		BUG("out of memory");
	cfg_set_error_function(cfg, refuse);
	cfg_set_validate_func(cfg, "language", check_language);
	reading.path = path;
	reading.err = &wrong;
	conf_blank_remarks(text);
	if (cfg_parse_buf(cfg, text) == CFG_SUCCESS)
		keep(cfg, arena, config);
	cfg_free(cfg);
	if (wrong.code != ERR_NONE && err)
		*err = wrong;
	return wrong.code == ERR_NONE;
}

bool config_read(const char *path, bool required, struct arena *arena, struct config *config, struct err *err)
{
	struct stat found;
	struct str text;
	bool ok;

	if (stat(path, &found))
		return ((errno == ENOENT || errno == ENOTDIR) && !required) || refuse_file(path, err);
	if (S_ISDIR(found.st_mode))
		return err_set(err, ERR_IO, _("The configuration %s is a folder. Name a file with --config."),
			       path);
	str_init(&text);
	ok = read_file(path, &text, err) && parse(path, text.text, arena, config, err);
	str_done(&text);
	return ok;
}
