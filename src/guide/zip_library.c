#include "guide/zip_library.h"

#include "samtale/base/library.h"

#define LOADED(name) { #name, &loaded.name },

const struct zip_library *zip_library(struct err *err)
{
	static struct zip_library loaded;
	static bool is_loaded;
	static const struct library_function functions[] = { ZIP_FUNCTIONS(LOADED) };

	is_loaded = is_loaded || library_load(ZIP_SONAME, "libzip4", functions, LENGTH(functions), err);
	return is_loaded ? &loaded : NULL;
}
