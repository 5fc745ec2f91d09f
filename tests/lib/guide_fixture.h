/* guide_fixture.h - a small guide from a few lines, and a walk through it, for tests. */
#ifndef SAMTALE_TESTS_GUIDE_FIXTURE_H
#define SAMTALE_TESTS_GUIDE_FIXTURE_H

#include "samtale/guide/guide.h"

struct guide_fixture {
	struct guide *guide;
	struct walk *walk;
	struct arena arena;
	struct err err;
};

/* For cmocka's setup and teardown: *state becomes the fixture, with neither guide nor walk. */
int guide_fixture_setup(void **state);
int guide_fixture_teardown(void **state);

/* 2026-11-23, a Monday. */
struct date fixture_today(void);

/* The guide of these questions in one step, and a walk for a job-ready citizen of 34 with children. Fails the
 * test when the loader refuses. */
void fixture_load(struct guide_fixture *fixture, const char *questions);
/* The whole text of a guide. */
void fixture_parse(struct guide_fixture *fixture, const char *text);
void fixture_walk(struct guide_fixture *fixture, int target_group);

/* A guide that comes with Samtale, and a walk through it. */
void fixture_shipped(struct guide_fixture *fixture, const char *id, enum language language, int target_group);
/* The same guide for another citizen: a fresh walk. */
void fixture_meet(struct guide_fixture *fixture, const struct walk_citizen *citizen);
/* "NAME=value;NAME=value" */
void fixture_answers(struct guide_fixture *fixture, const char *answers);
/* Whether the answer to `question` became a record of that kind and code. */
bool fixture_feeds(const struct feed_list *feeds, enum feed_kind kind, const char *question,
		   const char *code);

/* The loader's refusal of these questions; line 4 of the text is the first line of questions. */
const char *fixture_refusal(struct guide_fixture *fixture, const char *questions);
const char *fixture_refusal_of_text(struct guide_fixture *fixture, const char *text);

/* By question name; the test fails when there is no such question, or the answer is refused. */
void fixture_answer(struct guide_fixture *fixture, const char *question, const char *value);
bool fixture_accepts(struct guide_fixture *fixture, const char *question, enum answer_state state,
		     const char *value);
int fixture_index(const struct guide_fixture *fixture, const char *question);
bool fixture_relevant(const struct guide_fixture *fixture, const char *question);
const char *fixture_value(const struct guide_fixture *fixture, const char *question);

#endif
