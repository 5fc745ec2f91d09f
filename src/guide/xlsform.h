/* xlsform.h - the parts of the XLSForm loader meet here. */
#ifndef SAMTALE_GUIDE_XLSFORM_H
#define SAMTALE_GUIDE_XLSFORM_H

#include "guide/form_expr.h"
#include "guide/form_finish.h"
#include "guide/form_lists.h"
#include "guide/xlsform_load.h"
#include "guide/xml_read.h"

/* A text of one row: its column of each language, -1 none. */
struct xlsform_text {
	int columns[FORM_LANGUAGES_MAX];
};

struct xlsform {
	struct form *form;
	const struct sheet *survey, *choices, *settings;
	struct xlsform_text text[FORM_TEXTS], choice_label;
	int type, name;
	struct err *err;
};

/* Which languages there are, and where their texts stand. */
NODISCARD bool xlsform_read_languages(struct xlsform *xlsform);
/* The text of a row, with ${name} made ready for form_convert(); NULL none. */
form_text xlsform_read_text(struct xlsform *xlsform, const struct xlsform_text *text, const struct sheet_row *row);
/* A column by any of its names; they end with NULL. */
int xlsform_column(const struct sheet *sheet, const char *const *names);

NODISCARD bool xlsform_read_choices(struct xlsform *xlsform);
/* What a row of the survey says of an item besides its type, name and texts. */
NODISCARD bool xlsform_read_row(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *item);
/* The words of the type column, other than those of groups. *item stays NULL when the row asks nothing. */
NODISCARD bool xlsform_read_question(struct xlsform *xlsform, const struct sheet_row *row,
				     struct form_item *parent, struct form_item **item);
/* An item and its element of the data. */
struct form_item *xlsform_add(struct xlsform *xlsform, const struct sheet_row *row, struct form_item *parent,
			      enum form_kind kind);

#define ROW_REFUSE(xlsform, row, ...) \
	guide_refuse((xlsform)->err, (xlsform)->survey->file, (row)->line, __VA_ARGS__)

#endif
