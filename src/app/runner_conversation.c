#include "app/runner_effects.h"
#include "samtale/store/agenda.h"
#include "samtale/store/conversations.h"
#include "samtale/store/people.h"

/* A municipality's guide that cannot be read must not take the others away: it shows under its id, and
 * beginning it says what is wrong. */
static struct guide_entry describe_guide(const struct runner *runner, const char *id, int target_group,
					 struct arena *arena)
{
	struct guide_entry entry = { .id = id, .title = id };
	struct guide *guide;

	if (!guide_load(id, tr_language(), runner->guide_dir, &guide, NULL))
		return entry;
	entry.title = arena_strdup(arena, guide_title(guide));
	entry.suggested = guide_is_for(guide, target_group);
	entry.measures = guide_closing(guide) == CONVERSATION_MEASURES;
	guide_free(guide);
	return entry;
}

bool perform_guides(struct runner *runner, struct effect *effect, struct err *err)
{
	const char *const *ids = guide_ids(tr_language(), runner->guide_dir, effect->arena);
	struct guide_list list = { NULL };
	size_t count = 0;

	(void)err;
	while (ids[count])
		count++;
	list.rows = arena_array(effect->arena, count, sizeof(*list.rows));
	for (; list.count < count; list.count++)
		list.rows[list.count] = describe_guide(runner, ids[list.count], effect->guides.target_group,
						       effect->arena);
	*effect->guides.out = list;
	return true;
}

/* The booking that a conversation begun now is: none when it lies ahead, for then the citizen is still
 * expected that day, and signing must not mark it as held. */
static bool booking_of(struct runner *runner, int64_t id, struct arena *arena, int64_t *booking,
		       struct err *err)
{
	struct appointment appointment;

	*booking = 0;
	if (!id)
		return true;
	if (!store_appointment(runner->store, id, arena, &appointment, err))
		return false;
	if (date_compare(appointment.date, runner->now.date) <= 0)
		*booking = id;
	return true;
}

/* ---- the guide's own words -------------------------------------------------------------------------- */

/* What a conversation begun now goes by: the guide in the language in use, and in the others as far as they
 * have it, for the language can be switched in the middle; and the files of their lists. */
struct guide_texts {
	struct guide_text *rows;
	size_t count;
	struct arena *arena;
};

static void text_add(struct guide_texts *texts, struct guide_text text)
{
	texts->rows = arena_grow(texts->arena, texts->rows, texts->count, sizeof(*texts->rows));
	texts->rows[texts->count++] = text;
}

static void tables_add(struct guide_texts *texts, const struct guide *guide, const struct guide_text *of)
{
	for (const struct guide_table *table = guide_tables(guide, texts->arena); table->file; table++)
		text_add(texts, (struct guide_text){ .guide = of->guide,
						     .language = of->language,
						     .file = arena_strdup(texts->arena, table->file),
						     .text = arena_strdup(texts->arena, table->text) });
}

static bool guide_add(const struct runner *runner, const char *id, enum language language,
		      struct guide_texts *texts, struct err *err)
{
	struct guide_text text = { .guide = arena_strdup(texts->arena, id),
				   .language = tr_code(language),
				   .file = "" };
	struct guide *guide;
	const char *name;
	bool read;

	if (!guide_load(id, language, runner->guide_dir, &guide, err))
		return false;
	text.version = guide_version(guide);
	read = guide_file_text(id, language, runner->guide_dir, texts->arena, &name, &text.text, err);
	if (read) {
		text_add(texts, text);
		tables_add(texts, guide, &text);
	}
	guide_free(guide);
	return read;
}

static bool guide_texts_read(const struct runner *runner, const char *id, struct arena *arena,
			     struct guide_texts *texts, struct err *err)
{
	*texts = (struct guide_texts){ .arena = arena };
	if (!guide_add(runner, id, tr_language(), texts, err))
		return false;
	for (enum language other = 0; other < LANGUAGES; other++)
		if (other != tr_language())
			guide_add(runner, id, other, texts, NULL);
	return true;
}

static bool guide_kept(const struct guide_text *texts, size_t count, struct arena *arena, struct guide **guide,
		       struct err *err)
{
	struct guide_table *tables = arena_array(arena, count, sizeof(*tables));

	for (size_t i = 1; i < count; i++)
		tables[i - 1] = (struct guide_table){ texts[i].file, texts[i].text };
	return guide_parse_with(
		arena_printf(arena, "%s/%s/%d", texts[0].language, texts[0].guide, texts[0].version),
		texts[0].text, tables, guide, err);
}

/* A conversation goes on with the questions it began with. One begun before the texts were kept has to do with
 * the guide as it is now. */
static bool guide_of(struct runner *runner, int64_t conversation, const char *id, struct arena *arena,
		     struct guide **guide, bool *same, struct err *err)
{
	struct guide_text *texts;
	size_t count;

	if (!store_conversation_guide(runner->store, conversation, tr_code(tr_language()), arena, &texts,
				      &count, err))
		return false;
	*same = count > 0;
	if (!*same)
		return guide_load(id, tr_language(), runner->guide_dir, guide, err);
	return guide_kept(texts, count, arena, guide, err);
}

/* ---- the sitting ------------------------------------------------------------------------------------ */

static bool begin_or_fetch(struct runner *runner, struct effect *effect, struct conversation *conversation,
			   struct err *err)
{
	struct guide_texts texts;
	int64_t booking;

	if (effect->sitting.conversation)
		return store_conversation(runner->store, effect->sitting.conversation, effect->arena,
					  conversation, err);
	if (!booking_of(runner, effect->sitting.appointment, effect->arena, &booking, err) ||
	    !guide_texts_read(runner, effect->sitting.guide, effect->arena, &texts, err))
		return false;
	*conversation = (struct conversation){
		.citizen = effect->sitting.citizen,
		.caseworker = runner->caseworker,
		.appointment = booking,
		.guide = texts.rows[0].guide,
		.guide_version = texts.rows[0].version,
		.form = arena_strdup(effect->arena, effect->sitting.form),
		.position = "",
	};
	/* The store may give back the unfinished one with the same guide: then it is fetched with its
	 * answers. */
	return store_conversation_begin_on(runner->store, conversation, texts.rows, texts.count, err) &&
	       store_conversation(runner->store, conversation->id, effect->arena, conversation, err);
}

static int whole_weeks(struct date from, struct date today)
{
	return date_is_set(from) && date_compare(from, today) <= 0 ? date_days_between(from, today) / 7 : -1;
}

/* Beside a question of a correction stands what was signed. */
static void signed_answers(const struct correction *correction, struct arena *arena, struct last_answers *last)
{
	*last = (struct last_answers){ .rows = arena_array(arena, correction->answer_count,
							   sizeof(*last->rows)) };
	for (size_t i = 0; i < correction->answer_count; i++)
		if (correction->answers[i].state == ANSWER_GIVEN)
			last->rows[last->count++] = (struct last_answer){ correction->answers[i].question,
									  correction->answers[i].value,
									  correction->held };
}

static bool conversation_fetch(struct runner *runner, struct effect *effect, struct sitting *sitting,
			       struct err *err)
{
	struct conversation *conversation = &sitting->conversation;
	struct arena *arena = effect->arena;

	if (effect->sitting.correct) {
		if (!store_correction_begin(runner->store, effect->sitting.conversation, arena, conversation,
					    &sitting->correction, err))
			return false;
		signed_answers(&sitting->correction, arena, &sitting->last);
		return true;
	}
	return begin_or_fetch(runner, effect, conversation, err) &&
	       store_last_answers(runner->store, conversation->citizen, conversation->id, arena,
				  &sitting->last, err);
}

bool perform_sitting(struct runner *runner, struct effect *effect, struct err *err)
{
	struct sitting sitting = { .draft = "" };
	struct conversation *conversation = &sitting.conversation;
	struct arena *arena = effect->arena;

	if (!conversation_fetch(runner, effect, &sitting, err) ||
	    !store_citizen(runner->store, conversation->citizen, arena, &sitting.citizen, err) ||
	    !store_draft(runner->store, arena_printf(arena, "conversation/%s", conversation->position),
			 conversation->id, arena, &sitting.draft, err) ||
	    !guide_of(runner, conversation->id, conversation->guide, arena, &sitting.guide,
		      &sitting.same_guide, err))
		return false;
	/* What was said last time would colour what is measured now. */
	if (guide_closing(sitting.guide) == CONVERSATION_MEASURES)
		sitting.last = (struct last_answers){ .count = 0 };
	sitting.benefit_weeks = whole_weeks(sitting.citizen.benefit_from, runner->now.date);
	*effect->sitting.out = sitting;
	return true;
}

/* A guide that can no longer be read takes the words away, not what was signed. */
bool perform_record(struct runner *runner, struct effect *effect, struct err *err)
{
	struct reading reading = { .guide = NULL };
	struct conversation_record *record = &reading.record;
	bool same;

	if (!store_conversation_version(runner->store, effect->record.conversation, effect->record.version,
					effect->arena, record, err) ||
	    !store_citizen(runner->store, record->citizen, effect->arena, &reading.citizen, err))
		return false;
	if (!guide_of(runner, record->conversation, record->guide, effect->arena, &reading.guide, &same, NULL))
		reading.guide = NULL;
	*effect->record.out = reading;
	return true;
}

bool perform_answer(struct runner *runner, struct effect *effect, struct err *err)
{
	struct answer answer = effect->answer.in;

	answer.at = runner->now.utc_ms;
	answer.author = runner->caseworker;
	if (effect->answer.correct)
		return store_correction_answer(runner->store, effect->answer.conversation, &answer, err);
	return store_answer_add(runner->store, effect->answer.conversation, &answer, err);
}

bool perform_conversation_set(struct runner *runner, struct effect *effect, struct err *err)
{
	if (effect->conversation_set.correct)
		return store_correction_pause(runner->store, effect->conversation_set.conversation,
					      effect->conversation_set.position, err);
	return store_conversation_set(runner->store, effect->conversation_set.conversation,
				      effect->conversation_set.state, effect->conversation_set.position, err);
}

bool perform_correct(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_conversation_correct(runner->store, effect->correct.in, effect->correct.out, err);
}

bool perform_correction_drop(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_correction_drop(runner->store, effect->correction_drop.conversation, err);
}

bool perform_sign(struct runner *runner, struct effect *effect, struct err *err)
{
	int64_t signed_fact;

	if (!store_conversation_sign(runner->store, effect->sign.in, &signed_fact, err))
		return false;
	if (effect->sign.out)
		*effect->sign.out = signed_fact;
	return true;
}

bool perform_step_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_step_put(runner->store, effect->step_put.in, err);
}
