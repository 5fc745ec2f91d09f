#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "signing_scene.h"

struct closing closing_begin_with(struct store_fixture *f, int64_t citizen, const char *guide,
				 int64_t appointment)
{
	struct conversation conversation = {
		.citizen = citizen, .guide = guide, .guide_version = 3, .appointment = appointment
	};
	struct closing closing = { .signing = {
					   .citizen = citizen,
					   .appointment = appointment,
					   .summary = "Vi talte om gartnerjob.",
					   .step = { .text = "Ringe til gartneriet",
						     .owner = STEP_OWNER_CITIZEN,
						     .due = day("2026-12-01") },
					   .next = { .date = day("2026-12-08"),
						     .minute = 540,
						     .minutes = 45,
						     .type = "jobsamtale",
						     .form = "telefon" },
				   } };

	assert_done(f, store_conversation_begin(f->store, &conversation, &f->err));
	closing.signing.conversation = conversation.id;
	return closing;
}

struct closing closing_begin(struct store_fixture *f)
{
	return closing_begin_with(f, rows_karim(f), "jobsamtale", 0);
}

void closing_feed(struct closing *closing, enum feed_kind kind, const char *question, const char *code,
		 const char *value, const char *text)
{
	struct feed_list *list = &closing->signing.feeds;

	assert_true(list->count < FEEDS_MOST);
	closing->feeds[list->count++] = (struct feed){ kind, question, code, "Hvordan?", value, text };
}

int64_t closing_sign(struct store_fixture *f, struct closing *closing)
{
	int64_t id = 0;

	closing->signing.feeds.rows = closing->feeds;
	assert_done(f, store_conversation_sign(f->store, &closing->signing, &id, &f->err));
	assert_int_not_equal(id, 0);
	return id;
}
