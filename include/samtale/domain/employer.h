/* employer.h - the company (virksomhed): its agreements, visits and promises, its openings (stillinger), and the places
 * of its company centre (virksomhedscenter).
 *
 * Strings are as in citizen.h: UTF-8, never NULL when they come from the store. Agreements come from two places: the
 * words of an imported file (no dates known), and rows that a caseworker has dated. A row decides over the word of the
 * same kind. */
#ifndef SAMTALE_DOMAIN_EMPLOYER_H
#define SAMTALE_DOMAIN_EMPLOYER_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/date.h"
#include "samtale/domain/list_window.h"
#include "samtale/domain/word.h"

struct employer {
	int64_t id;
	const char *cvr, *name, *trade, *address, *postcode, *city, *contact, *phone;
	const char *agreements; /* words parted by | */
};

/* A vacancy (stilling). */
struct opening {
	int64_t id, employer;
	const char *number, *title, *disco08, *postcode, *form;
	const char *needs; /* hard needs, parted by | */
	int places;
	double weekly_hours;
	struct date deadline;
};

/* ---- agreements --------------------------------------------------------------------------------------- */

/* What an employer can be part of; the word is the import's and the commands'. */
extern const struct word agreement_kinds[]; /* ends with word NULL */
#define AGREEMENT_CENTRE "virksomhedscenter"
/* Translated; an unknown word is itself. */
const char *agreement_label(const char *word);

struct agreement {
	int64_t id, employer;
	const char *kind;
	struct date from, to; /* unset: not known, still in force */
	int places;           /* of a company centre; 0 not known */
	const char *note;
	bool dated;           /* a row of ours; false: the imported word */
};
bool agreement_in_force(const struct agreement *agreement, struct date on);

/* ---- visits and promises (each a fact) ------------------------------------------------------------------ */

struct employer_visit {
	int64_t id, employer;
	struct date date;
	const char *met, *said;
	int64_t author;
	const char *author_initials; /* read only */
};

struct promise_outcome {
	int64_t id, promise;
	int places; /* how many of the promised ones came */
	struct date date;
	const char *note;
};

struct employer_promise {
	int64_t id, employer;
	int places;
	const char *form; /* opening form word, "" any */
	struct date due;
	const char *text;
	bool settled;     /* read only: outcome below is the latest */
	struct promise_outcome outcome;
	size_t outcomes;  /* that have been recorded */
};

enum promise_state { PROMISE_WAITING, PROMISE_OVERDUE, PROMISE_KEPT, PROMISE_PARTLY, PROMISE_BROKEN };
enum promise_state promise_state(const struct employer_promise *promise, struct date today);
const char *promise_state_label(enum promise_state state); /* translated */

/* ---- the company centre's places ------------------------------------------------------------------------ */

enum wait_outcome { WAIT_WAITING, WAIT_GOT_PLACE, WAIT_WITHDRAWN, WAIT_OUTCOMES };

/* One who waits for a place (venteliste). */
struct centre_wait {
	int64_t id, employer, citizen;
	struct date since, ended;
	enum wait_outcome outcome;
	const char *given_names, *surname; /* read only */
};

/* ---- what the screens are made of ------------------------------------------------------------------------ */

struct employer_row {
	int64_t id;
	const char *sort_key; /* with id: where a window starts */
	const char *cvr, *name, *trade, *city, *agreements; /* in force, words parted by blanks */
	struct date last_visit;
	int openings;         /* whose deadline has not passed */
	int promises_overdue;
};

struct employer_query {
	const char *filter;    /* words of a name, place or trade; "" all */
	const char *agreement; /* a word; "" all */
	enum list_from from;
	const char *sort_key;  /* AFTER, BEFORE: the row not included */
	int64_t id;
	int limit;
	struct date today;
};

struct employer_list {
	struct employer_row *rows; /* in list order */
	size_t count;
	bool more_before, more_after;
	int total, charter, centres; /* all there are, and how many have those agreements in force */
};

struct opening_row {
	struct opening opening;
	const char *employer_name;
	int referred, hired; /* referrals that were made, and that ended in work */
};
struct opening_list {
	struct opening_row *rows; /* by deadline, then number */
	size_t count;
};

struct employer_card {
	struct employer employer;
	struct agreement *agreements;
	size_t agreement_count;
	struct employer_visit *visits; /* newest first */
	size_t visit_count;
	struct employer_promise *promises; /* by due day */
	size_t promise_count;
	struct opening_list openings;
	bool is_centre;
	int places, occupied;      /* of the centre; places 0 not known */
	struct centre_wait *waits; /* who wait, longest first */
	size_t wait_count;
};

#endif
