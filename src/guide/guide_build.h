/* guide_build.h - a guide while it is being read; the parts of the loader meet here. */
#ifndef SAMTALE_GUIDE_GUIDE_BUILD_H
#define SAMTALE_GUIDE_GUIDE_BUILD_H

#include "guide/guide_instance.h"
#include "guide/guide_source.h"

struct build {
	const char *file;
	const char *folder;               /* of lists' files; NULL none */
	const struct guide_table *tables; /* lists' files; NULL: the folder's */
	struct source source;
	struct guide *guide;
	struct instance *instance;              /* empty answers, to try the expressions on */
	const struct source_section **sections; /* of each vertex */
	const struct source_section *
		*others; /* of a question that stands for "other": the one it belongs to */
	struct err *err;
};

/* guide_parse() with the places lists' files are looked for; see struct build. */
NODISCARD bool guide_build(const char *name, const char *text, const char *folder,
			   const struct guide_table *tables, struct guide **guide, struct err *err);

/* The text of a list's file, in the arena. err: "FILE:LINE: ...", or ERR_IO. */
NODISCARD bool list_file_text(const char *folder, const char *file, struct arena *arena, char **text,
			      struct err *err);

/* Options of a section; "" or `otherwise` when not given. Borrowed from the source. */
const char *option_text(const struct source_section *section, const char *name);
bool option_truth(const struct source_section *section, const char *name);
long option_number(const struct source_section *section, const char *name, long otherwise);
size_t option_count(const struct source_section *section, const char *name);
const char *option_at(const struct source_section *section, const char *name, size_t index);

/* The option's text in the guide's arena. */
const char *build_text(struct build *build, const struct source_section *section, const char *option);
/* An expression of a vertex; *expr stays NULL when the text is "". */
NODISCARD bool build_expr(struct build *build, int vertex, enum expr_role role, const char *written,
			  const struct expr **expr);
/* Refuses a ${name} in a text that no question has. */
NODISCARD bool build_check_names(struct build *build, const struct source_section *section,
				 const char *option, const char *text);

/* The lists of a guide, and the choices of a question as one. */
NODISCARD bool lists_read(struct build *build);
NODISCARD bool list_read_choices(struct build *build, const struct source_section *section,
				 struct guide_list *list);

/* Fills guide->questions[index] and plans[index] but for the expressions. */
NODISCARD bool question_read(struct build *build, size_t index);
/* When every name is known: the expressions, and the names in texts. */
NODISCARD bool question_compile(struct build *build, size_t index);
/* The feeds of a question whose choices are read. */
NODISCARD bool question_read_feeds(struct build *build, size_t index);

/* Refuses at the line of the section's option (NULL: of the section). */
#define BUILD_REFUSE(build, section, option, ...) \
	guide_refuse((build)->err, (build)->file, source_line((section), (option)), __VA_ARGS__)
#define QUESTION_REFUSE(build, index, option, ...) \
	BUILD_REFUSE((build), (build)->sections[index], (option), __VA_ARGS__)

#endif
