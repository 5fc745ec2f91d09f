#include "samtale/guide/guide_diff.h"

#include <string.h>

#include "guide/diff_options.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* The sections of two files, matched. */
struct match {
	struct diff diff;
	int *partner; /* of each section of the second file, that of the first; -1 it is new */
	int *became;  /* of each of the first, that of the second; -1 it is gone */
};

/* ---- who is who ------------------------------------------------------------------------------------ */

/* Groups and repeats may become each other; everything else keeps its kind. */
static bool is_same_kind(enum section_kind a, enum section_kind b)
{
	bool nested = a == SECTION_GROUP || a == SECTION_REPEAT;

	return a == b || (nested && (b == SECTION_GROUP || b == SECTION_REPEAT));
}

static void pair(struct match *match, size_t before, size_t after)
{
	match->partner[after] = (int)before;
	match->became[before] = (int)after;
}

static bool is_like(const struct match *match, size_t before, size_t after)
{
	const struct source_section *was = &match->diff.before->sections[before];
	const struct source_section *is = &match->diff.after->sections[after];

	if (was->kind == SECTION_FILE || was->kind == SECTION_GUIDE)
		return was->kind == is->kind;
	if (!is_same_kind(was->kind, is->kind) || !str_equal(was->title, is->title))
		return false;
	/* A column is its list's. */
	return was->kind != SECTION_COLUMN || match->partner[is->above] == was->above;
}

/* A question that went and one that came, with the same words and the same kind of answer. */
static bool is_renamed(const struct match *match, size_t before, size_t after)
{
	const struct source_section *was = &match->diff.before->sections[before];
	const struct source_section *is = &match->diff.after->sections[after];
	struct arena *arena = match->diff.arena;
	const char *label = diff_value(arena, was, "label");

	return was->kind == SECTION_QUESTION && is->kind == SECTION_QUESTION && *label
	       && str_equal(label, diff_value(arena, is, "label"))
	       && str_equal(diff_value(arena, was, "type"), diff_value(arena, is, "type"));
}

static void pair_all(struct match *match,
		     bool (*fits)(const struct match *match, size_t before, size_t after))
{
	const struct diff *diff = &match->diff;
	size_t from = 0;

	for (size_t i = 0; i < diff->after->section_count; i++) {
		if (match->partner[i] >= 0)
			continue;
		/* Most stand where they stood: the search goes on from the last found. */
		for (size_t k = 0; k < diff->before->section_count; k++) {
			size_t at = (from + k) % diff->before->section_count;

			if (match->became[at] < 0 && fits(match, at, i)) {
				pair(match, at, i);
				from = at + 1;
				break;
			}
		}
	}
}

static void match_sections(struct match *match)
{
	struct arena *arena = match->diff.arena;
	size_t before = match->diff.before->section_count, after = match->diff.after->section_count;

	match->partner = arena_array(arena, after, sizeof(*match->partner));
	match->became = arena_array(arena, before, sizeof(*match->became));
	memset(match->partner, 0xFF, after * sizeof(*match->partner));
	memset(match->became, 0xFF, before * sizeof(*match->became));
	pair_all(match, is_like);
	pair_all(match, is_renamed);
}

/* ---- what moved ------------------------------------------------------------------------------------ */

/* Of rows[0..count), whose partners should rise, marks those that stay: a longest rising run of them. */
static void mark_staying(const struct match *match, const int *rows, size_t count, bool *stays)
{
	struct arena *arena = match->diff.arena;
	int *length = arena_array(arena, count, sizeof(*length)),
	    *previous = arena_array(arena, count, sizeof(*previous));
	int longest = -1;

	for (size_t i = 0; i < count; i++) {
		length[i] = 1;
		previous[i] = -1;
		for (size_t k = 0; k < i; k++) {
			if (match->partner[rows[k]] < match->partner[rows[i]] && length[k] >= length[i]) {
				length[i] = length[k] + 1;
				previous[i] = (int)k;
			}
		}
		if (longest < 0 || length[i] > length[longest])
			longest = (int)i;
	}
	for (; longest >= 0; longest = previous[longest])
		stays[rows[longest]] = true;
}

/* The sections in `parent` that were in the same one before, in the order of the second file. */
static size_t children(const struct match *match, int parent, int *rows)
{
	const struct diff *diff = &match->diff;
	size_t count = 0;

	for (size_t i = 0; i < diff->after->section_count; i++) {
		int was = match->partner[i];

		if (diff->after->sections[i].above == parent && was >= 0
		    && diff->before->sections[was].above == match->partner[parent])
			rows[count++] = (int)i;
	}
	return count;
}

static const char *place_of(const struct match *match, int section)
{
	const struct source_section *at = section < 0 ? NULL : &match->diff.after->sections[section];

	return at ? at->title : "";
}

/* The section that stands before this one in the same parent; -1 it is the first. */
static int neighbour(const struct source *source, int section)
{
	for (int i = section - 1; i >= 0; i--)
		if (source->sections[i].above == source->sections[section].above)
			return i;
	return -1;
}

static const char *moved_phrase(const struct match *match, int section)
{
	const struct diff *diff = &match->diff;
	int above = diff->after->sections[section].above, before = neighbour(diff->after, section);

	if (diff->before->sections[match->partner[section]].above != match->partner[above])
		return arena_printf(diff->arena, _("has moved to %s"), place_of(match, above));
	if (before < 0)
		return arena_strdup(diff->arena, _("has moved to the beginning"));
	return arena_printf(diff->arena, _("has moved, and comes after %s now"), place_of(match, before));
}

static bool *staying(const struct match *match)
{
	const struct diff *diff = &match->diff;
	bool *stays = arena_array(diff->arena, diff->after->section_count, sizeof(*stays));
	int *rows = arena_array(diff->arena, diff->after->section_count, sizeof(*rows));

	for (size_t i = 0; i < diff->after->section_count; i++) {
		if (diff->after->sections[i].kind != SECTION_QUESTION && match->partner[i] >= 0)
			mark_staying(match, rows, children(match, (int)i, rows), stays);
	}
	return stays;
}

/* ---- telling --------------------------------------------------------------------------------------- */

static void tell_section(struct match *match, int section, bool stays)
{
	struct diff *diff = &match->diff;
	const struct source_section *is = &diff->after->sections[section], *was;

	if (match->partner[section] < 0) {
		const char *label = diff_value(diff->arena, is, "label");

		diff_add(diff, "added", NULL, is, _("is new"));
		diff->differences->rows[diff->differences->count - 1].after = label;
		return;
	}
	was = &diff->before->sections[match->partner[section]];
	if (!str_equal(was->title, is->title))
		diff_add(diff, "renamed", was, is,
			 arena_printf(diff->arena, _("is the new name of %s"), was->title));
	if (was->kind != is->kind)
		diff_add(diff, "changed", was, is,
			 is->kind == SECTION_REPEAT ? _("is asked several times now")
						    : _("is asked once only now"));
	if (!stays && is->above > 0)
		diff_add(diff, "moved", was, is, moved_phrase(match, section));
	diff_options(diff, was, is);
}

static void tell_gone(struct match *match, int section)
{
	struct diff *diff = &match->diff;
	const struct source_section *was = &diff->before->sections[section];

	diff_add(diff, "removed", was, NULL, _("is taken away"));
	diff->differences->rows[diff->differences->count - 1].before = diff_value(diff->arena, was, "label");
}

bool guide_diff(const char *name_before, const char *before, const char *name_after, const char *after,
		struct arena *arena, struct guide_differences *differences, struct err *err)
{
	struct source was, is;
	struct match match = { .diff = { &was, &is, arena, differences } };
	const bool *stays;

	*differences = (struct guide_differences){ NULL, 0 };
	if (!source_read(name_before, before, arena, &was, err)
	    || !source_read(name_after, after, arena, &is, err))
		return false;
	match_sections(&match);
	stays = staying(&match);
	for (size_t i = 1; i < is.section_count; i++)
		tell_section(&match, (int)i, stays[i]);
	for (size_t i = 1; i < was.section_count; i++)
		if (match.became[i] < 0)
			tell_gone(&match, (int)i);
	return true;
}
