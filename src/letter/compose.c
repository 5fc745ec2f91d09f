/* compose.c - a template and the facts make a letter's parts. */
#include <string.h>

#include "letter_parts.h"
#include "placeholders.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "template.h"

/* ---- paragraphs ------------------------------------------------------------------------------------- */

/* False when a placeholder has no value: then the paragraph is left out. */
static bool expand(struct str *out, const struct letter_source *source, const char *text, size_t length)
{
	const char *end = text + length, *name;
	size_t size, taken;

	while (text < end) {
		const char *value;

		if (*text != '{') {
			str_add_bytes(out, text++, 1);
			continue;
		}
		if (text[1] == '{') {
			str_add_char(out, '{');
			text += 2;
			continue;
		}
		if (!placeholder_at(text, &name, &size, &taken))
			BUG("a template that was not checked");
		value = placeholder_value(source, name, size);
		if (str_is_empty(value))
			return false;
		str_add(out, value);
		text += taken;
	}
	return true;
}

/* A line end of the template, and the blanks after it, are one blank, but before a line that begins with "-
 * ". */
static const char *joined(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_strndup(arena, text, length), *to = copy;

	for (const char *at = copy; *at != '\0'; at++) {
		*to++ = *at;
		if (*at != '\n')
			continue;
		at += strspn(at + 1, " \t");
		if (!str_starts(at + 1, "- "))
			to[-1] = ' ';
	}
	*to = '\0';
	return copy;
}

static size_t paragraph_length(const char *text)
{
	const char *empty = strstr(text, "\n\n");

	return empty != NULL ? (size_t)(empty - text) : strlen(text);
}

static const char *trimmed(struct arena *arena, const char *text)
{
	size_t length;

	text += strspn(text, " \n\t");
	length = strlen(text);
	while (length > 0 && strchr(" \n\t", text[length - 1]) != NULL)
		length--;
	return arena_strndup(arena, text, length);
}

static const char *expanded(const struct letter_source *source, const char *text)
{
	struct str out, paragraph;
	const char *kept;

	str_init(&out);
	str_init(&paragraph);
	while (*(text += strspn(text, "\n")) != '\0') {
		size_t length = paragraph_length(text);
		const char *line = joined(source->arena, text, length);

		str_clear(&paragraph);
		if (expand(&paragraph, source, line, strlen(line)))
			str_addf(&out, "%s%s", out.length > 0 ? "\n\n" : "",
				 trimmed(source->arena, paragraph.text));
		text += length;
	}
	kept = trimmed(source->arena, out.text);
	str_done(&paragraph);
	str_done(&out);
	return kept;
}

/* ---- the letter ------------------------------------------------------------------------------------- */

static const char *recipient_of(const struct letter_facts *facts, enum letter_kind kind, struct arena *arena)
{
	const struct citizen *citizen = facts->citizen;
	const char *lines = "";

	switch (letter_kind_to(kind)) {
	case LETTER_TO_FUND:
		lines = facts->notification != NULL ? facts->notification->fund : citizen->unemployment_fund;
		break;
	case LETTER_TO_BOARD: lines = "Ankestyrelsen"; break;
	case LETTER_TO_CITIZEN:
		lines = arena_printf(arena, "%s\n%s\n%s %s", citizen_name(arena, citizen), citizen->address,
				     citizen->postcode, citizen->city);
		break;
	}
	return trimmed(arena, utf8_clean(arena, lines, strlen(lines), true));
}

static int64_t about_of(const struct letter_facts *facts)
{
	if (facts->event != NULL)
		return facts->event->id;
	if (facts->appointment != NULL)
		return facts->appointment->id;
	return facts->notification != NULL ? facts->notification->id : 0;
}

void letter_begin(const struct letter_facts *facts, enum letter_kind kind, struct arena *arena,
		  struct letter *letter)
{
	*letter = (struct letter){
		.kind = kind,
		.citizen = facts->citizen->id,
		.sanction_case = facts->file == NULL ? 0 : facts->file->id,
		.about = about_of(facts),
		.target_group = facts->file == NULL ? facts->citizen->target_group
						    : facts->file->target_group,
		.provision = facts->file == NULL ? "" : facts->file->provision,
		.recipient = recipient_of(facts, kind, arena),
		.title = "",
		.date = facts->today,
		.channel = facts->channel == NULL ? "" : facts->channel,
		.template_id = "",
		.template_hash = "",
		.author_name = facts->caseworker == NULL ? "" : facts->caseworker->name,
		.text = "",
		.hash = "",
		.media_type = "",
		.sent = { .channel = "",
			  .date = DATE_NONE,
			  .received = DATE_NONE,
			  .complaint = DATE_NONE,
			  .minute = -1 },
	};
}

static void compose(const struct letter_template *template, const struct letter_facts *facts,
		    struct arena *arena, struct letter *letter)
{
	struct letter_source source;

	letter_source_init(&source, facts, arena);
	letter_begin(facts, template->kind, arena, letter);
	letter->date = source.date;
	letter->title = expanded(&source, template->title);
	letter->template_id = template->id;
	letter->template_hash = template->hash;
	letter->parts = arena_array(arena, template->section_count, sizeof(*letter->parts));
	for (size_t i = 0; i < template->section_count; i++) {
		const struct template_section *section = &template->sections[i];

		letter->parts[letter->part_count++] =
			(struct letter_part){ section->part, section->heading,
					      expanded(&source, section->text) };
	}
	letter_render(letter, arena);
}

/* The citizen reads Danish, whatever the screen is in. */
void letter_compose(const struct letter_template *template, const struct letter_facts *facts,
		    struct arena *arena, struct letter *letter)
{
	enum language language = tr_language();

	tr_use(LANGUAGE_DA);
	compose(template, facts, arena, letter);
	tr_use(language);
}
