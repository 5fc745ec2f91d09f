#include "guide/xform_load.h"

#include <stdlib.h>
#include <string.h>

#include "guide/xform.h"
#include "samtale/base/str.h"

#define DATA_NODES_MAX (4 * GUIDE_QUESTIONS_MAX)

static xmlHashTable *table_new(void)
{
	xmlHashTable *table = xmlHashCreate(256);

	if (!table)
		BUG("out of memory");
	return table;
}

/* ---- the data ------------------------------------------------------------------------------------- */

static bool read_data(struct xform *xform, const xmlNode *element, struct form_node *parent, size_t *count)
{
	struct form *form = xform->form;
	const char *name = arena_strdup(form->arena, (const char *)element->name);
	struct form_node *node = form_add_node(form, parent, name, xml_line(element));

	if (++*count > DATA_NODES_MAX)
		return XFORM_REFUSE(xform, element, _("the form has more than %d questions; part it in two"),
				    GUIDE_QUESTIONS_MAX);
	if (!parent) {
		form->data = node;
		node->item = &form->root;
		form->root.node = node;
	}
	if (!xml_first(element)) {
		node->value = xml_content(element, form->arena);
		return true;
	}
	for (const xmlNode *child = xml_first(element); child; child = xml_next(child)) {
		if (!read_data(xform, child, node, count))
			return false;
	}
	return true;
}

static bool read_instance(struct xform *xform)
{
	struct form *form = xform->form;
	const xmlNode *instance = xml_child(xform->model, "instance");
	const xmlNode *data = instance ? xml_first(instance) : NULL;
	const char *id, *version;
	size_t count = 0;

	if (!data)
		return XFORM_REFUSE(xform, xform->model,
				    _("the form has no <instance> with its data; is it an XForm?"));
	id = xml_attribute(data, "id", form->arena);
	version = xml_attribute(data, "version", form->arena);
	form->id = !str_is_empty(id) ? id : arena_strdup(form->arena, (const char *)data->name);
	form->version = version ? atoi(version) : 0;
	return read_data(xform, data, NULL, &count);
}

struct form_node *xform_find_node(struct xform *xform, const xmlNode *at, const char *path,
				  const struct form_node *from)
{
	struct form *form = xform->form;
	const char *tidy = form_tidy(path, form->arena);
	struct form_node *node = NULL;

	if (*tidy == '/')
		node = xmlHashLookup(form->paths, xml_text(tidy));
	else if (from)
		node = form_child_node(form, from, tidy);
	if (!node)
		XFORM_REFUSE(xform, at, _("<%s> names %s, which the form's data does not hold"), at->name, tidy);
	return node;
}

/* ---- bindings and actions ------------------------------------------------------------------------- */

static bool read_bind(struct xform *xform, const xmlNode *bind)
{
	const char *path = xml_attribute(bind, "nodeset", xform->form->arena);
	const struct form_node *node;

	if (!path)
		path = xml_attribute(bind, "ref", xform->form->arena);
	if (!path)
		return XFORM_REFUSE(xform, bind, _("a <bind> without nodeset is not supported"));
	node = xform_find_node(xform, bind, path, xform->form->data);
	if (!node)
		return false;
	if (xml_first(bind))
		return XFORM_REFUSE(xform, xml_first(bind), _("a <%s> inside a <bind> is not supported"),
				    xml_first(bind)->name);
	xmlHashUpdateEntry(xform->binds, xml_text(node->path), (void *)(uintptr_t)bind, NULL);
	return true;
}

static bool is_first_event(const char *events)
{
	static const char *const known[] = { "odk-instance-first-load", "odk-new-repeat", "xforms-ready",
					     "jr-insert" };
	size_t length;

	for (events += strspn(events, " "); *events; events += length, events += strspn(events, " ")) {
		bool found = false;

		length = strcspn(events, " ");
		for (size_t i = 0; i < LENGTH(known); i++)
			found = found
				|| (strlen(known[i]) == length && !strncmp(known[i], events, length));
		if (!found)
			return false;
	}
	return true;
}

static bool read_setvalue(struct xform *xform, const xmlNode *element, const struct form_node *from)
{
	struct arena *arena = xform->form->arena;
	const char *event = xml_attribute(element, "event", arena), *ref = xml_attribute(element, "ref", arena);
	struct xform_setvalue *set = arena_alloc(arena, sizeof(*set));
	const struct form_node *node;

	if (!event || !is_first_event(event))
		return XFORM_REFUSE(xform, element,
				    _("<setvalue event=\"%s\"> is not supported; only values set when the form "
				      "begins are"),
				    event ? event : "");
	if (!ref)
		ref = xml_attribute(element, "bind", arena);
	node = ref ? xform_find_node(xform, element, ref, from) : NULL;
	if (!node)
		return ref ? false : XFORM_REFUSE(xform, element, _("a <setvalue> without ref is not supported"));
	set->expr = xml_attribute(element, "value", arena);
	if (str_is_empty(set->expr))
		*set = (struct xform_setvalue){ NULL, xml_content(element, arena) };
	xmlHashUpdateEntry(xform->setvalues, xml_text(node->path), set, NULL);
	return true;
}

static bool read_model(struct xform *xform)
{
	static const char *const passed[] = { "instance", "itext", "submission" };

	for (const xmlNode *child = xml_first(xform->model); child; child = xml_next(child)) {
		bool pass = false;

		for (size_t i = 0; i < LENGTH(passed); i++)
			pass = pass || xml_is(child, passed[i]);
		if (pass)
			continue;
		if (xml_is(child, "bind") ? !read_bind(xform, child)
		    : xml_is(child, "setvalue")
			    ? !read_setvalue(xform, child, xform->form->data)
			    : !XFORM_REFUSE(xform, child, _("<%s> in a <model> is not supported"), child->name))
			return false;
	}
	return true;
}

/* Actions inside questions and repeats; those that are no setvalue are met where the control is read. */
static bool read_body_actions(struct xform *xform, const xmlNode *element)
{
	for (const xmlNode *child = xml_first(element); child; child = xml_next(child)) {
		if (xml_is(child, "setvalue") ? !read_setvalue(xform, child, xform->form->data)
					      : !read_body_actions(xform, child))
			return false;
	}
	return true;
}

/* ---- the whole ------------------------------------------------------------------------------------ */

static bool find_parts(struct xform *xform, const xmlNode *root)
{
	const xmlNode *head = xml_child(root, "head"), *title = xml_child(head, "title");

	xform->model = xml_child(head, "model");
	xform->body = xml_child(root, "body");
	if (!xml_is(root, "html") || !xform->model || !xform->body)
		return XFORM_REFUSE(xform, root,
				    _("<%s> is no XForm: a form is <html> with a <model> in its <head>, and a "
				      "<body>"),
				    root->name);
	if (title)
		xform->form->title = xml_content(title, xform->form->arena);
	return true;
}

static bool read_all(struct xform *xform, const xmlDoc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc);

	return find_parts(xform, root) && read_instance(xform) && xform_read_itext(xform)
	       && xform_read_lists(xform) && read_model(xform) && read_body_actions(xform, xform->body)
	       && xform_read_body(xform);
}

bool xform_load(struct form *form, const void *bytes, size_t size, struct err *err)
{
	struct xform xform = { .form = form, .err = err };
	xmlDoc *doc;
	bool loaded;

	if (!xml_read(form->file, bytes, size, &doc, err))
		return false;
	xform.itext = table_new();
	xform.binds = table_new();
	xform.setvalues = table_new();
	loaded = read_all(&xform, doc);
	xmlHashFree(xform.itext, NULL);
	xmlHashFree(xform.binds, NULL);
	xmlHashFree(xform.setvalues, NULL);
	xmlFreeDoc(doc);
	return loaded;
}
