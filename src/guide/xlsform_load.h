/* xlsform_load.h - an XLSForm as a form: the sheets survey, choices and settings, from a workbook or CSV files.
 *
 * Source: xlsform.org and the ODK documentation. Columns that are no part of the standard are somebody's remarks
 * and are passed over; a type, or a column that would change what is asked, is refused by name. */
#ifndef SAMTALE_GUIDE_XLSFORM_LOAD_H
#define SAMTALE_GUIDE_XLSFORM_LOAD_H

#include "guide/form_model.h"
#include "guide/sheet.h"

struct xlsform_sheets {
	struct sheet survey, choices, settings; /* a sheet without columns is not there */
};

/* form must be initialised. err: "FILE SHEET:ROW: what; what to do". */
NODISCARD bool xlsform_load(struct form *form, const struct xlsform_sheets *sheets, struct err *err);

#endif
