/* guide_write.h - a finished form as the text of a guide file. */
#ifndef SAMTALE_GUIDE_GUIDE_WRITE_H
#define SAMTALE_GUIDE_GUIDE_WRITE_H

#include "guide/form_model.h"
#include "samtale/base/str.h"

/* From this line of the text on, what stands there comes from here. */
struct guide_origin {
	int line;
	const char *file;
	int from;
};

struct guide_text {
	struct str text; /* str_init() it before */
	struct guide_origin *origins; /* in the form's arena, by line */
	size_t origin_count;
};

/* The form must be finished (form_finish.h). language: one of the form's. */
void guide_write(struct form *form, const char *id, int version, size_t language, struct guide_text *out);

/* What a list's file is called beside the guide, so that two forms' files do not meet. In the form's arena. */
const char *guide_table_name(struct form *form, const char *id, const struct form_list *list);

/* Where a line of the text comes from; line 1 of the form when nobody knows. */
struct guide_origin guide_origin_of(const struct form *form, const struct guide_text *text, int line);

#endif
