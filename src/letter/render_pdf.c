/* render_pdf.c - a letter as troff requests, and what groff makes of them. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "press.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/letter/letter.h"

#ifndef GROFF
#define GROFF "/usr/bin/groff"
#endif

/* A4; margins and the window of an envelope in centimetres from the sheet's edge. No hyphenation: groff knows
 * none for Danish. No ligatures, so that the text can be searched and copied. */
static const char preamble[] =
	".pl 29.7c\n.po 2.3c\n.ll 16.4c\n.fam H\n.ps 11\n.vs 15p\n.nh\n.ad l\n.lg 0\n.ss 12 0\n"
	".de foot\n'sp |28.1c\n.ps 8\n.tl '''%'\n.ps\n'bp\n..\n"
	".de head\n'sp |2.2c\n'ns\n..\n"
	".wh 0 head\n.wh -2.4c foot\n";
#define WINDOW ".sp |4.6c\n"
#define BODY ".sp |9.5c\n"
#define LONG_WORD 40 /* letters after which a word may be parted, so that nothing leaves the paper */

/* What troff would take for its own, and what it would print as another sign. */
static const struct {
	char byte;
	const char *escaped;
} escapes[] = {
	{ '\\', "\\(rs" }, { '-', "\\-" },   { '\'', "\\(aq" },
	{ '`', "\\(ga" },  { '^', "\\(ha" }, { '~', "\\(ti" },
};

static const char *escape_of(char byte)
{
	for (size_t i = 0; i < LENGTH(escapes); i++)
		if (escapes[i].byte == byte)
			return escapes[i].escaped;
	return NULL;
}

/* ---- signs that the fonts lack ---------------------------------------------------------------------- */

#define LACKING_MOST 64

struct lacking {
	uint32_t signs[LACKING_MOST];
	size_t count;
};

static bool is_lacking(const struct lacking *lacking, uint32_t cp)
{
	for (size_t i = 0; i < lacking->count; i++)
		if (lacking->signs[i] == cp)
			return true;
	return false;
}

/* A letter without its accent; 0 when there is no plain letter in it. */
static uint32_t plain_of(uint32_t cp)
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 8,
							 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL);

	return count > 0 && parts[0] < 0x80 ? (uint32_t)parts[0] : 0;
}

static void lacking_add(struct lacking *lacking, uint32_t cp)
{
	if (!is_lacking(lacking, cp) && lacking->count < LACKING_MOST)
		lacking->signs[lacking->count++] = cp;
}

/* groff names a sign 'u0428', and one with accents 'u006F_030B'. */
static uint32_t sign_named(const char *name, size_t length)
{
	utf8proc_int32_t parts[4], composed;
	size_t count = 0;
	char *end;

	if (*name != 'u')
		return 0;
	for (const char *at = name + 1; at < name + length && count < LENGTH(parts); at = end + 1) {
		parts[count++] = (utf8proc_int32_t)strtol(at, &end, 16);
		if (*end != '_')
			break;
	}
	if (count == 0)
		return 0;
	composed = parts[0];
	if (count > 1 &&
	    utf8proc_normalize_utf32(parts, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE) == 1)
		composed = parts[0];
	return (uint32_t)composed;
}

static void lacking_read(struct lacking *lacking, const char *warnings)
{
	static const char saying[] = "special character '";

	while ((warnings = strstr(warnings, saying)) != NULL) {
		size_t length;
		uint32_t cp;

		warnings += strlen(saying);
		length = strcspn(warnings, "'\n");
		cp = sign_named(warnings, length);
		if (cp != 0)
			lacking_add(lacking, cp);
	}
}

static bool refuse_script(const struct lacking *lacking, struct err *err)
{
	char sign[5] = "";

	for (size_t i = 0; i < lacking->count; i++) {
		if (plain_of(lacking->signs[i]) != 0)
			continue;
		sign[utf8_put(lacking->signs[i], sign)] = '\0';
		return err_set(err, ERR_REFUSED,
			       _("No PDF: its fonts lack “%s”, and a letter must not leave with a hole in "
				 "it. Send the letter "
				 "as text, or write the word in Latin letters."),
			       sign);
	}
	return true;
}

/* ---- troff ------------------------------------------------------------------------------------------ */

/* bytes NULL: cp is ASCII. */
static void add_sign(struct str *out, uint32_t cp, const char *bytes, size_t count)
{
	if (utf8_is_control(cp))
		return;
	if (cp < 0x80 && escape_of((char)cp) != NULL)
		str_add(out, escape_of((char)cp));
	else if (cp < 0x80)
		str_add_char(out, (char)cp);
	else
		str_add_bytes(out, bytes, count);
}

/* A line of text; \& keeps a leading dot or apostrophe from being a request. */
static void add_line(struct str *out, const char *text, size_t length, const struct lacking *lacking)
{
	const char *end = text + length;
	int run = 0;

	str_add(out, "\\&");
	while (text < end) {
		const char *begun = text;
		uint32_t cp = utf8_next(&text, end);

		run = cp == ' ' ? 0 : run + 1;
		if (run > LONG_WORD)
			str_add(out, "\\:");
		run = run > LONG_WORD ? 1 : run;
		if (is_lacking(lacking, cp) && plain_of(cp) != 0)
			add_sign(out, plain_of(cp), NULL, 0);
		else
			add_sign(out, cp, begun, (size_t)(text - begun));
	}
	str_add_char(out, '\n');
}

static void add_text(struct str *out, const char *text, const struct lacking *lacking)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		bool item = length > 2 && strncmp(text, "- ", 2) == 0;

		if (length == 0) {
			str_add(out, ".sp 0.5v\n");
		} else {
			str_add(out, item ? ".in 0.4c\n.ti -0.4c\n" : ".in 0\n");
			add_line(out, text, length, lacking);
			str_add(out, ".br\n");
		}
		text += length + (text[length] == '\n');
	}
	str_add(out, ".in 0\n");
}

static void add_part(struct str *out, const struct letter_part *part, const struct lacking *lacking)
{
	if (str_is_empty(part->text))
		return;
	str_add(out, ".sp 0.6v\n.ne 4v\n");
	if (!str_is_empty(part->heading)) {
		str_add(out, ".ft B\n");
		add_text(out, part->heading, lacking);
		str_add(out, ".ft R\n");
	}
	add_text(out, part->text, lacking);
}

/* Names that lost their accents are told of: nothing is changed unseen. */
static void add_note(struct str *out, const struct lacking *lacking)
{
	enum language language = tr_language();
	struct str signs;

	if (lacking->count == 0)
		return;
	tr_use(LANGUAGE_DA); /* the letter's */
	str_init(&signs);
	for (size_t i = 0; i < lacking->count; i++) {
		utf8proc_int32_t parts[8];
		utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)lacking->signs[i], parts,
								 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
								 NULL);

		str_addf(&signs, "%s%c (U+%04X)", i == 0 ? "" : ", ",
			 count > 0 && parts[0] < 0x80 ? (char)parts[0] : '?',
			 (unsigned int)lacking->signs[i]);
	}
	str_add(out, ".sp 1v\n.ps 8\n");
	add_line(out, _("Written without the accents that the type of this letter lacks:"),
		 strlen(_("Written without the accents that the type of this letter lacks:")), lacking);
	add_line(out, signs.text, signs.length, lacking);
	str_add(out, ".ps\n");
	str_done(&signs);
	tr_use(language);
}

/* letter->text begins with the date and the title; the PDF sets them itself. */
static void write_source(struct str *out, const struct letter *letter, const struct lacking *lacking)
{
	size_t date = strcspn(letter->text, "\n");

	str_set(out, preamble);
	str_add(out, WINDOW);
	add_text(out, letter->recipient, lacking);
	str_add(out, BODY);
	add_line(out, letter->text, date, lacking);
	str_add(out, ".br\n.sp 1v\n.ft B\n.ps 14\n.vs 18p\n");
	add_text(out, letter->title, lacking);
	str_add(out, ".ft R\n.ps 11\n.vs 15p\n.sp 0.4v\n");
	for (size_t i = 0; i < letter->part_count; i++)
		add_part(out, &letter->parts[i], lacking);
	add_note(out, lacking);
}

/* ---- the PDF ---------------------------------------------------------------------------------------- */

struct printing {
	struct str source, pdf, warnings;
	struct lacking lacking;
};

static bool print_once(struct printing *printing, const struct letter *letter, const char *groff,
		       struct err *err)
{
	str_clear(&printing->pdf);
	str_clear(&printing->warnings);
	write_source(&printing->source, letter, &printing->lacking);
	if (!press_run(groff, printing->source.text, printing->source.length, letter->date, &printing->pdf,
		       &printing->warnings, err))
		return false;
	lacking_read(&printing->lacking, printing->warnings.text);
	return refuse_script(&printing->lacking, err);
}

/* Once more without the accents that were lacking the first time. */
static bool print(struct printing *printing, const struct letter *letter, const char *groff, struct err *err)
{
	if (!print_once(printing, letter, groff, err))
		return false;
	return printing->lacking.count == 0 || print_once(printing, letter, groff, err);
}

bool letter_render_pdf(const struct letter *letter, const char *groff, struct arena *arena,
		       const unsigned char **bytes, size_t *size, struct err *err)
{
	struct printing printing = { .lacking = { .count = 0 } };
	bool printed;

	str_init(&printing.source);
	str_init(&printing.pdf);
	str_init(&printing.warnings);
	printed = print(&printing, letter, groff != NULL ? groff : GROFF, err);
	if (printed) {
		*bytes = arena_memdup(arena, printing.pdf.text, printing.pdf.length);
		*size = printing.pdf.length;
	}
	str_done(&printing.warnings);
	str_done(&printing.pdf);
	str_done(&printing.source);
	return printed;
}
