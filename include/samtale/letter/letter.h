/* letter.h - letters: a template and what is known make parts; parts make text for a printer and a PDF.
 *
 * A template (share/letters/da/KIND.tmpl, samtale-letter(5)) is a title and sections, one a part:
 *     # remark
 *     title: Partshøring
 *     [event] Det handler om
 *     Vi har noteret, at {event}.
 * A paragraph (lines up to an empty line) with a placeholder that has no value is left out, so a part can come to lack
 * its text; then letter_check() says so. "{{" is a brace. An unknown placeholder or part, a missing one, a control
 * character: refused with file and line. A municipality's file of the same name goes before the one that comes with the
 * program.
 *
 * Nothing here knows a clock, a store or a screen. letter_render_pdf() runs groff; it writes no file. */
#ifndef SAMTALE_LETTER_LETTER_H
#define SAMTALE_LETTER_LETTER_H

#include "samtale/base/arena.h"
#include "samtale/domain/appointment.h"
#include "samtale/domain/letter.h"
#include "samtale/domain/plan_sheet.h"
#include "samtale/domain/sanction.h"

struct letter_template;

/* The kind's template: override_dir/da/KIND.tmpl (NULL: none) or the built-in one. Lives in the arena. ERR_INPUT with
 * file and line. */
NODISCARD bool letter_template_load(enum letter_kind kind, const char *override_dir, struct arena *arena,
				    const struct letter_template **template, struct err *err);
/* A template's file, whole; ERR_MISSING when there is none. */
NODISCARD bool letter_template_file(const char *path, struct arena *arena, const char **text, struct err *err);
/* One file's text. name is what errors call it; its last part without .tmpl is the kind. */
NODISCARD bool letter_template_parse(const char *name, const char *text, struct arena *arena,
				     const struct letter_template **template, struct err *err);
enum letter_kind letter_template_kind(const struct letter_template *template);
/* The placeholders of that kind's template, ending with NULL; in the arena. */
const char *const *letter_placeholders(enum letter_kind kind, struct arena *arena);

/* Everything a letter may be about; what does not matter to the kind is NULL or 0. All borrowed. */
struct letter_facts {
	const struct citizen *citizen;
	const struct caseworker *caseworker; /* who signs */
	const char *municipality, *contact;  /* contact: phone, mail, hours: "Telefon 12 34 56 78, ..." */
	struct date today;
	const struct rules *rules;
	const struct sanction_case *file;
	const struct sanction_event *event;  /* the one it goes with; NULL: the case as it stands */
	const struct appointment *appointment;
	const struct notification *notification;
	const struct plan_sheet *plan;
	const char *channel, *words;
};

/* The letter of that kind, with its text. It may lack parts: letter_check() tells. It is in Danish, whatever language
 * is in use. */
void letter_compose(const struct letter_template *template, const struct letter_facts *facts, struct arena *arena,
		    struct letter *letter);

/* As lp prints it: the address where an envelope's window is, then letter->text. Pages part by themselves. In the
 * arena. */
const char *letter_paper(const struct letter *letter, struct arena *arena);

/* The PDF, by groff, in the arena. The same letter gives the same bytes. Letters whose accents the PDF's fonts lack
 * lose the accent, and the letter says so at its end; ERR_REFUSED where whole letters are lacking (Arabic, Cyrillic):
 * send the text. ERR_IO: groff is not there, failed or took too long; the text form can still be printed. groff: the
 * program's path, NULL for the usual one. */
NODISCARD bool letter_render_pdf(const struct letter *letter, const char *groff, struct arena *arena,
				 const unsigned char **bytes, size_t *size, struct err *err);

/* The evidence bundle (bilag) of a case, as a letter of kind LETTER_BUNDLE that prints as any other. letters: those of
 * the case and the guidance letters, with text. The notes are the case's own. */
struct letter_evidence {
	const struct letter_list *letters;
	const struct check_list *checks;
};
void letter_bundle(const struct letter_facts *facts, const struct letter_evidence *evidence, struct arena *arena,
		   struct letter *letter);

#endif
