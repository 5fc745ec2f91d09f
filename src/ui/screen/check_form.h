/* check_form.h - the availability check's model: what its form holds and what its parts share.
 *
 * Which evidence is asked follows the requirement (requirement_fields()); which of ground, reason and day are asked
 * follows the outcome. */
#ifndef SAMTALE_UI_SCREEN_CHECK_FORM_H
#define SAMTALE_UI_SCREEN_CHECK_FORM_H

#include "ui/screen/requirement_choices.h"
#include "ui/screen/screens.h"
#include "ui/widget/form.h"

enum check_field {
	FIELD_REQUIREMENT, FIELD_DUE, FIELD_DAY,
	FIELD_SLOT, /* REQUIREMENT_FIELDS_MAX of them */
	FIELD_EVIDENCE = FIELD_SLOT + REQUIREMENT_FIELDS_MAX,
	FIELD_OUTCOME, FIELD_GROUND, FIELD_SHOWN, FIELD_REASON, FIELD_DEADLINE
};

#define CHECK_GROUNDS_MAX 24

/* What the asking screen knows already: argument->data of SCREEN_CHECK, read during enter() only. */
struct check_known {
	struct date day;
	const char *first;    /* of the requirement's evidence fields */
	const char *evidence; /* the free text */
};

struct check_form {
	struct form form; /* first: see form.h */
	struct citizen_overview overview;
	struct requirement_choices requirements;
	struct form_choice outcomes[CHECK_OUTCOMES], grounds[CHECK_GROUNDS_MAX];
	struct form_choice slots[REQUIREMENT_FIELDS_MAX][REQUIREMENT_CHOICES_MAX];
	const char *asked; /* the requirement to begin with, "" none */
	struct availability_check check;
	struct check_known known;
	/* Borrowed, for what follows from the choices. */
	const struct rules *rules;
	struct arena *arena;
	struct date today;
	const char *followed;       /* the requirement that the evidence fields are those of */
	enum check_outcome offered; /* the outcome that the day was offered for */
};

/* check_evidence.c */
/* Makes the evidence fields those of the requirement, and says when it is due by its rule. */
void check_follow_requirement(struct check_form *model);
/* "CV seen on: mon 2 nov 2026; seen by: ..." and the free text, for the record. */
const char *check_evidence_text(const struct check_form *model, struct arena *arena);
/* When the requirement is due by its rule, from the evidence where that says it; false where no rule does. */
bool check_due(const struct check_form *model, struct deadline *deadline);
/* The day offered for a new agreement or an own assessment; false where no rule gives one. */
bool check_offer(const struct check_form *model, enum check_outcome outcome, struct deadline *deadline);
const char *check_deadline_text(const struct deadline *deadline, struct arena *arena);

#endif
