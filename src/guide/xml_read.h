/* xml_read.h - XML of strangers: bounded, without entities of its own and without the network.
 *
 * A document that brings a document type is refused at its line, before anything in it is expanded; so there
 * are no entities but XML's five. libxml2's own limits hold: 256 elements deep, 10 MB a text. */
#ifndef SAMTALE_GUIDE_XML_READ_H
#define SAMTALE_GUIDE_XML_READ_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

#define FORM_FILE_MAX (32 * 1024 * 1024)

/* The whole file in the arena, with a NUL behind it that *size does not count. err: ERR_MISSING, ERR_IO,
 * ERR_INPUT when it is larger than FORM_FILE_MAX. */
NODISCARD bool form_file_read(const char *path, struct arena *arena, const char **bytes, size_t *size,
			      struct err *err);

/* To be freed with xmlFreeDoc(). file is what errors call it; err: "FILE:LINE: what; what to do". */
NODISCARD bool xml_read(const char *file, const void *bytes, size_t size, xmlDoc **doc, struct err *err);

int xml_line(const xmlNode *node);
bool xml_is(const xmlNode *node, const char *name); /* an element of that local name */
/* The first child of that name, and the next brother of that name; NULL none. */
xmlNode *xml_child(const xmlNode *node, const char *name);
xmlNode *xml_brother(const xmlNode *node, const char *name);
/* The first element below or after; NULL none. */
xmlNode *xml_first(const xmlNode *node);
xmlNode *xml_next(const xmlNode *node);
/* By local name, whatever its namespace; NULL when it is not there. In the arena. */
const char *xml_attribute(const xmlNode *node, const char *name, struct arena *arena);
/* All text below, tidied: valid UTF-8, blanks for line ends, none at the ends. In the arena. */
const char *xml_content(const xmlNode *node, struct arena *arena);
/* The same tidying for text from elsewhere. */
const char *form_tidy(const char *text, struct arena *arena);

#endif
