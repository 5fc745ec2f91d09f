/* appointment.h - a booked meeting (aftale) and what became of it.
 *
 * A booking and a held conversation are two records (reference, "five facts", no. 2). Type and form are stored in the
 * municipality's words; a type that is a guide's id says which guide the conversation follows. */
#ifndef SAMTALE_DOMAIN_APPOINTMENT_H
#define SAMTALE_DOMAIN_APPOINTMENT_H

#include "samtale/domain/citizen.h"
#include "samtale/domain/word.h"

enum appointment_state { APPOINTMENT_BOOKED, APPOINTMENT_HELD, APPOINTMENT_NO_SHOW, APPOINTMENT_CANCELLED };

struct appointment {
	int64_t id; /* 0 while not yet stored */
	int64_t citizen;
	struct date date;
	int minute;        /* of the day; -1 no time agreed */
	int minutes;       /* length */
	const char *type;  /* "jobsamtale", "foerste-samtale"; another word is kept as it is */
	const char *form;  /* "fremmøde", "telefon", "video", "uddannelsessted" ... */
	int64_t coordinator;
	enum appointment_state state;
};

/* The known types and forms, each table ending with a NULL word. label is a msgid. */
extern const struct word appointment_types[];
extern const struct word appointment_forms[];

/* The conversation a citizen of that target group ordinarily has: what follows one that happens once. */
const char *appointment_type_usual(int target_group);

/* How people read a type or form, translated; a word that is not in the table is itself. */
const char *appointment_type_label(const char *type);
const char *appointment_form_label(const char *form);

#endif
