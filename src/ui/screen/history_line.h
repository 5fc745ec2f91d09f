/* history_line.h - one line of a citizen's history in people's words. Private to the screens. */
#ifndef SAMTALE_UI_SCREEN_HISTORY_LINE_H
#define SAMTALE_UI_SCREEN_HISTORY_LINE_H

#include "samtale/domain/journal.h"

const char *history_kind_label(enum history_kind kind); /* translated */
/* The content, in the arena. Earlier addresses and numbers of a protected citizen are not told. */
const char *history_line(struct arena *arena, const struct history_row *row, bool is_protected);

#endif
