#include "template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "placeholders.h"
#include "samtale/base/embedded.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define SUFFIX ".tmpl"
#define FOLDER "da/"
#define TEMPLATE_MOST (1 << 18) /* bytes: a letter is pages, not a book */

/* Parts that any kind may have and none must. */
static const char *const free_parts[] = { "greeting", "words", "special",   "goals", "strengths", "wishes",
					  "decision", "facts", "complaint", "more",  "closing" };

/* ---- reading ---------------------------------------------------------------------------------------- */

struct reading {
	const char *name;
	struct arena *arena;
	struct letter_template *template;
	struct str body; /* of the section being read */
	int line;
	struct err *err;
};

static bool refuse(struct reading *reading, const char *what, const char *word)
{
	return err_set(reading->err, ERR_INPUT, "%s:%d: %s%s%s.", reading->name, reading->line, what,
		       *word ? ": " : "", word);
}

bool placeholder_at(const char *text, const char **name, size_t *length, size_t *taken)
{
	*name = text + 1;
	*length = strcspn(*name, "{}\n");
	*taken = *length + 2;
	return (*name)[*length] == '}';
}

static bool check_placeholders(struct reading *reading, const char *line)
{
	const char *name;
	size_t length, taken;

	for (; *line != '\0'; line++) {
		if (line[0] != '{')
			continue;
		if (line[1] == '{') {
			line++;
			continue;
		}
		if (!placeholder_at(line, &name, &length, &taken))
			return refuse(reading, _("a { is not closed; write {{ for a brace"), "");
		if (!placeholder_is_known(reading->template->kind, name, length))
			return refuse(reading, _("this kind of letter has no such placeholder"),
				      arena_strndup(reading->arena, name, length));
		line += taken - 1;
	}
	return true;
}

static bool check_line(struct reading *reading, const char *line)
{
	const char *end = line + strlen(line);

	if (!utf8_valid(line, strlen(line)))
		return refuse(reading, _("the file is not UTF-8; save it as UTF-8"), "");
	for (const char *at = line; at < end;) {
		uint32_t cp = utf8_next(&at, end);

		if (cp != '\t' && utf8_is_control(cp))
			return refuse(reading, _("there is a control character; take it out"), "");
	}
	return check_placeholders(reading, line);
}

static bool part_is_known(enum letter_kind kind, const char *part)
{
	for (size_t i = 0; i < LENGTH(free_parts); i++)
		if (str_equal(free_parts[i], part))
			return true;
	for (const struct letter_need *need = letter_needs(kind); need->part != NULL; need++)
		if (str_equal(need->part, part))
			return true;
	return false;
}

static const struct template_section *section_of(const struct letter_template *template, const char *part)
{
	for (size_t i = 0; i < template->section_count; i++)
		if (str_equal(template->sections[i].part, part))
			return &template->sections[i];
	return NULL;
}

static void end_section(struct reading *reading)
{
	struct letter_template *template = reading->template;

	if (template->section_count > 0)
		template->sections[template->section_count - 1].text =
			arena_strdup(reading->arena, reading->body.text);
	str_clear(&reading->body);
}

/* "[part] Heading" */
static bool begin_section(struct reading *reading, const char *line)
{
	struct letter_template *template = reading->template;
	size_t length = strcspn(line + 1, "]");
	const char *part = arena_strndup(reading->arena, line + 1, length), *heading = line + 1 + length;

	if (*heading != ']')
		return refuse(reading, _("a part begins with its name in brackets, as [event]"), "");
	if (!part_is_known(template->kind, part))
		return refuse(reading, _("this kind of letter has no such part"), part);
	if (section_of(template, part) != NULL)
		return refuse(reading, _("the part stands twice"), part);
	end_section(reading);
	heading++;
	template->sections = arena_grow(reading->arena, template->sections, template->section_count,
					sizeof(*template->sections));
	template->sections[template->section_count++] = (struct template_section){
		part, arena_strdup(reading->arena, heading + strspn(heading, " \t")), ""
	};
	return true;
}

static bool read_line(struct reading *reading, const char *line)
{
	struct letter_template *template = reading->template;

	if (*line == '#')
		return true;
	if (!check_line(reading, line))
		return false;
	if (*line == '[')
		return begin_section(reading, line);
	if (template->section_count > 0) {
		str_add(&reading->body, line);
		str_add_char(&reading->body, '\n');
		return true;
	}
	if (str_starts(line, "title:")) {
		template->title = arena_strdup(reading->arena, line + 6 + strspn(line + 6, " \t"));
		return true;
	}
	return str_is_empty(line) ||
	       refuse(reading, _("before the first part there is only a title, as “title: Partshøring”"), "");
}

static bool read_lines(struct reading *reading, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		size_t kept = length > 0 && text[length - 1] == '\r' ? length - 1 : length;

		reading->line++;
		if (!read_line(reading, arena_strndup(reading->arena, text, kept)))
			return false;
		text += length + (text[length] == '\n');
	}
	end_section(reading);
	return true;
}

/* ---- is it whole ------------------------------------------------------------------------------------ */

static bool check_whole(struct reading *reading)
{
	const struct letter_template *template = reading->template;

	reading->line = reading->line > 0 ? reading->line : 1;
	if (str_is_empty(template->title))
		return refuse(reading, _("the letter has no title; write “title: ...” first"), "");
	for (const struct letter_need *need = letter_needs(template->kind); need->part != NULL; need++) {
		const struct template_section *section = section_of(template, need->part);

		if (section == NULL || str_is_empty(section->text))
			return refuse(reading,
				      section == NULL ? _("a part that the letter must have is missing")
						      : _("a part that the letter must have says nothing"),
				      arena_printf(reading->arena, "[%s] %s", need->part, _(need->lacking)));
	}
	return true;
}

/* "path/hearing.tmpl" is of the kind hearing. */
static bool kind_of(const char *name, struct arena *arena, const char **id, enum letter_kind *kind)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash != NULL ? slash + 1 : name;
	size_t length = strlen(base);

	if (length > strlen(SUFFIX) && str_equal(base + length - strlen(SUFFIX), SUFFIX))
		length -= strlen(SUFFIX);
	*id = arena_strndup(arena, base, length);
	return letter_kind_parse(*id, kind) && *kind != LETTER_BUNDLE;
}

static const char *kind_names(struct arena *arena)
{
	const char *names = "";

	for (int kind = 0; kind < LETTER_BUNDLE; kind++)
		names = arena_printf(arena, "%s%s%s", names, kind > 0 ? ", " : "",
				     letter_kind_name((enum letter_kind)kind));
	return names;
}

bool letter_template_parse(const char *name, const char *text, struct arena *arena,
			   const struct letter_template **template, struct err *err)
{
	struct letter_template *made = arena_alloc(arena, sizeof(*made));
	struct reading reading = { .name = name, .arena = arena, .template = made, .err = err };
	bool read;

	*template = NULL;
	made->title = "";
	if (!kind_of(name, arena, &made->id, &made->kind))
		return err_set(err, ERR_INPUT,
			       _("%s:1: a template is called after its kind of letter: %s (.tmpl)."), name,
			       kind_names(arena));
	id_hash_text(text, strlen(text), made->hash);
	str_init(&reading.body);
	read = read_lines(&reading, text) && check_whole(&reading);
	str_done(&reading.body);
	if (read)
		*template = made;
	return read;
}

enum letter_kind letter_template_kind(const struct letter_template *template)
{
	return template->kind;
}

/* ---- files ------------------------------------------------------------------------------------------ */

static bool file_text(FILE *file, const char *path, struct arena *arena, const char **text, struct err *err)
{
	struct str read;
	char chunk[8192];
	size_t bytes;
	bool whole;

	str_init(&read);
	while (read.length <= TEMPLATE_MOST && (bytes = fread(chunk, 1, sizeof(chunk), file)) > 0)
		str_add_bytes(&read, chunk, bytes);
	*text = arena_strdup(arena, read.text);
	whole = strlen(*text) == read.length && read.length <= TEMPLATE_MOST;
	str_done(&read);
	if (ferror(file))
		return err_set(err, ERR_IO,
			       _("The template %s cannot be read. Ask whoever looks after this machine."),
			       path);
	if (!whole)
		return err_set(
			err, ERR_INPUT,
			_("%s:1: this is no text file of a letter; write a template, or take it away."),
			path);
	return true;
}

bool letter_template_file(const char *path, struct arena *arena, const char **text, struct err *err)
{
	FILE *file = fopen(path, "re");
	bool read;

	*text = NULL;
	if (file == NULL) {
		err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_IO,
			_("The template %s cannot be opened. Check that it exists and that you may read it."),
			path);
		return err_detail(err, "%s", strerror(errno));
	}
	read = file_text(file, path, arena, text, err);
	fclose(file);
	return read;
}

bool letter_template_load(enum letter_kind kind, const char *override_dir, struct arena *arena,
			  const struct letter_template **template, struct err *err)
{
	const char *name = arena_printf(arena, FOLDER "%s" SUFFIX, letter_kind_name(kind)), *text;
	const struct embedded *built_in = embedded_find(embedded_letters, name);
	struct err own = { ERR_NONE };

	if (override_dir != NULL) {
		const char *path = arena_printf(arena, "%s/%s", override_dir, name);

		if (letter_template_file(path, arena, &text, &own))
			return letter_template_parse(path, text, arena, template, err);
		if (own.code != ERR_MISSING) {
			*err = own;
			return false;
		}
	}
	if (built_in == NULL)
		return err_set(err, ERR_MISSING, _("There is no template for this kind of letter: %s."),
			       letter_kind_name(kind));
	return letter_template_parse(name, (const char *)built_in->bytes, arena, template, err);
}
