#include <string.h>

#include "samtale/base/str.h"
#include "samtale/sync/hub_server.h"

bool hub_is_server(const char *where)
{
	return str_starts(where, "postgresql://") || str_starts(where, "postgres://");
}

/* One of the settings after the question mark that is a secret. */
static bool is_secret(const char *setting)
{
	return str_starts(setting, "password=") || str_starts(setting, "sslpassword=");
}

const char *hub_shown(const char *where, struct arena *arena)
{
	char *shown = arena_strdup(arena, where), *from, *at, *colon, *settings;

	if (!hub_is_server(where))
		return shown;
	from = strstr(shown, "://") + 3;
	settings = strchr(from, '?');
	at = strchr(from, '@');
	colon = strchr(from, ':');
	if (at && colon && colon < at && (!settings || at < settings))
		memmove(colon, at, strlen(at) + 1);
	for (settings = strpbrk(from, "?&"); settings; settings = strpbrk(settings + 1, "&")) {
		while (is_secret(settings + 1)) {
			const char *end = strchr(settings + 1, '&');

			if (!end) {
				*settings = '\0';
				return shown;
			}
			memmove(settings + 1, end + 1, strlen(end + 1) + 1);
		}
	}
	return shown;
}
