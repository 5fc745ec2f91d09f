/* sync_folder.h - a folder to exchange through, for tests. */
#ifndef SAMTALE_TESTS_SYNC_FOLDER_H
#define SAMTALE_TESTS_SYNC_FOLDER_H

#include <stddef.h>

void sync_folder_make(char folder[64]);	     /* new and empty, below $TMPDIR or /tmp */
void sync_folder_remove(const char *folder); /* with all that is in it */
/* Behind the hub's back: the whole of the file. The folder must be there. */
void sync_folder_write(const char *path, const void *bytes, size_t size);

#endif
