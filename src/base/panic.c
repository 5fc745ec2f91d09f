#include "samtale/base/compiler.h"

#include <stdio.h>
#include <stdlib.h>

static void (*restore_terminal)(void);

void panic_on_bug(void (*restore)(void))
{
	restore_terminal = restore;
}

void panic(const char *file, int line, const char *what)
{
	void (*restore)(void) = restore_terminal;

	/* Forgotten first, so that a bug inside it cannot come back here for ever. */
	restore_terminal = NULL;
	if (restore)
		restore();
	fprintf(stderr, "samtale: bug in %s:%d: %s\n", file, line, what);
	abort();
}
