/* tr.h - the two languages.
 *
 * Message ids are English; share/po/da.po holds the Danish. The compiled catalogue is inside the binary,
 * so the configured language decides, not which locales a server happens to have installed. The language
 * is the one process-wide setting: src/app sets it before anything else is called, tests set it
 * themselves. _() translates, N_() marks a text in a table for translation where it is used. */
#ifndef SAMTALE_BASE_TR_H
#define SAMTALE_BASE_TR_H

enum language { LANGUAGE_DA, LANGUAGE_EN, LANGUAGES };

void tr_use(enum language language);
enum language tr_language(void);
const char *tr_code(enum language language); /* "da", "en" */

/* The text in the language in use; msgid itself when it has no translation. Never NULL, never freed. */
const char *tr(const char *msgid) __attribute__((format_arg(1)));
/* Chooses the form for `count`: singular for 1 only, in both languages. */
const char *tr_count(const char *singular, const char *plural, long count)
	__attribute__((format_arg(1), format_arg(2)));

#define _(msgid) tr(msgid)
#define N_(msgid) msgid

#endif
