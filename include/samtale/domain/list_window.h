/* list_window.h - where in a long list a window is read from: such a list is only ever read as many rows at a time as the
 * screen shows. AFTER and BEFORE start at a row that is known by its sort key and id, and is not in the window. */
#ifndef SAMTALE_DOMAIN_LIST_WINDOW_H
#define SAMTALE_DOMAIN_LIST_WINDOW_H

enum list_from { LIST_FIRST, LIST_LAST, LIST_AFTER, LIST_BEFORE };

#endif
