/* form_fixture.h - forms written into a folder of their own, imported, and walked as guides. */
#ifndef SAMTALE_TESTS_FORM_FIXTURE_H
#define SAMTALE_TESTS_FORM_FIXTURE_H

#include "samtale/guide/form_import.h"
#include "samtale/guide/guide.h"

struct form_fixture {
	char folder[64];
	struct arena arena;
	struct form_import import;
	struct guide *guide;
	struct walk *walk;
	struct err err;
};

/* For cmocka's setup and teardown. */
int form_fixture_setup(void **state);
int form_fixture_teardown(void **state);

const char *form_write(struct form_fixture *fixture, const char *name, const void *bytes, size_t size);
const char *form_write_text(struct form_fixture *fixture, const char *name, const char *text);
/* An XForm: what stands in the data, the model after its first instance, and the body. Its root is /data, called
 * form.xml; the model's part begins in line 4, the body's in a line of its own after it. */
const char *form_write_xform(struct form_fixture *fixture, const char *data, const char *model, const char *body);

/* Imports and begins a walk in English on 2026-11-23; the test fails when the form is refused. */
void form_take(struct form_fixture *fixture, const char *path);
/* Why it is refused; the test fails when it is not. */
const char *form_refusal(struct form_fixture *fixture, const char *path);

/* By the path in the walk, "child[2]/age"; the test fails when there is none. */
int form_item(const struct form_fixture *fixture, const char *name);
void form_answer(struct form_fixture *fixture, const char *name, const char *value);
bool form_accepts(struct form_fixture *fixture, const char *name, const char *value);

#endif
