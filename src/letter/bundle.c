/* bundle.c - what the Appeals Board asks for with each complaint (bilag), as one document: proof of the
 * guidance, every event with time and name, the letters as they were sent, the notes, and the rules with
 * their sources. Source: reference, section 5.7 and Appendix B 16. */
#include <string.h>

#include "domain/day_text.h"
#include "letter_parts.h"
#include "placeholders.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MINUTES INT64_C(1440)

struct binding {
	const struct letter_facts *facts;
	const struct letter_evidence *evidence;
	struct arena *arena;
	struct letter *letter;
	struct str text; /* of the part being written */
};

/* "30. januar 2025 09:00 UTC" */
static const char *moment_text(struct arena *arena, int64_t utc_ms)
{
	int64_t minutes = utc_ms / MINUTE_MS;
	struct date date = { (int32_t)(minutes / DAY_MINUTES) };

	return arena_printf(arena, "%s %s UTC", day_text(arena, date, true),
			    time_text(arena, (int)(minutes % DAY_MINUTES)));
}

static const char *channel_words(const char *channel)
{
	enum channel known;

	return channel_parse(channel, &known) ? channel_label(known) : channel;
}

static void end_part(struct binding *binding, const char *name, const char *heading)
{
	struct letter *letter = binding->letter;
	size_t length = binding->text.length;

	while (length > 0 && binding->text.text[length - 1] == '\n')
		length--;
	letter->parts = arena_grow(binding->arena, letter->parts, letter->part_count, sizeof(*letter->parts));
	letter->parts[letter->part_count++] =
		(struct letter_part){ name, arena_strdup(binding->arena, heading),
				      utf8_clean(binding->arena, binding->text.text, length, true) };
	str_clear(&binding->text);
}

/* ---- parts ------------------------------------------------------------------------------------------ */

static void bind_guidance(struct binding *binding)
{
	const struct sanction_case *file = binding->facts->file;
	const struct letter_list *letters = binding->evidence->letters;
	bool kept = false;

	for (size_t i = 0; i < file->guidance_count; i++) {
		const struct guidance *guidance = &file->guidance[i];

		str_addf(&binding->text, _("- %s: %s, %s. Wording: %s.\n"),
			 day_text(binding->arena, guidance->date, true),
			 guidance_kind_label(guidance_kind(guidance)), channel_words(guidance->channel),
			 guidance_wording(guidance));
	}
	for (size_t i = 0; i < letters->count; i++) {
		if (letters->rows[i].kind != LETTER_GUIDANCE)
			continue;
		kept = true;
		str_addf(&binding->text, _("\nThe text as it was kept on %s (BLAKE2b-256 %s):\n\n%s\n"),
			 moment_text(binding->arena, letters->rows[i].at), letters->rows[i].hash,
			 letters->rows[i].text);
	}
	if (!kept && file->guidance_count > 0)
		str_add(&binding->text, _("\nThe text itself is not kept here. Enclose it.\n"));
	end_part(binding, "guidance", _("1. Guidance on rights and duties"));
}

static void add_event(struct binding *binding, const struct sanction_event *event)
{
	str_addf(&binding->text, "- %s: %s.", day_text(binding->arena, event->date, true),
		 sanction_act_label(event->act));
	if (!str_is_empty(event->channel))
		str_addf(&binding->text, " %s.", channel_words(event->channel));
	if (date_is_set(event->due))
		str_addf(&binding->text, _(" Deadline %s."), day_text(binding->arena, event->due, true));
	str_addf(&binding->text, _(" Written by %s, %s.\n"), event->author_name,
		 moment_text(binding->arena, event->at));
}

static void bind_events(struct binding *binding)
{
	const struct sanction_case *file = binding->facts->file;

	for (size_t i = 0; i < file->event_count; i++)
		add_event(binding, &file->events[i]);
	end_part(binding, "events", _("2. What has happened in the case"));
}

/* The texts of some acts, whole. */
static void bind_acts(struct binding *binding, const enum sanction_act *acts, size_t count, const char *name,
		      const char *heading)
{
	const struct sanction_case *file = binding->facts->file;

	for (size_t i = 0; i < file->event_count; i++)
		for (size_t a = 0; a < count; a++) {
			const struct sanction_event *event = &file->events[i];

			if (event->act != acts[a])
				continue;
			add_event(binding, event);
			if (!str_is_empty(event->text))
				str_addf(&binding->text, "\n%s\n\n",
					 decision_shown(event->text, binding->arena));
			if (!str_is_empty(event->code))
				str_addf(&binding->text, "(%s)\n\n", event->code);
		}
	end_part(binding, name, heading);
}

static void bind_checks(struct binding *binding)
{
	const struct check_list *checks = binding->evidence->checks;

	for (size_t i = checks->count; i > 0; i--) {
		const struct availability_check *check = &checks->rows[i - 1];
		const struct requirement *requirement = requirement_find(check->requirement);

		str_addf(&binding->text, "- %s: %s (%s): %s. %s %s\n",
			 day_text(binding->arena, check->event_date, true),
			 requirement == NULL ? "" : _(requirement->label), check->requirement,
			 check_outcome_label(check->outcome), check->evidence, check->reason);
	}
	end_part(binding, "checks", _("3. Availability checks"));
}

static void bind_letters(struct binding *binding)
{
	const struct letter_list *letters = binding->evidence->letters;

	for (size_t i = letters->count; i > 0; i--) {
		const struct letter *letter = &letters->rows[i - 1];

		if (letter->kind == LETTER_GUIDANCE || letter->kind == LETTER_BUNDLE)
			continue;
		str_addf(&binding->text, _("%s, %s. BLAKE2b-256 of the bytes sent: %s (%s).\n"),
			 letter_kind_label(letter->kind), day_text(binding->arena, letter->date, true),
			 letter->hash, letter->media_type);
		if (letter->sent.id != 0)
			str_addf(&binding->text, _("Sent %s%s%s, %s; presumed received %s.\n"),
				 day_text(binding->arena, letter->sent.date, true),
				 letter->sent.minute < 0 ? "" : " ",
				 letter->sent.minute < 0 ? ""
							 : time_text(binding->arena, letter->sent.minute),
				 channel_words(letter->sent.channel),
				 day_text(binding->arena, letter->sent.received, true));
		str_addf(&binding->text, "\n%s\n", letter->text);
	}
	end_part(binding, "letters", _("8. The letters as they were sent"));
}

static void bind_notes(struct binding *binding)
{
	const struct sanction_case *file = binding->facts->file;

	for (size_t i = file->note_count; i > 0; i--) {
		const struct sanction_note *note = &file->notes[i - 1];

		str_addf(&binding->text, _("- %s, %s: %s\n"), moment_text(binding->arena, note->at),
			 str_is_empty(note->author_name) ? "?" : note->author_name, note->text);
	}
	end_part(binding, "notes", _("9. Notes in the case"));
}

/* Every rule of the case's day that says something of sanctions, complaints or hearings. */
static void bind_rules(struct binding *binding)
{
	static const char *const prefixes[] = { "sanction.", "complaint.", "hearing.", "reassess." };
	const struct rules *rules = binding->facts->rules;
	const struct sanction_case *file = binding->facts->file;

	for (size_t i = 0; rules != NULL && i < rules->count; i++) {
		const struct rule *row = &rules->rows[i];
		bool applies = false;

		for (size_t p = 0; p < LENGTH(prefixes); p++)
			applies |= str_starts(row->key, prefixes[p]);
		if (!applies || !rule_is_in_force(row, file->event_date) ||
		    (row->groups & RULE_GROUP(file->target_group)) == 0)
			continue;
		str_addf(&binding->text, "- %s = %s: %s (%s)\n", row->key, row->value, row->source,
			 rule_confidence_text(row->confidence));
	}
	end_part(binding, "rules", _("10. Rules on the day of the event, with source"));
}

static const enum sanction_act attempts[] = { SANCTION_CONTACT_ATTEMPT };
static const enum sanction_act hearings[] = { SANCTION_SEND_HEARING, SANCTION_CITIZEN_ANSWERS,
					      SANCTION_NO_ANSWER };
static const enum sanction_act assessments[] = { SANCTION_ASSESS };
static const enum sanction_act decisions[] = { SANCTION_DECIDE,        SANCTION_DECIDE_NONE,
					       SANCTION_APPROVE,       SANCTION_COMPLAIN,
					       SANCTION_CHANGE,        SANCTION_UPHOLD,
					       SANCTION_BOARD_UPHELD,  SANCTION_BOARD_CHANGED,
					       SANCTION_BOARD_REMITTED };

/* ---- the cover -------------------------------------------------------------------------------------- */

/* Nothing is left out in silence: what there is none of is said to be none. */
static void bind_cover(struct binding *binding)
{
	struct letter *letter = binding->letter;
	const struct citizen *citizen = binding->facts->citizen;
	const struct sanction_case *file = binding->facts->file;
	struct letter_part cover;

	str_addf(&binding->text, _("%s, %.6s-%s.\nLAS § %s, event %s.\nThe case is: %s.\n\nEnclosed:\n"),
		 citizen_name(binding->arena, citizen), citizen->cpr,
		 strlen(citizen->cpr) == 10 ? citizen->cpr + 6 : "",
		 provision_name(file->provision, binding->arena),
		 day_text(binding->arena, file->event_date, true),
		 sanction_state_label(sanction_state(file)));
	for (size_t i = 0; i < letter->part_count; i++)
		str_addf(&binding->text, "- %s%s\n", letter->parts[i].heading,
			 str_is_empty(letter->parts[i].text) ? _(": none on record") : "");
	end_part(binding, "contents", _("Evidence in the case"));
	cover = letter->parts[letter->part_count - 1];
	memmove(letter->parts + 1, letter->parts, (letter->part_count - 1) * sizeof(*letter->parts));
	letter->parts[0] = cover;
}

static void bind(struct binding *binding)
{
	bind_guidance(binding);
	bind_events(binding);
	bind_checks(binding);
	bind_acts(binding, attempts, LENGTH(attempts), "attempts", _("4. Attempts to reach the citizen"));
	bind_acts(binding, hearings, LENGTH(hearings), "hearing", _("5. Hearing and reply"));
	bind_acts(binding, assessments, LENGTH(assessments), "assessment", _("6. Assessment"));
	bind_acts(binding, decisions, LENGTH(decisions), "decision",
		  _("7. Decision, complaint and reassessment"));
	bind_letters(binding);
	bind_notes(binding);
	bind_rules(binding);
	bind_cover(binding);
}

/* The Board reads Danish too. */
void letter_bundle(const struct letter_facts *facts, const struct letter_evidence *evidence,
		   struct arena *arena, struct letter *letter)
{
	struct binding binding = { .facts = facts, .evidence = evidence, .arena = arena, .letter = letter };
	enum language language = tr_language();

	tr_use(LANGUAGE_DA);
	letter_begin(facts, LETTER_BUNDLE, arena, letter);
	letter->title = arena_printf(arena, _("Evidence: LAS § %s, event %s"),
				     provision_name(facts->file->provision, arena),
				     day_text(arena, facts->file->event_date, true));
	letter->template_id = letter_kind_name(LETTER_BUNDLE);
	str_init(&binding.text);
	bind(&binding);
	str_done(&binding.text);
	letter_render(letter, arena);
	tr_use(language);
}
