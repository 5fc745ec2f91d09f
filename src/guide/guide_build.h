/* guide_build.h - a guide while it is being read; the parts of the loader meet here. */
#ifndef SAMTALE_GUIDE_GUIDE_BUILD_H
#define SAMTALE_GUIDE_GUIDE_BUILD_H

#include <confuse.h>

#include "guide/guide_instance.h"
#include "guide/guide_source.h"

struct build {
	const char *file;
	struct source source;
	struct guide *guide;
	struct instance *instance; /* empty answers, to try the expressions on */
	cfg_t **sections;          /* of each question */
	struct err *err;
};

/* The options of a question, for the table of the whole file. */
extern cfg_opt_t question_options[];

/* Fills guide->questions[index] and plans[index] but for the expressions. */
NODISCARD bool question_read(struct build *build, size_t index);
/* When every name is known: the expressions, and the names in texts. */
NODISCARD bool question_compile(struct build *build, size_t index);
/* The feeds of a question whose choices are read. */
NODISCARD bool question_read_feeds(struct build *build, size_t index);

/* The option's text in the guide's arena, "" when it is not given. */
const char *build_text(struct build *build, cfg_t *section, const char *option);
/* An expression of a step or question; *expr stays NULL when the text is "". */
NODISCARD bool build_expr(struct build *build, const char *kind, size_t index, enum expr_role role,
			  const char *written, const struct expr **expr);
/* Refuses a ${name} in a text that no question has. */
NODISCARD bool build_check_names(struct build *build, const char *kind, size_t index, const char *option,
				 const char *text);

/* Refuses at the line of the question's option (NULL: of the question). */
#define QUESTION_REFUSE(build, index, option, ...) \
	guide_refuse((build)->err, (build)->file, \
		     source_line(&(build)->source, "question", (index), (option)), __VA_ARGS__)

#endif
