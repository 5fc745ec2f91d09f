/* letter.h - a letter (brev): what kinds there are, the parts each must have, and what is kept of one.
 *
 * A kind is a row of a table: its name, to whom it goes, and the parts without which it cannot be kept or leave.
 * Source: reference, section 5.8 (the nine parts of a decision; FVL sections 22, 24, 25; RSL section 67), FVL section
 * 19 (hearing), LAS section 35 and reference section 5.1 (guidance). A letter is a fact: the bytes that were sent are
 * kept with their hash. What the citizen reads is Danish, whatever language the screen is in. */
#ifndef SAMTALE_DOMAIN_LETTER_H
#define SAMTALE_DOMAIN_LETTER_H

#include <stddef.h>
#include <stdint.h>

#include "samtale/base/date.h"
#include "samtale/base/err.h"

struct sanction_case;
struct sanction_event;

enum letter_kind {
	LETTER_SUMMONS,      /* indkaldelse */
	LETTER_GUIDANCE,     /* vejledning om rettigheder og pligter */
	LETTER_HEARING,      /* partshøring */
	LETTER_DECISION,     /* afgørelse om sanktion */
	LETTER_NO_SANCTION,  /* afgørelse uden sanktion */
	LETTER_NOTIFICATION, /* underretning til a-kassen */
	LETTER_FORWARDING,   /* videresendelse til Ankestyrelsen */
	LETTER_PLAN,         /* min plan */
	LETTER_BUNDLE,       /* bilag til Ankestyrelsen: the evidence bundle */
	LETTER_KINDS
};

enum letter_to { LETTER_TO_CITIZEN, LETTER_TO_FUND, LETTER_TO_BOARD };

struct letter; /* below */

/* A part that a kind must have. */
struct letter_need {
	const char *part;    /* "facts": as a template's section is called */
	const char *lacking; /* msgid, a noun phrase: "the facts relied on, and what the citizen said" */
	const char *mend;    /* msgid, what mends it: "write them in the decision" */
	bool (*when)(const struct letter *letter); /* NULL: always */
};

const char *letter_kind_name(enum letter_kind kind);  /* "hearing": stored, scripted, and the template's file name */
const char *letter_kind_label(enum letter_kind kind); /* translated */
NODISCARD bool letter_kind_parse(const char *name, enum letter_kind *kind);
enum letter_to letter_kind_to(enum letter_kind kind);
/* The needs of a kind, ending with part NULL. */
const struct letter_need *letter_needs(enum letter_kind kind);

struct letter_part {
	const char *name;    /* "facts" */
	const char *heading; /* "" none */
	const char *text;    /* paragraphs parted by an empty line; "" lacking */
};

/* How and when it left. A fact of its own: a letter can be sent again. */
struct letter_sending {
	int64_t id, letter;
	const char *channel;      /* digital, letter, qletter, handed */
	struct date date;         /* the day it was sent; DATE_NONE not sent */
	int minute;               /* of that day; -1 unknown */
	struct date received;     /* presumed, deadline.h */
	struct date complaint;    /* decisions: the last day to complain; DATE_NONE none */
	int64_t at, author;
};

struct letter {
	int64_t id;
	enum letter_kind kind;
	int64_t citizen, sanction_case; /* sanction_case 0: of none */
	int64_t about;            /* by kind: the sanction event, appointment, notification, guidance; 0 none */
	int target_group;         /* what the needs go by: 3 and 5 are owed the special assessment */
	const char *provision;    /* the case's; "" none */
	const char *recipient;    /* name and address, a line each; on paper only, never on a screen or in a log */
	const char *title;
	struct date date;
	const char *channel;      /* as meant when it was composed; "" not chosen */
	const char *template_id, *template_hash;
	struct letter_part *parts; /* as composed; a letter read from the store has none, it has its text */
	size_t part_count;
	const char *author_name;
	int64_t at, author;
	int lix;
	/* Of a letter that is kept: */
	const char *text;         /* the whole, as it prints */
	const char *hash, *media_type; /* of the bytes kept: BLAKE2b-256, "application/pdf" or "text/plain" */
	size_t size;              /* bytes */
	struct letter_sending sent; /* the latest */
};

struct letter_list {
	struct letter *rows; /* newest first */
	size_t count;
};

/* "" when the letter has no such part. */
const char *letter_part_text(const struct letter *letter, const char *part);

#define LETTER_MISSING_MAX 16
struct letter_missing {
	size_t count;
	struct {
		const char *part, *text, *mend; /* text and mend translated */
	} items[LETTER_MISSING_MAX];
};

/* Are all parts there that the kind needs? Else ERR_REFUSED names each and what mends it, and missing (may be NULL)
 * lists them. */
NODISCARD bool letter_check(const struct letter *letter, struct letter_missing *missing, struct err *err);

/* The letter that an act of a case sends: SEND_HEARING a hearing, DISPATCH the decision, DECIDE_NONE a decision without
 * sanction where the citizen was heard, UPHOLD the forwarding to the Appeals Board. LETTER_KINDS: none. */
enum letter_kind letter_of_event(const struct sanction_case *file, const struct sanction_event *event);
/* The letter to read through before the act: the one it sends; of DECIDE the decision, which is sent later as it is
 * written now. */
enum letter_kind letter_read_before(const struct sanction_case *file, const struct sanction_event *event);

/* What somebody wants written. Of a case: the event that it goes with, as it is about to be; kind is then
 * letter_read_before(). */
struct letter_order {
	enum letter_kind kind;
	int64_t citizen;
	int64_t sanction_case;     /* 0 none */
	const struct sanction_event *event; /* NULL: the case as it stands */
	int64_t about;             /* SUMMONS: appointment, NOTIFICATION: notification; 0 the newest */
	const char *channel;       /* digital, letter, qletter, handed; "" or NULL not chosen */
	const char *words;         /* own words for the letter's part "words"; "" or NULL none */
};

#endif
