#include "guide/form_expr.h"

#include <string.h>

#include "guide/expr_functions.h"
#include "guide/form_lists.h"
#include "guide/form_path.h"

#define NESTED_MAX 60

/* ---- operands -------------------------------------------------------------------------------------- */

/* '/data/q' or '${q}' as a text: what jr:choice-name() is told. */
static bool read_quoted_path(struct converter *converter, const char *close)
{
	struct scope scope = { SCOPE_ITEM, converter->item->node };
	char quote = *converter->at++;

	str_add_char(converter->out, quote);
	form_pass_blanks(converter);
	if (!(*converter->at == '$' ? form_read_reference(converter, scope) : form_read_path(converter, scope)))
		return false;
	form_pass_blanks(converter);
	if (converter->at != close)
		return FAULT(converter, _("a path in quotes cannot be read"));
	converter->at++;
	str_add_char(converter->out, quote);
	return true;
}

/* In double quotes where that can be: guides have expressions in single ones. */
static void copy_literal(struct converter *converter, const char *close)
{
	size_t length = (size_t)(close - converter->at - 1);
	char quote = memchr(converter->at + 1, '"', length) ? '\'' : '"';

	str_add_char(converter->out, quote);
	str_add_bytes(converter->out, converter->at + 1, length);
	str_add_char(converter->out, quote);
	converter->at = close + 1;
}

static bool read_literal(struct converter *converter)
{
	const char *close = strchr(converter->at + 1, *converter->at);
	const char *inside = converter->at + 1 + strspn(converter->at + 1, " ");

	if (!close)
		return FAULT(converter, _("a text in it begins with %c and never ends"), *converter->at);
	if (str_equal(converter->call, "jr:choice-name") && (strchr("/.", *inside) || str_starts(inside, "${")))
		return read_quoted_path(converter, close);
	copy_literal(converter, close);
	return true;
}

/* The file that pulldata() names first becomes a list of the guide. */
static bool read_table_name(struct converter *converter)
{
	struct form *form = converter->form;
	struct form_list *list;
	const char *name, *close;
	char quote;

	if (!form_pass(converter, "("))
		return false;
	form_pass_blanks(converter);
	quote = *converter->at;
	close = quote == '\'' || quote == '"' ? strchr(converter->at + 1, quote) : NULL;
	if (!close)
		return FAULT(converter, _("pulldata() needs the name of a file in quotes"));
	name = arena_strndup(form->arena, converter->at + 1, (size_t)(close - converter->at - 1));
	list = form_find_list(form, name);
	if (!list) {
		const char *file = arena_printf(form->arena, "%s.csv", name);

		if (!form_is_file_name(file, ".csv"))
			return FAULT(converter, _("pulldata() needs the name of a file in quotes"));
		list = form_add_list(form, name, converter->item->file, converter->item->line);
		list->file = file;
		list->called = form_call(form, name);
	}
	list->uses += 2;
	converter->at = close + 1;
	str_addf(converter->out, "(\"%s\"", list->called);
	return true;
}

static bool read_pulldata(struct converter *converter, struct scope scope)
{
	if (!read_table_name(converter))
		return false;
	form_pass_blanks(converter);
	if (*converter->at == ',') {
		converter->at++;
		str_add(converter->out, ", ");
		if (!form_convert_until(converter, scope, ')'))
			return false;
	}
	str_add_char(converter->out, ')');
	return form_pass(converter, ")");
}

static bool read_brackets(struct converter *converter, struct scope scope)
{
	converter->at++;
	str_add_char(converter->out, '(');
	if (!form_convert_until(converter, scope, ')'))
		return false;
	str_add_char(converter->out, ')');
	return form_pass(converter, ")");
}

static bool read_call(struct converter *converter, struct scope scope, size_t length)
{
	const char *name = arena_strndup(converter->form->arena, converter->at, length);
	const char *outer = converter->call;
	bool read;
	int least, most;

	if (!expr_function_find(str_equal(name, "jr:choice-name") ? "choice-name" : name, &least, &most))
		return FAULT(converter, _("there is no function %s()"), name);
	form_copy(converter, length);
	form_pass_blanks(converter);
	converter->call = name;
	read = str_equal(name, "pulldata") ? read_pulldata(converter, scope) : read_brackets(converter, scope);
	converter->call = outer;
	return read;
}

static bool is_operator_name(const char *at, size_t length)
{
	static const char *const names[] = { "and", "or", "div", "mod" };

	for (size_t i = 0; i < LENGTH(names); i++) {
		if (strlen(names[i]) == length && !strncmp(at, names[i], length))
			return true;
	}
	return false;
}

static bool read_operand(struct converter *converter, struct scope scope)
{
	const char *at = converter->at;
	size_t length = form_name_length(at), digits = strspn(at, "0123456789.");

	if (at[0] == '$' && at[1] == '{')
		return form_read_reference(converter, scope);
	if (*at == '"' || *at == '\'')
		return read_literal(converter);
	if (*at == '(')
		return read_brackets(converter, scope);
	if (digits && strspn(at, ".") != digits) {
		form_copy(converter, digits);
		return true;
	}
	if (length && form_follows(at + length, '(') && !form_is_call(at, "instance") && !form_is_call(at, "current"))
		return read_call(converter, scope, length);
	if (length || *at == '/' || *at == '.' || *at == '*' || *at == '@')
		return form_read_path(converter, scope);
	return FAULT(converter, _("“%.20s” cannot stand where it stands"), at);
}

/* What stands between operands. */
static bool read_operator(struct converter *converter)
{
	static const char *const signs[] = { "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "|", "," };
	size_t length = form_name_length(converter->at);

	if (is_operator_name(converter->at, length)) {
		str_addf(converter->out, " %.*s ", (int)length, converter->at);
		converter->at += length;
		return true;
	}
	for (size_t i = 0; i < LENGTH(signs); i++) {
		if (str_starts(converter->at, signs[i])) {
			str_addf(converter->out, *signs[i] == ',' ? "%s " : " %s ", signs[i]);
			converter->at += strlen(signs[i]);
			return true;
		}
	}
	return FAULT(converter, _("“%.20s” cannot stand where it stands"), converter->at);
}

bool form_convert_until(struct converter *converter, struct scope scope, char end)
{
	bool operand = false;

	if (++converter->nested > NESTED_MAX)
		return FAULT(converter, _("its brackets are nested more than %d deep"), NESTED_MAX);
	for (;;) {
		form_pass_blanks(converter);
		if (*converter->at == end)
			break;
		if (!*converter->at)
			return FAULT(converter, _("%c is missing in it"), end);
		if (!operand && *converter->at == '-') {
			form_copy(converter, 1);
			continue;
		}
		if (operand ? !read_operator(converter) : !read_operand(converter, scope))
			return false;
		operand = !operand;
	}
	converter->nested--;
	return true;
}

/* ---- the whole ------------------------------------------------------------------------------------ */

bool form_expr_convert(struct form *form, const struct form_item *item, const char *written, bool choices,
		       const char **converted, const char **fault)
{
	struct scope scope = { choices ? SCOPE_ROW : SCOPE_ITEM, item->node };
	struct str out;
	struct converter converter = { .form = form, .item = item, .at = written, .out = &out, .call = "" };
	bool done;

	str_init(&out);
	done = form_convert_until(&converter, scope, '\0');
	*converted = arena_strdup(form->arena, out.text);
	*fault = converter.fault;
	str_done(&out);
	return done;
}
