/* quota_vfs.h - a disk that fills up: SQLite's own file system, with so many bytes to write and then
 * SQLITE_FULL. */
#ifndef SAMTALE_TESTS_QUOTA_VFS_H
#define SAMTALE_TESTS_QUOTA_VFS_H

#include <stdint.h>

void quota_install(void);      /* from now on, for every database opened; without a limit until one is set */
void quota_set(int64_t bytes); /* what may still be written; -1 without end */

#endif
