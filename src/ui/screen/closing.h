/* closing.h - what a conversation hands to the screen that closes it. */
#ifndef SAMTALE_UI_SCREEN_CLOSING_H
#define SAMTALE_UI_SCREEN_CLOSING_H

#include "samtale/guide/guide.h"

/* What was chosen in a closing that was left again: filled in the next time. Names are those of static
 * tables. */
struct closing_choices {
	bool made;
	const char *owner, *type, *form;
	struct date due, next; /* only as long as the answers are the same */
	int minute;
};

/* screen_argument.data of CLOSING. Lives in the conversation screen, which lies below. */
struct closing_argument {
	const struct conversation *conversation;
	const struct guide *guide;
	const struct walk *walk;
	bool *answers_changed; /* since it was last closed: an edited summary no longer fits. Read and cleared
				*/
	struct closing_choices *choices;
	bool *is_signed; /* set when it is: the conversation screen then leaves too */
};

#endif
