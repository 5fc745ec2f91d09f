#include "guide_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/str.h"

int guide_fixture_setup(void **state)
{
	struct guide_fixture *fixture = calloc(1, sizeof(*fixture));

	if (!fixture)
		return -1;
	tr_use(LANGUAGE_EN);
	arena_init(&fixture->arena);
	*state = fixture;
	return 0;
}

static void forget(struct guide_fixture *fixture)
{
	walk_free(fixture->walk);
	guide_free(fixture->guide);
	fixture->walk = NULL;
	fixture->guide = NULL;
}

int guide_fixture_teardown(void **state)
{
	struct guide_fixture *fixture = *state;

	forget(fixture);
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

struct date fixture_today(void)
{
	struct date date;

	if (!date_from_ymd(2026, 11, 23, &date))
		fail();
	return date;
}

static const char *whole(struct guide_fixture *fixture, const char *questions)
{
	return arena_printf(&fixture->arena,
			    "guide \"test\" { version = 1\n title = \"Test\"\n step \"trin\" { title = "
			    "\"Trin\"\n%s\n } }\n",
			    questions);
}

void fixture_meet(struct guide_fixture *fixture, const struct walk_citizen *citizen)
{
	walk_free(fixture->walk);
	fixture->walk = walk_new(fixture->guide, citizen, fixture_today());
}

void fixture_walk(struct guide_fixture *fixture, int target_group)
{
	struct walk_citizen citizen = { .target_group = target_group, .age = 34, .has_children = true };

	fixture_meet(fixture, &citizen);
}

void fixture_shipped(struct guide_fixture *fixture, const char *id, enum language language, int target_group)
{
	forget(fixture);
	if (!guide_load(id, language, NULL, &fixture->guide, &fixture->err))
		fail_msg("%s (%s)", fixture->err.text, fixture->err.detail);
	fixture_walk(fixture, target_group);
}

void fixture_parse(struct guide_fixture *fixture, const char *text)
{
	forget(fixture);
	if (!guide_parse("test.conf", text, &fixture->guide, &fixture->err))
		fail_msg("%s (%s)", fixture->err.text, fixture->err.detail);
	fixture_walk(fixture, 2);
}

void fixture_load(struct guide_fixture *fixture, const char *questions)
{
	fixture_parse(fixture, whole(fixture, questions));
}

const char *fixture_refusal_of_text(struct guide_fixture *fixture, const char *text)
{
	forget(fixture);
	err_clear(&fixture->err);
	if (guide_parse("test.conf", text, &fixture->guide, &fixture->err))
		fail_msg("this was not refused: %s", text);
	assert_int_equal(fixture->err.code, ERR_INPUT);
	return fixture->err.text;
}

const char *fixture_refusal(struct guide_fixture *fixture, const char *questions)
{
	return fixture_refusal_of_text(fixture, whole(fixture, questions));
}

int fixture_index(const struct guide_fixture *fixture, const char *question)
{
	int index = guide_find(fixture->guide, question);

	if (index < 0)
		fail_msg("no question %s", question);
	return index;
}

bool fixture_accepts(struct guide_fixture *fixture, const char *question, enum answer_state state,
		     const char *value)
{
	err_clear(&fixture->err);
	return walk_answer(fixture->walk, fixture_index(fixture, question), state, value, &fixture->err);
}

void fixture_answer(struct guide_fixture *fixture, const char *question, const char *value)
{
	if (!fixture_accepts(fixture, question, ANSWER_GIVEN, value))
		fail_msg("%s = %s: %s", question, value, fixture->err.text);
}

bool fixture_relevant(const struct guide_fixture *fixture, const char *question)
{
	return walk_relevant(fixture->walk, fixture_index(fixture, question));
}

const char *fixture_value(const struct guide_fixture *fixture, const char *question)
{
	return walk_value(fixture->walk, fixture_index(fixture, question));
}

void fixture_answers(struct guide_fixture *fixture, const char *answers)
{
	while (*answers) {
		size_t length = strcspn(answers, ";"), name = strcspn(answers, "=");

		fixture_answer(fixture, arena_strndup(&fixture->arena, answers, name),
			       arena_strndup(&fixture->arena, answers + name + 1, length - name - 1));
		answers += length + (answers[length] == ';');
	}
}

bool fixture_feeds(const struct feed_list *feeds, enum feed_kind kind, const char *question, const char *code)
{
	for (size_t i = 0; i < feeds->count; i++) {
		if (feeds->rows[i].kind == kind && str_equal(feeds->rows[i].question, question)
		    && str_equal(feeds->rows[i].code, code))
			return true;
	}
	return false;
}
