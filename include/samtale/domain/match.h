/* match.h - citizens and openings ranked against each other (match), each pair explained.
 *
 * Pure and deterministic: the answer follows from what is in the table, never from the order in which it was put there.
 * A hard need that the citizen does not meet excludes the pair, with the reason. A need that nobody can judge from what
 * is written is asked about and never guessed; the citizen's recorded answer decides over what the register says. The
 * rest is points, by the rows of share/rules/match.conf. Language, children, age, sex and address protection never give
 * or take points.
 *
 * Use: fill a table (store/work.h does), match_prepare(), then rank as often as wanted: nothing is allocated a pair.
 * Ties are broken by the prepared order: openings by deadline and number; citizens by fewest referrals, longest on
 * benefit, CPR number. Texts are borrowed from whoever filled the table. */
#ifndef SAMTALE_DOMAIN_MATCH_H
#define SAMTALE_DOMAIN_MATCH_H

#include "samtale/domain/referral.h"
#include "samtale/domain/rule.h"
#include "samtale/domain/target_group.h"

/* ---- forms and needs ------------------------------------------------------------------------------------ */

enum match_form {
	MATCH_ORDINARY, MATCH_SUBSIDY, MATCH_PLACEMENT, MATCH_FLEX_JOB, MATCH_STUDY_JOB,
	MATCH_FORM_OTHER, /* a word we do not know: it is asked about */
	MATCH_FORMS
};
enum match_form match_form_find(const char *word);
const char *match_form_label(const char *word); /* translated; an unknown word is itself */
const char *match_form_word(enum match_form form); /* NULL after the last one known */

/* A need in people's words, translated where it is known; else as the employer wrote it. */
const char *match_need_label(const char *word);
/* The two needs that are no employer's word: studying, which a study job asks for, and the most hours a week, in
 * citizen_need only. */
#define MATCH_NEED_STUDIES "i uddannelse"
#define MATCH_NEED_HOURS "timer om ugen"

#define MATCH_NEEDS_MAX 256
struct match_needs {
	uint64_t bits[MATCH_NEEDS_MAX / 64];
};

/* ---- the table ------------------------------------------------------------------------------------------ */

struct match_answer {
	int64_t citizen;
	const char *need;
	int value; /* 1 meets it, 0 does not; MATCH_NEED_HOURS: hours */
};

struct match_citizen {
	int64_t id;
	const char *cpr, *given_names, *surname, *coordinator_initials, *postcode, *language, *job_goal, *disco08,
		*education;
	struct date benefit_from;
	int target_group;
	int referrals;             /* so far */
	struct date last_referral; /* unset: never */
	bool interpreter, driving_licence;
	bool is_protected;         /* name and address protection: no list names them */
	bool settled;              /* in work or education by the latest outcome: not counted as never proposed */
	int64_t coordinator;
	enum referral_consent consent; /* to be named to employers */
	/* prepared */
	struct match_needs has, lacks;
	int goal, occupation, post, schooling, hours_most;
	uint8_t form_fit[MATCH_FORMS];
};

struct match_opening {
	int64_t id, employer;
	const char *number, *title, *employer_name, *disco08, *postcode, *form, *needs;
	struct date deadline;
	double weekly_hours;
	int places, hired;
	/* prepared */
	struct match_needs needed;
	int goal, occupation, post, level, asks_more;
	enum match_form kind;
};

struct match_points {
	int occupation, related, kindred, education, form, postcode, town, region, need, ask;
	int town_first, town_last, region_first, region_last;
	int never_days;
	uint8_t form_fit[MATCH_FORMS][TARGET_GROUP_MAX + 1]; /* [form][group]; group 0: unknown */
};
/* ERR_MISSING names the row that is not there. */
NODISCARD bool match_points_read(const struct rules *rules, struct date today, struct match_points *points,
				 struct err *err);

struct match_table {
	struct match_citizen *citizens;
	size_t citizen_count;
	struct match_opening *openings;
	size_t opening_count;
	struct match_answer *answers;
	size_t answer_count;
	struct date today;
	struct match_points points;
	/* prepared */
	const char **words; /* the needs, by index */
	size_t word_count;
	size_t mask_count; /* the words of struct match_needs that are in use */
};

/* Puts the table in its order and computes what ranking goes by. Allocates in the arena. */
void match_prepare(struct match_table *table, struct arena *arena);

/* ---- ranking -------------------------------------------------------------------------------------------- */

enum match_reason {
	MATCH_CLOSED, /* the deadline has passed */
	MATCH_FILLED, /* all places are taken */
	MATCH_FORM,   /* not a form for the target group */
	MATCH_HOURS,  /* more hours than the citizen can */
	MATCH_NEED,   /* a hard need that is not met */
	MATCH_REASONS
};
const char *match_reason_name(enum match_reason reason);  /* "form": for data */
const char *match_reason_label(enum match_reason reason); /* translated */

struct match_verdict {
	unsigned excluded; /* bit n: enum match_reason n; 0 the pair fits */
	int points;        /* 0 to MATCH_POINTS_MAX */
	int asks;          /* needs to be asked about */
};
#define MATCH_POINTS_MAX 255
struct match_verdict match_judge(const struct match_table *table, const struct match_citizen *citizen,
				 const struct match_opening *opening);

struct match_rank {
	uint32_t index; /* into the prepared table */
	uint8_t points, asks;
};
struct match_ranking {
	struct match_rank *rows, *spare; /* best first; room for the longer side of the table */
	size_t count;
	size_t excluded;
};
void match_ranking_init(struct match_ranking *ranking, const struct match_table *table, struct arena *arena);
/* The openings of a citizen, the citizens of an opening: those that fit, best first. */
void match_openings(const struct match_table *table, size_t citizen, struct match_ranking *ranking);
void match_citizens(const struct match_table *table, size_t opening, struct match_ranking *ranking);
/* Those that do not, in the table's order. */
void match_openings_excluded(const struct match_table *table, size_t citizen, struct match_ranking *ranking);
void match_citizens_excluded(const struct match_table *table, size_t opening, struct match_ranking *ranking);

/* SIZE_MAX: not there. */
size_t match_citizen_find(const struct match_table *table, int64_t id);
size_t match_opening_find(const struct match_table *table, int64_t id);

/* ---- one pair in words ---------------------------------------------------------------------------------- */

struct match_texts {
	const char **lines;
	size_t count;
};
struct match_explained {
	struct match_verdict verdict;
	struct match_texts good, missing, closes; /* speaks for it, is missing, would close the gap */
	const char **asked;                       /* the needs to ask about, as recorded in citizen_need */
	size_t asked_count;
};
void match_explain(const struct match_table *table, const struct match_citizen *citizen,
		   const struct match_opening *opening, struct arena *arena, struct match_explained *explained);
/* The first reason that excludes, in words: "driving licence C is missing". */
const char *match_excluded_text(const struct match_table *table, const struct match_citizen *citizen,
				const struct match_opening *opening, struct arena *arena);

/* ---- who is never proposed ------------------------------------------------------------------------------ */

struct match_never_row {
	size_t citizen;                /* index */
	int fits;                      /* openings that fit */
	int by_reason[MATCH_REASONS];  /* openings that each reason excludes */
	enum match_reason main;        /* the reason that excludes most */
	const char *closer;            /* the need that alone keeps most openings away; NULL none */
	int closes;                    /* how many */
};
struct match_never {
	struct match_never_row *rows; /* those no opening fits first, then the table's order */
	size_t count;
	size_t looked_at, settled;           /* citizens; left out because they are in work or education */
	size_t without_fit, never, long_ago; /* no opening fits; never referred; not for points.never_days */
	size_t by_main[MATCH_REASONS];       /* citizens by what keeps most openings from them */
};
/* coordinator 0: everybody's. */
void match_never(const struct match_table *table, int64_t coordinator, struct arena *arena, struct match_never *never);

#endif
