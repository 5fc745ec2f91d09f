/* form_import.h - other people's forms as guides: an ODK XForm (xml) or an XLSForm (xlsx, or csv).
 *
 * The file is a stranger's: it is read with limits on size, depth and number, without the network and without
 * entities of its own, and nothing is written here. Either the whole form becomes a guide that guide_parse() takes, or
 * it is refused with the construct that is not supported and its line; what is left out without changing what is
 * asked (pictures, the order of choices) is told in notices.
 *
 * A guide has one file a language. The texts of the form's Danish and English go into them; where it has not one of
 * them, the texts of its default language do. */
#ifndef SAMTALE_GUIDE_FORM_IMPORT_H
#define SAMTALE_GUIDE_FORM_IMPORT_H

#include "samtale/guide/guide.h"

#define FORM_IMPORT_LANGUAGES (LANGUAGE_EN + 1)

struct form_import {
	const char *id, *title;
	int version;
	size_t steps, questions;
	const char *text[FORM_IMPORT_LANGUAGES];     /* the guide files */
	const char *language[FORM_IMPORT_LANGUAGES]; /* the form's language in each; "" it names none */
	/* The files of choices that the guide reads, to be put beside it; ends with file NULL. */
	const struct guide_table *tables;
	size_t table_count;
	const char *const *notices; /* "FILE:LINE: sentence" */
	size_t notice_count;
};

/* path: the form; of an XLSForm in csv the survey, with choices.csv and settings.csv beside it. id: what the guide is
 * called, NULL: the form's own id, made fit. version: the guide's, 0: the form's own. Everything lives in the arena.
 * Errors: ERR_MISSING, ERR_IO, ERR_INPUT with "FILE:LINE: what; what to do". */
NODISCARD bool form_import(const char *path, const char *id, int version, struct arena *arena,
			   struct form_import *import, struct err *err);

#endif
