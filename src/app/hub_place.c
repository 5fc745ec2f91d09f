#include "app/hub_place.h"

#include "samtale/base/str.h"

int hub_place(const struct common_options *common, int *argc, char **argv, int least, int most, const char **where)
{
	int status;

	*where = common->hub;
	if (command_option(argc, argv, "--hub", where) && str_is_empty(*where))
		return command_misuse(command_find(argv[0]),
				      _("Write a folder or a database's address after --hub."));
	status = command_words(argc, argv, least, most);
	if (status)
		return status;
	if (str_is_empty(*where))
		return command_misuse(
			command_find(argv[0]),
			_("No hub is known. Write it after --hub, or as hub = \"...\" in samtale.conf."));
	return 0;
}
