#include "app/letter_desk.h"
#include "app/runner_effects.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/store/cases.h"
#include "samtale/store/letters.h"

/* In the arena: a contact that no configuration gives may stand in the database. */
static bool desk_of(struct runner *runner, struct arena *arena, struct letter_desk *desk, struct err *err)
{
	*desk = (struct letter_desk){
		.store = runner->store,
		.rules = runner->rules,
		.letter_dir = runner->letter_dir,
		.groff = runner->groff,
		.municipality = runner->municipality,
		.contact = runner->contact,
		.caseworker = runner->caseworker,
		.now = runner->now,
	};
	return !str_is_empty(desk->contact) ||
	       store_setting(runner->store, LETTER_SETTING_CONTACT, arena, &desk->contact, err);
}

/* A screen shows no whole CPR number, and never the address in the window. */
static void for_the_screen(struct letter *letter, struct arena *arena)
{
	letter->text = cpr_masked_in(arena, letter->text);
	letter->recipient = "";
}

bool perform_letters(struct runner *runner, struct effect *effect, struct err *err)
{
	struct letter_list *out = effect->letters.out;
	bool read = effect->letters.sanction_case != 0
			    ? store_letters_of_case(runner->store, effect->letters.sanction_case,
						    effect->arena, out, err)
			    : store_letters(runner->store, effect->letters.citizen, effect->arena, out, err);

	for (size_t i = 0; read && i < out->count; i++)
		for_the_screen(&out->rows[i], effect->arena);
	return read;
}

bool perform_letter(struct runner *runner, struct effect *effect, struct err *err)
{
	if (!store_letter(runner->store, effect->letter.id, effect->arena, effect->letter.out, err))
		return false;
	for_the_screen(effect->letter.out, effect->arena);
	return true;
}

bool perform_letter_preview(struct runner *runner, struct effect *effect, struct err *err)
{
	struct letter_desk desk;

	if (!desk_of(runner, effect->arena, &desk, err) ||
	    !desk_compose(&desk, effect->letter_order.in, effect->arena, effect->letter_order.out, err))
		return false;
	for_the_screen(effect->letter_order.out, effect->arena);
	return true;
}

bool perform_letter_keep(struct runner *runner, struct effect *effect, struct err *err)
{
	struct letter *letter = effect->letter_order.out;
	struct letter_desk desk;

	if (!desk_of(runner, effect->arena, &desk, err) ||
	    !desk_compose(&desk, effect->letter_order.in, effect->arena, letter, err) ||
	    !desk_keep(&desk, letter, effect->arena, err))
		return false;
	for_the_screen(letter, effect->arena);
	return true;
}

bool perform_letter_sent(struct runner *runner, struct effect *effect, struct err *err)
{
	struct letter_sending *sending = effect->letter_sent.in;
	struct letter_desk desk;
	struct letter letter;

	return desk_of(runner, effect->arena, &desk, err) &&
	       store_letter(runner->store, sending->letter, effect->arena, &letter, err) &&
	       desk_sent(&desk, &letter, sending, err);
}

bool perform_letter_export(struct runner *runner, struct effect *effect, struct err *err)
{
	const unsigned char *bytes;
	size_t size;

	return store_letter_bytes(runner->store, effect->letter_export.id, effect->arena, &bytes, &size,
				  err) &&
	       desk_write(effect->letter_export.path, bytes, size, err);
}

bool perform_bundle(struct runner *runner, struct effect *effect, struct err *err)
{
	struct letter *letter = effect->bundle.out;
	const char *path = effect->bundle.path;
	const unsigned char *bytes;
	struct letter_desk desk;
	size_t size;

	if (!desk_of(runner, effect->arena, &desk, err) ||
	    !desk_bundle(&desk, effect->bundle.sanction_case, effect->arena, letter, err) ||
	    (path != NULL && (!letter_render_pdf(letter, desk.groff, effect->arena, &bytes, &size, err) ||
			      !desk_write(path, bytes, size, err))))
		return false;
	for_the_screen(letter, effect->arena);
	return true;
}

/* ---- a step in a case, with the letter that it sends -------------------------------------------------- */

/* The letter of a step leaves with it: the same day, the same way, at the time that was given. */
static struct letter_sending sending_of(const struct sanction_event *event)
{
	char sent[SANCTION_WORD_SIZE];
	struct letter_sending sending = { .channel = event->channel, .date = event->date, .minute = -1 };

	if (str_is_empty(sending.channel))
		sending.channel = channel_name(CHANNEL_DIGITAL);
	(void)!time_parse(sanction_word(event->code, SANCTION_WORD_SENT, sent), &sending.minute);
	return sending;
}

static bool keep_with(const struct letter_desk *desk, struct sanction_event *event, struct letter *letter,
		      struct arena *arena, struct err *err)
{
	struct letter_sending sending = sending_of(event);

	if (letter->kind != LETTER_DECISION)
		letter->about = event->id;
	return desk_keep(desk, letter, arena, err) && desk_sent(desk, letter, &sending, err);
}

static bool store_with_letter(const struct letter_desk *desk, struct sanction_event *event,
			      struct letter *letter, struct arena *arena, struct err *err)
{
	if (!store_begin(desk->store, err))
		return false;
	if (store_case_event(desk->store, event, err) && keep_with(desk, event, letter, arena, err))
		return store_commit(desk->store, err);
	store_rollback(desk->store);
	return false;
}

/* No event passes the law's guards by, whoever asked for it. One made from an older head is refused by the
 * store. */
bool perform_case_event(struct runner *runner, struct effect *effect, struct err *err)
{
	struct sanction_event *event = effect->case_event.in;
	struct letter_order order = { .sanction_case = event->sanction_case,
				      .event = event,
				      .channel = event->channel };
	struct letter *letter = arena_alloc(effect->arena, sizeof(*letter));
	struct sanction_missing missing;
	struct sanction_case file;
	struct letter_desk desk;
	bool sends, done;

	event->author = runner->caseworker;
	event->letter = NULL;
	if (!store_case(runner->store, event->sanction_case, effect->arena, &file, err))
		return false;
	if (file.event_count > 0 && file.heads == 1 && file.events[file.event_count - 1].id != event->parent)
		return store_case_event(runner->store, event, err);
	sends = letter_of_event(&file, event) != LETTER_KINDS;
	if (sends && (!desk_of(runner, effect->arena, &desk, err) ||
		      !desk_compose(&desk, &order, effect->arena, letter, err)))
		return false;
	event->letter = sends ? letter : NULL;
	done = sanction_may(&file, runner->rules, event, runner->now.date, &missing, err) &&
	       (sends ? store_with_letter(&desk, event, letter, effect->arena, err)
		      : store_case_event(runner->store, event, err));
	event->letter = NULL;
	return done;
}
