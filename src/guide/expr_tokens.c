#include "guide/expr_tokens.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

static bool is_name_start(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	       || (unsigned char)byte >= 0x80;
}

static size_t name_length(const char *at)
{
	size_t length = 0;

	if (!is_name_start(*at))
		return 0;
	while (is_name_start(at[length]) || str_is_digit(at[length]) || at[length] == '-' || at[length] == '.')
		length++;
	if (at[length] == ':' && is_name_start(at[length + 1]))
		length += 1 + name_length(at + length + 1);
	return length;
}

static size_t number_length(const char *at)
{
	size_t length = strspn(at, "0123456789");

	if (at[length] == '.' && (length || str_is_digit(at[1])))
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

static void token_add(struct tokens *tokens, enum token_kind kind, const char *text, size_t length)
{
	tokens->rows = arena_grow(tokens->arena, tokens->rows, tokens->count, sizeof(*tokens->rows));
	tokens->rows[tokens->count++] = (struct token){ kind, arena_strndup(tokens->arena, text, length) };
}

/* ${ name } at at; *length is of all of it. */
static bool reference_add(struct tokens *tokens, const char *at, size_t *length)
{
	const char *name = at + 2 + strspn(at + 2, " "), *end = strchr(at, '}');
	size_t name_size = name_length(name);

	if (str_starts(name, "last-saved#"))
		return TOKENS_FAULT(tokens, _("it asks for ${last-saved#…}, which there is not in Samtale"));
	if (!end || !name_size || name + name_size + strspn(name + name_size, " ") != end)
		return TOKENS_FAULT(tokens, _("${ must be followed by a question's name and }"));
	token_add(tokens, TOKEN_REFERENCE, name, name_size);
	*length = (size_t)(end + 1 - at);
	return true;
}

bool tokens_read(struct tokens *tokens, const char *at, struct arena *arena)
{
	size_t length;

	*tokens = (struct tokens){ .arena = arena };
	for (at += strspn(at, " \t\n"); *at; at += length, at += strspn(at, " \t\n")) {
		if (at[0] == '$' && at[1] == '{') {
			if (!reference_add(tokens, at, &length))
				return false;
		} else if (*at == '"' || *at == '\'') {
			const char *end = strchr(at + 1, *at);

			if (!end)
				return TOKENS_FAULT(tokens, _("a text in it begins with %c and never ends"),
						    *at);
			length = (size_t)(end + 1 - at);
			token_add(tokens, TOKEN_LITERAL, at, length);
		} else if ((length = number_length(at))) {
			token_add(tokens, TOKEN_NUMBER, at, length);
		} else if ((length = name_length(at))) {
			token_add(tokens, TOKEN_NAME, at, length);
		} else if ((length = sign_length(at))) {
			token_add(tokens, TOKEN_SIGN, at, length);
		} else {
			return TOKENS_FAULT(tokens, _("“%c” has no meaning in an expression"), *at);
		}
	}
	token_add(tokens, TOKEN_END, "", 0);
	return true;
}

const struct token *tokens_next(const struct tokens *tokens)
{
	return &tokens->rows[tokens->next];
}

bool tokens_at(const struct tokens *tokens, const char *sign)
{
	return tokens_next(tokens)->kind == TOKEN_SIGN && str_equal(tokens_next(tokens)->text, sign);
}

bool tokens_before(const struct tokens *tokens, const char *sign)
{
	const struct token *next = tokens_next(tokens);

	return next->kind != TOKEN_END && next[1].kind == TOKEN_SIGN && str_equal(next[1].text, sign);
}
