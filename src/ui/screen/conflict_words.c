#include "ui/screen/conflict_words.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"
#include "ui/widget/wrap.h"

const char *conflict_value(struct arena *arena, const struct conflict *conflict, const char *value, bool revealed)
{
	char masked[CPR_MASKED_SIZE];

	if (*value == '\0')
		return _("(empty)");
	if (revealed || conflict->mask == CONFLICT_OPEN)
		return value;
	return conflict->mask == CONFLICT_CPR ? arena_strdup(arena, cpr_masked(value, masked)) : _("not shown");
}

/* ---- where they differ -------------------------------------------------------------------------------- */

#define CONTEXT_BYTES 24 /* of what is alike, before what is not; less where there is little room */

/* Bytes that all sides begin with. */
static size_t alike_bytes(const struct conflict *conflict)
{
	const char *first = conflict->sides[0].value;
	size_t alike = strlen(first);

	for (size_t i = 1; i < conflict->count; i++) {
		const char *other = conflict->sides[i].value;
		size_t same = 0;

		while (same < alike && other[same] == first[same])
			same++;
		alike = same;
	}
	return alike;
}

/* From the first whole word after `at`, or whole character, but not past `differs`. */
static size_t word_begin(const char *text, size_t at, size_t differs)
{
	size_t word = at;

	while (word < differs && text[word] != ' ' && text[word] != '\n')
		word++;
	if (word < differs)
		return word + 1;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
		at--;
	return at;
}

const char *conflict_excerpt(struct arena *arena, const struct conflict *conflict, size_t side, bool revealed,
			     int columns, bool *cut)
{
	const char *value = conflict->sides[side].value, *text = conflict_value(arena, conflict, value, revealed);
	size_t begin, fits, context = columns / 4 < CONTEXT_BYTES ? (size_t)columns / 4 : CONTEXT_BYTES;

	*cut = text == value && utf8_columns(text) > columns;
	if (!*cut)
		return text;
	begin = alike_bytes(conflict);
	begin = begin > context ? word_begin(value, begin - context, begin) : 0;
	if (begin > 0)
		text = arena_printf(arena, "… %s", value + begin);
	fits = utf8_fit(text, columns - 1);
	return text[fits] == '\0' ? text : arena_printf(arena, "%.*s…", (int)fits, text);
}

/* Blanks and what cannot be seen count as one blank. */
static const char *as_seen(struct arena *arena, const char *value)
{
	struct str seen;
	const char *text;

	str_init(&seen);
	for (bool blank = false; *value != '\0'; value++) {
		bool is_seen = (unsigned char)*value > ' ' && *value != 0x7f;

		if (is_seen && blank && seen.length > 0)
			str_add_char(&seen, ' ');
		if (is_seen)
			str_add_char(&seen, *value);
		blank = !is_seen;
	}
	text = arena_strdup(arena, seen.text);
	str_done(&seen);
	return text;
}

bool conflict_looks_alike(struct arena *arena, const struct conflict *conflict)
{
	bool alike = conflict->kind == CONFLICT_FIELD;

	for (size_t i = 1; alike && i < conflict->count; i++)
		alike = str_equal(as_seen(arena, conflict->sides[0].value), as_seen(arena, conflict->sides[i].value));
	return alike;
}

const char *conflict_side_text(struct arena *arena, const struct conflict_side *side, struct moment now)
{
	struct moment at = moment_by(now, side->at);

	const char *by = side->by[0] != '\0' ? side->by : _("somebody");

	if (side->is_coordinators)
		by = arena_printf(arena, _("%s (coordinator)"), by);
	return arena_printf(arena, "%s, %s %s, %s", by, date_is_set(at.date) ? date_long(arena, at.date) : "",
			    time_text(arena, at.minute), side->is_mine ? _("here") : _("on another terminal"));
}

const char *conflict_base_text(struct arena *arena, const struct conflict *conflict, bool revealed)
{
	if (conflict->base_kind == CONFLICT_BASE_NOT_KNOWN)
		return _("Before: not known on this machine");
	if (conflict->base_kind == CONFLICT_BASE_NOTHING)
		return conflict->kind == CONFLICT_PLAN	   ? _("Before: no answer")
		       : conflict->kind == CONFLICT_EFFORT ? _("Before: nothing was decided, the effort was open")
							   : _("Before: nothing was written");
	return arena_printf(arena, _("Before: %s"),
			    wrap_as_line(conflict_value(arena, conflict, conflict->base, revealed), arena));
}
