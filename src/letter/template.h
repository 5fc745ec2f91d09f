/* template.h - a template as it was read: a title and sections of paragraphs with placeholders in them. */
#ifndef SAMTALE_SRC_LETTER_TEMPLATE_H
#define SAMTALE_SRC_LETTER_TEMPLATE_H

#include "samtale/base/id.h"
#include "samtale/letter/letter.h"

struct template_section {
	const char *part, *heading; /* heading "" none */
	const char *text;           /* paragraphs parted by an empty line, placeholders as written */
};

struct letter_template {
	enum letter_kind kind;
	const char *id;             /* the file's name, or that of the built-in one: "hearing" */
	char hash[ID_HASH_TEXT];    /* of the file */
	const char *title;
	struct template_section *sections;
	size_t section_count;
};

/* The name between braces at text (which stands at the brace), its length and how many bytes it takes with them. False
 * when the brace is not closed on the line. */
bool placeholder_at(const char *text, const char **name, size_t *length, size_t *taken);

#endif
