#include "samtale/base/tr.h"

#include "base/mo.h"
#include "samtale/base/embedded.h"

static enum language in_use = LANGUAGE_DA;

void tr_use(enum language language)
{
	in_use = language;
}

enum language tr_language(void)
{
	return in_use;
}

const char *tr_code(enum language language)
{
	return language == LANGUAGE_EN ? "en" : "da";
}

/* The msgid that is not there would find the catalogue's header, so the empty text is left alone. */
static const char *danish(const char *msgid, size_t *length)
{
	const struct embedded *file;
	const char *found;

	if (in_use != LANGUAGE_DA || !msgid[0])
		return NULL;
	file = embedded_find(embedded_catalogue, "da.mo");
	found = file ? mo_find(file->bytes, file->size, msgid, length) : NULL;
	return found && found[0] ? found : NULL;
}

const char *tr(const char *msgid)
{
	size_t length;
	const char *found;

	if (!msgid)
		return "";
	found = danish(msgid, &length);
	return found ? found : msgid;
}

const char *tr_count(const char *singular, const char *plural, long count)
{
	size_t length;
	const char *found = danish(singular, &length);
	const char *form = found ? mo_form(found, length, count != 1) : NULL;

	if (form)
		return form;
	return count == 1 ? singular : plural;
}
