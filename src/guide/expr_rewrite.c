#include "guide/expr_rewrite.h"

#include <string.h>

#include "guide/expr_functions.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define NESTED_MAX 60

/* What stands between two operands, as far as the values beside it are concerned. */
enum operation { OPERATION_NONE, OPERATION_LOGIC, OPERATION_EQUAL, OPERATION_ORDER, OPERATION_SUM };

struct operand {
	const char *text;
	bool number; /* a number as written */
	bool truth;  /* true() or false() */
	enum operation after;
	const char *sign; /* the operator after it */
};

struct rewriter {
	struct arena *arena;
	const struct expr_names *names;
	struct rewritten *out;
	struct tokens tokens;
	int nested;
};

/* One operand being read. */
struct reading {
	struct str *text;
	struct str *path;  /* the path being followed, without predicates */
	const char *scope; /* where a relative path starts: "" the context node, NULL nobody knows */
	int bound;         /* the vertex the path leads to, as long as nothing follows; NOTHING_BOUND else */
	bool lost;         /* the path cannot be followed from here on */
	bool complete;     /* what was read so far can be an operand */
	bool truth;
};

#define NOTHING_BOUND (-1)

#define FAULT(rewriter, ...) TOKENS_FAULT(&(rewriter)->tokens, __VA_ARGS__)

static bool pass_sign(struct rewriter *rewriter, const char *sign)
{
	if (!tokens_at(&rewriter->tokens, sign))
		return FAULT(rewriter, _("%s is missing in it"), sign);
	rewriter->tokens.next++;
	return true;
}

/* ---- paths ---------------------------------------------------------------------------------------- */

/* The whole path from where it starts, or NULL when it cannot be followed. */
static const char *path_whole(struct rewriter *rewriter, const struct reading *reading)
{
	const char *path = reading->path->text;

	if (reading->lost || !*path)
		return NULL;
	if (*path == '/' || str_starts(path, "current()"))
		return arena_strdup(rewriter->arena, path);
	if (!reading->scope)
		return NULL;
	return *reading->scope ? arena_printf(rewriter->arena, "%s/%s", reading->scope, path)
			       : arena_strdup(rewriter->arena, path);
}

static void bound_add(struct rewriter *rewriter, int vertex)
{
	struct rewritten *out = rewriter->out;

	out->bound = arena_grow(rewriter->arena, out->bound, out->bound_count, sizeof(*out->bound));
	out->bound[out->bound_count++] = vertex;
}

static void path_end(struct rewriter *rewriter, struct reading *reading)
{
	const char *path = path_whole(rewriter, reading);
	struct rewritten *out = rewriter->out;

	if (reading->bound != NOTHING_BOUND) {
		bound_add(rewriter, reading->bound);
	} else if (path) {
		out->paths = arena_grow(rewriter->arena, out->paths, out->path_count, sizeof(*out->paths));
		out->paths[out->path_count++] = path;
	}
	str_clear(reading->path);
	reading->bound = NOTHING_BOUND;
	reading->lost = false;
}

/* A path to one place in the guide, when one begins here. */
static bool read_path(struct rewriter *rewriter, struct reading *reading, bool *found)
{
	bool at_context = reading->scope && !*reading->scope;
	struct expr_path path;

	*found = false;
	if (*reading->path->text || reading->lost)
		return true;
	if (!expr_path_read(&rewriter->tokens, rewriter->names, at_context, &path))
		return false;
	*found = path.found;
	if (path.found) {
		str_add(reading->text, path.text);
		str_add(reading->path, path.path);
		reading->bound = path.vertex;
	}
	return true;
}

/* ---- operands ------------------------------------------------------------------------------------- */

static bool read_sequence(struct rewriter *rewriter, const char *scope, struct str *out);

/* The first argument names a list: it must be there, and gets its document. */
static bool check_list(struct rewriter *rewriter)
{
	const struct token *name = &rewriter->tokens.rows[rewriter->tokens.next];
	struct guide_list *list;

	if (name->kind != TOKEN_LITERAL)
		return FAULT(rewriter, _("the list must be written as a name in quotes, not calculated"));
	list = guide_list_find(rewriter->names->guide,
			       arena_strndup(rewriter->arena, name->text + 1, strlen(name->text) - 2));
	if (!list)
		return FAULT(rewriter, _("it asks for the list %s, and there is none of that name"),
			     name->text);
	list_document(rewriter->names->guide, list);
	return true;
}

/* A question or repeat as an argument, written as its number: what is wanted is where it stands, not what it
 * holds. */
static bool read_place(struct rewriter *rewriter, struct reading *reading)
{
	struct expr_path path;

	if (!expr_path_read(&rewriter->tokens, rewriter->names, true, &path))
		return false;
	if (!path.found || path.vertex < 0)
		return FAULT(rewriter, _("a question or repeat must be named here, as ${name}"));
	bound_add(rewriter, path.vertex);
	str_addf(reading->text, "%d", path.vertex);
	return true;
}

/* jr:choice-name(value, '${question}'): the question stands in quotes. */
static bool read_quoted_place(struct rewriter *rewriter, struct reading *reading)
{
	const struct token *literal = tokens_next(&rewriter->tokens);
	struct tokens outside = rewriter->tokens;
	const char *inside;
	bool read;

	if (literal->kind != TOKEN_LITERAL)
		return read_place(rewriter, reading);
	inside = arena_strndup(rewriter->arena, literal->text + 1, strlen(literal->text) - 2);
	read = tokens_read(&rewriter->tokens, inside, rewriter->arena) && read_place(rewriter, reading);
	outside.fault = rewriter->tokens.fault;
	outside.next++;
	rewriter->tokens = outside;
	return read;
}

static bool read_argument(struct rewriter *rewriter, const char *name, int index, struct reading *reading)
{
	if (str_equal(name, "indexed-repeat") && (index == 0 || index % 2))
		return read_place(rewriter, reading);
	if (str_equal(name, "choice-name") && index == 1)
		return read_quoted_place(rewriter, reading);
	if ((str_equal(name, "instance") || str_equal(name, "pulldata")) && !index && !check_list(rewriter))
		return false;
	return read_sequence(rewriter, reading->scope, reading->text);
}

static bool read_arguments(struct rewriter *rewriter, const char *name, struct reading *reading)
{
	int least, most, count = 0;

	if (!expr_function_find(name, &least, &most))
		return FAULT(rewriter, _("there is no function %s()"), name);
	str_add(reading->text, "(");
	while (!tokens_at(&rewriter->tokens, ")")) {
		if (count) {
			if (!pass_sign(rewriter, ","))
				return false;
			str_add(reading->text, ", ");
		}
		if (!read_argument(rewriter, name, count++, reading))
			return false;
	}
	rewriter->tokens.next++;
	str_add(reading->text, ")");
	if (count < least)
		return FAULT(rewriter, _("%s() needs at least %d values between its brackets"), name, least);
	if (count > most)
		return FAULT(rewriter, _("%s() takes at most %d values between its brackets"), name, most);
	return true;
}

static bool read_call(struct rewriter *rewriter, struct reading *reading)
{
	const char *name = tokens_next(&rewriter->tokens)->text;

	/* The one function with a prefix; XPath would want a namespace for it. */
	if (str_equal(name, "jr:choice-name"))
		name = "choice-name";
	rewriter->tokens.next += 2;
	str_add(reading->text, name);
	if (str_equal(name, "node") || str_equal(name, "text") || str_equal(name, "comment")) {
		str_add(reading->text, "()");
		str_add(reading->path, name);
		str_add(reading->path, "()");
		return pass_sign(rewriter, ")");
	}
	reading->lost = true;
	reading->truth = !strcmp(name, "true") || !strcmp(name, "false");
	return read_arguments(rewriter, name, reading);
}

static bool read_brackets(struct rewriter *rewriter, struct reading *reading, const char *scope,
			  const char *open, const char *close)
{
	rewriter->tokens.next++;
	reading->bound = NOTHING_BOUND;
	str_add(reading->text, open);
	if (!read_sequence(rewriter, scope, reading->text))
		return false;
	str_add(reading->text, close);
	return pass_sign(rewriter, close);
}

static void read_step(struct rewriter *rewriter, struct reading *reading)
{
	str_add(reading->text, tokens_next(&rewriter->tokens)->text);
	str_add(reading->path, tokens_next(&rewriter->tokens)->text);
	rewriter->tokens.next++;
}

/* A part of an operand that begins it or follows / @ :: |. *more: there may be more of it. */
static bool read_part(struct rewriter *rewriter, struct reading *reading, bool *more)
{
	enum token_kind kind = tokens_next(&rewriter->tokens)->kind;
	bool found;

	*more = true;
	reading->complete = true;
	if (!read_path(rewriter, reading, &found) || found)
		return !rewriter->tokens.fault;
	if (kind == TOKEN_NUMBER || kind == TOKEN_LITERAL) {
		reading->lost = true;
		str_add(reading->text, tokens_next(&rewriter->tokens)->text);
		rewriter->tokens.next++;
		return true;
	}
	if (kind == TOKEN_NAME && tokens_before(&rewriter->tokens, "("))
		return read_call(rewriter, reading);
	if (kind == TOKEN_NAME && tokens_before(&rewriter->tokens, "::")) {
		read_step(rewriter, reading);
		read_step(rewriter, reading);
		reading->complete = false;
		return true;
	}
	if (kind == TOKEN_NAME || tokens_at(&rewriter->tokens, "*") || tokens_at(&rewriter->tokens, ".")
	    || tokens_at(&rewriter->tokens, "..")) {
		read_step(rewriter, reading);
		return true;
	}
	if (tokens_at(&rewriter->tokens, "(")) {
		reading->lost = true;
		return read_brackets(rewriter, reading, reading->scope, "(", ")");
	}
	reading->complete = false;
	*more = tokens_at(&rewriter->tokens, "@") || tokens_at(&rewriter->tokens, "/")
		|| tokens_at(&rewriter->tokens, "//");
	if (*more)
		read_step(rewriter, reading);
	return true;
}

/* What may follow a part: a step, a predicate, another path of a union. */
static bool read_after(struct rewriter *rewriter, struct reading *reading, bool *more)
{
	*more = true;
	if (tokens_at(&rewriter->tokens, "["))
		return read_brackets(rewriter, reading, path_whole(rewriter, reading), "[", "]");
	if (tokens_at(&rewriter->tokens, "/") || tokens_at(&rewriter->tokens, "//")) {
		reading->bound = NOTHING_BOUND;
		read_step(rewriter, reading);
		reading->complete = false;
	} else if (tokens_at(&rewriter->tokens, "|")) {
		path_end(rewriter, reading);
		str_add(reading->text, " | ");
		rewriter->tokens.next++;
		reading->complete = false;
	} else {
		*more = false;
	}
	return true;
}

static bool read_operand(struct rewriter *rewriter, const char *scope, struct operand *operand)
{
	struct str text, path;
	struct reading reading = { .text = &text, .path = &path, .scope = scope, .bound = NOTHING_BOUND };
	size_t first = rewriter->tokens.next;
	bool more = true, read = true;

	str_init(&text);
	str_init(&path);
	while (read && more) {
		if (reading.complete)
			read = read_after(rewriter, &reading, &more);
		else
			read = read_part(rewriter, &reading, &more);
	}
	path_end(rewriter, &reading);
	*operand = (struct operand){
		.text = arena_strdup(rewriter->arena, text.text),
		.number = rewriter->tokens.rows[first].kind == TOKEN_NUMBER,
		.truth = reading.truth,
	};
	str_done(&text);
	str_done(&path);
	return read;
}

/* ---- sequences of operands ------------------------------------------------------------------------ */

static bool read_operator(struct rewriter *rewriter, struct operand *operand)
{
	static const struct {
		const char *text;
		enum operation operation;
	} operators[] = {
		{ "and", OPERATION_LOGIC }, { "or", OPERATION_LOGIC }, { "=", OPERATION_EQUAL },
		{ "!=", OPERATION_EQUAL },  { "<", OPERATION_ORDER },  { "<=", OPERATION_ORDER },
		{ ">", OPERATION_ORDER },   { ">=", OPERATION_ORDER }, { "+", OPERATION_SUM },
		{ "-", OPERATION_SUM },     { "*", OPERATION_SUM },    { "div", OPERATION_SUM },
		{ "mod", OPERATION_SUM },
	};
	const struct token *next = tokens_next(&rewriter->tokens);

	if (next->kind != TOKEN_NAME && next->kind != TOKEN_SIGN)
		return false;
	for (size_t i = 0; i < LENGTH(operators); i++) {
		if (!str_equal(next->text, operators[i].text))
			continue;
		operand->after = operators[i].operation;
		operand->sign = operators[i].text;
		rewriter->tokens.next++;
		return true;
	}
	return false;
}

/* The function that brings operand i to the kind of value its operators ask for; NULL none. */
static const char *operand_cast(const struct operand *operands, size_t count, size_t i)
{
	enum operation before = i ? operands[i - 1].after : OPERATION_NONE, after = operands[i].after;

	if (operands[i].number || !*operands[i].text)
		return NULL;
	if (before == OPERATION_ORDER || before == OPERATION_SUM || after == OPERATION_ORDER
	    || after == OPERATION_SUM)
		return "number";
	if ((before == OPERATION_EQUAL && operands[i - 1].truth)
	    || (after == OPERATION_EQUAL && operands[i + 1].truth))
		return "boolean";
	/* A sum on the other side of an equals sign: `${day} = today() + 1`. */
	if (before == OPERATION_EQUAL && i >= 2 && operands[i - 2].after == OPERATION_SUM)
		return "number";
	if (after == OPERATION_EQUAL && i + 1 < count && operands[i + 1].after == OPERATION_SUM)
		return "number";
	if (before == OPERATION_EQUAL || after == OPERATION_EQUAL)
		return NULL;
	return before == OPERATION_LOGIC || after == OPERATION_LOGIC ? "boolean" : NULL;
}

static void sequence_write(const struct operand *operands, size_t count, struct str *out)
{
	for (size_t i = 0; i < count; i++) {
		const char *cast = operand_cast(operands, count, i);

		if (cast)
			str_addf(out, "%s(%s)", cast, operands[i].text);
		else
			str_add(out, operands[i].text);
		if (operands[i].sign)
			str_addf(out, " %s ", operands[i].sign);
	}
}

static bool read_sequence(struct rewriter *rewriter, const char *scope, struct str *out)
{
	struct operand *operands = NULL, *last;
	size_t count = 0;

	if (++rewriter->nested > NESTED_MAX)
		return FAULT(rewriter, _("its brackets are nested more than %d deep"), NESTED_MAX);
	do {
		operands = arena_grow(rewriter->arena, operands, count, sizeof(*operands));
		last = &operands[count++];
		if (!read_operand(rewriter, scope, last))
			return false;
	} while (read_operator(rewriter, last));
	if (!*last->text)
		return FAULT(rewriter, _("something is missing before “%s”"),
			     tokens_next(&rewriter->tokens)->text);
	sequence_write(operands, count, out);
	rewriter->nested--;
	return true;
}

bool expr_rewrite(const char *written, const struct expr_names *names, struct arena *arena,
		  struct rewritten *rewritten)
{
	struct rewriter rewriter = { .arena = arena, .names = names, .out = rewritten };
	struct str out;
	bool done;

	*rewritten = (struct rewritten){ 0 };
	str_init(&out);
	done = tokens_read(&rewriter.tokens, written, arena) && read_sequence(&rewriter, "", &out);
	if (done && tokens_next(&rewriter.tokens)->kind != TOKEN_END)
		done = FAULT(&rewriter, _("“%s” cannot stand where it stands"),
			     tokens_next(&rewriter.tokens)->text);
	rewritten->xpath = arena_strdup(arena, out.text);
	rewritten->fault = rewriter.tokens.fault;
	str_done(&out);
	return done;
}
