#include "guide/xml_read.h"

#include <errno.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "guide/guide_model.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

/* ---- files ---------------------------------------------------------------------------------------- */

static bool file_bytes(FILE *file, const char *path, struct arena *arena, const char **bytes, size_t *size,
		       struct err *err)
{
	struct stat facts;
	char *room;

	if (fstat(fileno(file), &facts) || !S_ISREG(facts.st_mode))
		return err_set(err, ERR_INPUT, _("%s is not a file. Name the form's file."), path);
	if (facts.st_size > FORM_FILE_MAX)
		return guide_refuse(err, path, 1, _("the file is larger than %d MiB; part the form in two"),
				    FORM_FILE_MAX / 1024 / 1024);
	room = arena_alloc(arena, (size_t)facts.st_size + 1);
	*size = fread(room, 1, (size_t)facts.st_size, file);
	*bytes = room;
	if (!ferror(file))
		return true;
	err_set(err, ERR_IO, _("The form %s cannot be read. Ask whoever looks after this machine."), path);
	return err_detail(err, "%s", strerror(errno));
}

bool form_file_read(const char *path, struct arena *arena, const char **bytes, size_t *size, struct err *err)
{
	FILE *file = fopen(path, "re");
	bool read;

	if (!file) {
		err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_IO,
			_("The form %s cannot be opened. See whether it is there and may be read."), path);
		return err_detail(err, "%s", strerror(errno));
	}
	read = file_bytes(file, path, arena, bytes, size, err);
	fclose(file);
	return read;
}

/* ---- parsing -------------------------------------------------------------------------------------- */

static void silence(void *context, xmlError *error)
{
	(void)context;
	(void)error;
}

/* Stands where libxml2 would begin to take in a document type. */
static void meet_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *parser = context;
	int *line = parser->_private;

	(void)name;
	(void)external;
	(void)system;
	*line = parser->input ? parser->input->line : 1;
	xmlStopParser(parser);
}

static bool refuse_fault(const char *file, xmlParserCtxt *parser, struct err *err)
{
	const xmlError *fault = xmlCtxtGetLastError(parser);

	guide_refuse(err, file, fault && fault->line > 0 ? fault->line : 1,
		     _("this is not well-formed XML; save the form once more where it was made"));
	return err_detail(err, "%s", fault && fault->message ? fault->message : "");
}

static bool parse(const char *file, xmlParserCtxt *parser, const void *bytes, size_t size, xmlDoc **doc,
		  struct err *err)
{
	int doctype = 0;

	parser->_private = &doctype;
	parser->sax->internalSubset = meet_doctype;
	*doc = xmlCtxtReadMemory(parser, bytes, (int)size, NULL, NULL,
				 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT
					 | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA);
	if (*doc && !doctype && xmlDocGetRootElement(*doc))
		return true;
	xmlFreeDoc(*doc);
	*doc = NULL;
	if (doctype)
		return guide_refuse(err, file, doctype,
				    _("<!DOCTYPE is not supported in a form: it can bring in other files; take "
				      "it away"));
	return refuse_fault(file, parser, err);
}

bool xml_read(const char *file, const void *bytes, size_t size, xmlDoc **doc, struct err *err)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	bool read;

	if (!parser)
		BUG("out of memory");
	xmlSetStructuredErrorFunc(NULL, silence);
	read = size <= FORM_FILE_MAX * 2u ? parse(file, parser, bytes, size, doc, err)
					  : guide_refuse(err, file, 1, _("there is too much XML in it"));
	xmlFreeParserCtxt(parser);
	xmlSetStructuredErrorFunc(NULL, NULL);
	return read;
}

/* ---- reading the tree ----------------------------------------------------------------------------- */

int xml_line(const xmlNode *node)
{
	long line = xmlGetLineNo(node);

	return line > 0 ? (int)line : 1;
}

bool xml_is(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, xml_text(name));
}

static xmlNode *element_from(xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *xml_first(const xmlNode *node)
{
	return element_from(node->children);
}

xmlNode *xml_next(const xmlNode *node)
{
	return element_from(node->next);
}

xmlNode *xml_child(const xmlNode *node, const char *name)
{
	xmlNode *child = node ? xml_first(node) : NULL;

	while (child && !xml_is(child, name))
		child = xml_next(child);
	return child;
}

xmlNode *xml_brother(const xmlNode *node, const char *name)
{
	xmlNode *brother = xml_next(node);

	while (brother && !xml_is(brother, name))
		brother = xml_next(brother);
	return brother;
}

const char *xml_attribute(const xmlNode *node, const char *name, struct arena *arena)
{
	for (const xmlAttr *at = node->properties; at; at = at->next) {
		xmlChar *value;
		const char *text;

		if (!xmlStrEqual(at->name, xml_text(name)))
			continue;
		value = xmlNodeListGetString(node->doc, at->children, 1);
		text = arena_strdup(arena, (const char *)value);
		xmlFree(value);
		return text;
	}
	return NULL;
}

const char *form_tidy(const char *text, struct arena *arena)
{
	char *tidy = utf8_clean(arena, text, strlen(text), false), *to = tidy;

	for (const char *from = tidy; *from; from++) {
		if (*from != ' ' || (to > tidy && to[-1] != ' '))
			*to++ = *from;
	}
	if (to > tidy && to[-1] == ' ')
		to--;
	*to = '\0';
	return tidy;
}

const char *xml_content(const xmlNode *node, struct arena *arena)
{
	xmlChar *content = xmlNodeGetContent(node);
	const char *tidy = form_tidy(content ? (const char *)content : "", arena);

	xmlFree(content);
	return tidy;
}
