#include "guide/expr_rewrite.h"

#include <string.h>

#include "guide/expr_functions.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define NESTED_MAX 60

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_LITERAL, TOKEN_NAME, TOKEN_REFERENCE, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	const char *text; /* as written; of ${name}: the name */
};

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
	expr_name_fn *find;
	void *context;
	struct rewritten *out;
	struct token *tokens;
	size_t count, next;
	int nested;
};

/* One operand being read. */
struct reading {
	struct str *text;
	struct str *path;  /* the path being followed, without predicates */
	const char *scope; /* where a relative path starts: "" the context node, NULL nobody knows */
	bool lost;         /* the path cannot be followed from here on */
	bool complete;     /* what was read so far can be an operand */
	bool truth;
};

#define FAULT(rewriter, ...) ((rewriter)->out->fault = arena_printf((rewriter)->arena, __VA_ARGS__), false)

/* ---- tokens --------------------------------------------------------------------------------------- */

static bool is_name_start(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	       || (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t name_length(const char *at)
{
	size_t length = 0;

	if (!is_name_start(*at))
		return 0;
	while (is_name_start(at[length]) || is_digit(at[length]) || at[length] == '-' || at[length] == '.')
		length++;
	if (at[length] == ':' && is_name_start(at[length + 1]))
		length += 1 + name_length(at + length + 1);
	return length;
}

static size_t number_length(const char *at)
{
	size_t length = strspn(at, "0123456789");

	if (at[length] == '.' && (length || is_digit(at[1])))
		length += 1 + strspn(at + length + 1, "0123456789");
	return length;
}

static size_t sign_length(const char *at)
{
	static const char *const doubles[] = { "!=", "<=", ">=", "//", "::", ".." };

	for (size_t i = 0; i < LENGTH(doubles); i++) {
		if (str_starts(at, doubles[i]))
			return 2;
	}
	return strchr("=<>+-*|/()[],.@", *at) ? 1 : 0;
}

static void token_add(struct rewriter *rewriter, enum token_kind kind, const char *text, size_t length)
{
	rewriter->tokens =
		arena_grow(rewriter->arena, rewriter->tokens, rewriter->count, sizeof(*rewriter->tokens));
	rewriter->tokens[rewriter->count++] =
		(struct token){ kind, arena_strndup(rewriter->arena, text, length) };
}

/* ${ name } at at; *length is of all of it. */
static bool reference_add(struct rewriter *rewriter, const char *at, size_t *length)
{
	const char *name = at + 2 + strspn(at + 2, " "), *end = strchr(at, '}');
	size_t name_size = name_length(name);

	if (!end || !name_size || name + name_size + strspn(name + name_size, " ") != end)
		return FAULT(rewriter, _("${ must be followed by a question's name and }"));
	token_add(rewriter, TOKEN_REFERENCE, name, name_size);
	*length = (size_t)(end + 1 - at);
	return true;
}

static bool tokens_read(struct rewriter *rewriter, const char *at)
{
	size_t length;

	for (at += strspn(at, " \t\n"); *at; at += length, at += strspn(at, " \t\n")) {
		if (at[0] == '$' && at[1] == '{') {
			if (!reference_add(rewriter, at, &length))
				return false;
		} else if (*at == '"' || *at == '\'') {
			const char *end = strchr(at + 1, *at);

			if (!end)
				return FAULT(rewriter, _("a text in it begins with %c and never ends"), *at);
			length = (size_t)(end + 1 - at);
			token_add(rewriter, TOKEN_LITERAL, at, length);
		} else if ((length = number_length(at))) {
			token_add(rewriter, TOKEN_NUMBER, at, length);
		} else if ((length = name_length(at))) {
			token_add(rewriter, TOKEN_NAME, at, length);
		} else if ((length = sign_length(at))) {
			token_add(rewriter, TOKEN_SIGN, at, length);
		} else {
			return FAULT(rewriter, _("“%c” has no meaning in an expression"), *at);
		}
	}
	token_add(rewriter, TOKEN_END, "", 0);
	return true;
}

static const struct token *token(const struct rewriter *rewriter)
{
	return &rewriter->tokens[rewriter->next];
}

static bool is_sign(const struct rewriter *rewriter, const char *sign)
{
	return token(rewriter)->kind == TOKEN_SIGN && str_equal(token(rewriter)->text, sign);
}

static bool sign_follows(const struct rewriter *rewriter, const char *sign)
{
	const struct token *next = token(rewriter);

	return next->kind != TOKEN_END && next[1].kind == TOKEN_SIGN && str_equal(next[1].text, sign);
}

static bool pass_sign(struct rewriter *rewriter, const char *sign)
{
	if (!is_sign(rewriter, sign))
		return FAULT(rewriter, _("%s is missing in it"), sign);
	rewriter->next++;
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

static void path_end(struct rewriter *rewriter, struct reading *reading)
{
	const char *path = path_whole(rewriter, reading);
	struct rewritten *out = rewriter->out;

	if (path) {
		out->paths = arena_grow(rewriter->arena, out->paths, out->path_count, sizeof(*out->paths));
		out->paths[out->path_count++] = path;
	}
	str_clear(reading->path);
	reading->lost = false;
}

/* ---- operands ------------------------------------------------------------------------------------- */

static bool read_sequence(struct rewriter *rewriter, const char *scope, struct str *out);

static bool read_arguments(struct rewriter *rewriter, const char *name, struct reading *reading)
{
	int least, most, count = 0;

	if (!expr_function_find(name, &least, &most))
		return FAULT(rewriter, _("there is no function %s()"), name);
	str_add(reading->text, "(");
	while (!is_sign(rewriter, ")")) {
		if (count++) {
			if (!pass_sign(rewriter, ","))
				return false;
			str_add(reading->text, ", ");
		}
		if (!read_sequence(rewriter, reading->scope, reading->text))
			return false;
	}
	rewriter->next++;
	str_add(reading->text, ")");
	if (count < least)
		return FAULT(rewriter, _("%s() needs at least %d values between its brackets"), name, least);
	if (count > most)
		return FAULT(rewriter, _("%s() takes at most %d values between its brackets"), name, most);
	return true;
}

static bool read_call(struct rewriter *rewriter, struct reading *reading)
{
	const char *name = token(rewriter)->text;

	rewriter->next += 2;
	str_add(reading->text, name);
	if (str_equal(name, "node") || str_equal(name, "text") || str_equal(name, "comment")) {
		str_add(reading->text, "()");
		str_add(reading->path, name);
		str_add(reading->path, "()");
		return pass_sign(rewriter, ")");
	}
	if (str_equal(name, "current") && !*reading->path->text)
		str_add(reading->path, "current()");
	else
		reading->lost = true;
	reading->truth = !strcmp(name, "true") || !strcmp(name, "false");
	return read_arguments(rewriter, name, reading);
}

static bool read_reference(struct rewriter *rewriter, struct reading *reading)
{
	const char *name = token(rewriter)->text, *path = rewriter->find(rewriter->context, name);

	if (!path)
		return FAULT(rewriter, _("it asks for ${%s}, and no question has that name"), name);
	rewriter->next++;
	str_add(reading->text, path);
	str_add(reading->path, path);
	return true;
}

static bool read_brackets(struct rewriter *rewriter, struct reading *reading, const char *scope,
			  const char *open, const char *close)
{
	rewriter->next++;
	str_add(reading->text, open);
	if (!read_sequence(rewriter, scope, reading->text))
		return false;
	str_add(reading->text, close);
	return pass_sign(rewriter, close);
}

static void read_step(struct rewriter *rewriter, struct reading *reading)
{
	str_add(reading->text, token(rewriter)->text);
	str_add(reading->path, token(rewriter)->text);
	rewriter->next++;
}

/* A part of an operand that begins it or follows / @ :: |. *more: there may be more of it. */
static bool read_part(struct rewriter *rewriter, struct reading *reading, bool *more)
{
	enum token_kind kind = token(rewriter)->kind;

	*more = true;
	reading->complete = true;
	if (kind == TOKEN_REFERENCE)
		return read_reference(rewriter, reading);
	if (kind == TOKEN_NUMBER || kind == TOKEN_LITERAL) {
		reading->lost = true;
		str_add(reading->text, token(rewriter)->text);
		rewriter->next++;
		return true;
	}
	if (kind == TOKEN_NAME && sign_follows(rewriter, "("))
		return read_call(rewriter, reading);
	if (kind == TOKEN_NAME && sign_follows(rewriter, "::")) {
		read_step(rewriter, reading);
		read_step(rewriter, reading);
		reading->complete = false;
		return true;
	}
	if (kind == TOKEN_NAME || is_sign(rewriter, "*") || is_sign(rewriter, ".")
	    || is_sign(rewriter, "..")) {
		read_step(rewriter, reading);
		return true;
	}
	if (is_sign(rewriter, "(")) {
		reading->lost = true;
		return read_brackets(rewriter, reading, reading->scope, "(", ")");
	}
	reading->complete = false;
	*more = is_sign(rewriter, "@") || is_sign(rewriter, "/") || is_sign(rewriter, "//");
	if (*more)
		read_step(rewriter, reading);
	return true;
}

/* What may follow a part: a step, a predicate, another path of a union. */
static bool read_after(struct rewriter *rewriter, struct reading *reading, bool *more)
{
	*more = true;
	if (is_sign(rewriter, "["))
		return read_brackets(rewriter, reading, path_whole(rewriter, reading), "[", "]");
	if (is_sign(rewriter, "/") || is_sign(rewriter, "//")) {
		read_step(rewriter, reading);
		reading->complete = false;
	} else if (is_sign(rewriter, "|")) {
		path_end(rewriter, reading);
		str_add(reading->text, " | ");
		rewriter->next++;
		reading->complete = false;
	} else {
		*more = false;
	}
	return true;
}

static bool read_operand(struct rewriter *rewriter, const char *scope, struct operand *operand)
{
	struct str text, path;
	struct reading reading = { .text = &text, .path = &path, .scope = scope };
	size_t first = rewriter->next;
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
		.number = rewriter->tokens[first].kind == TOKEN_NUMBER,
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
	const struct token *next = token(rewriter);

	if (next->kind != TOKEN_NAME && next->kind != TOKEN_SIGN)
		return false;
	for (size_t i = 0; i < LENGTH(operators); i++) {
		if (!str_equal(next->text, operators[i].text))
			continue;
		operand->after = operators[i].operation;
		operand->sign = operators[i].text;
		rewriter->next++;
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
		return FAULT(rewriter, _("something is missing before “%s”"), token(rewriter)->text);
	sequence_write(operands, count, out);
	rewriter->nested--;
	return true;
}

bool expr_rewrite(const char *written, expr_name_fn *find, void *context, struct arena *arena,
		  struct rewritten *rewritten)
{
	struct rewriter rewriter = {
		.arena = arena,
		.find = find,
		.context = context,
		.out = rewritten,
	};
	struct str out;
	bool done;

	*rewritten = (struct rewritten){ 0 };
	str_init(&out);
	done = tokens_read(&rewriter, written) && read_sequence(&rewriter, "", &out);
	if (done && token(&rewriter)->kind != TOKEN_END)
		done = FAULT(&rewriter, _("“%s” cannot stand where it stands"), token(&rewriter)->text);
	rewritten->xpath = arena_strdup(arena, out.text);
	str_done(&out);
	return done;
}
