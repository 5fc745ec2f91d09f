#include "guide/form_path.h"

#include <string.h>

#include "guide/form_lists.h"
#include "guide/xml_read.h"

/* ---- words ---------------------------------------------------------------------------------------- */

static bool is_name_start(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	       || (unsigned char)byte >= 0x80;
}

static bool is_name_part(char byte)
{
	return is_name_start(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

size_t form_name_length(const char *at)
{
	size_t length = 0;

	if (!is_name_start(*at))
		return 0;
	while (is_name_part(at[length]))
		length++;
	if (at[length] == ':' && is_name_start(at[length + 1]))
		length += 1 + form_name_length(at + length + 1);
	return length;
}

void form_pass_blanks(struct converter *converter)
{
	converter->at += strspn(converter->at, " \t\r\n");
}

bool form_pass(struct converter *converter, const char *sign)
{
	form_pass_blanks(converter);
	if (!str_starts(converter->at, sign))
		return FAULT(converter, _("%s is missing in it"), sign);
	converter->at += strlen(sign);
	return true;
}

bool form_follows(const char *at, char sign)
{
	at += strspn(at, " \t\r\n");
	return *at == sign;
}

bool form_is_call(const char *at, const char *name)
{
	return str_starts(at, name) && form_follows(at + strlen(name), '(');
}

void form_copy(struct converter *converter, size_t length)
{
	str_add_bytes(converter->out, converter->at, length);
	converter->at += length;
}

/* ---- naming an element ---------------------------------------------------------------------------- */

static int depth_of(const struct form_item *item)
{
	int depth = 0;

	for (; item->parent; item = item->parent)
		depth++;
	return depth;
}

static void add_names_below(struct str *out, const struct form_item *above, const struct form_item *item)
{
	if (item == above)
		return;
	add_names_below(out, above, item->parent);
	if (item->parent != above)
		str_add_char(out, '/');
	str_add(out, item->called);
}

/* The path from one item to another over the guide's tree. */
static void add_relative(struct str *out, const struct form_item *from, const struct form_item *to)
{
	const struct form_item *shared = from;
	int up = 0;

	for (; !form_is_above(shared, to); shared = shared->parent)
		up++;
	if (!up && shared == to)
		str_add_char(out, '.');
	for (int i = 0; i < up; i++)
		str_add(out, i ? "/.." : "..");
	if (up && shared != to)
		str_add_char(out, '/');
	add_names_below(out, shared, to);
}

static bool has_item(struct converter *converter, const struct form_node *node)
{
	return node->item ? true : FAULT(converter, _("it reads %s, which is no question"), node->path);
}

/* Functions whose arguments are names rather than values. */
static bool wants_name(const struct converter *converter)
{
	return str_equal(converter->call, "jr:choice-name") || str_equal(converter->call, "indexed-repeat");
}

/* An element met on a path from the top, or from the question itself. */
static bool add_element(struct converter *converter, const struct form_node *node, struct scope scope)
{
	const struct form_item *item = node->item;

	if (!has_item(converter, node))
		return false;
	if (!item->parent)
		str_add(converter->out, "/data");
	else if (!item->parent->parent) /* ${name} is never a step */
		str_addf(converter->out, "/data/%s", item->called);
	else if (item == converter->item && scope.kind == SCOPE_ITEM && !wants_name(converter))
		str_add_char(converter->out, '.');
	else
		str_addf(converter->out, "${%s}", item->called);
	return true;
}

/* ---- paths ---------------------------------------------------------------------------------------- */

struct path {
	struct scope scope;
	const struct form_node *node;    /* where it has led; NULL nobody knows */
	const struct form_node *written; /* how far it is written; NULL nothing yet */
	const struct form_node *left;    /* the repeat that .. led out of; NULL none */
	const struct form_node *again;   /* that repeat, when the path goes into it once more */
	int rows;                        /* steps read below an instance() */
	bool top;                        /* it starts at / or with a ${name} or current() */
	bool current;                    /* it starts at current(), in a predicate */
	bool root;                       /* nothing but / was read yet */
	bool any;                        /* something of it is written */
};

/* Out of a repeat and into it again: all its instances, not the one the question stands in. */
static void add_around(struct converter *converter, const struct form_item *repeat, const struct form_item *to)
{
	for (int up = depth_of(converter->item) - depth_of(repeat->parent); up > 0; up--)
		str_add(converter->out, "../");
	add_names_below(converter->out, repeat->parent, to);
}

/* Writes what the path has led to since it was last written. */
static bool path_write(struct converter *converter, struct path *path)
{
	const struct form_node *node = path->node;

	if (!node || node == path->written)
		return true;
	if (path->written) {
		if (!has_item(converter, node))
			return false;
		str_add_char(converter->out, '/');
		add_relative(converter->out, path->written->item, node->item);
	} else if (path->current && has_item(converter, node) && form_is_above(node->item, converter->item)) {
		int up = depth_of(converter->item) - depth_of(node->item);

		str_add(converter->out, "current()");
		while (up-- > 0)
			str_add(converter->out, "/..");
	} else if (path->again && path->scope.kind == SCOPE_ITEM && has_item(converter, node)) {
		add_around(converter, path->again->item, node->item);
	} else if (path->top) {
		if (!add_element(converter, node, path->scope))
			return false;
	} else if (path->scope.kind == SCOPE_ITEM && has_item(converter, node)
		   && !form_is_above(node->item, converter->item)) {
		str_addf(converter->out, "${%s}", node->item->called);
	} else if (converter->fault) {
		return false;
	} else if (path->scope.kind == SCOPE_ITEM) {
		int up = depth_of(converter->item) - depth_of(node->item);

		str_add(converter->out, up ? ".." : ".");
		while (--up > 0)
			str_add(converter->out, "/..");
	} else {
		if (!has_item(converter, node))
			return false;
		add_relative(converter->out, path->scope.node->item, node->item);
	}
	path->written = node;
	path->any = true;
	return true;
}

/* A step nobody can follow: copied, and so is all that comes after it. */
static bool path_lose(struct converter *converter, struct path *path, size_t length)
{
	if (!path_write(converter, path))
		return false;
	if (path->any)
		str_add_char(converter->out, '/');
	form_copy(converter, length);
	path->node = NULL;
	path->any = true;
	return true;
}

static bool step_to(struct converter *converter, struct path *path, const char *name)
{
	const struct form *form = converter->form;
	const struct form_node *next;

	next = path->root ? (str_equal(name, form->data->name) ? form->data : NULL)
			  : form_child_node(form, path->node, name);
	if (!next)
		return FAULT(converter, _("it reads %s/%s, which the form's data does not hold"),
			     path->root ? "" : path->node->path, name);
	path->root = false;
	path->node = next;
	if (next == path->left)
		path->again = next;
	return true;
}

/* Below an instance(), whatever a form calls its root and its rows: root/item in a guide. */
static bool row_step(struct converter *converter, struct path *path, size_t length)
{
	static const char *const words[] = { "/root", "/item" };

	str_add(converter->out, words[path->rows - 1]);
	path->rows = path->rows < 2 ? path->rows + 1 : 0;
	converter->at += length;
	return true;
}

static bool read_step(struct converter *converter, struct path *path)
{
	const char *at;
	size_t length;

	form_pass_blanks(converter);
	at = converter->at;
	length = form_name_length(at);
	if (str_starts(at, "..")) {
		if (!path->node)
			return path_lose(converter, path, 2);
		converter->at += 2;
		if (path->node->item && path->node->item->kind == FORM_REPEAT)
			path->left = path->node;
		path->node = path->node->parent;
		return path->node ? true : FAULT(converter, _("its .. leads out of the form"));
	}
	if (*at == '.') {
		if (!path->node)
			return path_lose(converter, path, 1);
		converter->at++;
		return true;
	}
	if (*at == '*')
		return path->root ? FAULT(converter, _("/* is not supported"))
				  : path_lose(converter, path, 1);
	if (*at == '@' || str_starts(at + length, "::"))
		return FAULT(converter, _("attributes and axes (@, ::) are not supported in a path"));
	if (!length)
		return FAULT(converter, _("something is missing in a path, before “%.20s”"), at);
	if (form_follows(at + length, '('))
		return FAULT(converter, _("%.*s() is not supported in a path"), (int)length, at);
	if (!path->node && !path->root)
		return path->rows ? row_step(converter, path, length) : path_lose(converter, path, length);
	converter->at += length;
	return step_to(converter, path, arena_strndup(converter->form->arena, at, length));
}

static bool read_predicate(struct converter *converter, struct path *path)
{
	struct scope scope = { SCOPE_ROW, NULL };

	if (!path_write(converter, path))
		return false;
	if (path->node)
		scope = (struct scope){ SCOPE_NODE, path->node };
	converter->at++;
	str_add_char(converter->out, '[');
	if (!form_convert_until(converter, scope, ']'))
		return false;
	str_add_char(converter->out, ']');
	return form_pass(converter, "]");
}

/* What follows the first part of a path. */
static bool read_tail(struct converter *converter, struct path *path)
{
	for (;;) {
		const char *before = converter->at;

		form_pass_blanks(converter);
		if (str_starts(converter->at, "//"))
			return FAULT(converter, _("// is not supported in a path"));
		if (*converter->at == '[') {
			if (!read_predicate(converter, path))
				return false;
		} else if (*converter->at == '/') {
			converter->at++;
			if (!read_step(converter, path))
				return false;
		} else {
			converter->at = before;
			return path_write(converter, path);
		}
	}
}

/* instance('list')/root/item...: the rows of a list. */
static bool read_instance(struct converter *converter, struct path *path)
{
	const char *close;
	struct form_list *list;
	char quote;

	if (!form_pass(converter, "instance") || !form_pass(converter, "("))
		return false;
	form_pass_blanks(converter);
	quote = *converter->at;
	close = quote == '\'' || quote == '"' ? strchr(converter->at + 1, quote) : NULL;
	if (!close)
		return FAULT(converter, _("instance() needs the name of a list in quotes"));
	converter->at++;
	list = form_find_list(converter->form, arena_strndup(converter->form->arena, converter->at,
							     (size_t)(close - converter->at)));
	if (!list)
		return FAULT(converter, _("instance('%.*s') is no list of the form"),
			     (int)(close - converter->at), converter->at);
	converter->at = close + 1;
	list->uses += 2;
	str_addf(converter->out, "instance('%s')", list->called);
	*path = (struct path){ .any = true, .rows = 1 };
	return form_pass(converter, ")");
}

bool form_read_path(struct converter *converter, struct scope scope)
{
	struct path path = { .scope = scope };

	if (form_is_call(converter->at, "instance"))
		return read_instance(converter, &path) && read_tail(converter, &path);
	if (form_is_call(converter->at, "current")) {
		if (!form_pass(converter, "current") || !form_pass(converter, "(") || !form_pass(converter, ")"))
			return false;
		path.top = path.current = scope.kind != SCOPE_ITEM;
		path.node = converter->item->node;
		return read_tail(converter, &path);
	}
	if (*converter->at == '/') {
		path.top = path.root = true;
		return read_tail(converter, &path);
	}
	if (scope.kind != SCOPE_ROW)
		path.node = scope.node;
	return read_step(converter, &path) && read_tail(converter, &path);
}

/* ${name} */
bool form_read_reference(struct converter *converter, struct scope scope)
{
	const char *close = strchr(converter->at, '}'), *from = converter->at + 2;
	struct path path = { .scope = scope, .top = true };
	struct form_item *item;
	const char *name;

	if (!close)
		return FAULT(converter, _("${ must be followed by a question's name and }"));
	name = form_tidy(arena_strndup(converter->form->arena, from, (size_t)(close - from)),
			 converter->form->arena);
	if (str_starts(name, "last-saved#"))
		return FAULT(converter, _("${%s} is not supported: no earlier form is read"), name);
	item = xmlHashLookup(converter->form->names, xml_text(name));
	if (item == &form_ambiguous)
		return FAULT(converter, _("it asks for ${%s}, and several questions have that name"), name);
	if (!item || !item->node)
		return FAULT(converter, _("it asks for ${%s}, and no question has that name"), name);
	converter->at = close + 1;
	path.node = item->node;
	return read_tail(converter, &path);
}
