/* open.h - opening the database for a command: the one place where the program draws randomness. */
#ifndef SAMTALE_APP_OPEN_H
#define SAMTALE_APP_OPEN_H

#include "app/command.h"
#include "samtale/store/store.h"

/* Opens common->database; close with store_close(). alone: no other instance may write meanwhile, and the
 * second is told who has it (consoles and replays). Errors are those of store_open(). */
NODISCARD bool open_store(const struct common_options *common, enum store_mode mode, bool alone,
			  struct store **store, struct err *err);

/* Who has the database, as a second instance is told: "mette, pid 4711". */
void open_name(const struct common_options *common, char *text, size_t size);

#endif
