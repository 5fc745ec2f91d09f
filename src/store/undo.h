/* undo.h - which transactions of this session may be taken back. */
#ifndef SAMTALE_SRC_STORE_UNDO_H
#define SAMTALE_SRC_STORE_UNDO_H

#include "connection.h"

/* Called when the outermost transaction has been committed; one without ops, or made by undo itself, is
 * not remembered. */
void undo_remember(struct store *store);

#endif
