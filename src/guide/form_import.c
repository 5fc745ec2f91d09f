#include "samtale/guide/form_import.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "guide/form_finish.h"
#include "guide/guide_write.h"
#include "guide/xform_load.h"
#include "guide/xlsform_load.h"
#include "guide/xml_read.h"
#include "samtale/base/str.h"

#define VERSION_MAX 1000000

/* ---- reading -------------------------------------------------------------------------------------- */

static bool load_xml(struct form *form, const char *bytes, size_t size, struct err *err)
{
	return xform_load(form, bytes, size, err);
}

static bool load_xlsx(struct form *form, const char *bytes, size_t size, struct err *err)
{
	static const char *const names[] = { "survey", "choices", "settings" };
	struct sheet sheets[LENGTH(names)];
	struct xlsform_sheets xlsform;

	if (!sheet_read_xlsx(form->file, bytes, size, names, LENGTH(names), form->arena, sheets, err))
		return false;
	xlsform = (struct xlsform_sheets){ sheets[0], sheets[1], sheets[2] };
	return xlsform_load(form, &xlsform, err);
}

/* choices.csv and settings.csv are there or not. */
static bool load_companion(struct form *form, const char *name, struct sheet *sheet, struct err *err)
{
	const char *path = arena_printf(form->arena, "%s/%s", form->folder, name), *bytes;
	size_t size;

	*sheet = (struct sheet){ .file = path };
	if (access(path, F_OK))
		return true;
	return form_file_read(path, form->arena, &bytes, &size, err)
	       && sheet_read_csv(path, bytes, size, form->arena, sheet, err);
}

static bool load_csv(struct form *form, const char *bytes, size_t size, struct err *err)
{
	struct xlsform_sheets sheets;

	return sheet_read_csv(form->file, bytes, size, form->arena, &sheets.survey, err)
	       && load_companion(form, "choices.csv", &sheets.choices, err)
	       && load_companion(form, "settings.csv", &sheets.settings, err)
	       && xlsform_load(form, &sheets, err);
}

static const struct {
	const char *suffix;
	bool (*load)(struct form *, const char *, size_t, struct err *);
} kinds[] = {
	{ ".xml", load_xml },
	{ ".xlsx", load_xlsx },
	{ ".csv", load_csv },
};

static bool load(struct form *form, const char *path, struct err *err)
{
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/'), *bytes;
	size_t size;

	if (slash)
		form->folder = slash == path ? "/" : arena_strndup(form->arena, path, (size_t)(slash - path));
	for (size_t i = 0; dot && i < LENGTH(kinds); i++) {
		if (!strcasecmp(dot, kinds[i].suffix))
			return form_file_read(path, form->arena, &bytes, &size, err)
			       && kinds[i].load(form, bytes, size, err);
	}
	return err_set(err, ERR_INPUT,
		       _("%s is no form that can be read. Name a file that ends in .xml (XForm), .xlsx or .csv "
			 "(XLSForm)."),
		       path);
}

/* ---- names ---------------------------------------------------------------------------------------- */

/* Letters, digits and -, as file names have them: "Børn & unge" is boern-unge. */
static const char *id_of(struct arena *arena, const char *text)
{
	static const char *const letters[][2] = {
		{ "æ", "ae" }, { "ø", "oe" }, { "å", "aa" }, { "Æ", "ae" }, { "Ø", "oe" }, { "Å", "aa" }
	};
	struct str id;
	const char *made;

	str_init(&id);
	while (*text && id.length < GUIDE_NAME_MAX - 2) {
		size_t i = 0;

		while (i < LENGTH(letters) && !str_starts(text, letters[i][0]))
			i++;
		if (i < LENGTH(letters)) {
			str_add(&id, letters[i][1]);
			text += strlen(letters[i][0]);
			continue;
		}
		if (*text >= 'A' && *text <= 'Z')
			str_add_char(&id, (char)(*text - 'A' + 'a'));
		else if ((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9'))
			str_add_char(&id, *text);
		else if (id.length && id.text[id.length - 1] != '-')
			str_add_char(&id, '-');
		text++;
	}
	while (id.length && id.text[id.length - 1] == '-')
		str_splice(&id, id.length - 1, 1, "");
	made = arena_strdup(arena, id.text);
	str_done(&id);
	return made;
}

/* The file's name without folder and ending. */
static const char *base_name(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');

	return dot ? arena_strndup(arena, name, (size_t)(dot - name)) : name;
}

static void name_form(struct form *form, const char *path, const char *id, int version,
		      struct form_import *import)
{
	const char *file = base_name(form->arena, path);

	if (str_is_empty(form->id))
		form->id = file;
	if (str_is_empty(form->title))
		form->title = *form->id ? form->id : file;
	import->id = id_of(form->arena, id ? id : form->id);
	if (!*import->id)
		import->id = "form";
	import->title = form->title;
	import->version = version ? version : form->version;
	if (import->version < 1 || import->version > VERSION_MAX)
		import->version = 1;
}

/* ---- writing and proving -------------------------------------------------------------------------- */

static bool read_tables(struct form *form, struct form_import *import, struct err *err)
{
	struct guide_table *tables = NULL;
	size_t count = 0, size;

	for (const struct form_list *list = form->lists; list; list = list->next) {
		const char *path, *bytes;
		bool known = false;

		if (!list->file || !list->uses)
			continue;
		for (size_t i = 0; i < count; i++)
			known = known || str_equal(tables[i].file, guide_table_name(form, import->id, list));
		if (known)
			continue;
		path = arena_printf(form->arena, "%s/%s", form->folder, list->file);
		if (access(path, R_OK))
			return guide_refuse(err, list->from, list->line,
					    _("the form needs the file %s beside it; put it there"), list->file);
		if (!form_file_read(path, form->arena, &bytes, &size, err))
			return false;
		tables = arena_grow(form->arena, tables, count, sizeof(*tables));
		tables[count++] =
			(struct guide_table){ guide_table_name(form, import->id, list), bytes };
	}
	tables = arena_grow(form->arena, tables, count, sizeof(*tables));
	tables[count] = (struct guide_table){ NULL, NULL };
	import->tables = tables;
	import->table_count = count;
	return true;
}

/* "guide:12: why" becomes "form.xml:40: why". */
static bool refuse_guide(const struct form *form, const struct guide_text *text, const char *name,
			 struct err *err)
{
	const char *at = err->text + strlen(name);
	struct err guide = *err;
	int line = 0, read = 0;

	if (!str_starts(err->text, name) || sscanf(at, ":%d: %n", &line, &read) != 1)
		return false;
	{
		struct guide_origin origin = guide_origin_of(form, text, line);

		return guide_refuse(err, origin.file, origin.from, "%s", guide.text + strlen(name) + read);
	}
}

static bool prove(struct form *form, const struct guide_text *text, struct form_import *import, struct err *err)
{
	const char *name = arena_printf(form->arena, "%s.conf", import->id);
	const struct guide_step *steps;
	const struct question *questions;
	struct guide *guide;

	if (!guide_parse_with(name, text->text.text, import->tables, &guide, err)) {
		refuse_guide(form, text, name, err);
		return false;
	}
	import->steps = guide_steps(guide, &steps);
	import->questions = guide_questions(guide, &questions);
	guide_free(guide);
	return true;
}

static bool write_language(struct form *form, enum language language, struct form_import *import,
			   struct err *err)
{
	size_t from = form_language_for(form, language);
	struct guide_text text = { .origin_count = 0 };
	bool proven;

	str_init(&text.text);
	guide_write(form, import->id, import->version, from, &text);
	proven = prove(form, &text, import, err);
	import->text[language] = arena_strdup(form->arena, text.text.text);
	import->language[language] = form->languages[from];
	str_done(&text.text);
	return proven;
}

static bool import_form(struct form *form, const char *path, const char *id, int version,
			struct form_import *import, struct err *err)
{
	if (!load(form, path, err))
		return false;
	name_form(form, path, id, version, import);
	if (!form_finish(form, err) || !read_tables(form, import, err))
		return false;
	for (enum language language = LANGUAGE_DA; language < FORM_IMPORT_LANGUAGES; language++) {
		if (!write_language(form, language, import, err))
			return false;
	}
	import->notices = form->notices;
	import->notice_count = form->notice_count;
	return true;
}

bool form_import(const char *path, const char *id, int version, struct arena *arena, struct form_import *import,
		 struct err *err)
{
	struct form form;
	bool imported;

	*import = (struct form_import){ .id = "" };
	form_begin(&form, arena_strdup(arena, path), arena);
	imported = import_form(&form, path, id, version, import, err);
	form_end(&form);
	return imported;
}
