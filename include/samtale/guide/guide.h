/* guide.h - a conversation guide: loaded from a file, then walked question by question.
 *
 * A guide is data (share/guides/LANGUAGE/ID.conf, libconfuse; a file of that name in $sysconfdir/samtale/guides/LANGUAGE goes
 * before the built-in one). The vocabulary is XLSForm's; expressions are XPath 1.0 with ${name}, evaluated by libxml2 over an
 * instance document of the answers. The loader refuses a guide with file, line and what to do.
 *
 * A walk holds one conversation's answers and knows what is relevant, valid and missing. It is pure: same guide, same
 * answers, same `today`, same result. A question that becomes irrelevant keeps its answer but does not export it. */
#ifndef SAMTALE_GUIDE_GUIDE_H
#define SAMTALE_GUIDE_GUIDE_H

#include "samtale/base/err.h"
#include "samtale/base/tr.h"
#include "samtale/domain/conversation.h"

struct guide; /* opaque; immutable once loaded */
struct walk;  /* opaque */

enum question_type {
	QUESTION_TEXT, QUESTION_NOTE, QUESTION_INTEGER, QUESTION_DECIMAL, QUESTION_SELECT_ONE, QUESTION_SELECT_MULTIPLE,
	QUESTION_DATE, QUESTION_RANGE, QUESTION_CALCULATE, QUESTION_TYPES
};

struct choice {
	const char *name;  /* stored; no blanks */
	const char *label;
};

/* What the screen needs of a question; borrowed from the guide. */
struct question {
	const char *name;
	enum question_type type;
	const char *label;
	const char *hint;          /* to say aloud; "" none */
	const char *guidance_hint; /* for the caseworker only; "" none */
	bool multiline;            /* appearance = multiline */
	bool caseworker;           /* answered by the caseworker, not read aloud */
	bool sensitive;
	const struct choice *choices;
	size_t choice_count;
	int range_start, range_end; /* RANGE */
	const char *default_value;  /* "" none */
	const char *constraint_message;
};

struct guide_step {
	const char *name, *title, *say; /* say: what the caseworker says to open the step; "" none */
	size_t first, count;            /* indexes into the questions */
};

/* ---- loading ---------------------------------------------------------------------------------- */

/* The guide `id` in `language`, from override_dir when it has the file (NULL: only the built-in ones). Free with guide_free().
 * err: ERR_MISSING, or ERR_INPUT with "FILE:LINE: what; what to do". */
NODISCARD bool guide_load(const char *id, enum language language, const char *override_dir, struct guide **guide,
			  struct err *err);
/* The text that guide_load() would read, as it stands, and what errors call it. In the arena. */
NODISCARD bool guide_file_text(const char *id, enum language language, const char *override_dir, struct arena *arena,
			       const char **name, const char **text, struct err *err);
/* From text; name is what errors call it. */
NODISCARD bool guide_parse(const char *name, const char *text, struct guide **guide, struct err *err);
void guide_free(struct guide *guide);

/* What guides there are: ids of the built-in ones and of override_dir, sorted, in the arena, NULL-terminated. */
const char *const *guide_ids(enum language language, const char *override_dir, struct arena *arena);

const char *guide_id(const struct guide *guide);
int guide_version(const struct guide *guide);
const char *guide_title(const struct guide *guide);
bool guide_is_for(const struct guide *guide, int target_group);
bool guide_resets_contact_clock(const struct guide *guide);
enum conversation_closing guide_closing(const struct guide *guide);
size_t guide_steps(const struct guide *guide, const struct guide_step **steps);
size_t guide_questions(const struct guide *guide, const struct question **questions);
/* Index of the question, or -1. */
int guide_find(const struct guide *guide, const char *question);

/* The words of the file format: "select_one", "step.status". */
const char *question_type_name(enum question_type type);
const char *feed_kind_name(enum feed_kind kind);

/* ---- walking ---------------------------------------------------------------------------------- */

/* What expressions may ask about the citizen: ${target_group}, ${age}, ${has_children}. */
struct walk_citizen {
	int target_group;
	int age;
	bool has_children;
};

/* The guide must outlive the walk. */
struct walk *walk_new(const struct guide *guide, const struct walk_citizen *citizen, struct date today);
void walk_free(struct walk *walk);

/* Put an answer back as stored (loading); no constraint is checked. Unknown questions are kept for the history, ignored here. */
void walk_restore(struct walk *walk, const struct answer *answer);
/* Give an answer. false: value is not acceptable (type, constraint, required), err says why in the citizen's and caseworker's
 * words, and the walk is unchanged. Blanks around a text are removed. A date arrives as ISO, numbers with a point. */
NODISCARD bool walk_answer(struct walk *walk, int question, enum answer_state state, const char *value, struct err *err);

bool walk_relevant(const struct walk *walk, int question);
bool walk_required(const struct walk *walk, int question);
/* ANSWER_NONE and "" when never answered. */
enum answer_state walk_state(const struct walk *walk, int question);
const char *walk_value(const struct walk *walk, int question);
/* The value that expressions see and that is exported: "" when the question is not relevant, the default until it is
 * answered, the choices still offered. Valid until the walk changes. */
const char *walk_exported(const struct walk *walk, int question);
/* The value as people read it: choice labels, long dates. In the arena. */
const char *walk_text(const struct walk *walk, int question, struct arena *arena);
/* Label with ${name} filled in from the answers. In the arena. */
const char *walk_label(const struct walk *walk, int question, struct arena *arena);
/* Any text of the guide (hint, say ...) with its ${name} filled in from the answers. In the arena. */
const char *walk_fill(const struct walk *walk, const char *text, struct arena *arena);
/* Choices left by choice_filter; returns how many indexes of question->choices were written to shown. */
size_t walk_choices(const struct walk *walk, int question, size_t *shown, size_t room);

/* The nearest relevant, non-calculated question after / before `question` (-1 = from the start / end); -1 none. */
int walk_next(const struct walk *walk, int question);
int walk_previous(const struct walk *walk, int question);
/* The first relevant question that is required and not answered (declined, unknown count as answered, parked does not); -1 none. */
int walk_first_missing(const struct walk *walk);
/* Relevant questions, and how many of them are answered. */
void walk_count(const struct walk *walk, int *relevant, int *answered);

/* What the answers become: relevant questions with `feeds`, in guide order. In the arena. */
void walk_feeds(const struct walk *walk, struct arena *arena, struct feed_list *feeds);
/* The generated summary: plain sentences a citizen can read, one paragraph a step. In the arena. */
const char *walk_summary(const struct walk *walk, struct arena *arena);

#endif
