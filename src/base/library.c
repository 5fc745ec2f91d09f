#include "samtale/base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "samtale/base/tr.h"

static bool missing(const char *package, struct err *err)
{
	const char *why = dlerror();

	err_set(err, ERR_MISSING, _("This needs a library that is not installed here. Install the package %s."),
		package);
	return err_detail(err, "%s", why ? why : package);
}

bool library_load(const char *name, const char *package, const struct library_function *functions, size_t count,
		  struct err *err)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return missing(package, err);
	for (size_t i = 0; i < count; i++) {
		void *found = dlsym(library, functions[i].name);

		if (!found)
			return missing(package, err);
		/* A function's pointer is an object's on every system that has dlsym(). */
		memcpy(functions[i].pointer, &found, sizeof(found));
	}
	return true;
}
