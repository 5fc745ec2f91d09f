#include "app/document.h"

#include <stdio.h>

#include "samtale/base/compiler.h"
#include "samtale/base/utf8.h"

void document_print(json_t *document)
{
	if (!document)
		BUG("a document that is not UTF-8, or no memory");
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}

json_t *document_date(struct date date)
{
	char iso[DATE_ISO_SIZE];

	return date_is_set(date) ? json_string(date_iso(date, iso)) : json_null();
}

void document_column(const char *text, int cols)
{
	int used = utf8_columns(text);

	printf("%s%*s", text, cols > used ? cols - used : 0, "");
}
