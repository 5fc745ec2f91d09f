#include "samtale/guide/conf_text.h"

#include <string.h>

/* The end of the remark that begins at `at`; `at` itself when none does. */
static char *remark_end(char *at)
{
	char *end;

	if (*at == '#' || (at[0] == '/' && at[1] == '/'))
		return at + strcspn(at, "\n");
	if (at[0] != '/' || at[1] != '*')
		return at;
	end = strstr(at + 2, "*/");
	return end ? end + 2 : at + strlen(at);
}

void conf_blank_remarks(char *text)
{
	char quote = '\0';

	for (char *at = text; *at; at++) {
		if (quote) {
			if (*at == '\\' && at[1])
				at++;
			else if (*at == quote)
				quote = '\0';
			continue;
		}
		for (char *end; (end = remark_end(at)) > at;)
			for (; at < end; at++)
				*at = *at == '\n' ? '\n' : ' ';
		if (!*at)
			return;
		if (*at == '"' || *at == '\'')
			quote = *at;
	}
}
