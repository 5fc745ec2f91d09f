/* command_letter.h - what the commands about letters share: the options that say which letter, the desk, and where the
 * result goes. */
#ifndef SAMTALE_APP_COMMAND_LETTER_H
#define SAMTALE_APP_COMMAND_LETTER_H

#include "app/command.h"
#include "app/letter_desk.h"

struct letter_request {
	const struct common_options *common;
	struct arena arena;
	struct store *store;
	struct rules rules;
	struct letter_desk desk;
	int64_t citizen, sanction_case; /* 0 not named */
	const char *cpr, *number;       /* as written; NULL not given */
	const char *path;               /* -o; NULL standard output */
	bool pdf, text;
};

/* Takes --cpr, --case, --now, --pdf, --text and -o. 0, or the exit status. arena is begun; end with
 * letter_request_end(). */
int letter_request_take(struct letter_request *request, const struct common_options *common, int *argc, char **argv);
/* Opens rules and database (writing: to keep something there) and finds the citizen, and the newest case where none is
 * named. */
NODISCARD bool letter_request_open(struct letter_request *request, bool writing, struct err *err);
void letter_request_end(struct letter_request *request);

/* To the file named, or to standard output; a PDF is not written on a terminal. */
NODISCARD bool letter_request_give(const struct letter_request *request, const void *bytes, size_t size,
				   struct err *err);
/* The letter as was asked: PDF or text. */
NODISCARD bool letter_request_print(struct letter_request *request, const struct letter *letter, struct err *err);

#endif
