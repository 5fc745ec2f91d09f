#include "form_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <dirent.h>

int form_fixture_setup(void **state)
{
	struct form_fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(fixture);
	strcpy(fixture->folder, "form-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	arena_init(&fixture->arena);
	tr_use(LANGUAGE_EN);
	*state = fixture;
	return 0;
}

int form_fixture_teardown(void **state)
{
	struct form_fixture *fixture = *state;
	DIR *folder = opendir(fixture->folder);
	const struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		unlink(arena_printf(&fixture->arena, "%s/%s", fixture->folder, entry->d_name));
	if (folder)
		closedir(folder);
	rmdir(fixture->folder);
	walk_free(fixture->walk);
	guide_free(fixture->guide);
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

const char *form_write(struct form_fixture *fixture, const char *name, const void *bytes, size_t size)
{
	const char *path = arena_printf(&fixture->arena, "%s/%s", fixture->folder, name);
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	return path;
}

const char *form_write_text(struct form_fixture *fixture, const char *name, const char *text)
{
	return form_write(fixture, name, text, strlen(text));
}

const char *form_write_xform(struct form_fixture *fixture, const char *data, const char *model, const char *body)
{
	const char *text = arena_printf(
		&fixture->arena,
		"<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
		"xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:odk=\"http://www.opendatakit.org/xforms\">\n"
		"<h:head><h:title>Form</h:title><model>\n<instance><data id=\"form\">%s</data></instance>\n"
		"%s</model></h:head>\n<h:body>\n%s</h:body></h:html>\n",
		data, model, body);

	return form_write_text(fixture, "form.xml", text);
}

void form_take(struct form_fixture *fixture, const char *path)
{
	struct walk_citizen citizen = { .target_group = 2, .age = 34 };
	struct date today;
	char *id;

	if (!form_import(path, NULL, 0, &fixture->arena, &fixture->import, &fixture->err))
		fail_msg("refused: %s", fixture->err.text);
	for (size_t i = 0; i < fixture->import.table_count; i++)
		form_write(fixture, fixture->import.tables[i].file, fixture->import.tables[i].text,
			   strlen(fixture->import.tables[i].text));
	id = arena_printf(&fixture->arena, "%s/guide.conf", fixture->folder);
	if (!guide_parse(id, fixture->import.text[LANGUAGE_EN], &fixture->guide, &fixture->err))
		fail_msg("the guide is refused: %s", fixture->err.text);
	assert_true(date_from_ymd(2026, 11, 23, &today));
	fixture->walk = walk_new(fixture->guide, &citizen, today);
}

const char *form_refusal(struct form_fixture *fixture, const char *path)
{
	if (form_import(path, NULL, 0, &fixture->arena, &fixture->import, &fixture->err))
		fail_msg("taken, and it should not be: %s", fixture->import.text[LANGUAGE_EN]);
	return fixture->err.text;
}

int form_item(const struct form_fixture *fixture, const char *name)
{
	int item = walk_find(fixture->walk, name);

	if (item < 0)
		fail_msg("there is no %s in %s", name, fixture->import.text[LANGUAGE_EN]);
	return item;
}

bool form_accepts(struct form_fixture *fixture, const char *name, const char *value)
{
	return walk_answer(fixture->walk, form_item(fixture, name), ANSWER_GIVEN, value, &fixture->err);
}

void form_answer(struct form_fixture *fixture, const char *name, const char *value)
{
	if (!form_accepts(fixture, name, value))
		fail_msg("%s = %s is refused: %s", name, value, fixture->err.text);
}
