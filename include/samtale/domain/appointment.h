/* appointment.h - a booked meeting (aftale) and what became of it.
 *
 * A booking and a held conversation are two records (reference, "five facts", no. 2). */
#ifndef SAMTALE_DOMAIN_APPOINTMENT_H
#define SAMTALE_DOMAIN_APPOINTMENT_H

#include "samtale/domain/citizen.h"

enum appointment_state { APPOINTMENT_BOOKED, APPOINTMENT_HELD, APPOINTMENT_NO_SHOW, APPOINTMENT_CANCELLED };

struct appointment {
	int64_t id; /* 0 while not yet stored */
	int64_t citizen;
	struct date date;
	int minute;        /* of the day; -1 no time agreed */
	int minutes;       /* length */
	const char *type;  /* guide id or the municipality's word: "jobsamtale", "første samtale" */
	const char *form;  /* fremmøde, telefon, video, uddannelsessted ... */
	int64_t coordinator;
	enum appointment_state state;
};

#endif
