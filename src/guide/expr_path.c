#include "guide/expr_path.h"

#include "samtale/base/str.h"

#define AT_ROOT (-1)

/* The way along a path. */
struct way {
	struct tokens *tokens;
	const struct expr_names *names;
	struct str text;      /* as written */
	int at;               /* a vertex, or AT_ROOT */
	int left;             /* the repeat that was left last by .., AT_ROOT none */
	bool absolute, again; /* again: into a repeat that was left */
};

const char *vertex_path(const struct guide *guide, int vertex, struct arena *arena)
{
	const char *path = "";

	for (; vertex >= 0; vertex = vertex_parent(guide, vertex) < 0
					     ? AT_ROOT
					     : (int)guide->question_count + vertex_parent(guide, vertex))
		path = arena_printf(arena, "/%s%s", vertex_name(guide, vertex), path);
	return arena_printf(arena, "/data%s", path);
}

static void take(struct way *way, size_t count)
{
	for (; count--; way->tokens->next++)
		str_add(&way->text, tokens_next(way->tokens)->text);
}

/* Whether the tokens from `ahead` on are a plain name: no call, no axis. */
static bool is_name(const struct tokens *tokens, size_t ahead)
{
	const struct token *at = &tokens->rows[tokens->next];

	for (size_t i = 0; i < ahead; i++) {
		if (at[i].kind == TOKEN_END)
			return false;
	}
	at += ahead;
	if (at->kind != TOKEN_NAME)
		return false;
	return at[1].kind != TOKEN_SIGN || (!str_equal(at[1].text, "(") && !str_equal(at[1].text, "::"));
}

static bool is_dots(const struct token *at)
{
	return at->kind == TOKEN_SIGN && (str_equal(at->text, ".") || str_equal(at->text, ".."));
}

/* ---- steps ---------------------------------------------------------------------------------------- */

static void go_up(struct way *way)
{
	const struct guide *guide = way->names->guide;
	int parent = way->at >= 0 ? vertex_parent(guide, way->at) : AT_ROOT;

	if (way->at >= 0 && vertex_is_repeat(guide, way->at))
		way->left = way->at;
	way->at = parent < 0 ? AT_ROOT : (int)guide->question_count + parent;
}

static int child_of(const struct guide *guide, int group, const char *name)
{
	int child = vertex_find(guide, name), parent = group - (int)guide->question_count;

	if (group != AT_ROOT)
		return child >= 0 && vertex_parent(guide, child) == parent ? child : -1;
	for (size_t i = 0; i < guide->step_count; i++) {
		if (str_equal(guide->groups[i].name, name))
			return (int)(guide->question_count + i);
	}
	return -1;
}

static bool go_down(struct way *way, const char *name)
{
	int child = child_of(way->names->guide, way->at, name);

	if (child < 0)
		return TOKENS_FAULT(way->tokens, _("its path %s leads to no question of this guide"),
				    way->text.text);
	way->again |= child == way->left;
	way->at = child;
	return true;
}

static bool go_on(struct way *way)
{
	while (tokens_at(way->tokens, "/")) {
		const struct token *next = tokens_next(way->tokens) + 1;

		if (is_dots(next)) {
			take(way, 2);
			if (str_equal(next->text, ".."))
				go_up(way);
		} else if (is_name(way->tokens, 1)) {
			take(way, 2);
			if (!go_down(way, next->text))
				return false;
		} else {
			break;
		}
	}
	return true;
}

/* ---- beginnings ------------------------------------------------------------------------------------- */

static bool is_fact_path(const struct tokens *tokens)
{
	const struct token *at = tokens_next(tokens);

	return is_name(tokens, 3) && str_equal(at[1].text, GUIDE_META) && guide_fact_find(at[3].text) >= 0;
}

static void end_fact(struct way *way, const char *name, struct expr_path *path)
{
	path->vertex = -1;
	path->text = path->path = arena_printf(way->tokens->arena, "/data/" GUIDE_META "/%s", name);
}

/* Text and path of what the way led to. */
static void end(struct way *way, struct expr_path *path)
{
	struct arena *arena = way->tokens->arena;
	const struct guide *guide = way->names->guide;
	bool direct =
		way->at != AT_ROOT && !way->again && (way->absolute || vertex_is_question(guide, way->at));

	path->vertex = way->again ? -1 : way->at;
	path->text =
		direct ? arena_printf(arena, "node-of(%d)", way->at) : arena_strdup(arena, way->text.text);
	path->path = way->absolute ? vertex_path(guide, way->at, arena) : arena_strdup(arena, way->text.text);
}

static bool read_reference(struct way *way, struct expr_path *path)
{
	const char *name = tokens_next(way->tokens)->text;
	int vertex = vertex_find(way->names->guide, name);

	way->tokens->next++;
	if (vertex < 0 && guide_fact_find(name) >= 0) {
		end_fact(way, name, path);
		return true;
	}
	if (vertex < 0)
		return TOKENS_FAULT(way->tokens, _("it asks for ${%s}, and no question has that name"), name);
	way->absolute = true;
	way->at = vertex;
	/* ${child}/age is everybody's age, ${age} is one's own. */
	if (!vertex_is_repeat(way->names->guide, vertex) && !go_on(way))
		return false;
	end(way, path);
	return true;
}

static bool read_absolute(struct way *way, struct expr_path *path)
{
	way->absolute = true;
	way->at = AT_ROOT;
	take(way, 2);
	if (tokens_at(way->tokens, "/") && is_fact_path(way->tokens)) {
		way->tokens->next += 4;
		end_fact(way, way->tokens->rows[way->tokens->next - 1].text, path);
		return true;
	}
	if (!go_on(way))
		return false;
	end(way, path);
	return true;
}

static bool read_relative(struct way *way, struct expr_path *path)
{
	bool up = tokens_at(way->tokens, "..");

	way->at = way->names->vertex;
	take(way, tokens_next(way->tokens)->kind == TOKEN_NAME ? 3 : 1);
	if (up)
		go_up(way);
	if (!go_on(way))
		return false;
	end(way, path);
	return true;
}

static bool is_current(const struct tokens *tokens)
{
	const struct token *at = tokens_next(tokens);

	return at->kind == TOKEN_NAME && str_equal(at->text, "current") && tokens_before(tokens, "(")
	       && at[2].kind == TOKEN_SIGN && str_equal(at[2].text, ")");
}

bool expr_path_read(struct tokens *tokens, const struct expr_names *names, bool at_context,
		    struct expr_path *path)
{
	struct way way = { .tokens = tokens, .names = names, .left = AT_ROOT };
	const struct token *at = tokens_next(tokens);
	bool read = true;

	*path = (struct expr_path){ .found = true };
	str_init(&way.text);
	if (at->kind == TOKEN_REFERENCE)
		read = read_reference(&way, path);
	else if (tokens_at(tokens, "/") && is_name(tokens, 1) && str_equal(at[1].text, "data"))
		read = read_absolute(&way, path);
	else if (is_current(tokens) || (is_dots(at) && at_context && names->role != EXPR_CHOICE_FILTER))
		read = read_relative(&way, path);
	else
		path->found = false;
	str_done(&way.text);
	return read;
}
