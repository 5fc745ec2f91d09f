/* xform_load.h - an ODK XForm (XML) as a form. */
#ifndef SAMTALE_GUIDE_XFORM_LOAD_H
#define SAMTALE_GUIDE_XFORM_LOAD_H

#include "guide/form_model.h"

/* form must be initialised. err: "FILE:LINE: what; what to do". */
NODISCARD bool xform_load(struct form *form, const void *bytes, size_t size, struct err *err);

#endif
