/* correction.h - what a conversation that is being corrected hands to the screen that signs the correction. */
#ifndef SAMTALE_UI_SCREEN_CORRECTION_H
#define SAMTALE_UI_SCREEN_CORRECTION_H

#include "samtale/ui/effect.h"
#include "ui/screen/answer_sheet.h"

/* screen_argument.data of CORRECTION. Lives in the conversation screen, which lies below. */
struct correction_argument {
	const struct sitting *sitting;
	struct answer_sheet now; /* borrowed */
	bool *is_signed;         /* set when it is: the conversation screen then leaves too */
};

#endif
