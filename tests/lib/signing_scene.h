/* signing_scene.h - a conversation about to be signed: closing_begin() makes it, closing_feed() adds what an answer becomes,
 * closing_sign() signs. */
#ifndef SAMTALE_TESTS_SIGNING_SCENE_H
#define SAMTALE_TESTS_SIGNING_SCENE_H

#include "samtale/store/cases.h"
#include "samtale/store/conversations.h"
#include "store_rows.h"

#define FEEDS_MOST 24

struct closing {
	struct conversation_signing signing;
	struct feed feeds[FEEDS_MOST];
};

struct closing closing_begin_with(struct store_fixture *f, int64_t citizen, const char *guide, int64_t appointment);
struct closing closing_begin(struct store_fixture *f); /* Karim's job conversation */
void closing_feed(struct closing *closing, enum feed_kind kind, const char *question, const char *code,
		  const char *value, const char *text);
int64_t closing_sign(struct store_fixture *f, struct closing *closing);

#endif
