#include "app/open.h"

#include <pwd.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "samtale/base/id.h"
#include "samtale/base/str.h"

void open_name(const struct common_options *common, char *text, size_t size)
{
	const struct passwd *user = getpwuid(geteuid());
	const char *name = !str_is_empty(common->caseworker) ? common->caseworker
			   : user                            ? user->pw_name
							     : "?";

	snprintf(text, size, "%s, pid %ld", name, (long)getpid());
}

bool open_store(const struct common_options *common, enum store_mode mode, bool alone, struct store **store,
		struct err *err)
{
	unsigned char random[ID_REALM_BYTES + ID_SECRET_BYTES];
	char instance[96];
	struct store_options options = { .mode = mode,
					 .random = random,
					 .instance = alone ? instance : NULL };
	bool ok;

	if (sodium_init() < 0)
		BUG("the system gives no random numbers");
	randombytes_buf(random, sizeof(random));
	open_name(common, instance, sizeof(instance));
	ok = store_open(common->database, &options, store, err);
	sodium_memzero(random, sizeof(random));
	return ok;
}
