/* zip_library.h - libzip, loaded when the first workbook is read (library.h). */
#ifndef SAMTALE_SRC_GUIDE_ZIP_LIBRARY_H
#define SAMTALE_SRC_GUIDE_ZIP_LIBRARY_H

#include <zip.h>

#include "samtale/base/err.h"

#define ZIP_FUNCTIONS(FUNCTION)                                                                              \
	FUNCTION(zip_discard)                                                                                \
	FUNCTION(zip_fclose)                                                                                 \
	FUNCTION(zip_fopen_index)                                                                            \
	FUNCTION(zip_fread)                                                                                  \
	FUNCTION(zip_get_num_entries)                                                                        \
	FUNCTION(zip_open_from_source)                                                                       \
	FUNCTION(zip_source_buffer_create)                                                                   \
	FUNCTION(zip_source_free)                                                                            \
	FUNCTION(zip_stat)

#define ZIP_POINTER(name) __typeof__(name) *name;
struct zip_library {
	ZIP_FUNCTIONS(ZIP_POINTER)
};
#undef ZIP_POINTER

/* NULL and an error when it is not installed. */
const struct zip_library *zip_library(struct err *err);

#endif
