/* guide.h - a conversation guide: loaded from a file, then walked question by question.
 *
 * A guide is data (share/guides/LANGUAGE/ID.conf; a file of that name in $sysconfdir/samtale/guides/LANGUAGE
 * goes before the built-in one; samtale-guide(5) tells the format). The vocabulary is XLSForm's; expressions
 * are XPath 1.0 with ${name}, evaluated by libxml2 over an instance document of the answers. The loader
 * refuses a guide with file, line and what to do.
 *
 * A walk holds one conversation's answers and knows what is relevant, valid and missing. It is pure: same
 * guide, same answers, same `today` and seed, same result. A question that becomes irrelevant keeps its
 * answer but does not export it.
 *
 * What a walk goes through are its items, named by ints. The first items are the guide's questions: item 3 is
 * question 3. A question in a repeat is there only in the repeat's instances: its own item is never relevant,
 * and every instance has items of its own. Items keep their number while the walk lives; instances come and
 * go. A repeat is an item too: "one more?" */
#ifndef SAMTALE_GUIDE_GUIDE_H
#define SAMTALE_GUIDE_GUIDE_H

#include "samtale/base/err.h"
#include "samtale/base/tr.h"
#include "samtale/domain/conversation.h"

struct guide; /* opaque; immutable once loaded */
struct walk;  /* opaque */

enum question_type {
	QUESTION_TEXT,
	QUESTION_NOTE, /* read, not answered */
	QUESTION_INTEGER,
	QUESTION_DECIMAL,
	QUESTION_SELECT_ONE,
	QUESTION_SELECT_MULTIPLE,
	QUESTION_DATE,
	QUESTION_RANGE,
	QUESTION_CALCULATE,   /* neither shown nor answered */
	QUESTION_TIME,        /* "14:30" */
	QUESTION_DATETIME,    /* "2026-11-30T14:30" */
	QUESTION_ACKNOWLEDGE, /* one choice, "OK" */
	QUESTION_RANK,        /* all choices, the first first */
	QUESTION_GEOPOINT,    /* "latitude longitude[ altitude[ accuracy]]" */
	QUESTION_GEOTRACE,    /* points with ; between */
	QUESTION_GEOSHAPE,
	QUESTION_IMAGE, /* from here on: the name of a file, or whatever was noted */
	QUESTION_AUDIO,
	QUESTION_VIDEO,
	QUESTION_FILE,
	QUESTION_BARCODE,
	QUESTION_TYPES,
	/* "Another one?" after the last instance of a repeat: yes or no. Never in a guide file. */
	QUESTION_REPEAT = QUESTION_TYPES
};

struct choice {
	const char *name; /* stored; no blanks */
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
	bool read_only; /* shown with its value, never answered */
	const struct choice *choices;
	size_t choice_count;        /* of a list: thousands, perhaps */
	int range_start, range_end; /* RANGE */
	const char *default_value;  /* "" none; of an expression: as it is written */
	const char *constraint_message;
};

struct guide_step {
	const char *name, *title, *say; /* say: what the caseworker says to open the step; "" none */
	size_t first, count;            /* indexes into the questions */
};

/* ---- loading ---------------------------------------------------------------------------------- */

/* The guide `id` in `language`, from override_dir when it has the file (NULL: only the built-in ones). Free
 * with guide_free(). err: ERR_MISSING, or ERR_INPUT with "FILE:LINE: what; what to do". */
NODISCARD bool guide_load(const char *id, enum language language, const char *override_dir,
			  struct guide **guide, struct err *err);
/* The text that guide_load() would read, as it stands, and what errors call it. In the arena. */
NODISCARD bool guide_file_text(const char *id, enum language language, const char *override_dir,
			       struct arena *arena, const char **name, const char **text, struct err *err);
/* From text; name is what errors call it. A list's file is looked for in the folder of `name`. */
NODISCARD bool guide_parse(const char *name, const char *text, struct guide **guide, struct err *err);
/* A CSV file given as text, for what has no folder. */
struct guide_table {
	const char *file; /* "districts.csv" */
	const char *text;
};
/* Like guide_parse(), but lists' files are these only. tables ends with file NULL. */
NODISCARD bool guide_parse_with(const char *name, const char *text, const struct guide_table *tables,
				struct guide **guide, struct err *err);
/* The files of the guide's lists as they were read, for guide_parse_with(). In the arena, the texts borrowed.
 */
const struct guide_table *guide_tables(const struct guide *guide, struct arena *arena);
void guide_free(struct guide *guide);

/* What guides there are: ids of the built-in ones and of override_dir, sorted, in the arena, NULL-terminated.
 */
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
	uint64_t seed; /* of random(), uuid() and randomize(): the conversation's id */
};

/* The guide must outlive the walk. */
struct walk *walk_new(const struct guide *guide, const struct walk_citizen *citizen, struct date today);
void walk_free(struct walk *walk);

/* Items run from 0 to this; it grows when instances come. */
int walk_items(const struct walk *walk);
/* The question of an item. Of a repeat: a QUESTION_REPEAT whose name and label are the repeat's. Borrowed
 * from the guide. */
const struct question *walk_item_question(const struct walk *walk, int item);
/* The questions and repeats there are now, relevant or not and calculated ones too, in the guide's order.
 * Borrowed; valid until the walk changes. */
int walk_sequence(const struct walk *walk, const int **items);
/* What its answer is stored under: "JS02", in a repeat "child[2]/age", of a repeat in a repeat
 * "child[2]/school". The number is the instance's own and stays, also when one before it is taken away.
 * Borrowed; lives as long as the walk. */
const char *walk_item_path(const struct walk *walk, int item);
/* The item of a path, -1 when there is none. An instance that no longer counts is still found. */
int walk_find(const struct walk *walk, const char *path);
/* The step an item stands in: an index into guide_steps(). */
int walk_item_step(const struct walk *walk, int item);
/* Where an item stands among instances: "Child 2 of 3", "Child 2 of 3, School 1 of 1"; "" outside of repeats.
 * In the arena. */
const char *walk_where(const struct walk *walk, int item, struct arena *arena);

/* Put an answer back as stored (loading); no constraint is checked. `question` is a path; it brings the
 * instance it speaks of. Unknown ones are kept for the history, ignored here. The answers of one sitting may
 * come in any order. */
void walk_restore(struct walk *walk, const struct answer *answer);
/* Give an answer. false: value is not acceptable (type, constraint, required), err says why in the citizen's
 * and caseworker's words, and the walk is unchanged. Blanks around a text are removed. A date arrives as ISO,
 * numbers with a point. */
NODISCARD bool walk_answer(struct walk *walk, int question, enum answer_state state, const char *value,
			   struct err *err);

bool walk_relevant(const struct walk *walk, int question);
bool walk_required(const struct walk *walk, int question);
/* ANSWER_NONE and "" when never answered. */
enum answer_state walk_state(const struct walk *walk, int question);
const char *walk_value(const struct walk *walk, int question);
/* The value that expressions see and that is exported: "" when the question is not relevant, the default
 * until it is answered, the choices still offered. Valid until the walk changes. */
const char *walk_exported(const struct walk *walk, int question);
/* The value as people read it: choice labels, long dates. In the arena. */
const char *walk_text(const struct walk *walk, int question, struct arena *arena);
/* Label with ${name} filled in from the answers. In the arena. */
const char *walk_label(const struct walk *walk, int question, struct arena *arena);
/* Any text of the guide (hint, say ...) with its ${name} filled in from the answers, as read beside an item: ${name} of
 * a question in its repeat is that of the same instance. In the arena. */
const char *walk_fill_at(const struct walk *walk, int item, const char *text, struct arena *arena);
/* Choices left by choice_filter; returns how many indexes of question->choices were written to shown. */
size_t walk_choices(const struct walk *walk, int question, size_t *shown, size_t room);

/* The nearest relevant, non-calculated question after / before `question` (-1 = from the start / end); -1
 * none. */
int walk_next(const struct walk *walk, int question);
int walk_previous(const struct walk *walk, int question);
/* The first relevant question that is required and not answered (declined, unknown count as answered, parked
 * does not); -1 none. */
int walk_first_missing(const struct walk *walk);
/* Relevant questions, and how many of them are answered. */
void walk_count(const struct walk *walk, int *relevant, int *answered);

/* ---- repeats ----------------------------------------------------------------------------------
 * A repeat's answer is the list of its instances' numbers, "1 2 4": whoever stores it keeps which instances
 * there are. With a count expression there are as many instances as it says and nobody is asked. Else there
 * is one to begin with, and after the last one the walk stops at the repeat's own item. walk_answer() of that
 * item takes "yes" (one more), "no", or a list of numbers. An instance that is taken away keeps its answers,
 * unseen. */

struct walk_instance {
	int number; /* in paths */
	int first;  /* the first item to stop at; -1 none is relevant */
};

/* The repeat item whose instance an item stands in, -1 none; for a repeat: the one around it. */
int walk_repeat_of(const struct walk *walk, int item);
/* Whether the caseworker adds and takes away its instances (no count expression). */
bool walk_repeat_is_open(const struct walk *walk, int repeat);
/* The instances there are, in order. In the arena. */
size_t walk_instances(const struct walk *walk, int repeat, struct arena *arena,
		      struct walk_instance **instances);
/* One more at the end. *first: where to go on. err: the count is not the caseworker's, or there are too many.
 */
NODISCARD bool walk_instance_add(struct walk *walk, int repeat, int *first, struct err *err);
/* Takes away the instance the item stands in. *next: where to go on, never -1 but for a walk without anything
 * to ask. */
NODISCARD bool walk_instance_delete(struct walk *walk, int item, int *next, struct err *err);

/* ---- what becomes of it ------------------------------------------------------------------------ */

/* What the answers become: relevant questions with `feeds`, in guide order; feed.question is the item's path.
 * In the arena. */
void walk_feeds(const struct walk *walk, struct arena *arena, struct feed_list *feeds);
/* The generated summary: plain sentences a citizen can read, one paragraph a step. In the arena. */
const char *walk_summary(const struct walk *walk, struct arena *arena);

#endif
