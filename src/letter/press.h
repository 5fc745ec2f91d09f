/* press.h - groff as a child: bytes in, bytes out, no file and no shell.
 *
 * The child gets an environment of its own and no descriptor but its three. A child that says nothing for
 * PRESS_PATIENCE_MS is killed: that is measured by poll(), so nothing here reads a clock. */
#ifndef SAMTALE_SRC_LETTER_PRESS_H
#define SAMTALE_SRC_LETTER_PRESS_H

#include "samtale/base/date.h"
#include "samtale/base/str.h"

#define PRESS_PATIENCE_MS 15000
#define PRESS_MOST ((size_t)64 << 20) /* bytes of a PDF */

/* out: the PDF; warnings: what groff said. date is the PDF's own date. ERR_IO says what to do. */
NODISCARD bool press_run(const char *groff, const char *source, size_t size, struct date date, struct str *out,
			 struct str *warnings, struct err *err);

#endif
