#include "samtale/domain/plan_content.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define FORMAT "plan 1"

static const struct {
	const char *word, *heading;
} kinds[PLAN_ROW_KINDS] = {
	[PLAN_ROW_GOAL] = { "goal", N_("Goal") },
	[PLAN_ROW_WORDS] = { "words", N_("Own words") },
	[PLAN_ROW_STRENGTH] = { "strength", N_("Strengths") },
	[PLAN_ROW_WISH] = { "wish", N_("Wishes") },
	[PLAN_ROW_BARRIER] = { "barrier", N_("Barriers") },
	[PLAN_ROW_STEP] = { "step", N_("Agreed steps") },
};

static const enum plan_row_kind kinds_of_items[PLAN_ITEM_KINDS] = {
	[PLAN_GOAL] = PLAN_ROW_GOAL,         [PLAN_BARRIER] = PLAN_ROW_BARRIER,
	[PLAN_STRENGTH] = PLAN_ROW_STRENGTH, [PLAN_WISH] = PLAN_ROW_WISH,
	[PLAN_WORDS] = PLAN_ROW_WORDS,
};

/* ---- from the plan ---------------------------------------------------------------------------------- */

static void row_add(struct arena *arena, struct plan_content *content, struct plan_row row)
{
	content->rows = arena_grow(arena, content->rows, content->count, sizeof(*content->rows));
	content->rows[content->count++] = row;
}

/* A barrier that is overcome stays as what was achieved; anything else that has ended is out of the plan. */
static bool item_is_in(const struct plan_item *item)
{
	return !item->ended || (item->kind == PLAN_BARRIER && item->progress == BARRIER_OVERCOME);
}

static void items_add(const struct plan *plan, enum plan_row_kind kind, struct arena *arena,
		      struct plan_content *content)
{
	for (size_t i = 0; i < plan->item_count; i++) {
		const struct plan_item *item = &plan->items[i];
		bool barrier = item->kind == PLAN_BARRIER;

		if (kinds_of_items[item->kind] != kind || !item_is_in(item))
			continue;
		row_add(arena, content,
			(struct plan_row){
				.kind = kind,
				.id = item->id,
				.head = item->kind == PLAN_GOAL ? plan_aim_name(item->aim) : "",
				.text = item->text,
				.note = barrier && item->note ? item->note : "",
				.owner = "",
				.due = "",
				.state = barrier ? barrier_progress_name(item->progress) : "",
			});
	}
}

static const char *track_word(const struct plan_track *track)
{
	if (!track)
		return "";
	return *track->name ? track->name : track->code;
}

/* A step on a track that has gone belongs to job and education again. */
static void steps_add(const struct plan *plan, const struct plan_track *track, struct arena *arena,
		      struct plan_content *content)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct plan_step *step = &plan->steps[i];
		char due[DATE_ISO_SIZE];

		if (plan_track(plan, step->track) != track || step->status == STEP_NO_LONGER_FITS)
			continue;
		row_add(arena, content,
			(struct plan_row){
				.kind = PLAN_ROW_STEP,
				.id = step->id,
				.head = track_word(track),
				.text = step->text,
				.note = "",
				.owner = step_owner_name(step->owner),
				.due = arena_strdup(arena, date_iso(step->due, due)),
				.state = step_status_name(step->status),
			});
	}
}

void plan_content_of(const struct plan *plan, struct arena *arena, struct plan_content *content)
{
	*content = (struct plan_content){ 0 };
	for (int kind = 0; kind < PLAN_ROW_STEP; kind++)
		items_add(plan, (enum plan_row_kind)kind, arena, content);
	steps_add(plan, NULL, arena, content);
	for (size_t i = 0; i < plan->track_count; i++)
		steps_add(plan, &plan->tracks[i], arena, content);
}

/* ---- as text ---------------------------------------------------------------------------------------- */

static const struct {
	char byte, letter;
} escapes[] = { { '\t', 't' }, { '\n', 'n' }, { '\\', '\\' } };

static void field_write(struct str *out, const char *text)
{
	str_add_char(out, '\t');
	for (; *text; text++) {
		size_t i = 0;

		while (i < LENGTH(escapes) && escapes[i].byte != *text)
			i++;
		if (i < LENGTH(escapes))
			str_add_char(out, '\\');
		str_add_char(out, i < LENGTH(escapes) ? escapes[i].letter : *text);
	}
}

const char *plan_content_write(const struct plan_content *content, bool agreed, struct arena *arena)
{
	const char *text;
	struct str out;

	str_init(&out);
	str_add(&out, FORMAT "\n");
	for (size_t i = 0; i < content->count; i++) {
		const struct plan_row *row = &content->rows[i];
		const char *fields[] = { row->head, row->text,	row->note,
					 row->owner, row->due, agreed ? "" : row->state };

		str_addf(&out, "%s\t%" PRId64, kinds[row->kind].word, row->id);
		for (size_t f = 0; f < LENGTH(fields); f++)
			field_write(&out, fields[f]);
		str_add_char(&out, '\n');
	}
	text = arena_strdup(arena, out.text);
	str_done(&out);
	return text;
}

/* Takes the escapes out in place; false for one that is none. */
static bool field_read(char *field)
{
	char *out = field;

	for (; *field; field++) {
		size_t i = 0;

		if (*field != '\\') {
			*out++ = *field;
			continue;
		}
		field++;
		while (i < LENGTH(escapes) && escapes[i].letter != *field)
			i++;
		if (i == LENGTH(escapes))
			return false;
		*out++ = escapes[i].byte;
	}
	*out = '\0';
	return true;
}

#define FIELDS 8

static bool row_read(char *line, struct plan_row *row)
{
	char *fields[FIELDS], *end;
	size_t kind = 0;

	for (int i = 0; i < FIELDS; i++) {
		fields[i] = line;
		line = line ? strchr(line, '\t') : NULL;
		if (line)
			*line++ = '\0';
		if (!fields[i] || !field_read(fields[i]))
			return false;
	}
	while (kind < PLAN_ROW_KINDS && !str_equal(kinds[kind].word, fields[0]))
		kind++;
	*row = (struct plan_row){ .kind = (enum plan_row_kind)kind,
				  .id = strtoll(fields[1], &end, 10),
				  .head = fields[2],
				  .text = fields[3],
				  .note = fields[4],
				  .owner = fields[5],
				  .due = fields[6],
				  .state = fields[7] };
	return kind < PLAN_ROW_KINDS && !line && *fields[1] && !*end;
}

bool plan_content_read(const char *text, struct arena *arena, struct plan_content *content)
{
	char *rest = arena_strdup(arena, text), *line = strsep(&rest, "\n");

	*content = (struct plan_content){ 0 };
	if (!str_equal(line, FORMAT))
		return false;
	while ((line = strsep(&rest, "\n")) && (*line || rest)) {
		struct plan_row row;

		if (!row_read(line, &row))
			return false;
		row_add(arena, content, row);
	}
	return true;
}

void plan_agreed_hash(const struct plan *plan, char hash[ID_HASH_TEXT])
{
	struct plan_content content;
	struct arena arena;
	const char *text;

	arena_init(&arena);
	plan_content_of(plan, &arena, &content);
	text = plan_content_write(&content, true, &arena);
	id_hash_text(text, strlen(text), hash);
	arena_done(&arena);
}

/* ---- in words ---------------------------------------------------------------------------------------- */

const char *plan_row_word(enum plan_row_kind kind)
{
	return kinds[kind].word;
}

const char *plan_row_heading(const struct plan_row *row, struct arena *arena)
{
	const struct plan_track track = { .code = row->head, .name = "" };

	if (row->kind != PLAN_ROW_STEP)
		return tr(kinds[row->kind].heading);
	return arena_printf(arena, "%s: %s", tr(kinds[row->kind].heading),
			    plan_track_label(*row->head ? &track : NULL));
}

static const char *joined(struct arena *arena, const char *a, const char *b)
{
	return *a && *b ? arena_printf(arena, "%s, %s", a, b) : *a ? a : b;
}

static const char *step_text(const struct plan_row *row, struct arena *arena)
{
	enum step_owner owner = STEP_OWNER_CITIZEN;
	enum step_status status = STEP_AGREED;
	struct date due;
	const char *when = date_parse_iso(row->due, &due) ? date_short(arena, due) : "";
	const char *who = step_owner_parse(row->owner, &owner) ? step_owner_label(owner) : row->owner;
	const char *how = step_status_parse(row->state, &status) ? step_status_label(status) : row->state;

	return arena_printf(arena, "%s (%s)", row->text, joined(arena, joined(arena, who, when), how));
}

static const char *barrier_text(const struct plan_row *row, struct arena *arena)
{
	enum barrier_progress progress = BARRIER_STANDS;
	const char *state =
		barrier_progress_parse(row->state, &progress) ? barrier_progress_label(progress) : row->state;

	return arena_printf(arena, *row->note ? "%s (%s): %s" : "%s (%s)%s", row->text, state, row->note);
}

static const char *goal_text(const struct plan_row *row, struct arena *arena)
{
	enum plan_aim aim = PLAN_AIM_WORK;

	return arena_printf(arena, "%s (%s)", row->text,
			    plan_aim_parse(row->head, &aim) ? plan_aim_label(aim) : row->head);
}

const char *plan_row_text(const struct plan_row *row, struct arena *arena)
{
	static const char *(*const texts[PLAN_ROW_KINDS])(const struct plan_row *, struct arena *) = {
		[PLAN_ROW_GOAL] = goal_text,
		[PLAN_ROW_BARRIER] = barrier_text,
		[PLAN_ROW_STEP] = step_text,
	};

	return texts[row->kind] ? texts[row->kind](row, arena) : row->text;
}

/* ---- two versions ------------------------------------------------------------------------------------- */

const char *plan_change_name(enum plan_change change)
{
	static const char *const names[PLAN_CHANGES] = {
		[PLAN_SAME] = "same", [PLAN_CHANGED] = "changed", [PLAN_ADDED] = "added",
		[PLAN_REMOVED] = "removed",
	};

	return names[change];
}

static const struct plan_row *row_of(const struct plan_content *content, const struct plan_row *like)
{
	for (size_t i = 0; i < content->count; i++)
		if (content->rows[i].id == like->id && content->rows[i].kind == like->kind)
			return &content->rows[i];
	return NULL;
}

static bool rows_are_same(const struct plan_row *a, const struct plan_row *b)
{
	return str_equal(a->head, b->head) && str_equal(a->text, b->text) && str_equal(a->note, b->note) &&
	       str_equal(a->owner, b->owner) && str_equal(a->due, b->due) && str_equal(a->state, b->state);
}

static void difference_add(struct arena *arena, struct plan_differences *all, const struct plan_row *before,
			   const struct plan_row *after)
{
	enum plan_change change = PLAN_ADDED;

	if (before)
		change = !after ? PLAN_REMOVED : rows_are_same(before, after) ? PLAN_SAME : PLAN_CHANGED;
	all->rows = arena_grow(arena, all->rows, all->count, sizeof(*all->rows));
	all->rows[all->count++] = (struct plan_difference){ change, before, after };
	all->changes += change != PLAN_SAME;
}

/* A kind at a time: what is there now in its order, then what has gone. */
void plan_compare(const struct plan_content *before, const struct plan_content *after, struct arena *arena,
		  struct plan_differences *differences)
{
	*differences = (struct plan_differences){ 0 };
	for (int kind = 0; kind < PLAN_ROW_KINDS; kind++) {
		for (size_t i = 0; i < after->count; i++)
			if ((int)after->rows[i].kind == kind)
				difference_add(arena, differences, row_of(before, &after->rows[i]),
					       &after->rows[i]);
		for (size_t i = 0; i < before->count; i++)
			if ((int)before->rows[i].kind == kind && !row_of(after, &before->rows[i]))
				difference_add(arena, differences, &before->rows[i], NULL);
	}
}
