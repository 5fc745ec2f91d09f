#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/options.h"

/* The terminal layer needs to know which bytes are letters; messages and sorting never depend on a locale.
 * Where none is installed or chosen, the terminal is taken to be of our time. */
static void use_locale(void)
{
	const char *locale = setlocale(LC_CTYPE, "");

	if (!locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX"))
		setlocale(LC_CTYPE, "C.UTF-8");
}

int main(int argc, char **argv)
{
	struct places places = places_of_environment();
	struct options options;
	struct err err = { ERR_NONE };
	int status;

	use_locale();
	options_init(&options);
	argc--, argv++;
	if (!options_take(&options, &argc, argv, &err)) {
		status = command_fail(&err);
	} else if (options.version) {
		status = printf("samtale %s\n", PACKAGE_VERSION) < 0;
	} else if (!options.help && !options_complete(&options, &places, &err)) {
		status = command_fail(&err);
	} else {
		status = command_run(&options.common, options.help, argc, argv);
	}
	options_done(&options);
	return status;
}
