#include "samtale/guide/rules_load.h"

#include <confuse.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/embedded.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/conf_text.h"

#define FILE_SIZE_MAX (1 << 20)
#define MESSAGE_SIZE 200

struct loading {
	struct arena *arena;
	struct rule *rows;
	size_t count;
	const char *file; /* as errors call it */
	bool own; /* built-in rows give way to those of the municipality */
	struct err *err;
};

/* libconfuse hands nothing of ours to its callbacks, so the load that is going on is remembered here. */
static struct loading *current;

static bool refuse(int line, const char *sentence)
{
	return err_set(current->err, ERR_INPUT, "%s:%d: %s", current->file, line, sentence);
}

static bool refuse_named(int line, const char *before, const char *name, const char *after)
{
	return err_set(current->err, ERR_INPUT, "%s:%d: %s “%s”. %s", current->file, line, before, name,
		       after);
}

/* ---- words of a row --------------------------------------------------------------------------- */

static bool parse_confidence(const char *text, enum rule_confidence *confidence)
{
	static const struct {
		const char *letter;
		enum rule_confidence confidence;
	} letters[] = { { "S", RULE_READ }, { "P", RULE_PROBABLE }, { "M", RULE_DEFAULT } };

	for (size_t i = 0; i < LENGTH(letters); i++) {
		if (!str_equal(text, letters[i].letter))
			continue;
		*confidence = letters[i].confidence;
		return true;
	}
	return false;
}

static bool parse_group(const char *text, uint32_t *bits)
{
	char *end;
	long number;

	*bits = str_equal(text, "all") ? RULE_ALL_GROUPS : 0;
	if (str_equal(text, "all") || str_equal(text, "none"))
		return true;
	number = strtol(text, &end, 10);
	if (end == text || *end != '\0' || number < 1 || number > TARGET_GROUP_MAX)
		return false;
	*bits = RULE_GROUP(number);
	return true;
}

static bool is_key(const char *text)
{
	return text[0] != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.") == strlen(text);
}

/* ---- libconfuse's callbacks ------------------------------------------------------------------- */

static int on_date(cfg_t *cfg, cfg_opt_t *option)
{
	const char *text = cfg_opt_getnstr(option, 0);
	struct date date;

	if (date_parse_iso(text, &date))
		return 0;
	refuse_named(cfg->line, _("There is no date"), text, _("Write year, month and day: 2026-07-01."));
	return -1;
}

static int on_group(cfg_t *cfg, cfg_opt_t *option)
{
	const char *text = cfg_opt_getnstr(option, cfg_opt_size(option) - 1);
	uint32_t bits;

	if (parse_group(text, &bits))
		return 0;
	refuse_named(cfg->line, _("There is no target group"), text,
		     _("Write numbers from 1 to 13, such as {2, 3}, or \"all\"."));
	return -1;
}

static int on_confidence(cfg_t *cfg, cfg_opt_t *option)
{
	const char *text = cfg_opt_getnstr(option, 0);
	enum rule_confidence confidence;

	if (parse_confidence(text, &confidence))
		return 0;
	refuse_named(cfg->line, _("There is no confidence"), text,
		     _("Write S (read in the source), P (probable) or M (a default to be edited)."));
	return -1;
}

static const char *text_of(cfg_t *section, const char *name)
{
	const char *text = cfg_getstr(section, name);

	return text == NULL ? "" : text;
}

/* What the row must hold, in the order people write it. An empty value is allowed: it says that the value is
 * unknown. */
static const char *first_missing(cfg_t *section)
{
	if (cfg_size(section, "groups") == 0)
		return "groups";
	if (text_of(section, "from")[0] == '\0')
		return "from";
	if (cfg_getstr(section, "value") == NULL)
		return "value";
	if (str_is_empty(text_of(section, "source")))
		return "source";
	return text_of(section, "confidence")[0] == '\0' ? "confidence" : NULL;
}

static uint32_t groups_of(cfg_t *section)
{
	uint32_t groups = 0, bits;

	for (unsigned int i = 0; i < cfg_size(section, "groups"); i++)
		if (parse_group(cfg_getnstr(section, "groups", i), &bits))
			groups |= bits;
	return groups;
}

static bool read_row(cfg_t *section, struct rule *rule)
{
	const char *key = cfg_title(section), *missing = first_missing(section);

	rule->file = current->file;
	rule->line = section->line;
	rule->own = current->own;
	if (!is_key(key))
		return refuse_named(
			rule->line, _("This is not a rule's key:"), key,
			_("Write small letters, digits, points and underscores: \"complaint.weeks\"."));
	if (missing != NULL)
		return refuse_named(rule->line, _("The row lacks"), missing, _("Add it."));
	rule->key = arena_strdup(current->arena, key);
	rule->value = arena_strdup(current->arena, text_of(section, "value"));
	rule->source = arena_strdup(current->arena, text_of(section, "source"));
	rule->groups = groups_of(section);
	rule->to = DATE_NONE;
	if (!date_parse_iso(text_of(section, "from"), &rule->from) ||
	    !parse_confidence(text_of(section, "confidence"), &rule->confidence))
		BUG("a word of a rule that its own check let in");
	if (text_of(section, "to")[0] != '\0' && !date_parse_iso(text_of(section, "to"), &rule->to))
		BUG("a date of a rule that its own check let in");
	if (date_is_set(rule->to) && date_compare(rule->to, rule->from) < 0)
		return refuse(rule->line, _("The row ends before it begins. Correct from or to."));
	return true;
}

static bool same_place(const struct rule *a, const struct rule *b)
{
	return str_equal(a->key, b->key) && a->groups == b->groups && date_compare(a->from, b->from) == 0;
}

static bool add_row(const struct rule *row)
{
	for (size_t i = 0; i < current->count; i++) {
		struct rule *other = &current->rows[i];

		if (!same_place(other, row))
			continue;
		if (other->own == row->own)
			return err_set(
				current->err, ERR_INPUT,
				_("%s:%d: The rule “%s” with the same groups and the same from stands in %s:%d "
				  "already. Take one of them away."),
				row->file, row->line, row->key, other->file, other->line);
		*other = *row;
		return true;
	}
	current->rows = arena_grow(current->arena, current->rows, current->count, sizeof(*row));
	current->rows[current->count++] = *row;
	return true;
}

/* A key has a row for each period, but libconfuse lets a later section replace an earlier one of the same
 * title: so each is taken out as soon as it is read. */
static int on_rule(cfg_t *cfg, cfg_opt_t *option)
{
	struct rule row = { .line = cfg->line };
	bool taken = read_row(cfg_opt_getnsec(option, 0), &row) && add_row(&row);

	cfg_opt_rmnsec(option, 0);
	return taken ? 0 : -1;
}

static void on_error(cfg_t *cfg, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

static void on_error(cfg_t *cfg, const char *format, va_list args)
{
	char message[MESSAGE_SIZE];

	if (vsnprintf(message, sizeof(message), format, args) < 0)
		message[0] = '\0';
	err_set(current->err, ERR_INPUT,
		_("%s:%d: This cannot be read as a rule (%s). Look for a missing quote or brace, or a misspelt word before it."),
		current->file, cfg->line, message);
}

/* ---- files ------------------------------------------------------------------------------------ */

/* libconfuse would put text from the environment in place of ${...}, and let a remark that is never closed
 * swallow the rest. */
static const struct {
	const char *bytes;
	const char *sentence;
} forbidden[] = {
	{ "${", N_("“${” has no meaning in a rule. Take it away.") },
	{ "/*", N_("A remark begins with #. Write it so, instead of with “/*”.") },
};

static bool has_nothing_forbidden(const char *text)
{
	for (size_t i = 0; i < LENGTH(forbidden); i++) {
		const char *at = strstr(text, forbidden[i].bytes);
		int line = 1;

		if (at == NULL)
			continue;
		for (const char *before = text; before < at; before++)
			line += *before == '\n';
		return refuse(line, _(forbidden[i].sentence));
	}
	return true;
}

static bool parse_text(const char *text)
{
	cfg_opt_t row_options[] = {
		CFG_STR_LIST("groups", NULL, CFGF_NODEFAULT),
		CFG_STR("from", NULL, CFGF_NODEFAULT),
		CFG_STR("to", NULL, CFGF_NODEFAULT),
		CFG_STR("value", NULL, CFGF_NODEFAULT),
		CFG_STR("source", NULL, CFGF_NODEFAULT),
		CFG_STR("confidence", NULL, CFGF_NODEFAULT),
		CFG_END(),
	};
	cfg_opt_t options[] = { CFG_SEC("rule", row_options, CFGF_MULTI | CFGF_TITLE), CFG_END() };
	cfg_t *cfg = cfg_init(options, CFGF_NONE);
	struct str readable;
	bool parsed;

	if (cfg == NULL)
		BUG("out of memory");
	cfg_set_error_function(cfg, on_error);
	cfg_set_validate_func(cfg, "rule", on_rule);
	cfg_set_validate_func(cfg, "rule|groups", on_group);
	cfg_set_validate_func(cfg, "rule|from", on_date);
	cfg_set_validate_func(cfg, "rule|to", on_date);
	cfg_set_validate_func(cfg, "rule|confidence", on_confidence);
	str_init(&readable);
	str_set(&readable, text);
	conf_blank_remarks(readable.text);
	parsed = cfg_parse_buf(cfg, readable.text) == CFG_SUCCESS;
	str_done(&readable);
	cfg_free(cfg);
	return parsed;
}

static bool load_text(struct loading *loading, const char *name, bool own, const char *text, size_t size)
{
	bool loaded;

	loading->file = arena_strdup(loading->arena, name);
	loading->own = own;
	current = loading;
	if (strlen(text) != size || !utf8_valid(text, size))
		loaded = refuse(1, _("The file is not text in UTF-8. Save it as UTF-8."));
	else
		loaded = has_nothing_forbidden(text) && parse_text(text);
	current = NULL;
	return loaded;
}

static bool refuse_file(const char *path, struct err *err)
{
	int error = errno;

	err_set(err, ERR_IO, _("The rule file %s cannot be read. Look at its permissions."), path);
	return err_detail(err, "%s: %s", path, strerror(error));
}

static bool read_file(const char *path, struct str *text, struct err *err)
{
	FILE *file = fopen(path, "rb");
	char chunk[4096];
	size_t count;
	bool failed;

	if (file == NULL)
		return refuse_file(path, err);
	while (text->length <= FILE_SIZE_MAX && (count = fread(chunk, 1, sizeof(chunk), file)) > 0)
		str_add_bytes(text, chunk, count);
	failed = ferror(file) != 0;
	fclose(file);
	if (failed)
		return refuse_file(path, err);
	if (text->length > FILE_SIZE_MAX)
		return err_set(err, ERR_INPUT, _("The rule file %s is too big. Divide it."), path);
	return true;
}

static bool load_file(struct loading *loading, const char *path)
{
	struct str text;
	bool loaded;

	str_init(&text);
	loaded = read_file(path, &text, loading->err) &&
		 load_text(loading, path, true, text.text, text.length);
	str_done(&text);
	return loaded;
}

bool rules_file_text(const char *path, struct arena *arena, const char **text, struct err *err)
{
	struct str read;
	bool loaded;

	str_init(&read);
	loaded = read_file(path, &read, err);
	if (loaded && (strlen(read.text) != read.length || !utf8_valid(read.text, read.length)))
		loaded = err_set(err, ERR_INPUT, "%s:1: %s", path,
				 _("The file is not text in UTF-8. Save it as UTF-8."));
	if (loaded)
		*text = arena_strdup(arena, read.text);
	str_done(&read);
	return loaded;
}

static int is_rule_file(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name), suffix = strlen(".conf");

	return entry->d_name[0] != '.' && length > suffix &&
	       strcmp(entry->d_name + length - suffix, ".conf") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

bool rules_files(const char *directory, struct arena *arena, const char *const **paths, size_t *count,
		 struct err *err)
{
	struct dirent **entries;
	int found = directory == NULL ? 0 : scandir(directory, &entries, is_rule_file, by_bytes);
	const char **list;

	*count = 0;
	*paths = NULL;
	if (found < 0)
		return errno == ENOENT || refuse_file(directory, err);
	if (found == 0 && directory == NULL)
		return true;
	list = arena_array(arena, (size_t)found, sizeof(*list));
	for (int i = 0; i < found; i++) {
		list[i] = arena_printf(arena, "%s/%s", directory, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	*paths = list;
	*count = (size_t)found;
	return true;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int by_key_and_from(const void *a, const void *b)
{
	const struct rule *first = a, *second = b;
	int order = strcmp(first->key, second->key);

	if (order == 0)
		order = date_compare(first->from, second->from);
	if (order == 0)
		order = (first->groups > second->groups) - (first->groups < second->groups);
	return order;
}

static void finish(const struct loading *loading, struct rules *rules)
{
	struct rule *rows = arena_array(loading->arena, loading->count, sizeof(*rows));

	for (size_t i = 0; i < loading->count; i++)
		rows[i] = loading->rows[i];
	if (loading->count > 0)
		qsort(rows, loading->count, sizeof(*rows), by_key_and_from);
	*rules = (struct rules){ rows, loading->count };
}

bool rules_parse(const char *name, const char *text, struct arena *arena, struct rules *rules,
		 struct err *err)
{
	struct loading loading = { .arena = arena, .err = err };

	if (!load_text(&loading, name, true, text, strlen(text)))
		return false;
	finish(&loading, rules);
	return true;
}

static bool load_built_in(struct loading *loading)
{
	for (const struct embedded *file = embedded_rules; file->name != NULL; file++)
		if (!load_text(loading, file->name, false, (const char *)file->bytes, file->size))
			return false;
	return true;
}

bool rules_load(const char *override_dir, struct arena *arena, struct rules *rules, struct err *err)
{
	struct loading loading = { .arena = arena, .err = err };
	const char *const *paths;
	size_t count;

	if (!load_built_in(&loading) || !rules_files(override_dir, arena, &paths, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!load_file(&loading, paths[i]))
			return false;
	finish(&loading, rules);
	return true;
}

void rules_load_each(const char *const *paths, size_t count, struct arena *arena, struct rules *rules,
		     struct err *errs)
{
	struct loading loading = { .arena = arena };
	struct err err;

	loading.err = &err;
	if (!load_built_in(&loading))
		BUG("the rules that come with the program cannot be read");
	for (size_t i = 0; i < count; i++) {
		errs[i] = (struct err){ .code = ERR_NONE };
		loading.err = &errs[i];
		(void)!load_file(&loading, paths[i]);
	}
	finish(&loading, rules);
}
