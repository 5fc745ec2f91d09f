#include "samtale/guide/activities_load.h"

#include <confuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/embedded.h"
#include "samtale/base/str.h"
#include "samtale/domain/rule_check.h"
#include "samtale/domain/target_group.h"
#include "samtale/guide/conf_text.h"
#include "samtale/guide/rules_load.h"

#define MESSAGE_SIZE 200

struct loading {
	struct arena *arena;
	struct activity_kind *rows;
	size_t count;
	const char *file;
	struct err *err;
};

/* libconfuse hands nothing of ours to its callbacks, so the load that is going on is remembered here. */
static struct loading *current;

static bool refuse(cfg_t *section, const char *sentence, const char *name)
{
	return err_set(current->err, ERR_INPUT, "%s:%d: %s “%s”.", current->file, section->line, sentence, name);
}

static const char *text_of(cfg_t *section, const char *name)
{
	const char *text = cfg_getstr(section, name);

	return arena_strdup(current->arena, text == NULL ? "" : text);
}

/* ---- words --------------------------------------------------------------------------------------------- */

static bool read_groups(cfg_t *section, uint32_t *groups)
{
	*groups = 0;
	for (unsigned int i = 0; i < cfg_size(section, "groups"); i++) {
		const char *text = cfg_getnstr(section, "groups", i);
		long number = strtol(text, NULL, 10);

		if (str_equal(text, "all"))
			*groups = RULE_ALL_GROUPS;
		else if (number >= 1 && number <= TARGET_GROUP_MAX)
			*groups |= RULE_GROUP(number);
		else
			return refuse(section, _("There is no target group"), text);
	}
	return *groups != 0 || refuse(section, _("The row lacks"), "groups");
}

static bool read_sets(cfg_t *section, enum activity_sets *sets)
{
	const char *text = text_of(section, "sets");

	for (int i = ACTIVITY_SETS_NOTHING; i <= ACTIVITY_SETS_EDUCATION; i++) {
		if (!str_equal(text, activity_sets_name((enum activity_sets)i)))
			continue;
		*sets = (enum activity_sets)i;
		return true;
	}
	return refuse(section, _("A stage cannot set"), text);
}

static bool read_unit(cfg_t *section, const char *option, enum activity_unit *unit)
{
	const char *text = text_of(section, option);

	for (int i = ACTIVITY_WORKDAYS; i <= ACTIVITY_MONTHS; i++) {
		if (!str_equal(text, activity_unit_name((enum activity_unit)i)))
			continue;
		*unit = (enum activity_unit)i;
		return true;
	}
	return refuse(section, _("There is no unit of time"), text);
}

static bool read_confidence(cfg_t *section, enum rule_confidence *confidence)
{
	static const char letters[] = "SPM";
	const char *text = text_of(section, "confidence"), *at;

	at = strlen(text) == 1 ? strchr(letters, text[0]) : NULL;
	if (at == NULL)
		return refuse(section, _("There is no confidence"), text);
	*confidence = (enum rule_confidence)(at - letters);
	return true;
}

/* A rule that nobody has declared would be missing on the day it is needed. */
static bool read_rule(cfg_t *section, const char *option, const char **key)
{
	*key = text_of(section, option);
	return **key == '\0' || rule_key_find(*key) != NULL || refuse(section, _("There is no rule"), *key);
}

static bool read_names(cfg_t *section, const char *names[LANGUAGES])
{
	for (int i = 0; i < LANGUAGES; i++) {
		names[i] = text_of(section, tr_code((enum language)i));
		if (str_is_empty(names[i]))
			return refuse(section, _("The row lacks"), tr_code((enum language)i));
	}
	return true;
}

static bool read_needs(cfg_t *section, struct activity_kind *kind)
{
	for (unsigned int i = 0; i < cfg_size(section, "needs"); i++) {
		const char *need = cfg_getnstr(section, "needs", i);

		if (str_equal(need, "employer"))
			kind->needs_employer = true;
		else if (str_equal(need, "hours"))
			kind->needs_hours = true;
		else if (str_equal(need, "wage"))
			kind->needs_wage = true;
		else
			return refuse(section, _("An activity cannot need"), need);
	}
	return true;
}

/* ---- sections -------------------------------------------------------------------------------------------- */

static bool read_stages(cfg_t *section, struct activity_kind *kind)
{
	size_t count = cfg_size(section, "stage");

	kind->stages = arena_array(current->arena, count, sizeof(*kind->stages));
	for (size_t i = 0; i < count; i++) {
		cfg_t *part = cfg_getnsec(section, "stage", (unsigned)i);
		struct activity_stage *stage = &kind->stages[i];

		stage->code = arena_strdup(current->arena, cfg_title(part));
		if (!read_names(part, stage->names) || !read_sets(part, &stage->sets))
			return false;
	}
	kind->stage_count = count;
	return count > 0 || refuse(section, _("The row lacks"), "stage");
}

static bool read_clocks(cfg_t *section, struct activity_kind *kind)
{
	size_t count = cfg_size(section, "clock");

	kind->clocks = arena_array(current->arena, count, sizeof(*kind->clocks));
	for (size_t i = 0; i < count; i++) {
		cfg_t *part = cfg_getnsec(section, "clock", (unsigned)i);
		struct activity_clock *clock = &kind->clocks[i];

		clock->until = arena_strdup(current->arena, cfg_title(part));
		clock->from = text_of(part, "from");
		clock->group = (int)cfg_getint(part, "group");
		if (!read_names(part, clock->names) || !read_rule(part, "rule", &clock->rule) ||
		    !read_unit(part, "unit", &clock->unit))
			return false;
		if (activity_stage_find(kind, clock->from) == NULL || activity_stage_find(kind, clock->until) == NULL)
			return refuse(part, _("A clock runs between two stages of its kind; look at"), clock->until);
	}
	kind->clock_count = count;
	return true;
}

static bool read_kind(cfg_t *section, struct activity_kind *kind)
{
	kind->code = arena_strdup(current->arena, cfg_title(section));
	kind->type = text_of(section, "type");
	kind->source = text_of(section, "source");
	kind->same_employer = cfg_getbool(section, "same_employer");
	kind->has_attendance = cfg_getbool(section, "attendance");
	kind->hours_max = (int)cfg_getint(section, "hours_max");
	if (str_is_empty(kind->source))
		return refuse(section, _("The row lacks"), "source");
	return read_names(section, kind->names) && read_groups(section, &kind->groups) &&
	       read_rule(section, "length", &kind->length) && read_rule(section, "extend", &kind->extend) &&
	       read_rule(section, "renew", &kind->renew) && read_unit(section, "length_unit", &kind->length_unit) &&
	       read_needs(section, kind) && read_stages(section, kind) && read_clocks(section, kind) &&
	       read_confidence(section, &kind->confidence);
}

static void put_kind(const struct activity_kind *kind)
{
	for (size_t i = 0; i < current->count; i++) {
		if (!str_equal(current->rows[i].code, kind->code))
			continue;
		current->rows[i] = *kind;
		return;
	}
	current->rows = arena_grow(current->arena, current->rows, current->count, sizeof(*kind));
	current->rows[current->count++] = *kind;
}

static void on_error(cfg_t *cfg, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

static void on_error(cfg_t *cfg, const char *format, va_list args)
{
	char message[MESSAGE_SIZE];

	if (vsnprintf(message, sizeof(message), format, args) < 0)
		message[0] = '\0';
	err_set(current->err, ERR_INPUT,
		_("%s:%d: This cannot be read as an activity kind (%s). Look for a missing quote or brace, or a misspelt word"
		  " before it."),
		current->file, cfg->line, message);
}

static bool read_all(cfg_t *cfg)
{
	for (unsigned int i = 0; i < cfg_size(cfg, "kind"); i++) {
		struct activity_kind kind = { .code = "" };

		if (!read_kind(cfg_getnsec(cfg, "kind", i), &kind))
			return false;
		put_kind(&kind);
	}
	return true;
}

/* ---- files ------------------------------------------------------------------------------------------------ */

static bool parse_text(const char *text)
{
	cfg_opt_t stage[] = { CFG_STR("da", "", CFGF_NONE), CFG_STR("en", "", CFGF_NONE),
			      CFG_STR("sets", "", CFGF_NONE), CFG_END() };
	cfg_opt_t clock[] = { CFG_STR("da", "", CFGF_NONE),
			      CFG_STR("en", "", CFGF_NONE),
			      CFG_STR("from", "", CFGF_NONE),
			      CFG_STR("rule", "", CFGF_NONE),
			      CFG_STR("unit", "", CFGF_NONE),
			      CFG_INT("group", 0, CFGF_NONE),
			      CFG_END() };
	cfg_opt_t kind[] = {
		CFG_STR("da", "", CFGF_NONE),
		CFG_STR("en", "", CFGF_NONE),
		CFG_STR("type", "", CFGF_NONE),
		CFG_STR_LIST("groups", NULL, CFGF_NODEFAULT),
		CFG_STR("length", "", CFGF_NONE),
		CFG_STR("length_unit", "weeks", CFGF_NONE),
		CFG_STR("extend", "", CFGF_NONE),
		CFG_STR("renew", "", CFGF_NONE),
		CFG_BOOL("same_employer", cfg_false, CFGF_NONE),
		CFG_STR_LIST("needs", NULL, CFGF_NODEFAULT),
		CFG_BOOL("attendance", cfg_false, CFGF_NONE),
		CFG_INT("hours_max", 0, CFGF_NONE),
		CFG_SEC("stage", stage, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
		CFG_SEC("clock", clock, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
		CFG_STR("source", "", CFGF_NONE),
		CFG_STR("confidence", "", CFGF_NONE),
		CFG_END(),
	};
	cfg_opt_t options[] = { CFG_SEC("kind", kind, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES), CFG_END() };
	cfg_t *cfg = cfg_init(options, CFGF_NONE);
	struct str readable;
	bool parsed;

	if (cfg == NULL)
		BUG("out of memory");
	cfg_set_error_function(cfg, on_error);
	str_init(&readable);
	str_set(&readable, text);
	conf_blank_remarks(readable.text);
	parsed = cfg_parse_buf(cfg, readable.text) == CFG_SUCCESS && read_all(cfg);
	str_done(&readable);
	cfg_free(cfg);
	return parsed;
}

static bool load_text(struct loading *loading, const char *name, const char *text)
{
	bool loaded;

	loading->file = arena_strdup(loading->arena, name);
	current = loading;
	loaded = parse_text(text);
	current = NULL;
	return loaded;
}

bool activities_parse(const char *name, const char *text, struct arena *arena, struct activity_kinds *kinds,
		      struct err *err)
{
	struct loading loading = { .arena = arena, .err = err };

	for (size_t i = 0; i < kinds->count; i++) {
		loading.rows = arena_grow(arena, loading.rows, loading.count, sizeof(*loading.rows));
		loading.rows[loading.count++] = kinds->rows[i];
	}
	if (!load_text(&loading, name, text))
		return false;
	*kinds = (struct activity_kinds){ loading.rows, loading.count };
	return true;
}

bool activities_load(const char *rules_dir, struct arena *arena, struct activity_kinds *kinds, struct err *err)
{
	const char *folder = rules_dir ? arena_printf(arena, "%s/activities", rules_dir) : NULL;
	const char *const *paths;
	size_t count;

	*kinds = (struct activity_kinds){ NULL, 0 };
	for (const struct embedded *file = embedded_activities; file->name != NULL; file++)
		if (!activities_parse(file->name, (const char *)file->bytes, arena, kinds, err))
			return false;
	if (!rules_files(folder, arena, &paths, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *text;

		if (!rules_file_text(paths[i], arena, &text, err) ||
		    !activities_parse(paths[i], text, arena, kinds, err))
			return false;
	}
	return true;
}
