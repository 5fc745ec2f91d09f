/* expr_tokens.h - an expression's text as a row of tokens. */
#ifndef SAMTALE_GUIDE_EXPR_TOKENS_H
#define SAMTALE_GUIDE_EXPR_TOKENS_H

#include "samtale/base/arena.h"
#include "samtale/base/err.h"

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_LITERAL, TOKEN_NAME, TOKEN_REFERENCE, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	const char *text; /* as written, a literal with its quotes; of ${name}: the name */
};

struct tokens {
	struct arena *arena;
	struct token *rows; /* the last is TOKEN_END */
	size_t count, next;
	const char *fault; /* a sentence without place; NULL none */
};

/* All in the arena. False: tokens->fault says why. */
NODISCARD bool tokens_read(struct tokens *tokens, const char *written, struct arena *arena);

const struct token *tokens_next(const struct tokens *tokens);
bool tokens_at(const struct tokens *tokens, const char *sign);
/* The token after the next. */
bool tokens_before(const struct tokens *tokens, const char *sign);

#define TOKENS_FAULT(tokens, ...) ((tokens)->fault = arena_printf((tokens)->arena, __VA_ARGS__), false)

#endif
