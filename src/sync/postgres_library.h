/* postgres_library.h - libpq, loaded at the first connection (library.h): of the whole program only a hub in
 * PostgreSQL needs it, and it doubles the time to start. postgres_library.c holds libpq's functions under their
 * own names, each passing on to the one that was loaded; a function that is missing there does not link. */
#ifndef SAMTALE_SRC_SYNC_POSTGRES_LIBRARY_H
#define SAMTALE_SRC_SYNC_POSTGRES_LIBRARY_H

#include "samtale/base/err.h"

/* Before the first of the functions is called; again is fine. ERR_MISSING: libpq is not installed. */
NODISCARD bool postgres_library_load(struct err *err);

#endif
