/* placeholders.h - what stands between braces in a template, and what the facts say it is. */
#ifndef SAMTALE_SRC_LETTER_PLACEHOLDERS_H
#define SAMTALE_SRC_LETTER_PLACEHOLDERS_H

#include "samtale/domain/decision.h"
#include "samtale/letter/letter.h"

/* What the values are read from; made once a letter. */
struct letter_source {
	const struct letter_facts *facts;
	struct arena *arena;
	struct date date;          /* of the letter */
	struct decision decision;  /* that of the case; parts are "" where there is none */
};

void letter_source_init(struct letter_source *source, const struct letter_facts *facts, struct arena *arena);

bool placeholder_is_known(enum letter_kind kind, const char *name, size_t length);
/* "" where the facts do not say; in the arena, without control characters, lines kept. */
const char *placeholder_value(const struct letter_source *source, const char *name, size_t length);

/* The event as the citizen is told of it, by provision: "you did not come to a conversation". */
const char *provision_event(const char *provision);
const char *provision_name(const char *provision, struct arena *arena); /* "37 a" */

#endif
