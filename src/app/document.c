#include "app/document.h"

#include <stdio.h>

#include "samtale/base/compiler.h"

void document_print(json_t *document)
{
	if (!document)
		BUG("a document that is not UTF-8, or no memory");
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}
