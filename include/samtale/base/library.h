/* library.h - a shared library that is loaded when it is first needed.
 *
 * What few commands use must not make every start of the console pay for it: the dynamic linker takes longer
 * over libpq and its kin than the console takes to paint its first screen. */
#ifndef SAMTALE_BASE_LIBRARY_H
#define SAMTALE_BASE_LIBRARY_H

#include <stddef.h>

#include "samtale/base/err.h"

/* A function of the library and the pointer that it goes into. */
struct library_function {
	const char *name;
	void *pointer; /* the address of a function pointer */
};

/* Fills the pointers of all the functions; the library stays loaded. name: its soname. ERR_MISSING: it is not
 * installed, or too old; the text names `package`, the Debian package that holds it. */
NODISCARD bool library_load(const char *name, const char *package, const struct library_function *functions,
			    size_t count, struct err *err);

#endif
