/* closing.h - what a conversation hands to the screen that closes it. */
#ifndef SAMTALE_UI_SCREEN_CLOSING_H
#define SAMTALE_UI_SCREEN_CLOSING_H

#include "samtale/guide/guide.h"

/* screen_argument.data of CLOSING. Lives in the conversation screen, which lies below. */
struct closing_argument {
	const struct conversation *conversation;
	const struct guide *guide;
	const struct walk *walk;
	bool *answers_changed; /* since it was last closed: an edited summary no longer fits. Read and cleared
				*/
	bool *is_signed;       /* set when it is: the conversation screen then leaves too */
};

#endif
