#include <string.h>

#include "guide/form_finish.h"
#include "guide/xform.h"
#include "samtale/base/str.h"

static bool read_children(struct xform *xform, const xmlNode *element, struct form_item *parent);

/* ---- controls ------------------------------------------------------------------------------------- */

static const struct {
	const char *control;
	const char *bound;     /* the binding's type without prefix; NULL any */
	const char *mediatype; /* of an upload, up to its /; NULL any */
	const char *type;
} control_types[] = {
	{ "input", "", NULL, "text" },
	{ "input", "string", NULL, "text" },
	{ "input", "int", NULL, "integer" },
	{ "input", "integer", NULL, "integer" },
	{ "input", "decimal", NULL, "decimal" },
	{ "input", "date", NULL, "date" },
	{ "input", "time", NULL, "time" },
	{ "input", "dateTime", NULL, "datetime" },
	{ "input", "geopoint", NULL, "geopoint" },
	{ "input", "geotrace", NULL, "geotrace" },
	{ "input", "geoshape", NULL, "geoshape" },
	{ "input", "barcode", NULL, "barcode" },
	{ "select1", NULL, NULL, "select_one" },
	{ "select", NULL, NULL, "select_multiple" },
	{ "rank", NULL, NULL, "rank" },
	{ "trigger", NULL, NULL, "acknowledge" },
	{ "range", NULL, NULL, "range" },
	{ "upload", NULL, "image", "image" },
	{ "upload", NULL, "audio", "audio" },
	{ "upload", NULL, "video", "video" },
	{ "upload", NULL, NULL, "file" },
};

/* The binding's type, "" none: "xsd:int" is int. */
static const char *bound_type(struct xform *xform, const struct form_node *node)
{
	const xmlNode *bind = xform_bind_of(xform, node);
	const char *type = bind ? xml_attribute(bind, "type", xform->form->arena) : NULL;
	const char *colon = type ? strrchr(type, ':') : NULL;

	return colon ? colon + 1 : type ? type : "";
}

static bool read_type(struct xform *xform, const xmlNode *control, struct form_item *item)
{
	const char *bound = bound_type(xform, item->node);
	const char *media = xml_attribute(control, "mediatype", xform->form->arena);

	for (size_t i = 0; i < LENGTH(control_types); i++) {
		if (!xml_is(control, control_types[i].control)
		    || (control_types[i].bound && !str_equal(bound, control_types[i].bound))
		    || (control_types[i].mediatype
			&& (!media || !str_starts(media, control_types[i].mediatype))))
			continue;
		item->type = control_types[i].type;
		return true;
	}
	if (xml_is(control, "input"))
		return XFORM_REFUSE(xform, control, _("the type “%s” of %s is not supported"), bound, item->name);
	return XFORM_REFUSE(xform, control, _("<%s> is not supported"), control->name);
}

static bool read_range(struct xform *xform, const xmlNode *control, struct form_item *item)
{
	struct arena *arena = xform->form->arena;
	const char *start = xml_attribute(control, "start", arena), *end = xml_attribute(control, "end", arena);
	const char *step = xml_attribute(control, "step", arena);

	if (item->list) {
		item->list->uses--;
		item->list = NULL;
		form_notice(xform->form, item->file, item->line, _("the words along the range %s are left out"),
			    item->name);
	}
	return form_set_range(xform->form, item, start ? start : "0", end ? end : "10", step ? step : "1",
			      xform->err);
}

static bool read_parts(struct xform *xform, const xmlNode *control, struct form_item *item)
{
	static const char *const passed[] = { "item", "setvalue", "value", "repeat" };

	for (const xmlNode *at = xml_first(control); at; at = xml_next(at)) {
		bool read = true, pass = false;

		for (size_t i = 0; i < LENGTH(passed); i++)
			pass = pass || xml_is(at, passed[i]);
		if (pass)
			continue;
		if (xml_is(at, "label"))
			read = xform_read_text(xform, at, &item->text[FORM_LABEL], NULL);
		else if (xml_is(at, "hint"))
			read = xform_read_text(xform, at, &item->text[FORM_HINT],
					       &item->text[FORM_GUIDANCE_HINT]);
		else if (xml_is(at, "itemset"))
			read = xform_read_itemset(xform, at, item);
		else
			read = XFORM_REFUSE(xform, at, _("<%s> in <%s> is not supported"), at->name,
					    control->name);
		if (!read)
			return false;
	}
	return true;
}

static bool has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; at && (at = strstr(at, word)); at++) {
		if ((at == words || at[-1] == ' ') && strchr(" \t", at[length]))
			return true;
	}
	return false;
}

static bool read_control(struct xform *xform, const xmlNode *control, struct form_item *parent)
{
	struct form *form = xform->form;
	const char *ref = xml_attribute(control, "ref", form->arena);
	const char *appearance = xml_attribute(control, "appearance", form->arena);
	struct form_node *node;
	struct form_item *item;

	if (!ref)
		ref = xml_attribute(control, "bind", form->arena);
	if (!ref)
		return XFORM_REFUSE(xform, control, _("<%s> names no data (ref) and is not supported"),
				    control->name);
	node = xform_find_node(xform, control, ref, parent->node);
	if (!node)
		return false;
	if (node->item)
		return XFORM_REFUSE(xform, control,
				    _("%s is asked a second time (first in line %d); only once is supported"),
				    node->path, node->item->line);
	item = form_add_item(form, parent, FORM_QUESTION, node->name, form->file, xml_line(control), xform->err);
	if (!item)
		return false;
	item->node = node;
	node->item = item;
	item->multiline = has_word(appearance, "multiline");
	return read_type(xform, control, item) && read_parts(xform, control, item)
	       && xform_read_items(xform, control, item) && xform_bind_item(xform, item, control)
	       && (!str_equal(item->type, "range") || read_range(xform, control, item));
}

/* ---- groups and repeats --------------------------------------------------------------------------- */

static struct form_item *add_section(struct xform *xform, const xmlNode *element, enum form_kind kind,
				     const char *path, struct form_item *parent)
{
	struct form *form = xform->form;
	struct form_node *node = NULL;
	struct form_item *item;

	if (path) {
		node = xform_find_node(xform, element, path, parent->node);
		if (!node)
			return NULL;
		if (node->item) {
			XFORM_REFUSE(xform, element,
				     _("%s is a group a second time (first in line %d); only once is "
				       "supported"),
				     node->path, node->item->line);
			return NULL;
		}
	}
	item = form_add_item(form, parent, kind, node ? node->name : "", form->file, xml_line(element),
			     xform->err);
	if (!item)
		return NULL;
	item->node = node;
	if (node)
		node->item = item;
	return item;
}

static bool read_repeat(struct xform *xform, const xmlNode *repeat, const xmlNode *group,
			struct form_item *parent)
{
	struct arena *arena = xform->form->arena;
	const char *path = xml_attribute(repeat, "nodeset", arena);
	const char *count = xml_attribute(repeat, "count", arena);
	struct form_item *item;

	if (!path)
		return XFORM_REFUSE(xform, repeat, _("a <repeat> without nodeset is not supported"));
	item = add_section(xform, repeat, FORM_REPEAT, path, parent);
	if (!item)
		return false;
	if (!str_is_empty(count))
		item->expr[FORM_COUNT] = count;
	return (!group || read_parts(xform, group, item)) && xform_bind_item(xform, item, NULL)
	       && read_children(xform, repeat, item);
}

/* The group around a repeat carries its label: <group ref="/data/r"><label/><repeat nodeset="/data/r">. */
static const xmlNode *only_repeat(struct xform *xform, const xmlNode *group)
{
	const char *ref = xml_attribute(group, "ref", xform->form->arena), *path;
	const xmlNode *repeat = xml_child(group, "repeat");

	for (const xmlNode *at = xml_first(group); at; at = xml_next(at)) {
		if (at != repeat && !xml_is(at, "label") && !xml_is(at, "hint") && !xml_is(at, "setvalue"))
			return NULL;
	}
	path = repeat ? xml_attribute(repeat, "nodeset", xform->form->arena) : NULL;
	return path && (!ref || str_equal(ref, path)) ? repeat : NULL;
}

static bool read_group(struct xform *xform, const xmlNode *group, struct form_item *parent)
{
	struct arena *arena = xform->form->arena;
	const char *ref = xml_attribute(group, "ref", arena);
	const xmlNode *repeat = only_repeat(xform, group), *label = xml_child(group, "label");
	struct form_item *item;

	if (repeat)
		return read_repeat(xform, repeat, group, parent);
	if (!ref)
		ref = xml_attribute(group, "nodeset", arena);
	item = add_section(xform, group, FORM_GROUP, ref, parent);
	if (!item || (label && !xform_read_text(xform, label, &item->text[FORM_LABEL], NULL)))
		return false;
	return xform_bind_item(xform, item, NULL) && read_children(xform, group, item);
}

static bool read_children(struct xform *xform, const xmlNode *element, struct form_item *parent)
{
	static const char *const passed[] = { "label", "hint", "setvalue" };

	for (const xmlNode *at = xml_first(element); at; at = xml_next(at)) {
		bool pass = false, read;

		for (size_t i = 0; i < LENGTH(passed); i++)
			pass = pass || xml_is(at, passed[i]);
		if (pass)
			continue;
		if (xml_is(at, "group"))
			read = read_group(xform, at, parent);
		else if (xml_is(at, "repeat"))
			read = read_repeat(xform, at, NULL, parent);
		else
			read = read_control(xform, at, parent);
		if (!read)
			return false;
	}
	return true;
}

/* ---- what has no control -------------------------------------------------------------------------- */

/* A node's place is in the item of the nearest node above that has one, after the node before it. */
static bool add_hidden(struct xform *xform, struct form_node *node)
{
	struct form *form = xform->form;
	struct form_node *above = node->parent, *before = NULL;
	struct form_item *item;

	while (!above->item)
		above = above->parent;
	for (struct form_node *at = node->parent->first; at != node; at = at->next) {
		if (at->item && at->item->parent == above->item)
			before = at;
	}
	item = form_add_item(form, above->item, FORM_QUESTION, node->name, form->file, node->line, xform->err);
	if (!item)
		return false;
	item->node = node;
	node->item = item;
	item->type = "calculate";
	form_place_after(item, before ? before->item : NULL);
	return xform_bind_item(xform, item, NULL);
}

static bool add_all_hidden(struct xform *xform, struct form_node *node)
{
	/* What a submission carries about itself: a conversation has its own. */
	if (node->parent == xform->form->data && str_equal(node->name, "meta"))
		return true;
	if (!node->first)
		return node->item || !node->parent || add_hidden(xform, node);
	for (struct form_node *child = node->first; child; child = child->next) {
		if (!add_all_hidden(xform, child))
			return false;
	}
	return true;
}

bool xform_read_body(struct xform *xform)
{
	return read_children(xform, xform->body, &xform->form->root)
	       && add_all_hidden(xform, xform->form->data);
}
